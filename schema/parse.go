package schema

import (
	"fmt"
	"regexp"

	"github.com/goccy/go-yaml"
)

var (
	typeName     = regexp.MustCompile(`^[A-Z][A-Za-z]+$`)
	relationName = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	cameoRoot    = regexp.MustCompile(`^(0[1-9]|1[0-9]|20)$`)
	property     = regexp.MustCompile(`^[PQ][1-9][0-9]*$`)
)

// plover are the event classes of the PLOVER manual v0.8.
var plover = map[string]bool{
	"AGREE": true, "CONSULT": true, "SUPPORT": true, "COOPERATE": true, "AID": true, "RETREAT": true,
	"REQUEST": true, "ACCUSE": true, "INVESTIGATE": true, "REJECT": true, "THREATEN": true, "PROTEST": true,
	"SANCTION": true, "MOBILIZE": true, "COERCE": true, "ASSAULT": true,
}

// Parse reads a vocabulary from its two YAML files and checks it whole: names,
// parents, domains, ranges and codes. Errors name the entry.
func Parse(types, relations []byte) (*Vocabulary, error) {
	v := &Vocabulary{typeAt: map[string]int{}, relAt: map[string]int{}}
	if err := unmarshal(types, &v.types); err != nil {
		return nil, fmt.Errorf("reading types: %w", err)
	}
	if err := unmarshal(relations, &v.relations); err != nil {
		return nil, fmt.Errorf("reading relations: %w", err)
	}
	for i, t := range v.types {
		if err := v.checkType(t); err != nil {
			return nil, fmt.Errorf("type %q (entry %d): %w", t.Name, i+1, err)
		}
		v.typeAt[t.Name] = i
	}
	for i, r := range v.relations {
		if err := v.checkRelation(r); err != nil {
			return nil, fmt.Errorf("relation %q (entry %d): %w", r.Name, i+1, err)
		}
		v.relAt[r.Name] = i
	}
	return v, nil
}

// unmarshal reads strict YAML. goccy/go-yaml v1.19.2 panics on some broken
// input (found by fuzzing), which is an error like any other here.
func unmarshal(text []byte, out any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not YAML: %v", r)
		}
	}()
	return yaml.UnmarshalWithOptions(text, out, yaml.Strict())
}

func (v *Vocabulary) checkType(t EntityType) error {
	_, again := v.typeAt[t.Name]
	_, parent := v.typeAt[t.Parent]
	switch {
	case !typeName.MatchString(t.Name):
		return fmt.Errorf("a type's name is one capitalised word")
	case again:
		return fmt.Errorf("stands twice")
	case t.Label == "" || t.Doc == "":
		return fmt.Errorf("label and doc must be given")
	case t.Name == Root && t.Parent != "":
		return fmt.Errorf("is the root and has no parent")
	case t.Name != Root && !parent:
		return fmt.Errorf("its parent %q does not stand above it", t.Parent)
	case t.Wikidata != "" && !property.MatchString(t.Wikidata):
		return fmt.Errorf("%q is no Wikidata item", t.Wikidata)
	}
	return nil
}

func (v *Vocabulary) checkRelation(r Relation) error {
	_, again := v.relAt[r.Name]
	switch {
	case !relationName.MatchString(r.Name):
		return fmt.Errorf("a relation's name is lower-case words joined by hyphens")
	case again:
		return fmt.Errorf("stands twice")
	case r.Label == "" || r.Inverse == "" || r.Doc == "":
		return fmt.Errorf("label, inverse and doc must be given")
	case r.Symmetric && r.Label != r.Inverse:
		return fmt.Errorf("is symmetric, so label and inverse must be the same")
	case r.Kind != State && r.Kind != Event:
		return fmt.Errorf("kind is %q: must be state or event", r.Kind)
	case r.Class != Cooperative && r.Class != Conflictual && r.Class != Neutral:
		return fmt.Errorf("class is %q: must be cooperative, conflictual or neutral", r.Class)
	case r.PLOVER != "" && !plover[r.PLOVER]:
		return fmt.Errorf("%q is no PLOVER class", r.PLOVER)
	case r.CAMEO != "" && !cameoRoot.MatchString(r.CAMEO):
		return fmt.Errorf("%q is no CAMEO root (01 to 20)", r.CAMEO)
	case r.Wikidata != "" && !property.MatchString(r.Wikidata):
		return fmt.Errorf("%q is no Wikidata property", r.Wikidata)
	case len(r.Domain) == 0 || len(r.Range) == 0:
		return fmt.Errorf("domain and range must be given")
	}
	for _, t := range append(append([]string{}, r.Domain...), r.Range...) {
		if _, ok := v.typeAt[t]; !ok {
			return v.UnknownType(t)
		}
	}
	if r.Symmetric && fmt.Sprint(r.Domain) != fmt.Sprint(r.Range) {
		return fmt.Errorf("is symmetric, so domain and range must be the same")
	}
	return nil
}
