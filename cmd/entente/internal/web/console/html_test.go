package console

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestEveryLink follows every link inside the console from the start page, and
// what forms lead to, and checks each page it comes to.
func TestEveryLink(t *testing.T) {
	h := demo(t)
	most := 4000
	if testing.Short() {
		most = 150 // one after the other: the race detector learns nothing from more
	}
	seen := map[string]bool{"/": true}
	queue := []string{"/", "/search", "/between", "/path", "/why", "/between?a=Iran&b=US", "/path?from=Oman&to=China"}
	for _, p := range queue {
		seen[p] = true
	}
	pages := 0
	for ; len(queue) > 0 && pages < most; pages++ {
		path := queue[0]
		queue = queue[1:]
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != http.StatusOK {
			t.Errorf("GET %s: %d", path, w.Code)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := html.Parse(strings.NewReader(w.Body.String()))
		if err != nil {
			t.Fatal(err)
		}
		checkPage(t, path, doc)
		for _, link := range internalLinks(t, path, doc) {
			u, _ := url.Parse(link)
			// Searches for paths with more and more left out have no end; one is
			// followed.
			if q := u.Query(); seen[link] || len(q["avoid"])+len(q["except"]) > 0 && (q.Get("to") != "China" || len(q["avoid"])+len(q["except"]) > 1) {
				continue
			}
			// So have views of questions' answers; one of each question is looked at.
			if view := u.Path + " as " + u.Query().Get("as"); strings.HasPrefix(u.Path, "/query/") && u.Query().Has("as") {
				if seen[view] {
					continue
				}
				seen[view] = true
			}
			seen[link] = true
			queue = append(queue, link)
		}
	}
	if !testing.Short() && (pages < 200 || pages == most) {
		t.Errorf("%d pages found", pages)
	}
	t.Logf("%d pages", pages)
}

// others are addresses that other rooms of the server answer.
var others = []string{"/api/"}

func internalLinks(t *testing.T, path string, doc *html.Node) []string {
	var links []string
	base, _ := url.Parse(path)
	for d := range doc.Descendants() {
		for _, name := range []string{"href", "src", "data-src", "action"} {
			v := attr(d, name)
			if v == "" || d.Data == "form" && attr(d, "method") == "post" || d.Data == "form" && name == "action" && strings.HasPrefix(v, "/query/") {
				continue
			}
			u, err := base.Parse(v)
			if err != nil {
				t.Errorf("%s: bad address %q", path, v)
				continue
			}
			if u.Host != "" {
				if d.Data != "a" || !strings.Contains(attr(d, "rel"), "noopener") || !strings.Contains(attr(d, "rel"), "noreferrer") || u.Scheme != "http" && u.Scheme != "https" {
					t.Errorf("%s: %s %s leads outside", path, d.Data, v)
				}
				continue
			}
			if u.Scheme != "" {
				t.Errorf("%s: %s is no address of ours", path, v)
			}
			u.Fragment = ""
			if !slices.ContainsFunc(others, func(o string) bool { return strings.HasPrefix(u.Path, o) }) {
				links = append(links, u.String())
			}
		}
	}
	return links
}

// checkPage holds a page to what every page must be.
func checkPage(t *testing.T, path string, doc *html.Node) {
	t.Helper()
	bad := func(format string, args ...any) { t.Helper(); t.Errorf("%s: %s", path, fmt.Sprintf(format, args...)) }
	if attr(one(doc, "html"), "lang") != "en" {
		bad("no lang")
	}
	if title := words(one(doc, "title")); title == "" || strings.HasPrefix(title, "·") {
		bad("no title: %q", title)
	}
	for name, n := range map[string]int{"main": 1, "h1": 1, "header": 1, "footer": 1} {
		if found := len(all(doc, name)); found != n {
			bad("%d <%s>, want %d", found, name, n)
		}
	}
	ids := map[string]bool{}
	for _, n := range all(doc, "[id]") {
		id := attr(n, "id")
		if ids[id] {
			bad("the id %s stands twice", id)
		}
		ids[id] = true
		if strings.ContainsAny(id, " \t\n") {
			bad("the id %q has a blank", id)
		}
	}
	labelled := map[string]bool{}
	for _, l := range all(doc, "label") {
		labelled[attr(l, "for")] = true
		if f := attr(l, "for"); f != "" && !ids[f] {
			bad("a label for %s, which is not there", f)
		}
	}
	level := 0
	for d := range doc.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		for _, a := range d.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") && a.Key != "one" {
				bad("<%s %s=%q>: the policy forbids it", d.Data, a.Key, a.Val)
			}
			if a.Key == "aria-labelledby" || a.Key == "aria-controls" || a.Key == "aria-describedby" {
				for id := range strings.FieldsSeq(a.Val) {
					if !ids[id] {
						bad("%s names %s, which is not there", a.Key, id)
					}
				}
			}
		}
		switch d.Data {
		case "script":
			if attr(d, "src") == "" && attr(d, "type") != "application/json" { // which is data
				bad("a script inside the page")
			}
		case "style":
			bad("a style inside the page")
		case "img":
			if !has(d, "alt") {
				bad("a picture without alt")
			}
		case "input", "select", "textarea":
			if attr(d, "type") != "hidden" && !labelled[attr(d, "id")] && attr(d, "aria-label") == "" && !insideLabel(d) {
				bad("a field without a label: %s", attr(d, "name"))
			}
		case "table":
			if len(all(d, "caption")) != 1 {
				bad("a table without a caption")
			}
		case "a", "button":
			if words(d) == "" && attr(d, "aria-label") == "" && len(all(d, "[aria-label]")) == 0 && !hidden(d) {
				bad("a link or button without words: %v", d.Attr)
			}
		case "h1", "h2", "h3", "h4":
			n, _ := strconv.Atoi(d.Data[1:])
			if n > level+1 {
				bad("<%s> %q follows a heading of level %d", d.Data, words(d), level)
			}
			level = n
		case "svg":
			if attr(d, "role") == "img" && attr(d, "aria-label") == "" {
				bad("a picture without a name")
			}
		}
	}
}

func insideLabel(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.Data == "label" {
			return true
		}
	}
	return false
}

func hidden(n *html.Node) bool {
	for a := range n.Ancestors() {
		if attr(a, "aria-hidden") == "true" {
			return true
		}
	}
	return false
}

// The console works without a network: nothing that it is made of names
// another host, but for links that people may follow.
func TestNothingComesFromElsewhere(t *testing.T) {
	outside := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9-]+\.[a-z0-9.]+`)
	for name, text := range assets().files {
		for _, m := range outside.FindAllString(string(text), -1) {
			if m != "http://www.w3.org" { // the namespace of SVG
				t.Errorf("%s names %s", name, m)
			}
		}
	}
}

// What a start page needs, all in all, and unpacked.
func TestFirstPageIsSmall(t *testing.T) {
	h := demo(t)
	total := 0
	add := func(path string) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		total += w.Body.Len()
		return w.Body.String()
	}
	doc, err := html.Parse(strings.NewReader(add("/")))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range append(all(doc, "link"), all(doc, "script")...) {
		add(attr(n, "href") + attr(n, "src"))
	}
	for _, module := range []string{"suggest.js", "keys.js"} { // which app.js imports
		path, err := assetURL(module)
		if err != nil {
			t.Fatal(err)
		}
		add(path)
	}
	t.Logf("%d bytes", total)
	if total > 100_000 {
		t.Errorf("the first page takes %d bytes, more than 100 kB", total)
	}
}

func TestAssetsAreCached(t *testing.T) {
	h := demo(t)
	path, err := assetURL("app.css")
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]string{path: "immutable", "/assets/older/app.css": "no-cache"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", p, nil))
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), want) {
			t.Errorf("GET %s: %d, %q", p, w.Code, w.Header().Get("Cache-Control"))
		}
	}
}
