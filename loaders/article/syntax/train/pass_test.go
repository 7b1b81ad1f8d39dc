package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"entente/loaders/article/syntax/internal/net"
)

// TestGradients compares the gradients of a pass with differences of its
// loss, for parameters of every kind.
func TestGradients(t *testing.T) {
	s := net.Shape{Words: 6, Buckets: 8, Hidden: 8, Layers: 3, Arc: 6, Lab: 5, Tags: 4, Rels: 3, Marks: 3, Kinds: 2, NameInputs: 1, TagLayer: 1, Vectors: 2, VectorWidth: vectorWidth}
	w := newWeights(s, []int{0, 9, 9, 9, 9, 9}, rand.New(rand.NewPCG(1, 2)))
	w.vectors = &wordVectors{rows: make([]float32, 2*vectorWidth)}
	for i := range w.vectors.rows {
		w.vectors.rows[i] = float32(i%7)/7 - 0.4
	}
	clear(w.dense.TagE) // or a difference may jump where the best tag changes
	word := func(id int32) net.Word { return net.Word{ID: id, Subs: []int32{id, id + 1, id + 2}, Vector: id - 3} }
	batch := []*example{
		{words: []net.Word{word(1), word(2), word(3), word(4)}, tags: []int{0, 1, 2, 3}, heads: []int{2, 0, 2, 3}, rels: []int{1, -1, 2, 1}, marks: []int{0, 1, 2, 0}, kinds: []int{0, 0, 1, 0}},
		{words: []net.Word{word(5), word(1), word(2)}, tags: []int{3, 1, -1}, heads: []int{3, 3, 0}, rels: []int{2, 1, -1}},
	}
	sh := newShard(s)
	loss := func() float64 {
		sh.rng = rand.New(rand.NewPCG(7, 7))
		sh.loss = [5]float64{}
		w.pack()
		sh.pass(w, batch, 1)
		return sh.loss[0] + sh.loss[1] + tagWeight*sh.loss[2] + nameWeight*sh.loss[3] + kindWeight*sh.loss[4]
	}
	loss()
	g := append([]float32{}, sh.grad.dense.Flat...)
	gw := append([]float32{}, sh.grad.words.v...)
	gs := append([]float32{}, sh.grad.subs.v...)
	check := func(name string, p, g []float32, stride int) {
		bad := 0
		for i := 0; i < len(p); i += stride {
			const h = 2e-3
			was := p[i]
			p[i] = was + h
			up := loss()
			p[i] = was - h
			down := loss()
			p[i] = was
			want := (up - down) / (2 * h)
			if math.Abs(want-float64(g[i])) > 2e-2*math.Max(1, math.Abs(want)) {
				// One may lie at the kink of a leaky gate.
				if bad++; bad > 1 {
					t.Errorf("%s[%d]: gradient %.4f, difference %.4f", name, i, g[i], want)
				}
			}
		}
	}
	view := net.NewDense(s)
	copy(view.Flat, g)
	d := w.dense
	for l := range d.Layers {
		check("W", d.Layers[l].W, view.Layers[l].W, 7)
		check("B", d.Layers[l].B, view.Layers[l].B, 1)
		check("V", d.Layers[l].V, view.Layers[l].V, 1)
	}
	check("HeadW", d.HeadW, view.HeadW, 5)
	check("HeadB", d.HeadB, view.HeadB, 1)
	check("ArcU", d.ArcU, view.ArcU, 1)
	check("ArcB", d.ArcB, view.ArcB, 1)
	check("Root", d.Root, view.Root, 1)
	check("Dist", d.Dist, view.Dist, 1)
	check("LabW", d.LabW, view.LabW, 1)
	check("LabB", d.LabB, view.LabB, 1)
	check("TagW", d.TagW, view.TagW, 3)
	check("TagE", d.TagE, view.TagE, 3)
	check("NerW", d.NerW, view.NerW, 3)
	check("KindW", d.KindW, view.KindW, 3)
	check("NerX", d.NerX, view.NerX, 3)
	check("VecW", d.VecW, view.VecW, 5)
	check("words", w.words, gw, 1)
	check("subs", w.subs, gs, 1)
}
