package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/analysis"
	"entente/schema"
)

// ties is a part of the graph made ready for measuring: its actors, sorted by
// ID, and the ties that asserted claims make between them.
type ties struct {
	actors []graph.Actor
	claims []int // by actor
	graph  *analysis.Graph
}

// readTies folds the claims of a part. It holds two numbers a claim.
func readTies(ctx context.Context, p *Part) (*ties, error) {
	t := &ties{}
	number := map[string]int{}
	actor := func(a *graph.Actor) int {
		i, ok := number[a.ID]
		if !ok {
			i = len(t.actors)
			number[a.ID] = i
			t.actors = append(t.actors, graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type})
			t.claims = append(t.claims, 0)
		}
		t.claims[i]++
		return i
	}
	type key struct {
		from, to int
		relation string
	}
	type source struct {
		edge int
		by   uint64
	}
	edges := map[key]int{}
	var said []source
	var keys []key
	for c, err := range p.AnyOrder(ctx) {
		if err != nil {
			return nil, err
		}
		if c.Status != graph.Asserted || c.Ended != "" || c.Subject.ID == c.Object.ID {
			continue
		}
		k := key{actor(&c.Subject), actor(&c.Object), c.Relation}
		if r, ok := schema.Builtin().Relation(c.Relation); ok && r.Symmetric && c.Object.ID < c.Subject.ID {
			k.from, k.to = k.to, k.from
		}
		e, ok := edges[k]
		if !ok {
			e = len(keys)
			edges[k] = e
			keys = append(keys, k)
		}
		said = append(said, source{e, hash(cmp.Or(c.Source.Publisher, c.Source.ID))})
	}
	slices.SortFunc(said, func(a, b source) int { return cmp.Or(cmp.Compare(a.edge, b.edge), cmp.Compare(a.by, b.by)) })
	sources := make([]int, len(keys))
	for _, s := range slices.Compact(said) {
		sources[s.edge]++
	}
	at := t.sort()
	all := make([]analysis.Tie, len(keys))
	for e, k := range keys {
		from, to := at[k.from], at[k.to]
		r, _ := schema.Builtin().Relation(k.relation)
		all[e] = analysis.Tie{From: from, To: to, Weight: sources[e], Symmetric: r.Symmetric,
			Sign: analysis.Sign(schema.Builtin().Sign(k.relation, t.actors[from].Type, t.actors[to].Type))}
	}
	t.graph = analysis.New(len(t.actors), all)
	return t, nil
}

// sort sorts the actors, and says where each went: results must not depend
// on the order of claims.
func (t *ties) sort() []int {
	order := make([]int, len(t.actors))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(t.actors[a].ID, t.actors[b].ID) })
	at, actors, claims := make([]int, len(order)), make([]graph.Actor, len(order)), make([]int, len(order))
	for to, from := range order {
		at[from], actors[to], claims[to] = to, t.actors[from], t.claims[from]
	}
	t.actors, t.claims = actors, claims
	return at
}
