package export

import (
	"image"
	"image/color"
	imagedraw "image/draw"
	"math"

	"golang.org/x/image/vector"
)

// raster is a picture made of dots. Places are in the units of the SVG; scale
// says how many dots one of them is.
type raster struct {
	img   *image.RGBA
	scale float64
	r     vector.Rasterizer
}

// outline is closed or open lines, curves made straight.
type outline struct {
	lines  [][]point
	closed bool
}

// fill fills an outline.
func (r *raster) fill(o outline, c color.Color) {
	low, high := point{math.MaxFloat64, math.MaxFloat64}, point{-math.MaxFloat64, -math.MaxFloat64}
	for _, line := range o.lines {
		for _, p := range line {
			low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	// Only the part of the picture that is touched: the rasterizer clears as
	// much as it is large.
	box := image.Rect(int(math.Floor(low.x*r.scale)), int(math.Floor(low.y*r.scale)), int(math.Ceil(high.x*r.scale))+1, int(math.Ceil(high.y*r.scale))+1).Intersect(r.img.Bounds())
	if len(o.lines) == 0 || box.Empty() {
		return
	}
	r.r.Reset(box.Dx(), box.Dy())
	r.r.DrawOp = imagedraw.Over
	for _, line := range o.lines {
		for i, p := range line {
			x, y := float32(p.x*r.scale-float64(box.Min.X)), float32(p.y*r.scale-float64(box.Min.Y))
			if i == 0 {
				r.r.MoveTo(x, y)
			} else {
				r.r.LineTo(x, y)
			}
		}
		r.r.ClosePath()
	}
	r.r.Draw(r.img, box, image.NewUniform(c), image.Point{})
}

// stroke gives the outline of a pen of this width led along lines, round at
// its corners. All pieces turn the same way, so that they add up.
func stroke(o outline, width float64) outline {
	half := width / 2
	var all outline
	for _, line := range o.lines {
		if o.closed && len(line) > 1 {
			line = append(line[:len(line):len(line)], line[0])
		}
		for i := 1; i < len(line); i++ {
			p, q := line[i-1], line[i]
			length := distance(p, q)
			if length < 1e-9 {
				continue
			}
			nx, ny := half*(q.y-p.y)/length, half*(p.x-q.x)/length
			all.lines = append(all.lines, []point{{p.x + nx, p.y + ny}, {q.x + nx, q.y + ny}, {q.x - nx, q.y - ny}, {p.x - nx, p.y - ny}})
			if i+1 < len(line) || o.closed {
				all.lines = append(all.lines, circle(q, half))
			}
		}
	}
	return all
}

// circle is a polygon as near to a circle as can be seen.
func circle(at point, r float64) []point {
	n := 8 + int(2*math.Sqrt(r)*3)
	points := make([]point, n)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		points[i] = point{at.x + r*cos, at.y + r*sin}
	}
	return points
}

// dashed cuts lines into dashes.
func dashed(o outline, pattern []float64) outline {
	var all outline
	for _, line := range o.lines {
		k, rest, on := 0, pattern[0], true
		var dash []point
		for i := 1; i < len(line); i++ {
			p, q := line[i-1], line[i]
			for {
				length := distance(p, q)
				if on && len(dash) == 0 {
					dash = append(dash, p)
				}
				if length < rest {
					rest -= length
					if on {
						dash = append(dash, q)
					}
					break
				}
				p = between(p, q, rest/max(length, 1e-9))
				if on {
					all.lines = append(all.lines, append(dash, p))
					dash = nil
				}
				k = (k + 1) % len(pattern)
				rest, on = pattern[k], !on
			}
		}
		if on && len(dash) > 1 {
			all.lines = append(all.lines, dash)
		}
	}
	return all
}

// flatten makes a curve straight pieces.
func (c curve) flatten() []point {
	n := 2 + int(math.Sqrt(distance(c.from, c.control)+distance(c.control, c.to)))
	points := make([]point, n+1)
	for i := range points {
		points[i] = c.on(float64(i) / float64(n))
	}
	return points
}
