package tree

import (
	"slices"
	"strings"
)

// unchanged are verbs whose past is written as their present.
var unchanged = wordSet("beat bet bid broadcast burst cast come cost cut fit forecast hit hurt input knit let mistake offset overcome preset " +
	"put quit read recast reset rid run set shed shut slit split spread sublet thrust undercut upset wed wet become")

// presents takes the past from verbs that stand in their base form: in
// "insists that Togo withdraw" taggers look for a form with "s" or a past.
func (t *Tree) presents() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBD" || len(k.Text) < 3 || !strings.EqualFold(k.Text, k.Lemma) || unchanged[k.Lemma] || strings.HasSuffix(k.Lemma, "ed") {
			continue
		}
		k.XPOS = "VBP"
	}
}

// subjunctives makes a verb of the last noun of a clause with "that" that has
// none: "demands that Togo apologise".
func (t *Tree) subjunctives() {
	for c := 2; c < len(t.Tokens); c++ {
		m := t.Kid(c, "mark")
		if !t.Is(c, "ccomp") || !t.UPOS(c, "NOUN", "ADJ") || m < 0 || t.Lemma(m) != "that" || c-m < 2 || !t.lower(c) || t.Kid(c, "cop", "nsubj", "nsubj:pass", "aux", "expl") >= 0 || strings.HasSuffix(t.Tokens[c].XPOS, "S") {
			continue
		}
		s := c - 1
		if !t.UPOS(s, "PROPN", "NOUN") || t.head[s] != c {
			continue
		}
		for _, k := range slices.Clone(t.kids[c]) {
			if k > m && k < s {
				t.move(k, s, t.rel[k]) // what was said of the noun is said of who does it
			}
		}
		t.move(s, c, "nsubj")
		retag(&t.Tokens[c], "VERB", "VB")
	}
}
