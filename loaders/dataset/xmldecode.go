package dataset

import (
	"encoding/xml"
	"reflect"
	"strings"
	"sync"
)

// Decode reads the element into a struct with tags of encoding/xml. Fields
// that are strings, structs and slices of them are filled from what was noted
// while the element was read; of structs with others encoding/xml reads the
// text again.
func (e *Element) Decode(v any) error {
	into := reflect.ValueOf(v).Elem()
	p := planOf(into.Type())
	if p == nil || len(e.nodes) == 0 {
		return xml.Unmarshal([]byte(e.Text), v)
	}
	e.fillStruct(0, p, into)
	return nil
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
	attributes map[string]int // fields
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
	p := &structPlan{characters: -1, attributes: map[string]int{}}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, ok := f.Tag.Lookup("xml")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case !ok && !f.IsExported():
			continue
		case !ok || !f.IsExported() || f.Anonymous || strings.ContainsAny(name, " -*"):
			return nil
		case options == "attr" && f.Type.Kind() == reflect.String:
			p.attributes[name] = i
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
		case kind == reflect.String:
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

// fillStruct fills a struct from a node, and from those within it.
func (e *Element) fillStruct(i int32, p *structPlan, into reflect.Value) {
	n := &e.nodes[i]
	if p.characters >= 0 {
		into.Field(p.characters).SetString(e.characters(n))
	}
	if len(p.attributes) > 0 {
		rest := []byte(e.Text[n.tag[0]:n.tag[1]])
		for len(rest) > 0 {
			var key, value []byte
			if key, value, rest, _ = nextAttribute(rest); key == nil {
				break
			}
			if field, ok := p.attributes[string(key)]; ok {
				into.Field(field).SetString(characters(string(value)))
			}
		}
	}
	e.fill(i, &p.plan, into)
}

// fill fills a struct from the nodes within a node.
func (e *Element) fill(i int32, p *plan, into reflect.Value) {
	for j := i + 1; j < e.nodes[i].end; j = e.nodes[j].end {
		n := &e.nodes[j]
		q := p.down[n.name]
		if q == nil {
			continue
		}
		switch q.what {
		case text:
			into.Field(q.field).SetString(e.characters(n))
		case texts:
			f := into.Field(q.field)
			list := f.Addr().Interface().(*[]string)
			*list = append(*list, e.characters(n))
		case one:
			e.fillStruct(j, q.of, into.Field(q.field))
		case several:
			f := into.Field(q.field)
			f.Grow(1)
			f.SetLen(f.Len() + 1)
			last := f.Index(f.Len() - 1)
			last.SetZero()
			e.fillStruct(j, q.of, last)
		}
		if q.down != nil {
			e.fill(j, q, into)
		}
	}
}

// characters are the character data of an element, without what is within it.
func (e *Element) characters(n *xmlNode) string {
	s := characters(e.Text[n.text[0]:n.text[1]])
	for _, m := range n.more {
		s += characters(e.Text[m[0]:m[1]])
	}
	return s
}
