package export

import (
	"context"
	"math"
	"slices"
)

// term wishes that two nodes be d apart.
type term struct {
	i, j int32
	d    int32
	both bool // else only i moves
}

// stress moves the nodes of a connected graph until their distances in the
// plane come near those along its edges: stochastic gradient descent on pairs
// (Zheng, Pawar and Goodman 2018). The larger the graph, the fewer rounds.
// Nodes begin in the unit square. With fixed, they begin where they are, and
// those that are fixed stay.
func stress(ctx context.Context, next [][]int32, at []point, fixed []bool, seed uint64) error {
	if len(next) < 2 {
		return nil
	}
	terms, farthest := wishes(next)
	if fixed == nil {
		for i := range at {
			at[i] = point{mul(at[i].x, float64(farthest)), mul(at[i].y, float64(farthest))}
		}
	} else {
		terms = holding(terms, fixed)
	}
	step := mul(float64(farthest), float64(farthest))
	rounds, cool := 40, 0.72
	if len(terms) > 1_000_000 {
		rounds, cool = 16, 0.45
	}
	r := random(seed)
	shuffle := func() {
		for i := len(terms) - 1; i > 0; i-- {
			j := r.next() % uint64(i+1)
			terms[i], terms[j] = terms[j], terms[i]
		}
	}
	shuffle()
	for round := range rounds {
		if err := ctx.Err(); err != nil {
			return err
		}
		if round > 0 && len(next) <= allPairs {
			shuffle() // an order of its own each round comes out better
		}
		for k := range terms {
			t := &terms[k]
			d := float64(t.d)
			dx, dy := at[t.i].x-at[t.j].x, at[t.i].y-at[t.j].y
			length := math.Sqrt(mul(dx, dx) + mul(dy, dy))
			if length < 1e-9 {
				// On one point: any direction parts them.
				dx, dy, length = 1e-3, 0, 1e-3
			}
			rate := min(1, step/mul(d, d))
			move := mul(rate, (length-d)/2) / length
			if !t.both {
				move = mul(move, 2)
			}
			mx, my := mul(move, dx), mul(move, dy)
			at[t.i].x -= mx
			at[t.i].y -= my
			if t.both {
				at[t.j].x += mx
				at[t.j].y += my
			}
		}
		step = mul(step, cool)
	}
	return nil
}

// holding leaves the wishes that somebody can follow: of a pair of which one
// is fixed, the other moves.
func holding(terms []term, fixed []bool) []term {
	held := terms[:0]
	for _, t := range terms {
		switch {
		case fixed[t.i] && (fixed[t.j] || !t.both):
			continue
		case fixed[t.i]:
			t.i, t.j, t.both = t.j, t.i, false
		case fixed[t.j]:
			t.both = false
		}
		held = append(held, t)
	}
	return held
}

// wishes lists the pairs that stress looks at, and the greatest distance.
func wishes(next [][]int32) ([]term, int32) {
	n := len(next)
	long := lengths(next)
	walk := newWalk(n, long)
	var terms []term
	farthest := int32(1)
	if n <= allPairs {
		terms = make([]term, 0, n*(n-1)/2)
		for i := range n {
			for j, d := range walk.from(i, next, long)[:i] {
				terms = append(terms, term{int32(i), int32(j), d, true})
				farthest = max(farthest, d)
			}
		}
		return terms, farthest
	}
	for i := range next {
		for k, j := range next[i] {
			if int(j) < i {
				terms = append(terms, term{int32(i), j, long[i][k], true})
			}
		}
	}
	// Each pivot is the node farthest from those before it.
	nearest := slices.Repeat([]int32{math.MaxInt32}, n)
	pivot := 0
	chosen := map[int]bool{}
	for range pivots {
		chosen[pivot] = true
		for i, d := range walk.from(pivot, next, long) {
			if i != pivot {
				terms = append(terms, term{int32(i), int32(pivot), d, false})
			}
			nearest[i] = min(nearest[i], d)
			farthest = max(farthest, d)
		}
		for i, d := range nearest {
			if d > nearest[pivot] || chosen[pivot] && !chosen[i] {
				pivot = i
			}
		}
	}
	return terms, farthest
}

// walk finds shortest ways from one node to all others (Dial's algorithm:
// lengths are small whole numbers, so a ring of buckets does for a heap).
type walk struct {
	distance []int32
	buckets  [][]int32
}

func newWalk(n int, long [][]int32) *walk {
	longest := int32(1)
	for _, l := range long {
		for _, d := range l {
			longest = max(longest, d)
		}
	}
	return &walk{distance: make([]int32, n), buckets: make([][]int32, longest+1)}
}

// from gives the distances of all nodes; they hold until the next call.
func (w *walk) from(source int, next, long [][]int32) []int32 {
	for i := range w.distance {
		w.distance[i] = math.MaxInt32
	}
	w.distance[source] = 0
	w.buckets[0] = append(w.buckets[0][:0], int32(source))
	ring := int32(len(w.buckets))
	for d, waiting := int32(0), 1; waiting > 0; d++ {
		slot := d % ring
		for at := 0; at < len(w.buckets[slot]); at++ {
			i := w.buckets[slot][at]
			waiting--
			if w.distance[i] != d {
				continue // a shorter way was found since
			}
			for k, j := range next[i] {
				if far := d + long[i][k]; far < w.distance[j] {
					w.distance[j] = far
					to := far % ring
					w.buckets[to] = append(w.buckets[to], j)
					waiting++
				}
			}
		}
		w.buckets[slot] = w.buckets[slot][:0]
	}
	return w.distance
}
