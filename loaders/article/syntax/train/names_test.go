package main

import (
	"slices"
	"testing"
)

// TestNamesOfTreebank shows which mentions count as names and what of them.
func TestNamesOfTreebank(t *testing.T) {
	trees, err := readTreebank(writeTreebanks(t), "gum-dev")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, tr := range trees[:2] {
		for _, s := range tr.Names {
			got = append(got, s.Type+" "+wordsOf(tr.Tokens, s))
		}
		for _, s := range tr.others {
			got = append(got, s.Type+" "+wordsOf(tr.Tokens, s))
		}
	}
	want := []string{"Person Ada", "Person Omar Brandt", "Place Norvik", "Organization Harbour Council", "Other Monday"}
	if !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
}

// TestChain compares the loss of a sequence and its gradient with sums over
// all sequences and with differences.
func TestChain(t *testing.T) {
	const c = 3
	scores := []float32{0.5, -0.2, 0.1, 1, 0.3, -0.4, 0, 0.7, -0.9, 0.2, 0.1, 0.6}
	follow := []float32{0.1, 0.4, -0.3, 0.2, 0, 0.5, -0.6, 0.3, 0.2}
	for _, want := range [][]int{{0, 1, 2, 0}, {0, unknowable, 2, unknowable}} {
		loss := func(s, f []float32) float64 {
			return chain(c, slices.Clone(s), f, want, 1, make([]float32, c*c))
		}
		g, gf := slices.Clone(scores), make([]float32, c*c)
		chain(c, g, follow, want, 1, gf)
		check := func(name string, p, g []float32) {
			for i := range p {
				was := p[i]
				p[i] = was + 1e-3
				up := loss(scores, follow)
				p[i] = was - 1e-3
				down := loss(scores, follow)
				p[i] = was
				if d := (up - down) / 2e-3; d-float64(g[i]) > 1e-2 || float64(g[i])-d > 1e-2 {
					t.Errorf("%v %s[%d]: gradient %.4f, difference %.4f", want, name, i, g[i], d)
				}
			}
		}
		check("scores", scores, g)
		check("follow", follow, gf)
	}
}
