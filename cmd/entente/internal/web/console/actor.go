package console

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"entente/cmd/entente/internal/part"
	"entente/graph"
	"entente/queries"
	"entente/schema"
)

// Ties of each kind that an actor's page shows: at first, and when one kind is
// asked for.
const (
	tiesShown = 40
	tiesOfOne = 1000
)

type actorData struct {
	page
	queries.Profile
	Actor  graph.Actor
	Links  []link   // the same thing elsewhere
	Codes  []string // that lead nowhere
	Within *graph.Actor
	Groups []tieGroup
	Years  []bar
	Kind   string // the one kind that is shown, or ""
	Period string
	Narrow choices
	Graph  string // where its surroundings are drawn
	Whole  string // the page with all kinds
}

type tieGroup struct {
	queries.TieGroup
	Rows []tie
	More string // where the rest is, or ""
}

// tie is a row of an actor's page.
type tie struct {
	queries.Tie
	Arrow, Way string // "→" and what it says
	Why        string // address of its sentences
	Between    string
	Class      string
	Disputed   bool // said and denied
	Others     []queriesCount
}

// queriesCount is how many claims of a tie have a status other than asserted.
type queriesCount struct {
	Status graph.Status
	N      int
}

func (c *console) actor(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("id")
	kind := r.URL.Query().Get("kind")
	most := tiesShown
	if kind != "" {
		most = tiesOfOne
	}
	// The path holds an ID without its prefix; a name does, too.
	narrow := newChoices(r)
	only, err := narrow.selection()
	if err != nil {
		return err
	}
	p, err := queries.DescribeWith(r.Context(), c.Store, c.idOf(r, name), queries.DescribeOptions{Ties: most, Only: only})
	if err != nil {
		return c.unclear(w, r, err)
	}
	a := p.Description.Actor
	data := actorData{page: c.page(r, "", a.Label), Profile: p, Actor: a, Kind: kind, Years: years(p.Months), Period: period(p.First, p.Last), Narrow: narrow}
	data.Command = c.command(append([]string{"actor", a.ID}, part.Arguments(only)...)...)
	data.Files = []link{{"JSON", narrow.on("/api/actor/" + url.PathEscape(a.ID))}}
	data.Graph, data.Whole = narrow.on("/api/graph", "actor", a.ID), narrow.on(actorURL(a.ID))
	only.Actor = a.ID
	data.exports(only)
	data.identifiers(p.Description)
	if p.Description.Within != "" {
		// The gazetteer may name one that nothing else here is about.
		if d, err := c.Store.Actor(r.Context(), p.Description.Within); err == nil {
			data.Within = &d.Actor
		}
	}
	for _, g := range p.Groups {
		if kind != "" && g.Name != kind {
			continue
		}
		group := tieGroup{TieGroup: g}
		for _, t := range g.Ties {
			row := newTie(a.ID, t, narrow)
			row.Between = narrow.on("/between", "a", a.ID, "b", t.Other.ID)
			group.Rows = append(group.Rows, row)
		}
		if g.Total > len(g.Ties) {
			group.More = with(r, "kind", g.Name)
		}
		data.Groups = append(data.Groups, group)
	}
	if kind != "" && len(data.Groups) == 0 {
		return notFound("there are no such relations: "+kind, "the kinds are standing, cooperative, conflictual and neutral")
	}
	return c.render(w, "actor", data)
}

// idOf is the ID that a path without its prefix means, if there is one; else
// the path is a name.
func (c *console) idOf(r *http.Request, name string) string {
	if strings.HasPrefix(name, graph.ActorPrefix) {
		return name
	}
	if found, err := c.Store.Lookup(r.Context(), graph.ActorPrefix+name); err == nil && len(found) == 1 {
		return found[0].ID
	}
	return name
}

func newTie(actor string, t queries.Tie, narrow choices) tie {
	row := tie{Tie: t, Arrow: "→", Way: "to", Class: relationClass(t.Relation), Why: narrow.why(actor, t.Relation, t.Other.ID)}
	rel, _ := schema.Builtin().Relation(t.Relation)
	switch {
	case rel.Symmetric:
		row.Arrow, row.Way = "↔", "both ways"
	case !t.Forward:
		row.Arrow, row.Way, row.Why = "←", "from", narrow.why(t.Other.ID, t.Relation, actor)
	}
	for _, s := range graph.Statuses {
		if n := t.Statuses[s]; s != graph.Asserted && n > 0 {
			row.Others = append(row.Others, queriesCount{s, n})
		}
	}
	row.Disputed = t.Statuses[graph.Asserted] > 0 && t.Statuses[graph.Denied] > 0
	return row
}

// places are where identifiers lead. Of a scheme that is not here nobody
// knows a page.
var places = []struct{ prefix, name, address string }{
	{"wd:", "Wikidata", "https://www.wikidata.org/wiki/"},
	{"wikidata:", "Wikidata", "https://www.wikidata.org/wiki/"},
	{"geonames:", "GeoNames", "https://www.geonames.org/"},
	{"lei:", "GLEIF", "https://search.gleif.org/#/record/"},
	{"opensanctions:", "OpenSanctions", "https://www.opensanctions.org/entities/"},
}

func (d *actorData) identifiers(known graph.Description) {
	for _, code := range append(append([]string{}, known.SameAs...), known.Codes...) {
		if address := webURL(code); address != "" {
			d.Links = append(d.Links, link{code, address})
			continue
		}
		found := false
		for _, p := range places {
			if id, ok := strings.CutPrefix(code, p.prefix); ok && !found && !strings.ContainsAny(id, "/?#") {
				d.Links, found = append(d.Links, link{p.name + " " + id, p.address + id}), true
			}
		}
		if !found {
			d.Codes = append(d.Codes, code)
		}
	}
}

// period says from when to when, where either may not be known.
func period(first, last string) string {
	switch {
	case first == "" && last == "":
		return ""
	case first == "" || last == "" || first == last:
		return cmp.Or(first, last)
	}
	// Whole years and months are called so.
	if end, err := time.Parse(time.DateOnly, last); err == nil && strings.HasSuffix(first, "-01") && end.AddDate(0, 0, 1).Day() == 1 {
		first, last = strings.TrimSuffix(first, "-01"), last[:len("2006-01")]
		if strings.HasSuffix(first, "-01") && strings.HasSuffix(last, "-12") {
			first, last = strings.TrimSuffix(first, "-01"), strings.TrimSuffix(last, "-12")
		}
		if first == last {
			return first
		}
	}
	return fmt.Sprintf("%s to %s", first, last)
}
