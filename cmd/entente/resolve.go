package main

import (
	"bufio"
	"fmt"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/loaders/article"
)

func resolveCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "resolve",
		Usage:     "say whom words mean on a date: actor, state, sector, and why",
		UsageText: "entente resolve WORDS…|- | entente resolve --candidates [ACTOR]",
		Description: `   Each argument is resolved by itself, as it would be in an article of that day; - reads them from
   standard input, one a line. The sector is PLOVER's: GOV, MIL, REB, …; ELI for who held office before.
   The country is an ISO 3166-1 alpha-3 code, or UNO, EUR or IGO for bodies of several states.

   With --candidates it looks through the store for actors that may be one, surest first, with what speaks for
   and against it. On a terminal it asks about each – y same, n not the same, u unsure, s skip, b back
   (which takes the last answer out again), q quit – and writes the answers to the file of decisions (see
   entente merge); with --format it lists them.

EXAMPLES
   entente resolve --candidates --format csv             who may be the same; decides nothing
   entente resolve --date 2019-06-01 'the US president' 'Iranian warplanes'
   entente resolve --date 2023-05-01 --about Mexico 'the foreign minister'
   entente resolve --date 2011-12-01 --format json 'Foreign Minister Salehi'
   entente resolve --format csv - < names.txt`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "date", Usage: "the `DATE` (YYYY-MM-DD) of which it is asked; today's offices do not count without one"},
			&cli.StringFlag{Name: "about", Usage: "the text is about `STATE`: \"the foreign minister\" is its"},
			&cli.BoolFlag{Name: "candidates", Usage: "list actors of the store that may be the same, or ask about each"},
			&cli.BoolFlag{Name: "ask", Usage: "with --candidates: ask also where standard input is no terminal; a line a key"},
			&cli.Float64Flag{Name: "least", Value: 0.5, Usage: "with --candidates: the lowest `SCORE` shown, from 0 to 1"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 100, Usage: "with --candidates: at most `N` pairs; 0 for all", Action: notNegative},
			lexiconFlag(), namesFromFlag(), dbFlag(), formatFlag(sheetFormats),
		}, decisionFlags()...),
		Action: func(c *cli.Context) error {
			if c.Bool("candidates") {
				return t.listCandidates(c)
			}
			o, err := loadOptions(c)
			if err != nil {
				return err
			}
			words := c.Args().Slice()
			if len(words) == 0 {
				return usageError(c.Command, "nothing to resolve: usage: %s", c.Command.UsageText)
			}
			if len(words) == 1 && words[0] == "-" {
				words = nil
				lines := bufio.NewScanner(t.in)
				for lines.Scan() {
					words = append(words, lines.Text())
				}
				if err := lines.Err(); err != nil {
					return fmt.Errorf("reading standard input: %w", err)
				}
			}
			reader, err := o.Reader()
			if err != nil {
				return err
			}
			if about := c.String("about"); about != "" && !reader.KnowsState(about) {
				t.say("no state or territory is known as %q: the answer is that for a text about none", about)
			}
			var found []article.Resolution
			for _, w := range words {
				r, err := reader.Resolve(c.Context, w, c.String("date"), c.String("about"))
				if err != nil {
					return err
				}
				found = append(found, r)
			}
			return t.write(c, answer.Resolutions(found))
		},
	}
}
