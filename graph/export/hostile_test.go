package export_test

import (
	"context"
	stdcsv "encoding/csv"
	"encoding/json"
	"hash/crc32"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph/formats/dot"

	"entente/graph"
	"entente/graph/export"
)

// hostile is text that has broken writers of these formats.
var hostile = []string{
	`He said "no"`, `it's 'quoted'`, "two\nlines\r\nand\rthree", "tab\there", `back\slash\`, `\N \G \"`,
	"]]>", "<![CDATA[x]]>", "<!-- --", "<?xml?>", "</title></svg>", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "javascript:alert(1)",
	"&amp;", "&#60;script&#62;", "&nbsp;&x;", "\u202Emoc.live\u202C", "\u200F\u2067עברית\u2069", "العربية",
	"\x00null", "\x01\x02\x1b[31mred", "\x7f", "\u0085next", "\u2028line", "\ufffe\uffff", "\ufeffbom", "bad\xff\xfeutf8\xc3",
	`=HYPERLINK("http://x","y")`, "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1",
	"👩‍👩‍👧‍👦 🇮🇷 \U000E0041", "e\u0301\u0301\u0301\u0301", strings.Repeat("long ", 2000), strings.Repeat("𒐫", 300), strings.Repeat("\"\\", 3000), "", " ", "a,b;c|d",
	"{{.}}", "%s%n", "${x}", "_:b", "@id", "@type", "<a> <b> <c> .", `"""`, "'''", "digraph{", "->", "\\", "`", "\u00a0",
}

// poison puts a text wherever a claim has room for text.
func poison(s string) []graph.Claim {
	a := graph.Actor{ID: "actor:" + s + "/1", Label: s, Type: s, Mention: s}
	b := graph.Actor{ID: "actor:" + s + "/2", Label: s + s, Type: "State", Mention: s}
	c := graph.Claim{
		ID: "claim:" + s, Subject: a, Relation: s, Object: b, Status: graph.Asserted,
		Time: graph.Time{EDTF: s}, Amount: &graph.Amount{Value: -1.5, Unit: s}, Place: &a, Speaker: &b,
		Source:   graph.Source{ID: s, Title: s, Publisher: s, Published: s, URL: s, SHA256: s},
		Sentence: 1, End: len(s), Quote: s, Confidence: 0.5, Rule: s,
	}
	d := c
	d.ID, d.Relation, d.Status, d.Source.URL = "claim:"+s+"'", "trades-with", graph.Denied, "https://example.org/"+s
	return []graph.Claim{c, d}
}

func poisoned(s string) export.Input {
	in := export.Input{Claims: sequence(poison(s))}
	in.Actor = func(_ ctx, id string) (graph.Description, error) {
		return graph.Description{Actor: graph.Actor{ID: id, Label: s, Type: "State"}, Aliases: []string{s, s + "2"}, Codes: []string{s}, SameAs: []string{s}, Within: s}, nil
	}
	return in
}

// FuzzWriters takes the texts above with every go test.
func FuzzWriters(f *testing.F) {
	for i, s := range hostile {
		if !testing.Short() || i%3 == 0 {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, s string) { checkAll(t, s) })
}

// checkAll writes poisoned claims in every format and reads them back. Half a
// second of dots a text, twenty times that with the race detector, is for long
// runs: -short draws every eighth text, and all of them as SVG.
func checkAll(t *testing.T, s string) {
	o := export.Options{Title: s, Statuses: graph.Statuses}
	for _, f := range export.All() {
		if f.Name == "png" && testing.Short() && crc32.ChecksumIEEE([]byte(s))%8 != 0 {
			continue
		}
		doc := write(t, f.Name, poisoned(s), o)
		doc = readable(t, f.Name, doc)
		if !utf8.ValidString(doc) {
			t.Errorf("%s: no valid UTF-8", f.Name)
		}
		if f.Name != "jsonl" && strings.Contains(doc, "\x00") {
			t.Errorf("%s: a null byte", f.Name)
		}
		switch f.Name {
		case "gexf":
			root := checkGEXF(t, doc)
			if got := find(root, "attvalue", "for", "quote"); s != "" && (got == nil || got.attrs["value"] != inXML(s)) {
				t.Errorf("gexf: the quote became %v", got)
			}
		case "graphml":
			root := checkGraphML(t, doc)
			if got := find(root, "data", "key", "edge.quote"); s != "" && (got == nil || got.text != inXML(s)) {
				t.Errorf("graphml: the quote became %v", got)
			}
		case "svg":
			checkSVG(t, doc)
		case "dot":
			// gonum's lexer takes U+FFFD for a fault of its own; Graphviz
			// reads it (TestGraphviz).
			if _, err := dot.ParseString(strings.ReplaceAll(doc, "\uFFFD", "?")); err != nil {
				t.Errorf("dot: %v", err)
			}
		case "csv":
			checkCSV(t, doc, s)
		case "turtle", "trig", "rdfstar":
			checkTurtle(t, f.Name, doc, s)
		case "cytoscape":
			checkCytoscape(t, doc)
		case "mermaid":
			checkMermaid(t, doc)
		case "html":
			checkHTML(t, doc)
		case "neo4j":
			checkNeo4j(t, doc)
		case "parquet":
			checkParquet(t, doc, s)
		case "ftm":
			checkFTM(t, doc)
		case "stix":
			checkSTIX(t, doc)
		case "jsonl":
			checkJSONL(t, doc, s)
		case "jsonld":
			readJSONLD(t, doc)
		case "nquads":
			quote := strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
			found := s != strings.ToValidUTF8(s, "\uFFFD") // each broken byte is replaced, not each run
			for _, q := range readNQuads(t, doc) {
				found = found || q.Object != nil && q.Object.Native() == any(quote)
			}
			if !found {
				t.Errorf("nquads: the quote is not there: %q", quote)
			}
		}
	}
}

// inXML is what is left of text in XML 1.0.
func inXML(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return utf8.RuneError
	}, s)
}

func checkCSV(t *testing.T, doc, s string) {
	t.Helper()
	r := stdcsv.NewReader(strings.NewReader(doc))
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("csv: %d rows, %v", len(rows), err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if name := rows[0][i]; cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") && name != "amount" {
				t.Errorf("csv: a spreadsheet would run %s %q", name, cell)
			}
		}
	}
	if got := rows[1][at["amount"]]; got != "-1.5" {
		t.Errorf("csv: the amount became %q", got)
	}
	// encoding/csv reads a line end of two characters as one.
	unix := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
	want := unix(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD"))
	if got := rows[1][at["quote"]]; got != want && got != "'"+want {
		t.Errorf("csv: the quote became %q", got)
	}
}

func checkJSONL(t *testing.T, doc, s string) {
	t.Helper()
	for i, line := range strings.Split(strings.TrimSuffix(doc, "\n"), "\n") {
		var c graph.Claim
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("jsonl: %v", err)
		}
		if utf8.ValidString(s) {
			want := poison(s)[i]
			if s == "" { // filled in from the description
				continue
			}
			if diff := cmp.Diff(want, c); diff != "" {
				t.Errorf("jsonl: %s", diff)
			}
		}
	}
}

// harmless are the attributes that SVG pictures here may have.
var harmless = regexp.MustCompile(`^(id|class|d|points|x|y|cx|cy|r|width|height|viewBox|role|aria-labelledby|transform|fill|fill-opacity|stroke|stroke-width|stroke-opacity|stroke-dasharray|stroke-linejoin|paint-order|font-family|font-size|font-weight|text-anchor|pointer-events|href)$`)

var svgElements = map[string]bool{"svg": true, "title": true, "desc": true, "style": true, "g": true, "rect": true, "path": true, "circle": true, "polygon": true, "text": true, "a": true}

// checkSVG reads a picture and finds nothing in it that runs or leads
// anywhere but to the web.
func checkSVG(t testing.TB, doc string) *node {
	t.Helper()
	root := parseXML(t, doc)
	var walk func(n *node)
	walk = func(n *node) {
		if !svgElements[n.name] || n.space != "http://www.w3.org/2000/svg" {
			t.Errorf("svg: element %s of %q", n.name, n.space)
		}
		for name, v := range n.attrs {
			if !harmless.MatchString(name) {
				t.Errorf("svg: attribute %s=%q", name, v)
			}
			if name == "href" && !strings.HasPrefix(v, "https://") && !strings.HasPrefix(v, "http://") {
				t.Errorf("svg: link to %q", v)
			}
			if strings.Contains(v, "NaN") || strings.Contains(v, "Inf") {
				t.Errorf("svg: %s=%q", name, v)
			}
		}
		if n.name == "text" && strings.ContainsAny(n.text, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068") {
			t.Errorf("svg: %q turns the direction of text", n.text)
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(root)
	return root
}

type ctx = context.Context
