package store

import (
	"context"
	"errors"
	"fmt"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/index"
	"entente/schema"
)

// snapshot is the store as it stood at one moment. It belongs to one
// goroutine; its qs may be shared.
type snapshot struct {
	ctx     context.Context
	qs      cayley.QuadStore // for Gizmo
	reader  reader
	release func() error
	still   bool // what the store does not have now the snapshot will never have

	// What was read before: the same few actors and predicates come again
	// and again.
	values  map[uint64]quad.Value
	numbers map[quad.Value]uint64
	sources map[quad.IRI]graph.Source
	named   map[actorKey]graph.Actor
	merged  map[string]string // see mergedInto
	ties    **index.View      // see tied

	vocabulary *schema.Vocabulary // set by [Store.view]: what to look for where the store has no list
}

// valuesKept bounds what a snapshot remembers of each kind.
const valuesKept = 1 << 15

func newSnapshot(ctx context.Context, qs cayley.QuadStore, r reader, release func() error) *snapshot {
	return &snapshot{
		ctx: ctx, qs: qs, reader: r, release: release,
		values: map[uint64]quad.Value{}, numbers: map[quad.Value]uint64{}, sources: map[quad.IRI]graph.Source{}, named: map[actorKey]graph.Actor{},
	}
}

// view runs fn on a snapshot.
func (s *Store) view(ctx context.Context, fn func(*snapshot) error) error {
	var inCaller bool
	return s.viewFor(ctx, &inCaller, fn)
}

// viewFor is view for an fn that calls back: inCaller must be true while it
// does.
func (s *Store) viewFor(ctx context.Context, inCaller *bool, fn func(*snapshot) error) error {
	snap, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer snap.release()
	return s.ask(snap, inCaller, fn)
}

// ask runs fn on a snapshot that was opened before; see viewFor.
func (s *Store) ask(snap *snapshot, inCaller *bool, fn func(*snapshot) error) error {
	err := guard(inCaller, func() error { return fn(snap) })
	if errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%w; restore a backup of store %s, or load its sources into a new one", err, s.addr.name())
	}
	return err
}

// stream makes an iterator out of a function that yields from a snapshot. The
// function stops when yield says so; an error it returns is yielded last.
func stream[T any](ctx context.Context, s *Store, fn func(*snapshot, func(T) bool) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		stopped, inCaller := false, false
		err := s.viewFor(ctx, &inCaller, func(snap *snapshot) error {
			return fn(snap, func(v T) bool {
				inCaller = true
				stopped = !yield(v, nil)
				inCaller = false
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

// scan calls fn with the numbers of every quad that fits, until fn returns
// false or an error.
func (s *snapshot) scan(p pattern, fn func(ids) (bool, error)) error {
	want, ok, err := s.numbered(p)
	if !ok || err != nil {
		return err
	}
	return s.follow(want, fn)
}

// numbered is a pattern of numbers; false if the store does not have one of
// its values, so that nothing can fit.
func (s *snapshot) numbered(p pattern) (want ids, ok bool, err error) {
	for i, v := range [...]quad.Value{p.subject, p.predicate, p.object, p.label} {
		if v == nil {
			continue
		}
		if want[i], err = s.number(v); want[i] == 0 || err != nil {
			return want, false, err
		}
	}
	return want, true, nil
}

// number is the number of a value; 0 if there is none.
func (s *snapshot) number(v quad.Value) (uint64, error) {
	if id, ok := s.numbers[v]; ok {
		return id, nil
	}
	id, err := s.reader.ID(v)
	if err != nil || id == 0 && !s.still {
		return 0, err // a writer may make it yet
	}
	s.remember(v, id)
	return id, nil
}

// remember keeps the number of a value, which will be asked for.
func (s *snapshot) remember(v quad.Value, id uint64) {
	if len(s.numbers) >= valuesKept {
		clear(s.numbers)
	}
	s.numbers[v] = id
}

// follow is scan for a pattern of numbers.
func (s *snapshot) follow(want ids, fn func(ids) (bool, error)) error {
	c := s.reader.Cursor(want)
	defer c.Close()
	for c.Next() {
		if more, err := fn(c.Quad()); !more || err != nil {
			return err
		}
	}
	return c.Err()
}

// text is the plain text that a number stands for, as that of a claim's date;
// "" for 0, and for anything else.
func (s *snapshot) text(id uint64) (string, error) {
	v, err := s.value(id)
	text, _ := v.(quad.String)
	return string(text), err
}

// value is what a number stands for; nil for 0.
func (s *snapshot) value(id uint64) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	if v, ok := s.values[id]; ok {
		return v, nil
	}
	v, err := s.reader.Value(id)
	if err != nil {
		return nil, err
	}
	if len(s.values) >= valuesKept {
		clear(s.values)
	}
	s.values[id] = v
	return v, nil
}

// quad names the parts of a quad.
func (s *snapshot) quad(q ids) (quad.Quad, error) {
	var out quad.Quad
	for i, d := range quad.Directions {
		v, err := s.value(q[i])
		if err != nil {
			return out, err
		}
		out.Set(d, v)
	}
	return out, nil
}

// quads reads the quads that fit, in the store's order.
func (s *snapshot) quads(p pattern) ([]quad.Quad, error) {
	var out []quad.Quad
	err := s.scan(p, func(found ids) (bool, error) {
		q, err := s.quad(found)
		out = append(out, q)
		return true, err
	})
	return out, err
}

// column reads one part of the quads that fit, as IRIs; other values are left
// out.
func (s *snapshot) column(p pattern, at int) ([]quad.IRI, error) {
	var out []quad.IRI
	err := s.scan(p, func(q ids) (bool, error) {
		v, err := s.value(q[at])
		if iri, ok := v.(quad.IRI); ok {
			out = append(out, iri)
		}
		return true, err
	})
	return out, err
}

// first reads the object of some quad that fits; nil if there is none.
func (s *snapshot) first(p pattern) (quad.Value, error) {
	var v quad.Value
	err := s.scan(p, func(q ids) (bool, error) {
		var err error
		v, err = s.value(q[objectAt])
		return false, err
	})
	return v, err
}

// count counts the quads that fit.
func (s *snapshot) count(p pattern) (int64, error) {
	var n int64
	err := s.scan(p, func(ids) (bool, error) { n++; return true, nil })
	return n, err
}

// has says whether a quad is in the store, under its very label.
func (s *snapshot) has(want quad.Quad) (bool, error) {
	found := false
	err := s.scan(pattern{want.Subject, want.Predicate, want.Object, want.Label}, func(q ids) (bool, error) {
		// A pattern without a label matches every label.
		found = want.Label != nil || q[labelAt] == 0
		return !found, nil
	})
	return found, err
}
