// Package schema holds the vocabulary: which types of actor there are and
// which relations can hold between them. The vocabulary is data (types.yaml,
// relations.yaml), read and checked by [Builtin]; to add a type or a relation,
// add one entry there and nothing else.
package schema

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed types.yaml
var typesYAML []byte

//go:embed relations.yaml
var relationsYAML []byte

// Root is the type every type descends from.
const Root = "Actor"

// EntityType is what an actor can be.
type EntityType struct {
	Name     string `yaml:"name" json:"name"`
	Label    string `yaml:"label" json:"label"`
	Parent   string `yaml:"parent" json:"parent,omitempty"`   // empty only for Root
	Passive  bool   `yaml:"passive" json:"passive,omitempty"` // see [Vocabulary.Sign]
	Wikidata string `yaml:"wikidata" json:"wikidata,omitempty"`
	Doc      string `yaml:"doc" json:"doc"`
}

// Kind tells relations that last from those that happen.
type Kind string

// The two kinds of relation.
const (
	State Kind = "state"
	Event Kind = "event"
)

// Class is the sign of a relation.
type Class string

// The three classes of relation.
const (
	Cooperative Class = "cooperative"
	Conflictual Class = "conflictual"
	Neutral     Class = "neutral"
)

// Relation is what one actor can do to, or be for, another.
type Relation struct {
	Name      string   `yaml:"name" json:"name"`
	Label     string   `yaml:"label" json:"label"`
	Inverse   string   `yaml:"inverse" json:"inverse"` // label read from object to subject
	Symmetric bool     `yaml:"symmetric" json:"symmetric"`
	Domain    []string `yaml:"domain" json:"domain"` // entity types allowed as subject, with their descendants
	Range     []string `yaml:"range" json:"range"`   // entity types allowed as object, with their descendants
	Kind      Kind     `yaml:"kind" json:"kind"`
	Class     Class    `yaml:"class" json:"class"`
	PLOVER    string   `yaml:"plover" json:"plover"` // class of the PLOVER manual v0.8; empty for standing relations
	CAMEO     string   `yaml:"cameo" json:"cameo"`   // two-digit CAMEO root; empty for standing relations
	Wikidata  string   `yaml:"wikidata" json:"wikidata,omitempty"`
	Doc       string   `yaml:"doc" json:"doc"`
}

// Vocabulary is a checked set of types and relations. It does not change
// after it was read and may be shared.
type Vocabulary struct {
	types     []EntityType
	relations []Relation
	typeAt    map[string]int
	relAt     map[string]int
}

// Builtin gives the vocabulary that Entente comes with.
var Builtin = sync.OnceValue(func() *Vocabulary {
	v, err := Parse(typesYAML, relationsYAML)
	if err != nil {
		// The files are part of the program and tested with it.
		panic("schema: built-in vocabulary: " + err.Error())
	}
	return v
})

// Types lists the entity types, parents before children.
func (v *Vocabulary) Types() []EntityType { return slices.Clone(v.types) }

// Relations lists the relations in the order of the file.
func (v *Vocabulary) Relations() []Relation { return slices.Clone(v.relations) }

// Type finds an entity type by its exact name.
func (v *Vocabulary) Type(name string) (EntityType, bool) {
	i, ok := v.typeAt[name]
	if !ok {
		return EntityType{}, false
	}
	return v.types[i], true
}

// Relation finds a relation by its exact name.
func (v *Vocabulary) Relation(name string) (Relation, bool) {
	i, ok := v.relAt[name]
	if !ok {
		return Relation{}, false
	}
	return v.relations[i], true
}

// IsA tells whether typ is ancestor or descends from it.
func (v *Vocabulary) IsA(typ, ancestor string) bool {
	for typ != "" {
		if typ == ancestor {
			return true
		}
		i, ok := v.typeAt[typ]
		if !ok {
			return false
		}
		typ = v.types[i].Parent
	}
	return false
}

// Sign is what a relation between actors of two types says of how they stand
// to each other: 1 for cooperation, -1 for conflict, 0 for neither. Places,
// vessels, agreements and their like are on nobody's side, so a relation with
// one of them has no sign: who deploys ships to a sea is not at odds with it.
func (v *Vocabulary) Sign(relation, subject, object string) int {
	r, ok := v.Relation(relation)
	if !ok || v.passive(subject) || v.passive(object) {
		return 0
	}
	switch r.Class {
	case Cooperative:
		return 1
	case Conflictual:
		return -1
	}
	return 0
}

// passive tells whether a type or one that it descends from is.
func (v *Vocabulary) passive(typ string) bool {
	for {
		t, ok := v.Type(typ)
		if !ok || t.Passive {
			return ok
		}
		typ = t.Parent
	}
}

// Allows says whether a relation may hold between actors of two types; the
// error names what is wrong and what the relation takes.
func (v *Vocabulary) Allows(relation, subject, object string) error {
	r, ok := v.Relation(relation)
	if !ok {
		return v.UnknownRelation(relation)
	}
	for _, end := range []struct {
		name, typ string
		allowed   []string
	}{{"subject", subject, r.Domain}, {"object", object, r.Range}} {
		if _, ok := v.Type(end.typ); !ok {
			return v.UnknownType(end.typ)
		}
		if !slices.ContainsFunc(end.allowed, func(a string) bool { return v.IsA(end.typ, a) }) {
			return fmt.Errorf("%s takes %s as %s, not a %s", relation, strings.Join(end.allowed, ", "), end.name, end.typ)
		}
	}
	return nil
}

// UnknownRelation is the error for a relation that the vocabulary lacks.
func (v *Vocabulary) UnknownRelation(name string) error {
	names := make([]string, len(v.relations))
	for i, r := range v.relations {
		names[i] = r.Name
	}
	return unknown("relation", name, names)
}

// UnknownType is the error for an entity type that the vocabulary lacks.
func (v *Vocabulary) UnknownType(name string) error {
	names := make([]string, len(v.types))
	for i, t := range v.types {
		names[i] = t.Name
	}
	return unknown("entity type", name, names)
}

func unknown(what, name string, known []string) error {
	if near := Nearest(name, known, 3); len(near) > 0 {
		return fmt.Errorf("unknown %s %q: did you mean %s?", what, name, strings.Join(near, ", "))
	}
	return fmt.Errorf("unknown %s %q (entente schema lists them)", what, name)
}
