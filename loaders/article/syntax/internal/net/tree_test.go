package net

import (
	"math/rand/v2"
	"testing"
)

// TestTrees compares both searches with the best of all trees.
func TestTrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 3000 {
		n := 2 + rng.IntN(4)
		s := make([]float32, n*(n+1))
		for i := range s {
			s[i] = float32(rng.IntN(20))
		}
		total := func(heads []int) (sum float32, ok bool) {
			roots := 0
			for i, h := range heads {
				sum += s[i*(n+1)+h+1]
				if h < 0 {
					roots++
				}
				if h == i {
					return 0, false
				}
			}
			return sum, roots == 1 && acyclic(heads)
		}
		best, projective := float32(-1), float32(-1)
		heads := make([]int, n)
		var try func(i int)
		try = func(i int) {
			if i == n {
				if sum, ok := total(heads); ok {
					best = max(best, sum)
					if !crossing(heads) {
						projective = max(projective, sum)
					}
				}
				return
			}
			for heads[i] = -1; heads[i] < n; heads[i]++ {
				try(i + 1)
			}
		}
		try(0)
		spanningTree(n, s, heads)
		if sum, ok := total(heads); !ok || sum != best {
			t.Fatalf("n %d, scores %v: heads %v give %v (a tree: %v), best %v", n, s, heads, sum, ok, best)
		}
		projectiveTree(n, s, heads)
		if sum, ok := total(heads); !ok || sum != projective || crossing(heads) {
			t.Fatalf("n %d, scores %v: heads %v give %v (a tree: %v), best projective %v", n, s, heads, sum, ok, projective)
		}
	}
}
