package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"entente/graph/store"
	"entente/graph/store/bench/shape"
)

// BenchmarkCopyToBolt copies 300,000 quads into a file of stock Cayley's format.
func BenchmarkCopyToBolt(b *testing.B) {
	ctx := context.Background()
	var text bytes.Buffer
	if err := shape.QuadsOf(300_000).Write(&text); err != nil {
		b.Fatal(err)
	}
	s := open(b, "entente:"+filepath.Join(b.TempDir(), "from"))
	defer s.Close()
	if _, err := s.BulkNQuads(ctx, &text, store.TextLoad{}); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		done, err := store.Fill(ctx, "bolt:"+filepath.Join(b.TempDir(), "to"), store.Origin{Quads: s.Quads(ctx), Distinct: true})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(done.Quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	}
}
