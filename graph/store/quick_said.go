package store

import (
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"entente/graph"
)

// said stands for the prelude's: said(edges, predicates, slow).
func (q *quick) said(call goja.FunctionCall) (goja.Value, error) {
	fields, numbers, err := q.asked(call.Argument(1))
	if err != nil {
		return nil, err
	}
	edges, objects, err := q.handed(call.Argument(0))
	if err != nil {
		return nil, err
	}
	nodes := make([]looked, 0, len(edges))
	for _, e := range edges {
		if e.claim != 0 {
			nodes = append(nodes, looked{node: objects[e.at], subject: e.claim})
		}
	}
	if err := q.read(nodes, numbers); err != nil {
		return nil, err
	}
	for _, n := range nodes {
		if n.objects == nil { // several things
			slow, _ := goja.AssertFunction(call.Argument(2))
			return slow(goja.Undefined(), call.Arguments[:2]...)
		}
	}
	for _, n := range nodes {
		if err := q.show(n.node.(*goja.Object), fields, n.objects); err != nil {
			return nil, err
		}
	}
	return call.Argument(0), nil
}

// asked are the fields and numbers of predicates that a script names, but for
// those that the store does not have.
func (q *quick) asked(predicates goja.Value) (fields []string, numbers []uint64, err error) {
	asked := predicates.ToObject(q.vm)
	for _, name := range asked.Keys() {
		id, err := q.number(asked.Get(name))
		if err != nil {
			return nil, nil, err
		}
		if id != 0 {
			fields, numbers = append(fields, name), append(numbers, id)
		}
	}
	return fields, numbers, nil
}

// show sets what a node has as fields of a script's object.
func (q *quick) show(o *goja.Object, fields []string, objects []uint64) error {
	for i, f := range fields {
		if objects[i] == 0 {
			continue
		}
		w, err := q.word(objects[i])
		if err == nil {
			err = o.Set(f, w)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lastOf stands for the prelude's: lastOf(edges, column, rows, slow).
func (q *quick) lastOf(call goja.FunctionCall) (goja.Value, error) {
	l, ok := asEdges(call.Argument(0))
	rows, rowsOK := asEdges(call.Argument(2))
	at := column(call.Argument(1))
	if !ok || !rowsOK || at < 0 {
		slow, _ := goja.AssertFunction(call.Argument(3))
		return slow(goja.Undefined(), call.Arguments[:3]...)
	}
	wanted := map[uint64]bool{}
	for i := range rows.edges {
		wanted[rows.edges[i].ends()[at]] = true
	}
	var edges []edge
	for i, e := range l.edges {
		if wanted[e.ends()[at]] {
			e.at = i
			edges = append(edges, e)
		}
	}
	h, err := q.hear()
	if err != nil {
		return nil, err
	}
	days, err := h.daysOf(edges)
	if err != nil {
		return nil, err
	}
	if err := h.readDays(days); err != nil {
		return nil, err
	}
	last := map[uint64]int{}
	var ids []uint64
	for i := range edges {
		end := edges[i].ends()[at]
		best, met := last[end]
		if !met {
			ids = append(ids, end)
		}
		later := !met || h.days[days[i]] > h.days[days[best]]
		if met && !later && h.days[days[i]] == h.days[days[best]] {
			first, err := q.firstByName([]uint64{edges[best].claim, edges[i].claim})
			if err != nil {
				return nil, err
			}
			later = first == edges[i].claim && first != edges[best].claim
		}
		if later {
			last[end] = i
		}
	}
	places := make([]int, len(ids))
	for i, id := range ids {
		places[i] = edges[last[id]].at
	}
	return l.part(places), nil
}

// ofType stands for the prelude's: ofType(list, type).
func (q *quick) ofType(call goja.FunctionCall) (goja.Value, error) {
	ids, err := q.numbers(call.Argument(0))
	if err != nil {
		return nil, err
	}
	kind, err := q.number(call.Argument(1))
	if err != nil {
		return nil, err
	}
	predicate, err := q.snap.number(quad.Value(graph.RDFType))
	if err != nil {
		return nil, err
	}
	var found []uint64
	if kind == 0 || predicate == 0 {
		return q.list(nil), nil
	}
	may := func(uint64) bool { return true }
	uses, err := q.view.Uses(kind, objectAt)
	if err != nil {
		return nil, err
	}
	if uses < oneLook*int64(len(ids)) {
		all := map[uint64]bool{}
		err := q.view.Subjects(predicate, kind, func(id uint64) error {
			all[id] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
		may = func(id uint64) bool { return all[id] }
	}
	for _, id := range ids {
		if !may(id) {
			continue
		}
		first, err := q.first(id, predicate)
		if err != nil {
			return nil, err
		}
		if first == kind {
			found = append(found, id)
		}
	}
	return q.list(found), nil
}

// first is what a node has under a predicate, of several things the first; 0
// for nothing.
func (q *quick) first(subject, predicate uint64) (object uint64, err error) {
	err = q.snap.follow(ids{subjectAt: subject, predicateAt: predicate}, func(at ids) (bool, error) {
		object = at[objectAt]
		return false, nil
	})
	return object, err
}
