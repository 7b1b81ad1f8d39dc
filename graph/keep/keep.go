// Package keep holds what is met early and asked for late: names that a later
// row of a file refers to, actors that a source describes. What is little is in
// memory; of more, most lies in a folder among the temporary files, so that
// memory does not grow with the input.
package keep

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
)

// Map is values by key, all of them on one shelf. That something could not be
// written or read there its shelf says: see [Shelf.Err].
//
// What was asked for or set lately is in memory: when that is full, what is
// new in it is written, and it stays beside what comes until that is full.
type Map[V any] struct {
	shelf   *Shelf
	prefix  string
	memory  map[string]slot[V]
	before  map[string]slot[V] // all on the disk as it is
	pack    func(*Packer, V)
	unpack  func(*Unpacker) V
	packed  Packer // used again and again
	written filter // keys on the disk
	spilled bool
}

type slot[V any] struct {
	value V
	dirty bool // not on the disk as it is
}

// near is how many values of a map are in memory at most, as many again
// beside them.
const near = 6_000

// Shelf is where all that one load keeps lies. The zero Shelf is ready. It
// belongs to one goroutine, as its maps do.
type Shelf struct {
	dir  string
	db   *pebble.DB
	kept int
	err  error

	ledgers []*Ledger
}

// New makes an empty map on a shelf, of texts, whole numbers, yes or no, or
// anything that encoding/json writes and reads.
func New[V any](s *Shelf) *Map[V] {
	k := NewPacked[V](s, nil, nil)
	k.pack, k.unpack = packing[V](s)
	return k
}

// NewPacked makes an empty map on a shelf whose values are written and read as
// is said.
func NewPacked[V any](s *Shelf, pack func(*Packer, V), unpack func(*Unpacker) V) *Map[V] {
	s.kept++
	return &Map[V]{shelf: s, prefix: string(rune(s.kept)), memory: map[string]slot[V]{}, pack: pack, unpack: unpack}
}

// Set keeps a value. Whoever changes what a value points to sets it again.
func (k *Map[V]) Set(key string, v V) {
	if _, ok := k.memory[key]; !ok && len(k.memory) >= near {
		k.spill()
	}
	k.memory[key] = slot[V]{v, true}
}

// Get gives the value of a key.
func (k *Map[V]) Get(key string) (v V, ok bool) {
	s, ok := k.memory[key]
	if ok || !k.spilled || k.shelf.err != nil {
		return s.value, ok
	}
	if s, ok = k.before[key]; ok {
		k.hold(key, s.value)
		return s.value, true
	}
	if !k.written.has(key) {
		return v, false
	}
	text, closer, err := k.shelf.db.Get([]byte(k.prefix + key))
	if errors.Is(err, pebble.ErrNotFound) {
		return v, false
	}
	if err == nil {
		u := Unpacker(text)
		v = k.unpack(&u)
		err = closer.Close()
	}
	if err != nil || k.shelf.err != nil {
		k.shelf.fail(err)
		return v, false
	}
	k.hold(key, v)
	return v, true
}

// hold holds a value in memory that is on the disk.
func (k *Map[V]) hold(key string, v V) {
	if len(k.memory) >= near {
		k.spill()
	}
	k.memory[key] = slot[V]{v, false}
}

// Value is [Map.Get], or the zero value.
func (k *Map[V]) Value(key string) V {
	v, _ := k.Get(key)
	return v
}

// Sorted gives all that is kept by the order of the keys. Nothing may be set
// meanwhile.
func (k *Map[V]) Sorted() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		if !k.spilled {
			for _, key := range slices.Sorted(maps.Keys(k.memory)) {
				if !yield(key, k.memory[key].value) {
					return
				}
			}
			return
		}
		k.spill()
		if k.shelf.err != nil {
			return
		}
		after := []byte(k.prefix)
		after[len(after)-1]++
		all, err := k.shelf.db.NewIter(&pebble.IterOptions{LowerBound: []byte(k.prefix), UpperBound: after})
		if err != nil {
			k.shelf.fail(err)
			return
		}
		for ok := all.First(); ok; ok = all.Next() {
			u := Unpacker(all.Value())
			if !yield(string(all.Key()[len(k.prefix):]), k.unpack(&u)) {
				break
			}
		}
		if err = errors.Join(err, all.Close()); err != nil {
			k.shelf.fail(err)
		}
	}
}

// spill writes to the disk what is in memory and not there, and lets go of
// what was in memory before that.
func (k *Map[V]) spill() {
	if err := k.write(); err != nil {
		k.shelf.fail(err)
	}
	k.spilled = true
	free := k.before
	if clear(free); free == nil {
		free = map[string]slot[V]{}
	}
	k.memory, k.before = free, k.memory
}

func (k *Map[V]) write() error {
	if err := k.shelf.open(); err != nil {
		return err
	}
	keys := make([]string, 0, len(k.memory))
	for key, s := range k.memory {
		if s.dirty {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys) // to set them in a row takes half as long
	batch := k.shelf.db.NewBatch()
	defer batch.Close()
	for _, key := range keys {
		s := k.memory[key]
		k.packed = k.packed[:0]
		k.pack(&k.packed, s.value)
		if !k.written.has(key) {
			k.written.add(key)
		}
		if err := batch.Set([]byte(k.prefix+key), k.packed, nil); err != nil {
			return err
		}
		if batch.Len() > 1<<20 {
			if err := batch.Commit(pebble.NoSync); err != nil {
				return err
			}
			batch.Reset()
		}
	}
	return batch.Commit(pebble.NoSync)
}

// open makes the folder when the first value goes there.
func (s *Shelf) open() (err error) {
	if s.err != nil || s.db != nil {
		return s.err
	}
	if s.dir, err = os.MkdirTemp("", "entente-keep-*"); err != nil {
		return err
	}
	cache := pebble.NewCache(16 << 20)
	defer cache.Unref()
	o := &pebble.Options{Cache: cache, MemTableSize: 4 << 20, DisableWAL: true, MaxOpenFiles: 100, Logger: silent{}, L0CompactionThreshold: 8}
	for i := range o.Levels {
		// It is gone soon: to pack it takes longer than to write it.
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.NoCompression }
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].IndexBlockSize = 1 << 20 // one of them, which stays in the cache
	}
	s.db, err = pebble.Open(s.dir, o)
	return err
}

// fail remembers the first error.
func (s *Shelf) fail(err error) {
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("keeping what is needed later in %s: %w", os.TempDir(), err)
	}
}

// Err is the first error of all that was kept.
func (s *Shelf) Err() error { return s.err }

// Close lets go of all that was kept.
func (s *Shelf) Close() error {
	var err error
	for _, l := range s.ledgers {
		err = errors.Join(err, l.close())
	}
	if s.db != nil {
		err = errors.Join(err, s.db.Close())
	}
	if s.dir != "" {
		err = errors.Join(err, os.RemoveAll(s.dir))
	}
	*s = Shelf{err: s.err}
	return err
}

// silent drops what Pebble says to its log; what matters comes as an error.
type silent struct{}

func (silent) Infof(string, ...any)  {}
func (silent) Errorf(string, ...any) {}
func (silent) Fatalf(string, ...any) {}
