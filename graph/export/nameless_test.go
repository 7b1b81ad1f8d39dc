package export

import (
	"testing"

	"entente/graph"
)

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
