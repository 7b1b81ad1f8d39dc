package bolt

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad/pquads"
	"go.etcd.io/bbolt"
)

// Verify reads the whole file and tells of everything that is wrong, until
// told returns false: quads that an index does not list, entries of indexes
// that are no quads, counts, values that are not found by their hash. It keeps
// some 30 bytes a value.
func (s *Snapshot) Verify(told func(string) bool) error {
	stopped := false
	tell := func(format string, args ...any) {
		if !stopped {
			stopped = !told(fmt.Sprintf(format, args...))
		}
	}
	log := s.tx.Bucket([]byte(logBucket))
	uses := map[uint64]int64{}
	values := map[uint64]bool{}
	var quads int64
	c := log.Cursor()
	for k, v := c.First(); k != nil && !stopped; k, v = c.Next() {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		var p proto.Primitive
		if err := p.Unmarshal(v); err != nil || len(k) != 8 || binary.BigEndian.Uint64(k) != p.ID {
			tell("log: entry %x cannot be read", k)
			continue
		}
		if p.Deleted {
			continue
		}
		if p.IsNode() {
			values[p.ID] = true
			if value, err := pquads.UnmarshalValue(p.Value); err != nil || value == nil {
				tell("log: value %d cannot be read", p.ID)
			} else if id := nodeID(s.tx, graph.HashOf(value)); id != p.ID {
				tell("dictionary: value %d (%v) is found under number %d", p.ID, value, id)
			}
			continue
		}
		quads++
		q := IDs{p.Subject, p.Predicate, p.Object, p.Label}
		for _, id := range q {
			if id != 0 {
				uses[id]++
			}
		}
		for _, index := range s.indexes {
			b := s.tx.Bucket([]byte(bucketOf(index)))
			if b == nil || !lists(b.Get(keyOf(index, q).write(index.Dirs)), p.ID) {
				tell("index %s does not list quad %d", bucketOf(index), p.ID)
			}
		}
	}
	if n := s.Quads(); n != quads && !stopped {
		tell("the store says that it holds %d quads, and holds %d", n, quads)
	}
	for id, n := range uses {
		if stopped {
			return nil
		}
		if !values[id] {
			tell("value %d is in %d quads, and is missing", id, n)
		} else if has := s.uses(id); has < n { // stock Cayley counts too high
			tell("value %d is counted in %d quads, and is in %d", id, has, n)
		}
	}
	for _, index := range s.indexes {
		if err := s.verifyIndex(log.Get, bucketOf(index), tell, &stopped); err != nil || stopped {
			return err
		}
	}
	return nil
}

// verifyIndex looks for entries of an index that are no quads.
func (s *Snapshot) verifyIndex(get func([]byte) []byte, name string, tell func(string, ...any), stopped *bool) error {
	b := s.tx.Bucket([]byte(name))
	if b == nil {
		tell("index %s is missing", name)
		return nil
	}
	c := b.Cursor()
	for k, list := c.First(); k != nil && !*stopped; k, list = c.Next() {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		for len(list) > 0 {
			id, n := binary.Uvarint(list)
			if n <= 0 {
				tell("index %s: the list under %x ends in the middle of a number", name, k)
				break
			}
			list = list[n:]
			if get(binary.BigEndian.AppendUint64(nil, id)) == nil {
				tell("index %s lists %d under %x, which is not there", name, id, k)
			}
		}
	}
	return nil
}

// lists says whether a list has a number.
func lists(list []byte, want uint64) bool {
	for len(list) > 0 {
		id, n := binary.Uvarint(list)
		if n <= 0 {
			return false
		}
		if id == want {
			return true
		}
		list = list[n:]
	}
	return false
}

// Backup writes the file as it stands now into the folder dir, which must not
// exist, while readers and a writer go on.
func (db *DB) Backup(dir string) error {
	return fillFolder(dir, func(path string) error {
		return db.bolt.View(func(tx *bbolt.Tx) error { return tx.CopyFile(path, 0o644) })
	})
}

// fillFolder makes a folder that appears once its file is written.
func fillFolder(dir string, write func(path string) error) error {
	if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("%s: %w", dir, os.ErrExist)
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(parent, filepath.Base(dir)+".new-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	if err := errors.Join(os.Chmod(draft, 0o755), write(filepath.Join(draft, File))); err != nil {
		return err
	}
	return os.Rename(draft, dir)
}

// Compact writes the store in the folder dir anew, without the pages that
// nothing uses any more. The new file takes the old one's place once it is
// whole.
func Compact(_ context.Context, dir string, timeout time.Duration) (err error) {
	old, err := Open(dir, Options{Timeout: timeout})
	if err != nil {
		return err
	}
	path := filepath.Join(dir, File)
	draft := path + ".compact"
	defer os.Remove(draft)
	fresh, err := bbolt.Open(draft, 0o644, &bbolt.Options{Timeout: timeout, NoSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return errors.Join(err, old.Close())
	}
	err = bbolt.Compact(fresh, old.bolt, 4<<20)
	if err == nil {
		err = fresh.Sync()
	}
	if err = errors.Join(err, fresh.Close()); err == nil {
		err = os.Rename(draft, path) // the old file's lock is held until then
	}
	return errors.Join(err, old.Close())
}
