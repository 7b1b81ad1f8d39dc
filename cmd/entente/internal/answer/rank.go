package answer

import (
	"fmt"
	"math"
	"strings"

	"entente/graph/analysis"
	"entente/queries"
)

// Ranking gives a row an actor.
func Ranking(r queries.Ranking) Sheet {
	rows := make([][]any, len(r.Actors))
	for i, a := range r.Actors {
		var bloc any
		if a.Bloc > 0 {
			bloc = a.Bloc
		}
		rows[i] = []any{i + 1, a.Label, a.Type, a.Degree, a.In, a.Out, a.Weight, number(a.PageRank), number(a.Betweenness), number(a.EffectiveSize), number(a.Constraint), bloc, a.Claims, a.ID}
	}
	return List([]string{"rank", "actor", "type", "degree", "in", "out", "sources", "pagerank", "betweenness", "brokers", "constraint", "bloc", "claims", "id"}, rows)
}

// number is a figure in six places, or nil if it is none.
func number(f float64) any {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	return math.Round(f*1e6) / 1e6
}

// BlocViews are the ways to show blocs, the first the usual one.
var BlocViews = []string{"blocs", "members", "balance", "triangles"}

// Blocs shows blocs in one of BlocViews: a row a bloc, an actor, a count, or
// a side of an unbalanced triangle.
func Blocs(b queries.Blocs, view string) Sheet {
	var columns []string
	var rows [][]any
	switch view {
	case "members":
		columns, rows = memberRows(b)
	case "balance":
		columns, rows = balanceRows(b)
	case "triangles":
		columns, rows = triangleRows(b)
	default:
		columns, rows = blocRows(b)
	}
	return List(columns, rows)
}

func blocRows(b queries.Blocs) (columns []string, rows [][]any) {
	const shown = 8
	lead := map[int]string{0: "actors in no bloc"}
	for _, bloc := range b.Blocs {
		lead[bloc.Number] = bloc.Members[0].Label
	}
	for _, bloc := range b.Blocs {
		var members, foes []string
		for _, m := range bloc.Members[:min(shown, len(bloc.Members))] {
			members = append(members, m.Label)
		}
		if more := len(bloc.Members) - shown; more > 0 {
			members = append(members, fmt.Sprintf("and %d more", more))
		}
		for _, f := range bloc.Foes[:min(3, len(bloc.Foes))] {
			name := lead[f.Bloc]
			if f.Bloc > 0 {
				name = fmt.Sprintf("%d (%s)", f.Bloc, name)
			}
			foes = append(foes, fmt.Sprintf("%s: %d", name, f.Conflict))
		}
		rows = append(rows, []any{bloc.Number, len(bloc.Members), Strings(members), bloc.Inside, bloc.Outside, bloc.Conflict, Strings(foes)})
	}
	return []string{"bloc", "actors", "members", "inside", "outside", "conflict", "conflict_with"}, rows
}

func memberRows(b queries.Blocs) (columns []string, rows [][]any) {
	for _, bloc := range b.Blocs {
		for _, m := range bloc.Members {
			rows = append(rows, []any{bloc.Number, m.Label, m.Type, m.Inside, m.Outside, m.ID})
		}
	}
	return []string{"bloc", "actor", "type", "inside", "outside", "id"}, rows
}

func balanceRows(b queries.Blocs) (columns []string, rows [][]any) {
	n := b.Balance
	return []string{"of", "kind", "count"}, [][]any{
		{"pairs", "friends", n.Pairs - n.FoePairs}, {"pairs", "foes", n.FoePairs}, {"pairs", "as much cooperation as conflict", n.Mixed},
		{"balanced triangles", "three friends", n.Friends}, {"balanced triangles", "two friends with a common foe", n.CommonFoe},
		{"unbalanced triangles", "a friend of two foes", n.TornFriend}, {"unbalanced triangles", "three foes", n.AllFoes},
		{"triangles", "share balanced", number(n.Share())},
	}
}

// triangleRows gives a row a side: whoever reads it wants the claims.
func triangleRows(b queries.Blocs) (columns []string, rows [][]any) {
	for i, t := range b.Triangles {
		kind := "three foes"
		if t.Torn() {
			kind = t.Actors[0].Label + " is a friend of two foes"
		}
		for side, ends := range [3][2]int{{0, 1}, {0, 2}, {1, 2}} {
			c := t.Evidence[side]
			how := "friends"
			if t.Signs[side] == analysis.Conflictual {
				how = "foes"
			}
			rows = append(rows, []any{i + 1, kind, t.Support, t.Actors[ends[0]].Label, how, t.Actors[ends[1]].Label, c.Subject.Label, c.Relation, c.Object.Label,
				Some(c.Time.EDTF), strings.TrimSpace(c.Quote), SourceName(c.Source), c.ID})
		}
	}
	return []string{"triangle", "kind", "support", "a", "are", "b", "subject", "relation", "object", "date", "quote", "source", "claim"}, rows
}
