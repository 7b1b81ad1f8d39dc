package main

import (
	"github.com/urfave/cli/v2"
)

func backupCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "backup",
		Usage:     "copy a store as it stands now, while others read it",
		UsageText: "entente backup FOLDER",
		Description: `   FOLDER must not exist; it becomes a store of its own, which every command opens with --db and restore
   brings back. It appears once it is whole. On the same disk it shares files with the store, which never
   change, and takes next to no room; keep one on another disk, too.

EXAMPLES
   entente backup backups/monday
   entente verify --db backups/monday`,
		Flags: []cli.Flag{dbFlag()},
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			if err := s.Backup(c.Context, c.Args().First()); err != nil {
				return err
			}
			t.say("backed up %s to %s", s.Address(), c.Args().First())
			return nil
		},
	}
}
