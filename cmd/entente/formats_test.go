package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"entente/graph/export"
)

// TestReadmeFormats makes the README's table of formats out of theirs.
// `go test ./cmd/entente -run Readme -update` writes it anew.
func TestReadmeFormats(t *testing.T) {
	const (
		file = root + "/README.md"
		head = "| format | what it is, and what opens it | what it does not hold |\n"
	)
	readme, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := bytes.Cut(readme, []byte(head))
	_, after, ok2 := bytes.Cut(rest, []byte("\n\n"))
	if !ok || !ok2 {
		t.Fatalf("the README has no table %q", head)
	}
	var b strings.Builder
	b.WriteString(head + "| --- | --- | --- |\n")
	for _, f := range export.All() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, cell(f.Title), cell(f.Lost(false)))
	}
	want := string(before) + b.String() + "\n" + string(after)
	if want == string(readme) {
		return
	}
	if !*update {
		t.Fatalf("the README's table of formats is not that of the program:\n%s", b.String())
	}
	if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
		t.Fatal(err)
	}
}

// cell writes text for a Markdown table.
func cell(s string) string {
	if s == "" {
		return "nothing is lost"
	}
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;").Replace(s)
}
