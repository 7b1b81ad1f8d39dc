package events

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/schema"
)

//go:embed sectors.yaml
var sectorsYAML []byte

type sectorRow struct {
	Sectors []string          `yaml:"sectors"`
	Names   map[string]string `yaml:"names"` // "" for what acts as the state itself
	Type    string            `yaml:"type"`
}

type sector struct {
	row  int // rows above decide first
	typ  string
	noun string
	code bool // a code, whose noun names the actor; "" is the state
}

var sectorTable = sync.OnceValue(func() map[string]sector {
	t, err := readSectors(sectorsYAML)
	if err != nil {
		panic("events: built-in sectors: " + err.Error()) // tested with the program
	}
	return t
})

func readSectors(text []byte) (map[string]sector, error) {
	var rows []sectorRow
	if err := yaml.UnmarshalWithOptions(text, &rows, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading sectors.yaml: %w", err)
	}
	table := map[string]sector{}
	for i, r := range rows {
		if _, ok := schema.Builtin().Type(r.Type); !ok {
			return nil, fmt.Errorf("reading sectors.yaml: %w", schema.Builtin().UnknownType(r.Type))
		}
		for _, s := range r.Sectors {
			if _, again := table[s]; again {
				return nil, fmt.Errorf("reading sectors.yaml: %s stands twice", s)
			}
			noun, code := r.Names[s]
			table[s] = sector{row: i, typ: r.Type, noun: noun, code: code}
		}
	}
	return table, nil
}

// sectorOf finds the sector that decides among an actor's.
func sectorOf(sectors ...string) (sector, bool) {
	best, found := sector{}, false
	for _, s := range sectors {
		t, ok := sectorTable()[strings.TrimSpace(s)]
		if ok && (!found || t.row < best.row) {
			best, found = t, true
		}
	}
	return best, found
}

// ofState is the actor that a sector of a state is: the state itself for its
// government and forces, else "Iran's police".
func ofState(n *dataset.Names, state graph.Actor, sectors ...string) graph.Actor {
	s, ok := sectorOf(sectors...)
	if !ok || !s.code || s.noun == "" {
		return state
	}
	return newActor(n, state.Label+"'s "+s.noun, s.typ, state.ID)
}

// newActor makes an actor that only the data know, told by its name.
func newActor(n *dataset.Names, label, typ, within string) graph.Actor {
	a, ok := n.Named(strings.Join(strings.Fields(label), " "), typ)
	if !ok {
		return graph.Actor{}
	}
	if within != a.ID {
		a.Within = within
	}
	return a
}

// anyType are the types under which an actor of the gazetteer is found.
var anyType = []string{"State", "Person", "Organization", "Group", "Place", "Unit", "Vessel", "Agreement", "Programme", "Event"}
