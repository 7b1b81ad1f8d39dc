package export_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/export"
)

// TestGraphviz has Graphviz draw the files, hostile ones too, and looks for
// the labels in its picture.
func TestGraphviz(t *testing.T) {
	program, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not installed: DOT files are parsed by gonum only")
	}
	// One run for many files: Graphviz draws one picture after the other.
	draw := func(docs ...string) []*node {
		t.Helper()
		var out, faults bytes.Buffer
		cmd := exec.CommandContext(t.Context(), program, "-Tsvg")
		cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(strings.Join(docs, "\n")), &out, &faults
		if err := cmd.Run(); err != nil || strings.Contains(faults.String(), "rror") {
			t.Fatalf("Graphviz: %v: %s", err, faults.String())
		}
		// It passes on two characters that XML does not have.
		pictures := strings.NewReplacer("\ufffe", "", "\uffff", "").Replace(out.String())
		var roots []*node
		for _, picture := range strings.SplitAfter(pictures, "</svg>\n") {
			if picture != "" {
				roots = append(roots, parseXML(t, picture))
			}
		}
		if len(roots) != len(docs) {
			t.Fatalf("Graphviz drew %d pictures of %d graphs", len(roots), len(docs))
		}
		return roots
	}
	root := draw(write(t, "dot", input(fixture(t)), export.Options{Title: `A & B &amp; "C" \N`, Statuses: graph.Statuses}))[0]
	var texts, titles []string
	for _, n := range root.all("text") {
		texts = append(texts, n.text)
	}
	for _, n := range root.all("a") {
		titles = append(titles, n.attrs["title"])
	}
	for _, want := range []string{`A & B &amp; "C" \N`, "Iran", "Rapid Support Forces", "threatens (denied)"} {
		if !strings.Contains(strings.Join(texts, "\n"), want) {
			t.Errorf("%q is not on Graphviz's picture", want)
		}
	}
	if want := `called the day "a good start", but`; !strings.Contains(strings.Join(titles, "\n"), want) {
		t.Errorf("%q is in no tooltip of Graphviz's picture", want)
	}
	if n := len(root.all("polygon")) + len(root.all("ellipse")); n < 14 {
		t.Errorf("Graphviz drew %d shapes", n)
	}
	var docs []string
	for _, s := range hostile {
		docs = append(docs, write(t, "dot", poisoned(s), export.Options{Title: s, Statuses: graph.Statuses}))
	}
	draw(docs...)
}
