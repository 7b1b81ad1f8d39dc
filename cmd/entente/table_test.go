package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"entente/cmd/entente/internal/answer"
)

// A row fits the terminal however many columns of words it has; what is copied,
// names and numbers, is never broken.
func TestTableFits(t *testing.T) {
	words := strings.Repeat("of one and of another ", 20)
	id := "actor:republic-of-the-islands"
	s := answer.List([]string{"id", "says", "n", "means"}, [][]any{{id, words, "12345", words}, {"actor:a", "little", "1", ""}})
	for _, width := range []int{80, 100, 200} {
		var b strings.Builder
		drawTable(&b, s, width)
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("a line takes %d of %d columns: %s", n, width, line)
			}
		}
		if !strings.Contains(b.String(), id+" ") {
			t.Errorf("in %d columns the id is broken:\n%s", width, b.String())
		}
	}
	var b strings.Builder
	drawTable(&b, s, 0)
	if n := strings.Count(b.String(), "\n"); n != 3 {
		t.Errorf("%d lines where there is no terminal, want 3", n)
	}
}

// Where a terminal has no room for all, the ids that programs need are left
// out, and said; elsewhere nothing is.
func TestTableLeavesOutIDs(t *testing.T) {
	document, claim := "source:https://gulf.example/news/2026/02/07/1", "claim:935f47e5cc720a456f72095d"
	s := answer.List([]string{"source", "quote", "document", "claim"}, [][]any{{"Iran", "Iran trades with China more than with any other country.", document, claim}})
	for width, want := range map[int]string{0: "", 40: "document claim", 60: "document claim", 90: "claim", 120: ""} {
		shown, left := roomFor(s, width)
		if got := strings.Join(left, " "); got != want {
			t.Errorf("in %d columns without %q, want %q", width, got, want)
		}
		var b strings.Builder
		drawTable(&b, shown, width)
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); width > 0 && n > width {
				t.Errorf("a line takes %d of %d columns: %s", n, width, line)
			}
		}
		if strings.Contains(b.String(), claim) == strings.Contains(want, "claim") || !strings.Contains(b.String(), "Iran") {
			t.Errorf("in %d columns:\n%s", width, b.String())
		}
	}
}
