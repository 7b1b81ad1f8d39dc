package console

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
	"entente/queries"
	"entente/schema"
)

// firstQuery stands in the editor at first.
const firstQuery = `// Who trades with whom? Rows with a source and a target can be drawn.
g.V().tag("source").out("<rel:trades-with>").tag("target").all();
`

func (c *console) gizmoRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Pattern: "/gizmo", Kind: route.Page, Load: route.Heavy, Handle: c.gizmo},
		{Method: "POST", Pattern: "/gizmo/view", Kind: route.Data, Load: route.Heavy, Handle: c.gizmoView},
	}
}

type gizmoData struct {
	page
	Text    string
	Fault   *store.GizmoError
	Failed  string // why the query gave no answer
	Answer  *gizmoAnswer
	Catalog []questionGroup
	Words   gizmoWords
	Limit   int
}

// gizmoWords is what the editor completes.
type gizmoWords struct {
	Relations [][2]string `json:"relations"` // name and label
	Types     [][2]string `json:"types"`
}

func (c *console) gizmo(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	data := gizmoData{page: c.page(r, "/gizmo", "Gizmo"), Text: q.Get("q"), Limit: queries.DefaultRows}
	for _, g := range queries.Groups {
		group := questionGroup{Name: g}
		for _, one := range queries.Catalog() {
			if one.Group == g {
				group.Queries = append(group.Queries, one)
			}
		}
		data.Catalog = append(data.Catalog, group)
	}
	for _, rel := range schema.Builtin().Relations() {
		data.Words.Relations = append(data.Words.Relations, [2]string{rel.Name, rel.Label})
	}
	for _, t := range schema.Builtin().Types() {
		data.Words.Types = append(data.Words.Types, [2]string{t.Name, t.Label})
	}
	if name := q.Get("query"); name != "" {
		one, err := queries.Find(name)
		if err != nil {
			return notFound(err.Error(), "/queries lists the questions there are")
		}
		// With the arguments of its example, so that it runs as it is.
		if data.Text, err = one.Fill(r.Context(), c.Store, one.Example); err != nil {
			data.Text = one.File()
		}
		return c.render(w, "gizmo", data)
	}
	if strings.TrimSpace(data.Text) == "" {
		data.Text = firstQuery
		return c.render(w, "gizmo", data)
	}
	lim := queries.Limits{Time: c.Limits.Time, Rows: min(data.Limit, c.Limits.Rows), Text: c.Limits.Text, Memory: c.Limits.Memory}
	result, err := queries.Gizmo(r.Context(), c.Store, data.Text, lim)
	switch {
	case errors.As(err, &data.Fault):
		return c.renderStatus(w, http.StatusBadRequest, "gizmo", data)
	case errors.Is(err, store.ErrTimeLimit):
		data.Failed = err.Error()
		return c.renderStatus(w, http.StatusGatewayTimeout, "gizmo", data)
	case err != nil:
		return err
	}
	answer := &gizmoAnswer{Truncated: result.Truncated, Limit: lim.Rows, Elapsed: took(result.Elapsed)}
	for i := range result.Rows {
		text, err := result.MarshalRow(i)
		if err != nil {
			return err
		}
		row, err := readRow(text)
		if err != nil {
			return err
		}
		answer.rows = append(answer.rows, row)
	}
	if err := c.shape(r.Context(), answer, q.Get("as")); err != nil {
		return err
	}
	for i := range answer.Views {
		answer.Views[i].Href = with(r, "as", answer.Views[i].Name)
	}
	data.Answer = answer
	data.Command = c.command("gizmo", data.Text)
	return c.render(w, "gizmo", data)
}

// gizmoView shows rows that the browser has, as the page itself would: one
// line of JSON a row, as POST /api/gizmo streams them.
func (c *console) gizmoView(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	answer := &gizmoAnswer{Truncated: v.Get("truncated") == "true", Elapsed: v.Get("elapsed"), Partial: v.Get("partial") == "true"}
	answer.Limit, _ = strconv.Atoi(v.Get("limit")) // shown only
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		row, err := readRow([]byte(line))
		if err != nil {
			return route.NewError(http.StatusBadRequest, "a row is no JSON object: "+err.Error())
		}
		answer.rows = append(answer.rows, row)
	}
	if err := c.shape(r.Context(), answer, v.Get("as")); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return c.templates["gizmo"].ExecuteTemplate(w, "answer", answer)
}

// gizmoRow is a row with its names in order.
type gizmoRow struct {
	names  []string
	values map[string]any
	raw    string
}

func readRow(text []byte) (gizmoRow, error) {
	row := gizmoRow{raw: strings.TrimSpace(string(text))}
	d := json.NewDecoder(strings.NewReader(row.raw))
	d.UseNumber()
	if err := d.Decode(&row.values); err != nil {
		return row, err
	}
	for name := range row.values {
		row.names = append(row.names, name)
	}
	slices.SortFunc(row.names, func(a, b string) int { return cmp.Or(cmp.Compare(columnRank(a), columnRank(b)), cmp.Compare(a, b)) })
	return row, nil
}

// columnRank puts first what a row is about.
func columnRank(name string) int {
	for i, first := range []string{"id", "source", "relation", "target"} {
		if name == first {
			return i
		}
	}
	return 9
}

// text is a value of a row for people.
func (r gizmoRow) text(name string) string {
	switch v := r.values[name].(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	default:
		text, _ := json.Marshal(v) // it was JSON before
		return string(text)
	}
}

// relation is the name of the relation that a row is of: rows of scripts have
// its IRI, those of canned questions its name.
func (r gizmoRow) relation() string {
	name := strings.TrimPrefix(cmp.Or(r.iri("relation"), r.text("relation")), graph.RelationPrefix)
	if _, ok := schema.Builtin().Relation(name); !ok {
		return ""
	}
	return name
}

// has tells whether a row has a column, be it empty.
func (r gizmoRow) has(name string) bool { return slices.Contains(r.names, name) }

// iri is a value that names something: rows have actors as "actor:iran", or
// as Gizmo's own scripts see them, in angle brackets.
func (r gizmoRow) iri(name string) string {
	v, _ := r.values[name].(string)
	v = strings.TrimSuffix(strings.TrimPrefix(v, "<"), ">")
	for _, prefix := range []string{graph.ActorPrefix, graph.RelationPrefix, graph.ClaimPrefix, graph.SourcePrefix} {
		if strings.HasPrefix(v, prefix) && !strings.ContainsAny(v, " \n") {
			return v
		}
	}
	return ""
}
