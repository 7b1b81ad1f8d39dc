package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/analysis"
	"entente/schema"
)

// Blocs is how a part of the graph falls apart into those who cooperate, and
// whether its friendships and enmities fit together.
type Blocs struct {
	Blocs      []Bloc  // the largest first; only those of two actors and more
	Alone      int     // actors without a cooperative relation
	Modularity float64 // see [analysis.Blocs]

	Balance   analysis.Balance // its Tense are numbers of actors; Triangles say the same in words
	Triangles []Triangle       // unbalanced, the best supported first
}

// Bloc is actors that cooperate with each other more than with others.
type Bloc struct {
	Number  int
	Members []Member // who has most cooperation inside the bloc first

	Inside, Outside int // cooperation among its members, and with others: relations, by sources
	Conflict        int // among its members
	Foes            []Foe
}

// Member is an actor in a bloc.
type Member struct {
	graph.Actor
	Inside, Outside int // its cooperation within the bloc and with others
}

// Foe is another bloc, or the actors in none, with which a bloc is in conflict.
type Foe struct {
	Bloc     int // 0: actors in no bloc
	Conflict int // relations, by sources
}

// Triangle is three actors of whom a friend's friend is a foe, or all three
// are foes.
type Triangle struct {
	Actors  [3]graph.Actor // the first is torn between the others, if somebody is
	Signs   [3]analysis.Sign
	Support int
	// Evidence is a claim for each side, in the order first-second,
	// first-third, second-third: the surest, the newest of those.
	Evidence [3]graph.Claim
}

// Torn tells whether it is a friend with two friends who are foes; else all
// three are foes.
func (t *Triangle) Torn() bool { return t.Signs[0] == analysis.Cooperative }

// BlocOptions say how to search.
type BlocOptions struct {
	Seed      uint64
	Triangles int // unbalanced triangles wanted, with their evidence
}

// FindBlocs searches a part of the graph for blocs and unbalanced triangles.
func FindBlocs(ctx context.Context, p *Part, o BlocOptions) (Blocs, error) {
	var out Blocs
	t, err := readTies(ctx, p)
	if err != nil {
		return out, fmt.Errorf("reading relations: %w", err)
	}
	found, err := t.graph.Blocs(ctx, o.Seed)
	if err != nil {
		return out, fmt.Errorf("searching for blocs: %w", err)
	}
	out.Modularity, out.Alone = found.Modularity, found.Size[0]
	out.Blocs = t.blocs(found)
	out.Balance = t.graph.Balance(o.Triangles)
	for _, tense := range out.Balance.Tense {
		tri := Triangle{Signs: tense.Signs, Support: tense.Support}
		for i, n := range tense.Nodes {
			tri.Actors[i] = t.actors[n]
		}
		for i, ends := range [3][2]int{{0, 1}, {0, 2}, {1, 2}} {
			tri.Evidence[i], err = p.bestBetween(ctx, tri.Actors[ends[0]].ID, tri.Actors[ends[1]].ID, tense.Signs[i])
			if err != nil {
				return out, fmt.Errorf("looking for evidence: %w", err)
			}
		}
		out.Triangles = append(out.Triangles, tri)
	}
	return out, nil
}

func (t *ties) blocs(found *analysis.Blocs) []Bloc {
	blocs := make([]Bloc, len(found.Size))
	conflict := make([]map[int]int, len(blocs))
	members := make([]Member, len(t.actors))
	for i, a := range t.actors {
		members[i].Actor = a
	}
	for l := range t.graph.Leanings() {
		a, b, good, bad := l.A, l.B, l.Good, l.Bad
		x, y := found.Of[a], found.Of[b]
		switch {
		case x == y && x > 0:
			blocs[x].Inside += good
			blocs[x].Conflict += bad
			members[a].Inside += good
			members[b].Inside += good
			continue
		case x == y:
			continue
		}
		members[a].Outside += good
		members[b].Outside += good
		for _, way := range [2][2]int{{x, y}, {y, x}} {
			blocs[way[0]].Outside += good
			if bad > 0 {
				if conflict[way[0]] == nil {
					conflict[way[0]] = map[int]int{}
				}
				conflict[way[0]][way[1]] += bad
			}
		}
	}
	for i, b := range found.Of {
		blocs[b].Members = append(blocs[b].Members, members[i])
	}
	for i := range blocs {
		b := &blocs[i]
		b.Number = i
		slices.SortStableFunc(b.Members, func(x, y Member) int {
			return cmp.Or(cmp.Compare(y.Inside, x.Inside), cmp.Compare(x.ID, y.ID))
		})
		for _, foe := range slices.Sorted(maps.Keys(conflict[i])) {
			b.Foes = append(b.Foes, Foe{foe, conflict[i][foe]})
		}
		slices.SortStableFunc(b.Foes, func(x, y Foe) int { return cmp.Compare(y.Conflict, x.Conflict) })
	}
	return blocs[1:]
}

// bestBetween is the claim to quote for how two actors stand.
func (p *Part) bestBetween(ctx context.Context, a, b string, want analysis.Sign) (graph.Claim, error) {
	pair := *p
	pair.filter.Between = [2]string{a, b}
	pair.filter.Actors = nil // they are in the part, and the list can be long
	pair.filter.Statuses = []graph.Status{graph.Asserted}
	var best graph.Claim
	for c, err := range pair.Claims(ctx) {
		if err != nil {
			return best, err
		}
		sign := schema.Builtin().Sign(c.Relation, c.Subject.Type, c.Object.Type)
		if analysis.Sign(sign) == want && c.Ended == "" && (best.ID == "" || cmp.Or(cmp.Compare(c.Confidence, best.Confidence), newer(best, c)) > 0) {
			best = c
		}
	}
	return best, nil
}
