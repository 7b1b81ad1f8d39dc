package gazetteer

import (
	"os"
	"strings"
	"testing"
)

// FuzzWith: whatever is in a lexicon, it is read or refused with an error that
// names it; and what was read can be matched.
func FuzzWith(f *testing.F) {
	text, err := os.ReadFile("testdata/lexicon.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add(world)
	f.Add("states:\n  - {label: X, names: [\"'s\", \"-\", 'a-b']}")
	f.Add("people:\n  - {name: Y, of: actor:iran, role: president, from: 2024}")
	g := &Gazetteer{lexicon: &lexicon{entries: []*Entry{{ID: "actor:iran", Label: "Iran", Type: "State"}}}}
	f.Fuzz(func(t *testing.T, text string) {
		w, err := g.With("lex.yaml", strings.NewReader(text))
		if err != nil {
			if !strings.Contains(err.Error(), "lex.yaml") {
				t.Fatalf("the error does not name the file: %v", err)
			}
			return
		}
		for e := range w.All() {
			if e.Label == "" || e.Type == "" || e.ID == "" {
				t.Fatalf("an entry without id, label or type: %+v", e)
			}
			w.Match(strings.Fields(e.Label), 0)
			w.Find(e.Label)
			w.Offices(e.ID, "2024")
		}
	})
}

// FuzzMatch: matching takes any words, and never more than there are.
func FuzzMatch(f *testing.F) {
	g := builtin(f)
	f.Add("The People 's Republic of China - led U.S. of A. said Sana ' a")
	f.Add("\xff\xfe US\u202e Nato ’s /")
	f.Fuzz(func(t *testing.T, text string) {
		w := strings.Fields(text)
		for i := range w {
			n, hits := g.Match(w, i)
			if n < 0 || i+n > len(w) || (n == 0) != (len(hits) == 0) {
				t.Fatalf("Match(%q, %d) = %d, %d hits", w, i, n, len(hits))
			}
			if n, titles := g.RoleByTitle(w, i); n < 0 || i+n > len(w) || (n == 0) != (len(titles) == 0) {
				t.Fatalf("RoleByTitle(%q, %d) = %d, %d titles", w, i, n, len(titles))
			}
		}
	})
}
