package tree

import "slices"

// auxiliaries hangs on the verb what was hung on its auxiliary.
func (t *Tree) auxiliaries() {
	for i := range t.Tokens {
		if h := t.head[i]; h >= 0 && t.Is(i, "aux", "aux:pass", "cop") {
			for _, k := range slices.Clone(t.kids[i]) {
				if k != h && !t.Is(k, "conj", "cc", "fixed") {
					t.move(k, h, t.rel[k])
				}
			}
		}
	}
}

// numbersBefore makes an object of the number right behind a verb that was
// taken for one of what stands behind the next preposition: "arrest five over
// plot".
func (t *Tree) numbersBefore() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		n, v := t.head[i], i-1
		if !t.UPOS(i, "NUM") || t.rel[i] != "nummod" || n < i+2 || !t.UPOS(v, "VERB") || t.head[n] != v || t.Passive(v) {
			continue
		}
		if c := t.Kid(n, "case"); c != i+1 {
			continue
		}
		switch t.Kid(v, "obj") {
		case n:
			t.move(n, v, "obl") // "kills six near site"
		case -1:
		default:
			continue
		}
		t.move(i, v, "obj")
	}
}

// explained hangs on a place what explains it behind a comma, where it was taken
// for the verb's object: "met in Lima, the capital of Peru".
func (t *Tree) explained() {
	for i := 4; i < len(t.Tokens); i++ {
		v := t.head[i]
		if t.rel[i] != "obj" || !t.UPOS(i, "NOUN") || v < 0 || v > i {
			continue
		}
		d := t.Kid(i, "det")
		if d < 2 || t.Lemma(d) != "the" || t.Tokens[d-1].Text != "," || !t.UPOS(d-2, "PROPN") {
			continue
		}
		p := d - 2
		for t.rel[p] == "flat" && t.head[p] >= 0 {
			p = t.head[p]
		}
		if t.head[p] == v && t.Is(p, "obl") && p > v && t.Prep(p) != "" {
			t.move(i, p, "appos")
		}
	}
}

// deedsOfNames makes a noun of what agrees with no other verb of its clause:
// "Houthi attacks in Marib kill eight".
func (t *Tree) deedsOfNames() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		s := i - 1
		if t.Tokens[i].XPOS != "VBZ" || t.head[s] != i || t.rel[s] != "nsubj" || !t.UPOS(s, "PROPN", "ADJ") || !t.UPOS(i+1, "ADP") || t.Kid(i, "obj", "ccomp", "xcomp", "aux", "cop", "mark") >= 0 {
			continue
		}
		for _, v := range t.KidsAs(i, "conj", "parataxis") {
			if t.Tokens[v].XPOS != "VBP" || t.Kid(v, "nsubj", "cc", "mark", "aux") >= 0 || t.Kid(v, "obj") < v {
				continue
			}
			h, rel := t.head[i], t.rel[i]
			t.move(v, h, rel)
			for _, k := range slices.Clone(t.kids[i]) {
				switch {
				case k > v, t.rel[k] == "punct" && k > i:
					t.move(k, v, t.rel[k])
				case t.rel[k] == "obl":
					t.rel[k] = "nmod"
				}
			}
			retag(&t.Tokens[i], "NOUN", "NNS")
			t.move(i, v, "nsubj")
			t.rel[s] = "compound"
			break
		}
	}
}

// nounsBehindTo makes a preposition of the "to" of "nearer to accord" that was
// taken for an infinitive's though a noun follows it.
func (t *Tree) nounsBehindTo() {
	for i := 1; i < len(t.Tokens); i++ {
		p := i - 1
		if !t.UPOS(i, "NOUN") || t.Tokens[p].XPOS != "TO" || t.head[p] != i || t.rel[p] != "mark" || t.Kid(i, "obj", "iobj", "xcomp", "ccomp") >= 0 || t.head[i] < 0 || !t.Is(i, "advcl", "acl", "xcomp") {
			continue
		}
		retag(&t.Tokens[p], "ADP", "IN")
		t.rel[p] = "case"
		if t.rel[i] = "obl"; t.UPOS(t.head[i], "NOUN", "PROPN") {
			t.rel[i] = "nmod"
		}
	}
}

// asPredicates makes a preposition of the "as" of "described the plan as
// dangerous" that was taken for an adverb.
func (t *Tree) asPredicates() {
	for i := 2; i < len(t.Tokens); i++ {
		p, h := i-1, t.head[i]
		if !t.UPOS(i, "ADJ") || t.Lemma(p) != "as" || t.head[p] != i || t.rel[p] != "advmod" || h < 0 || h > p || !t.UPOS(h, "VERB") || !t.Is(i, "obl", "advcl", "xcomp") || i+1 < len(t.Tokens) && t.Lemma(i+1) == "as" {
			continue
		}
		retag(&t.Tokens[p], "ADP", "IN")
		t.rel[p], t.rel[i] = "case", "obl"
	}
}

// othersHurt makes a clause of "and six others injured" that was taken for one
// more verb's worth of what was done: "Two were killed and six others injured".
func (t *Tree) othersHurt() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		h := t.head[i]
		if t.rel[i] != "conj" || !t.Nominal(i) || h < 0 || h > i || !t.UPOS(h, "VERB") || t.Kid(h, "aux:pass") < 0 || t.Kid(h, "obj") >= 0 {
			continue
		}
		v := t.Kid(i, "acl")
		if v != i+1 || t.Tokens[v].XPOS != "VBN" {
			continue
		}
		t.move(v, h, "conj")
		for _, k := range t.KidsAs(i, "cc") {
			t.move(k, v, "cc")
		}
		t.move(i, v, "nsubj:pass")
	}
}

// declaredNames parts "declared the ambassador persona non grata", where who is
// declared so was taken for a part of what he is declared.
func (t *Tree) declaredNames() {
	for n := range t.Tokens {
		v := t.head[n]
		if v < 0 || v > n || t.rel[n] != "xcomp" || !t.UPOS(n, "NOUN") || !declaring[t.Lemma(v)] || t.Kid(v, "obj", "iobj") >= 0 || t.Passive(v) {
			continue
		}
		k := t.Kid(n, "nmod:desc", "compound")
		if k < 0 || k > n || k < v || t.Kid(k, "det", "nmod:poss", "amod") < 0 && !t.UPOS(k, "PROPN") {
			continue
		}
		t.move(k, v, "obj")
	}
}

// declaring are verbs of what somebody is said to be.
var declaring = wordSet("declare name call brand label elect appoint proclaim dub crown designate pronounce")

// subjectsBehindCommas gives a verb the subject right before it that was taken
// for one more of those before the comma: "Faced with threats from Chad, Niger
// closed its airspace".
func (t *Tree) subjectsBehindCommas() {
	for v := 3; v < len(t.Tokens); v++ {
		x := t.Tokens[v].XPOS
		if x != "VBD" && x != "VBZ" && x != "VBP" || !t.UPOS(v, "VERB") || t.Kid(v, "nsubj", "nsubj:pass", "csubj", "expl", "mark") >= 0 || t.Is(v, "conj", "acl:relcl", "acl") {
			continue
		}
		i := v - 1
		h := t.head[i]
		if t.rel[i] != "conj" || !t.UPOS(i, "PROPN") || h < 0 || t.Tokens[i-1].Text != "," || t.Kid(i, "cc") >= 0 || len(t.KidsAs(h, "conj")) > 1 {
			continue
		}
		clause := t.Head(t.First(h))
		for clause >= 0 && clause != v {
			clause = t.head[clause]
		}
		if clause != v {
			continue
		}
		for _, k := range slices.Clone(t.kids[i]) {
			if t.rel[k] == "punct" && k < i {
				t.move(k, v, "punct")
			}
		}
		t.move(i, v, "nsubj")
	}
}

// saidInHeadlines hangs on its subject what a headline without a verb says it
// is in, as an article would: "Togo in talks with Ghana".
func (t *Tree) saidInHeadlines() {
	i := t.root
	if i < 2 || !t.UPOS(i, "NOUN") || t.Prep(i) != "in" || t.Kid(i, "cop", "aux", "obj") >= 0 {
		return
	}
	s, p := t.Kid(i, "nsubj"), t.Kid(i, "case")
	if s < 0 || s > p || p > i {
		return
	}
	t.move(s, -1, "root")
	t.move(i, s, "nmod")
}
