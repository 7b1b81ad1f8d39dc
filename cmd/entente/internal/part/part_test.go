package part

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"entente/graph"
	"entente/queries"
)

func TestSelectionInURL(t *testing.T) {
	sel := queries.Selection{
		Actor: "Abbas Araghchi", Depth: 2, Between: [2]string{"Iran", "US"}, Directed: true, Sources: []string{"a b"}, Query: "related-by", Args: []string{"", "a b"},
		Relations: []string{"trades with", "arms"}, Statuses: []graph.Status{graph.Denied, graph.Asserted},
		AsOf: "2026-02", Since: "2025", Until: "2026", MinConfidence: 0.75, MinSources: 2,
	}
	v, err := url.ParseQuery(Values(sel).Encode())
	if err != nil {
		t.Fatal(err)
	}
	got, err := FromValues(v)
	if err != nil || !reflect.DeepEqual(got, sel) {
		t.Errorf("%+v\n%+v %v", got, sel, err)
	}
	if got, err := FromValues(nil); err != nil || !reflect.DeepEqual(got, queries.Selection{}) || len(Values(got)) > 0 || len(Arguments(got)) > 0 {
		t.Errorf("an empty URL selects %+v, %v", got, err)
	}
	want := "--actor Abbas Araghchi|--depth 2|--relation trades with|--relation arms|--source a b|--status denied|--status asserted|" +
		"--as-of 2026-02|--since 2025|--until 2026|--min-confidence 0.75|--min-sources 2|--directed|--between Iran|--query related-by|US||a b"
	if args := strings.Join(Arguments(sel), "|"); strings.ReplaceAll(args, " ", "|") != strings.ReplaceAll(want, " ", "|") {
		t.Errorf("as arguments: %s", args)
	}
}

func TestBadSelectionInURL(t *testing.T) {
	for text, want := range map[string]string{
		"between=Iran":                    "twice",
		"between=a&between=b&between=c":   "twice",
		"depth=two":                       "whole number",
		"min-sources=1.5":                 "whole number",
		"min-confidence=high":             "no number",
		"status=asserted&status=rumoured": "none of asserted",
	} {
		v, _ := url.ParseQuery(text)
		if _, err := FromValues(v); err == nil || !strings.Contains(err.Error(), want) || !queries.IsUsage(err) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
