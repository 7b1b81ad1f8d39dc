package relate

import (
	"slices"
	"strings"
	"testing"

	"entente/loaders/article/syntax"
	"entente/schema"
)

func TestBuiltinTriggers(t *testing.T) {
	l, err := Load(schema.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	if l.Len() < 2000 {
		t.Errorf("%d triggers: want 2000 or more", l.Len())
	}
	// Every relation of the vocabulary has a way into the graph.
	seen := map[string]bool{"part-of": true}
	for _, m := range []map[string][]*trigger{l.verbs, l.nouns, l.adjectives} {
		for _, list := range m {
			for _, tr := range list {
				seen[tr.relation.Name] = true
			}
		}
	}
	for _, r := range schema.Builtin().Relations() {
		if !seen[r.Name] {
			t.Errorf("relation %s has no trigger", r.Name)
		}
	}
}

// TestNoTriggerStandsTwice: what a file says of a word no other need say again.
func TestNoTriggerStandsTwice(t *testing.T) {
	l, err := Load(schema.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []map[string][]*trigger{l.verbs, l.nouns, l.adjectives} {
		for _, list := range m {
			seen := map[string]int{}
			for _, tr := range list {
				key := tr.relation.Name + " " + tr.frame.text + ": " + tr.text
				if order, ok := seen[key]; ok && order != tr.order && !strings.Contains(tr.text, "@") {
					t.Errorf("twice: %s", key)
				}
				seen[key] = tr.order
			}
		}
	}
}

func TestFaultyTriggerFiles(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no relation", "- v agent > patient: attack\n", "must begin with its relation"},
		{"unknown relation", "- relation: atacks\n  v agent > patient: attack\n", "attacks"},
		{"unknown part of speech", "- relation: attacks\n  x agent > patient: attack\n", "must begin with v, n or a"},
		{"no object", "- relation: attacks\n  v agent: attack\n", `lacks ">"`},
		{"unknown slot", "- relation: attacks\n  v agents > patient: attack\n", "unknown slot"},
		{"unknown type", "- relation: attacks\n  v agent > patient; kind=Stat: attack\n", "State"},
		{"unknown option", "- relation: attacks\n  v agent > patient; kinds=State: attack\n", "unknown option"},
		{"unknown set", "- relation: attacks\n  v agent > patient: launch_@nothing\n", "no set @nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := &Lexicon{verbs: map[string][]*trigger{}, nouns: map[string][]*trigger{}, adjectives: map[string][]*trigger{}, vocabulary: schema.Builtin(), known: map[string]bool{}}
			err := l.read("my.yaml", []byte(c.text), nil)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "my.yaml") {
				t.Errorf("error %v: want one that names my.yaml and says %q", err, c.want)
			}
		})
	}
}

func TestSpellingsAreOne(t *testing.T) {
	for _, pair := range [][2]string{{"mobilise", "mobilize"}, {"defence", "defense"}, {"programme", "program"}, {"favour", "favor"}, {"normalisation", "normalization"}} {
		if a, b := spelling(pair[0]), spelling(pair[1]); a != b {
			t.Errorf("%s is looked up as %s, %s as %s", pair[0], a, pair[1], b)
		}
	}
}

// TestTriggersInflect inflects the verb of every trigger as English does and
// asks for its base form, by which it is looked up.
func TestTriggersInflect(t *testing.T) {
	l, err := Load(schema.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	// Forms that are those of another verb too, and verbs that never take them.
	others := map[string]bool{"rout": true, "lambast": true, "enrol": true}
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	for v := range l.verbs {
		n := len(v)
		if n < 3 || others[v] || strings.Trim(v, "abcdefghijklmnopqrstuvwxyz") != "" {
			continue
		}
		last, prev := v[n-1], v[n-2]
		forms := [][]string{{v + "ing"}}
		switch {
		case strings.HasSuffix(v, "ie"):
			forms = [][]string{{v[:n-2] + "ying"}}
		case strings.HasSuffix(v, "ee"), strings.HasSuffix(v, "oe"), strings.HasSuffix(v, "ye"):
		case last == 'e':
			forms = [][]string{{v[:n-1] + "ing"}}
		case last == 'c':
			forms = [][]string{{v + "king", v + "ing"}}
		case !vowel(last) && vowel(prev) && strings.IndexByte("wxy", last) < 0:
			forms = [][]string{{v + "ing", v + string(last) + "ing"}} // either, as it is stressed
		}
		switch {
		case last == 'z' && vowel(prev):
			forms = append(forms, []string{v + "zes"})
		case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "x"), strings.HasSuffix(v, "z"), strings.HasSuffix(v, "ch"), strings.HasSuffix(v, "sh"), last == 'o':
			forms = append(forms, []string{v + "es"})
		case last == 'y' && !vowel(prev):
			forms = append(forms, []string{v[:n-1] + "ies"})
		default:
			forms = append(forms, []string{v + "s"})
		}
		for i, or := range forms {
			xpos := []string{"VBG", "VBZ"}[i]
			if !slices.ContainsFunc(or, func(f string) bool { return l.normal(syntax.Lemma(f, "VERB", xpos)) == v }) {
				t.Errorf("%s is a trigger, but %s is taken for a form of %s", v, or[0], syntax.Lemma(or[0], "VERB", xpos))
			}
		}
	}
}
