package route

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"entente/graph/store"
	"entente/queries"
)

// Problem is an error as programs read it (RFC 9457).
type Problem struct {
	Type       string      `json:"type"`
	Title      string      `json:"title"`
	Status     int         `json:"status"`
	Detail     string      `json:"detail"`
	Hint       string      `json:"hint,omitempty"`
	RequestID  string      `json:"request_id"`
	Line       int         `json:"line,omitempty"`   // of a query's text, from 1
	Column     int         `json:"column,omitempty"` // from 1
	Near       []string    `json:"near,omitempty"`   // names that may have been meant
	Candidates []Candidate `json:"candidates,omitempty"`
}

// Candidate is an actor that may have been meant.
type Candidate struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Type   string `json:"type"`
	Name   string `json:"name,omitempty"`
	Claims int    `json:"claims,omitempty"`
}

// NotThere is the detail of what names something right that the store does
// not hold; a name that is nobody's has a detail that says so.
const NotThere = "there is no such thing in this store"

// ProblemOf says what an error means to who asked.
func ProblemOf(err error) Problem {
	p := Problem{Type: "about:blank", Status: http.StatusInternalServerError, Detail: err.Error()}
	p.read(err)
	if p.Status >= 500 && p.Status != http.StatusServiceUnavailable && p.Status != http.StatusGatewayTimeout {
		// What went wrong inside is for the log: it can name files.
		p.Detail = "something went wrong in this server; its log says what, under the request's id"
	}
	p.Title = http.StatusText(p.Status)
	return p
}

func (p *Problem) read(err error) {
	var (
		own       *Error
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
	case errors.Is(err, store.ErrTooLarge), errors.Is(err, store.ErrMemoryLimit):
		p.Status = http.StatusUnprocessableEntity
	case errors.Is(err, store.ErrReadOnly):
		p.Status = http.StatusForbidden
	case errors.Is(err, store.ErrNotHere):
		p.Status, p.Detail = http.StatusConflict, store.ErrNotHere.Error()
	case errors.Is(err, store.ErrClosed), errors.Is(err, context.Canceled): // whoever went away reads nothing
		p.Status, p.Detail = http.StatusServiceUnavailable, "the server is stopping"
	case errors.Is(err, store.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		p.Status, p.Detail = http.StatusNotFound, NotThere
	}
}

func newCandidate(c queries.Candidate) Candidate {
	out := Candidate{ID: c.Actor.ID, Label: c.Actor.Label, Type: c.Actor.Type, Claims: c.Claims}
	if c.Name != c.Actor.Label {
		out.Name = c.Name
	}
	return out
}
