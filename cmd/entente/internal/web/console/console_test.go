package console

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/cmd/entente/internal/web/route"
	"entente/graph"
	"entente/graph/store"
)

// serve answers for the console alone, without the server's guard.
func serve(t testing.TB, s *store.Store) http.Handler {
	t.Helper()
	d := route.Deps{Store: s, Limits: route.DefaultLimits(), Version: "test", Write: true}
	failed := ErrorPage(d)
	mux := http.NewServeMux()
	for _, r := range Routes(d) {
		mux.HandleFunc(r.Method+" "+r.Pattern, func(w http.ResponseWriter, q *http.Request) {
			err := r.Handle(w, q)
			var own *route.Error
			switch {
			case err == nil:
			case asRouteError(err, &own):
				failed(w, q, own.Status, own.Message, own.Hint, "id")
			default:
				failed(w, q, http.StatusInternalServerError, err.Error(), "", "id")
			}
		})
	}
	return mux
}

func asRouteError(err error, own **route.Error) bool {
	e, ok := err.(*route.Error)
	*own = e
	return ok
}

func open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), "memstore:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// demoStore holds the sample articles, loaded through the console's own
// button. Reading them takes a second, so tests share it.
var demoStore = sync.OnceValues(func() (*store.Store, error) {
	s, err := store.Open(context.Background(), "memstore:", store.Options{Create: true})
	if err != nil {
		return nil, err
	}
	c := newConsole(route.Deps{Store: s, Limits: route.DefaultLimits(), Write: true})
	w := httptest.NewRecorder()
	if err := c.demo(w, httptest.NewRequest("POST", "/demo", nil)); err != nil {
		return nil, err
	}
	if w.Code != http.StatusSeeOther {
		return nil, fmt.Errorf("POST /demo: %d", w.Code)
	}
	return s, nil
})

func demo(t testing.TB) http.Handler {
	t.Helper()
	s, err := demoStore()
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, s)
}

// get asks for a page and gives it parsed.
func get(t testing.TB, h http.Handler, path string) (int, *html.Node) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	doc, err := html.Parse(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	return w.Code, doc
}

// page gets a page that must be there.
func mustGet(t testing.TB, h http.Handler, path string) *html.Node {
	t.Helper()
	code, doc := get(t, h, path)
	if code != http.StatusOK {
		t.Fatalf("GET %s: %d: %s", path, code, words(one(doc, "main")))
	}
	return doc
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// all lists the elements that fit: by name, or with an attribute, "[name]", or
// of a class, ".name".
func all(n *html.Node, want string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch {
		case strings.HasPrefix(want, "["):
			if !has(d, strings.Trim(want, "[]")) {
				continue
			}
		case strings.HasPrefix(want, "."):
			if !slices.Contains(strings.Fields(attr(d, "class")), want[1:]) {
				continue
			}
		case d.Data != want:
			continue
		}
		out = append(out, d)
	}
	return out
}

func one(n *html.Node, want string) *html.Node {
	if found := all(n, want); len(found) > 0 {
		return found[0]
	}
	return &html.Node{}
}

// words is an element's text with its blanks made one.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && (d.Parent == nil || d.Parent.DataAtom != atom.Title || d.Parent.Parent == nil || d.Parent.Parent.Data != "svg") {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestEmptyStoreSaysWhatToDo(t *testing.T) {
	h := serve(t, open(t))
	doc := mustGet(t, h, "/")
	// The server holds the store to write into: another process cannot load into it.
	if text := words(one(doc, "main")); !strings.Contains(text, "entente load --server http://example.com/ --token-file TOKEN") || !strings.Contains(text, "entente demo") {
		t.Errorf("the empty store's page says %q", text)
	}
	if len(all(one(doc, "main"), "form")) != 1 {
		t.Errorf("no button for the demo")
	}
}

func TestHome(t *testing.T) {
	doc := mustGet(t, demo(t), "/")
	text := words(one(doc, "main"))
	for _, want := range []string{"actors from 3 sources", "Who trades with X?", "Iran", "Muscat", "represents"} {
		if !strings.Contains(text, want) {
			t.Errorf("home lacks %q: %s", want, text)
		}
	}
	for _, form := range all(doc, "form") {
		if m := attr(form, "method"); m != "" && m != "dialog" {
			t.Errorf("a form of home is not a GET")
		}
	}
	if n := len(all(one(doc, ".cards"), ".card")); n != len(homeQuestions) {
		t.Errorf("%d cards, want %d", n, len(homeQuestions))
	}
}

// Of two actors of one name the home page says whose they are.
func TestHomeTellsApart(t *testing.T) {
	s := open(t)
	l := s.Loader(store.LoadOptions{})
	src := graph.Source{ID: "one", SHA256: strings.Repeat("0", 64)}
	if err := l.Begin(t.Context(), src); err != nil {
		t.Fatal(err)
	}
	for i, of := range []string{"Chad", "Mali"} {
		state := graph.Actor{ID: graph.ActorID(of), Label: of, Type: "State"}
		d := graph.Description{Actor: graph.Actor{ID: fmt.Sprint("actor:assembly-", i), Label: "National Assembly", Type: "Organization"}, Within: state.ID}
		c := graph.Claim{Subject: d.Actor, Relation: "located-in", Object: state, Status: graph.Asserted, Source: src, Sentence: 1, End: 1, Quote: "x", Confidence: 1}
		c.ID = c.Hash()
		if err := cmp.Or(l.Describe(t.Context(), d), l.Claim(t.Context(), c)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.End(t.Context()); err != nil {
		t.Fatal(err)
	}
	text := words(one(mustGet(t, serve(t, s), "/"), "main"))
	for _, want := range []string{"National Assembly of Chad, 1", "National Assembly of Mali, 1", "Chad 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("the home page lacks %q: %s", want, text)
		}
	}
}

func TestSearch(t *testing.T) {
	h := demo(t)
	for _, c := range []struct{ path, want string }{
		{"/search?q=iran", "Iran"},
		{"/search?q=IRN", "Called so: Iran"}, // a code
		{"/search?q=Islamic+Republic", "Iran"},
		{"/search?q=%C3%8Fr%C3%A0n", "Iran"}, // accents do not count
		{"/search?type=Person", "Abbas Araghchi"},
		{"/search?q=who+trades", "Who trades with X?"},
		{"/search?q=is+sanctioned+by", "sanctions"},
		{"/search?q=zzzz", "No actor has such a name"},
	} {
		if text := words(one(mustGet(t, h, c.path), "main")); !strings.Contains(text, c.want) {
			t.Errorf("%s lacks %q: %s", c.path, c.want, text)
		}
	}
}

func TestSuggest(t *testing.T) {
	h := demo(t)
	for q, want := range map[string]string{"ir": "/actor/iran", "ÏRÀ": "/actor/iran", "IRN": "/actor/iran", "arag": "/actor/abbas-araghchi", "": "/actor/united-states"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/suggest?q="+url.QueryEscape(q), nil))
		var found []suggestion
		if err := json.Unmarshal(w.Body.Bytes(), &found); err != nil {
			t.Fatalf("suggest %q: %v: %s", q, err, w.Body)
		}
		if !slices.ContainsFunc(found, func(s suggestion) bool { return s.Href == want }) {
			t.Errorf("suggest %q gives %+v, not %s", q, found, want)
		}
	}
}

func TestActor(t *testing.T) {
	doc := mustGet(t, demo(t), "/actor/iran")
	text := words(one(doc, "main"))
	for _, want := range []string{"Islamic Republic of Iran", "Wikidata Q794", "iso3:IRN", "Cooperation", "Conflict", "negotiates with", "1 planned", "Compare with"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page of Iran lacks %q", want)
		}
	}
	// Every edge opens its evidence.
	rows := 0
	for _, tr := range all(doc, "tr") {
		if tr.Parent.Data != "tbody" {
			continue
		}
		rows++
		if len(all(tr, "[data-evidence]")) != 1 {
			t.Errorf("a row has no evidence: %s", words(tr))
		}
	}
	if rows < 10 {
		t.Errorf("%d rows of relations", rows)
	}
	if bars := all(one(doc, ".spark"), "rect"); len(bars) == 0 {
		t.Error("no sparkline")
	}
}

func TestBetween(t *testing.T) {
	h := demo(t)
	doc := mustGet(t, h, "/between?a=Iran&b=US")
	if n := len(all(doc, ".sentence")); n < 3 {
		t.Errorf("%d sentences between Iran and the US", n)
	}
	if len(all(one(doc, ".lanes"), "rect"))+len(all(one(doc, ".lanes"), "line")) == 0 {
		t.Error("nothing on the lanes")
	}
	marks := all(doc, "mark")
	if len(marks) == 0 {
		t.Error("no words marked")
	}
	both := len(all(doc, ".sentence"))
	out := len(all(mustGet(t, h, "/between?a=Iran&b=US&direction=out"), ".sentence"))
	in := len(all(mustGet(t, h, "/between?a=Iran&b=US&direction=in"), ".sentence"))
	if out >= both || in > both || out+in < both {
		t.Errorf("%d sentences both ways, %d out, %d in", both, out, in)
	}
	if turned := len(all(mustGet(t, h, "/between?a=US&b=Iran&direction=out"), ".sentence")); turned != in {
		t.Errorf("turned round: %d sentences, want %d", turned, in)
	}
	if n := len(all(mustGet(t, h, "/between?a=Iran&b=US&as-of=1950"), ".sentence")); n >= both {
		t.Errorf("as of 1950: %d sentences", n)
	}
	text := words(one(mustGet(t, h, "/between?a=Iran&b=Mali"), "main"))
	if !strings.Contains(text, "No claim joins the two directly") {
		t.Errorf("nothing between: %s", text)
	}
}

func TestPath(t *testing.T) {
	h := demo(t)
	doc := mustGet(t, h, "/path?from=Oman&to=China")
	if len(all(doc, ".route")) == 0 || len(all(doc, "blockquote")) < 2 {
		t.Fatalf("no path with sentences: %s", words(one(doc, "main")))
	}
	var avoid string
	for _, a := range all(doc, "a") {
		if strings.Contains(attr(a, "href"), "avoid=") {
			avoid = attr(a, "href")
			break
		}
	}
	again := mustGet(t, h, avoid)
	first, second := words(one(one(doc, ".route"), "h2")), words(one(again, "main"))
	if strings.Contains(second, first) {
		t.Errorf("%s still gives %q", avoid, first)
	}
	if len(all(one(again, ".chips"), "a")) != 1 {
		t.Errorf("what is left out is not shown")
	}
	for path, status := range map[string]int{"/path?from=Oman&to=China&k=0": 400, "/path?from=Oman&to=China&k=1000": 400, "/path?from=Oman&to=China&as-of=soon": 400, "/path?from=Oman&to=China&confidence=NaN": 400, "/path?from=Oman&to=Chyna": 404} {
		if code, _ := get(t, h, path); code != status {
			t.Errorf("GET %s: %d, want %d", path, code, status)
		}
	}
}

// A name that is not clear is asked about, and the answer keeps the rest of
// the question.
func TestUnclearNames(t *testing.T) {
	h := demo(t)
	code, doc := get(t, h, "/between?a=Irann&b=US&since=2020")
	if code != http.StatusNotFound || !strings.Contains(words(one(doc, "main")), "Did you mean") {
		t.Fatalf("%d: %s", code, words(one(doc, "main")))
	}
	link := ""
	for _, a := range all(one(doc, ".plain"), "a") {
		link = attr(a, "href")
		break
	}
	if link != "/between?a=actor%3Airan&b=US&since=2020" {
		t.Errorf("the first candidate leads to %s", link)
	}
	if code, _ := get(t, h, "/actor/nobody-at-all"); code != http.StatusNotFound {
		t.Errorf("an actor that is not there: %d", code)
	}
}

func TestNotThere(t *testing.T) {
	h := demo(t)
	for _, path := range []string{"/claim/000000000000000000000000", "/source?id=nothing", "/relation/loves", "/query/no-such-question", "/assets/x/nothing.css", "/assets/x/../console.go"} {
		if code, _ := get(t, h, path); code != http.StatusNotFound && code != http.StatusTemporaryRedirect && code != http.StatusMovedPermanently {
			t.Errorf("GET %s: %d", path, code)
		}
	}
}

// Whom words mean on a day, as the command line says it, with the store's page
// of whoever it knows.
func TestResolvePage(t *testing.T) {
	h := demo(t)
	for _, c := range []struct {
		query string
		says  []string
		links []string
	}{
		{"name=Tehran&date=2024-05-01", []string{"Who is meant by “Tehran” on 2024-05-01?", "“Tehran” is Iran", "government GOV", "seat of government that acts here; not Tehran", "0.75 of 1", "Next best Tehran 0.65",
			"16 claims about Iran", "entente resolve --date 2024-05-01 Tehran"}, []string{"/actor/iran", "/api/resolve?date=2024-05-01&name=Tehran&format=json"}},
		{"name=the+foreign+minister&date=2022-06-01&about=Germany", []string{"is Annalena Baerbock", "person, of Germany", "held the office of foreign-minister on 2022-06-01; the text is about Germany", "nobody",
			"This store says nothing of Annalena Baerbock", "entente resolve --date 2022-06-01 --about Germany 'the foreign minister'"}, nil},
		{"name=xyzzy&about=Freedonia", []string{"“xyzzy” names nobody", "No state or territory is known as “Freedonia”"}, []string{"/search?q=xyzzy"}},
		{"name=Tehran&name=Oman", []string{"“Tehran”, “Oman”", "“Oman” is Oman"}, []string{"/actor/oman"}},
		{"", []string{"Who is meant?"}, []string{"/resolve?name=the%20foreign%20minister&date=2022-06-01&about=Germany"}},
	} {
		doc := mustGet(t, h, "/resolve?"+c.query)
		text := words(doc)
		for _, says := range c.says {
			if !strings.Contains(text, says) {
				t.Errorf("%s: no %q in %s", c.query, says, text)
			}
		}
		for _, want := range c.links {
			if !slices.ContainsFunc(all(doc, "a"), func(a *html.Node) bool { return attr(a, "href") == want }) {
				t.Errorf("%s: nothing leads to %s", c.query, want)
			}
		}
	}
	for _, page := range []string{"/", "/search?q=Tehran"} {
		if text := words(one(mustGet(t, h, page), "main")); !strings.Contains(text, "Who is meant") {
			t.Errorf("%s does not lead there: %s", page, text)
		}
	}
	if code, _ := get(t, h, "/resolve?name=Tehran&date=soon"); code != http.StatusBadRequest {
		t.Errorf("no date: %d", code)
	}
	if code, _ := get(t, h, "/resolve?"+manyNames()); code != http.StatusBadRequest {
		t.Errorf("too many names: %d", code)
	}
}

func manyNames() string {
	v := url.Values{}
	for i := range wordsMeant + 1 {
		v.Add("name", fmt.Sprint("name ", i))
	}
	return v.Encode()
}

// Who is misspelt in a search is offered under the right name.
func TestSearchNear(t *testing.T) {
	main := one(mustGet(t, demo(t), "/search?q=Irann"), "main")
	if text := words(main); !strings.Contains(text, "No actor has such a name") || !strings.Contains(text, "Did you mean") || !strings.Contains(text, "Iran state") {
		t.Errorf("a misspelt name: %s", text)
	}
	if text := words(one(mustGet(t, demo(t), "/actor/iran?as-of=2025&min-confidence=0.8"), ".note")); !regexp.MustCompile(`^Only what stood as of 2025, claims of confidence 0\.8 and more: [1-9][0-9]* claims\.$`).MatchString(text) {
		t.Errorf("what is chosen: %s", text)
	}
}

// Files of one data set share a title, and are told apart by their names.
func TestSourceFile(t *testing.T) {
	for want, s := range map[string]graph.Source{
		"ofac/add.csv": {ID: "ofac/add.csv@c98720815c45", SHA256: "c98720815c4589ccd17f", Title: "OFAC sanctions lists"},
		"":             {ID: "https://example.org/@somebody/1", SHA256: "5e1f", Title: "An article"},
	} {
		if got := sourceFile(s); got != want {
			t.Errorf("%s: %q, want %q", s.ID, got, want)
		}
	}
}
