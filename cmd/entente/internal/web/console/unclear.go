package console

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"entente/graph"
	"entente/queries"
)

type unclearData struct {
	page
	Name       string
	Many       bool // actors have this name; else none has
	Candidates []candidate
}

// candidate is an actor that may have been meant, and where its answer is.
type candidate struct {
	graph.Actor
	Name   string // the name that is near
	Note   string // what tells it from others of its name
	Claims int
	Href   string
}

// unclear answers a name that means nobody, or several, with those that may
// have been meant; each leads to the same page asked of it. Other errors are
// given back.
func (c *console) unclear(w http.ResponseWriter, r *http.Request, err error) error {
	var unknown *queries.UnknownNameError
	var ambiguous *queries.AmbiguousNameError
	var data unclearData
	var near []queries.Candidate
	status := http.StatusNotFound
	switch {
	case errors.As(err, &unknown):
		data.Name, near = unknown.Name, unknown.Near
		data.page = c.page(r, "", fmt.Sprintf("Nobody called %s", data.Name))
	case errors.As(err, &ambiguous):
		status = http.StatusConflict
		data.Name, data.Many, near = ambiguous.Name, true, ambiguous.Candidates
		data.page = c.page(r, "", fmt.Sprintf("Which %s?", data.Name))
	default:
		return err
	}
	data.Search = data.Name
	for _, n := range near {
		one := candidate{Actor: n.Actor, Name: n.Name, Claims: n.Claims, Href: instead(r, data.Name, n.Actor.ID)}
		one.Note = c.apart(r.Context(), n.Actor)
		data.Candidates = append(data.Candidates, one)
	}
	return c.renderStatus(w, status, "unclear", data)
}

// instead is this page's address with an actor in the place of a name.
func instead(r *http.Request, name, id string) string {
	q := r.URL.Query()
	found := false
	for _, values := range q {
		for i, v := range values {
			if v == name {
				values[i], found = id, true
			}
		}
	}
	if !found {
		return actorURL(id)
	}
	return r.URL.Path + "?" + q.Encode()
}

// with is this page's address with one parameter set, or taken out where the
// value is "".
func with(r *http.Request, name, value string) string {
	q := r.URL.Query()
	q.Set(name, value)
	if value == "" {
		q.Del(name)
	}
	return address(r, q)
}

// address is this page's with other parameters.
func address(r *http.Request, q url.Values) string {
	if len(q) == 0 {
		return r.URL.EscapedPath()
	}
	return r.URL.EscapedPath() + "?" + q.Encode()
}
