package store

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// stepPlan is a [step] with its inner query built. It stands for Cayley's
// HasA over an And of LinksTo and gives the same results as often.
type stepPlan struct {
	refs     references
	dir      quad.Direction
	patterns []ids
	save     map[quad.Direction][]string
	via      quad.Direction
	from     cayley.IteratorShape // nil if all is in the patterns
	costs    *cayley.IteratorCosts
	through  bool // whether to go from the inner nodes to the quads; set with costs
}

func (p *stepPlan) String() string {
	if p.from == nil {
		return fmt.Sprintf("Step(%v of %v)", p.dir, p.patterns)
	}
	return fmt.Sprintf("Step(%v of %v via %v)", p.dir, p.patterns, p.via)
}

func (p *stepPlan) SubIterators() []cayley.IteratorShape {
	if p.from == nil {
		return nil
	}
	return []cayley.IteratorShape{p.from}
}

func (p *stepPlan) Optimize(ctx context.Context) (cayley.IteratorShape, bool) {
	if p.from == nil {
		return p, false
	}
	from, changed := p.from.Optimize(ctx)
	if changed {
		p.from, p.costs = from, nil
		if iterator.IsNull2(from) {
			return from, true
		}
	}
	return p, false
}

// What the optimizer multiplies must stay far from overflow.
const (
	largeCost = 1 << 24
	largeSize = 1 << 32
)

// fanOut is a guess at how many quads of one predicate a node has.
const fanOut = 4

// Stats says what the optimizer wants to know: costs are in quads read.
func (p *stepPlan) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	if p.costs != nil {
		return *p.costs, nil
	}
	// A size that the store keeps is given as exact, so that count() need not
	// go through a hub's quads: nothing but its one node bound, each quad gives
	// one result. Of other patterns sizes may be guesses. Cayley's own And must
	// not see it, for it takes the exact size of its smallest part for its own:
	// [join] stands in its place, and claims no exact size.
	c := cayley.IteratorCosts{NextCost: 1, ContainsCost: 1}
	_, kept := p.refs.(indexReader)
	c.Size.Exact = kept && p.from == nil && len(p.patterns) == 1 && bound(p.patterns[0]) == 1 && p.patterns[0][p.dir-quad.Subject] == 0 && p.dir != quad.Label
	for _, pattern := range p.patterns {
		n, cost := p.refs.Count(pattern)
		c.Size.Size += n
		c.NextCost = max(c.NextCost, cost)
	}
	c.Size.Exact = c.Size.Exact && c.Size.Size < largeSize
	c.Size.Size = min(c.Size.Size, largeSize)
	if p.from != nil {
		inner, err := p.from.Stats(ctx)
		if err != nil {
			return c, err
		}
		// Either from the inner nodes to their quads, or through all quads
		// that fit, asking for each if its end is among the inner nodes.
		p.through = isRecursive(p.from) || inner.Size.Size*(inner.NextCost+fanOut) <= c.Size.Size*(c.NextCost+inner.ContainsCost)
		if p.through {
			c.Size.Size = min(c.Size.Size, inner.Size.Size*fanOut)
			c.NextCost = 2 + inner.NextCost
		} else {
			c.NextCost += inner.ContainsCost
		}
		c.ContainsCost = 1 + fanOut*inner.ContainsCost
	}
	c.NextCost, c.ContainsCost = min(c.NextCost, largeCost), min(c.ContainsCost, largeCost)
	p.costs = &c
	return c, nil
}

// bound is how many ends of a pattern are given.
func bound(p ids) (n int) {
	for _, id := range p {
		if id != 0 {
			n++
		}
	}
	return n
}
