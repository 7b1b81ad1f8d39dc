package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/schema"
)

func ExampleVocabulary_Allows() {
	v := schema.Builtin()
	fmt.Println(v.Allows("trades-with", "State", "State"))
	fmt.Println(v.Allows("capital-of", "Person", "State"))
	fmt.Println(v.Allows("trade-with", "State", "State"))
	// Output:
	// <nil>
	// capital-of takes Place as subject, not a Person
	// unknown relation "trade-with": did you mean trades-with?
}

// The relations that the project promises; to drop one breaks users' queries.
func TestPromisedRelations(t *testing.T) {
	v := schema.Builtin()
	promised := `represents leads holds-office member-of affiliated-with part-of located-in capital-of borders allied-with owns
		flagged-in develops meets consults visits hosts attends speaks-to negotiates-with mediates praises supports recognises
		agrees-with signs signs-agreement-with pledges-to trades-with exports-to imports-from invests-in cooperates-with joins aids
		arms yields-to eases-sanctions-on withdraws-from demands-of accuses criticises rejects threatens protests-against summons
		sanctions imposes-tariffs-on bans-imports-from severs-ties-with expels deploys deploys-to mobilises-against arrests seizes
		kills blockades occupies attacks at-war-with clashes-with`
	for _, name := range strings.Fields(promised) {
		if _, ok := v.Relation(name); !ok {
			t.Errorf("the vocabulary lacks %s", name)
		}
	}
}

func TestIsA(t *testing.T) {
	v := schema.Builtin()
	for _, c := range []struct {
		typ, ancestor string
		want          bool
	}{
		{"Media", "Organization", true}, {"Territory", "State", true}, {"State", "Territory", false},
		{"State", "State", true}, {"Vessel", "Actor", true}, {"Nonsense", "Actor", false},
	} {
		if got := v.IsA(c.typ, c.ancestor); got != c.want {
			t.Errorf("IsA(%s, %s) = %v", c.typ, c.ancestor, got)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"sanctions", "attacks", "trades-with", "Iran", "Iraq", "Ireland", "South Korea"}
	for _, c := range []struct {
		word string
		want []string
	}{
		{"sanction", []string{"sanctions"}}, {"Iram", []string{"Iran", "Iraq"}}, {"korea", []string{"South Korea"}}, {"zzz", []string{}},
	} {
		if diff := cmp.Diff(c.want, schema.Nearest(c.word, known, 2)); diff != "" {
			t.Errorf("Nearest(%q): %s", c.word, diff)
		}
	}
}

const goodTypes = "- {name: Actor, label: actor, doc: root}\n"

func relation(change string) string {
	r := map[string]string{"name": "meets", "label": "meets", "inverse": "meets", "symmetric": "true", "domain": "[Actor]", "range": "[Actor]",
		"kind": "event", "class": "cooperative", "plover": "CONSULT", "cameo": `"04"`, "doc": "x"}
	key, value, _ := strings.Cut(change, "=")
	r[key] = value
	var b strings.Builder
	b.WriteString("- {")
	for _, k := range []string{"name", "label", "inverse", "symmetric", "domain", "range", "kind", "class", "plover", "cameo", "doc", "colour"} {
		if r[k] != "" {
			fmt.Fprintf(&b, "%s: %s, ", k, r[k])
		}
	}
	return b.String() + "}\n"
}

func TestParseRefuses(t *testing.T) {
	if _, err := schema.Parse([]byte(goodTypes), []byte(relation("doc=x"))); err != nil {
		t.Fatalf("the good vocabulary is refused: %v", err)
	}
	for _, c := range []struct{ name, types, relations, want string }{
		{"unknown field", goodTypes, relation("colour=red"), "colour"},
		{"bad name", goodTypes, relation("name=Meets With"), "lower-case words"},
		{"twice", goodTypes, relation("doc=x") + relation("doc=y"), "stands twice"},
		{"no inverse", goodTypes, relation("inverse="), "must be given"},
		{"symmetric inverse", goodTypes, relation("inverse=is met by"), "symmetric"},
		{"kind", goodTypes, relation("kind=sometimes"), "must be state or event"},
		{"class", goodTypes, relation("class=nice"), "must be cooperative"},
		{"plover", goodTypes, relation("plover=CHAT"), "no PLOVER class"},
		{"cameo", goodTypes, relation(`cameo="21"`), "no CAMEO root"},
		{"domain type", goodTypes, relation("domain=[Aktor]"), "did you mean Actor"},
		{"domain and range differ", goodTypes + "- {name: B, label: b, parent: Actor, doc: b}\n", relation("range=[B]"), ""},
		{"orphan", goodTypes + "- {name: State, label: s, parent: Thing, doc: d}\n", relation("doc=x"), "does not stand above"},
		{"root with parent", "- {name: Actor, label: a, parent: Actor, doc: d}\n", relation("doc=x"), "no parent"},
	} {
		_, err := schema.Parse([]byte(c.types), []byte(c.relations))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(goodTypes), []byte(relation("doc=x")))
	f.Fuzz(func(t *testing.T, types, relations []byte) {
		v, err := schema.Parse(types, relations)
		if err == nil {
			for _, r := range v.Relations() {
				if _, ok := v.Relation(r.Name); !ok {
					t.Errorf("%q was read and is not there", r.Name)
				}
			}
		}
	})
}
