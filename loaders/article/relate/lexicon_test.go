package relate

import (
	"strings"
	"testing"

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
