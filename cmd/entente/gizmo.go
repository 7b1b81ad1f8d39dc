package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/queries"
)

func gizmoCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "gizmo",
		Usage:     "run any Gizmo query, read-only, with limits of time and rows",
		UsageText: "entente gizmo [QUERY|-]",
		Description: `EXAMPLES
   entente gizmo 'g.V("<actor:iran>").out("<rel:trades-with>").all()'
   entente gizmo - < question.js
   entente gizmo --timeout 1s 'while(true){}'            stops after a second`,
		Flags: append(askedFlags(), formatFlag(sheetFormats), limitFlag(queries.DefaultRows), timeoutFlag()),
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 1); err != nil {
				return err
			}
			text := c.Args().First()
			if c.NArg() == 0 || text == "-" {
				if c.NArg() == 0 && isTerminal(t.in) {
					return usageError(c.Command, "a query is wanted: entente gizmo 'g.V().limit(5).all()'")
				}
				b, err := io.ReadAll(io.LimitReader(t.in, maxQuery+1))
				if err != nil {
					return fmt.Errorf("reading the query: %w", err)
				}
				text = string(b)
			}
			if len(text) > maxQuery {
				return usageError(c.Command, "the query is longer than %d bytes", maxQuery)
			}
			if _, err := os.Stat(text); err == nil && text != "" {
				return usageError(c.Command, "%s is a file: entente gizmo - < %s asks what it says", text, quoteArg(text))
			}
			if strings.TrimSpace(text) == "" {
				return usageError(c.Command, "the query is empty")
			}
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				return t.askGizmo(c, server, text)
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			result, err := queries.Gizmo(c.Context, s, text, limits(c))
			if err != nil {
				return err
			}
			return t.answer(c, result)
		},
	}
}

// maxQuery is the longest Gizmo text that is read, in bytes.
const maxQuery = 1 << 20
