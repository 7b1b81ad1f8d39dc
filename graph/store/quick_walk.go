package store

import (
	"cmp"
	"slices"

	"github.com/dop251/goja"
)

// walked is an edge at one of several actors.
type walked struct {
	actor, relation int // places in what was asked for
	into            bool
	edge            edge
}

// oneLook is what it costs to look into one more place of an index, in entries
// that are gone through.
const oneLook = 64

// walkAll lists the edges of relations at actors: actor by actor, those out of
// it first, relation by relation, as the indexes have them.
func (q *quick) walkAll(actors, relations []uint64, out, into bool) ([]edge, error) {
	places := map[uint64][]int{}
	for i, a := range actors {
		places[a] = append(places[a], i)
	}
	var found []walked
	for r, relation := range relations {
		uses, err := q.view.Uses(relation, predicateAt)
		if err != nil {
			return nil, err
		}
		take := func(actor uint64, into bool, at ids) {
			for _, i := range places[actor] {
				found = append(found, walked{i, r, into, edge{source: at[subjectAt], relation: relation, target: at[objectAt], claim: at[labelAt]}})
			}
		}
		if uses < oneLook*int64(len(actors)) {
			err = q.snap.follow(ids{predicateAt: relation}, func(at ids) (bool, error) {
				if at[labelAt] == 0 {
					return true, nil
				}
				if out {
					take(at[subjectAt], false, at)
				}
				if into {
					take(at[objectAt], true, at)
				}
				return true, nil
			})
			if err != nil {
				return nil, err
			}
			continue
		}
		for actor := range places {
			for _, way := range []struct {
				asked, into bool
				want        ids
			}{{out, false, ids{subjectAt: actor, predicateAt: relation}}, {into, true, ids{predicateAt: relation, objectAt: actor}}} {
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
					return nil, err
				}
			}
		}
	}
	way := func(into bool) int {
		if into {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(found, func(a, b walked) int {
		return cmp.Or(cmp.Compare(a.actor, b.actor), cmp.Compare(way(a.into), way(b.into)), cmp.Compare(a.relation, b.relation))
	})
	edges := make([]edge, len(found))
	for i := range found {
		edges[i] = found[i].edge
	}
	return edges, nil
}

// walk stands for the prelude's: walk(actors, relations, out, into).
func (q *quick) walk(call goja.FunctionCall) (goja.Value, error) {
	edges, err := q.walkedBy(call)
	if err != nil {
		return nil, err
	}
	return q.array(edges, nil)
}

func (q *quick) walkedBy(call goja.FunctionCall) ([]edge, error) {
	actors, err := q.numbers(call.Argument(0))
	if err != nil {
		return nil, err
	}
	relations, err := q.numbers(call.Argument(1))
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
	if found, err = q.newest(found, int(call.Argument(4).ToInteger())); err != nil {
		return nil, err
	}
	return q.array(found, nil)
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
	object := uint64(0)
	err = q.snap.follow(want, func(at ids) (bool, error) {
		object = at[objectAt]
		return false, nil
	})
	if object == 0 || err != nil {
		return goja.Null(), err
	}
	return q.word(object)
}
