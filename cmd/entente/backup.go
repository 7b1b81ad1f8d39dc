package main

import (
	"context"
	"io"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/remote"
	"entente/graph/store"
)

func backupCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "backup",
		Usage:     "copy a store as it stands now, while others read it",
		UsageText: "entente backup FOLDER",
		Description: `   FOLDER must not exist; it becomes a store of its own, which every command opens with --db and restore
   brings back. It appears once it is whole. On the same disk it shares files with the store, which never
   change, and takes next to no room; keep one on another disk, too. A store that a server holds to write
   into it is asked for there, with --server.

EXAMPLES
   entente backup backups/monday
   entente verify --db backups/monday
   entente backup --server http://127.0.0.1:64210/ backups/tuesday`,
		Flags: askedFlags(),
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			server, err := asked(c)
			if err != nil {
				return err
			}
			if server != nil {
				if err := askBackup(c.Context, server, c.Args().First()); err != nil {
					return err
				}
				t.say("backed up the store of %s to %s", server, c.Args().First())
				return nil
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

// askBackup makes a folder of the backup that a server sends.
func askBackup(ctx context.Context, s *remote.Server, dir string) error {
	body, into := io.Pipe()
	defer body.Close() // whoever still receives is told to stop
	go func() { into.CloseWithError(s.Copy(ctx, into, nil, "backup")) }()
	return store.ReceiveBackup(ctx, body, dir)
}
