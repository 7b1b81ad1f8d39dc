package main

import (
	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/queries"
)

func statsCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "stats",
		Usage:     "how much the store holds: claims by relation and status, actors by type, sources",
		UsageText: "entente stats",
		Description: `EXAMPLES
   entente stats
   entente stats --format json`,
		Flags: append(askedFlags(), formatFlag(sheetFormats)),
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 0); err != nil {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askStats(c, server)
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			stats, err := queries.Stats(c.Context, s)
			if err != nil {
				return err
			}
			return t.write(c, answer.Stats(stats))
		},
	}
}
