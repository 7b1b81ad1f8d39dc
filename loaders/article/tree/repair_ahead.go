package tree

import "slices"

// describedAhead makes a description of what stands before the name of the
// subject with only a comma between, and was taken for other subjects: "A former
// minister and envoy, Mr Obi agreed".
func (t *Tree) describedAhead() {
	for s := 1; s < len(t.Tokens) && s < 8; s++ {
		v := t.head[s]
		if !t.UPOS(s, "NOUN") || !t.Is(s, "nsubj") || v < s || !t.UPOS(v, "VERB") {
			continue
		}
		first, _ := t.Reach(s)
		if first != 0 || !t.UPOS(0, "DET") || t.Lemma(0) != "a" && t.Lemma(0) != "an" {
			return
		}
		for _, c := range t.KidsAs(s, "conj", "appos") {
			f, last := t.Reach(c)
			if f > 0 && t.Tokens[f].Text == "," {
				f++
			}
			if !t.UPOS(c, "PROPN") || t.Kid(c, "cc") >= 0 || f < 2 || t.Tokens[f-1].Text != "," || last+1 != v && !(last+2 == v && t.UPOS(v-1, "AUX", "ADV")) {
				continue
			}
			t.move(c, v, "nsubj")
			t.move(s, c, "appos")
			return
		}
		return
	}
}

// biddingFor nouns are of what somebody tries to do by the infinitive behind them.
var biddingFor = wordSet("push bid attempt effort plan plot drive campaign threat move proposal scheme pledge promise offer vow call demand refusal decision ambition willingness readiness")

// bidsTo hangs what somebody tries to do on the word for his trying, where it was
// hung on where he did: "a push by Chad at the summit to annex".
func (t *Tree) bidsTo() {
	for i := range t.Tokens {
		n := t.head[i]
		if !t.UPOS(i, "VERB") || t.Tokens[i].XPOS != "VB" || n < 0 || n > i || !t.Is(i, "acl") || !t.Is(n, "nmod") || biddingFor[t.Lemma(n)] {
			continue
		}
		if m := t.Kid(i, "mark"); m < 0 || t.Lemma(m) != "to" {
			continue
		}
		switch t.Prep(n) {
		case "at", "in", "during", "on", "by", "from":
		default:
			continue
		}
		h := t.head[n]
		for k := 0; k < 3 && h >= 0 && !biddingFor[t.Lemma(h)] && t.Is(h, "nmod"); k++ {
			h = t.head[h]
		}
		if h >= 0 && t.UPOS(h, "NOUN") && biddingFor[t.Lemma(h)] && !slices.Contains(t.kids[h], i) {
			t.move(i, h, "acl")
		}
	}
}

// namedSo hangs what somebody is declared to be on the verb, where it was taken
// for what is done to somebody else: "designates Hezbollah a terrorist group".
func (t *Tree) namedSo() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || t.Passive(v) {
			continue
		}
		switch t.Lemma(v) {
		case "designate", "declare", "label", "brand", "deem", "classify", "proclaim", "pronounce":
		default:
			continue
		}
		whom, what := t.Kid(v, "iobj"), -1
		for _, k := range t.KidsAs(v, "obj") {
			if whom < 0 {
				whom = k
			} else if k != whom {
				what = k
			}
		}
		if whom < v || what < whom || !t.UPOS(what, "NOUN") || t.Kid(what, "det") < whom {
			continue
		}
		t.move(what, v, "xcomp")
		t.rel[whom] = "obj"
	}
}

// changedTo makes a purpose of what a law is changed for, where it was taken for
// what the law does: "amends the law to allow".
func (t *Tree) changedTo() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !changing[t.Lemma(v)] || t.Passive(v) {
			continue
		}
		o := t.Kid(v, "obj")
		for _, c := range t.KidsAs(v, "xcomp") {
			if o > v && c > o && t.infinitive(c) {
				t.rel[c] = "advcl"
			}
		}
	}
}

// changing verbs are of what is done to laws, plans and rules.
var changing = wordSet("amend change revise modify alter relax ease tighten adjust rewrite scrap reform overhaul update sign issue pass adopt enact approve")

// nextSubjects makes the subject of a second clause of the name that was taken
// for a second object of the first: "owns the field and Chad has said".
func (t *Tree) nextSubjects() {
	for c := 3; c+1 < len(t.Tokens); c++ {
		o := t.head[c]
		if !t.UPOS(c, "PROPN") || t.rel[c] != "conj" || o < 0 || o > c || !t.Is(o, "obj", "obl") || t.Kid(c, "cc") < 0 {
			continue
		}
		h := t.head[o]
		_, last := t.Reach(c)
		v := last + 1
		for v < len(t.Tokens) && v < last+4 && t.UPOS(v, "AUX", "ADV", "PART") {
			v++
		}
		if h < 0 || v >= len(t.Tokens) || !t.UPOS(v, "VERB") || t.head[v] != h || t.rel[v] != "conj" || t.Kid(v, "nsubj", "nsubj:pass", "cc") >= 0 {
			continue
		}
		switch t.Tokens[v].XPOS {
		case "VBZ", "VBD", "VBP":
		default:
			if t.Kid(v, "aux", "aux:pass") < 0 {
				continue
			}
		}
		for _, k := range t.KidsAs(c, "cc", "punct") {
			t.move(k, v, t.rel[k])
		}
		rel := "nsubj"
		if t.Kid(v, "aux:pass") >= 0 {
			rel = "nsubj:pass"
		}
		t.move(c, v, rel)
	}
}
