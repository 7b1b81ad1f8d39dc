package store

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// roster reads the actors and their names. What one source alone says, or all
// say alike, is taken from the indexes; only where they differ, or actors are
// merged, is a description gathered.
func (s *snapshot) roster() (*roster, error) {
	b := rosterBuilder{snap: s, at: map[uint64]int{}}
	if err := b.read(); err != nil {
		return nil, err
	}
	return b.finish()
}

type rosterBuilder struct {
	snap   *snapshot
	actors []drawn
	at     map[uint64]int // numbers of actors: places in actors
	values map[uint64]quad.Value
}

// drawn is what the indexes say of an actor.
type drawn struct {
	number         uint64
	id             quad.IRI
	typ            string
	label, within  uint64 // numbers of values
	aliases, codes []uint64
	claims         int
	several        bool // sources differ
	gone           bool // merged into another
}

func (b *rosterBuilder) read() error {
	s := b.snap
	for _, t := range s.vocabulary.Types() {
		err := s.subjects(graph.RDFType, quad.IRI(graph.TypePrefix+t.Name), func(n uint64) error {
			i, ok := b.at[n]
			if !ok {
				i = len(b.actors)
				b.at[n] = i
				b.actors = append(b.actors, drawn{number: n})
			}
			a := &b.actors[i]
			switch a.typ {
			case "":
				a.typ = t.Name
			default:
				a.several = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, p := range []quad.IRI{graph.RDFSLabel, graph.AltLabel, graph.Identifier, graph.Within} {
		var last [2]uint64
		err := s.scan(pattern{predicate: p}, func(q ids) (bool, error) {
			this := [2]uint64{q[subjectAt], q[objectAt]}
			i, ok := b.at[this[0]]
			if this == last || !ok {
				return true, nil
			}
			last = this
			a := &b.actors[i]
			switch p {
			case graph.AltLabel:
				a.aliases = append(a.aliases, this[1])
			case graph.Identifier:
				a.codes = append(a.codes, this[1])
			case graph.Within:
				a.several = a.several || a.within != 0 && a.within != this[1]
				a.within = this[1]
			default:
				a.several = a.several || a.label != 0 && a.label != this[1]
				a.label = this[1]
			}
			return true, nil
		})
		if err != nil {
			return err
		}
	}
	if v := s.tied(); v != nil {
		return v.EachClaims(func(id uint64, n [4]int64) bool {
			if i, ok := b.at[id]; ok {
				b.actors[i].claims = int(n[0] + n[1])
			}
			return true
		})
	}
	for _, p := range []quad.IRI{graph.RDFSubject, graph.RDFObject} {
		var last uint64
		var a *drawn
		err := s.scan(pattern{predicate: p}, func(q ids) (bool, error) {
			if q[objectAt] != last {
				last, a = q[objectAt], nil
				if i, ok := b.at[last]; ok {
					a = &b.actors[i]
				}
			}
			if a != nil {
				a.claims++
			}
			return true, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readValues reads all that will be named, in the order of the store, where it
// has one.
func (b *rosterBuilder) readValues() error {
	r, ok := b.snap.reader.(indexReader)
	if !ok {
		return nil
	}
	var numbers []uint64
	for i := range b.actors {
		a := &b.actors[i]
		numbers = append(numbers, a.number)
		if a.label != 0 {
			numbers = append(numbers, a.label)
		}
		if a.within != 0 {
			numbers = append(numbers, a.within)
		}
		numbers = append(append(numbers, a.aliases...), a.codes...)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	b.values = make(map[uint64]quad.Value, len(numbers))
	return r.EachValue(numbers, func(id uint64, v quad.Value) error {
		b.values[id] = v
		return nil
	})
}

func (b *rosterBuilder) value(id uint64) (quad.Value, error) {
	if v, ok := b.values[id]; ok {
		return v, nil
	}
	return b.snap.reader.Value(id)
}

// finish names everything.
func (b *rosterBuilder) finish() (*roster, error) {
	s := b.snap
	merged, err := s.mergedInto()
	if err != nil {
		return nil, err
	}
	into := map[string]bool{}
	for _, a := range merged {
		into[a] = true
	}
	if err := b.readValues(); err != nil {
		return nil, err
	}
	for i := range b.actors {
		a := &b.actors[i]
		v, err := b.value(a.number)
		if err != nil {
			return nil, err
		}
		a.id, _ = v.(quad.IRI)
		a.gone = a.id == "" || merged[string(a.id)] != ""
		a.several = a.several || into[string(a.id)]
	}
	b.actors = slices.DeleteFunc(b.actors, func(a drawn) bool { return a.gone })
	slices.SortFunc(b.actors, func(a, b drawn) int { return cmp.Compare(a.id, b.id) })
	r := &roster{actors: make([]actorEntry, len(b.actors))}
	for i := range b.actors {
		if err := b.name(r, i); err != nil {
			return nil, err
		}
	}
	r.index()
	return r, nil
}

// name adds the names of an actor.
func (b *rosterBuilder) name(r *roster, i int) error {
	a := &b.actors[i]
	out := &r.actors[i]
	out.id, out.typ, out.claims = string(a.id), a.typ, a.claims
	first := len(r.names)
	add := func(kind NameKind, text string) {
		key := graph.Fold(text)
		if key == "" || slices.ContainsFunc(r.names[first:], func(n rosterName) bool { return n.folded == key }) {
			return
		}
		r.names = append(r.names, rosterName{uint32(i), kind, text, key})
	}
	if a.several {
		d, err := b.snap.description(a.id)
		if err != nil {
			return err
		}
		out.label, out.typ, out.within = d.Actor.Label, d.Actor.Type, d.Within
		add(Label, out.label)
		for _, n := range d.Aliases {
			add(Alias, n)
		}
		for _, c := range d.Codes {
			add(Code, c)
		}
		return nil
	}
	if a.within != 0 {
		v, err := b.value(a.within)
		if err != nil {
			return err
		}
		within, _ := v.(quad.IRI)
		out.within = string(within)
	}
	for _, list := range []struct {
		kind    NameKind
		numbers []uint64
	}{{Label, []uint64{a.label}}, {Alias, a.aliases}, {Code, a.codes}} {
		for _, n := range list.numbers {
			if n == 0 {
				continue
			}
			v, err := b.value(n)
			if err != nil {
				return err
			}
			text := textOf(v)
			if list.kind == Label {
				out.label = text
			}
			add(list.kind, text)
		}
	}
	return nil
}
