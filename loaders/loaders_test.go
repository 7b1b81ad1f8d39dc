package loaders_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"entente/graph"
	"entente/loaders"
	"entente/schema"
)

// collector is a sink that keeps what ends.
type collector struct {
	claims   []graph.Claim
	actors   map[string]graph.Description
	sources  []string
	pending  []graph.Claim
	rejected []string
	fail     error // what Claim answers, if set
}

func (k *collector) Begin(_ context.Context, s graph.Source) error {
	k.sources, k.pending = append(k.sources, s.ID), nil
	return nil
}

func (k *collector) Describe(_ context.Context, d graph.Description) error {
	if k.actors == nil {
		k.actors = map[string]graph.Description{}
	}
	k.actors[d.Actor.ID] = d
	return nil
}

func (k *collector) Claim(_ context.Context, c graph.Claim) error {
	k.pending = append(k.pending, c)
	return k.fail
}

func (k *collector) End(context.Context) error {
	k.claims = append(k.claims, k.pending...)
	return nil
}

func (k *collector) Reject(r graph.Rejection) {
	k.rejected = append(k.rejected, fmt.Sprintf("%s:%d: %s", filepath.Base(r.File), r.Line, r.Reason))
}

func options() loaders.Options { return loaders.Options{Vocabulary: schema.Builtin()} }

// input is one input of this text.
func input(name, text string) iter.Seq2[loaders.Input, error] {
	return func(yield func(loaders.Input, error) bool) {
		yield(loaders.Input{Name: name, Size: int64(len(text)), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(iotest.HalfReader(strings.NewReader(text))), nil
		}}, nil)
	}
}

func load(t *testing.T, name, text string, o loaders.Options) *collector {
	t.Helper()
	k := &collector{}
	if err := loaders.Run(t.Context(), input(name, text), k, o, loaders.Progress{}); err != nil {
		t.Fatal(err)
	}
	return k
}

// sample gives claims from two sources.
func sample() []graph.Claim {
	actor := func(label, typ, quote string, start int) graph.Actor {
		i := strings.Index(quote, label)
		return graph.Actor{ID: graph.ActorID(label), Label: label, Type: typ, Mention: label, Start: start + i, End: start + i + len(label)}
	}
	claim := func(source string, start int, subject, relation, object, quote string) graph.Claim {
		c := graph.Claim{
			Subject: actor(subject, "State", quote, start), Relation: relation, Object: actor(object, "State", quote, start), Status: graph.Asserted,
			Time:   graph.Time{EDTF: "2026-02", Earliest: "2026-02-01", Latest: "2026-02-28"},
			Source: graph.Source{ID: source, Title: "T <" + source + ">", Publisher: "P", Published: "2026-02-07", SHA256: "00"}, Sentence: 1,
			Start: start, End: start + len(quote), Quote: quote, Confidence: 0.5, Rule: "hand",
		}
		c.ID = c.Hash()
		return c
	}
	speaker := graph.Actor{ID: "actor:oman", Label: "Oman", Type: "State"}
	a := claim("one", 10, "Iran", "trades-with", "China", "Iran trades with China: \"a lot\".\n")
	a.Amount = &graph.Amount{Value: 1.45e10, Unit: "USD"}
	a.Speaker = &speaker
	a.ID = a.Hash()
	b := claim("one", 60, "Oman", "mediates", "Iran", "Oman denied that it mediates for Iran.")
	b.Status = graph.Denied
	b.ID = b.Hash()
	return []graph.Claim{a, b, claim("two", 0, "Russia", "borders", "China", "Russia borders China.")}
}

func jsonl(t *testing.T, claims []graph.Claim) string {
	t.Helper()
	var k bytes.Buffer
	for _, c := range claims {
		text, err := yaml.MarshalWithOptions(c, yaml.JSON())
		if err != nil {
			t.Fatal(err)
		}
		k.Write(text)
	}
	return k.String()
}

// array writes claims as a JSON array, indented.
func array(t *testing.T, claims []graph.Claim) string {
	t.Helper()
	text, err := json.MarshalIndent(claims, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}

// quads writes claims as N-Quads with full IRIs under base.
func quads(claims []graph.Claim, base string) string {
	var all []quad.Quad
	for _, c := range claims {
		all = append(all, c.Quads()...)
		all = append(all, c.Source.Quads()...)
		for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Speaker} {
			if a != nil {
				d := graph.Description{Actor: graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type}, Codes: []string{"x:" + a.ID}}
				all = append(all, d.Quads(graph.SourceIRI(c.Source.ID))...)
			}
		}
	}
	var b strings.Builder
	b.WriteString("# made by a test\n\n")
	full := func(v quad.Value) quad.Value {
		if iri, ok := v.(quad.IRI); ok {
			return graph.Expand(iri, base)
		}
		return v
	}
	for _, q := range graph.SortQuads(all) {
		b.WriteString(quad.Quad{Subject: full(q.Subject), Predicate: full(q.Predicate), Object: full(q.Object), Label: full(q.Label)}.NQuad() + "\n")
	}
	return b.String()
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t *testing.T, text string) string {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(z.EncodeAll([]byte(text), nil))
}

func byID(claims []graph.Claim) []graph.Claim {
	sorted := slices.Clone(claims)
	slices.SortFunc(sorted, func(a, b graph.Claim) int { return strings.Compare(a.ID, b.ID) })
	return sorted
}

// Whatever form claims are written in, they come back as they were.
func TestClaimsComeBack(t *testing.T) {
	want := sample()
	list, err := yaml.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text string }{
		{"claims.jsonl", jsonl(t, want)},
		{"-", jsonl(t, want)},
		{"windows.jsonl", "\ufeff" + strings.ReplaceAll(jsonl(t, want), "\n", "\r\n")},
		{"claims.json", array(t, want)},
		{"-", "\ufeff" + strings.ReplaceAll(array(t, want), "\n", "\r\n")},
		{"claims.yaml", "# by hand\n" + string(list)},
		{"-", string(list)},
		{"claims.nq", quads(want, graph.DefaultBase)},
		{"claims.jsonl.gz", gzipped(t, jsonl(t, want))},
		{"-", gzipped(t, quads(want, graph.DefaultBase))},
		{"claims.nq.zst", zstded(t, quads(want, graph.DefaultBase))},
		{"-", quads(want, graph.DefaultBase)},
	} {
		k := load(t, c.name, c.text, options())
		if len(k.rejected) > 0 {
			t.Errorf("%s: rejected %v", c.name, k.rejected)
		}
		if diff := cmp.Diff(byID(want), byID(k.claims)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if d := k.actors["actor:oman"]; d.Actor.Label != "Oman" || d.Actor.Type != "State" {
			t.Errorf("%s: Oman is described as %+v", c.name, d)
		}
	}
	o := options()
	o.Base = "urn:x:"
	if k := load(t, "claims.nq", quads(want, "urn:x:"), o); len(k.claims) != len(want) {
		t.Errorf("under another base %d claims of %d are read: %v", len(k.claims), len(want), k.rejected)
	}
}

// What an edit leaves out or makes stale is made anew.
func TestEditedClaims(t *testing.T) {
	want := sample()[2]
	edited := want
	edited.ID, edited.Time.Earliest, edited.Time.Latest = "claim:stale", "", ""
	k := load(t, "claims.jsonl", jsonl(t, []graph.Claim{edited}), options())
	if diff := cmp.Diff([]graph.Claim{want}, k.claims); diff != "" {
		t.Error(diff, k.rejected)
	}
}

func TestStrict(t *testing.T) {
	c := sample()[2]
	c.Relation = "capital-of"
	c.ID = c.Hash()
	o := options()
	if k := load(t, "claims.jsonl", jsonl(t, []graph.Claim{c}), o); len(k.claims) != 1 {
		t.Errorf("without --strict the claim is rejected: %v", k.rejected)
	}
	o.Strict = true
	k := load(t, "claims.jsonl", jsonl(t, []graph.Claim{c}), o)
	if diff := cmp.Diff([]string{"claims.jsonl:1: capital-of takes Place as subject, not a State"}, k.rejected); diff != "" {
		t.Error(diff)
	}
}

func TestForeignQuads(t *testing.T) {
	const text = `<http://www.wikidata.org/entity/Q794> <http://www.wikidata.org/prop/direct/P47> <http://www.wikidata.org/entity/Q796> .
<http://www.wikidata.org/entity/Q794> <http://www.w3.org/2000/01/rdf-schema#label> "Iran"@en .
<http://www.wikidata.org/entity/Q794> <http://www.w3.org/2000/01/rdf-schema#label> "Persien"@de .
  <actor:iran> <rel:trades-with> <actor:china> <my:graph> .
<actor:china> <rdf:type> <type:State> .
_:b <rel:borders> <actor:china> .
<actor:iran> <rel:borders> "Iraq" .
<actor:iran> <rel:likes> <actor:china> .
<actor:iran> <rdf:type> <type:Stat> .
<actor:iran> <owl:sameAs> <actor:iran> .
`
	k := load(t, "some/facts.nq", text, options())
	var got []string
	for _, c := range k.claims {
		got = append(got, fmt.Sprintf("%s %s %s (%s, %s) line %d", c.Subject.ID, c.Relation, c.Object.ID, c.Subject.Label, c.Object.Type, c.Sentence))
		if err := c.CheckText(text); err != nil || c.Source.ID != "facts.nq" {
			t.Errorf("%s: %v, source %s", c.ID, err, c.Source.ID)
		}
	}
	want := []string{"actor:iran borders actor:q796 (Iran, Actor) line 1", "actor:iran trades-with actor:china (Iran, State) line 4"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rejected := []string{
		"facts.nq:6: the subject must be an IRI: a blank node has no name to find it by",
		"facts.nq:7: borders joins two actors: the object must be an IRI",
		"facts.nq:8: the predicate <rel:likes> is neither a relation of the vocabulary nor a name, type or code",
		`facts.nq:9: unknown entity type "Stat": did you mean State?`,
		"facts.nq:10: an actor is said to be the same as itself",
	}
	if diff := cmp.Diff(rejected, k.rejected); diff != "" {
		t.Error(diff)
	}
	if d := k.actors["actor:iran"]; !slices.Contains(d.Aliases, "Persien") || !slices.Contains(d.SameAs, "wd:Q794") {
		t.Errorf("Iran is described as %+v", d)
	}
}

// Of several IRIs that make one actor the last describes it, and one of
// Entente's own only where there is no other; whatever the order, its claims
// name it alike.
func TestSeveralIRIs(t *testing.T) {
	const a, b, own, to = "<http://a.example/foo>", "<http://b.example/foo>", "<actor:foo>", "<http://a.example/bar>"
	for _, c := range []struct {
		order []string
		want  string
	}{
		{[]string{a, b}, "http://b.example/foo"}, {[]string{b, a}, "http://a.example/foo"}, {[]string{a, b, a}, "http://a.example/foo"},
		{[]string{own, a, own}, "http://a.example/foo"}, {[]string{a, own, b, own}, "http://b.example/foo"}, {[]string{own}, ""},
	} {
		text := a + ` <rdfs:label> "Foo"@en .` + "\n" + b + ` <rdfs:label> "FOO"@en .` + "\n"
		for _, iri := range c.order {
			text += iri + " <rel:meets> " + to + " .\n"
		}
		k := load(t, "facts.nq", text, options())
		d := k.actors["actor:foo"]
		if got := strings.Join(d.SameAs, " "); got != c.want || len(k.claims) != len(c.order) {
			t.Errorf("%v: %d claims, described by %q, want %q", c.order, len(k.claims), got, c.want)
		}
		for i, claim := range k.claims {
			if c.order[i] == own && claim.Subject.Label != d.Actor.Label {
				t.Errorf("%v: called %q and described as %q", c.order, claim.Subject.Label, d.Actor.Label)
			}
		}
	}
}

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.jsonl", "a.yaml", "c.png", ".hidden.jsonl", "sub/d.nq", ".git/e.jsonl"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if os.Symlink(filepath.Join(dir, "sub"), filepath.Join(dir, "folder.csv")) != nil || os.Symlink(filepath.Join(dir, "a.yaml"), filepath.Join(dir, "link.nq")) != nil {
		t.Skip("no links here")
	}
	var got []string
	p := loaders.Progress{Skip: func(name, why string) { got = append(got, "skip "+filepath.Base(name)) }}
	for in, err := range loaders.Inputs([]string{dir, "-", filepath.Join(dir, "c.png"), filepath.Join(dir, "none")}, strings.NewReader(""), p) {
		got = append(got, filepath.Base(in.Name))
		if err != nil {
			got[len(got)-1] += " error"
		}
	}
	want := []string{"a.yaml", "b.jsonl", "skip c.png", "skip folder.csv", "link.nq", "d.nq", "-", "c.png", "none error"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// An input that cannot be read is told and the others are read; a sink that
// fails ends the load.
func TestErrors(t *testing.T) {
	broken := func(yield func(loaders.Input, error) bool) {
		for _, in := range []loaders.Input{
			{Name: "gone.jsonl", Open: func() (io.ReadCloser, error) { return nil, os.ErrNotExist }},
			{Name: "broken.jsonl", Open: func() (io.ReadCloser, error) {
				return io.NopCloser(io.MultiReader(strings.NewReader(jsonl(t, sample()[:1])+strings.Repeat("\n", 1<<17)), iotest.ErrReader(errors.New("the disk is gone")))), nil
			}},
			{Name: "good.jsonl", Open: func() (io.ReadCloser, error) {
				return io.NopCloser(strings.NewReader(jsonl(t, sample()[2:]))), nil
			}},
		} {
			if !yield(in, nil) {
				return
			}
		}
	}
	k := &collector{}
	if err := loaders.Run(t.Context(), broken, k, options(), loaders.Progress{}); err != nil {
		t.Fatal(err)
	}
	if len(k.claims) != 1 || k.claims[0].Source.ID != "two" {
		t.Errorf("%d claims came through, want the one of the good file", len(k.claims))
	}
	if len(k.rejected) != 2 || !strings.Contains(k.rejected[1], "the disk is gone") {
		t.Errorf("rejected %q", k.rejected)
	}
	full := errors.New("the store is full")
	if err := loaders.Run(t.Context(), input("a.jsonl", jsonl(t, sample())), &collector{fail: full}, options(), loaders.Progress{}); !errors.Is(err, full) {
		t.Errorf("a failing sink gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := loaders.Run(ctx, input("a.jsonl", jsonl(t, sample())), &collector{}, options(), loaders.Progress{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled load gives %v", err)
	}
}

// Standard input that never ends does not keep a cancelled load.
func TestCancelWhileWaiting(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	waits := func(yield func(loaders.Input, error) bool) {
		yield(loaders.Input{Name: "-", Size: -1, Open: func() (io.ReadCloser, error) { return r, nil }}, nil)
	}
	done := make(chan error)
	go func() { done <- loaders.Run(ctx, waits, &collector{}, options(), loaders.Progress{}) }()
	if _, err := io.WriteString(w, "x"); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFind(t *testing.T) {
	for _, l := range loaders.All() {
		if got, err := loaders.Find(l.Name); err != nil || got.Name != l.Name {
			t.Errorf("%s is not found: %v", l.Name, err)
		}
	}
	if _, err := loaders.Find("nquad"); err == nil || !strings.Contains(err.Error(), "did you mean nquads") {
		t.Error(err)
	}
	if _, err := loaders.Find("xyz"); err == nil || !strings.Contains(err.Error(), "there are") {
		t.Error(err)
	}
}

func FuzzLoad(f *testing.F) {
	list, err := yaml.Marshal(sample())
	if err != nil {
		f.Fatal(err)
	}
	f.Add("a.yaml", list)
	f.Add("a.yaml", []byte("- &a [*a, *a]\n"))
	f.Add("a.nq", []byte(quads(sample(), graph.DefaultBase)))
	f.Add("a.trig", []byte("@prefix a: <https://entente.example/actor/> . @prefix r: <https://entente.example/rel/> . @prefix c: <https://entente.example/claim/> . @prefix e: <https://entente.example/ns#> .\nc:1 { << a:iran r:borders a:iraq >> e:claim c:1 . c:1 e:quote \"x\" } a:iran r:borders a:iraq ; r:trades-with [] ."))
	f.Add("a.jsonl", []byte(`{"relation":"trades-with","subject":{}}`))
	f.Add("a.jsonl", []byte(`[{"subject":{},"relation":"trades-with"}]`))
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		k := &collector{}
		in := func(yield func(loaders.Input, error) bool) {
			yield(loaders.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}, nil)
		}
		o := options()
		o.From = map[string]string{"a.yaml": "claims", "a.nq": "nquads", "a.trig": "trig", "a.jsonl": "claims"}[name]
		if o.From == "" {
			return
		}
		if err := loaders.Run(t.Context(), in, k, o, loaders.Progress{}); err != nil {
			t.Fatal(err)
		}
		for _, c := range k.claims {
			if err := c.Check(schema.Builtin()); err != nil {
				t.Errorf("a bad claim came through: %v", err)
			}
		}
	})
}

// Each row that cannot be used is told with its line and what is wrong with
// it, in words that say what to do.
func TestRejectedRows(t *testing.T) {
	good := sample()[2]
	line := func(change func(*graph.Claim)) string {
		c := good
		change(&c)
		return jsonl(t, []graph.Claim{c})
	}
	overLines := strings.Replace(line(func(*graph.Claim) {}), "{", "{\n", 1)
	for _, c := range []struct{ name, file, text, want string }{
		{"cut short", "a.jsonl", `{"relation":"meets","subject":`, "1: not a claim: the JSON object is cut short"},
		{"wrong kind", "a.jsonl", `{"relation":"meets","start":"seven"}`, "1: not a claim: start must be a whole number, not a string"},
		{"unknown field", "a.jsonl", `{"relation":"meets","colour":1}`, `1: not a claim: unknown field "colour"`},
		{"string", "a.jsonl", line(func(*graph.Claim) {}) + `"meets"`, "2: not a claim: a line or an element must be an object, not a string"},
		{"other JSON over lines", "a.json", "{\n \"codes\": [\n  1,\n  2\n ]\n}", "0: a .json file should hold claims"},
		{"objects over lines", "a.json", overLines + "{\n \"subject\": 7\n}", "3: not a claim: subject must be an object, not a number"},
		{"object over lines cut short", "a.json", "{\n \"relation\":", "not JSON from here on: the JSON object is cut short"},
		{"bracket", "a.json", overLines + "]", "3: a closing bracket"},
		{"two values", "a.jsonl", `{"relation":"meets"} {}`, "1: more than one JSON value"},
		{"bytes", "a.jsonl", "{\"relation\":\"\xff\"}", "1: the line is not valid UTF-8"},
		{"bad time", "a.jsonl", line(func(c *graph.Claim) { c.Time = graph.Time{EDTF: "2026-13"} }), "1: time: "},
		{"bounds that disagree", "a.jsonl", line(func(c *graph.Claim) { c.Time.Latest = "2027-01-01" }), "1: time: "},
		{"unknown relation", "a.jsonl", line(func(c *graph.Claim) { c.Relation = "boders" }), "did you mean borders"},
		{"twice", "a.jsonl", line(func(*graph.Claim) {}) + line(func(*graph.Claim) {}), "2: the same claim stands in line 1 already"},
		{"within itself", "a.jsonl", line(func(c *graph.Claim) { c.Subject.Within = c.Subject.ID }), "subject: within is"},
		{"element", "a.json", "[\n" + strings.TrimSpace(line(func(*graph.Claim) {})) + ",\n{\"subject\":{},\"relation\":\"meets\",\"start\":\"seven\"}]", "3: not a claim: start must be a whole number, not a string"},
		{"element cut short", "a.json", "[\n{\"subject\":{},\"relation\":", "2: not JSON from here on: the JSON object is cut short"},
		{"array cut short", "a.json", "[" + line(func(*graph.Claim) {}), "1: the array is cut short"},
		{"behind the array", "a.json", "[" + line(func(*graph.Claim) {}) + "]\n[]", "something stands behind the array"},
		{"broken YAML", "a.yaml", "- relation: [\n", "0: not YAML"},
		{"YAML field", "a.yaml", "- relation: meets\n  colour: red\n", "1: not a claim: "},
		{"YAML bytes", "a.yaml", "- relation: \"\xff\"\n", "0: the file is not valid UTF-8"},
		{"deep YAML", "a.yaml", "- subject: " + strings.Repeat("[", 100000), "0: not YAML: line 1: nested deeper than 100"},
		{"deep YAML by dashes", "a.yaml", "# subject\n" + strings.Repeat("- ", 100000), "0: not YAML: line 2: nested deeper than 100"},
		{"alias", "a.yaml", "- &a {relation: meets}\n- *a\n", "anchors and aliases"},
		{"broken claim in N-Quads", "a.nq", "<claim:1> <ent:quote> <x> <claim:1> .\n", "1: reading claim:1: <ent:quote>: <x> is not a string"},
		{"unknown of a source", "a.nq", "<source:a> <ent:colour> \"red\" <source:a> .\n", "1: <ent:colour> is not known of a source"},
		{"in a packed file", "a.jsonl.gz", gzipped(t, "{\"relation\":\"meets\",\"subject\":"), "a.jsonl.gz:1: not a claim: the JSON object is cut short"},
		{"packed quads", "a.nq.gz", gzipped(t, "a b c"), "a.nq.gz:1: not a quad"},
		{"packed Turtle", "a.ttl.gz", gzipped(t, "@prefix a: <http://a/> .\na:b a:c <\n"), "a.ttl.gz:2: "},
		{"packed documents", "a.jsonl.gz", gzipped(t, "{\"id\":\"a\",\"text\":\"Iran met Oman.\"}\n{\"id\":\"b\"}\n"), "a.jsonl.gz:2: the document has no text"},
		{"a packed picture", "a.txt.gz", gzipped(t, "\x00\x01\x02\x03"), "a.txt.gz:0: not a text"},
		{"broken gzip", "a.jsonl.gz", "\x1f\x8bxx", "0: reading gzip"},
		{"gzip cut short", "a.jsonl.gz", cutGzip(t), "0: the compressed file is cut short"},
		{"nothing", "a.jsonl", " \n", "0: the file is empty"},
		{"no table", "a.csv", "", "0: the file is empty"},
		{"no XML", "a.xml", "", "0: the file is empty"},
		{"no archive", "a.zip", "", "0: the file is empty"},
		{"codes as a text", "a.txt", "01\tMeets\n02\tVisits\n03\tAids\n", "0: no loader knows a table that begins with 01, Meets"},
		{"neither", "a.jsonl", `{"a":1}`, "0: a .jsonl file should hold claims"},
		{"PDF", "a.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "0: this is a PDF: save its text"},
		{"PDF under another name", "a.txt", "%PDF-1.7\n", "0: this is a PDF: save its text"},
		{"packed with xz", "a.jsonl.xz", "\xfd7zXZ\x00\x00", "0: it is packed in a way that is not read"},
		{"packed with 7z", "a.7z", "7z\xbc\xaf\x27\x1c\x00", "0: it is packed in a way that is not read"},
		{"tar", "a.tar", "a.md" + strings.Repeat("\x00", 253) + "ustar\x0000", "0: this is a tar archive"},
		{"rich text", "a.rtf", `{\rtf1\ansi Iran met Oman.}`, "0: this was saved by an office program"},
		{"old Word", "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "0: this was saved by an office program"},
	} {
		k := load(t, c.file, c.text, reading(t))
		if len(k.rejected) == 0 || !strings.Contains(k.rejected[0], c.want) {
			t.Errorf("%s: rejected %q, want %q", c.name, k.rejected, c.want)
		}
	}
}

// What office programs save is told apart from what somebody packed.
func TestRejectedArchives(t *testing.T) {
	for _, c := range []struct {
		file  string
		holds []string
		want  string
	}{
		{"a.docx", []string{"[Content_Types].xml", "word/document.xml"}, "this is a Word document"},
		{"a.xlsx", []string{"[Content_Types].xml", "xl/workbook.xml"}, "this is an Excel workbook"},
		{"a.odt", []string{"mimetype", "content.xml"}, "this is a document of an office program"},
		{"a.zip", []string{"a/", "a/b.png"}, "the archive holds no file that is read"},
	} {
		path := filepath.Join(t.TempDir(), c.file)
		if err := os.WriteFile(path, []byte(zipOf(t, c.holds...)), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := read(t, loaders.Options{}, path).out.String(); !strings.Contains(got, "rejected "+c.file+":0: "+c.want) || strings.Count(got, "rejected") != 1 {
			t.Errorf("%s: %s", c.file, got)
		}
	}
}

// zipOf is an archive of files that hold their names.
func zipOf(t *testing.T, names ...string) string {
	t.Helper()
	var b strings.Builder
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err == nil && !strings.HasSuffix(name, "/") {
			_, err = w.Write([]byte(name))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cutGzip is a packed file that a download left unfinished.
func cutGzip(t *testing.T) string {
	var b strings.Builder
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(jsonl(t, sample()))); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.String()[:b.Len()/2]
}

// The gazetteer describes what it knows; the file the rest.
func TestDescriptions(t *testing.T) {
	k := load(t, "claims.jsonl", jsonl(t, sample()), reading(t))
	if d := k.actors["actor:iran"]; !slices.Contains(d.Codes, "iso3:IRN") || !d.Gazetteer {
		t.Errorf("Iran is described as %+v", d)
	}
	c := sample()[2]
	c.Subject = graph.Actor{ID: "actor:steppe-fleet", Label: "Steppe Fleet", Type: "Unit", Within: "actor:russia"}
	c.ID = c.Hash()
	k = load(t, "claims.jsonl", jsonl(t, []graph.Claim{c}), reading(t))
	if d := k.actors["actor:steppe-fleet"]; d.Within != "actor:russia" || d.Gazetteer {
		t.Errorf("the fleet is described as %+v (%v)", d, k.rejected)
	}
}
