package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
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
		UsageText: "entente export --format FORMAT [--actor A [--depth N]] [--relation R] [--output FILE]",
		Description: "FORMATS\n" + strings.Join(table, "\n") + `

EXAMPLES
   entente export --format gexf --output graph.gexf      for Gephi
   entente export --format svg --actor Iran --depth 1 -o iran.svg
   entente export --format nquads | cayley load …        every claim and its evidence
   entente export --format csv --relation sanctions`,
		Flags: []cli.Flag{
			dbFlag(), formatFlag(strings.Join(names, ", ")), outputFlag(),
			&cli.StringFlag{Name: "actor", Usage: "only the surroundings of this `ACTOR`"},
			&cli.IntFlag{Name: "depth", Value: 1, Usage: "with --actor: claims of actors less than `N` hops away"},
			&cli.StringSliceFlag{Name: "relation", Usage: "only this `RELATION`; may be repeated"},
			&cli.StringFlag{Name: "title", Usage: "`TITLE` of a graph or picture"},
			&cli.StringFlag{Name: "base", Usage: "base `IRI` of Entente's own names in RDF", Value: graph.DefaultBase},
			&cli.Uint64Flag{Name: "seed", Usage: "seed `N` of the layout", Value: 1},
		},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 0); err != nil {
				return err
			}
			format, err := exportFormat(c)
			if err != nil {
				return err
			}
			s, err := open(c, false)
			if err != nil {
				return err
			}
			defer s.Close()
			filter, err := exportFilter(c, s)
			if err != nil {
				return err
			}
			o := export.Options{Title: c.String("title"), Seed: c.Uint64("seed"), Base: c.String("base")}
			write := func(w io.Writer) error { return format.Write(c.Context, w, exportInput(c.Context, s, filter), o) }
			if format.Name == "nquads" && len(filter.Actors)+len(filter.Relations) == 0 {
				// The whole store is its quads, as they are: nothing is held.
				write = func(w io.Writer) error { return export.WriteStored(w, s.Quads(c.Context), o.Base) }
			}
			if format.Loses != "" {
				t.say("%s does not hold: %s", format.Name, format.Loses)
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

func exportFilter(c *cli.Context, s *store.Store) (store.Filter, error) {
	var filter store.Filter
	relations, err := relationNames(c.StringSlice("relation"))
	if err != nil {
		return filter, err
	}
	filter.Relations = relations
	if name := c.String("actor"); name != "" {
		if c.Int("depth") < 1 {
			return filter, usageError(c.Command, "--depth wants a number from 1 up")
		}
		_, filter.Actors, err = queries.Around(c.Context, s, name, c.Int("depth"), relations)
	} else if c.IsSet("depth") {
		err = usageError(c.Command, "--depth goes with --actor")
	}
	return filter, err
}

// exportInput gives an exporter the claims of a store. What is not known of
// an actor or a source is left out, as the exporters expect.
func exportInput(ctx context.Context, s *store.Store, f store.Filter) export.Input {
	return export.Input{
		Claims: s.Claims(ctx, f),
		Actor: func(ctx context.Context, id string) (graph.Description, error) {
			d, err := s.Actor(ctx, id)
			if errors.Is(err, store.ErrNotFound) {
				return graph.Description{}, nil
			}
			return d, err
		},
		Source: func(ctx context.Context, id string) (graph.Source, error) {
			src, err := s.Source(ctx, id)
			if errors.Is(err, store.ErrNotFound) {
				return graph.Source{}, nil
			}
			return src, err
		},
	}
}

// writeFile writes a file whole or not at all: beside it first, then in its
// place.
func writeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
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
