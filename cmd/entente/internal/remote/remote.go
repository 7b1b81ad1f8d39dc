// Package remote asks a running server what commands ask a store: the server
// has the store, perhaps for itself, and answers over HTTP as the command line
// does (package answer). What comes back is put into the same forms.
package remote

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/queries"
)

// Server is a server to be asked.
type Server struct {
	url   *url.URL
	token string
}

// New is the server at an address, such as http://127.0.0.1:64210/ or
// 127.0.0.1:64210. The token may be empty.
func New(address, token string) (*Server, error) {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" {
		return nil, fmt.Errorf("%q is no address of a server: must be http://HOST:PORT/, as entente serve says it", address)
	}
	return &Server{u, token}, nil
}

func (s *Server) String() string { return s.url.String() }

// Error is what a server says instead of an answer.
type Error struct {
	Server  string
	Status  int
	Problem route.Problem
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", e.Server)
	if e.Problem.Detail == "" {
		fmt.Fprintf(&b, "it answers %d %s, and not as entente serve does", e.Status, http.StatusText(e.Status))
		return b.String()
	}
	b.WriteString(e.Problem.Detail)
	if e.Problem.Line > 0 {
		fmt.Fprintf(&b, " (line %d, column %d)", e.Problem.Line, e.Problem.Column)
	}
	switch {
	case e.Status == http.StatusUnauthorized:
		b.WriteString(": --token-file FILE names the file that it stands in")
	case len(e.Problem.Candidates) > 0:
		if e.Status == http.StatusNotFound {
			b.WriteString("; did you mean")
		} else {
			b.WriteString("; " + e.Problem.Hint + ":")
		}
		for _, c := range e.Problem.Candidates {
			name := c.Name
			if name == "" {
				name = c.Label
			}
			fmt.Fprintf(&b, "\n  %s", queries.Candidate{Actor: graph.Actor{ID: c.ID, Label: c.Label, Type: c.Type}, Name: name})
		}
	case e.Problem.Hint != "":
		b.WriteString(": " + e.Problem.Hint)
	case e.Status >= http.StatusInternalServerError && e.Problem.RequestID != "":
		b.WriteString(": " + e.Problem.RequestID)
	}
	return b.String()
}

// IsUsage says whether an error is of what was asked, not of the answer.
func IsUsage(err error) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Status {
	case http.StatusBadRequest, http.StatusConflict:
		return true
	case http.StatusNotFound:
		return e.Problem.Detail != "" && e.Problem.Detail != route.NotThere
	}
	return false
}

// limits of what a server may answer that is held in memory.
const (
	mostBytes   = 1 << 30
	mostProblem = 1 << 20
)

// do sends a request and gives its answer's body, which must be closed.
func (s *Server) do(ctx context.Context, method string, path []string, v url.Values, body string) (*http.Response, error) {
	if body == "" {
		return s.send(ctx, method, path, v, nil, "")
	}
	return s.send(ctx, method, path, v, strings.NewReader(body), "text/plain; charset=utf-8")
}

// send is do with a body of some type, which may be nil.
func (s *Server) send(ctx context.Context, method string, path []string, v url.Values, body io.Reader, kind string) (*http.Response, error) {
	u := s.url.JoinPath(append([]string{"api"}, escaped(path)...)...)
	u.RawQuery = v.Encode()
	r, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, err
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if s.token != "" {
		r.Header.Set("Authorization", "Bearer "+s.token)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		var of *url.Error
		if errors.As(err, &of) {
			err = of.Err
		}
		if own := (*unread)(nil); errors.As(err, &own) {
			return nil, own.error
		}
		return nil, fmt.Errorf("%s does not answer: %w: is entente serve running there?", s, err)
	}
	if res.StatusCode == http.StatusOK {
		return res, nil
	}
	defer res.Body.Close()
	e := &Error{Server: s.String(), Status: res.StatusCode}
	if text, err := io.ReadAll(io.LimitReader(res.Body, mostProblem)); err == nil {
		_ = json.Unmarshal(text, &e.Problem) // what cannot be read says nothing
	}
	return nil, e
}

func escaped(path []string) []string {
	out := make([]string, len(path))
	for i, p := range path {
		out[i] = url.PathEscape(p)
	}
	return out
}

// JSON asks for an answer and reads it into a value.
func (s *Server) JSON(ctx context.Context, v url.Values, into any, path ...string) error {
	text, _, err := s.text(ctx, http.MethodGet, path, v, "")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: its answer cannot be read: %w", s, err)
	}
	return nil
}

// text gives a whole answer, and whether the server cut it.
func (s *Server) text(ctx context.Context, method string, path []string, v url.Values, body string) (text []byte, cut bool, err error) {
	res, err := s.do(ctx, method, path, v, body)
	if err != nil {
		return nil, false, err
	}
	defer res.Body.Close()
	text, err = io.ReadAll(io.LimitReader(res.Body, mostBytes+1))
	switch {
	case err != nil:
		return nil, false, s.broken(err)
	case len(text) > mostBytes:
		return nil, false, fmt.Errorf("%s: its answer is longer than %d MB: ask for less, or export", s, mostBytes>>20)
	}
	return text, res.Header.Get("Entente-Truncated") == "true", nil
}

func (s *Server) broken(err error) error {
	return fmt.Errorf("%s broke its answer off: %w", s, err)
}

// Copy writes an answer as it comes. What is not whole is an error.
func (s *Server) Copy(ctx context.Context, w io.Writer, v url.Values, path ...string) error {
	res, err := s.do(ctx, http.MethodGet, path, v, "")
	if err != nil {
		return err
	}
	defer res.Body.Close()
	from := &reading{Reader: res.Body}
	if _, err := io.Copy(w, from); from.err != nil {
		return s.broken(from.err)
	} else if err != nil {
		return err
	}
	return nil
}

// reading remembers that it was the reading that failed.
type reading struct {
	io.Reader
	err error
}

func (r *reading) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// Question asks for rows.
type Question struct {
	Path   []string
	Values url.Values
	Body   string // sent by POST if there is one
	Rows   string // the key of the rows in JSON
}

// Sheet asks for rows and puts them into the form that a format is made of:
// objects where programs read JSON, cells in all other cases. cut says that
// there are more than the server gave.
func (s *Server) Sheet(ctx context.Context, q Question, format string) (sheet answer.Sheet, cut bool, err error) {
	objects := format == "json" || format == "jsonl"
	v := url.Values{"format": {"csv"}}
	if objects {
		v.Set("format", "json")
	}
	for name, values := range q.Values {
		v[name] = values
	}
	method := http.MethodGet
	if q.Body != "" {
		method = http.MethodPost
	}
	text, cut, err := s.text(ctx, method, q.Path, v, q.Body)
	if err != nil {
		return sheet, false, err
	}
	if objects {
		sheet, err = objectSheet(text, q.Rows)
	} else {
		sheet, err = cellSheet(text)
	}
	if err != nil {
		return sheet, false, fmt.Errorf("%s: its answer cannot be read: %w", s, err)
	}
	return sheet, cut, nil
}

func objectSheet(text []byte, name string) (answer.Sheet, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return answer.Sheet{}, err
	}
	var rows []json.RawMessage
	if err := json.Unmarshal(all[name], &rows); err != nil {
		return answer.Sheet{}, fmt.Errorf("%s: %w", name, err)
	}
	return answer.Sheet{Rows: len(rows), Object: func(i int) ([]byte, error) { return rows[i], nil }}, nil
}

func cellSheet(text []byte) (answer.Sheet, error) {
	r := csv.NewReader(bytes.NewReader(text))
	columns, err := r.Read()
	if errors.Is(err, io.EOF) {
		return answer.Sheet{}, nil // no columns, no rows
	} else if err != nil {
		return answer.Sheet{}, err
	}
	rows, err := r.ReadAll()
	if err != nil {
		return answer.Sheet{}, err
	}
	return answer.Sheet{Columns: columns, Rows: len(rows), Cell: func(i, j int) string { return answer.Unguarded(rows[i][j]) }}, nil
}
