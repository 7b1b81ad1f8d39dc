package article

import (
	"context"
	"testing"

	"entente/loaders/article/document"
)

// Headlines leave out articles, auxiliaries and what tells a verb from a
// noun; each of these has a root that a parser of prose does not find.
func TestHeadlinesWithoutVerb(t *testing.T) {
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, root, subject, rel string }{
		{"Japan to withdraw envoys from Naypyidaw after vote.", "withdraw", "Japan", "nsubj"},
		{"Dozens of strikers detained in Minsk.", "detained", "Dozens", "nsubj:pass"},
		{"Fiji fishers protest against foreign trawlers.", "protest", "fishers", "nsubj"},
		{"Macron attacks Orban in speech near Lyon.", "attacks", "Macron", "nsubj"},
		{"Norway sending Moldova generators before winter.", "sending", "Norway", "nsubj"},
	} {
		trace, err := r.Explain(context.Background(), document.Plain("x", "2023-05-04", c.text))
		if err != nil {
			t.Fatal(err)
		}
		root, subject, rel := "", "", ""
		for _, k := range trace.Sentences[0].Tokens {
			if k.Head < 0 {
				root = k.Text
			}
		}
		for _, k := range trace.Sentences[0].Tokens {
			if k.Head >= 0 && trace.Sentences[0].Tokens[k.Head].Text == root && (k.Rel == "nsubj" || k.Rel == "nsubj:pass") {
				subject, rel = k.Text, k.Rel
			}
		}
		if root != c.root || subject != c.subject || rel != c.rel {
			t.Errorf("%s\nroot %q, subject %q (%s); want %q, %q (%s)", c.text, root, subject, rel, c.root, c.subject, c.rel)
		}
	}
}
