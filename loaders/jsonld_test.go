package loaders

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"

	"entente/graph"
	"entente/schema"
)

type quadSink struct {
	claims   []string
	rejected []graph.Rejection
}

func (s *quadSink) Begin(context.Context, graph.Source) error         { return nil }
func (s *quadSink) Describe(context.Context, graph.Description) error { return nil }
func (s *quadSink) End(context.Context) error                         { return nil }
func (s *quadSink) Reject(r graph.Rejection)                          { s.rejected = append(s.rejected, r) }
func (s *quadSink) Claim(_ context.Context, c graph.Claim) error {
	s.claims = append(s.claims, c.Subject.ID+" "+c.Relation+" "+c.Object.ID)
	return nil
}

const jsonLDText = `{"@context": {"r": "https://entente.example/rel/", "a": "https://entente.example/actor/"}, "@id": "a:iran", "r:borders": [{"@id": "a:turkey"}, {"@id": "a:iraq"}], "r:trades-with": {"@id": "a:china"}}`

func TestJSONLD(t *testing.T) {
	if !isJSONLD([]byte(jsonLDText)) {
		t.Error("not told apart")
	}
	var s quadSink
	o := Options{Vocabulary: schema.Builtin(), Base: graph.DefaultBase}
	if err := loadJSONLD(t.Context(), strings.NewReader(jsonLDText), "x.jsonld", &s, o); err != nil || len(s.rejected) > 0 {
		t.Fatal(err, s.rejected)
	}
	want := []string{"actor:iran borders actor:iraq", "actor:iran borders actor:turkey", "actor:iran trades-with actor:china"}
	if !slices.Equal(s.claims, want) {
		t.Errorf("got %q, want %q", s.claims, want)
	}
}

// Contexts elsewhere are not fetched; JSON nested 10^5 deep is refused.
func TestJSONLDRefused(t *testing.T) {
	for _, text := range []string{
		`{"@context": "http://127.0.0.1:1/context.jsonld", "@id": "x"}`,
		strings.Repeat("[", 100000) + strings.Repeat("]", 100000),
		`{"@context": `,
	} {
		var s quadSink
		var read *readError
		if err := loadJSONLD(t.Context(), strings.NewReader(text), "x.jsonld", &s, Options{Vocabulary: schema.Builtin()}); !errors.As(err, &read) {
			t.Errorf("%.60s was read: %v", text, err)
		}
	}
}

// A file that is taken some nodes at a time says what it says as a whole, in
// whatever order its members stand.
func TestLargeJSONLD(t *testing.T) {
	const context = `"@context": {"r": "https://entente.example/rel/", "a": "https://entente.example/actor/", "n": "http://www.w3.org/2000/01/rdf-schema#label"}`
	var nodes []string
	for i := range 2500 {
		nodes = append(nodes, fmt.Sprintf(`{"@id": "a:n%d", "n": "Number %d", "r:meets": [{"@id": "a:n%d", "r:aids": {"@id": "a:n%d"}}, {"r:aids": {"@id": "a:n1"}}]}`, i, i, i*7%2500, i*11%2500))
	}
	list := `"@graph": [` + strings.Join(nodes, ",\n") + `]`
	var all [][]string
	for _, text := range []string{"{" + context + "," + list + "}", "\ufeff{" + list + "," + context + "}"} {
		var s quadSink
		if err := loadJSONLD(t.Context(), strings.NewReader(text), "x.jsonld", &s, Options{Vocabulary: schema.Builtin(), Base: graph.DefaultBase}); err != nil {
			t.Fatal(err)
		}
		if len(s.claims) < 4900 || len(s.rejected) < 5000 {
			t.Errorf("%d claims, %d rows rejected: a blank node is nobody, as subject and as object", len(s.claims), len(s.rejected))
		}
		slices.Sort(s.claims)
		all = append(all, s.claims)
	}
	if !slices.Equal(all[0], all[1]) {
		t.Error("some at a time and whole are not the same")
	}
}

func FuzzJSONLD(f *testing.F) {
	f.Add([]byte(jsonLDText))
	f.Add([]byte(`{"@context": {"r": "https://entente.example/rel/"}, "@graph": [{"@id": "http://x/a", "r:meets": {"@id": "http://x/b"}}], "@id": "http://x/g"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var s quadSink
		_ = loadJSONLD(t.Context(), bytes.NewReader(text), "x.jsonld", &s, Options{Vocabulary: schema.Builtin(), Base: graph.DefaultBase})
	})
}

// A value that does not end is refused when as much of it was read as is held
// at the most, wherever it stands.
func TestJSONLDEndlessValue(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	for _, text := range []string{`{"@graph": [{"@id": "http://x.example/`, `{"x": "`, `[{"@id": "x"}, {"@id": "`} {
		in := &counted{r: io.MultiReader(strings.NewReader(text), endless{})}
		var s quadSink
		err := loadJSONLD(t.Context(), in, "x.jsonld", &s, Options{Vocabulary: schema.Builtin()})
		var read *readError
		if !errors.As(err, &read) || !strings.Contains(err.Error(), "what follows byte ") {
			t.Errorf("%s…: %v", text, err)
		}
		if in.n > 2*maxJSONLD {
			t.Errorf("%s…: %d bytes were read", text, in.n)
		}
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'A'
	}
	return len(b), nil
}

type counted struct {
	r io.Reader
	n int
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += n
	return n, err
}

// What is taken for a URL at a glance, ld takes for one too.
func FuzzPlainURL(f *testing.F) {
	for _, s := range []string{"http://x.example/a#b?c", "https://www.wikidata.org/entity/Q1", "http://a.b.c/", "http://localhost/", "http://1.2.3.4/", "http://w.example", "http://www.a.example", "http://x.example//{[^]}`\\\"<>|", "http://A.B"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if isPlainURL(s) && (ld.InvalidNode(ld.NewIRI(s)) || ld.IsRelativeIri(s)) {
			t.Errorf("%q is none", s)
		}
	})
}

// The statements are those that ld makes.
func TestQuadLines(t *testing.T) {
	for name, text := range map[string]string{
		"nodes":     `{"@context":{"p":"http://x.example/p#"},"@id":"http://x.example/a","@type":["p:T","_:t"],"p:to":[{"@id":"http://x.example/b","p:n":"\"\\\n\t\r é"},{"@id":"_:c"},{"@id":"relative"},{"@id":"http://bad host/"}]}`,
		"texts":     `{"@id":"http://x.example/a","http://x.example/n":["a",{"@value":"b","@language":"en-GB"},{"@value":"c","@language":"no lang"},{"@value":"d","@type":"http://x.example/t"},{"@value":"e","@type":"http://!!!/"},{"@value":"f","@type":"http://www.w3.org/2001/XMLSchema#string"}]}`,
		"others":    `{"@id":"http://x.example/a","http://x.example/n":[1,2.5,true,{"@value":3,"@type":"http://x.example/t"},{"@list":["x",{"@list":[]},{"@id":"http://x.example/b"}]},{"@value":{"a":1},"@type":"@json"}],"http://x.example/m":{"@list":[]}}`,
		"graphs":    `{"@graph":[{"@id":"http://x.example/g","@graph":[{"@id":"http://x.example/a","http://x.example/n":"x"}]},{"@id":"_:g","@graph":[{"@id":"http://x.example/a","http://x.example/n":"x"}]},{"@id":"http://bad host/","@graph":[{"@id":"http://x.example/a","http://x.example/n":"x"}]}]}`,
		"relatives": `{"@id":"a","http://x.example/n":"x","@graph":[{"@id":"http://x.example/a","b":"x","_:p":"y"},{"@id":"http://localhost/a","http://127.0.0.1/n":"x"}]}`,
	} {
		var got []string
		if err := jsonLD([]byte(text), func(line string) { got = append(got, line) }); err != nil {
			t.Fatal(name, err)
		}
		want := throughLD(t, text)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%s, ld has\n%s", name, strings.Join(got, ""), strings.Join(want, ""))
		}
		if len(want) == 0 && name != "relatives" {
			t.Errorf("%s: no statements", name)
		}
	}
}

// throughLD are the statements of a text as ld writes them, sorted.
func throughLD(t *testing.T, text string) []string {
	var doc any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	opts := ld.NewJsonLdOptions("")
	opts.Format = "application/n-quads"
	out, err := ld.NewJsonLdProcessor().ToRDF(doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(strings.Lines(out.(string)))
}

// Blank nodes that lists are made of are numbered alike each time.
func TestJSONLDIsReadAlike(t *testing.T) {
	const text = `{"@context": {"ex": "http://example.org/", "l": {"@id": "ex:list", "@container": "@list"}}, "@graph": [
		{"@id": "ex:a", "l": ["1", "2"]}, {"@id": "ex:b", "l": ["3", "4"]}, {"@id": "ex:c", "l": ["5", "6"]},
		{"@id": "ex:g", "@graph": [{"@id": "ex:d", "l": ["7", "8"]}]}]}`
	var first []string
	for range 20 {
		var lines []string
		if err := jsonLD([]byte(text), func(line string) { lines = append(lines, line) }); err != nil {
			t.Fatal(err)
		}
		slices.Sort(lines)
		if first == nil {
			first = lines
		} else if !slices.Equal(first, lines) {
			t.Fatalf("once\n%s\nthen\n%s", strings.Join(first, ""), strings.Join(lines, ""))
		}
	}
}
