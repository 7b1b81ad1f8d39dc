package store

import (
	"context"
	"fmt"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/schema"
)

// snapshot is the store as it stood at one moment. It belongs to one
// goroutine; [snapshot.qs] may be shared.
type snapshot struct {
	ctx     context.Context
	qs      cayley.QuadStore
	matcher matcher
	release func() error
	values  map[any]quad.Value // by reference: the same few actors and predicates come again and again
	sources map[quad.IRI]graph.Source
	named   map[actorKey]graph.Actor

	vocabulary *schema.Vocabulary // set by [Store.view]: what to look for where the store has no list
}

// valuesKept bounds the values a snapshot remembers.
const valuesKept = 1 << 15

func newSnapshot(ctx context.Context, qs cayley.QuadStore, m matcher, release func() error) *snapshot {
	return &snapshot{
		ctx: ctx, qs: qs, matcher: m, release: release,
		values: map[any]quad.Value{}, sources: map[quad.IRI]graph.Source{}, named: map[actorKey]graph.Actor{},
	}
}

// view runs fn on a snapshot.
func (s *Store) view(ctx context.Context, fn func(*snapshot) error) error {
	snap, err := s.engine.snapshot(ctx)
	if err != nil {
		return fmt.Errorf("reading store %s: %w", s.addr.path, err)
	}
	defer snap.release()
	snap.vocabulary = s.vocabulary
	return fn(snap)
}

// stream makes an iterator out of a function that yields from a snapshot. The
// function stops when yield says so; an error it returns is yielded last.
func stream[T any](s *Store, ctx context.Context, fn func(*snapshot, func(T) bool) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		stopped := false
		err := s.view(ctx, func(snap *snapshot) error {
			return fn(snap, func(v T) bool {
				stopped = !yield(v, nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			var none T
			yield(none, err)
		}
	}
}

// pattern is a quad with holes: nil matches anything.
type pattern struct{ subject, predicate, object, label quad.Value }

func (p pattern) get(d quad.Direction) quad.Value {
	return quad.Quad{Subject: p.subject, Predicate: p.predicate, Object: p.object, Label: p.label}.Get(d)
}

// matcher opens the cheapest iterator over at least the quads that have these
// references, and says by which directions the caller must still filter.
type matcher interface {
	match(qs cayley.QuadStore, refs map[quad.Direction]cayley.Ref) (cayley.Scanner, []quad.Direction, error)
	// labels says whether the quads of one label are found without a scan.
	labels() bool
}

// each calls fn with a reference to every quad that fits, until fn returns
// false.
func (s *snapshot) each(p pattern, fn func(cayley.Ref) bool) error {
	var dirs []quad.Direction
	var vals []quad.Value
	for _, d := range quad.Directions {
		if v := p.get(d); v != nil {
			dirs, vals = append(dirs, d), append(vals, v)
		}
	}
	refs := make(map[quad.Direction]cayley.Ref, len(dirs))
	for i, d := range dirs {
		ref, err := s.ref(vals[i])
		if err != nil {
			return err
		}
		if ref == nil {
			return nil // a value the store does not have
		}
		refs[d] = ref
	}
	it, filter, err := s.matcher.match(s.qs, refs)
	if err != nil {
		return err
	}
	defer it.Close()
next:
	for it.Next(s.ctx) {
		q := it.Result()
		for _, d := range filter {
			got := s.qs.QuadDirection(q, d)
			if got == nil || got.Key() != refs[d].Key() {
				continue next
			}
		}
		if !fn(q) {
			return nil
		}
	}
	if err := it.Err(); err != nil {
		return err
	}
	return s.ctx.Err()
}

// ref is the store's reference to a value; nil if it has none.
func (s *snapshot) ref(v quad.Value) (cayley.Ref, error) {
	if batch, ok := s.qs.(cayley.BatchQuadStore); ok {
		// Unlike ValueOf, this does not swallow errors.
		refs, err := batch.RefsOf(s.ctx, []quad.Value{v})
		if err != nil {
			return nil, err
		}
		if n, ok := refs[0].(kv.Int64Value); ok && n == 0 {
			return nil, nil
		}
		return refs[0], nil
	}
	return s.qs.ValueOf(v), nil
}

// value is what a reference stands for. Asking for a missing value is a sign
// of a damaged store and an error.
func (s *snapshot) value(ref cayley.Ref) (quad.Value, error) {
	if ref == nil {
		return nil, nil
	}
	key := ref.Key()
	if v, ok := s.values[key]; ok {
		return v, nil
	}
	vals, err := cayley.ValuesOf(s.ctx, s.qs, []cayley.Ref{ref})
	if err != nil {
		return nil, err
	}
	if vals[0] == nil {
		return nil, fmt.Errorf("%w: value %v is referred to and missing", ErrDamaged, key)
	}
	if len(s.values) >= valuesKept {
		clear(s.values)
	}
	s.values[key] = vals[0]
	return vals[0], nil
}

// at is the value of a quad in one direction.
func (s *snapshot) at(q cayley.Ref, d quad.Direction) (quad.Value, error) {
	return s.value(s.qs.QuadDirection(q, d))
}

// quad reads a quad.
func (s *snapshot) quad(ref cayley.Ref) (quad.Quad, error) {
	var q quad.Quad
	for _, d := range quad.Directions {
		v, err := s.at(ref, d)
		if err != nil {
			return q, err
		}
		q.Set(d, v)
	}
	return q, nil
}

// quads reads the quads that fit, in the store's order.
func (s *snapshot) quads(p pattern) ([]quad.Quad, error) {
	var out []quad.Quad
	var failed error
	err := s.each(p, func(ref cayley.Ref) bool {
		var q quad.Quad
		if q, failed = s.quad(ref); failed != nil {
			return false
		}
		out = append(out, q)
		return true
	})
	if failed != nil {
		err = failed
	}
	return out, err
}

// column reads one direction of the quads that fit, as IRIs; other values are
// left out.
func (s *snapshot) column(p pattern, d quad.Direction) ([]quad.IRI, error) {
	var out []quad.IRI
	var failed error
	err := s.each(p, func(ref cayley.Ref) bool {
		var v quad.Value
		if v, failed = s.at(ref, d); failed != nil {
			return false
		}
		if iri, ok := v.(quad.IRI); ok {
			out = append(out, iri)
		}
		return true
	})
	if failed != nil {
		err = failed
	}
	return out, err
}

// first reads the object of some quad that fits; nil if there is none.
func (s *snapshot) first(p pattern) (quad.Value, error) {
	var v quad.Value
	var failed error
	err := s.each(p, func(ref cayley.Ref) bool {
		v, failed = s.at(ref, quad.Object)
		return false
	})
	if failed != nil {
		err = failed
	}
	return v, err
}
