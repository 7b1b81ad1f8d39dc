package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/graph/store"
)

// consolePages are pages that have an answer, and so a command.
var consolePages = []string{
	"/",
	"/search?q=ira", "/search?type=Person", "/search?q=a&type=Person",
	"/actor/iran", "/actor/actor:iran", "/actor/united-states", "/actor/iran?as-of=2025", "/actor/united-states?since=2026&min-confidence=0.7", "/actor/philippines?until=2024-06&min-sources=1",
	"/between?a=Iran&b=US", "/between?a=Iran&b=US&direction=out", "/between?a=Iran&b=US&direction=in", "/between?a=Iran&b=US&as-of=2025-06&min-confidence=0.7", "/between?a=Iran&b=China&since=2024&until=2025",
	"/path?from=Oman&to=China", "/path?from=Oman&to=China&k=5&except=negotiates-with", "/path?from=Oman&to=China&avoid=Iran&max=4", "/path?from=Oman&to=China&as-of=2026-11-01&confidence=0.3",
	"/why?subject=Iran&relation=trades-with&object=China", "/why?subject=US&relation=any&object=Iran", "/why?subject=US&relation=any&object=Iran&as-of=2025&min-confidence=0.7",
	"/query/trade-partners?x=Iran", "/query/claims-since?x=Iran&since=2025", "/query/related-by?x=Iran&relation=mediates", "/query/timeline-of?x=Iran&limit=2", "/query/sources-about?x=Iran",
	"/relation/sanctions", "/relation/trades-with",
	"/sources", "/sources?q=gulf", "/source?id=https%3A%2F%2Fentente.example%2Fsamples%2Fmuscat-talks",
}

// The command at the foot of a page gives what the page shows, and the files
// it names are there.
func TestConsoleCommands(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "it's a store")
	run := func(line string) string {
		t.Helper()
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, errs.String())
		}
		return out.String()
	}
	run("entente demo --output . --db " + quoteArg(db))
	s, server := serverOf(t, db)
	host := httptest.NewServer(server.Handler())
	defer host.Close()
	get := func(path string) (string, string) {
		t.Helper()
		r, err := http.Get(host.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		text, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != http.StatusOK {
			t.Errorf("GET %s: %d %v: %s", path, r.StatusCode, err, text[:min(200, len(text))])
		}
		return string(text), r.Header.Get("Content-Type")
	}
	pages := consolePages
	for c, err := range s.Claims(t.Context(), store.Filter{Limit: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, "/claim/"+strings.TrimPrefix(c.ID, "claim:"))
	}
	for _, path := range pages {
		text, _ := get(path)
		doc, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		command := ""
		for n := range doc.Descendants() {
			if value(n, "data-copy") != "" {
				command = value(n, "data-copy")
			}
			if href := value(n, "href"); n.Data == "a" && strings.HasPrefix(href, "/api/") {
				body, kind := get(href)
				u, _ := url.Parse(href)
				if format := u.Query().Get("format"); format == "json" && !json.Valid([]byte(body)) || format == "csv" && !strings.HasPrefix(kind, "text/csv") {
					t.Errorf("%s gives %s", href, kind)
				}
			}
		}
		if command == "" {
			t.Errorf("%s has no command", path)
			continue
		}
		shown, want := ofPage(doc, path), ofCommand(t, run, command)
		slices.Sort(shown)
		slices.Sort(want)
		if len(want) == 0 || !slices.Equal(shown, want) {
			t.Errorf("%s\nshows      %q\nbut %s\ngives      %q", path, shown, command, want)
		}
	}
}

func value(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// ofPage lists what a page's answer names, a line each: claims where its
// sentences are, else the first words of the rows of its tables.
func ofPage(doc *html.Node, path string) []string {
	var claims, rows []string
	for n := range doc.Descendants() {
		if n.Data == "a" && strings.HasPrefix(value(n, "href"), "/claim/") && (inside(n, "article") || inside(n, "table") || inside(n, "ol")) && !strings.HasPrefix(path, "/actor") {
			claims = append(claims, strings.TrimPrefix(value(n, "href"), "/claim/"))
		}
		if n.Data == "tr" && n.Parent.Data == "tbody" {
			rows = append(rows, rowName(n))
		}
	}
	if id, ok := strings.CutPrefix(path, "/claim/"); ok {
		return []string{id}
	}
	if len(claims) > 0 {
		return claims
	}
	return rows
}

// rowName is what a row is about: where its first heading, or the last link to
// an actor or a source, leads.
func rowName(tr *html.Node) string {
	name := ""
	for n := range tr.Descendants() {
		if n.Data == "a" && (inside(n, "th") || name == "") {
			name = value(n, "href")
		}
	}
	u, _ := url.Parse(name)
	switch {
	case strings.HasPrefix(name, "/actor/"):
		return "actor:" + strings.TrimPrefix(u.Path, "/actor/")
	case u.Path == "/source":
		return strings.TrimPrefix(u.Query().Get("id"), "source:")
	case strings.HasPrefix(name, "/relation/"):
		return strings.TrimPrefix(u.Path, "/relation/")
	case u.Path == "/search":
		return u.Query().Get("type")
	}
	var b strings.Builder
	for n := range tr.Descendants() {
		if n.Type == html.TextNode && inside(n, "th") {
			b.WriteString(n.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func inside(n *html.Node, name string) bool {
	for a := range n.Ancestors() {
		if a.Data == name {
			return true
		}
	}
	return false
}

// ofCommand lists the same of what a command prints.
func ofCommand(t *testing.T, run func(string) string, command string) []string {
	t.Helper()
	var list []string
	if strings.Contains(command, "export ") {
		for line := range strings.Lines(run(command)) {
			var c struct{ ID string }
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatalf("%s: %v", command, err)
			}
			list = append(list, strings.TrimPrefix(c.ID, "claim:"))
		}
		return list
	}
	rows, err := csv.NewReader(strings.NewReader(run(command + " --format csv"))).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %v", command, err)
	}
	// The column that says what a row is about.
	for _, name := range []string{"claim", "document", "id", "name"} {
		at := slices.Index(rows[0], name)
		if at < 0 || name == "name" && !strings.Contains(command, "stats") {
			continue
		}
		for _, r := range rows[1:] {
			if r[0] == "all" && name == "name" { // the totals of stats stand in words
				continue
			}
			list = append(list, strings.TrimPrefix(strings.TrimPrefix(r[at], "claim:"), "source:"))
		}
		return list
	}
	t.Fatalf("%s: no column says what a row is about: %q", command, rows[0])
	return nil
}
