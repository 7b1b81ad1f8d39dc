package loaders_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/article/document"
	"entente/loaders/gazetteer"
)

// reading gives options with a real reader of prose.
func reading(t *testing.T) loaders.Options {
	t.Helper()
	names, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	o := options()
	o.Gazetteer = names
	o.Reader = sync.OnceValues(func() (*article.Reader, error) { return article.New(article.Options{Gazetteer: names}) })
	return o
}

const sentence = "The United States imposed sanctions on Iran on Friday."

// Prose comes in many wrappings; the same sentence gives the same claim.
func TestProse(t *testing.T) {
	html := `<!doctype html><html><head><title>T</title></head><body><article><p>` + sentence + ` ` + strings.Repeat("It said that the measures would hold for a year and that others would follow them. ", 4) + `</p></article></body></html>`
	feed := `<rss version="2.0"><channel><title>F</title><item><title>I</title><link>https://example.org/1</link><pubDate>Sat, 07 Feb 2026 08:00:00 GMT</pubDate><description>` + sentence + `</description></item><item><title>Empty</title></item></channel></rss>`
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n" + sentence + "\n"
	warc := "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/2\r\nContent-Length: 122\r\n\r\n" + response + "\r\n\r\n"
	for _, c := range []struct {
		name, text string
		source     string
		rejected   int
	}{
		{"a.txt", sentence, "a.txt", 0},
		{"-", sentence, "text-", 0},
		{"a.md", "---\nid: own\n---\n# Title\n\n" + sentence, "own", 0},
		{"a.jsonl", `{"id":"d1","date":"2026-02-07","text":"` + sentence + `"}` + "\n" + `{"id":"d2"}`, "d1", 1},
		{"a.html", html, "a.html", 0},
		{"-", html, "text-", 0},
		{"a.rss", feed, "https://example.org/1", 1},
		{"a.warc", warc, "https://example.org/2", 0},
		{"a.txt.gz", gzipped(t, sentence), "a.txt", 0},
	} {
		o := reading(t)
		o.Given = document.Given{Date: "2026-02-07"}
		k := load(t, c.name, c.text, o)
		if len(k.rejected) != c.rejected {
			t.Errorf("%s: rejected %v", c.name, k.rejected)
		}
		var got []string
		for _, claim := range k.claims {
			got = append(got, claim.Subject.Label+" "+claim.Relation+" "+claim.Object.Label+" "+claim.Time.EDTF)
		}
		if !slices.Contains(got, "United States sanctions Iran 2026-02-06") {
			t.Errorf("%s: the claims are %q", c.name, got)
		}
		if len(k.sources) != 1 || !strings.HasPrefix(k.sources[0], c.source) {
			t.Errorf("%s: the sources are %q, want %s", c.name, k.sources, c.source)
		}
	}
}

func TestProseRefused(t *testing.T) {
	german := strings.Repeat("Der Außenminister sagte am Freitag, dass die Verhandlungen zwischen beiden Ländern fortgesetzt würden. ", 8)
	o := reading(t)
	for name, text := range map[string]string{"german.txt": german, "a.html": "<html></html>", "a.rss": "<rss>", "a.warc": "WARC/1.0\r\n\r\n", "bytes.txt": "a\x00b"} {
		if k := load(t, name, text, o); len(k.rejected) != 1 || len(k.claims) != 0 {
			t.Errorf("%s: %d claims, rejected %q", name, len(k.claims), k.rejected)
		}
	}
	// Extraction takes prose alone.
	o.Prose = true
	if k := load(t, "claims.jsonl", jsonl(t, sample()), o); len(k.claims) != 0 || len(k.rejected) != 1 || !strings.Contains(k.rejected[0], "entente load takes it") {
		t.Errorf("claims are read as prose: %q", k.rejected)
	}
}

// Explaining hands out what each step found, and no claims.
func TestExplain(t *testing.T) {
	o := reading(t)
	var relations, mentions []string
	o.Explain = func(trace *article.Trace) error {
		for _, s := range trace.Sentences {
			for _, c := range s.Candidates {
				relations = append(relations, c.Relation)
			}
			for _, m := range s.Mentions {
				mentions = append(mentions, m.Actor)
			}
		}
		return nil
	}
	k := load(t, "a.txt", sentence, o)
	if len(k.claims) != 0 {
		t.Errorf("%d claims came beside the explanation", len(k.claims))
	}
	if !slices.Contains(relations, "sanctions") || !slices.Contains(mentions, "actor:iran") {
		t.Errorf("relations %q, mentions %q", relations, mentions)
	}
}

func TestRecognised(t *testing.T) {
	o := reading(t)
	got := map[string]string{}
	for name, text := range map[string]string{
		"a.nq": "", "a.json": `{"relation":"meets"}`, "noext": sentence, "b.jsonl": `{"id":"1","text":"x"}`, "c.xml": "<feed></feed>", "-": "<rss></rss>", "d.pdf": "%PDF",
	} {
		p := loaders.Progress{Start: func(in loaders.Input, loader string) { got[in.Name] = loader }}
		if err := loaders.Run(t.Context(), input(name, text), &collector{}, o, p); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"a.nq": "nquads", "a.json": "claims", "noext": "article", "b.jsonl": "jsonl", "c.xml": "feed", "-": "feed"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
