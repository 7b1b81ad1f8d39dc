package export

import (
	"math"
	"strings"
)

// curve is a quadratic Bézier curve.
type curve struct{ from, control, to point }

// on gives the point at t, from 0 to 1.
func (c curve) on(t float64) point {
	return between(between(c.from, c.control, t), between(c.control, c.to, t), t)
}

func between(a, b point, t float64) point {
	return point{a.x + mul(t, b.x-a.x), a.y + mul(t, b.y-a.y)}
}

func distance(a, b point) float64 {
	dx, dy := a.x-b.x, a.y-b.y
	return math.Sqrt(mul(dx, dx) + mul(dy, dy))
}

// trim takes so many pixels from both ends, as the crow flies.
func (c curve) trim(start, end float64) curve {
	if distance(c.from, c.to) <= start+end {
		return c
	}
	// Bisection: the distance from an end grows along so flat a curve.
	find := func(centre point, r, in, out float64) float64 {
		for range 24 {
			mid := (in + out) / 2
			if distance(c.on(mid), centre) < r {
				in = mid
			} else {
				out = mid
			}
		}
		return out
	}
	return c.part(find(c.from, start, 0, 0.5), find(c.to, end, 1, 0.5))
}

// part cuts the curve out between two values of t.
func (c curve) part(s, t float64) curve {
	right := curve{c.on(s), between(c.control, c.to, s), c.to}
	u := (t - s) / max(1e-9, 1-s)
	return curve{right.from, between(right.from, right.control, u), right.on(u)}
}

// path is the curve as SVG writes it.
func (c curve) path() string {
	return "M" + pair(c.from) + " Q" + pair(c.control) + " " + pair(c.to)
}

func pair(p point) string { return coordinate(p.x) + "," + coordinate(p.y) }

// arrow gives a head whose tip is at the end of the curve, and the curve
// shortened to its base.
func (c curve) arrow(thick float64) (head string, rest curve) {
	long, half := 6+mul(1.6, thick), 2.6+mul(0.9, thick)
	if distance(c.from, c.to) < 2*long {
		long = distance(c.from, c.to) / 3
	}
	rest = c.trim(0, long)
	tip, base := c.to, rest.to
	length := max(1e-6, distance(tip, base))
	nx, ny := mul(half, (tip.y-base.y)/length), mul(half, (tip.x-base.x)/length)
	return "M" + pair(tip) + " L" + pair(point{base.x + nx, base.y - ny}) + " L" + pair(point{base.x - nx, base.y + ny}) + " Z", rest
}

// back is the same curve from its other end.
func (c curve) back() curve { return curve{c.to, c.control, c.from} }

// corners of the shapes that are polygons, for a radius of one.
var corners = map[shape][]point{
	diamond:  {{0, -1.22}, {1.22, 0}, {0, 1.22}, {-1.22, 0}},
	hexagon:  {{1.1, 0}, {0.55, 0.95}, {-0.55, 0.95}, {-1.1, 0}, {-0.55, -0.95}, {0.55, -0.95}},
	triangle: {{0, -1.2}, {1.13, 0.8}, {-1.13, 0.8}},
	square:   {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}},
	pentagon: {{0, -1.1}, {1.05, -0.34}, {0.65, 0.9}, {-0.65, 0.9}, {-1.05, -0.34}},
}

// symbol draws a shape; which colours it has, the element around it says.
func symbol(x xmlWriter, indent int, s shape, at point, r float64) {
	points, ok := corners[s]
	if !ok {
		x.empty(indent, "circle", "cx", coordinate(at.x), "cy", coordinate(at.y), "r", coordinate(r))
		return
	}
	list := make([]string, len(points))
	for i, p := range points {
		list[i] = pair(point{at.x + mul(p.x, r), at.y + mul(p.y, r)})
	}
	x.empty(indent, "polygon", "points", strings.Join(list, " "))
}
