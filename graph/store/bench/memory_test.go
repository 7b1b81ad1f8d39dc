package main

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// BenchmarkLoadOneSource loads a graph as a single source, the hardest case
// for memory, and reports the most that was in use.
func BenchmarkLoadOneSource(b *testing.B) {
	g := Size(claims())
	g.PerSource = g.Claims
	for range b.N {
		s := open(b, filepath.Join(b.TempDir(), "db"))
		stop := make(chan struct{})
		most := make(chan uint64)
		go func() {
			var peak uint64
			for {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
				select {
				case <-stop:
					most <- peak
					return
				case <-time.After(50 * time.Millisecond):
				}
			}
		}()
		quads, err := g.Load(context.Background(), s)
		if err != nil {
			b.Fatal(err)
		}
		close(stop)
		b.ReportMetric(float64(<-most)/float64(g.Claims), "B/claim")
		b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
		s.Close()
	}
}
