package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/graph"
	"entente/graph/store"
	"entente/queries"
)

func pathCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "path",
		Usage:     "the shortest paths between two actors, each hop with its evidence",
		UsageText: "entente path A B",
		Description: `No path leads through who has no name: the soldiers whom one text says to be
arrested are not those whom another says to be armed.

EXAMPLES
   entente path Oman China
   entente path "Abbas Araghchi" Israel --k 3            three paths, shortest first
   entente path Iran Philippines --except criticises --max 4
   entente path Oman China --avoid Iran --k 3            not through Iran
   entente path Iran Philippines --as-of 2026-02-06 --confidence 0.8`,
		Flags: append(askedFlags(),
			formatFlag(sheetFormats),
			&cli.IntFlag{Name: "k", Value: 1, Usage: "up to `N` paths"},
			&cli.IntFlag{Name: "max", Value: 6, Usage: "at most `N` hops"},
			&cli.StringSliceFlag{Name: "relation", Usage: "walk only over this `RELATION`; may be repeated"},
			&cli.StringSliceFlag{Name: "except", Usage: "do not walk over this `RELATION`; may be repeated"},
			&cli.StringSliceFlag{Name: "avoid", Usage: "do not pass through this `ACTOR`; may be repeated"},
			&cli.StringFlag{Name: "as-of", Usage: "only over claims that are not about later than this `DAY`, and had not ended by then"},
			&cli.Float64Flag{Name: "confidence", Aliases: []string{"min-confidence"}, Usage: "only over claims that are at least this `SURE`, from 0 to 1"},
		),
		Action: func(c *cli.Context) error {
			if err := args(c, 2, 2); err != nil {
				return err
			}
			only, err := relationNames(c.StringSlice("relation"))
			if err != nil {
				return err
			}
			except, err := relationNames(c.StringSlice("except"))
			if err != nil {
				return err
			}
			if c.Int("k") < 1 || c.Int("max") < 1 {
				return usageError(c.Command, "--k and --max want a number from 1 up")
			}
			asOf, err := dayFlag(c, "as-of")
			if err != nil {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askPath(c, server, only, except)
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			var avoid []string
			for _, name := range c.StringSlice("avoid") {
				a, err := queries.Resolve(c.Context, s, name)
				if err != nil {
					return err
				}
				avoid = append(avoid, a.ID)
			}
			found, err := queries.Path(c.Context, s, c.Args().Get(0), c.Args().Get(1), store.PathOptions{K: c.Int("k"), MaxDepth: c.Int("max"), Only: only, Except: except, Avoid: avoid,
				AsOf: asOf, MinConfidence: c.Float64("confidence")})
			if err != nil {
				return err
			}
			for _, end := range []string{found.From.ID, found.To.ID} {
				if slices.Contains(avoid, end) {
					t.say("--avoid is of actors on the way: the path begins and ends where it was asked to")
					break
				}
			}
			if len(found.Routes) == 0 {
				t.say("no path from %s to %s within %s; none is looked for through who has no name, such as soldiers", found.From.Label, found.To.Label, plural(c.Int("max"), "hop"))
			}
			return t.write(c, answer.Path(found))
		},
	}
}

// relationNames checks the names of relations that flags give.
func relationNames(names []string) ([]string, error) {
	var checked []string
	for _, n := range names {
		r, _, err := queries.Relation(n)
		if err != nil {
			return nil, err
		}
		checked = append(checked, r.Name)
	}
	return checked, nil
}

// dayFlag reads a flag that names a day: the last one that its value allows.
func dayFlag(c *cli.Context, name string) (string, error) {
	text := c.String(name)
	if text == "" {
		return "", nil
	}
	t, err := graph.ParseTime(text)
	if err != nil || t.Latest == "" {
		return "", usageError(c.Command, "--%s wants a date, such as 2026-02-06 or 2026-02, not %q", name, text)
	}
	return t.Latest, nil
}
