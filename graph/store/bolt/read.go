package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"go.etcd.io/bbolt"
)

// IDs are the numbers of a quad's subject, predicate, object and label. A
// number is 0 where a quad has no label and where a pattern allows any value.
type IDs [4]uint64

// place is where a direction stands in [IDs].
func place(d quad.Direction) int { return int(d - quad.Subject) }

// ID is the number of a value; 0 if the store does not have it.
func (s *Snapshot) ID(v quad.Value) (uint64, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return nodeID(s.tx, graph.HashOf(v)), nil
}

// Value is the value that has a number.
func (s *Snapshot) Value(id uint64) (quad.Value, error) {
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	p, err := primitive(s.tx.Bucket([]byte(logBucket)), id)
	if err != nil {
		return nil, err
	}
	v, err := pquads.UnmarshalValue(p.Value)
	if err != nil || v == nil {
		return nil, fmt.Errorf("%w: number %d is no value", ErrDamaged, id)
	}
	return v, nil
}

// Cursor goes through the quads that fit a pattern.
type Cursor struct {
	snap    *Snapshot
	pattern IDs
	log     *bbolt.Bucket
	cursor  *bbolt.Cursor // of the index, or of the log if no index helps
	prefix  []byte        // of the index's keys; empty without an index
	started bool
	list    []byte // what is left of the list under the index's key
	quad    IDs
	steps   int
	err     error
}

// Cursor opens a cursor. It reads as much as the longest prefix of one of the
// indexes leaves; with no such index, everything.
func (s *Snapshot) Cursor(pattern IDs) *Cursor {
	c := &Cursor{snap: s, pattern: pattern, log: s.tx.Bucket([]byte(logBucket))}
	index, prefix := best(s.indexes, pattern)
	if len(prefix) == 0 {
		c.cursor = c.log.Cursor()
		return c
	}
	c.prefix = prefix
	if b := s.tx.Bucket([]byte(bucketOf(index))); b != nil {
		c.cursor = b.Cursor()
	}
	return c
}

// Next goes to the next quad; false at the end, and on errors.
func (c *Cursor) Next() bool {
	if c.cursor == nil || c.err != nil {
		return false
	}
	for {
		if c.steps++; c.steps%1024 == 1 {
			if c.err = c.snap.ctx.Err(); c.err != nil {
				return false
			}
		}
		p, more := c.entry()
		if !more {
			return false
		}
		if p.Deleted || p.IsNode() {
			continue // stock Cayley leaves deleted quads in place
		}
		c.quad = IDs{p.Subject, p.Predicate, p.Object, p.Label}
		if c.pattern.fits(c.quad) {
			return true
		}
	}
}

// entry reads the next entry of the log that the cursor points at.
func (c *Cursor) entry() (*proto.Primitive, bool) {
	if len(c.prefix) == 0 {
		k, v := c.step()
		if k == nil {
			return nil, false
		}
		p := new(proto.Primitive)
		if err := p.Unmarshal(v); err != nil {
			c.err = fmt.Errorf("%w: entry %x: %w", ErrDamaged, k, err)
		}
		return p, c.err == nil
	}
	for len(c.list) == 0 {
		k, v := c.step()
		if k == nil || !bytes.HasPrefix(k, c.prefix) {
			return nil, false
		}
		c.list = v
	}
	id, size := binary.Uvarint(c.list)
	if size <= 0 {
		c.err = fmt.Errorf("%w: a list of quads ends in the middle of a number", ErrDamaged)
		return nil, false
	}
	c.list = c.list[size:]
	var p *proto.Primitive
	p, c.err = primitive(c.log, id)
	return p, c.err == nil
}

func (c *Cursor) step() (k, v []byte) {
	if c.started {
		return c.cursor.Next()
	}
	c.started = true
	return c.cursor.Seek(c.prefix)
}

// Quad is the quad that the cursor is at.
func (c *Cursor) Quad() IDs { return c.quad }

// Err says why Next returned false, if not for the end.
func (c *Cursor) Err() error { return c.err }

// Close does nothing: a cursor holds nothing that its snapshot does not hold.
func (c *Cursor) Close() error { return nil }

func (pattern IDs) fits(q IDs) bool {
	for i, want := range pattern {
		if want != 0 && want != q[i] {
			return false
		}
	}
	return true
}

// counted is how many quads are counted one by one before a count is taken
// from the lengths of lists.
const counted = 1000

// Count says about how many quads fit a pattern, and how many have to be read
// to find one.
func (s *Snapshot) Count(pattern IDs) (n, cost int64) {
	index, prefix := best(s.indexes, pattern)
	if len(prefix) == 0 {
		total := s.Quads()
		n = total
		for _, id := range pattern {
			if id != 0 {
				n = min(n, s.uses(id))
			}
		}
		return n, 1 + total/(n+1)
	}
	c := s.Cursor(pattern)
	for n < counted && c.steps < 4*counted && c.Next() {
		n++
	}
	if n < counted && c.steps < 4*counted {
		return n, 1
	}
	// The rest by the lengths of the lists, some three bytes a number.
	rest := int64(len(c.list))
	cursor := s.tx.Bucket([]byte(bucketOf(index))).Cursor()
	keys := 0
	for k, v := cursor.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix) && keys < 10*counted; k, v = cursor.Next() {
		rest += int64(len(v))
		keys++
	}
	cost = int64(c.steps) / (n + 1)
	return max(n, rest/3/(1+cost)), 1 + cost
}

// uses is how many times a value stands in quads.
func (s *Snapshot) uses(id uint64) int64 {
	v, err := s.Value(id)
	if err != nil {
		return 0
	}
	h := graph.HashOf(v)
	b := s.tx.Bucket([]byte{'n', h[0], h[1]})
	if b == nil {
		return 0
	}
	n, _ := binary.Uvarint(b.Get(h[:]))
	return int64(n)
}

// best is the index of which a pattern fills the longest prefix.
func best(indexes []kv.QuadIndex, pattern IDs) (kv.QuadIndex, []byte) {
	var index kv.QuadIndex
	var prefix []byte
	for _, candidate := range indexes {
		var key []byte
		for _, d := range candidate.Dirs {
			id := pattern[place(d)]
			if id == 0 {
				break
			}
			key = binary.BigEndian.AppendUint64(key, id)
		}
		if len(key) > len(prefix) {
			index, prefix = candidate, key
		}
	}
	return index, prefix
}

// Labels calls fn with the number of every label that an index of labels
// knows, ascending; 0 stands for quads without a label.
func (s *Snapshot) Labels(fn func(uint64) bool) error {
	for _, index := range s.indexes {
		if index.Dirs[0] != quad.Label {
			continue
		}
		b := s.tx.Bucket([]byte(bucketOf(index)))
		if b == nil {
			return nil
		}
		c := b.Cursor()
		for k, _ := c.First(); k != nil; {
			id := binary.BigEndian.Uint64(k)
			if used, err := s.hasQuads(id); err != nil {
				return err
			} else if used && !fn(id) {
				return nil
			}
			if err := s.ctx.Err(); err != nil {
				return err
			}
			k, _ = c.Seek(binary.BigEndian.AppendUint64(nil, id+1))
		}
		return nil
	}
	return fmt.Errorf("the store has no index of labels")
}

// hasQuads says whether a label of the index has quads: stock Cayley leaves a
// label there whose quads and value it has deleted.
func (s *Snapshot) hasQuads(label uint64) (bool, error) {
	if label == 0 || s.tx.Bucket([]byte(logBucket)).Get(binary.BigEndian.AppendUint64(nil, label)) != nil {
		return true, nil
	}
	c := s.Cursor(IDs{0, 0, 0, label})
	if c.Next() {
		return false, fmt.Errorf("%w: value %d is referred to and missing", ErrDamaged, label)
	}
	return false, c.Err()
}

// HasLabels says whether the file has an index that begins with the label.
// Files that stock Cayley made have none.
func (s *Snapshot) HasLabels() bool {
	return slices.ContainsFunc(s.indexes, func(i kv.QuadIndex) bool { return i.Dirs[0] == quad.Label })
}

// Quads is the number of quads in the store.
func (s *Snapshot) Quads() int64 {
	if v := s.tx.Bucket([]byte(metaBucket)).Get([]byte(sizeKey)); len(v) == 8 {
		return int64(binary.LittleEndian.Uint64(v))
	}
	return 0
}

// nodeID finds a value's number by its hash.
func nodeID(tx *bbolt.Tx, h graph.ValueHash) uint64 {
	b := tx.Bucket([]byte{'v', h[0], h[1]})
	if b == nil {
		return 0
	}
	id, _ := binary.Uvarint(b.Get(h[:]))
	return id
}

// primitive reads an entry of the log: a value or a quad.
func primitive(log *bbolt.Bucket, id uint64) (*proto.Primitive, error) {
	var key [8]byte
	binary.BigEndian.PutUint64(key[:], id)
	data := log.Get(key[:])
	if data == nil {
		return nil, fmt.Errorf("%w: entry %d is referred to and missing", ErrDamaged, id)
	}
	p := new(proto.Primitive)
	if err := p.Unmarshal(data); err != nil {
		return nil, fmt.Errorf("%w: entry %d: %w", ErrDamaged, id, err)
	}
	return p, nil
}
