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
	ids, err := widen(ctx, center.ID, depth, func(ctx context.Context, ring []string, yield func(string)) error {
		for e, err := range s.Edges(ctx, ring...) {
			if err != nil {
				return err
			}
			if len(relations) == 0 || slices.Contains(relations, e.Relation) {
				yield(e.Subject)
				yield(e.Object)
			}
		}
		return nil
	})
	return center, ids, err
}

// widen gives the IDs of those fewer than depth hops from an actor, sorted.
// neighbours calls its last argument with all that some actors touch. It does
// not go on from who has no name ([graph.Unnamed]), as no path does.
func widen(ctx context.Context, center string, depth int, neighbours func(context.Context, []string, func(string)) error) ([]string, error) {
	seen := map[string]bool{center: true}
	ids, ring := []string{center}, []string{center}
	for range depth - 1 {
		var next []string
		err := neighbours(ctx, ring, func(id string) {
			if !seen[id] && !graph.Unnamed(id) {
				seen[id] = true
				next = append(next, id)
			}
		})
		if err != nil {
			return nil, err
		}
		if len(next) == 0 {
			break
		}
		ids, ring = append(ids, next...), next
	}
	slices.Sort(ids)
	return ids, nil
}
