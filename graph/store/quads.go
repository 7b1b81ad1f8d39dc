package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"
)

// QuadPattern chooses quads: each part is one of the values given, or
// anything where none is.
type QuadPattern struct{ Subjects, Predicates, Objects, Labels []quad.Value }

// QuadsLike streams the quads that fit, in the store's own order.
func (s *Store) QuadsLike(ctx context.Context, p QuadPattern) iter.Seq2[quad.Quad, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(quad.Quad) bool) error {
		more := true
		for _, one := range p.single() {
			err := snap.scan(one, func(found ids) (bool, error) {
				if err := ctx.Err(); err != nil {
					return false, err
				}
				q, err := snap.quad(found)
				if err != nil {
					return false, err
				}
				more = yield(q)
				return more, nil
			})
			if err != nil {
				return fmt.Errorf("reading quads: %w", err)
			}
			if !more {
				return nil
			}
		}
		return nil
	})
}

// single gives the patterns of one value each that a pattern stands for.
func (p QuadPattern) single() []pattern {
	list := []pattern{{}}
	for part, values := range [][]quad.Value{p.Subjects, p.Predicates, p.Objects, p.Labels} {
		if len(values) == 0 {
			continue
		}
		seen := map[quad.Value]bool{}
		var next []pattern
		for _, v := range values {
			if seen[v] {
				continue
			}
			seen[v] = true
			for _, one := range list {
				*[]*quad.Value{&one.subject, &one.predicate, &one.object, &one.label}[part] = v
				next = append(next, one)
			}
		}
		list = next
	}
	return list
}

// RemoveQuads removes quads, each under its very label, in one transaction,
// and says how many were there. It looks at nothing but quads: what belongs to
// a claim goes with its source ([Store.RemoveSource]).
func (s *Store) RemoveQuads(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (removed int, err error) {
	seen := map[quad.Quad]bool{}
	var list []quad.Quad
	for q, err := range quads {
		if err != nil {
			return 0, err
		}
		if !seen[q] {
			seen[q] = true
			list = append(list, q)
		}
	}
	return s.remove(ctx, func(snap *snapshot) ([]quad.Quad, error) {
		var there []quad.Quad
		for _, q := range list {
			has, err := snap.has(q)
			if err != nil {
				return nil, err
			}
			if has {
				there = append(there, q)
			}
		}
		return there, nil
	})
}

// RemoveNode removes every quad that has a value as its subject, predicate,
// object or label.
func (s *Store) RemoveNode(ctx context.Context, v quad.Value) (removed int, err error) {
	return s.remove(ctx, func(snap *snapshot) ([]quad.Quad, error) {
		seen := map[quad.Quad]bool{}
		var all []quad.Quad
		for _, p := range []pattern{{subject: v}, {predicate: v}, {object: v}, {label: v}} {
			quads, err := snap.quads(p)
			if err != nil {
				return nil, err
			}
			for _, q := range quads {
				if !seen[q] {
					seen[q] = true
					all = append(all, q)
				}
			}
		}
		return all, nil
	})
}

func (s *Store) remove(ctx context.Context, choose func(*snapshot) ([]quad.Quad, error)) (int, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return 0, err
	}
	c := &changes{}
	err := guard(nil, func() error {
		snap, err := s.engine.current(ctx)
		if err != nil {
			return err
		}
		defer snap.release()
		c.del, err = choose(snap)
		c.removed = len(c.del)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("reading store %s: %w", s.addr.name(), err)
	}
	if err := s.apply(ctx, c); err != nil {
		return 0, err
	}
	return len(c.del), nil
}
