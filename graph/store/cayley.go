package store

import (
	"context"

	cayley "github.com/cayleygraph/cayley/graph"
)

// Cayley runs fn on Cayley's view of the store as it stands now, for what only
// Cayley's own packages do: its path API, its HTTP handlers. It cannot be
// written through. The view ends with fn.
func (s *Store) Cayley(ctx context.Context, fn func(cayley.QuadStore) error) error {
	inCaller := true
	return s.viewFor(ctx, &inCaller, func(snap *snapshot) error { return fn(snap.qs) })
}
