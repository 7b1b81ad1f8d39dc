package store

import (
	"slices"

	"github.com/dop251/goja"
)

// idList is a list of values as a script sees it: an array that is not written
// to. Most are only handed on, so its members are named when one is looked at.
type idList struct {
	q     *quick
	ids   []uint64
	named bool
}

// Len implements [goja.DynamicArray], as the others do.
func (l *idList) Len() int { return len(l.ids) }

// Get gives a member's name.
func (l *idList) Get(i int) goja.Value {
	if i < 0 || i >= len(l.ids) {
		return nil
	}
	if !l.named {
		l.named = true
		if err := l.q.readNames(slices.Clone(l.ids)); err != nil {
			panic(l.q.vm.NewGoError(err))
		}
	}
	return l.q.mustWord(l.ids[i])
}

// Set refuses.
func (l *idList) Set(int, goja.Value) bool { return false }

// SetLen refuses.
func (l *idList) SetLen(int) bool { return false }

func (q *quick) list(ids []uint64) goja.Value { return q.vm.NewDynamicArray(&idList{q: q, ids: ids}) }

// edgeList is a list of edges as a script sees it, likewise: objects are made
// of those that it looks at.
type edgeList struct {
	q     *quick
	edges []edge
	made  []*goja.Object
	words func(i int) goja.Value // their status; nil if not said
	names *columnNames
}

// Len implements [goja.DynamicArray], as the others do.
func (l *edgeList) Len() int { return len(l.edges) }

// Get gives an edge.
func (l *edgeList) Get(i int) goja.Value {
	if i < 0 || i >= len(l.edges) {
		return nil
	}
	if l.made == nil {
		l.made = make([]*goja.Object, len(l.edges))
	}
	if l.made[i] == nil {
		e := &lazyEdge{q: l.q, edge: l.edges[i], names: l.names}
		if l.words != nil {
			e.status = l.words(i)
		}
		l.made[i] = l.q.vm.NewDynamicObject(e)
	}
	return l.made[i]
}

// Set refuses.
func (l *edgeList) Set(int, goja.Value) bool { return false }

// SetLen refuses.
func (l *edgeList) SetLen(int) bool { return false }

// edges makes a list of edges for a script.
func (q *quick) edges(edges []edge) goja.Value {
	q.given = append(q.given, edges)
	return q.vm.NewDynamicArray(&edgeList{q: q, edges: edges, names: newColumnNames(edges)})
}

// part is a list of some of the edges of another one.
func (l *edgeList) part(places []int) goja.Value {
	p := &edgeList{q: l.q, edges: make([]edge, len(places)), names: l.names}
	for i, at := range places {
		p.edges[i] = l.edges[at]
	}
	if l.words != nil {
		p.words = func(i int) goja.Value { return l.words(places[i]) }
	}
	return l.q.vm.NewDynamicArray(p)
}

// asEdges is a list of edges that was given to a script and came back.
func asEdges(v goja.Value) (*edgeList, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	l, ok := o.Export().(*edgeList)
	return l, ok
}

// column is the place in [edge.ends] of what a script names.
func column(v goja.Value) int { return slices.Index(edgeFields[:], v.String()) }

// ends stands for the prelude's: ends(edges, column, slow).
func (q *quick) ends(call goja.FunctionCall) (goja.Value, error) {
	l, ok := asEdges(call.Argument(0))
	at := column(call.Argument(1))
	if !ok || at < 0 {
		slow, _ := goja.AssertFunction(call.Argument(2))
		return slow(goja.Undefined(), call.Argument(0), call.Argument(1))
	}
	ids := make([]uint64, 0, len(l.edges))
	for i := range l.edges {
		ids = append(ids, l.edges[i].ends()[at])
	}
	return q.list(onceEach(ids)), nil
}

// onceEach leaves of numbers the first of each.
func onceEach(ids []uint64) []uint64 {
	seen := make(map[uint64]bool, len(ids))
	return slices.DeleteFunc(ids, func(id uint64) bool {
		again := seen[id] || id == 0
		seen[id] = true
		return again
	})
}

// union stands for the prelude's: union(list, others).
func (q *quick) union(call goja.FunctionCall) (goja.Value, error) {
	var all []uint64
	for _, v := range call.Arguments {
		ids, err := q.numbers(v)
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
	}
	return q.list(onceEach(all)), nil
}

// without stands for the prelude's: without(list, others).
func (q *quick) without(call goja.FunctionCall) (goja.Value, error) {
	ids, but, err := q.twoLists(call)
	left := setOf(but)
	return q.list(slices.DeleteFunc(slices.Clone(ids), func(id uint64) bool { return left[id] })), err
}

func setOf(ids []uint64) map[uint64]bool {
	set := make(map[uint64]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// least stands for the prelude's: least(list).
func (q *quick) least(call goja.FunctionCall) (goja.Value, error) {
	ids, err := q.numbers(call.Argument(0))
	if err != nil || len(ids) == 0 {
		return goja.Undefined(), err
	}
	if err := q.readNames(slices.Clone(ids)); err != nil {
		return nil, err
	}
	first, err := q.firstByName(ids)
	if err != nil {
		return nil, err
	}
	return q.word(first)
}

// among stands for the prelude's: among(edges, column, list, slow).
func (q *quick) among(call goja.FunctionCall) (goja.Value, error) {
	l, ok := asEdges(call.Argument(0))
	at := column(call.Argument(1))
	if !ok || at < 0 {
		slow, _ := goja.AssertFunction(call.Argument(3))
		return slow(goja.Undefined(), call.Arguments[:3]...)
	}
	ids, err := q.numbers(call.Argument(2))
	if err != nil {
		return nil, err
	}
	wanted := setOf(ids)
	var places []int
	for i := range l.edges {
		if wanted[l.edges[i].ends()[at]] {
			places = append(places, i)
		}
	}
	return l.part(places), nil
}

// grouped stands for the prelude's: grouped(edges, column, slow).
func (q *quick) grouped(call goja.FunctionCall) (goja.Value, error) {
	l, ok := asEdges(call.Argument(0))
	at := column(call.Argument(1))
	if !ok || at < 0 {
		slow, _ := goja.AssertFunction(call.Argument(2))
		return slow(goja.Undefined(), call.Argument(0), call.Argument(1))
	}
	places := map[uint64][]int{}
	var ids []uint64
	for i := range l.edges {
		id := l.edges[i].ends()[at]
		if id == 0 {
			continue
		}
		if places[id] == nil {
			ids = append(ids, id)
		}
		places[id] = append(places[id], i)
	}
	made := map[uint64]goja.Value{}
	of := func(call goja.FunctionCall) goja.Value {
		id, err := q.number(call.Argument(0))
		if err != nil {
			panic(q.vm.NewGoError(err))
		}
		if made[id] == nil {
			made[id] = l.part(places[id])
		}
		return made[id]
	}
	out := q.vm.NewObject()
	if err := out.Set("ends", q.list(ids)); err != nil {
		return nil, err
	}
	return out, out.Set("of", of)
}

// agents stands for the prelude's: agents(actor) with the relations that make
// somebody one.
func (q *quick) agents(call goja.FunctionCall) (goja.Value, error) {
	actor, err := q.number(call.Argument(0))
	if err != nil {
		return nil, err
	}
	ids := []uint64{actor}
	relations, err := q.numbers(call.Argument(1))
	if err != nil {
		return nil, err
	}
	edges, err := q.walkAll([]uint64{actor}, relations, false, true)
	if err != nil {
		return nil, err
	}
	for i := range edges {
		ids = append(ids, edges[i].source)
	}
	return q.list(onceEach(ids)), nil
}

// told stands for the prelude's: told(actors, relations, but, limit, opposites)
// are edges as the other ends of actors tell them; of more than limit, if it is
// not 0, the newest.
func (q *quick) told(call goja.FunctionCall) (goja.Value, error) {
	actors, relations, err := q.twoLists(call)
	if err != nil {
		return nil, err
	}
	but := uint64(0)
	if name := call.Argument(2).String(); name != "" {
		if but, err = q.number(call.Argument(2)); err != nil {
			return nil, err
		}
	}
	edges, inward, err := q.walkApart(actors, relations, true, true)
	if err != nil {
		return nil, err
	}
	all := make([]edge, 0, len(edges))
	turned := 0 // from where on edges are
	for _, way := range []bool{true, false} {
		for i := range edges {
			if inward[i] == way {
				all = append(all, edges[i])
			}
		}
		if way {
			turned = len(all)
		}
	}
	for i := range all {
		all[i].at = i
	}
	all = slices.DeleteFunc(all, func(e edge) bool {
		return but != 0 && (e.at < turned && e.source == but || e.at >= turned && e.target == but)
	})
	if limit := int(call.Argument(3).ToInteger()); limit > 0 && len(all) > limit {
		if all, err = q.newest(all, limit); err != nil {
			return nil, err
		}
		slices.SortFunc(all, func(a, b edge) int { return a.at - b.at })
	}
	q.given = append(q.given, all)
	return q.turn(all, turned, call.Argument(4).ToObject(q.vm))
}

// turn makes a list of edges of which those from some place on are turned.
func (q *quick) turn(edges []edge, from int, opposites *goja.Object) (goja.Value, error) {
	other := map[uint64]uint64{}
	said := map[uint64]goja.Value{} // of those that nobody says
	out := make([]edge, len(edges))
	for i, e := range edges {
		if e.at >= from {
			if _, known := other[e.relation]; !known {
				w, err := q.word(e.relation)
				if err != nil {
					return nil, err
				}
				other[e.relation] = e.relation
				if opposite := opposites.Get(w.String()); opposite != nil {
					if other[e.relation], err = q.number(opposite); err != nil {
						return nil, err
					}
					said[e.relation] = opposite
				}
			}
			e = edge{source: e.target, relation: other[e.relation], target: e.source, claim: e.claim}
		}
		out[i] = e
	}
	l := &edgeList{q: q, edges: out, names: newColumnNames(out)}
	if !slices.ContainsFunc(out, func(e edge) bool { return e.relation == 0 }) {
		return q.vm.NewDynamicArray(l), nil
	}
	list := make([]any, len(out))
	for i := range out {
		list[i] = l.Get(i)
		if out[i].relation == 0 {
			if err := list[i].(*goja.Object).Set("relation", said[edges[i].relation]); err != nil {
				return nil, err
			}
		}
	}
	return q.vm.NewArray(list...), nil
}
