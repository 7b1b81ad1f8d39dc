package store

import (
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"entente/graph"
)

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
	return q.array(found, nil)
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
		object, err := q.last(claim, predicate)
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
			e := edge{source: t.Actor, relation: t.Relation, target: t.Other, claim: t.Label}
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
	list, err := q.array(found, q.vm.ToValue(string(graph.Asserted)))
	if err != nil {
		return nil, err
	}
	out := q.vm.NewObject()
	if err := out.Set("found", list); err != nil {
		return nil, err
	}
	return out, out.Set("pending", q.vm.NewArray(pending...))
}
