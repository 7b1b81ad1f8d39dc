package drawing

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/export"
	"entente/schema"
)

// themselves is how many of the best connected actors stay single when the
// others are grouped.
const themselves = 200

// GroupPrefix begins the ID of a node that stands for several actors.
const GroupPrefix = "group:"

// groups says which actors are drawn as one.
type groups struct {
	actors  int                    // in all
	of      map[string]graph.Actor // the group of an actor that is not drawn itself
	members map[string]int         // by group
	denied  map[ends]int           // claims that deny an edge
}

// ends are what an edge joins.
type ends struct{ source, relation, target string }

// edgeOf is one for both directions of what holds both ways.
func edgeOf(source, relation, target string) ends {
	if r, ok := schema.Builtin().Relation(relation); ok && r.Symmetric && target < source {
		source, target = target, source
	}
	return ends{source, relation, target}
}

// Folded tells whether any actors are drawn as one.
func (g *groups) Folded() bool { return len(g.of) > 0 }

// gather counts the actors and, if there are too many, groups them by the
// state or organization that they belong to and by how they are drawn.
func gather(ctx context.Context, in export.Input, o Options) (*groups, error) {
	g := &groups{of: map[string]graph.Actor{}, members: map[string]int{}, denied: map[ends]int{}}
	degree := map[string]int{}
	types := map[string]string{}
	if in.Claims == nil {
		return g, nil
	}
	for c, err := range in.Claims {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		if c.Status == graph.Denied && c.Ended == "" {
			g.denied[edgeOf(c.Subject.ID, c.Relation, c.Object.ID)]++
		}
		if !drawn(&c, o) {
			continue
		}
		for _, a := range []graph.Actor{c.Subject, c.Object} {
			degree[a.ID]++
			if a.Type != "" {
				types[a.ID] = a.Type
			}
		}
	}
	g.actors = len(degree)
	if o.Max <= 0 || len(degree) <= o.Max {
		return g, nil
	}
	order := make([]string, 0, len(degree))
	for id := range degree {
		order = append(order, id)
	}
	slices.SortFunc(order, func(a, b string) int {
		return cmp.Or(cmp.Compare(degree[b], degree[a]), cmp.Compare(a, b))
	})
	names := map[string]string{} // of what groups belong to
	for _, id := range order[min(themselves, o.Max/2):] {
		if id == o.Center {
			continue
		}
		d, err := describe(ctx, in, id)
		if err != nil {
			return nil, err
		}
		look := LookOf(firstOf(types[id], d.Actor.Type))
		within := d.Within
		if within != "" && names[within] == "" {
			owner, err := describe(ctx, in, within)
			if err != nil {
				return nil, err
			}
			names[within] = firstOf(owner.Actor.Label, strings.TrimPrefix(within, graph.ActorPrefix))
		}
		g.put(id, look, within, names[within])
	}
	// More groups than there may be: those of few members lose what they
	// belong to.
	if room := o.Max - min(themselves, o.Max/2); len(g.members) > room {
		g.coarsen()
	}
	for id, group := range g.of {
		group.Label = fmt.Sprintf("%d × %s", g.members[group.ID], group.Label)
		g.of[id] = group
	}
	return g, nil
}

func describe(ctx context.Context, in export.Input, id string) (graph.Description, error) {
	if in.Actor == nil {
		return graph.Description{}, nil
	}
	return in.Actor(ctx, id)
}

func (g *groups) put(id string, look export.Look, within, name string) {
	group := graph.Actor{ID: GroupPrefix + look.Name, Label: look.Label, Type: look.Type()}
	if within != "" {
		group.ID += "/" + strings.TrimPrefix(within, graph.ActorPrefix)
		group.Label += " of " + name
	}
	g.of[id] = group
	g.members[group.ID]++
}

// coarsen groups by look alone.
func (g *groups) coarsen() {
	clear(g.members)
	for id, group := range g.of {
		look := LookOf(group.Type)
		g.put(id, look, "", "")
	}
}

// drawn tells whether a claim becomes an edge.
func drawn(c *graph.Claim, o Options) bool {
	wanted := o.Statuses
	if len(wanted) == 0 {
		wanted = []graph.Status{graph.Asserted}
	}
	return slices.Contains(wanted, c.Status) && c.Ended == "" && c.Subject.ID != c.Object.ID
}

// rewrite gives the claims with groups in place of their members. What joins
// two of one group is left out.
func (g *groups) rewrite(in export.Input) export.Input {
	claims, actor := in.Claims, in.Actor
	in.Claims = iter.Seq2[graph.Claim, error](func(yield func(graph.Claim, error) bool) {
		for c, err := range claims {
			if group, ok := g.of[c.Subject.ID]; ok {
				c.Subject = group
			}
			if group, ok := g.of[c.Object.ID]; ok {
				c.Object = group
			}
			if !yield(c, err) {
				return
			}
		}
	})
	in.Actor = func(ctx context.Context, id string) (graph.Description, error) {
		if actor == nil || strings.HasPrefix(id, GroupPrefix) {
			return graph.Description{}, nil
		}
		return actor(ctx, id)
	}
	return in
}

func (g *groups) node(n *export.Node) Node {
	look := LookOf(n.Actor.Type)
	kind := n.Actor.Type
	if t, ok := schema.Builtin().Type(n.Actor.Type); ok {
		kind = t.Label
	}
	out := Node{
		ID: n.Actor.ID, Label: n.Actor.Label, Type: n.Actor.Type, Kind: kind, Look: look.Name,
		X: n.X, Y: n.Y, Degree: n.Degree, Claims: n.Claims, Earliest: n.Earliest, Latest: n.Latest,
	}
	if strings.HasPrefix(n.Actor.ID, GroupPrefix) {
		out.Kind, out.Members = "group", g.members[n.Actor.ID]
	}
	return out
}
