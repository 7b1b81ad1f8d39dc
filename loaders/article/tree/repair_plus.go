package tree

// plusMembers joins a name that ends in a plus to the noun behind it, of which
// it was taken for another beside it: "OPEC+ members".
func (t *Tree) plusMembers() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		a, n := i-1, i+1
		if t.Tokens[i].Text != "+" || !t.UPOS(a, "PROPN") || t.Tokens[a].End != t.Tokens[i].Start || t.Tokens[i].End == t.Tokens[n].Start {
			continue
		}
		for n+1 < len(t.Tokens) && t.UPOS(n, "ADJ", "NOUN") && t.UPOS(n+1, "NOUN") {
			n++
		}
		if !t.UPOS(n, "NOUN") || t.head[n] != a || t.rel[n] != "conj" {
			continue
		}
		t.move(n, t.head[a], t.rel[a])
		for _, k := range append([]int(nil), t.kids[a]...) {
			if k != i {
				t.move(k, n, t.rel[k])
			}
		}
		t.move(a, n, "compound")
		t.move(i, a, "punct")
		return
	}
}
