package index

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"entente/graph"
	"entente/graph/store/fault"
)

// Short texts stand in the dictionary in order, and days are short: so, if the
// first and last days of all claims are known to be written as days, whoever
// wants the newest claims goes back through the dictionary, and need not list
// the days that claims have to find the last. Whether that is known stands in
// the name of the store's state, after what is random of it, and is true of that
// state alone: a program that does not know of it makes names without.
const (
	versionSize = 9
	allDays     = 1
)

// isDay says whether an encoded value is written as a day: "2026-03-31".
func isDay(encoded []byte) bool {
	if len(encoded) != 11 || encoded[0] != kindString {
		return false
	}
	for i, c := range encoded[1:] {
		least, most := byte('0'), byte('9')
		switch i {
		case 4, 7:
			least, most = '-', '-'
		case 5:
			most = '1'
		case 8:
			most = '3'
		}
		if c < least || c > most {
			return false
		}
	}
	return true
}

// dayPredicates are those under which a claim's first and last day stand.
var dayPredicates = [...]quad.IRI{graph.Earliest, graph.Latest}

// OnlyDays says whether it is known that these are written as days.
func (v *View) OnlyDays() (bool, error) {
	name, err := v.get(versionKey)
	if err != nil || len(name) > versionSize {
		return len(name) > versionSize && name[versionSize] == allDays, err
	}
	total, err := v.counts(0)
	return total[quadsAt] == 0, err
}

// noDays calls fn with what stands for a first or last day and is not written
// as one, until fn returns false.
func (v *View) noDays(fn func(predicate, object uint64) bool) error {
	stop := errors.New("stop")
	for _, p := range dayPredicates {
		predicate, err := v.ID(p)
		if err != nil {
			return err
		}
		if predicate == 0 {
			continue
		}
		err = v.Said(predicate, func(object uint64) error {
			encoded, err := v.encoded(object)
			if err == nil && !isDay(encoded) && !fn(predicate, object) {
				return stop
			}
			return err
		})
		if err == stop {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// noteDay notes what an added quad means for that.
func (w *batch) noteDay(q quad.Quad) {
	if p, ok := q.Predicate.(quad.IRI); w.days && ok && slices.Contains(dayPredicates[:], p) {
		encoded, err := appendValue(nil, q.Object)
		w.days = err == nil && isDay(encoded)
	}
}

// dayChecker looks at the objects that a load adds in the order of predicates.
type dayChecker struct {
	predicates [len(dayPredicates)]uint64
	encoded    func(uint64) ([]byte, error)
	days       bool // so far
	last       uint64
}

func (b *Bulk) dayChecker() (c dayChecker, err error) {
	for i, p := range dayPredicates {
		if c.predicates[i], err = b.number(p); err != nil {
			return c, err
		}
	}
	c.encoded, c.days = b.encoded, b.days
	return c, nil
}

func (c *dayChecker) add(predicate, object uint64) error {
	if !c.days || !slices.Contains(c.predicates[:], predicate) || object == c.last {
		return nil
	}
	c.last = object
	encoded, err := c.encoded(object)
	c.days = isDay(encoded)
	return err
}

// learnDays finds out whether they are all days, for a store that was written
// when nobody kept that. The caller holds db.write.
func (db *DB) learnDays(view *View) error {
	name, err := view.get(versionKey)
	if err != nil || len(name) != versionSize {
		return err
	}
	known := true
	if err := view.noDays(func(uint64, uint64) bool { known = false; return false }); err != nil || !known {
		return err
	}
	return db.do(func() error { return db.pebble.Set(versionKey, append(name, allDays), pebble.Sync) })
}

// catchUp gives a store of an older program what this one would have kept.
func (db *DB) catchUp(ctx context.Context) error {
	db.write.Lock()
	defer db.write.Unlock()
	if err := db.upgrade(ctx); err != nil {
		return err
	}
	view, err := db.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer view.Close()
	return db.learnDays(view)
}

// DaysBack calls fn with the values that are written as days and their
// numbers, from the last day back, until fn returns false; of the first and last
// days of claims it leaves out none, and it may call fn with others. It returns
// false, and calls nobody, if a claim may have a day that is not written so.
func (v *View) DaysBack(fn func(day string, id uint64) (bool, error)) (bool, error) {
	if known, err := v.OnlyDays(); !known || err != nil {
		return false, err
	}
	it, err := v.reader.NewIter(&pebble.IterOptions{LowerBound: []byte{keyTag, kindString, '0'}, UpperBound: []byte{keyTag, kindString, '9' + 1}})
	if err != nil {
		return true, err
	}
	defer it.Close()
	ok := it.Last()
	for steps := 0; ok; steps++ {
		if steps%256 == 0 && v.ctx.Err() != nil {
			return true, v.ctx.Err()
		}
		key := it.Key()
		if !isDay(key[1:]) {
			if year := beforeLongNumber(key); year != nil {
				ok = it.SeekLT(year)
			} else {
				ok = it.Prev()
			}
			continue
		}
		number, err := it.ValueAndErr()
		if err != nil {
			return true, damage(err)
		}
		if len(number) != 4 {
			return true, fmt.Errorf("%w: the number of a value has %d bytes", fault.ErrDamaged, len(number))
		}
		if more, err := fn(string(key[2:]), uint64(binary.BigEndian.Uint32(number))); !more || err != nil {
			return true, err
		}
		ok = it.Prev()
	}
	return true, damage(it.Error())
}

// beforeLongNumber is the key before which the days of a year stand, if a text
// begins with its four digits and stands behind all of them, as a number of
// more digits does: a store may have a million of such.
func beforeLongNumber(key []byte) []byte {
	const digits = 2 + 4
	if len(key) <= digits || bytes.ContainsFunc(key[2:digits], func(c rune) bool { return c < '0' || c > '9' }) || key[digits] <= '-' {
		return nil
	}
	return append(key[:digits:digits], '-'+1)
}

// days holds against the quads that it is known of all days that they are.
func (c *checker) days() error {
	if known, err := c.view.OnlyDays(); !known || err != nil {
		return err
	}
	return c.view.noDays(func(predicate, object uint64) bool {
		c.tell("days: the store says that all first and last days are written as days, and under %s stands %s", c.show(predicate), c.show(object))
		return !c.stopped
	})
}
