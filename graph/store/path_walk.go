package store

import (
	"cmp"
	"slices"
)

// walk lists routes of one length, in order of the actors they pass.
type walk struct {
	search      *search
	start, goal *side
	to          uint64

	half    int               // hops that are taken on the start's side
	allowed []map[uint64]bool // where such a route can be after so many hops
	on      map[uint64]bool   // actors of the route so far
	route   Route
	found   []Route
}

// all adds the routes of a length.
func (w *walk) all(from uint64, length int) error {
	w.half = min(w.start.depth, length)
	if len(w.start.frontier) == 0 {
		w.half = length // all of the start's island is known
	}
	w.allowed = make([]map[uint64]bool, w.half+1)
	last := map[uint64]bool{}
	few, many := w.start.far, w.goal.far
	if len(many) < len(few) {
		few, many = many, few
	}
	for a := range few {
		if _, both := many[a]; both && w.start.far[a] <= w.half && w.goal.far[a] <= length-w.half {
			passes, err := w.search.passes(a)
			if err != nil {
				return err
			}
			if passes {
				last[a] = true
			}
		}
	}
	for i := w.half; ; i-- {
		w.allowed[i] = last
		if i == 0 {
			break
		}
		before := map[uint64]bool{}
		for a := range last {
			for _, h := range w.start.via[a] {
				if w.start.far[h.to] < i {
					before[h.to] = true
				}
			}
		}
		last = before
	}
	if !last[from] {
		return nil
	}
	return w.from(from, 0, length)
}

// hops names the hops from an actor that can still reach the goal, sorted by
// where they lead.
func (w *walk) hops(a uint64, taken, length int) ([]namedHop, error) {
	left := length - taken - 1
	var hops []hopTo
	if taken < w.half {
		for _, h := range w.search.edges.near[a] {
			if w.allowed[taken+1][h.to] {
				hops = append(hops, h)
			}
		}
	} else {
		for _, h := range w.goal.via[a] {
			if w.goal.far[h.to] <= left {
				hops = append(hops, h)
			}
		}
	}
	var out []namedHop
	for _, h := range hops {
		if w.on[h.to] || (h.to == w.to) != (left == 0) {
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

// from goes on from an actor to which so many hops have led.
func (w *walk) from(a uint64, taken, length int) error {
	if err := w.search.snap.ctx.Err(); err != nil {
		return err
	}
	hops, err := w.hops(a, taken, length)
	if err != nil {
		return err
	}
	for _, h := range hops {
		if len(w.found) >= w.search.options.K {
			return nil
		}
		w.route = append(w.route, h.hop)
		if taken+1 == length {
			w.found = append(w.found, slices.Clone(w.route))
		} else {
			w.on[h.to] = true
			if err := w.from(h.to, taken+1, length); err != nil {
				return err
			}
			delete(w.on, h.to)
		}
		w.route = w.route[:len(w.route)-1]
	}
	return nil
}
