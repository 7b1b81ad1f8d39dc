package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// PathOptions bound a search for paths.
type PathOptions struct {
	MaxDepth   int      // hops; 0 means 6
	K          int      // routes wanted, shortest first; 0 means 1
	Only       []string // relations to use; none means all
	Except     []string // relations not to use
	Avoid      []string // actors not to pass through, by ID
	MaxVisited int      // actors looked at before giving up; 0 means a million

	// AsOf, a day such as 2026-02-06, leaves out claims about later days, and
	// those that say of themselves that they had ended by then; claims without
	// a date count.
	AsOf string
	// MinConfidence leaves out claims that are less sure.
	MinConfidence float64
}

// Route is a path from one actor to another.
type Route []Hop

// Hop is one step of a route.
type Hop struct {
	From, To string // actors
	Relation string
	Forward  bool     // From is the subject of the claims
	Claims   []string // IDs, sorted
}

// Path finds the shortest routes between two actors over asserted claims, in
// either direction of each. Routes differ in the actors they pass; where two
// actors are joined by several relations, a hop is the one with most claims,
// then the first by name. Routes of one length are sorted by the actors they
// pass; none passes what has no name ([graph.Unnamed]). No route is no error;
// ErrTooLarge means that the search was given up before one was found,
// ErrNotFound that an actor is not in the store.
func (s *Store) Path(ctx context.Context, from, to string, o PathOptions) ([]Route, error) {
	o.MaxDepth, o.K, o.MaxVisited = cmp.Or(o.MaxDepth, 6), cmp.Or(o.K, 1), cmp.Or(o.MaxVisited, 1_000_000)
	var out []Route
	err := s.view(ctx, func(snap *snapshot) error {
		var ends [2]uint64
		for i, id := range []string{from, to} {
			var err error
			if ends[i], err = snap.reader.ID(quad.IRI(id)); err != nil {
				return err
			} else if ends[i] == 0 {
				return fmt.Errorf("actor %s: %w", id, ErrNotFound)
			}
		}
		if from == to {
			return nil
		}
		search, err := newSearch(snap, o)
		if err == nil {
			search.ends = ends
			err = search.edges.shun(o.Avoid, ends)
		}
		if err == nil {
			out, err = search.routes(ends[0], ends[1])
		}
		if err == nil {
			err = search.evidence(out)
		}
		if err != nil {
			return fmt.Errorf("looking for a path from %s to %s: %w", from, to, err)
		}
		return nil
	})
	return out, err
}

// search looks for routes from both ends by turns, always the side that has
// fewer quads to read, until they meet.
type search struct {
	snap    *snapshot
	options PathOptions
	edges   *edgeReader
	visited int

	ends  [2]uint64
	named map[uint64]bool // of the actors asked about
}

// side is one end's half of a search.
type side struct {
	forward  bool               // begins at the start of the route
	far      map[uint64]int     // hops from this end
	via      map[uint64][]hopTo // the hops that lead from a node to those looked at
	frontier []uint64
	depth    int
}

func newSide(a uint64, forward bool) *side {
	return &side{forward: forward, far: map[uint64]int{a: 0}, via: map[uint64][]hopTo{}, frontier: []uint64{a}}
}

// grow takes the next step of a side.
func (s *search) grow(x *side) error {
	var next []uint64
	for _, a := range x.frontier {
		// Asked of those gone on from, which are few beside their neighbours.
		if passes, err := s.passes(a); err != nil {
			return err
		} else if !passes {
			continue
		}
		hops, err := s.neighbours(a, x.forward)
		if err != nil {
			return err
		}
		for _, h := range hops {
			if _, seen := x.far[h.to]; !seen {
				x.far[h.to] = x.depth + 1
				next = append(next, h.to)
			}
			x.via[h.to] = append(x.via[h.to], hopTo{to: a, relation: h.relation, forward: !h.forward})
		}
	}
	x.frontier = next
	x.depth++
	return nil
}

// passes tells whether a route may pass an actor: an end of it, or who has a
// name.
func (s *search) passes(a uint64) (bool, error) {
	if a == s.ends[0] || a == s.ends[1] {
		return true, nil
	}
	if named, known := s.named[a]; known {
		return named, nil
	}
	v, err := s.snap.value(a)
	if err != nil {
		return false, err
	}
	id, _ := v.(quad.IRI)
	s.named[a] = !graph.Unnamed(string(id))
	return s.named[a], nil
}

// neighbours gives the ways from an actor, and counts the actors looked at.
func (s *search) neighbours(a uint64, forward bool) ([]hopTo, error) {
	if s.visited++; s.visited > s.options.MaxVisited {
		return nil, fmt.Errorf("%w: more than %d actors looked at; name the relations to follow, or ask for a shorter path", ErrTooLarge, s.options.MaxVisited)
	}
	return s.edges.of(a, forward)
}

// weight is about how many quads the next step of a side reads.
func (s *search) weight(x *side) int64 {
	sum := int64(0)
	for i, a := range x.frontier {
		n, _ := s.snap.reader.Count(ids{subjectAt: a})
		m, _ := s.snap.reader.Count(ids{objectAt: a})
		sum += n + m
		if i == 1000 {
			return sum * int64(len(x.frontier)) / 1000
		}
	}
	return sum
}

// routes searches until the sides meet, and goes on, one hop longer at a time,
// until there are routes enough. Running out of actors to look at ends it
// without an error once there is a route.
func (s *search) routes(from, to uint64) ([]Route, error) {
	start, goal := newSide(from, true), newSide(to, false)
	w := &walk{search: s, start: start, goal: goal, to: to, on: map[uint64]bool{from: true}}
	for length := 1; length <= s.options.MaxDepth && len(w.found) < s.options.K; length++ {
		for start.depth+goal.depth < length {
			if len(start.frontier) == 0 || len(goal.frontier) == 0 {
				if len(w.found) == 0 {
					return nil, nil // one end is on an island
				}
				break
			}
			x := start
			if s.weight(goal) < s.weight(start) {
				x = goal
			}
			if err := s.grow(x); err != nil {
				if len(w.found) > 0 && errors.Is(err, ErrTooLarge) {
					return w.found, nil
				}
				return nil, err
			}
		}
		if err := w.all(from, length); err != nil {
			return w.found, err
		}
	}
	return w.found, nil
}

// hop names a way.
func (s *search) hop(from uint64, h hopTo) (Hop, error) {
	out := Hop{Relation: s.edges.relations[h.relation], Forward: h.forward}
	for id, to := range map[uint64]*string{from: &out.From, h.to: &out.To} {
		v, err := s.snap.value(id)
		if err != nil {
			return out, err
		}
		iri, _ := v.(quad.IRI)
		*to = string(iri)
	}
	return out, nil
}

// evidence adds the claims behind each hop.
func (s *search) evidence(routes []Route) error {
	for _, r := range routes {
		for i := range r {
			h := &r[i]
			p := pattern{subject: quad.IRI(h.From), predicate: quad.IRI(graph.RelationPrefix + h.Relation), object: quad.IRI(h.To)}
			if !h.Forward {
				p.subject, p.object = p.object, p.subject
			}
			err := s.snap.scan(p, func(q ids) (bool, error) {
				counts, err := s.edges.counts(q[labelAt])
				if !counts || err != nil {
					return true, err
				}
				v, err := s.snap.value(q[labelAt])
				if iri, ok := v.(quad.IRI); ok {
					h.Claims = append(h.Claims, string(iri))
				}
				return true, err
			})
			if err != nil {
				return err
			}
			slices.Sort(h.Claims)
		}
	}
	return nil
}
