package index

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/cockroachdb/pebble/v2"

	"entente/graph/store/fault"
)

// Verify reads the whole store and tells of everything that is wrong, until
// told returns false: orders that do not hold the same quads, counts that are
// not those of the quads, values and numbers that do not lead to each other.
// Memory does not grow with the store. An error is a file that cannot be read.
func (v *View) Verify(told func(string) bool) error {
	c := &checker{view: v, told: told}
	return damage(c.run())
}

type checker struct {
	view    *View
	told    func(string) bool
	stopped bool
	found   bool // something is wrong
	stray   bool
	total   counts
	next    uint64
}

func (c *checker) tell(format string, args ...any) {
	c.found = true
	if !c.stopped {
		c.stopped = !c.told(fmt.Sprintf(format, args...))
	}
}

func (c *checker) run() error {
	var err error
	if c.total, err = c.view.counts(0); err != nil {
		return err
	}
	if c.next, err = c.view.next(); err != nil {
		return err
	}
	mark, err := c.view.get([]byte{metaTag, 's', 't', 'r', 'a', 'y'}) // a load may leave values behind that no quad uses
	if err != nil {
		return err
	}
	c.stray = mark != nil
	kinds, err := c.view.kindGatherer()
	if err != nil {
		return err
	}
	var sums [len(orders)]quadSum
	for i := range orders {
		var each func(IDs) error
		if i == orderOfSubjects {
			each = kinds.quad
		}
		if sums[i], err = c.order(i, each); err != nil || c.stopped {
			return err
		}
	}
	if sums[0].n != c.total[quadsAt] {
		c.tell("the store says that it holds %d quads, and holds %d", c.total[quadsAt], sums[0].n)
	}
	for i := 1; i < len(orders) && !c.stopped; i++ {
		if sums[i] != sums[0] {
			if err := c.compare(i); err != nil {
				return err
			}
		}
	}
	if c.stopped {
		return nil
	}
	if !c.found { // else what is made of wrong quads would only say the same again
		if err := c.kinds(kinds); err != nil || c.stopped {
			return err
		}
	}
	if err := c.ties(); err != nil || c.stopped {
		return err
	}
	if err := c.days(); err != nil || c.stopped {
		return err
	}
	return c.dictionary()
}

// quadSum is the same for the same quads in whatever order.
type quadSum struct {
	n         int64
	low, high uint64
}

func (s *quadSum) add(q IDs) {
	h := uint64(14695981039346656037)
	for _, id := range q {
		h ^= id
		h *= 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	s.n++
	s.low += h
	s.high += h * (h>>32 | 1)
}

// keys goes through the keys that begin with a tag.
func (v *View) keys(tag byte) (*pebble.Iterator, error) {
	return v.reader.NewIter(&pebble.IterOptions{LowerBound: []byte{tag}, UpperBound: []byte{tag + 1}})
}

// name is how an order is called: by the letters of its places.
func (o *order) name() string {
	var b strings.Builder
	for _, at := range o.places {
		b.WriteByte("spol"[at])
	}
	return b.String()
}

// order reads one order of the quads, and holds the counts of what stands
// first in it against it; each, if not nil, is called with every quad.
func (c *checker) order(i int, each func(IDs) error) (quadSum, error) {
	var sum quadSum
	o := &orders[i]
	it, err := c.view.keys(o.tag)
	if err != nil {
		return sum, err
	}
	defer it.Close()
	counted, err := c.view.keys(countTag)
	if err != nil {
		return sum, err
	}
	defer counted.Close()
	at := o.places[0]
	counted.First()
	// run compares the quads of one value with its count; values that come
	// before it should have none.
	run := func(id uint64, n int64) error {
		for ; counted.Valid(); counted.Next() {
			k := counted.Key()
			if len(k) != 5 {
				return fmt.Errorf("%w: the key of a count has %d bytes", fault.ErrDamaged, len(k))
			}
			has := uint64(binary.BigEndian.Uint32(k[1:]))
			if has > id {
				break
			}
			if has == 0 {
				continue // of the store
			}
			value, err := counted.ValueAndErr()
			if err != nil {
				return err
			}
			counts, err := readCounts(value)
			if err != nil {
				return err
			}
			want := int64(0)
			if has == id {
				want = n
			}
			if counts[at] != want {
				c.tell("order %s: value %d (%s) is counted as %s of %d quads, and is that of %d", o.name(), has, c.show(has), placeNames[at], counts[at], want)
			}
			if has == id {
				counted.Next()
				return counted.Error()
			}
		}
		if n > 0 && id != 0 {
			c.tell("order %s: value %d (%s) is %s of %d quads, and is not counted", o.name(), id, c.show(id), placeNames[at], n)
		}
		return counted.Error()
	}
	var last uint64
	var n int64
	steps := 0
	for ok := it.First(); ok && !c.stopped; ok = it.Next() {
		if steps++; steps%4096 == 0 {
			if err := c.view.ctx.Err(); err != nil {
				return sum, err
			}
		}
		key := it.Key()
		if len(key) != quadKeySize {
			c.tell("order %s: a key has %d bytes, not %d: %x", o.name(), len(key), quadKeySize, key)
			continue
		}
		q := o.quad(key)
		for place, id := range q {
			if id >= c.next || id == 0 && place != labelAt {
				c.tell("order %s: the quad %v has a %s that no value can have", o.name(), q, placeNames[place])
			}
		}
		sum.add(q)
		if each != nil {
			if err := each(q); err != nil {
				return sum, err
			}
		}
		if q[at] != last {
			if err := run(last, n); err != nil {
				return sum, err
			}
			last, n = q[at], 0
		}
		n++
	}
	if err := it.Error(); err != nil || c.stopped {
		return sum, err
	}
	if err := run(last, n); err != nil {
		return sum, err
	}
	return sum, run(MaxValues, 0)
}

var placeNames = [4]string{"subject", "predicate", "object", "label"}

// show names a value, if it can be read.
func (c *checker) show(id uint64) string {
	value, err := c.view.Value(id)
	if err != nil || value == nil {
		return "unreadable"
	}
	s := value.String()
	if len(s) > 60 {
		s = s[:60] + "…"
	}
	return s
}

func (c *checker) showQuad(q IDs) string {
	return fmt.Sprintf("%s %s %s %s", c.show(q[0]), c.show(q[1]), c.show(q[2]), c.show(q[3]))
}

// compare finds the quads that one order has and the first has not, and the
// other way round.
func (c *checker) compare(i int) error {
	for _, pair := range [2][2]int{{0, i}, {i, 0}} {
		has, lacks := &orders[pair[0]], &orders[pair[1]]
		it, err := c.view.keys(has.tag)
		if err != nil {
			return err
		}
		for ok := it.First(); ok && !c.stopped; ok = it.Next() {
			if len(it.Key()) != quadKeySize {
				continue
			}
			q := has.quad(it.Key())
			found, err := c.view.get(lacks.appendKey(nil, q))
			if err != nil {
				it.Close()
				return err
			}
			if found == nil {
				c.tell("order %s has the quad %s, order %s has not", has.name(), c.showQuad(q), lacks.name())
			}
		}
		if err := it.Close(); err != nil {
			return err
		}
	}
	return nil
}

// dictionary holds numbers, values and counts against each other.
func (c *checker) dictionary() error {
	var n int64
	it, err := c.view.keys(valueTag)
	if err != nil {
		return err
	}
	defer it.Close()
	var lookup []byte
	for ok := it.First(); ok && !c.stopped; ok = it.Next() {
		if len(it.Key()) != 5 {
			c.tell("dictionary: the key of a value has %d bytes: %x", len(it.Key()), it.Key())
			continue
		}
		id := uint64(binary.BigEndian.Uint32(it.Key()[1:]))
		encoded, err := it.ValueAndErr()
		if err != nil {
			return err
		}
		if _, err := readValue(encoded); err != nil {
			c.tell("dictionary: value %d cannot be read: %v", id, err)
			continue
		}
		if id >= c.next {
			c.tell("dictionary: value %d (%s) has a number that was not given out yet", id, c.show(id))
		}
		lookup = appendLookup(lookup[:0], encoded)
		back, err := c.view.get(lookup)
		if err != nil {
			return err
		}
		if len(back) != 4 || uint64(binary.BigEndian.Uint32(back)) != id {
			c.tell("dictionary: value %d (%s) is found under another number (%x)", id, c.show(id), back)
		}
		counts, err := c.view.counts(id)
		if err != nil {
			return err
		}
		switch {
		case counts.sum() > 0:
			n++
		case !c.stray:
			c.tell("dictionary: value %d (%s) is in no quad", id, c.show(id))
		}
	}
	if err := it.Error(); err != nil || c.stopped {
		return err
	}
	if n != c.total[valuesAt] {
		c.tell("the store says that it holds %d values, and holds %d", c.total[valuesAt], n)
	}
	return c.backwards()
}

// backwards goes from look-ups and counts to values.
func (c *checker) backwards() error {
	for _, tag := range []byte{keyTag, countTag} {
		it, err := c.view.keys(tag)
		if err != nil {
			return err
		}
		for ok := it.First(); ok && !c.stopped; ok = it.Next() {
			var id uint64
			if tag == countTag {
				id = uint64(binary.BigEndian.Uint32(it.Key()[1:]))
				if id == 0 {
					continue
				}
			} else {
				number, err := it.ValueAndErr()
				if err != nil || len(number) != 4 {
					c.tell("dictionary: the look-up %q leads to no number", it.Key())
					continue
				}
				id = uint64(binary.BigEndian.Uint32(number))
			}
			value, err := c.view.get(numberKey(nil, valueTag, id))
			if err != nil {
				it.Close()
				return err
			}
			if value == nil {
				c.tell("dictionary: number %d is counted or looked up, and stands for no value", id)
			}
		}
		if err := it.Close(); err != nil {
			return err
		}
	}
	return nil
}
