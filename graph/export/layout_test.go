package export

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"entente/graph"
	"entente/schema"
)

// ringGraph is a graph of n actors in a ring with a hub in the middle, and k pairs
// apart from it.
func ringGraph(n, k int) *Graph {
	g := &Graph{}
	node := func(label string) int {
		g.Nodes = append(g.Nodes, Node{Description: graph.Description{Actor: graph.Actor{ID: "actor:" + label, Label: label, Type: "State"}}})
		return len(g.Nodes) - 1
	}
	meets, _ := schema.Builtin().Relation("meets")
	join := func(a, b int) {
		g.Edges = append(g.Edges, Edge{From: a, To: b, Relation: &meets, Status: graph.Asserted, Claims: []string{"claim:x"}, Sources: 1})
		g.Nodes[a].Degree++
		g.Nodes[b].Degree++
	}
	hub := node("hub")
	for i := range n {
		node(fmt.Sprintf("Member number %d of the ring", i))
	}
	for i := range n {
		join(hub, i+1)
		join(i+1, (i+1)%n+1)
	}
	for i := range k {
		join(node(fmt.Sprintf("left %d", i)), node(fmt.Sprintf("right %d", i)))
	}
	return g
}

func TestLabelsDoNotCollide(t *testing.T) {
	for _, c := range []struct{ ring, pairs int }{{3, 0}, {12, 5}, {60, 0}, {119, 0}, {2, 50}} {
		g := ringGraph(c.ring, c.pairs)
		if err := g.Place(context.Background(), Options{Seed: 1}); err != nil {
			t.Fatal(err)
		}
		p := draw(g, schema.Builtin())
		for i := range g.Nodes {
			for j := range i {
				for _, r := range []rect{p.disc(i), p.labels[i].rect} {
					if r.meets(p.labels[j].rect) || p.labels[i].rect.meets(p.disc(j)) || p.disc(i).meets(p.disc(j)) {
						t.Errorf("ring of %d with %d pairs: %q and %q are on top of each other", c.ring, c.pairs, g.Nodes[i].Actor.Label, g.Nodes[j].Actor.Label)
					}
				}
			}
		}
		var set []rect
		for i := range p.bundles {
			if b := &p.bundles[i]; b.label != "" {
				w := textWidth(b.label, edgeLabelSize) / 2
				r := rect{point{b.at.x - w, b.at.y - 9}, point{b.at.x + w, b.at.y + 2}}
				if slices.ContainsFunc(set, r.meets) || slices.ContainsFunc(p.labels, func(l label) bool { return r.meets(l.rect) }) {
					t.Errorf("ring of %d: the name of a relation covers something", c.ring)
				}
				set = append(set, r)
			}
		}
	}
}

// TestLayoutIsTheSameEverywhere compares positions with those of the machine
// on which this was written (amd64); checked once on arm64 too, whose compiler
// fuses products and sums where it may.
func TestLayoutIsTheSameEverywhere(t *testing.T) {
	for _, c := range []struct {
		graph *Graph
		seed  uint64
		want  [2]string
	}{
		{ringGraph(5, 1), 0, [2]string{"181.47,158.43", "423.17,29.5"}},
		{ringGraph(40, 3), 7, [2]string{"643.72,492.82", "1337.73,185.57"}},
		{ringGraph(1200, 0), 0, [2]string{"2621.4,2115.78", "3839.93,3744.58"}},
	} {
		if err := c.graph.Place(context.Background(), Options{Seed: c.seed}); err != nil {
			t.Fatal(err)
		}
		var got [2]string
		for i, n := range []Node{c.graph.Nodes[0], c.graph.Nodes[len(c.graph.Nodes)-1]} {
			got[i] = pair(point{n.X, n.Y})
		}
		if got != c.want {
			t.Errorf("%d actors, seed %d: %q, want %q", len(c.graph.Nodes), c.seed, got, c.want)
		}
	}
}

func TestSeedMovesTheLayout(t *testing.T) {
	at := func(seed uint64) string {
		g := ringGraph(9, 0)
		if err := g.Place(context.Background(), Options{Seed: seed}); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(g.Nodes[3].X, g.Nodes[3].Y)
	}
	first, again, other := at(1), at(1), at(2)
	if first != again || first == other {
		t.Errorf("seed 1 gives %s and then %s, seed 2 %s", first, again, other)
	}
}

func TestDistances(t *testing.T) {
	// A square with a tail: 0-1-2-3-0, 3-4.
	next := [][]int32{{1, 3}, {0, 2}, {1, 3}, {0, 2, 4}, {3}}
	long := lengths(next)
	w := newWalk(5, long)
	got := slices.Clone(w.from(4, next, long))
	tail, side := long[4][0], long[0][0]
	if got[4] != 0 || got[3] != tail || got[0] != tail+long[3][0] || got[1] != min(got[0]+side, got[2]+long[2][0]) {
		t.Errorf("distances from the tail are %v with lengths %v", got, long)
	}
}

func TestPackLeavesNoOverlap(t *testing.T) {
	g := ringGraph(2, 120)
	if err := g.Place(context.Background(), Options{Seed: 3}); err != nil {
		t.Fatal(err)
	}
	low, high := bounds(make([]point, len(g.Nodes)), func(i int) point { return point{g.Nodes[i].X, g.Nodes[i].Y} })
	if w, h := high.x-low.x, high.y-low.y; w < h || w > 4*h {
		t.Errorf("the picture is %.0f by %.0f", w, h)
	}
}

func TestJoinSpells(t *testing.T) {
	for _, c := range []struct{ in, want []Spell }{
		{nil, nil},
		{[]Spell{{"2024-01-01", "2024-12-31"}, {"2023-01-01", "2023-12-31"}}, []Spell{{"2023-01-01", "2023-12-31"}, {"2024-01-01", "2024-12-31"}}},
		{[]Spell{{"2024-01-01", "2024-12-31"}, {"2024-02-01", "2025-02-01"}}, []Spell{{"2024-01-01", "2025-02-01"}}},
		{[]Spell{{"2024-01-01", "2024-12-31"}, {"2024-02-01", "2024-02-02"}}, []Spell{{"2024-01-01", "2024-12-31"}}},
		{[]Spell{{"2024-01-01", ""}, {"2026-01-01", "2026-02-01"}}, []Spell{{"2024-01-01", ""}}},
		{[]Spell{{"2024-01-01", "2024-02-01"}, {"", "2024-01-15"}}, []Spell{{"", "2024-02-01"}}},
		{[]Spell{{"", "2022-12-31"}, {"2025-01-01", ""}}, []Spell{{"", "2022-12-31"}, {"2025-01-01", ""}}},
	} {
		if got := join(slices.Clone(c.in)); !slices.Equal(got, c.want) {
			t.Errorf("join(%v) = %v, want %v", c.in, got, c.want)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	for _, n := range []int{100, 500, 5000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				g := ringGraph(n, 0)
				// Chords, so that it is no mere ring.
				for i := range n {
					g.Edges = append(g.Edges, Edge{From: i + 1, To: (i*7919+13)%n + 1})
				}
				if err := g.Place(context.Background(), Options{Seed: 0}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
