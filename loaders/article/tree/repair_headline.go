package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// toFree makes a verb of "free" behind "to": "called on Niger to free two
// journalists".
func (t *Tree) toFree() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		f, n := i+1, t.head[i]
		if t.Lemma(i) != "to" || t.Tokens[f].Text != "free" || !t.UPOS(f, "ADJ") || n <= f || t.head[f] != n || t.Tokens[n].XPOS != "NNS" || !t.Is(n, "obl", "nmod") {
			continue
		}
		v := t.head[n]
		for v >= 0 && !t.UPOS(v, "VERB") {
			v = t.head[v]
		}
		if v < 0 || v > i {
			continue
		}
		t.Tokens[f].UPOS, t.Tokens[f].XPOS, t.Tokens[i].UPOS = "VERB", "VB", "PART"
		t.move(f, v, "xcomp")
		t.move(i, f, "mark")
		t.move(n, f, "obj")
	}
}

// twoSubjects gives a clause with "be" that has none the first of two subjects
// of the verb it hangs on: in "Remarks by Obi were 'vile,' the bank said" the
// bank says it of the remarks.
func (t *Tree) twoSubjects() {
	for i := range t.Tokens {
		v := t.head[i]
		if v < i || t.rel[i] != "ccomp" || t.Kid(i, "nsubj", "nsubj:pass") >= 0 {
			continue
		}
		cop := t.Kid(i, "cop")
		s := t.KidsAs(v, "nsubj")
		if cop < 0 || len(s) != 2 || s[0] > cop || s[1] < i {
			continue
		}
		between := false
		for j := s[0] + 1; j < cop; j++ {
			between = between || t.UPOS(j, "VERB", "PUNCT")
		}
		if between {
			continue
		}
		t.move(s[0], i, "nsubj")
	}
}

// pairedVerbs makes a verb of a plural that stands as the subject of another
// verb it is joined with: "the coast guard boards and seizes a trawler". A
// plural has no verb in -s.
func (t *Tree) pairedVerbs() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		v := t.head[i]
		if t.Tokens[i].XPOS != "NNS" || v < i+2 || v > i+4 || t.rel[i] != "nsubj" || t.Tokens[v].XPOS != "VBZ" || t.Lemma(i+1) != "and" || t.head[i+1] != v || t.Kid(v, "obj") < v {
			continue
		}
		s := i - 1
		if t.head[s] != i || t.Tokens[s].XPOS != "NN" && t.Tokens[s].XPOS != "NNP" {
			continue
		}
		l := syntax.Lemma(strings.ToLower(t.Tokens[i].Text), "VERB", "VBZ")
		if l == strings.ToLower(t.Tokens[i].Text) {
			continue
		}
		t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Lemma = "VERB", "VBZ", l
		h, rel := t.head[v], t.rel[v]
		for _, k := range slices.Clone(t.kids[i]) {
			if k < s {
				t.move(k, s, t.rel[k])
			}
		}
		for _, k := range slices.Clone(t.kids[v]) {
			if k < i {
				t.move(k, i, t.rel[k])
			}
		}
		t.move(i, h, rel)
		t.move(s, i, "nsubj")
		t.move(v, i, "conj")
	}
}

// twoPasts puts right "sentenced disgraced banker Otieno" where the second of
// two pasts that nothing parts was taken for the verb: it describes a noun.
func (t *Tree) twoPasts() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		d := i + 1
		if t.Tokens[i].XPOS != "VBD" || !t.UPOS(i, "VERB") || t.head[i] != d || t.Kid(i, "nsubj", "mark", "obj") >= 0 || !strings.HasSuffix(t.Tokens[d].Text, "ed") || t.Tokens[d].XPOS != "VBD" && t.Tokens[d].XPOS != "VBN" {
			continue
		}
		o := t.Kid(d, "obj")
		if s := t.Kid(d, "nsubj"); s < 0 || s > i || o < d || !t.UPOS(o, "NOUN") {
			continue
		}
		h, rel := t.head[d], t.rel[d]
		for _, k := range slices.Clone(t.kids[d]) {
			if k != i {
				t.move(k, i, t.rel[k])
			}
		}
		t.move(i, h, rel)
		t.move(d, o, "amod")
		t.Tokens[d].XPOS = "VBN"
		// "banker Otieno": the noun says who he is.
		if n := o + 1; n < len(t.Tokens) && t.UPOS(n, "PROPN") && t.head[n] == i && t.rel[n] == "obj" {
			t.move(o, n, "nmod:desc")
		}
	}
}

// helpedTo makes a verb of what somebody is helped to do: "helps Kenya fight
// floods".
func (t *Tree) helpedTo() {
	for i := 0; i+3 < len(t.Tokens); i++ {
		who, do := i+1, i+2
		o := t.head[do]
		for o >= 0 && o < len(t.Tokens)-1 && t.rel[o] == "compound" && t.head[o] == o+1 {
			o++
		}
		if t.Lemma(i) != "help" || !t.UPOS(i, "VERB") || !t.UPOS(who, "PROPN") || t.Tokens[do].XPOS != "NN" || o < do+1 || o > do+3 || !t.Is(do, "compound") || t.head[who] != o && t.head[who] != do || t.head[o] != i || !t.UPOS(o, "NOUN") || !helped[t.Lemma(do)] {
			continue
		}
		t.Tokens[do].UPOS, t.Tokens[do].XPOS = "VERB", "VB"
		t.move(who, i, "obj")
		t.move(do, i, "xcomp")
		t.move(o, do, "obj")
	}
}

// helped are verbs of what one is helped to do that are nouns too.
var helped = wordSet("fight battle combat counter tackle control stop halt track hunt probe rescue target address catch curb cut")

// claimsOfOthers makes a noun of a verb that is an object and has nothing but
// the word before it: "rejects Somali claim".
func (t *Tree) claimsOfOthers() {
	for i := 2; i < len(t.Tokens); i++ {
		v := t.head[i]
		if !t.UPOS(i, "VERB") || t.Tokens[i].XPOS != "VBP" && t.Tokens[i].XPOS != "VB" || t.rel[i] != "obj" || v < 0 || v > i || !t.UPOS(v, "VERB") {
			continue
		}
		if k := t.kids[i]; len(k) != 1 || k[0] != i-1 || t.rel[k[0]] != "nsubj" || !t.UPOS(k[0], "PROPN", "ADJ") {
			continue
		}
		t.Tokens[i].UPOS, t.Tokens[i].XPOS = "NOUN", "NN"
		t.rel[i-1] = "amod"
	}
}

// compoundVerbs makes a noun of a verb in -s that has a noun joined to it from
// before and no subject: "imposes sanctions and travel bans on Togo".
func (t *Tree) compoundVerbs() {
	for i := 3; i < len(t.Tokens); i++ {
		v := t.head[i]
		if t.Tokens[i].XPOS != "VBZ" || !t.UPOS(i, "VERB") || t.rel[i] != "conj" || v < 0 || v > i || !t.UPOS(v, "VERB") || t.Kid(i, "compound") != i-1 || t.Kid(i, "obj", "nsubj", "ccomp", "xcomp", "aux") >= 0 {
			continue
		}
		o := t.Kid(v, "obj")
		if o < v || o > i || t.Tokens[o].XPOS != "NNS" {
			continue
		}
		retag(&t.Tokens[i], "NOUN", "NNS")
		t.move(i, o, "conj")
	}
}

// afterDeeds makes a noun of what was taken for a verb in -s behind "after" or
// the like that has no subject but parties: "hurt after clashes between".
func (t *Tree) afterDeeds() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		m := i - 1
		if t.Tokens[i].XPOS != "VBZ" || !t.UPOS(i, "VERB") || t.head[m] != i || t.rel[m] != "mark" || t.Kid(i, "nsubj", "nsubj:pass", "obj", "aux") >= 0 || t.Lemma(i+1) != "between" && t.Lemma(i+1) != "with" {
			continue
		}
		switch t.Lemma(m) {
		case "after", "before", "since", "following", "amid", "despite":
		default:
			continue
		}
		retag(&t.Tokens[i], "NOUN", "NNS")
		t.Tokens[m].UPOS = "ADP"
		t.rel[m] = "case"
		if t.Base(i) == "advcl" {
			t.rel[i] = "obl"
		}
		for _, k := range t.KidsAs(i, "obl") {
			t.rel[k] = "nmod"
		}
	}
}

// foundGuilty takes "guilty" out of the name before it: "finds Ada Obi guilty".
func (t *Tree) foundGuilty() {
	for i := 2; i < len(t.Tokens); i++ {
		n := t.head[i]
		if t.Tokens[i].Text != "guilty" || t.Lemma(i-1) == "not" || n < 0 || n > i || t.rel[n] != "obj" || t.head[n] < 0 || t.Lemma(t.head[n]) != "find" {
			continue
		}
		t.Tokens[i].UPOS, t.Tokens[i].XPOS = "ADJ", "JJ"
		t.move(i, t.head[n], "xcomp")
	}
}
