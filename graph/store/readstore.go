package store

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// nodeReader is a [reader] that also lists values.
type nodeReader interface {
	reader
	Nodes() cursor
}

// readStore is a Cayley store over a [reader]: what Gizmo and paths see of a
// backend whose own Cayley store does not read one state of the database.
type readStore struct {
	ctx context.Context
	nodeReader
}

func newReadStore(ctx context.Context, r nodeReader) cayley.QuadStore { return readStore{ctx, r} }

// numberRef is the reference that a number of a value stands for, quadRef that
// of a quad.
type (
	numberRef uint64
	quadRef   ids
)

func (r numberRef) Key() any { return r }
func (r quadRef) Key() any   { return r }

func (postgresReader) number(ref cayley.Ref) (uint64, bool) {
	id, ok := ref.(numberRef)
	return uint64(id), ok
}

func (postgresReader) reference(id uint64) cayley.Ref { return numberRef(id) }

func (s readStore) ValueOf(v quad.Value) cayley.Ref {
	if id, err := s.ID(v); err == nil && id != 0 {
		return numberRef(id)
	}
	return nil
}

func (s readStore) NameOf(ref cayley.Ref) quad.Value {
	switch ref := ref.(type) {
	case cayley.PreFetchedValue:
		return ref.NameOf()
	case numberRef:
		if v, err := s.Value(uint64(ref)); err == nil {
			return v
		}
	}
	return nil
}

func (s readStore) Quad(ref cayley.Ref) quad.Quad {
	var out quad.Quad
	if q, ok := ref.(quadRef); ok {
		for i, d := range quad.Directions {
			if q[i] != 0 {
				out.Set(d, s.NameOf(numberRef(q[i])))
			}
		}
	}
	return out
}

func (s readStore) QuadDirection(ref cayley.Ref, d quad.Direction) cayley.Ref {
	q, ok := ref.(quadRef)
	if !ok || q[d-quad.Subject] == 0 {
		return nil
	}
	return numberRef(q[d-quad.Subject])
}

func (s readStore) pattern(d quad.Direction, ref cayley.Ref) (ids, bool) {
	var p ids
	id, ok := ref.(numberRef)
	if ok && id != 0 {
		p[d-quad.Subject] = uint64(id)
	}
	return p, ok && id != 0
}

func (s readStore) QuadIterator(d quad.Direction, ref cayley.Ref) cayley.Iterator {
	p, ok := s.pattern(d, ref)
	return cayley.AsLegacy(&listPlan{store: s, pattern: p, none: !ok})
}

func (s readStore) QuadIteratorSize(_ context.Context, d quad.Direction, ref cayley.Ref) (cayley.Size, error) {
	p, ok := s.pattern(d, ref)
	if !ok {
		return cayley.Size{Exact: true}, nil
	}
	n, _ := s.Count(p)
	return cayley.Size{Size: n}, nil
}

func (s readStore) QuadsAllIterator() cayley.Iterator { return cayley.AsLegacy(&listPlan{store: s}) }

func (s readStore) NodesAllIterator() cayley.Iterator {
	return cayley.AsLegacy(&listPlan{store: s, nodes: true})
}

func (s readStore) Stats(context.Context, bool) (cayley.Stats, error) {
	n := s.Quads()
	return cayley.Stats{Quads: cayley.Size{Size: n, Exact: true}, Nodes: cayley.Size{Size: n / 2}}, nil
}

func (readStore) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return ErrReadOnly }

func (readStore) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }

func (readStore) Close() error { return nil }

// listPlan lists quads that fit a pattern, or all values.
type listPlan struct {
	store   readStore
	nodes   bool
	none    bool
	pattern ids
}

func (p *listPlan) String() string { return fmt.Sprintf("List(%v)", p.pattern) }

func (p *listPlan) SubIterators() []cayley.IteratorShape { return nil }

func (p *listPlan) Optimize(context.Context) (cayley.IteratorShape, bool) { return p, false }

func (p *listPlan) Stats(context.Context) (cayley.IteratorCosts, error) {
	c := cayley.IteratorCosts{NextCost: 1, ContainsCost: 1}
	if !p.none {
		c.Size.Size, _ = p.store.Count(p.pattern)
	}
	return c, nil
}

func (p *listPlan) Iterate() cayley.Scanner { return &listScan{listPlan: p} }

func (p *listPlan) Lookup() cayley.Index { return &listIndex{listPlan: p} }

type listScan struct {
	*listPlan
	cursor cursor
	result cayley.Ref
	err    error
}

func (s *listScan) Next(ctx context.Context) bool {
	if s.none || s.err != nil {
		return false
	}
	if s.cursor == nil {
		if s.nodes {
			s.cursor = s.store.Nodes()
		} else {
			s.cursor = s.store.Cursor(s.pattern)
		}
	}
	if s.err = ctx.Err(); s.err != nil || !s.cursor.Next() {
		return false
	}
	if q := s.cursor.Quad(); s.nodes {
		s.result = numberRef(q[0])
	} else {
		s.result = quadRef(q)
	}
	return true
}

func (s *listScan) NextPath(context.Context) bool    { return false }
func (s *listScan) TagResults(map[string]cayley.Ref) {}
func (s *listScan) Result() cayley.Ref               { return s.result }

func (s *listScan) Err() error {
	if s.err == nil && s.cursor != nil {
		return s.cursor.Err()
	}
	return s.err
}

func (s *listScan) Close() error {
	if s.cursor != nil {
		return s.cursor.Close()
	}
	return nil
}

type listIndex struct {
	*listPlan
	result cayley.Ref
}

func (x *listIndex) Contains(_ context.Context, ref cayley.Ref) bool {
	if x.none || ref == nil {
		return false
	}
	x.result = ref
	switch ref := ref.(type) {
	case numberRef:
		return x.nodes && ref != 0
	case quadRef:
		for i, want := range x.pattern {
			if want != 0 && want != ref[i] {
				return false
			}
		}
		return !x.nodes
	}
	return false
}

func (x *listIndex) NextPath(context.Context) bool    { return false }
func (x *listIndex) TagResults(map[string]cayley.Ref) {}
func (x *listIndex) Result() cayley.Ref               { return x.result }
func (x *listIndex) Err() error                       { return nil }
func (x *listIndex) Close() error                     { return nil }
