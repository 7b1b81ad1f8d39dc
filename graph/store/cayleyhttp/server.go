// Package cayleyhttp speaks the protocol of Cayley v0.7.7's own server on a
// store, for its console, its Go client and what else was written for it:
// /api/v1, /api/v2 and the stream that Gephi reads. Where the original loses
// something it differs: rows that were cut are said to be, queries end with
// their request and at their limits, numbers are written with whole datatype
// names, and no other site's pages are let in (that is for who mounts it).
package cayleyhttp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"entente/graph/store"
)

// Limits bound requests. All must be set, but for the times: 0 is no limit.
type Limits struct {
	Time   time.Duration // of a query
	Long   time.Duration // of a stream of quads
	Rows   int           // of an answer, whatever a request asks for
	Text   int           // bytes of a query
	Memory int64         // bytes by which the process may grow while a query runs
	Answer int64         // bytes of an answer that is gathered before it is sent
	Upload int64         // bytes of a written file, unpacked
}

// defaultRows is the number of rows where a request names none. Cayley's own
// is 100, and says nothing when it cuts.
const defaultRows = 1000

// Server answers requests. Its methods are handlers.
type Server struct {
	store *store.Store
	lim   Limits
}

// New makes a server.
func New(s *store.Store, lim Limits) *Server { return &Server{store: s, lim: lim} }

// fail answers as Cayley does: {"error": "…"}.
func fail(w http.ResponseWriter, status int, err error) {
	answer := map[string]any{"error": err.Error()}
	var g *store.GizmoError
	if errors.As(err, &g) && g.Line > 0 {
		answer["line"], answer["column"] = g.Line, g.Column
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encode(w, answer)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// status is 400 for what the request did wrong, as Cayley's answers have it
// for all errors of queries, and 503 where the store cannot be read.
func status(err error) int {
	var g *store.GizmoError
	var q *queryError
	switch {
	case errors.As(err, &g), errors.As(err, &q), errors.Is(err, store.ErrTimeLimit), errors.Is(err, store.ErrMemoryLimit), errors.Is(err, store.ErrReadOnly):
		return http.StatusBadRequest
	case errors.Is(err, store.ErrClosed):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// rows is the limit that a request asks for.
func (s *Server) rows(r *http.Request) (int, error) {
	text := r.URL.Query().Get("limit")
	if text == "" || text == "0" {
		return min(defaultRows, s.lim.Rows), nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("limit=%s: expected a number", text)
	}
	if n < 0 || n > s.lim.Rows {
		n = s.lim.Rows
	}
	return n, nil
}

// query reads the query's text: the body of a POST, the parameter qu of a GET.
func (s *Server) query(r *http.Request) (string, error) {
	text := r.URL.Query().Get("qu")
	if r.Method == http.MethodPost {
		data, err := io.ReadAll(io.LimitReader(r.Body, int64(s.lim.Text)+1))
		if err != nil {
			return "", fmt.Errorf("reading the query: %w", err)
		}
		text = string(data)
	}
	if strings.TrimSpace(text) == "" {
		return "", errors.New("query is empty")
	}
	if len(text) > s.lim.Text {
		return "", fmt.Errorf("the query is longer than %d bytes", s.lim.Text)
	}
	return text, nil
}

func (s *Server) limits(rows int) store.Limits {
	return store.Limits{Time: s.lim.Time, Rows: rows, Text: s.lim.Text, Memory: s.lim.Memory}
}

// long is ctx with the time that a stream may take.
func (s *Server) long(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.lim.Long <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, s.lim.Long, store.ErrTimeLimit)
}
