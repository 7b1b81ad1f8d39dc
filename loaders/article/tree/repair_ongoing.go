package tree

// goingOn puts right "vowed to go on attacking Israeli ships" where the
// participle was taken for an adjective of what is done to: who goes on doing
// something does it, and goes nowhere. What one goes on is let be: "went on
// bombing raids".
func (t *Tree) goingOn() {
	for i := 0; i+3 < len(t.Tokens); i++ {
		on, v := i+1, i+2
		if t.Lemma(i) != "go" || !t.UPOS(i, "VERB") || t.Lemma(on) != "on" || t.Tokens[v].XPOS != "VBG" && !t.Is(v, "amod") || !t.UPOS(v+1, "ADJ", "DET", "PROPN", "NUM", "PRON") {
			continue
		}
		if t.head[v] == i && t.rel[v] == "advcl" && t.head[on] == v {
			t.move(on, i, "compound:prt") // a clause, as it stands
			t.rel[v] = "xcomp"
			continue
		}
		o := t.head[v]
		if !t.Is(v, "amod", "compound") || o <= v || !t.Nominal(o) || t.head[o] != i {
			continue
		}
		retag(&t.Tokens[v], "VERB", "VBG")
		t.move(on, i, "compound:prt")
		t.move(v, i, "xcomp")
		t.move(o, v, "obj")
	}
}

// secondDeed makes a deed of a verb that was taken for a thing beside the
// object of the first: "mobilised militiamen and bought systems from Russia".
// What stands behind it, and was counted among those things too, is its object.
func (t *Tree) secondDeed() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		n := t.head[i]
		if t.rel[i] != "conj" || !t.UPOS(i, "VERB") || n < 0 || n > i || !t.Nominal(n) || !t.Is(n, "obj") || !t.UPOS(i-1, "CCONJ") || t.head[i-1] != i || t.Kid(i, "nsubj", "nsubj:pass", "obj", "mark", "aux") >= 0 {
			continue
		}
		v, tag := t.head[n], t.Tokens[i].XPOS
		if v < 0 || v > n || !t.UPOS(v, "VERB") || tag != t.Tokens[v].XPOS && (tag != "VBD" || t.Tokens[v].XPOS != "VBN") && (tag != "VBN" || t.Tokens[v].XPOS != "VBD") {
			continue
		}
		for _, o := range t.KidsAs(n, "conj") {
			if o > i && o < i+7 && t.Nominal(o) && t.Prep(o) == "" && t.Kid(o, "cc") < 0 {
				t.move(i, v, "conj")
				t.move(o, i, "obj")
				break
			}
		}
	}
}
