package compat_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/client"
	"github.com/cayleygraph/quad"

	"entente/cmd/entente/internal/web/compat"
	"entente/cmd/entente/internal/web/route"
	"entente/graph/store"
)

const edges = `
<actor:iran> <rel:trades-with> <actor:china> <claim:1> .
<actor:china> <rel:trades-with> <actor:russia> <claim:2> .
<actor:iran> <rdfs:label> "Iran"@en <source:s> .
<actor:iran> <rdf:type> <type:State> <source:s> .
<claim:1> <ent:sentence> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <claim:1> .
<claim:1> <ent:quote> "They said \"trade\"\nis <b>good</b>." <claim:1> .
`

// serve serves Cayley's routes on a store with a few quads.
func serve(t *testing.T, change func(*route.Limits)) (*httptest.Server, *store.Store) {
	t.Helper()
	s, err := store.Open(context.Background(), "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, _, err := s.AddQuads(context.Background(), store.ReadQuads(strings.NewReader(edges), "edges.nq", "https://entente.example/")); err != nil {
		t.Fatal(err)
	}
	lim := route.DefaultLimits()
	if change != nil {
		change(&lim)
	}
	mux := http.NewServeMux()
	for _, r := range compat.Routes(route.Deps{Store: s, Limits: lim}) {
		mux.HandleFunc(r.Method+" "+r.Pattern, func(w http.ResponseWriter, req *http.Request) {
			if err := r.Handle(w, req); err != nil {
				t.Errorf("%s %s: %v", r.Method, r.Pattern, err)
			}
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server, s
}

func ask(t *testing.T, req *http.Request) (int, http.Header, string) {
	t.Helper()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, strings.TrimSpace(string(body))
}

func post(t *testing.T, url, body string, headers ...string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return ask(t, req)
}

func get(t *testing.T, url string, headers ...string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return ask(t, req)
}

func TestQueries(t *testing.T) {
	server, _ := serve(t, nil)
	for name, c := range map[string]struct {
		path, body string
		status     int
		want       string
	}{
		"gizmo":                {"/api/v1/query/gizmo", `g.V("<actor:iran>").out("<rel:trades-with>").all()`, 200, `{"result":[{"id":"<actor:china>"}]}`},
		"text and tags":        {"/api/v1/query/gizmo", `g.V("<actor:iran>").tag("source").save("<rdfs:label>", "source_label").out("<rel:trades-with>").tag("target").all()`, 200, `{"result":[{"id":"<actor:china>","source":"<actor:iran>","source_label":"Iran","target":"<actor:china>"}]}`},
		"a number":             {"/api/v1/query/gizmo", `g.V("<claim:1>").out("<ent:sentence>").all()`, 200, `{"result":[{"id":3}]}`},
		"nothing":              {"/api/v1/query/gizmo", `g.V("<actor:nobody>").all()`, 200, `{"result":[]}`},
		"emitted":              {"/api/v1/query/gizmo", `g.Emit({a: 1, b: ["x"]})`, 200, `{"result":[{"a":1,"b":["x"]}]}`},
		"cut, and said":        {"/api/v1/query/gizmo?limit=2", `g.V().all()`, 200, `"truncated":true,"limit":2}`},
		"a fault with place":   {"/api/v1/query/gizmo", "g.V(\n.all()", 400, `"line":2`},
		"an unknown method":    {"/api/v1/query/gizmo", `g.V().nothing()`, 400, `"error"`},
		"nothing sent":         {"/api/v1/query/gizmo", ``, 400, `query is empty`},
		"a bad limit":          {"/api/v1/query/gizmo?limit=many", `g.V().all()`, 400, `expected a number`},
		"mql":                  {"/api/v1/query/mql", `[{"id": "<actor:iran>", "<rel:trades-with>": null}]`, 200, `{"result":[{"<rel:trades-with>":"<actor:china>","id":"<actor:iran>"}]}`},
		"mql, bare names":      {"/api/v1/query/mql", `[{"id": "actor:iran", "rel:trades-with": null}]`, 200, `{"result":[{"id":"<actor:iran>","rel:trades-with":"<actor:china>"}]}`},
		"mql, a bare end":      {"/api/v1/query/mql", `[{"id": null, "rel:trades-with": "actor:china"}]`, 200, `{"result":[{"id":"<actor:iran>","rel:trades-with":"<actor:china>"}]}`},
		"mql, cut":             {"/api/v1/query/mql?limit=1", `[{"id": null, "<rel:trades-with>": null}]`, 200, `"truncated":true`},
		"mql, broken":          {"/api/v1/query/mql", `[{"id": `, 400, `{"error":"mql: `},
		"mql, deep":            {"/api/v1/query/mql", strings.Repeat(`[`, 5000), 400, `100 deep`},
		"graphql":              {"/api/v1/query/graphql", `{ nodes(id: <actor:iran>) { id, <rel:trades-with> } }`, 200, `{"data":{"nodes":{"\u003crel:trades-with\u003e":`},
		"graphql, no brackets": {"/api/v1/query/graphql", `{ nodes(id: actor:iran) { id, rel:trades-with { id } } }`, 200, `{"data":{"nodes":{"id":"actor:iran","rel:trades-with":{"id":"actor:china"}}}}`},
		"graphql, quoted":      {"/api/v1/query/graphql", `{ nodes(id: "actor:iran") { id } }`, 200, `{"data":{"nodes":{"id":"actor:iran"}}}`},
		"graphql, deep":        {"/api/v1/query/graphql", strings.Repeat(`{a`, 5000), 400, `100 deep`},
		"an unknown tongue":    {"/api/v1/query/sparql", `SELECT`, 400, `must be gizmo, graphql or mql`},
		"v2":                   {"/api/v2/query?lang=gizmo", `g.V("<actor:iran>").out("<rel:trades-with>").all()`, 200, `{"result":[{"id":"<actor:china>"}]}`},
		"v2, no language":      {"/api/v2/query", `g.V().all()`, 400, `not specified`},
		"shape":                {"/api/v1/shape/gizmo", `g.V("<actor:iran>").out("<rel:trades-with>").all()`, 200, `"nodes":[{`},
		"shape of mql":         {"/api/v1/shape/mql", `[{"id": "<actor:iran>", "<rel:trades-with>": null}]`, 200, `"nodes":[{`},
		"shape of graphql":     {"/api/v1/shape/graphql", `{ nodes { id } }`, 400, `not supported`},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, body := post(t, server.URL+c.path, c.body)
			if code != c.status || !strings.Contains(body, c.want) {
				t.Errorf("got %d %s\nwant %d with %s", code, body, c.status, c.want)
			}
			if !json.Valid([]byte(body)) {
				t.Errorf("%s is not JSON", body)
			}
		})
	}
}

// A text that the store has is that text, and not what is named so.
func TestTextBeforeName(t *testing.T) {
	server, s := serve(t, nil)
	if _, _, err := s.AddQuads(t.Context(), store.ReadQuads(strings.NewReader(`<claim:1> <ent:key> "actor:iran" <claim:1> .`), "more.nq", "https://entente.example/")); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		`[{"id": null, "ent:key": "actor:iran"}]`:           `{"result":[{"ent:key":"actor:iran","id":"<claim:1>"}]}`,
		`[{"id": "actor:iran", "rel:trades-with": null}]`:   `{"result":[{"id":"actor:iran","rel:trades-with":null}]}`,
		`[{"id": "<actor:iran>", "rel:trades-with": null}]`: `{"result":[{"id":"<actor:iran>","rel:trades-with":"<actor:china>"}]}`,
	} {
		if _, _, body := post(t, server.URL+"/api/v1/query/mql", query); body != want {
			t.Errorf("%s: %s, want %s", query, body, want)
		}
	}
}

// Cayley's console parses the answer's text itself.
func TestAnswersAsCayleysConsoleWantsThem(t *testing.T) {
	server, _ := serve(t, nil)
	_, h, _ := post(t, server.URL+"/api/v1/query/gizmo", `g.V("<actor:iran>").all()`)
	if kind := h.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
		t.Errorf("v1: Content-Type %s", kind)
	}
	code, h, body := get(t, server.URL+`/api/v2/query?lang=gizmo&qu=g.V("<actor:iran>").save("<rdfs:label>","name").all()`, "Accept", "application/ld+json")
	if code != 200 || h.Get("Content-Type") != "application/ld+json" || body != `{"result":[{"id":{"@id":"actor:iran"},"name":{"@language":"en","@value":"Iran"}}]}` {
		t.Errorf("v2 as JSON-LD: %d %s %s", code, h.Get("Content-Type"), body)
	}
}

func TestEndlessQueriesEnd(t *testing.T) {
	server, _ := serve(t, func(l *route.Limits) { l.Time = 50 * time.Millisecond })
	for _, path := range []string{"/api/v1/query/gizmo", "/api/v1/shape/gizmo", "/api/v2/query?lang=gizmo"} {
		if code, _, body := post(t, server.URL+path, `while (true) {}`); code != 400 || !strings.Contains(body, "time limit") {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
}

func TestReadQuads(t *testing.T) {
	server, _ := serve(t, nil)
	for name, c := range map[string]struct {
		query  string
		accept string
		status int
		kind   string
		want   string
	}{
		"one predicate":   {"?pred=<rel:trades-with>&sub=<actor:iran>", "", 200, "application/n-quads", `<actor:iran> <rel:trades-with> <actor:china> <claim:1> .`},
		"full names":      {"?sub=<actor:iran>&pred=<rel:trades-with>&iri=full", "", 200, "application/n-quads", `<https://entente.example/actor/iran> <https://entente.example/rel/trades-with> <https://entente.example/actor/china> <https://entente.example/claim/1> .`},
		"whole datatypes": {"?pred=<ent:sentence>", "", 200, "application/n-quads", `"3"^^<http://www.w3.org/2001/XMLSchema#integer>`},
		"json":            {"?sub=<actor:iran>&pred=<rel:trades-with>&format=json", "", 200, "application/json", `"object":"\u003cactor:china\u003e"`},
		"by header":       {"?sub=<actor:iran>&pred=<rel:trades-with>", "application/ld+json", 200, "application/ld+json", `"@id"`},
		"unknown":         {"?format=rdfxml", "", 400, "application/json", "must be one of"},
		"lossy":           {"?format=graphml", "", 400, "application/json", "must be one of"},
	} {
		t.Run(name, func(t *testing.T) {
			code, h, body := get(t, server.URL+"/api/v2/read"+c.query, "Accept", c.accept)
			if code != c.status || h.Get("Content-Type") != c.kind || !strings.Contains(body, c.want) {
				t.Errorf("got %d %s %s", code, h.Get("Content-Type"), body)
			}
		})
	}
	_, _, body := get(t, server.URL+"/api/v2/read?sub=<actor:iran>,<actor:china>&pred=<rel:trades-with>")
	if n := strings.Count(body, "\n"); n != 1 {
		t.Errorf("two subjects gave %d lines: %s", n+1, body)
	}
}

// What cannot be read to its end is broken off, not ended.
func TestCutReadIsNoWhole(t *testing.T) {
	server, s := serve(t, func(l *route.Limits) { l.Long = time.Nanosecond })
	if _, _, err := s.AddQuads(context.Background(), many(5000)); err != nil {
		t.Fatal(err)
	}
	resp, err := http.Get(server.URL + "/api/v2/read")
	if err == nil {
		defer resp.Body.Close()
		if _, err = io.ReadAll(resp.Body); err == nil && resp.StatusCode == 200 {
			t.Error("the answer was whole")
		}
	}
}

func many(n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i := range n {
			if !yield(quad.Make(quad.IRI(fmt.Sprint("n:", i)), quad.IRI("p"), quad.String(strings.Repeat("x", 100)), nil), nil) {
				return
			}
		}
	}
}

func TestWriteAndDelete(t *testing.T) {
	server, s := serve(t, func(l *route.Limits) { l.Upload = 10 << 10 })
	count := func() int64 {
		st, err := s.Stats(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return st.Quads
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	io.WriteString(z, "<a> <b> \"packed\" .\n")
	z.Close()
	var bomb bytes.Buffer
	z = gzip.NewWriter(&bomb)
	io.WriteString(z, "<a> <b> \""+strings.Repeat("x", 20<<10)+"\" .\n")
	z.Close()
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	part, _ := m.CreateFormFile("NQuadFile", "more.nq")
	io.WriteString(part, "<f> <b> <c> .\n<f> <b> <d> .\n")
	m.Close()
	for _, c := range []struct {
		name, path, body string
		headers          []string
		status           int
		want             string
		quads            int64 // afterwards, beyond those at first
	}{
		{"v1", "/api/v1/write", `[{"subject":"<x>","predicate":"<y>","object":"plain text","label":"<z>"}]`, nil, 200, `Successfully wrote 1 quads.`, 1},
		{"v1 again", "/api/v1/write", `[{"subject":"<x>","predicate":"<y>","object":"plain text","label":"<z>"}]`, nil, 200, `wrote 1`, 1},
		{"v1, a part missing", "/api/v1/write", `[{"subject":"<x>","predicate":"<y>","object":"one"},{"subject":"<x>"}]`, nil, 400, `invalid quad at index 1`, 1},
		{"v1, no list", "/api/v1/write", `{`, nil, 400, `JSON list`, 1},
		{"v2", "/api/v2/write", "<a> <b> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", []string{"Content-Type", "application/n-quads"}, 200, `"count":1`, 2},
		{"v2, packed", "/api/v2/write", packed.String(), []string{"Content-Type", "application/n-quads", "Content-Encoding", "gzip"}, 200, `"count":1`, 3},
		{"v2, a bomb", "/api/v2/write", bomb.String(), []string{"Content-Encoding", "gzip"}, 400, `more than 0 MB`, 3},
		{"v2, one line broken", "/api/v2/write", "<a> <b> <c> .\n<a> <b .\n", nil, 400, `body:2`, 3},
		{"v2, json", "/api/v2/write", `[{"subject":"<j>","predicate":"<b>","object":"<c>"}]`, []string{"Content-Type", "application/json"}, 200, `"count":1`, 4},
		{"v2, JSON-LD may fetch files", "/api/v2/write", `{"@context": "file:///etc/passwd"}`, []string{"Content-Type", "application/ld+json"}, 400, `not supported`, 4},
		{"a form", "/api/v1/write/file/nquad", form.String(), []string{"Content-Type", m.FormDataContentType()}, 200, `Successfully wrote 2 quads.`, 6},
		{"no form", "/api/v1/write/file/nquad", "x", []string{"Content-Type", "text/plain"}, 400, `error`, 6},
		{"delete, v1", "/api/v1/delete", `[{"subject":"<x>","predicate":"<y>","object":"plain text","label":"<z>"},{"subject":"<not>","predicate":"<y>","object":"there"}]`, nil, 200, `deleted 1`, 5},
		{"delete, v2", "/api/v2/delete", "<f> <b> <c> .\n", nil, 200, `deleted 1`, 4},
		{"delete a node", "/api/v2/node/delete", "<a>", []string{"Content-Type", "application/n-quads"}, 200, `deleted 1 nodes`, 2},
		{"delete nothing", "/api/v2/node/delete", "", nil, 400, `nil value`, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, _, body := post(t, server.URL+c.path, c.body, c.headers...)
			if code != c.status || !strings.Contains(body, c.want) {
				t.Errorf("got %d %s", code, body)
			}
			if got := count() - 6; got != c.quads {
				t.Errorf("%d quads more than at first, want %d", got, c.quads)
			}
		})
	}
}

// Cayley's own Go client reads and writes.
func TestCayleysClient(t *testing.T) {
	server, s := serve(t, nil)
	c := client.New(server.URL)
	r, err := c.QuadReader()
	if err != nil {
		t.Fatal(err)
	}
	got, err := quad.ReadAll(r)
	if err != nil || len(got) != 6 {
		t.Errorf("read %d quads, %v", len(got), err)
	}
	w, err := c.QuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	q := quad.Make(quad.IRI("actor:oman"), quad.IRI("rel:mediates-for"), quad.IRI("actor:iran"), quad.IRI("claim:9"))
	if _, err := w.WriteQuads([]quad.Quad{q}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := s.Gizmo(context.Background(), `g.V("<actor:oman>").out("<rel:mediates-for>").all()`, store.Limits{})
	if err != nil || len(a.Rows) != 1 {
		t.Errorf("%v, %v", a.Rows, err)
	}
}

func TestGephi(t *testing.T) {
	server, _ := serve(t, nil)
	_, _, body := get(t, server.URL+"/gephi/gs?pred=<rel:trades-with>")
	want := []string{
		`{"an":{"0":{"label":"actor:iran"`, `{"an":{"1":{"label":"actor:china"`, `"source":"0","target":"1"}}}`,
		`{"an":{"2":{"label":"actor:russia"`, `"source":"1","target":"2"}}}`,
	}
	lines := strings.Split(body, "\r\n")
	if len(lines) != len(want) {
		t.Fatalf("got %d events: %s", len(lines), body)
	}
	for i := range want {
		if !strings.Contains(lines[i], want[i]) || !json.Valid([]byte(lines[i])) {
			t.Errorf("event %d: got %s, want %s", i, lines[i], want[i])
		}
	}
	if _, _, again := get(t, server.URL+"/gephi/gs?pred=<rel:trades-with>"); again != body {
		t.Error("a second stream differs")
	}
	if _, _, cut := get(t, server.URL+"/gephi/gs?pred=<rel:trades-with>&limit=1"); !strings.Contains(cut, "truncated") {
		t.Errorf("a cut stream does not say so: %s", cut)
	}
	if _, _, nodes := get(t, server.URL+"/gephi/gs?mode=nodes"); !strings.Contains(nodes, `"label":"Iran"`) || strings.Contains(nodes, "claim:1") {
		t.Errorf("nodes: %s", nodes)
	}
	if code, _, body := get(t, server.URL+"/gephi/gs?mode=other"); code != 400 {
		t.Errorf("%d %s", code, body)
	}
}

func TestFormats(t *testing.T) {
	server, _ := serve(t, nil)
	_, _, body := get(t, server.URL+"/api/v2/formats")
	var list []struct {
		ID    string `json:"id"`
		Read  bool   `json:"read"`
		Write bool   `json:"write"`
	}
	if err := json.Unmarshal([]byte(body), &list); err != nil || len(list) != 5 {
		t.Fatalf("%s: %v", body, err)
	}
}
