package main

import (
	"math"

	"entente/loaders/article/syntax/internal/net"
)

// pass reads examples with units left out and adds the gradients of their
// losses, each multiplied by scale, to the shard's.
func (sh *shard) pass(w *weights, examples []*example, scale float32) {
	s := sh.shape
	h := s.Hidden
	sh.lengths, sh.ids, sh.subs = sh.lengths[:0], sh.ids[:0], sh.subs[:0]
	n := 0
	for _, e := range examples {
		sh.lengths = append(sh.lengths, len(e.words))
		n += len(e.words)
	}
	if n == 0 {
		return
	}
	d := 2 * h
	sh.x[0] = zeroed(sh.x[0], n*d)
	i := 0
	for _, e := range examples {
		for _, word := range e.words {
			sh.embed(w, word, sh.x[0][i*d:(i+1)*d])
			i++
		}
	}
	v := sh.vectors(w, examples, n)
	for l := range s.Layers {
		sh.dropInput(l, n, d, sh.lengths, dropLayer)
		sh.u[l] = zeroed(sh.u[l], n*6*h)
		net.Gemm(n, sh.xm[l], w.packed[l], sh.u[l])
		tr := &sh.traces[l]
		for _, v := range []*[]float32{&tr.C, &tr.F, &tr.R, &tr.T} {
			*v = sized(*v, n*d)
		}
		sh.x[l+1] = sized(sh.x[l+1], n*d)
		net.Forward(&w.dense.Layers[l], h, sh.lengths, sh.x[l], sh.u[l], sh.x[l+1], tr)
		if l == s.TagLayer {
			sh.guessTags(w, n, d)
		}
	}
	top := s.Layers
	sh.dropInput(top, n, d, nil, dropTop)
	dxm := sh.get("dtop", n*d)
	sh.heads(w, examples, n, scale, dxm)
	ners := []input{{w.dense.NerW, sh.grad.dense.NerW, sh.xm[top], dxm}}
	dembed := sh.get("dembed", n*d)
	if s.NameInputs > 0 {
		ners = append(ners, input{w.dense.NerX, sh.grad.dense.NerX, sh.xm[0], dembed})
	}
	sh.classes(ners, w.dense.NerB, sh.grad.dense.NerB, n, d, s.Marks, scale*nameWeight, &sh.loss[3], func(k int) []int { return examples[k].marks })
	sh.classes([]input{{w.dense.KindW, sh.grad.dense.KindW, sh.xm[top], dxm}}, w.dense.KindB, sh.grad.dense.KindB, n, d, s.Kinds, scale*kindWeight, &sh.loss[4], func(k int) []int { return examples[k].kinds })
	dx := sh.get("dx", n*d)
	times(dx, dxm, sh.mask[top])
	for l := s.Layers - 1; l >= 0; l-- {
		if l == s.TagLayer {
			for i, t := range sh.guess {
				g := sh.grad.dense.TagE[t*d : (t+1)*d]
				for j, v := range dx[i*d : (i+1)*d] {
					g[j] += v
				}
			}
			m, xt, dt := sh.buf["tagmask"][:n*d], sh.buf["tagx"][:n*d], sh.get("dtag", n*d)
			sh.classes([]input{{w.dense.TagW, sh.grad.dense.TagW, xt, dt}}, w.dense.TagB, sh.grad.dense.TagB, n, d, s.Tags, scale*tagWeight, &sh.loss[2], func(k int) []int { return examples[k].tags })
			for i := range dx {
				dx[i] += dt[i] * m[i]
			}
		}
		du, below := sh.get("du", n*6*h), sh.get("below"+string(rune('0'+l%2)), n*d)
		net.Backward(&w.dense.Layers[l], &sh.grad.dense.Layers[l], h, sh.lengths, sh.x[l], sh.u[l], dx, &sh.traces[l], du, below)
		sh.addProduct(sh.grad.dense.Layers[l].W, sh.xm[l], du, n, d, 6*h)
		dm := sh.get("dm", n*d)
		net.Gemm(n, du, w.back[l], dm)
		for i := range below {
			below[i] += dm[i] * sh.mask[l][i]
		}
		dx = below
	}
	for i := range dx {
		dx[i] += dembed[i] * sh.mask[0][i]
	}
	if s.VectorWidth > 0 {
		sh.addProduct(sh.grad.dense.VecW, v, dx, n, s.VectorWidth, d)
	}
	for i := range n {
		row := dx[i*d : (i+1)*d]
		for j, v := range row[:h] {
			if j == 0 {
				sh.grad.words.row(sh.ids[i])
			}
			sh.grad.words.v[int(sh.ids[i])*h+j] += v
		}
		if k := len(sh.subs[i]); k > 0 {
			f := float32(1 / math.Sqrt(float64(k)))
			for _, b := range sh.subs[i] {
				g := sh.grad.subs.row(b)
				for j, v := range row[h:] {
					g[j] += f * v
				}
			}
		}
	}
}

// vectors adds to the embeddings what the words' vectors, some of which are
// left out, give to them, and returns those.
func (sh *shard) vectors(w *weights, examples []*example, n int) []float32 {
	k := sh.shape.VectorWidth
	if k == 0 {
		return nil
	}
	v := sh.get("vectors", n*k)
	i := 0
	for _, e := range examples {
		for _, word := range e.words {
			if word.Vector >= 0 && sh.rng.Float32() >= dropVector {
				copy(v[i*k:(i+1)*k], w.vectors.rows[int(word.Vector)*k:])
			}
			i++
		}
	}
	net.Gemm(n, v, sh.pack("vectors", w.dense.VecW, k, 2*sh.shape.Hidden), sh.x[0])
	return v
}

// guessTags predicts tags from the tag layer's output and adds their
// embeddings to it, for the layers above.
func (sh *shard) guessTags(w *weights, n, d int) {
	m, x, xt, c := sh.get("tagmask", n*d), sh.x[sh.shape.TagLayer+1], sh.get("tagx", n*d), sh.shape.Tags
	sh.drop(m, d, nil, dropTop)
	times(xt, x, m)
	out := sh.get("classes", n*c)
	addBias(out, w.dense.TagB)
	net.Gemm(n, xt, sh.pack("classes", w.dense.TagW, d, c), out)
	sh.guess = sh.guess[:0]
	for i := range n {
		best := 0
		for j, v := range out[i*c : (i+1)*c] {
			if v > out[i*c+best] {
				best = j
			}
		}
		sh.guess = append(sh.guess, best)
		row := x[i*d : (i+1)*d]
		for j, v := range w.dense.TagE[best*d : (best+1)*d] {
			row[j] += v
		}
	}
}

func (sh *shard) dropInput(l, n, d int, lengths []int, p float32) {
	sh.mask[l], sh.xm[l] = sized(sh.mask[l], n*d), sized(sh.xm[l], n*d)
	sh.drop(sh.mask[l], d, lengths, p)
	times(sh.xm[l], sh.x[l], sh.mask[l])
}

func (sh *shard) embed(w *weights, word net.Word, x []float32) {
	h := sh.shape.Hidden
	id := word.ID
	if c := float32(w.counts[id]); id > 0 && sh.rng.Float32() < wordAlpha/(wordAlpha+c) {
		id = 0
	}
	copy(x, w.words[int(id)*h:(int(id)+1)*h])
	var kept []int32
	for _, b := range word.Subs {
		if sh.rng.Float32() >= dropPart {
			kept = append(kept, b)
		}
	}
	f := float32(1 / math.Sqrt(float64(len(kept))))
	for _, b := range kept {
		for j, v := range w.subs[int(b)*h : (int(b)+1)*h] {
			x[h+j] += f * v
		}
	}
	sh.ids, sh.subs = append(sh.ids, id), append(sh.subs, kept)
}

// input is one of the vectors a classifier reads: its weights and their
// gradient, the vectors and theirs.
type input struct{ w, gw, x, dx []float32 }

// classes learns a linear classifier into c classes on inputs of width d.
func (sh *shard) classes(from []input, b, gb []float32, n, d, c int, scale float32, loss *float64, gold func(example int) []int) {
	out := sh.get("classes", n*c)
	addBias(out, b)
	for _, f := range from {
		net.Gemm(n, f.x, sh.pack("classes", f.w, d, c), out)
	}
	at := 0
	for k, length := range sh.lengths {
		want := gold(k)
		for i := range length {
			row := out[(at+i)*c : (at+i+1)*c]
			if want == nil || want[i] < 0 {
				clear(row)
				continue
			}
			*loss += softmax(row, want[i])
			for j := range row {
				row[j] *= scale
			}
		}
		at += length
	}
	sumRows(gb, out)
	for _, f := range from {
		sh.addProduct(f.gw, f.x, out, n, d, c)
		sh.through(f.dx, out, f.w, n, d, c)
	}
}

// heads learns arcs and labels on the dropped top layer and adds to its
// gradient.
func (sh *shard) heads(w *weights, examples []*example, n int, scale float32, dx []float32) {
	s, g := sh.shape, sh.grad.dense
	a, lab, width, d := s.Arc, s.Lab, s.HeadWidth(), 2*s.Hidden
	z := sh.get("z", n*width)
	addBias(z, w.dense.HeadB)
	net.Gemm(n, sh.xm[s.Layers], sh.pack("heads", w.dense.HeadW, d, width), z)
	// The arc parts pass a leaky gate and are thinned; slope is both.
	slope := sh.get("slope", n*width)
	sh.drop(slope, width, nil, dropMiddle)
	for i := range n {
		row, m := z[i*width:(i+1)*width], slope[i*width:(i+1)*width]
		for j := range row {
			if j >= 2*a {
				m[j] = 1
			} else if row[j] < 0 {
				m[j] *= leak
			}
			row[j] *= m[j]
		}
	}
	dz := sh.get("dz", n*width)
	at := 0
	for _, e := range examples {
		if !e.flat {
			sh.arcs(w, e, z[at*width:], dz[at*width:], scale)
		}
		at += len(e.words)
	}
	in, thin, dep := sh.get("lab", n*lab), sh.get("thin", n*lab), make([]int, 0, n)
	sh.drop(thin, lab, nil, dropMiddle)
	at = 0
	for _, e := range examples {
		for i, head := range e.heads {
			k, from := at+i, at+max(0, head-1)
			dep = append(dep, from)
			x, y, row, m := z[k*width+2*a:][:lab], z[from*width+2*a+lab:][:lab], in[k*lab:][:lab], thin[k*lab:][:lab]
			for j := range row {
				v := x[j] + y[j]
				if v < 0 {
					m[j] *= leak
				}
				row[j] = v * m[j]
			}
		}
		at += len(e.words)
	}
	din := sh.get("dlab", n*lab)
	sh.classes([]input{{w.dense.LabW, g.LabW, in, din}}, w.dense.LabB, g.LabB, n, lab, s.Rels, scale, &sh.loss[1], func(k int) []int { return examples[k].rels })
	for k := range n {
		x, y := dz[k*width+2*a:][:lab], dz[dep[k]*width+2*a+lab:][:lab]
		for j, v := range din[k*lab : (k+1)*lab] {
			v *= thin[k*lab+j]
			x[j] += v
			y[j] += v
		}
	}
	times(dz, dz, slope)
	sumRows(g.HeadB, dz)
	sh.addProduct(g.HeadW, sh.xm[s.Layers], dz, n, d, width)
	sh.through(dx, dz, w.dense.HeadW, n, d, width)
}

// arcs learns the heads of one sentence: score(i, j) = (dᵢ·U + b)·hⱼ + dist.
func (sh *shard) arcs(w *weights, e *example, z, dz []float32, scale float32) {
	s, g := sh.shape, sh.grad.dense
	a, width, k := s.Arc, s.HeadWidth(), len(e.words)
	dep, head := sh.get("dep", k*a), sh.get("head", (k+1)*a)
	copy(head, w.dense.Root)
	for i := range k {
		copy(dep[i*a:(i+1)*a], z[i*width:])
		copy(head[(i+1)*a:(i+2)*a], z[i*width+a:])
	}
	p := sh.get("p", k*a)
	addBias(p, w.dense.ArcB)
	net.Gemm(k, dep, sh.pack("arcu", w.dense.ArcU, a, a), p)
	arc := sh.get("arc", k*(k+1))
	for i := range k {
		for j := range k {
			arc[i*(k+1)+j+1] = w.dense.Dist[net.Distance(i, j)]
		}
		arc[i*(k+1)+i+1] = -1e9
	}
	sh.through(arc, p, head, k, k+1, a)
	for i := range k {
		row := arc[i*(k+1) : (i+1)*(k+1)]
		sh.loss[0] += softmax(row, e.heads[i])
		for j := range row {
			row[j] *= scale
			if j > 0 && j != i+1 {
				g.Dist[net.Distance(i, j-1)] += row[j]
			}
		}
	}
	dp := sh.get("dp", k*a)
	net.Gemm(k, arc, sh.pack("head", head, k+1, a), dp)
	dh := sh.get("dh", (k+1)*a)
	sh.addProduct(dh, arc, p, k, k+1, a)
	sumRows(g.ArcB, dp)
	sh.addProduct(g.ArcU, dep, dp, k, a, a)
	dd := sh.get("dd", k*a)
	sh.through(dd, dp, w.dense.ArcU, k, a, a)
	for j, v := range dh[:a] {
		g.Root[j] += v
	}
	for i := range k {
		for j := range a {
			dz[i*width+j] += dd[i*a+j]
			dz[i*width+a+j] += dh[(i+1)*a+j]
		}
	}
}
