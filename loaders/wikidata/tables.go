package wikidata

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/schema"
)

//go:embed properties.yaml
var propertiesYAML []byte

//go:embed types.yaml
var typesYAML []byte

// property is a property that a relation says.
type property struct {
	Property string `yaml:"property"`
	Name     string `yaml:"name"`
	Relation string `yaml:"relation"`
	Swap     bool   `yaml:"swap"`
	Subject  string `yaml:"subject"`
	Object   string `yaml:"object"`
}

type tables struct {
	properties map[string]property
	types      map[string]string // entity type by item
}

var builtin = sync.OnceValue(func() tables {
	t, err := readTables(propertiesYAML, typesYAML)
	if err != nil {
		panic("wikidata: built-in tables: " + err.Error()) // tested with the program
	}
	return t
})

func readTables(properties, types []byte) (tables, error) {
	t := tables{map[string]property{}, map[string]string{}}
	var list []property
	if err := yaml.UnmarshalWithOptions(properties, &list, yaml.Strict()); err != nil {
		return t, fmt.Errorf("reading properties.yaml: %w", err)
	}
	v := schema.Builtin()
	for _, p := range list {
		subject, object := p.Subject, p.Object
		if p.Swap {
			subject, object = object, subject
		}
		if _, ok := v.Relation(p.Relation); !ok {
			return t, fmt.Errorf("reading properties.yaml: %s: %w", p.Property, v.UnknownRelation(p.Relation))
		}
		for _, typ := range []string{subject, object} {
			if _, ok := v.Type(typ); !ok {
				return t, fmt.Errorf("reading properties.yaml: %s: %w", p.Property, v.UnknownType(typ))
			}
		}
		if _, again := t.properties[p.Property]; again {
			return t, fmt.Errorf("reading properties.yaml: %s stands twice", p.Property)
		}
		t.properties[p.Property] = p
	}
	var of map[string][]string
	if err := yaml.UnmarshalWithOptions(types, &of, yaml.Strict()); err != nil {
		return t, fmt.Errorf("reading types.yaml: %w", err)
	}
	for typ, items := range of {
		if _, ok := v.Type(typ); !ok {
			return t, fmt.Errorf("reading types.yaml: %w", v.UnknownType(typ))
		}
		for _, q := range items {
			if other, again := t.types[q]; again {
				return t, fmt.Errorf("reading types.yaml: %s is %s and %s", q, other, typ)
			}
			t.types[q] = typ
		}
	}
	return t, nil
}

func unescape(b []byte) string {
	var s string
	if json.Unmarshal(b, &s) != nil {
		return ""
	}
	return s
}
