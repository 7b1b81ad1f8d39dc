package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

func verifyCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "read a whole store and say what is wrong with it, and where",
		UsageText: "entente verify",
		Description: `   Every index is held against the others, counts and dictionary against the quads, and every claim against
   its id, which is the hash of what it says, and its quote. Findings go to standard output, one a line, and
   the exit code is then 1. Nothing is changed.

EXAMPLES
   entente verify
   entente verify --db backups/monday`,
		Flags: []cli.Flag{dbFlag()},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 0); err != nil {
				return err
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			v, err := s.Verify(c.Context)
			for _, f := range v.Findings {
				t.print("%s", printable(f))
			}
			if err != nil {
				return err
			}
			if n := len(v.Findings); n > 0 {
				return fmt.Errorf("store %s: %s wrong; restore a backup, or load its sources into a new store", s.Address(), plural(n, "thing")+" found")
			}
			t.say("%s: %s and %s are sound", s.Address(), plural(int(v.Quads), "quad"), plural(int(v.Claims), "claim"))
			return nil
		},
	}
}
