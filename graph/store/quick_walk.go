package store

import (
	"slices"

	"github.com/dop251/goja"
)

// walked is an edge at one of several actors.
type walked struct {
	edge
	group int32 // twice the actor's place in what was asked for, and one more for an edge into it
}

// oneLook is what it costs to look into one more place of an index, in entries
// that are gone through.
const oneLook = 64

// walkAll lists the edges of relations at actors: actor by actor, those out of
// it first, relation by relation, as the indexes have them.
func (q *quick) walkAll(actors, relations []uint64, out, into bool) ([]edge, error) {
	edges, _, err := q.walkApart(actors, relations, out, into)
	return edges, err
}

// walkApart is walkAll; inward says which of the edges are listed as those into
// an actor.
func (q *quick) walkApart(actors, relations []uint64, out, into bool) (edges []edge, inward []bool, err error) {
	first, again := make(map[uint64]int32, len(actors)), map[uint64][]int32{}
	for i, a := range actors {
		if _, met := first[a]; met {
			again[a] = append(again[a], int32(i))
		} else {
			first[a] = int32(i)
		}
	}
	var found []walked
	for _, relation := range relations {
		uses, err := q.view.Uses(relation, predicateAt)
		if err != nil {
			return nil, nil, err
		}
		take := func(actor uint64, into int32, at ids) {
			i, asked := first[actor]
			if !asked {
				return
			}
			e := edge{source: at[subjectAt], relation: relation, target: at[objectAt], claim: at[labelAt]}
			found = append(found, walked{e, 2*i + into})
			for _, i := range again[actor] {
				found = append(found, walked{e, 2*i + into})
			}
		}
		if uses < oneLook*int64(len(actors)) {
			err = q.snap.follow(ids{predicateAt: relation}, func(at ids) (bool, error) {
				if at[labelAt] == 0 {
					return true, nil
				}
				if out {
					take(at[subjectAt], 0, at)
				}
				if into {
					take(at[objectAt], 1, at)
				}
				return true, nil
			})
			if err != nil {
				return nil, nil, err
			}
			continue
		}
		for actor := range first {
			for _, way := range []struct {
				asked bool
				into  int32
				want  ids
			}{{out, 0, ids{subjectAt: actor, predicateAt: relation}}, {into, 1, ids{predicateAt: relation, objectAt: actor}}} {
				if !way.asked {
					continue
				}
				err := q.snap.follow(way.want, func(at ids) (bool, error) {
					if at[labelAt] != 0 {
						take(actor, way.into, at)
					}
					return true, nil
				})
				if err != nil {
					return nil, nil, err
				}
			}
		}
	}
	// Relation by relation they are already.
	ends := make([]int, 2*len(actors)+1)
	for i := range found {
		ends[found[i].group+1]++
	}
	for i := 1; i < len(ends); i++ {
		ends[i] += ends[i-1]
	}
	edges, inward = make([]edge, len(found)), make([]bool, len(found))
	for i := range found {
		at := &ends[found[i].group]
		edges[*at], inward[*at] = found[i].edge, found[i].group%2 == 1
		*at++
	}
	return edges, inward, nil
}

// walk stands for the prelude's: walk(actors, relations, out, into).
func (q *quick) walk(call goja.FunctionCall) (goja.Value, error) {
	edges, err := q.walkedBy(call)
	return q.edges(edges), err
}

func (q *quick) walkedBy(call goja.FunctionCall) ([]edge, error) {
	actors, relations, err := q.twoLists(call)
	if err != nil {
		return nil, err
	}
	return q.walkAll(actors, relations, call.Argument(2).ToBoolean(), call.Argument(3).ToBoolean())
}

// top stands for the prelude's: top(actors, relations, out, into, limit, but),
// the newest edges; of those that go one way, without those whose other end is
// but.
func (q *quick) top(call goja.FunctionCall) (goja.Value, error) {
	found, err := q.walkedBy(call)
	if err != nil {
		return nil, err
	}
	if name := call.Argument(5).String(); name != "" {
		but, err := q.number(call.Argument(5))
		if err != nil {
			return nil, err
		}
		into := call.Argument(3).ToBoolean()
		found = slices.DeleteFunc(found, func(e edge) bool { return but != 0 && (into && e.source == but || !into && e.target == but) })
	}
	found, err = q.newest(found, int(call.Argument(4).ToInteger()))
	return q.edges(found), err
}

// newest are the first so many of edges that nothing is known of yet.
func (q *quick) newest(edges []edge, limit int) ([]edge, error) {
	if len(edges) <= limit {
		return edges, nil
	}
	h, err := q.hear()
	if err != nil {
		return nil, err
	}
	return h.newest(edges, limit)
}

// one stands for the prelude's: one(node, predicate).
func (q *quick) one(call goja.FunctionCall) (goja.Value, error) {
	var want ids
	var err error
	for i, at := range [...]int{subjectAt, predicateAt} {
		if want[at], err = q.number(call.Argument(i)); want[at] == 0 || err != nil {
			return goja.Null(), err
		}
	}
	object, err := q.first(want[subjectAt], want[predicateAt])
	if object == 0 || err != nil {
		return goja.Null(), err
	}
	return q.word(object)
}
