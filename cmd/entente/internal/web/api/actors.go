package api

import (
	"net/http"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/intake"
	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/loaders/article"
	"entente/queries"
)

const (
	actorsListed   = 100
	actorsProposed = 10
)

func (a *api) actorRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/api/actors", Kind: route.Data, Load: route.Heavy, Handle: a.actors, Doc: &route.Doc{
			ID: "listActors", Tag: "actors", Summary: "The actors in the store, most claims first", Notes: "As `entente actors`.",
			Params: []route.Param{
				text("q", "a part of a name or id, or with * and ? all of it; accents and case do not count", "araghchi"),
				many(text("type", "only actors of this type, and of those that descend from it", "Person")),
				limitParam(actorsListed), formatParam("json", "jsonl", "csv"),
			},
			Answers: tabular("Actors"),
		}},
		{Method: "GET", Pattern: "/api/suggest", Kind: route.Data, Load: route.Light, Handle: a.suggest, Doc: &route.Doc{
			ID: "suggestActors", Tag: "actors", Summary: "Actors that somebody may mean who has begun to write a name",
			Notes: "A label, another name, a code or an id, of which the whole or a word begins so, in any spelling that folds alike. Made for being asked at every key.",
			Params: []route.Param{
				text("q", "how the name begins; without it, those in most claims", "ira"), limitParam(actorsProposed),
			},
			Answers: []route.Body{{MIME: typeJSON, Schema: "Suggestions"}},
		}},
		{Method: "GET", Pattern: "/api/resolve", Kind: route.Data, Load: route.Heavy, Handle: a.resolve, Doc: &route.Doc{
			ID: "resolveWords", Tag: "actors", Summary: "Whom words mean on a date, as in an article of that day: actor, state, sector, and why",
			Notes: "As `entente resolve`. It answers by the gazetteer and its dated offices, not by what the store holds. The first time it takes a second or two: the language model is loaded.",
			Params: []route.Param{
				wanted(many(text("name", "the words; each by itself, where there are several", "the US president"))),
				text("date", "the day of which it is asked (YYYY-MM-DD); today's offices do not count without one", "2019-06-01"),
				text("about", "the text is about this state: \"the foreign minister\" is its", "Germany"),
				formatParam("json", "jsonl", "csv"),
			},
			Answers: tabular("Resolutions"),
		}},
		{Method: "GET", Pattern: "/api/actor/{id}", Kind: route.Data, Load: route.Heavy, Handle: a.actor, Doc: &route.Doc{
			ID: "getActor", Tag: "actors", Summary: "What is known of an actor: names, codes, relations by kind", Notes: "As `entente actor NAME --format json`.",
			Params: append([]route.Param{
				inPath("id", "an id, a name or a code", "actor:iran"),
				whole("limit", "at most this many relations of each kind; all without"),
			}, narrowParams()...),
			Answers: []route.Body{{MIME: typeJSON, Schema: "Profile"}},
		}},
	}
}

// tabular are the answers of a route whose rows come in three formats.
func tabular(schema string) []route.Body {
	return []route.Body{{MIME: typeJSON, Schema: schema}, {MIME: typeJSONL, Doc: "one row a line"}, {MIME: "text/csv", Doc: "the columns that people read, under their names"}}
}

func (a *api) actors(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	found, err := queries.Actors(r.Context(), a.Store, v.Get("q"), queries.ActorOptions{Types: v["type"], Limit: a.limit(v, actorsListed)})
	if err != nil {
		return err
	}
	return rows(w, r, list{name: "actors", sheet: answer.Actors(found), truncated: found.Truncated, after: []field{{"total", found.Total}}})
}

// suggestion is an actor that somebody may mean.
type suggestion struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Type   string `json:"type"`
	Name   string `json:"name"` // that begins so
	Kind   string `json:"kind"` // of name
	Claims int    `json:"claims"`
}

func (a *api) suggest(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	found, err := queries.Suggest(r.Context(), a.Store, v.Get("q"), min(a.limit(v, actorsProposed), 100))
	if err != nil {
		return err
	}
	out := make([]suggestion, len(found))
	for i, f := range found {
		out[i] = suggestion{f.Actor.ID, f.Actor.Label, f.Actor.Type, f.Name, string(f.Kind), f.Claims}
	}
	return object(w, map[string]any{"actors": out})
}

func (a *api) actor(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	only, err := part.FromValues(v)
	if err != nil {
		return err
	}
	p, err := queries.DescribeWith(r.Context(), a.Store, r.PathValue("id"), queries.DescribeOptions{Ties: number(v, "limit", 0), Only: only})
	if err != nil {
		return err
	}
	text, err := answer.Profile(p)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeJSON)
	_, err = w.Write(append(text, '\n'))
	return err
}

// wordsAtOnce is how many one request may ask of.
const wordsAtOnce = 100

func (a *api) resolve(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	if n := len(v["name"]); n > wordsAtOnce {
		return bad("%d names are asked of, and at most %d at once are answered", n, wordsAtOnce)
	}
	if day := v.Get("date"); day != "" {
		if _, err := graph.ParseTime(day); err != nil {
			return bad("date: %s", err)
		}
	}
	reader, err := intake.Reader()
	if err != nil {
		return err
	}
	var found []article.Resolution
	for _, words := range v["name"] {
		one, err := reader.Resolve(r.Context(), words, v.Get("date"), v.Get("about"))
		if err != nil {
			return err
		}
		found = append(found, one)
	}
	return rows(w, r, list{name: "resolutions", sheet: answer.Resolutions(found)})
}
