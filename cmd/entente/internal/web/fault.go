package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
	"entente/queries"
)

// problem is an error as programs read it (RFC 9457).
type problem struct {
	Type       string      `json:"type"`
	Title      string      `json:"title"`
	Status     int         `json:"status"`
	Detail     string      `json:"detail"`
	Hint       string      `json:"hint,omitempty"`
	RequestID  string      `json:"request_id"`
	Line       int         `json:"line,omitempty"`   // of a query's text, from 1
	Column     int         `json:"column,omitempty"` // from 1
	Near       []string    `json:"near,omitempty"`   // names that may have been meant
	Candidates []candidate `json:"candidates,omitempty"`

	err error
}

// candidate is an actor that may have been meant.
type candidate struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Type   string `json:"type"`
	Name   string `json:"name,omitempty"`
	Claims int    `json:"claims,omitempty"`
}

// fail says an error in the form that a route's readers want.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, kind route.Kind, err error) {
	note(r, err)
	if r.Context().Err() != nil && errors.Is(err, context.Canceled) {
		// Nobody is there to read it; the status is for the log (as nginx's).
		w.WriteHeader(499)
		return
	}
	p := problemOf(err)
	p.RequestID = w.Header().Get(requestID)
	h := w.Header()
	h.Del("Content-Disposition")
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	if kind == route.Page {
		s.errorPage(w, r, p.Status, p.Detail, p.Hint, p.RequestID)
		return
	}
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	if r.Method == http.MethodHead {
		return
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(p) // the client has gone
}

// problemOf says what an error means to who asked.
func problemOf(err error) problem {
	p := problem{Type: "about:blank", Status: http.StatusInternalServerError, Detail: err.Error(), err: err}
	p.read(err)
	if p.Status >= 500 && p.Status != http.StatusServiceUnavailable && p.Status != http.StatusGatewayTimeout {
		// What went wrong inside is for the log: it can name files.
		p.Detail = "something went wrong in this server; its log says what, under the request's id"
	}
	p.Title = http.StatusText(p.Status)
	return p
}

func (p *problem) read(err error) {
	var (
		own       *route.Error
		name      *queries.UnknownNameError
		ambiguous *queries.AmbiguousNameError
		query     *queries.UnknownQueryError
		relation  *queries.UnknownRelationError
		usage     *queries.UsageError
		gizmo     *store.GizmoError
		size      *http.MaxBytesError
	)
	switch {
	case errors.As(err, &own):
		p.Status, p.Detail, p.Hint, p.Line, p.Column = own.Status, own.Message, own.Hint, own.Line, own.Column
	case errors.As(err, &name):
		p.Status, p.Detail = http.StatusNotFound, fmt.Sprintf("no actor is called %q", name.Name)
		for _, c := range name.Near {
			p.Near = append(p.Near, c.Actor.Label)
			p.Candidates = append(p.Candidates, newCandidate(c))
		}
		if len(p.Near) > 0 {
			p.Hint = "did you mean " + strings.Join(p.Near, ", ") + "?"
		}
	case errors.As(err, &ambiguous):
		p.Status, p.Detail, p.Hint = http.StatusConflict, fmt.Sprintf("%q is the name of %d actors", ambiguous.Name, len(ambiguous.Candidates)), "give the id of the one you mean"
		for _, c := range ambiguous.Candidates {
			p.Candidates = append(p.Candidates, newCandidate(c))
		}
	case errors.As(err, &query):
		p.Status, p.Near = http.StatusNotFound, query.Near
	case errors.As(err, &relation):
		p.Status, p.Near = http.StatusBadRequest, relation.Near
	case errors.As(err, &usage):
		p.Status, p.Detail, p.Hint = http.StatusBadRequest, usage.Query.Name+": "+usage.Reason, "it takes "+usage.Query.Usage()
	case queries.IsUsage(err):
		p.Status = http.StatusBadRequest
	case errors.As(err, &gizmo):
		p.Status, p.Detail, p.Line, p.Column = http.StatusBadRequest, gizmo.Message, gizmo.Line, gizmo.Column
	case errors.As(err, &size):
		p.Status, p.Detail = http.StatusRequestEntityTooLarge, fmt.Sprintf("the request's body is longer than %d bytes", size.Limit)
	case errors.Is(err, store.ErrTimeLimit), errors.Is(err, context.DeadlineExceeded):
		p.Status, p.Detail, p.Hint = http.StatusGatewayTimeout, "the time limit was reached", "ask for less, or start the server with a longer --time"
	case errors.Is(err, store.ErrTooLarge):
		p.Status = http.StatusUnprocessableEntity
	case errors.Is(err, store.ErrReadOnly):
		p.Status = http.StatusForbidden
	case errors.Is(err, store.ErrClosed):
		p.Status, p.Detail = http.StatusServiceUnavailable, "the server is stopping"
	case errors.Is(err, store.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		p.Status, p.Detail = http.StatusNotFound, "there is no such thing in this store"
	}
}

func newCandidate(c queries.Candidate) candidate {
	out := candidate{ID: c.Actor.ID, Label: c.Actor.Label, Type: c.Actor.Type, Claims: c.Claims}
	if c.Name != c.Actor.Label {
		out.Name = c.Name
	}
	return out
}

// said tells whether the reader has been told of an error already, in the
// last line of a stream.
func said(err error) bool {
	var s *route.Said
	return errors.As(err, &s)
}

// kindOf names an error for the log without what was asked.
func kindOf(err error) string {
	var own *route.Error
	if errors.As(err, &own) && own.Status != http.StatusNotFound && own.Status != http.StatusMethodNotAllowed {
		return own.Message
	}
	if errors.Is(err, context.Canceled) {
		return "the client went away"
	}
	return http.StatusText(problemOf(err).Status)
}
