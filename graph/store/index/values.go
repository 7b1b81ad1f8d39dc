package index

import (
	"encoding/binary"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"entente/graph/store/fault"
)

// EachValue calls fn with the values of numbers that ascend, which is much
// quicker than to read them one by one.
func (v *View) EachValue(ids []uint64, fn func(id uint64, value quad.Value) error) error {
	it, err := v.keys(valueTag)
	if err != nil {
		return err
	}
	defer it.Close()
	var key []byte
	at := uint64(0) // the number that it stands at, if it does
	for i, id := range ids {
		if i%1024 == 0 && v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		// Near ones are walked to.
		for steps := 0; at != 0 && at < id && steps < 8; steps++ {
			if at = 0; it.Next() && len(it.Key()) == 5 {
				at = uint64(binary.BigEndian.Uint32(it.Key()[1:]))
			}
		}
		if at < id {
			key = numberKey(key[:0], valueTag, id)
			if at = 0; it.SeekGE(key) && len(it.Key()) == 5 {
				at = uint64(binary.BigEndian.Uint32(it.Key()[1:]))
			}
		}
		if at != id {
			if err := it.Error(); err != nil {
				return damage(err)
			}
			return fmt.Errorf("%w: value %d is referred to and missing", fault.ErrDamaged, id)
		}
		encoded, err := it.ValueAndErr()
		if err != nil {
			return damage(err)
		}
		value, err := readValue(encoded)
		if err == nil {
			err = fn(id, value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

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
