// Command stock loads N-Quads into stock Cayley v0.7.7, as its own load
// command does, and asks it the questions of a benchmark run:
//
//	stock bolt DIR FILE [load]
//	stock postgres URL FILE [load]
//
// It prints a line of JSON a figure.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/kv/bolt"
	_ "github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"entente/graph/store/bench/shape"
)

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3], len(os.Args) > 4); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(backend, at, file string, loadOnly bool) error {
	ctx := context.Background()
	if err := graph.InitQuadStore(backend, at, nil); err != nil {
		return err
	}
	qs, err := graph.NewQuadStore(backend, at, nil)
	if err != nil {
		return err
	}
	defer qs.Close()
	began := time.Now()
	n, err := load(qs, file)
	if err != nil {
		return err
	}
	shape.Report(shape.Measured{Name: "load", MS: float64(time.Since(began).Milliseconds()), Rows: n, Runs: 1})
	if loadOnly {
		return nil
	}
	for _, q := range shape.Questions() {
		shape.Report(shape.Time(q.Name, func() (int64, error) { return q.RunBy(ctx, qs, shape.Stock) }))
		if q.Gizmo != "" {
			shape.Report(shape.Time("gizmo: "+q.Name, func() (int64, error) { return ask(ctx, qs, q.Gizmo) }))
		}
	}
	return nil
}

// load is what "cayley load" does: batches of 10,000 through the single writer.
func load(qs graph.QuadStore, file string) (n int64, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w, err := writer.NewSingle(qs, graph.IgnoreOpts{IgnoreDup: true})
	if err != nil {
		return 0, err
	}
	defer w.Close()
	r := nquads.NewReader(f, false)
	batch := make([]quad.Quad, 0, 10_000)
	for {
		q, err := r.ReadQuad()
		if err != nil && err != io.EOF {
			return n, err
		}
		if err == nil {
			batch = append(batch, q)
		}
		if len(batch) == cap(batch) || err == io.EOF && len(batch) > 0 {
			if err := w.AddQuadSet(batch); err != nil {
				return n, err
			}
			n += int64(len(batch))
			batch = batch[:0]
		}
		if err == io.EOF {
			return n, nil
		}
	}
}

func ask(ctx context.Context, qs graph.QuadStore, text string) (n int64, err error) {
	it, err := gizmo.NewSession(qs).Execute(ctx, text, query.Options{Collation: query.JSON, Limit: -1})
	if err != nil {
		return 0, err
	}
	defer it.Close()
	for it.Next(ctx) {
		_ = it.Result()
		n++
	}
	return n, it.Err()
}
