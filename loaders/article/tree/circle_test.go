package tree

import (
	"strings"
	"testing"

	"entente/loaders/article/syntax"
)

// Whatever a rule hangs below itself, every walk ends, and every word is below
// the root.
func TestCirclesAreMended(t *testing.T) {
	for _, hung := range [][2]int{{1, 3}, {0, 2}, {1, 0}, {2, 3}} {
		words := strings.Fields("Ghana met Togo yesterday")
		s := &syntax.Sentence{}
		for i, h := range []int{1, -1, 1, 2} {
			s.Tokens = append(s.Tokens, syntax.Token{Text: words[i], Head: h, Rel: "dep"})
		}
		made := New(s)
		made.move(hung[0], hung[1], "dep")
		made.mendCircles()
		for i := range words {
			steps := 0
			for j := i; j >= 0; j = made.Head(j) {
				if steps++; steps > len(words) {
					t.Fatalf("%d hung on %d: the way up from %d does not end: %v", hung[0], hung[1], i, made.head)
				}
			}
		}
		below := 0
		for i := range words {
			below += len(made.kids[i])
		}
		if below != len(words)-1 {
			t.Errorf("%d hung on %d: %d words have a head: %v", hung[0], hung[1], below, made.head)
		}
	}
}
