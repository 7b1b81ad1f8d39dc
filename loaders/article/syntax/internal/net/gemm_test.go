package net

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestGemm(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, d := range [][3]int{{1, 1, 1}, {6, 16, 8}, {7, 17, 33}, {13, 90, 40}, {25, 7, 3}} {
		m, n, k := d[0], d[1], d[2]
		a, b, c, want := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n), make([]float32, m*n)
		for i := range a {
			a[i] = rng.Float32() - .5
		}
		for i := range b {
			b[i] = rng.Float32() - .5
		}
		for i := range c {
			c[i] = rng.Float32()
			want[i] = c[i]
		}
		for i := range m {
			for j := range n {
				for x := range k {
					want[i*n+j] += a[i*k+x] * b[x*n+j]
				}
			}
		}
		var p Packed
		p.Pack(b, k, n)
		Gemm(m, a, &p, c)
		for i := range c {
			if math.Abs(float64(c[i]-want[i])) > 1e-4 {
				t.Fatalf("%v: c[%d] = %v, want %v", d, i, c[i], want[i])
			}
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	m, n, k := 120, 768, 256
	x, w, c := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
	var p Packed
	p.Pack(w, k, n)
	for b.Loop() {
		Gemm(m, x, &p, c)
	}
	b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
}
