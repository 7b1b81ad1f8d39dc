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

// parts are nouns of what one has done, with what it was under "in".
var parts = wordSet("role part involvement participation complicity hand implication")

// rolesIn hangs what somebody had a part in on the part, where the parser took
// it for something the main verb's subject did: "arrested a man for his role in
// robbing a bank".
func (t *Tree) rolesIn() {
	for v := 2; v < len(t.Tokens); v++ {
		n := v - 2
		if t.Tokens[v].XPOS == "VBG" && t.UPOS(v, "VERB") && t.Lemma(v-1) == "in" && t.UPOS(n, "NOUN") && parts[t.Lemma(n)] && t.head[v-1] == v && t.head[v] != n && !t.Below(n, v) {
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
