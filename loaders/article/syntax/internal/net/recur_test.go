package net

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestTanh(t *testing.T) {
	for x := -12.0; x < 12; x += 0.01 {
		if got := float64(tanh(float32(x))); math.Abs(got-math.Tanh(x)) > 1e-5 {
			t.Fatalf("tanh(%v) = %v, want %v", x, got, math.Tanh(x))
		}
	}
}

// TestRecur compares the vector unit with plain Go through a definition of
// its own.
func TestRecur(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const h, k = 16, 5
	fill := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = rng.Float32()*4 - 2
		}
		return v
	}
	l := Layer{B: fill(4 * h), V: fill(4 * h)}
	x, u, y := fill(2*h*k), fill(6*h*k), make([]float32, 2*h*k)
	recur(&l, h, x, u, y, k)
	sig := func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
	for dir := range 2 {
		for j := range h {
			c := 0.0
			for step := range k {
				i := step
				if dir == 1 {
					i = k - 1 - step
				}
				at := func(p int) float64 { return float64(u[i*6*h+dir*3*h+p*h+j]) }
				f := sig(at(1) + float64(l.B[dir*2*h+j]) + float64(l.V[dir*2*h+j])*c)
				r := sig(at(2) + float64(l.B[dir*2*h+h+j]) + float64(l.V[dir*2*h+h+j])*c)
				c = f*c + (1-f)*at(0)
				o := i*2*h + dir*h + j
				want := r*math.Tanh(c) + (1-r)*float64(x[o])
				if math.Abs(want-float64(y[o])) > 1e-4 {
					t.Fatalf("direction %d, step %d, unit %d: %v, want %v", dir, step, j, y[o], want)
				}
			}
		}
	}
}
