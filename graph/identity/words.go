package identity

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed words.yaml
var wordsYAML []byte

type wordTable struct {
	Legal    map[string][]string
	Loose    []string
	Concepts map[string][]string
	// Translations are like Concepts, but words of full weight.
	Translations map[string][]string
	Memory       []string
	Titles       []string
	Particles    []string
	Ships        []string
	Common       []string
}

// vocabulary is words.yaml, ready for use.
type vocabulary struct {
	legal             phrases
	concepts          phrases // and translations
	memory            phrases // words before the one a thing is named after
	loose             map[string]bool
	titles, particles map[string]bool
	ships, common     map[string]bool
}

// phrases are spellings, of one word or several, of what stands for them.
type phrases map[string][]phrase // by the first letters of the first word; longest first

type phrase struct {
	words []phraseWord
	means []string
}

// phraseWord is a word of a phrase, or the beginning of one.
type phraseWord struct {
	text, sound string
	cut         bool
}

// phraseStart is how many letters of a phrase's first word are its key.
const phraseStart = 2

func (p phrases) add(spelling string, means string) {
	var words []phraseWord
	for w := range strings.FieldsSeq(spelling) {
		stem, cut := strings.CutSuffix(w, "*")
		for w := range strings.FieldsSeq(latin(stem)) {
			words = append(words, phraseWord{w, sound(w), cut})
		}
	}
	key := words[0].text[:min(phraseStart, len(words[0].text))]
	p[key] = append(p[key], phrase{words, strings.Fields(means)})
	slices.SortStableFunc(p[key], func(a, b phrase) int {
		return cmp.Or(len(b.words)-len(a.words), slices.CompareFunc(a.words, b.words, func(v, w phraseWord) int { return strings.Compare(v.text, w.text) }))
	})
}

// at gives what the phrase at the beginning of tokens stands for, and how many
// of them it is; 0 for none.
func (p phrases) at(tokens []string) (means []string, n int) {
	for _, f := range p[tokens[0][:min(phraseStart, len(tokens[0]))]] {
		if f.begins(tokens) {
			return f.means, len(f.words)
		}
	}
	return nil, 0
}

func (f phrase) begins(tokens []string) bool {
	if len(f.words) > len(tokens) {
		return false
	}
	for i, w := range f.words {
		if !w.fits(tokens[i]) {
			return false
		}
	}
	return true
}

// fits tells whether a token is the word, or spelled to sound like it.
func (w *phraseWord) fits(token string) bool {
	switch {
	case token == w.text, w.cut && strings.HasPrefix(token, w.text):
		return true
	case len(w.text) < 5 || len(token) < 5 || token[0] != w.text[0]:
		return false
	}
	s := sound(token)
	return s == w.sound || w.cut && strings.HasPrefix(s, w.sound)
}

var loadVocabulary = sync.OnceValues(func() (*vocabulary, error) {
	var t wordTable
	if err := yaml.UnmarshalWithOptions(wordsYAML, &t, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading words.yaml: %w", err)
	}
	set := func(words []string) map[string]bool {
		m := make(map[string]bool, len(words))
		for _, w := range words {
			m[w] = true
		}
		return m
	}
	v := &vocabulary{
		titles: set(t.Titles), particles: set(t.Particles), ships: set(t.Ships), common: set(t.Common), loose: set(t.Loose),
		legal: phrases{}, concepts: phrases{}, memory: phrases{},
	}
	for form, spellings := range t.Legal {
		for _, s := range spellings {
			v.legal.add(s, form)
		}
	}
	for concept, spellings := range t.Concepts {
		for _, s := range spellings {
			v.concepts.add(s, concept)
		}
		for w := range strings.FieldsSeq(concept) {
			v.common[w] = true
		}
	}
	for word, spellings := range t.Translations {
		for _, s := range spellings {
			v.concepts.add(s, word)
		}
	}
	for _, s := range t.Memory {
		v.memory.add(s, "")
	}
	return v, nil
})

// words is the vocabulary; that it can be read is tested.
func words() *vocabulary {
	v, err := loadVocabulary()
	if err != nil {
		panic(err)
	}
	return v
}
