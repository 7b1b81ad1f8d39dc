package index

import (
	"bytes"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"entente/graph/store/fault"
)

// Cursor goes through the quads that fit a pattern.
type Cursor struct {
	view    *View
	order   int
	pattern IDs
	filter  bool // the prefix does not say all
	prefix  [quadKeySize]byte
	size    int // of prefix
	it      *pebble.Iterator
	sought  []byte // where to go on, if not to the next
	started bool
	quad    IDs
	steps   int
	err     error
}

// Cursor opens a cursor in the order in which least has to be read. It must
// be closed.
func (v *View) Cursor(pattern IDs) *Cursor {
	best, _ := v.best(pattern)
	return v.cursor(best, pattern)
}

func (v *View) cursor(order int, pattern IDs) *Cursor {
	c := &Cursor{view: v, order: order, pattern: pattern}
	key, filled := orders[order].prefix(c.prefix[:0], pattern)
	c.size = len(key)
	for _, at := range orders[order].places[filled:] {
		c.filter = c.filter || pattern[at] != 0
	}
	return c
}

// best is the order for a pattern, and whether its prefix says all of it.
func (v *View) best(pattern IDs) (order int, whole bool) {
	given := 0
	for _, id := range pattern {
		if id != 0 {
			given++
		}
	}
	for i := range orders {
		if orders[i].filled(pattern) == given {
			return i, true
		}
	}
	// Only where no order fits are the values' counts worth reading.
	var most, least = -1, int64(0)
	for i := range orders {
		filled := orders[i].filled(pattern)
		if filled == 0 {
			continue
		}
		// What the prefix leaves cannot be more than its rarest value has.
		n := v.rarest(pattern, orders[i].places[:filled])
		if most < 0 || n < least {
			order, most, least = i, filled, n
		}
	}
	return order, false
}

// filled is how many of the order's first places a pattern gives.
func (o *order) filled(pattern IDs) int {
	for n, at := range o.places {
		if pattern[at] == 0 {
			return n
		}
	}
	return len(o.places)
}

// rarest is how many quads the rarest of some places' values has.
func (v *View) rarest(pattern IDs, places []int) int64 {
	least := int64(-1)
	for _, at := range places {
		if pattern[at] == 0 {
			continue
		}
		n, err := v.Uses(pattern[at], at)
		if err == nil && (least < 0 || n < least) {
			least = n
		}
	}
	return max(least, 0)
}

// Next goes to the next quad; false at the end, and on errors.
func (c *Cursor) Next() bool {
	for c.err == nil && c.step() {
		key := c.it.Key()
		if !bytes.HasPrefix(key, c.prefix[:c.size]) {
			return false
		}
		if len(key) != quadKeySize {
			c.err = fmt.Errorf("%w: a quad's key has %d bytes", fault.ErrDamaged, len(key))
			return false
		}
		c.quad = orders[c.order].quad(key)
		if !c.filter || fits(c.pattern, c.quad) {
			return true
		}
	}
	return false
}

// step goes to the next key.
func (c *Cursor) step() bool {
	if c.steps++; c.steps%256 == 1 {
		if c.err = c.view.ctx.Err(); c.err != nil {
			return false
		}
	}
	if c.it == nil {
		if c.started {
			return false // closed
		}
		if c.it, c.err = c.view.iterator(c.order, c); c.err != nil {
			return false
		}
	}
	more := false
	switch {
	case !c.started:
		more = c.it.SeekGE(c.prefix[:c.size])
	case c.sought != nil:
		more = c.it.SeekGE(c.sought)
		c.sought = nil
	default:
		more = c.it.Next()
	}
	c.started = true
	if !more {
		c.err = damage(c.it.Error())
	}
	return more
}

// seek makes Next go on at a key.
func (c *Cursor) seek(key []byte) { c.sought = key }

// Quad is the quad that the cursor is at.
func (c *Cursor) Quad() IDs { return c.quad }

// Err says why Next returned false, if not for the end.
func (c *Cursor) Err() error { return c.err }

// Close ends the cursor; it may be called more than once.
func (c *Cursor) Close() error {
	it := c.it
	c.it, c.started = nil, true
	if it == nil {
		return nil
	}
	return c.view.release(c.order, c, it)
}

// counted is how many quads are counted one by one before a count is guessed.
const counted = 256

// Count says how many quads fit a pattern, and how many have to be read to
// find one. It is exact where the pattern gives one value at most, and up to
// some hundreds; beyond, what the rarest of its values has.
func (v *View) Count(pattern IDs) (n, cost int64) {
	given, at := 0, 0
	for i, id := range pattern {
		if id != 0 {
			given++
			at = i
		}
	}
	switch given {
	case 0:
		return v.Quads(), 1
	case 1:
		n, _ = v.Uses(pattern[at], at)
		return n, 1
	}
	order, whole := v.best(pattern)
	c := v.cursor(order, pattern)
	defer c.Close()
	for c.steps < 2*counted && n < counted && c.Next() {
		n++
	}
	cost = 1
	if !whole {
		cost += int64(c.steps) / (n + 1)
	}
	if n == counted || c.steps >= 2*counted {
		n = max(n, v.rarest(pattern, []int{subjectAt, predicateAt, objectAt, labelAt})/cost)
	}
	return n, cost
}
