package index

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ErrReadOnly is what is said of a store that cannot be written.
var ErrReadOnly = errors.New("the store is open for reading only")

// ApplyDeltas makes changes one after the other in Cayley's sense, in one
// batch: all or none.
func (qs QuadStore) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	if qs.snap != nil || qs.db.readOnly {
		return ErrReadOnly
	}
	db := qs.db
	db.write.Lock()
	defer db.write.Unlock()
	// What is in the store, as the changes before have left it.
	state := map[quad.Quad]bool{}
	before := map[quad.Quad]bool{}
	var order []quad.Quad
	numbers := map[quad.Value]uint64{} // 0: of no value of the store
	for _, d := range in {
		there, known := state[d.Quad]
		if !known {
			var err error
			if there, err = qs.hasBy(d.Quad, numbers); err != nil {
				return err
			}
			before[d.Quad] = there
			order = append(order, d.Quad)
		}
		switch d.Action {
		case graph.Add:
			if there && !opts.IgnoreDup {
				return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
			}
			state[d.Quad] = true
		case graph.Delete:
			if !there && !opts.IgnoreMissing {
				return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
			}
			state[d.Quad] = false
		default:
			return &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
		}
	}
	var add, del []quad.Quad
	for _, q := range order {
		if state[q] == before[q] {
			continue
		}
		if state[q] {
			add = append(add, q)
		} else {
			del = append(del, q)
		}
	}
	if len(add)+len(del) == 0 {
		return nil
	}
	return db.changeBy(context.Background(), add, del, numbers)
}

// Has says whether a quad is in the store, under its very label.
func (v *View) Has(q quad.Quad) (bool, error) { return v.hasBy(q, map[quad.Value]uint64{}) }

// hasBy is Has for a caller that remembers numbers from one to the next.
func (v *View) hasBy(q quad.Quad, numbers map[quad.Value]uint64) (bool, error) {
	var ids IDs
	all := true
	for i, d := range quad.Directions {
		value := q.Get(d)
		if value == nil {
			continue
		}
		id, known := numbers[value]
		if !known {
			var err error
			if id, err = v.ID(value); err != nil {
				return false, err
			}
			numbers[value] = id
		}
		all = all && id != 0
		ids[i] = id
	}
	if !all {
		return false, nil
	}
	return v.has(ids)
}

// NewQuadWriter writes quads as they come, in batches; those that are there
// already stay.
func (qs QuadStore) NewQuadWriter() (quad.WriteCloser, error) {
	if qs.snap != nil || qs.db.readOnly {
		return nil, ErrReadOnly
	}
	return &quadWriter{qs: qs}, nil
}

type quadWriter struct {
	qs     QuadStore
	buf    []graph.Delta
	failed error
}

// writeAtOnce is how many quads go into one batch.
const writeAtOnce = 10000

func (w *quadWriter) WriteQuad(q quad.Quad) error {
	w.buf = append(w.buf, graph.Delta{Quad: q, Action: graph.Add})
	if len(w.buf) >= writeAtOnce {
		return w.flush()
	}
	return w.failed
}

func (w *quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

func (w *quadWriter) flush() error {
	if w.failed == nil && len(w.buf) > 0 {
		if err := w.qs.ApplyDeltas(w.buf, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
			w.failed = fmt.Errorf("writing quads: %w", err)
		}
	}
	w.buf = w.buf[:0]
	return w.failed
}

func (w *quadWriter) Close() error { return w.flush() }
