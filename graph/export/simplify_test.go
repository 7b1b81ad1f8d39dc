package export

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/graph"
)

// crowd is two blocs of states around a hub each, hubs at odds, and persons
// who are tied to a hub only.
func crowd(states, persons int) []graph.Claim {
	var claims []graph.Claim
	actor := func(id, typ string) graph.Actor {
		return graph.Actor{ID: "actor:" + id, Label: strings.ToUpper(id[:1]) + id[1:], Type: typ}
	}
	say := func(a graph.Actor, relation string, b graph.Actor) {
		n := len(claims)
		claims = append(claims, graph.Claim{ID: fmt.Sprintf("claim:%06d", n), Subject: a, Relation: relation, Object: b, Status: graph.Asserted, Quote: "q", Confidence: 0.5,
			Source: graph.Source{ID: fmt.Sprint("doc", n%7), Publisher: fmt.Sprint("Paper ", n%7), SHA256: "0"}})
	}
	hubs := []graph.Actor{actor("north", "State"), actor("south", "State")}
	say(hubs[0], "sanctions", hubs[1])
	say(hubs[1], "accuses", hubs[0])
	for i := range states {
		s, hub := actor(fmt.Sprintf("state%04d", i), "State"), hubs[i%2]
		say(hub, "allied-with", s)
		say(s, "trades-with", hub)
		say(s, "meets", actor(fmt.Sprintf("state%04d", (i+2)%states), "State"))
	}
	for i := range persons {
		say(actor(fmt.Sprintf("person%04d", i), "Person"), "represents", hubs[i%2])
	}
	return claims
}

func grouped(t *testing.T, claims []graph.Claim) *Graph {
	t.Helper()
	g, err := Group(context.Background(), Input{Claims: listed(claims)}, Options{Simplify: true})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func find(t *testing.T, g *Graph, id string) *Node {
	t.Helper()
	for i := range g.Nodes {
		if g.Nodes[i].Actor.ID == id {
			return &g.Nodes[i]
		}
	}
	t.Fatalf("%s is not there", id)
	return nil
}

func TestSimplify(t *testing.T) {
	small := grouped(t, crowd(100, 100))
	if small.Note != "" || len(small.Nodes) != 202 {
		t.Errorf("a small graph has %d nodes and says %q", len(small.Nodes), small.Note)
	}
	leaves := grouped(t, crowd(400, 600))
	if want := "1,002 actors drawn as 404: "; !strings.HasPrefix(leaves.Note, want) || len(leaves.Nodes) != 404 {
		t.Errorf("%d nodes, %q", len(leaves.Nodes), leaves.Note)
	}
	n := find(t, leaves, "group:Person/north")
	if n.Actor.Label != "+300 persons" || n.Stands != 300 || n.Degree != 1 || n.Claims != 300 {
		t.Errorf("%+v", n)
	}
	for _, e := range leaves.Edges {
		a, b := leaves.Nodes[e.From].Actor.ID, leaves.Nodes[e.To].Actor.ID
		if a == "actor:north" && b == "actor:south" {
			if !e.Relation.Symmetric || e.Relation.Label != "accuses and 1 more" || e.Sources != 1 || len(e.Claims) != 2 || e.Relation.Class != "conflictual" {
				t.Errorf("north and south: %+v, %+v", e, e.Relation)
			}
		}
		if a == "group:Person/north" && (b != "actor:north" || e.Relation.Name != "represents") {
			t.Errorf("%s %s %s", a, e.Relation.Name, b)
		}
	}

	groups := grouped(t, crowd(2400, 900))
	if want := "3,302 actors drawn as "; !strings.HasPrefix(groups.Note, want) || len(groups.Nodes) > mostBlocs+len(looks) {
		t.Errorf("%d nodes, %q", len(groups.Nodes), groups.Note)
	}
	if p := find(t, groups, "group:Person"); p.Stands != 900 || p.Actor.Label != "900 persons" {
		t.Errorf("%+v", p)
	}
	stands, claims := 0, 0
	for i := range groups.Nodes {
		stands += groups.Nodes[i].Stands
	}
	for i := range groups.Edges {
		claims += len(groups.Edges[i].Claims)
	}
	if stands != 3302 || claims >= groups.Claims || claims < 902 {
		t.Errorf("groups stand for %d actors; %d of %d claims join them", stands, claims, groups.Claims)
	}
	if north := find(t, groups, "group:bloc/north"); north.Stands < 100 || !strings.HasPrefix(north.Actor.Label, "North and ") {
		t.Errorf("%+v", north)
	}
}

// The order of claims does not show, and every format says what it drew.
func TestSimplifiedFiles(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	claims := crowd(2400, 900)
	for _, f := range []Format{gexf, graphml, dot, svg, cytoscape} {
		var files [2]bytes.Buffer
		for i, list := range [][]graph.Claim{claims, backwards(claims)} {
			if err := f.Write(context.Background(), &files[i], Input{Claims: listed(list)}, Options{Simplify: true}); err != nil {
				t.Fatal(err)
			}
		}
		if files[0].String() != files[1].String() {
			t.Errorf("%s differs with the order of claims", f.Name)
		}
		for _, want := range []string{"3,302 actors drawn as", "900 persons"} {
			if !strings.Contains(files[0].String(), want) {
				t.Errorf("%s does not say %q", f.Name, want)
			}
		}
	}
}
