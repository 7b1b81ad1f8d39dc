package store

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Holds says whether the store has all of these claims, by ID, from the same
// text of a source. A load that was cut short need not do them again.
func (s *Store) Holds(ctx context.Context, source graph.Source, claims iter.Seq[string]) (held bool, err error) {
	node := graph.SourceIRI(source.ID)
	err = s.view(ctx, func(snap *snapshot) error {
		sum, err := snap.first(pattern{subject: node, predicate: graph.SHA256, label: node})
		if err != nil || sum != quad.Value(quad.String(source.SHA256)) {
			return err
		}
		had, err := snap.claimsOf(node)
		if err != nil {
			return err
		}
		there := make(map[string]bool, len(had))
		for _, id := range had {
			there[string(id)] = true
		}
		for id := range claims {
			if !there[id] {
				return nil
			}
		}
		held = true
		return nil
	})
	return held, err
}
