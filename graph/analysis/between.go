package analysis

import (
	"context"
	"runtime"
	"slices"
	"sync"
)

const (
	// Up to so many looks at a tie betweenness is exact; above, it is
	// estimated from as many starts as they allow (Brandes and Pich 2007).
	exactLooks = 100_000_000
	fewest     = 48 // starts at the least

	// The starts are summed in so many heaps whatever the number of cores: a
	// sum of floats is another in another order.
	heaps = 8
)

// Sampled tells from how many starts [Graph.Betweenness] is estimated; 0 if
// it is exact.
func (g *Graph) Sampled() int {
	looks := len(g.next) + g.n
	if g.n == 0 || looks*g.n <= exactLooks {
		return 0
	}
	return min(g.n, max(fewest, exactLooks/looks))
}

// Betweenness gives every node's, by Brandes' algorithm (2001).
func (g *Graph) Betweenness(ctx context.Context, seed uint64) ([]float64, error) {
	r := random(seed)
	starts := shuffled(g.n, &r)
	scale := 1.0
	if k := g.Sampled(); k > 0 {
		scale = float64(g.n) / float64(k)
		starts = starts[:k]
	}
	slices.Sort(starts)
	var sums [heaps][]float64
	work := make(chan int, heaps)
	for h := range heaps {
		work <- h
	}
	close(work)
	var wait sync.WaitGroup
	for range min(heaps, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			b := newBrandes(g)
			for h := range work {
				sums[h] = make([]float64, g.n)
				for i := h; i < len(starts) && ctx.Err() == nil; i += heaps {
					b.from(starts[i], sums[h])
				}
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	total := make([]float64, g.n)
	for h := range sums {
		for i, f := range sums[h] {
			total[i] += f
		}
	}
	// Every way was walked from both its ends.
	pairs := mul(float64(g.n-1), float64(g.n-2))
	for i := range total {
		if pairs > 0 {
			total[i] = digits(mul(total[i], scale) / pairs)
		}
	}
	return total, nil
}

// brandes is the working memory of one goroutine.
type brandes struct {
	g     *Graph
	far   []int32
	ways  []float64
	part  []float64
	order []int32
}

func newBrandes(g *Graph) *brandes {
	b := &brandes{g: g, far: make([]int32, g.n), ways: make([]float64, g.n), part: make([]float64, g.n)}
	for i := range b.far {
		b.far[i] = -1
	}
	return b
}

// from adds to sum what the shortest ways from a node owe to those between.
func (b *brandes) from(source int32, sum []float64) {
	b.order = append(b.order[:0], source)
	b.far[source], b.ways[source] = 0, 1
	for at := 0; at < len(b.order); at++ {
		i := b.order[at]
		for _, j := range b.g.neighbours(i) {
			if b.far[j] < 0 {
				b.far[j] = b.far[i] + 1
				b.order = append(b.order, j)
			}
			if b.far[j] == b.far[i]+1 {
				b.ways[j] += b.ways[i]
			}
		}
	}
	for at := len(b.order) - 1; at > 0; at-- {
		j := b.order[at]
		owed := (1 + b.part[j]) / b.ways[j]
		for _, i := range b.g.neighbours(j) {
			if b.far[i] == b.far[j]-1 {
				b.part[i] += mul(b.ways[i], owed)
			}
		}
		sum[j] += b.part[j]
	}
	for _, i := range b.order {
		b.far[i], b.ways[i], b.part[i] = -1, 0, 0
	}
}
