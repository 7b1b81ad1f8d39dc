package tree

import "slices"

// takenForVerbs makes again what it is of a word that was taken for a verb
// between two nouns: "coups and targeted killings", "operations and storm
// damage", "its proposal and claim to the islands".
func (t *Tree) takenForVerbs() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		c := i - 1
		if t.Lemma(c) != "and" && t.Lemma(c) != "or" || !t.UPOS(i, "VERB") || t.rel[i] != "conj" || !t.Nominal(i-2) || t.Kid(i, "nsubj", "aux", "mark") >= 0 {
			continue
		}
		h := t.head[i]
		switch o := t.Kid(i, "obj"); {
		case t.Tokens[i].XPOS == "VBD" && o == i+1 && sorted[t.Lemma(i)] && (t.Tokens[o].XPOS == "NNS" || deeds[t.Lemma(o)]):
			t.beside(i-2, o, c)
			t.move(i, o, "amod")
			t.Tokens[i].XPOS = "VBN"
		case t.Tokens[i].XPOS == "VBP" && o == i+1 && weather[t.Lemma(i)] && damages[t.Lemma(o)]:
			t.beside(i-2, o, c)
			t.move(i, o, "compound")
			retag(&t.Tokens[i], "NOUN", "NN")
		case t.Tokens[i].XPOS == "VBP" && o < 0 && h >= 0 && t.Tokens[h].XPOS == "VBG" && t.UPOS(i+1, "ADP") && t.UPOS(i-2, "NOUN"):
			retag(&t.Tokens[i], "NOUN", "NN")
			n := i - 2
			t.move(i, n, "conj")
			for _, k := range t.KidsAs(i, "obl") {
				if first, _ := t.Reach(k); first == i+1 {
					t.rel[k] = "nmod"
				} else {
					t.move(k, h, "obl")
				}
			}
		}
	}
}

// beside coordinates the noun at token o with the one at token n, and gives it
// what hung on the word that was taken for its verb.
func (t *Tree) beside(n, o, cc int) {
	v := t.head[o]
	t.move(o, n, "conj")
	t.move(cc, o, "cc")
	for _, k := range t.KidsAs(v, "obl") {
		t.move(k, o, "nmod")
	}
}

var (
	sorted  = wordSet("target attempt plan allege suspect coordinate organise organize force repeat continue plot sustain")
	weather = wordSet("storm flood fire hail")
	damages = wordSet("damage surge warning loss victim")
)

// participlesApart coordinates two participles between which a relative clause
// stands: "hitting the port, which exports grain, and also hitting a depot".
func (t *Tree) participlesApart() {
	for i := 2; i < len(t.Tokens); i++ {
		h := t.head[i]
		if t.Tokens[i].XPOS != "VBG" || t.rel[i] != "conj" || h < 0 || h > i || t.rel[h] != "acl:relcl" || t.Tokens[h].XPOS == "VBG" || t.Kid(h, "aux") >= 0 || t.Kid(i, "aux", "nsubj") >= 0 {
			continue
		}
		v := t.head[t.First(t.head[h])]
		if v >= 0 && v < h && t.Tokens[v].XPOS == "VBG" && t.Is(v, "advcl", "conj") {
			t.move(i, v, "conj")
		}
	}
}

// planning makes a verb of a word that was taken for a noun before what is
// planned: "says that France and Togo plan to found a bank". A clause has one
// where "to" and its verb follow.
func (t *Tree) planning() {
	for i := 2; i+2 < len(t.Tokens); i++ {
		if !t.UPOS(i, "NOUN") || t.Tokens[i].XPOS != "NN" || !intending[t.Lemma(i)] || t.Lemma(i+1) != "to" || t.Tokens[i+2].XPOS != "VB" {
			continue
		}
		v := i + 2
		s := t.Kid(v, "nsubj")
		c := t.Kid(i, "compound", "amod")
		if t.head[i+1] != v || s < 0 || s > i || c != i-1 || !t.UPOS(c, "PROPN") || !t.Is(v, "ccomp", "root", "parataxis") || t.Kid(v, "aux", "cop") >= 0 {
			continue
		}
		switch {
		case s == i:
			t.move(c, i, "nsubj")
		case t.Is(i, "conj") && t.head[i] == s:
			t.move(c, s, "conj")
			for _, k := range t.KidsAs(i, "cc", "det") {
				t.move(k, c, t.rel[k])
			}
		default:
			continue
		}
		h, rel := t.head[v], t.rel[v]
		retag(&t.Tokens[i], "VERB", "VBP")
		t.move(i, h, rel)
		t.move(v, i, "xcomp")
		if s != i {
			t.move(s, i, "nsubj")
		}
		for _, k := range slices.Clone(t.kids[v]) {
			if k < i {
				t.move(k, i, t.rel[k])
			} else if t.Is(k, "conj") && t.Tokens[k].XPOS != "VB" {
				t.move(k, i, "conj")
			}
		}
	}
}

var intending = wordSet("plan hope need aim vow move promise struggle desire claim")

// oneOfMany hangs a verb in the singular on who speaks where what he says has
// a subject in the plural: "Lind says that Chad and Togo plan to send troops,
// and calls on Mali to leave".
func (t *Tree) oneOfMany() {
	for i := range t.Tokens {
		h := t.head[i]
		if t.rel[i] == "conj" && h >= 0 && t.Is(h, "xcomp") && t.Tokens[h].XPOS == "VB" {
			h = t.head[h]
		}
		if t.rel[i] != "conj" || h < 0 || t.Tokens[i].XPOS != "VBZ" || t.rel[h] != "ccomp" || t.Tokens[h].XPOS != "VBP" || t.Kid(i, "nsubj", "nsubj:pass", "expl") >= 0 {
			continue
		}
		if g := t.head[h]; g >= 0 && t.Tokens[g].XPOS == "VBZ" && g < h && t.Kid(g, "nsubj") >= 0 {
			t.move(i, g, "conj")
		}
	}
}

// grantedTo hangs on a verb what it gives, where it was taken for a title of
// who gets it: "grants bail to former minister Kofi Obi".
func (t *Tree) grantedTo() {
	for o := 3; o < len(t.Tokens); o++ {
		v := t.head[o]
		if t.rel[o] != "obj" || v < 0 || v+2 >= o || !t.UPOS(o, "PROPN") {
			continue
		}
		k := v + 1
		if t.head[k] != o || !t.UPOS(k, "NOUN") || !t.Is(k, "nmod:desc", "compound") || t.Lemma(k+1) != "to" || t.rel[k+1] != "case" {
			continue
		}
		to := k + 1
		t.move(k, v, "obj")
		t.move(to, o, "case")
		t.rel[o] = "obl"
	}
}

// countsOf hangs on a list of charges the one that is told by a verb: "charges
// including murder, treason and endangering the state". Who charges does not
// do it.
func (t *Tree) countsOf() {
	for i := 3; i < len(t.Tokens); i++ {
		h := t.head[i]
		if t.Tokens[i].XPOS != "VBG" || t.rel[i] != "conj" || h < 0 || t.Tokens[h].XPOS == "VBG" || !t.UPOS(h, "VERB") || t.Lemma(i-1) != "and" && t.Lemma(i-1) != "or" || t.Kid(i, "nsubj", "aux") >= 0 {
			continue
		}
		n := i - 2
		if t.Tokens[n].Text == "," {
			n--
		}
		first := t.First(n)
		if !t.UPOS(n, "NOUN") || t.head[first] < 0 || !charging[t.Lemma(t.head[first])] {
			continue
		}
		switch t.Prep(first) {
		case "with", "of", "including":
			t.move(i, first, "conj")
		}
	}
}

var charging = wordSet("charge accuse convict accusation count indict suspect")
