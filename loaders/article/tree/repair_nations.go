package tree

import (
	"slices"
	"strings"
)

// OfNation tells whether a word has the form of an adjective of a nation.
func OfNation(w string) bool {
	if w == "" || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	return slices.ContainsFunc(nationEndings, func(end string) bool { return strings.HasSuffix(w, end) })
}

// nationEndings are what adjectives of nations end in: "Somali", "Chinese",
// "Kazakh".
var nationEndings = strings.Fields("an i ese ish ch ic zbek ajik eek zakh vak oat erb ine iss ot")

// nationsBefore has adjectives of nations describe the noun behind them where
// the first was taken for somebody of its own, and the noun for one more party,
// for who that is or for somebody else: "met Somali, Ethiopian leaders",
// "Bahraini and Kuwaiti jets", "Uzbek, Tajik presidents meet", "Ghanaian PM".
func (t *Tree) nationsBefore() {
	for i := range t.Tokens {
		if !t.adjectival(i) || t.head[i] < 0 {
			continue
		}
		if n := i + 1; i == 0 && n < len(t.Tokens) && t.Tokens[n].Text == "PM" && t.head[n] == i && t.UPOS(i, "ADJ") {
			t.describedBy(n, i)
			continue
		}
		k := i
		for k+2 < len(t.Tokens) && (t.Tokens[k+1].Text == "," || t.Lemma(k+1) == "and") && t.adjectival(k+2) {
			k += 2
		}
		n := k + 1
		if k == i || n >= len(t.Tokens) || t.Kid(i, "det", "amod", "nummod") >= 0 {
			continue
		}
		for t.head[n] > n && t.head[n] <= k+3 && t.Is(n, "amod", "compound") {
			n = t.head[n]
		}
		if !t.UPOS(n, "NOUN") || t.Kid(n, "cc", "det") >= 0 || t.head[n] != i && t.head[k] != n || t.head[i] == n {
			continue
		}
		switch {
		case t.Is(n, "appos", "conj") && t.head[n] == i:
		case i == 0 && t.Tokens[n].XPOS == "NNS" && len(t.kids[i]) <= 1 && t.Is(i, "nsubj", "advcl", "amod", "nmod", "obl", "dep", "dislocated"):
		case t.head[k] == n && t.UPOS(k, "ADJ") && (t.head[i] < i || t.head[i] > n) && t.Is(i, "nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "dep"):
			t.move(n, i, "appos")
		default:
			continue
		}
		t.describedBy(n, i)
		for ; k > i; k -= 2 {
			t.Tokens[k].UPOS, t.Tokens[k].XPOS = "ADJ", "JJ"
		}
	}
}

// besideTwoWords coordinates a name with one of two words, where it was taken
// for part of it: "US and South Korea begin drills".
func (t *Tree) besideTwoWords() {
	for a := 0; a+3 < len(t.Tokens); a++ {
		c, h := a+2, a+3
		if t.head[a] != h || !t.Is(a, "compound", "nmod:desc") || t.head[c] != a || t.rel[c] != "conj" || !t.UPOS(a, "PROPN") || !t.UPOS(h, "PROPN") || !firstOfTwo[t.Tokens[c].Text] || t.Lemma(a+1) != "and" || t.Kid(h, "flat") >= 0 {
			continue
		}
		t.move(a, t.head[h], t.rel[h])
		t.move(h, a, "conj")
		t.move(c, h, "compound")
		t.move(a+1, h, "cc")
		for _, k := range slices.Clone(t.kids[h]) {
			if k < a {
				t.move(k, a, t.rel[k])
			}
		}
	}
}

// firstOfTwo are words that begin names of states and do not name one.
var firstOfTwo = map[string]bool{"South": true, "North": true, "New": true, "Saudi": true, "Sri": true, "Costa": true, "El": true, "Sierra": true, "Burkina": true, "San": true, "East": true, "West": true, "Equatorial": true}

// adjectival tells whether token i is an adjective of a nation, if only by its
// form.
func (t *Tree) adjectival(i int) bool {
	return t.UPOS(i, "ADJ", "PROPN") && OfNation(t.Tokens[i].Text)
}

// describedBy makes token i an adjective of noun n, which takes its place if it
// hung on it, with what stands before and behind both.
func (t *Tree) describedBy(n, i int) {
	if t.head[n] == i {
		t.move(n, t.head[i], t.rel[i])
		for _, c := range slices.Clone(t.kids[i]) {
			if c > n || c < i && t.Is(c, "case", "mark") {
				t.move(c, n, t.rel[c])
			}
		}
	}
	t.move(i, n, "amod")
	t.Tokens[i].UPOS, t.Tokens[i].XPOS = "ADJ", "JJ"
}
