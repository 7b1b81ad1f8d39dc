package tree

// asWellAs coordinates what "as well as" joins, where each part was taken for a
// subject or object of its own.
func (t *Tree) asWellAs() {
	for i := 1; i+3 < len(t.Tokens); i++ {
		if t.Lemma(i) != "as" || t.Lemma(i+1) != "well" || t.Lemma(i+2) != "as" {
			continue
		}
		for second := i + 3; second < len(t.Tokens) && second < i+8; second++ {
			v := t.head[second]
			if v < 0 || !t.Is(second, "nsubj", "nsubj:pass", "obj", "conj") || !t.Nominal(second) || t.Is(second, "conj") && !t.UPOS(v, "VERB") {
				continue
			}
			for _, first := range t.kids[v] {
				if _, last := t.Reach(first); first < i && t.Is(first, "nsubj", "nsubj:pass", "obj") && (t.rel[first] == t.rel[second] || t.Is(second, "conj")) && t.Nominal(first) && last < second && last >= i-1 {
					t.move(second, first, "conj")
					t.move(i, second, "cc")
					t.move(i+1, i, "fixed")
					t.move(i+2, i, "fixed")
					return
				}
			}
			break
		}
	}
}

// togetherWith coordinates a subject and who is "together with" it.
func (t *Tree) togetherWith() {
	for i := range t.Tokens {
		s := t.head[i]
		if l := t.Lemma(i); l != "together" && l != "along" && l != "jointly" || s < 0 || s > i || !t.Is(i, "advmod") || !t.Is(s, "nsubj") || !t.Nominal(s) {
			continue
		}
		o := t.Kid(i, "obl")
		if o < i || t.Prep(o) != "with" || !t.Nominal(o) {
			continue
		}
		with := t.Kid(o, "case")
		t.move(o, s, "conj")
		t.move(i, o, "advmod")
		t.move(with, o, "cc")
	}
}

// peopleInPlaces coordinates people of one place with people of another, where
// the second were hung on the first's place: "ministers in Chad and lawmakers
// in Togo".
func (t *Tree) peopleInPlaces() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < 0 || h > i || t.rel[i] != "conj" || !t.UPOS(i, "NOUN") || !t.Is(h, "nmod") {
			continue
		}
		n, p := t.head[h], t.Prep(h)
		if n >= 0 && n < h && t.UPOS(n, "NOUN") && t.UPOS(h, "PROPN", "NOUN") && (p == "from" || p == "against" || p == "by") {
			// "attacks from gangs and hostility from residents"
			if own := t.Kid(i, "nmod"); own > i && t.Prep(own) == p && t.Kid(i, "case") < 0 && len(t.KidsAs(h, "conj")) == 1 {
				t.move(i, n, "conj")
			}
			continue
		}
		if t.Tokens[i].XPOS != "NNS" || !t.UPOS(h, "PROPN") {
			continue
		}
		if n < 0 || n > h || t.Tokens[n].XPOS != "NNS" || p != "in" && p != "of" && p != "from" {
			continue
		}
		if own := t.Kid(i, "nmod"); own > i && t.UPOS(own, "PROPN") && t.Prep(own) == p && len(t.KidsAs(h, "conj")) == 1 {
			t.move(i, n, "conj")
		}
	}
}
