package queries

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const goodFile = `// title: Who meets X?
// group: talks
// param: x actor ACTOR: who meets
// param: since date DATE = 2020: from when
// lists: cooperative
// column: times number: how often
// columns: source times claim
// order: -times source
// example: "South Korea" 2024
// notes: One line,
//   and another.

show(both(x, "<rel:meets>"));
`

func TestParseQuery(t *testing.T) {
	q, err := parseQuery("meeting-of", goodFile)
	if err != nil {
		t.Fatal(err)
	}
	if q.Usage() != "meeting-of ACTOR [DATE]" || q.ExampleLine() != `meeting-of "South Korea" 2024` || q.Notes != "One line, and another." {
		t.Errorf("usage %q, example %q, notes %q", q.Usage(), q.ExampleLine(), q.Notes)
	}
	want := []Column{{"source", ActorColumn, columns[0].Doc}, {"times", NumberColumn, "how often"}, {"claim", ClaimColumn, columns[len(columns)-1].Doc}}
	if diff := cmp.Diff(want, q.Columns); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]orderKey{{1, true}, {0, false}}, q.order, cmp.AllowUnexported(orderKey{})); diff != "" {
		t.Error(diff)
	}
	if q.body() != "show(both(x, \"<rel:meets>\"));\n" {
		t.Errorf("body %q", q.body())
	}
	if q.wrongCount(1) != "" || q.wrongCount(2) != "" || q.wrongCount(0) == "" || q.wrongCount(3) == "" {
		t.Error("one argument may be left out, and no more than two be given")
	}
}

func TestParseQueryRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"no question", "Who meets X?", "Meetings of X", "question mark"},
		{"unknown group", "group: talks", "group: talk", `"talk" is no group`},
		{"unknown key", "// notes:", "// note:", "line 10: note: unknown key"},
		{"no key", "// group: talks", "// talks", "line 2"},
		{"twice", "// group: talks", "// group: talks\n// group: talks", "stands twice"},
		{"param", "x actor ACTOR: who", "x person ACTOR: who", "NAME TYPE ROLE"},
		{"optional first", "x actor ACTOR: who", "x actor ACTOR = Iran: who", "cannot follow"},
		{"column", "times number: how", "times numbers: how", "NAME TYPE: DOC"},
		{"unknown column", "columns: source times", "columns: sauce source times", `"sauce" is neither`},
		{"unused column", "columns: source times claim", "columns: source claim", `"times" is not among columns`},
		{"column not shown", "// order: -times source", "// column: more text: x\n// order: -times source", `"more" is not among columns`},
		{"order", "order: -times source", "order: -date", `"date" is not among`},
		{"lists", "lists: cooperative", "lists: friendly", `no list "friendly"`},
		{"missing key", "// columns: source times claim\n", "", `lacks "columns"`},
		{"example", `example: "South Korea" 2024`, "example: South Korea 2024", "3 arguments given, it takes 2"},
		{"relation", "<rel:meets>", "<rel:meet>", "did you mean meets"},
	} {
		text := strings.Replace(goodFile, c.old, c.new, 1)
		if text == goodFile {
			t.Fatalf("%s: nothing replaced", c.name)
		}
		_, err := parseQuery("meeting-of", text)
		// Two parameters of which the first is optional break the order rule
		// only when the second is not: make it so.
		if c.name == "optional first" {
			_, err = parseQuery("meeting-of", strings.Replace(text, "DATE = 2020", "DATE", 1))
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := parseQuery("Meetings_of", goodFile); err == nil {
		t.Error("a file's name with capitals and underscores is taken")
	}
}

func FuzzParseQuery(f *testing.F) {
	f.Add(goodFile)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := parseQuery("x", text)
		if err != nil {
			return
		}
		for _, k := range q.order {
			if k.column >= len(q.Columns) {
				t.Errorf("sorted by column %d of %d", k.column, len(q.Columns))
			}
		}
		if q.wrongCount(len(q.Example)) != "" {
			t.Error("the example does not fit the parameters")
		}
	})
}

// Cells come from JavaScript and can be anything: sorting must put any two in
// one order, whichever stands first.
func TestCompareCells(t *testing.T) {
	cells := []any{nil, "a", "b", int64(1), 2.5, int(3), true, []any{"x"}}
	for _, a := range cells {
		for _, b := range cells {
			if compareCells(a, b) != -compareCells(b, a) {
				t.Errorf("%v and %v have no order", a, b)
			}
		}
	}
	if compareCells(int64(10), 9.5) <= 0 || compareCells("10", "9") >= 0 {
		t.Error("numbers are compared as numbers, texts as texts")
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"*korea", "north korea", true}, {"n*k*a", "north korea", true}, {"korea", "north korea", false}, {"?ran", "iran", true},
		{"?ran", "ran", false}, {"*", "", true}, {"a**b", "axxb", true}, {"a*b", "axxc", false}, {"", "", true}, {"é?", "éa", true},
	} {
		if glob(c.pattern, c.name) != c.want {
			t.Errorf("glob(%q, %q) = %v", c.pattern, c.name, !c.want)
		}
	}
}

func TestStemOf(t *testing.T) {
	for word, want := range map[string]string{"trades": "trad", "with": "", "supplies": "suppl", "attack": "attack", "of": ""} {
		if got := stemOf(word); got != want {
			t.Errorf("stemOf(%q) = %q, want %q", word, got, want)
		}
	}
}
