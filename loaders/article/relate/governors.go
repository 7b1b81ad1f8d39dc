package relate

import (
	_ "embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed governors.yaml
var governorsYAML []byte

// governors are the words above a trigger that say whether it happened.
type governors struct {
	support map[string]bool
	effect  map[string]string // lemma → planned, conditional, denied, open
	speech  map[string]bool
	deny    map[string]bool
}

func loadGovernors() (*governors, error) {
	var f struct {
		Support     []string `yaml:"support"`
		Planned     []string `yaml:"planned"`
		Conditional []string `yaml:"conditional"`
		Denied      []string `yaml:"denied"`
		Open        []string `yaml:"open"`
		Speech      []string `yaml:"speech"`
		Contrary    []string `yaml:"contrary"`
	}
	if err := yaml.UnmarshalWithOptions(governorsYAML, &f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("governors.yaml: %w", err)
	}
	g := &governors{support: set(f.Support), effect: map[string]string{}, speech: set(f.Speech), deny: set(f.Contrary)}
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
