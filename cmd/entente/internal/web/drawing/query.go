package drawing

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
)

// Params are what a request for a drawing can say in its address: the same
// words as the flags of entente export.
var Params = []route.Param{
	{Name: "actor", In: "query", Type: "string", Doc: "only the surroundings of this actor", Example: "Iran"},
	{Name: "depth", In: "query", Type: "integer", Doc: "with actor: claims of actors less than so many hops away; 1"},
	{Name: "with", In: "query", Type: "string", Many: true, Doc: "show this actor's own claims, too; what is there before keeps its place"},
	{Name: "between", In: "query", Type: "string", Many: true, Doc: "given twice: only what joins these two actors"},
	{Name: "query", In: "query", Type: "string", Doc: "only the claims that this canned query answers with"},
	{Name: "arg", In: "query", Type: "string", Many: true, Doc: "an argument of the query"},
	{Name: "relation", In: "query", Type: "string", Many: true, Doc: "only this relation"},
	{Name: "status", In: "query", Type: "string", Many: true, Doc: "claims that become edges; asserted", Values: statuses()},
	{Name: "as-of", In: "query", Type: "string", Doc: "the graph as it stood on this day"},
	{Name: "since", In: "query", Type: "string", Doc: "what holds or happened on this day or later"},
	{Name: "until", In: "query", Type: "string", Doc: "what holds or happened on this day or before"},
	{Name: "min-confidence", In: "query", Type: "number", Doc: "only claims at least so sure, from 0 to 1"},
	{Name: "min-sources", In: "query", Type: "integer", Doc: "only edges that at least so many independent sources report"},
	{Name: "seed", In: "query", Type: "integer", Doc: "of the layout; 1"},
}

func statuses() []string {
	var all []string
	for _, s := range graph.Statuses {
		all = append(all, string(s))
	}
	return all
}

// Read finds in an address what is to be drawn. limit is the number of nodes
// that the server allows.
func Read(v url.Values, limit int) (Request, error) {
	text := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	r := Request{Max: limit, Seed: 1, With: many(v, "with")}
	sel := &r.Selection
	sel.Actor, sel.Query, sel.Args = text("actor"), text("query"), v["arg"]
	sel.Relations = many(v, "relation")
	sel.AsOf, sel.Since, sel.Until = text("as-of"), text("since"), text("until")
	for _, s := range many(v, "status") {
		sel.Statuses = append(sel.Statuses, graph.Status(s))
	}
	if ends := many(v, "between"); len(ends) == 2 {
		sel.Between = [2]string(ends)
	} else if len(ends) != 0 {
		return r, bad("between is wanted twice: once for each of two actors")
	}
	var err error
	if sel.Depth, err = number(text("depth"), "depth", 1, 5); err != nil {
		return r, err
	}
	if sel.Actor == "" {
		sel.Depth = 0
	}
	if sel.MinSources, err = number(text("min-sources"), "min-sources", 0, 1000); err != nil {
		return r, err
	}
	if t := text("min-confidence"); t != "" {
		if sel.MinConfidence, err = strconv.ParseFloat(t, 64); err != nil {
			return r, bad("min-confidence is " + strconv.Quote(t) + ": a number from 0 to 1 is wanted")
		}
	}
	if t := text("seed"); t != "" {
		if r.Seed, err = strconv.ParseUint(t, 10, 64); err != nil {
			return r, bad("seed is " + strconv.Quote(t) + ": a whole number is wanted")
		}
	}
	for _, s := range sel.Statuses {
		if !slices.Contains(graph.Statuses, s) {
			return r, bad("status is " + strconv.Quote(string(s)) + ": one of " + strings.Join(statuses(), ", ") + " is wanted")
		}
	}
	return r, nil
}

// many gives the values of a parameter that may be repeated, without empty
// ones, which forms send.
func many(v url.Values, name string) []string {
	var all []string
	for _, t := range v[name] {
		if t = strings.TrimSpace(t); t != "" {
			all = append(all, t)
		}
	}
	return all
}

func number(text, name string, least, most int) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, bad(name + " is " + strconv.Quote(text) + ": a number from " + strconv.Itoa(least) + " to " + strconv.Itoa(most) + " is wanted")
	}
	return n, nil
}

func bad(message string) error { return route.NewError(http.StatusBadRequest, message) }
