package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"entente/graph/store"
)

func removeSourceCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "remove-source",
		Usage:     "take a source and exactly its claims out of a store",
		UsageText: "entente remove-source SOURCE…",
		Description: `   SOURCE is the id of a source, as claims carry it: entente sources lists them

EXAMPLES
   entente remove-source https://entente.example/samples/sahel-exit
   entente remove-source --db press.db https://entente.example/samples/sahel-exit https://entente.example/samples/muscat-talks`,
		Flags: []cli.Flag{dbFlag()},
		Action: func(c *cli.Context) error {
			if err := args(c, 1, -1); err != nil {
				return err
			}
			s, err := openAt(c.Context, c.String("db"), true)
			if err != nil {
				return err
			}
			defer s.Close()
			for _, id := range c.Args().Slice() {
				r, err := s.RemoveSource(c.Context, id)
				if errors.Is(err, store.ErrNotFound) {
					return fmt.Errorf("%w (entente sources lists them)", err)
				} else if err != nil {
					return err
				}
				t.say("%s: %s removed", printable(id), plural(r.Removed, "claim"))
			}
			return nil
		},
	}
}
