package index

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Node is a reference to a value, for Cayley.
type Node uint64

// Key is the reference itself.
func (n Node) Key() any { return n }

// Link is a reference to a quad, for Cayley.
type Link IDs

// Key is the reference itself.
func (l Link) Key() any { return l }

// QuadStore is a view for Cayley. Only that of [DB.Live] can be written.
type QuadStore struct{ *View }

var (
	_ graph.QuadStore      = QuadStore{}
	_ graph.BatchQuadStore = QuadStore{}
)

// ValueOf is the reference to a value; nil if the store does not have it.
func (qs QuadStore) ValueOf(v quad.Value) graph.Ref {
	if v == nil {
		return nil
	}
	id, err := qs.ID(v)
	if id == 0 || err != nil {
		return nil
	}
	return Node(id)
}

// NameOf is what a reference stands for.
func (qs QuadStore) NameOf(ref graph.Ref) quad.Value {
	switch ref := ref.(type) {
	case graph.PreFetchedValue:
		return ref.NameOf()
	case Node:
		v, err := qs.Value(uint64(ref))
		if err != nil {
			return nil
		}
		return v
	}
	return nil
}

// ValuesOf names many references.
func (qs QuadStore) ValuesOf(_ context.Context, refs []graph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	for i, ref := range refs {
		out[i] = qs.NameOf(ref)
	}
	return out, nil
}

// RefsOf finds many values; one that is not there is an error, as Cayley has
// it.
func (qs QuadStore) RefsOf(_ context.Context, values []quad.Value) ([]graph.Ref, error) {
	out := make([]graph.Ref, len(values))
	for i, v := range values {
		if out[i] = qs.ValueOf(v); out[i] == nil {
			return nil, fmt.Errorf("not found: %v", v)
		}
	}
	return out, nil
}

// Quad names the values of a quad.
func (qs QuadStore) Quad(ref graph.Ref) (q quad.Quad) {
	link, ok := ref.(Link)
	if !ok {
		return q
	}
	for i, d := range quad.Directions {
		if link[i] == 0 {
			continue
		}
		if v, err := qs.Value(link[i]); err == nil {
			q.Set(d, v)
		}
	}
	return q
}

// QuadDirection is the reference to one value of a quad.
func (qs QuadStore) QuadDirection(ref graph.Ref, d quad.Direction) graph.Ref {
	link, ok := ref.(Link)
	if !ok || link[d-quad.Subject] == 0 {
		return nil
	}
	return Node(link[d-quad.Subject])
}

// QuadIterator lists the quads that have a value at a place.
func (qs QuadStore) QuadIterator(d quad.Direction, ref graph.Ref) graph.Iterator {
	it := &links{view: qs.View}
	if node, ok := ref.(Node); ok {
		it.pattern[d-quad.Subject] = uint64(node)
	} else {
		it.none = true
	}
	return graph.NewLegacy(it, nil)
}

// QuadIteratorSize is the number of quads that have a value at a place.
func (qs QuadStore) QuadIteratorSize(_ context.Context, d quad.Direction, ref graph.Ref) (graph.Size, error) {
	node, ok := ref.(Node)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	n, err := qs.Uses(uint64(node), int(d-quad.Subject))
	return graph.Size{Size: n, Exact: true}, err
}

// SizeOf is in how many quads a value stands.
func (qs QuadStore) SizeOf(ref graph.Ref) int64 {
	node, ok := ref.(Node)
	if !ok {
		return 0
	}
	c, _ := qs.counts(uint64(node))
	return c.sum()
}

// QuadsAllIterator lists all quads.
func (qs QuadStore) QuadsAllIterator() graph.Iterator {
	return graph.NewLegacy(&links{view: qs.View}, nil)
}

// NodesAllIterator lists all values.
func (qs QuadStore) NodesAllIterator() graph.Iterator { return graph.NewLegacy(&nodes{qs.View}, nil) }

// Stats counts values and quads, exactly.
func (qs QuadStore) Stats(context.Context, bool) (graph.Stats, error) {
	c, err := qs.counts(0)
	return graph.Stats{
		Nodes: graph.Size{Size: c[valuesAt], Exact: true},
		Quads: graph.Size{Size: c[quadsAt], Exact: true},
	}, err
}

// Close closes the store, or the snapshot.
func (qs QuadStore) Close() error {
	if qs.snap == nil {
		return qs.db.Close()
	}
	return qs.View.Close()
}
