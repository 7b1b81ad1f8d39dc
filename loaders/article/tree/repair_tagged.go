package tree

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
