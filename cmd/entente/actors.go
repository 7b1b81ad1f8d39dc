package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/queries"
	"entente/schema"
)

func actorsCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "actors",
		Usage:     "the actors in the store, most claims first",
		UsageText: "entente actors [PATTERN]",
		Description: `   PATTERN is a part of a name, or has * and ? in it; accents and case do not count.

EXAMPLES
   entente actors
   entente actors 'al-*'
   entente actors --type Person --format csv`,
		Flags: []cli.Flag{
			dbFlag(), formatFlag(sheetFormats), limitFlag(100),
			&cli.StringSliceFlag{Name: "type", Usage: "only actors of this `TYPE` (State, Person, …); may be repeated"},
		},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 1); err != nil {
				return err
			}
			types := c.StringSlice("type")
			for _, typ := range types {
				if _, ok := schema.Builtin().Type(typ); !ok {
					return usageError(c.Command, "%s", schema.Builtin().UnknownType(typ))
				}
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			found, err := queries.Actors(c.Context, s, c.Args().First(), queries.ActorOptions{Types: types, Limit: max(0, c.Int("limit"))})
			if err != nil {
				return err
			}
			rows := make([][]any, len(found.Actors))
			for i, a := range found.Actors {
				rows[i] = []any{a.Actor.ID, a.Actor.Label, a.Actor.Type, a.Claims, list(a.Aliases)}
			}
			if err := t.write(c, listSheet([]string{"id", "label", "type", "claims", "aliases"}, rows)); err != nil {
				return err
			}
			if found.Truncated {
				t.say("%d of %s; --limit 0 shows all", len(rows), plural(found.Total, "actor"))
			} else {
				t.say("%s", plural(found.Total, "actor"))
			}
			return nil
		},
	}
}

// list is a list, or nil if it is empty.
func list(words []string) any {
	if len(words) == 0 {
		return nil
	}
	return words
}

func actorCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "actor",
		Usage:     "what is known of an actor: names, codes, relations by kind",
		UsageText: "entente actor NAME",
		Description: `EXAMPLES
   entente actor Iran
   entente actor "Abbas Araghchi" --format json
   entente actor actor:united-states`,
		Flags: []cli.Flag{dbFlag(), formatFlag(sheetFormats)},
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			p, err := queries.Describe(c.Context, s, c.Args().First())
			if err != nil {
				return err
			}
			if c.String("format") == "json" {
				return t.writeProfile(p)
			}
			if f := c.String("format"); f == "" || f == "table" {
				t.printProfile(p)
			}
			return t.write(c, tieSheet(p))
		},
	}
}

func (t *terminal) printProfile(p queries.Profile) {
	d := p.Description
	line := func(name, text string) {
		if text != "" {
			t.print("%-12s%s", name, printable(text))
		}
	}
	t.print("%s", t.colour(bold, printable(d.Actor.Label)))
	line("id", d.Actor.ID)
	line("type", d.Actor.Type)
	line("also", strings.Join(d.Aliases, " · "))
	line("codes", strings.Join(append(append([]string{}, d.SameAs...), d.Codes...), " · "))
	line("within", d.Within)
	claims := plural(p.Claims, "claim") + " from " + plural(p.Sources, "source")
	if p.First != "" || p.Last != "" {
		claims += ", " + p.First + " to " + p.Last
	}
	line("claims", claims)
	t.print("")
}

func tieSheet(p queries.Profile) sheet {
	var rows [][]any
	for _, g := range p.Groups {
		for _, tie := range g.Ties {
			direction := "out"
			if !tie.Forward {
				direction = "in"
			}
			rows = append(rows, []any{g.Name, tie.Label, tie.Other.Label, tie.Claims, tie.Sources, some(tie.Last), some(statuses(tie.Statuses)), tie.Relation, direction, tie.Other.ID})
		}
	}
	return listSheet([]string{"kind", "relation", "with", "claims", "sources", "last", "status", "name", "direction", "id"}, rows)
}

// statuses tells the counts of claims that are not asserted: "1 denied".
func statuses(counts map[graph.Status]int) string {
	var parts []string
	for _, s := range graph.Statuses {
		if s != graph.Asserted && counts[s] > 0 {
			parts = append(parts, plural(counts[s], string(s)))
		}
	}
	return strings.Join(parts, ", ")
}

func (t *terminal) writeProfile(p queries.Profile) error {
	d := p.Description
	ties := tieSheet(p)
	relations := make([]rawJSON, ties.rows)
	for i := range relations {
		row, err := ties.object(i)
		if err != nil {
			return err
		}
		relations[i] = row
	}
	text, err := object(
		[]string{"id", "label", "type", "aliases", "same_as", "codes", "within", "claims", "sources", "first", "last", "relations"},
		[]any{d.Actor.ID, d.Actor.Label, d.Actor.Type, list(d.Aliases), list(d.SameAs), list(d.Codes), some(d.Within), p.Claims, p.Sources, some(p.First), some(p.Last), relations})
	if err != nil {
		return err
	}
	t.print("%s", text)
	return nil
}
