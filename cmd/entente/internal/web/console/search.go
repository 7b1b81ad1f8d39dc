package console

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"entente/cmd/entente/internal/part"
	"entente/cmd/entente/internal/web/drawing"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/queries"
	"entente/schema"
)

// Sizes of lists of actors.
const (
	suggested  = 10
	foundShown = 100
)

// suggestion is what the search field offers.
type suggestion struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Name   string `json:"name,omitempty"` // the name or code that fits, where it is another one
	Type   string `json:"type"`           // in words
	Look   string `json:"look"`           // class of the sign
	Note   string `json:"note,omitempty"` // what tells it from others: the state it belongs to
	Claims int    `json:"claims"`
	Href   string `json:"href"`
	Value  string `json:"value"` // to put into a form: the label where it means this one alone
}

// suggest answers what has been typed so far with the actors that may be meant.
func (c *console) suggest(w http.ResponseWriter, r *http.Request) error {
	text := strings.TrimSpace(r.URL.Query().Get("q"))
	found, err := queries.Suggest(r.Context(), c.Store, text, suggested)
	if err != nil {
		return err
	}
	list := make([]suggestion, 0, len(found))
	for _, f := range found {
		s := suggestion{ID: f.Actor.ID, Label: f.Actor.Label, Type: typeLabel(f.Actor.Type), Look: drawing.LookOf(f.Actor.Type).Name, Note: f.Within,
			Claims: f.Claims, Href: actorURL(f.Actor.ID), Value: f.Actor.ID}
		if f.Name != f.Actor.Label && f.Name != f.Actor.ID {
			s.Name = f.Name
		}
		if f.Alone {
			s.Value = f.Actor.Label
		}
		list = append(list, s)
	}
	w.Header().Set("Content-Type", "application/json")
	e := json.NewEncoder(w)
	return e.Encode(list)
}

// apart says what tells an actor from others of its name beside its type: the
// state or organization that it belongs to. It is an aid: what cannot be read
// is left out.
func (c *console) apart(ctx context.Context, a graph.Actor) string {
	d, err := c.Store.Actor(ctx, a.ID)
	if err != nil || d.Within == "" {
		return ""
	}
	of, err := c.Store.Actor(ctx, d.Within)
	if err != nil {
		return ""
	}
	return of.Actor.Label
}

type searchData struct {
	page
	Query, Type string
	Types       []schema.EntityType
	Exact       *graph.Actor // whom the words mean by themselves
	Found       queries.ActorList
	Near        []queries.Candidate // where nobody is found, who has a name like it
	Questions   []queries.Query
	Relations   []schema.Relation
	Asked       bool
}

// ByID tells whether none of an actor's names says why it was found: then its
// ID does.
func (d searchData) ByID(a queries.ActorRow) bool {
	for _, name := range append(append([]string{a.Actor.Label}, a.Aliases...), a.Codes...) {
		if strings.Contains(graph.Fold(name), graph.Fold(d.Query)) {
			return false
		}
	}
	return true
}

func (c *console) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	data := searchData{page: c.page(r, "/search", "Search"), Query: strings.TrimSpace(q.Get("q")), Type: q.Get("type"), Types: schema.Builtin().Types()}
	data.Search = data.Query
	if data.Asked = data.Query != "" || data.Type != ""; !data.Asked {
		return c.render(w, "search", data)
	}
	o := queries.ActorOptions{Limit: foundShown}
	command := []string{"actors"}
	if data.Type != "" {
		o.Types = []string{data.Type}
		command = append(command, "--type", data.Type)
	}
	if data.Query != "" {
		command = append(command, data.Query)
		data.Title = data.Query + " · Search"
		a, err := queries.Resolve(r.Context(), c.Store, data.Query)
		var unknown *queries.UnknownNameError
		var ambiguous *queries.AmbiguousNameError
		switch {
		case err == nil:
			data.Exact = &a
		case errors.As(err, &unknown):
			data.Near = unknown.Near
		case !errors.As(err, &ambiguous):
			return err
		}
		data.Questions, data.Relations = wordedSo(data.Query)
	}
	var err error
	if data.Found, err = queries.Actors(r.Context(), c.Store, data.Query, o); err != nil {
		return err
	}
	if len(data.Found.Actors) > 0 {
		data.Near = nil
	}
	data.Command = c.command(command...)
	data.Files = apiFiles("actors", "q", data.Query, "type", data.Type)
	if data.Found.Truncated {
		data.Notes = append(data.Notes, plural(data.Found.Total, "actor")+" fit; the first "+count(len(data.Found.Actors))+", those in most claims, are shown. Write more of the name, or choose a type.")
	}
	return c.render(w, "search", data)
}

// wordedSo finds the canned questions and relations whose words begin with those
// that were searched for.
func wordedSo(text string) (questions []queries.Query, relations []schema.Relation) {
	words := slices.DeleteFunc(strings.Fields(graph.Fold(text)), func(w string) bool { return len(w) < 3 })
	fits := func(parts ...string) bool {
		all := strings.Fields(graph.Fold(strings.Join(parts, " ")))
		return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool {
			return !slices.ContainsFunc(all, func(a string) bool { return strings.HasPrefix(a, w) })
		})
	}
	for _, q := range queries.Catalog() {
		if fits(strings.ReplaceAll(q.Name, "-", " "), q.Title, q.Group) {
			questions = append(questions, q)
		}
	}
	for _, rel := range schema.Builtin().Relations() {
		if fits(rel.Label, rel.Inverse) {
			relations = append(relations, rel)
		}
	}
	return questions, relations
}

// apiFiles are the addresses of the same answer for programs.
func apiFiles(what string, pairs ...string) []link {
	var files []link
	for _, f := range []struct{ name, format string }{{"JSON", "json"}, {"CSV", "csv"}} {
		address := "/api/" + what + "?" + query(append(slices.Clone(pairs), "format", f.format)...)
		files = append(files, link{f.name, address})
	}
	return files
}

// exports are the addresses of a part of the graph as files.
func (p *page) exports(sel queries.Selection) {
	v := part.Values(sel).Encode()
	for _, f := range []link{{"JSON Lines", "jsonl"}, {"CSV", "csv"}, {"Picture (SVG)", "svg"}, {"Gephi (GEXF)", "gexf"}} {
		p.Files = append(p.Files, link{f.Name, "/api/export/" + f.Href + "?" + v})
	}
}

// notFound is an error of what is not in the store.
func notFound(message, hint string) error {
	return &route.Error{Status: http.StatusNotFound, Message: message, Hint: hint}
}
