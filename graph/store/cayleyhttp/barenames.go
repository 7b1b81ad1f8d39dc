package cayleyhttp

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// bareNames takes a text that the store does not have for the IRI of that name:
// in MQL "actor:iran" is a text, and only "<actor:iran>" the actor, as is
// "actor:iran" between quotes in GraphQL. Stock Cayley then answers with
// nothing, and does not say why. A text that the store has stays a text.
type bareNames struct {
	graph.QuadStore
}

var (
	_ shape.Optimizer      = bareNames{}
	_ graph.BatchQuadStore = bareNames{}
)

func (b bareNames) ValueOf(v quad.Value) graph.Ref {
	ref := b.QuadStore.ValueOf(v)
	if text, ok := v.(quad.String); ok && ref == nil {
		return b.QuadStore.ValueOf(quad.IRI(text))
	}
	return ref
}

// RefsOf finds many values at once.
func (b bareNames) RefsOf(ctx context.Context, values []quad.Value) ([]graph.Ref, error) {
	refs, err := graph.RefsOf(ctx, b.QuadStore, values)
	for i, ref := range refs {
		if ref == nil {
			refs[i] = b.ValueOf(values[i])
		}
	}
	return refs, err
}

// ValuesOf names many references at once.
func (b bareNames) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	return graph.ValuesOf(ctx, b.QuadStore, refs)
}

// OptimizeShape plans as the store does.
func (b bareNames) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	if o, ok := b.QuadStore.(shape.Optimizer); ok {
		return o.OptimizeShape(s)
	}
	return s, false
}
