package main

import (
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
	"entente/queries"
)

func queryCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "query",
		Usage:     "ask a canned question; without a name, list them",
		UsageText: "entente query [NAME ARG…]",
		Description: `EXAMPLES
   entente query                                         the questions there are, with their arguments
   entente query trade-partners Iran
   entente query mediators-between Iran US               who stands between the two
   entente query between Iran US --format json
   entente query trade-partners Iran --server http://127.0.0.1:64210/   of the entente serve that has the store
   entente query sanctions-by US --show                  the Gizmo to paste into the Cayley console`,
		Flags: append(askedFlags(),
			formatFlag(sheetFormats), limitFlag(queries.DefaultRows), timeoutFlag(),
			&cli.BoolFlag{Name: "show", Usage: "print the Gizmo text, with the arguments filled in, and run nothing"},
		),
		Action: func(c *cli.Context) error {
			if c.NArg() == 0 {
				return listQueries(t, c)
			}
			// One answer, and the process is over: what it leaves behind need not be
			// cleared away as often as in one that stays.
			debug.SetGCPercent(400)
			name, rest := c.Args().First(), c.Args().Tail()
			if _, err := queries.Find(name); err != nil {
				return err
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askQuery(c, server, name, rest)
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			if c.Bool("show") {
				q, err := queries.Find(name)
				if err != nil {
					return err
				}
				text, err := q.Fill(c.Context, s, rest)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(t.out, strings.TrimRight(text, "\n"))
				return err
			}
			result, err := queries.Run(c.Context, s, name, rest, limits(c))
			if err != nil {
				return err
			}
			return t.answer(c, result)
		},
	}
}

// limits reads --limit and --timeout; in both 0 means none.
func limits(c *cli.Context) queries.Limits {
	lim := queries.Limits{Rows: c.Int("limit"), Time: c.Duration("timeout")}
	if lim.Rows <= 0 {
		lim.Rows = -1
	}
	if lim.Time <= 0 {
		lim.Time = -1
	}
	return lim
}

// answer writes a query's result, and says how much of it there is.
func (t *terminal) answer(c *cli.Context, r queries.Result) error {
	err := t.write(c, answer.Result(r))
	if err != nil {
		return err
	}
	switch {
	case r.Truncated:
		t.say("cut at %s; --limit N shows more (%s)", plural(len(r.Rows), "row"), r.Elapsed.Round(time.Millisecond))
	default:
		t.say("%s (%s)", plural(len(r.Rows), "row"), r.Elapsed.Round(time.Millisecond))
	}
	return nil
}

func listQueries(t *terminal, c *cli.Context) error { return t.write(c, answer.Queries()) }

// quoteArg quotes an argument for a shell where it must be.
func quoteArg(a string) string { return answer.Quote(a) }
