package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"entente/loaders/article/confidence"
)

// The help and the README name the confidence from which claims are given.
func TestFloorIsSaid(t *testing.T) {
	table, err := confidence.Load()
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("claims under %g (", table.Floor); !strings.Contains(string(readme), want) {
		t.Errorf("the README has no %q", want)
	}
	for _, f := range articleFlags() {
		if f, ok := f.(*cli.Float64Flag); ok && f.Name == "min-confidence" {
			if want := fmt.Sprintf("from %g on", table.Floor); !strings.HasSuffix(f.Usage, want) {
				t.Errorf("the help of --min-confidence says %q, not %q", f.Usage, want)
			}
			return
		}
	}
	t.Error("no flag --min-confidence")
}
