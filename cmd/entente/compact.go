package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"entente/graph/store"
)

func compactCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "compact",
		Usage:     "give the room of what was deleted back to the disk",
		UsageText: "entente compact",
		Description: `   Worth it after much was removed or replaced. It needs as much free room as the store takes, and the
   store for itself meanwhile; an interruption leaves the store as it was.

EXAMPLES
   entente compact
   entente compact --db press.db`,
		Flags: []cli.Flag{dbFlag()},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 0); err != nil {
				return err
			}
			addr := c.String("db")
			if addr == "" {
				addr = defaultDB
			}
			before, after, err := store.Compact(c.Context, addr)
			if err != nil {
				return err
			}
			t.say("compacted %s: %s before, %s after", addr, bytesText(before), bytesText(after))
			return nil
		},
	}
}

// bytesText writes a number of bytes as people do.
func bytesText(n int64) string {
	switch {
	case n < 10_000:
		return plural(int(n), "byte")
	case n < 10_000_000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	case n < 10_000_000_000:
		return fmt.Sprintf("%d MB", (n+500_000)/1_000_000)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
