package drawing

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/export"
)

func claimsOf(list ...graph.Claim) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for _, c := range list {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func claim(id, subject, relation, object string) graph.Claim {
	actor := func(name string) graph.Actor {
		typ := "State"
		if name[0] == 'p' {
			typ = "Person"
		}
		return graph.Actor{ID: "actor:" + name, Label: name, Type: typ}
	}
	return graph.Claim{
		ID: "claim:" + id, Subject: actor(subject), Relation: relation, Object: actor(object), Status: graph.Asserted,
		Source: graph.Source{ID: "doc-" + id, Publisher: "Paper " + id}, Quote: subject + " " + object, Confidence: 0.9,
	}
}

func TestDraw(t *testing.T) {
	denied := claim("4", "iran", "attacks", "oman")
	denied.Status = graph.Denied
	in := export.Input{Claims: claimsOf(
		claim("1", "iran", "trades-with", "china"),
		claim("2", "iran", "trades-with", "china"),
		claim("3", "us", "sanctions", "iran"),
		denied,
	)}
	d, err := Draw(context.Background(), in, Options{Center: "actor:iran", Max: 100})
	if err != nil {
		t.Fatal(err)
	}
	if d.Grouped || d.Actors != 3 || len(d.Nodes) != 3 || len(d.Edges) != 2 || d.Sources != 3 || d.Claims != 3 {
		t.Fatalf("%+v", d)
	}
	trade := d.Edges[0]
	if trade.Directed || trade.Sources != 2 || trade.Claims != 2 || trade.Class != "cooperative" || trade.Label != "trades with" {
		t.Errorf("%+v", trade)
	}
	if s := d.Edges[1]; !s.Directed || s.Source != "actor:us" || s.Class != "conflictual" {
		t.Errorf("%+v", s)
	}
	if n := d.Nodes[0]; n.ID != "actor:china" || n.Look != "state" || n.Kind != "state" {
		t.Errorf("%+v", n)
	}
}

// A thousand persons of two states are drawn as two groups beside those with
// most relations, and the drawing says how many actors it stands for.
func TestGroups(t *testing.T) {
	var list []graph.Claim
	for i := range 1000 {
		state := []string{"iran", "oman"}[i%2]
		list = append(list, claim(fmt.Sprint(i), fmt.Sprintf("p%04d", i), "represents", state))
		list = append(list, claim("m"+fmt.Sprint(i), fmt.Sprintf("p%04d", i), "meets", fmt.Sprintf("p%04d", (i+2)%1000)))
	}
	in := export.Input{
		Claims: claimsOf(list...),
		Actor: func(_ context.Context, id string) (graph.Description, error) {
			if id[len("actor:")] != 'p' {
				return graph.Description{}, nil
			}
			within := "actor:iran"
			if id[len(id)-1]%2 == 1 {
				within = "actor:oman"
			}
			return graph.Description{Actor: graph.Actor{ID: id, Type: "Person"}, Within: within}, nil
		},
	}
	d, err := Draw(context.Background(), in, Options{Center: "actor:p0999", Max: 100})
	if err != nil {
		t.Fatal(err)
	}
	if !d.Grouped || d.Actors != 1002 || len(d.Nodes) > 100 {
		t.Fatalf("grouped %v, %d actors as %d nodes", d.Grouped, d.Actors, len(d.Nodes))
	}
	groups, members, center := 0, 0, false
	for _, n := range d.Nodes {
		if n.Members > 0 {
			groups++
			members += n.Members
			if n.Kind != "group" || n.Look != "person" {
				t.Errorf("%+v", n)
			}
		}
		center = center || n.ID == "actor:p0999"
	}
	if groups != 2 || members+len(d.Nodes)-groups != 1002 || !center {
		t.Errorf("%d groups of %d members, %d nodes, center drawn: %v", groups, members, len(d.Nodes), center)
	}
	again, err := Draw(context.Background(), in, Options{Center: "actor:p0999", Max: 100})
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Nodes {
		if d.Nodes[i] != again.Nodes[i] {
			t.Fatalf("drawn twice: %+v and %+v", d.Nodes[i], again.Nodes[i])
		}
	}
}

func TestEveryLookIsFound(t *testing.T) {
	for typ, want := range map[string]string{"Territory": "state", "Media": "org", "Unit": "armed", "Place": "other", "Nonsense": "other", "Person": "person"} {
		if got := LookOf(typ).Name; got != want {
			t.Errorf("%s is drawn as %s, want %s", typ, got, want)
		}
	}
}

// A page's drawing says each identifier once, and of a great many relations no
// quotes.
func TestPack(t *testing.T) {
	draw := func(partners int) (*Drawing, string) {
		var claims []graph.Claim
		for i := range partners {
			claims = append(claims, claim(fmt.Sprint(i), fmt.Sprintf("partner-%d", i), "trades-with", "iran"))
		}
		d, err := Draw(context.Background(), export.Input{Claims: claimsOf(claims...)}, Options{Center: "actor:iran", Max: 1000})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(d.Pack())
		if err != nil {
			t.Fatal(err)
		}
		return d, string(text)
	}
	d, text := draw(3)
	var p struct {
		Title, Center string
		Packed        bool
		Nodes         []Node
		Edges         []struct {
			Source, Target  int
			Relation, Quote string
		}
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	if !p.Packed || p.Center != "actor:iran" || len(p.Nodes) != 4 || len(p.Edges) != 3 {
		t.Fatalf("%s", text)
	}
	for i, e := range p.Edges {
		if p.Nodes[e.Source].ID != d.Edges[i].Source || p.Nodes[e.Target].ID != d.Edges[i].Target || e.Relation != "trades-with" || e.Quote != d.Edges[i].Quote || e.Quote == "" {
			t.Errorf("%+v, want %+v", e, d.Edges[i])
		}
	}
	if n := strings.Count(text, `"edge:`); n > 0 {
		t.Errorf("%d edges have an id", n)
	}
	if _, text := draw(fewEdges + 1); strings.Contains(text, `"quote"`) || strings.Count(text, `"actor:partner-7"`) != 1 {
		t.Errorf("of many: %.2000s", text)
	}
}
