package main

import (
	"math"
	"math/rand/v2"
	"sync"

	"entente/loaders/article/syntax/internal/net"
)

// weights are the parameters being learnt, with the moments of Adam.
type weights struct {
	shape       net.Shape
	dense       *net.Dense
	words, subs []float32
	vectors     *wordVectors
	counts      []int // of each row of words in the training text

	packed, back []*net.Packed // the layers' weights and their transposes, for Gemm
	m, v         [3][]float32  // moments of dense, words, subs
	steps        int
}

func newWeights(s net.Shape, counts []int, rng *rand.Rand) *weights {
	w := &weights{shape: s, dense: net.NewDense(s), words: make([]float32, s.Words*s.Hidden), subs: make([]float32, s.Buckets*s.Hidden), counts: counts}
	uniform := func(v []float32, a float64) {
		for i := range v {
			v[i] = float32((2*rng.Float64() - 1) * a)
		}
	}
	glorot := func(v []float32, in, out int) { uniform(v, math.Sqrt(6/float64(in+out))) }
	uniform(w.words, 0.3)
	uniform(w.subs, 0.3)
	d, h := w.dense, s.Hidden
	for i := range d.Layers {
		uniform(d.Layers[i].W, math.Sqrt(3/float64(2*h)))
		for dir := range 2 {
			for j := range h {
				// Units begin with memories of different lengths.
				d.Layers[i].B[dir*2*h+j] = -1 + 3*float32(j)/float32(h)
				d.Layers[i].B[dir*2*h+h+j] = -0.5
			}
		}
		uniform(d.Layers[i].V, 0.1)
	}
	glorot(d.HeadW, 2*h, s.HeadWidth()/2)
	glorot(d.ArcU, s.Arc, s.Arc)
	uniform(d.Root, 0.1)
	glorot(d.LabW, s.Lab, s.Rels)
	glorot(d.TagW, 2*h, s.Tags)
	uniform(d.TagE, 0.1)
	glorot(d.NerW, 2*h, s.Marks)
	glorot(d.KindW, 2*h, s.Kinds)
	for i, n := range []int{len(d.Flat), len(w.words), len(w.subs)} {
		w.m[i], w.v[i] = make([]float32, n), make([]float32, n)
	}
	for range s.Layers {
		w.packed, w.back = append(w.packed, &net.Packed{}), append(w.back, &net.Packed{})
	}
	w.pack()
	return w
}

func (w *weights) pack() {
	h := w.shape.Hidden
	t := make([]float32, 12*h*h)
	for i, l := range w.dense.Layers {
		w.packed[i].Pack(l.W, 2*h, 6*h)
		transpose(t, l.W, 2*h, 6*h)
		w.back[i].Pack(t, 6*h, 2*h)
	}
}

const (
	beta1 = 0.9
	beta2 = 0.95
	clip  = 5
)

// step moves the weights against the summed gradients of the shards, which
// it clears. Rows of tables without a gradient stay as they are.
func (w *weights) step(shards []*shard, rate float64) {
	w.steps++
	g := shards[0].grad.dense.Flat
	sum := 0.0
	for i := range g {
		for _, s := range shards[1:] {
			g[i] += s.grad.dense.Flat[i]
		}
		sum += float64(g[i]) * float64(g[i])
	}
	factor := float32(1)
	if norm := math.Sqrt(sum); norm > clip {
		factor = float32(clip / norm)
	}
	c1, c2 := 1-math.Pow(beta1, float64(w.steps)), 1-math.Pow(beta2, float64(w.steps))
	lr, eps := float32(rate/c1*math.Sqrt(c2)), float32(1e-8)
	adam := func(p, g, m, v []float32, f float32) { net.Adam(p, g, m, v, f, beta1, beta2, lr, eps) }
	var wg sync.WaitGroup
	wg.Go(func() { adam(w.dense.Flat, g, w.m[0], w.v[0], factor) })
	wg.Go(func() {
		for t, p := range [][]float32{w.words, w.subs} {
			at := func(s *shard) *table { return []*table{&s.grad.words, &s.grad.subs}[t] }
			first := at(shards[0])
			for _, s := range shards[1:] {
				for _, r := range at(s).touched {
					dst := first.row(r)
					for j, x := range at(s).v[int(r)*first.width : (int(r)+1)*first.width] {
						dst[j] += x
					}
				}
			}
			for _, r := range first.touched {
				a, b := int(r)*first.width, (int(r)+1)*first.width
				adam(p[a:b], first.v[a:b], w.m[t+1][a:b], w.v[t+1][a:b], 1)
			}
		}
	})
	wg.Wait()
	for _, s := range shards {
		clear(s.grad.dense.Flat)
		s.grad.words.reset()
		s.grad.subs.reset()
	}
	w.pack()
}
