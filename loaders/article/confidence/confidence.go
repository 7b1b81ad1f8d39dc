package confidence

import (
	_ "embed"
	"fmt"
	"math"
	"slices"

	"github.com/goccy/go-yaml"
)

// Table holds the weights of signs. It is never changed after it is made.
type Table struct {
	// Floor is the least confidence of a claim that is given unasked.
	Floor float64 `yaml:"floor"`
	// Start is what a claim without any sign has, in logarithms of odds.
	Start float64 `yaml:"start"`
	Signs []Sign  `yaml:"signs"`
	// Which relations and entity types the signs of them mean.
	Soft   []string `yaml:"soft"`
	Plain  []string `yaml:"plain"`
	Bodies []string `yaml:"bodies"`
	People []string `yaml:"people"`
	Lands  []string `yaml:"lands"`
	Civil  []string `yaml:"civil"`
	Things []string `yaml:"things"`

	signs map[string]*Sign
}

// Sign is something that can be seen of a claim.
type Sign struct {
	Name   string  `yaml:"name"`
	Weight float64 `yaml:"weight"` // what it adds to the logarithm of the odds
	Says   string  `yaml:"says"`   // what it means, for people
}

//go:embed confidence.yaml
var text []byte

// Load gives the built-in table.
func Load() (*Table, error) {
	t := &Table{}
	if err := yaml.UnmarshalWithOptions(text, t, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("confidence.yaml: %w", err)
	}
	t.signs = make(map[string]*Sign, len(t.Signs))
	for i := range t.Signs {
		s := &t.Signs[i]
		if !slices.Contains(names, s.Name) {
			return nil, fmt.Errorf("confidence.yaml: no sign is called %q", s.Name)
		}
		if t.signs[s.Name] != nil {
			return nil, fmt.Errorf("confidence.yaml: %q stands twice", s.Name)
		}
		t.signs[s.Name] = s
	}
	return t, nil
}

// Of gives how sure a claim with such signs is, from 0 to 1, and what makes it
// less sure, the worst first.
func (t *Table) Of(signs []string) (sure float64, doubts []string) {
	odds := t.Start
	var against []*Sign
	for _, name := range signs {
		sign := t.signs[name]
		if sign == nil {
			continue
		}
		odds += sign.Weight
		if sign.Weight < 0 {
			against = append(against, sign)
		}
	}
	slices.SortStableFunc(against, func(a, b *Sign) int {
		if a.Weight < b.Weight {
			return -1
		}
		if a.Weight > b.Weight {
			return 1
		}
		return 0
	})
	for _, sign := range against {
		doubts = append(doubts, sign.Says)
	}
	sure = 1 / (1 + math.Exp(-odds))
	return math.Round(100*min(max(sure, least), most)) / 100, doubts
}

// Nothing is quite sure or quite wrong.
const least, most = 0.05, 0.98
