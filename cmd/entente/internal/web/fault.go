package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"entente/cmd/entente/internal/web/route"
)

// fail says an error in the form that a route's readers want.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, kind route.Kind, err error) {
	note(r, err)
	if r.Context().Err() != nil && errors.Is(err, context.Canceled) {
		// Nobody is there to read it; the status is for the log (as nginx's).
		w.WriteHeader(499)
		return
	}
	p := route.ProblemOf(err)
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
	return http.StatusText(route.ProblemOf(err).Status)
}
