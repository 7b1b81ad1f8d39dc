package export

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/graph"
)

// Two sources speak of countries: a picture does not join what the one says to
// what the other does, while what one source says of them stays together.
func TestNamelessOfTwoSourcesAreDrawnApart(t *testing.T) {
	claim := func(id, subject, source string) graph.Claim {
		return graph.Claim{
			ID: id, Relation: "threatens", Status: graph.Asserted, Source: graph.Source{ID: source, Publisher: source},
			Subject: graph.Actor{ID: "actor:" + subject, Label: subject, Type: "State"},
			Object:  graph.Actor{ID: "actor:_countries"},
		}
	}
	claims := []graph.Claim{claim("claim:1", "chad", "a"), claim("claim:2", "togo", "b"), claim("claim:3", "niger", "a")}
	for _, of := range []struct {
		what  string
		actor func(context.Context, string) (graph.Description, error)
	}{
		{"nothing", nil},
		{"a store", func(_ context.Context, id string) (graph.Description, error) {
			return graph.Description{Actor: graph.Actor{ID: id, Label: strings.TrimPrefix(id, "actor:_"), Type: "Group"}}, nil
		}},
	} {
		in := Input{Claims: listed(claims), Actor: of.actor}
		p, err := pick(t.Context(), in, Options{}, 50)
		if err != nil {
			t.Fatal(err)
		}
		var degrees []int
		for _, n := range p.Nodes {
			if graph.Unnamed(n.Actor.ID) {
				degrees = append(degrees, n.Degree)
				if want := "countries"; !strings.HasSuffix(n.Actor.Label, want) || strings.Contains(n.Actor.Label, inSource) {
					t.Errorf("where %s is known: label %q, want %q", of.what, n.Actor.Label, want)
				}
			}
		}
		if !slices.Equal(degrees, []int{2, 1}) {
			t.Errorf("where %s is known: countries with %v lines, want those of a with 2 and those of b with 1", of.what, degrees)
		}
		if g, err := Group(t.Context(), in, Options{}); err != nil || len(g.Nodes) != 4 {
			t.Errorf("a file with IDs has %d actors (%v), want 4", len(g.Nodes), err)
		}
	}
}

func TestNamelessAreNamed(t *testing.T) {
	g := &Graph{}
	add := func(id, label string, degree int) {
		g.Nodes = append(g.Nodes, Node{Description: graph.Description{Actor: graph.Actor{ID: id, Label: label}}, Degree: degree})
	}
	add("actor:chad", "Chad", 4)
	add("actor:_tanker", "tanker", 1)
	if got := g.nameless(); got != "" {
		t.Errorf("no lines meet there: %q", got)
	}
	for i, label := range []string{"a", "b", "c", "soldiers", "d", "e", "f"} {
		add("actor:_"+label, label, 2+i%4)
	}
	if got, want := g.nameless(), "Without a name, so perhaps others in each line: soldiers, c, f, b, e, a and 1 more."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
