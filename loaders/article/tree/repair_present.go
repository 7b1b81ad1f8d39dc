package tree

import (
	"slices"
	"strings"
	"unicode"
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

// claimed are verbs of what is said to be or to be done in a clause without "that".
var claimed = wordSet("insist demand recommend propose suggest request require stipulate say believe hope think allege argue")

// owned are verbs that take a noun as often: of these the clause has to be sure.
var owned = wordSet("announce claim deny confirm admit fear warn")

// clausesClaimed gives a clause its subject where that was taken for the object
// of the verb of saying: "insists the council publish the lists".
func (t *Tree) clausesClaimed() {
	for c := 3; c < len(t.Tokens); c++ {
		h := t.head[c]
		if h < 0 || h > c || !t.Is(c, "ccomp") || !t.UPOS(c, "VERB") || !claimed[t.Lemma(h)] && !(owned[t.Lemma(h)] && t.Kid(c, "aux", "aux:pass") >= 0) || t.Kid(c, "nsubj", "nsubj:pass", "csubj", "expl") >= 0 {
			continue
		}
		if x := t.Tokens[c].XPOS; x == "VBG" || x == "VBN" && t.Kid(c, "aux", "aux:pass") < 0 || x == "VB" && t.infinitive(c) {
			continue
		}
		n := t.Kid(h, "obj")
		first := c
		for _, k := range t.kids[c] {
			first = min(first, k)
		}
		if n < h || n >= first || t.UPOS(first, "PUNCT") {
			continue
		}
		if _, last := t.Reach(n); last != first-1 {
			continue
		}
		t.move(n, c, t.subjectRel(c))
	}
}

// ledByNames makes participles of adjectives behind a name and a hyphen, for who
// does what they say: "a Kenyan-brokered agreement".
func (t *Tree) ledByNames() {
	for v := 2; v < len(t.Tokens); v++ {
		k, i := &t.Tokens[v], &t.Tokens[v-2]
		if k.UPOS != "ADJ" || t.Tokens[v-1].Text != "-" || t.Tokens[v-1].Start != i.End || k.Start != t.Tokens[v-1].End || !capitalised(i.Text) || !t.UPOS(v-2, "PROPN", "ADJ") {
			continue
		}
		if w := strings.ToLower(k.Text); strings.HasSuffix(w, "ed") || w == "led" || w == "held" || w == "run" || w == "built" {
			retag(k, "VERB", "VBN")
		}
	}
}

// capitalised tells whether a word begins with a capital.
func capitalised(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}

// neverNouns are verbs that look like the nouns taggers take them for in
// "demands the mayor resign".
var neverNouns = wordSet("resign apologise apologize withdraw testify intervene reconsider comply abdicate disarm desist")

// demandedOf makes a clause of such a word and of the noun it was taken for a
// part of, behind a verb of what somebody wants.
func (t *Tree) demandedOf() {
	for c := 2; c < len(t.Tokens); c++ {
		h, s := t.head[c], c-1
		if h < 0 || h > s || !t.UPOS(c, "NOUN") || !t.Is(c, "obj", "ccomp") || !neverNouns[strings.ToLower(t.Tokens[c].Text)] || !claimed[t.Lemma(h)] || t.head[s] != c || !t.UPOS(s, "NOUN", "PROPN") {
			continue
		}
		for _, k := range slices.Clone(t.kids[c]) {
			if k < s {
				t.move(k, s, t.rel[k])
			}
		}
		t.move(s, c, "nsubj")
		t.rel[c] = "ccomp"
		retag(&t.Tokens[c], "VERB", "VB")
	}
}
