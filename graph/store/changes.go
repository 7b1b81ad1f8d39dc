package store

import (
	"context"
	"fmt"
	"iter"
	"math"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// changes is what one transaction does. No quad of add is in the store, every
// quad of del is, and none stands twice: engines rely on it, for Cayley
// miscounts or fails where it does not hold.
type changes struct {
	add, del []quad.Quad
}

func (c *changes) empty() bool { return len(c.add) == 0 && len(c.del) == 0 }

// deltas is the changes in Cayley's terms: deletions after additions, so that
// a value which both need is not dropped and made again.
func (c *changes) deltas() []cayley.Delta {
	out := make([]cayley.Delta, 0, len(c.add)+len(c.del))
	for _, q := range c.add {
		out = append(out, cayley.Delta{Quad: q, Action: cayley.Add})
	}
	for _, q := range c.del {
		out = append(out, cayley.Delta{Quad: q, Action: cayley.Delete})
	}
	return out
}

// difference turns the quads there are into the quads there should be.
func (c *changes) difference(old, want []quad.Quad) {
	had := make(map[quad.Quad]bool, len(old))
	for _, q := range old {
		had[q] = true
	}
	keep := make(map[quad.Quad]bool, len(want))
	for _, q := range want {
		if keep[q] {
			continue
		}
		keep[q] = true
		if !had[q] {
			c.add = append(c.add, q)
		}
	}
	for _, q := range old {
		if !keep[q] {
			c.del = append(c.del, q)
		}
	}
}

// checkQuad refuses values that Cayley v0.7.7 does not give back as they
// were: it hashes times by the second and by zone, and holds what it does not
// know as a string. What is written here are IRIs, strings and numbers.
func checkQuad(q quad.Quad) error {
	for _, d := range quad.Directions {
		switch v := q.Get(d).(type) {
		case quad.IRI:
			if v == "" {
				return fmt.Errorf("%v: an IRI is empty", d)
			}
		case quad.String, quad.LangString, quad.Int, quad.Bool, quad.BNode:
			if d == quad.Predicate {
				return fmt.Errorf("%v is not an IRI: %v", d, v)
			}
		case quad.Float:
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				return fmt.Errorf("%v is not a finite number: %v", d, v)
			}
		case quad.TypedString:
			if w, err := v.ParseValue(); err == nil && w != quad.Value(v) {
				return fmt.Errorf("%v %v would come back as %v", d, v, w)
			}
		case nil:
			if d != quad.Label {
				return fmt.Errorf("%v is missing", d)
			}
		default:
			return fmt.Errorf("%v is a %T, which the store does not keep exactly", d, v)
		}
	}
	return nil
}

// apply writes changes; the caller holds s.write.
func (s *Store) apply(ctx context.Context, c *changes) error {
	if c.empty() {
		return nil
	}
	if err := s.begin(); err != nil {
		return err
	}
	for _, q := range c.add {
		if err := checkQuad(q); err != nil {
			return fmt.Errorf("writing %v: %w", q, err)
		}
	}
	if err := guard(nil, func() error { return s.engine.write(ctx, c) }); err != nil {
		return fmt.Errorf("writing store %s: %w", s.addr.name(), spaceError(err))
	}
	s.writes.Add(1)
	return nil
}

// AddQuads adds quads as they are, in one transaction, and says how many were
// new. Quads that are there already stay as they are.
func (s *Store) AddQuads(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (added, unchanged int, err error) {
	if err := s.begin(); err != nil {
		return 0, 0, err
	}
	seen := map[quad.Quad]bool{}
	var list []quad.Quad
	for q, err := range quads {
		if err != nil {
			return 0, 0, err
		}
		if !seen[q] {
			seen[q] = true
			list = append(list, q)
		}
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return 0, 0, err
	}
	var c *changes
	err = guard(nil, func() error {
		var err error
		c, err = s.missing(ctx, list)
		return err
	})
	if err != nil {
		return 0, 0, fmt.Errorf("reading store %s: %w", s.addr.name(), err)
	}
	if err := s.apply(ctx, c); err != nil {
		return 0, 0, err
	}
	return len(c.add), len(list) - len(c.add), nil
}

// missing works out which of some quads are to be added.
func (s *Store) missing(ctx context.Context, list []quad.Quad) (*changes, error) {
	snap, err := s.engine.current(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.release()
	c := &changes{}
	for _, q := range list {
		there, err := snap.has(q)
		if err != nil {
			return nil, err
		}
		if !there {
			c.add = append(c.add, q)
		}
	}
	return c, nil
}
