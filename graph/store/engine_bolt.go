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
	path string
	file *bolt.DB
}

func openBolt(_ context.Context, path string, opts Options) (engine, error) {
	file, err := bolt.Open(path, bolt.Options{ReadOnly: opts.ReadOnly, Timeout: opts.Timeout})
	if err != nil {
		return nil, err
	}
	return &boltEngine{path: path, file: file}, nil
}

// snapshot makes a Cayley store over one read transaction. Cayley's store is
// made anew each time (some 10 µs) because it caches which number a value
// has, and never learns that a value was deleted.
func (e *boltEngine) snapshot(ctx context.Context) (*snapshot, error) {
	view, err := e.file.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	// no_bloom leaves out a filter that Cayley fills by reading the whole
	// store. It only answers "surely not there" early; without it every
	// look-up goes to the indexes, which are exact.
	qs, err := cayley.NewQuadStore("bolt", e.path, cayley.Options{kv.OptNoBloom: true, openFile: view})
	if err != nil {
		view.Close()
		return nil, err
	}
	r := boltReader{view}
	return newSnapshot(ctx, planner{qs, boltRefs{r}}, r, view.Close), nil
}

// boltRefs takes numbers for the references of Cayley's kv store and back.
type boltRefs struct{ boltReader }

func (boltRefs) number(ref cayley.Ref) (uint64, bool) {
	id, ok := ref.(kv.Int64Value)
	return uint64(id), ok
}

func (boltRefs) reference(id uint64) cayley.Ref { return kv.Int64Value(id) }

func (e *boltEngine) current(ctx context.Context) (*snapshot, error) { return e.snapshot(ctx) }

func (e *boltEngine) write(ctx context.Context, c *changes) error {
	return e.file.Write(ctx, c.add, c.del)
}

func (e *boltEngine) close() error { return e.file.Close() }
