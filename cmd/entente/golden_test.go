package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// golden compares what a command gives with a file in the tree; with -update
// it writes the file.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(file))
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the program gives now; look at the difference after go test ./cmd/entente -update", file)
	}
}

// The figures on our own gold stand in the tree: a change of reading shows as
// a change of figures, for a reviewer to see.
func TestScores(t *testing.T) {
	got, err := exec.Command("entente", "eval", filepath.Join(root, "testdata", "gold", "sentences.jsonl")).Output()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/gold/scores.golden", got)
}

// The picture in the README is the one that the demo draws.
func TestDemoPicture(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("entente", "demo", "--db", "memstore:", "--output", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "entente-demo.svg"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/demo.svg", got)
}
