package store

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
)

// kvMatcher uses the longest prefix of an index that a pattern fills.
// Cayley's own plan wants an index filled to its last place, and reads the
// whole store for what it could find by a prefix.
type kvMatcher struct {
	kvs     *kv.QuadStore
	indexes []kv.QuadIndex
}

func (m kvMatcher) match(_ cayley.QuadStore, refs map[quad.Direction]cayley.Ref) (cayley.Scanner, []quad.Direction, error) {
	var best kv.QuadIndex
	var vals []uint64
	for _, index := range m.indexes {
		var prefix []uint64
		for _, d := range index.Dirs {
			ref, ok := refs[d].(kv.Int64Value)
			if !ok {
				break
			}
			prefix = append(prefix, uint64(ref))
		}
		if len(prefix) > len(vals) {
			best, vals = index, prefix
		}
	}
	used := map[quad.Direction]bool{}
	for i := range vals {
		used[best.Dirs[i]] = true
	}
	var filter []quad.Direction
	for _, d := range quad.Directions {
		if _, ok := refs[d]; ok && !used[d] {
			filter = append(filter, d)
		}
	}
	if len(vals) == 0 {
		return scanner(m.kvs.QuadsAllIterator()), filter, nil
	}
	return kv.NewQuadIterator(m.kvs, best, vals).AsShape().Iterate(), filter, nil
}

func (m kvMatcher) labels() bool {
	for _, index := range m.indexes {
		if index.Dirs[0] == quad.Label {
			return true
		}
	}
	return false
}

// scanMatcher serves stores that have an index of every direction by itself:
// it takes the one with the fewest quads.
type scanMatcher struct{}

func (scanMatcher) match(qs cayley.QuadStore, refs map[quad.Direction]cayley.Ref) (cayley.Scanner, []quad.Direction, error) {
	best, least := quad.Any, int64(0)
	for _, d := range quad.Directions {
		ref, ok := refs[d]
		if !ok {
			continue
		}
		size, err := qs.QuadIteratorSize(context.Background(), d, ref)
		if err != nil {
			return nil, nil, fmt.Errorf("sizing quads by %v: %w", d, err)
		}
		if best == quad.Any || size.Size < least {
			best, least = d, size.Size
		}
	}
	var filter []quad.Direction
	for _, d := range quad.Directions {
		if _, ok := refs[d]; ok && d != best {
			filter = append(filter, d)
		}
	}
	if best == quad.Any {
		return scanner(qs.QuadsAllIterator()), filter, nil
	}
	return scanner(qs.QuadIterator(best, refs[best])), filter, nil
}

func (scanMatcher) labels() bool { return true }

// scanner takes an iterator for what it does here: going forward once.
func scanner(it cayley.Iterator) cayley.Scanner { return cayley.AsShape(it).Iterate() }
