package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"

	"github.com/cockroachdb/pebble/v2"

	"entente/graph"
)

// TieCursor goes through ties. It must be closed.
type TieCursor struct {
	view   *View
	prefix []byte
	from   []byte // where to begin, if not at the prefix
	until  []byte // nil: to the end of the prefix
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

// TieParts are cursors that together go through the ties of an actor, one
// where the other ends, each to be used by a goroutine of its own.
func (v *View) TieParts(actor uint64, n int) []*TieCursor {
	var parts []*TieCursor
	var from []byte
	for i := range n {
		c := v.Ties(actor, 0)
		c.from = from
		if i < n-1 {
			c.until = v.tieShare(actor, float64(i+1)/float64(n))
			if bytes.Compare(c.until, from) < 0 {
				c.until = from // tables were written meanwhile
			}
			from = c.until
		}
		parts = append(parts, c)
	}
	return parts
}

// tieShare is a key before which about such a share of an actor's ties stands.
func (v *View) tieShare(actor uint64, share float64) []byte {
	begin := numberKey(nil, tieTag, actor)
	size := func(until []byte) uint64 {
		n, err := v.db.pebble.EstimateDiskUsage(begin, until)
		if err != nil {
			return 0 // the parts are unequal then, and still all of it
		}
		return n
	}
	want := uint64(share * float64(size(numberKey(nil, tieTag, actor+1))))
	low, high := uint64(0), uint64(MaxValues)
	for low < high {
		middle := (low + high) / 2
		if size(binary.BigEndian.AppendUint32(begin[:5:5], uint32(middle))) < want {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return binary.BigEndian.AppendUint32(begin[:5:5], uint32(low))
}

// Tied reads the ties that have the keys of some: their actor, other end,
// relation, label and whether the actor is the subject. Keys that ascend are
// read several times as fast. One that is not there is left as it is; found
// says which are.
func (v *View) Tied(ties []Tie) (found []bool, err error) {
	it, err := v.iterator(overTies, nil)
	if err != nil {
		return nil, err
	}
	found = make([]bool, len(ties))
	var key []byte
	for i := range ties {
		if i%256 == 0 && v.ctx.Err() != nil {
			err = v.ctx.Err()
			break
		}
		key = ties[i].appendKey(key[:0])
		if !it.SeekGE(key) {
			if err = damage(it.Error()); err != nil {
				break
			}
			continue
		}
		if !bytes.Equal(it.Key(), key) {
			continue
		}
		var value []byte
		if value, err = it.ValueAndErr(); err != nil {
			err = damage(err)
			break
		}
		if err = ties[i].read(key, value); err != nil {
			break
		}
		found[i] = true
	}
	return found, errors.Join(err, v.release(overTies, nil, it))
}

// CompareTies puts ties in the order of their keys.
func CompareTies(a, b *Tie) int {
	side := func(t *Tie) int {
		if t.Subject {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Other, b.Other), cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.Label, b.Label), cmp.Compare(side(a), side(b)))
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
		if c.from == nil {
			c.from = c.prefix
		}
		more = c.it.SeekGE(c.from)
	default:
		more = c.it.Next()
	}
	if !more {
		c.err = damage(c.it.Error())
		return false
	}
	key := c.it.Key()
	if !bytes.HasPrefix(key, c.prefix) || c.until != nil && bytes.Compare(key, c.until) >= 0 {
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
