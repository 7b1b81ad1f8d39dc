package export_test

import (
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/export"
)

// turtleReader reads Turtle, TriG and Turtle-star as far as our writers go:
// nothing else is taken, so that a slip of theirs shows.
type turtleReader struct {
	t        testing.TB
	rest     string
	prefixes map[string]string
}

var (
	turtleIRI    = regexp.MustCompile("^<([^\\x00-\\x20<>\"{}|^`\\\\]*)>")
	turtleString = regexp.MustCompile(`^"((?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u[0-9A-F]{4})*)"(?:@([a-z]+))?`)
	turtleName   = regexp.MustCompile(`^([a-z]*:)([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?`)
	turtleNumber = regexp.MustCompile(`^-?[0-9]+`)
)

// take gives what an expression matches here.
func (r *turtleReader) take(e *regexp.Regexp) []string {
	r.rest = strings.TrimLeft(r.rest, " \n")
	m := e.FindStringSubmatch(r.rest)
	if m != nil {
		r.rest = r.rest[len(m[0]):]
	}
	return m
}

// is takes a word if it stands here.
func (r *turtleReader) is(word string) bool {
	r.rest = strings.TrimLeft(r.rest, " \n")
	var ok bool
	if strings.HasPrefix(r.rest, word) {
		r.rest, ok = r.rest[len(word):], true
	}
	return ok
}

func (r *turtleReader) want(word string) {
	if !r.is(word) {
		r.t.Fatalf("%s expected: %.80q", word, r.rest)
	}
}

func (r *turtleReader) value() quad.Value {
	if r.is("<<") {
		s, p, o := r.value(), r.value(), r.value()
		r.want(">>")
		return quad.String(fmt.Sprint(s, p, o)) // stands for the quoted triple
	}
	if r.is("a ") {
		return quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	}
	if m := r.take(turtleIRI); m != nil {
		return quad.IRI(m[1])
	}
	if m := r.take(turtleName); m != nil {
		full, ok := r.prefixes[m[1]]
		if !ok {
			r.t.Fatalf("the prefix %s is not declared", m[1])
		}
		return quad.IRI(full + m[2])
	}
	if m := r.take(turtleNumber); m != nil {
		n, err := strconv.ParseInt(m[0], 10, 64)
		if err != nil {
			r.t.Fatal(err)
		}
		return quad.Int(n)
	}
	m := r.take(turtleString)
	if m == nil {
		r.t.Fatalf("a value expected: %.80q", r.rest)
	}
	s, err := strconv.Unquote(`"` + m[1] + `"`)
	if err != nil {
		r.t.Fatalf("%s: %v", m[0], err)
	}
	if m[2] != "" {
		return quad.LangString{Value: quad.String(s), Lang: m[2]}
	}
	if !strings.HasPrefix(r.rest, "^^") {
		return quad.String(s)
	}
	r.want("^^")
	typed := quad.TypedString{Value: quad.String(s), Type: r.value().(quad.IRI)}
	if v, err := typed.ParseValue(); err == nil {
		return v
	}
	return typed
}

// statements reads what is said of a subject.
func (r *turtleReader) statements(subject, label quad.Value) []quad.Quad {
	var quads []quad.Quad
	for {
		predicate := r.value()
		for more := true; more; more = r.is(",") {
			quads = append(quads, quad.Quad{Subject: subject, Predicate: predicate, Object: r.value(), Label: label})
		}
		if r.is(".") {
			return quads
		}
		r.want(";")
	}
}

func readTurtle(t testing.TB, doc string) []quad.Quad {
	t.Helper()
	r := &turtleReader{t: t, rest: doc, prefixes: map[string]string{}}
	var quads []quad.Quad
	for strings.TrimSpace(r.rest) != "" {
		if r.is("@prefix") {
			name, full := r.take(turtleName), r.take(turtleIRI)
			if name == nil || full == nil {
				t.Fatalf("no prefix: %.80q", r.rest)
			}
			r.prefixes[name[1]] = full[1]
			r.want(".")
			continue
		}
		first := r.value()
		if !r.is("{") {
			quads = append(quads, r.statements(first, nil)...)
			continue
		}
		for !r.is("}") {
			quads = append(quads, r.statements(r.value(), first)...)
		}
	}
	return quads
}

func unlabelled(quads []quad.Quad) []string {
	list := make([]string, len(quads))
	for i, q := range quads {
		q.Label = nil
		list[i] = q.NQuad()
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func TestTurtleAndTriGReadBack(t *testing.T) {
	claims := fixture(t)
	for _, base := range []string{"", "https://graph.example/x/"} {
		o := export.Options{Base: base}
		want := readNQuads(t, write(t, "nquads", input(claims), o))
		if diff := gocmp.Diff(unlabelled(want), unlabelled(readTurtle(t, write(t, "turtle", input(claims), o)))); diff != "" {
			t.Errorf("turtle: %s", diff)
		}
		got := readTurtle(t, write(t, "trig", input(claims), o))
		if diff := gocmp.Diff(lines(graph.SortQuads(want)), lines(graph.SortQuads(got))); diff != "" {
			t.Errorf("trig: %s", diff)
		}
	}
}

// TestRDFStar shows that a denied claim is quoted and not asserted, and that
// two claims of one triple keep their quotes apart.
func TestRDFStar(t *testing.T) {
	doc := write(t, "rdfstar", input(fixture(t)), export.Options{})
	quads := readTurtle(t, doc)
	said, sayers := map[string]int{}, map[string]int{}
	base := "https://entente.example/"
	for _, q := range quads {
		if s, ok := q.Subject.(quad.String); ok && q.Predicate == quad.Value(quad.IRI(base+"ns#claim")) {
			said[string(s)]++
		} else if ok {
			sayers[string(s)+quad.StringOf(q.Object)]++
		}
	}
	triple := func(s, r, o string) string {
		return fmt.Sprint(quad.IRI(base+"actor/"+s), quad.IRI(base+"rel/"+r), quad.IRI(base+"actor/"+o))
	}
	if said[triple("united-states", "sanctions", "iran")] != 2 || said[triple("european-union", "threatens", "iran")] != 1 || len(said) != 24 {
		t.Errorf("claims by quoted triple: %v", said)
	}
	if s := `<` + base + `actor/iran><http://schema.org/identifier>"cow:630"<` + base + `source/gazetteer>`; sayers[s] != 1 {
		t.Errorf("who says what of actors: %v", sayers)
	}
	if strings.Contains(doc, "\nactor:european-union rel:threatens") || !strings.Contains(doc, "\nactor:united-states rel:sanctions actor:iran .") {
		t.Error("what is denied is asserted, or what is asserted is not")
	}
}

func checkTurtle(t *testing.T, format, doc, s string) {
	t.Helper()
	quote := strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
	found := s != strings.ToValidUTF8(s, "\uFFFD")
	for _, q := range readTurtle(t, doc) {
		found = found || q.Object != nil && q.Object.Native() == any(quote)
	}
	if !found {
		t.Errorf("%s: the quote is not there: %q", format, quote)
	}
}

// TestRapper has raptor count what it reads, hostile texts among it.
func TestRapper(t *testing.T) {
	program, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("raptor2-utils is not installed: Turtle and TriG are read by this package's tests only")
	}
	for _, format := range []string{"turtle", "trig"} {
		docs := []string{write(t, format, input(fixture(t)), export.Options{})}
		for _, s := range hostile {
			docs = append(docs, write(t, format, poisoned(s), export.Options{Statuses: graph.Statuses}))
		}
		for i, doc := range docs {
			if strings.Contains(doc, "\ufffe") {
				continue // it refuses these two characters, which RDF allows
			}
			cmd := exec.CommandContext(t.Context(), program, "-q", "-i", format, "-o", "ntriples", "-", "http://base.example/")
			cmd.Stdin = strings.NewReader(doc)
			var faults strings.Builder
			cmd.Stderr = &faults
			out, err := cmd.Output()
			if err != nil || len(out) == 0 {
				t.Errorf("%s %d: %v: %s", format, i, err, faults.String())
			}
		}
	}
}

// TestRDFLib has rdflib compare what it reads of the formats.
func TestRDFLib(t *testing.T) {
	python := "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import rdflib").Run(); err != nil {
		t.Skip("python3-rdflib is not installed: N-Quads, Turtle, TriG and JSON-LD are compared by this package's tests only")
	}
	dir := t.TempDir()
	for format, name := range map[string]string{"nquads": "a.nq", "turtle": "a.ttl", "trig": "a.trig", "jsonld": "a.jsonld"} {
		writeFile(t, dir, name, write(t, format, input(fixture(t)), export.Options{}))
	}
	cmd := exec.CommandContext(t.Context(), python, "-c", `
import rdflib
nq, trig, ttl, ld = rdflib.ConjunctiveGraph(), rdflib.ConjunctiveGraph(), rdflib.Graph(), rdflib.ConjunctiveGraph()
nq.parse("a.nq", format="nquads"); trig.parse("a.trig", format="trig"); ttl.parse("a.ttl", format="turtle")
assert len(list(nq.contexts())) > 26, len(list(nq.contexts()))
assert {(s,p,o,c.identifier) for s,p,o,c in nq.quads()} == {(s,p,o,c.identifier) for s,p,o,c in trig.quads()}, "TriG differs"
assert set(nq.triples((None,None,None))) == set(ttl), "Turtle differs"
if int(rdflib.__version__.split(".")[0]) >= 6: # which reads JSON-LD itself
    ld.parse("a.jsonld", format="json-ld")
    assert {(s,p,o,c.identifier) for s,p,o,c in nq.quads()} == {(s,p,o,c.identifier) for s,p,o,c in ld.quads()}, "JSON-LD differs"`)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
