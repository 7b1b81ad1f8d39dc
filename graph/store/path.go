package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// PathOptions bound a search for paths.
type PathOptions struct {
	MaxDepth   int      // hops; 0 means 6
	K          int      // routes wanted, shortest first; 0 means 1
	Only       []string // relations to use; none means all
	Except     []string // relations not to use
	MaxVisited int      // actors looked at before giving up; 0 means a million
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
// pass. No route is no error; ErrTooLarge means that the search was given up
// before one was found, ErrNotFound that an actor is not in the store.
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
		search := &search{snap: snap, options: o, near: map[uint64][]hopTo{}, relations: map[uint64]string{}}
		var err error
		out, err = search.routes(ends[0], ends[1])
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

// hopTo is one edge or several from an actor to a neighbour, by the store's
// numbers: most actors that a search looks at are never named.
type hopTo struct {
	to, relation uint64
	forward      bool
	claims       int // how many say so
}

type search struct {
	snap      *snapshot
	options   PathOptions
	near      map[uint64][]hopTo
	relations map[uint64]string // names of the predicates to follow; "" for the others
}

// relation is the name of a predicate, if it is to be followed.
func (s *search) relation(id uint64) (string, error) {
	if name, ok := s.relations[id]; ok {
		return name, nil
	}
	v, err := s.snap.value(id)
	if err != nil {
		return "", err
	}
	iri, _ := v.(quad.IRI)
	name, ok := strings.CutPrefix(string(iri), graph.RelationPrefix)
	if !ok || (len(s.options.Only) > 0 && !slices.Contains(s.options.Only, name)) || slices.Contains(s.options.Except, name) {
		name = ""
	}
	s.relations[id] = name
	return name, nil
}

// neighbours gives the ways from an actor, those to one neighbour together.
func (s *search) neighbours(a uint64) ([]hopTo, error) {
	if hops, ok := s.near[a]; ok {
		return hops, nil
	}
	if len(s.near) >= s.options.MaxVisited {
		return nil, fmt.Errorf("%w: more than %d actors looked at; name the relations to follow, or ask for a shorter path", ErrTooLarge, s.options.MaxVisited)
	}
	ways := map[hopTo]int{}
	for _, forward := range []bool{true, false} {
		near, far := subjectAt, objectAt
		if !forward {
			near, far = far, near
		}
		var want ids
		want[near] = a
		err := s.snap.follow(want, func(q ids) (bool, error) {
			name, err := s.relation(q[predicateAt])
			if name != "" && q[far] != a && q[labelAt] != 0 {
				ways[hopTo{to: q[far], relation: q[predicateAt], forward: forward}]++
			}
			return true, err
		})
		if err != nil {
			return nil, err
		}
	}
	hops := make([]hopTo, 0, len(ways))
	for w, n := range ways {
		w.claims = n
		hops = append(hops, w)
	}
	slices.SortFunc(hops, func(x, y hopTo) int {
		return cmp.Or(cmp.Compare(x.to, y.to), cmp.Compare(y.claims, x.claims), cmp.Compare(s.relations[x.relation], s.relations[y.relation]), cmp.Compare(backward(x), backward(y)))
	})
	hops = slices.CompactFunc(hops, func(x, y hopTo) bool { return x.to == y.to })
	s.near[a] = hops
	return hops, nil
}

func backward(h hopTo) int {
	if h.forward {
		return 0
	}
	return 1
}

// hop names a way.
func (s *search) hop(from uint64, h hopTo) (Hop, error) {
	out := Hop{Relation: s.relations[h.relation], Forward: h.forward}
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
			claims, err := s.snap.column(p, labelAt)
			if err != nil {
				return err
			}
			h.Claims = make([]string, len(claims))
			for k, c := range claims {
				h.Claims[k] = string(c)
			}
			slices.Sort(h.Claims)
		}
	}
	return nil
}

// side is one end's half of a two-way search.
type side struct {
	far      map[uint64]int // hops from this end
	frontier []uint64
	depth    int
}

func newSide(a uint64) *side { return &side{far: map[uint64]int{a: 0}, frontier: []uint64{a}} }

// grow takes the next step of a side.
func (s *search) grow(x *side) error {
	var next []uint64
	for _, a := range x.frontier {
		hops, err := s.neighbours(a)
		if err != nil {
			return err
		}
		for _, h := range hops {
			if _, seen := x.far[h.to]; !seen {
				x.far[h.to] = x.depth + 1
				next = append(next, h.to)
			}
		}
	}
	x.frontier = next
	x.depth++
	return nil
}

// routes searches from both ends by turns, always the smaller frontier, until
// they meet; then walks the actors that lie on shortest routes.
func (s *search) routes(from, to uint64) ([]Route, error) {
	start, goal := newSide(from), newSide(to)
	length := -1
	for length < 0 && start.depth+goal.depth < s.options.MaxDepth && len(start.frontier) > 0 && len(goal.frontier) > 0 {
		x, other := start, goal
		if len(goal.frontier) < len(start.frontier) {
			x, other = goal, start
		}
		if err := s.grow(x); err != nil {
			return nil, err
		}
		for _, a := range x.frontier {
			if d, ok := other.far[a]; ok && (length < 0 || x.depth+d < length) {
				length = x.depth + d
			}
		}
	}
	if length < 0 {
		return nil, nil
	}
	toGoal, err := s.distances(start, goal, length)
	if err != nil {
		return nil, err
	}
	w := &walk{search: s, to: to, toGoal: toGoal, on: map[uint64]bool{from: true}}
	if err := w.from(from, length); err != nil {
		return nil, err
	}
	return s.longer(w, from, length)
}

// distances gives the distances to the goal of the actors on shortest routes:
// those of the goal's half, and those of the start's half, worked out
// backwards from where the halves met.
func (s *search) distances(start, goal *side, length int) (map[uint64]int, error) {
	toGoal := maps.Clone(goal.far)
	var layer []uint64
	for a, d := range goal.far {
		if far, ok := start.far[a]; ok && d == goal.depth && far == length-d {
			layer = append(layer, a)
		}
	}
	for d := goal.depth; d < length; d++ {
		var next []uint64
		for _, a := range layer {
			hops, err := s.neighbours(a)
			if err != nil {
				return nil, err
			}
			for _, h := range hops {
				if far, ok := start.far[h.to]; ok && far == length-d-1 {
					if _, known := toGoal[h.to]; !known {
						toGoal[h.to] = d + 1
						next = append(next, h.to)
					}
				}
			}
		}
		layer = next
	}
	return toGoal, nil
}

// longer looks for routes that take more hops, where the shortest are fewer
// than asked for. Running out of actors to look at ends it without an error.
func (s *search) longer(w *walk, from uint64, length int) ([]Route, error) {
	if len(w.found) >= s.options.K || length == s.options.MaxDepth {
		return w.found, nil
	}
	all := newSide(w.to)
	for all.depth < s.options.MaxDepth && len(all.frontier) > 0 {
		if err := s.grow(all); err != nil {
			return w.found, s.snap.ctx.Err()
		}
	}
	w.toGoal = all.far
	w.steps = s.options.MaxVisited
	for length++; length <= s.options.MaxDepth && len(w.found) < s.options.K && w.steps > 0; length++ {
		if err := w.from(from, length); err != nil {
			return w.found, s.snap.ctx.Err()
		}
	}
	return w.found, nil
}
