package main

import (
	"math"

	"entente/loaders/article/syntax/internal/net"
)

// trace is what a recurrent layer remembers of its forward pass for the
// backward one: states, gates and squashed states, each tokens × 2·hidden.
type trace struct{ c, f, r, t []float32 }

func (tr *trace) size(n int) {
	for _, v := range []*[]float32{&tr.c, &tr.f, &tr.r, &tr.t} {
		*v = sized(*v, n)
	}
}

// sized returns a slice of n floats, in s's memory if it is large enough,
// with any content.
func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n+n/4)[:n]
	}
	return s[:n]
}

func zeroed(s []float32, n int) []float32 {
	s = sized(s, n)
	clear(s)
	return s
}

// gates are tables of the sigmoid and of tanh between -16 and 16, read with
// interpolation: a tenth of the training's time was math.Exp.
type gates struct{ sigmoid, tanh [gateSize + 2]float32 }

const (
	gateSize = 4096
	gateStep = gateSize / 32
)

func newGates() *gates {
	g := &gates{}
	for i := range g.sigmoid {
		x := float64(i)/gateStep - 16
		g.sigmoid[i], g.tanh[i] = float32(1/(1+math.Exp(-x))), float32(math.Tanh(x))
	}
	return g
}

func between(t *[gateSize + 2]float32, x float32) float32 {
	p := (x + 16) * gateStep
	if !(p > 0) {
		return t[0]
	}
	if p >= gateSize {
		return t[gateSize]
	}
	i := int32(p)
	a := t[i]
	return a + (t[i+1]-a)*(p-float32(i))
}

// forward runs a layer over sentences; x is its input, u = (dropped x)·W.
func forward(g *gates, l *net.Layer, h int, lengths []int, x, u, y []float32, tr *trace) {
	zero := make([]float32, h)
	at := 0
	for _, k := range lengths {
		for dir := range 2 {
			was := zero
			b, v := l.B[dir*2*h:], l.V[dir*2*h:]
			for step := range k {
				t := at + step
				if dir == 1 {
					t = at + k - 1 - step
				}
				row, o := u[t*6*h+dir*3*h:][:3*h], t*2*h+dir*h
				for j := range h {
					f := between(&g.sigmoid, row[h+j]+b[j]+v[j]*was[j])
					r := between(&g.sigmoid, row[2*h+j]+b[h+j]+v[h+j]*was[j])
					c := row[j] + f*(was[j]-row[j])
					q := between(&g.tanh, c)
					tr.c[o+j], tr.f[o+j], tr.r[o+j], tr.t[o+j] = c, f, r, q
					y[o+j] = x[o+j] + r*(q-x[o+j])
				}
				was = tr.c[o : o+h]
			}
		}
		at += k
	}
}

// backward takes the gradient dy of a layer's output, writes that of u and
// adds the part that flows around the weights to dx.
func backward(l, g *net.Layer, h int, lengths []int, x, u, dy []float32, tr *trace, du, dx []float32) {
	zero, dc := make([]float32, h), make([]float32, h)
	at := 0
	for _, k := range lengths {
		for dir := range 2 {
			clear(dc)
			v, gb, gv := l.V[dir*2*h:], g.B[dir*2*h:], g.V[dir*2*h:]
			for step := k - 1; step >= 0; step-- {
				t, prev := at+step, at+step-1
				if dir == 1 {
					t, prev = at+k-1-step, at+k-step
				}
				was := zero
				if step > 0 {
					was = tr.c[prev*2*h+dir*h:][:h]
				}
				row, drow, o := u[t*6*h+dir*3*h:][:3*h], du[t*6*h+dir*3*h:][:3*h], t*2*h+dir*h
				for j := range h {
					d, f, r, s := dy[o+j], tr.f[o+j], tr.r[o+j], tr.t[o+j]
					dx[o+j] += d * (1 - r)
					dr := d * (s - x[o+j]) * r * (1 - r)
					dcj := dc[j] + d*r*(1-s*s)
					df := dcj * (was[j] - row[j]) * f * (1 - f)
					drow[j] = dcj * (1 - f)
					drow[h+j] = df
					drow[2*h+j] = dr
					gb[j] += df
					gb[h+j] += dr
					gv[j] += df * was[j]
					gv[h+j] += dr * was[j]
					dc[j] = dcj*f + df*v[j] + dr*v[h+j]
				}
			}
		}
		at += k
	}
}
