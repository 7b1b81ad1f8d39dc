package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
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
   entente actors 'al*'
   entente actors --type Person --format csv`,
		Flags: append(askedFlags(), formatFlag(sheetFormats), limitFlag(100),
			&cli.StringSliceFlag{Name: "type", Usage: "only actors of this `TYPE` (State, Person, …); may be repeated"},
		),
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
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askActors(c, server, types)
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
			if err := t.write(c, answer.Actors(found)); err != nil {
				return err
			}
			if found.Truncated {
				t.say("%d of %s; --limit 0 shows all", len(found.Actors), plural(found.Total, "actor"))
			} else {
				t.say("%s", plural(found.Total, "actor"))
			}
			return nil
		},
	}
}

func actorCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "actor",
		Usage:     "what is known of an actor: names, codes, relations by kind",
		UsageText: "entente actor NAME",
		Description: `EXAMPLES
   entente actor Iran
   entente actor Iran --as-of 2025-06 --confidence 0.8
   entente actor "Abbas Araghchi" --format json
   entente actor actor:united-states`,
		Flags: slices.Concat(askedFlags(), []cli.Flag{formatFlag(sheetFormats)}, narrowFlags()),
		Action: func(c *cli.Context) error {
			if err := args(c, 1, 1); err != nil {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askActor(c, server, c.Args().First())
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			p, err := queries.DescribeWith(c.Context, s, c.Args().First(), queries.DescribeOptions{Only: narrowed(c)})
			if err != nil {
				return err
			}
			if c.String("format") == "json" {
				text, err := answer.Profile(p)
				if err != nil {
					return err
				}
				t.print("%s", text)
				return nil
			}
			if f := c.String("format"); f == "" || f == "table" {
				t.printProfile(p)
			}
			return t.write(c, answer.Ties(p))
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
	if graph.Unnamed(d.Actor.ID) {
		line("name", "none: each claim may be about others of the kind")
	}
	line("also", strings.Join(d.Aliases, " · "))
	line("codes", strings.Join(append(append([]string{}, d.SameAs...), d.Codes...), " · "))
	line("within", d.Within)
	claims := plural(p.Claims, "claim") + " from " + plural(p.Sources, "source")
	if p.Publishers != p.Sources {
		claims += " of " + plural(p.Publishers, "publisher")
	}
	if p.First != "" || p.Last != "" {
		claims += ", " + p.First + " to " + p.Last
	}
	line("claims", claims)
	if p.Disputed > 0 {
		line("disputed", plural(p.Disputed, "relation")+" said and denied: entente query contradictions-of "+quoteArg(d.Actor.ID))
	}
	t.print("")
}
