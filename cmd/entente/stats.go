package main

import (
	"github.com/urfave/cli/v2"

	"entente/graph/store"
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
		Flags: []cli.Flag{dbFlag(), formatFlag(sheetFormats)},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 0); err != nil {
				return err
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
			return t.write(c, statsSheet(stats))
		},
	}
}

func statsSheet(stats store.Stats) sheet {
	rows := [][]any{
		{"all", "sources", stats.Sources}, {"all", "claims", stats.Claims}, {"all", "actors", stats.Actors}, {"all", "quads", stats.Quads},
	}
	for _, part := range []struct {
		name   string
		counts []store.Count
	}{{"claims by status", stats.Statuses}, {"claims by relation", stats.Relations}, {"actors by type", stats.Types}} {
		for _, n := range part.counts {
			rows = append(rows, []any{part.name, n.Name, n.N})
		}
	}
	return listSheet([]string{"of", "name", "count"}, rows)
}
