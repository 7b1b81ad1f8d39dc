// Package atlas knows where actors stand on a map of the world, and draws its
// land. It shows where somebody governs from, never whose the ground is: there
// are no borders in it.
//
// The land is that of Natural Earth at 1:110 million (public domain,
// naturalearthdata.com), as the npm package world-atlas 2.0.2 carries it; see
// TestLand for how land.txt is made of it. Where places are stands in
// places.yaml.
package atlas

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/graph"
)

//go:embed places.yaml
var placesYAML []byte

//go:embed land.txt
var landText string

// Place is a point on the map.
type Place struct {
	City     string
	Lat, Lon float64 // degrees, north and east
	Capital  bool    // of the actor that it was found for, or that sits there
}

// Find gives the place of an actor: of a state its capital, of a city itself.
func Find(id string) (Place, bool) {
	p, ok := places().byID[id]
	return p, ok
}

// City finds a city by its name, as other tables write it.
func City(name string) (Place, bool) {
	p, ok := places().byName[graph.Fold(name)]
	return p, ok
}

type index struct {
	byID, byName map[string]Place
	actors       []string // sorted
}

// places reads the table once. It is part of the program: a test reads it,
// and a fault in it cannot reach a user.
var places = sync.OnceValue(func() index {
	ix, err := read(placesYAML)
	if err != nil {
		panic(err)
	}
	return ix
})

func read(text []byte) (index, error) {
	type row struct {
		ID   string     `yaml:"id"`
		City string     `yaml:"city"`
		At   [2]float64 `yaml:"at"`
	}
	var file struct {
		Capitals []row `yaml:"capitals"`
		Cities   []row `yaml:"cities"`
	}
	ix := index{byID: map[string]Place{}, byName: map[string]Place{}}
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.DisallowUnknownField()); err != nil {
		return ix, fmt.Errorf("places.yaml: %w", err)
	}
	add := func(r row, capital bool) error {
		id := graph.ActorPrefix + r.ID
		if _, twice := ix.byID[id]; twice {
			return fmt.Errorf("places.yaml: %s is there twice", r.ID)
		}
		if r.City == "" || r.At[0] < -90 || r.At[0] > 90 || r.At[1] < -180 || r.At[1] > 180 {
			return fmt.Errorf("places.yaml: %s: wanted a city and its degrees north and east", r.ID)
		}
		p := Place{City: r.City, Lat: r.At[0], Lon: r.At[1], Capital: capital}
		ix.byID[id] = p
		if key := graph.Fold(r.City); ix.byName[key] == (Place{}) {
			ix.byName[key] = p
		}
		return nil
	}
	for _, r := range file.Capitals {
		if err := add(r, true); err != nil {
			return ix, err
		}
	}
	for _, r := range file.Cities {
		if err := add(r, false); err != nil {
			return ix, err
		}
	}
	// A capital is a city with an actor of its own, too: Tehran beside Iran.
	for _, r := range file.Capitals {
		id := graph.ActorPrefix + slug(r.City)
		if _, taken := ix.byID[id]; !taken {
			p := ix.byID[graph.ActorPrefix+r.ID]
			p.Capital = false
			ix.byID[id] = p
		}
	}
	ix.actors = slices.Sorted(maps.Keys(ix.byID))
	return ix, nil
}

// slug writes a name as the IDs of actors do.
func slug(name string) string { return strings.ReplaceAll(graph.Fold(name), " ", "-") }

// Actors lists the actors that have a place of their own, sorted.
func Actors() []string { return places().actors }
