package tree

// fronted puts right what stands before a clause and was hung inside of it:
// "In May 2020, after Ghana recalled its envoy, Togo protested" where the time
// was hung on "recalled", and "In 2019 Ghana sold" where the year was taken for
// a part of the name.
func (t *Tree) fronted() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < i {
			continue
		}
		switch {
		case t.rel[i] == "obl" && t.Is(h, "advcl") && t.head[h] >= 0:
			// Nothing stands before the word that opens a clause.
			if m := t.Kid(h, "mark"); m > i {
				t.move(i, t.head[h], "obl")
			}
		case t.rel[i] == "nummod" && i > 0 && t.Tokens[i].XPOS == "CD" && len(t.Tokens[i].Text) == 4 && t.UPOS(h, "PROPN") && t.Is(h, "nsubj") && t.head[h] > h:
			if p := i - 1; t.head[p] == i || t.head[p] == h && t.Is(p, "case") {
				t.move(i, t.head[h], "obl")
				t.move(p, i, "case")
			}
		}
	}
}

// sharedBetweenVerbs puts right "Ghana attacked Lomé and Togo struck Accra"
// where both names were taken for subjects of the second verb, and the first
// was left without an object, and "Ghana sold radar to Benin and Togo bought
// grain" where the second verb has none. Two clauses need their "and": where the
// only one joins the names, it joins the clauses.
func (t *Tree) sharedBetweenVerbs() {
	for v := range t.Tokens {
		first := t.head[v]
		if first < 0 || first > v || t.rel[v] != "conj" || !t.UPOS(v, "VERB") || !t.UPOS(first, "VERB") || t.Kid(v, "cc") >= 0 {
			continue
		}
		s := t.Kid(v, "nsubj", "nsubj:pass")
		if n := v - 1; s < 0 && n > first+1 && t.Tokens[v].XPOS == "VBD" && t.UPOS(n, "PROPN") && t.Is(n, "conj") {
			if cc := t.Kid(n, "cc"); cc > first && cc < n && t.Tokens[cc-1].Text != "," && len(t.KidsAs(t.head[n], "conj")) == 1 {
				t.move(n, v, "nsubj")
				t.move(cc, v, "cc")
			}
			continue
		}
		if s < first || s > v || t.Kid(first, "obj", "ccomp", "xcomp", "obl") > first || t.Kid(first, "nsubj") < 0 || t.Kid(first, "aux:pass") >= 0 {
			continue
		}
		both := t.KidsAs(s, "conj")
		if len(both) != 1 || both[0] > v {
			continue
		}
		cc := t.Kid(both[0], "cc")
		if start, _ := t.Reach(s); cc < s || start != first+1 || t.Tokens[cc-1].Text == "," {
			continue
		}
		t.move(both[0], v, "nsubj")
		t.move(s, first, "obj")
		t.move(cc, v, "cc")
	}
}
