package tree

// massDeeds are what "mass" stands before as a word of how many.
var massDeeds = wordSet("shooting stabbing killing poisoning shooter kidnapping hanging stampede")

// massShootings makes one noun of "mass shooting" where the shooting was taken
// for what the mass does.
func (t *Tree) massShootings() {
	for n := 1; n < len(t.Tokens); n++ {
		m := n - 1
		if l := t.Tokens[m].Text; l != "mass" && l != "Mass" || t.head[n] != m || !t.UPOS(m, "NOUN", "ADJ") {
			continue
		}
		if w := t.Tokens[n].Text; !massDeeds[w] && !massDeeds[t.Lemma(n)] {
			continue
		}
		t.move(n, t.head[m], t.rel[m])
		for _, k := range append([]int(nil), t.kids[m]...) {
			if k != n {
				t.move(k, n, t.rel[k])
			}
		}
		t.move(m, n, "compound")
		for _, k := range t.KidsAs(n, "obl", "obl:agent") {
			t.rel[k] = "nmod"
		}
		t.Tokens[n].UPOS, t.Tokens[n].XPOS, t.Tokens[n].Lemma = "NOUN", "NN", t.Tokens[n].Text
	}
}

// crews are those whom the word before them says what they do.
var crews = wordSet("team worker crew operation mission service helicopter effort dog boat party squad")

// rescueTeams makes a noun of "rescue" in "sent aircraft and rescue teams"
// where it was taken for one more thing that is done.
func (t *Tree) rescueTeams() {
	for v := 2; v+1 < len(t.Tokens); v++ {
		n := v + 1
		if l := t.Tokens[v].Text; l != "rescue" && l != "search" && l != "aid" || !t.UPOS(v, "VERB") || !t.Is(v, "conj") || !crews[t.Lemma(n)] || t.head[n] != v || t.rel[n] != "obj" || !t.UPOS(v-1, "CCONJ", "PUNCT") {
			continue
		}
		h := t.head[v]
		if o := t.Kid(h, "obj"); t.UPOS(h, "VERB") && o > h && o < v {
			h = o
		}
		t.move(n, h, "conj")
		for _, k := range append([]int(nil), t.kids[v]...) {
			t.move(k, n, t.rel[k])
		}
		t.move(v, n, "compound")
		t.Tokens[v].UPOS, t.Tokens[v].XPOS, t.Tokens[v].Lemma = "NOUN", "NN", t.Tokens[v].Text
	}
}
