package events

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/schema"
)

//go:embed groups.yaml
var groupsYAML []byte

type namedCode struct {
	Code  string `yaml:"code"`
	ID    string `yaml:"id"`
	Label string `yaml:"label"`
	Type  string `yaml:"type"`
}

type codeTables struct{ countries, groups map[string]namedCode }

var codeTable = sync.OnceValue(func() codeTables {
	t, err := readGroups(groupsYAML)
	if err != nil {
		panic("events: built-in groups: " + err.Error()) // tested with the program
	}
	return t
})

func readGroups(text []byte) (codeTables, error) {
	var file struct {
		Countries []namedCode `yaml:"countries"`
		Groups    []namedCode `yaml:"groups"`
	}
	t := codeTables{map[string]namedCode{}, map[string]namedCode{}}
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.Strict()); err != nil {
		return t, fmt.Errorf("reading groups.yaml: %w", err)
	}
	for _, list := range []struct {
		rows []namedCode
		to   map[string]namedCode
	}{{file.Countries, t.countries}, {file.Groups, t.groups}} {
		for _, c := range list.rows {
			if _, ok := schema.Builtin().Type(c.Type); !ok {
				return t, fmt.Errorf("reading groups.yaml: %s: %w", c.Code, schema.Builtin().UnknownType(c.Type))
			}
			if _, again := list.to[c.Code]; again {
				return t, fmt.Errorf("reading groups.yaml: %s stands twice", c.Code)
			}
			list.to[c.Code] = c
		}
	}
	return t, nil
}

func (c namedCode) find(n *dataset.Names) graph.Actor {
	if c.ID != "" {
		if a, ok := n.ID(c.ID); ok {
			return a
		}
	}
	if a, ok := n.Find(c.Label, anyType...); ok {
		return a
	}
	return newActor(n, c.Label, c.Type, "")
}

// cameoCountry finds the state or region a CAMEO country code means.
func cameoCountry(n *dataset.Names, code string) (graph.Actor, bool) {
	if c, ok := codeTable().countries[code]; ok {
		return c.find(n), true
	}
	return n.Code("iso3", code)
}

// knownGroup finds the organization a CAMEO code means.
func knownGroup(n *dataset.Names, code string) (graph.Actor, bool) {
	c, ok := codeTable().groups[code]
	if !ok {
		return graph.Actor{}, false
	}
	return c.find(n), true
}
