package index

import (
	"bytes"
	"encoding/binary"

	"github.com/cockroachdb/pebble/v2"

	"entente/graph"
)

// TieCursor goes through ties. It must be closed.
type TieCursor struct {
	view   *View
	prefix []byte
	it     *pebble.Iterator
	tie    Tie
	began  bool
	steps  int
	err    error
}

// Ties goes through the ties of an actor, sorted by the other end, relation
// and label; other, if not 0, gives that one only, and actor 0 gives all
// ties, each twice: as each of its ends has it. Ask [View.HasTies] before.
func (v *View) Ties(actor, other uint64) *TieCursor {
	c := &TieCursor{view: v, prefix: []byte{tieTag}}
	for _, id := range [...]uint64{actor, other} {
		if id == 0 {
			break
		}
		c.prefix = binary.BigEndian.AppendUint32(c.prefix, uint32(id))
	}
	return c
}

// Next goes to the next tie; false at the end, and on errors.
func (c *TieCursor) Next() bool {
	if c.steps++; c.steps%256 == 1 {
		if c.err = c.view.ctx.Err(); c.err != nil {
			return false
		}
	}
	more := false
	switch {
	case c.err != nil || c.it == nil && c.began:
		return false
	case !c.began:
		c.began = true
		if c.it, c.err = c.view.iterator(overTies, c); c.err != nil {
			return false
		}
		more = c.it.SeekGE(c.prefix)
	default:
		more = c.it.Next()
	}
	if !more {
		c.err = damage(c.it.Error())
		return false
	}
	key := c.it.Key()
	if !bytes.HasPrefix(key, c.prefix) {
		return false
	}
	value, err := c.it.ValueAndErr()
	if err != nil {
		c.err = damage(err)
		return false
	}
	c.err = c.tie.read(key, value)
	return c.err == nil
}

// Tie is the tie that the cursor is at, until the next one.
func (c *TieCursor) Tie() *Tie { return &c.tie }

// Err says why Next returned false, if not for the end.
func (c *TieCursor) Err() error { return c.err }

// Close ends the cursor; it may be called more than once.
func (c *TieCursor) Close() error {
	it := c.it
	c.it, c.began = nil, true
	if it == nil {
		return nil
	}
	return c.view.release(overTies, c, it)
}

// label reads what a label says of itself, and, if edges is not nil, calls it
// with every quad of a relation under the label.
func (v *View) label(label uint64, r *roles, relation func(uint64) (bool, error), edges func(edge) error) ([]said, error) {
	pattern := IDs{labelAt: label}
	if edges == nil {
		pattern[subjectAt] = label
	}
	var all []said
	c := v.cursor(orderOfLabels, pattern)
	defer c.Close()
	for c.Next() {
		q := c.Quad()
		if q[subjectAt] == label {
			if role := r.of(q[predicateAt]); role >= 0 {
				all = append(all, said{role, q[objectAt]})
			}
		}
		if edges == nil {
			continue
		}
		ok, err := relation(q[predicateAt])
		if err == nil && ok {
			err = edges(edge{q[subjectAt], q[predicateAt], q[objectAt]})
		}
		if err != nil {
			return nil, err
		}
	}
	return all, c.Err()
}

// relationBegin is how the encoded predicates begin that are relations.
var relationBegin = []byte(string(rune(kindIRI)) + graph.RelationPrefix)

// encoded reads a value as the dictionary has it.
func (v *View) encoded(id uint64) ([]byte, error) {
	var buf [5]byte
	return v.get(numberKey(buf[:0], valueTag, id))
}

func isRelationEncoded(b []byte) bool { return bytes.HasPrefix(b, relationBegin) }

// ofKind says of numbers whether their values are of a kind, and remembers it.
type ofKind struct {
	known map[uint64]bool
	value func(uint64) ([]byte, error) // encoded
	fits  func([]byte) bool
}

func newOfKind(value func(uint64) ([]byte, error), fits func([]byte) bool) *ofKind {
	return &ofKind{known: map[uint64]bool{}, value: value, fits: fits}
}

func (k *ofKind) is(id uint64) (bool, error) {
	if ok, known := k.known[id]; known {
		return ok, nil
	}
	encoded, err := k.value(id)
	if err != nil {
		return false, err
	}
	if len(k.known) >= 1<<16 {
		clear(k.known)
	}
	ok := k.fits(encoded)
	k.known[id] = ok
	return ok, nil
}
