package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// hopTo is one edge or several from an actor to a neighbour, by the store's
// numbers: most actors that a search looks at are never named.
type hopTo struct {
	to, relation uint64
	forward      bool
	claims       int // how many say so
}

// edgeReader reads the edges of actors for a search.
type edgeReader struct {
	snap      *snapshot
	options   PathOptions
	relations map[uint64]string // names of the predicates to follow; "" for the others
	followed  []uint64          // those of the vocabulary
	near      map[uint64][]hopTo
	shunned   map[uint64]bool // actors that no route passes

	// What is asked of claims.
	choosy                             bool
	time, earliest, latest, confidence uint64 // predicates
	known                              map[uint64]bool
}

func newSearch(snap *snapshot, o PathOptions) (*search, error) {
	e := &edgeReader{snap: snap, options: o, relations: map[uint64]string{}, near: map[uint64][]hopTo{}, known: map[uint64]bool{}}
	e.choosy = o.AsOf != "" || o.MinConfidence > 0
	for p, id := range map[quad.IRI]*uint64{graph.TimeOf: &e.time, graph.Earliest: &e.earliest, graph.Latest: &e.latest, graph.Confidence: &e.confidence} {
		var err error
		if *id, err = snap.reader.ID(p); err != nil {
			return nil, err
		}
	}
	return &search{snap: snap, options: o, edges: e, named: map[uint64]bool{}}, nil
}

// shun keeps routes away from actors; the ends stay.
func (e *edgeReader) shun(avoid []string, ends [2]uint64) error {
	e.shunned = map[uint64]bool{}
	for _, id := range avoid {
		a, err := e.snap.reader.ID(quad.IRI(id))
		if err != nil {
			return err
		}
		if a != 0 && !slices.Contains(ends[:], a) {
			e.shunned[a] = true
		}
	}
	return nil
}

// relation is the name of a predicate, if it is to be followed.
func (e *edgeReader) relation(id uint64) (string, error) {
	if name, ok := e.relations[id]; ok {
		return name, nil
	}
	v, err := e.snap.value(id)
	if err != nil {
		return "", err
	}
	iri, _ := v.(quad.IRI)
	name, ok := strings.CutPrefix(string(iri), graph.RelationPrefix)
	if !ok || (len(e.options.Only) > 0 && !slices.Contains(e.options.Only, name)) || slices.Contains(e.options.Except, name) {
		name = ""
	}
	e.relations[id] = name
	return name, nil
}

// hub is from how many quads on an actor's incoming edges are read relation by
// relation: as many stand beside them that say in which claims it is.
const hub = 3000

// of gives the ways from an actor, those to one neighbour as one: the relation
// with most claims, then the one that leads in the direction of the route,
// then the first by name.
func (e *edgeReader) of(a uint64, forward bool) ([]hopTo, error) {
	if hops, ok := e.near[a]; ok {
		return hops, nil
	}
	if v := e.snap.tied(); v != nil {
		hops, err := e.ties(v, a, forward)
		if err == nil && forward {
			e.near[a] = hops
		}
		return hops, err
	}
	ways := map[hopTo]int{}
	if err := e.read(ids{subjectAt: a}, objectAt, ways); err != nil {
		return nil, err
	}
	in, _ := e.snap.reader.Count(ids{objectAt: a})
	patterns := []ids{{objectAt: a}}
	if in > hub {
		if err := e.follow(); err != nil {
			return nil, err
		}
		patterns = patterns[:0]
		for _, p := range e.followed {
			patterns = append(patterns, ids{predicateAt: p, objectAt: a})
		}
	}
	for _, p := range patterns {
		if err := e.read(p, subjectAt, ways); err != nil {
			return nil, err
		}
	}
	hops := make([]hopTo, 0, len(ways))
	for w, n := range ways {
		if e.shunned[w.to] {
			continue
		}
		w.claims = n
		hops = append(hops, w)
	}
	slices.SortFunc(hops, func(x, y hopTo) int { return cmp.Or(cmp.Compare(x.to, y.to), e.better(x, y, forward)) })
	hops = slices.CompactFunc(hops, func(x, y hopTo) bool { return x.to == y.to })
	if !forward {
		return hops, nil // ties are broken for the other direction
	}
	e.near[a] = hops
	return hops, nil
}

// better orders the ways to one neighbour.
func (e *edgeReader) better(x, y hopTo, forward bool) int {
	return cmp.Or(cmp.Compare(y.claims, x.claims), strings.Compare(e.relations[x.relation], e.relations[y.relation]), cmp.Compare(against(x, forward), against(y, forward)))
}

func against(h hopTo, forward bool) int {
	if h.forward == forward {
		return 0
	}
	return 1
}

// read adds the edges among the quads that fit.
func (e *edgeReader) read(p ids, far int, ways map[hopTo]int) error {
	near := subjectAt + objectAt - far
	var last hopTo
	n := 0
	err := e.snap.follow(p, func(q ids) (bool, error) {
		if q[far] == q[near] || q[labelAt] == 0 {
			return true, nil
		}
		name, err := e.relation(q[predicateAt])
		if name == "" || err != nil {
			return true, err
		}
		counts, err := e.counts(q[labelAt])
		if !counts || err != nil {
			return true, err
		}
		// Quads of one edge stand together.
		w := hopTo{to: q[far], relation: q[predicateAt], forward: far == objectAt}
		if w != last {
			if n > 0 {
				ways[last] += n
			}
			last, n = w, 0
		}
		n++
		return true, nil
	})
	if n > 0 {
		ways[last] += n
	}
	return err
}

// follow looks for the relations that have edges in the store.
func (e *edgeReader) follow() error {
	if e.followed != nil {
		return nil
	}
	e.followed = []uint64{}
	return e.snap.predicates(func(id uint64) error {
		name, err := e.relation(id)
		if name != "" {
			e.followed = append(e.followed, id)
		}
		return err
	})
}

// counts says whether a claim is to be followed, by its label. It reads the
// numbers of the claim's quads, and of values only dates and confidence.
func (e *edgeReader) counts(label uint64) (bool, error) {
	if !e.choosy || label == 0 {
		return true, nil
	}
	if ok, known := e.known[label]; known {
		return ok, nil
	}
	ok, ended, interval := true, false, false
	err := e.snap.follow(ids{subjectAt: label}, func(q ids) (bool, error) {
		p := q[predicateAt]
		if p == 0 || p != e.time && p != e.earliest && p != e.latest && p != e.confidence {
			return true, nil
		}
		v, err := e.snap.value(q[objectAt])
		if err != nil {
			return false, err
		}
		switch text, _ := v.(quad.String); p {
		case e.confidence:
			sure, isNumber := numberOf(v)
			ok = ok && (!isNumber || sure >= e.options.MinConfidence)
		case e.earliest:
			ok = ok && (e.options.AsOf == "" || string(text) <= e.options.AsOf)
		case e.latest:
			ended = e.options.AsOf != "" && string(text) < e.options.AsOf
		case e.time:
			interval = strings.Contains(string(text), "/")
		}
		return true, nil
	})
	ok = ok && !(ended && interval)
	e.known[label] = ok
	return ok, err
}

// predicates calls fn with the number of every predicate of the vocabulary's
// relations that the store knows.
func (s *snapshot) predicates(fn func(uint64) error) error {
	if r, ok := s.reader.(interface {
		Predicates(func(uint64) bool) error
	}); ok {
		var failed error
		err := r.Predicates(func(id uint64) bool {
			failed = fn(id)
			return failed == nil
		})
		return cmp.Or(failed, err)
	}
	for _, r := range s.vocabulary.Relations() {
		id, err := s.reader.ID(quad.IRI(graph.RelationPrefix + r.Name))
		if err != nil {
			return err
		}
		if id != 0 {
			if err := fn(id); err != nil {
				return err
			}
		}
	}
	return nil
}
