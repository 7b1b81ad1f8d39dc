package export

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/analysis"
	"entente/schema"
)

const (
	// SimplifyAbove is the number of actors above which Simplify joins what
	// can be joined without losing an actor's ties.
	SimplifyAbove = 800
	// AggregateAbove is the number above which it draws groups for actors.
	AggregateAbove = 2000

	mostBlocs     = 60 // the largest ones that stand by themselves
	smallestBlocs = 3  // actors in them
	fewestLeaves  = 2  // that are drawn as one
)

// Simplify makes a graph that nobody can look at into one that they can. Above
// 800 actors the edges of one class between two actors become one, and those
// with one and the same only neighbour become "+12 states". Above 2,000 the
// graph is one of blocs, the largest 60, and of kinds of actors: "450 other
// persons". Note then says what is drawn for what; Node.Stands tells groups
// from actors.
func (g *Graph) Simplify(ctx context.Context, o Options) error {
	n := len(g.Nodes)
	switch {
	case n > AggregateAbove:
		if err := g.aggregate(ctx, o); err != nil {
			return err
		}
		g.Note = fmt.Sprintf("%s drawn as %d groups: the largest blocs of those who cooperate, the others by kind", count(n, "actor"), len(g.Nodes))
	case n > SimplifyAbove:
		g.foldLeaves(o.vocabulary())
		g.Note = fmt.Sprintf("%s drawn as %s: those with one and the same only neighbour are one, and so are relations of one class", count(n, "actor"), thousands(len(g.Nodes)))
	}
	return nil
}

// foldLeaves draws the actors of one kind that have only one and the same
// neighbour as one.
func (g *Graph) foldLeaves(v *schema.Vocabulary) {
	next := neighbours(g)
	type leaves struct {
		hub  int32
		look int
	}
	found := map[leaves][]int{}
	for i := range g.Nodes {
		// Of two that have only each other neither is the other's leaf.
		if len(next[i]) == 1 && len(next[next[i][0]]) > 1 {
			k := leaves{next[i][0], lookIndex(v, g.Nodes[i].Actor.Type)}
			found[k] = append(found[k], i)
		}
	}
	group := make([]*Node, len(g.Nodes))
	for k, members := range found {
		if len(members) < fewestLeaves {
			continue
		}
		l := &looks[k.look]
		n := &Node{Stands: len(members)}
		n.Actor = graph.Actor{
			ID:    fmt.Sprintf("group:%s/%s", l.types[0], strings.TrimPrefix(g.Nodes[k.hub].Actor.ID, graph.ActorPrefix)),
			Label: "+" + many(len(members), l), Type: l.types[0],
		}
		for _, i := range members {
			group[i] = n
		}
	}
	g.collapse(group)
}

// aggregate draws blocs and kinds of actors.
func (g *Graph) aggregate(ctx context.Context, o Options) error {
	blocs, err := analysis.New(len(g.Nodes), g.ties(o.vocabulary())).Blocs(ctx, o.Seed)
	if err != nil {
		return err
	}
	made := map[string]*Node{}
	group := make([]*Node, len(g.Nodes))
	for i := range g.Nodes {
		var id string
		n := &Node{}
		if b := blocs.Of[i]; b > 0 && b <= mostBlocs && blocs.Size[b] >= smallestBlocs {
			lead := &g.Nodes[blocs.Lead[b]].Actor
			id = "group:bloc/" + strings.TrimPrefix(lead.ID, graph.ActorPrefix)
			n.Actor = graph.Actor{ID: id, Type: lead.Type, Label: fmt.Sprintf("%s and %s more", lead.Label, thousands(blocs.Size[b]-1))}
		} else {
			l := lookOf(o.vocabulary(), g.Nodes[i].Actor.Type)
			id = "group:" + l.types[0]
			n.Actor = graph.Actor{ID: id, Type: l.types[0]}
		}
		if made[id] == nil {
			made[id] = n
		}
		made[id].Stands++
		group[i] = made[id]
	}
	for _, n := range made {
		if n.Actor.Label == "" {
			n.Actor.Label = many(n.Stands, lookOf(o.vocabulary(), n.Actor.Type))
		}
	}
	g.collapse(group)
	return nil
}

// many counts actors of a kind.
func many(n int, l *Look) string {
	name := l.Label
	switch {
	case n == 1:
	case strings.Contains(name, " or "):
		name = "places, events, things or others"
		if l.shape == triangle {
			name = "armed forces, groups or units"
		}
	case strings.HasSuffix(name, "y"):
		name = strings.TrimSuffix(name, "y") + "ies"
	default:
		name += "s"
	}
	return thousands(n) + " " + name
}

// collapse puts groups in place of their members, nil standing for an actor
// that stays, and joins the edges of one class and status between two nodes.
// What joins the members of one group to each other is counted, not drawn.
func (g *Graph) collapse(group []*Node) {
	var nodes []Node
	at := make([]int, len(g.Nodes))
	placed := map[*Node]int{}
	for i := range g.Nodes {
		n := group[i]
		if n == nil {
			n = &g.Nodes[i]
		}
		to, ok := placed[n]
		if !ok {
			to = len(nodes)
			placed[n] = to
			copied := *n
			copied.Degree, copied.Claims = 0, 0
			nodes = append(nodes, copied)
		}
		at[i] = to
		if group[i] != nil {
			widen(&nodes[to].Earliest, &nodes[to].Latest, g.Nodes[i].Earliest, g.Nodes[i].Latest)
		}
	}
	type key struct {
		a, b   int
		class  schema.Class
		status graph.Status
	}
	type joint struct {
		Edge
		relations []*schema.Relation // with most claims first
		claims    map[*schema.Relation]int
		ab, ba    bool // there is one that leads from a to b, or from b to a
	}
	joints := map[key]*joint{}
	for i := range g.Edges {
		e := &g.Edges[i]
		from, to := at[e.From], at[e.To]
		if from == to {
			continue
		}
		k := key{min(from, to), max(from, to), e.Relation.Class, e.Status}
		j := joints[k]
		if j == nil {
			j = &joint{Edge: Edge{From: k.a, To: k.b, Status: e.Status, Best: e.Best}, claims: map[*schema.Relation]int{}}
			joints[k] = j
		}
		if j.claims[e.Relation] == 0 {
			j.relations = append(j.relations, e.Relation)
		}
		j.claims[e.Relation] += len(e.Claims)
		j.ab = j.ab || e.Relation.Symmetric || from == k.a
		j.ba = j.ba || e.Relation.Symmetric || to == k.a
		j.Claims = append(j.Claims, e.Claims...)
		j.Spells = append(j.Spells, e.Spells...)
		j.Sources = max(j.Sources, e.Sources) // of whom is not known any more; so many at least
		if better(e.Best, j.Best) {
			j.Best = e.Best
		}
	}
	g.Edges = g.Edges[:0]
	for k, j := range joints {
		slices.SortFunc(j.relations, func(x, y *schema.Relation) int {
			return cmp.Or(cmp.Compare(j.claims[y], j.claims[x]), cmp.Compare(x.Name, y.Name))
		})
		j.sum(j.Sources)
		if j.ba && !j.ab {
			j.From, j.To = k.b, k.a
		}
		j.Relation = joined(j.relations, j.ab && j.ba)
		sum := sha256.Sum256([]byte(strings.Join([]string{nodes[j.From].Actor.ID, nodes[j.To].Actor.ID, string(k.class), string(k.status)}, "\x00")))
		j.ID = "edge:" + hex.EncodeToString(sum[:12])
		g.Edges = append(g.Edges, j.Edge)
	}
	g.Nodes = nodes
	g.order()
	g.tally()
}

// joined is what several relations of one class are as one.
func joined(relations []*schema.Relation, both bool) *schema.Relation {
	first := relations[0]
	if len(relations) == 1 && first.Symmetric == both {
		return first
	}
	r := schema.Relation{Name: string(first.Class), Label: first.Label, Inverse: first.Inverse, Symmetric: both, Kind: first.Kind, Class: first.Class}
	if more := len(relations) - 1; more > 0 {
		r.Label += fmt.Sprintf(" and %d more", more)
		r.Inverse = ""
	}
	return &r
}
