package cayleyhttp

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/jsonld"

	"entente/graph/store"
)

// answer is what a query gives: Cayley's "result", and what Cayley does not
// say.
type answer struct {
	Result    []any `json:"result"`
	Truncated bool  `json:"truncated,omitempty"` // there are more rows than Limit
	Limit     int   `json:"limit,omitempty"`
}

// Query is POST /api/v1/query/{lang}. The answer's type is text/plain, as
// Cayley's is: its console parses the text itself, and fails where jQuery has
// done so before.
func (s *Server) Query(w http.ResponseWriter, r *http.Request) {
	s.serveQuery(w, r, r.PathValue("lang"), "text/plain; charset=utf-8", false)
}

// QueryV2 is GET and POST /api/v2/query?lang=…; with Accept:
// application/ld+json, values are in the form of JSON-LD.
func (s *Server) QueryV2(w http.ResponseWriter, r *http.Request) {
	lang := r.URL.Query().Get("lang")
	if lang == "" {
		fail(w, http.StatusBadRequest, errors.New("query language not specified: add ?lang=gizmo, graphql or mql"))
		return
	}
	ld := mediaType(r, "Accept") == "application/ld+json"
	kind := "application/json"
	if ld {
		kind = "application/ld+json"
	}
	s.serveQuery(w, r, lang, kind, ld)
}

// mediaType is the first media type that a header names: of Accept, the one
// that is liked best.
func mediaType(r *http.Request, header string) string {
	first, _, _ := strings.Cut(r.Header.Get(header), ",")
	first, _, _ = strings.Cut(first, ";")
	return strings.TrimSpace(first)
}

func (s *Server) serveQuery(w http.ResponseWriter, r *http.Request, lang, kind string, ld bool) {
	rows, err := s.rows(r)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	text, err := s.query(r)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	var a answer
	switch lang {
	case "gizmo":
		a, err = s.gizmo(r.Context(), text, rows, ld)
	case "mql":
		a, err = s.mql(r.Context(), text, rows)
	case "graphql":
		var data []byte
		if data, err = s.graphql(r.Context(), text); err == nil {
			w.Header().Set("Content-Type", kind)
			w.Write(data)
			return
		}
	default:
		fail(w, http.StatusBadRequest, fmt.Errorf("unknown query language %q: must be gizmo, graphql or mql", lang))
		return
	}
	if err != nil {
		fail(w, status(err), err)
		return
	}
	w.Header().Set("Content-Type", kind)
	encode(w, a)
}

func (s *Server) gizmo(ctx context.Context, text string, rows int, ld bool) (answer, error) {
	a := answer{Result: []any{}}
	value := native
	if ld {
		value = jsonld.FromValue
	}
	var size int64
	truncated, err := s.store.GizmoValues(ctx, text, s.limits(rows), func(tags map[string]quad.Value, emitted any) error {
		row := emitted
		if tags != nil {
			object := make(map[string]any, len(tags))
			for name, v := range tags {
				object[name] = value(v)
				size += int64(len(name)) + 16
				if t, ok := v.(quad.String); ok {
					size += int64(len(t))
				}
			}
			row = object
		}
		if size > s.lim.Answer {
			return fmt.Errorf("%w: the answer is larger than %d MB", store.ErrMemoryLimit, s.lim.Answer>>20)
		}
		a.Result = append(a.Result, row)
		return nil
	})
	if truncated {
		a.Truncated, a.Limit = true, rows
	}
	return a, err
}

// native is a value as Cayley's JSON has it: IRIs in angle brackets, text,
// numbers and truth values bare.
func native(v quad.Value) any {
	out := v.Native()
	if same, ok := out.(quad.Value); ok && same == v {
		return quad.StringOf(v)
	}
	return out
}

// Shape is POST /api/v1/shape/{lang}: the plan of a query.
func (s *Server) Shape(w http.ResponseWriter, r *http.Request) {
	text, err := s.query(r)
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	var shape any
	switch lang := r.PathValue("lang"); lang {
	case "gizmo":
		shape, err = s.store.GizmoShape(r.Context(), text, s.limits(0))
	case "mql":
		shape, err = s.mqlShape(r.Context(), text)
	case "graphql":
		err = &store.GizmoError{Message: "HTTP interface is not supported for this query language."} // Cayley's words
	default:
		fail(w, http.StatusBadRequest, fmt.Errorf("unknown query language %q: must be gizmo or mql", lang))
		return
	}
	if err != nil {
		fail(w, status(err), err)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8") // as Query's
	encode(w, shape)
}
