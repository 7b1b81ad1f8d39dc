package index

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"entente/graph/store/fault"
)

// ErrClosed is what is said of a store that was closed.
var ErrClosed = errors.New("the store is closed")

// View is the store at one moment, or, if it is [DB.Live], at every moment.
// It may be used by several goroutines.
type View struct {
	ctx    context.Context
	db     *DB
	reader pebble.Reader
	snap   *pebble.Snapshot // nil if live

	mu   sync.Mutex
	idle [kindsKept][]*pebble.Iterator // of a snapshot, to be used again
	open map[io.Closer]bool            // cursors
	done bool
}

// What iterators are kept over: the orders, by their place in [orders], and
// these.
const (
	overTies = len(orders) + iota
	overValues
	kindsKept
)

// idleKept is how many of each kind are kept.
const idleKept = 16

func tagOver(kind int) byte {
	switch kind {
	case overTies:
		return tieTag
	case overValues:
		return valueTag
	}
	return orders[kind].tag
}

// Snapshot is the store as it stands now. Reads fail once ctx is done. The
// caller must Close it.
func (db *DB) Snapshot(ctx context.Context) (*View, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return nil, ErrClosed
	}
	var snap *pebble.Snapshot
	err := db.do(func() error { snap = db.pebble.NewSnapshot(); return nil })
	if err != nil {
		return nil, err
	}
	db.views.Add(1)
	return &View{ctx: ctx, db: db, reader: snap, snap: snap, open: map[io.Closer]bool{}}, nil
}

// Live is the store as it is whenever it is asked, for callers that never say
// when they are done; each cursor sees the moment at which it was opened. It
// ends with the store.
func (db *DB) Live() *View {
	v := &View{ctx: context.Background(), db: db, reader: db.pebble, open: map[io.Closer]bool{}}
	db.mu.Lock()
	defer db.mu.Unlock()
	db.alive[v] = true
	return v
}

// Close ends a snapshot. No read may be going on; cursors that were left open
// are closed.
func (v *View) Close() error {
	v.closeCursors()
	if v.snap == nil {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.snap == nil {
		return nil
	}
	defer v.db.views.Done()
	snap, idle := v.snap, v.idle
	v.snap = nil
	clear(v.idle[:])
	return v.db.do(func() error {
		var errs []error
		for i := range idle {
			for _, it := range idle[i] {
				errs = append(errs, it.Close())
			}
		}
		return errors.Join(append(errs, snap.Close())...)
	})
}

func (v *View) closeCursors() {
	v.mu.Lock()
	v.done = true
	left := slices.Collect(maps.Keys(v.open))
	v.mu.Unlock()
	for _, c := range left {
		c.Close()
	}
}

// iterator hands out an iterator for a cursor, which the view closes if nobody
// else does; c is nil where none is left open.
func (v *View) iterator(kind int, c io.Closer) (*pebble.Iterator, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.done {
		return nil, ErrClosed
	}
	if c != nil {
		v.open[c] = true
	}
	if n := len(v.idle[kind]); n > 0 {
		it := v.idle[kind][n-1]
		v.idle[kind] = v.idle[kind][:n-1]
		return it, nil
	}
	return v.keys(tagOver(kind))
}

// release takes an iterator back.
func (v *View) release(kind int, c io.Closer, it *pebble.Iterator) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.open, c)
	if v.db.whole() != nil {
		return nil // closing it may wait for ever
	}
	if v.snap == nil || v.done || it.Error() != nil || len(v.idle[kind]) >= idleKept {
		return it.Close()
	}
	v.idle[kind] = append(v.idle[kind], it)
	return nil
}

// get reads the value of a key; nil if there is none.
func (v *View) get(key []byte) ([]byte, error) {
	if err := v.ctx.Err(); err != nil {
		return nil, err
	}
	data, closer, err := v.reader.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, damage(err)
	}
	data = append([]byte{}, data...)
	return data, closer.Close()
}

// damage marks errors of files that are not what they were.
func damage(err error) error {
	if err == nil || !pebble.IsCorruptionError(err) || errors.Is(err, fault.ErrDamaged) {
		return err
	}
	// Pebble adds to the text a line that says nothing, and the file's name to
	// what it does not print.
	if info := pebble.ExtractDataCorruptionInfo(err); info != nil {
		return fmt.Errorf("%w: %s: %w", fault.ErrDamaged, info.Path, info.Details)
	}
	return fmt.Errorf("%w: %w", fault.ErrDamaged, err)
}

// ID is the number of a value; 0 if the store does not have it.
func (v *View) ID(value quad.Value) (uint64, error) {
	var buf [128]byte
	encoded, err := appendValue(buf[:0], value)
	if err != nil {
		return 0, nil // of a kind that is never stored
	}
	return v.find(encoded)
}

// find is the number of an encoded value.
func (v *View) find(encoded []byte) (uint64, error) {
	var buf [1 + longest]byte
	data, err := v.get(appendLookup(buf[:0], encoded))
	if data == nil || err != nil {
		return 0, err
	}
	if len(data) != 4 {
		return 0, fmt.Errorf("%w: the number of a value has %d bytes", fault.ErrDamaged, len(data))
	}
	return uint64(binary.BigEndian.Uint32(data)), nil
}

// Value is the value that has a number.
func (v *View) Value(id uint64) (quad.Value, error) {
	places := uint64(len(v.db.kept) / keptWays)
	slots := v.db.kept[id%places*keptWays:][:keptWays]
	free := int(id/places) % keptWays
	for i := range slots {
		switch k := slots[i].Load(); {
		case k == nil:
			free = i
		case k.id == id:
			return k.value, v.ctx.Err()
		}
	}
	value, err := v.readValue(id)
	if err == nil {
		slots[free].Store(&keptValue{id, value})
	}
	return value, err
}

// keptValue is a value that was read before. It stays true: a number never
// comes to mean another value.
type keptValue struct {
	id    uint64
	value quad.Value
}

// valuesKept is how many values an open store remembers beside a cache of so
// many bytes. Each has one of so many places, by its number: with a single one,
// two values of a query that want it drive each other out again and again.
func valuesKept(cache int64) int { return max(int(cache>>9)/keptWays, 1) * keptWays }

const keptWays = 4

func (v *View) readValue(id uint64) (quad.Value, error) {
	var buf [5]byte
	key := numberKey(buf[:0], valueTag, id)
	if v.snap != nil {
		return v.seekValue(key, id)
	}
	data, err := v.get(key)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, fmt.Errorf("%w: value %d is referred to and missing", fault.ErrDamaged, id)
	}
	return readValue(data)
}

// seekValue reads a value through an iterator that is kept: a query asks for
// numbers that mostly ascend, and to go on is several times quicker than to
// begin anew.
func (v *View) seekValue(key []byte, id uint64) (quad.Value, error) {
	if err := v.ctx.Err(); err != nil {
		return nil, err
	}
	it, err := v.iterator(overValues, nil)
	if err != nil {
		return nil, damage(err)
	}
	value, err := valueAt(it, key, id)
	return value, errors.Join(err, v.release(overValues, nil, it))
}

func valueAt(it *pebble.Iterator, key []byte, id uint64) (quad.Value, error) {
	if !it.SeekGE(key) || !bytes.Equal(it.Key(), key) {
		if err := it.Error(); err != nil {
			return nil, damage(err)
		}
		return nil, fmt.Errorf("%w: value %d is referred to and missing", fault.ErrDamaged, id)
	}
	data, err := it.ValueAndErr()
	if err != nil {
		return nil, damage(err)
	}
	return readValue(data)
}

func (v *View) counts(id uint64) (counts, error) {
	var buf [5]byte
	data, err := v.get(numberKey(buf[:0], countTag, id))
	if data == nil || err != nil {
		return counts{}, err
	}
	return readCounts(data)
}

// Quads is the number of quads in the store.
func (v *View) Quads() int64 {
	c, _ := v.counts(0)
	return c[quadsAt]
}

// Values is the number of values in the store.
func (v *View) Values() int64 {
	c, _ := v.counts(0)
	return c[valuesAt]
}

// Uses is in how many quads a value stands at a place.
func (v *View) Uses(id uint64, at int) (int64, error) {
	c, err := v.counts(id)
	return c[at], err
}

// Labels calls fn with the number of every label, ascending, and with 0 if
// there are quads without one.
func (v *View) Labels(fn func(uint64) bool) error { return v.distinct(orderOfLabels, fn) }

// Predicates calls fn with the number of every predicate, ascending.
func (v *View) Predicates(fn func(uint64) bool) error { return v.distinct(orderOfPredicates, fn) }

// distinct calls fn with what stands first in an order.
func (v *View) distinct(order int, fn func(uint64) bool) error {
	c := v.cursor(order, IDs{})
	defer c.Close()
	for c.Next() {
		id := c.Quad()[orders[order].places[0]]
		if !fn(id) {
			return nil
		}
		c.seek(numberKey(nil, orders[order].tag, id+1))
	}
	return c.Err()
}

// HasIDs says whether a quad of these numbers is in the store.
func (v *View) HasIDs(q IDs) (bool, error) { return v.has(q) }

// Objects calls fn with a quad for every object that a value has under a
// predicate, that of the label with the least number.
func (v *View) Objects(subject, predicate uint64, fn func(IDs) error) error {
	return v.firsts(orderOfSubjects, IDs{subjectAt: subject, predicateAt: predicate}, objectAt, fn)
}

// Subjects calls fn with the number of every value that has an object under a
// predicate, ascending, once each, however many labels say so.
func (v *View) Subjects(predicate, object uint64, fn func(uint64) error) error {
	return v.firsts(orderOfPredicates, IDs{predicateAt: predicate, objectAt: object}, subjectAt, func(q IDs) error { return fn(q[subjectAt]) })
}

// Said calls fn with the number of every value that somebody has under a
// predicate, ascending.
func (v *View) Said(predicate uint64, fn func(object uint64) error) error {
	return v.firsts(orderOfPredicates, IDs{predicateAt: predicate}, objectAt, func(q IDs) error { return fn(q[objectAt]) })
}

// firsts calls fn with the first of the quads of a pattern that have the same
// value at a place, which must be the one that the order has next after the
// pattern.
func (v *View) firsts(order int, pattern IDs, at int, fn func(IDs) error) error {
	c := v.cursor(order, pattern)
	defer c.Close()
	var key []byte
	same := 0
	var last uint64
	for c.Next() {
		q := c.Quad()
		if q[at] == last {
			// A few more of the same are gone through, many are gone round.
			if same++; same > 8 {
				key = append(key[:0], c.prefix[:c.size]...)
				c.seek(binary.BigEndian.AppendUint32(key, uint32(last+1)))
			}
			continue
		}
		last, same = q[at], 0
		if err := fn(q); err != nil {
			return err
		}
	}
	return c.Err()
}

// Places in [orders].
const (
	orderOfSubjects   = 0
	orderOfPredicates = 1
	orderOfLabels     = 3
)
