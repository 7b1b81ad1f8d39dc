package main

import "math"

// unknowable is the mark of a token that may have any.
const unknowable = -1

// chain is the loss of a sequence of marks by a conditional random field:
// scores holds what each token gives to each of c marks, follow what a mark
// gives that follows another. A mark below zero in want is unknown: all count.
// It writes the gradient, times scale, over scores and adds that of follow.
func chain(c int, scores, follow []float32, want []int, scale float32, gradient []float32) float64 {
	k := len(want)
	free := make([]int, k)
	for i := range free {
		free[i] = unknowable
	}
	all, any := marginals(c, scores, follow, free)
	some, given := marginals(c, scores, follow, want)
	for i := range scores {
		scores[i] = scale * float32(any.at[i]-given.at[i])
	}
	for i := range gradient {
		gradient[i] += scale * float32(any.pairs[i]-given.pairs[i])
	}
	return all - some
}

// share is how likely each mark is at each token, and how often one is
// expected to follow another.
type share struct{ at, pairs []float64 }

// marginals sums over the sequences of marks that agree with want; it returns
// the logarithm of the sum, too.
func marginals(c int, scores, follow []float32, want []int) (float64, share) {
	k := len(want)
	inf := math.Inf(-1)
	forth, back := make([]float64, k*c), make([]float64, k*c)
	allowed := func(i, y int) bool { return want[i] < 0 || want[i] == y }
	term := make([]float64, c)
	for i := range k {
		for y := range c {
			v := inf
			switch {
			case !allowed(i, y):
			case i == 0:
				v = float64(follow[y]) // as after O
			default:
				for x := range c {
					term[x] = forth[(i-1)*c+x] + float64(follow[x*c+y])
				}
				v = sumLogs(term)
			}
			forth[i*c+y] = v + float64(scores[i*c+y])
		}
	}
	total := sumLogs(forth[(k-1)*c:])
	out := share{make([]float64, k*c), make([]float64, c*c)}
	for i := k - 1; i >= 0; i-- {
		for x := range c {
			if i == k-1 {
				back[i*c+x] = 0
				continue
			}
			for y := range c {
				term[y] = inf
				if allowed(i+1, y) {
					term[y] = float64(follow[x*c+y]) + float64(scores[(i+1)*c+y]) + back[(i+1)*c+y]
				}
			}
			back[i*c+x] = sumLogs(term)
			if forth[i*c+x] == inf {
				continue
			}
			for y := range c {
				if term[y] > inf {
					out.pairs[x*c+y] += math.Exp(forth[i*c+x] + term[y] - total)
				}
			}
		}
		for x := range c {
			if f := forth[i*c+x]; f > inf {
				out.at[i*c+x] = math.Exp(f + back[i*c+x] - total)
				if i == 0 {
					out.pairs[x] += out.at[x]
				}
			}
		}
	}
	return total, out
}

func sumLogs(v []float64) float64 {
	top := math.Inf(-1)
	for _, x := range v {
		top = max(top, x)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, x := range v {
		sum += math.Exp(x - top)
	}
	return top + math.Log(sum)
}
