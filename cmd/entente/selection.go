package main

import (
	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/part"
	"entente/queries"
)

// selectionFlags choose a part of the graph. --between and --query take more
// than one word: the rest are the command's arguments.
func selectionFlags() []cli.Flag {
	return append([]cli.Flag{
		&cli.StringFlag{Name: "actor", Usage: "only the surroundings of this `ACTOR`"},
		&cli.IntFlag{Name: "depth", Value: 1, Usage: "with --actor: claims of actors less than `N` hops away"},
		&cli.StringFlag{Name: "between", Usage: "only the claims that join `A` and B, which follows"},
		&cli.BoolFlag{Name: "directed", Usage: "with --between: only what A does to B, and what holds both ways"},
		&cli.StringFlag{Name: "query", Usage: "only the claims that this canned query answers with, by `NAME`; its arguments follow"},
		&cli.StringSliceFlag{Name: "relation", Usage: "only this `RELATION`; may be repeated"},
		&cli.StringSliceFlag{Name: "source", Usage: "only what this `SOURCE` says, by its id (entente sources lists them); may be repeated"},
		&cli.StringSliceFlag{Name: "status", Usage: "only claims of this `STATUS`: asserted, denied, planned, conditional; may be repeated. A graph shows asserted ones without"},
	}, narrowFlags()...)
}

// narrowFlags leave out claims by what each says of itself.
func narrowFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "as-of", Usage: "the graph as it stood on this `DAY`: nothing about later days, nothing that had ended by then"},
		&cli.StringFlag{Name: "since", Usage: "only what holds or happened on this `DAY` or later; undated claims count for the day of their source"},
		&cli.StringFlag{Name: "until", Usage: "only what holds or happened on this `DAY` or earlier"},
		&cli.Float64Flag{Name: "min-confidence", Aliases: []string{"confidence"}, Usage: "only claims that are at least this `SURE`, from 0 to 1"},
		&cli.IntFlag{Name: "min-sources", Usage: "only what at least `N` independent sources say"},
	}
}

// narrowed reads narrowFlags.
func narrowed(c *cli.Context) queries.Selection {
	return queries.Selection{AsOf: c.String("as-of"), Since: c.String("since"), Until: c.String("until"), MinConfidence: c.Float64("min-confidence"), MinSources: c.Int("min-sources")}
}

// selection reads the flags, and the arguments that belong to them.
func selection(c *cli.Context) (queries.Selection, error) {
	sel := narrowed(c)
	sel.Actor, sel.Query, sel.Relations, sel.Sources, sel.Directed = c.String("actor"), c.String("query"), c.StringSlice("relation"), c.StringSlice("source"), c.Bool("directed")
	rest := c.Args().Slice()
	if first := c.String("between"); first != "" {
		if len(rest) == 0 {
			return sel, usageError(c.Command, "--between wants two actors: --between %s OTHER", quoteArg(first))
		}
		sel.Between, rest = [2]string{first, rest[0]}, rest[1:]
	}
	if sel.Query != "" {
		sel.Args, rest = rest, nil
	}
	if len(rest) > 0 {
		return sel, usageError(c.Command, "usage: %s", c.Command.UsageText)
	}
	switch {
	case sel.Actor == "" && c.IsSet("depth"):
		return sel, usageError(c.Command, "--depth goes with --actor")
	case sel.Actor != "":
		if sel.Depth = c.Int("depth"); sel.Depth < 1 {
			return sel, usageError(c.Command, "--depth wants a number from 1 up")
		}
	}
	var err error
	sel.Statuses, err = part.Statuses(c.StringSlice("status"))
	return sel, err
}
