package relate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"entente/loaders/article/mention"

	"github.com/goccy/go-yaml"
)

// Trees allow readings that nobody means: a bus that attacks a wall, a ban
// that is asked to leave. A rule here looks at one reading and says why it is
// none. Rules stand in tables, by what they are about: force, speech, ties.
// Each has a sentence in testdata/unlikely.txt that is misread without it.

// sense is one reading of a trigger that a rule looks at.
type sense struct {
	i    int // token of the trigger
	tr   *trigger
	s, o *mention.Mention
	slot string // where the object stands, "" if not known
	weak string // why the slots are less sure, or ""
}

// verb tells whether the trigger is a verb; noun whether it is a noun.
func (c *sense) verb() bool { return c.tr.frame.pos == 'v' }
func (c *sense) noun() bool { return c.tr.frame.pos == 'n' }

// is tells whether the relation, or its PLOVER class, is one of those.
func (c *sense) is(names ...string) bool {
	return slices.Contains(names, c.tr.relation.Name) || c.tr.relation.PLOVER != "" && slices.Contains(names, c.tr.relation.PLOVER)
}

// rule refuses a reading.
type rule struct {
	name string
	on   []string // the relations or PLOVER classes it is about; none for all
	why  string   // for people: what is wrong with the reading
	is   func(x *pass, c *sense) bool
}

// rules are all of them; the first that refuses says why.
var rules = slices.Concat(forceRules, speechRules, tieRules, placeRules, nobodyRules)

// unlikely says why a reading that the grammar allows is none, or "".
func (x *pass) unlikely(c *sense) string {
	for k := range x.r.rules {
		r := &x.r.rules[k]
		if (len(r.on) == 0 || c.is(r.on...)) && r.is(x, c) {
			return r.why
		}
	}
	return ""
}

//go:embed unlikely.yaml
var unlikelyYAML []byte

// words is a list of words in a YAML file.
type words map[string]bool

// UnmarshalYAML reads a list in which no word stands twice.
func (w *words) UnmarshalYAML(read func(any) error) error {
	var list []string
	if err := read(&list); err != nil {
		return err
	}
	*w = make(words, len(list))
	for _, word := range list {
		if (*w)[word] {
			return fmt.Errorf("%q stands twice in its list", word)
		}
		(*w)[word], (*w)[spelling(word)] = true, true // lemmas are looked up either way
	}
	return nil
}

// doubts are the words the rules go by: see unlikely.yaml.
type doubts struct {
	Watching, Watchers, Munitions, Igniting, Laws, Breaking, Markets                                                                                                                                         words
	Belonging, Placing, Sought, Holdings, Shots                                                                                                                                                              words
	Speechless                                                                                                                                                                                               words // entity types
	Mediated                                                                                                                                                                                                 words
	Mute                                                                                                                                                                                                     words // entity types
	Raising                                                                                                                                                                                                  words
	Passing, Warding, Flying, Judging, Against, Hazards, Gunfire, Courses, Outlaws, Decrees, Storms, Vehicles, Hitting, Collisions                                                                           words
	Civil, Armed, Lifelong                                                                                                                                                                                   words // entity types
	Criminals, Undoing, Concluding, Lessening, Helping, Local, Telling, Rallies, Depths, Lodging, Advising, Leaning                                                                                          words
	Honours, Messages                                                                                                                                                                                        words
	Requested                                                                                                                                                                                                words // entity types
	Running, Measures, Manner, Blows, Hosting, Bodies, Zones, Measured                                                                                                                                       words
	Charges, Ends, Dealt, Failing, Shunning, Remains, Favours, Terms, Somewhere, Surfaces, Captives, Killing, Ships, Staff, Parts, Courts, Freeing, Fulfilled, Strongholds, Answers, Rooms, Bidding, Schools words
}

func loadDoubts(text []byte) (*doubts, error) {
	d := &doubts{}
	if err := yaml.UnmarshalWithOptions(text, d, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("unlikely.yaml: %w", err)
	}
	return d, nil
}

// ownedBy tells whether a mention was put for what it owns: "owner of the act".
func ownedBy(m *mention.Mention, what string) bool {
	return strings.Contains(m.Why, "owner of "+what)
}

// named tells whether a mention is a common noun with one of the words as its lemma.
func generic(m *mention.Mention, of words) bool { return m.Entity.Generic && of[m.Lemma] }

// patientIs tells whether the verb at token i is done to one of the words.
func (x *pass) patientIs(i int, of words) bool {
	return slices.ContainsFunc(x.s.Tree.Patients(i), func(k int) bool { return of[x.lemmas[k]] })
}
