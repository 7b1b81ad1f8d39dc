package tree

import "slices"

// Agents are those who do what verb i says: the subject of an active verb,
// the "by" of a passive one.
func (t *Tree) Agents(i int) []int {
	if !t.UPOS(i, "VERB") || !t.Passive(i) {
		return t.Subjects(i)
	}
	if k := t.Kid(i, "obl:agent"); k >= 0 {
		return t.Conjuncts(k)
	}
	for _, k := range t.KidsAs(i, "obl") {
		if t.Prep(k) == "by" {
			return t.Conjuncts(k)
		}
	}
	// "was captured, alongside others, by rebels", hung as a clause.
	for _, k := range t.KidsAs(i, "advcl", "dep", "advmod", "xcomp", "parataxis") {
		if t.UPOS(k, "NOUN", "PROPN") && t.Prep(k) == "by" {
			return t.Conjuncts(k)
		}
	}
	// "banned from schools by the junta": parsers hang the doer on the noun before.
	for _, k := range t.KidsAs(i, "obl", "obj") {
		for _, kk := range t.KidsAs(k, "nmod") {
			if kk > k && t.Prep(kk) == "by" && t.Prep(k) != "by" && t.Tokens[i].XPOS == "VBN" {
				return t.Conjuncts(kk)
			}
		}
	}
	// "barred from running by the court", hung on what he is barred from.
	for _, k := range t.KidsAs(i, "advcl", "xcomp") {
		if m := t.Kid(k, "mark"); t.Tokens[k].XPOS == "VBG" && k > i && m >= 0 && t.Lemma(m) == "from" {
			for _, kk := range t.KidsAs(k, "obl", "obl:agent") {
				if t.Prep(kk) == "by" && t.UPOS(kk, "NOUN", "PROPN") && agentive(t.Lemma(kk)) {
					return t.Conjuncts(kk)
				}
			}
		}
	}
	// "ordered to pay Togo by a court", hung on what is ordered.
	if k := t.Kid(i, "xcomp"); k > i && urging[t.Lemma(i)] {
		for _, kk := range t.KidsAs(k, "obl", "obl:agent") {
			if t.Prep(kk) == "by" && (t.UPOS(kk, "PROPN") || agentive(t.Lemma(kk))) {
				return t.Conjuncts(kk)
			}
		}
	}
	// "given permission to leave by a court", "asked to wait by officials"
	for _, k := range append(t.KidsAs(i, "xcomp"), t.leaveTo(i)...) {
		if !bidden[t.Lemma(i)] && t.Is(k, "xcomp") || !t.infinitive(k) || k < i {
			continue
		}
		for _, kk := range t.KidsAs(k, "obl", "obl:agent") {
			if t.Prep(kk) == "by" && (t.UPOS(kk, "PROPN") && !t.where(kk) || agentive(t.Lemma(kk))) {
				return t.Conjuncts(kk)
			}
		}
	}
	if k := t.joinedPassive(i); k >= 0 {
		return t.Agents(k)
	}
	// "Russian-occupied", "US-led": the word before the hyphen.
	for _, k := range t.kids[i] {
		if k < i && t.Is(k, "compound", "obl", "nmod", "advmod", "obl:unmarked", "amod") && k+2 >= i && t.hyphenBetween(k, i) {
			return []int{k}
		}
	}
	return nil
}

// bidden are verbs of what others let or ask somebody to do, besides those of
// urging.
var bidden = wordSet("allow permit ask request authorise authorize clear entitle bid invite sentence tell")

// leaveTo are the infinitives that hang on what passive verb i gives:
// "permission to leave".
func (t *Tree) leaveTo(i int) []int {
	if o := t.Kid(i, "obj"); o > i && leaves[t.Lemma(o)] {
		return t.KidsAs(o, "acl")
	}
	return nil
}

// joinedPassive is the last of several participles that follow each other, if
// it alone names who did it all: "beaten, robbed and expelled by police"; -1 if
// anything but adverbs stands between them.
func (t *Tree) joinedPassive(i int) int {
	c := t.KidsAs(i, "conj")
	if len(c) == 0 || t.Tokens[i].XPOS != "VBN" && t.Tokens[i].XPOS != "VBD" {
		return -1
	}
	last := c[len(c)-1]
	if t.Lemma(i) == "shoot" && t.Lemma(last) != "kill" {
		return -1 // who is shot and injured is not killed
	}
	if last < i || t.Tokens[last].XPOS != "VBN" && t.Tokens[last].XPOS != "VBD" || t.Kid(last, "nsubj", "nsubj:pass", "obj", "aux", "aux:pass") >= 0 {
		return -1
	}
	for j := i + 1; j < last; j++ {
		if !t.UPOS(j, "CCONJ", "ADV", "PUNCT") && !(t.Tokens[j].XPOS == "VBN" && t.head[j] == i && t.rel[j] == "conj") {
			return -1
		}
	}
	if t.Kid(last, "obl:agent") < 0 && !slices.ContainsFunc(t.KidsAs(last, "obl"), func(k int) bool { return t.Prep(k) == "by" }) {
		return -1
	}
	return last
}

func (t *Tree) hyphenBetween(a, b int) bool {
	for j := a + 1; j < b; j++ {
		if x := t.Tokens[j].Text; x == "-" || x == "–" || x == "‑" {
			return true
		}
	}
	return false
}

// States tells whether the clause of token i says that something is so: its
// verb is finite, and nothing says that it should be.
func (t *Tree) States(i int) bool {
	if i < 0 {
		return false
	}
	finite := false
	for _, k := range append(t.KidsAs(i, "aux", "aux:pass", "cop"), i) {
		switch t.Tokens[k].XPOS {
		case "MD":
			return t.Lemma(k) != "should" && t.Lemma(k) != "must" && t.Lemma(k) != "shall"
		case "VBD", "VBZ", "VBP":
			finite = true
		}
	}
	return finite
}
