package main

import (
	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/queries"
)

func sourcesCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "sources",
		Usage:     "the sources in the store, newest first",
		UsageText: "entente sources [PATTERN]",
		Description: `   PATTERN is a part of an id, a title, a publisher or an address, or has * and ? in it; accents and case do not count.

EXAMPLES
   entente sources
   entente sources 'gulf sample'
   entente export --format jsonl --source https://entente.example/samples/sahel-exit
                                                         what one of them says`,
		Flags: append(askedFlags(), formatFlag(sheetFormats), limitFlag(100)),
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 1); err != nil {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askSources(c, server)
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			all, err := queries.Sources(c.Context, s, c.Args().First(), 0)
			if err != nil {
				return err
			}
			shown := all
			if limit := c.Int("limit"); limit > 0 && limit < len(all) {
				shown = all[:limit]
			}
			if err := t.write(c, answer.Sources(shown)); err != nil {
				return err
			}
			if len(shown) < len(all) {
				t.say("%d of %s; --limit 0 shows all", len(shown), plural(len(all), "source"))
			} else {
				t.say("%s", plural(len(all), "source"))
			}
			return nil
		},
	}
}
