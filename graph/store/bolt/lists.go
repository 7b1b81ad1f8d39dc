package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/kv"
)

// list is the change to the quads under one key of an index.
type list struct {
	key      []byte
	add, del []uint64 // ascending
	isNew    bool     // one of its values is, so there is nothing under the key
}

// key is where an index lists a quad.
func key(index kv.QuadIndex, q IDs) []byte {
	k := make([]byte, 0, 8*len(index.Dirs))
	for _, d := range index.Dirs {
		k = binary.BigEndian.AppendUint64(k, q[place(d)])
	}
	return k
}

func (w *writer) list(i int, q IDs) *list {
	k := key(w.indexes[i], q)
	l := w.lists[i][string(k)]
	if l == nil {
		l = &list{key: k}
		for _, d := range w.indexes[i].Dirs {
			l.isNew = l.isNew || q[place(d)] > w.before
		}
		w.lists[i][string(k)] = l
	}
	return l
}

// changeLists writes the indexes, each in the order of its keys.
func (w *writer) changeLists() error {
	for i, index := range w.indexes {
		b, err := w.tx.CreateBucketIfNotExists([]byte(bucketOf(index)))
		if err != nil {
			return err
		}
		lists := make([]*list, 0, len(w.lists[i]))
		for _, l := range w.lists[i] {
			lists = append(lists, l)
		}
		slices.SortFunc(lists, func(a, b *list) int { return bytes.Compare(a.key, b.key) })
		for _, l := range lists {
			if err := w.pause(); err != nil {
				return err
			}
			var old []byte
			if !l.isNew {
				old = b.Get(l.key)
			}
			value, err := l.change(old)
			if err != nil {
				return fmt.Errorf("index %s: %w", bucketOf(index), err)
			}
			if len(value) == 0 {
				err = b.Delete(l.key)
			} else {
				err = b.Put(l.key, value)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// change gives the list with some numbers taken out and others added, which
// are above those it has.
func (l *list) change(old []byte) ([]byte, error) {
	out := make([]byte, 0, len(old)+len(l.add)*4)
	if len(l.del) == 0 {
		out = append(out, old...)
	} else {
		slices.Sort(l.del)
		for len(old) > 0 {
			id, n := binary.Uvarint(old)
			if n <= 0 {
				return nil, fmt.Errorf("%w: a list of quads ends in the middle of a number", ErrDamaged)
			}
			if _, gone := slices.BinarySearch(l.del, id); !gone {
				out = append(out, old[:n]...)
			}
			old = old[n:]
		}
	}
	for _, id := range l.add {
		out = binary.AppendUvarint(out, id)
	}
	return out, nil
}
