package store

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// union stands for Cayley's Or, which, when a node is looked up, asks its
// parts in turn and is content with the first that has it: the paths by which
// other parts have it are lost.
type union []shape.Shape

func (u union) Optimize(shape.Optimizer) (shape.Shape, bool) { return u, false }

func (u union) BuildIterator(qs cayley.QuadStore) cayley.Iterator {
	parts := make(unionPlan, len(u))
	for i, s := range u {
		parts[i] = cayley.AsShape(s.BuildIterator(qs))
	}
	return cayley.AsLegacy(&parts)
}

type unionPlan []cayley.IteratorShape

func (u *unionPlan) String() string { return fmt.Sprintf("Union of %d", len(*u)) }

func (u *unionPlan) SubIterators() []cayley.IteratorShape { return *u }

func (u *unionPlan) Optimize(ctx context.Context) (cayley.IteratorShape, bool) {
	for i, part := range *u {
		if better, changed := part.Optimize(ctx); changed {
			(*u)[i] = better
		}
	}
	return u, false
}

func (u *unionPlan) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	sum := cayley.IteratorCosts{Size: cayley.Size{Exact: true}}
	for _, part := range *u {
		c, err := part.Stats(ctx)
		if err != nil {
			return sum, err
		}
		sum.ContainsCost = min(sum.ContainsCost+c.ContainsCost, largeCost)
		sum.NextCost = max(sum.NextCost, c.NextCost)
		sum.Size.Size = min(sum.Size.Size+c.Size.Size, largeSize)
		sum.Size.Exact = sum.Size.Exact && c.Size.Exact && sum.Size.Size < largeSize
	}
	return sum, nil
}

func (u *unionPlan) Iterate() cayley.Scanner {
	s := &unionScan{parts: make([]cayley.Scanner, len(*u))}
	for i, part := range *u {
		s.parts[i] = part.Iterate()
	}
	return s
}

// unionScan lists the parts one after another.
type unionScan struct {
	parts []cayley.Scanner
	at    int
}

func (s *unionScan) Next(ctx context.Context) bool {
	for ; s.at < len(s.parts); s.at++ {
		if s.parts[s.at].Next(ctx) {
			return true
		}
		if s.parts[s.at].Err() != nil {
			return false
		}
	}
	return false
}

func (s *unionScan) NextPath(ctx context.Context) bool {
	return s.at < len(s.parts) && s.parts[s.at].NextPath(ctx)
}

func (s *unionScan) Result() cayley.Ref {
	if s.at >= len(s.parts) {
		return nil
	}
	return s.parts[s.at].Result()
}

func (s *unionScan) TagResults(dst map[string]cayley.Ref) {
	if s.at < len(s.parts) {
		s.parts[s.at].TagResults(dst)
	}
}

func (s *unionScan) String() string { return "UnionScan" }

func (s *unionScan) Err() error { return firstError(s.parts, cayley.Scanner.Err) }

func (s *unionScan) Close() error { return firstError(s.parts, cayley.Scanner.Close) }

func (u *unionPlan) Lookup() cayley.Index {
	l := &unionLookup{parts: make([]cayley.Index, len(*u))}
	for i, part := range *u {
		l.parts[i] = part.Lookup()
	}
	return l
}

// unionLookup looks a node up in each part; what further parts say are
// further paths.
type unionLookup struct {
	parts []cayley.Index
	at    int
	ref   cayley.Ref
}

func (l *unionLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	l.ref, l.at = ref, -1
	return l.another(ctx)
}

func (l *unionLookup) another(ctx context.Context) bool {
	for l.at++; l.at < len(l.parts); l.at++ {
		if l.parts[l.at].Contains(ctx, l.ref) {
			return true
		}
		if l.parts[l.at].Err() != nil {
			return false
		}
	}
	return false
}

func (l *unionLookup) NextPath(ctx context.Context) bool {
	if l.at < 0 || l.at >= len(l.parts) {
		return false
	}
	if l.parts[l.at].NextPath(ctx) {
		return true
	}
	if l.parts[l.at].Err() != nil {
		return false
	}
	return l.another(ctx)
}

func (l *unionLookup) Result() cayley.Ref {
	if l.at < 0 || l.at >= len(l.parts) {
		return nil
	}
	return l.parts[l.at].Result()
}

func (l *unionLookup) TagResults(dst map[string]cayley.Ref) {
	if l.at >= 0 && l.at < len(l.parts) {
		l.parts[l.at].TagResults(dst)
	}
}

func (l *unionLookup) String() string { return "UnionLookup" }

func (l *unionLookup) Err() error { return firstError(l.parts, cayley.Index.Err) }

func (l *unionLookup) Close() error { return firstError(l.parts, cayley.Index.Close) }

// firstError asks every part and gives the first error.
func firstError[P any](parts []P, ask func(P) error) error {
	var first error
	for _, p := range parts {
		if err := ask(p); err != nil && first == nil {
			first = err
		}
	}
	return first
}
