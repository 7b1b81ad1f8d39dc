package tree

// compounds makes one noun of two where the second was taken for the object of
// the first, as if that were a verb: "bans and asset freezes on officials".
func (t *Tree) compounds() {
	for i := 0; i+1 < len(t.Tokens); i++ {
		k := i + 1
		if !t.UPOS(i, "NOUN") || !t.UPOS(k, "NOUN") || t.head[k] != i || t.rel[k] != "obj" || t.Kid(i, "nsubj", "nsubj:pass", "aux", "mark", "cop") >= 0 {
			continue
		}
		h, rel := t.head[i], t.rel[i]
		for _, o := range append([]int(nil), t.kids[i]...) {
			if o != k {
				r := t.rel[o]
				if r == "obl" {
					r = "nmod"
				}
				t.move(o, k, r)
			}
		}
		t.move(k, h, rel)
		t.move(i, k, "compound")
	}
}

// listedBans makes a noun of what stands in a list of measures where it was
// taken for two verbs: "imposes sanctions and travel bans on officials".
func (t *Tree) listedBans() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		k, v := i+1, t.head[i]
		if !t.UPOS(i, "VERB") || t.rel[i] != "conj" || t.Tokens[i].XPOS != "VBP" && t.Tokens[i].XPOS != "VB" || !t.UPOS(k, "VERB") || t.Tokens[k].XPOS != "VBZ" || t.head[k] != i && t.head[k] != v || t.rel[k] != "obj" || v < 0 || t.Kid(i, "nsubj", "aux", "mark") >= 0 {
			continue
		}
		o := t.Kid(v, "obj")
		if o < v || o > i {
			continue
		}
		for _, c := range append([]int(nil), t.kids[i]...) {
			if c != k {
				t.move(c, k, t.rel[c])
			}
		}
		t.move(k, o, "conj")
		t.move(i, k, "compound")
		t.Tokens[i].UPOS, t.Tokens[i].XPOS = "NOUN", "NN"
		t.Tokens[k].UPOS, t.Tokens[k].XPOS = "NOUN", "NNS"
	}
}

// toldThatHe gives what is told its subject where it was taken for another to
// whom it is told: "told deputies the premier was insisting".
func (t *Tree) toldThatHe() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !telling[t.Lemma(v)] || t.Passive(v) {
			continue
		}
		c, to := t.Kid(v, "ccomp"), t.KidsAs(v, "iobj", "obj")
		if len(to) != 2 || c < to[1] || to[0] < v || t.Kid(c, "nsubj", "nsubj:pass", "mark", "expl") >= 0 || t.Kid(to[1], "cc", "case") >= 0 {
			continue
		}
		t.move(to[1], c, "nsubj")
	}
}

// whoAs makes an office somebody acts in of what was taken for a second subject:
// "Obi, who as ambassador held talks".
func (t *Tree) whoAs() {
	for v := range t.Tokens {
		s := t.KidsAs(v, "nsubj")
		if !t.UPOS(v, "VERB") || len(s) != 2 || !t.relativePronoun(s[0]) {
			continue
		}
		m := t.Kid(v, "mark")
		first, _ := t.Reach(s[1])
		if m < 0 || t.Lemma(m) != "as" || m != first-1 || s[0] > m {
			continue
		}
		t.move(m, s[1], "case")
		t.Tokens[m].UPOS = "ADP"
		t.rel[s[1]] = "obl"
	}
}

// parts are nouns of what one has done, with what it was under "in".
var parts = wordSet("role part involvement participation complicity hand implication")

// rolesIn hangs what somebody had a part in on the part, where the parser took
// it for something the main verb's subject did: "arrested a man for his role in
// robbing a bank".
func (t *Tree) rolesIn() {
	for v := 2; v < len(t.Tokens); v++ {
		n := v - 2
		if t.Tokens[v].XPOS == "VBG" && t.UPOS(v, "VERB") && t.Lemma(v-1) == "in" && t.UPOS(n, "NOUN") && parts[t.Lemma(n)] && t.head[v-1] == v && t.head[v] != n && !t.Below(n, v) && t.rel[n] != "obj" {
			t.move(v, n, "acl")
		}
	}
}

// parted gives whose part verb i was: the man in "a man for his role in robbing a bank".
func (t *Tree) parted(i int) []int {
	n := t.head[i]
	if n < 0 || t.Base(i) != "acl" || t.Tokens[i].XPOS != "VBG" || !parts[t.Lemma(n)] {
		return nil
	}
	if m := t.Kid(i, "mark", "case"); m < 0 || t.Lemma(m) != "in" {
		return nil
	}
	if p := t.Kid(n, "nmod:poss"); p >= 0 {
		return t.Conjuncts(p)
	}
	// "jailed two men for involvement in robbing a bank"
	f := t.First(n)
	h := t.head[f]
	if h >= 0 && (t.Prep(f) == "for" || t.Prep(f) == "over" || t.Prep(f) == "of") {
		if t.UPOS(h, "VERB") {
			return t.Patients(h)
		}
		return t.Conjuncts(h)
	}
	return nil
}
