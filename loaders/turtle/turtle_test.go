package turtle

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
)

// says writes what is read, a quad a line; errors as "line: error".
func says(t testing.TB, text string, o Options) []string {
	t.Helper()
	var out []string
	for s, err := range Read(strings.NewReader(text), o) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Err != nil {
			out = append(out, fmt.Sprintf("%d: %v", s.Line, s.Err))
		}
		for _, x := range s.Triples {
			q := x.Quad
			line := fmt.Sprint(quad.StringOf(q.Subject), " ", quad.StringOf(q.Predicate), " ", quad.StringOf(q.Object))
			if q.Label != nil {
				line += " " + quad.StringOf(q.Label)
			}
			out = append(out, strings.NewReplacer("<http://e/", "<", rdf, "rdf:", xsd, "xsd:").Replace(line))
		}
	}
	return out
}

// What each construct of the grammar stands for.
func TestConstructs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", `<http://e/a> <http://e/b> <http://e/c> .`, `<a> <b> <c>`},
		{"prefixes", "@prefix : <http://e/> .\nPREFIX e: <http://e/x/>\n:a e:b :c.", `<a> <x/b> <c>`},
		{"an empty name", `@prefix : <http://e/> . : a : .`, `<> <rdf:type> <>`},
		{"a prefix set anew", `@prefix : <http://e/> . :a :b :c . @prefix : <http://e/n/> . :a :b :c .`, `<a> <b> <c>|<n/a> <n/b> <n/c>`},
		{"names", `@prefix e: <http://e/> . e:a\,b e:c.d e:%41:x, e:7-ä .`, `<a,b> <c.d> <%41:x>|<a,b> <c.d> <7-ä>`},
		{"base", `@base <http://e/x/y> . <#f> <../p> <?q>, <//h/z>, <> . BASE <k/> <l> </m> <./../n> .`,
			`<x/y#f> <p> <x/y?q>|<x/y#f> <p> <http://h/z>|<x/y#f> <p> <x/y>|<x/k/l> <m> <x/n>`},
		{"lists of predicates and objects", `<http://e/a> <http://e/b> 1, 2 ;; <http://e/c> 3 ; .`, `<a> <b> "1"^^<xsd:integer>|<a> <b> "2"^^<xsd:integer>|<a> <c> "3"^^<xsd:integer>`},
		{"numbers", `<http://e/a> <http://e/b> -5, +2.50, .5, 1e3, 4.e-2, true. <http://e/a> <http://e/b> 1.`,
			`<a> <b> "-5"^^<xsd:integer>|<a> <b> "+2.50"^^<xsd:decimal>|<a> <b> ".5"^^<xsd:decimal>|<a> <b> "1e3"^^<xsd:double>|<a> <b> "4.e-2"^^<xsd:double>|<a> <b> "true"^^<xsd:boolean>|<a> <b> "1"^^<xsd:integer>`},
		{"strings", `<http://e/a> <http://e/b> "x. y # z"@en-GB, 'it"s', """a "" b""", '''c
'd'''^^<http://e/t>, "\u00e9\n\\", "s"^^<http://www.w3.org/2001/XMLSchema#string> .`,
			"<a> <b> \"x. y # z\"@en-GB|<a> <b> \"it\\\"s\"|<a> <b> \"a \\\"\\\" b\"|<a> <b> \"c\\n'd\"^^<t>|<a> <b> \"é\\n\\\\\"|<a> <b> \"s\""},
		{"comments and line ends", "# c\r\n<http://e/a> # <x> .\r\n<http://e/b>\r<http://e/c>#\r\n.# end", `<a> <b> <c>`},
		{"blank nodes", `_:x <http://e/b> [] . [ <http://e/c> [ <http://e/d> _:x ] ] .`, `_:nx <b> _:b1|_:b3 <d> _:nx|_:b2 <c> _:b3`},
		{"a list", `<http://e/a> <http://e/b> (1 <http://e/c>), () .`, `_:b1 <rdf:first> "1"^^<xsd:integer>|_:b1 <rdf:rest> _:b2|_:b2 <rdf:first> <c>|_:b2 <rdf:rest> <rdf:nil>|<a> <b> _:b1|<a> <b> <rdf:nil>`},
		{"IRIs with escapes", `<http://e/\u00e9> <http://e/b> <urn:x:y> .`, `<é> <b> <urn:x:y>`},
		{"quoted triples", `<< <http://e/a> <http://e/b> 1 >> <http://e/c> << <http://e/d> a <<_:x a _:y>> >> .`, `<< <a> <b> "1"^^<xsd:integer> >> <c> << <d> <rdf:type> << _:nx <rdf:type> _:ny >> >>`},
		{"annotations", `<http://e/a> <http://e/b> <http://e/c> {| <http://e/d> 1 ; |}, <http://e/f> .`, `<a> <b> <c>|<< <a> <b> <c> >> <d> "1"^^<xsd:integer>|<a> <b> <f>`},
	} {
		if got := strings.Join(says(t, c.text, Options{}), "|"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		if got := strings.Join(says(t, c.text, Options{Graphs: true}), "|"); got != c.want {
			t.Errorf("%s, as TriG:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestGraphs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a name", "@prefix : <http://e/> . :g { :a :b :c . :d :e :f } :h { } :a :b :c .", `<a> <b> <c> <g>|<d> <e> <f> <g>|<a> <b> <c>`},
		{"a keyword", "PREFIX : <http://e/> Graph :g { :a :b 1 ; :c 2 . }", `<a> <b> "1"^^<xsd:integer> <g>|<a> <c> "2"^^<xsd:integer> <g>`},
		{"no name", "{ <http://e/a> <http://e/b> <http://e/c> }", `<a> <b> <c>`},
		{"blank ones", "_:g { <http://e/a> <http://e/b> [ a <http://e/c> ] } [] { <http://e/a> a <http://e/c> }", `_:b1 <rdf:type> <c> _:ng|<a> <b> _:b1 _:ng|<a> <rdf:type> <c> _:b2`},
		{"braces in strings", `<http://e/g> { <http://e/a> <http://e/b> "} . {" . }`, `<a> <b> "} . {" <g>`},
	} {
		if got := strings.Join(says(t, c.text, Options{Graphs: true}), "|"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// What is no Turtle is refused, with what stands there.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`ex:a a ex:c .`, "the prefix ex: is not set"},
		{`"a" <http://e/b> 1 .`, `expected a subject, not "\"a\""`},
		{`true <http://e/b> 1 .`, "expected a subject"},
		{`<http://e/a> _:b 1 .`, "expected a predicate"},
		{`<http://e/a> <http://e/b> "x`, "not the end of the file"},
		{"<http://e/a> <http://e/b> \"x\ny\" .", "at the end of a string"},
		{`<http://e/a> <http://e/b> 1`, "expected a full stop"},
		{`<http://e/a> <http://e/b> 1 2 .`, "expected a full stop"},
		{`<http://e/a b> <http://e/b> 1 .`, "at the end of an IRI"},
		{`<a> <http://e/b> 1 .`, "relative"},
		{`<http://e/a> <http://e/b> "\q" .`, "an escape"},
		{`<http://e/a> <http://e/b> "\ud800" .`, "an escape"},
		{"<http://e/a> <http://e/b> \"\xff\" .", "UTF-8"},
		{`<http://e/a> <http://e/b> (1 .`, "not \".\""},
		{`<http://e/a> <http://e/b> [ a 1 .`, "expected ]"},
		{`<http://e/a> <http://e/b> "x"@ .`, "a language"},
		{`<http://e/g> { <http://e/a> a 1 }`, "expected a predicate"},
		{`@prefix e <http://e/> .`, "colon"},
		{`@PREFIX e: <http://e/> .`, "@prefix or @base"},
		{`<http://e/a> <http://e/b> ` + strings.Repeat("[ a ", 100000), "nested deeper"},
		{`<http://e/a> <http://e/b> ` + strings.Repeat("(", 100000), "nested deeper"},
		{strings.Repeat("<<", 100000), "nested deeper"},
		{`<http://e/a> a <http://e/b> ` + strings.Repeat("{| a 1 ", 100000), "nested deeper"},
		{`<http://e/a> <http://e/b> "` + strings.Repeat("x", maxStatement) + `" .`, "longer than"},
		{strings.Repeat("@prefix x: <http://e/> .\n", 2) + prefixes(maxPrefixes), "more than 10000 prefixes"},
	} {
		got := says(t, c.text, Options{})
		if len(got) != 1 || !strings.Contains(got[0], c.want) {
			t.Errorf("%.60s: %.200q, want %q", c.text, got, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{`<http://e/g> { <http://e/a> a 1 . `, "not closed"},
		{`<http://e/g> { <http://e/h> { <http://e/a> a 1 } }`, "expected a predicate"},
		{`<http://e/g> { @base <http://e/> . }`, "a base is set within a graph"},
		{`(1) { <http://e/a> a 1 }`, "a graph's name"},
		{`graph <http://e/g> <http://e/a> a 1 .`, "{ after"},
	} {
		got := says(t, c.text, Options{Graphs: true})
		if !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%.60s: %.200q, want %q", c.text, got, c.want)
		}
	}
}

func prefixes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "@prefix p%d: <http://e/> .\n", i)
	}
	return b.String()
}

// What follows a broken statement is read.
func TestGoesOn(t *testing.T) {
	text := "<http://e/a> a 1 .\n<http://e/b> oops ;\n   a 2 .\n<http://e/c> a 3 .\n<http://e/g> {\n  <http://e/d> oops .\n  <http://e/e> a 4 .\n  <http://e/f> oops }\n<http://e/h> a 5 .\n"
	want := []string{
		`<a> <rdf:type> "1"^^<xsd:integer>`, `2: expected a predicate, not "oops"`, `<c> <rdf:type> "3"^^<xsd:integer>`,
		`6: expected a predicate, not "oops"`, `<e> <rdf:type> "4"^^<xsd:integer> <g>`, `8: expected a predicate, not "oops"`, `<h> <rdf:type> "5"^^<xsd:integer>`,
	}
	if got := says(t, text, Options{Graphs: true}); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// A triple rests on its statement; in a long one on its own part of it.
func TestQuotes(t *testing.T) {
	long := `<http://e/b> "` + strings.Repeat("x", maxQuote-100) + `"`
	huge := `"` + strings.Repeat("é", maxQuote) + `"`
	text := "\ufeff# head\n\n<http://e/a> a <http://e/c> .\n  <http://e/d>\n " + long + ",\n  <http://e/f>;\n<http://e/g> " + huge + " .\n"
	want := []string{"3 <http://e/a> a <http://e/c> .", "5 " + long, "6 <http://e/f>", "7 " + huge[len(huge)-maxQuote+1:]}
	var got []string
	for s, err := range Read(iotest.OneByteReader(strings.NewReader(text)), Options{}) {
		if err != nil || s.Err != nil {
			t.Fatal(err, s.Err)
		}
		for _, x := range s.Triples {
			quote, line, start := s.Quote(x)
			if text[start:start+int64(len(quote))] != quote || 1+strings.Count(text[:start], "\n") != line {
				t.Errorf("%q does not stand at %d in line %d", quote, start, line)
			}
			got = append(got, fmt.Sprint(line, " ", quote))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %.300q\nwant %.300q", got, want)
	}
}

// An error of the input ends the reading.
func TestBrokenInput(t *testing.T) {
	r := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("<http://e/a> a 1 .")))
	var last error
	for _, err := range Read(r, Options{}) {
		last = err
	}
	if last == nil {
		t.Error("nothing was said")
	}
}

// The readings in one piece and byte by byte are one, quotes stand where they
// say, nothing panics.
func FuzzRead(f *testing.F) {
	for _, ending := range []string{"ttl", "trig", "ttls"} {
		text, err := os.ReadFile("../../graph/export/testdata/fixture." + ending)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(`@prefix : <http://e/> . :g { :a :b [ :c (1 2.5 "x"@en) ] {| :d << :e a true >> |} . } _:x a '''y''' . BASE <z/> <../q> a <#> .`)
	f.Fuzz(func(t *testing.T, text string) {
		o := Options{Graphs: true, Base: "http://b/"}
		var whole []string
		for s, err := range Read(strings.NewReader(text), o) {
			if err != nil {
				t.Fatal(err)
			}
			if s.Err == nil && text[s.Start:s.Start+int64(len(s.Text))] != s.Text {
				t.Errorf("%q does not stand at %d", s.Text, s.Start)
			}
			for _, x := range s.Triples {
				quote, _, start := s.Quote(x)
				if text[start:start+int64(len(quote))] != quote {
					t.Errorf("%q does not stand at %d", quote, start)
				}
			}
			whole = append(whole, fmt.Sprint(s.Line, s.Start, s.Text, s.Triples, s.Err))
		}
		var pieces []string
		for s, err := range Read(iotest.OneByteReader(strings.NewReader(text)), o) {
			if err != nil {
				t.Fatal(err)
			}
			pieces = append(pieces, fmt.Sprint(s.Line, s.Start, s.Text, s.Triples, s.Err))
		}
		if !slices.Equal(whole, pieces) {
			t.Errorf("in one piece %q, byte by byte %q", whole, pieces)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := "@prefix e: <http://e/> .\n" + strings.Repeat("e:a a e:c ; e:said \"some words, as people write them\"@en ;\n   e:with e:d, e:f .\n", 20000)
	b.SetBytes(int64(len(text)))
	n := 0
	for b.Loop() {
		for s, err := range Read(strings.NewReader(text), Options{}) {
			if err != nil || s.Err != nil {
				b.Fatal(err, s.Err)
			}
			n += len(s.Triples)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "triples/s")
}
