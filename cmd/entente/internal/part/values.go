package part

import (
	"errors"
	"net/url"
	"strconv"

	"entente/graph"
	"entente/queries"
)

// FromValues reads a selection from the query of a URL. Its names are those
// of the flags of `entente export`; between stands twice, arg once for each
// argument of query. Names that are not a selection's are not looked at.
func FromValues(v url.Values) (queries.Selection, error) {
	sel := queries.Selection{
		Actor: v.Get("actor"), Query: v.Get("query"), Args: v["arg"], Relations: v["relation"], Sources: v["source"], Directed: v.Get("directed") == "true",
		AsOf: v.Get("as-of"), Since: v.Get("since"), Until: v.Get("until"),
	}
	switch ends := v["between"]; len(ends) {
	case 0:
	case 2:
		sel.Between = [2]string(ends)
	default:
		return sel, &queries.BadArgumentError{Role: "between", Value: ends[0], Err: errors.New("wants two actors: it must stand twice")}
	}
	var err error
	if sel.Statuses, err = Statuses(v["status"]); err != nil {
		return sel, err
	}
	for name, to := range map[string]*int{"depth": &sel.Depth, "min-sources": &sel.MinSources} {
		if text := v.Get(name); text != "" {
			if *to, err = strconv.Atoi(text); err != nil {
				return sel, &queries.BadArgumentError{Role: name, Value: text, Err: errors.New("is no whole number")}
			}
		}
	}
	if text := v.Get("min-confidence"); text != "" {
		if sel.MinConfidence, err = strconv.ParseFloat(text, 64); err != nil {
			return sel, &queries.BadArgumentError{Role: "min-confidence", Value: text, Err: errors.New("is no number")}
		}
	}
	return sel, nil
}

// Values writes a selection as FromValues reads it.
func Values(sel queries.Selection) url.Values {
	v := url.Values{}
	add := func(name string, values ...string) {
		for _, value := range values {
			if value != "" {
				v.Add(name, value)
			}
		}
	}
	add("actor", sel.Actor)
	add("between", sel.Between[:]...)
	add("query", sel.Query)
	v["arg"] = sel.Args // an empty one is one too
	add("relation", sel.Relations...)
	add("source", sel.Sources...)
	if sel.Directed {
		add("directed", "true")
	}
	for _, s := range sel.Statuses {
		add("status", string(s))
	}
	add("as-of", sel.AsOf)
	add("since", sel.Since)
	add("until", sel.Until)
	for name, n := range map[string]int{"depth": sel.Depth, "min-sources": sel.MinSources} {
		if n != 0 {
			add(name, strconv.Itoa(n))
		}
	}
	if sel.MinConfidence != 0 {
		add("min-confidence", strconv.FormatFloat(sel.MinConfidence, 'g', -1, 64))
	}
	if len(sel.Args) == 0 {
		delete(v, "arg")
	}
	return v
}

// Arguments writes a selection as `entente export` takes it, not yet quoted
// for a shell.
func Arguments(sel queries.Selection) []string {
	var args []string
	flag := func(name, value string) {
		if value != "" {
			args = append(args, "--"+name, value)
		}
	}
	v := Values(sel)
	for _, name := range []string{"actor", "depth", "relation", "source", "status", "as-of", "since", "until", "min-confidence", "min-sources"} {
		for _, value := range v[name] {
			flag(name, value)
		}
	}
	if sel.Directed {
		args = append(args, "--directed")
	}
	// What takes more than one word comes last.
	flag("between", sel.Between[0])
	flag("query", sel.Query)
	if sel.Between[1] != "" {
		args = append(args, sel.Between[1])
	}
	return append(args, sel.Args...)
}

// Statuses reads names of statuses.
func Statuses(names []string) ([]graph.Status, error) {
	var all []graph.Status
next:
	for _, name := range names {
		for _, s := range graph.Statuses {
			if name == string(s) {
				all = append(all, s)
				continue next
			}
		}
		return nil, &queries.BadArgumentError{Role: "status", Value: name, Err: errors.New("is none of asserted, denied, planned and conditional")}
	}
	return all, nil
}
