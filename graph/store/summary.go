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
	Claims, Sources int // in which it is subject or object, whatever their status; and in how many documents
	// Publishers counts sources that are independent of each other: documents
	// of one publisher are one.
	Publishers  int
	First, Last string  // the first and last day they can be about; "" if none says when
	Months      []Count // claims by the month of the last day they can be about: "2026-02"
	Disputed    int     // ties that some claims assert and others deny
	Groups      []SumGroup
}

// SumGroup are the ties of one group.
type SumGroup struct {
	Ties  []TieSum // most claims first, then newest, then by relation and other actor
	Total int      // how many there are, with those left out
}

// TieSum is the claims of one relation of an actor with another, in one
// direction.
type TieSum struct {
	Other       string // ID
	Relation    string
	Forward     bool // the actor is the subject; always true for symmetric relations
	Claims      int
	Sources     int // independent ones
	Statuses    map[graph.Status]int
	First, Last string // days; "" if none says when
}

// SumOptions say how [Store.Sum] sums up.
type SumOptions struct {
	Groups int
	// Group tells in which group a relation goes and whether it is symmetric.
	Group func(relation string) (group int, symmetric bool)
	Most  int // ties of each group; 0 means all

	// Allows, if not nil, tells which claims count. It is given what ties say
	// of a claim: relation, status, time, confidence, when it ended, the ID of
	// its source and, of a claim without a time, the day of its source.
	Allows func(*graph.Claim) bool
	// MinSources leaves out what fewer independent sources say. Claims of one
	// tie with one status are counted together; what has ended counts for
	// nothing.
	MinSources int
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
	made    map[string]uint64 // numbers of what the store has none for, from above its own up

	claims      int
	disputed    int
	first, last string
	days        map[uint64]int64 // claims by their last day
	sources     map[uint64]bool
	publishers  map[uint64]bool
	publisherOf map[uint64]uint64
	asked       int // sources whose publisher was looked up
	askable     int // and how many may be: then all are read
	statuses    []graph.Status
	relations   map[uint64]relationKind
	groups      []sumGroup

	now    [2][]said // the ties at hand: forward and back
	nowOf  [2]uint64
	nowAny bool
}

// said is one claim of the ties at hand.
type said struct {
	status            int // by place in summer.statuses
	source, publisher uint64
	first, last       string
	end               uint64 // the last day
	ended             bool
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
		publishers: map[uint64]bool{}, publisherOf: map[uint64]uint64{}, relations: map[uint64]relationKind{}, groups: make([]sumGroup, o.Groups)}
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
			if err := x.tie(t, nil); err != nil {
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
	type read struct {
		tie   index.Tie
		claim graph.Claim
	}
	var list []read
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
		t := index.Tie{Subject: forward}
		for _, n := range []struct {
			to    *uint64
			value quad.Value
		}{
			{&t.Other, quad.IRI(other)}, {&t.Relation, quad.IRI(graph.RelationPrefix + c.Relation)}, {&t.Status, quad.String(c.Status)},
			{&t.Source, graph.SourceIRI(c.Source.ID)}, {&t.Earliest, quad.String(c.Time.Earliest)}, {&t.Latest, quad.String(c.Time.Latest)},
		} {
			if *n.to, err = x.number(n.value); err != nil {
				return err
			}
		}
		list = append(list, read{t, c})
	}
	slices.SortFunc(list, func(a, b read) int {
		return cmp.Or(cmp.Compare(a.tie.Other, b.tie.Other), cmp.Compare(a.tie.Relation, b.tie.Relation))
	})
	for i := range list {
		if err := x.tie(&list[i].tie, &list[i].claim); err != nil {
			return err
		}
	}
	return nil
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

// tie counts a claim by its tie, or by the claim where that was read.
func (x *summer) tie(t *index.Tie, read *graph.Claim) error {
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
	one := said{source: t.Source, end: cmp.Or(t.Latest, t.Earliest)}
	if x.options.Allows != nil || x.options.MinSources > 1 {
		c, err := x.claim(t, read)
		if err != nil || x.options.Allows != nil && !x.options.Allows(&c) {
			return err
		}
		one.ended = c.Ended != ""
	}
	status, err := x.text(t.Status)
	if err != nil {
		return err
	}
	if one.status = slices.Index(x.statuses, graph.Status(status)); one.status < 0 {
		one.status = len(x.statuses)
		x.statuses = append(x.statuses, graph.Status(status))
	}
	if one.first, err = x.text(cmp.Or(t.Earliest, t.Latest)); err != nil {
		return err
	}
	if one.last, err = x.text(one.end); err != nil {
		return err
	}
	if one.publisher, err = x.publisher(t.Source); err != nil {
		return err
	}
	x.now[at] = append(x.now[at], one)
	return nil
}

// flush takes the ties at hand to their group.
func (x *summer) flush() error {
	for at := range x.now {
		list := x.now[at]
		x.now[at] = list[:0]
		if x.options.MinSources > 1 {
			list = enough(list, x.options.MinSources)
		}
		if len(list) == 0 {
			continue
		}
		kind, err := x.kind(x.nowOf[1])
		if err != nil {
			return err
		}
		s := sum{other: x.nowOf[0], relation: x.nowOf[1], forward: at == 0, claims: len(list), statuses: make([]int, len(x.statuses))}
		var by []uint64
		for i := range list {
			one := &list[i]
			s.statuses[one.status]++
			if one.first != "" && (s.first == "" || one.first < s.first) {
				s.first = one.first
			}
			s.last = max(s.last, one.last)
			if one.end != 0 {
				x.days[one.end]++
			}
			if one.source != 0 && (len(by) == 0 || by[len(by)-1] != one.publisher) {
				by = append(by, one.publisher)
			}
			if one.source != 0 {
				x.sources[one.source], x.publishers[one.publisher] = true, true
			}
		}
		slices.Sort(by)
		s.sources = len(slices.Compact(by))
		x.claims += len(list)
		if s.first != "" && (x.first == "" || s.first < x.first) {
			x.first = s.first
		}
		x.last = max(x.last, s.last)
		if x.count(s, graph.Asserted) > 0 && x.count(s, graph.Denied) > 0 {
			x.disputed++
		}
		g := &x.groups[kind.group]
		g.total++
		if s.claims >= g.least {
			g.kept = append(g.kept, s)
			if most := x.options.Most; most > 0 && len(g.kept) >= 4*most+64 {
				if err := x.cut(g); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// count is how many claims of a tie have a status.
func (x *summer) count(s sum, status graph.Status) int {
	if at := slices.Index(x.statuses, status); at >= 0 && at < len(s.statuses) {
		return s.statuses[at]
	}
	return 0
}

// enough keeps the claims of those statuses that at least n independent
// sources say.
func enough(list []said, n int) []said {
	by := map[int]map[uint64]bool{}
	for _, one := range list {
		if by[one.status] == nil {
			by[one.status] = map[uint64]bool{}
		}
		if !one.ended {
			by[one.status][one.publisher] = true
		}
	}
	return slices.DeleteFunc(list, func(one said) bool { return len(by[one.status]) < n })
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
	out := Summary{Claims: x.claims, Sources: len(x.sources), Publishers: len(x.publishers), Disputed: x.disputed, First: x.first, Last: x.last}
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
		if n > 0 {
			out.Statuses[x.statuses[i]] = n
		}
	}
	return out, nil
}
