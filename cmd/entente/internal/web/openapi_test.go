package web

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"entente/cmd/entente/internal/web/route"
)

// openAPI is the document as the server gives it.
func openAPI(t *testing.T, s *Server) (text []byte, doc map[string]any) {
	t.Helper()
	w := ask(t, s.Handler(), "GET", "/api/openapi.json", "")
	if w.Code != 200 {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return w.Body.Bytes(), doc
}

// operations lists what the document describes: "GET /api/stats".
func operations(doc map[string]any) map[string]map[string]any {
	all := map[string]map[string]any{}
	for path, methods := range doc["paths"].(map[string]any) {
		for method, op := range methods.(map[string]any) {
			all[strings.ToUpper(method)+" "+path] = op.(map[string]any)
		}
	}
	return all
}

// Every route for programs stands in the document, with a name of its own and
// all that its path wants; nothing else does.
func TestEveryRouteIsDocumented(t *testing.T) {
	s := newServer(t, true, Options{Token: "0123456789abcdef"})
	_, doc := openAPI(t, s)
	described := operations(doc)
	ids := map[string]string{}
	routes := append(Routes(s.deps), s.upkeep()...)
	for _, r := range routes {
		if r.Kind != route.Data && r.Kind != route.Write {
			if strings.HasPrefix(r.Pattern, "/api/") {
				t.Errorf("%s is below /api/ and no route for programs", r.Pattern)
			}
			continue
		}
		if r.Doc == nil && !forPrograms(r.Pattern) {
			continue // what the console's own pages ask for
		}
		name := r.Method + " " + r.Pattern
		op := described[name]
		delete(described, name)
		if op == nil {
			t.Errorf("%s is not documented", name)
			continue
		}
		id := op["operationId"].(string)
		if ids[id] != "" || id == "" || r.Doc.Summary == "" || r.Doc.Tag == "" || len(r.Doc.Answers) == 0 {
			t.Errorf("%s: operationId %q (also of %s), summary %q, tag %q, %d answers", name, id, ids[id], r.Doc.Summary, r.Doc.Tag, len(r.Doc.Answers))
		}
		ids[id] = name
		for _, m := range regexp.MustCompile(`\{(\w+)`).FindAllStringSubmatch(r.Pattern, -1) {
			if !slices.ContainsFunc(r.Doc.Params, func(p route.Param) bool { return p.Name == m[1] && p.In == "path" && p.Required }) {
				t.Errorf("%s: {%s} is not documented", name, m[1])
			}
		}
		for i, p := range r.Doc.Params {
			if p.Doc == "" && p.Name != "lang" || !slices.Contains([]string{"string", "integer", "number", "boolean"}, p.Type) || p.In != "path" && p.In != "query" ||
				slices.ContainsFunc(r.Doc.Params[:i], func(q route.Param) bool { return p.Name == q.Name }) {
				t.Errorf("%s: parameter %+v", name, p)
			}
		}
		if (r.Kind == route.Write) != (op["security"] != nil) {
			t.Errorf("%s: kind %v, security %v", name, r.Kind, op["security"])
		}
	}
	for name := range described {
		if name != "GET /api/openapi.json" {
			t.Errorf("%s is documented, and there is no such route", name)
		}
	}
}

// The document is one by the OpenAPI Initiative's own schema, and every schema
// in it is one by JSON Schema, which is what that schema leaves open.
func TestDocumentIsOpenAPI(t *testing.T) {
	text, _ := openAPI(t, newServer(t, true, Options{Token: "0123456789abcdef"}))
	published, err := os.ReadFile("testdata/openapi-3.1/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(published))
	if err != nil {
		t.Fatal(err)
	}
	id := parsed.(map[string]any)["$id"].(string)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	for at, schema := range map[string]any{
		id: parsed,
		"whole.json": map[string]any{
			"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": id,
			"$defs": map[string]any{"schema": map[string]any{"$dynamicAnchor": "meta", "$ref": "https://json-schema.org/draft/2020-12/schema"}},
		},
	} {
		if err := compiler.AddResource(at, schema); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile("whole.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text []byte) error {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	if err := valid(text); err != nil {
		t.Errorf("%v", err)
	}

	// What is wrong is found: the check would be empty otherwise.
	for what, spoil := range map[string]func(op map[string]any){
		"no responses":            func(op map[string]any) { op["responses"] = []any{} },
		"a parameter in no place": func(op map[string]any) { op["parameters"].([]any)[0].(map[string]any)["in"] = "body" },
		"a schema of no known type": func(op map[string]any) {
			op["parameters"].([]any)[0].(map[string]any)["schema"] = map[string]any{"type": "text"}
		},
		"a word that is none": func(op map[string]any) { op["sumary"] = "" },
	} {
		var doc map[string]any
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatal(err)
		}
		spoil(operations(doc)["GET /api/actors"])
		spoiled, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		if valid(spoiled) == nil {
			t.Errorf("%s passes", what)
		}
	}
}

// requests has one call of every operation whose answer has a schema.
var requests = []struct{ operation, path, body string }{
	{"listActors", "/api/actors?q=i&limit=2", ""},
	{"suggestActors", "/api/suggest?q=ir", ""},
	{"resolveWords", "/api/resolve?name=the+US+president&name=nobody+at+all&date=2019-06-01", ""},
	{"getActor", "/api/actor/actor:iran", ""},
	{"getActor", "/api/actor/Iran?limit=1", ""},
	{"getBetween", "/api/between?a=Iran&b=China", ""},
	{"findPaths", "/api/path?from=Oman&to=China&k=2", ""},
	{"getWhy", "/api/why?subject=Iran&relation=trades-with&object=China", ""},
	{"getWhy", "/api/why?subject=Iran&object=China&limit=1", ""},
	{"listClaims", "/api/claims?actor=Iran", ""},
	{"listClaims", "/api/claims?order=id&relation=trades-with", ""},
	{"listQueries", "/api/queries", ""},
	{"getQuery", "/api/queries/trade-partners", ""},
	{"runQuery", "/api/queries/trade-partners/run?arg=Iran", ""},
	{"runGizmo", "/api/gizmo?limit=3", `g.V("<actor:iran>").out().all()`},
	{"getGraph", "/api/graph?actor=Iran", ""},
	{"rankActors", "/api/rank?by=betweenness&limit=3", ""},
	{"findBlocs", "/api/blocs", ""},
	{"findBlocs", "/api/blocs?view=triangles", ""},
	{"listFormats", "/api/export", ""},
	{"getStats", "/api/stats", ""},
	{"listSources", "/api/sources?limit=1", ""},
	{"getSource", "/api/source?id=SOURCE", ""},
	{"getClaim", "/api/claim/CLAIM", ""},
	{"getSchema", "/api/schema", ""},
	{"load", "/api/load?name=more.jsonl", "CLAIMS"},
	{"load", "/api/load?name=broken.jsonl", `{"relation":"trades-with","quote":"x"}`},
	{"removeSource", "/api/remove-source?id=SOURCE", ""},
}

// What the server answers is what the document says it answers.
func TestAnswersFollowTheDocument(t *testing.T) {
	const token = "0123456789abcdef"
	s := newServer(t, true, Options{Token: token})
	text, doc := openAPI(t, s)
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource("openapi.json", parsed); err != nil {
		t.Fatal(err)
	}
	compile := func(name string) *jsonschema.Schema {
		schema, err := compiler.Compile("openapi.json#/components/schemas/" + name)
		if err != nil {
			t.Fatalf("schema %s: %v", name, err)
		}
		return schema
	}
	named := doc["components"].(map[string]any)["schemas"].(map[string]any)
	for name := range named {
		compile(name)
	}

	claims := ask(t, s.Handler(), "GET", "/api/claims", "").Body.String()
	var first struct {
		ID     string
		Source struct{ ID string }
	}
	if err := json.Unmarshal([]byte(strings.SplitN(claims, "\n", 2)[0]), &first); err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer("SOURCE", url.QueryEscape(first.Source.ID), "CLAIMS", claims, "CLAIM", first.ID)

	wanted := map[string]string{} // schema by operation
	methods := map[string]string{}
	for name, op := range operations(doc) {
		content, _ := op["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)
		for _, m := range content {
			if ref, ok := m.(map[string]any)["schema"].(map[string]any); ok {
				id := op["operationId"].(string)
				wanted[id] = strings.TrimPrefix(ref["$ref"].(string), "#/components/schemas/")
				methods[id], _, _ = strings.Cut(name, " ")
			}
		}
	}
	left := maps.Clone(wanted)
	for _, q := range requests {
		delete(left, q.operation)
		w := ask(t, s.Handler(), methods[q.operation], fill.Replace(q.path), fill.Replace(q.body), "Authorization: Bearer "+token)
		if w.Code != 200 {
			t.Errorf("%s %s: %d %s", q.operation, q.path, w.Code, w.Body)
			continue
		}
		schema := compile(wanted[q.operation])
		kind, _, _ := mime.ParseMediaType(w.Header().Get("Content-Type"))
		values := 0
		for d := json.NewDecoder(w.Body); ; values++ {
			var raw json.RawMessage
			err := d.Decode(&raw)
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", q.path, err)
			}
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
			if err == nil {
				err = schema.Validate(v)
			}
			if err != nil {
				t.Errorf("%s: %v\n%s", q.path, err, raw)
			}
		}
		if values == 0 || values > 1 && kind != "application/x-ndjson" {
			t.Errorf("%s: %d values of %s", q.path, values, kind)
		}
	}
	for id, schema := range left {
		t.Errorf("%s answers with a %s, and no answer of it is looked at", id, schema)
	}

	problem := compile("Problem")
	for path, status := range map[string]int{
		"/api/nothing": 404, "/api/actor/Iram": 404, "/api/path?from=Iran": 400, "/api/queries/trade-partner": 404, "/api/actors?tipe=x": 400, "/api/why?subject=Iran&relation=likes&object=China": 400,
		"/api/export/gfex": 404, "/api/claims?since=soon": 400, "/api/claims?min-sources=-1": 400, "/api/claims?status=rumoured": 400, "/api/source?id=none": 404,
		"/api/queries/trade-partners/run": 400, "/api/queries/between/run?arg=Iran": 400, "/api/actors?q=%zz": 400, "/api/actors?limit=many": 400, "/api/claim/none": 404,
	} {
		w := ask(t, s.Handler(), http.MethodGet, path, "")
		v, err := jsonschema.UnmarshalJSON(w.Body)
		if err == nil {
			err = problem.Validate(v)
		}
		if w.Code != status || err != nil || w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("ETag") != "" {
			t.Errorf("%s: status %d (want %d), %v, %v, %v", path, w.Code, status, w.Header(), v, err)
		}
	}
}
