package tree

// namesBehindPhrases makes the name behind a phrase the subject of a verb that
// has none: "In a column Obi, who wrote it, called on Togo" was read as a
// column called Obi.
func (t *Tree) namesBehindPhrases() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || t.Kid(v, "nsubj", "nsubj:pass", "csubj", "expl") >= 0 || t.Tokens[v].XPOS != "VBD" && t.Tokens[v].XPOS != "VBZ" {
			continue
		}
		k := t.Kid(v, "obl")
		if k < 0 || k > v || !t.UPOS(k, "NOUN") || t.Tokens[v-1].Text != "," {
			continue
		}
		n := t.Kid(k, "appos")
		if n != k+1 || !t.UPOS(n, "PROPN") {
			continue
		}
		_, last := t.Reach(n)
		if last+1 >= v || t.Tokens[last+1].Text != "," {
			continue
		}
		t.move(n, v, "nsubj")
		for _, c := range t.KidsAs(k, "acl:relcl", "acl") {
			if c > n {
				t.move(c, n, t.rel[c])
			}
		}
	}
}

// saysBesides hangs what somebody does besides speaking on the verb of speech,
// and not on a passive that he tells of: "said ten had been arrested and
// accused Togo".
func (t *Tree) saysBesides() {
	for c := range t.Tokens {
		h := t.head[c]
		if h < 0 || h > c || t.rel[c] != "conj" || !t.UPOS(c, "VERB") || t.Tokens[c].XPOS != "VBD" && t.Tokens[c].XPOS != "VBN" || t.Kid(c, "obj") < c || t.Kid(c, "aux", "aux:pass", "nsubj", "nsubj:pass") >= 0 {
			continue
		}
		v := t.head[h]
		if v >= 0 && v < h && t.rel[h] == "ccomp" && t.UPOS(v, "VERB") && t.Tokens[v].XPOS == "VBD" && t.Kid(h, "aux:pass") >= 0 && t.Kid(h, "nsubj:pass") >= 0 {
			t.move(c, v, "conj")
		}
	}
}

// added gives the article of the noun at token i that was coordinated without a
// word for it behind a comma: "a" in "Foro Penal, a rights group"; -1 if it was not.
func (t *Tree) added(i int) int {
	if t.rel[i] != "conj" || !t.UPOS(i, "NOUN") || t.head[i] < 0 || t.Kid(i, "cc") >= 0 {
		return -1
	}
	d := t.Kid(i, "det")
	if d < 2 || t.Lemma(d) != "a" && t.Lemma(d) != "an" && t.Lemma(d) != "the" || t.Tokens[d-1].Text != "," {
		return -1
	}
	return d
}

// sourcesExplained makes what explains the source of a report an apposition of
// it: "between A and B, according to Foro Penal, a rights group".
func (t *Tree) sourcesExplained() {
	for i := range t.Tokens {
		d := t.added(i)
		if d < 0 || !t.UPOS(d-2, "PROPN") {
			continue
		}
		n := d - 2
		for t.head[n] >= 0 && t.UPOS(t.head[n], "PROPN") && t.Is(n, "compound", "flat", "amod") {
			n = t.head[n]
		}
		if k := t.Kid(n, "case"); n != t.head[i] && k >= 0 && t.Lemma(k) != "between" && (t.Lemma(k) == "accord" || t.Lemma(k) == "according" || k+1 < len(t.Tokens) && t.Lemma(k+1) == "to" && k > t.head[i]) {
			t.move(i, n, "appos")
		}
	}
}

// whichOfTwo hangs a clause with "which" behind two names on the nearer one:
// "between Togo and the Front, which freed him".
func (t *Tree) whichOfTwo() {
	for v := range t.Tokens {
		h := t.head[v]
		if h < 0 || h > v || t.rel[v] != "acl:relcl" || !t.UPOS(h, "PROPN") {
			continue
		}
		c := t.Kid(h, "conj")
		if c < h || c > v || !t.UPOS(c, "PROPN") {
			continue
		}
		_, last := t.Reach(c)
		if last+2 < v && t.Tokens[last+1].Text == "," && t.Lemma(last+2) == "which" {
			t.move(v, c, "acl:relcl")
		}
	}
}

// closedLists makes what follows the last of a list, which "and" has closed, an
// apposition of it: "between Togo and the Front (FT), the militia that".
func (t *Tree) closedLists() {
	for i := range t.Tokens {
		d := t.added(i)
		if d < 0 {
			continue
		}
		last := -1
		for _, c := range t.KidsAs(t.head[i], "conj") {
			if c < i && t.Kid(c, "cc") >= 0 {
				last = c
			}
		}
		if last < 0 || !t.UPOS(last, "PROPN") {
			continue
		}
		if _, end := t.Reach(last); end == d-2 || end == d-1 {
			t.move(i, last, "appos")
		}
	}
}

// phrasesAlike coordinates phrases of one preposition with one another, and
// not the second with what the first hangs on: "rejected talks about its
// missiles and about its support for rebels".
func (t *Tree) phrasesAlike() {
	for i := range t.Tokens {
		h, p := t.head[i], t.Prep(i)
		if h < 0 || h > i || p == "" || t.rel[i] != "conj" || !t.Nominal(i) || !t.Nominal(h) || t.Kid(i, "cc") < 0 || t.Prep(h) == p {
			continue
		}
		for k := i - 1; k > h; k-- {
			if t.Is(k, "nmod") && t.head[k] == h && t.Prep(k) == p {
				t.move(i, k, "conj")
				break
			}
		}
	}
}
