package store

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Stats says what a store holds.
type Stats struct {
	Quads   int64 `json:"quads"`
	Claims  int64 `json:"claims"`
	Sources int64 `json:"sources"`
	Actors  int64 `json:"actors"`
	// Claims by relation and by status, actors by type; largest first, then
	// by name. What does not occur is left out.
	Relations []Count `json:"relations"`
	Statuses  []Count `json:"statuses"`
	Types     []Count `json:"types"`
}

// Count is how often something occurs.
type Count struct {
	Name string `json:"name"`
	N    int64  `json:"n"`
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var out Stats
	err := s.view(ctx, func(snap *snapshot) error {
		var err error
		out, err = snap.stats()
		if err != nil {
			return fmt.Errorf("counting in store %s: %w", s.addr.path, err)
		}
		return nil
	})
	return out, err
}

func (s *snapshot) stats() (Stats, error) {
	var out Stats
	st, err := s.qs.Stats(s.ctx, false)
	if err != nil {
		return out, err
	}
	out.Quads = st.Quads.Size
	if out.Claims, err = s.count(pattern{predicate: graph.RDFType, object: graph.ClaimType}); err != nil {
		return out, err
	}
	if out.Sources, err = s.count(pattern{predicate: graph.RDFType, object: graph.SourceType}); err != nil {
		return out, err
	}
	for _, r := range s.vocabulary.Relations() {
		n, err := s.count(pattern{predicate: graph.RDFPredicate, object: quad.IRI(graph.RelationPrefix + r.Name)})
		if err != nil {
			return out, err
		}
		out.Relations = counted(out.Relations, r.Name, n)
	}
	for _, status := range graph.Statuses {
		n, err := s.count(pattern{predicate: graph.StatusOf, object: quad.String(status)})
		if err != nil {
			return out, err
		}
		out.Statuses = counted(out.Statuses, string(status), n)
	}
	actors := map[any]bool{}
	for _, t := range s.vocabulary.Types() {
		// Several sources may say the same type of an actor.
		these := map[any]bool{}
		err := s.each(pattern{predicate: graph.RDFType, object: quad.IRI(graph.TypePrefix + t.Name)}, func(q cayley.Ref) bool {
			key := s.qs.QuadDirection(q, quad.Subject).Key()
			these[key], actors[key] = true, true
			return true
		})
		if err != nil {
			return out, err
		}
		out.Types = counted(out.Types, t.Name, int64(len(these)))
	}
	out.Actors = int64(len(actors))
	for _, list := range [][]Count{out.Relations, out.Statuses, out.Types} {
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	}
	return out, nil
}

func counted(list []Count, name string, n int64) []Count {
	if n == 0 {
		return list
	}
	return append(list, Count{name, n})
}

// count counts the quads that fit.
func (s *snapshot) count(p pattern) (int64, error) {
	var n int64
	err := s.each(p, func(cayley.Ref) bool { n++; return true })
	return n, err
}

// Quads streams every quad, sorted by label, subject, predicate and object
// (see [graph.CompareQuads]): the quads of a claim stand together, and two
// stores that hold the same give the same. Memory grows with the number of
// labels, some 100 bytes each.
func (s *Store) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return stream(s, ctx, func(snap *snapshot, yield func(quad.Quad) bool) error {
		groups, err := snap.labelOrder()
		if err != nil {
			return fmt.Errorf("reading store %s: %w", s.addr.path, err)
		}
		for _, group := range groups {
			quads, err := group()
			if err != nil {
				return fmt.Errorf("reading store %s: %w", s.addr.path, err)
			}
			for _, q := range graph.SortQuads(quads) {
				if !yield(q) {
					return nil
				}
			}
		}
		return nil
	})
}

// labelOrder divides all quads into groups of one label each, in order.
func (s *snapshot) labelOrder() ([]func() ([]quad.Quad, error), error) {
	if !s.matcher.labels() {
		return []func() ([]quad.Quad, error){func() ([]quad.Quad, error) { return s.quads(pattern{}) }}, nil
	}
	labels := map[any]cayley.Ref{}
	var bare []quad.Quad // quads without a label
	var failed error
	err := s.each(pattern{}, func(ref cayley.Ref) bool {
		label := s.qs.QuadDirection(ref, quad.Label)
		if label != nil {
			labels[label.Key()] = label
			return true
		}
		var q quad.Quad
		if q, failed = s.quad(ref); failed != nil {
			return false
		}
		bare = append(bare, q)
		return true
	})
	if err = cmp.Or(failed, err); err != nil {
		return nil, err
	}
	values := make([]quad.Value, 0, len(labels))
	for _, ref := range labels {
		v, err := s.value(ref)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b quad.Value) int { return cmp.Compare(quad.StringOf(a), quad.StringOf(b)) })
	out := []func() ([]quad.Quad, error){func() ([]quad.Quad, error) { return bare, nil }}
	for _, v := range values {
		out = append(out, func() ([]quad.Quad, error) { return s.quads(pattern{label: v}) })
	}
	return out, nil
}
