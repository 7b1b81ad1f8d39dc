package store

import (
	"context"
	"slices"
	"time"

	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

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
}

func offerQuick(r *run) error {
	view := r.snap.tied()
	if view == nil {
		return nil
	}
	q := &quick{vm: r.vm, snap: r.snap, view: view, words: map[uint64]goja.Value{}, named: map[string]uint64{}}
	offered := r.vm.NewObject()
	for name, fn := range map[string]func(goja.FunctionCall) (goja.Value, error){
		"walk": q.walk, "look": q.look, "top": q.top, "recent": q.recent, "documents": q.documents, "claims": q.claims,
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

func (q *quick) numbers(v goja.Value) ([]uint64, error) {
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
	if len(q.words) < valuesKept {
		q.words[id] = w
		if _, isName := v.(quad.IRI); isName {
			q.named[w.String()] = id
		}
	}
	return w
}

// edge is an edge under a claim.
type edge struct{ source, relation, target, claim uint64 }

// edges are those of one of the relations that touch an actor, in the order
// of the indexes.
func (q *quick) edges(found []edge, actor uint64, relations []uint64, forward bool) ([]edge, error) {
	for _, relation := range relations {
		want := ids{subjectAt: actor, predicateAt: relation}
		if !forward {
			want = ids{predicateAt: relation, objectAt: actor}
		}
		err := q.snap.follow(want, func(at ids) (bool, error) {
			if at[labelAt] != 0 {
				found = append(found, edge{at[subjectAt], relation, at[objectAt], at[labelAt]})
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// array makes a script's array of edges; status, if not empty, is theirs.
func (q *quick) array(edges []edge, status string) (goja.Value, error) {
	if err := q.readNames(edges); err != nil {
		return nil, err
	}
	list := make([]any, len(edges))
	for i, e := range edges {
		o := q.vm.NewObject()
		for _, field := range [...]struct {
			name string
			id   uint64
		}{{"source", e.source}, {"relation", e.relation}, {"target", e.target}, {"claim", e.claim}} {
			if field.id == 0 {
				continue
			}
			w, err := q.word(field.id)
			if err == nil {
				err = o.Set(field.name, w)
			}
			if err != nil {
				return nil, err
			}
		}
		if status != "" {
			if err := o.Set("status", status); err != nil {
				return nil, err
			}
		}
		list[i] = o
	}
	return q.vm.NewArray(list...), nil
}

// readNames reads what edges name in the order in which it stands: one by one
// it would be all over the dictionary.
func (q *quick) readNames(edges []edge) error {
	var unread []uint64
	for _, e := range edges {
		for _, id := range [...]uint64{e.source, e.relation, e.target, e.claim} {
			if _, ok := q.words[id]; !ok && id != 0 {
				unread = append(unread, id)
			}
		}
	}
	slices.Sort(unread)
	unread = slices.Compact(unread)
	return q.view.EachValue(unread[:min(len(unread), valuesKept)], func(id uint64, v quad.Value) error {
		q.keep(id, v)
		return nil
	})
}

// walk stands for the prelude's: walk(actor, relations, forward).
func (q *quick) walk(call goja.FunctionCall) (goja.Value, error) {
	actor, err := q.number(call.Argument(0))
	if err != nil {
		return nil, err
	}
	relations, err := q.numbers(call.Argument(1))
	if err != nil {
		return nil, err
	}
	var found []edge
	if actor != 0 {
		if found, err = q.edges(nil, actor, relations, call.Argument(2).ToBoolean()); err != nil {
			return nil, err
		}
	}
	return q.array(found, "")
}

// look stands for the prelude's: look(nodes, predicates, slow). What says
// several things under one predicate is left to slow, the prelude's own.
func (q *quick) look(call goja.FunctionCall) (goja.Value, error) {
	type field struct {
		name string
		id   uint64
	}
	var fields []field
	asked := call.Argument(1).ToObject(q.vm)
	for _, name := range asked.Keys() {
		id, err := q.number(asked.Get(name))
		if err != nil {
			return nil, err
		}
		if id != 0 {
			fields = append(fields, field{name, id})
		}
	}
	known := q.vm.NewObject()
	var several []any
	err := q.each(call.Argument(0), func(node goja.Value) error {
		subject, err := q.number(node)
		if subject == 0 || err != nil {
			return err
		}
		row := q.vm.NewObject()
		if err := row.Set("id", node); err != nil {
			return err
		}
		for _, f := range fields {
			object, one, err := q.object(subject, f.id)
			switch {
			case err != nil:
				return err
			case !one:
				several = append(several, node)
				return nil
			case object == 0:
				continue
			}
			w, err := q.word(object)
			if err == nil {
				err = row.Set(f.name, w)
			}
			if err != nil {
				return err
			}
		}
		return known.Set(node.String(), row)
	})
	if err != nil || len(several) == 0 {
		return known, err
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

// object is what a node has under a predicate, 0 for nothing; false where it
// has several things.
func (q *quick) object(subject, predicate uint64) (object uint64, one bool, err error) {
	one = true
	err = q.snap.follow(ids{subjectAt: subject, predicateAt: predicate}, func(at ids) (bool, error) {
		one = object == 0 || object == at[objectAt]
		object = at[objectAt]
		return one, nil
	})
	return object, one, err
}
