package net

import "math"

// maxProjective bounds what is searched in time that grows with the cube of
// a sentence's length.
const maxProjective = 100

// bestTree fills heads, -1 for the root, with the best tree that has one root
// and, unless the sentence is very long, no crossing arcs: two in a hundred
// English sentences have one, and the scores find fewer of them than they
// invent. scores[i*(n+1)+j] is the score of j-1 as the head of i; j = 0 is the
// root.
func bestTree(n int, scores []float32, heads []int) {
	w := n + 1
	roots := 0
	for i := range n {
		row := scores[i*w : i*w+w]
		best := 0
		if i == 0 && n > 1 {
			best = 2
		} else if i > 0 {
			best = 1
		}
		for j, v := range row {
			if j != i+1 && v > row[best] {
				best = j
			}
		}
		heads[i] = best - 1
		if best == 0 {
			roots++
		}
	}
	if n == 1 {
		heads[0] = -1
		return
	}
	switch tree := roots == 1 && acyclic(heads); {
	case tree && !crossing(heads):
	case n <= maxProjective:
		projectiveTree(n, scores, heads)
	case !tree:
		spanningTree(n, scores, heads)
	}
}

// acyclic reports whether every word reaches the root.
func acyclic(heads []int) bool {
	state := make([]uint8, len(heads)) // 1 on the way, 2 reaches the root
	for i := range heads {
		j := i
		for j >= 0 && state[j] == 0 {
			state[j] = 1
			j = heads[j]
		}
		if j >= 0 && state[j] == 1 {
			return false
		}
		for j = i; j >= 0 && state[j] == 1; j = heads[j] {
			state[j] = 2
		}
	}
	return true
}

// spanningTree is the algorithm of Chu, Liu and Edmonds. Arcs from the root
// cost so much that only one is taken.
func spanningTree(n int, scores []float32, heads []int) {
	const dear = 1e6
	w := n + 1
	s := make([]float64, w*w) // s[d*w+h], node 0 the root
	for i := range s {
		s[i] = math.Inf(-1)
	}
	for i := range n {
		for j := range w {
			if j == i+1 {
				continue
			}
			v := float64(scores[i*w+j])
			if j == 0 {
				v -= dear
			}
			s[(i+1)*w+j] = v
		}
	}
	nodes := make([]int, w)
	for i := range nodes {
		nodes[i] = i
	}
	parent := edmonds(s, w, nodes)
	for i := range n {
		heads[i] = parent[i+1] - 1
	}
}

// edmonds returns the head of every node of the graph over nodes; nodes[0]
// is the root. s is changed.
func edmonds(s []float64, w int, nodes []int) []int {
	parent := make([]int, w)
	for i := range parent {
		parent[i] = -1
	}
	for _, d := range nodes[1:] {
		best := nodes[0]
		for _, h := range nodes {
			if h != d && s[d*w+h] > s[d*w+best] {
				best = h
			}
		}
		parent[d] = best
	}
	cycle := findCycle(parent, nodes)
	if cycle == nil {
		return parent
	}
	in := make([]bool, w)
	for _, c := range cycle {
		in[c] = true
	}
	// The cycle is contracted into its first node.
	super := cycle[0]
	var rest []int
	for _, v := range nodes {
		if !in[v] {
			rest = append(rest, v)
		}
	}
	enter := make([]int, w) // enter[h]: which node of the cycle an arc from h enters
	leave := make([]int, w) // leave[d]: which node of the cycle heads d best
	into, out := make([]float64, w), make([]float64, w)
	for _, v := range rest {
		into[v], out[v] = math.Inf(-1), math.Inf(-1)
		enter[v], leave[v] = super, super
		for _, c := range cycle {
			if x := s[c*w+v] - s[c*w+parent[c]]; x > into[v] {
				into[v], enter[v] = x, c
			}
			if x := s[v*w+c]; x > out[v] {
				out[v], leave[v] = x, c
			}
		}
	}
	for _, v := range rest {
		s[super*w+v] = into[v]
		s[v*w+super] = out[v]
	}
	inner := make([]int, w)
	copy(inner, parent)
	solved := edmonds(s, w, append(rest, super))
	for _, v := range rest {
		if v == nodes[0] {
			continue
		}
		parent[v] = solved[v]
		if solved[v] == super {
			parent[v] = leave[v]
		}
	}
	h := solved[super]
	for _, c := range cycle {
		parent[c] = inner[c]
	}
	parent[enter[h]] = h
	return parent
}

func findCycle(parent, nodes []int) []int {
	state := make([]uint8, len(parent))
	for _, v := range nodes {
		u := v
		for u >= 0 && state[u] == 0 {
			state[u] = 1
			u = parent[u]
		}
		if u >= 0 && state[u] == 1 {
			cycle := []int{u}
			for x := parent[u]; x != u; x = parent[x] {
				cycle = append(cycle, x)
			}
			return cycle
		}
		for u = v; u >= 0 && state[u] == 1; u = parent[u] {
			state[u] = 2
		}
	}
	return nil
}
