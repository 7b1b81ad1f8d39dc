package store

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"

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

type ententeEngine struct{ db *index.DB }

func openEntente(_ context.Context, path string, opts Options) (engine, error) {
	db, err := index.Open(path, index.Options{ReadOnly: opts.ReadOnly, Timeout: opts.Timeout})
	if err != nil {
		return nil, err
	}
	return &ententeEngine{db}, nil
}

func (e *ententeEngine) snapshot(ctx context.Context) (*snapshot, error) {
	view, err := e.db.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	r := indexReader{view}
	return newSnapshot(ctx, planner{index.QuadStore{View: view}, r}, r, view.Close), nil
}

func (e *ententeEngine) current(ctx context.Context) (*snapshot, error) { return e.snapshot(ctx) }

func (e *ententeEngine) write(ctx context.Context, c *changes) error {
	return e.db.Write(ctx, c.add, c.del)
}

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
