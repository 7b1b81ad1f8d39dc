package store

import (
	"context"
	"fmt"
	"io"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/graph/store/index"
)

// registerEntente makes package index, with the plans of this package,
// Cayley's backend "entente".
func registerEntente() {
	cayley.RegisterQuadStore("entente", cayley.QuadStoreRegistration{
		IsPersistent: true,
		InitFunc:     func(path string, _ cayley.Options) error { return index.Create(path) },
		NewFunc: func(path string, _ cayley.Options) (cayley.QuadStore, error) {
			db, err := index.Open(path, index.Options{Timeout: lockTimeout})
			if err != nil {
				return nil, fmt.Errorf("store %s %w", path, err)
			}
			live := db.Live()
			return planner{index.QuadStore{View: live}, indexReader{live}}, nil
		},
	})
}

type ententeEngine struct {
	db     *index.DB
	memory int64 // for loads
}

func openEntente(_ context.Context, path string, opts Options) (engine, error) {
	db, err := index.Open(path, index.Options{ReadOnly: opts.ReadOnly, Timeout: opts.Timeout, Cache: opts.Cache})
	if err != nil {
		return nil, err
	}
	return &ententeEngine{db, opts.Memory}, nil
}

func (e *ententeEngine) snapshot(ctx context.Context) (*snapshot, error) {
	view, err := e.db.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	r := indexReader{view}
	snap := newSnapshot(ctx, planner{index.QuadStore{View: view}, r}, r, view.Close)
	snap.still = true
	return snap, nil
}

func (e *ententeEngine) current(ctx context.Context) (*snapshot, error) { return e.snapshot(ctx) }

func (e *ententeEngine) write(ctx context.Context, c *changes) error {
	return e.db.Write(ctx, c.add, c.del)
}

// bulk sorts quads on the disk and lets them in at once.
func (e *ententeEngine) bulk(ctx context.Context, quads iter.Seq2[quad.Quad, error]) (int64, error) {
	load, err := e.db.Bulk(ctx, e.memory)
	if err != nil {
		return 0, err
	}
	defer load.Abort()
	for q, err := range quads {
		if err != nil {
			return 0, err
		}
		if err := load.Add(q); err != nil {
			return 0, err
		}
	}
	return load.Commit()
}

func (e *ententeEngine) spool(ctx context.Context, memory int64) (spool, error) {
	if e.memory > 0 {
		memory = min(memory, e.memory)
	}
	load, err := e.db.Bulk(ctx, memory)
	if err != nil {
		return nil, err
	}
	return load, nil
}

// bulkText is bulk for N-Quads text, which it parses on all cores.
func (e *ententeEngine) bulkText(ctx context.Context, r io.Reader, how TextLoad) (int64, error) {
	load, err := e.db.Bulk(ctx, e.memory)
	if err != nil {
		return 0, err
	}
	defer load.Abort()
	if err := load.ReadNQuads(r, index.Reading{Rejected: how.Rejected, Progress: how.Progress}); err != nil {
		return 0, err
	}
	return load.Commit()
}

func (e *ententeEngine) version(ctx context.Context) (string, error) { return e.db.Version(ctx) }

func (e *ententeEngine) close() error { return e.db.Close() }

// indexReader reads an index past Cayley.
type indexReader struct{ *index.View }

func (r indexReader) Cursor(pattern ids) cursor { return r.View.Cursor(pattern) }

func (indexReader) HasLabels() bool { return true }

func (indexReader) number(ref cayley.Ref) (uint64, bool) {
	id, ok := ref.(index.Node)
	return uint64(id), ok
}

func (indexReader) reference(id uint64) cayley.Ref { return index.Node(id) }
