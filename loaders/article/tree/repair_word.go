package tree

import (
	"slices"
	"strings"
)

// joinedPrepositions makes parts of their word of prepositions that a hyphen
// joins to it: "hosted an in-person reception" has nothing under "in".
func (t *Tree) joinedPrepositions() {
	for i := 0; i+2 < len(t.Tokens); i++ {
		if !t.UPOS(i, "ADP", "ADV") || t.rel[i] != "case" || t.Tokens[i+1].Text != "-" || t.Tokens[i].End != t.Tokens[i+1].Start || t.Tokens[i+1].End != t.Tokens[i+2].Start {
			continue
		}
		h := t.head[i]
		if h < i+2 || i > 0 && t.Tokens[i-1].Text == "-" {
			continue // of "commander-in-chief" it is no first part
		}
		t.Tokens[i].UPOS, t.Tokens[i].XPOS = "ADJ", "JJ"
		t.rel[i] = "amod"
	}
}

// bareObjects makes active again what was taken for a passive though a noun
// without a preposition follows that it is done to: "Mahama on Friday hosted
// an in-person reception".
func (t *Tree) bareObjects() {
	for s := range t.Tokens {
		v := t.head[s]
		if t.rel[s] != "nsubj:pass" || v < s || !t.UPOS(v, "VERB") || t.Kid(v, "aux", "aux:pass", "obl:agent", "obj", "ccomp", "mark") >= 0 {
			continue
		}
		for _, o := range t.KidsAs(v, "obl", "nmod", "dep") {
			if first, _ := t.Reach(o); first != v+1 || !t.UPOS(o, "NOUN", "PROPN") || t.Prep(o) != "" || strings.HasSuffix(t.Tokens[o].Text, "day") || t.UPOS(first, "ADP", "ADV", "NUM") {
				continue
			}
			t.rel[s], t.rel[o] = "nsubj", "obj"
			t.Tokens[v].XPOS = "VBD"
			break
		}
	}
}

// possessors puts right "the president's participation in talks" where what is
// owned was hung on its owner.
func (t *Tree) possessors() {
	for p := range t.Tokens {
		pos := t.Kid(p, "case")
		if pos <= p || t.Tokens[pos].XPOS != "POS" || !t.Is(p, "nsubj", "nsubj:pass", "obj", "obl", "nmod") || !t.UPOS(p, "PROPN", "NOUN") {
			continue
		}
		for _, n := range t.KidsAs(p, "appos", "dep", "nmod", "conj") {
			first, _ := t.Reach(n)
			if first != pos+1 || !t.UPOS(n, "NOUN") || t.Prep(n) != "" {
				continue
			}
			h, rel := t.head[p], t.rel[p]
			for _, k := range slices.Clone(t.kids[p]) {
				if k != n && k != pos && (k > n || t.rel[k] == "case") {
					t.move(k, n, t.rel[k]) // a preposition before the owner, and all that follows
				}
			}
			t.move(n, h, rel)
			t.move(p, n, "nmod:poss")
			break
		}
	}
}
