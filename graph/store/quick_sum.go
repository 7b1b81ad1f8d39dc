package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"entente/graph"
)

// tally stands for the prelude's tallyOf(actor, relations), cut to the newest:
// tally(actor, relations, limit).
func (q *quick) tally(call goja.FunctionCall) (goja.Value, error) {
	actor, err := q.number(call.Argument(0))
	if err != nil {
		return nil, err
	}
	relations, err := q.numbers(call.Argument(1))
	if err != nil {
		return nil, err
	}
	edges, err := q.walkAll([]uint64{actor}, relations, true, true)
	if err != nil || len(edges) == 0 {
		return q.vm.NewArray(), err
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
	type row struct {
		claims int
		kinds  []uint64
		newest []uint64 // claims of the last day
		day    string
	}
	rows := map[uint64]*row{}
	var others []uint64
	for i, e := range edges {
		other := e.target
		if e.source != actor {
			other = e.source
		}
		r := rows[other]
		if r == nil {
			r = &row{}
			rows[other] = r
			others = append(others, other)
		}
		r.claims++
		if !slices.Contains(r.kinds, e.relation) {
			r.kinds = append(r.kinds, e.relation)
		}
		day := h.days[days[i]]
		if day > r.day || len(r.newest) == 0 {
			r.day, r.newest = day, r.newest[:0]
		}
		if day == r.day {
			r.newest = append(r.newest, e.claim)
		}
	}
	made := make([]edge, len(others))
	for i, other := range others {
		made[i] = edge{source: actor, target: other, at: i}
		if made[i].claim, err = q.firstByName(rows[other].newest); err != nil {
			return nil, err
		}
	}
	if made, err = h.newest(made, int(call.Argument(2).ToInteger())); err != nil {
		return nil, err
	}
	list, err := q.array(made, nil)
	if err != nil {
		return nil, err
	}
	i := 0
	err = q.each(list, func(v goja.Value) error {
		r := rows[made[i].target]
		i++
		names := make([]string, len(r.kinds))
		for n, kind := range r.kinds {
			w, err := q.word(kind)
			if err != nil {
				return err
			}
			names[n] = strings.TrimSuffix(strings.TrimPrefix(w.String(), "<"+graph.RelationPrefix), ">")
		}
		slices.Sort(names)
		return cmp.Or(v.(*goja.Object).Set("claims", r.claims), v.(*goja.Object).Set("relations", strings.Join(names, ", ")))
	})
	return list, err
}

// firstByName is the value that comes first by its name.
func (q *quick) firstByName(values []uint64) (uint64, error) {
	if len(values) == 1 {
		return values[0], nil
	}
	first, name := uint64(0), ""
	for _, id := range values {
		w, err := q.word(id)
		if err != nil {
			return 0, err
		}
		if text := w.String(); first == 0 || text < name {
			first, name = id, text
		}
	}
	return first, nil
}

// disputed stands for the prelude's: disputed(actor, slow) are the claims about
// an actor that some assert and others deny.
func (q *quick) disputed(call goja.FunctionCall) (goja.Value, error) {
	actor, err := q.number(call.Argument(0))
	if actor == 0 || err != nil {
		return q.vm.NewArray(), err
	}
	denied, err := q.snap.number(quad.String(graph.Denied))
	if err != nil {
		return nil, err
	}
	asserted, err := q.snap.number(quad.String(graph.Asserted))
	if err != nil {
		return nil, err
	}
	type tied struct {
		edge
		status uint64 // 0: there is an edge
	}
	var list []tied
	edged := map[uint64]bool{}
	c := q.view.Ties(actor, 0)
	defer c.Close()
	for c.Next() {
		t := c.Tie()
		x := tied{edge: edge{source: t.Actor, relation: t.Relation, target: t.Other, claim: t.Label}, status: t.Status}
		if !t.Subject {
			x.source, x.target = x.target, x.source
		}
		switch {
		case t.Edge:
			x.status = 0
			edged[t.Label] = true
		case t.Odd: // has to be read
			slow, _ := goja.AssertFunction(call.Argument(1))
			return slow(goja.Undefined(), call.Argument(0))
		case t.Other == t.Actor && !t.Subject:
			continue
		}
		list = append(list, x)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	type key struct{ source, relation, target uint64 }
	said := map[key][2]bool{}
	list = slices.DeleteFunc(list, func(x tied) bool { return x.status != 0 && edged[x.claim] })
	for _, x := range list {
		k := key{x.source, x.relation, x.target}
		s := said[k]
		s[0] = s[0] || x.status == 0 || x.status == asserted
		s[1] = s[1] || x.status == denied && denied != 0
		said[k] = s
	}
	var edges []edge
	var status []uint64
	for _, x := range list {
		if said[key{x.source, x.relation, x.target}] == [2]bool{true, true} {
			edges, status = append(edges, x.edge), append(status, x.status)
		}
	}
	word := q.vm.ToValue(string(graph.Asserted))
	return q.lazily(edges, func(i int) goja.Value {
		if status[i] == 0 {
			return word
		}
		return q.mustWord(status[i])
	})
}

// deeds stands for the prelude's: deeds(actors, relation).
func (q *quick) deeds(call goja.FunctionCall) (goja.Value, error) {
	actors, err := q.numbers(call.Argument(0))
	if err != nil {
		return nil, err
	}
	doer := map[uint64]bool{}
	for _, a := range actors {
		doer[a] = true
	}
	relation, err := q.number(call.Argument(1))
	if relation == 0 || err != nil {
		return q.vm.NewArray(), err
	}
	var roles [4]uint64 // the predicates of a claim
	for i, p := range []quad.IRI{graph.RDFPredicate, graph.RDFSubject, graph.RDFObject, graph.StatusOf} {
		if roles[i], err = q.snap.number(p); err != nil {
			return nil, err
		}
	}
	if roles[0] == 0 {
		return q.vm.NewArray(), nil
	}
	// Of a claim that is an edge the edge says it all.
	edges := map[uint64]edge{}
	several := map[uint64]bool{}
	err = q.snap.follow(ids{predicateAt: relation}, func(at ids) (bool, error) {
		label := at[labelAt]
		if _, there := edges[label]; there {
			several[label] = true
		}
		edges[label] = edge{source: at[subjectAt], target: at[objectAt]}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	type deed struct {
		edge
		status uint64 // 0: there is an edge
	}
	var all []deed
	var unread []int
	err = q.snap.follow(ids{predicateAt: roles[0], objectAt: relation}, func(at ids) (bool, error) {
		claim := at[subjectAt]
		e, ok := edges[claim]
		if !ok || several[claim] {
			e = edge{}
			unread = append(unread, len(all))
		} else if !doer[e.source] {
			return true, nil
		}
		e.relation, e.claim = relation, claim
		all = append(all, deed{edge: e})
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	err = inParts(len(unread), func(i int) (err error) {
		d := &all[unread[i]]
		for i, into := range []*uint64{&d.source, &d.target, &d.status} {
			if roles[i+1] == 0 {
				continue
			}
			if *into, err = q.last(d.claim, roles[i+1]); err != nil || !doer[d.source] {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(d deed) bool { return !doer[d.source] })
	found := make([]edge, len(all))
	for i := range all {
		found[i] = all[i].edge
	}
	word := q.vm.ToValue(string(graph.Asserted))
	q.given = append(q.given, found)
	return q.vm.NewDynamicArray(&edgeList{q: q, edges: found, names: newColumnNames(found), words: func(i int) goja.Value {
		if all[i].status == 0 {
			return word
		}
		return q.mustWord(all[i].status)
	}}), nil
}
