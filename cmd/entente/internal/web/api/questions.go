package api

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"entente/cmd/entente/internal/answer"
	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
	"entente/queries"
)

func (a *api) questionRoutes() []route.Route {
	name := inPath("name", "of a canned query", "trade-partners")
	args := []route.Param{
		many(text("arg", "an argument; stands once for each, in order", "Iran")), limitParam(queries.DefaultRows), timeoutParam(),
	}
	return []route.Route{
		{Method: "GET", Pattern: "/api/queries", Kind: route.Data, Load: route.Light, Handle: a.queries, Doc: &route.Doc{
			ID: "listQueries", Tag: "questions", Summary: "The canned questions, with their arguments", Notes: "As `entente query`.",
			Answers: []route.Body{{MIME: typeJSON, Schema: "Queries"}},
		}},
		{Method: "GET", Pattern: "/api/queries/{name}", Kind: route.Data, Load: route.Heavy, Handle: a.query, Doc: &route.Doc{
			ID: "getQuery", Tag: "questions", Summary: "A canned question: its arguments, columns and text", Notes: "NAME.json, NAME.jsonl and NAME.csv run it, as /api/queries/NAME/run does.",
			Params:  append([]route.Param{name}, args...),
			Answers: []route.Body{{MIME: typeJSON, Schema: "Query"}},
		}},
		{Method: "GET", Pattern: "/api/queries/{name}/run", Kind: route.Data, Load: route.Heavy, Handle: func(w http.ResponseWriter, r *http.Request) error {
			return a.run(w, r, r.PathValue("name"), r.URL.Query()["arg"])
		}, Doc: &route.Doc{
			ID: "runQuery", Tag: "questions", Summary: "The answer to a canned question", Notes: "As `entente query NAME ARG…`.",
			Params:  append(append([]route.Param{name}, args...), formatParam("json", "jsonl", "csv")),
			Answers: tabular("Result"),
		}},
		{Method: "GET", Pattern: "/api/queries/{name}/gizmo", Kind: route.Data, Load: route.Light, Handle: a.show, Doc: &route.Doc{
			ID: "showQuery", Tag: "questions", Summary: "A canned question as Gizmo with its arguments filled in", Notes: "As `entente query NAME ARG… --show`.",
			Params:  append([]route.Param{name}, args[0]),
			Answers: []route.Body{{MIME: "text/plain", Doc: "Gizmo, to be pasted into a console or sent to /api/gizmo"}},
		}},
		{Method: "POST", Pattern: "/api/gizmo", Kind: route.Data, Load: route.Heavy, Handle: a.gizmo, Doc: &route.Doc{
			ID: "runGizmo", Tag: "questions", Summary: "The answer to any query in Cayley's Gizmo language, read-only",
			Notes:  "As `entente gizmo QUERY`. A fault in the text has its line and column. A query ends when its reader goes away.",
			Params: []route.Param{limitParam(queries.DefaultRows), timeoutParam(), formatParam("json", "jsonl", "csv")},
			Body:   &route.Body{MIME: "text/plain", Doc: `the query, such as g.V("<actor:iran>").out("<rel:trades-with>").all()`},
			Answers: []route.Body{{MIME: typeJSON, Schema: "Result"}, {MIME: typeJSONL, Doc: "one row a line, as they are found"},
				{MIME: "text/csv", Doc: "the columns of all rows together"}},
		}},
	}
}

// question is a canned query as JSON.
type question struct {
	Name    string   `json:"name"`
	Group   string   `json:"group"`
	Query   string   `json:"query"` // its usage
	Answers string   `json:"answers"`
	Notes   string   `json:"notes,omitempty"`
	Params  []param  `json:"params"`
	Columns []column `json:"columns"`
	Example []string `json:"example"` // arguments
	Gizmo   string   `json:"gizmo,omitempty"`
}

type param struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Role    string `json:"role"`
	Default string `json:"default,omitempty"`
	Doc     string `json:"doc,omitempty"`
}

type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Doc  string `json:"doc,omitempty"`
}

func newQuestion(q queries.Query) question {
	out := question{Name: q.Name, Group: q.Group, Query: q.Usage(), Answers: q.Title, Notes: q.Notes, Params: []param{}, Columns: columns(q.Columns), Example: q.Example}
	if out.Example == nil {
		out.Example = []string{}
	}
	for _, p := range q.Params {
		out.Params = append(out.Params, param{p.Name, string(p.Type), p.Role, p.Default, p.Doc})
	}
	return out
}

func columns(all []queries.Column) []column {
	out := []column{}
	for _, c := range all {
		out = append(out, column{c.Name, string(c.Type), c.Doc})
	}
	return out
}

func (a *api) queries(w http.ResponseWriter, _ *http.Request) error {
	var all []question
	for _, group := range queries.Groups {
		for _, q := range queries.Catalog() {
			if q.Group == group {
				all = append(all, newQuestion(q))
			}
		}
	}
	return object(w, map[string]any{"queries": all})
}

func (a *api) query(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	for _, format := range []string{"json", "jsonl", "csv"} {
		if short, ok := strings.CutSuffix(name, "."+format); ok {
			v := r.URL.Query()
			v.Set("format", format)
			r.URL.RawQuery = v.Encode() // checked has made it the route's own
			return a.run(w, r, short, v["arg"])
		}
	}
	q, err := queries.Find(name)
	if err != nil {
		return err
	}
	out := newQuestion(q)
	out.Gizmo = q.File()
	return object(w, out)
}

func (a *api) show(w http.ResponseWriter, r *http.Request) error {
	q, err := queries.Find(r.PathValue("name"))
	if err != nil {
		return err
	}
	text, err := q.Fill(r.Context(), a.Store, r.URL.Query()["arg"])
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err = io.WriteString(w, strings.TrimRight(text, "\n")+"\n")
	return err
}

// queryLimits are those of a request: no more than the server's.
func (a *api) queryLimits(r *http.Request) (queries.Limits, error) {
	v := r.URL.Query()
	t, err := a.time(v)
	return queries.Limits{Time: t, Rows: a.limit(v, queries.DefaultRows), Text: a.Limits.Text, Memory: a.Limits.Memory}, err
}

// run answers with the rows of a canned query.
func (a *api) run(w http.ResponseWriter, r *http.Request, name string, args []string) error {
	lim, err := a.queryLimits(r)
	if err != nil {
		return err
	}
	result, err := queries.Run(r.Context(), a.Store, name, args, lim)
	if err != nil {
		return err
	}
	return a.result(w, r, result, field{"query", name})
}

func (a *api) result(w http.ResponseWriter, r *http.Request, result queries.Result, before ...field) error {
	return rows(w, r, list{name: "rows", sheet: answer.Result(result), truncated: result.Truncated,
		before: append(before, field{"columns", columns(result.Columns)}),
		after:  []field{{"labels", result.Labels}, {"elapsed_ms", float64(result.Elapsed) / float64(time.Millisecond)}}})
}

func (a *api) gizmo(w http.ResponseWriter, r *http.Request) error {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	if strings.TrimSpace(string(text)) == "" {
		return &route.Error{Status: http.StatusBadRequest, Message: "the query is empty", Hint: `send it as the request's body: g.V("<actor:iran>").out().all()`}
	}
	lim, err := a.queryLimits(r)
	if err != nil {
		return err
	}
	if formatOf(r) == "jsonl" {
		return a.gizmoStream(w, r, string(text), lim)
	}
	result, err := queries.Gizmo(r.Context(), a.Store, string(text), lim)
	if err != nil {
		return err
	}
	return a.result(w, r, result)
}

// gizmoStream sends rows as they are found.
func (a *api) gizmoStream(w http.ResponseWriter, r *http.Request, text string, lim queries.Limits) error {
	s := newStream(w)
	w.Header().Add("Vary", "Accept")
	cut, err := a.Store.GizmoEach(r.Context(), text, store.Limits{Time: max(0, lim.Time), Rows: lim.Rows, Text: lim.Text, Memory: lim.Memory}, func(row store.Row) error {
		line, err := rowObject(row)
		if err != nil {
			return fmt.Errorf("writing a row: %w", err)
		}
		return s.line(line)
	})
	return s.end(cut, err)
}

// rowObject is a row of free Gizmo as an object, as the command line writes
// it: a value that is none stands under "value".
func rowObject(row store.Row) ([]byte, error) {
	if row.Tags != nil {
		names := row.Columns()
		values := make([]any, len(names))
		for i, n := range names {
			values[i] = row.Tags[n]
		}
		return answer.Object(names, values)
	}
	if object, ok := row.Value.(map[string]any); ok {
		return answer.Encode(object)
	}
	return answer.Encode(map[string]any{"value": row.Value})
}
