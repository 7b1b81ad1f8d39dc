package store

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"entente/graph"
	"entente/graph/store/index"
)

// about lists the claims that an actor is subject or object of, each once, and
// what they say, if its ties tell all of it; else nothing of that.
func (q *quick) about(actor uint64) ([]edge, []heard, error) {
	if tied, err := q.allTied(); err != nil {
		return nil, nil, err
	} else if tied {
		if found, told, err := q.aboutByTies(actor); told != nil || err != nil {
			return found, told, err
		}
	}
	var found []edge
	seen := map[uint64]bool{}
	for _, p := range []quad.IRI{graph.RDFSubject, graph.RDFObject} {
		predicate, err := q.snap.number(p)
		if err != nil {
			return nil, nil, err
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
			return nil, nil, err
		}
	}
	return found, nil, nil
}

// allTied says whether every quad that says whom a claim is about is that of a
// tie: there are as many of each kind as claims that have all of them.
func (q *quick) allTied() (bool, error) {
	claims, err := q.view.Claims(0)
	if err != nil {
		return false, err
	}
	for _, p := range []quad.IRI{graph.RDFSubject, graph.RDFPredicate, graph.RDFObject} {
		predicate, err := q.snap.number(p)
		if err != nil {
			return false, err
		}
		if n, err := q.view.Uses(predicate, predicateAt); n != claims[0] || err != nil {
			return false, err
		}
	}
	return true, nil
}

// aboutByTies is about where all claims are ties; nothing if one of them has
// to be read for itself.
func (q *quick) aboutByTies(actor uint64) ([]edge, []heard, error) {
	type of struct {
		claim uint64
		heard heard
		odd   bool
	}
	parts, err := tiesInParts(q.view, actor, func(t *index.Tie) (of, bool) {
		return of{t.Label, heardIn(t), t.Odd}, t.Claim && (t.Odd || t.Subject || t.Other != t.Actor)
	})
	if err != nil {
		return nil, nil, err
	}
	n := 0
	for _, part := range parts {
		n += len(part)
	}
	found, told := make([]edge, 0, n), make([]heard, 0, n)
	for _, part := range parts {
		for i := range part {
			if part[i].odd {
				return nil, nil, nil
			}
			found, told = append(found, edge{claim: part[i].claim, at: len(told)}), append(told, part[i].heard)
		}
	}
	return found, told, nil
}

// heardOf are the claims about an actor and what they say; edge.at is the place
// of that.
func (q *quick) heardOf(v goja.Value) ([]edge, []heard, error) {
	actor, err := q.number(v)
	if actor == 0 || err != nil {
		return nil, nil, err
	}
	found, told, err := q.about(actor)
	if err != nil || told != nil {
		return found, told, err
	}
	h, err := q.hear()
	if err != nil {
		return nil, nil, err
	}
	for i := range found {
		found[i].source = actor // for its ties
	}
	if err := cmp.Or(h.readAbout(found), h.readEach(found)); err != nil {
		return nil, nil, err
	}
	told = make([]heard, len(found))
	for i := range found {
		if told[i], err = h.claim(found[i].claim); err != nil {
			return nil, nil, err
		}
		found[i] = edge{claim: found[i].claim, at: i}
	}
	return found, told, nil
}

// recent stands for the prelude's: recent(actor, statuses, predicate, limit).
func (q *quick) recent(call goja.FunctionCall) (goja.Value, error) {
	found, told, err := q.heardOf(call.Argument(0))
	if err != nil {
		return nil, err
	}
	h, err := q.hear()
	if err != nil {
		return nil, err
	}
	if set := call.Argument(1); !goja.IsUndefined(set) && !goja.IsNull(set) {
		wanted, err := q.numbers(set)
		if err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(found, func(e edge) bool { return !slices.Contains(wanted, uint64(told[e.at].status)) })
	}
	if p := call.Argument(2); !goja.IsUndefined(p) && !goja.IsNull(p) {
		predicate, err := q.number(p)
		if err != nil {
			return nil, err
		}
		if slices.Contains(h.more, predicate) {
			found = slices.DeleteFunc(found, func(e edge) bool { return told[e.at].whole && !told[e.at].more })
		}
		if found, err = q.having(found, predicate); err != nil {
			return nil, err
		}
	}
	days := make([]uint64, len(found))
	for i := range found {
		days[i] = told[found[i].at].day()
	}
	if found, err = h.last(found, days, int(call.Argument(3).ToInteger())); err != nil {
		return nil, err
	}
	for _, e := range found {
		h.note(e.claim, told[e.at])
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

// documents stands for the prelude's: documents(actor, published, limit), how
// many claims about an actor each document makes, and when it was published.
func (q *quick) documents(call goja.FunctionCall) (goja.Value, error) {
	_, told, err := q.heardOf(call.Argument(0))
	if err != nil {
		return nil, err
	}
	claims := map[uint64]int{}
	for i := range told {
		if source := told[i].source; source != 0 {
			claims[uint64(source)]++
		}
	}
	published, err := q.number(call.Argument(1))
	if err != nil {
		return nil, err
	}
	sources := sortedKeys(claims)
	days, err := q.lastOfEach(sources, published)
	if err != nil {
		return nil, err
	}
	h, err := q.hear()
	if err != nil {
		return nil, err
	}
	all := make([]edge, len(sources))
	for i, source := range sources {
		all[i] = edge{claim: source, at: i}
	}
	all, err = h.last(all, days, int(call.Argument(2).ToInteger()))
	if err != nil {
		return nil, err
	}
	var words []uint64
	for _, e := range all {
		words = append(words, e.claim, days[e.at])
	}
	if err := q.readNames(words); err != nil {
		return nil, err
	}
	rows := make([]any, len(all))
	for i, e := range all {
		row := q.vm.NewObject()
		err := cmp.Or(row.Set("document", q.mustWord(e.claim)), row.Set("claims", claims[e.claim]))
		if day := days[e.at]; day != 0 && err == nil {
			err = row.Set("published", q.mustWord(day))
		}
		if err != nil {
			return nil, err
		}
		rows[i] = row
	}
	return q.vm.NewArray(rows...), nil
}

// lastOfEach is what each of some nodes, in the order of their numbers, has
// under a predicate; of several things the last.
func (q *quick) lastOfEach(nodes []uint64, predicate uint64) ([]uint64, error) {
	out := make([]uint64, len(nodes))
	if predicate == 0 {
		return out, nil
	}
	uses, err := q.view.Uses(predicate, predicateAt)
	if err != nil {
		return nil, err
	}
	if uses > oneLook*int64(len(nodes)) {
		for i, node := range nodes {
			if out[i], err = q.last(node, predicate); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return out, q.snap.follow(ids{predicateAt: predicate}, func(at ids) (bool, error) {
		if i, asked := slices.BinarySearch(nodes, at[subjectAt]); asked {
			out[i] = at[objectAt]
		}
		return true, nil
	})
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
