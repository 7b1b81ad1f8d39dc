package drawing

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/part"
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
	{Name: "source", In: "query", Type: "string", Many: true, Doc: "only claims of this source, by its id"},
	{Name: "directed", In: "query", Type: "boolean", Doc: "with between: only what goes from the first to the second"},
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

// deepest is how many hops around an actor are drawn at most.
const deepest = 5

// Read finds in an address what is to be drawn. limit is the number of nodes
// that the server allows.
func Read(v url.Values, limit int) (Request, error) {
	r := Request{Max: limit, Seed: 1, With: many(v, "with")}
	clean := url.Values{}
	for name := range v { // forms send what is empty, too
		if name == "arg" {
			clean[name] = v[name]
		} else if list := many(v, name); len(list) > 0 {
			clean[name] = list
		}
	}
	var err error
	if r.Selection, err = part.FromValues(clean); err != nil {
		return r, err
	}
	if r.Actor == "" {
		r.Depth = 0
	} else if clean.Has("depth") && (r.Depth < 1 || r.Depth > deepest) {
		return r, route.NewError(http.StatusBadRequest, fmt.Sprintf("depth is %q: a number from 1 to %d is wanted", clean.Get("depth"), deepest))
	}
	if r.MinSources < 0 {
		return r, route.NewError(http.StatusBadRequest, fmt.Sprintf("min-sources is %q: a number from 0 is wanted", clean.Get("min-sources")))
	}
	if t := clean.Get("seed"); t != "" {
		if r.Seed, err = strconv.ParseUint(t, 10, 64); err != nil {
			return r, route.NewError(http.StatusBadRequest, fmt.Sprintf("seed is %q: a whole number is wanted", t))
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
