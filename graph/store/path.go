package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
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
		for _, id := range []string{from, to} {
			if n, err := snap.reader.ID(quad.IRI(id)); err != nil {
				return err
			} else if n == 0 {
				return fmt.Errorf("actor %s: %w", id, ErrNotFound)
			}
		}
		if from == to {
			return nil
		}
		search := &search{snap: snap, options: o, near: map[quad.IRI][]Hop{}}
		var err error
		out, err = search.routes(quad.IRI(from), quad.IRI(to))
		if err != nil {
			return fmt.Errorf("looking for a path from %s to %s: %w", from, to, err)
		}
		return nil
	})
	return out, err
}

type search struct {
	snap    *snapshot
	options PathOptions
	near    map[quad.IRI][]Hop // hops from an actor, one a neighbour, sorted by neighbour
}

// neighbours gives the hops from an actor.
func (s *search) neighbours(a quad.IRI) ([]Hop, error) {
	if hops, ok := s.near[a]; ok {
		return hops, nil
	}
	if len(s.near) >= s.options.MaxVisited {
		return nil, fmt.Errorf("%w: more than %d actors looked at; name the relations to follow, or ask for a shorter path", ErrTooLarge, s.options.MaxVisited)
	}
	type way struct {
		to       quad.IRI
		relation string
		forward  bool
	}
	ways := map[way][]string{}
	add := func(to quad.IRI, e link, forward bool) {
		name := e.relation
		if to == a || (len(s.options.Only) > 0 && !slices.Contains(s.options.Only, name)) || slices.Contains(s.options.Except, name) {
			return
		}
		w := way{to, name, forward}
		ways[w] = append(ways[w], string(e.claim))
	}
	if err := s.snap.relations(pattern{subject: a}, func(e link) error { add(e.object, e, true); return nil }); err != nil {
		return nil, err
	}
	if err := s.snap.relations(pattern{object: a}, func(e link) error { add(e.subject, e, false); return nil }); err != nil {
		return nil, err
	}
	hops := make([]Hop, 0, len(ways))
	for w, claims := range ways {
		slices.Sort(claims)
		hops = append(hops, Hop{From: string(a), To: string(w.to), Relation: w.relation, Forward: w.forward, Claims: slices.Compact(claims)})
	}
	slices.SortFunc(hops, func(x, y Hop) int {
		forward := func(h Hop) int {
			if h.Forward {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(x.To, y.To), cmp.Compare(len(y.Claims), len(x.Claims)),
			cmp.Compare(x.Relation, y.Relation), cmp.Compare(forward(x), forward(y)))
	})
	hops = slices.CompactFunc(hops, func(x, y Hop) bool { return x.To == y.To })
	s.near[a] = hops
	return hops, nil
}

// side is one end's half of a two-way search.
type side struct {
	far      map[quad.IRI]int // hops from this end
	frontier []quad.IRI
	depth    int
}

// grow takes the next step of a side.
func (s *search) grow(x *side) error {
	var next []quad.IRI
	for _, a := range x.frontier {
		hops, err := s.neighbours(a)
		if err != nil {
			return err
		}
		for _, h := range hops {
			to := quad.IRI(h.To)
			if _, seen := x.far[to]; !seen {
				x.far[to] = x.depth + 1
				next = append(next, to)
			}
		}
	}
	x.frontier = next
	x.depth++
	return nil
}

// routes searches from both ends by turns, always the smaller frontier, until
// they meet; then walks the actors that lie on shortest routes.
func (s *search) routes(from, to quad.IRI) ([]Route, error) {
	start := &side{far: map[quad.IRI]int{from: 0}, frontier: []quad.IRI{from}}
	goal := &side{far: map[quad.IRI]int{to: 0}, frontier: []quad.IRI{to}}
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
	// Distances to the goal of the actors that the shortest routes pass on
	// the start's half, worked out backwards from where the halves met.
	toGoal := map[quad.IRI]int{}
	for a, d := range goal.far {
		toGoal[a] = d
	}
	for d := goal.depth; d < length; d++ {
		for _, a := range sortedKeys(toGoal) {
			if toGoal[a] != d || start.far[a] != length-d {
				continue
			}
			hops, err := s.neighbours(a)
			if err != nil {
				return nil, err
			}
			for _, h := range hops {
				b := quad.IRI(h.To)
				if far, ok := start.far[b]; ok && far == length-d-1 {
					if _, known := toGoal[b]; !known {
						toGoal[b] = d + 1
					}
				}
			}
		}
	}
	w := &walk{search: s, to: to, toGoal: toGoal, on: map[quad.IRI]bool{from: true}}
	if err := w.from(from, length); err != nil {
		return nil, err
	}
	return s.longer(w, from, length)
}

// longer looks for routes that take more hops, where the shortest are fewer
// than asked for. Running out of actors to look at ends it without an error.
func (s *search) longer(w *walk, from quad.IRI, length int) ([]Route, error) {
	if len(w.found) >= s.options.K || length == s.options.MaxDepth {
		return w.found, nil
	}
	all := &side{far: map[quad.IRI]int{w.to: 0}, frontier: []quad.IRI{w.to}}
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

// walk lists routes of one length, in order of the actors they pass.
type walk struct {
	search *search
	to     quad.IRI
	toGoal map[quad.IRI]int
	on     map[quad.IRI]bool // actors of the route so far
	route  Route
	found  []Route
	steps  int // left, if above zero to begin with
}

func (w *walk) from(a quad.IRI, left int) error {
	hops, err := w.search.neighbours(a)
	if err != nil {
		return err
	}
	for _, h := range hops {
		next := quad.IRI(h.To)
		d, ok := w.toGoal[next]
		if !ok || d > left-1 || w.on[next] || (next == w.to) != (left == 1) {
			continue
		}
		if len(w.found) >= w.search.options.K {
			return nil
		}
		if w.steps > 0 {
			if w.steps--; w.steps == 0 {
				return ErrTooLarge
			}
		}
		w.route = append(w.route, h)
		if left == 1 {
			w.found = append(w.found, slices.Clone(w.route))
		} else {
			w.on[next] = true
			if err := w.from(next, left-1); err != nil {
				return err
			}
			delete(w.on, next)
		}
		w.route = w.route[:len(w.route)-1]
	}
	return nil
}
