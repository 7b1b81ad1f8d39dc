package tree

// ranks tell of a noun that it is one of those who did what stands behind it.
var ranks = wordSet("first second third fourth fifth sixth last latest only newest sole 1st 2nd 3rd youngest oldest")

// unranked nouns are of what is done, and not of who did it: "his first attempt to".
var unranked = wordSet("attempt bid effort move step plan chance time day week month year way opportunity proposal decision thing hope option resort word measure try offer call order round push request goal aim visit trip mission deal agreement resolution bill law vote demand deadline")

// Ranked tells whether a noun is counted among those who did what the
// infinitive behind it says: "the first country to recognise it".
func (t *Tree) Ranked(n int) bool {
	if unranked[t.Lemma(n)] {
		return false
	}
	for _, k := range t.KidsAs(n, "amod", "nummod", "compound", "det") {
		if k < n && ranks[t.Lemma(k)] {
			return true
		}
	}
	return false
}

// ranking gives who is said to be the ranked noun n, else the noun itself:
// Ghana in "Ghana became the first country to".
func (t *Tree) ranking(n, depth int) []int {
	f := n
	if h := t.head[n]; h >= 0 && t.rel[n] == "nmod" && t.Lemma(h) == "one" && t.Prep(n) == "of" {
		f = h
	}
	h := t.head[f]
	switch {
	case t.Kid(f, "cop") >= 0:
		if s := t.subjects(f, depth+1); len(s) > 0 {
			return s
		}
	case h >= 0 && t.Is(f, "xcomp", "obj") && (t.Lemma(h) == "become" || t.Lemma(h) == "be" || t.Lemma(h) == "remain"):
		if g := t.head[h]; t.rel[h] == "advcl" && g >= 0 && t.UPOS(g, "VERB") && t.Passive(g) {
			return t.subjects(g, depth+1) // "is elected, becoming the first woman to"
		}
		return t.subjects(h, depth+1)
	case h >= 0 && t.Is(f, "appos"):
		return []int{h}
	}
	return t.Conjuncts(n)
}
