package gazetteer

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite builtin.bin and golden files")

func builtin(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestBinaryIsCurrent keeps builtin.bin in step with the YAML files.
func TestBinaryIsCurrent(t *testing.T) {
	lex, err := readDataFiles()
	if err != nil {
		t.Fatal(err)
	}
	want := encodeLexicon(lex, digest())
	if *update {
		if err := os.WriteFile("builtin.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if builtinBinary != string(want) {
		t.Fatal("builtin.bin is not what the YAML files say; run: go generate ./loaders/gazetteer")
	}
}

func hits(g *Gazetteer, text string) string {
	words := strings.Fields(text)
	n, hits := g.Match(words, 0)
	out := []string{strings.Join(words[:n], " ")}
	for _, h := range hits {
		out = append(out, h.As.String()+" "+h.Entry.ID)
	}
	return strings.Join(out, " | ")
}

func TestTry(t *testing.T) {
	g := builtin(t)
	for _, s := range []string{"US x", "us x", "U.S. forces", "Tehran", "Iranian", "Hasan", "NATO", "Nato", "WHO", "Who", "Donald Trump", "Trump", "George Bush", "Security council x"} {
		t.Log(s, "=>", hits(g, s))
	}
	for _, s := range []string{"foreign ministers of", "Secretary of State Marco", "PM", "pm"} {
		n, ts := g.RoleByTitle(strings.Fields(s), 0)
		for _, x := range ts {
			t.Log(s, n, x.Role.ID, x.Of, x.Plural)
		}
	}
	for _, d := range []string{"2010", "2019-05-05", "2021-01-20", "2022-01-01", "2026-11-23", ""} {
		for _, x := range g.Holder("actor:united-states", "president", d) {
			t.Log(d, x.Person.Label, x.Standing)
		}
	}
}
