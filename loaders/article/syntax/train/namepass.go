package main

import (
	"math"

	"entente/loaders/article/syntax/internal/net"
)

// nameShard is the memory of half a batch.
type nameShard struct {
	shard
	dense *net.Dense
	table table
	loss  float64
}

// pass reads sentences written in some way and adds the gradients of their
// losses.
func (sh *nameShard) pass(n *namer, sentences []namedSentence, words []string, scale float32) {
	if len(words) == 0 {
		return
	}
	s, d, g := n.shape, n.dense, sh.dense
	m, h, w := len(words), s.VectorWidth, 2*s.NameUnits
	sh.lengths = sh.lengths[:0]
	for _, e := range sentences {
		sh.lengths = append(sh.lengths, len(e.marks))
	}
	x, mask, z := sh.get("vectors", m*h), sh.get("mask", m*h), sh.get("z", m*w)
	for i, word := range words {
		if sh.rng.Float32() >= dropVector {
			copy(x[i*h:(i+1)*h], n.vectors.of(word))
		}
	}
	sh.drop(mask, h, sh.lengths, dropState)
	times(x, x, mask)
	addBias(z, d.NameInB)
	if h > 0 {
		net.Gemm(m, x, sh.pack("in", d.NameIn, h, w), z)
	}
	kept := make([][]int32, m)
	for i, word := range words {
		form := net.Form(nil, word)
		for j, b := range net.NameSubs(nil, word, form, s.NameParts) {
			// The word itself is left out more often than its parts.
			if p := float32(dropPart); sh.rng.Float32() >= p && (j > 1 || sh.rng.Float32() < 0.5) {
				kept[i] = append(kept[i], b)
			}
		}
		if len(kept[i]) == 0 {
			continue
		}
		f := float32(1 / math.Sqrt(float64(len(kept[i]))))
		row := z[i*w : (i+1)*w]
		for _, b := range kept[i] {
			for j, v := range n.table[int(b)*w : (int(b)+1)*w] {
				row[j] += f * v
			}
		}
	}
	slope := sh.get("slope", m*w)
	sh.drop(slope, w, nil, dropNamed)
	for i := range z {
		if z[i] < 0 {
			slope[i] *= leak
		}
		z[i] *= slope[i]
	}
	y, ins := z, make([][]float32, len(d.NameRec))
	for l := range d.NameRec {
		id := string(rune('0' + l))
		u, out := sh.get("u"+id, m*3*w), sh.get("y"+id, m*w)
		net.Gemm(m, y, sh.pack("rec", d.NameRec[l].W, w, 3*w), u)
		tr := &sh.traces[l]
		for i, v := range []*[]float32{&tr.C, &tr.F, &tr.R, &tr.T} {
			*v = sh.get("trace"+id+string(rune('0'+i)), m*w)
		}
		net.Forward(&d.NameRec[l], s.NameUnits, sh.lengths, y, u, out, tr)
		top := sh.get("top"+id, m*w)
		sh.drop(top, w, nil, dropNamed)
		times(out, out, top)
		ins[l], y = y, out
	}
	e := sh.get("marks", m*s.NameMarks)
	addBias(e, d.NameOutB)
	net.Gemm(m, y, sh.pack("out", d.NameOut, w, s.NameMarks), e)
	at := 0
	follow := net.Follows(s, d)
	for _, k := range sentences {
		part := e[at*s.NameMarks : (at+len(k.marks))*s.NameMarks]
		sh.loss += chain(s.NameMarks, part, follow, k.marks, scale, g.Follow)
		at += len(k.marks)
	}
	sumRows(g.NameOutB, e)
	sh.addProduct(g.NameOut, y, e, m, w, s.NameMarks)
	dy := sh.get("dy", m*w)
	sh.through(dy, e, d.NameOut, m, w, s.NameMarks)
	for l := len(d.NameRec) - 1; l >= 0; l-- {
		id := string(rune('0' + l))
		times(dy, dy, sh.buf["top"+id])
		du, dx := sh.get("du", m*3*w), sh.get("dx"+id, m*w)
		net.Backward(&d.NameRec[l], &g.NameRec[l], s.NameUnits, sh.lengths, ins[l], sh.buf["u"+id], dy, &sh.traces[l], du, dx)
		sh.addProduct(g.NameRec[l].W, ins[l], du, m, w, 3*w)
		sh.through(dx, du, d.NameRec[l].W, m, w, 3*w)
		dy = dx
	}
	dz := dy
	times(dz, dz, slope)
	sumRows(g.NameInB, dz)
	if h > 0 {
		sh.addProduct(g.NameIn, x, dz, m, h, w)
	}
	for i, bs := range kept {
		f := float32(1 / math.Sqrt(float64(max(1, len(bs)))))
		for _, b := range bs {
			row := sh.table.row(b)
			for j, v := range dz[i*w : (i+1)*w] {
				row[j] += f * v
			}
		}
	}
}

// step moves the weights against the gradients of both halves.
func (n *namer) step(rate float64) {
	n.steps++
	g := n.halves[0].dense.Namer
	sum := 0.0
	for i, v := range n.halves[1].dense.Namer {
		g[i] += v
		sum += float64(g[i]) * float64(g[i])
	}
	factor := float32(1)
	if norm := math.Sqrt(sum); norm > clip {
		factor = float32(clip / norm)
	}
	c1, c2 := 1-math.Pow(beta1, float64(n.steps)), 1-math.Pow(beta2, float64(n.steps))
	lr := float32(rate / c1 * math.Sqrt(c2))
	net.Adam(n.dense.Namer, g, n.m[0], n.v[0], factor, beta1, beta2, lr, 1e-8)
	a, b := &n.halves[0].table, &n.halves[1].table
	for _, r := range b.touched {
		dst := a.row(r)
		for j, x := range b.v[int(r)*b.width : (int(r)+1)*b.width] {
			dst[j] += x
		}
	}
	for _, r := range a.touched {
		i, k := int(r)*a.width, (int(r)+1)*a.width
		net.Adam(n.table[i:k], a.v[i:k], n.m[1][i:k], n.v[1][i:k], 1, beta1, beta2, lr, 1e-8)
	}
	for _, h := range n.halves {
		clear(h.dense.Namer)
		h.table.reset()
	}
}

// remember adds the weights as they are to the running mean of weights, which
// is what the model keeps: it varies less from run to run than any of them.
func (n *namer) remember() {
	if n.kept[0] == nil {
		n.kept = [2][]float32{append([]float32{}, n.dense.Namer...), append([]float32{}, n.table...)}
		return
	}
	for t, now := range [][]float32{n.dense.Namer, n.table} {
		for i, v := range now {
			n.kept[t][i] += meanShare * (v - n.kept[t][i])
		}
	}
}

// mean writes the mean weights to dense and returns those of the table.
func (n *namer) mean(dense *net.Dense) []float32 {
	if n.kept[0] == nil {
		return n.table
	}
	copy(dense.Namer, n.kept[0])
	return n.kept[1]
}
