package index

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// touched is what a batch changes under one label.
type touched struct {
	added, gone []said
	edges       map[edge]int // 1 for those added, -1 for those deleted
}

// touch notes what a quad means for ties.
func (w *batch) touch(q quad.Quad, ids IDs, n int) {
	if ids[labelAt] == 0 {
		return
	}
	role := -1
	if ids[subjectAt] == ids[labelAt] {
		if p, ok := q.Predicate.(quad.IRI); ok {
			role = slices.Index(rolePredicates[:], p)
		}
	}
	related := isRelation(q.Predicate)
	if role < 0 && !related {
		return
	}
	t := w.touched[ids[labelAt]]
	if t == nil {
		t = &touched{}
		w.touched[ids[labelAt]] = t
		w.labels = append(w.labels, ids[labelAt])
	}
	switch s := (said{role, ids[objectAt]}); {
	case role < 0:
	case n > 0:
		t.added = append(t.added, s)
	default:
		t.gone = append(t.gone, s)
	}
	if related {
		if t.edges == nil {
			t.edges = map[edge]int{}
		}
		t.edges[edge{ids[subjectAt], ids[predicateAt], ids[objectAt]}] = n
	}
}

// ties writes the ties of all labels that were touched, and tallies.
func (w *batch) ties() error {
	r, err := w.view.roles()
	if err != nil {
		return err
	}
	relation := newOfKind(w.view.encoded, isRelationEncoded)
	tallies := map[uint64]counts{}
	for _, label := range w.labels {
		if err := w.tiesOf(label, w.touched[label], &r, relation.is, tallies); err != nil {
			return err
		}
	}
	for id, d := range tallies {
		if d == (counts{}) {
			continue
		}
		w.buf = numberKey(w.buf[:0], tallyTag, id)
		if err := w.batch.Merge(w.buf, d.append(nil), nil); err != nil {
			return err
		}
	}
	return nil
}

func (w *batch) tiesOf(label uint64, t *touched, r *roles, relation func(uint64) (bool, error), tallies map[uint64]counts) error {
	// What the label said, and whether each edge was there and is.
	var had []said
	edges := map[edge][2]bool{}
	if label < w.first {
		var err error
		collect := func(e edge) error {
			edges[e] = [2]bool{true, true}
			return nil
		}
		if len(t.added)+len(t.gone) == 0 {
			collect = nil // what is said of the other edges stays as it is
		}
		if had, err = w.view.label(label, r, relation, collect); err != nil {
			return err
		}
	}
	for e, n := range t.edges {
		edges[e] = [2]bool{n < 0, n > 0}
	}
	has := slices.DeleteFunc(append(slices.Clone(had), t.added...), func(s said) bool { return slices.Contains(t.gone, s) })
	before, after := nodeOf(had), nodeOf(has)
	for _, n := range []*node{&before, &after} {
		if c, ok := n.claim(); ok {
			if _, known := edges[c]; !known {
				// Not touched by this batch, and, if others were collected, not there.
				there := false
				if len(t.added)+len(t.gone) == 0 {
					var err error
					if there, err = w.view.has(IDs{c.subject, c.relation, c.object, label}); err != nil {
						return err
					}
				}
				edges[c] = [2]bool{there, there}
			}
		}
	}
	before.tallied(func(id uint64, place int) { add(tallies, id, place, -1) })
	after.tallied(func(id uint64, place int) { add(tallies, id, place, 1) })
	for e, there := range edges {
		old, now := before.tie(label, e, there[0]), after.tie(label, e, there[1])
		if old == now {
			continue
		}
		for range 2 {
			w.buf = now.appendKey(w.buf[:0])
			var err error
			if now.Edge || now.Claim {
				err = w.batch.Set(w.buf, now.appendValue(nil), nil)
			} else if old.Edge || old.Claim {
				err = w.batch.Delete(w.buf, nil)
			}
			if err != nil {
				return err
			}
			old, now = old.back(), now.back()
		}
	}
	return nil
}

func add(tallies map[uint64]counts, id uint64, place int, n int64) {
	c := tallies[id]
	c[place] += n
	tallies[id] = c
}
