package store

import (
	"context"
	"sync"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Reading is the store as it stands when it is begun, for many small questions:
// what is read for one need not be looked for again for the next. Its methods
// may be called from several goroutines, which wait for each other.
type Reading struct {
	store *Store
	mu    sync.Mutex
	snap  *snapshot
}

// Reading begins one. The caller must Close it; the store is not closed before.
func (s *Store) Reading(ctx context.Context) (*Reading, error) {
	snap, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	return &Reading{store: s, snap: snap}, nil
}

// Actor is [Store.Actor].
func (r *Reading) Actor(id string) (d graph.Description, err error) {
	err = r.ask(func(snap *snapshot) error {
		d, err = snap.description(quad.IRI(id))
		return err
	})
	return d, err
}

// Source is [Store.Source].
func (r *Reading) Source(id string) (src graph.Source, err error) {
	err = r.ask(func(snap *snapshot) error {
		src, err = snap.source(id)
		return err
	})
	return src, err
}

func (r *Reading) ask(fn func(*snapshot) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.store.ask(r.snap, nil, fn)
}

// Close ends the reading.
func (r *Reading) Close() error { return r.snap.release() }
