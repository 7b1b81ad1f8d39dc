package identity

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"
)

// weights.yaml says what each feature counts, and how that was found.
//
//go:embed weights.yaml
var weightsYAML []byte

// Weight is a row of the table.
type Weight struct {
	Feature string
	Weight  float64 // log-odds
	Doc     string  // what it says, for people
}

var loadWeights = sync.OnceValues(func() ([]Weight, error) {
	var w []Weight
	if err := yaml.UnmarshalWithOptions(weightsYAML, &w, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading weights.yaml: %w", err)
	}
	return w, nil
})

// Weights lists what each feature counts, for people to read.
func Weights() []Weight {
	w, err := loadWeights()
	if err != nil {
		panic(err) // that the table can be read is tested
	}
	return w
}

// weightOf gives the weight of a feature; that there is one for each feature
// is tested by comparing anything.
func weightOf(feature string) float64 { return weightTable()[feature] }

var weightTable = sync.OnceValue(func() map[string]float64 {
	m := map[string]float64{}
	for _, w := range Weights() {
		m[w.Feature] = w.Weight
	}
	return m
})

// Sure is the score from which a pair is as good as certain: at it, one in
// fifty is wrong. Below [Unlike] it hardly ever is the same.
const (
	Sure   = 0.85
	Unlike = 0.1
)
