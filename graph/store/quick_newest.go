package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// heard is what a claim says of itself, by the numbers of values; 0 is
// nothing.
type heard struct{ latest, earliest, status, source uint64 }

// claimsHeard are the claims of some actors, as their ties tell it.
type claimsHeard struct {
	q                                *quick
	of                               map[uint64]heard
	latest, earliest, status, source uint64 // predicates
	days                             map[uint64]string
}

func (q *quick) hear() (*claimsHeard, error) {
	h := &claimsHeard{q: q, of: map[uint64]heard{}, days: map[uint64]string{0: ""}}
	for _, p := range []struct {
		into *uint64
		iri  quad.IRI
	}{{&h.latest, graph.Latest}, {&h.earliest, graph.Earliest}, {&h.status, graph.StatusOf}, {&h.source, graph.DerivedFrom}} {
		var err error
		if *p.into, err = q.snap.number(p.iri); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// actor reads the ties of an actor.
func (h *claimsHeard) actor(id uint64) error {
	c := h.q.view.Ties(id, 0)
	defer c.Close()
	for c.Next() {
		if t := c.Tie(); !t.Odd {
			h.of[t.Label] = heard{t.Latest, t.Earliest, t.Status, t.Source}
		}
	}
	return c.Err()
}

// claim is what one claim says. Of several things of a kind the last counts,
// as for the prelude.
func (h *claimsHeard) claim(id uint64) (heard, error) {
	if c, ok := h.of[id]; ok {
		return c, nil
	}
	var c heard
	predicates := []uint64{h.latest, h.earliest, h.status, h.source}
	said, one, err := h.q.objects(id, predicates)
	if err != nil {
		return c, err
	}
	for i, into := range []*uint64{&c.latest, &c.earliest, &c.status, &c.source} {
		switch {
		case predicates[i] == 0:
		case one:
			*into = said[i]
		default:
			if *into, err = h.q.last(id, predicates[i]); err != nil {
				return c, err
			}
		}
	}
	h.of[id] = c
	return c, nil
}

// day is the last day that a claim can be about; "" if unknown.
func (h *claimsHeard) day(claim uint64) (string, error) {
	c, err := h.claim(claim)
	if err != nil {
		return "", err
	}
	id := c.latest
	if id == 0 {
		id = c.earliest
	}
	day, ok := h.days[id]
	if !ok {
		if day, err = h.q.snap.text(id); err == nil {
			h.days[id] = day
		}
	}
	return day, err
}

// readAbout reads the ties of those actors that many of some edges touch.
func (h *claimsHeard) readAbout(edges []edge) error {
	actors, _, err := h.touched(edges)
	for _, actor := range actors {
		if err == nil {
			err = h.actor(actor)
		}
	}
	return err
}

// touched lists actors whose ties are best read in one go, and says what it
// costs, in looks, to learn all days so.
func (h *claimsHeard) touched(edges []edge) (actors []uint64, cost int64, err error) {
	touches := map[uint64][]int32{}
	covered := make([]bool, len(edges))
	unknown := 0
	for i := range edges {
		if _, covered[i] = h.of[edges[i].claim]; covered[i] {
			continue
		}
		unknown++
		touches[edges[i].source] = append(touches[edges[i].source], int32(i))
		if edges[i].target != edges[i].source {
			touches[edges[i].target] = append(touches[edges[i].target], int32(i))
		}
	}
	delete(touches, 0)
	most := sortedKeys(touches)
	slices.SortStableFunc(most, func(a, b uint64) int { return len(touches[b]) - len(touches[a]) })
	for _, actor := range most {
		if len(touches[actor]) < manyEdges {
			break
		}
		n := 0
		for _, i := range touches[actor] {
			if !covered[i] {
				n++
			}
		}
		claims, err := h.q.view.Claims(actor)
		if err != nil {
			return nil, 0, err
		}
		if read := (claims[0] + claims[1]) / oneLook; n >= manyEdges && read < int64(n) {
			cost += read
			unknown -= n
			actors = append(actors, actor)
			for _, i := range touches[actor] {
				covered[i] = true
			}
		}
	}
	return actors, cost + int64(unknown), nil
}

// manyEdges is from how many edges of an actor on its ties are read in one go.
const manyEdges = 200

// newest are the first so many of edges by day, the newest first, then by
// claim: the order of the prelude's newest.
func (h *claimsHeard) newest(edges []edge, limit int) ([]edge, error) {
	if len(edges) <= limit {
		return edges, nil
	}
	if quicker, err := h.fromLastDay(edges, limit); err != nil {
		return nil, err
	} else if quicker {
		return h.byDay(edges, limit)
	}
	if err := h.readAbout(edges); err != nil {
		return nil, err
	}
	all := make([]dated, len(edges))
	// By number, so that what must be read is read in the order in which it stands.
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.claim, b.claim) })
	for i, e := range edges {
		day, err := h.day(e.claim)
		if err != nil {
			return nil, err
		}
		all[i] = dated{edge: e, day: day}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return strings.Compare(b.day, a.day) })
	return h.first(all, limit)
}

type dated struct {
	edge
	day, name string
}

// first are the first so many of edges sorted by day. Names are asked of those
// only between which they decide.
func (h *claimsHeard) first(all []dated, limit int) ([]edge, error) {
	if len(all) > limit {
		from, to := limit, limit
		for from > 0 && all[from-1].day == all[limit].day {
			from--
		}
		for to < len(all) && all[to].day == all[limit].day {
			to++
		}
		if from < limit {
			if err := h.byName(all[from:to]); err != nil {
				return nil, err
			}
		}
		all = all[:limit]
	}
	edges := make([]edge, len(all))
	for i := range all {
		edges[i] = all[i].edge
	}
	return edges, nil
}

func (h *claimsHeard) byName(among []dated) error {
	slices.SortFunc(among, func(a, b dated) int { return cmp.Or(cmp.Compare(a.claim, b.claim), cmp.Compare(a.at, b.at)) })
	var numbers []uint64
	for _, d := range among {
		numbers = append(numbers, d.claim)
	}
	names := map[uint64]string{}
	err := h.q.view.EachValue(slices.Compact(numbers), func(id uint64, v quad.Value) error {
		names[id] = quad.StringOf(v)
		return nil
	})
	if err != nil {
		return err
	}
	for i := range among {
		among[i].name = names[among[i].claim]
	}
	slices.SortStableFunc(among, func(a, b dated) int { return strings.Compare(a.name, b.name) })
	return nil
}
