package export

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// box is the room that a node takes with its label, from the node's middle.
type box struct{ side, up, down float64 } // side: to the left and to the right

// Sizes of text in pixels.
const (
	labelSize  = 12.0
	lineHeight = 14.0
	labelGap   = 3.0
)

func boxOf(n *Node) box {
	r := radius(n.Degree)
	lines := wrap(n.Actor.Label)
	side := r
	for _, line := range lines {
		side = max(side, n.width(line)/2)
	}
	b := box{side: round(side), up: r, down: round(r + labelGap + mul(lineHeight, float64(len(lines))))}
	if n.above {
		b.up, b.down = b.down, b.up
	}
	return b
}

// labelsAway puts a node's label over it if more lines come from below.
func labelsAway(g *Graph, part []int32, next [][]int32, at []point) {
	for i, id := range part {
		below := 0
		for _, j := range next[i] {
			dx, dy := at[j].x-at[i].x, at[j].y-at[i].y
			if abs(dy) < mul(0.5, abs(dx)) {
				continue // from the side
			}
			if dy > 0 {
				below++
			} else {
				below--
			}
		}
		g.Nodes[id].above = below > 0
	}
}

// bold tells whether a node is a hub, whose label is set in bold.
func (n *Node) bold() bool { return n.Degree >= 6 }

// width of a line of the node's label.
func (n *Node) width(line string) float64 {
	w := textWidth(line, labelSize)
	if n.bold() {
		w = mul(w, 1.1)
	}
	return w
}

// margin is kept free between two boxes.
const margin = 7.0

// separate pushes nodes apart until no box lies on another. Parts above
// allPairs keep their overlaps: nobody reads their labels before zooming in.
func separate(ctx context.Context, at []point, boxes []box) error {
	if len(at) > allPairs {
		return nil
	}
	for grow := 0; ; grow++ {
		for range 120 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if !push(at, boxes, nil) {
				return nil
			}
		}
		// Too dense: more room, and again. Growth ends it: at some scale
		// nothing touches.
		for i := range at {
			at[i] = point{mul(at[i].x, 1.12), mul(at[i].y, 1.12)}
		}
		if grow > 40 { // nodes on one and the same point; not seen
			return nil
		}
	}
}

// push parts every pair that overlaps, half the way each, along the axis on
// which less is missing; it tells whether there was one. One that is fixed
// lets the other go all the way, and two of them lie as they lie.
func push(at []point, boxes []box, fixed []bool) bool {
	found := false
	for i := range at {
		for j := range i {
			a, b := &at[i], &at[j]
			dx := a.x - b.x
			missX := boxes[i].side + boxes[j].side + margin - abs(dx)
			if missX <= 0 || fixed != nil && fixed[i] && fixed[j] {
				continue
			}
			var missY float64
			above := a.y < b.y
			if above {
				missY = boxes[i].down + boxes[j].up + margin - (b.y - a.y)
			} else {
				missY = boxes[j].down + boxes[i].up + margin - (a.y - b.y)
			}
			if missY <= 0 {
				continue
			}
			found = true
			// A little more than is missing, or rounding keeps them touching.
			if missX < missY {
				half := missX/2 + 0.05
				if dx < 0 {
					half = -half
				}
				by, back := half, half
				if fixed != nil {
					by, back = shares(half, fixed[i], fixed[j])
				}
				a.x, b.x = a.x+by, b.x-back
			} else {
				half := missY/2 + 0.05
				if above {
					half = -half
				}
				by, back := half, half
				if fixed != nil {
					by, back = shares(half, fixed[i], fixed[j])
				}
				a.y, b.y = a.y+by, b.y-back
			}
		}
	}
	return found
}

// shares says how far each of two goes, if one may be fixed.
func shares(half float64, aFixed, bFixed bool) (a, b float64) {
	switch {
	case aFixed:
		return 0, 2 * half
	case bFixed:
		return 2 * half, 0
	}
	return half, half
}

func abs(f float64) float64 { return math.Abs(f) }

// partGap is kept free between connected parts.
const partGap = 26.0

// pack sets connected parts side by side into a rectangle wider than tall,
// each as high up as it goes (a skyline).
func pack(parts [][]int32, at []point, boxes []box) {
	type rect struct {
		part      []int32
		low, high point
	}
	area, widestPart := 0.0, 0.0
	rects := make([]rect, 0, len(parts))
	for _, part := range parts {
		r := rect{part: part, low: point{math.MaxFloat64, math.MaxFloat64}, high: point{-math.MaxFloat64, -math.MaxFloat64}}
		for _, i := range part {
			p, b := at[i], boxes[i]
			r.low = point{min(r.low.x, p.x-b.side), min(r.low.y, p.y-b.up)}
			r.high = point{max(r.high.x, p.x+b.side), max(r.high.y, p.y+b.down)}
		}
		w, h := r.high.x-r.low.x+partGap, r.high.y-r.low.y+partGap
		area += mul(w, h)
		widestPart = max(widestPart, w)
		rects = append(rects, r)
	}
	slices.SortStableFunc(rects, func(a, b rect) int {
		return cmp.Or(cmp.Compare(len(b.part), len(a.part)), cmp.Compare(b.high.y-b.low.y, a.high.y-a.low.y))
	})
	// Of some widths the one that makes the picture largest on a page that is
	// half as wide again as it is tall, a part of it taken by the legend.
	best := math.MaxFloat64
	var chosen []point
	for _, factor := range []float64{1, 1.1, 1.2, 1.3, 1.45, 1.6, 1.8, 2} {
		width := max(widestPart, mul(math.Sqrt(mul(area, 1.5)), factor))
		sky := []step{{0, width, 0}}
		corners := make([]point, len(rects))
		right, bottom := 0.0, 0.0
		for k, r := range rects {
			w, h := r.high.x-r.low.x+partGap, r.high.y-r.low.y+partGap
			x, y := lowest(sky, w, width)
			sky = raise(sky, x, w, y+h)
			corners[k] = point{x, y}
			right, bottom = max(right, x+w), max(bottom, y+h)
		}
		if size := max(right, mul(1.8, bottom)); size < best {
			best, chosen = size, corners
		}
	}
	for k, r := range rects {
		for _, i := range r.part {
			at[i] = point{at[i].x - r.low.x + chosen[k].x, at[i].y - r.low.y + chosen[k].y}
		}
	}
}

// step is a piece of the skyline: from x to end, taken down to y.
type step struct{ x, end, y float64 }

// lowest finds where a box of this width lies highest up in the picture.
func lowest(sky []step, w, width float64) (x, y float64) {
	y = math.MaxFloat64
	for i, s := range sky {
		if s.x+w > width+1e-6 && i > 0 {
			break
		}
		top := 0.0
		for _, t := range sky[i:] {
			if t.x >= s.x+w-1e-6 {
				break
			}
			top = max(top, t.y)
		}
		if top < y {
			x, y = s.x, top
		}
	}
	return x, y
}

func raise(sky []step, x, w, y float64) []step {
	var after []step
	done := false
	for _, s := range sky {
		if s.end <= x || s.x >= x+w {
			if s.x >= x+w && !done {
				after, done = append(after, step{x, x + w, y}), true
			}
			after = append(after, s)
			continue
		}
		if s.x < x {
			after = append(after, step{s.x, x, s.y})
		}
		if !done {
			after, done = append(after, step{x, x + w, y}), true
		}
		if s.end > x+w {
			after = append(after, step{x + w, s.end, s.y})
		}
	}
	if !done {
		after = append(after, step{x, x + w, y})
	}
	return after
}
