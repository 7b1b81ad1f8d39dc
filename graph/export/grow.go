package export

import (
	"context"
	"slices"
)

// grow places the nodes of a connected part about those of it that are fixed,
// not yet looking for room.
func grow(ctx context.Context, g *Graph, part []int32, next [][]int32, at []point, fixed []bool, seed uint64) error {
	inner, here := alone(part, next, at)
	stays := make([]bool, len(part))
	unit := unitOf(len(part))
	for i, id := range part {
		stays[i] = fixed[id]
		if stays[i] {
			here[i] = point{here[i].x / unit.x, here[i].y / unit.y}
		}
	}
	settle(inner, here, stays)
	if err := stress(ctx, inner, here, stays, seed); err != nil {
		return err
	}
	for i, id := range part {
		if stays[i] {
			here[i] = at[id] // to the last bit
		} else {
			here[i] = point{mul(here[i].x, unit.x), mul(here[i].y, unit.y)}
		}
	}
	labelsAway(g, part, inner, here)
	for i, id := range part {
		at[id] = here[i]
	}
	return nil
}

// settle begins with the new nodes near those that are placed: ring by ring,
// in the middle of the neighbours that have a place, off it by where the ID
// of each would start.
func settle(next [][]int32, at []point, fixed []bool) {
	const near = 15.0 // about half the shortest wish
	placed := slices.Clone(fixed)
	for {
		var ring []int32
		for i := range next {
			if !placed[i] && slices.ContainsFunc(next[i], func(j int32) bool { return placed[j] }) {
				ring = append(ring, int32(i))
			}
		}
		if len(ring) == 0 {
			return
		}
		middles := make([]point, len(ring))
		for k, i := range ring {
			n := 0.0
			for _, j := range next[i] {
				if placed[j] {
					middles[k].x += at[j].x
					middles[k].y += at[j].y
					n++
				}
			}
			off := point{mul(at[i].x-0.5, near), mul(at[i].y-0.5, near)}
			middles[k] = point{middles[k].x/n + off.x, middles[k].y/n + off.y}
		}
		for k, i := range ring {
			at[i], placed[i] = middles[k], true
		}
	}
}

// roomAmong is makeRoom for the nodes of some parts.
func roomAmong(ctx context.Context, g *Graph, parts [][]int32, at []point, fixed []bool) error {
	all := slices.Concat(parts...)
	slices.Sort(all)
	here, boxes, stays := make([]point, len(all)), make([]box, len(all)), make([]bool, len(all))
	for i, id := range all {
		here[i], boxes[i], stays[i] = at[id], boxOf(&g.Nodes[id]), fixed[id]
	}
	if err := makeRoom(ctx, here, boxes, stays); err != nil {
		return err
	}
	for i, id := range all {
		at[id] = here[i]
	}
	return nil
}

// makeRoom is separate where some may not move. Who finds no room by being
// pushed looks for the nearest free place.
func makeRoom(ctx context.Context, at []point, boxes []box, fixed []bool) error {
	if len(at) > allPairs {
		return nil
	}
	for range 120 {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !push(at, boxes, fixed) {
			return nil
		}
	}
	for i := range at {
		if fixed[i] || roomAt(i, at[i], at, boxes) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		at[i] = freePlace(i, at, boxes)
	}
	return nil
}

// freePlace looks around a node, in squares that grow, for a place where it
// touches nothing. There is one: the others are few and the plane is wide.
func freePlace(i int, at []point, boxes []box) point {
	const stride = 12.0
	from := at[i]
	for ring := 1; ; ring++ {
		for k := -ring; k <= ring; k++ {
			far, along := mul(float64(ring), stride), mul(float64(k), stride)
			for _, off := range []point{{along, far}, {along, -far}, {far, along}, {-far, along}} {
				if p := (point{from.x + off.x, from.y + off.y}); roomAt(i, p, at, boxes) {
					return p
				}
			}
		}
	}
}

// roomAt tells whether a node would touch no other at a place.
func roomAt(i int, p point, at []point, boxes []box) bool {
	for j := range at {
		if j == i || abs(p.x-at[j].x) >= boxes[i].side+boxes[j].side+margin {
			continue
		}
		if p.y < at[j].y && at[j].y-p.y < boxes[i].down+boxes[j].up+margin || p.y >= at[j].y && p.y-at[j].y < boxes[j].down+boxes[i].up+margin {
			return false
		}
	}
	return true
}
