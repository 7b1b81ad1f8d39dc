package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph"
)

// BenchmarkSorted writes what is sorted on the disk, and reports the most
// memory that Go's heap had in use: it does not grow with the claims.
func BenchmarkSorted(b *testing.B) {
	for _, f := range []Format{gexf, nquads, trig, jsonld} {
		for _, n := range []int{100_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", f.Name, n), func(b *testing.B) { benchmarkSorted(b, f, n) })
		}
	}
}

func benchmarkSorted(b *testing.B, f Format, n int) {

	var peak atomic.Uint64
	done := make(chan struct{})
	go func() {
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), m.HeapInuse))
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	for b.Loop() {
		if err := f.Write(context.Background(), io.Discard, Input{Claims: pieces(n)}, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	close(done)
	b.ReportMetric(float64(peak.Load())/(1<<20), "MB")
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "claims/s")
}

// pieces makes claims of a tenth as many actors and 997 sources, a thousand at
// a time and sorted by ID.
func pieces(n int) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for at := 0; at < n; at += 1000 {
			for i, c := range chance(1000, n/10, uint64(at)) {
				c.ID = fmt.Sprintf("claim:%07d-%04d", at, i)
				c.Source.ID = fmt.Sprint("doc-", (at+i)%997)
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// BenchmarkPicture draws 500 actors and their lines, with labels: what a
// picture or a page of that size costs in all.
func BenchmarkPicture(b *testing.B) {
	claims := chance(4000, 650, 1)
	g, err := Group(context.Background(), Input{Claims: listed(claims)}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d actors, %d edges", len(g.Nodes), len(g.Edges))
	for _, f := range []Format{gexf, svg} {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(context.Background(), io.Discard, Input{Claims: listed(claims)}, Options{MaxNodes: 500}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
