package index

// tieGatherer makes ties out of quads that come in the order of labels, as
// they do where a load or a whole store is sorted.
type tieGatherer struct {
	out      *recordSorter
	roles    roles
	relation func(uint64) (bool, error)
	old      *View  // the store before, if anything of it may have to be looked at
	from     uint64 // the first label that the store before does not have

	// Of a load that deletes, what it changes under a label of the store before
	// is gathered, and the ties made from that, as a batch does.
	deletes bool
	touched *touched

	label uint64
	said  []said
	early []edge // of the label itself, which come before all is said of it
	open  bool   // not all is said yet

	node  node
	claim edge // of node
	is    bool // whether node is a claim
	sure  bool // the claim's edge is there
	was   bool // this very claim was there before
}

// change takes the next quad, which is added or to go.
func (g *tieGatherer) change(q IDs, gone bool) error {
	if !g.deletes || q[labelAt] == 0 || q[labelAt] >= g.from {
		return g.quad(q)
	}
	if q[labelAt] != g.label {
		if err := g.end(); err != nil {
			return err
		}
		g.label, g.touched = q[labelAt], &touched{}
	}
	role := -1
	if q[subjectAt] == g.label {
		role = g.roles.of(q[predicateAt])
	}
	related, err := g.relation(q[predicateAt])
	if err == nil {
		g.touched.note(role, related, q, gone)
	}
	return err
}

// quad takes the next quad. It must not have been in the store before.
func (g *tieGatherer) quad(q IDs) error {
	if q[labelAt] == 0 {
		return nil
	}
	if q[labelAt] != g.label {
		if err := g.end(); err != nil {
			return err
		}
		g.label, g.open = q[labelAt], true
	}
	if q[subjectAt] == g.label {
		if role := g.roles.of(q[predicateAt]); role >= 0 {
			g.said = append(g.said, said{role, q[objectAt]})
			return nil
		}
	}
	ok, err := g.relation(q[predicateAt])
	if !ok || err != nil {
		return err
	}
	e := edge{q[subjectAt], q[predicateAt], q[objectAt]}
	if q[subjectAt] == g.label && g.open {
		g.early = append(g.early, e)
		return nil
	}
	if err := g.allSaid(); err != nil {
		return err
	}
	return g.edge(e)
}

// edge takes an edge of a label of which all is said.
func (g *tieGatherer) edge(e edge) error {
	if g.is && e == g.claim {
		g.sure = true
		return nil
	}
	return g.out.tie(g.node.tie(g.label, e, true), setTie)
}

// allSaid is called when all is known that a label says of itself.
func (g *tieGatherer) allSaid() error {
	if !g.open {
		return nil
	}
	g.open = false
	var had []said
	if g.old != nil && g.label < g.from {
		var err error
		if had, err = g.old.label(g.label, &g.roles, nil, nil); err != nil {
			return err
		}
	}
	before := nodeOf(had)
	g.node = nodeOf(append(had, g.said...))
	g.claim, g.is = g.node.claim()
	g.sure, g.was = false, false
	if len(g.said) > 0 {
		if err := g.changed(&before); err != nil {
			return err
		}
	}
	if g.old != nil && g.label < g.from && g.is && !g.sure {
		var err error
		if g.sure, err = g.old.has(IDs{g.claim.subject, g.claim.relation, g.claim.object, g.label}); err != nil {
			return err
		}
	}
	for _, e := range g.early {
		if err := g.edge(e); err != nil {
			return err
		}
	}
	return nil
}

// changed tallies a label that says other things than before, and writes the
// ties anew that it had.
func (g *tieGatherer) changed(before *node) error {
	var err error
	tally := func(n int64) func(uint64, int) {
		return func(id uint64, place int) {
			if err == nil {
				err = g.out.tally(id, place, n)
			}
		}
	}
	before.tallied(tally(-1))
	g.node.tallied(tally(1))
	if err != nil || g.old == nil || g.label >= g.from {
		return err
	}
	claim, was := before.claim()
	there := false
	_, err = g.old.label(g.label, &g.roles, g.relation, func(e edge) error {
		there = there || was && e == claim
		return g.edge(e)
	})
	if err == nil && was && !there && !(g.is && g.claim == claim) {
		err = g.out.tie(before.tie(g.label, claim, false), dropTie)
	}
	return err
}

// end is called when a label has no more quads.
func (g *tieGatherer) end() error {
	if g.label == 0 {
		return nil
	}
	if g.touched != nil {
		label, t := g.label, g.touched
		g.label, g.touched = 0, nil
		return g.old.tiesOf(label, true, t, &g.roles, g.relation, g.out.tally, g.out.tie)
	}
	if err := g.allSaid(); err != nil {
		return err
	}
	if g.is {
		if err := g.out.tie(g.node.tie(g.label, g.claim, g.sure), setTie); err != nil {
			return err
		}
	}
	g.label, g.said, g.early = 0, g.said[:0], g.early[:0]
	return nil
}
