package mapping

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"entente/graph"
	"entente/loaders/dataset"
)

//go:embed schemes.yaml
var schemesYAML []byte

// schemeTable holds codes that the gazetteer does not have, by scheme: the
// ID or the label of whom they mean.
var schemeTable = sync.OnceValue(func() map[string]schemeOf {
	t, err := readSchemes(schemesYAML)
	if err != nil {
		panic("mapping: built-in schemes: " + err.Error()) // tested with the program
	}
	return t
})

type schemeOf struct {
	Like  string            `yaml:"like"` // the gazetteer's scheme for all other codes
	Codes map[string]string `yaml:"codes"`
}

func readSchemes(text []byte) (map[string]schemeOf, error) {
	var t map[string]schemeOf
	if err := yaml.UnmarshalWithOptions(text, &t, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading schemes.yaml: %w", err)
	}
	return t, nil
}

// plainSchemes are those of the gazetteer.
var plainSchemes = []string{"fips", "iso2", "iso3", "m49", "wikidata"}

// Schemes lists the schemes of codes.
func Schemes() []string {
	all := slices.Clone(plainSchemes)
	for name := range schemeTable() {
		all = append(all, name)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// byCode finds the actor that a code means.
func byCode(n *dataset.Names, scheme, code string) (graph.Actor, bool) {
	if s, ok := schemeTable()[scheme]; ok {
		if to, ok := s.Codes[code]; ok {
			if strings.HasPrefix(to, graph.ActorPrefix) {
				return n.ID(to)
			}
			if a, ok := n.State(to); ok {
				return a, true
			}
			return n.Named(to, "State")
		}
		scheme = s.Like
	}
	if scheme == "m49" && len(code) < 3 {
		code = strings.Repeat("0", 3-len(code)) + code
	}
	return n.Code(scheme, code)
}

// actorAt is an actor whose columns were found.
type actorAt struct {
	spec   *Actor
	value  text
	fixed  graph.Actor
	within *actorAt
}

// anyType are the types under which a name is looked up.
var anyType = []string{"State", "Person", "Organization", "Group", "Place", "Unit", "Vessel", "Agreement", "Programme", "Event"}

func (c *cells) compileActor(a *Actor, n *dataset.Names) (*actorAt, error) {
	out := &actorAt{spec: a}
	if a.ID != "" {
		var ok bool
		if out.fixed, ok = n.ID(a.ID); !ok {
			out.fixed = graph.Actor{ID: a.ID, Label: strings.ReplaceAll(strings.TrimPrefix(a.ID, graph.ActorPrefix), "-", " "), Type: a.Type}
			if a.Type == "" {
				out.fixed.Type = "Actor"
			}
		}
		return out, nil
	}
	var err error
	if out.value, err = c.compileText(a.Code+a.Name, true); err != nil {
		return nil, err
	}
	if a.Within != nil {
		if out.within, err = c.compileActor(a.Within, n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// find appends the actors that a row has here. A value that is nobody is told
// to the writer.
func (a *actorAt) find(c *cells, w *dataset.Writer, line int, into []graph.Actor) []graph.Actor {
	if a.spec.ID != "" {
		return append(into, a.fixed)
	}
	value := a.value.fill(c)
	if a.spec.Split == "" {
		return a.one(value, c, w, line, into)
	}
	for part := range strings.SplitSeq(value, a.spec.Split) {
		into = a.one(strings.TrimSpace(part), c, w, line, into)
	}
	return into
}

func (a *actorAt) one(value string, c *cells, w *dataset.Writer, line int, into []graph.Actor) []graph.Actor {
	if value == "" {
		return into
	}
	if why, not := a.spec.Not[value]; not {
		w.LeftOut(line, why)
		return into
	}
	if a.spec.Code != "" {
		found, ok := byCode(w.Names, a.spec.Scheme, value)
		if !ok {
			w.Unknown(a.spec.Scheme+" code", value)
			return into
		}
		return append(into, found)
	}
	for _, words := range a.spec.States {
		if rest, ok := strings.CutPrefix(value, words); ok {
			if state, ok := w.Names.State(trimBracket(rest)); ok {
				return append(into, state)
			}
		}
	}
	if a.spec.Drop {
		value = trimBracket(value)
	}
	if a.spec.Upper {
		value = strings.ToUpper(value)
	}
	if a.spec.Type == "State" {
		if state, ok := w.Names.State(value); ok {
			return append(into, state)
		}
	}
	if found, ok := w.Names.Find(value, anyType...); ok {
		return append(into, found)
	}
	made, ok := w.Names.Named(value, a.spec.Type)
	if !ok {
		return into
	}
	if a.within != nil {
		for _, in := range a.within.find(c, w, line, nil) {
			if in.ID != made.ID {
				made.Within = in.ID
			}
		}
	}
	return append(into, made)
}

// trimBracket cuts a bracket with years at the end: "Military Forces of Mali (2020-)".
// Other brackets stay: "Protesters (Mali)".
func trimBracket(s string) string {
	before, in, ok := strings.Cut(s, " (")
	if ok && strings.HasSuffix(in, ")") && strings.ContainsAny(in, "0123456789") {
		return before
	}
	return s
}
