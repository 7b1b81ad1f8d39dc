package mention

import (
	_ "embed"
	"fmt"
	"strings"

	"entente/loaders/article/tree"

	"github.com/goccy/go-yaml"
)

//go:embed nouns.yaml
var nounsYAML []byte

// nounClass is what nouns.yaml says of a noun.
type nounClass struct {
	class, typ, single, plural string
}

// typeOf is the entity type of the noun at token i.
func (c nounClass) typeOf(plural bool) string {
	switch {
	case plural && c.plural != "":
		return c.plural
	case !plural && c.single != "":
		return c.single
	}
	return c.typ
}

type nouns struct {
	byLemma map[string]nounClass
	parts   map[string]bool // of class part, which hold only before "of"
}

func loadNouns() (*nouns, error) {
	var rows []struct {
		Class  string   `yaml:"class"`
		Type   string   `yaml:"type"`
		Single string   `yaml:"single"`
		Plural string   `yaml:"plural"`
		Nouns  []string `yaml:"nouns"`
	}
	if err := yaml.UnmarshalWithOptions(nounsYAML, &rows, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("nouns.yaml: %w", err)
	}
	n := &nouns{byLemma: map[string]nounClass{}, parts: map[string]bool{}}
	for _, row := range rows {
		for _, word := range row.Nouns {
			if row.Class == "part" {
				n.parts[word] = true
				continue
			}
			if _, twice := n.byLemma[word]; !twice {
				n.byLemma[word] = nounClass{row.Class, row.Type, row.Single, row.Plural}
			}
		}
	}
	return n, nil
}

// at is the class of the noun at token i: that of the longest compound it
// ends ("air force" before "force").
func (n *nouns) at(t *tree.Tree, i int) (nounClass, bool) {
	lemma := t.Lemma(i)
	if n.parts[lemma] && n.counts(t, i) {
		return nounClass{class: "part"}, true
	}
	words := lemma
	best, ok := n.byLemma[lemma]
	for j := i - 1; j >= 0 && i-j <= 4; j-- {
		if t.Tokens[j].Text == "-" {
			continue
		}
		if !t.UPOS(j, "NOUN", "ADJ", "PROPN", "VERB") {
			break
		}
		words = t.Lemma(j) + "-" + words
		if c, found := n.byLemma[words]; found {
			best, ok = c, true
		}
	}
	if !ok && n.parts[lemma] {
		return nounClass{class: "part"}, true
	}
	if !ok && t.UPOS(i, "NOUN") && personal(lemma) {
		return nounClass{"own", "Group", "Person", ""}, true
	}
	if !ok && strings.Contains(lemma, "-") {
		// "ex-minister", "vice-president" as one token
		best, ok = n.byLemma[lemma[strings.LastIndexByte(lemma, '-')+1:]]
	}
	return best, ok
}

// counts tells whether the noun at token i counts or parts what "of" follows.
func (n *nouns) counts(t *tree.Tree, i int) bool {
	for _, k := range t.KidsAs(i, "nmod") {
		if t.Prep(k) == "of" && k > i {
			return true
		}
	}
	return false
}

// personal tells by its ending whether a noun that is in no class names
// people: "sharpshooter", "lobbyist", "contestant".
func personal(lemma string) bool {
	if len(lemma) < 6 || things[lemma] {
		return false
	}
	for _, e := range []string{"ist", "eer", "man", "men", "woman", "women", "ician", "staffer", "ster", "wright", "maker", "worker", "holder", "leader", "owner", "goer", "keeper", "fighter", "shooter", "seeker", "monger"} {
		if strings.HasSuffix(lemma, e) {
			return true
		}
	}
	return personalNouns[lemma]
}

// things are nouns that end like those for people.
var things = map[string]bool{"poster": true, "register": true, "cluster": true, "roster": true, "booster": true, "toaster": true, "semester": true, "canister": true, "filibuster": true, "coaster": true, "rollercoaster": true, "duster": true, "plaster": true, "regimen": true, "specimen": true, "shareholder-list": true, "checklist": true, "playlist": true, "shortlist": true, "blacklist": true, "waitlist": true, "container-list": true, "pioneer": true, "career": true, "veneer": true, "domineer": true}

// personalNouns have endings that do not tell.
var personalNouns = map[string]bool{
	"contestant": true, "organiser": true, "organizer": true, "captain": true, "founder": true, "winner": true, "loser": true, "speaker": true,
	"performer": true, "dancer": true, "swimmer": true, "boxer": true, "wrestler": true, "runner": true, "rapper": true, "bowler": true,
	"enforcer": true, "outsider": true, "insider": true, "newcomer": true, "hardliner": true, "moderate": true, "radical": true, "progressive": true,
	"conspirator": true, "infiltrator": true, "collaborator": true, "impostor": true, "debtor": true, "surgeon": true, "physician": true,
	"scholar": true, "veteran": true, "envoy": true, "ex-envoy": true, "delegate": true, "graduate": true, "advocate": true, "client": true,
	"resident": true, "occupant": true, "participant": true, "defendant": true, "plaintiff": true, "claimant": true, "applicant": true,
	"informant": true, "servant": true, "merchant": true, "peasant": true, "accountant": true, "lieutenant": true, "sergeant": true,
	"corporal": true, "cadet": true, "recruit": true, "toddler": true, "teen": true, "elder": true, "senior": true, "junior": true,
}

// Somebody tells whether a noun, by its lemma, names people: officers, troops.
func (f *Finder) Somebody(lemma string) bool {
	c := f.nouns.byLemma[lemma]
	return (c.class == "own" || c.class == "stands") && c.typ != "Company" || personal(lemma) && c.typ != "Company"
}

// Knows tells whether a word in lower case is a noun of some class.
func (f *Finder) Knows(word string) bool {
	for _, w := range []string{word, strings.TrimSuffix(word, "s"), strings.TrimSuffix(word, "es")} {
		if _, ok := f.nouns.byLemma[w]; ok || f.nouns.parts[w] || personal(w) {
			return true
		}
	}
	return vague[word]
}
