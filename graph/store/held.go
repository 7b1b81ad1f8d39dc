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
		// One by one: a source may have more claims than are to be in memory.
		for id := range claims {
			claim := quad.IRI(id)
			if n, err := snap.count(pattern{subject: claim, predicate: graph.DerivedFrom, object: node, label: claim}); n == 0 || err != nil {
				return err
			}
		}
		held = true
		return nil
	})
	return held, err
}
