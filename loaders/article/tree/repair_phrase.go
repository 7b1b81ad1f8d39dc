package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// conjunctsOfNames hangs what is coordinated with a part of a name on the name:
// "Petrov" in "Igor Petrov and Mehmet Kaya" is no party by itself.
func (t *Tree) conjunctsOfNames() {
	for i := range t.Tokens {
		for h := t.head[i]; t.rel[i] == "conj" && h >= 0 && h < i && t.rel[h] == "flat" && t.head[h] >= 0; h = t.head[i] {
			t.move(i, t.head[h], "conj")
		}
		// "Kofi Mensah, 31,": his age.
		if t.rel[i] == "conj" && t.UPOS(i, "NUM") && i > 0 && t.Tokens[i-1].Text == "," && t.head[i] >= 0 && t.UPOS(t.head[i], "PROPN") && t.Kid(i, "cc") < 0 {
			t.rel[i] = "appos"
		}
		// "Ada Obi and Saudi crown prince Tarik Badu sign": a second subject.
		if c := i - 1; c > 0 && t.rel[c] == "conj" && t.UPOS(c, "NOUN") && t.UPOS(i, "PROPN") {
			if h := t.head[c]; t.UPOS(h, "PROPN") && t.head[i] == t.head[h] && t.Is(i, "nsubj", "nsubj:pass") && t.rel[i] == t.rel[h] {
				t.move(i, h, "conj")
				for _, k := range t.KidsAs(c, "cc", "punct") {
					t.move(k, i, t.rel[k])
				}
				t.move(c, i, "nmod:desc")
			}
		}
		// "Ada Obi and League lawmaker Uma Rao": the second name was hung on the first.
		if h := t.head[i]; t.rel[i] == "flat" && h >= 0 && t.UPOS(i, "PROPN") {
			d := t.Kid(i, "nmod:desc")
			if d < 0 || d > i || d < 1 {
				continue
			}
			if c := d - 1; t.rel[c] == "conj" && t.head[c] == h && t.UPOS(c, "PROPN", "ADJ") && t.Kid(c, "cc") >= 0 {
				t.move(i, h, "conj")
				for _, k := range t.KidsAs(c, "cc", "punct") {
					t.move(k, i, t.rel[k])
				}
				t.move(c, d, "compound")
			}
		}
	}
}

// Coordinate makes the phrase of token i one beside that of token h, which it
// was taken to explain. It does nothing if they are not an apposition.
func (t *Tree) Coordinate(i, h int) {
	if t.head[i] == h && t.Is(i, "appos", "nmod:unmarked") {
		t.rel[i] = "conj"
	}
}

// Beside coordinates the phrase of token i, a conjunct elsewhere, with token h.
func (t *Tree) Beside(i, h int) {
	if t.rel[i] == "conj" && !t.Below(h, i) {
		t.move(i, h, "conj")
	}
}

// Qualify makes the word at token i an adjective of the n words of the name
// that begins at token k, which hung on it or were hung under it.
func (t *Tree) Qualify(i, k, n int) {
	head := -1
	for j := k; j < k+n; j++ {
		if h := t.head[j]; h == i || h < k || h >= k+n {
			head = j
			break
		}
	}
	if head < 0 || t.head[i] != head && t.head[head] != i {
		return
	}
	t.Tokens[i].UPOS, t.Tokens[i].XPOS = "ADJ", "JJ"
	if t.head[i] == head {
		t.rel[i] = "amod"
	} else {
		t.move(head, t.head[i], t.rel[i])
		for _, c := range slices.Clone(t.kids[i]) {
			t.move(c, head, t.rel[c])
		}
		t.move(i, head, "amod")
	}
	t.Names = slices.DeleteFunc(t.Names, func(name syntax.Span) bool { return name.First == i && name.Last <= head })
}

// phrasesApart makes one phrase of two that were both taken for the subject or
// the object of a verb though nothing stands between them: what "operator
// Nord Lines ends" and "elects former president Ada Obi" say of the name
// describes it, and "Togo's recognised government" is not Togo.
func (t *Tree) phrasesApart() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < 0 || !t.UPOS(h, "VERB", "ADJ", "NOUN") || !t.Is(i, "nsubj", "nsubj:pass", "obj") || !t.UPOS(i, "NOUN", "PROPN") {
			continue
		}
		first, _ := t.Reach(i)
		before := t.before(i, first)
		if before < 0 {
			continue
		}
		switch a, b := t.Tokens[before], t.Tokens[i]; {
		case t.genitive(before) || t.Tokens[first-1].XPOS == "POS":
			t.move(before, i, "nmod:poss")
		case t.Is(i, "nsubj") && a.UPOS == "PROPN" && b.UPOS == "PROPN" && first < i && t.UPOS(first, "NOUN", "PROPN") && t.head[first] == i && t.Is(first, "nmod", "compound") && t.Kid(first, "case") < 0:
			t.move(before, first, "compound") // "Nepal PM Oli"
			t.rel[first] = "nmod:desc"
		case t.Is(i, "nsubj") && a.UPOS == "PROPN" && (b.XPOS == "NNS" || strings.HasSuffix(b.Text, "Ps")):
			t.move(before, i, "compound") // "Serbia-Kosovo tensions", "New Zealand Maori MPs"
		case t.rel[i] == "obj" && a.XPOS == "NN" && !isUpper(a.Text) && len(t.kids[before]) == 0 && before == first-1 && t.Kid(i, "nmod:poss") == first && t.UPOS(first, "NOUN"):
			t.move(before, first, "compound") // "pardons opposition blogger's wife"
		case t.rel[i] == "obj" && (a.XPOS == "NN" || strings.HasPrefix(a.Text, "ex-")) && !isUpper(a.Text) && len(t.kids[before]) == 0 && before == first-1 && t.Kid(i, "nmod:poss") == first && t.UPOS(first, "PROPN"):
			t.move(before, first, "nmod:desc") // "bars ex-minister Obi's lawyers"
		case t.Is(i, "nsubj") && b.UPOS == "PROPN" && strings.HasPrefix(a.Text, "ex-") && before == first-1:
			t.describe(before, i, "nmod:desc") // "ex-PM Obi freed"
		case t.rel[i] == "obj" && (t.Kid(i, "det", "nummod", "nmod:poss", "case") >= 0 || t.Lemma(h) == "call" || t.Lemma(h) == "name"):
			// "awards Obi the medal", "fines Obi $100"
		case b.UPOS == "PROPN" && isUpper(b.Text) && a.XPOS == "NN" && !isUpper(a.Text) && t.Kid(before, "cop", "acl:relcl", "appos") < 0:
			if n := first - 1; n != before && t.Tokens[n].XPOS == "NN" && t.rel[n] == "nmod" {
				t.move(i, t.head[n], "nmod") // "the owner of the firm Nord Lines sued"
				for _, k := range t.KidsAs(n, "case") {
					t.move(k, i, "case")
				}
				t.move(n, i, "nmod:desc")
				continue
			} else if n != before && t.UPOS(n, "PROPN") && t.Is(n, "nmod") {
				t.move(i, n, "flat") // "a court in Port Sudan"
				continue
			}
			t.describe(before, i, "nmod:desc")
		case b.UPOS == "PROPN" && a.UPOS == "PROPN" && isUpper(a.Text) && isUpper(b.Text) && before == i-1 && t.rel[i] == "obj" && t.Kid(before, "det") < 0:
			t.move(i, before, "flat") // "elects Sherwin Gatchalian"
		case a.XPOS == "NN" && b.UPOS == "NOUN" && before == i-1 && !isUpper(a.Text):
			t.describe(before, i, "compound") // "the parliament bid"
		}
	}
}

// before is the head of the phrase that ends right before token first and
// hangs on the same word by the same relation as token i; -1 if there is none.
func (t *Tree) before(i, first int) int {
	if t.UPOS(first, "PUNCT") || first > 0 && t.UPOS(first-1, "PUNCT") {
		return -1 // "a spokesman, Ada Obi, said"
	}
	for j := first - 1; j >= 0 && j >= first-12; j-- {
		if t.head[j] != t.head[i] || t.rel[j] != t.rel[i] {
			continue
		}
		if a, last := t.Reach(j); t.UPOS(j, "NOUN", "PROPN") && last == first-1 && a <= j {
			return j
		}
		return -1
	}
	return -1
}

// genitive tells whether the name at token i ends in "'s".
func (t *Tree) genitive(i int) bool {
	for _, k := range t.kids[i] {
		if k > i && t.Tokens[k].XPOS == "POS" {
			return true
		}
	}
	return false
}

// describe hangs token a on b, with all that came before a's phrase on b.
func (t *Tree) describe(a, b int, rel string) {
	t.move(a, b, rel)
	for _, k := range t.KidsAs(a, "det", "cc") {
		t.move(k, b, t.rel[k])
	}
}

func isUpper(w string) bool {
	r := []rune(w)
	return len(r) > 0 && strings.ToUpper(string(r[0])) == string(r[0]) && strings.ToLower(string(r[0])) != string(r[0])
}

// chargesOf makes a noun phrase of "on spying charges", where the first word was
// taken for what somebody does to the charges.
func (t *Tree) chargesOf() {
	for i := range t.Tokens {
		j := i + 1
		if t.Tokens[i].XPOS != "VBG" || i == 0 || j >= len(t.Tokens) || t.head[j] != i || t.rel[j] != "obj" || !charged[t.Lemma(j)] || !t.UPOS(i-1, "ADP", "SCONJ") || t.head[i-1] != i || t.head[i] < 0 {
			continue
		}
		rel := "obl"
		if t.Is(i, "acl", "nmod") {
			rel = "nmod"
		}
		t.move(j, t.head[i], rel)
		for _, k := range t.KidsAs(i, "mark", "case") {
			t.move(k, j, "case")
		}
		t.move(i, j, "compound")
		t.Tokens[i].UPOS = "NOUN"
		t.Tokens[i].XPOS = "NN"
	}
}

// charged is what one is accused of a deed by.
var charged = wordSet("charge allegation accusation claim suspicion conviction offence offense case scandal probe inquiry investigation plot")

// sumsOf puts what a sum is of in the sum's place: "supply Togo with $4 billion
// in arms" supplies arms.
func (t *Tree) sumsOf() {
	for i := range t.Tokens {
		h := t.head[i]
		if !t.UPOS(i, "SYM") || h < 0 || h > i || !t.Is(i, "obj", "obl", "iobj") {
			continue
		}
		for _, n := range t.KidsAs(i, "nmod") {
			c := t.Kid(n, "case")
			if n < i || c < 0 || t.Lemma(c) != "in" || !t.UPOS(n, "NOUN") || t.Kid(n, "det", "nmod:poss", "nummod") >= 0 {
				continue
			}
			rel := t.rel[i]
			for _, k := range slices.Clone(t.kids[i]) {
				if k != n && (k < i && t.Is(k, "case") || k > n && !t.Is(k, "nummod", "compound", "punct")) {
					t.move(k, n, t.rel[k])
				}
			}
			t.move(c, i, "dep")
			t.move(n, h, rel)
			t.move(i, n, "nummod")
			break
		}
	}
}

// disagreeing makes a noun of what was taken for a second verb but agrees with
// no subject of the first: "imposes sanctions and travel bans on".
func (t *Tree) disagreeing() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		v, n := t.head[i], i+1
		if t.Tokens[i].XPOS != "VBP" || t.rel[i] != "conj" || v < 0 || v > i || t.Tokens[v].XPOS != "VBZ" || !t.UPOS(i-1, "CCONJ") || t.head[i-1] != i {
			continue
		}
		o := t.Kid(v, "obj")
		if t.Kid(i, "nsubj", "mark", "aux", "advmod") >= 0 || t.head[n] != i || t.rel[n] != "obj" || t.Tokens[n].XPOS != "NNS" || o < v || o > i {
			continue
		}
		t.move(n, o, "conj")
		t.move(i-1, n, "cc")
		for _, k := range slices.Clone(t.kids[i]) {
			rel := t.rel[k]
			if rel == "obl" {
				rel = "nmod"
			}
			t.move(k, n, rel)
		}
		t.move(i, n, "compound")
		retag(&t.Tokens[i], "NOUN", "NN")
	}
}

// foundBy hangs who finds on the verb, where it was hung on what is found:
// "found guilty by the court".
func (t *Tree) foundBy() {
	for i := range t.Tokens {
		r := t.head[i]
		if t.rel[i] != "obl:agent" || r < 0 || t.rel[r] != "xcomp" || !t.UPOS(r, "ADJ", "NOUN") {
			continue
		}
		if v := t.head[r]; v >= 0 && t.UPOS(v, "VERB") && t.Passive(v) && t.Kid(v, "obl:agent") < 0 {
			t.move(i, v, "obl:agent")
		}
	}
}

// clausesOfClaims hangs what is claimed on the claim, where it was taken for a
// clause about who makes it: "a claim from an official that troops have left".
func (t *Tree) clausesOfClaims() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < 0 || !t.Is(i, "acl") || !t.UPOS(i, "VERB", "ADJ", "NOUN") || t.rel[h] != "nmod" || t.head[h] < 0 || !claiming[t.Lemma(t.head[h])] {
			continue
		}
		m, s := t.Kid(i, "mark"), t.Kid(i, "nsubj", "nsubj:pass")
		if m < 0 || t.Lemma(m) != "that" || s < m {
			continue
		}
		t.move(i, t.head[h], "acl")
	}
}

// claiming are nouns of what is said in a clause of its own.
var claiming = wordSet("claim report statement allegation accusation suggestion assertion announcement warning fear concern rumour rumor news admission confirmation promise assurance demand proposal complaint remark comment evidence sign message pledge")

// nearestOf hangs what "of" begins on the common noun right before it: in "the
// war in Chad and reforms of the army" parsers take the army for whose war it is.
func (t *Tree) nearestOf() {
	for i := range t.head {
		h := t.head[i]
		if t.rel[i] != "nmod" || h < 0 || h >= i || !t.Nominal(i) {
			continue
		}
		c := t.Kid(i, "case")
		if c < 1 || c > i || t.Lemma(c) != "of" || t.Kid(c, "fixed") >= 0 {
			continue
		}
		n := c - 1
		if n <= h || !t.UPOS(n, "NOUN") || t.rel[n] != "conj" || !t.Below(n, h) || t.Kid(n, "nmod", "acl") >= 0 || t.First(n) == h {
			continue
		}
		t.move(i, n, "nmod")
	}
}
