package main

import (
	"math/rand/v2"
	"testing"

	"entente/loaders/article/syntax/internal/net"
)

func BenchmarkStep(b *testing.B) {
	s := net.Shape{Words: 12000, Buckets: 1 << 15, Hidden: 128, Layers: 3, Arc: 96, Lab: 128, Tags: 90, Rels: 51, Marks: 9, TagLayer: 1}
	counts := make([]int, s.Words)
	rng := rand.New(rand.NewPCG(1, 2))
	w := newWeights(s, counts, rng)
	var batch []*example
	for range 24 {
		e := &example{}
		for i := range 17 {
			subs := make([]int32, 15)
			for j := range subs {
				subs[j] = int32(rng.IntN(s.Buckets))
			}
			e.words = append(e.words, net.Word{ID: int32(rng.IntN(s.Words)), Subs: subs})
			e.tags, e.rels, e.marks = append(e.tags, rng.IntN(90)), append(e.rels, rng.IntN(51)), append(e.marks, rng.IntN(9))
			e.heads = append(e.heads, (i+2)%18)
		}
		batch = append(batch, e)
	}
	sh := newShard(s)
	sh.rng = rng
	for b.Loop() {
		sh.pass(w, batch, 1e-3)
		w.step([]*shard{sh}, 1e-4)
	}
	b.ReportMetric(float64(24*17*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
