package api

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/schema"
)

// bad is the error of a request that cannot be read.
func bad(format string, args ...any) error {
	return route.NewError(http.StatusBadRequest, fmt.Sprintf(format, args...))
}

// checked is a route that holds its requests to what its documentation says
// of their parameters. What the handler then reads is there and of its type;
// parameters without a value, which forms send, are as if they were not given.
func checked(rt route.Route) route.Route {
	handle := rt.Handle
	rt.Handle = func(w http.ResponseWriter, r *http.Request) error {
		values, err := check(rt.Doc.Params, r.URL.RawQuery)
		if err != nil {
			return err
		}
		u := *r.URL
		u.RawQuery = values.Encode()
		r.URL = &u // the request is the route's own by now
		return handle(w, r)
	}
	return rt
}

func check(params []route.Param, query string) (url.Values, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, bad("the address cannot be read: %s", err)
	}
	var names []string
	for _, p := range params {
		if p.In == "query" {
			names = append(names, p.Name)
			if p.Name != "arg" { // an empty one stands for its default
				if values[p.Name] = slices.DeleteFunc(values[p.Name], func(s string) bool { return strings.TrimSpace(s) == "" }); len(values[p.Name]) == 0 {
					delete(values, p.Name)
				}
			}
			if err := checkParam(p, values[p.Name]); err != nil {
				return nil, err
			}
		}
	}
	for name := range values {
		if slices.Contains(names, name) {
			continue
		}
		e := &route.Error{Status: http.StatusBadRequest, Message: fmt.Sprintf("there is no parameter %q here", name), Hint: "there are " + strings.Join(names, ", ")}
		if len(names) == 0 {
			e.Hint = "this takes none"
		} else if near := schema.Nearest(name, names, 1); len(near) > 0 {
			e.Hint = "did you mean " + near[0] + "? " + e.Hint
		}
		return nil, e
	}
	return values, nil
}

func checkParam(p route.Param, given []string) error {
	if p.Required && len(given) == 0 {
		return bad("the parameter %s is wanted: %s", p.Name, p.Doc)
	}
	if len(given) > 1 && !p.Many {
		return bad("%s may be given once", p.Name)
	}
	for _, text := range given {
		switch p.Type {
		case "integer":
			if n, err := strconv.Atoi(text); err != nil || n < 0 {
				return bad("%s wants a whole number from 0 up, not %q", p.Name, text)
			}
		case "number":
			if _, err := strconv.ParseFloat(text, 64); err != nil {
				return bad("%s wants a number, not %q", p.Name, text)
			}
		case "boolean":
			if _, err := strconv.ParseBool(text); err != nil {
				return bad("%s wants true or false, not %q", p.Name, text)
			}
		}
		if len(p.Values) > 0 && !slices.Contains(p.Values, text) {
			return bad("%s is one of %s, not %q", p.Name, strings.Join(p.Values, ", "), text)
		}
	}
	return nil
}

// number reads an integer that check has seen; fallback if there is none.
func number(v url.Values, name string, fallback int) int {
	if n, err := strconv.Atoi(v.Get(name)); err == nil {
		return n
	}
	return fallback
}

// limit reads how many rows are wanted: none said is fallback, and never more
// than the server allows.
func (a *api) limit(v url.Values, fallback int) int {
	n := number(v, "limit", fallback)
	if n == 0 {
		n = a.Limits.Rows
	}
	return min(n, a.Limits.Rows)
}

// time reads how long a query may take: no longer than the server allows.
func (a *api) time(v url.Values) (time.Duration, error) {
	most := a.Limits.Time
	if most <= 0 {
		most = -1 // none
	}
	text := v.Get("timeout")
	if text == "" {
		return most, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, bad("timeout wants a time, such as 5s or 500ms, not %q", text)
	}
	if most > 0 {
		d = min(d, most)
	}
	return d, nil
}

// day reads a day: the last one that the text allows.
func day(v url.Values, name string) (string, error) {
	text := v.Get(name)
	if text == "" {
		return "", nil
	}
	t, err := graph.ParseTime(text)
	if err != nil || t.Latest == "" {
		return "", bad("%s wants a date, such as 2026-02-06 or 2026-02, not %q", name, text)
	}
	return t.Latest, nil
}

// Parameters that several routes take. A name means the same everywhere, and
// the same as on the command line.

func text(name, doc, example string) route.Param {
	return route.Param{Name: name, In: "query", Type: "string", Doc: doc, Example: example}
}

func wanted(p route.Param) route.Param {
	p.Required = true
	return p
}

func many(p route.Param) route.Param {
	p.Many = true
	return p
}

func inPath(name, doc, example string) route.Param {
	return route.Param{Name: name, In: "path", Type: "string", Required: true, Doc: doc, Example: example}
}

func whole(name, doc string) route.Param {
	return route.Param{Name: name, In: "query", Type: "integer", Doc: doc}
}

func flag(name, doc string) route.Param {
	return route.Param{Name: name, In: "query", Type: "boolean", Doc: doc}
}

func limitParam(rows int) route.Param {
	return whole("limit", fmt.Sprintf("at most this many; %d without, 0 for as many as the server allows", rows))
}

func timeoutParam() route.Param {
	return text("timeout", "stop after this time; no longer than the server allows", "5s")
}

func formatParam(names ...string) route.Param {
	return route.Param{Name: "format", In: "query", Type: "string", Values: names, Doc: cmp.Or(names[0], "") + " without; Accept may ask for it, too"}
}

// selectionParams are the flags of `entente export` that choose a part of the
// graph, as package part reads them.
func selectionParams() []route.Param {
	return append([]route.Param{
		text("actor", "only the surroundings of this actor: an id, a name or a code", "Iran"),
		whole("depth", "with actor: claims of actors less than so many hops away; 1 without"),
		many(text("between", "stands twice: only the claims that join these two", "")),
		text("query", "only the claims that this canned query answers with", ""),
		many(text("arg", "an argument of query; stands once for each, in order", "")),
		flag("directed", "with between: only claims of the first about the second"),
		many(text("relation", "only this relation", "trades-with")),
		many(text("source", "only what this source says, by its id", "")),
		many(route.Param{Name: "status", In: "query", Type: "string", Doc: "only claims of this status", Values: statusNames()}),
	}, narrowParams()...)
}

// narrowParams are those of them that leave out claims by what each says of
// itself.
func narrowParams() []route.Param {
	return []route.Param{
		text("as-of", "the graph as it stood on this day: nothing about later days, nothing that had ended by then", "2026-02-06"),
		text("since", "only what holds or happened on this day or later; undated claims count for the day of their source", "2026"),
		text("until", "only what holds or happened on this day or earlier", "2026-06"),
		{Name: "min-confidence", In: "query", Type: "number", Doc: "only claims that are at least this sure, from 0 to 1"},
		whole("min-sources", "only what at least so many independent sources say"),
	}
}

func statusNames() []string {
	var names []string
	for _, s := range graph.Statuses {
		names = append(names, string(s))
	}
	return names
}
