package store

import (
	"strings"

	"entente/graph/store/index"
)

// ties is [edgeReader.of] where the store keeps ties: those to one neighbour
// stand together, and say themselves whether they count.
func (e *edgeReader) ties(v *index.View, a uint64, forward bool) ([]hopTo, error) {
	var hops []hopTo
	var ways []hopTo // to the neighbour at hand
	done := func() {
		if len(ways) == 0 {
			return
		}
		best := ways[0]
		for _, w := range ways[1:] {
			if e.better(w, best, forward) < 0 {
				best = w
			}
		}
		hops, ways = append(hops, best), ways[:0]
	}
	c := v.Ties(a, 0)
	defer c.Close()
	for c.Next() {
		t := c.Tie()
		if !t.Edge || t.Other == a || e.shunned[t.Other] {
			continue
		}
		name, err := e.relation(t.Relation)
		if err != nil {
			return nil, err
		}
		if name == "" {
			continue
		}
		counts, err := e.tieCounts(t)
		if err != nil {
			return nil, err
		}
		if !counts {
			continue
		}
		if len(ways) > 0 && ways[0].to != t.Other {
			done()
		}
		e.way(&ways, hopTo{to: t.Other, relation: t.Relation, forward: t.Subject})
	}
	done()
	return hops, c.Err()
}

// way counts one more claim for a way. Ties stand by relation, then by claim.
func (e *edgeReader) way(ways *[]hopTo, w hopTo) {
	for i := len(*ways) - 1; i >= 0 && (*ways)[i].relation == w.relation; i-- {
		if (*ways)[i].forward == w.forward {
			(*ways)[i].claims++
			return
		}
	}
	w.claims = 1
	*ways = append(*ways, w)
}

// tieCounts is [edgeReader.counts] by what the tie says.
func (e *edgeReader) tieCounts(t *index.Tie) (bool, error) {
	switch {
	case !e.choosy:
		return true, nil
	case t.Odd:
		return e.counts(t.Label)
	}
	o := &e.options
	if o.MinConfidence > 0 && t.Confidence != 0 {
		v, err := e.snap.value(t.Confidence)
		if err != nil {
			return false, err
		}
		if sure, ok := numberOf(v); ok && sure < o.MinConfidence {
			return false, nil
		}
	}
	if o.AsOf == "" {
		return true, nil
	}
	earliest, err := e.snap.text(t.Earliest)
	if err != nil || earliest > o.AsOf {
		return false, err
	}
	latest, err := e.snap.text(t.Latest)
	if err != nil || t.Latest == 0 || latest >= o.AsOf {
		return err == nil, err
	}
	time, err := e.snap.text(t.Time)
	return err == nil && !strings.Contains(time, "/"), err
}
