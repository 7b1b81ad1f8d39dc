package index

import (
	"hash/maphash"

	"github.com/cayleygraph/quad"
)

// row is a quad in numbers: subject, predicate, object, label.
type row = [4]uint32

// digest tells values apart within one load: 96 bits under seeds that change
// with every process, so that no input can make two of them meet.
type digest struct {
	high uint64
	low  uint32
}

var seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

func digestOf(b []byte) digest {
	return digest{maphash.Bytes(seeds[0], b), uint32(maphash.Bytes(seeds[1], b))}
}

// chunk is some quads with a dictionary of their own: what can be worked out
// about them on any core, before their values have numbers. Number n in its
// rows is its n-th value, 0 none.
type chunk struct {
	arena   []byte
	ends    []uint32 // of the values in arena
	digests []digest
	rows    []row
	table   []uint32 // by digest: numbers
	buf     []byte

	lines int   // of input that it stands for
	bytes int64 // of input
	bad   []badLine
}

func (c *chunk) reset() {
	c.arena, c.ends, c.digests, c.rows = c.arena[:0], c.ends[:0], c.digests[:0], c.rows[:0]
	clear(c.table)
	c.lines, c.bytes, c.bad = 0, 0, c.bad[:0]
}

func (c *chunk) value(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = c.ends[i-1]
	}
	return c.arena[from:c.ends[i]]
}

// intern gives an encoded value its number in the chunk.
func (c *chunk) intern(encoded []byte) uint32 {
	if 2*len(c.ends) >= len(c.table) {
		c.grow()
	}
	d := digestOf(encoded)
	mask := uint32(len(c.table) - 1)
	for at := uint32(d.high) & mask; ; at = (at + 1) & mask {
		n := c.table[at]
		if n == 0 {
			c.arena = append(c.arena, encoded...)
			c.ends = append(c.ends, uint32(len(c.arena)))
			c.digests = append(c.digests, d)
			n = uint32(len(c.ends))
			c.table[at] = n
			return n
		}
		if c.digests[n-1] == d {
			return n
		}
	}
}

func (c *chunk) grow() {
	c.table = make([]uint32, max(1024, 2*len(c.table)))
	mask := uint32(len(c.table) - 1)
	for i, d := range c.digests {
		at := uint32(d.high) & mask
		for c.table[at] != 0 {
			at = (at + 1) & mask
		}
		c.table[at] = uint32(i + 1)
	}
}

// add takes a quad.
func (c *chunk) add(q *quad.Quad) error {
	var r row
	for i, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil {
			if i != labelAt {
				return quad.ErrInvalid
			}
			continue
		}
		var err error
		if c.buf, err = appendValue(c.buf[:0], v); err != nil {
			return err
		}
		r[i] = c.intern(c.buf)
	}
	c.rows = append(c.rows, r)
	return nil
}

// has says whether a value was interned.
func (c *chunk) has(d digest) bool {
	if len(c.table) == 0 {
		return false
	}
	mask := uint32(len(c.table) - 1)
	for at := uint32(d.high) & mask; c.table[at] != 0; at = (at + 1) & mask {
		if c.digests[c.table[at]-1] == d {
			return true
		}
	}
	return false
}
