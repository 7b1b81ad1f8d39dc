package store

import (
	"context"
	"fmt"
	"reflect"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"

	"entente/graph/store/bolt"
)

// ids are the numbers of a quad's subject, predicate, object and label; 0
// where there is no label and, in patterns, where anything goes.
type ids = [4]uint64

const (
	subjectAt = iota
	predicateAt
	objectAt
	labelAt
)

// reader is what the store itself reads through, beside Cayley: values by
// number and quads by pattern. Cayley's own iterators take an index only if a
// pattern fills it to the last place, and read everything otherwise.
type reader interface {
	// ID is the number of a value; 0 if there is none.
	ID(quad.Value) (uint64, error)
	Value(uint64) (quad.Value, error)
	// Cursor goes through the quads that fit a pattern.
	Cursor(pattern ids) cursor
	// Count says about how many quads fit, and how many have to be read to
	// find one.
	Count(pattern ids) (n, cost int64)
	// Labels calls fn with the number of every label, and with 0 if some
	// quads may have none; only if HasLabels.
	Labels(fn func(uint64) bool) error
	// HasLabels says whether the quads of one label are found without
	// reading everything.
	HasLabels() bool
	Quads() int64
}

// cursor goes through quads. It must be closed.
type cursor interface {
	Next() bool
	Quad() ids
	Err() error
	Close() error
}

// boltReader reads a bolt file past Cayley.
type boltReader struct{ *bolt.Snapshot }

func (r boltReader) Cursor(pattern ids) cursor {
	return boltCursor{r.Snapshot.Cursor(bolt.IDs(pattern))}
}

func (r boltReader) Count(pattern ids) (n, cost int64) { return r.Snapshot.Count(bolt.IDs(pattern)) }

type boltCursor struct{ *bolt.Cursor }

func (c boltCursor) Quad() ids { return ids(c.Cursor.Quad()) }

// cayleyReader reads through a [cayley.QuadStore] whose references are
// numbers, as those of Cayley's memory store are.
type cayleyReader struct {
	ctx context.Context
	qs  cayley.QuadStore
}

func (r *cayleyReader) ID(v quad.Value) (uint64, error) {
	id, _ := r.number(r.qs.ValueOf(v))
	return id, r.ctx.Err()
}

// memoryRef is the type of the memory store's references to values, which it
// does not export.
var memoryRef = sync.OnceValue(func() reflect.Type {
	qs := memstore.New(quad.MakeIRI("s", "p", "o", ""))
	return reflect.TypeOf(qs.ValueOf(quad.IRI("s")))
})

func (r *cayleyReader) number(ref cayley.Ref) (uint64, bool) {
	if ref == nil {
		return 0, true
	}
	v := reflect.ValueOf(ref)
	if v.Type() != memoryRef() {
		return 0, false
	}
	return uint64(v.Int()), true
}

// reference is the reference that a number stands for.
func (r *cayleyReader) reference(id uint64) cayley.Ref {
	v := reflect.New(memoryRef()).Elem()
	v.SetInt(int64(id))
	ref, _ := v.Interface().(cayley.Ref)
	return ref
}

func (r *cayleyReader) Value(id uint64) (quad.Value, error) {
	v := r.qs.NameOf(r.reference(id))
	if v == nil {
		return nil, fmt.Errorf("%w: value %d is referred to and missing", ErrDamaged, id)
	}
	return v, r.ctx.Err()
}

func (r *cayleyReader) Cursor(pattern ids) cursor {
	it := cayley.Iterator(nil)
	if best, _, err := r.smallest(pattern); err != nil {
		return &cayleyCursor{err: err}
	} else if best == quad.Any {
		it = r.qs.QuadsAllIterator()
	} else {
		it = r.qs.QuadIterator(best, r.reference(pattern[best-quad.Subject]))
	}
	return &cayleyCursor{reader: r, pattern: pattern, scanner: cayley.AsShape(it).Iterate()}
}

// smallest is the direction in which a pattern's value has the fewest quads,
// and their number; quad.Any for a pattern without values.
func (r *cayleyReader) smallest(pattern ids) (best quad.Direction, least int64, err error) {
	for i, d := range quad.Directions {
		if pattern[i] == 0 {
			continue
		}
		size, err := r.qs.QuadIteratorSize(r.ctx, d, r.reference(pattern[i]))
		if err != nil {
			return best, least, err
		}
		if best == quad.Any || size.Size < least {
			best, least = d, size.Size
		}
	}
	return best, least, nil
}

func (r *cayleyReader) Count(pattern ids) (n, cost int64) {
	given := 0
	for _, id := range pattern {
		if id != 0 {
			given++
		}
	}
	_, all, err := r.smallest(pattern)
	switch {
	case given == 0:
		return r.Quads(), 1
	case given == 1 || all > 1000 || err != nil:
		return all, 1
	}
	c := r.Cursor(pattern)
	defer c.Close()
	for c.Next() {
		n++
	}
	return n, 1 + all/(n+1)
}

type cayleyCursor struct {
	reader  *cayleyReader
	pattern ids
	scanner cayley.Scanner
	quad    ids
	steps   int
	err     error
}

func (c *cayleyCursor) Next() bool {
next:
	for c.err == nil && c.scanner.Next(c.reader.ctx) {
		if c.steps++; c.steps%1024 == 0 {
			c.err = c.reader.ctx.Err()
		}
		ref := c.scanner.Result()
		for i, d := range quad.Directions {
			c.quad[i], _ = c.reader.number(c.reader.qs.QuadDirection(ref, d))
			if c.pattern[i] != 0 && c.pattern[i] != c.quad[i] {
				continue next
			}
		}
		return c.err == nil
	}
	if c.err == nil {
		c.err = c.scanner.Err()
	}
	if c.err == nil {
		c.err = c.reader.ctx.Err()
	}
	return false
}

func (c *cayleyCursor) Quad() ids  { return c.quad }
func (c *cayleyCursor) Err() error { return c.err }

func (c *cayleyCursor) Close() error {
	if c.scanner == nil {
		return nil
	}
	return c.scanner.Close()
}

func (r *cayleyReader) Labels(fn func(uint64) bool) error {
	seen := map[uint64]bool{}
	c := r.Cursor(ids{})
	defer c.Close()
	for c.Next() {
		label := c.Quad()[labelAt]
		if seen[label] {
			continue
		}
		seen[label] = true
		if !fn(label) {
			return nil
		}
	}
	return c.Err()
}

func (r *cayleyReader) HasLabels() bool { return true }

func (r *cayleyReader) Quads() int64 {
	st, _ := r.qs.Stats(r.ctx, false) // the memory store just counts, and never fails
	return st.Quads.Size
}
