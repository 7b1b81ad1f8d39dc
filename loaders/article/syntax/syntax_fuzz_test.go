package syntax

import (
	"strings"
	"testing"
)

// FuzzSentences holds what must be true of any bytes: tokens in order, inside
// their sentence, with true offsets; heads inside the sentence, one root.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"", "Iran's U.S. envoy—he said “no”… \xff", "A. B. C.\n\n\n#x @y :-)", strings.Repeat("a-b'c ", 300), "﷽ 👩‍👩‍👧 \u200f", "don't cannot $18bn US$5 '' ’90s", "http://x.y/(z).", "x\ny\nz"} {
		f.Add(s)
	}
	m, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for s := range m.Sentences(text) {
			if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
				t.Fatalf("sentence %d-%d does not span its %d tokens", s.Start, s.End, len(s.Tokens))
			}
			for i, k := range s.Tokens {
				if k.Start < last || k.End <= k.Start || text[k.Start:k.End] != k.Text {
					t.Fatalf("token %d %q at %d-%d after %d", i, k.Text, k.Start, k.End, last)
				}
				last = k.End
				if k.Head < -1 || k.Head >= len(s.Tokens) || k.Head == i {
					t.Fatalf("token %d has head %d of %d tokens", i, k.Head, len(s.Tokens))
				}
			}
		}
	})
}
