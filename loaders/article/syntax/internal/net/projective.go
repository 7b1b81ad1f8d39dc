package net

import "math"

// projectiveTree fills heads with the best tree without crossing arcs that
// has one root, by the algorithm of Eisner; scores as in bestTree.
func projectiveTree(n int, scores []float32, heads []int) {
	const left, right = 0, 1
	w := n + 1
	at := func(i, j, dir int) int { return (i*n+j)*2 + dir }
	score := func(head, child int) float32 { return scores[child*w+head+1] }
	// open[i, j]: an arc joins i and j; done[i, j]: all children of the head
	// at one end are found. dir is the side of the head's child.
	open, done := make([]float32, 2*n*n), make([]float32, 2*n*n)
	openAt, doneAt := make([]int16, 2*n*n), make([]int16, 2*n*n)
	inf := float32(math.Inf(-1))
	for size := 1; size < n; size++ {
		for i := 0; i+size < n; i++ {
			j := i + size
			best, k := inf, i
			for m := i; m < j; m++ {
				if v := done[at(i, m, right)] + done[at(m+1, j, left)]; v > best {
					best, k = v, m
				}
			}
			open[at(i, j, left)], openAt[at(i, j, left)] = best+score(j, i), int16(k)
			open[at(i, j, right)], openAt[at(i, j, right)] = best+score(i, j), int16(k)
			best, k = inf, i
			for m := i; m < j; m++ {
				if v := done[at(i, m, left)] + open[at(m, j, left)]; v > best {
					best, k = v, m
				}
			}
			done[at(i, j, left)], doneAt[at(i, j, left)] = best, int16(k)
			best, k = inf, j
			for m := i + 1; m <= j; m++ {
				if v := open[at(i, m, right)] + done[at(m, j, right)]; v > best {
					best, k = v, m
				}
			}
			done[at(i, j, right)], doneAt[at(i, j, right)] = best, int16(k)
		}
	}
	root, best := 0, inf
	for r := range n {
		if v := done[at(0, r, left)] + done[at(r, n-1, right)] + scores[r*w]; v > best {
			best, root = v, r
		}
	}
	heads[root] = -1
	var walk func(i, j, dir int, whole bool)
	walk = func(i, j, dir int, whole bool) {
		if i == j {
			return
		}
		if whole {
			m := int(doneAt[at(i, j, dir)])
			if dir == left {
				walk(i, m, left, true)
				walk(m, j, left, false)
			} else {
				walk(i, m, right, false)
				walk(m, j, right, true)
			}
			return
		}
		if dir == left {
			heads[i] = j
		} else {
			heads[j] = i
		}
		m := int(openAt[at(i, j, dir)])
		walk(i, m, right, true)
		walk(m+1, j, left, true)
	}
	walk(0, root, left, true)
	walk(root, n-1, right, true)
}

// crossing reports whether two arcs cross.
func crossing(heads []int) bool {
	for d, h := range heads {
		if h < 0 {
			continue
		}
		a, b := min(d, h), max(d, h)
		for k := a + 1; k < b; k++ {
			if g := heads[k]; g < a || g > b {
				return true
			}
		}
	}
	return false
}
