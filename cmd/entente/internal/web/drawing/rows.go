package drawing

import (
	"context"
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/export"
)

// Row is a line of a query's answer that joins two things, by the convention
// of Cayley's visualizer: source and target, and what else it may say of them.
type Row struct {
	Source, Target             string
	SourceLabel, TargetLabel   string
	SourceColour, TargetColour string
	Relation                   string // "" if the row does not say
}

// Rows draws a query's answer. What rows say of two things is no claim, so
// its edges have no sources.
func Rows(ctx context.Context, rows []Row, actor func(context.Context, string) (graph.Description, error), o Options) (*Drawing, error) {
	colours := map[string]string{}
	node := func(id, label, colour string) graph.Actor {
		if colours[id] == "" {
			colours[id] = colour
		}
		a := graph.Actor{ID: id, Label: label}
		if !strings.HasPrefix(id, graph.ActorPrefix) {
			a.Type = "Actor"
			if a.Label == "" {
				a.Label = id
			}
		}
		return a
	}
	claims := func(yield func(graph.Claim, error) bool) {
		for i, r := range rows {
			relation := strings.TrimPrefix(r.Relation, graph.RelationPrefix)
			if relation == "" {
				relation = "linked"
			}
			c := graph.Claim{
				ID: fmt.Sprint(i), Status: graph.Asserted, Relation: relation,
				Subject: node(r.Source, r.SourceLabel, r.SourceColour), Object: node(r.Target, r.TargetLabel, r.TargetColour),
			}
			if !yield(c, nil) {
				return
			}
		}
	}
	describe := func(ctx context.Context, id string) (graph.Description, error) {
		if actor == nil || !strings.HasPrefix(id, graph.ActorPrefix) {
			return graph.Description{}, nil
		}
		return actor(ctx, id)
	}
	d, err := Draw(ctx, export.Input{Claims: claims, Actor: describe}, o)
	if err != nil {
		return nil, err
	}
	d.Sources = 0
	for i := range d.Nodes {
		d.Nodes[i].Colour = colours[d.Nodes[i].ID]
	}
	for i := range d.Edges {
		e := &d.Edges[i]
		e.Sources = 0
		e.Made = e.Relation == "linked"
		if e.Made {
			e.Label = "is joined to"
		}
	}
	return d, nil
}
