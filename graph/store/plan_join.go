package store

import (
	"context"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// join stands for Cayley's And: the nodes that all parts have. Cayley's picks
// the part to list by sizes that it guesses, and may pick to look nodes up in
// a recursion, which then gives the tags of the node it was asked for before.
type join []shape.Shape

func (j join) Optimize(shape.Optimizer) (shape.Shape, bool) { return j, false }

func (j join) BuildIterator(qs cayley.QuadStore) cayley.Iterator {
	parts := make([]cayley.IteratorShape, len(j))
	for i, s := range j {
		parts[i] = cayley.AsShape(s.BuildIterator(qs))
	}
	return cayley.AsLegacy(&joinPlan{parts: parts})
}

// joinPlan lists one part and looks the nodes up in the others.
type joinPlan struct {
	parts  []cayley.IteratorShape // the first is listed, once costs are known
	sorted *cayley.IteratorCosts
}

func (j *joinPlan) String() string { return fmt.Sprintf("Join of %d", len(j.parts)) }

func (j *joinPlan) SubIterators() []cayley.IteratorShape { return j.parts }

func (j *joinPlan) Optimize(ctx context.Context) (cayley.IteratorShape, bool) {
	for i, part := range j.parts {
		better, changed := part.Optimize(ctx)
		if !changed {
			continue
		}
		if iterator.IsNull2(better) {
			return better, true
		}
		j.parts[i], j.sorted = better, nil
	}
	return j, false
}

// Stats chooses what is listed: what costs least with the look-ups that
// follow; a recursion in any case.
func (j *joinPlan) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	if j.sorted != nil {
		return *j.sorted, nil
	}
	costs := make([]cayley.IteratorCosts, len(j.parts))
	all := int64(0)
	for i, part := range j.parts {
		var err error
		if costs[i], err = part.Stats(ctx); err != nil {
			return costs[i], err
		}
		all = min(all+costs[i].ContainsCost, largeCost)
	}
	best, least := 0, int64(-1)
	for i, c := range costs {
		cost := min(c.Size.Size, largeSize) * min(c.NextCost+all-c.ContainsCost, largeCost)
		if isRecursive(j.parts[i]) {
			cost = 0
		}
		if least < 0 || cost < least {
			best, least = i, cost
		}
	}
	sum := cayley.IteratorCosts{NextCost: min(costs[best].NextCost+all-costs[best].ContainsCost, largeCost), ContainsCost: all}
	sum.Size.Size = min(costs[best].Size.Size, largeSize)
	for _, c := range costs {
		sum.Size.Size = min(sum.Size.Size, c.Size.Size)
	}
	// What is cheap to ask comes first among the others.
	first := j.parts[best]
	type part struct {
		cayley.IteratorShape
		cost int64
	}
	var others []part
	for i, p := range j.parts {
		if i != best {
			others = append(others, part{p, costs[i].ContainsCost})
		}
	}
	slices.SortStableFunc(others, func(a, b part) int { return int(a.cost - b.cost) })
	j.parts = []cayley.IteratorShape{first}
	for _, o := range others {
		j.parts = append(j.parts, o.IteratorShape)
	}
	j.sorted = &sum
	return sum, nil
}

// recursive is how recursions call themselves, Cayley's and ours.
const recursive = "Recursive"

// isRecursive says whether looking nodes up would look them up in a recursion.
func isRecursive(part cayley.IteratorShape) bool {
	return part.String() == recursive || slices.ContainsFunc(part.SubIterators(), isRecursive)
}

func (j *joinPlan) Iterate() cayley.Scanner {
	_, err := j.Stats(context.Background())
	s := &joinScan{Scanner: j.parts[0].Iterate(), err: err}
	for _, part := range j.parts[1:] {
		s.others = append(s.others, part.Lookup())
	}
	return s
}

// joinScan lists the nodes of a join.
type joinScan struct {
	cayley.Scanner // the part that is listed
	others         []cayley.Index
	err            error
}

func (s *joinScan) Next(ctx context.Context) bool {
	for s.err == nil && s.Scanner.Next(ctx) {
		if containedInAll(ctx, s.others, s.Scanner.Result()) {
			return true
		}
		s.err = firstError(s.others, cayley.Index.Err)
	}
	return false
}

func containedInAll(ctx context.Context, parts []cayley.Index, ref cayley.Ref) bool {
	for _, p := range parts {
		if !p.Contains(ctx, ref) {
			return false
		}
	}
	return true
}

func (s *joinScan) NextPath(ctx context.Context) bool {
	return s.Scanner.NextPath(ctx) || nextPathInAny(ctx, s.others)
}

func nextPathInAny(ctx context.Context, parts []cayley.Index) bool {
	for _, p := range parts {
		if p.NextPath(ctx) {
			return true
		}
	}
	return false
}

func (s *joinScan) TagResults(dst map[string]cayley.Ref) {
	s.Scanner.TagResults(dst)
	for _, p := range s.others {
		p.TagResults(dst)
	}
}

func (s *joinScan) String() string { return "JoinScan" }

func (s *joinScan) Err() error {
	if s.err != nil {
		return s.err
	}
	return s.Scanner.Err()
}

func (s *joinScan) Close() error {
	err := s.Scanner.Close()
	if err2 := firstError(s.others, cayley.Index.Close); err == nil {
		err = err2
	}
	return err
}

func (j *joinPlan) Lookup() cayley.Index {
	l := &joinLookup{}
	for _, part := range j.parts {
		l.parts = append(l.parts, part.Lookup())
	}
	return l
}

// joinLookup looks nodes up in every part.
type joinLookup struct {
	parts []cayley.Index
	ref   cayley.Ref
}

func (l *joinLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	l.ref = ref
	return containedInAll(ctx, l.parts, ref)
}

func (l *joinLookup) NextPath(ctx context.Context) bool { return nextPathInAny(ctx, l.parts) }

func (l *joinLookup) Result() cayley.Ref { return l.ref }

func (l *joinLookup) TagResults(dst map[string]cayley.Ref) {
	for _, p := range l.parts {
		p.TagResults(dst)
	}
}

func (l *joinLookup) String() string { return "JoinLookup" }

func (l *joinLookup) Err() error { return firstError(l.parts, cayley.Index.Err) }

func (l *joinLookup) Close() error { return firstError(l.parts, cayley.Index.Close) }
