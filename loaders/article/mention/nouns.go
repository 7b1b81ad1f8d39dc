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

type nouns struct{ byLemma map[string]nounClass }

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
	n := &nouns{byLemma: map[string]nounClass{}}
	for _, row := range rows {
		for _, word := range row.Nouns {
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
	if !ok && strings.Contains(lemma, "-") {
		// "ex-minister", "vice-president" as one token
		best, ok = n.byLemma[lemma[strings.LastIndexByte(lemma, '-')+1:]]
	}
	return best, ok
}
