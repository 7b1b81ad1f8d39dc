package store

import (
	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/index"
)

// tied is the index of ties, if this store has one.
func (s *snapshot) tied() *index.View {
	if s.ties == nil {
		s.ties = new(*index.View)
		if r, ok := s.reader.(indexReader); ok && r.HasTies() {
			*s.ties = r.View
		}
	}
	return *s.ties
}

func iriOf(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	return string(iri)
}

func numberOf(v quad.Value) (float64, bool) {
	switch v := v.(type) {
	case quad.Float:
		return float64(v), true
	case quad.Int:
		return float64(v), true
	}
	return 0, false
}

// tieFilter is a [Filter] by the numbers of an index.
type tieFilter struct {
	snap                         *snapshot
	filter                       *Filter
	subjects, objects            map[uint64]bool // nil: any
	relations, statuses, sources map[uint64]bool
	nothing                      bool // something is asked for that the store does not have
}

// byTies says whether the claims that a filter chooses are best looked for
// among ties.
func (f *Filter) byTies() bool {
	switch {
	case len(f.IDs) > 0:
		return false
	case f.Between[0] != "", len(f.Actors)+len(f.Subjects)+len(f.Objects) > 0:
		return true
	case len(f.Sources) > 0:
		return false
	}
	return f.dated() || len(f.Relations) > 0 && len(f.Statuses) > 0
}

func (f *Filter) dated() bool { return f.MinConfidence > 0 || f.NotAfter != "" || f.NotBefore != "" }

// numbersByTies calls fn with the numbers of the claims that a filter chooses,
// by their ties; of a claim between two actors that are asked for it may do so
// twice. But for claims that say two things of themselves they are no more than
// the filter allows.
func (s *snapshot) numbersByTies(v *index.View, f *Filter, fn func(uint64) error) error {
	x, err := newTieFilter(s, v, f)
	if err != nil || x.nothing {
		return err
	}
	type pair struct{ actor, other uint64 }
	var asked []pair
	numbers := func(ids []string) error {
		for _, a := range ids {
			id, err := v.ID(quad.IRI(a))
			if err != nil {
				return err
			}
			if id != 0 {
				asked = append(asked, pair{id, 0})
			}
		}
		return nil
	}
	switch {
	case f.Between[0] != "":
		var ends [2]uint64
		for i, a := range f.Between {
			if ends[i], err = v.ID(quad.IRI(a)); err != nil || ends[i] == 0 {
				return err
			}
		}
		asked = []pair{{ends[0], ends[1]}}
	case len(f.Subjects) > 0:
		err = numbers(f.Subjects)
	case len(f.Objects) > 0:
		err = numbers(f.Objects)
	case len(f.Actors) > 0:
		err = numbers(f.Actors)
	default:
		asked = []pair{{0, 0}}
	}
	if err != nil {
		return err
	}
	for _, p := range asked {
		if err := x.each(v.Ties(p.actor, p.other), p.actor != 0, fn); err != nil {
			return err
		}
	}
	return nil
}

// each calls fn with the claims of those ties of a cursor that are allowed,
// and closes it.
func (x *tieFilter) each(c *index.TieCursor, both bool, fn func(uint64) error) error {
	defer c.Close()
	for c.Next() {
		ok, err := x.allows(c.Tie(), both)
		if err == nil && ok {
			err = fn(c.Tie().Label)
		}
		if err != nil {
			return err
		}
	}
	return c.Err()
}

func newTieFilter(s *snapshot, v *index.View, f *Filter) (*tieFilter, error) {
	x := &tieFilter{snap: s, filter: f}
	for _, part := range []struct {
		into   *map[uint64]bool
		values []quad.Value
	}{
		{&x.subjects, valuesOf(f.Subjects, func(id string) quad.Value { return quad.IRI(id) })},
		{&x.objects, valuesOf(f.Objects, func(id string) quad.Value { return quad.IRI(id) })},
		{&x.relations, valuesOf(f.Relations, func(r string) quad.Value { return quad.IRI(graph.RelationPrefix + r) })},
		{&x.statuses, valuesOf(f.Statuses, func(st graph.Status) quad.Value { return quad.String(st) })},
		{&x.sources, valuesOf(f.Sources, func(id string) quad.Value { return sourceNode(id) })},
	} {
		if len(part.values) == 0 {
			continue
		}
		*part.into = map[uint64]bool{}
		for _, value := range part.values {
			id, err := v.ID(value)
			if err != nil {
				return nil, err
			}
			if id != 0 {
				(*part.into)[id] = true
			}
		}
		x.nothing = x.nothing || len(*part.into) == 0
	}
	return x, nil
}

func valuesOf[T any](list []T, value func(T) quad.Value) []quad.Value {
	var out []quad.Value
	for _, x := range list {
		out = append(out, value(x))
	}
	return out
}

// allows says whether a tie is that of a claim which the filter lets through.
// Where all ties are gone through, each claim comes twice, and is taken once.
func (x *tieFilter) allows(t *index.Tie, both bool) (bool, error) {
	if !t.Claim || !both && !t.Subject {
		return false, nil
	}
	subject, object := t.Actor, t.Other
	if !t.Subject {
		subject, object = object, subject
	}
	in := func(set map[uint64]bool, id uint64) bool { return set == nil || set[id] }
	if !in(x.subjects, subject) || !in(x.objects, object) || !in(x.relations, t.Relation) {
		return false, nil
	}
	if t.Odd {
		return true, nil // to be read
	}
	if !in(x.statuses, t.Status) || !in(x.sources, t.Source) {
		return false, nil
	}
	f := x.filter
	if f.MinConfidence > 0 {
		v, err := x.snap.value(t.Confidence)
		if err != nil {
			return false, err
		}
		if sure, _ := numberOf(v); sure < f.MinConfidence {
			return false, nil
		}
	}
	if f.NotAfter != "" {
		day, err := x.snap.text(t.Earliest)
		if err != nil || day > f.NotAfter {
			return false, err
		}
	}
	if f.NotBefore != "" {
		day, err := x.snap.text(t.Latest)
		if err != nil || day != "" && day < f.NotBefore {
			return false, err
		}
	}
	return true, nil
}
