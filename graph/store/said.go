package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Said gives what one source says of an actor: the quads under its label.
func (r *Reading) Said(_ context.Context, actor string, by quad.IRI) (quads []quad.Quad, err error) {
	err = r.ask(func(snap *snapshot) error {
		if quads, err = snap.quads(pattern{subject: quad.IRI(actor), label: by}); err != nil {
			return fmt.Errorf("reading what %s says of %s: %w", by, actor, err)
		}
		return nil
	})
	return quads, err
}

// SaidOnce gives what is said of an actor, and of those that are decided to be
// the same, each thing once: by the gazetteer, if it says so, or else by the
// first by name of the sources that do.
func (r *Reading) SaidOnce(_ context.Context, actor string) (quads []quad.Quad, err error) {
	err = r.ask(func(snap *snapshot) error {
		_, members, err := snap.cluster(quad.IRI(actor))
		if err != nil {
			return err
		}
		for _, member := range members {
			for _, p := range describing {
				found, err := snap.quads(pattern{subject: member, predicate: p})
				if err != nil {
					return fmt.Errorf("reading %s: %w", member, err)
				}
				slices.SortFunc(found, func(a, b quad.Quad) int {
					return cmp.Or(graph.CompareValues(a.Object, b.Object), cmp.Compare(rank(a.Label), rank(b.Label)), graph.CompareValues(a.Label, b.Label))
				})
				quads = append(quads, slices.CompactFunc(found, func(a, b quad.Quad) bool { return a.Object == b.Object })...)
			}
		}
		return nil
	})
	return quads, err
}
