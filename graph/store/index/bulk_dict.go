package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
)

// dictionary gives values their numbers during a load. It knows those it has
// seen; the others it looks up in the store. When it has seen too many it is
// written to the store and begins anew: values that no quad uses yet, should
// the load not come to its end, are found again by the next.
type dictionary struct {
	db    *DB
	dir   string
	empty bool // the store has no values: nothing to look up
	next  uint64

	slots []slot
	used  int

	// Values that are new: encoded, and their numbers from first on.
	arena    []byte
	ends     []int
	first    uint64
	segments int
}

type slot struct {
	high uint64
	low  uint32
	id   uint32
}

func (d *dictionary) slot(of digest) *slot {
	mask := uint64(len(d.slots) - 1)
	for at := of.high & mask; ; at = (at + 1) & mask {
		s := &d.slots[at]
		if s.id == 0 || s.high == of.high && s.low == of.low {
			return s
		}
	}
}

func (d *dictionary) grow() {
	old := d.slots
	d.slots = make([]slot, max(1<<16, 2*len(old)))
	for _, s := range old {
		if s.id != 0 {
			*d.slot(digest{s.high, s.low}) = s
		}
	}
}

// id is the number of a value, a new one if it has none.
func (d *dictionary) id(of digest, encoded []byte) (uint32, error) {
	s, err := d.known(of, encoded)
	if err != nil || s.id != 0 {
		return s.id, err
	}
	id := d.next
	if id > MaxValues {
		return 0, errNoNumbers
	}
	d.next++
	d.arena = append(d.arena, encoded...)
	d.ends = append(d.ends, len(d.arena))
	*s = slot{of.high, of.low, uint32(id)}
	d.used++
	return s.id, nil
}

// known is the slot of a value, with its number if it has one.
func (d *dictionary) known(of digest, encoded []byte) (*slot, error) {
	if 4*d.used >= 3*len(d.slots) {
		d.grow()
	}
	s := d.slot(of)
	if s.id != 0 || d.empty {
		return s, nil
	}
	id, err := d.db.find(encoded)
	if err == nil && id != 0 {
		*s = slot{of.high, of.low, uint32(id)}
		d.used++
	}
	return s, err
}

var errNoNumbers = fmt.Errorf("the store has no number left for another value: it has given out %d; copy it into a new one", uint64(MaxValues))

// find is the number of an encoded value as the store stands; 0 if it has none.
func (db *DB) find(encoded []byte) (uint64, error) {
	v := View{ctx: background, db: db, reader: db.pebble}
	return v.find(encoded)
}

func (d *dictionary) value(i int) []byte {
	from := 0
	if i > 0 {
		from = d.ends[i-1]
	}
	return d.arena[from:d.ends[i]]
}

// tables writes the new values as tables.
func (d *dictionary) tables() ([]string, error) {
	if len(d.ends) == 0 {
		return nil, nil
	}
	name := fmt.Sprintf("%d", d.segments)
	values := tableWriter{dir: d.dir, name: "values-" + name}
	lookups := tableWriter{dir: d.dir, name: "keys-" + name, filter: true}
	defer values.abandon()
	defer lookups.abandon()
	var group sync.WaitGroup
	var failed error
	group.Go(func() { failed = d.writeValues(&values) })
	err := d.writeLookups(&lookups)
	group.Wait()
	if err == nil {
		err = failed
	}
	return append(values.paths, lookups.paths...), err
}

func (d *dictionary) writeValues(t *tableWriter) error {
	var k []byte
	for i := range d.ends {
		k = numberKey(k[:0], valueTag, d.first+uint64(i))
		if err := t.set(k, d.value(i)); err != nil {
			return err
		}
	}
	return t.close()
}

// writeLookups sorts the values by their look-up keys.
func (d *dictionary) writeLookups(t *tableWriter) error {
	type entry struct {
		begin uint64 // of the key, and nearly always enough of it
		i     int
	}
	list := make([]entry, len(d.ends))
	var a, b [1 + longest]byte
	for i := range list {
		var begin [8]byte
		copy(begin[:], appendLookup(a[:0], d.value(i))[1:])
		list[i] = entry{binary.BigEndian.Uint64(begin[:]), i}
	}
	slices.SortFunc(list, func(x, y entry) int {
		if c := cmp.Compare(x.begin, y.begin); c != 0 {
			return c
		}
		return bytes.Compare(appendLookup(a[:0], d.value(x.i)), appendLookup(b[:0], d.value(y.i)))
	})
	number := make([]byte, 4)
	for _, e := range list {
		binary.BigEndian.PutUint32(number, uint32(d.first+uint64(e.i)))
		if err := t.set(appendLookup(a[:0], d.value(e.i)), number); err != nil {
			return err
		}
	}
	return t.close()
}

// bound forgets values that the store has, when there are too many.
func (d *dictionary) bound(most int) {
	if d.used <= most {
		return
	}
	old := d.slots
	d.slots, d.used = make([]slot, len(old)), 0
	for _, s := range old {
		if uint64(s.id) >= d.first {
			*d.slot(digest{s.high, s.low}) = s
			d.used++
		}
	}
}

// reset forgets what was written.
func (d *dictionary) reset() {
	clear(d.slots)
	d.used, d.first, d.empty = 0, d.next, false
	d.arena, d.ends = d.arena[:0], d.ends[:0]
	d.segments++
}
