package bolt

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	hkv "github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

// Write adds and deletes quads in one transaction: all, or, on error, none.
// No quad may stand twice; those to add must not be in the store and those to
// delete must be.
//
// It writes what Cayley v0.7.7 writes, without going through its writer,
// which is slower and does not keep its own books: it counts the uses of a
// value too high when a quad comes twice (so values outlive their last quad),
// leaves deleted quads in the indexes (so they go on being counted, and the
// file grows with every reload), and takes a label it does not know for none.
func (db *DB) Write(ctx context.Context, add, del []quad.Quad) error {
	w := newWriter(ctx, db.indexes)
	for _, q := range add {
		w.add(q)
	}
	w.deleteAll(del)
	return w.write(db)
}

func newWriter(ctx context.Context, indexes []kv.QuadIndex) *writer {
	return &writer{ctx: ctx, nodes: map[quad.Value]*node{}, hashes: map[graph.ValueHash]*node{}, indexes: indexes}
}

// write does in one transaction what the writer was told to.
func (w *writer) write(db *DB) error {
	if db.readOnly {
		return hkv.ErrReadOnly
	}
	tx, err := db.bolt.Begin(true)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	w.tx = tx
	if err := w.open(); err != nil {
		return err
	}
	if err := w.resolve(); err != nil {
		return err
	}
	// Deletions first: they look quads up in the lists as they stand.
	if err := w.deleteQuads(); err != nil {
		return err
	}
	if err := w.addQuads(); err != nil {
		return err
	}
	if err := w.changeLists(); err != nil {
		return err
	}
	if err := w.finish(int64(len(w.added) - len(w.deleted))); err != nil {
		return err
	}
	if err := w.ctx.Err(); err != nil {
		return err
	}
	return tx.Commit()
}

// node is a value that the transaction touches.
type node struct {
	value quad.Value
	hash  graph.ValueHash
	at    uint32 // its place in the order, from 1 on
	id    uint64 // 0 until it has one
	isNew bool
	uses  int64 // by how much they change

	unused bool // after the transaction
}

// row is a quad by the places of its values; 0 is none.
type row [4]uint32

type writer struct {
	ctx     context.Context
	tx      *bbolt.Tx
	meta    *bbolt.Bucket
	log     *bbolt.Bucket
	horizon uint64 // the last number given out
	before  uint64 // the last that was given out before
	nodes   map[quad.Value]*node
	hashes  map[graph.ValueHash]*node
	order   []*node // as first seen: numbers are given in this order
	added   []row
	deleted []row
	indexes []kv.QuadIndex
	entries [][]entry // by index
	steps   int

	name [3]byte // of the bucket that was opened last
	last *bbolt.Bucket
}

func (w *writer) open() error {
	w.meta, w.log = w.tx.Bucket([]byte(metaBucket)), w.tx.Bucket([]byte(logBucket))
	if w.meta == nil || w.log == nil {
		return ErrNotStore
	}
	if v := w.meta.Get([]byte(horizonKey)); len(v) == 8 {
		w.horizon = binary.LittleEndian.Uint64(v)
	}
	// Numbers only grow: pages of the log are never written into again.
	w.log.FillPercent = 0.95
	w.before = w.horizon
	w.entries = make([][]entry, len(w.indexes))
	return nil
}

// pause lets a cancelled context end a long transaction.
func (w *writer) pause() error {
	if w.steps++; w.steps%1024 != 0 {
		return nil
	}
	return w.ctx.Err()
}

// add has a quad added.
func (w *writer) add(q quad.Quad) { w.added = append(w.added, w.row(q, 1)) }

func (w *writer) deleteAll(quads []quad.Quad) {
	for _, q := range quads {
		w.deleted = append(w.deleted, w.row(q, -1))
	}
}

// row finds the values of a quad, and counts how often they are used.
func (w *writer) row(q quad.Quad, change int64) (r row) {
	for _, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		n := w.nodes[v]
		if n == nil {
			n = w.node(v)
			w.nodes[v] = n
		}
		n.uses += change
		r[place(d)] = n.at
	}
	return r
}

// node makes the node of a value. Cayley tells values apart by the hash of
// how they are written, so two Go values may be one.
func (w *writer) node(v quad.Value) *node {
	h := graph.HashOf(v)
	n := w.hashes[h]
	if n == nil {
		n = &node{value: v, hash: h, at: uint32(len(w.order) + 1)}
		w.hashes[h] = n
		w.order = append(w.order, n)
	}
	return n
}

// resolve finds the numbers of the values that the store has. The buckets of
// values are many and small; going by hash visits each page once.
func (w *writer) resolve() error {
	byHash := slices.Clone(w.order)
	slices.SortFunc(byHash, compareHash)
	for _, n := range byHash {
		if err := w.pause(); err != nil {
			return err
		}
		n.id = nodeID(w.tx, n.hash)
	}
	for _, n := range w.order {
		if n.id != 0 {
			continue
		}
		if n.uses <= 0 {
			return fmt.Errorf("deleting a quad: the store does not have %v", n.value)
		}
		w.horizon++
		n.id, n.isNew = w.horizon, true
	}
	return nil
}

func compareHash(a, b *node) int { return bytes.Compare(a.hash[:], b.hash[:]) }

func (w *writer) ids(r row) IDs {
	var ids IDs
	for i, at := range r {
		if at > 0 {
			ids[i] = w.order[at-1].id
		}
	}
	return ids
}

// named is a quad that an error is about.
func (w *writer) named(r row) (q quad.Quad) {
	for _, d := range quad.Directions {
		if at := r[place(d)]; at > 0 {
			q.Set(d, w.order[at-1].value)
		}
	}
	return q
}

func (w *writer) addQuads() error {
	if err := w.addValues(); err != nil {
		return err
	}
	for i := range w.entries {
		w.entries[i] = slices.Grow(w.entries[i], len(w.added))
	}
	for _, r := range w.added {
		if err := w.pause(); err != nil {
			return err
		}
		ids := w.ids(r)
		w.horizon++
		for i, index := range w.indexes {
			w.entries[i] = append(w.entries[i], entry{key: keyOf(index, ids), id: w.horizon})
		}
		p := proto.Primitive{ID: w.horizon, Subject: ids[0], Predicate: ids[1], Object: ids[2], Label: ids[3]}
		if err := w.put(&p); err != nil {
			return err
		}
	}
	return nil
}

// put writes an entry of the log. Stock Cayley adds the time; nothing reads
// it, and without it equal loads make equal entries.
func (w *writer) put(p *proto.Primitive) error {
	data, err := p.Marshal()
	if err != nil {
		return err
	}
	return w.log.Put(binary.BigEndian.AppendUint64(nil, p.ID), data)
}

func (w *writer) addValues() error {
	for _, n := range w.order {
		if !n.isNew {
			continue
		}
		data, err := pquads.MarshalValue(n.value)
		if err != nil {
			return fmt.Errorf("writing %v: %w", n.value, err)
		}
		if err := w.put(&proto.Primitive{ID: n.id, Value: data}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) deleteQuads() error {
	for _, r := range w.deleted {
		if err := w.pause(); err != nil {
			return err
		}
		ids := w.ids(r)
		id, err := w.find(ids)
		if err != nil {
			return err
		}
		if id == 0 {
			return fmt.Errorf("deleting a quad: the store does not have %v", w.named(r))
		}
		for i, index := range w.indexes {
			w.entries[i] = append(w.entries[i], entry{key: keyOf(index, ids), id: id, del: true})
		}
		if err := w.log.Delete(binary.BigEndian.AppendUint64(nil, id)); err != nil {
			return err
		}
	}
	return nil
}

// find looks a quad up in the shortest of its lists; 0 if it is not there.
func (w *writer) find(q IDs) (uint64, error) {
	var shortest []byte
	for i, index := range w.indexes {
		b := w.tx.Bucket([]byte(bucketOf(index)))
		if b == nil {
			return 0, nil
		}
		v := b.Get(keyOf(index, q).write(index.Dirs))
		if i == 0 || len(v) < len(shortest) {
			shortest = v
		}
	}
	for len(shortest) > 0 {
		id, n := binary.Uvarint(shortest)
		if n <= 0 {
			return 0, fmt.Errorf("%w: a list of quads ends in the middle of a number", ErrDamaged)
		}
		shortest = shortest[n:]
		if w.log.Get(binary.BigEndian.AppendUint64(nil, id)) == nil {
			continue // deleted in this transaction
		}
		p, err := primitive(w.log, id)
		if err != nil {
			return 0, err
		}
		if !p.Deleted && q == (IDs{p.Subject, p.Predicate, p.Object, p.Label}) {
			return id, nil
		}
	}
	return 0, nil
}

// finish counts the uses of values, drops those without any, and brings the
// store's own numbers up to date.
func (w *writer) finish(quads int64) error {
	byHash := slices.DeleteFunc(w.order, func(n *node) bool { return n.uses == 0 && !n.isNew })
	slices.SortFunc(byHash, compareHash)
	// All of one kind of bucket, then all of the other, each in order: a new
	// bucket then goes to the end of a page, where it moves nothing aside.
	for _, change := range []func(*node) error{w.changeUses, w.changeNumber} {
		for _, n := range byHash {
			if err := w.pause(); err != nil {
				return err
			}
			if err := change(n); err != nil {
				return err
			}
		}
	}
	var size uint64
	if v := w.meta.Get([]byte(sizeKey)); len(v) == 8 {
		size = binary.LittleEndian.Uint64(v)
	}
	return cmp.Or(
		w.meta.Put([]byte(sizeKey), little(size+uint64(quads))),
		w.meta.Put([]byte(horizonKey), little(w.horizon)),
	)
}

// changeUses writes how many times a value is used, and drops the count of
// one that is not.
func (w *writer) changeUses(n *node) error {
	b, err := w.bucket('n', n.hash)
	if err != nil {
		return err
	}
	before, _ := binary.Uvarint(b.Get(n.hash[:]))
	after := int64(before) + n.uses
	if n.unused = after <= 0; n.unused {
		return b.Delete(n.hash[:])
	}
	return b.Put(n.hash[:], binary.AppendUvarint(nil, uint64(after)))
}

// changeNumber writes the number of a new value, and drops a value that is no
// longer used.
func (w *writer) changeNumber(n *node) error {
	if !n.isNew && !n.unused {
		return nil
	}
	b, err := w.bucket('v', n.hash)
	if err != nil {
		return err
	}
	if n.unused {
		return cmp.Or(b.Delete(n.hash[:]), w.log.Delete(binary.BigEndian.AppendUint64(nil, n.id)))
	}
	return b.Put(n.hash[:], binary.AppendUvarint(nil, n.id))
}

// bucket is the bucket of a value: there are 65,536 of each kind, by the
// first two bytes of the hash.
func (w *writer) bucket(kind byte, h graph.ValueHash) (*bbolt.Bucket, error) {
	name := [3]byte{kind, h[0], h[1]}
	if name == w.name {
		return w.last, nil
	}
	b, err := w.tx.CreateBucketIfNotExists(name[:])
	w.name, w.last = name, b
	return b, err
}
