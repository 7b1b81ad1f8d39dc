package export

import (
	"math"
	"strconv"

	"entente/schema"
)

// Look is how actors of a kind are drawn: shape and colour say the same, for
// those who cannot tell the colours apart (Paul Tol's bright scheme).
type Look struct {
	Name   string // short, for a style sheet: "igo"
	Label  string // in the legend
	types  []string
	shape  shape
	colour string
	gexf   string // nearest shape that GEXF has
	dot    string // Graphviz's shape
}

type shape int

const (
	disc shape = iota
	diamond
	hexagon
	triangle
	square
	pentagon
	ring
)

// looks are tried in order; the last takes the rest.
var looks = []Look{
	{"state", "state", []string{"State"}, disc, "#4477AA", "disc", "circle"},
	{"person", "person", []string{"Person"}, diamond, "#66CCEE", "diamond", "diamond"},
	{"igo", "intergovernmental organization", []string{"IntergovernmentalOrganization"}, hexagon, "#228833", "disc", "hexagon"},
	{"armed", "armed force, group or unit", []string{"ArmedForce", "ArmedGroup", "Unit"}, triangle, "#AA3377", "triangle", "triangle"},
	{"company", "company", []string{"Company"}, square, "#CCBB44", "square", "square"},
	{"org", "other organization", []string{"Organization"}, pentagon, "#EE6677", "square", "pentagon"},
	{"other", "place, event, thing or other", []string{schema.Root}, ring, "#BBBBBB", "disc", "circle"},
}

// LookOf finds the look of a type of actor.
func LookOf(v *schema.Vocabulary, typ string) Look { return *lookOf(v, typ) }

// Type is the type that stands for all that are drawn so.
func (l Look) Type() string { return l.types[0] }

func lookOf(v *schema.Vocabulary, typ string) *Look { return &looks[lookIndex(v, typ)] }

func lookIndex(v *schema.Vocabulary, typ string) int {
	for i := range looks {
		for _, t := range looks[i].types {
			if v.IsA(typ, t) {
				return i
			}
		}
	}
	return len(looks) - 1
}

// classColour is blue for cooperation and orange for conflict: red and green
// look alike to one man in twelve.
func classColour(c schema.Class) string {
	switch c {
	case schema.Cooperative:
		return "#2166AC"
	case schema.Conflictual:
		return "#B35806"
	}
	return "#8A8A8A"
}

// radius of a node in pixels: its area grows with the number of edges.
func radius(degree int) float64 {
	return round(min(22, 6+mul(2.6, math.Sqrt(float64(degree)))))
}

// thickness of an edge in pixels: a step for every doubling of its sources.
func thickness(sources int) float64 {
	t := 1.4
	for n := sources; n > 1 && t < 7; n /= 2 {
		t += 1.5
	}
	return t
}

// coordinate writes a number in hundredths, without a negative zero.
func coordinate(f float64) string {
	return strconv.FormatFloat(round(f)+0, 'f', -1, 64)
}

func round(f float64) float64 { return math.Round(mul(f, 100)) / 100 }

func rgb(hex string) (r, g, b string) {
	part := func(s string) string {
		n, _ := strconv.ParseUint(s, 16, 8) // a constant of this file
		return strconv.FormatUint(n, 10)
	}
	return part(hex[1:3]), part(hex[3:5]), part(hex[5:7])
}
