package console

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/graph"
	"entente/graph/store"
)

// hostile are words that a document may hold, and that must come out as words.
var hostile = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`,
	`</title></textarea></style><svg onload=alert(1)>`,
	`{{.Version}}${1}`,
	"javascript:alert(1)",
	"\u202eright to left\u202c",
	"איראן والعراق",
	"a\nb\tc",
	`..`,
	`a/b?c=d#e%2F`,
}

// idOf is an actor's ID that holds the word: all but blanks and
// what no IRI takes may stand in one.
func idOf(word string) string {
	return "actor:" + strings.Map(func(r rune) rune {
		if strings.ContainsRune(" <>\"{}|\\^`\t\r\n", r) {
			return '-'
		}
		return r
	}, word)
}

func hostileStore(t *testing.T) *store.Store {
	t.Helper()
	s := open(t)
	ctx := context.Background()
	for _, word := range hostile {
		l := s.Loader(store.LoadOptions{})
		text := word + " sanctions Iran."
		src := graph.Source{ID: word, Title: word, Publisher: word, Published: "2026-02-06", URL: "javascript:alert(1)//" + word, Licence: word,
			SHA256: strings.Repeat("0", 64)}
		c := graph.Claim{
			Subject:  graph.Actor{ID: idOf(word), Label: word, Type: "State", Mention: word, End: len(word)},
			Relation: "sanctions",
			Object:   graph.Actor{ID: "actor:iran", Label: "Iran", Type: "State", Mention: "Iran", Start: len(word) + 11, End: len(word) + 15},
			Status:   graph.Asserted, Source: src, Sentence: 1, End: len(text), Quote: text, Confidence: 0.9, Rule: "verb:sanction",
		}
		c.ID = c.Hash()
		for _, err := range []error{l.Begin(ctx, src), l.Describe(ctx, graph.Description{Actor: graph.Actor{ID: c.Subject.ID, Label: word, Type: "State"}, Aliases: []string{word + "!"}, SameAs: []string{"javascript:alert(1)"}}),
			l.Claim(ctx, c), l.End(ctx)} {
			if err != nil {
				t.Fatalf("%q: %v", word, err)
			}
		}
		if n := l.RejectedCount(); n > 0 {
			t.Fatalf("%q: %v", word, l.Rejections())
		}
	}
	return s
}

// What documents say stays text, on every page that shows it, and every link
// to it leads back to it.
func TestHostileWords(t *testing.T) {
	s := hostileStore(t)
	h := serve(t, s)
	paths := []string{"/", "/sources", "/actor/iran", "/search?type=State", "/relation/sanctions"}
	for _, word := range hostile {
		e := url.QueryEscape(word)
		paths = append(paths, actorURL(idOf(word)), sourceURL(word), "/between?a=Iran&b="+url.QueryEscape(idOf(word)), "/why?relation=sanctions&object=Iran&subject="+url.QueryEscape(idOf(word)),
			"/path?from=Iran&to="+url.QueryEscape(idOf(word)), "/query/sanctions-on?x=Iran", "/query/sanctions-by?x="+url.QueryEscape(idOf(word)))
		for c, err := range s.Claims(context.Background(), store.Filter{Subjects: []string{idOf(word)}}) {
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, claimURL(c.ID))
		}
		// Whatever comes with the address is shown as words, too.
		for _, p := range []string{"/search?q=" + e, "/search?type=" + e, "/sources?q=" + e, "/between?a=" + e + "&b=" + e, "/path?from=" + e + "&to=" + e, "/why?subject=" + e + "&object=" + e + "&relation=" + e, "/query/sanctions-on?x=" + e, "/query/related-by?x=Iran&relation=" + e, "/query/claims-since?x=Iran&since=" + e, "/source?id=" + e} {
			_, doc := get(t, h, p)
			checkWords(t, p, doc)
		}
	}
	seen := map[string]bool{}
	for _, p := range paths {
		if seen[p] {
			continue
		}
		seen[p] = true
		doc := mustGet(t, h, p)
		checkPage(t, p, doc)
		checkWords(t, p, doc)
		for _, link := range internalLinks(t, p, doc) {
			if u, _ := url.Parse(link); strings.HasPrefix(u.Path, "/actor/") || u.Path == "/source" {
				mustGet(t, h, link)
			}
		}
	}
}

// checkWords looks for what only markup that came from a document can have
// made.
func checkWords(t *testing.T, path string, doc *html.Node) {
	t.Helper()
	for d := range doc.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		if d.Data == "script" && !strings.HasPrefix(attr(d, "src"), "/assets/") || d.Data == "img" {
			t.Errorf("%s: <%s> came from a document", path, d.Data)
		}
		for _, a := range d.Attr {
			if strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"href", "src", "action"}, a.Key) && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				t.Errorf("%s: <%s %s=%q>", path, d.Data, a.Key, a.Val)
			}
		}
	}
}
