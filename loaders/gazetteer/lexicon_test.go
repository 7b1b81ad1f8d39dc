package gazetteer

import (
	"os"
	"strings"
	"testing"

	"entente/graph"

	"github.com/google/go-cmp/cmp"
)

func TestWith(t *testing.T) {
	base := builtin(t)
	text, err := os.ReadFile("testdata/lexicon.yaml")
	if err != nil {
		t.Fatal(err)
	}
	g, err := base.With("lexicon.yaml", strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Ruritanian troops":    "Ruritanian | adjective ruritania",
		"Strelsau denied":      "Strelsau | name strelsau | seat ruritania",
		"Land of the Aryans":   "Land of the Aryans | name iran",
		"Zenda Castle":         "Zenda Castle | name zenda",
		"Blues won":            "Blues | name blue-guard",
		"Rassendyll said":      "Rassendyll | surname rudolf-rassendyll",
		"Antoinette de Mauban": "Antoinette de Mauban | name antoinette-de-mauban",
		"Tehran said":          "Tehran | name tehran | seat iran",
	} {
		if got := found(g, words(text)); got != want {
			t.Errorf("Match(%q)\n got %s\nwant %s", text, got, want)
		}
	}
	if got := holders(g.Holder("actor:ruritania", "monarch", "1900")); got != "Rudolf V" {
		t.Errorf("the king is %q", got)
	}
	if got := holders(g.Holder("actor:blue-guard", "leader", "1895")); got != "former Antoinette de Mauban" {
		t.Errorf("the leader is %q", got)
	}
	if e, ok := g.State("actor:antoinette-de-mauban"); !ok || e.ID != "actor:ruritania" {
		t.Errorf("the leader's state is %v", e)
	}
	iran, _ := g.Entry("actor:iran")
	if iran.Codes["cameo"] != "IRN" || iran.Codes["iso3"] != "IRN" || iran.Label != "Iran" {
		t.Errorf("Iran became %+v", iran)
	}

	// The gazetteer it came from knows none of it.
	if n, _ := base.Match([]string{"Ruritanian"}, 0); n != 0 {
		t.Error("With changed the gazetteer it was called on")
	}
	if iran, _ := base.Entry("actor:iran"); iran.Codes["cameo"] != "" {
		t.Error("With changed an entry of the gazetteer it was called on")
	}

	// A second lexicon builds on the first, and the same one again changes
	// nothing.
	again, err := g.With("lexicon.yaml", strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if again.Len() != g.Len() {
		t.Errorf("the same lexicon twice: %d entries, before %d", again.Len(), g.Len())
	}
	if got := holders(again.Holder("actor:ruritania", "monarch", "1900")); got != "Rudolf V" {
		t.Errorf("after the same lexicon twice the king is %q", got)
	}
}

// TestWithFaults shows what a user is told: file, line, what was expected.
func TestWithFaults(t *testing.T) {
	g := builtin(t)
	for _, c := range []struct{ text, want string }{
		{"states: [", "lex.yaml:1: not YAML"},
		{"a: b: c", "lex.yaml:1: not YAML"},
		{"just words", `lex.yaml:1: lexicon: expected a mapping such as {states: …}, found "just words"`},
		{"- a list", `lex.yaml:1: lexicon: expected a mapping such as {states: …}, found a list`},
		{"states: []\n---\nplaces: []", "lex.yaml:3: a second document starts here"},
		{"satates: []", `lex.yaml:1: lexicon: unknown key "satates" (did you mean states?)`},
		{"states:\n  - {lable: X}", `lex.yaml:2: state: unknown key "lable" (did you mean label?)`},
		{"states: x", `lex.yaml:1: states: expected a list, found "x"`},
		{"states:\n  - Iran", `lex.yaml:2: state: expected a mapping such as {id: …}, found "Iran"`},
		{"states:\n  - {names: [X]}", "lex.yaml:2: state: expected a label (its usual name)"},
		{"states:\n  - {label: X, names: [[Y]]}", "lex.yaml:2: names: expected a word or phrase, found a list"},
		{"states:\n  - {label: X, codes: [Y]}", "lex.yaml:2: codes: expected a mapping such as {iso3: IRN}, found a list"},
		{"states:\n  - {label: X, rank: high}", `lex.yaml:2: rank: expected a whole number from -1000 to 1000, found "high"`},
		{"states:\n  - label: X\n    id: iran", `lex.yaml:3: id: expected an ID such as actor:iran (lower case, digits, hyphens), found "iran"`},
		{"states:\n  - &a {label: X}\n  - *a", "lex.yaml:2: state: expected a mapping such as {id: …}, found an anchor or alias, which a lexicon cannot have"},
		{"states:\n  - {label: X}\n  - {label: X}", "lex.yaml:3: actor:x is described twice (first in line 2)"},
		{"states:\n  - {label: X, from: 2000, to: 1999}", "lex.yaml:2: from 2000 is after to 1999"},
		{"states:\n  - {label: X, from: long ago}", `lex.yaml:2: from: expected a date as 2024, 2024-07 or 2024-07-28, found "long ago"`},
		{"states:\n  - {label: X, from: 2024-13}", `lex.yaml:2: from: expected a date as 2024, 2024-07 or 2024-07-28, found "2024-13"`},
		{"states:\n  - {label: X, codes: {iso3: IRN}}", "lex.yaml:2: actor:x has the iso3 code IRN, which is actor:iran's"},
		{"states:\n  - {id: actor:iran, codes: {iso3: XXX}}", "lex.yaml:2: actor:iran has the iso3 code IRN already, so it cannot have XXX"},
		{"places:\n  - {id: actor:iran, label: Iran}", "lex.yaml:2: actor:iran is a State already, so it cannot be a Place too"},
		{"places:\n  - {label: X, within: actor:irann}", "lex.yaml:2: actor:x is within actor:irann, which is not known (did you mean actor:iran?)"},
		{"places:\n  - {id: actor:nowhere-at-all}", "lex.yaml:2: actor:nowhere-at-all: expected a label"},
		{"places:\n  - {id: actor:a, label: A, within: actor:b}\n  - {id: actor:b, label: B, within: actor:a}",
			"lex.yaml:2: actor:a is within itself: actor:a → actor:b → actor:a"},
		{"places:\n  - {label: '...'}", `lex.yaml:2: "..." has no letters to make an id from; expected an id such as actor:iran`},
		{"places:\n  - {label: X, names: ['...']}", `lex.yaml:2: actor:x: the name "..." has 0 words; expected 1 to 32`},
		{"people:\n  - {also: [X]}", "lex.yaml:2: person: expected a name"},
		{"people:\n  - {name: X Y, role: president}", "lex.yaml:2: person: a role needs of:"},
		{"people:\n  - {name: X Y, role: presidnet, of: actor:iran}", "lex.yaml:2: role presidnet is not known (did you mean president?)"},
		{"people:\n  - {name: X Y, role: president, of: actor:irn}", "lex.yaml:2: an office is of actor:irn, which is not known (did you mean actor:iran?)"},
		{"people:\n  - {name: X Y, role: president, of: actor:united-states, from: 2022-01-01, to: 2022-06-01}",
			"lex.yaml:2: actor:united-states president: actor:x-y (2022-01-01 to 2022-06-01) and actor:joe-biden (2021-01-20 to 2025-01-20) hold it at once"},
		{"people:\n  - {name: X Y, acting: perhaps, role: president, of: actor:iran}", `lex.yaml:2: acting: expected true or false, found "perhaps"`},
		{"roles:\n  - {titles: [Boss]}", "lex.yaml:2: role: expected role: and its name"},
		{"roles:\n  - {role: boss, relation: leeds}", `lex.yaml:2: relation: unknown relation "leeds": did you mean leads`},
		{"organizations:\n  - {label: X, type: Compny}", `lex.yaml:2: actor:x: unknown entity type "Compny": did you mean Company`},
		{"offices:\n  - {offices: []}", "lex.yaml:2: offices: expected of:"},
		{"offices:\n  - of: actor:iran\n    offices:\n      - holders: []", "lex.yaml:4: office: expected role:"},
		{strings.Repeat("[", 1000), "lex.yaml:1: 1000 brackets are open here"},
		{"states:\n" + strings.Repeat("- ", 1000) + "x", "lex.yaml:2: indented by more than 64"},
		{"states: " + strings.Repeat("x", 1<<20), "lex.yaml:1: a line of 1048584 bytes; expected at most 16384"},
		{"states:\n  - {label: \"\xff\"}", "lex.yaml:2: not UTF-8"},
	} {
		_, err := g.With("lex.yaml", strings.NewReader(c.text))
		if err == nil {
			t.Errorf("With(%q) worked, want %s", c.text, c.want)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("With(%q)\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestWithNothing(t *testing.T) {
	g := builtin(t)
	for _, text := range []string{"", "# nothing yet\n", "states:\n", "states: []\npeople: ~\n", "\ufeffstates: []\r\n"} {
		w, err := g.With("empty.yaml", strings.NewReader(text))
		if err != nil {
			t.Errorf("With(%q): %v", text, err)
			continue
		}
		if w.Len() != g.Len() {
			t.Errorf("With(%q) has %d entries, want %d", text, w.Len(), g.Len())
		}
	}
}

// TestWithManyFaults lists the first ones and counts the rest.
func TestWithManyFaults(t *testing.T) {
	_, err := builtin(t).With("lex.yaml", strings.NewReader("states:\n"+strings.Repeat("  - {lable: X}\n", 30)))
	if err == nil {
		t.Fatal("no error")
	}
	// Each item has two faults: the key and the missing label.
	if lines := strings.Split(err.Error(), "\n"); len(lines) != maxFaults+1 || lines[maxFaults] != "and 50 more" {
		t.Errorf("got %d lines, the last one %q", len(lines), lines[len(lines)-1])
	}
}

func TestWithTooLarge(t *testing.T) {
	_, err := builtin(t).With("big.yaml", strings.NewReader(strings.Repeat("#", maxLexicon+1)))
	if err == nil || !strings.Contains(err.Error(), "big.yaml: it is larger than 16 MB") {
		t.Errorf("got %v", err)
	}
}

func TestID(t *testing.T) {
	for label, want := range map[string]string{
		"Iran":                        "actor:iran",
		"The United States":           "actor:united-states",
		"Côte d’Ivoire":               "actor:cote-divoire",
		"Izz ad-Din al-Qassam":        "actor:izz-ad-din-al-qassam",
		"Masoud  Pezeshkian (doctor)": "actor:masoud-pezeshkian-doctor",
		"U.S. Navy":                   "actor:us-navy",
		"إيران":                       "actor:u627-u64a-u631-u627-u646",
		"***":                         "actor:",
	} {
		if got := ID(label); got != want {
			t.Errorf("ID(%q) = %q, want %q", label, got, want)
		}
	}
}

func TestDescription(t *testing.T) {
	g := builtin(t)
	e, _ := g.Entry("actor:guam")
	want := graph.Description{
		Actor:  graph.Actor{ID: "actor:guam", Label: "Guam", Type: "Territory"},
		SameAs: []string{"wd:Q16635"},
		Codes:  []string{"fips:GQ", "iso2:GU", "iso3:GUM", "m49:316"},
		Within: "actor:united-states",
	}
	if d := cmp.Diff(want, e.Description()); d != "" {
		t.Error(d)
	}
	e, _ = g.Entry("actor:iran")
	if d := cmp.Diff([]string{"Islamic Republic", "Islamic Republic of Iran", "Persia"}, e.Description().Aliases); d != "" {
		t.Error(d)
	}
}

func TestExistedOn(t *testing.T) {
	e, _ := builtin(t).Entry("actor:soviet-union")
	for day, want := range map[string]bool{"1922-12-29": false, "1922-12-30": true, "1991-12-26": true, "1991-12-27": false, "": true} {
		if got := e.ExistedOn(day); got != want {
			t.Errorf("the Soviet Union on %q: %v", day, got)
		}
	}
}
