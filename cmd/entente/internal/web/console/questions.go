package console

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
	"entente/queries"
	"entente/schema"
)

// rowsShown is the number of rows of an answer that a page shows at first.
const rowsShown = 200

type questionsData struct {
	page
	Groups []questionGroup
}

type questionGroup struct {
	Name    string
	Queries []queries.Query
}

func (c *console) questions(w http.ResponseWriter, r *http.Request) error {
	data := questionsData{page: c.page(r, "/queries", "Questions")}
	for _, g := range queries.Groups {
		group := questionGroup{Name: g}
		for _, q := range queries.Catalog() {
			if q.Group == g {
				group.Queries = append(group.Queries, q)
			}
		}
		data.Groups = append(data.Groups, group)
	}
	data.Command = c.command("query")
	data.Files = []link{{"JSON", "/api/queries"}}
	return c.render(w, "questions", data)
}

// field is an argument of a canned question as a form asks for it.
type field struct {
	queries.Param
	ID, Value, Placeholder string
	Relations              []schema.Relation // to choose from, of a relation
}

// fields are a question's form, filled with what the address gives.
func fields(q queries.Query, form string, given url.Values) []field {
	list := make([]field, len(q.Params))
	for i, p := range q.Params {
		f := field{Param: p, ID: form + "-" + p.Name, Value: strings.TrimSpace(given.Get(p.Name)), Placeholder: p.Default}
		if i < len(q.Example) && f.Placeholder == "" {
			f.Placeholder = q.Example[i]
		}
		if p.Type == queries.RelationParam {
			f.Relations = schema.Builtin().Relations()
		}
		list[i] = f
	}
	return list
}

type questionData struct {
	page
	Query   queries.Query
	Heading string // the question, of those that it is asked about
	Fields  []field
	Asked   bool
	Columns []queries.Column
	Rows    [][]cell
	Gizmo   string
	Elapsed string
	Example string
	Graph   string // where what it says is drawn, or ""
	Picture *gizmoAnswer
}

// cell is one value of an answer.
type cell struct {
	Text, Href string
	Column     string
	Kind       string // the column's type
	Drawer     bool   // opens beside the page
}

func (c *console) question(w http.ResponseWriter, r *http.Request) error {
	q, err := queries.Find(r.PathValue("name"))
	var unknown *queries.UnknownQueryError
	if errors.As(err, &unknown) {
		return notFound(err.Error(), "/queries lists the questions there are")
	} else if err != nil {
		return err
	}
	given := r.URL.Query()
	data := questionData{page: c.page(r, "/queries", q.Title), Query: q, Heading: q.Title, Fields: fields(q, "ask", given)}
	data.Crumbs = []link{{"Questions", "/queries"}}
	example := url.Values{}
	for i, e := range q.Example {
		example.Set(q.Params[i].Name, e)
	}
	if c.known(r.Context(), q) {
		data.Example = "/query/" + q.Name + "?" + example.Encode()
	}
	args, whole := data.args()
	if !whole {
		return c.render(w, "question", data)
	}
	data.Asked, data.Heading = true, q.About(r.Context(), c.Store, args)
	data.Title = data.Heading
	limit := min(rowsShown, c.Limits.Rows)
	if text := given.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > c.Limits.Rows {
			return route.NewError(http.StatusBadRequest, "limit is a number from 1 to "+count(c.Limits.Rows)+", not "+strconv.Quote(text))
		}
		limit = n
	}
	answer, err := queries.Run(r.Context(), c.Store, q.Name, args, queries.Limits{Rows: limit, Time: c.Limits.Time})
	if err != nil {
		return c.unclear(w, r, err)
	}
	if data.Gizmo, err = q.Fill(r.Context(), c.Store, args); err != nil {
		return c.unclear(w, r, err)
	}
	data.Columns, data.Rows = answerTable(answer)
	c.nameSources(r.Context(), data.Rows)
	data.Elapsed = took(answer.Elapsed)
	if data.Picture, err = c.picture(r, answer); err != nil {
		return err
	}
	words := append([]string{"query", q.Name}, args...)
	var v []string
	for _, a := range args {
		v = append(v, "arg", a)
	}
	if answer.Truncated {
		words = append(words, "--limit", strconv.Itoa(limit))
		v = append(v, "limit", strconv.Itoa(limit))
		data.Notes = append(data.Notes, "The answer is cut at "+plural(limit, "row")+".")
		if limit < c.Limits.Rows {
			data.More = with(r, "limit", strconv.Itoa(c.Limits.Rows))
		}
	}
	data.Command = c.command(words...)
	data.Files = apiFiles("queries/"+q.Name+"/run", v...)
	if slices.ContainsFunc(q.Columns, func(col queries.Column) bool { return col.Type == queries.ClaimColumn }) {
		sel := url.Values{"query": {q.Name}, "arg": args}
		data.Graph = "/api/graph?" + sel.Encode()
		data.Files = append(data.Files, link{"Picture (SVG)", "/api/export/svg?" + sel.Encode()}, link{"Gephi (GEXF)", "/api/export/gexf?" + sel.Encode()})
	}
	return c.render(w, "question", data)
}

// picture is a question's answer in another view than its own table, if its
// rows have the shape for one.
func (c *console) picture(r *http.Request, answer queries.Result) (*gizmoAnswer, error) {
	a := &gizmoAnswer{}
	for i := range answer.Rows {
		text, err := answer.MarshalRow(i)
		if err != nil {
			return nil, err
		}
		row, err := readRow(text)
		if err != nil {
			return nil, err
		}
		a.rows = append(a.rows, row)
	}
	as := r.URL.Query().Get("as")
	if as != "map" && as != "timeline" {
		as = ""
	}
	if a.survey(as); a.As != "table" {
		if err := c.show(r.Context(), a); err != nil {
			return nil, err
		}
	}
	a.Views = slices.DeleteFunc(a.Views, func(v gizmoTab) bool { return v.Name == "graph" || v.Name == "json" })
	for i := range a.Views {
		a.Views[i].Href = with(r, "as", strings.TrimPrefix(a.Views[i].Name, "table"))
	}
	return a, nil
}

// known tells whether this store knows the actors of a question's example.
func (c *console) known(ctx context.Context, q queries.Query) bool {
	for i, e := range q.Example {
		if q.Params[i].Type != queries.ActorParam {
			continue
		}
		if _, err := queries.Resolve(ctx, c.Store, e); err != nil {
			return false
		}
	}
	return true
}

// args are the arguments in their order, without those at the end that were
// left out; whole tells whether all are there that must be.
func (d *questionData) args() (args []string, whole bool) {
	for _, f := range d.Fields {
		if f.Value == "" && f.Default == "" {
			return nil, false
		}
		args = append(args, f.Value)
	}
	for len(args) > 0 && args[len(args)-1] == "" {
		args = args[:len(args)-1]
	}
	for i, a := range args {
		if a == "" {
			args[i] = d.Fields[i].Default
		}
	}
	return args, true
}

// answerTable makes a table of an answer: every name leads to its page, and every
// row to its sentence.
func answerTable(answer queries.Result) ([]queries.Column, [][]cell) {
	columns := answer.Columns
	at := map[string]int{}
	evident := false
	for i, col := range columns {
		at[col.Name] = i
		evident = evident || col.Type == queries.ClaimColumn
	}
	from, hasFrom := at["source"]
	over, hasOver := at["relation"]
	to, hasTo := at["target"]
	edge := !evident && hasFrom && hasTo
	if edge {
		columns = append(slices.Clone(columns), queries.Column{Name: "claim", Type: queries.ClaimColumn, Doc: "the sentences that say so"})
	}
	var rows [][]cell
	for _, row := range answer.Rows {
		var cells []cell
		for i, v := range row {
			cells = append(cells, newCell(answer, answer.Columns[i], v))
		}
		if edge {
			relation := ""
			if hasOver {
				relation = strings.TrimPrefix(text(row[over]), graph.RelationPrefix)
			}
			cells = append(cells, cell{Text: "why", Kind: string(queries.ClaimColumn), Href: whyURL(text(row[from]), relation, text(row[to])), Drawer: true})
		}
		rows = append(rows, cells)
	}
	return columns, rows
}

func newCell(answer queries.Result, col queries.Column, v any) cell {
	c := cell{Text: answer.Text(v), Kind: string(col.Type), Column: col.Name}
	switch n := v.(type) {
	case int64:
		c.Text = count(n)
	case float64:
		c.Text = figure(n)
	}
	iri, ok := v.(store.IRI)
	if !ok {
		return c
	}
	id := string(iri)
	switch {
	case strings.HasPrefix(id, graph.ActorPrefix):
		c.Href = actorURL(id)
	case strings.HasPrefix(id, graph.ClaimPrefix):
		c.Text, c.Href, c.Drawer = "why", claimURL(id), true
	case strings.HasPrefix(id, graph.SourcePrefix):
		c.Href = sourceURL(id)
	case strings.HasPrefix(id, graph.RelationPrefix):
		c.Href = "/relation/" + url.PathEscape(strings.TrimPrefix(id, graph.RelationPrefix))
	}
	return c
}

// nameSources puts the titles of sources in the place of their IDs.
func (c *console) nameSources(ctx context.Context, rows [][]cell) {
	names := map[string]string{}
	for _, row := range rows {
		for i := range row {
			cell := &row[i]
			if cell.Kind != string(queries.SourceColumn) || cell.Href == "" {
				continue
			}
			name, ok := names[cell.Text]
			if !ok {
				name = strings.TrimPrefix(cell.Text, graph.SourcePrefix)
				if s, err := c.Store.Source(ctx, cell.Text); err == nil {
					name = sourceName(s)
				}
				names[cell.Text] = name
			}
			cell.Text = name
		}
	}
}

func text(v any) string {
	switch v := v.(type) {
	case store.IRI:
		return string(v)
	case string:
		return v
	}
	return ""
}

type relationData struct {
	page
	Relation  schema.Relation
	Claims    int64
	Sentences []sentence
	Fields    []field
}

// relationSample is the number of claims that a relation's page shows: the
// first that the store comes upon. To put all in order for so few would look
// up every claim of the relation.
const relationSample = 50

func (c *console) relation(w http.ResponseWriter, r *http.Request) error {
	rel, ok := schema.Builtin().Relation(r.PathValue("name"))
	if !ok {
		return notFound(schema.Builtin().UnknownRelation(r.PathValue("name")).Error(), "")
	}
	data := relationData{page: c.page(r, "", rel.Label), Relation: rel}
	stats, err := queries.Stats(r.Context(), c.Store)
	if err != nil {
		return err
	}
	for _, n := range stats.Relations {
		if n.Name == rel.Name {
			data.Claims = n.N
		}
	}
	for claim, err := range c.Store.Claims(r.Context(), store.Filter{Relations: []string{rel.Name}, Limit: relationSample, AnyOrder: true}) {
		if err != nil {
			return err
		}
		data.Sentences = append(data.Sentences, newSentence(claim))
	}
	newestFirst(data.Sentences)
	if q, err := queries.Find("related-by"); err == nil {
		data.Fields = fields(q, "ask", url.Values{})
	}
	sel := queries.Selection{Relations: []string{rel.Name}}
	data.Command = c.command("export", "--format", "jsonl", "--relation", rel.Name)
	data.exports(sel)
	return c.render(w, "relation", data)
}
