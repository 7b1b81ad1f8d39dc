package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"entente/graph"
)

// heard is what a claim says of itself, by the numbers of values; 0 is
// nothing.
type heard struct{ latest, earliest, status, source uint64 }

// claimsHeard are the claims of some actors, as their ties tell it.
type claimsHeard struct {
	q                                *quick
	of                               map[uint64]heard
	latest, earliest, status, source uint64 // predicates
	days                             map[uint64]string
}

func (q *quick) hear() (*claimsHeard, error) {
	h := &claimsHeard{q: q, of: map[uint64]heard{}, days: map[uint64]string{0: ""}}
	for _, p := range []struct {
		into *uint64
		iri  quad.IRI
	}{{&h.latest, graph.Latest}, {&h.earliest, graph.Earliest}, {&h.status, graph.StatusOf}, {&h.source, graph.DerivedFrom}} {
		var err error
		if *p.into, err = q.snap.number(p.iri); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// actor reads the ties of an actor.
func (h *claimsHeard) actor(id uint64) error {
	c := h.q.view.Ties(id, 0)
	defer c.Close()
	for c.Next() {
		if t := c.Tie(); !t.Odd {
			h.of[t.Label] = heard{t.Latest, t.Earliest, t.Status, t.Source}
		}
	}
	return c.Err()
}

// claim is what one claim says.
func (h *claimsHeard) claim(id uint64) (heard, error) {
	if c, ok := h.of[id]; ok {
		return c, nil
	}
	var c heard
	for _, p := range []struct {
		into      *uint64
		predicate uint64
	}{{&c.latest, h.latest}, {&c.earliest, h.earliest}, {&c.status, h.status}, {&c.source, h.source}} {
		if p.predicate == 0 {
			continue
		}
		// Of several the last counts, as for the prelude.
		err := h.q.snap.follow(ids{subjectAt: id, predicateAt: p.predicate}, func(at ids) (bool, error) {
			*p.into = at[objectAt]
			return true, nil
		})
		if err != nil {
			return c, err
		}
	}
	h.of[id] = c
	return c, nil
}

// day is the last day that a claim can be about; "" if unknown.
func (h *claimsHeard) day(claim uint64) (string, error) {
	c, err := h.claim(claim)
	if err != nil {
		return "", err
	}
	id := c.latest
	if id == 0 {
		id = c.earliest
	}
	day, ok := h.days[id]
	if !ok {
		if day, err = h.q.snap.text(id); err == nil {
			h.days[id] = day
		}
	}
	return day, err
}

// newest are the first so many of edges by day, the newest first, then by
// claim: the order of the prelude's newest.
func (h *claimsHeard) newest(edges []edge, limit int) ([]edge, error) {
	if len(edges) <= limit {
		return edges, nil
	}
	type dated struct {
		edge
		day, name string
	}
	all := make([]dated, len(edges))
	// By number, so that what must be read is read in the order in which it stands.
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.claim, b.claim) })
	for i, e := range edges {
		day, err := h.day(e.claim)
		if err != nil {
			return nil, err
		}
		all[i] = dated{edge: e, day: day}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return strings.Compare(b.day, a.day) })
	// Names are asked of those only between which they decide.
	from, to := limit, limit
	for from > 0 && all[from-1].day == all[limit].day {
		from--
	}
	for to < len(all) && all[to].day == all[limit].day {
		to++
	}
	if from < limit {
		among := all[from:to]
		slices.SortFunc(among, func(a, b dated) int { return cmp.Compare(a.claim, b.claim) })
		var numbers []uint64
		for _, d := range among {
			numbers = append(numbers, d.claim)
		}
		names := map[uint64]string{}
		err := h.q.view.EachValue(slices.Compact(numbers), func(id uint64, v quad.Value) error {
			names[id] = quad.StringOf(v)
			return nil
		})
		if err != nil {
			return nil, err
		}
		for i := range among {
			among[i].name = names[among[i].claim]
		}
		slices.SortStableFunc(among, func(a, b dated) int { return strings.Compare(a.name, b.name) })
	}
	edges = edges[:0]
	for _, d := range all[:limit] {
		edges = append(edges, d.edge)
	}
	return edges, nil
}

// manyEdges is from how many edges of an actor on its ties are read in one go.
const manyEdges = 200

// top stands for the prelude's: top(actors, relations, out, into, limit), the
// newest edges.
func (q *quick) top(call goja.FunctionCall) (goja.Value, error) {
	actors, err := q.numbers(call.Argument(0))
	if err != nil {
		return nil, err
	}
	relations, err := q.numbers(call.Argument(1))
	if err != nil {
		return nil, err
	}
	var found []edge
	many := map[uint64]bool{}
	for _, actor := range actors {
		before := len(found)
		for i, forward := range []bool{true, false} {
			if !call.Argument(2 + i).ToBoolean() {
				continue
			}
			if found, err = q.edges(found, actor, relations, forward); err != nil {
				return nil, err
			}
		}
		if len(found)-before >= manyEdges {
			many[actor] = true
		}
	}
	limit := int(call.Argument(4).ToInteger())
	if len(found) > limit {
		h, err := q.hear()
		if err != nil {
			return nil, err
		}
		for _, actor := range actors {
			if many[actor] {
				if err := h.actor(actor); err != nil {
					return nil, err
				}
			}
		}
		if found, err = h.newest(found, limit); err != nil {
			return nil, err
		}
	}
	return q.array(found, "")
}

// about lists the claims that an actor is subject or object of, each once.
func (q *quick) about(actor uint64) ([]edge, error) {
	var found []edge
	seen := map[uint64]bool{}
	for _, p := range []quad.IRI{graph.RDFSubject, graph.RDFObject} {
		predicate, err := q.snap.number(p)
		if err != nil {
			return nil, err
		}
		if predicate == 0 || actor == 0 {
			continue
		}
		err = q.snap.follow(ids{predicateAt: predicate, objectAt: actor}, func(at ids) (bool, error) {
			if claim := at[subjectAt]; !seen[claim] {
				seen[claim] = true
				found = append(found, edge{claim: claim})
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// heardOf are the claims about an actor and what they say.
func (q *quick) heardOf(v goja.Value) ([]edge, *claimsHeard, error) {
	actor, err := q.number(v)
	if err != nil {
		return nil, nil, err
	}
	found, err := q.about(actor)
	if err != nil {
		return nil, nil, err
	}
	h, err := q.hear()
	if err == nil && len(found) >= manyEdges {
		err = h.actor(actor)
	}
	return found, h, err
}

// recent stands for the prelude's: recent(actor, statuses, predicate, limit).
func (q *quick) recent(call goja.FunctionCall) (goja.Value, error) {
	found, h, err := q.heardOf(call.Argument(0))
	if err != nil {
		return nil, err
	}
	if set := call.Argument(1); !goja.IsUndefined(set) && !goja.IsNull(set) {
		wanted, err := q.numbers(set)
		if err != nil {
			return nil, err
		}
		kept := found[:0]
		for _, e := range found {
			c, err := h.claim(e.claim)
			if err != nil {
				return nil, err
			}
			if slices.Contains(wanted, c.status) {
				kept = append(kept, e)
			}
		}
		found = kept
	}
	if p := call.Argument(2); !goja.IsUndefined(p) && !goja.IsNull(p) {
		predicate, err := q.number(p)
		if err != nil {
			return nil, err
		}
		if found, err = q.having(found, predicate); err != nil {
			return nil, err
		}
	}
	if found, err = h.newest(found, int(call.Argument(3).ToInteger())); err != nil {
		return nil, err
	}
	return q.array(found, "")
}

// having leaves of claims those that say something under a predicate.
func (q *quick) having(claims []edge, predicate uint64) ([]edge, error) {
	if predicate == 0 {
		return nil, nil
	}
	uses, err := q.view.Uses(predicate, predicateAt)
	if err != nil {
		return nil, err
	}
	has := func(claim uint64) (bool, error) {
		object, _, err := q.object(claim, predicate)
		return object != 0, err
	}
	// One pass over all who say so, where that is less than a look at each.
	if uses/10 < int64(len(claims)) {
		all := map[uint64]bool{}
		err := q.snap.follow(ids{predicateAt: predicate}, func(at ids) (bool, error) {
			all[at[subjectAt]] = true
			return true, nil
		})
		if err != nil {
			return nil, err
		}
		has = func(claim uint64) (bool, error) { return all[claim], nil }
	}
	kept := claims[:0]
	for _, e := range claims {
		ok, err := has(e.claim)
		if err != nil {
			return nil, err
		}
		if ok {
			kept = append(kept, e)
		}
	}
	return kept, nil
}

// documents stands for the prelude's: documents(actor), how many claims about
// an actor each document makes.
func (q *quick) documents(call goja.FunctionCall) (goja.Value, error) {
	found, h, err := q.heardOf(call.Argument(0))
	if err != nil {
		return nil, err
	}
	claims := map[uint64]int{}
	for _, e := range found {
		c, err := h.claim(e.claim)
		if err != nil {
			return nil, err
		}
		if c.source != 0 {
			claims[c.source]++
		}
	}
	out := q.vm.NewObject()
	for id, n := range claims {
		name, err := q.word(id)
		if err == nil {
			err = out.Set(name.String(), n)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// claims stands for the first half of the prelude's: claims(actor, other) are
// the edges between two, and "pending" those claims that have no edge.
func (q *quick) claims(call goja.FunctionCall) (goja.Value, error) {
	var ends [2]uint64
	var err error
	for i := range ends {
		if ends[i], err = q.number(call.Argument(i)); err != nil {
			return nil, err
		}
	}
	var found []edge
	var pending []any
	if ends[0] != 0 && ends[1] != 0 {
		c := q.view.Ties(ends[0], ends[1])
		defer c.Close()
		for c.Next() {
			t := c.Tie()
			e := edge{t.Actor, t.Relation, t.Other, t.Label}
			if !t.Subject {
				e.source, e.target = e.target, e.source
			}
			if t.Edge {
				found = append(found, e)
			} else if t.Claim {
				w, err := q.word(t.Label)
				if err != nil {
					return nil, err
				}
				pending = append(pending, w)
			}
		}
		if err := c.Err(); err != nil {
			return nil, err
		}
	}
	list, err := q.array(found, string(graph.Asserted))
	if err != nil {
		return nil, err
	}
	out := q.vm.NewObject()
	if err := out.Set("found", list); err != nil {
		return nil, err
	}
	return out, out.Set("pending", q.vm.NewArray(pending...))
}
