package queries

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/analysis"
	"entente/schema"
)

// ties is a part of the graph made ready for measuring: its actors that have a
// name ([graph.Unnamed]), sorted by ID, and the ties that asserted claims make
// between them.
type ties struct {
	actors []graph.Actor
	claims []int // by actor
	graph  *analysis.Graph
}

// readTies folds the claims of a part. It holds the ties, and what a [tally]
// of them takes.
func readTies(ctx context.Context, p *Part) (*ties, error) {
	t := &ties{}
	number := map[string]int{}
	actor := func(a *graph.Actor) int {
		if graph.Unnamed(a.ID) {
			return -1
		}
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
	type tie struct {
		from, to int
		relation string
	}
	edges := map[edgeKey]int{} // places in found, from 1
	var found []tie
	said := newTally()
	for c, err := range p.AnyOrder(ctx) {
		if err != nil {
			return nil, err
		}
		if c.Status != graph.Asserted || c.Ended != "" || c.Subject.ID == c.Object.ID {
			continue
		}
		from, to := actor(&c.Subject), actor(&c.Object)
		if from < 0 || to < 0 {
			continue
		}
		if k := keyOf(&c); edges[k] == 0 {
			found = append(found, tie{from, to, c.Relation})
			edges[k] = len(found)
		}
		said.add(&c)
	}
	at := t.sort()
	all := make([]analysis.Tie, len(found))
	said.each(func(k edgeKey, sources int) {
		e := edges[k] - 1
		from, to, relation := at[found[e].from], at[found[e].to], found[e].relation
		r, _ := schema.Builtin().Relation(relation)
		if r.Symmetric {
			from, to = min(from, to), max(from, to) // whoever was named first
		}
		all[e] = analysis.Tie{From: from, To: to, Weight: sources, Symmetric: r.Symmetric,
			Sign: analysis.Sign(schema.Builtin().Sign(relation, t.actors[from].Type, t.actors[to].Type))}
	})
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
