package index

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/cockroachdb/pebble/v2"

	"entente/graph/store/fault"
)

// counts says in how many quads a value is subject, predicate, object and
// label. Under number 0: the number of quads and of values.
type counts [4]int64

const (
	quadsAt = iota
	valuesAt
)

func (c *counts) append(b []byte) []byte {
	for _, n := range c {
		b = binary.AppendVarint(b, n)
	}
	return b
}

func readCounts(b []byte) (c counts, err error) {
	for i := range c {
		n, size := binary.Varint(b)
		if size <= 0 {
			return c, fmt.Errorf("%w: a count ends early", fault.ErrDamaged)
		}
		c[i], b = n, b[size:]
	}
	return c, nil
}

func (c *counts) add(d counts) {
	for i, n := range d {
		c[i] += n
	}
}

func (c *counts) sum() int64 { return c[0] + c[1] + c[2] + c[3] }

// merger lets Pebble add up counts when it reads or compacts. Addition needs
// no order.
var merger = &pebble.Merger{
	Name: "entente.counts.1",
	Merge: func(_, value []byte) (pebble.ValueMerger, error) {
		c, err := readCounts(value)
		return &sum{c}, err
	},
}

type sum struct{ counts }

func (s *sum) MergeNewer(value []byte) error {
	c, err := readCounts(value)
	s.add(c)
	return err
}

func (s *sum) MergeOlder(value []byte) error { return s.MergeNewer(value) }

func (s *sum) Finish(bool) ([]byte, io.Closer, error) { return s.append(nil), nil, nil }
