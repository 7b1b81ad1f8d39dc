package store

import (
	"slices"

	"github.com/dop251/goja"
)

// edge is an edge under a claim, by the numbers of values; 0 is nothing.
type edge struct {
	source, relation, target, claim uint64
	at                              int // its place in what a script handed over
}

func (e *edge) ends() [4]uint64 { return [...]uint64{e.source, e.relation, e.target, e.claim} }

// edgeFields are the names under which scripts see [edge.ends].
var edgeFields = [...]string{"source", "relation", "target", claimField}

// Places in them.
const (
	sourceColumn = iota
	relationColumn
	targetColumn
	claimColumn
)

const (
	claimField  = "claim"
	statusField = "status"
)

// lazyEdge is an edge as a script sees it that was given many: what it does
// not look at is never named.
type lazyEdge struct {
	q *quick
	edge
	status goja.Value // nil if not said
	more   []named    // what the script set
	names  *columnNames
	turned bool // its ends stand in each other's columns of names
}

// columnNames are the names of the edges that a script was given at once. Most
// scripts ask for those of one end or none: from some on one by one they would
// be read all over the dictionary.
type columnNames struct {
	edges []edge
	asked [len(edgeFields)]int
}

func newColumnNames(edges []edge) *columnNames { return &columnNames{edges: edges} }

// asksAll says whether a script that has asked for so many names of a column is
// given all of them. Claims stand each in a block of its own, so of them few
// together are little quicker than one by one.
func (n *columnNames) asksAll(column int) bool {
	enough := 8
	if column == claimColumn {
		enough += len(n.edges) / 8
	}
	return n.asked[column] == enough
}

// nameOf is the name of a value that stands in a column.
func (q *quick) nameOf(id uint64, column int, of *columnNames) goja.Value {
	if q.words[id] == nil && of != nil {
		if of.asked[column]++; of.asksAll(column) {
			numbers := make([]uint64, len(of.edges))
			for i := range of.edges {
				numbers[i] = of.edges[i].ends()[column]
			}
			if err := q.readNames(numbers); err != nil {
				panic(q.vm.NewGoError(err))
			}
		}
	}
	return q.mustWord(id)
}

type named struct {
	name  string
	value goja.Value
}

func (e *lazyEdge) find(name string) int {
	return slices.IndexFunc(e.more, func(n named) bool { return n.name == name })
}

// own is what stands in a column; false if it is none, or nothing does.
func (e *lazyEdge) own(name string) (id uint64, column int, ok bool) {
	if column = slices.Index(edgeFields[:], name); column < 0 {
		return 0, 0, false
	}
	id = e.ends()[column]
	return id, column, id != 0
}

// Get implements [goja.DynamicObject], as the others do.
func (e *lazyEdge) Get(name string) goja.Value {
	if i := e.find(name); i >= 0 {
		return e.more[i].value
	}
	if id, column, ok := e.own(name); ok {
		if e.turned && column != relationColumn && column != claimColumn {
			column = sourceColumn + targetColumn - column
		}
		return e.q.nameOf(id, column, e.names)
	}
	if name == statusField && e.status != nil {
		return e.status
	}
	return nil
}

// Set keeps what a script adds, and what it has in place of what was there.
func (e *lazyEdge) Set(name string, v goja.Value) bool {
	if i := e.find(name); i >= 0 {
		e.more[i].value = v
	} else {
		e.more = append(e.more, named{name, v})
	}
	return true
}

// Has says whether there is something of this name.
func (e *lazyEdge) Has(name string) bool {
	_, _, own := e.own(name)
	return own || e.find(name) >= 0 || name == statusField && e.status != nil
}

// Delete takes away what the script set.
func (e *lazyEdge) Delete(name string) bool {
	if i := e.find(name); i >= 0 {
		e.more = slices.Delete(e.more, i, i+1)
	}
	return true
}

// Keys lists all names.
func (e *lazyEdge) Keys() []string {
	var names []string
	for _, name := range edgeFields {
		if _, _, ok := e.own(name); ok {
			names = append(names, name)
		}
	}
	if e.status != nil {
		names = append(names, statusField)
	}
	for _, n := range e.more {
		if !slices.Contains(names, n.name) {
			names = append(names, n.name)
		}
	}
	return names
}

// plain is the edge as an object of the script's own.
func (e *lazyEdge) plain() (goja.Value, error) {
	o := e.q.vm.NewObject()
	for _, name := range e.Keys() {
		if err := o.Set(name, e.Get(name)); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// mustWord is word for those whom a script calls.
func (q *quick) mustWord(id uint64) goja.Value {
	w, err := q.word(id)
	if err != nil {
		panic(q.vm.NewGoError(err))
	}
	return w
}

// array makes a script's array of edges.
func (q *quick) array(edges []edge, status goja.Value) (goja.Value, error) {
	return q.lazily(edges, func(int) goja.Value { return status })
}

func (q *quick) lazily(edges []edge, status func(i int) goja.Value) (goja.Value, error) {
	q.given = append(q.given, edges)
	list := make([]any, len(edges))
	names := newColumnNames(edges)
	for i := range edges {
		list[i] = q.vm.NewDynamicObject(&lazyEdge{q: q, edge: edges[i], status: status(i), names: names})
	}
	return q.vm.NewArray(list...), nil
}

// readNames reads values in the order in which they stand: one by one it would
// be all over the dictionary.
func (q *quick) readNames(ids []uint64) error {
	slices.Sort(ids)
	unread := slices.DeleteFunc(slices.Compact(ids), func(id uint64) bool { return id == 0 || q.words[id] != nil })
	unread = unread[:min(len(unread), valuesKept-len(q.words)%valuesKept)]
	values, err := readValues(q.view, unread)
	if err != nil {
		return err
	}
	for i, v := range values {
		q.keep(unread[i], v)
	}
	return nil
}

// handed are the edges of an array of a script's, with their places; objects
// that it made itself have a claim at least.
func (q *quick) handed(list goja.Value) (edges []edge, objects []goja.Value, err error) {
	if l, ok := asEdges(list); ok {
		edges, objects = slices.Clone(l.edges), make([]goja.Value, len(l.edges))
		for i := range edges {
			edges[i].at = i
			objects[i] = l.Get(i)
		}
		return edges, objects, nil
	}
	err = q.each(list, func(v goja.Value) error {
		e := edge{at: len(objects)}
		o, ok := v.(*goja.Object)
		if !ok {
			return nil
		}
		if lazy, ok := o.Export().(*lazyEdge); ok && lazy.find("claim") < 0 {
			e = lazy.edge
			e.at = len(objects)
		} else if claim := o.Get("claim"); claim != nil {
			if e.claim, err = q.number(claim); err != nil {
				return err
			}
		}
		edges, objects = append(edges, e), append(objects, v)
		return nil
	})
	return edges, objects, err
}

// picked makes an array of some of what was handed over: what the script gives
// out next, so all of it is named.
func (q *quick) picked(edges []edge, objects []goja.Value) (goja.Value, error) {
	var ids []uint64
	for i := range edges {
		ends := edges[i].ends()
		ids = append(ids, ends[:]...)
	}
	if err := q.readNames(ids); err != nil {
		return nil, err
	}
	list := make([]any, len(edges))
	for i, e := range edges {
		list[i] = objects[e.at]
		if lazy, ok := objects[e.at].(*goja.Object).Export().(*lazyEdge); ok {
			var err error
			if list[i], err = lazy.plain(); err != nil {
				return nil, err
			}
		}
	}
	return q.vm.NewArray(list...), nil
}

// cut stands for the prelude's: cut(edges, limit) are the newest.
func (q *quick) cut(call goja.FunctionCall) (goja.Value, error) {
	edges, objects, err := q.handed(call.Argument(0))
	if err != nil {
		return nil, err
	}
	if limit := int(call.Argument(1).ToInteger()); len(edges) > limit {
		if edges, err = q.newest(edges, limit); err != nil {
			return nil, err
		}
		slices.SortFunc(edges, func(a, b edge) int { return a.at - b.at })
	}
	return q.picked(edges, objects)
}

// turned stands for the prelude's: turned(edge, opposites, slow) is the edge as
// its other end tells it.
func (q *quick) turned(call goja.FunctionCall) (goja.Value, error) {
	o, ok := call.Argument(0).(*goja.Object)
	if !ok {
		return goja.Undefined(), nil
	}
	from, lazy := o.Export().(*lazyEdge)
	if !lazy {
		slow, _ := goja.AssertFunction(call.Argument(2))
		return slow(goja.Undefined(), o)
	}
	e := &lazyEdge{q: q, edge: edge{source: from.target, relation: from.relation, target: from.source, claim: from.claim}, names: from.names, turned: !from.turned}
	relation, err := q.word(from.relation)
	if err != nil {
		return nil, err
	}
	opposite := call.Argument(1).ToObject(q.vm).Get(relation.String())
	if opposite != nil {
		if e.relation, err = q.number(opposite); err != nil {
			return nil, err
		}
		if e.relation == 0 { // nobody says it
			e.Set("relation", opposite)
		}
	}
	return q.vm.NewDynamicObject(e), nil
}
