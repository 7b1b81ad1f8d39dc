package store

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"

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
	version, err := s.Version(ctx)
	if err != nil {
		return Stats{}, err
	}
	s.counted.mu.Lock()
	defer s.counted.mu.Unlock()
	if s.counted.version == version {
		return s.counted.now.clone(), nil
	}
	var out Stats
	err = s.view(ctx, func(snap *snapshot) error {
		var err error
		out, err = snap.stats()
		if err != nil {
			return fmt.Errorf("counting in store %s: %w", s.addr.name(), err)
		}
		return nil
	})
	if err == nil {
		s.counted.version, s.counted.now = version, out
	}
	return out.clone(), err
}

// statsCache is what was counted last.
type statsCache struct {
	mu      sync.Mutex // held while it is counted: others wait for it
	version string
	now     Stats
}

func (s Stats) clone() Stats {
	s.Relations, s.Statuses, s.Types = slices.Clone(s.Relations), slices.Clone(s.Statuses), slices.Clone(s.Types)
	return s
}

func (s *snapshot) stats() (Stats, error) {
	var out Stats
	var err error
	out.Quads = s.reader.Quads()
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
	actors := map[uint64]bool{}
	for _, t := range s.vocabulary.Types() {
		// Several sources may say the same type of an actor.
		these := map[uint64]bool{}
		err := s.scan(pattern{predicate: graph.RDFType, object: quad.IRI(graph.TypePrefix + t.Name)}, func(q ids) (bool, error) {
			these[q[subjectAt]], actors[q[subjectAt]] = true, true
			return true, nil
		})
		if err != nil {
			return out, err
		}
		out.Types = counted(out.Types, t.Name, int64(len(these)))
	}
	out.Actors = int64(len(actors))
	for _, list := range [][]Count{out.Relations, out.Statuses, out.Types} {
		slices.SortFunc(list, largestFirst)
	}
	return out, nil
}

func counted(list []Count, name string, n int64) []Count {
	if n == 0 {
		return list
	}
	return append(list, Count{name, n})
}

// Quads streams every quad, sorted by label, subject, predicate and object
// (see [graph.CompareQuads]): the quads of a claim stand together, and two
// stores that hold the same give the same. Memory grows with the number of
// labels, some 100 bytes each; where quads have no label, or the store is one
// that stock Cayley made, with the number of quads.
func (s *Store) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(quad.Quad) bool) error {
		if r, ok := snap.reader.(sortedReader); ok {
			if odd, err := r.OddLabels(); err != nil {
				return fmt.Errorf("reading store %s: %w", s.addr.name(), err)
			} else if !odd {
				// What was read ahead of a cancelled stream is not handed out.
				err := sorted(r, graph.SortQuads, func(q quad.Quad) bool { return ctx.Err() == nil && yield(q) })
				return cmp.Or(err, ctx.Err())
			}
		}
		groups, err := snap.labelOrder()
		if err != nil {
			return fmt.Errorf("reading store %s: %w", s.addr.name(), err)
		}
		for _, group := range groups {
			quads, err := group()
			if err != nil {
				return fmt.Errorf("reading store %s: %w", s.addr.name(), err)
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
	everything := func() ([]quad.Quad, error) { return s.quads(pattern{}) }
	if !s.reader.HasLabels() {
		return []func() ([]quad.Quad, error){everything}, nil
	}
	var labels []quad.IRI
	var failed error
	odd := false // quads without a label, or with one that is no IRI
	err := s.reader.Labels(func(id uint64) bool {
		var v quad.Value
		if v, failed = s.value(id); failed != nil {
			return false
		}
		iri, ok := v.(quad.IRI)
		if ok {
			labels = append(labels, iri)
		}
		odd = odd || !ok
		return true
	})
	if err = cmp.Or(failed, err); err != nil {
		return nil, err
	}
	if odd {
		return []func() ([]quad.Quad, error){everything}, nil
	}
	slices.Sort(labels)
	out := make([]func() ([]quad.Quad, error), len(labels))
	for i, label := range labels {
		out[i] = func() ([]quad.Quad, error) { return s.quads(pattern{label: label}) }
	}
	return out, nil
}
