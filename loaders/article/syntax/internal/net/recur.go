package net

// The hyperbolic tangent is a quotient of two odd and even polynomials, the
// same on every machine; the sigmoid is made from it. gateConstants holds
// their coefficients, the bounds beyond which the quotient is not used, and
// a half, each eight times for the vector unit.
var gateConstants = func() (t [14][8]float32) {
	for i, v := range [14]float32{-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08, 1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03,
		1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03, 7.905311, -7.905311, 0.5} {
		for j := range t[i] {
			t[i][j] = v
		}
	}
	return t
}()

func tanh(x float32) float32 {
	t := &gateConstants
	x = min(max(x, t[12][0]), t[11][0])
	s := x * x
	p := t[0][0]
	for i := 1; i < 7; i++ {
		p = float32(p*s) + t[i][0]
	}
	q := t[7][0]
	for i := 8; i < 11; i++ {
		q = float32(q*s) + t[i][0]
	}
	return x * p / q
}

func sigmoid(x float32) float32 { return float32(tanh(x*0.5)*0.5) + 0.5 }

// recur runs both directions of a layer over a sentence of k words. u holds
// the products of its inputs x with the weights; y takes the outputs.
func recur(l *Layer, h int, x, u, y []float32, k int) {
	var state [256]float32
	if k == 0 || h > len(state) {
		return
	}
	_, _, _ = x[k*2*h-1], u[k*6*h-1], y[k*2*h-1]
	c := state[:h]
	for dir := range 2 {
		clear(c)
		b, v := l.B[dir*2*h:][:2*h], l.V[dir*2*h:][:2*h]
		for step := range k {
			t := step
			if dir == 1 {
				t = k - 1 - step
			}
			row, in, out := u[t*6*h+dir*3*h:][:3*h], x[t*2*h+dir*h:][:h], y[t*2*h+dir*h:][:h]
			if hasAVX2 && h%8 == 0 {
				recurStep(h, &row[0], &b[0], &v[0], &c[0], &in[0], &out[0], &gateConstants[0][0])
				continue
			}
			for j, was := range c {
				f := sigmoid(row[h+j] + b[j] + float32(v[j]*was))
				g := sigmoid(row[2*h+j] + b[h+j] + float32(v[h+j]*was))
				now := row[j] + float32(f*(was-row[j]))
				c[j] = now
				out[j] = in[j] + float32(g*(tanh(now)-in[j]))
			}
		}
	}
}

// add adds a row of the table, times scale, to dst.
func (t *table) add(dst []float32, row int32, scale float32) {
	q := t.data[int(row)*t.width : (int(row)+1)*t.width]
	u := t.unit[row] * scale
	dst = dst[:len(q)]
	if hasAVX2 && t.width%8 == 0 {
		addRow(t.width, &dst[0], &q[0], u)
		return
	}
	for i, v := range q {
		dst[i] += float32(float32(v) * u)
	}
}
