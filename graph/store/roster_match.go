package store

import (
	"context"
	"iter"

	"entente/graph"
)

// Match lists the actors with an ID, a label or another name that fits, those
// in most claims first, each once and by the first of its names that fits.
// fits is given a name as it is written and folded (see [graph.Fold]). The
// names are those in memory (see [Store.Suggest]).
func (s *Store) Match(ctx context.Context, fits func(name, folded string) bool) ([]Found, error) {
	r, err := s.rosterNow(ctx)
	if err != nil {
		return nil, err
	}
	by := make([]uint32, len(r.actors)) // actors: names that fit, from 1
	for i, n := range r.names {
		if by[n.actor] == 0 && n.kind != Code && fits(n.text, n.folded) {
			by[n.actor] = uint32(i) + 1
		}
	}
	var out []Found
	for _, a := range r.ranked {
		if by[a] > 0 {
			out = append(out, r.found(a, r.names[by[a]-1]))
		} else if id := r.actors[a].id; fits(id, graph.Fold(id)) {
			out = append(out, r.found(a, rosterName{text: id, kind: Identity}))
		}
	}
	return out, ctx.Err()
}

// KnownNames streams the names that are in memory: those of [Store.Names], in no
// certain order.
func (s *Store) KnownNames(ctx context.Context) (iter.Seq[Name], error) {
	r, err := s.rosterNow(ctx)
	if err != nil {
		return nil, err
	}
	return func(yield func(Name) bool) {
		for _, n := range r.names {
			if !yield(Name{Actor: r.actors[n.actor].id, Text: n.text, Kind: n.kind}) {
				return
			}
		}
	}, nil
}
