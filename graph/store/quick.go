package store

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"time"

	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
	"golang.org/x/sync/errgroup"

	"entente/graph/store/index"
)

// Canned is [Store.Gizmo] for the texts of the catalogue. On a store that
// keeps ties their script finds an object "entente" with functions that read
// the indexes directly, and uses them in place of its own functions of the
// same meaning: through Cayley's iterators and a script's objects every edge
// costs some hundred times what it costs here, and a hub has a hundred
// thousand, of which a thousand are shown. On other stores, and in Cayley's
// own console, the same text does without.
func (s *Store) Canned(ctx context.Context, query string, lim Limits) (Answer, error) {
	var a Answer
	began := time.Now()
	truncated, err := s.gizmoEach(ctx, query, lim, offerQuick, func(run *run, r *gizmo.Result) error {
		row, err := run.row(r)
		a.Rows = append(a.Rows, row)
		return err
	})
	a.Truncated, a.Elapsed = truncated, time.Since(began)
	return a, err
}

// quick is what a canned query's script reads past Cayley. Only the script's
// goroutine uses it, and the run's snapshot.
type quick struct {
	vm    *goja.Runtime
	snap  *snapshot
	view  *index.View
	words map[uint64]goja.Value // values as scripts see them, by number
	named map[string]uint64     // numbers of the names that the script was given
	heard *claimsHeard          // see hear
	given [][]edge              // what the script was given
}

// wordsKept is how many words a script's run remembers.
const wordsKept = 1 << 17

func offerQuick(r *run) error {
	view := r.snap.tied()
	if view == nil {
		return nil
	}
	q := &quick{vm: r.vm, snap: r.snap, view: view, words: map[uint64]goja.Value{}, named: map[string]uint64{}}
	offered := r.vm.NewObject()
	for name, fn := range map[string]func(goja.FunctionCall) (goja.Value, error){
		"walk": q.walk, "top": q.top, "turned": q.turned, "cut": q.cut, "one": q.one, "look": q.look, "recent": q.recent, "documents": q.documents,
		"claims": q.claims, "tally": q.tally, "disputed": q.disputed, "deeds": q.deeds,
		"ends": q.ends, "union": q.union, "without": q.without, "least": q.least, "among": q.among, "grouped": q.grouped,
		"agents": q.agents, "told": q.told, "said": q.said, "lastOf": q.lastOf, "ofType": q.ofType,
	} {
		err := offered.Set(name, func(call goja.FunctionCall) goja.Value {
			v, err := fn(call)
			if err != nil {
				panic(r.vm.NewGoError(err))
			}
			return v
		})
		if err != nil {
			return err
		}
	}
	return r.vm.Set("entente", offered)
}

// number is the number of what a script names; 0 if the store does not have it.
func (q *quick) number(v goja.Value) (uint64, error) {
	name := v.String()
	if id, ok := q.named[name]; ok {
		return id, nil
	}
	return q.snap.number(quad.StringToValue(name))
}

// twoLists are the numbers of the arrays of names that a call begins with.
func (q *quick) twoLists(call goja.FunctionCall) (first, second []uint64, err error) {
	if first, err = q.numbers(call.Argument(0)); err == nil {
		second, err = q.numbers(call.Argument(1))
	}
	return first, second, err
}

// numbers are those of an array of names that the store has, not to be
// written to.
func (q *quick) numbers(v goja.Value) ([]uint64, error) {
	if o, ok := v.(*goja.Object); ok {
		if l, ok := o.Export().(*idList); ok {
			return l.ids, nil
		}
	}
	var out []uint64
	err := q.each(v, func(v goja.Value) error {
		id, err := q.number(v)
		if id != 0 {
			out = append(out, id)
		}
		return err
	})
	return out, err
}

// each calls fn with the members of an array.
func (q *quick) each(list goja.Value, fn func(goja.Value) error) (err error) {
	q.vm.ForOf(list, func(v goja.Value) bool {
		err = fn(v)
		return err == nil
	})
	return err
}

// word is a value as Cayley's Gizmo shows it to scripts.
func (q *quick) word(id uint64) (goja.Value, error) {
	if w, ok := q.words[id]; ok {
		return w, nil
	}
	v, err := q.view.Value(id)
	if err != nil {
		return nil, err
	}
	return q.keep(id, v), nil
}

func (q *quick) keep(id uint64, v quad.Value) goja.Value {
	native := v.Native()
	if same, ok := native.(quad.Value); ok && same == v {
		native = quad.StringOf(v)
	}
	w := q.vm.ToValue(native)
	if len(q.words) >= wordsKept {
		clear(q.words)
		clear(q.named)
	}
	q.words[id] = w
	if _, isName := v.(quad.IRI); isName {
		q.named[w.String()] = id
	}
	return w
}

// look stands for the prelude's: look(nodes, predicates, slow). What says
// several things under one predicate is left to slow, the prelude's own.
func (q *quick) look(call goja.FunctionCall) (goja.Value, error) {
	fields, numbers, err := q.asked(call.Argument(1))
	if err != nil {
		return nil, err
	}
	var nodes []looked
	err = q.each(call.Argument(0), func(node goja.Value) error {
		subject, err := q.number(node)
		if subject != 0 {
			nodes = append(nodes, looked{node: node, subject: subject})
		}
		return err
	})
	if err == nil {
		err = q.read(nodes, numbers)
	}
	if err != nil {
		return nil, err
	}
	known := q.vm.NewObject()
	var several []any
	for _, n := range nodes {
		if n.objects == nil {
			several = append(several, n.node)
			continue
		}
		row := q.vm.NewObject()
		if err := row.Set("id", n.node); err != nil {
			return nil, err
		}
		if err := q.show(row, fields, n.objects); err != nil {
			return nil, err
		}
		if err := known.Set(n.node.String(), row); err != nil {
			return nil, err
		}
	}
	if len(several) == 0 {
		return known, nil
	}
	slow, ok := goja.AssertFunction(call.Argument(2))
	if !ok {
		return known, nil
	}
	rest, err := slow(goja.Undefined(), q.vm.NewArray(several...), call.Argument(1))
	if err != nil {
		return nil, err
	}
	more := rest.ToObject(q.vm)
	for _, name := range more.Keys() {
		if err := known.Set(name, more.Get(name)); err != nil {
			return nil, err
		}
	}
	return known, nil
}

// looked is a node that is looked at, and what it has under each predicate that
// is asked for: nil where that is several things.
type looked struct {
	node    goja.Value
	subject uint64
	objects []uint64
}

// read reads what nodes have under predicates, in the order in which it stands
// in the store, and the words for it.
func (q *quick) read(nodes []looked, predicates []uint64) error {
	h, err := q.hear()
	if err != nil {
		return err
	}
	var unread []*looked
	for i := range nodes {
		if objects, ok := h.told(nodes[i].subject, predicates); ok {
			nodes[i].objects = objects
		} else {
			unread = append(unread, &nodes[i])
		}
	}
	if unread, err = h.inGiven(unread, predicates); err != nil {
		return err
	}
	slices.SortStableFunc(unread, func(a, b *looked) int { return cmp.Compare(a.subject, b.subject) })
	err = inParts(len(unread), func(i int) error {
		objects, one, err := q.objects(unread[i].subject, predicates)
		if one {
			unread[i].objects = objects
		}
		return err
	})
	if err != nil {
		return err
	}
	var words []uint64
	for i := range nodes {
		words = append(words, nodes[i].objects...)
	}
	return q.readNames(words)
}

// inParts calls fn with the numbers from 0 to n, on all cores: each goes
// through a part of its own, for neighbours stand together in the store.
func inParts(n int, fn func(i int) error) error {
	return inRanges(n, func(from, to int) error {
		for i := from; i < to; i++ {
			if err := fn(i); err != nil {
				return err
			}
		}
		return nil
	})
}

// inRanges calls fn with the parts themselves.
func inRanges(n int, fn func(from, to int) error) error {
	const least = 32 // for which to begin another one
	cores := min(runtime.GOMAXPROCS(0), 1+n/least)
	if cores == 1 {
		return fn(0, n)
	}
	var group errgroup.Group
	for part := range cores {
		group.Go(func() error { return fn(part*n/cores, (part+1)*n/cores) })
	}
	return group.Wait()
}

// readValues reads the values of numbers that ascend, on all cores.
func readValues(view *index.View, numbers []uint64) ([]quad.Value, error) {
	out := make([]quad.Value, len(numbers))
	return out, inRanges(len(numbers), func(from, to int) error {
		at := from
		return view.EachValue(numbers[from:to], func(_ uint64, v quad.Value) error {
			out[at] = v
			at++
			return nil
		})
	})
}

// objects are what a node has under predicates, 0 for nothing; false where it
// has several things under one. A claim has some ten quads, which are read in
// one go; of nodes that may have many each predicate is looked for.
func (q *quick) objects(subject uint64, predicates []uint64) (objects []uint64, one bool, err error) {
	objects, one = make([]uint64, len(predicates)), true
	note := func(i int, object uint64) bool {
		one = one && (objects[i] == 0 || objects[i] == object)
		objects[i] = object
		return one
	}
	steps, many := 0, false
	err = q.snap.follow(ids{subjectAt: subject}, func(at ids) (bool, error) {
		if steps++; steps > readThrough {
			many = true
			return false, nil
		}
		if i := slices.Index(predicates, at[predicateAt]); i >= 0 {
			return note(i, at[objectAt]), nil
		}
		return true, nil
	})
	if !many || err != nil {
		return objects, one, err
	}
	clear(objects)
	one = true
	for i, predicate := range predicates {
		err := q.snap.follow(ids{subjectAt: subject, predicateAt: predicate}, func(at ids) (bool, error) {
			return note(i, at[objectAt]), nil
		})
		if !one || err != nil {
			return objects, one, err
		}
	}
	return objects, true, nil
}

// readThrough is how many quads of a node are gone through rather than looked
// into.
const readThrough = 40

// last is what a node has under a predicate, of several things the last, 0 for
// nothing.
func (q *quick) last(subject, predicate uint64) (object uint64, err error) {
	err = q.snap.follow(ids{subjectAt: subject, predicateAt: predicate}, func(at ids) (bool, error) {
		object = at[objectAt]
		return true, nil
	})
	return object, err
}
