package queries

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/store"
)

// Around gives the actor that a name means and the IDs of those whose claims
// make up its surroundings to a depth: at depth 1 its own claims, at depth 2
// also those of its neighbours, and so on. Neighbours are found over asserted
// claims, of the given relations if any are given.
func Around(ctx context.Context, s *store.Store, name string, depth int, relations []string) (graph.Actor, []string, error) {
	center, err := Resolve(ctx, s, name)
	if err != nil {
		return graph.Actor{}, nil, err
	}
	seen := map[string]bool{center.ID: true}
	ring := []string{center.ID}
	for range depth - 1 {
		var next []string
		for e, err := range s.Edges(ctx, ring...) {
			if err != nil {
				return center, nil, err
			}
			if len(relations) > 0 && !slices.Contains(relations, e.Relation) {
				continue
			}
			for _, id := range []string{e.Subject, e.Object} {
				if !seen[id] {
					seen[id] = true
					next = append(next, id)
				}
			}
		}
		if len(next) == 0 {
			break
		}
		ring = next
	}
	ids := make([]string, 0, len(seen))
	for id := range seen {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return center, ids, nil
}
