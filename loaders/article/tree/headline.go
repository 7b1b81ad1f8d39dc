package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// secondVerbs makes verbs of what headlines coordinate by a comma only:
// "kills six people, wounds dozens".
func (t *Tree) secondVerbs() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		k := &t.Tokens[i]
		if k.XPOS != "NNS" || t.Tokens[i-1].Text != "," || !t.quantity(i+1) && !t.UPOS(i+1, "PROPN") || !finite[syntax.Lemma(strings.ToLower(k.Text), "VERB", "VBZ")] {
			continue
		}
		o := t.head[i]
		if o < 0 || o > i || t.rel[o] != "obj" || t.rel[i] != "conj" && t.rel[i] != "appos" {
			continue
		}
		v := t.head[o]
		if v < 0 || v > o || t.Tokens[v].XPOS != "VBZ" || t.head[v] >= 0 {
			continue
		}
		n := -1
		for _, c := range slices.Concat(t.kids[i], t.kids[o]) {
			if c > i && (t.Nominal(c) || t.UPOS(c, "NUM")) && t.Prep(c) == "" && (n < 0 || c < n && t.head[c] == o) {
				n = c
			}
		}
		if n < 0 {
			continue
		}
		retag(k, "VERB", "VBZ")
		t.move(i, v, "conj")
		t.move(n, i, "obj")
	}
}

// finite are verbs of headlines whose third person is a noun's plural too.
var finite = wordSet("wound injure hurt arrest leave displace damage target strike attack raid release ban name blame warn")

// quantity tells whether token i counts: "dozens", "40", "several".
func (t *Tree) quantity(i int) bool {
	if t.UPOS(i, "NUM") {
		return true
	}
	switch t.Lemma(i) {
	case "dozen", "hundred", "thousand", "score", "several", "many", "ten", "at":
		return true
	}
	return false
}

// twoFinite puts right "House Progressives Urge Biden" where the plural was
// taken for the main verb though the verb follows at once.
func (t *Tree) twoFinite() {
	i := t.root
	if i < 1 || i+1 >= len(t.Tokens) || t.Tokens[i].XPOS != "VBZ" || t.Tokens[i+1].XPOS != "VBP" || t.head[i+1] != i || !t.UPOS(i+1, "VERB") || t.Kid(i, "aux", "cop") >= 0 {
		return
	}
	s := t.Kid(i, "nsubj")
	if s < 0 || s != i-1 && t.head[i-1] != s {
		return
	}
	k := &t.Tokens[i]
	retag(k, "NOUN", "NNS")
	v := i + 1
	for _, c := range slices.Clone(t.kids[i]) {
		if c != s && c != v {
			t.move(c, v, t.rel[c])
		}
	}
	t.move(v, -1, "root")
	t.move(i, v, "nsubj")
	t.move(s, i, "compound")
}

// bringing are verbs of headlines that bring a complaint, or the like, which
// may look like a verb itself.
var bringing = wordSet("lodge file voice")

// broughtNouns puts right "Japan lodges protest" where the verb was taken for a
// plural and what is lodged for the verb.
func (t *Tree) broughtNouns() {
	v := t.root
	if v != 2 || t.Tokens[v].XPOS != "VBP" || t.Tokens[1].XPOS != "NNS" || !t.UPOS(0, "PROPN") || t.head[1] != v || t.head[0] != 1 || t.Kid(v, "obj", "aux") >= 0 {
		return
	}
	k := &t.Tokens[1]
	if l := syntax.Lemma(k.Text, "VERB", "VBZ"); bringing[l] {
		k.UPOS, k.XPOS, k.Lemma = "VERB", "VBZ", l
		t.Tokens[v].UPOS, t.Tokens[v].XPOS = "NOUN", "NN"
		for _, c := range slices.Clone(t.kids[v]) {
			if c != 1 {
				t.move(c, 1, t.rel[c])
			}
		}
		t.move(1, -1, "root")
		t.move(0, 1, "nsubj")
		t.move(v, 1, "obj")
	}
}

// afterNouns makes a clause of what follows "after" where its verb was taken
// for what describes its subject: "after strikes destroyed a bridge".
func (t *Tree) afterNouns() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		n := t.head[i]
		if t.Tokens[i].XPOS != "VBN" || n != i-1 || !t.UPOS(n, "NOUN") || !t.Is(i, "amod", "acl") || !t.Is(n, "obl", "nmod") || t.Kid(i, "obj") < i || t.head[n] < 0 {
			continue
		}
		c := t.Kid(n, "case")
		if c < 0 {
			continue
		}
		switch t.Lemma(c) {
		case "after", "before", "since", "until", "as":
			t.Tokens[i].XPOS = "VBD"
			t.move(i, t.head[n], "advcl")
			t.move(n, i, "nsubj")
			t.move(c, i, "mark")
		}
	}
}

// countedObjects joins a number to what it counts where both were taken for
// objects: "frees 30 political prisoners".
func (t *Tree) countedObjects() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		v := t.head[i]
		if !t.UPOS(i, "NUM") || t.rel[i] != "obj" || v < 0 || v > i || len(t.kids[i]) > 0 {
			continue
		}
		j := i + 1
		for j < len(t.Tokens) && t.UPOS(j, "ADJ", "NOUN", "PROPN") && t.head[j] != v {
			j++
		}
		if j > i+1 && j < len(t.Tokens) && t.head[j] == v && t.rel[j] == "obj" && t.Tokens[j].XPOS == "NNS" {
			t.move(i, j, "nummod")
		}
	}
}

// sayNo hangs "no" in "says no to talks with Chad" on the verb.
func (t *Tree) sayNo() {
	for i := 0; i+3 < len(t.Tokens); i++ {
		if t.Lemma(i) == "say" && t.UPOS(i, "VERB") && t.Lemma(i+1) == "no" && t.Lemma(i+2) == "to" && t.head[i+1] > i+2 {
			t.move(i+1, i, "obj")
			t.Tokens[i+1].UPOS = "NOUN"
		}
	}
}
