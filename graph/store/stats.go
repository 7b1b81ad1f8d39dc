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
	if out.Claims, err = s.claimsOfKind(graph.RDFType, graph.ClaimType); err != nil {
		return out, err
	}
	for _, r := range s.vocabulary.Relations() {
		n, err := s.claimsOfKind(graph.RDFPredicate, quad.IRI(graph.RelationPrefix+r.Name))
		if err != nil {
			return out, err
		}
		out.Relations = counted(out.Relations, r.Name, n)
	}
	for _, status := range graph.Statuses {
		n, err := s.claimsOfKind(graph.StatusOf, quad.String(status))
		if err != nil {
			return out, err
		}
		out.Statuses = counted(out.Statuses, string(status), n)
	}
	if kept, err := s.countKinds(&out); err != nil {
		return out, err
	} else if !kept {
		if err := s.countTypes(&out); err != nil {
			return out, err
		}
	}
	for _, list := range [][]Count{out.Relations, out.Statuses, out.Types} {
		slices.SortFunc(list, largestFirst)
	}
	return out, nil
}

// countKinds counts sources and actors by what the store has counted already;
// false if it has not.
func (s *snapshot) countKinds(out *Stats) (bool, error) {
	v := s.tied()
	if v == nil {
		return false, nil
	}
	kinds, ok, err := v.Kinds()
	if !ok || err != nil {
		return false, err
	}
	source, err := v.ID(graph.SourceType)
	if err != nil {
		return false, err
	}
	names := map[uint64]string{}
	for _, t := range s.vocabulary.Types() {
		id, err := v.ID(quad.IRI(graph.TypePrefix + t.Name))
		if err != nil {
			return false, err
		}
		if id != 0 {
			names[id] = t.Name
		}
	}
	types := map[string]int64{}
	for _, k := range kinds {
		actor := false
		for _, t := range k.Types {
			if t == source {
				out.Sources += k.Values
			} else if name := names[t]; name != "" {
				types[name] += k.Values
				actor = true
			}
		}
		if actor {
			out.Actors += k.Values
		}
	}
	for name, n := range types {
		out.Types = counted(out.Types, name, n)
	}
	return true, nil
}

// countTypes counts sources and actors by going through them.
func (s *snapshot) countTypes(out *Stats) error {
	err := s.subjects(graph.RDFType, graph.SourceType, func(uint64) error { out.Sources++; return nil })
	if err != nil {
		return err
	}
	actors := map[uint64]bool{}
	for _, t := range s.vocabulary.Types() {
		n := int64(0)
		err := s.subjects(graph.RDFType, quad.IRI(graph.TypePrefix+t.Name), func(actor uint64) error {
			n++
			actors[actor] = true
			return nil
		})
		if err != nil {
			return err
		}
		out.Types = counted(out.Types, t.Name, n)
	}
	out.Actors = int64(len(actors))
	return nil
}

// claimsOfKind counts the claims that say a thing of themselves.
func (s *snapshot) claimsOfKind(predicate quad.IRI, object quad.Value) (int64, error) {
	v := s.tied()
	if v == nil {
		return s.count(pattern{predicate: predicate, object: object})
	}
	id, err := v.ID(object)
	if id == 0 || err != nil {
		return 0, err
	}
	switch predicate {
	case graph.RDFType:
		n, err := v.Claims(0)
		return n[0], err
	case graph.RDFPredicate:
		n, err := v.Claims(id)
		return n[2], err
	}
	n, err := v.Claims(id)
	return n[3], err
}

// subjects calls fn with every value that has this under a predicate, once
// each: several sources may say the same.
func (s *snapshot) subjects(predicate, object quad.IRI, fn func(uint64) error) error {
	those := pattern{predicate: predicate, object: object}
	if r, ok := s.reader.(indexReader); ok {
		want, ok, err := s.numbered(those)
		if !ok || err != nil {
			return err
		}
		return r.Subjects(want[predicateAt], want[objectAt], fn)
	}
	seen := map[uint64]bool{}
	return s.scan(those, func(q ids) (bool, error) {
		n := q[subjectAt]
		if seen[n] {
			return true, nil
		}
		seen[n] = true
		return true, fn(n)
	})
}

func largestFirst(a, b Count) int {
	return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name))
}

func counted(list []Count, name string, n int64) []Count {
	if n == 0 {
		return list
	}
	return append(list, Count{name, n})
}

// Quads streams every quad, sorted by label, subject, predicate and object
// (see [graph.CompareQuads]): the quads of a claim stand together, and two
// stores that hold the same give the same. An Entente store's are sorted on the
// disk. On other engines memory grows with the number of labels, some 100 bytes
// each; where quads have no label, or the store is one that stock Cayley made,
// with the number of quads.
func (s *Store) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(quad.Quad) bool) error {
		if r, ok := snap.reader.(indexReader); ok {
			if err := r.Everything(yield); err != nil {
				return fmt.Errorf("reading store %s: %w", s.addr.name(), err)
			}
			return nil
		}
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
