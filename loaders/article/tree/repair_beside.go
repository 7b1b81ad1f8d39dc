package tree

import "strings"

// besides puts right what headlines join by a comma alone: "sanctions Boeing,
// two defence firms", "Chad's Obi, Togo's Ude meet".
func (t *Tree) besides() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < 0 {
			continue
		}
		switch {
		case t.Is(i, "vocative") && h > i:
			t.firstOfTwo(i, h)
		case t.Tokens[i].XPOS == "NNS" && t.Is(i, "appos", "parataxis") && t.Kid(i, "nummod") >= 0:
			t.numberToo(i, h)
		case t.Tokens[i].XPOS == "NN" && t.Is(i, "obj"):
			t.someOver(i, h)
		case t.UPOS(i, "VERB") && t.Is(i, "xcomp", "ccomp"):
			t.inAnEffort(i)
		}
	}
}

// firstOfTwo makes the first of two subjects of what was taken for somebody
// spoken to.
func (t *Tree) firstOfTwo(i, v int) {
	s := t.Kid(v, "nsubj")
	if s < i || !t.UPOS(v, "VERB") || !t.UPOS(i, "PROPN", "NOUN") || !t.UPOS(s, "PROPN") || t.Tokens[v].XPOS == "VBZ" {
		return
	}
	_, last := t.Reach(i)
	first, _ := t.Reach(s)
	if last+1 >= len(t.Tokens) || t.Tokens[first-1].Text != "," || last != first-1 && last != first-2 {
		return
	}
	t.move(i, v, "nsubj")
	t.move(s, i, "conj")
	if t.Tokens[v].XPOS == "VB" && t.Kid(v, "mark", "aux") < 0 {
		t.Tokens[v].XPOS = "VBP"
	}
}

// numberToo makes a second object of several that were taken to explain the
// one before: "bans three newspapers, two stations".
func (t *Tree) numberToo(i, h int) {
	first, _ := t.Reach(i)
	if t.UPOS(first, "PUNCT") {
		first++
	}
	if first < 2 || t.Tokens[first-1].Text != "," || t.Kid(i, "nummod") != first || t.Kid(i, "case", "nsubj", "cop", "acl:relcl") >= 0 {
		return
	}
	o := h
	if t.UPOS(h, "VERB") && t.Is(i, "parataxis") {
		o = t.Kid(h, "obj")
	}
	if o < 0 || o > first || !t.Is(o, "obj") || t.Kid(o, "conj") >= 0 || !t.UPOS(o, "NOUN", "PROPN") || t.Tokens[o].XPOS == "NNPS" || t.Tokens[o].XPOS == "NNS" && t.Kid(o, "nummod") < 0 {
		return // "names candidates, two women"
	}
	if _, last := t.Reach(o); o != h && last != first-2 {
		return
	}
	t.move(i, o, "conj")
}

// efforts are made to reach something.
var efforts = wordSet("effort bid attempt push drive campaign move")

// inAnEffort hangs on "effort" what it is made for: "mediates in an effort to
// free hostages" frees none.
func (t *Tree) inAnEffort(i int) {
	m := t.Kid(i, "mark", "case")
	if m < 2 || m != i-1 || !strings.EqualFold(t.Tokens[m].Text, "to") {
		return
	}
	n := m - 1
	if t.UPOS(n, "NOUN") && efforts[t.Lemma(n)] && t.Prep(n) == "in" && t.head[n] == t.head[i] {
		t.move(i, n, "acl")
	}
}

// someOver parts those to whom something is done from what it is done over:
// "arrest five over plot".
func (t *Tree) someOver(i, h int) {
	n := t.Kid(i, "nummod")
	if n < 0 || n+1 >= i || !strings.EqualFold(t.Tokens[n+1].Text, "over") || t.Lemma(n) == "one" || !t.UPOS(h, "VERB") {
		return
	}
	t.move(n, h, "obj")
	t.move(i, h, "obl")
	t.move(n+1, i, "case")
	t.Tokens[n+1].UPOS, t.Tokens[n+1].XPOS = "ADP", "IN"
	if v := t.Kid(h, "advcl", "xcomp"); v == i+2 && t.Tokens[v].XPOS == "VB" && t.Lemma(i+1) == "to" {
		t.move(v, i, "acl") // "plot to attack embassy"
	}
}

// namesOfActs makes of a name before a noun what kind it is, where it was taken
// for a subject though the noun is one itself: "Houthi attacks kill".
func (t *Tree) namesOfActs() {
	for n := 1; n < len(t.Tokens); n++ {
		s := n - 1
		if t.head[s] == n && t.rel[s] == "nsubj" && t.UPOS(s, "PROPN", "ADJ") && t.UPOS(n, "NOUN") && t.Is(n, "nsubj", "nsubj:pass", "obj", "obl") && t.Kid(n, "cop", "aux", "obj", "mark") < 0 {
			t.rel[s] = "compound"
		}
	}
}

// officesBehind has "said Obi, analyst at a bank" say who Obi is, where the
// noun was taken for what is said.
func (t *Tree) officesBehind() {
	for i := 3; i < len(t.Tokens); i++ {
		v := t.head[i]
		if v < 0 || v > i || !t.UPOS(i, "NOUN") || !t.UPOS(v, "VERB") || !t.Is(i, "ccomp", "obj", "parataxis", "conj", "dep", "xcomp") || t.Kid(i, "nsubj", "cop", "aux", "mark", "cc", "det", "nummod") >= 0 {
			continue
		}
		s := t.Kid(v, "nsubj")
		if s < v || !t.UPOS(s, "PROPN") || t.Kid(v, "ccomp", "parataxis", "obj") > v && t.Kid(v, "ccomp", "parataxis", "obj") != i {
			continue
		}
		_, last := t.Reach(s)
		first, _ := t.Reach(i)
		if t.Tokens[first].Text == "," {
			first++
		}
		if last+2 != first && !(last+1 == first && t.Tokens[last].Text == ",") || t.Tokens[first-1].Text != "," {
			continue
		}
		t.move(i, s, "appos")
		for _, k := range t.KidsAs(i, "obl") {
			t.rel[k] = "nmod"
		}
	}
}

// taking are verbs that have two objects.
var taking = wordSet("give send offer hand award name appoint elect call grant show tell make pay brand lend owe teach crown declare nominate deem dub label choose consider")

// housesOfOffices has "detain House opposition leader Obi" be about one person,
// where the name before the office was taken for an object of its own.
func (t *Tree) housesOfOffices() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || taking[t.Lemma(v)] {
			continue
		}
		o := t.KidsAs(v, "obj")
		if len(o) != 2 || o[0] < v || !t.UPOS(o[0], "PROPN") || !t.UPOS(o[1], "PROPN") {
			continue
		}
		d := t.Kid(o[1], "nmod:desc")
		if d < 0 || d > o[1] || !t.UPOS(d, "NOUN") || t.Kid(d, "det") >= 0 {
			continue
		}
		_, last := t.Reach(o[0])
		if first, _ := t.Reach(o[1]); last+1 == first {
			t.move(o[0], d, "compound")
		}
	}
}
