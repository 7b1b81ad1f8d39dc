package export

import (
	"context"
	"fmt"
	"math"
	"testing"
)

// A graph that grows keeps what is known of it, and gives the new ones room
// near their neighbours.
func TestFixedPositions(t *testing.T) {
	for _, c := range []struct{ before, after, pairs int }{{8, 12, 0}, {20, 60, 3}, {60, 61, 0}, {3, 40, 20}} {
		small := ringGraph(c.before, 1)
		if err := small.Place(context.Background(), Options{}); err != nil {
			t.Fatal(err)
		}
		fixed := map[string]Point{}
		for i := range small.Nodes {
			fixed[small.Nodes[i].Actor.ID] = Point{small.Nodes[i].X, small.Nodes[i].Y}
		}
		fixed["actor:hub"] = Point{fixed["actor:hub"].X + 1.0/3, fixed["actor:hub"].Y} // not one of ours
		place := func() *Graph {
			g := ringGraph(c.after, c.pairs)
			if err := g.Place(context.Background(), Options{Fixed: fixed}); err != nil {
				t.Fatal(err)
			}
			return g
		}
		g, again := place(), place()
		name := fmt.Sprintf("%d to %d", c.before, c.after)
		for i := range g.Nodes {
			n := &g.Nodes[i]
			if n.X != again.Nodes[i].X || n.Y != again.Nodes[i].Y {
				t.Errorf("%s: %s is elsewhere the second time", name, n.Actor.Label)
			}
			was, ok := fixed[n.Actor.ID]
			if ok {
				if (was != Point{n.X, n.Y}) {
					t.Errorf("%s: %s moved from %v to %v,%v", name, n.Actor.Label, was, n.X, n.Y)
				}
				continue
			}
			for j := range g.Nodes {
				if j != i && overlaps(n, &g.Nodes[j]) {
					t.Errorf("%s: %s lies on %s", name, n.Actor.Label, g.Nodes[j].Actor.Label)
				}
			}
		}
		// A new member of the ring is not farther from the hub than its
		// place in the ring asks for.
		hub := g.Nodes[0]
		for _, e := range g.Edges {
			if a, b := &g.Nodes[e.From], &g.Nodes[e.To]; e.From == 0 {
				if d := math.Hypot(b.X-hub.X, b.Y-hub.Y); d > 200+14*float64(c.after) {
					t.Errorf("%s: %s is %.0f from %s", name, b.Actor.Label, d, a.Actor.Label)
				}
			}
		}
	}
}

func overlaps(a, b *Node) bool {
	x, y := boxOf(a), boxOf(b)
	return abs(a.X-b.X) < x.side+y.side && a.Y-x.up < b.Y+y.down && b.Y-y.up < a.Y+x.down
}

// Positions come from the web, too.
func TestFixedPositionsOfNowhere(t *testing.T) {
	g := ringGraph(5, 2)
	fixed := map[string]Point{}
	for i, p := range []Point{{math.NaN(), 0}, {math.Inf(1), 0}, {0, -1e300}, {5, 5}, {5, 5}} {
		fixed[g.Nodes[i].Actor.ID] = p
	}
	if err := g.Place(context.Background(), Options{Fixed: fixed}); err != nil {
		t.Fatal(err)
	}
	for _, n := range g.Nodes {
		if !(abs(n.X) < 1e5 && abs(n.Y) < 1e5) {
			t.Errorf("%s is at %v,%v", n.Actor.Label, n.X, n.Y)
		}
	}
}
