package console

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
	"entente/queries"
	"entente/schema"
)

// Bounds of a search for paths from the web.
const (
	mostPaths = 10
	mostHops  = 8
)

type pathData struct {
	page
	From, To         string
	K, Max           int
	AsOf, Confidence string
	Asked            bool
	Paths            queries.Paths
	Routes           [][]hop
	Except, Avoid    []chip
	Relations        []schema.Relation
	Between          string
}

// hop is one step with its sentence.
type hop struct {
	queries.Hop
	Sentence sentence
	Class    string
	Why      string
	NotOver  string // the same search without this relation
	NotBy    string // the same search not through the actor it leads to; "" at the end
}

// chip is something left out of a search, and where it is back in.
type chip struct{ Value, Label, Href string }

func (c *console) path(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	data := pathData{page: c.page(r, "/path", "Paths"), From: strings.TrimSpace(q.Get("from")), To: strings.TrimSpace(q.Get("to")), K: 3, Max: 6,
		AsOf: q.Get("as-of"), Confidence: q.Get("confidence"), Relations: schema.Builtin().Relations()}
	o, err := data.options(r)
	if err != nil {
		return err
	}
	for _, a := range unique(q["avoid"]) {
		known, err := queries.Resolve(r.Context(), c.Store, a)
		if err != nil {
			return c.unclear(w, r, err)
		}
		o.Avoid = append(o.Avoid, known.ID)
		data.Avoid = append(data.Avoid, chip{known.ID, known.Label, without(r, "avoid", a)})
	}
	if data.Asked = data.From != "" && data.To != ""; !data.Asked {
		return c.render(w, "path", data)
	}
	if data.Paths, err = queries.Path(r.Context(), c.Store, data.From, data.To, o); err != nil {
		return c.unclear(w, r, err)
	}
	from, to := data.Paths.From, data.Paths.To
	data.Title = "From " + from.Label + " to " + to.Label
	data.Between = "/between?" + query("a", from.ID, "b", to.ID)
	for _, route := range data.Paths.Routes {
		var hops []hop
		for i, h := range route {
			one := hop{Hop: h, Sentence: newSentence(h.Best), Class: relationClass(h.Relation), Why: whyURL(h.From.ID, h.Relation, h.To.ID), NotOver: also(r, "except", h.Relation)}
			if !h.Forward {
				one.Why = whyURL(h.To.ID, h.Relation, h.From.ID)
			}
			if i < len(route)-1 {
				one.NotBy = also(r, "avoid", h.To.ID)
			}
			hops = append(hops, one)
		}
		data.Routes = append(data.Routes, hops)
	}
	data.Command = c.command(data.words(from.ID, to.ID, o)...)
	v := url.Values{"from": {from.ID}, "to": {to.ID}, "k": {strconv.Itoa(o.K)}, "max": {strconv.Itoa(o.MaxDepth)}, "except": o.Except, "avoid": o.Avoid}
	for name, value := range map[string]string{"as-of": data.AsOf, "confidence": data.Confidence} {
		if value != "" {
			v.Set(name, value)
		}
	}
	data.Files = []link{{"JSON", "/api/path?" + v.Encode() + "&format=json"}, {"CSV", "/api/path?" + v.Encode() + "&format=csv"}}
	return c.render(w, "path", data)
}

// options reads what a path is to be like.
func (d *pathData) options(r *http.Request) (store.PathOptions, error) {
	q := r.URL.Query()
	o := store.PathOptions{}
	for _, n := range []struct {
		name string
		to   *int
		most int
	}{{"k", &d.K, mostPaths}, {"max", &d.Max, mostHops}} {
		text := q.Get(n.name)
		if text == "" {
			continue
		}
		v, err := strconv.Atoi(text)
		if err != nil || v < 1 || v > n.most {
			return o, route.NewError(http.StatusBadRequest, fmt.Sprintf("%s is a number from 1 to %d, not %q", n.name, n.most, text))
		}
		*n.to = v
	}
	o.K, o.MaxDepth = d.K, d.Max
	if d.AsOf != "" {
		t, err := graph.ParseTime(d.AsOf)
		if err != nil || t.Latest == "" {
			return o, route.NewError(http.StatusBadRequest, fmt.Sprintf("as of wants a date, such as 2026-02-06 or 2026-02, not %q", d.AsOf))
		}
		o.AsOf = t.Latest
	}
	if d.Confidence != "" {
		v, err := strconv.ParseFloat(d.Confidence, 64)
		if err != nil || !(v >= 0 && v <= 1) {
			return o, route.NewError(http.StatusBadRequest, fmt.Sprintf("confidence is a number from 0 to 1, not %q", d.Confidence))
		}
		o.MinConfidence = v
	}
	for _, name := range unique(q["except"]) {
		rel, _, err := queries.Relation(name)
		if err != nil {
			return o, err
		}
		o.Except = append(o.Except, rel.Name)
		d.Except = append(d.Except, chip{rel.Name, rel.Label, without(r, "except", name)})
	}
	return o, nil
}

// words are the command's.
func (d *pathData) words(from, to string, o store.PathOptions) []string {
	words := []string{"path", from, to, "--k", strconv.Itoa(o.K), "--max", strconv.Itoa(o.MaxDepth)}
	for _, e := range o.Except {
		words = append(words, "--except", e)
	}
	for _, a := range o.Avoid {
		words = append(words, "--avoid", a)
	}
	if d.AsOf != "" {
		words = append(words, "--as-of", d.AsOf)
	}
	if d.Confidence != "" {
		words = append(words, "--confidence", d.Confidence)
	}
	return words
}

// unique drops empty and repeated words.
func unique(words []string) []string {
	var out []string
	for _, w := range words {
		if w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// also is this page's address with one more value of a parameter.
func also(r *http.Request, name, value string) string {
	q := r.URL.Query()
	q[name] = append(unique(q[name]), value)
	return r.URL.EscapedPath() + "?" + q.Encode()
}

// without is this page's address without one value of a parameter.
func without(r *http.Request, name, value string) string {
	q := r.URL.Query()
	q[name] = slices.DeleteFunc(unique(q[name]), func(v string) bool { return v == value })
	return r.URL.EscapedPath() + "?" + cmp.Or(q.Encode(), "")
}
