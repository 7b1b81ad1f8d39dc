package queries

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
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

// Sources lists the sources whose id, title, publisher or address holds a
// text, in any spelling that folds alike; the newest first, as [Newest] does.
// The empty text fits all; limit 0 gives all.
func Sources(ctx context.Context, s *store.Store, text string, limit int) ([]store.SourceCount, error) {
	if strings.TrimSpace(text) == "" {
		return Newest(ctx, s, limit)
	}
	all, err := Newest(ctx, s, 0)
	if err != nil {
		return nil, err
	}
	fits := matcher(strings.TrimSpace(text))
	all = slices.DeleteFunc(all, func(c store.SourceCount) bool {
		return !slices.ContainsFunc([]string{c.ID, c.Title, c.Publisher, c.URL, c.Series}, func(name string) bool { return name != "" && fits(name, graph.Fold(name)) })
	})
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	return all, nil
}
