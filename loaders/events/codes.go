package events

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/graph"
	"entente/schema"
)

//go:embed cameo.yaml
var cameoYAML []byte

//go:embed plover.yaml
var ploverYAML []byte

// Meaning is what an event code says in the vocabulary.
type Meaning struct {
	Relation string
	Status   graph.Status
	Name     string // of the code, for the rule
	Mirror   string // code under which the other side's half is written, "" if there is none
}

type cameoEntry struct {
	Code     string   `yaml:"code"`
	Relation string   `yaml:"relation"`
	Status   string   `yaml:"status"`
	Mirror   string   `yaml:"mirror"`
	Name     string   `yaml:"name"`
	Codes    []string `yaml:"codes"`
}

type ploverEntry struct {
	Type       string            `yaml:"type"`
	Relation   string            `yaml:"relation"`
	Reciprocal bool              `yaml:"reciprocal"`
	Modes      map[string]string `yaml:"modes"`
}

// cameoCodes are the meanings of all CAMEO codes. CAMEO codes are strings:
// 010 and 10 are two.
var cameoCodes = sync.OnceValue(func() map[string]Meaning {
	m, err := readCAMEO(cameoYAML)
	if err != nil {
		panic("events: built-in codes: " + err.Error()) // tested with the program
	}
	return m
})

func readCAMEO(text []byte) (map[string]Meaning, error) {
	var entries []cameoEntry
	if err := yaml.UnmarshalWithOptions(text, &entries, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading cameo.yaml: %w", err)
	}
	codes := map[string]Meaning{}
	for _, e := range entries {
		m, err := meaning(e.Relation, e.Status)
		if err != nil {
			return nil, fmt.Errorf("reading cameo.yaml: %s: %w", e.Code, err)
		}
		m.Name, m.Mirror = e.Name, e.Mirror
		for _, c := range append([]string{e.Code}, e.Codes...) {
			if _, again := codes[c]; again {
				return nil, fmt.Errorf("reading cameo.yaml: %s stands twice", c)
			}
			codes[c] = m
		}
	}
	return codes, nil
}

// ploverCodes are the meanings of PLOVER's types, "CONSULT", and of their
// modes, "CONSULT visit".
var ploverCodes = sync.OnceValue(func() map[string]Meaning {
	m, err := readPLOVER(ploverYAML)
	if err != nil {
		panic("events: built-in codes: " + err.Error()) // tested with the program
	}
	return m
})

func readPLOVER(text []byte) (map[string]Meaning, error) {
	var entries []ploverEntry
	if err := yaml.UnmarshalWithOptions(text, &entries, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading plover.yaml: %w", err)
	}
	codes := map[string]Meaning{}
	for _, e := range entries {
		add := func(code, relation string) error {
			m, err := meaning(relation, "")
			if err != nil {
				return fmt.Errorf("reading plover.yaml: %s: %w", code, err)
			}
			m.Name = code
			if e.Reciprocal {
				m.Mirror = code
			}
			codes[code] = m
			return nil
		}
		if err := add(e.Type, e.Relation); err != nil {
			return nil, err
		}
		for mode, relation := range e.Modes {
			if err := add(e.Type+" "+mode, relation); err != nil {
				return nil, err
			}
		}
	}
	return codes, nil
}

func meaning(relation, status string) (Meaning, error) {
	if _, ok := schema.Builtin().Relation(relation); !ok {
		return Meaning{}, schema.Builtin().UnknownRelation(relation)
	}
	m := Meaning{Relation: relation, Status: graph.Asserted}
	switch graph.Status(status) {
	case "":
	case graph.Planned, graph.Denied:
		m.Status = graph.Status(status)
	default:
		return Meaning{}, fmt.Errorf("unknown status %q", status)
	}
	return m, nil
}
