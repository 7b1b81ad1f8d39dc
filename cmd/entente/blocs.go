package main

import (
	"net/url"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/queries"
)

func blocsCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "blocs",
		Usage:     "who cooperates with whom, and where a friend's friend is a foe",
		UsageText: "entente blocs [--view VIEW] [FILTERS] [--between A B | --query NAME ARG…]",
		Description: `VIEWS
   blocs      actors that cooperate with each other more than with others, and with whom they are in conflict
   members    the same, an actor a row
   balance    how many triangles of friends and foes fit together
   triangles  those that do not, best supported first, with a claim for each side

Blocs are searched over cooperative relations, weighed by independent sources (Louvain). Two actors are friends if more
sources tell of cooperation than of conflict, foes if less. FILTERS are those of export.

EXAMPLES
   entente blocs
   entente blocs --view members --format csv
   entente blocs --view triangles --since 2024 --limit 5`,
		Flags: slices.Concat(askedFlags(), []cli.Flag{
			formatFlag(sheetFormats), limitFlag(20),
			&cli.StringFlag{Name: "view", Value: answer.BlocViews[0], Usage: "show this `VIEW`: " + strings.Join(answer.BlocViews, ", ")},
			chanceFlag(),
		}, selectionFlags()),
		Action: func(c *cli.Context) error {
			view := c.String("view")
			if !slices.Contains(answer.BlocViews, view) {
				return usageError(c.Command, "unknown view %q: there are %s", view, strings.Join(answer.BlocViews, ", "))
			}
			sel, err := selection(c)
			if err != nil {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askAnalysis(c, server, sel, url.Values{"view": {view}}, "rows")
			}
			chosen, done, err := choose(c, sel)
			if err != nil {
				return err
			}
			defer done()
			o := queries.BlocOptions{Seed: c.Uint64("seed")}
			limit := max(0, c.Int("limit"))
			if view == "triangles" {
				if o.Triangles = limit; limit == 0 {
					o.Triangles = 1 << 30
				}
			}
			b, err := queries.FindBlocs(c.Context, chosen, o)
			if err != nil {
				return err
			}
			return t.writeBlocs(c, b, view, limit)
		},
	}
}

func (t *terminal) writeBlocs(c *cli.Context, b queries.Blocs, view string, limit int) error {
	s := answer.Blocs(b, view)
	shown, total := s.Rows, s.Rows
	if view == "triangles" { // of three rows each, and no more than were asked for
		shown, total = len(b.Triangles), b.Balance.Unbalanced()
	} else if limit > 0 && shown > limit {
		shown, s.Rows = limit, limit
	}
	if err := t.write(c, s); err != nil {
		return err
	}
	if shown < total {
		t.say("%d of %d; --limit 0 shows all", shown, total)
	}
	inBlocs := 0
	for _, bloc := range b.Blocs {
		inBlocs += len(bloc.Members)
	}
	t.say("%s of %s, %d without cooperation; modularity %.3f", plural(len(b.Blocs), "bloc"), plural(inBlocs, "actor"), b.Alone, b.Modularity)
	if n := b.Balance.Balanced() + b.Balance.Unbalanced(); n > 0 {
		t.say("%d of %s balanced (%.3f)", b.Balance.Balanced(), plural(n, "triangle"), b.Balance.Share())
	}
	return nil
}
