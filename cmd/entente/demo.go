package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/part"
	"entente/graph"
	"entente/graph/export"
	"entente/graph/store"
	"entente/loaders"
	"entente/queries"
)

// demoQueries are the questions that the demo answers.
var demoQueries = [][]string{
	{"who-represents", "Iran"},
	{"trade-partners", "China"},
	{"sanctions-by", "United States"},
}

func demoCommand(t *terminal) *cli.Command {
	return &cli.Command{
		Name:      "demo",
		Usage:     "try it: read three sample articles, ask three questions, draw a picture",
		UsageText: "entente demo [--db STORE] [--output FOLDER]",
		Description: `EXAMPLES
   entente demo
   entente demo --db memstore: --output /tmp             leaves only the two files behind`,
		Flags: []cli.Flag{
			dbFlag(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: ".", Usage: "`FOLDER` for the picture and the graph file"},
			lexiconFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := args(c, 0, 0); err != nil {
				return err
			}
			return t.demo(c)
		},
	}
}

func (t *terminal) demo(c *cli.Context) error {
	o, err := loadOptions(c)
	if err != nil {
		return err
	}
	s, err := open(c, true)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := onlyDemo(c.Context, s, c); err != nil {
		return err
	}
	sink := newLoadSink(s, newBar(t), o.Gazetteer, false)
	if err := loaders.Run(c.Context, intake.Samples(), sink, o, loaders.Progress{}); err != nil {
		return err
	}
	stats, err := queries.Stats(c.Context, s)
	if err != nil {
		return err
	}
	t.print("Read %s into %s: %d claims about %d actors.", plural(int(stats.Sources), "article"), s.Address(), stats.Claims, stats.Actors)
	t.printCounts("Claims by relation", stats.Relations)
	t.printCounts("Actors by type", stats.Types)
	for _, q := range demoQueries {
		if err := t.demoQuery(c, s, q[0], q[1:]); err != nil {
			return err
		}
	}
	files, err := demoFiles(c, s)
	if err != nil {
		return err
	}
	t.print("\nWrote %s", strings.Join(files, " and "))
	db := ""
	if c.String("db") != defaultDB {
		db = " --db " + quoteArg(c.String("db"))
	}
	t.print("\nTry next")
	if strings.HasPrefix(s.Address(), "memstore:") {
		t.print("   entente demo                         (the same in a file, to question further)")
	} else {
		for _, next := range []string{"query", `query between Iran US`, "why US sanctions vessels", "path Oman China", "actor Iran", `gizmo 'g.V("<actor:iran>").out("<rel:trades-with>").all()'`} {
			t.print("   entente %s%s", next, db)
		}
	}
	t.print("   entente load YOUR-ARTICLE.txt --date 2026-11-23 --db mine.db")
	return nil
}

// onlyDemo keeps the demo from mixing its articles with a user's own.
func onlyDemo(ctx context.Context, s *store.Store, c *cli.Context) error {
	for src, err := range s.Sources(ctx) {
		if err != nil {
			return err
		}
		if graph.SourceIRI(src.ID) != graph.Decisions && !strings.HasPrefix(src.URL, "https://entente.example/samples/") {
			return fmt.Errorf("%s holds other sources, such as %s; name another store: entente demo --db demo.db", c.String("db"), src.ID)
		}
	}
	return nil
}

// printCounts prints counts, four to a line.
func (t *terminal) printCounts(title string, counts []store.Count) {
	t.print("\n%s", t.colour(bold, title))
	wide := 20
	for _, n := range counts {
		wide = max(wide, len(n.Name))
	}
	for row := range slices.Chunk(counts, 4) {
		var line strings.Builder
		for _, n := range row {
			fmt.Fprintf(&line, "   %4d %-*s", n.N, wide, n.Name)
		}
		t.print("%s", strings.TrimRight(line.String(), " "))
	}
}

func (t *terminal) demoQuery(c *cli.Context, s *store.Store, name string, args []string) error {
	q, err := queries.Find(name)
	if err != nil {
		return err
	}
	r, err := queries.Run(c.Context, s, name, args, queries.Limits{Rows: 6})
	if err != nil {
		return err
	}
	command := "entente query " + name
	for _, a := range args {
		command += " " + quoteArg(a)
	}
	t.print("\n%s   %s", t.colour(bold, q.Title), command)
	keep := []int{}
	for i, col := range r.Columns {
		if col.Type != "claim" && col.Type != "source" && col.Type != "status" {
			keep = append(keep, i)
		}
	}
	names := make([]string, len(keep))
	for i, k := range keep {
		names[i] = r.Columns[k].Name
	}
	drawTable(t.out, sheet{Columns: names, Rows: len(r.Rows), Cell: func(i, j int) string { return r.Text(r.Rows[i][keep[j]]) }}, max(100, width(t.out)))
	return nil
}

// demoFiles writes the picture and the graph file.
func demoFiles(c *cli.Context, s *store.Store) ([]string, error) {
	all, err := queries.Select(c.Context, s, queries.Selection{})
	if err != nil {
		return nil, err
	}
	var files []string
	for _, name := range []string{"svg", "gexf"} {
		format, err := export.Find(name)
		if err != nil {
			return nil, err
		}
		file := filepath.Join(c.String("output"), "entente-demo"+format.Ext)
		o := export.Options{Title: "Entente demo: three sample articles", Seed: 1}
		err = writeFile(file, func(w io.Writer) error {
			return part.Write(c.Context, w, format, all, o)
		})
		if err != nil {
			return nil, fmt.Errorf("writing %s: %w", file, err)
		}
		files = append(files, file)
	}
	return files, nil
}
