package queries

import (
	"context"
	"fmt"

	"entente/graph/store"
)

// Stats counts what a store holds. On the backend entente the counts are kept
// with the claims, and a store is counted once for each of its versions.
func Stats(ctx context.Context, s *store.Store) (store.Stats, error) {
	st, err := s.Stats(ctx)
	if err != nil {
		return st, fmt.Errorf("counting: %w", err)
	}
	return st, nil
}

// Newest lists the sources that were published last, newest first and those of
// one day by ID; sources without a date come last. limit 0 gives all.
func Newest(ctx context.Context, s *store.Store, limit int) ([]store.SourceCount, error) {
	list, err := s.Newest(ctx, limit)
	if err != nil {
		return nil, fmt.Errorf("listing sources: %w", err)
	}
	return list, nil
}
