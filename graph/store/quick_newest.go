package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store/index"
)

// heard is what a claim says of itself, by the numbers of values; 0 is
// nothing.
type heard struct {
	latest, earliest, status, source uint32

	// What follows is known where whole is true, and more then says that there
	// is an amount, a place or a speaker besides.
	time, quote, subject, relation, object uint32
	whole, more                            bool
}

// heardIn is what a tie tells of its claim.
func heardIn(t *index.Tie) heard {
	c := heard{
		latest: uint32(t.Latest), earliest: uint32(t.Earliest), status: uint32(t.Status), source: uint32(t.Source),
		time: uint32(t.Time), quote: uint32(t.Quote), subject: uint32(t.Actor), relation: uint32(t.Relation), object: uint32(t.Other),
		whole: t.Whole && t.Claim, more: t.More,
	}
	if !t.Subject {
		c.subject, c.object = c.object, c.subject
	}
	return c
}

// day is the last day that a claim can be about.
func (c *heard) day() uint64 { return uint64(cmp.Or(c.latest, c.earliest)) }

// claimsHeard are claims that were read already, for themselves or as the ties
// of their actors tell it. Those of one run are kept: what is sorted by day is
// shown next.
type claimsHeard struct {
	q    *quick
	of   map[uint64]int32 // places in all; 0 of those that are yet to be read
	all  []heard
	days map[uint64]string

	listed []aDay // see lastDays

	// Predicates, and what stands under them.
	latest, earliest, status, source uint64
	fields                           map[uint64]func(*heard) uint32
	more                             []uint64 // under which nothing stands unless heard.more
}

func (q *quick) hear() (*claimsHeard, error) {
	if q.heard != nil {
		return q.heard, nil
	}
	h := &claimsHeard{q: q, of: map[uint64]int32{}, all: make([]heard, 1), days: map[uint64]string{0: ""}, fields: map[uint64]func(*heard) uint32{}}
	for _, p := range []struct {
		iri  quad.IRI
		into *uint64
		read func(*heard) uint32
	}{
		{graph.Latest, &h.latest, func(c *heard) uint32 { return c.latest }},
		{graph.Earliest, &h.earliest, func(c *heard) uint32 { return c.earliest }},
		{graph.StatusOf, &h.status, func(c *heard) uint32 { return c.status }},
		{graph.DerivedFrom, &h.source, func(c *heard) uint32 { return c.source }},
		{graph.TimeOf, nil, func(c *heard) uint32 { return c.time }},
		{graph.QuoteText, nil, func(c *heard) uint32 { return c.quote }},
		{graph.RDFSubject, nil, func(c *heard) uint32 { return c.subject }},
		{graph.RDFPredicate, nil, func(c *heard) uint32 { return c.relation }},
		{graph.RDFObject, nil, func(c *heard) uint32 { return c.object }},
		{graph.AmountOf, nil, nil}, {graph.Unit, nil, nil}, {graph.PlaceOf, nil, nil}, {graph.SpeakerOf, nil, nil},
	} {
		id, err := q.snap.number(p.iri)
		if err != nil {
			return nil, err
		}
		switch {
		case p.into != nil:
			*p.into = id
		case p.read == nil:
			h.more = append(h.more, id)
		}
		if p.read != nil && id != 0 {
			h.fields[id] = p.read
		}
	}
	q.heard = h
	return h, nil
}

// note keeps what a claim says.
func (h *claimsHeard) note(claim uint64, c heard) {
	h.of[claim] = int32(len(h.all))
	h.all = append(h.all, c)
}

// claim is what one claim says.
func (h *claimsHeard) claim(id uint64) (heard, error) {
	if at := h.of[id]; at != 0 {
		return h.all[at], nil
	}
	c, err := h.read(id)
	if err == nil {
		h.note(id, c)
	}
	return c, err
}

// read reads a claim. Of several things of a kind the last counts, as for the
// prelude.
func (h *claimsHeard) read(id uint64) (heard, error) {
	var c heard
	predicates := []uint64{h.latest, h.earliest, h.status, h.source}
	said, one, err := h.q.objects(id, predicates)
	if err != nil {
		return c, err
	}
	for i, into := range []*uint32{&c.latest, &c.earliest, &c.status, &c.source} {
		object := said[i]
		if !one && predicates[i] != 0 {
			if object, err = h.q.last(id, predicates[i]); err != nil {
				return c, err
			}
		}
		*into = uint32(object)
	}
	return c, nil
}

// told are what a claim has under predicates, 0 for nothing; false if its ties
// did not tell so much.
func (h *claimsHeard) told(claim uint64, predicates []uint64) ([]uint64, bool) {
	at := h.of[claim]
	if at == 0 || !h.all[at].whole {
		return nil, false
	}
	c := &h.all[at]
	objects := make([]uint64, len(predicates))
	for i, p := range predicates {
		if read, ok := h.fields[p]; ok {
			objects[i] = uint64(read(c))
		} else if c.more || !slices.Contains(h.more, p) {
			return nil, false
		}
	}
	return objects, true
}

// readDays learns the texts of days.
func (h *claimsHeard) readDays(days []uint64) error {
	unread := map[uint64]bool{}
	for _, id := range days {
		if _, known := h.days[id]; !known {
			unread[id] = true
		}
	}
	numbers := sortedKeys(unread)
	values, err := readValues(h.q.view, numbers)
	if err != nil {
		return err
	}
	for i, v := range values {
		text, _ := v.(quad.String)
		h.days[numbers[i]] = string(text)
	}
	return nil
}

// readAbout reads the ties of those actors that many of some edges touch.
func (h *claimsHeard) readAbout(edges []edge) error {
	actors, _, err := h.touched(edges)
	if err != nil || len(actors) == 0 {
		return err
	}
	for i := range edges {
		if _, known := h.of[edges[i].claim]; !known {
			h.of[edges[i].claim] = 0
		}
	}
	for _, actor := range actors {
		if err := h.ties(actor); err != nil {
			return err
		}
	}
	return nil
}

// fewEdges is from how many edges of an actor on it is asked how many ties it
// has: which costs a look itself.
const fewEdges = 2

// touched lists actors whose ties are best read in one go, and says what it
// costs, in looks, to learn all days so.
func (h *claimsHeard) touched(edges []edge) (actors []uint64, cost int64, err error) {
	touches := map[uint64][]int32{}
	covered := make([]bool, len(edges))
	unknown := 0
	for i := range edges {
		if covered[i] = h.of[edges[i].claim] != 0; covered[i] {
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
		if len(touches[actor]) < fewEdges {
			break
		}
		n := 0
		for _, i := range touches[actor] {
			if !covered[i] {
				n++
			}
		}
		if n < fewEdges {
			continue
		}
		claims, err := h.q.view.Claims(actor)
		if err != nil {
			return nil, 0, err
		}
		if read := 1 + (claims[0]+claims[1])/oneLook; read < int64(n) {
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
	days, err := h.daysOf(edges)
	if err != nil {
		return nil, err
	}
	return h.last(edges, days, limit)
}

// daysOf reads the claims of edges and gives the day of each.
func (h *claimsHeard) daysOf(edges []edge) ([]uint64, error) {
	if err := h.readAbout(edges); err != nil {
		return nil, err
	}
	if err := h.readEach(edges); err != nil {
		return nil, err
	}
	days := make([]uint64, len(edges))
	for i := range edges {
		c, err := h.claim(edges[i].claim)
		if err != nil {
			return nil, err
		}
		days[i] = c.day()
	}
	return days, nil
}

// last are the first so many of edges that have these days. Days are few, so
// they are sorted, and of the edges only those that may be among the first.
func (h *claimsHeard) last(edges []edge, days []uint64, limit int) ([]edge, error) {
	if len(edges) <= limit {
		return edges, nil
	}
	if err := h.readDays(days); err != nil {
		return nil, err
	}
	count := map[string]int{}
	for _, id := range days {
		count[h.days[id]]++
	}
	texts := sortedKeys(count)
	slices.Reverse(texts)
	ranks, sum := map[string]int{}, 0
	for rank, text := range texts {
		ranks[text] = rank
		if sum += count[text]; sum > limit {
			break
		}
	}
	type ranked struct {
		dated
		rank int
	}
	var among []ranked
	for i, e := range edges {
		text := h.days[days[i]]
		if rank, ok := ranks[text]; ok {
			among = append(among, ranked{dated{edge: e, day: text}, rank})
		}
	}
	slices.SortStableFunc(among, func(a, b ranked) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.claim, b.claim)) })
	all := make([]dated, len(among))
	for i := range among {
		all[i] = among[i].dated
	}
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
	numbers = slices.Compact(numbers)
	values, err := readValues(h.q.view, numbers)
	if err != nil {
		return err
	}
	names := map[uint64]string{}
	for i, v := range values {
		names[numbers[i]] = quad.StringOf(v)
	}
	for i := range among {
		among[i].name = names[among[i].claim]
	}
	slices.SortStableFunc(among, func(a, b dated) int { return strings.Compare(a.name, b.name) })
	return nil
}
