package export_test

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	quadreader "github.com/cayleygraph/quad/nquads"
	gocmp "github.com/google/go-cmp/cmp"
	"github.com/piprate/json-gold/ld"

	"entente/graph"
	"entente/graph/export"
)

// readNQuads reads N-Quads with the reader that Cayley has.
func readNQuads(t testing.TB, doc string) []quad.Quad {
	t.Helper()
	r := quadreader.NewReader(strings.NewReader(doc), false)
	var quads []quad.Quad
	for {
		q, err := r.ReadQuad()
		if err == io.EOF {
			return quads
		}
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
}

// expected gives the quads that claims stand for, from the records themselves.
func expected(claims []graph.Claim) []quad.Quad {
	var quads []quad.Quad
	for _, c := range claims {
		quads = append(quads, c.Quads()...)
		quads = append(quads, c.Source.Quads()...)
		for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
			if a != nil {
				d := describe(a.ID)
				quads = append(quads, d.Quads(d.Label(c.Source.ID))...)
			}
		}
	}
	return graph.SortQuads(quads)
}

func short(quads []quad.Quad) []quad.Quad {
	for i, q := range quads {
		for _, d := range quad.Directions {
			if iri, ok := q.Get(d).(quad.IRI); ok {
				q.Set(d, graph.Shorten(iri, graph.DefaultBase))
			}
		}
		quads[i] = q
	}
	return graph.SortQuads(quads)
}

func lines(quads []quad.Quad) []string {
	var list []string
	for _, q := range quads {
		list = append(list, q.NQuad())
	}
	return list
}

func TestNQuadsReadBack(t *testing.T) {
	claims := fixture(t)
	doc := write(t, "nquads", input(claims), export.Options{})
	if diff := gocmp.Diff(lines(expected(claims)), lines(short(readNQuads(t, doc)))); diff != "" {
		t.Error(diff)
	}
	// Claims themselves come back whole.
	byLabel := map[string][]quad.Quad{}
	for _, q := range short(readNQuads(t, doc)) {
		byLabel[quad.ToString(q.Label)] = append(byLabel[quad.ToString(q.Label)], q)
	}
	for _, c := range claims {
		got, err := graph.ClaimFromQuads(byLabel["<"+c.ID+">"])
		if err != nil || got.Hash() != c.ID {
			t.Errorf("%s came back as %+v, %v", c.ID, got, err)
		}
	}
}

func TestNQuadsAreSortedAndFull(t *testing.T) {
	claims := fixture(t)
	doc := write(t, "nquads", input(claims), export.Options{Base: "https://graph.example/x/"})
	var last quad.Quad
	for _, q := range readNQuads(t, doc) {
		if last.Subject != nil && graph.CompareQuads(last, q) >= 0 && !strings.HasPrefix(quad.StringOf(q.Object), `"`) {
			t.Errorf("%v comes after %v", q, last)
		}
		last = q
	}
	for _, line := range strings.Split(strings.TrimSpace(doc), "\n") {
		for _, field := range strings.Fields(line) {
			if iri, ok := strings.CutPrefix(field, "<"); ok && !strings.HasPrefix(iri, "http") {
				t.Errorf("a short IRI: %s", line)
			}
		}
	}
	if !strings.Contains(doc, "^^<http://www.w3.org/2001/XMLSchema#double>") || !strings.Contains(doc, "<https://graph.example/x/actor/iran>") {
		t.Error("datatypes or own IRIs are not in full")
	}
	// The order of the claims does not show.
	backwards := slices.Clone(claims)
	slices.Reverse(backwards)
	for _, f := range export.All() {
		if f.Name == "csv" || f.Name == "jsonl" || f.Name == "parquet" {
			continue // these keep the order in which claims come
		}
		if f.Name == "png" && testing.Short() {
			continue // the picture is that of svg; its dots take long
		}
		for _, o := range []export.Options{{}, {PerClaim: true, Statuses: graph.Statuses}} {
			if write(t, f.Name, input(backwards), o) != write(t, f.Name, input(claims), o) {
				t.Errorf("%s: claims in another order give another file", f.Name)
			}
		}
	}
}

func TestWriteQuadsTakesAnyQuad(t *testing.T) {
	quads := []quad.Quad{
		{Subject: quad.BNode("b1"), Predicate: quad.IRI("ent:x"), Object: quad.Bool(true)},
		{Subject: quad.IRI("actor:a"), Predicate: quad.IRI("ent:x"), Object: quad.Float(0.1), Label: quad.IRI("source:s")},
		{Subject: quad.IRI("actor:a"), Predicate: quad.IRI("ent:x"), Object: quad.TypedString{Value: "P1D", Type: "xsd:duration"}, Label: quad.IRI("source:s")},
	}
	var b strings.Builder
	full := export.Full("")
	err := export.WriteQuads(&b, func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(full(q), nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `_:b1 <https://entente.example/ns#x> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<https://entente.example/actor/a> <https://entente.example/ns#x> "1E-01"^^<http://www.w3.org/2001/XMLSchema#double> <https://entente.example/source/s> .
<https://entente.example/actor/a> <https://entente.example/ns#x> "P1D"^^<http://www.w3.org/2001/XMLSchema#duration> <https://entente.example/source/s> .
`
	if diff := gocmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

// readJSONLD expands JSON-LD to quads by json-gold, which fetches nothing: the
// context is inside.
func readJSONLD(t testing.TB, doc string) []quad.Quad {
	t.Helper()
	var parsed any
	if err := json.Unmarshal([]byte(doc), &parsed); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.ProcessingMode = ld.JsonLd_1_1
	data, err := ld.NewJsonLdProcessor().ToRDF(parsed, options)
	if err != nil {
		t.Fatal(err)
	}
	var quads []quad.Quad
	for name, list := range data.(*ld.RDFDataset).Graphs {
		for _, q := range list {
			var label quad.Value
			if name != "@default" {
				label = quad.IRI(name)
			}
			quads = append(quads, quad.Quad{Subject: term(q.Subject), Predicate: term(q.Predicate), Object: term(q.Object), Label: label})
		}
	}
	return quads
}

func term(n ld.Node) quad.Value {
	l, ok := n.(*ld.Literal)
	switch {
	case !ok:
		return quad.IRI(n.GetValue())
	case l.Language != "":
		return quad.LangString{Value: quad.String(l.Value), Lang: l.Language}
	case l.Datatype == "" || strings.HasSuffix(l.Datatype, "#string"):
		return quad.String(l.Value)
	}
	typed := quad.TypedString{Value: quad.String(l.Value), Type: quad.IRI(l.Datatype)}
	if v, err := typed.ParseValue(); err == nil {
		return v
	}
	return typed
}

func TestJSONLDSaysTheSameAsNQuads(t *testing.T) {
	claims := fixture(t)
	claims[3].Confidence = 0.1 + 0.2 // 17 digits: no writer may round it
	claims[3].ID = claims[3].Hash()
	slices.SortFunc(claims, func(a, b graph.Claim) int { return cmp.Compare(a.ID, b.ID) })
	doc := write(t, "jsonld", input(claims), export.Options{})
	if diff := gocmp.Diff(lines(expected(claims)), lines(short(readJSONLD(t, doc)))); diff != "" {
		t.Error(diff)
	}
}

func TestEmptyInput(t *testing.T) {
	for _, f := range export.All() {
		doc := write(t, f.Name, export.Input{}, export.Options{})
		switch f.Name {
		case "gexf":
			checkGEXF(t, doc)
		case "graphml":
			checkGraphML(t, doc)
		case "svg":
			checkSVG(t, doc)
		case "jsonld":
			readJSONLD(t, doc)
		case "nquads", "jsonl":
			if doc != "" {
				t.Errorf("%s of nothing is %q", f.Name, doc)
			}
		}
	}
}
