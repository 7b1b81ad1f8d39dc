// Package analysis measures a graph: who stands in the middle of it, who
// brokers between others, which blocs there are, and where friend of friend
// is foe. It knows nodes by number and ties with a weight and a sign, and
// nothing of claims, stores or files, so that the same figures stand in a
// table, in an export and on a page.
//
// # Why not gonum alone
//
// gonum has PageRank, betweenness and Louvain, and the tests here compare with
// it. It is not called, for reasons that were measured (v0.17.0): PageRank
// starts at a random vector without a seed, so its last digits differ from run
// to run; betweenness of 5,000 nodes and 25,000 edges takes 94 s through its
// maps, 2 s here; Louvain sums over all members of a community for every move
// and takes 10 s there, well under one here. What all three need is a graph in
// flat slices and a few dozen lines.
//
// # Same in, same out
//
// Results do not depend on the order of ties, on the machine or on the number
// of cores. Blocs are found in whole numbers; products are rounded before they
// are summed, so that no compiler fuses them.
package analysis

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// Sign tells what a tie is to structural balance and to blocs.
type Sign int8

// The signs.
const (
	Conflictual Sign = -1
	Neutral     Sign = 0
	Cooperative Sign = 1
)

// Tie is one edge: one relation of two nodes.
type Tie struct {
	From, To  int
	Weight    int // independent sources that say so; less than 1 counts as 1
	Symmetric bool
	Sign      Sign
}

// heaviest bounds what one tie weighs: sums of blocs stay whole numbers.
const heaviest = 1 << 20

// Graph is ties between nodes 0 to n-1, made ready for measuring. It does not
// change.
type Graph struct {
	n    int
	ties []Tie // sorted

	// Pairs of nodes that have a tie, both ways: the neighbours of i are
	// next[start[i]:start[i+1]], sorted. A place in next is a slot.
	start []int32
	next  []int32
	twin  []int32 // the slot of the same pair, seen from the other end

	// Summed over a pair's ties, by slot.
	weight    []int64
	good, bad []int64 // of cooperative and of conflictual ties
}

// New makes a graph. Ties of a node with itself are left out.
func New(n int, ties []Tie) *Graph {
	g := &Graph{n: n, ties: make([]Tie, 0, len(ties))}
	for _, t := range ties {
		if t.From == t.To {
			continue
		}
		t.Weight = min(max(t.Weight, 1), heaviest)
		g.ties = append(g.ties, t)
	}
	side := func(t *Tie) int {
		if t.Symmetric {
			return 1
		}
		return 0
	}
	slices.SortFunc(g.ties, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Sign, b.Sign), cmp.Compare(a.Weight, b.Weight), cmp.Compare(side(&a), side(&b)))
	})
	g.pair()
	return g
}

// half is one end's view of a tie.
type half struct {
	from, to int32
	weight   int64
	sign     Sign
}

// pair sums the ties of each pair.
func (g *Graph) pair() {
	halves := make([]half, 0, 2*len(g.ties))
	for _, t := range g.ties {
		a, b, w := int32(t.From), int32(t.To), int64(t.Weight)
		halves = append(halves, half{a, b, w, t.Sign}, half{b, a, w, t.Sign})
	}
	slices.SortFunc(halves, func(x, y half) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	g.start = make([]int32, g.n+1)
	for i := 0; i < len(halves); {
		h, weight, good, bad := halves[i], int64(0), int64(0), int64(0)
		for ; i < len(halves) && halves[i].from == h.from && halves[i].to == h.to; i++ {
			weight += halves[i].weight
			switch halves[i].sign {
			case Cooperative:
				good += halves[i].weight
			case Conflictual:
				bad += halves[i].weight
			}
		}
		g.next = append(g.next, h.to)
		g.weight = append(g.weight, weight)
		g.good, g.bad = append(g.good, good), append(g.bad, bad)
		g.start[h.from+1]++
	}
	for i := range g.n {
		g.start[i+1] += g.start[i]
	}
	// Slots are sorted by both ends, so those that lead to a node come in the
	// order of that node's own.
	g.twin = make([]int32, len(g.next))
	filled := slices.Clone(g.start)
	for i := range int32(g.n) {
		for s := g.start[i]; s < g.start[i+1]; s++ {
			j := g.next[s]
			g.twin[s] = filled[j]
			filled[j]++
		}
	}
}

// Leaning is what two nodes have with each other: the weight of their
// cooperative and of their conflictual ties.
type Leaning struct{ A, B, Good, Bad int }

// Leanings gives every pair of nodes that have a tie, A before B.
func (g *Graph) Leanings() iter.Seq[Leaning] {
	return func(yield func(Leaning) bool) {
		for a := range g.n {
			for s := g.start[a]; s < g.start[a+1]; s++ {
				if b := int(g.next[s]); b > a && !yield(Leaning{a, b, int(g.good[s]), int(g.bad[s])}) {
					return
				}
			}
		}
	}
}

// neighbours lists a node's neighbours, sorted.
func (g *Graph) neighbours(i int32) []int32 { return g.next[g.start[i]:g.start[i+1]] }

// triangles calls fn for every three nodes of which each two have a tie, with
// the slots from a to b, from a to c and from b to c. It takes every edge from
// the end with fewer neighbours, so that hubs cost little (Chiba and
// Nishizeki 1985).
func (g *Graph) triangles(fn func(a, b, c, ab, ac, bc int32)) {
	less := func(i, j int32) bool {
		di, dj := g.start[i+1]-g.start[i], g.start[j+1]-g.start[j]
		return di < dj || di == dj && i < j
	}
	ahead := make([]int32, 0, len(g.next)/2) // slots that lead to greater nodes
	from := make([]int32, g.n+1)
	for i := range int32(g.n) {
		for s := g.start[i]; s < g.start[i+1]; s++ {
			if less(i, g.next[s]) {
				ahead = append(ahead, s)
			}
		}
		from[i+1] = int32(len(ahead))
	}
	mark := make([]int32, g.n) // slot from a, plus one
	for a := range int32(g.n) {
		of := ahead[from[a]:from[a+1]]
		for _, s := range of {
			mark[g.next[s]] = s + 1
		}
		for _, ab := range of {
			b := g.next[ab]
			for _, bc := range ahead[from[b]:from[b+1]] {
				if c := g.next[bc]; mark[c] > 0 {
					fn(a, b, c, ab, mark[c]-1, bc)
				}
			}
		}
		for _, s := range of {
			mark[g.next[s]] = 0
		}
	}
}

// mul rounds a product before it is summed.
func mul(a, b float64) float64 { return float64(a * b) }

// random is SplitMix64.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// shuffled gives the numbers below n in an order of the seed's.
func shuffled(n int, r *random) []int32 {
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	for i := n - 1; i > 0; i-- {
		j := r.next() % uint64(i+1)
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// digits cuts a figure to what people compare: nine places.
func digits(f float64) float64 { return math.Round(mul(f, 1e9)) / 1e9 }
