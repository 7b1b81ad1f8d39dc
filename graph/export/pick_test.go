package export

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A picture of a graph that is too large to be held shows what that of the same
// graph does that is: the best connected, what is between them, and what was
// left out.
func TestPickedAsHeld(t *testing.T) {
	claims := chance(300, 60, 7)
	for _, format := range []Format{svg, html, mermaid} {
		for _, o := range []Options{{MaxNodes: 12}, {MaxNodes: 1}, {MaxNodes: 20, Title: "T"}} {
			in := Input{Claims: listed(claims)}
			var held, picked bytes.Buffer
			if err := format.Write(context.Background(), &held, in, o); err != nil {
				t.Fatal(err)
			}
			o.limits.claims, o.limits.chunk = 1, 100
			in.AnyOrder = listed(claims)
			if err := format.Write(context.Background(), &picked, in, o); err != nil {
				t.Fatal(err)
			}
			if held.String() != picked.String() {
				t.Errorf("%s, %+v: %s", format.Name, o, cmp.Diff(held.String(), picked.String()))
			}
		}
	}
}

// Of what is picked, the best connected and all between them are what picking
// from the whole graph gives.
func TestPickedAreTheBest(t *testing.T) {
	claims := chance(900, 120, 8)
	for _, limit := range []int{0, 1} {
		g, err := Group(context.Background(), Input{Claims: listed(claims)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		actors, relations := len(g.Nodes), len(g.Edges)
		left := g.best(15)
		p, err := pick(context.Background(), Input{Claims: listed(claims)}, Options{limits: limits{claims: limit, chunk: 100}}, 15)
		if err != nil {
			t.Fatal(err)
		}
		if p.actors != actors || p.relations != relations || p.leftOut != left || len(p.Edges) != len(g.Edges) || len(p.Nodes) != len(g.Nodes) {
			t.Errorf("picked %d of %d actors, %d of %d relations; want %d of %d, %d of %d", len(p.Nodes), p.actors, len(p.Edges), p.relations, len(g.Nodes), actors, len(g.Edges), relations)
		}
		for i := range g.Nodes {
			if p.Nodes[i].Actor.ID != g.Nodes[i].Actor.ID || p.Nodes[i].Degree != g.Nodes[i].Degree {
				t.Errorf("%s, %d relations; want %s, %d", p.Nodes[i].Actor.ID, p.Nodes[i].Degree, g.Nodes[i].Actor.ID, g.Nodes[i].Degree)
			}
		}
		for i := range g.Edges {
			if p.Edges[i].ID != g.Edges[i].ID {
				t.Errorf("edge %d is another", i)
			}
		}
	}
}
