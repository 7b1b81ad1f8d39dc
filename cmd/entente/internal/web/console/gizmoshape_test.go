package console

import (
	"net/url"
	"strings"
	"testing"
)

func gizmoPage(as, text string) string {
	return "/gizmo?as=" + as + "&q=" + url.QueryEscape(text)
}

// What views an answer has is told by its rows.
func TestViewsByShape(t *testing.T) {
	h := demo(t)
	for text, want := range map[string]string{
		`g.emit({a: 1})`:                                                         "Table JSON",
		`g.emit({lat: 1.5, lon: "103.8"})`:                                       "Table Map JSON",
		`g.emit({latitude: 91, longitude: 0})`:                                   "Table JSON",
		`g.emit({lat: 1.5})`:                                                     "Table JSON",
		`g.emit({id: "actor:iran"})`:                                             "Table Map JSON",
		`g.emit({id: "actor:opec"})`:                                             "Table Map JSON", // by its seat
		`g.emit({who: "actor:nobody"})`:                                          "Table JSON",
		`g.emit({period: "2024/.."})`:                                            "Table Timeline JSON",
		`g.emit({x: "2024-05", y: "a"})`:                                         "Table Timeline JSON", // every value of x is a day
		`g.emit({x: "2024-05"}); g.emit({x: "soon"})`:                            "Table JSON",
		`g.emit({x: "1999"})`:                                                    "Table JSON", // may be a number
		`g.emit({valid_from: "2020", valid_until: "", lat: 0, lon: 0})`:          "Table Map Timeline JSON",
		`g.emit({source: "actor:iran", target: "actor:china", date: "2024-01"})`: "Table Graph Map Timeline JSON",
	} {
		doc := mustGet(t, h, gizmoPage("table", text))
		if got := words(one(doc, ".choices")); got != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestTimelineOfRows(t *testing.T) {
	doc := mustGet(t, demo(t), gizmoPage("timeline", `
		g.emit({label: "blockade", start: "2021-03", end: "2024"});
		g.emit({label: "mission", start: "2014", end: ""});
		g.emit({label: "strike", start: "2025-06-13", end: "2025-06-13"});
		g.emit({source: "actor:iran", relation: "rel:trades-with", target: "actor:china", period: "../2020"});
		g.emit({label: "legend"});`))
	text := words(one(doc, "main"))
	for _, want := range []string{"2021-03 to 2024 blockade", "since 2014 mission", "2025-06-13 strike", "until 2020 Iran trades with China why", "Without a date: 1 row of 5"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text[:min(900, len(text))])
		}
	}
	if spans, open, ticks := len(all(doc, ".span")), len(all(doc, ".open")), len(all(doc, ".tick")); spans != 3 || open != 1 || ticks != 1 {
		t.Errorf("%d bars, of which %d are open, %d ticks", spans, open, ticks)
	}
	if n := len(all(doc, ".l-cooperative")); n != 1 {
		t.Errorf("%d lanes of cooperation", n)
	}
}

func TestMapOfRows(t *testing.T) {
	doc := mustGet(t, demo(t), gizmoPage("map", `
		g.emit({label: "Hodeidah", lat: 14.8, lon: 42.95}); g.emit({label: "Hodeidah", lat: 14.8, lon: 42.95});
		g.emit({source: "actor:iran", relation: "rel:attacks", target: "actor:israel"});
		g.emit({source: "actor:israel", relation: "rel:attacks", target: "actor:iran"});
		g.emit({label: "nowhere"});`))
	if dots, arcs := len(all(doc, ".dot")), len(all(doc, ".arc")); dots != 3 || arcs != 2 {
		t.Errorf("%d dots, %d arcs", dots, arcs)
	}
	if len(all(doc, ".c-conflictual")) != 2 {
		t.Error("attacks are not drawn as conflict")
	}
	text := words(one(doc, "main"))
	for _, want := range []string{"Hodeidah14.8° N, 42.95° E2", "IranTehran2", "Without a place that is known: 1 row of 5"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text[:min(900, len(text))])
		}
	}
}

// A canned question's answer has the same views.
func TestQuestionViews(t *testing.T) {
	h := demo(t)
	doc := mustGet(t, h, "/query/timeline-of?x=Iran&as=timeline")
	if text := words(one(doc, "main")); !strings.Contains(text, "2024 Iran imports from China why") || len(all(doc, ".lane")) < 4 {
		t.Errorf("the timeline says %s", text)
	}
	doc = mustGet(t, h, "/query/timeline-of?x=Iran&as=map")
	if len(all(doc, ".arc")) == 0 || len(all(doc, "[data-rows]")) == 0 {
		t.Error("no map")
	}
	if doc = mustGet(t, h, "/query/sources-about?x=Iran&as=map"); len(all(doc, ".map")) != 0 {
		t.Error("a map of sources")
	}
}
