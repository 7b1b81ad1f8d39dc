package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"syscall"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"entente/graph/store/fault"
)

// Write adds and deletes quads, all or, on error, none. No quad of add may be
// in the store, every quad of del must be, and none may stand twice.
func (db *DB) Write(ctx context.Context, add, del []quad.Quad) error {
	db.write.Lock()
	defer db.write.Unlock()
	return db.change(ctx, add, del)
}

// change is Write for a caller that holds db.write.
func (db *DB) change(ctx context.Context, add, del []quad.Quad) error {
	return db.changeBy(ctx, add, del, nil)
}

// changeBy is change for a caller that has looked up numbers already; 0 says
// that a value has none.
func (db *DB) changeBy(ctx context.Context, add, del []quad.Quad, numbers map[quad.Value]uint64) error {
	if err := db.upgrade(ctx); err != nil {
		return err
	}
	view, err := db.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer view.Close()
	w := &batch{view: view, batch: db.pebble.NewBatch(), ids: map[quad.Value]uint64{}, made: map[string]uint64{}, changed: map[uint64]counts{}, touched: map[uint64]*touched{}, typed: map[uint64][]typed{}}
	w.looked = numbers
	defer func() {
		if db.whole() == nil { // else Pebble still has it, and would get it again as another one
			w.batch.Close()
		}
	}()
	if err := w.begin(); err != nil {
		return err
	}
	for _, q := range add {
		if err := w.add(q); err != nil {
			return err
		}
	}
	for _, q := range del {
		if err := w.del(q); err != nil {
			return err
		}
	}
	if err := w.finish(int64(len(add)) - int64(len(del))); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return db.commit(w.batch)
}

// batch turns quads into keys.
type batch struct {
	view    *View
	batch   *pebble.Batch
	ids     map[quad.Value]uint64
	looked  map[quad.Value]uint64 // up before
	made    map[string]uint64     // values that this batch made, by their look-up keys
	next    uint64
	first   uint64
	stray   bool // some values of the store may have no counts
	days    bool // all first and last days are written as days
	changed map[uint64]counts
	touched map[uint64]*touched // by label
	typed   map[uint64][]typed  // by subject
	labels  []uint64            // of touched, in the order of the quads
	buf     []byte
}

func (w *batch) begin() error {
	var err error
	if w.next, err = w.view.next(); err != nil {
		return err
	}
	w.first = w.next
	if w.days, err = w.view.OnlyDays(); err != nil {
		return err
	}
	mark, err := w.view.get(strayKey)
	w.stray = mark != nil
	return err
}

// next is the number that the next new value gets.
func (v *View) next() (uint64, error) {
	data, err := v.get(nextKey)
	if err != nil || data == nil {
		return firstNumber, err
	}
	if len(data) != 8 {
		return 0, fmt.Errorf("%w: the next number has %d bytes", fault.ErrDamaged, len(data))
	}
	return binary.BigEndian.Uint64(data), nil
}

// id is the number of a value, a new one if need be and it may.
func (w *batch) id(v quad.Value, make bool) (uint64, error) {
	if v == nil {
		return 0, nil
	}
	if id, ok := w.ids[v]; ok {
		return id, nil
	}
	encoded, err := appendValue(w.buf[:0], v)
	w.buf = encoded
	if err != nil {
		return 0, err
	}
	id, looked := w.looked[v]
	if !looked {
		if id, err = w.view.find(encoded); err != nil {
			return 0, err
		}
	}
	if id == 0 && make {
		if id, err = w.create(encoded); err != nil {
			return 0, err
		}
	}
	if id != 0 {
		w.ids[v] = id
	}
	return id, nil
}

// create gives a value a number. Two values of a batch may be written alike.
func (w *batch) create(encoded []byte) (uint64, error) {
	lookup := appendLookup(nil, encoded)
	if id, ok := w.made[string(lookup)]; ok {
		return id, nil
	}
	id := w.next
	if id > MaxValues {
		return 0, errNoNumbers
	}
	w.next++
	w.made[string(lookup)] = id
	number := binary.BigEndian.AppendUint32(nil, uint32(id))
	if err := w.batch.Set(lookup, number, nil); err != nil {
		return 0, err
	}
	return id, w.batch.Set(numberKey(nil, valueTag, id), encoded, nil)
}

func (w *batch) add(q quad.Quad) error {
	ids, _, err := w.quad(q, true)
	if err != nil {
		return err
	}
	w.count(ids, 1)
	w.touch(q, ids, 1)
	w.noteType(q, ids, 1)
	w.noteDay(q)
	for i := range orders {
		w.buf = orders[i].appendKey(w.buf[:0], ids)
		if err := w.batch.Set(w.buf, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

func (w *batch) del(q quad.Quad) error {
	ids, known, err := w.quad(q, false)
	if err != nil {
		return err
	}
	if known {
		known, err = w.view.has(ids)
		if err != nil {
			return err
		}
	}
	if !known {
		return fmt.Errorf("deleting %v: it is not in the store", q)
	}
	w.count(ids, -1)
	w.touch(q, ids, -1)
	w.noteType(q, ids, -1)
	for i := range orders {
		w.buf = orders[i].appendKey(w.buf[:0], ids)
		if err := w.batch.Delete(w.buf, nil); err != nil {
			return err
		}
	}
	return nil
}

// quad is the numbers of a quad; known is false if it has a value without one.
func (w *batch) quad(q quad.Quad, make bool) (ids IDs, known bool, err error) {
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			if i != labelAt {
				return ids, false, fmt.Errorf("%v: it has no %v", q, d)
			}
			continue
		}
		if ids[i], err = w.id(v, make); err != nil {
			return ids, false, err
		}
		if ids[i] == 0 {
			return ids, false, nil
		}
	}
	return ids, true, nil
}

// has says whether a quad is in the store.
func (v *View) has(q IDs) (bool, error) {
	var buf [quadKeySize]byte
	data, err := v.get(orders[0].appendKey(buf[:0], q))
	return data != nil, err
}

func (w *batch) count(q IDs, n int64) {
	for at, id := range q {
		if id == 0 {
			continue
		}
		c := w.changed[id]
		c[at] += n
		w.changed[id] = c
	}
}

// finish writes counts, and drops values that are in no quad any more.
func (w *batch) finish(quads int64) error {
	if err := w.ties(); err != nil {
		return err
	}
	if err := w.kinds(); err != nil {
		return err
	}
	values := int64(w.next - w.first)
	for id, d := range w.changed {
		if d == (counts{}) && id < w.first {
			continue
		}
		gone := false
		if d.sum() < 0 || w.stray && id < w.first {
			had, err := w.view.counts(id)
			if err != nil {
				return err
			}
			gone = had.sum()+d.sum() == 0
			if had == (counts{}) {
				values++
			}
		}
		if gone {
			values--
			if err := w.drop(id); err != nil {
				return err
			}
			continue
		}
		w.buf = numberKey(w.buf[:0], countTag, id)
		if err := w.batch.Merge(w.buf, d.append(nil), nil); err != nil {
			return err
		}
	}
	if quads != 0 || values != 0 {
		total := counts{quadsAt: quads, valuesAt: values}
		if err := w.batch.Merge(numberKey(nil, countTag, 0), total.append(nil), nil); err != nil {
			return err
		}
	}
	if err := w.batch.Set(versionKey, newVersion(w.days), nil); err != nil {
		return err
	}
	if w.next == w.first {
		return nil
	}
	return w.batch.Set(nextKey, binary.BigEndian.AppendUint64(nil, w.next), nil)
}

// drop deletes a value.
func (w *batch) drop(id uint64) error {
	encoded, err := w.view.get(numberKey(nil, valueTag, id))
	if err != nil {
		return err
	}
	if err := forget(w.batch, id, encoded); err != nil {
		return err
	}
	return w.batch.Delete(numberKey(nil, countTag, id), nil)
}

// commit writes a batch and waits until it is on the disk.
func (db *DB) commit(b *pebble.Batch) error {
	// Pebble gives up where its log cannot be written. So whether there is room
	// is asked before.
	if err := db.room(int64(b.Len())); err != nil {
		return err
	}
	return db.do(func() error { return b.Commit(pebble.Sync) })
}

// margin is what must be left on the disk for Pebble's own bookkeeping.
const margin = 1 << 20

// room says whether n bytes can be written: to the log, to a table, and once
// more when tables are joined.
func (db *DB) room(n int64) error {
	disk, err := vfs.Default.GetDiskUsage(filepath.Join(db.dir, tables))
	if err != nil {
		return nil // unknown to this system
	}
	if disk.AvailBytes < uint64(3*n+margin) {
		return fmt.Errorf("writing %d bytes: %w", n, syscall.ENOSPC)
	}
	return nil
}
