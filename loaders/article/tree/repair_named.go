package tree

import (
	"slices"
	"strings"
)

// capitalVerbs makes parts of names of words with a capital that were taken for
// participles between an article and its noun: "an Iranian Shahed drone". In a
// headline every word may have a capital.
func (t *Tree) capitalVerbs() {
	if t.titleCase() {
		return
	}
	for i := 1; i+1 < len(t.Tokens); i++ {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBD" && k.XPOS != "VBN" && k.XPOS != "VBZ" || !isUpper(k.Text) || strings.ToUpper(k.Text) == k.Text || !t.UPOS(i-1, "DET", "ADJ", "NUM") || t.Tokens[i-1].Text == "-" {
			continue
		}
		n := i + 1
		for n < len(t.Tokens) && n < i+4 && t.UPOS(n, "NUM", "PUNCT", "PROPN") && t.Tokens[n].Text != "," {
			n++
		}
		if n >= len(t.Tokens) || !t.UPOS(n, "NOUN") || n > i+1 && !t.UPOS(n-1, "NUM", "PROPN") {
			continue
		}
		// Only if the words before and behind it are one phrase with it.
		up := t.head[i]
		if up != n && t.head[n] != i && t.head[n] != up {
			continue
		}
		if up != n {
			if t.Below(up, n) && up >= 0 {
				continue
			}
			if t.head[n] == i {
				t.move(n, up, t.rel[i])
			}
		}
		for _, c := range t.KidsAs(i, "det", "amod", "compound", "nsubj", "nummod") {
			rel := t.rel[c]
			if rel == "nsubj" {
				rel = "compound"
				if t.UPOS(c, "ADJ") {
					rel = "amod"
				}
			}
			if c < i {
				t.move(c, n, rel)
			}
		}
		t.move(i, n, "compound")
		retag(k, "PROPN", "NNP")
		k.Lemma = k.Text
	}
}

// titleCase tells whether most long words begin with a capital.
func (t *Tree) titleCase() bool {
	upper, all := 0, 0
	for i := range t.Tokens {
		if w := t.Tokens[i].Text; len(w) > 3 {
			all++
			if isUpper(w) {
				upper++
			}
		}
	}
	return 3*upper > 2*all
}

// forcesOf makes a noun of "military" where it ends a phrase and was taken for
// an adjective: "the Chadian military and Togolese military exchange fire".
func (t *Tree) forcesOf() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		if !t.UPOS(i, "ADJ") || t.Lemma(i) != "military" || !t.UPOS(i-1, "ADJ", "PROPN") || t.UPOS(i+1, "NOUN", "ADJ", "PROPN", "CCONJ") || t.Tokens[i+1].Text == "-" || t.Tokens[i-1].Text == "-" || len(t.kids[i]) > 1 {
			continue
		}
		a, h := i-1, t.head[i]
		if h < 0 || h > i && t.UPOS(h, "NOUN") || t.head[a] != h && t.head[a] != i && h != a {
			continue
		}
		retag(&t.Tokens[i], "NOUN", "NN")
		switch {
		case h == a:
			up, rel := t.head[a], t.rel[a]
			for _, c := range t.KidsAs(a, "cc", "punct", "det", "case") {
				t.move(c, i, t.rel[c])
			}
			t.move(i, up, rel)
			t.move(a, i, "amod")
		case t.head[a] == h:
			for _, c := range t.KidsAs(a, "cc", "punct", "det", "case") {
				t.move(c, i, t.rel[c])
			}
			t.move(a, i, "amod")
		}
	}
}

// listedSubjects makes a verb of a plain noun behind a list of subjects that
// were taken for all there is: "the leaders of Chad and the United Kingdom issue
// a statement".
func (t *Tree) listedSubjects() {
	r := t.root
	if r < 0 || r >= len(t.Tokens) || !t.UPOS(r, "NOUN", "PROPN") || t.Kid(r, "cop", "nsubj") >= 0 {
		return
	}
	for i := r + 2; i+2 < len(t.Tokens); i++ {
		if t.Tokens[i].XPOS != "NN" || !t.Is(i, "conj") || !(t.head[i] == r || t.Below(i, r)) || !t.lower(i) {
			continue
		}
		o := t.Kid(i, "obj")
		if o < i || !t.UPOS(i+1, "DET") || t.Lemma(i+1) != "a" && t.Lemma(i+1) != "the" {
			continue
		}
		c := t.Kid(i, "compound")
		if c != i-1 || !t.UPOS(c, "PROPN", "NOUN") {
			continue
		}
		up := t.head[i]
		// The last of the list is what stands before the verb.
		t.move(c, up, "conj")
		for _, k := range slices.Clone(t.kids[i]) {
			if k < c && !t.Is(k, "conj") {
				t.move(k, c, t.rel[k])
			}
		}
		if f := t.First(c); up == r {
			// beside the others of the list, if they hang on a word of the subject
			for _, n := range t.KidsAs(r, "nmod") {
				if n < f && t.Kid(n, "conj") >= 0 {
					t.move(c, n, "conj")
				}
			}
		}
		t.move(i, -1, "root")
		t.move(r, i, "nsubj")
		retag(&t.Tokens[i], "VERB", "VBP")
		for _, k := range t.KidsAs(r, "punct", "obl", "advcl", "parataxis") {
			if k > i {
				t.move(k, i, t.rel[k])
			}
		}
		return
	}
}

// namesBehindNouns makes the common noun right before a name its description,
// where the name was taken for the object of the noun: "sentences blogger Obi".
func (t *Tree) namesBehindNouns() {
	for i := 2; i < len(t.Tokens); i++ {
		n := i - 1
		if !t.UPOS(i, "PROPN") || t.rel[i] != "obj" || t.head[i] != n || t.Tokens[n].XPOS != "NN" || !t.lower(n) || !t.Is(n, "obj", "nsubj", "nsubj:pass") || t.head[n] < 0 || t.Kid(n, "case") >= 0 {
			continue
		}
		t.move(i, t.head[n], t.rel[n])
		for _, c := range slices.Clone(t.kids[n]) {
			if c < n || c > i {
				t.move(c, i, t.rel[c])
			}
		}
		t.move(n, i, "nmod:desc")
	}
	for p := 1; p+2 < len(t.Tokens); p++ {
		if t.Lemma(p) != "persona" || t.Lemma(p+1) != "non" || t.Lemma(p+2) != "grata" {
			continue
		}
		for k := range t.Names {
			if n := &t.Names[k]; n.First < p && n.Last >= p {
				n.Last = p - 1 // it is no surname
			}
		}
	}
}
