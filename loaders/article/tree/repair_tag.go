package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// verbsTaggedNouns makes verbs of nouns that the tree itself has as verbs, with
// a subject or an object of their own: "Mediators travel to Lomé", "as the
// agency reports deaths", "when a landslide buries houses".
func (t *Tree) verbsTaggedNouns() {
	for i := range t.Tokens {
		if x := t.Tokens[i].XPOS; t.UPOS(i, "VERB") && (x == "VBZ" || x == "VBP" || x == "VBD") {
			if s := t.Kid(i, "nsubj"); s >= 0 && s < i && t.UPOS(i-1, "PROPN") {
				t.subjectOf(i, s) // "Police in Mali arrest five"
			}
			continue
		}
		if !t.UPOS(i, "NOUN") || !t.lower(i) || t.Kid(i, "cop", "nmod:poss") >= 0 {
			continue
		}
		s, o := t.Kid(i, "nsubj", "nsubj:pass"), t.Kid(i, "obj")
		if s > i || o >= 0 && o < i || s < 0 && o < 0 || !t.mayBeVerb(i, s, o) {
			continue
		}
		if t.rel[i] == "nsubj" {
			if s < 0 || !t.overInfinitive(i) {
				continue
			}
		} else if t.head[i] >= 0 && !t.Is(i, "advcl", "ccomp", "conj", "acl", "parataxis", "appos", "root") && !(t.Is(i, "obl", "nmod") && t.underSubordinator(i) >= 0) {
			continue
		}
		t.makeVerb(i, s)
	}
}

// lower tells whether a token is written in small letters.
func (t *Tree) lower(i int) bool {
	w := t.Tokens[i].Text
	return w != "" && w[0] >= 'a' && w[0] <= 'z' && !strings.Contains(w, "-")
}

// mayBeVerb tells whether the noun at token i has the form of a verb that goes
// with subject s and object o, -1 for none.
func (t *Tree) mayBeVerb(i, s, o int) bool {
	for _, k := range t.KidsAs(i, "case") {
		if k < i && !subordinators[t.Lemma(k)] && !(s >= 0 && k > s) {
			return false // "with others on the front line"
		}
	}
	switch plural := t.Tokens[i].XPOS == "NNS"; {
	case plural && !strings.HasSuffix(t.Tokens[i].Text, "s"), strings.HasSuffix(t.Tokens[i].Text, "ing"):
		return false
	case plural && s < 0:
		// "and orders them": but "the deaths of", "efforts over"
		return t.Kid(i, "det") < 0 || t.Kid(i, "compound") >= 0
	case plural:
		return (t.Tokens[s].XPOS == "NNP" || t.Tokens[s].XPOS == "NN" || t.Kid(i, "mark", "advmod", "ccomp", "acl") >= 0)
	case s >= 0 && t.rel[s] == "nsubj":
		return (t.Tokens[s].XPOS == "NNS" || t.Tokens[s].XPOS == "NNPS" || t.Kid(s, "conj") >= 0) && t.Kid(i, "det") < 0 && i+1 < len(t.Tokens) && !t.UPOS(i+1, "NOUN", "VERB", "PROPN") && !(t.head[i] < 0 && t.UPOS(i+1, "PUNCT"))
	case s < 0:
		c, h := i-1, t.head[i]
		return c >= 0 && t.head[c] == i && t.rel[c] == "compound" && t.Tokens[c].XPOS == "NNS" || // "missiles strike targets"
			h >= 0 && t.Is(i, "conj") && t.UPOS(h, "VERB") && (t.Tokens[h].XPOS == "VBP" || t.Tokens[h].XPOS == "VB") && t.Kid(i, "det", "compound", "amod") < 0 // "seize arms and arrest people"
	}
	return false
}

// subordinators are prepositions that clauses begin with too.
var subordinators = wordSet("after before until till as since while when once with")

// underSubordinator is the preposition of token i that may begin a clause, -1
// if it has none.
func (t *Tree) underSubordinator(i int) int {
	for _, k := range t.KidsAs(i, "case", "mark") {
		if k < i && subordinators[t.Lemma(k)] {
			return k
		}
	}
	return -1
}

// overInfinitive puts the noun at token i in the place of the infinitive that
// it was taken for the subject of: "The house votes to expel". It does nothing
// if there is none.
func (t *Tree) overInfinitive(i int) bool {
	h := t.head[i]
	if h < i || !t.UPOS(h, "VERB") || t.Tokens[h].XPOS != "VB" || !slices.ContainsFunc(t.KidsAs(h, "mark"), func(k int) bool { return k > i && t.Lemma(k) == "to" }) {
		return false
	}
	up, rel := t.head[h], t.rel[h]
	if up < 0 {
		t.move(i, -1, "root")
	} else {
		t.move(i, up, rel)
	}
	t.move(h, i, "xcomp")
	return true
}

// makeVerb makes a verb of the noun at token i, with what stands before it as
// its subject; s is the subject it has, or -1.
func (t *Tree) makeVerb(i, s int) {
	k := &t.Tokens[i]
	switch {
	case t.Kid(i, "aux:pass") >= 0:
		k.XPOS = "VBN"
	case k.XPOS == "NNS":
		k.XPOS = "VBZ"
	default:
		k.XPOS = "VBP"
	}
	k.UPOS, k.Lemma = "VERB", syntax.Lemma(k.Text, "VERB", k.XPOS)
	if c := t.underSubordinator(i); c >= 0 {
		t.rel[c] = "mark"
		if t.Is(i, "obl", "nmod") {
			t.rel[i] = "advcl"
		}
	}
	s = t.subjectOf(i, s)
	if s < 0 {
		return
	}
	for _, c := range slices.Clone(t.kids[i]) {
		if c < s && t.Is(c, "det", "amod", "compound", "nummod", "nmod:desc", "nmod:poss") {
			t.move(c, s, t.rel[c])
		}
	}
	for _, c := range t.KidsAs(i, "nmod") {
		if c > i {
			t.rel[c] = "obl"
		}
	}
}

// subjectOf makes of what stands right before the verb at token i, and was
// taken for a part of it, its subject or a part of its subject s, and gives the
// subject.
func (t *Tree) subjectOf(i, s int) int {
	c := i - 1
	if c < 0 || t.head[c] != i || t.rel[c] != "compound" {
		return s
	}
	switch p := c - 1; {
	case s >= 0 && t.Kid(c, "case") > s:
		t.move(c, s, "nmod") // "Mediators from Qatar travel"
		return s
	case s >= 0 && p > s && t.UPOS(p, "ADP") && t.head[p] == i:
		t.move(c, s, "nmod")
		t.move(p, c, "case")
		return s
	case s >= 0:
		t.move(s, c, "compound") // "the Antonov aircraft crashes"
	}
	t.move(c, i, "nsubj")
	return c
}

// clauseBefore makes a verb of a noun that was taken for a subject of the
// clause behind it, which has one of its own: "The envoy resigns after the
// ministry opened an inquiry".
func (t *Tree) clauseBefore() {
	for i := range t.Tokens {
		v := t.head[i]
		if t.Tokens[i].XPOS != "NNS" || !t.lower(i) || !strings.HasSuffix(t.Tokens[i].Text, "s") || v <= i+1 || t.rel[i] != "nsubj" || !t.UPOS(i+1, "SCONJ", "ADP") || t.head[i+1] != v || t.rel[i+1] != "mark" || !subordinators[t.Lemma(i+1)] {
			continue
		}
		if c := i - 1; c < 0 || t.head[c] != i || t.rel[c] != "compound" || t.Tokens[c].XPOS == "NNS" {
			continue
		}
		own := slices.ContainsFunc(t.KidsAs(v, "nsubj", "nsubj:pass"), func(k int) bool { return k > i+1 })
		if !own {
			continue
		}
		if up := t.head[v]; up < 0 {
			t.move(i, -1, "root")
		} else {
			t.move(i, up, t.rel[v])
		}
		t.move(v, i, "advcl")
		t.makeVerb(i, -1)
	}
}

// pluralForces makes a verb of a plural joined to the object of a verb and
// followed by an object of its own: "damages the ship and forces its crew to".
func (t *Tree) pluralForces() {
	for i := 2; i+2 < len(t.Tokens); i++ {
		if t.Tokens[i].XPOS != "NNS" || !t.lower(i) || !strings.HasSuffix(t.Tokens[i].Text, "s") || t.rel[i] != "conj" || t.head[i] < 0 || t.Lemma(i-1) != "and" || t.head[i-1] != i {
			continue
		}
		o := t.head[i]
		v := t.head[o]
		x := t.Tokens[i+1].XPOS
		if v < 0 || v > o || t.rel[o] != "obj" || !t.UPOS(v, "VERB") || t.Tokens[v].XPOS != "VBZ" || x != "PRP$" && x != "DT" && x != "PRP" {
			continue
		}
		n := i + 1
		for t.head[n] > n && t.head[n] <= i+6 {
			n = t.head[n]
		}
		if !t.Nominal(n) || t.Kid(n, "case") >= 0 {
			continue
		}
		t.move(i, v, "conj")
		t.move(n, i, "obj")
		retag(&t.Tokens[i], "VERB", "VBZ")
		for _, k := range t.KidsAs(v, "advcl", "xcomp") {
			if k > n && t.Tokens[k].XPOS == "VB" {
				t.move(k, i, "xcomp") // "to evacuate"
			}
		}
	}
}
