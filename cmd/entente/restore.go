package main

import (
	"github.com/urfave/cli/v2"

	"entente/graph/store"
)

func restoreCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "restore",
		Usage:     "make a store from a backup, and verify it",
		UsageText: "entente restore BACKUP",
		Description: `   The store that --db names must not exist: move a damaged one away first. It appears once the backup is
   copied and found to be sound.

EXAMPLES
   mv entente.db damaged.db && entente restore backups/monday
   entente restore --db friday.db backups/friday`,
		Flags: []cli.Flag{dbFlag()},
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			addr := c.String("db")
			if addr == "" {
				addr = defaultDB
			}
			v, err := store.Restore(c.Context, c.Args().First(), addr)
			if err != nil {
				return err
			}
			t.say("restored %s: %s and %s, verified", addr, plural(int(v.Quads), "quad"), plural(int(v.Claims), "claim"))
			return nil
		},
	}
}
