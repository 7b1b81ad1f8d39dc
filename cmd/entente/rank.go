package main

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/queries"
)

func rankCommand(t *terminal) *cli.Command {
	var measures, names []string
	for _, r := range queries.Ranks {
		measures = append(measures, fmt.Sprintf("   %-13s%s", r.Name, r.Doc))
		names = append(names, r.Name)
	}
	return &cli.Command{
		Name:      "rank",
		Usage:     "who stands in the middle of the graph, and who brokers between others",
		UsageText: "entente rank [--by MEASURE] [FILTERS] [--between A B | --query NAME ARG…]",
		Description: "MEASURES\n" + strings.Join(measures, "\n") + `

Asserted claims count, one relation for all that say the same of the same two. Whoever has no name (soldiers, a tanker) does not: others may be meant each time. FILTERS are those of export.

EXAMPLES
   entente rank
   entente rank --by brokers --type State --limit 10
   entente rank --by betweenness --since 2026 --confidence 0.8
   entente rank --actor Iran --depth 2 --format csv`,
		Flags: slices.Concat(askedFlags(), []cli.Flag{
			formatFlag(sheetFormats), limitFlag(20),
			&cli.StringFlag{Name: "by", Usage: "rank by this `MEASURE`: " + strings.Join(names, ", "), Value: queries.Ranks[0].Name},
			&cli.StringSliceFlag{Name: "type", Usage: "only actors of this `TYPE` (State, Person, …), measured among all; may be repeated"},
			chanceFlag(),
		}, selectionFlags()),
		Action: func(c *cli.Context) error {
			sel, err := selection(c)
			if err != nil {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askAnalysis(c, server, sel, url.Values{"by": {c.String("by")}, "type": c.StringSlice("type")}, "actors")
			}
			chosen, done, err := choose(c, sel)
			if err != nil {
				return err
			}
			defer done()
			r, err := queries.RankActors(c.Context, chosen, queries.RankOptions{
				By: c.String("by"), Types: c.StringSlice("type"), Limit: max(0, c.Int("limit")), Seed: c.Uint64("seed"),
			})
			if err != nil {
				return err
			}
			if err := t.write(c, answer.Ranking(r)); err != nil {
				return err
			}
			if r.Sampled > 0 {
				t.say("betweenness is estimated from %s", plural(r.Sampled, "actor"))
			}
			if r.Truncated {
				t.say("%d of %s; --limit 0 shows all", len(r.Actors), plural(r.Total, "actor"))
			} else {
				t.say("%s", plural(r.Total, "actor"))
			}
			return nil
		},
	}
}

// chanceFlag seeds what is a matter of chance.
func chanceFlag() cli.Flag {
	return &cli.Uint64Flag{Name: "seed", Usage: "seed `N` of the search for blocs, and of what is sampled in large graphs", Value: 1}
}

// choose opens the store and finds the part of it that is selected; done
// closes it.
func choose(c *cli.Context, sel queries.Selection) (chosen *queries.Part, done func(), err error) {
	s, err := open(c, false)
	if err != nil {
		return nil, nil, err
	}
	if chosen, err = queries.Select(c.Context, s, sel); err != nil {
		s.Close()
		return nil, nil, err
	}
	return chosen, func() { s.Close() }, nil
}
