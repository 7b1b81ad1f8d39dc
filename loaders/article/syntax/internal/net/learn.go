package net

import "math"

// Trace is what a recurrent layer remembers of its forward pass for the
// backward one: states, gates and squashed states, each tokens × 2·hidden.
type Trace struct{ C, F, R, T []float32 }

// step is the layout learn_amd64.s reads: the arrays of one time step of one
// direction. The gates lie h floats apart in u, b, v, du, gb and gv.
type step struct {
	h                  int
	u, b, v, was, x, y *float32
	c, f, r, t         *float32
	constants          *float32
	dy, dx, du, gb, gv *float32
	dc                 *float32
}

// place is a time step: the rows of a token's gates and of its units begin
// at gates and unit; the units of the step before at before, -1 if there is
// none.
type place struct{ dir, gates, unit, before int }

// walk calls do for the time steps of both directions of sentences, in the
// order of reading or against it, and begin before each run of them.
func walk(h int, lengths []int, against bool, begin func(), do func(place)) {
	at := 0
	for _, k := range lengths {
		for dir := range 2 {
			begin()
			for i := range k {
				if against {
					i = k - 1 - i
				}
				t, last := at+i, at+i-1
				if dir == 1 {
					t, last = at+k-1-i, at+k-i
				}
				p := place{dir: dir, gates: t*6*h + dir*3*h, unit: t*2*h + dir*h, before: -1}
				if i > 0 {
					p.before = last*2*h + dir*h
				}
				do(p)
			}
		}
		at += k
	}
}

// Forward runs a layer over sentences for learning; x is its input, u the
// product of x, with units dropped, and the weights.
func Forward(l *Layer, h int, lengths []int, x, u, y []float32, tr *Trace) {
	zero := make([]float32, h)
	s := step{h: h, constants: &gateConstants[0][0]}
	walk(h, lengths, false, func() {}, func(p place) {
		row, b, v, was := u[p.gates:][:3*h], l.B[p.dir*2*h:][:2*h], l.V[p.dir*2*h:][:2*h], zero
		if p.before >= 0 {
			was = tr.C[p.before:][:h]
		}
		o := p.unit
		in, out, tc, tf, tg, tt := x[o:][:h], y[o:][:h], tr.C[o:][:h], tr.F[o:][:h], tr.R[o:][:h], tr.T[o:][:h]
		if hasAVX2 && h%8 == 0 {
			s.u, s.b, s.v, s.was, s.x, s.y, s.c, s.f, s.r, s.t = &row[0], &b[0], &v[0], &was[0], &in[0], &out[0], &tc[0], &tf[0], &tg[0], &tt[0]
			forwardStep(&s)
			return
		}
		for j, w := range was {
			f := sigmoid(row[h+j] + b[j] + v[j]*w)
			r := sigmoid(row[2*h+j] + b[h+j] + v[h+j]*w)
			c := row[j] + f*(w-row[j])
			q := tanh(c)
			tc[j], tf[j], tg[j], tt[j] = c, f, r, q
			out[j] = in[j] + r*(q-in[j])
		}
	})
}

// Backward takes the gradient dy of a layer's output, writes that of u and
// adds what flows around the weights to dx.
func Backward(l, g *Layer, h int, lengths []int, x, u, dy []float32, tr *Trace, du, dx []float32) {
	zero, dc := make([]float32, h), make([]float32, h)
	s := step{h: h, constants: &gateConstants[0][0], dc: &dc[0]}
	walk(h, lengths, true, func() { clear(dc) }, func(p place) {
		row, drow, o := u[p.gates:][:3*h], du[p.gates:][:3*h], p.unit
		v, gb, gv, was := l.V[p.dir*2*h:][:2*h], g.B[p.dir*2*h:][:2*h], g.V[p.dir*2*h:][:2*h], zero
		if p.before >= 0 {
			was = tr.C[p.before:][:h]
		}
		in, d, f, r, t, below := x[o:][:h], dy[o:][:h], tr.F[o:][:h], tr.R[o:][:h], tr.T[o:][:h], dx[o:][:h]
		if hasAVX2 && h%8 == 0 {
			s.u, s.v, s.was, s.x, s.f, s.r, s.t = &row[0], &v[0], &was[0], &in[0], &f[0], &r[0], &t[0]
			s.dy, s.dx, s.du, s.gb, s.gv = &d[0], &below[0], &drow[0], &gb[0], &gv[0]
			backwardStep(&s)
			return
		}
		for j := range h {
			below[j] += d[j] * (1 - r[j])
			dr := d[j] * (t[j] - in[j]) * r[j] * (1 - r[j])
			state := dc[j] + d[j]*r[j]*(1-t[j]*t[j])
			df := state * (was[j] - row[j]) * f[j] * (1 - f[j])
			drow[j], drow[h+j], drow[2*h+j] = state*(1-f[j]), df, dr
			gb[j] += df
			gb[h+j] += dr
			gv[j] += df * was[j]
			gv[h+j] += dr * was[j]
			dc[j] = state*f[j] + df*v[j] + dr*v[h+j]
		}
	})
}

// Adam moves parameters p against gradients g, times factor, by the method
// of that name; m and v are its moments.
func Adam(p, g, m, v []float32, factor, beta1, beta2, rate, epsilon float32) {
	i := 0
	if hasAVX2 && len(p) >= 8 {
		var c [5][8]float32
		for k, x := range []float32{factor, 1 - beta1, 1 - beta2, rate, epsilon} {
			for j := range c[k] {
				c[k][j] = x
			}
		}
		i = len(p) &^ 7
		_, _, _ = g[i-1], m[i-1], v[i-1]
		adamStep(i, &p[0], &g[0], &m[0], &v[0], &c[0][0])
	}
	for ; i < len(p); i++ {
		x := g[i] * factor
		m[i] += (1 - beta1) * (x - m[i])
		v[i] += (1 - beta2) * (x*x - v[i])
		p[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]))) + epsilon)
	}
}
