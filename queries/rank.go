package queries

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/analysis"
	"entente/schema"
)

// Ranking is the actors of a part of the graph by one of their measures.
type Ranking struct {
	Actors    []RankedActor
	Total     int  // how many there are, with those left out
	Truncated bool // some were left out
	Sampled   int  // from how many actors betweenness was estimated; 0: from all
}

// RankedActor is an actor with its measures.
type RankedActor struct {
	graph.Actor
	analysis.Measures
	Claims int // asserted ones in which it is subject or object
}

// RankOptions say how to rank.
type RankOptions struct {
	By    string   // one of Ranks; "" is the first of them
	Types []string // only actors of these types and of those that descend from them; all are measured
	Limit int      // 0 means all
	Seed  uint64
}

// Rank is a measure to rank by.
type Rank struct {
	Name string
	Doc  string
	less func(a, b *RankedActor) int // who comes first
}

// Ranks lists the measures to rank by, in the order to show them.
var Ranks = []Rank{
	{"sources", "most relations, each counted as often as independent sources tell of it", most(func(r *RankedActor) float64 { return float64(r.Weight) })},
	{"pagerank", "where somebody who follows relations at random, those that more sources tell of more often, comes by most", most(func(r *RankedActor) float64 { return r.PageRank })},
	{"degree", "most relations, whatever their direction", most(func(r *RankedActor) float64 { return float64(r.Degree) })},
	{"in", "most relations that others have to it", most(func(r *RankedActor) float64 { return float64(r.In) })},
	{"out", "most relations that it has to others", most(func(r *RankedActor) float64 { return float64(r.Out) })},
	{"betweenness", "through whom most shortest ways between others lead", most(func(r *RankedActor) float64 { return r.Betweenness })},
	{"brokers", "who brings most neighbours together that have nothing else in common (Burt's effective size)", func(a, b *RankedActor) int {
		return cmp.Or(cmp.Compare(b.EffectiveSize, a.EffectiveSize), cmp.Compare(a.Constraint, b.Constraint))
	}},
	{"constraint", "who is least tied to a group whose members know each other (Burt's constraint, lowest first)", func(a, b *RankedActor) int {
		return cmp.Compare(unbound(a), unbound(b))
	}},
}

func most(of func(*RankedActor) float64) func(a, b *RankedActor) int {
	return func(a, b *RankedActor) int { return cmp.Compare(of(b), of(a)) }
}

// unbound is a constraint, or for who has no neighbour more than any.
func unbound(r *RankedActor) float64 {
	if math.IsNaN(r.Constraint) {
		return math.MaxFloat64
	}
	return r.Constraint
}

func findRank(name string) (Rank, error) {
	var names []string
	for _, r := range Ranks {
		if r.Name == cmp.Or(name, Ranks[0].Name) {
			return r, nil
		}
		names = append(names, r.Name)
	}
	return Rank{}, &BadArgumentError{Role: "measure", Value: name, Err: fmt.Errorf("is not known; there are %s", strings.Join(names, ", "))}
}

// RankActors measures the actors of a part and ranks them. Only asserted
// claims count, and those that say the same of the same two count as one
// relation.
func RankActors(ctx context.Context, p *Part, o RankOptions) (Ranking, error) {
	var out Ranking
	by, err := findRank(o.By)
	if err != nil {
		return out, err
	}
	v := schema.Builtin()
	for _, t := range o.Types {
		if _, ok := v.Type(t); !ok {
			return out, &BadArgumentError{Role: "type", Value: t, Err: v.UnknownType(t)}
		}
	}
	t, err := readTies(ctx, p)
	if err != nil {
		return out, fmt.Errorf("reading relations: %w", err)
	}
	measures, err := t.graph.Measure(ctx, o.Seed)
	if err != nil {
		return out, fmt.Errorf("measuring the graph: %w", err)
	}
	out.Sampled = t.graph.Sampled()
	for i, a := range t.actors {
		if len(o.Types) == 0 || slices.ContainsFunc(o.Types, func(typ string) bool { return v.IsA(a.Type, typ) }) {
			out.Actors = append(out.Actors, RankedActor{Actor: a, Measures: measures[i], Claims: t.claims[i]})
		}
	}
	slices.SortStableFunc(out.Actors, func(a, b RankedActor) int {
		return cmp.Or(by.less(&a, &b), cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	out.Total = len(out.Actors)
	if o.Limit > 0 && out.Total > o.Limit {
		out.Actors, out.Truncated = out.Actors[:o.Limit], true
	}
	return out, nil
}
