package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/article/document"
)

func ExampleRead() {
	d, err := document.Read(strings.NewReader("---\ntitle: Talks\ndate: 2026-02-07\n---\nIran met **Oman**.\n"), "talks.md", document.Given{Publisher: "Gulf Post"})
	fmt.Println(d.ID, d.Title, d.Date, d.Publisher, err)
	fmt.Println(strings.TrimSpace(d.Prose))
	// Output:
	// talks.md Talks 2026-02-07 Gulf Post <nil>
	// Iran met   Oman  .
}

func read(t *testing.T, name, text string) document.Document {
	t.Helper()
	d, err := document.Read(strings.NewReader(text), name, document.Given{})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if len(d.Prose) != len(d.Text) || d.Text != text {
		t.Fatalf("%q: prose of %d bytes for a text of %d", text, len(d.Prose), len(d.Text))
	}
	return d
}

// squeeze makes covered text short: runs of blanks become one.
func squeeze(s string) string {
	var kept []string
	for line := range strings.Lines(s) {
		if l := strings.Join(strings.Fields(line), " "); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, " / ")
}

func TestProse(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"plain lines", "a.txt", "Iran met Oman.\nChina left.\n", "Iran met Oman. / China left."},
		{"heading in plain text", "a.txt", "Talks in Muscat\n\nIran met Oman.", "Talks in Muscat / Iran met Oman."},
		{"wrapped plain text", "a.txt", "Iran met Oman on Friday in the city of\nMuscat, and both of them said they would\nmeet again soon.\n\nChina left.", "Iran met Oman on Friday in the city of Muscat, and both of them said they would meet again soon. / China left."},
		{"windows", "a.txt", "\ufeffIran met Oman.\r\nChina left.\r\n", "Iran met Oman. / China left."},
		{"markdown wraps", "a.md", "Iran met\nOman.\n\nChina left.", "Iran met Oman. / China left."},
		{"heading", "a.md", "## Talks\n\nIran *met* __Oman__.", "Talks / Iran met Oman ."},
		{"list", "a.md", "- Iran met Oman\n- China left", "Iran met Oman / China left"},
		{"quote", "a.md", "> Iran met\n> Oman.", "Iran met Oman."},
		{"link", "a.md", "[Iran](https://example.org/a_b) met [Oman][1] ![map](m.png).[2]", "Iran met Oman ."},
		{"code", "a.md", "```\nIran met Oman.\n```\n\nChina left.", "China left."},
		{"table", "a.md", "| Iran | Oman |\n\nChina left.", "China left."},
		{"tags", "a.md", "Iran <b>met</b> Oman; 3 < 4.", "Iran met Oman; 3 < 4."},
		{"stress", "a.md", "Iran _met_ snake_case_name.", "Iran met snake_case_name."},
		{"rule", "a.md", "Iran met Oman.\n\n***\n\nChina left.", "Iran met Oman. / China left."},
	} {
		d := read(t, c.file, c.text)
		if got := squeeze(d.Prose); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestIdentity(t *testing.T) {
	const text = "Iran met Oman."
	for _, c := range []struct {
		name, text string
		given      document.Given
		want       string
	}{
		{"dir/a.txt", text, document.Given{}, "a.txt"},
		{"a.txt", text, document.Given{URL: "https://example.org/1"}, "https://example.org/1"},
		{"a.md", "---\nid: own\nurl: https://example.org/1\n---\n" + text, document.Given{}, "own"},
		{"a.md", "---\nurl: https://example.org/1\n---\n" + text, document.Given{}, "https://example.org/1"},
		{"-", text, document.Given{}, "text-86c0f7bb8de2"},
	} {
		d, err := document.Read(strings.NewReader(c.text), c.name, c.given)
		if err != nil {
			t.Fatal(err)
		}
		if d.ID != c.want && c.name != "-" || !strings.HasPrefix(d.ID, strings.TrimRight(c.want, "0123456789abcdef")) {
			t.Errorf("%s: the document is called %q, want %q", c.name, d.ID, c.want)
		}
		if d.Source().SHA256 == "" || d.Source().ID != d.ID {
			t.Errorf("%s: source %+v", c.name, d.Source())
		}
	}
}

func TestGiven(t *testing.T) {
	d, err := document.Read(strings.NewReader("---\ndate: 2020-01-01\ntitle: Own\n---\nIran met Oman."), "a.md", document.Given{Date: "2026-02-07T10:00:00Z"})
	if err != nil || d.Date != "2026-02-07" || d.Title != "Own" {
		t.Errorf("date %q, title %q, error %v", d.Date, d.Title, err)
	}
	for line, err := range document.ReadLines(strings.NewReader(`{"id":7,"date":"2020-01-01","text":"Iran met Oman."}`), document.Given{Date: "2026-02-07", Publisher: "P"}) {
		if err != nil || line.Err != nil {
			t.Fatal(err, line.Err)
		}
		if d := line.Document; d.ID != "7" || d.Date != "2020-01-01" || d.Publisher != "P" {
			t.Errorf("id %q, date %q, publisher %q", d.ID, d.Date, d.Publisher)
		}
	}
}

// An article keeps its head when it comes through a pipe or as .txt.
func TestFrontMatterWithoutName(t *testing.T) {
	const head = "---\ntitle: Tehran and Washington to meet\ndate: 2026-02-07\nurl: https://gulf.example/1\n---\n"
	for _, name := range []string{"-", "a.txt", "a.md"} {
		d := read(t, name, head+"Iran met **Oman**.")
		if d.Title != "Tehran and Washington to meet" || d.Date != "2026-02-07" || d.ID != "https://gulf.example/1" || squeeze(d.Prose) != "Iran met Oman ." {
			t.Errorf("%s: id %q, title %q, date %q, prose %q", name, d.ID, d.Title, d.Date, squeeze(d.Prose))
		}
	}
	for _, text := range []string{"---\nIran met Oman.\n---\nChina left.", "---\ntitle: Iran met Oman.", "---\nmood: Iran met Oman\n---\nChina left.", "---\ntitle: [Iran met Oman\n---\nChina left."} {
		if d := read(t, "-", text); !strings.Contains(d.Prose, "Iran met Oman") {
			t.Errorf("%q: prose %q", text, squeeze(d.Prose))
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"empty", "a.txt", "", "empty"},
		{"blank", "a.txt", " \n\ufeff", "empty"},
		{"binary", "a.txt", "PK\x00\x01", "byte 2 is zero"},
		{"UTF-16", "a.txt", "\xff\xfeI\x00r\x00", "UTF-16: save it as UTF-8"},
		{"latin-1", "a.txt", "Iran.\nC\xf4te d'Ivoire.", "line 2"},
		{"open front matter", "a.md", "---\ntitle: x\nIran.", "has no end"},
		{"broken front matter", "a.md", "---\ntitle: [x\n---\nIran.", "front matter"},
		{"bad date", "a.md", "---\ndate: last week\n---\nIran.", "YYYY-MM-DD"},
	} {
		if _, err := document.Read(strings.NewReader(c.text), c.file, document.Given{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

// A line is refused in the words of the format, not of Go.
func TestReadLinesSays(t *testing.T) {
	for in, want := range map[string]string{
		`{"id":"a","text":5}`:        "text must be a string, this is of type number",
		`{"title":["a"],"text":"x"}`: "title must be a string, this is of type array",
		`["a"]`:                      "a line must be an object",
		`{"id":"a","text":"Iran`:     "the JSON object is cut short",
	} {
		for l, err := range document.ReadLines(strings.NewReader(in), document.Given{}) {
			if err != nil || l.Err == nil || !strings.HasSuffix(l.Err.Error(), ": "+want) {
				t.Errorf("%s: %v, %v, want %q", in, l.Err, err, want)
			}
		}
	}
}

func TestReadLines(t *testing.T) {
	const in = `{"id":"a","date":"2026-02-07","title":"T","publisher":"P","url":"u","text":"Iran met Oman."}

{"id":"b"}
not json
{"id":[1],"text":"x"}
{"id":"c","text":"China left.","extra":1}
{"text":"x","date":"soon"}
`
	var got []string
	for l, err := range document.ReadLines(strings.NewReader(in), document.Given{}) {
		if err != nil {
			t.Fatal(err)
		}
		state := "read"
		if l.Err != nil {
			state, _, _ = strings.Cut(l.Err.Error(), ",")
		}
		got = append(got, fmt.Sprintf("%d %s %s", l.Number, l.Document.ID, state))
	}
	want := []string{"1 a read", "3  the document has no text", "4  not a document", "5  id must be a string or a number", "6 c read", `7 text-2d711642b726 the date "soon" is not of the form YYYY-MM-DD`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("---\ntitle: x\n---\n# A\n\nIran [met](x) **Oman**.\n", true)
	f.Add("Iran met\r\nOman \xff", false)
	f.Fuzz(func(t *testing.T, text string, markdown bool) {
		name := "a.txt"
		if markdown {
			name = "a.md"
		}
		d, err := document.Read(strings.NewReader(text), name, document.Given{})
		if err != nil {
			return
		}
		if len(d.Prose) != len(text) {
			t.Fatalf("prose of %d bytes for a text of %d", len(d.Prose), len(text))
		}
		for i := range len(text) {
			if d.Prose[i] != text[i] && d.Prose[i] != ' ' && d.Prose[i] != "—"[2] {
				t.Fatalf("byte %d was rewritten", i)
			}
		}
	})
}

func FuzzReadLines(f *testing.F) {
	f.Add("{\"id\":\"a\",\"date\":\"2026-01-02\",\"text\":\"Iran met Oman.\"}\r\n\n{\"id\":\"b\",\"text\":7}\n{\"id\":\"c\"")
	f.Fuzz(func(t *testing.T, text string) {
		for l, err := range document.ReadLines(strings.NewReader(text), document.Given{}) {
			if err == nil && l.Err == nil && len(l.Document.Prose) != len(l.Document.Text) {
				t.Error("prose and text differ in length")
			}
		}
	})
}

// What is read costs no more than its size: a megabyte of the marks that
// Markdown is made of takes about as long as a megabyte of letters.
func BenchmarkRead(b *testing.B) {
	for _, c := range []struct{ name, unit string }{{"words", "Iran met Oman. "}, {"stars", "*"}, {"brackets", "["}, {"links", "[a](b)"}, {"low lines", "_a"}, {"lines", "a\n"}, {"paragraphs", "a\n\n"}} {
		text := strings.Repeat(c.unit, 1<<20/len(c.unit))
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := document.Read(strings.NewReader(text), "a.md", document.Given{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
