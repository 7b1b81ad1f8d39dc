package index

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"
)

// touched is what a batch changes under one label.
type touched struct {
	added, gone []said
	edges       map[edge]bool // true for those added, false for those deleted
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
	t.note(role, related, ids, n < 0)
}

// note notes a quad of the label that is added or gone: what it says of the
// label, if its role is not -1, and that it is of a relation.
func (t *touched) note(role int, related bool, ids IDs, gone bool) {
	switch s := (said{role, ids[objectAt]}); {
	case role < 0:
	case gone:
		t.gone = append(t.gone, s)
	default:
		t.added = append(t.added, s)
	}
	if related {
		if t.edges == nil {
			t.edges = map[edge]bool{}
		}
		t.edges[edge{ids[subjectAt], ids[predicateAt], ids[objectAt]}] = !gone
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
	tally := func(id uint64, place int, n int64) error {
		c := tallies[id]
		c[place] += n
		tallies[id] = c
		return nil
	}
	for _, label := range w.labels {
		if err := w.view.tiesOf(label, label < w.first, w.touched[label], &r, relation.is, tally, w.tie); err != nil {
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

// tie writes a tie, or deletes it, as both its ends have it.
func (w *batch) tie(t Tie, do byte) error {
	for range 2 {
		w.buf = t.appendKey(w.buf[:0])
		var err error
		if do == dropTie {
			err = w.batch.Delete(w.buf, nil)
		} else {
			err = w.batch.Set(w.buf, t.appendValue(nil), nil)
		}
		if err != nil {
			return err
		}
		t = t.back()
	}
	return nil
}

// tiesOf tells what a change under a label means for its ties and tallies. The
// view is of before; known says whether it may have the label.
func (v *View) tiesOf(label uint64, known bool, t *touched, r *roles, relation func(uint64) (bool, error), tally func(uint64, int, int64) error, write func(Tie, byte) error) error {
	// What the label said, and whether each edge was there and is.
	var had []said
	edges := map[edge][2]bool{}
	if known {
		var err error
		collect := func(e edge) error {
			edges[e] = [2]bool{true, true}
			return nil
		}
		if len(t.added)+len(t.gone) == 0 {
			collect = nil // what is said of the other edges stays as it is
		}
		if had, err = v.label(label, r, relation, collect); err != nil {
			return err
		}
	}
	for e, added := range t.edges {
		edges[e] = [2]bool{!added, added}
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
					if there, err = v.has(IDs{c.subject, c.relation, c.object, label}); err != nil {
						return err
					}
				}
				edges[c] = [2]bool{there, there}
			}
		}
	}
	var failed error
	before.tallied(func(id uint64, place int) { failed = cmp.Or(failed, tally(id, place, -1)) })
	after.tallied(func(id uint64, place int) { failed = cmp.Or(failed, tally(id, place, 1)) })
	for e, there := range edges {
		if failed != nil {
			return failed
		}
		switch old, now := before.tie(label, e, there[0]), after.tie(label, e, there[1]); {
		case old == now:
		case now.Edge || now.Claim:
			failed = write(now, setTie)
		case old.Edge || old.Claim:
			failed = write(now, dropTie)
		}
	}
	return failed
}
