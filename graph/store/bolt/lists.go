package bolt

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"go.etcd.io/bbolt"
)

// entry is a change to the list of quads under one key of an index.
type entry struct {
	key IDs // the numbers of the index's directions, in its order; the rest is 0
	id  uint64
	del bool
}

func compareEntries(a, b entry) int {
	for i := range a.key {
		if a.key[i] != b.key[i] {
			return cmp.Compare(a.key[i], b.key[i])
		}
	}
	return cmp.Compare(a.id, b.id)
}

// keyOf is where an index lists a quad.
func keyOf(index kv.QuadIndex, q IDs) IDs {
	var key IDs
	for i, d := range index.Dirs {
		key[i] = q[place(d)]
	}
	return key
}

// write writes a key as the index does.
func (key IDs) write(dirs []quad.Direction) []byte {
	b := make([]byte, 0, 8*len(dirs))
	for i := range dirs {
		b = binary.BigEndian.AppendUint64(b, key[i])
	}
	return b
}

// changeLists writes the indexes, each in the order of its keys.
func (w *writer) changeLists() error {
	for i, index := range w.indexes {
		b, err := w.tx.CreateBucketIfNotExists([]byte(bucketOf(index)))
		if err != nil {
			return err
		}
		// Most keys begin with a new number, and go to the end.
		b.FillPercent = 0.8
		entries := w.entries[i]
		slices.SortFunc(entries, compareEntries)
		for len(entries) > 0 {
			if err := w.pause(); err != nil {
				return err
			}
			n := 1
			for n < len(entries) && entries[n].key == entries[0].key {
				n++
			}
			if err := w.changeList(b, index, entries[:n]); err != nil {
				return fmt.Errorf("index %s: %w", bucketOf(index), err)
			}
			entries = entries[n:]
		}
		w.entries[i] = nil
	}
	return nil
}

// changeList changes the list under one key.
func (w *writer) changeList(b *bbolt.Bucket, index kv.QuadIndex, entries []entry) error {
	key := entries[0].key.write(index.Dirs)
	var old []byte
	if slices.Max(entries[0].key[:]) <= w.before {
		old = b.Get(key)
	} // else one of the values is new, and there is nothing under the key
	list, err := changed(old, entries)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return b.Delete(key)
	}
	return b.Put(key, list)
}

// changed gives a list with some numbers taken out and others added, which
// are above those it has.
func changed(old []byte, entries []entry) ([]byte, error) {
	out := make([]byte, 0, len(old)+len(entries)*4)
	if !slices.ContainsFunc(entries, func(e entry) bool { return e.del }) {
		out = append(out, old...)
		old = nil
	}
	at := 0
	for len(old) > 0 {
		id, n := binary.Uvarint(old)
		if n <= 0 {
			return nil, fmt.Errorf("%w: a list of quads ends in the middle of a number", ErrDamaged)
		}
		for at < len(entries) && entries[at].id < id {
			at++
		}
		if at == len(entries) || entries[at].id != id || !entries[at].del {
			out = append(out, old[:n]...)
		}
		old = old[n:]
	}
	for _, e := range entries {
		if !e.del {
			out = binary.AppendUvarint(out, e.id)
		}
	}
	return out, nil
}
