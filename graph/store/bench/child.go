package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"github.com/cayleygraph/cayley/graph"

	"entente/graph/store"
	"entente/graph/store/bench/shape"
)

// child is a process of its own for one load and the questions after it, so
// that its memory can be told: child ADDRESS FILE ASK, or child copy DIR FILE.
func child(args []string) error {
	ctx := context.Background()
	if args[0] == "copy" {
		return copied(ctx, args[1], args[2])
	}
	addr := args[0]
	s, err := store.Open(ctx, addr, store.Options{Create: true})
	if err != nil {
		return err
	}
	defer func() { s.Close() }()
	n, err := load(ctx, s, args[1])
	if err != nil {
		return err
	}
	if len(args) < 3 || args[2] != "true" {
		return nil
	}
	if err := s.Close(); err != nil {
		return err
	}
	if s, err = store.Open(ctx, addr, store.Options{ReadOnly: true}); err != nil {
		return err
	}
	return ask(ctx, s, int(n))
}

func load(ctx context.Context, s *store.Store, file string) (int64, error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	began := time.Now()
	n, err := s.BulkNQuads(ctx, f, store.TextLoad{})
	if err != nil {
		return 0, err
	}
	shape.Report(shape.Measured{Name: "load", MS: float64(time.Since(began).Milliseconds()), Rows: n, Runs: 1})
	return n, nil
}

// ask asks a store its questions.
func ask(ctx context.Context, s *store.Store, n int) error {
	return s.Cayley(ctx, func(qs graph.QuadStore) error {
		for _, q := range shape.Questions() {
			shape.Report(shape.Time(q.Name, func() (int64, error) { return q.RunBy(ctx, qs, store.Iterate) }))
			if q.Gizmo == "" {
				continue
			}
			shape.Report(shape.Time("gizmo: "+q.Name, func() (int64, error) {
				a, err := s.Gizmo(ctx, q.Gizmo, store.Limits{})
				return int64(len(a.Rows)), err
			}))
		}
		random := rand.New(rand.NewPCG(7, 0))
		actors := shape.QuadsOf(n).Actors
		shape.Report(shape.Time("shortest path", func() (int64, error) {
			from, to := fmt.Sprint("actor:made-", random.IntN(actors)), fmt.Sprint("actor:made-", random.IntN(actors))
			_, err := s.Path(ctx, from, to, store.PathOptions{})
			return 1, err
		}))
		return nil
	})
}

// copied measures a copy into a file of stock Cayley's format.
func copied(ctx context.Context, at, file string) error {
	from := at + "-from"
	s, err := store.Open(ctx, "entente:"+from, store.Options{Create: true})
	if err != nil {
		return err
	}
	defer os.RemoveAll(from)
	defer s.Close()
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := s.BulkNQuads(ctx, f, store.TextLoad{}); err != nil {
		return err
	}
	began := time.Now()
	done, err := store.Fill(ctx, "bolt:"+at, store.Origin{Quads: s.Quads(ctx), Distinct: true})
	if err != nil {
		return err
	}
	shape.Report(shape.Measured{Name: "load", MS: float64(time.Since(began).Milliseconds()), Rows: done.Quads, Runs: 1})
	return nil
}
