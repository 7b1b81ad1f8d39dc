package identity

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func decisions(t *testing.T, text string) Decisions {
	t.Helper()
	all, err := ReadDecisions("d.jsonl", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestMerged(t *testing.T) {
	all := decisions(t, `# who is who
{"a":"actor:a","b":"actor:b","is":"same","by":"Mina","on":"2026-11-28","why":"one passport"}

{"a":"actor:c","b":"actor:b","is":"same"}
{"a":"actor:x","b":"actor:y","is":"same"}
{"a":"actor:y","b":"actor:x","is":"not the same","why":"father and son"}
{"a":"actor:p","b":"actor:q","is":"unsure"}
{"a":"actor:ship1","b":"actor:ship2","is":"same"}
{"a":"actor:m","b":"actor:n","is":"not the same"}
{"a":"actor:m","b":"actor:o","is":"same"}
{"a":"actor:n","b":"actor:o","is":"same"}
`)
	codes := map[string][]string{"actor:ship1": {"imo:9074729"}, "actor:ship2": {"imo:9187629"}}
	merged, refused := all.Merged(func(id string) []string { return codes[id] })
	want := map[string]string{"actor:a": "actor:c", "actor:b": "actor:c", "actor:o": "actor:m"}
	if diff := cmp.Diff(want, merged); diff != "" {
		t.Error(diff)
	}
	var reasons []string
	for _, r := range refused {
		reasons = append(reasons, r.Reason)
	}
	if diff := cmp.Diff([]string{"actor:ship1 and actor:ship2 have other codes: imo 9074729 against 9187629", "actor:m and actor:n are decided not to be the same, in line 9"}, reasons); diff != "" {
		t.Error(diff)
	}
}

func TestBadDecisions(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":"iran","b":"actor:b","is":"same"}`:               "d.jsonl:1: not a decision: \"iran\" is no actor's id",
		`{"a":"actor:a","b":"actor:b","is":"maybe"}`:           `must be "same", "not the same" or "unsure"`,
		`{"a":"actor:a","b":"actor:a","is":"same"}`:            "both actor:a",
		`{"a":"actor:a","b":"actor:b","is":"same","note":"x"}`: "unknown field",
		"\n{\"a\":\"actor:a\"":                                 "d.jsonl:2",
		`{"a":"actor:a","b":"actor:b","is":"same"} {}`:         "more than one",
	} {
		if _, err := ReadDecisions("d.jsonl", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// Taking an actor out leaves the others together, and putting it back gives
// what was there.
func TestSplit(t *testing.T) {
	all := decisions(t, `{"a":"actor:a","b":"actor:b","is":"same"}
{"a":"actor:a","b":"actor:c","is":"same"}`)
	all = append(all, all.Split("actor:a", Decision{By: "Mina"})...)
	merged, refused := all.Merged(nil)
	if diff := cmp.Diff(map[string]string{"actor:c": "actor:b"}, merged); diff != "" || len(refused) > 0 {
		t.Error(diff, refused)
	}
}

// However decisions come, nobody is merged into somebody who is merged, and
// nobody who is decided to be another one.
func TestMergedAlwaysSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]string{"actor:a", "actor:b", "actor:c", "actor:d", "actor:e"})
		var all Decisions
		for i := range rapid.IntRange(0, 20).Draw(t, "n") {
			d := Decision{A: id.Draw(t, "a"), B: id.Draw(t, "b"), Is: rapid.SampledFrom([]Is{Same, Other, Unsure}).Draw(t, "is"), Line: i + 1}
			if d.A != d.B {
				all = append(all, d)
			}
		}
		merged, _ := all.Merged(nil)
		find := func(id string) string {
			if s := merged[id]; s != "" {
				return s
			}
			return id
		}
		for _, s := range slices.Sorted(maps.Values(merged)) {
			if merged[s] != "" {
				t.Fatalf("%s stays and is merged into %s", s, merged[s])
			}
		}
		for _, d := range all.InForce() {
			if d.Is == Other && find(d.A) == find(d.B) {
				t.Fatalf("%s and %s are one and decided not to be", d.A, d.B)
			}
		}
		split := append(slices.Clone(all), all.Split("actor:a", Decision{})...)
		merged, _ = split.Merged(nil)
		if merged["actor:a"] != "" || slices.Contains(slices.Collect(maps.Values(merged)), "actor:a") {
			t.Fatalf("actor:a was taken out and is merged: %v", merged)
		}
	})
}

func FuzzReadDecisions(f *testing.F) {
	f.Add(`{"a":"actor:a","b":"actor:b","is":"same"}`)
	f.Fuzz(func(t *testing.T, text string) {
		all, err := ReadDecisions("f", strings.NewReader(text))
		if err != nil {
			return
		}
		var b strings.Builder
		for _, d := range all {
			b.Write(d.Text())
		}
		again, err := ReadDecisions("f", strings.NewReader(b.String()))
		if err != nil || len(again) != len(all) {
			t.Fatalf("written and read again: %v", err)
		}
	})
}
