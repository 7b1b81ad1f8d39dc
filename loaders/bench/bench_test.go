package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entente/loaders"
	"entente/loaders/dataset/datasettest"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// Of every format a file is made that is recognised, whose rows are all used
// and give claims: what is measured is what is said.
func TestMadeFilesLoad(t *testing.T) {
	g, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	const rows = 120
	var made []string
	for _, k := range kinds() {
		made = append(made, k.name)
		t.Run(k.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), k.file)
			if err := k.write("../..", path, rows, nil); err != nil {
				t.Fatal(err)
			}
			in := loaders.Input{Name: path, Size: -1, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
			var sink counting
			o := loaders.Options{Gazetteer: g, Vocabulary: schema.Builtin()}
			if err := loaders.Run(t.Context(), func(yield func(loaders.Input, error) bool) { yield(in, nil) }, &sink, o, loaders.Progress{}); err != nil {
				t.Fatal(err)
			}
			if sink.rejected > 0 || sink.claims < rows/6 && !k.silent {
				t.Errorf("%d claims, %d rows rejected: %s", sink.claims, sink.rejected, sink.first)
			}
		})
	}
	slices.Sort(made)
	if n := len(slices.Compact(made)); n != len(kinds()) {
		t.Error("a name stands twice")
	}
}

// BenchmarkMade reads a made file of each format into claims that are only
// counted: rows a second of the processor's time, all threads together.
func BenchmarkMade(b *testing.B) {
	g, err := gazetteer.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	g.Find("Iran") // what is made at the first question is no part of a file
	const rows = 50_000
	for _, k := range kinds() {
		b.Run(k.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), k.file)
			if err := k.write("../..", path, rows, nil); err != nil {
				b.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			in := loaders.Input{Name: path, Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(path) }}
			b.SetBytes(info.Size())
			before := datasettest.ProcessorTime()
			for b.Loop() {
				var sink counting
				o := loaders.Options{Gazetteer: g, Vocabulary: schema.Builtin()}
				if err := loaders.Run(b.Context(), func(yield func(loaders.Input, error) bool) { yield(in, nil) }, &sink, o, loaders.Progress{}); err != nil {
					b.Fatal(err)
				}
				if sink.claims == 0 && !k.silent {
					b.Fatal("no claims: ", sink.first)
				}
			}
			if used := datasettest.ProcessorTime() - before; used > 0 {
				b.ReportMetric(float64(rows*b.N)/used.Seconds(), "rows/core-s")
			}
		})
	}
}
