package store

import (
	"cmp"
	"slices"
)

// walk lists routes of one length, in order of the actors they pass.
type walk struct {
	search *search
	to     uint64
	toGoal map[uint64]int
	on     map[uint64]bool // actors of the route so far
	route  Route
	found  []Route
	steps  int // left, if above zero to begin with
}

// next names the hops from an actor that can still reach the goal, sorted by
// where they lead.
func (w *walk) next(a uint64, left int) ([]namedHop, error) {
	hops, err := w.search.neighbours(a)
	if err != nil {
		return nil, err
	}
	var out []namedHop
	for _, h := range hops {
		d, ok := w.toGoal[h.to]
		if !ok || d > left-1 || w.on[h.to] || (h.to == w.to) != (left == 1) {
			continue
		}
		named, err := w.search.hop(a, h)
		if err != nil {
			return nil, err
		}
		out = append(out, namedHop{h.to, named})
	}
	slices.SortFunc(out, func(x, y namedHop) int { return cmp.Compare(x.hop.To, y.hop.To) })
	return out, nil
}

type namedHop struct {
	to  uint64
	hop Hop
}

func (w *walk) from(a uint64, left int) error {
	hops, err := w.next(a, left)
	if err != nil {
		return err
	}
	for _, h := range hops {
		if len(w.found) >= w.search.options.K {
			return nil
		}
		if w.steps > 0 {
			if w.steps--; w.steps == 0 {
				return ErrTooLarge
			}
		}
		w.route = append(w.route, h.hop)
		if left == 1 {
			w.found = append(w.found, slices.Clone(w.route))
		} else {
			w.on[h.to] = true
			if err := w.from(h.to, left-1); err != nil {
				return err
			}
			delete(w.on, h.to)
		}
		w.route = w.route[:len(w.route)-1]
	}
	return nil
}
