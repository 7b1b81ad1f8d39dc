package dataset

import (
	"encoding/xml"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// Decode reads the element into a struct with tags of encoding/xml. Fields
// that are strings, whole numbers, yes or no, structs and slices of strings and
// structs are filled from what was noted while the element was read; of structs
// with others encoding/xml reads the text again.
func (e *Element) Decode(v any) error {
	into := reflect.ValueOf(v).Elem()
	p := planOf(into.Type())
	if p == nil || len(e.nodes) == 0 {
		return xml.Unmarshal(e.raw, v)
	}
	return e.fillStruct(0, p, into)
}

// plan says what is done with an element and those within it.
type plan struct {
	down map[string]*plan
	what filling
	// of what is filled: the field of the struct at hand
	field int
	of    *structPlan
}

type filling uint8

const (
	passing filling = iota // only what is within it counts
	text
	texts
	one
	several
)

// structPlan is the plan of a struct.
type structPlan struct {
	plan
	attributes []valueOf[int] // fields
	characters int            // the field of the character data, or -1
}

var plans sync.Map // of reflect.Type: *structPlan, nil for those left to encoding/xml

func planOf(t reflect.Type) *structPlan {
	if p, ok := plans.Load(t); ok {
		return p.(*structPlan)
	}
	p := makePlan(t)
	plans.Store(t, p)
	return p
}

func makePlan(t reflect.Type) *structPlan {
	if t.Kind() != reflect.Struct {
		return nil
	}
	p := &structPlan{characters: -1}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, ok := f.Tag.Lookup("xml")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case !ok && !f.IsExported():
			continue
		case !ok || !f.IsExported() || f.Anonymous || strings.ContainsAny(name, " -*"):
			return nil
		case options == "attr" && isScalar(f.Type.Kind()):
			p.attributes = append(p.attributes, valueOf[int]{name, i})
			continue
		case options == "chardata" && f.Type.Kind() == reflect.String && name == "":
			p.characters = i
			continue
		case options != "" || name == "":
			return nil
		}
		leaf := &p.plan
		for part := range strings.SplitSeq(name, ">") {
			if leaf.down == nil {
				leaf.down = map[string]*plan{}
			}
			if leaf.down[part] == nil {
				leaf.down[part] = &plan{}
			}
			leaf = leaf.down[part]
		}
		if leaf.what != passing {
			return nil // two fields of one path
		}
		leaf.field = i
		switch kind := f.Type.Kind(); {
		case isScalar(kind):
			leaf.what = text
		case f.Type == reflect.TypeFor[[]string]():
			leaf.what = texts
		case kind == reflect.Struct:
			leaf.what, leaf.of = one, planOf(f.Type)
		case kind == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			leaf.what, leaf.of = several, planOf(f.Type.Elem())
		default:
			return nil
		}
		if leaf.what >= one && leaf.of == nil {
			return nil
		}
	}
	return p
}

func isScalar(k reflect.Kind) bool {
	return k == reflect.String || k == reflect.Bool || k == reflect.Int
}

// set sets a field that [isScalar], as encoding/xml does.
func set(field reflect.Value, text string) (err error) {
	switch field.Kind() {
	case reflect.String:
		field.SetString(text)
	case reflect.Bool:
		var yes bool
		if text != "" {
			yes, err = strconv.ParseBool(strings.TrimSpace(text))
		}
		field.SetBool(yes)
	default:
		var n int64
		if text != "" {
			n, err = strconv.ParseInt(strings.TrimSpace(text), 10, strconv.IntSize)
		}
		field.SetInt(n)
	}
	return err
}

// fillStruct fills a struct from a node, and from those within it.
func (e *Element) fillStruct(i int32, p *structPlan, into reflect.Value) error {
	n := &e.nodes[i]
	if p.characters >= 0 {
		into.Field(p.characters).SetString(e.characters(n))
	}
	if len(p.attributes) > 0 {
		for _, a := range e.attributes[n.with[0]:n.with[1]] {
			key := e.raw[a.key[0]:a.key[1]]
			for _, of := range p.attributes {
				if of.name == string(key) {
					if err := set(into.Field(of.v), e.piece(a.value)); err != nil {
						return err
					}
					break
				}
			}
		}
	}
	return e.fill(i, &p.plan, into)
}

// fill fills a struct from the nodes within a node.
func (e *Element) fill(i int32, p *plan, into reflect.Value) (err error) {
	for j := i + 1; j < e.nodes[i].end && err == nil; j = e.nodes[j].end {
		n := &e.nodes[j]
		if n.path.of != p {
			n.path.of, n.path.took = p, p.down[n.path.name]
		}
		q := n.path.took
		if q == nil {
			continue
		}
		switch q.what {
		case text:
			err = set(into.Field(q.field), e.characters(n))
		case texts:
			f := into.Field(q.field)
			list := f.Addr().Interface().(*[]string)
			*list = append(*list, e.characters(n))
		case one:
			err = e.fillStruct(j, q.of, into.Field(q.field))
		case several:
			f := into.Field(q.field)
			f.Grow(1)
			f.SetLen(f.Len() + 1)
			last := f.Index(f.Len() - 1)
			last.SetZero()
			err = e.fillStruct(j, q.of, last)
		}
		if q.down != nil && err == nil {
			err = e.fill(j, q, into)
		}
	}
	return err
}

// characters are the character data of an element, without what is within it.
func (e *Element) characters(n *xmlNode) string {
	s := e.piece(n.text)
	for _, m := range n.more {
		s += e.piece(m)
	}
	return s
}

// piece is what a piece of the element says.
func (e *Element) piece(at [2]int32) string {
	if e.Text == "" {
		return characters(string(e.raw[at[0]:at[1]]))
	}
	return characters(e.Text[at[0]:at[1]])
}
