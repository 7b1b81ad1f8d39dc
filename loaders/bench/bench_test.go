package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entente/loaders"
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
			if sink.rejected > 0 || sink.claims < rows/6 {
				t.Errorf("%d claims, %d rows rejected: %s", sink.claims, sink.rejected, sink.first)
			}
		})
	}
	slices.Sort(made)
	if n := len(slices.Compact(made)); n != len(kinds()) {
		t.Error("a name stands twice")
	}
}
