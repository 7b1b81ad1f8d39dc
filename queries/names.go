package queries

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/schema"
)

// actors reads the labels of actors; typed asks for their types too. Where
// sources differ the gazetteer decides, then the first by name, as in the
// store's descriptions. One that only claims name, and nobody describes, is
// called by its id.
func actors(ctx context.Context, s *store.Store, ids []string, typed bool) (map[string]graph.Actor, error) {
	if len(ids) == 0 {
		return map[string]graph.Actor{}, nil
	}
	known, err := s.Named(ctx, ids, typed)
	if err != nil {
		return nil, fmt.Errorf("reading the names of %s: %w", count(len(ids), "actor"), err)
	}
	for id, a := range known {
		a.Label = cmp.Or(a.Label, strings.TrimPrefix(id, graph.ActorPrefix))
		a.Type = cmp.Or(a.Type, schema.Root)
		known[id] = a
	}
	return known, nil
}

func actor(ctx context.Context, s *store.Store, id string) (graph.Actor, error) {
	known, err := actors(ctx, s, []string{id}, true)
	return known[id], err
}
