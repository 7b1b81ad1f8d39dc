package api

import (
	"math"
	"net/http"
	"net/url"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/route"
	"entente/queries"
)

// ranked is how many rows an analysis gives where nobody says.
const ranked = 20

func (a *api) analysisRoutes() []route.Route {
	seed := whole("seed", "of the search for blocs, and of what is sampled in large graphs; 1 without")
	by := text("by", "rank by this measure; "+queries.Ranks[0].Name+" without", "")
	for _, r := range queries.Ranks {
		by.Values = append(by.Values, r.Name)
	}
	view := text("view", "what rows are; blocs without", "")
	view.Values = answer.BlocViews
	return []route.Route{
		{Method: "GET", Pattern: "/api/rank", Kind: route.Data, Load: route.Heavy, Handle: a.rank, Doc: &route.Doc{
			ID: "rankActors", Tag: "analysis", Summary: "Who stands in the middle of the graph, and who brokers between others", Notes: "As `entente rank`.",
			Params:  append([]route.Param{by, many(text("type", "only actors of this type, measured among all", "State")), seed, limitParam(ranked), formatParam("json", "jsonl", "csv")}, selectionParams()...),
			Answers: tabular("Ranking"),
		}},
		{Method: "GET", Pattern: "/api/blocs", Kind: route.Data, Load: route.Heavy, Handle: a.blocs, Doc: &route.Doc{
			ID: "findBlocs", Tag: "analysis", Summary: "Who cooperates with whom, and where a friend's friend is a foe", Notes: "As `entente blocs`.",
			Params:  append([]route.Param{view, seed, limitParam(ranked), formatParam("json", "jsonl", "csv")}, selectionParams()...),
			Answers: tabular("Blocs"),
		}},
	}
}

// chosen is the part of the graph that an address selects.
func (a *api) chosen(r *http.Request, v url.Values) (*queries.Part, error) {
	sel, err := part.FromValues(v)
	if err != nil {
		return nil, err
	}
	sel.Time = a.Limits.Time
	return queries.Select(r.Context(), a.Store, sel)
}

func (a *api) rank(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	chosen, err := a.chosen(r, v)
	if err != nil {
		return err
	}
	by := v.Get("by")
	if by == "" {
		by = queries.Ranks[0].Name
	}
	found, err := queries.RankActors(r.Context(), chosen, queries.RankOptions{By: by, Types: v["type"], Limit: a.limit(v, ranked), Seed: uint64(number(v, "seed", 1))})
	if err != nil {
		return err
	}
	return rows(w, r, list{name: "actors", sheet: answer.Ranking(found), truncated: found.Truncated,
		before: []field{{"by", by}}, after: []field{{"total", found.Total}, {"sampled", found.Sampled}}})
}

func (a *api) blocs(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	view := v.Get("view")
	if view == "" {
		view = answer.BlocViews[0]
	}
	chosen, err := a.chosen(r, v)
	if err != nil {
		return err
	}
	most := a.limit(v, ranked)
	o := queries.BlocOptions{Seed: uint64(number(v, "seed", 1))}
	if view == "triangles" {
		o.Triangles = most
	}
	b, err := queries.FindBlocs(r.Context(), chosen, o)
	if err != nil {
		return err
	}
	s := answer.Blocs(b, view)
	cut := s.Rows > most
	if view == "triangles" { // of three rows each, and no more than were asked for
		cut = len(b.Triangles) < b.Balance.Unbalanced()
	} else if cut {
		s.Rows = most
	}
	balance := map[string]any{"balanced": b.Balance.Balanced(), "unbalanced": b.Balance.Unbalanced()}
	if share := b.Balance.Share(); !math.IsNaN(share) {
		balance["share"] = share
	}
	return rows(w, r, list{name: "rows", sheet: s, truncated: cut, before: []field{{"view", view}},
		after: []field{{"blocs", len(b.Blocs)}, {"alone", b.Alone}, {"modularity", b.Modularity}, {"balance", balance}}})
}
