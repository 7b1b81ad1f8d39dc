package relate

import (
	_ "embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed governors.yaml
var governorsYAML []byte

// Governors are the words above a trigger that say whether it happened.
type Governors struct {
	support map[string]bool
	receive map[string]bool
	effect  map[string]string // lemma → planned, conditional, denied, open
	speech  map[string]bool
	deny    map[string]bool
	other   map[string]bool // words of sport and science
}

func loadGovernors() (*Governors, error) {
	var f struct {
		Support     []string `yaml:"support"`
		Receive     []string `yaml:"receive"`
		Planned     []string `yaml:"planned"`
		Conditional []string `yaml:"conditional"`
		Denied      []string `yaml:"denied"`
		Open        []string `yaml:"open"`
		Speech      []string `yaml:"speech"`
		Contrary    []string `yaml:"contrary"`
		Offtopic    []string `yaml:"offtopic"`
	}
	if err := yaml.UnmarshalWithOptions(governorsYAML, &f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("governors.yaml: %w", err)
	}
	g := &Governors{support: set(f.Support), receive: set(f.Receive), effect: map[string]string{}, speech: set(f.Speech), deny: set(f.Contrary), other: set(f.Offtopic)}
	for _, e := range []struct {
		name  string
		words []string
	}{{"planned", f.Planned}, {"conditional", f.Conditional}, {"denied", f.Denied}, {"open", f.Open}} {
		for _, w := range e.words {
			if _, twice := g.effect[w]; !twice {
				g.effect[w] = e.name
			}
		}
	}
	return g, nil
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// Governors are the words above triggers that this relater knows.
func (r *Relater) Governors() *Governors { return r.gov }

// Effect is what a word does to what hangs on it: planned, conditional,
// denied, open (it happened), or "" for a word that is not known.
func (g *Governors) Effect(lemma string) string { return g.effect[lemma] }

// Speech tells whether a verb says what hangs on it.
func (g *Governors) Speech(lemma string) bool { return g.speech[lemma] }

// Denies tells whether a verb says that what hangs on it is not so.
func (g *Governors) Denies(lemma string) bool { return g.deny[lemma] }

// Supports tells whether a verb only carries out what its object names.
func (g *Governors) Supports(lemma string) bool { return g.support[lemma] }

// governing are bodies of sport: what they do and what is said of them is
// politics, but nobody makes war there.
var governing = map[string]bool{"fifa": true, "uefa": true, "nba": true, "nfl": true}

// offTopic gives a word that says that a sentence is of sport or science,
// where to attack is no war; "" if there is none.
func (g *Governors) offTopic(lemmas []string) string {
	for _, l := range lemmas {
		if g.other[l] {
			return l
		}
	}
	return ""
}
