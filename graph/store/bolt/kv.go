package bolt

import (
	"bytes"
	"context"
	"errors"

	cayleykv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// DB is an open file. It serves [kv.KV] with transactions of its own; readers
// should use [DB.Snapshot].
type DB struct {
	bolt     *bbolt.DB
	readOnly bool
	indexes  []cayleykv.QuadIndex // that this file has
}

var _ kv.KV = (*DB)(nil)

// Close waits for open transactions and snapshots, then closes the file and
// gives up its lock.
func (db *DB) Close() error { return db.bolt.Close() }

// Tx begins a transaction. The caller must Close it, after Commit too.
func (db *DB) Tx(rw bool) (kv.Tx, error) {
	if rw && db.readOnly {
		return nil, kv.ErrReadOnly
	}
	tx, err := db.bolt.Begin(rw)
	if err != nil {
		return nil, err
	}
	return &transaction{bolt: tx, ctx: context.Background()}, nil
}

// Snapshot is the file as it stood at one moment, for one query. It may be
// used by several goroutines.
type Snapshot struct {
	ctx     context.Context
	tx      *bbolt.Tx
	indexes []cayleykv.QuadIndex
}

var _ kv.KV = (*Snapshot)(nil)

// Snapshot begins a read transaction that serves every read of a query; reads
// fail once ctx is done. The caller must Close it: until then the pages it
// sees are not used again, and [DB.Close] waits.
func (db *DB) Snapshot(ctx context.Context) (*Snapshot, error) {
	tx, err := db.bolt.Begin(false)
	if err != nil {
		return nil, err
	}
	return &Snapshot{ctx: ctx, tx: tx, indexes: db.indexes}, nil
}

// Tx hands out the snapshot's transaction; closing what it returns does nothing.
func (s *Snapshot) Tx(rw bool) (kv.Tx, error) {
	if rw {
		return nil, kv.ErrReadOnly
	}
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	return &transaction{bolt: s.tx, ctx: s.ctx, shared: true}, nil
}

// Close ends the snapshot. No read may be going on or follow.
func (s *Snapshot) Close() error { return s.tx.Rollback() }

type transaction struct {
	bolt   *bbolt.Tx
	ctx    context.Context // stops every read, whatever context the read itself comes with
	shared bool            // belongs to a snapshot
}

func (tx *transaction) Commit(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return tx.bolt.Commit()
}

func (tx *transaction) Close() error {
	if tx.shared {
		return nil
	}
	if err := tx.bolt.Rollback(); !errors.Is(err, berrors.ErrTxClosed) {
		return err
	}
	return nil
}

// bucket finds where the last part of a key stands; nil if there is no such
// bucket. The empty path is bbolt's root bucket.
func (tx *transaction) bucket(path kv.Key) *bbolt.Bucket {
	if len(path) == 0 {
		return tx.bolt.Cursor().Bucket()
	}
	b := tx.bolt.Bucket(path[0])
	for _, name := range path[1:] {
		if b == nil {
			return nil
		}
		b = b.Bucket(name)
	}
	return b
}

func (tx *transaction) get(key kv.Key) kv.Value {
	if len(key) == 0 {
		return nil
	}
	b := tx.bucket(key[:len(key)-1])
	if b == nil {
		return nil
	}
	return b.Get(key[len(key)-1])
}

func (tx *transaction) Get(ctx context.Context, key kv.Key) (kv.Value, error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	if v := tx.get(key); v != nil {
		return v, nil
	}
	return absent(key)
}

// absent is the value of a key that is not there. What counts something is
// zero: an index without the key holds no quads, and a store that was never
// written has no size yet. Anything else is really missing.
func absent(key kv.Key) (kv.Value, error) {
	if len(key) == 2 {
		switch bucket, name := string(key[0]), string(key[1]); {
		case bucket == metaBucket && (name == "size" || name == "horizon"):
			return make(kv.Value, 8), nil
		case isIndex(bucket):
			return kv.Value{}, nil
		}
	}
	return nil, kv.ErrNotFound
}

func (tx *transaction) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	values := make([]kv.Value, len(keys))
	for i, key := range keys {
		values[i] = tx.get(key)
	}
	return values, nil
}

func (tx *transaction) Put(key kv.Key, value kv.Value) error {
	if !tx.bolt.Writable() {
		return kv.ErrReadOnly
	}
	last := len(key) - 1
	b := tx.bolt.Cursor().Bucket()
	for _, name := range key[:last] {
		var err error
		if b, err = b.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if len(key[last]) == 0 && len(value) == 0 {
		return nil // hidalgo's way to make a bucket
	}
	return b.Put(key[last], value)
}

func (tx *transaction) Del(key kv.Key) error {
	if !tx.bolt.Writable() {
		return kv.ErrReadOnly
	}
	last := len(key) - 1
	if b := tx.bucket(key[:last]); b != nil {
		return b.Delete(key[last])
	}
	return nil
}

// Scan goes through the keys of one bucket that begin with the last part of
// prefix. A prefix of one part is first tried as a bucket: that is how Cayley
// scans its log. Cayley never scans across buckets, so neither does this.
func (tx *transaction) Scan(prefix kv.Key) kv.Iterator {
	it := &iterator{ctx: tx.ctx}
	if len(prefix) == 0 {
		return it
	}
	if b := tx.bucket(prefix); b != nil {
		it.path, it.cursor = prefix.Clone(), b.Cursor()
		return it
	}
	last := len(prefix) - 1
	if b := tx.bucket(prefix[:last]); b != nil {
		it.path, it.prefix, it.cursor = prefix[:last].Clone(), bytes.Clone(prefix[last]), b.Cursor()
	}
	return it
}

type iterator struct {
	ctx        context.Context
	path       kv.Key // of the bucket
	prefix     []byte
	cursor     *bbolt.Cursor
	started    bool
	key, value []byte
	err        error
}

func (it *iterator) Next(ctx context.Context) bool {
	if it.cursor == nil || it.err != nil {
		return false
	}
	if it.err = it.ctx.Err(); it.err == nil {
		it.err = ctx.Err()
	}
	if it.err != nil {
		return false
	}
	if it.started {
		it.key, it.value = it.cursor.Next()
	} else {
		it.started = true
		it.key, it.value = it.cursor.Seek(it.prefix)
	}
	return it.key != nil && bytes.HasPrefix(it.key, it.prefix)
}

func (it *iterator) Key() kv.Key { return append(it.path.Clone(), bytes.Clone(it.key)) }

func (it *iterator) Val() kv.Value { return it.value }

func (it *iterator) Err() error { return it.err }

func (it *iterator) Close() error {
	it.cursor = nil
	return it.err
}
