package export

import (
	"cmp"
	"context"
	"hash/fnv"
	"math"
	"slices"
)

// point is a place in a layout; y runs down.
type point struct{ x, y float64 }

// mul rounds a product. Compilers may fuse a product and a sum into one
// operation with one rounding, and on some machines do; the conversion forbids
// it (Go spec, "Floating-point operators"). Layouts use mul, sums, quotients
// and square roots, all of which IEEE 754 rounds in one way only, and no
// functions with an approximation of their own: the same graph is placed alike
// everywhere.
func mul(a, b float64) float64 { return float64(a * b) }

const (
	// Above this many actors a component is placed by its distances to some
	// of them only: all pairs would cost their square.
	allPairs = 900
	pivots   = 32

	// Positions from outside that are farther off than this, or no numbers,
	// are no positions.
	farthestFixed = 1e7

	// Above this many actors nothing moves from where its ID puts it.
	tooMany = 200_000
)

// Point is a place in a layout; y runs down.
type Point struct{ X, Y float64 }

// Place gives every node of a graph its position: the same for the same
// graph, seed and fixed positions. Actors with a fixed position are there
// after, exactly, and the others find room about them: a graph that grows
// keeps what is known of it. Connected parts without any are placed each by
// itself and packed, beside the fixed ones if there are such.
func (g *Graph) Place(ctx context.Context, o Options) error {
	n := len(g.Nodes)
	at, fixed := make([]point, n), make([]bool, n)
	for i := range g.Nodes {
		at[i] = start(g.Nodes[i].Actor.ID, o.Seed)
		if p, ok := o.fixed(g.Nodes[i].Actor.ID); ok {
			at[i], fixed[i] = point{p.X, p.Y}, true
		}
	}
	if n > tooMany {
		for i := range at {
			if !fixed[i] {
				at[i] = afar(at[i], n)
			}
		}
	} else if err := g.place(ctx, at, fixed, o.Seed); err != nil {
		return err
	}
	for i := range g.Nodes {
		if fixed[i] {
			g.Nodes[i].X, g.Nodes[i].Y = at[i].x, at[i].y
		} else {
			g.Nodes[i].X, g.Nodes[i].Y = round(at[i].x), round(at[i].y)
		}
	}
	return nil
}

// fixed is the position that an actor must have.
func (o *Options) fixed(id string) (Point, bool) {
	p, ok := o.Fixed[id]
	return p, ok && abs(p.X) < farthestFixed && abs(p.Y) < farthestFixed
}

// afar spreads the unit square over the room that n actors need.
func afar(p point, n int) point {
	side := mul(math.Sqrt(float64(n)), 100)
	return point{mul(p.x, side), mul(p.y, side)}
}

func (g *Graph) place(ctx context.Context, at []point, fixed []bool, seed uint64) error {
	next := neighbours(g)
	parts := components(next)
	kept := parts[:0:0] // with a fixed position
	free := parts[:0:0]
	for _, part := range parts {
		some := slices.ContainsFunc(part, func(i int32) bool { return fixed[i] })
		all := !slices.ContainsFunc(part, func(i int32) bool { return !fixed[i] })
		switch {
		case !some:
			if err := placePart(ctx, g, part, next, at, seed); err != nil {
				return err
			}
			free = append(free, part)
			continue
		case all:
			inner, here := alone(part, next, at)
			labelsAway(g, part, inner, here)
		default:
			if err := grow(ctx, g, part, next, at, fixed, seed); err != nil {
				return err
			}
		}
		kept = append(kept, part)
	}
	if len(kept) > 0 {
		if err := roomAmong(ctx, g, kept, at, fixed); err != nil {
			return err
		}
	}
	boxes := make([]box, len(at))
	for i := range g.Nodes {
		boxes[i] = boxOf(&g.Nodes[i])
	}
	pack(free, at, boxes)
	if len(kept) > 0 {
		beside(kept, free, at, boxes)
	}
	return nil
}

// beside moves packed parts to the right of those that stay.
func beside(kept, free [][]int32, at []point, boxes []box) {
	right, top := -math.MaxFloat64, math.MaxFloat64
	for _, part := range kept {
		for _, i := range part {
			right = max(right, at[i].x+boxes[i].side)
			top = min(top, at[i].y-boxes[i].up)
		}
	}
	for _, part := range free {
		for _, i := range part {
			at[i] = point{at[i].x + right + 2*partGap, at[i].y + top}
		}
	}
}

// start is where the layout begins with an actor: in the unit square, told by
// its ID and the seed.
func start(id string, seed uint64) point {
	h := fnv.New64a()
	h.Write([]byte(id))
	r := random(h.Sum64() ^ seed)
	return point{float64(r.next()>>32) / (1 << 32), float64(r.next()>>32) / (1 << 32)}
}

// random is SplitMix64: eight lines that no library changes under us.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// neighbours lists for every node the others that an edge joins it to, sorted.
func neighbours(g *Graph) [][]int32 {
	next := make([][]int32, len(g.Nodes))
	for i := range g.Edges {
		a, b := g.Edges[i].From, g.Edges[i].To
		if a != b {
			next[a] = append(next[a], int32(b))
			next[b] = append(next[b], int32(a))
		}
	}
	for i := range next {
		slices.Sort(next[i])
		next[i] = slices.Compact(next[i])
	}
	return next
}

// components gives the connected parts, the largest first.
func components(next [][]int32) [][]int32 {
	seen := make([]bool, len(next))
	var parts [][]int32
	for i := range next {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int32{int32(i)}
		for at := 0; at < len(part); at++ {
			for _, j := range next[part[at]] {
				if !seen[j] {
					seen[j] = true
					part = append(part, j)
				}
			}
		}
		slices.Sort(part)
		parts = append(parts, part)
	}
	slices.SortStableFunc(parts, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	return parts
}

// lengths gives the wished length of every edge, in the order of next. Where
// the ends share few neighbours it is longer (Gansner, Koren and North 2005),
// so that hubs do not pile up; the root keeps it from running away.
func lengths(next [][]int32) [][]int32 {
	all := make([][]int32, len(next))
	for a := range next {
		all[a] = make([]int32, len(next[a]))
		for k, b := range next[a] {
			apart := len(next[a]) + len(next[b]) - 2*shared(next[a], next[b])
			all[a][k] = int32(mul(10, math.Sqrt(float64(max(apart, 3)))) + 0.5)
		}
	}
	return all
}

// shared counts what two sorted lists have in common.
func shared(a, b []int32) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, x := range a { // a hub has far more neighbours than they have
		at, found := slices.BinarySearch(b, x)
		if found {
			n++
		}
		b = b[at:]
	}
	return n
}

// alone gives a part of a graph indexes of its own.
func alone(part []int32, next [][]int32, at []point) (inner [][]int32, here []point) {
	own := make(map[int32]int32, len(part))
	for i, id := range part {
		own[id] = int32(i)
	}
	inner, here = make([][]int32, len(part)), make([]point, len(part))
	for i, id := range part {
		here[i] = at[id]
		for _, j := range next[id] {
			inner[i] = append(inner[i], own[j])
		}
	}
	return inner, here
}

// unitOf is how many pixels a unit of length is (see lengths), across and
// down: small graphs have room for the names of relations on their lines, and
// labels are wide.
func unitOf(actors int) point {
	unit := max(4.2, 6.4-float64(actors)/40)
	return point{mul(unit, 1.25), unit}
}

func placePart(ctx context.Context, g *Graph, part []int32, next [][]int32, at []point, seed uint64) error {
	inner, here := alone(part, next, at)
	if err := stress(ctx, inner, here, nil, seed); err != nil {
		return err
	}
	widest(here)
	unit := unitOf(len(part))
	for i := range here {
		here[i] = point{mul(here[i].x, unit.x), mul(here[i].y, unit.y)}
	}
	labelsAway(g, part, inner, here)
	size := make([]box, len(part))
	for i, id := range part {
		size[i] = boxOf(&g.Nodes[id])
	}
	if err := separate(ctx, here, size); err != nil {
		return err
	}
	for i, id := range part {
		at[id] = here[i]
	}
	return nil
}

// rotations are turns whose sine and cosine are exact enough everywhere.
var rotations = []point{{1, 0}, {0.8, 0.6}, {0.6, 0.8}, {0, 1}, {-0.6, 0.8}, {-0.8, 0.6}}

// widest turns a layout so that it is wider than it is tall: pictures and
// screens are.
func widest(at []point) {
	best, turn := -1.0, rotations[0]
	for _, r := range rotations {
		low, high := bounds(at, func(i int) point { return turned(at[i], r) })
		if w, h := high.x-low.x, high.y-low.y; w/(h+1) > best {
			best, turn = w/(h+1), r
		}
	}
	for i := range at {
		at[i] = turned(at[i], turn)
	}
}

func turned(p, by point) point {
	return point{mul(p.x, by.x) - mul(p.y, by.y), mul(p.x, by.y) + mul(p.y, by.x)}
}

func bounds(at []point, of func(int) point) (low, high point) {
	low, high = point{math.MaxFloat64, math.MaxFloat64}, point{-math.MaxFloat64, -math.MaxFloat64}
	for i := range at {
		p := of(i)
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	return low, high
}
