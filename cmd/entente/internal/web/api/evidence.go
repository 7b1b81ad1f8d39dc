package api

import (
	"net/http"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
	"entente/queries"
)

const (
	maxPaths = 20
	maxHops  = 10
)

func (a *api) evidenceRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/api/between", Kind: route.Data, Load: route.Heavy, Handle: a.between, Doc: &route.Doc{
			ID: "getBetween", Tag: "evidence", Summary: "Everything that links two actors, newest first", Notes: "As `entente query between A B`; /api/why has the sentences.",
			Params:  []route.Param{wanted(text("a", "one actor: an id, a name or a code", "Iran")), wanted(text("b", "the other", "United States")), limitParam(queries.DefaultRows), timeoutParam(), formatParam("json", "jsonl", "csv")},
			Answers: tabular("Result"),
		}},
		{Method: "GET", Pattern: "/api/path", Kind: route.Data, Load: route.Heavy, Handle: a.path, Doc: &route.Doc{
			ID: "findPaths", Tag: "evidence", Summary: "The shortest paths between two actors, each hop with its evidence", Notes: "As `entente path A B`: a row a hop. None leads through who has no name: others may be meant in each claim.",
			Params: []route.Param{
				wanted(text("from", "an actor: an id, a name or a code", "Oman")), wanted(text("to", "another", "China")),
				whole("k", "up to this many paths; 1 without"), whole("max", "at most this many hops; 6 without"),
				many(text("relation", "walk only over this relation", "trades-with")), many(text("except", "do not walk over this relation", "member-of")),
				many(text("avoid", "do not pass through this actor", "Iran")),
				text("as-of", "only over claims that are not about later than this day, and had not ended by then", "2026-02-06"),
				{Name: "confidence", In: "query", Type: "number", Doc: "only over claims that are at least this sure, from 0 to 1"},
				formatParam("json", "jsonl", "csv"),
			},
			Answers: tabular("Paths"),
		}},
		{Method: "GET", Pattern: "/api/why", Kind: route.Data, Load: route.Heavy, Handle: a.why, Doc: &route.Doc{
			ID: "getWhy", Tag: "evidence", Summary: "The sentences behind an edge, with the words to mark", Notes: "As `entente why SUBJECT RELATION OBJECT`.",
			Params: append([]route.Param{
				wanted(text("subject", "an actor: an id, a name or a code", "Iran")),
				text("relation", "a relation; any or nothing for everything that is said of the two, both ways", "trades-with"),
				wanted(text("object", "an actor", "China")), limitParam(queries.DefaultRows), formatParam("json", "jsonl", "csv"),
			}, narrowParams()...),
			Answers: tabular("Evidence"),
		}},
		{Method: "GET", Pattern: "/api/claims", Kind: route.Data, Load: route.Long, Handle: a.claims, Doc: &route.Doc{
			ID: "listClaims", Tag: "evidence", Summary: "Claims with their evidence, as a stream", Notes: "Claims as `entente extract` prints and `entente load` reads them. The first comes at once, in the order in which the store has them; sorted by id all must be looked up first.",
			Params: append(selectionParams(), whole("limit", "at most this many; all without"),
				route.Param{Name: "order", In: "query", Type: "string", Values: []string{"store", "id"}, Doc: "as the store has them, or sorted by id; as the store has them without"}),
			Answers: []route.Body{{MIME: typeJSONL, Schema: "Claim", Doc: "one claim a line"}},
		}},
		{Method: "GET", Pattern: "/api/claim/{id}", Kind: route.Data, Load: route.Light, Handle: a.claim, Doc: &route.Doc{
			ID: "getClaim", Tag: "evidence", Summary: "One claim with its evidence",
			Params:  []route.Param{inPath("id", "of the claim, with or without claim:", "claim:935f47e5cc720a456f72095d")},
			Answers: []route.Body{{MIME: typeJSON, Schema: "Claim"}},
		}},
	}
}

func (a *api) between(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	return a.run(w, r, "between", []string{v.Get("a"), v.Get("b")})
}

func (a *api) path(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	asOf, err := day(v, "as-of")
	if err != nil {
		return err
	}
	o := store.PathOptions{K: number(v, "k", 1), MaxDepth: number(v, "max", 6), Only: v["relation"], Except: v["except"], AsOf: asOf}
	if o.K < 1 || o.K > maxPaths || o.MaxDepth < 1 || o.MaxDepth > maxHops {
		return bad("k is from 1 to %d, max from 1 to %d", maxPaths, maxHops)
	}
	if text := v.Get("confidence"); text != "" {
		if o.MinConfidence, err = strconv.ParseFloat(text, 64); err != nil {
			return err // check has seen it
		}
	}
	for _, name := range v["avoid"] {
		actor, err := queries.Resolve(r.Context(), a.Store, name)
		if err != nil {
			return err
		}
		o.Avoid = append(o.Avoid, actor.ID)
	}
	found, err := queries.Path(r.Context(), a.Store, v.Get("from"), v.Get("to"), o)
	if err != nil {
		return err
	}
	return rows(w, r, list{name: "hops", sheet: answer.Path(found), before: []field{{"from", actorOf(found.From)}, {"to", actorOf(found.To)}, {"paths", len(found.Routes)}}})
}

// actorOf is an actor by itself, without a place in a text.
func actorOf(a graph.Actor) any {
	return struct {
		ID    string `json:"id"`
		Label string `json:"label"`
		Type  string `json:"type"`
	}{a.ID, a.Label, a.Type}
}

// mark is a part of a quote, in bytes.
type mark struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Role  string `json:"role"`
}

func (a *api) why(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	only, err := part.FromValues(v)
	if err != nil {
		return err
	}
	why, err := queries.WhyWith(r.Context(), a.Store, v.Get("subject"), v.Get("relation"), v.Get("object"), only)
	if err != nil {
		return err
	}
	most := a.limit(v, queries.DefaultRows)
	cut := len(why.Items) > most
	if cut {
		why.Items = why.Items[:most]
	}
	marks := map[string][]mark{}
	for _, item := range why.Items {
		for _, m := range item.Marks {
			marks[item.Claim.ID] = append(marks[item.Claim.ID], mark{m.Start, m.End, m.Role})
		}
	}
	relation := why.Relation
	if relation == "" {
		relation = "any"
	}
	return rows(w, r, list{name: "claims", sheet: answer.Why(why), truncated: cut,
		before: []field{{"subject", actorOf(why.Subject)}, {"relation", relation}, {"object", actorOf(why.Object)}}, after: []field{{"marks", marks}}})
}

func (a *api) claims(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	chosen, err := a.chosen(r, v)
	if err != nil {
		return err
	}
	most := number(v, "limit", 0)
	s := newStream(w)
	n := 0
	claims := chosen.AnyOrder
	if v.Get("order") == "id" {
		claims = chosen.Claims
	}
	for c, err := range claims(r.Context()) {
		if err != nil {
			return s.end(false, err)
		}
		if n++; most > 0 && n > most {
			return s.end(true, nil)
		}
		if err := s.value(c); err != nil {
			return err
		}
	}
	return s.end(false, nil)
}

func (a *api) claim(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if !strings.HasPrefix(id, graph.ClaimPrefix) {
		id = graph.ClaimPrefix + id
	}
	c, err := a.Store.Claim(r.Context(), id)
	if err != nil {
		return err
	}
	return object(w, c)
}
