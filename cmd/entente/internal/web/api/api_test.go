package api

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"entente/cmd/entente/internal/part"
	"entente/graph"
	"entente/queries"
)

// What chooses a part of the graph is called the same as on the command line.
func TestSelectionParams(t *testing.T) {
	want := slices.Sorted(maps.Keys(part.Values(queries.Selection{
		Actor: "a", Depth: 1, Between: [2]string{"a", "b"}, Directed: true, Query: "q", Args: []string{"x"}, Relations: []string{"r"}, Sources: []string{"s"},
		Statuses: []graph.Status{graph.Denied}, AsOf: "2026", Since: "2026", Until: "2026", MinConfidence: 0.5, MinSources: 2,
	})))
	var got []string
	for _, p := range selectionParams() {
		got = append(got, p.Name)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("parameters %v\nof a selection: %v", got, want)
	}
}

func TestFormatOf(t *testing.T) {
	for _, c := range []struct{ query, accept, want string }{
		{"", "", "json"}, {"", "*/*", "json"}, {"", "text/html,application/xhtml+xml", "json"}, {"", "text/csv", "csv"}, {"", "application/x-ndjson;q=0.9", "jsonl"},
		{"?format=csv", "application/json", "csv"}, {"", "image/png, text/csv", "csv"}, {"", "nonsense", "json"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/api/actors"+c.query, nil)
		r.Header.Set("Accept", c.accept)
		if got := formatOf(r); got != c.want {
			t.Errorf("%s, Accept %q: %s, want %s", c.query, c.accept, got, c.want)
		}
	}
}

func TestPlainName(t *testing.T) {
	for _, c := range []struct{ name, kind, want string }{
		{"article.md", "", "article.md"}, {"../../etc/passwd", "", "passwd"}, {`C:\news\a b.txt`, "", "a b.txt"}, {"/", "text/markdown", "upload.md"},
		{"..", "", "upload"}, {"", "application/x-ndjson", "upload.jsonl"}, {"a\r\nX-Evil: 1.txt", "", "aX-Evil 1.txt"}, {"--db.txt", "", "db.txt"}, {"\x1b[31mred.txt", "", "[31mred.txt"}, {"مقال.txt", "", "مقال.txt"},
	} {
		if got := plainName(c.name, c.kind); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.name, c.kind, got, c.want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("actor=Iran&depth=2&between=a&between=b&arg=&limit=5")
	f.Add("%zz=1&;=&a=b;c=d")
	f.Add("min-confidence=NaN&depth=99999999999999999999&status=denied")
	params := append(selectionParams(), limitParam(1), timeoutParam(), formatParam("json", "csv"))
	f.Fuzz(func(t *testing.T, query string) {
		v, err := check(params, query)
		if err != nil {
			return
		}
		// What was let through can be read, or is refused with words.
		if _, err := part.FromValues(v); err != nil && !queries.IsUsage(err) {
			t.Errorf("%q: %v", query, err)
		}
		number(v, "limit", 1)
	})
}
