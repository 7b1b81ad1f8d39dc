package drawing

import (
	"context"
	"iter"

	"entente/graph"
	"entente/graph/export"
	"entente/graph/store"
	"entente/queries"
)

// Request is a part of a store's graph that somebody wants drawn.
type Request struct {
	queries.Selection

	// With are actors whose own claims are shown, too, in the order in which
	// they were asked for: each is drawn about what was there before, and
	// nothing that was there moves.
	With []string

	Seed uint64
	Max  int // nodes
}

// Of draws a part of a store's graph.
func Of(ctx context.Context, s *store.Store, q Request) (*Drawing, error) {
	part, err := queries.Select(ctx, s, q.Selection)
	if err != nil {
		return nil, err
	}
	o := Options{Options: export.Options{Title: part.Words(), Seed: q.Seed, Statuses: q.Statuses}, Center: part.Center.ID, Max: q.Max}
	in := export.Input{Claims: part.Claims(ctx), Actor: part.Actor, Source: part.Source}
	d, err := Draw(ctx, in, o)
	if err != nil {
		return nil, err
	}
	for _, name := range q.With {
		sel := q.Selection
		sel.Actor, sel.Depth, sel.Between, sel.Query, sel.Args = name, 1, [2]string{}, "", nil
		more, err := queries.Select(ctx, s, sel)
		if err != nil {
			return nil, err
		}
		in.Claims = both(in.Claims, more.Claims(ctx))
		o.Fixed = d.positions()
		if d, err = Draw(ctx, in, o); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// both gives the claims of two streams, each once.
func both(a, b iter.Seq2[graph.Claim, error]) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		seen := map[string]bool{}
		for _, stream := range []iter.Seq2[graph.Claim, error]{a, b} {
			for c, err := range stream {
				if err == nil && seen[c.ID] {
					continue
				}
				seen[c.ID] = true
				if !yield(c, err) || err != nil {
					return
				}
			}
		}
	}
}

// positions is where everybody stands.
func (d *Drawing) positions() map[string]export.Point {
	at := make(map[string]export.Point, len(d.Nodes))
	for i := range d.Nodes {
		at[d.Nodes[i].ID] = export.Point{X: d.Nodes[i].X, Y: d.Nodes[i].Y}
	}
	return at
}
