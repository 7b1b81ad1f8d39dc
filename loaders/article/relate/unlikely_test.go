package relate

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/loaders/article/mention"
	"entente/loaders/article/syntax"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// bench reads sentences as far as candidates.
type bench struct {
	syntax  *syntax.Model
	finder  *mention.Finder
	relater *Relater
}

func newBench(t *testing.T) *bench {
	t.Helper()
	fail := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	g, err := gazetteer.Builtin()
	fail(err)
	b := &bench{}
	b.syntax, err = syntax.Load()
	fail(err)
	b.finder, err = mention.New(g)
	fail(err)
	b.relater, err = New(schema.Builtin())
	fail(err)
	return b
}

// find gives the candidates of a text under some of the rules.
func (b *bench) find(text string, with []rule) []*Candidate {
	r := *b.relater
	r.rules = with
	reading := b.finder.Open(text, "2025-03-14")
	var out []*Candidate
	for s := range b.syntax.Sentences(text) {
		out = append(out, r.Find(text, reading, reading.Read(tree.New(&s)))...)
	}
	return out
}

func spell(c *Candidate) string {
	return c.Subject.Entity.Label + " " + c.Relation + " " + c.Object.Entity.Label
}

// A rule that could be taken out and nothing would be read differently is no
// rule: each has sentences in which it refuses what without it is a claim.
func TestUnlikely(t *testing.T) {
	b := newBench(t)
	told := map[string]bool{}
	f, err := os.Open("testdata/unlikely.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	scanner := bufio.NewScanner(f)
	for n := 1; scanner.Scan(); n++ {
		name, text, ok := strings.Cut(scanner.Text(), ": ")
		if strings.HasPrefix(scanner.Text(), "#") {
			continue
		}
		k := slices.IndexFunc(rules, func(r rule) bool { return r.name == name })
		if !ok || k < 0 {
			t.Errorf("unlikely.txt:%d: want the name of a rule, a colon and a sentence", n)
			continue
		}
		told[name] = true
		without := b.find(text, slices.Delete(slices.Clone(rules), k, k+1))
		if !slices.ContainsFunc(b.find(text, rules), func(c *Candidate) bool {
			return c.Dropped == rules[k].why && slices.ContainsFunc(without, func(w *Candidate) bool { return !w.dropped() && spell(w) == spell(c) })
		}) {
			t.Errorf("unlikely.txt:%d: %s: the rule refuses nothing in it; candidates without it:%s", n, text, spellAll(without))
		}
	}
	for _, r := range rules {
		if !told[r.name] {
			t.Errorf("rule %q has no sentence in unlikely.txt", r.name)
		}
	}
}

func spellAll(list []*Candidate) string {
	var out strings.Builder
	for _, c := range list {
		out.WriteString("\n   " + spell(c) + " [" + c.Rule + "]")
		if c.dropped() {
			out.WriteString(" dropped: " + c.Dropped)
		}
	}
	return out.String()
}

func TestFaultyDoubts(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown list", "hazard: [fire]\n", "hazard"},
		{"word twice", "hazards: [fire, fire]\n", `"fire" stands twice`},
	} {
		if _, err := loadDoubts([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "unlikely.yaml") {
			t.Errorf("%s: error %v: want one that names unlikely.yaml and says %s", c.name, err, c.want)
		}
	}
}
