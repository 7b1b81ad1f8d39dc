// Package drawing is a graph as a browser draws it: actors with positions,
// edges with what their line shows. It is what /api/graph answers with and
// what the console's graph view reads, for the claims of a store and for the
// rows of a query alike. Positions come from package export, so that the
// console, pictures and files show one layout.
//
// A graph of more actors than anybody can look at is drawn as groups: the best
// connected stay themselves, the others become "12 persons of Iran". The
// drawing says so, and how many there are in truth.
package drawing

import (
	"context"

	"entente/graph"
	"entente/graph/export"
	"entente/schema"
)

// Drawing is a graph with positions.
type Drawing struct {
	Title    string `json:"title"`
	Center   string `json:"center,omitempty"` // the actor that it is about
	Nodes    []Node `json:"nodes"`            // sorted by ID
	Edges    []Edge `json:"edges"`            // sorted by source, relation, target
	Sources  int    `json:"sources"`
	Claims   int    `json:"claims"`
	Earliest string `json:"earliest,omitempty"`
	Latest   string `json:"latest,omitempty"`

	// Grouped says that nodes stand for several actors; Actors counts those.
	Grouped bool `json:"grouped"`
	Actors  int  `json:"actors"`
}

// Node is an actor, or a group of them.
type Node struct {
	ID       string  `json:"id"`
	Label    string  `json:"label"`
	Type     string  `json:"type"`
	Kind     string  `json:"kind"` // what the type is in words: "government body"
	Look     string  `json:"look"` // shape and colour: the name of an [export.Look]
	X        float64 `json:"x"`
	Y        float64 `json:"y"` // down
	Degree   int     `json:"degree"`
	Claims   int     `json:"claims"`
	Earliest string  `json:"earliest,omitempty"`
	Latest   string  `json:"latest,omitempty"`
	Members  int     `json:"members,omitempty"` // of a group
	Colour   string  `json:"colour,omitempty"`  // that a query gave it
}

// Edge is one relation between two actors, in one direction.
type Edge struct {
	ID       string       `json:"id"`
	Source   string       `json:"source"`
	Target   string       `json:"target"`
	Relation string       `json:"relation"`
	Label    string       `json:"label"`
	Class    schema.Class `json:"class"`
	Directed bool         `json:"directed"`
	Status   graph.Status `json:"status"`
	Claims   int          `json:"claims"`
	Sources  int          `json:"sources"` // independent ones
	Earliest string       `json:"earliest,omitempty"`
	Latest   string       `json:"latest,omitempty"`
	Quote    string       `json:"quote,omitempty"`  // of the surest claim
	Open     bool         `json:"open,omitempty"`   // it began, and has not ended as far as is known
	Made     bool         `json:"made,omitempty"`   // a query says so, of no relation
	Denied   int          `json:"denied,omitempty"` // claims that deny it
}

// LookOf finds the look of a type of actor in the vocabulary that stores have.
func LookOf(typ string) export.Look { return export.LookOf(schema.Builtin(), typ) }

// Options are the reader's wishes.
type Options struct {
	export.Options
	Center string // ID of the actor in the middle, or ""
	Max    int    // nodes; more become groups. 0: as many as there are
}

// quoteLength is how much of a quote a tooltip has room for.
const quoteLength = 240

// Draw groups claims into a drawing. in.Claims is ranged over twice.
func Draw(ctx context.Context, in export.Input, o Options) (*Drawing, error) {
	d := &Drawing{Title: o.Title, Center: o.Center, Nodes: []Node{}, Edges: []Edge{}}
	groups, err := gather(ctx, in, o)
	if err != nil {
		return nil, err
	}
	if groups.Folded() {
		in = groups.rewrite(in)
		d.Grouped = true
	}
	d.Actors = groups.actors
	g, err := export.Build(ctx, in, o.Options)
	if err != nil {
		return nil, err
	}
	d.Claims, d.Earliest, d.Latest = g.Claims, g.Earliest, g.Latest
	publishers := map[string]bool{}
	for _, s := range g.Sources {
		publishers[firstOf(s.Publisher, s.ID)] = true
	}
	d.Sources = len(publishers)
	for i := range g.Nodes {
		d.Nodes = append(d.Nodes, groups.node(&g.Nodes[i]))
	}
	for i := range g.Edges {
		e := edge(g, &g.Edges[i])
		if e.Status == graph.Asserted {
			e.Denied = groups.denied[edgeOf(e.Source, e.Relation, e.Target)]
		}
		d.Edges = append(d.Edges, e)
	}
	return d, nil
}

func edge(g *export.Graph, e *export.Edge) Edge {
	out := Edge{
		ID: e.ID, Source: g.Nodes[e.From].Actor.ID, Target: g.Nodes[e.To].Actor.ID,
		Relation: e.Relation.Name, Label: e.Relation.Label, Class: e.Relation.Class, Directed: !e.Relation.Symmetric,
		Status: e.Status, Claims: len(e.Claims), Sources: e.Sources, Earliest: e.Earliest, Latest: e.Latest,
	}
	for _, s := range e.Spells {
		out.Open = out.Open || s.Start != "" && s.End == ""
	}
	if e.Best != nil {
		out.Quote = shorten(e.Best.Quote, quoteLength)
	}
	return out
}

// shorten cuts a text at so many characters.
func shorten(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i] + "…"
		}
		n++
	}
	return text
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
