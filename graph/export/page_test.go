package export_test

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	pq "github.com/parquet-go/parquet-go"
	"golang.org/x/net/html"

	"entente/graph"
	"entente/graph/export"
)

// htmlElements and htmlAttributes are all that the page may have; what runs is
// in its own script.
var (
	htmlElements   = regexp.MustCompile(`^(html|head|body|meta|title|style|header|h1|h2|p|main|section|table|thead|tbody|tr|th|td|ul|li|q|mark|cite|a|small|bdi|script)$`)
	htmlAttributes = regexp.MustCompile(`^(lang|charset|http-equiv|content|name|id|hidden|aria-label|scope|class|dir|href|rel|type)$`)
)

// checkHTML parses a page as browsers do and finds nothing in it that the
// writer did not mean: no element, attribute or address beyond its own.
func checkHTML(t testing.TB, doc string) (text string, data map[string][]map[string]any) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	var scripts, policies int
	var b strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			if p := n.Parent.Data; p != "script" && p != "style" {
				b.WriteString(n.Data)
				if strings.ContainsAny(n.Data, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068") {
					t.Errorf("html: %q turns the direction of text", n.Data)
				}
			}
			continue
		case html.CommentNode:
			t.Errorf("html: a comment %q", n.Data)
		case html.ElementNode:
		default:
			continue
		}
		if !htmlElements.MatchString(n.Data) {
			t.Errorf("html: the element %s", n.Data)
		}
		attrs := map[string]string{}
		for _, a := range n.Attr {
			attrs[a.Key] = a.Val
			if !htmlAttributes.MatchString(a.Key) {
				t.Errorf("html: the attribute %s=%q of %s", a.Key, a.Val, n.Data)
			}
			if low := strings.ToLower(a.Val); a.Key == "href" && !strings.HasPrefix(low, "https://") && !strings.HasPrefix(low, "http://") {
				t.Errorf("html: a link to %q", a.Val)
			}
		}
		if attrs["http-equiv"] == "Content-Security-Policy" && strings.HasPrefix(attrs["content"], "default-src 'none'; script-src 'sha256-") {
			policies++
		}
		if n.Data == "script" {
			scripts++
			if attrs["type"] == "application/json" {
				if err := json.Unmarshal([]byte(n.FirstChild.Data), &data); err != nil {
					t.Errorf("html: the data: %v", err)
				}
			}
		}
	}
	if scripts != 2 || policies != 1 {
		t.Errorf("html: %d scripts and %d policies", scripts, policies)
	}
	return b.String(), data
}

func TestHTML(t *testing.T) {
	doc := write(t, "html", input(fixture(t)), export.Options{})
	text, data := checkHTML(t, doc)
	for _, a := range articles {
		for _, want := range []string{a.source.Title, a.text[0]} {
			if !strings.Contains(text, want) && want != articles[2].text[1] {
				t.Errorf("%q is not on the page", want)
			}
		}
	}
	for _, want := range []string{"<mark>China</mark> bought <mark>Iranian</mark> goods", "14500000000 USD", "Not shown: 1 denied claim", `<a href="https://gulf-ledger.example/2026/02/07/muscat" rel="noopener noreferrer">`} {
		if !strings.Contains(doc, want) {
			t.Errorf("%s is not on the page", want)
		}
	}
	if len(data["nodes"]) != 14 || len(data["edges"]) != 19 || len(data["lines"]) == 0 {
		t.Errorf("%d nodes, %d edges, %d lines", len(data["nodes"]), len(data["edges"]), len(data["lines"]))
	}
	for i, e := range data["edges"] {
		if !strings.Contains(doc, `<tr id="r`+itoa(i)+`">`) {
			t.Errorf("there is no row for %v", e)
		}
	}
	if strings.Contains(doc, "src=") || strings.Contains(doc, "@import") || regexp.MustCompile(`(?i)\b(fetch|XMLHttpRequest|import|eval|innerHTML)\b`).MatchString(doc) {
		t.Error("the page loads something, or runs text")
	}
}

// TestHTMLQuotesAreCut shows that a relation of many claims says so.
func TestHTMLQuotesAreCut(t *testing.T) {
	var claims []graph.Claim
	for i := range 300 {
		c := fixture(t)[0]
		c.Status, c.Quote, c.Sentence = graph.Asserted, "They spoke for day "+itoa(i)+".", i
		c.Start, c.End = 1000*i, 1000*i+len(c.Quote)
		c.ID = c.Hash()
		claims = append(claims, c)
	}
	text, _ := checkHTML(t, write(t, "html", input(claims), export.Options{}))
	if n := strings.Count(text, "They spoke for day"); n != 40 || !strings.Contains(text, "and 260 more claims") {
		t.Errorf("%d quotes, and does it say how many are left out?", n)
	}
}

func checkCytoscape(t testing.TB, doc string) {
	t.Helper()
	var c struct {
		Elements struct {
			Nodes []struct {
				Data     map[string]any
				Position struct{ X, Y *float64 }
			}
			Edges []struct{ Data map[string]any }
		}
	}
	if err := json.Unmarshal([]byte(doc), &c); err != nil {
		t.Fatalf("cytoscape: %v", err)
	}
	ids := map[any]bool{}
	for _, n := range c.Elements.Nodes {
		if id, ok := n.Data["id"].(string); !ok || ids[id] || n.Position.X == nil || n.Position.Y == nil || n.Data["colour"] == nil {
			t.Errorf("cytoscape: the node %v", n)
		}
		ids[n.Data["id"]] = true
	}
	edges := map[any]bool{}
	for _, e := range c.Elements.Edges {
		if !ids[e.Data["source"]] || !ids[e.Data["target"]] || edges[e.Data["id"]] || ids[e.Data["id"]] {
			t.Errorf("cytoscape: the edge %v", e)
		}
		edges[e.Data["id"]] = true
	}
}

// mermaidLine is every line that the writer means; text is letters, a few
// harmless signs, and numbers of characters.
var mermaidLine = func() *regexp.Regexp {
	text := `"(?:[\pL\pN\p{Mn}\p{Mc} ,'()’“”–…:.\x{FFFD}-]|#\d+;)*"`
	return regexp.MustCompile(`^(?:---|title: ` + text + `|flowchart LR|  %% [^{}%\r\n]*` +
		`|  n\d+(?:\(\[` + text + `\]\)|\(` + text + `\)|\{\{` + text + `\}\}|\[/` + text + `\\\]|\[` + text + `\]|\[\[` + text + `\]\]|>` + text + `\])` +
		`|  n\d+ (?:-->|-\.->|---|-\.-)\|` + text + `\| n\d+|  classDef k\d [a-zA-Z0-9#:,-]+|  class n\d+(?:,n\d+)* k\d|  linkStyle \d+(?:,\d+)* stroke:#[0-9A-F]{6})$`)
}()

func checkMermaid(t testing.TB, doc string) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSuffix(doc, "\n"), "\n") {
		if !mermaidLine.MatchString(line) {
			t.Errorf("mermaid: the line %q", line)
		}
	}
}

func TestMermaidIsCapped(t *testing.T) {
	doc := write(t, "mermaid", export.Input{Claims: sequence(made(900))}, export.Options{})
	checkMermaid(t, doc)
	if nodes, edges := len(regexp.MustCompile(`(?m)^  n\d+[\[({>]`).FindAllString(doc, -1)), strings.Count(doc, "|\""); nodes > 50 || edges != 60 {
		t.Errorf("%d nodes, %d edges", nodes, edges)
	}
	if !regexp.MustCompile(`(?m)^  %% Left out: \d+ actors and \d+ relations, `).MatchString(doc) {
		t.Error("it does not say what is left out")
	}
}

type parquetClaim struct {
	Subject    string   `parquet:"subject"`
	Relation   string   `parquet:"relation"`
	Earliest   *int32   `parquet:"earliest,optional,date"`
	Amount     *float64 `parquet:"amount,optional"`
	Confidence float64  `parquet:"confidence"`
	Quote      string   `parquet:"quote"`
	Claim      string   `parquet:"claim"`
}

func readParquet(t testing.TB, doc string) (rows []parquetClaim, groups int) {
	t.Helper()
	f, err := pq.OpenFile(bytes.NewReader([]byte(doc)), int64(len(doc)))
	if err != nil {
		t.Fatal(err)
	}
	r := pq.NewGenericReader[parquetClaim](f)
	defer r.Close()
	rows = make([]parquetClaim, f.NumRows())
	if n, err := r.Read(rows); err != nil && err != io.EOF || n != len(rows) {
		t.Fatalf("%d of %d rows: %v", n, len(rows), err)
	}
	return rows, len(f.RowGroups())
}

func checkParquet(t testing.TB, text, s string) {
	t.Helper()
	quote, err := json.Marshal(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD"))
	if err != nil || !strings.Contains(text, `"quote":`+string(quote)) {
		t.Errorf("parquet: the quote is not there: %s, %v", quote, err)
	}
}

func TestParquet(t *testing.T) {
	if testing.Short() { // as the race detector's run is
		t.Skip("does one thing after the other")
	}
	claims := fixture(t)
	rows, _ := readParquet(t, write(t, "parquet", input(claims), export.Options{}))
	if len(rows) != len(claims) {
		t.Fatalf("%d rows of %d claims", len(rows), len(claims))
	}
	for i, r := range rows {
		c := claims[i]
		if r.Subject != c.Subject.Label || r.Relation != c.Relation || r.Quote != c.Quote || r.Confidence != c.Confidence || r.Claim != c.ID || (r.Amount == nil) != (c.Amount == nil) {
			t.Errorf("row %d: %+v", i, r)
		}
		day := ""
		if r.Earliest != nil {
			day = time.Unix(int64(*r.Earliest)*24*60*60, 0).UTC().Format(time.DateOnly)
		}
		if day != c.Time.Earliest {
			t.Errorf("row %d: %s, want %s", i, day, c.Time.Earliest)
		}
	}
	if _, groups := readParquet(t, write(t, "parquet", export.Input{Claims: sequence(made(60_000))}, export.Options{})); groups != 2 {
		t.Errorf("%d row groups of 60,000 rows: they must be written as they fill", groups)
	}
}

// TestPNGSaysWhatItCannotWrite shows that a name in a script that needs more
// than letters side by side is not written wrongly without a word.
func TestPNGSaysWhatItCannotWrite(t *testing.T) {
	claims := fixture(t)[:5]
	for i, name := range []string{"Ελλάδα", "Україна", "Łódź, Nguyễn, Əliyev", "العربية", "日本"} {
		claims[i].Subject = graph.Actor{ID: "actor:n" + itoa(i), Label: name, Type: "State"}
		claims[i].Status = graph.Asserted
	}
	if doc := pngTexts(t, write(t, "png", input(claims), export.Options{})); !strings.Contains(doc, "cannot write: Arabic, Han.") {
		t.Errorf("it says %s", doc)
	}
	if doc := pngTexts(t, write(t, "png", input(claims[:3]), export.Options{})); strings.Contains(doc, "cannot write") {
		t.Errorf("Latin, Greek or Cyrillic was not written: %s", doc)
	}
}
