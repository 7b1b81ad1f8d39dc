package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/part"
	"entente/graph/export"
	"entente/graph/store"
	"entente/queries"
)

func exportCommand(t *terminal) *cli.Command {
	var names, table []string
	for _, f := range export.All() {
		names = append(names, f.Name)
		table = append(table, fmt.Sprintf("   %-10s%s", f.Name, f.Title))
	}
	return &cli.Command{
		Name:      "export",
		Usage:     "write the graph, or a part of it, as a file that other tools open",
		UsageText: "entente export --format FORMAT [--output FILE] [FILTERS] [--between A B | --query NAME ARG…]",
		Description: "FORMATS\n" + strings.Join(table, "\n") + `

FILTERS hold for every format, and together: a claim must pass them all.

EXAMPLES
   entente export --format gexf --output graph.gexf      for Gephi
   entente export --format svg --actor Iran --depth 1 -o iran.svg
   entente export --format nquads --output graph.nq      then: cayley load --init --load graph.nq --db bolt --dbpath for-cayley
   entente export --format csv --relation sanctions
   entente export --format svg --as-of 2026-02-06 --confidence 0.8 -o february.svg
   entente export --format dot --between Iran "United States" --since 2026
   entente export --format gexf --query sanctions-by "United States" -o sanctions.gexf`,
		Flags: slices.Concat(askedFlags(), []cli.Flag{
			formatFlag(strings.Join(names, ", ")), outputFlag(),
		}, selectionFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "per-claim", Usage: "a graph has one edge for every claim, not one for all that say the same"},
			&cli.BoolFlag{Name: "simplify", Usage: fmt.Sprintf("draw a graph of more than %d actors with those of one neighbour as one, of more than %d as blocs and kinds of actors", export.SimplifyAbove, export.AggregateAbove)},
			&cli.BoolFlag{Name: "measures", Usage: fmt.Sprintf("ranks and blocs of the actors of a graph, however large; without, up to %d actors", export.MeasuredNodes)},
			&cli.StringFlag{Name: "title", Usage: "`TITLE` of a graph or picture; without, it says what was chosen"},
			baseFlag("base `IRI` of Entente's own names in RDF"),
			&cli.Uint64Flag{Name: "seed", Usage: "seed `N` of the layout", Value: 1},
		}),
		Action: func(c *cli.Context) error {
			format, err := exportFormat(c)
			if err != nil {
				return err
			}
			sel, err := selection(c)
			if err != nil {
				return err
			}
			if !c.Bool("measures") && !c.Bool("simplify") {
				keepWithin(160 << 20) // of what holds more the collector would only collect
			}
			var write func(io.Writer) error
			whole := false
			if server, err := asked(c); err != nil {
				return err
			} else if server != nil {
				if write, err = askExport(c, server, format.Name, sel); err != nil {
					return err
				}
			} else {
				// All of it is read once, in order.
				s, err := openWith(c.Context, c.String("db"), store.Options{ReadOnly: true, Cache: 16 << 20})
				if err != nil {
					return err
				}
				defer s.Close()
				warnOfDecisions(c, s)
				chosen, err := queries.Select(c.Context, s, sel)
				if err != nil {
					return err
				}
				whole = chosen.Whole()
				o := export.Options{Title: c.String("title"), Seed: c.Uint64("seed"), Base: c.String("base"), Statuses: sel.Statuses, PerClaim: c.Bool("per-claim"), Simplify: c.Bool("simplify")}
				if c.Bool("measures") {
					o.Measures = export.MeasureAll
				}
				write = func(w io.Writer) error { return part.Write(c.Context, w, format, chosen, o) }
			}
			if lost := format.Lost(whole); lost != "" {
				t.say("%s does not hold: %s", format.Name, lost)
			}
			name := c.String("output")
			if name == "" || name == "-" {
				w := bufio.NewWriter(t.out)
				if err := write(w); err != nil {
					return fmt.Errorf("writing %s: %w", format.Name, err)
				}
				return w.Flush()
			}
			if err := writeFile(name, write); err != nil {
				return fmt.Errorf("writing %s: %w", name, err)
			}
			t.say("wrote %s", name)
			return nil
		},
	}
}

// exportFormat is the format that --format names, else the one that the
// output file's extension means.
func exportFormat(c *cli.Context) (export.Format, error) {
	name := c.String("format")
	if name == "" {
		if f, ok := export.ForFile(c.String("output")); ok {
			return f, nil
		}
		name = strings.TrimPrefix(filepath.Ext(c.String("output")), ".")
	}
	if name == "" {
		return export.Format{}, usageError(c.Command, "--format is wanted: usage: %s", c.Command.UsageText)
	}
	f, err := export.Find(name)
	if err != nil {
		return f, usageError(c.Command, "%s", err)
	}
	return f, nil
}

// writeFile writes a file whole or not at all: beside it first, then in its
// place.
func writeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s", filepath.Dir(name))
	} else if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriter(f)
	if err = write(w); err != nil {
		return err
	}
	if err = w.Flush(); err != nil {
		return err
	}
	// CreateTemp makes files for their owner alone; this one is to be shared
	// as any other the user makes.
	if err = f.Chmod(0o666 &^ umask()); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
