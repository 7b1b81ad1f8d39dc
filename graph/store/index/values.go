package index

import (
	"encoding/binary"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"entente/graph/store/fault"
)

// valueCursor goes through the numbers of all values, ascending. It reads them
// a thousand at a time and holds nothing open between.
type valueCursor struct {
	view *View
	from uint64 // where to go on
	ids  []uint64
	id   uint64
	done bool
	err  error
}

func (v *View) values() *valueCursor { return &valueCursor{view: v, from: 1} }

func (c *valueCursor) next() bool {
	if len(c.ids) == 0 && !c.done && c.err == nil {
		c.err = damage(c.read())
	}
	if len(c.ids) == 0 || c.err != nil {
		return false
	}
	c.id, c.ids = c.ids[0], c.ids[1:]
	return true
}

func (c *valueCursor) read() error {
	if err := c.view.ctx.Err(); err != nil {
		return err
	}
	it, err := c.view.reader.NewIter(&pebble.IterOptions{LowerBound: numberKey(nil, countTag, c.from), UpperBound: []byte{countTag + 1}})
	if err != nil {
		return err
	}
	defer it.Close()
	ok := it.First()
	for ; ok && len(c.ids) < 1000; ok = it.Next() {
		key := it.Key()
		if len(key) != 5 {
			return fmt.Errorf("%w: the key of a count has %d bytes", fault.ErrDamaged, len(key))
		}
		c.from = uint64(binary.BigEndian.Uint32(key[1:])) + 1
		c.ids = append(c.ids, c.from-1)
	}
	c.done = !ok
	return it.Error()
}
