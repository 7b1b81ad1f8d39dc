package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/index"
)

// Summary is what the claims of an actor come to.
type Summary struct {
	Claims, Sources int     // in which it is subject or object, whatever their status
	First, Last     string  // the first and last day they can be about; "" if none says when
	Months          []Count // claims by the month of the last day they can be about: "2026-02"
	Groups          []SumGroup
}

// SumGroup are the ties of one group.
type SumGroup struct {
	Ties  []TieSum // most claims first, then newest, then by relation and other actor
	Total int      // how many there are, with those left out
}

// TieSum is the claims of one relation of an actor with another, in one
// direction.
type TieSum struct {
	Other           string // ID
	Relation        string
	Forward         bool // the actor is the subject; always true for symmetric relations
	Claims, Sources int
	Statuses        map[graph.Status]int
	First, Last     string // days; "" if none says when
}

// SumOptions say how [Store.Sum] sums up.
type SumOptions struct {
	Groups int
	// Group tells in which group a relation goes and whether it is symmetric.
	Group func(relation string) (group int, symmetric bool)
	Most  int // ties of each group; 0 means all
}

// Sum sums up the claims in which an actor is subject or object. The backend
// entente keeps ties together: a hundred thousand are summed up in less than a
// tenth of a second.
func (s *Store) Sum(ctx context.Context, actor string, o SumOptions) (Summary, error) {
	var out Summary
	err := s.view(ctx, func(snap *snapshot) error {
		x := newSummer(snap, o)
		err := x.read(quad.IRI(actor))
		if err == nil {
			out, err = x.summary()
		}
		if err != nil {
			return fmt.Errorf("summing up the claims of %s: %w", actor, err)
		}
		return nil
	})
	return out, err
}

// summer sums up ties that come sorted by their other end and relation. It
// works with numbers; what is shown is named at the end.
type summer struct {
	snap    *snapshot
	options SumOptions
	texts   map[uint64]string // of numbers
	made    map[string]uint64 // numbers of claims that were read whole, from above those of the store down

	claims      int
	first, last string
	days        map[uint64]int64 // claims by their last day
	sources     map[uint64]bool
	statuses    []uint64
	relations   map[uint64]relationKind
	groups      []sumGroup

	now    [2]sum // the ties at hand: forward and back
	nowOf  [2]uint64
	nowBy  [2][]uint64 // their sources
	nowAny bool
}

type relationKind struct {
	group     int
	symmetric bool
}

type sum struct {
	other, relation uint64
	forward         bool
	claims, sources int
	statuses        []int // by place in summer.statuses
	first, last     string
}

type sumGroup struct {
	kept  []sum
	total int
	least int // claims below which none is kept any more
}

func newSummer(s *snapshot, o SumOptions) *summer {
	return &summer{snap: s, options: o, texts: map[uint64]string{}, made: map[string]uint64{}, days: map[uint64]int64{}, sources: map[uint64]bool{},
		relations: map[uint64]relationKind{}, groups: make([]sumGroup, o.Groups)}
}

func (x *summer) read(actor quad.IRI) error {
	v := x.snap.tied()
	if v == nil {
		return x.readClaims(actor, nil)
	}
	id, err := v.ID(actor)
	if id == 0 || err != nil {
		return err
	}
	c := v.Ties(id, 0)
	defer c.Close()
	var odd []uint64
	for c.Next() {
		switch t := c.Tie(); {
		case !t.Claim || t.Other == t.Actor && !t.Subject:
		case t.Odd:
			odd = append(odd, t.Label)
		default:
			if err := x.tie(t); err != nil {
				return err
			}
		}
	}
	if err := c.Err(); err != nil || len(odd) == 0 {
		return err
	}
	ids := []quad.IRI{}
	for _, l := range odd {
		node, err := x.snap.value(l)
		if err != nil {
			return err
		}
		if iri, ok := node.(quad.IRI); ok {
			ids = append(ids, iri)
		}
	}
	return x.readClaims(actor, ids)
}

// readClaims sums up claims that have to be read; ids nil means all.
func (x *summer) readClaims(actor quad.IRI, ids []quad.IRI) error {
	if ids == nil {
		var err error
		if ids, err = x.snap.choose(Filter{Actors: []string{string(actor)}}); err != nil {
			return err
		}
	}
	var list []index.Tie
	for _, id := range ids {
		c, err := x.snap.bareClaim(id)
		if err != nil {
			return err
		}
		other, forward := c.Object.ID, true
		if c.Subject.ID != string(actor) {
			if other, forward = c.Subject.ID, false; c.Object.ID != string(actor) {
				continue
			}
		}
		list = append(list, index.Tie{Other: x.number(other), Relation: x.number(graph.RelationPrefix + c.Relation), Subject: forward,
			Status: x.number(string(c.Status)), Source: x.number(string(graph.SourceIRI(c.Source.ID))),
			Earliest: x.number(c.Time.Earliest), Latest: x.number(c.Time.Latest)})
	}
	slices.SortFunc(list, func(a, b index.Tie) int {
		return cmp.Or(cmp.Compare(a.Other, b.Other), cmp.Compare(a.Relation, b.Relation))
	})
	for i := range list {
		if err := x.tie(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

// number gives a text a number as if it were a value: that of the store's own,
// if it is one.
func (x *summer) number(text string) uint64 {
	if text == "" {
		return 0
	}
	if n, ok := x.made[text]; ok {
		return n
	}
	n := index.MaxValues + uint64(len(x.made)) + 1
	if x.snap.tied() != nil { // some claims were summed up by the store's numbers
		for id, known := range x.texts {
			if known == text {
				n = id
				break
			}
		}
	}
	x.made[text], x.texts[n] = n, text
	return n
}

// text is what a number stands for: an IRI as it is, or a string.
func (x *summer) text(id uint64) (string, error) {
	if id == 0 {
		return "", nil
	}
	if t, ok := x.texts[id]; ok {
		return t, nil
	}
	v, err := x.snap.reader.Value(id)
	if err != nil {
		return "", err
	}
	t := iriOf(v)
	if t == "" {
		t = textOf(v)
	}
	x.texts[id] = t
	return t, nil
}

func (x *summer) kind(relation uint64) (relationKind, error) {
	if k, ok := x.relations[relation]; ok {
		return k, nil
	}
	name, err := x.text(relation)
	if err != nil {
		return relationKind{}, err
	}
	var k relationKind
	k.group, k.symmetric = x.options.Group(strings.TrimPrefix(name, graph.RelationPrefix))
	x.relations[relation] = k
	return k, nil
}

func (x *summer) tie(t *index.Tie) error {
	if this := [2]uint64{t.Other, t.Relation}; this != x.nowOf || !x.nowAny {
		if err := x.flush(); err != nil {
			return err
		}
		x.nowOf, x.nowAny = this, true
	}
	kind, err := x.kind(t.Relation)
	if err != nil {
		return err
	}
	at := 0
	if !t.Subject && !kind.symmetric {
		at = 1
	}
	s := &x.now[at]
	s.claims++
	x.claims++
	status := slices.Index(x.statuses, t.Status)
	if status < 0 {
		status = len(x.statuses)
		x.statuses = append(x.statuses, t.Status)
	}
	for len(s.statuses) <= status {
		s.statuses = append(s.statuses, 0)
	}
	s.statuses[status]++
	first, err := x.text(cmp.Or(t.Earliest, t.Latest))
	if err != nil {
		return err
	}
	end := cmp.Or(t.Latest, t.Earliest)
	last, err := x.text(end)
	if err != nil {
		return err
	}
	if first != "" && (s.first == "" || first < s.first) {
		s.first = first
	}
	s.last = max(s.last, last)
	if end != 0 {
		x.days[end]++
	}
	if by := x.nowBy[at]; t.Source != 0 && (len(by) == 0 || by[len(by)-1] != t.Source) {
		x.nowBy[at] = append(by, t.Source)
	}
	return nil
}

// flush takes the ties at hand to their group.
func (x *summer) flush() error {
	for at := range x.now {
		s := &x.now[at]
		if s.claims == 0 {
			continue
		}
		by := x.nowBy[at]
		slices.Sort(by)
		by = slices.Compact(by)
		for _, id := range by {
			x.sources[id] = true
		}
		if s.first != "" && (x.first == "" || s.first < x.first) {
			x.first = s.first
		}
		x.last = max(x.last, s.last)
		kind, err := x.kind(x.nowOf[1])
		if err != nil {
			return err
		}
		g := &x.groups[kind.group]
		g.total++
		if s.claims >= g.least {
			g.kept = append(g.kept, sum{other: x.nowOf[0], relation: x.nowOf[1], forward: at == 0, claims: s.claims, sources: len(by),
				statuses: slices.Clone(s.statuses), first: s.first, last: s.last})
			if most := x.options.Most; most > 0 && len(g.kept) >= 4*most+64 {
				if err := x.cut(g); err != nil {
					return err
				}
			}
		}
		*s = sum{statuses: s.statuses[:0]}
		x.nowBy[at] = by[:0]
	}
	return nil
}

// cut sorts the ties of a group and drops those that are too many.
func (x *summer) cut(g *sumGroup) error {
	var failed error
	name := func(id uint64) string {
		t, err := x.text(id)
		failed = cmp.Or(failed, err)
		return t
	}
	slices.SortFunc(g.kept, func(a, b sum) int {
		if c := cmp.Or(cmp.Compare(b.claims, a.claims), cmp.Compare(b.last, a.last)); c != 0 {
			return c
		}
		if a.relation != b.relation {
			return cmp.Compare(name(a.relation), name(b.relation))
		}
		if a.other != b.other {
			return cmp.Compare(name(a.other), name(b.other))
		}
		if a.forward {
			return -1
		}
		return 1
	})
	if most := x.options.Most; most > 0 && len(g.kept) > most {
		g.kept = g.kept[:most]
		g.least = g.kept[most-1].claims
	}
	return failed
}

func (x *summer) summary() (Summary, error) {
	if err := x.flush(); err != nil {
		return Summary{}, err
	}
	out := Summary{Claims: x.claims, Sources: len(x.sources), First: x.first, Last: x.last}
	months := map[string]int64{}
	for id, n := range x.days {
		day, err := x.text(id)
		if err != nil {
			return out, err
		}
		if len(day) >= len("2026-02") {
			months[day[:len("2026-02")]] += n
		}
	}
	for _, m := range sortedKeys(months) {
		out.Months = append(out.Months, Count{m, months[m]})
	}
	for i := range x.groups {
		g := &x.groups[i]
		if err := x.cut(g); err != nil {
			return out, err
		}
		named := SumGroup{Total: g.total}
		for _, s := range g.kept {
			t, err := x.named(s)
			if err != nil {
				return out, err
			}
			named.Ties = append(named.Ties, t)
		}
		out.Groups = append(out.Groups, named)
	}
	return out, x.snap.ctx.Err()
}

func (x *summer) named(s sum) (TieSum, error) {
	other, err := x.text(s.other)
	if err != nil {
		return TieSum{}, err
	}
	relation, err := x.text(s.relation)
	if err != nil {
		return TieSum{}, err
	}
	out := TieSum{Other: other, Relation: strings.TrimPrefix(relation, graph.RelationPrefix), Forward: s.forward, Claims: s.claims, Sources: s.sources, First: s.first, Last: s.last,
		Statuses: map[graph.Status]int{}}
	for i, n := range s.statuses {
		if n == 0 {
			continue
		}
		status, err := x.text(x.statuses[i])
		if err != nil {
			return out, err
		}
		out.Statuses[graph.Status(status)] = n
	}
	return out, nil
}
