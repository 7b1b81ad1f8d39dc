package store

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	hkv "github.com/hidal-go/hidalgo/kv"

	"entente/graph/store/bolt"
)

// openFile is the key under which an open file is handed through Cayley's
// registry; without it the registry opens the path itself.
const openFile = "entente.kv"

// registerBolt makes package bolt Cayley's backend "bolt".
func registerBolt() {
	cayley.RegisterQuadStore("bolt", cayley.QuadStoreRegistration{
		IsPersistent: true,
		InitFunc:     func(path string, _ cayley.Options) error { return bolt.Create(path) },
		NewFunc: func(path string, opts cayley.Options) (cayley.QuadStore, error) {
			if file, ok := opts[openFile].(hkv.KV); ok {
				return kv.New(file, opts)
			}
			file, err := bolt.Open(path, bolt.Options{Timeout: lockTimeout})
			if err != nil {
				return nil, fmt.Errorf("store %s %w", path, err)
			}
			return kv.New(file, opts)
		},
	})
}

type boltEngine struct {
	path    string
	file    *bolt.DB
	indexes []kv.QuadIndex
}

func openBolt(ctx context.Context, path string, opts Options) (engine, error) {
	file, err := bolt.Open(path, bolt.Options{ReadOnly: opts.ReadOnly, Timeout: opts.Timeout})
	if err != nil {
		return nil, err
	}
	indexes, err := file.Indexes(ctx)
	if err != nil {
		file.Close()
		return nil, err
	}
	return &boltEngine{path: path, file: file, indexes: indexes}, nil
}

// snapshot makes a Cayley store over one read transaction. Cayley's store is
// made anew each time (some 10 µs) because it caches which number a value
// has and never learns that a batch failed or a node was deleted.
func (e *boltEngine) snapshot(ctx context.Context) (*snapshot, error) {
	view, err := e.file.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	qs, err := e.over(view)
	if err != nil {
		view.Close()
		return nil, err
	}
	kvs, ok := qs.(*kv.QuadStore)
	if !ok {
		view.Close()
		return nil, fmt.Errorf("backend bolt is registered with Cayley as %T, not as its kv store", qs)
	}
	return newSnapshot(ctx, qs, kvMatcher{kvs, e.indexes}, view.Close), nil
}

func (e *boltEngine) over(file hkv.KV) (cayley.QuadStore, error) {
	// no_bloom leaves out a filter that Cayley fills by reading the whole
	// store. It only answers "surely not there" early; without it every
	// look-up goes to the indexes, which are exact.
	return cayley.NewQuadStore("bolt", e.path, cayley.Options{kv.OptNoBloom: true, openFile: file})
}

func (e *boltEngine) current(ctx context.Context) (*snapshot, error) { return e.snapshot(ctx) }

func (e *boltEngine) write(ctx context.Context, c *changes) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	qs, err := e.over(e.file)
	if err != nil {
		return err
	}
	return qs.ApplyDeltas(c.deltas(), cayley.IgnoreOpts{})
}

func (e *boltEngine) close() error { return e.file.Close() }
