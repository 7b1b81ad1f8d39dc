package tree

import "slices"

// deedsInIng makes nouns of what goes on and was taken for a verb: "amid
// fighting between", "despite continued shelling of".
func (t *Tree) deedsInIng() {
	for i := 1; i < len(t.Tokens); i++ {
		if !t.UPOS(i, "VERB") || t.Tokens[i].XPOS != "VBG" || !ongoing[t.Tokens[i].Text] || t.Kid(i, "obj", "nsubj", "aux") >= 0 {
			continue
		}
		m, q := t.Kid(i, "mark", "case"), t.Kid(i, "amod", "det")
		under := m >= 0 && m < i && amidst[t.Lemma(m)]
		if under && (q < 0 || q > i) && t.Kid(i, "obl") > i && t.Prep(t.Kid(i, "obl")) != "between" {
			continue // "crossed amid fighting with the rebels": they fought
		}
		if !under && (q < 0 || q > i) {
			if p := t.Kid(i, "obl", "nmod"); p != i+2 && p != i+3 || t.Prep(p) != "between" {
				continue
			}
		}
		retag(&t.Tokens[i], "NOUN", "NN")
		t.Tokens[i].Lemma = t.Tokens[i].Text
		for _, k := range t.KidsAs(i, "mark") {
			t.rel[k] = "case"
		}
		for _, k := range t.KidsAs(i, "obl") {
			t.rel[k] = "nmod"
		}
		for j := i - 1; j >= 0 && j >= i-3; j-- {
			if h := t.head[j]; amidst[t.Lemma(j)] && (h == i || h > j && h < i) {
				t.move(j, i, "case")
				under = true
				break
			}
		}
		if under && t.Is(i, "advcl", "conj", "acl") && t.head[i] >= 0 {
			t.rel[i] = "obl"
			if t.Nominal(t.head[i]) {
				t.rel[i] = "nmod"
			}
		}
	}
}

var (
	ongoing = wordSet("fighting shelling bombing rioting looting infighting bloodletting killing bargaining campaigning lobbying")
	amidst  = wordSet("amid amidst despite during following after")
)

// pairedIng are two words that name one thing, of which parsers take the
// second for a verb.
var pairedIng = wordSet("border-crossing intelligence-sharing information-sharing power-sharing arms-trafficking drug-trafficking human-trafficking money-laundering data-sharing")

// crossings puts together "border crossing" where the first was taken for an
// object and the second for what is done: "closes border crossing with Togo".
func (t *Tree) crossings() {
	for i := 1; i < len(t.Tokens); i++ {
		o := i - 1
		if !t.UPOS(i, "VERB") || t.Tokens[i].XPOS != "VBG" || !pairedIng[t.Lemma(o)+"-"+t.Tokens[i].Text] || t.Kid(i, "obj", "nsubj", "aux", "mark") >= 0 {
			continue
		}
		if t.head[o] != t.head[i] && t.head[i] != o && t.head[o] != i {
			continue
		}
		h, rel := t.head[o], t.rel[o]
		if h == i {
			h, rel = t.head[i], t.rel[i]
		}
		t.move(i, h, rel)
		for _, k := range t.Kids(o) {
			t.move(k, i, t.rel[k])
		}
		t.move(o, i, "compound")
		retag(&t.Tokens[i], "NOUN", "NN")
		t.Tokens[i].Lemma = t.Tokens[i].Text
		for _, k := range t.KidsAs(i, "obl") {
			t.rel[k] = "nmod"
		}
	}
}

// betweenNameAndNoun parts the name from the noun behind another in "between
// Togo and Kabye rebels", which was read as the rebels of both.
func (t *Tree) betweenNameAndNoun() {
	for i := range t.Tokens {
		if t.Prep(i) != "between" || !t.UPOS(i, "NOUN") || !t.Is(i, "obl", "nmod") || t.Kid(i, "conj") >= 0 {
			continue
		}
		k := t.Kid(i, "compound")
		c := k + 2
		if k < 1 || c >= i || !t.UPOS(k, "PROPN") || !t.UPOS(k-1, "ADP") || t.rel[c] != "conj" || t.head[c] != k || !t.UPOS(k+1, "CCONJ") {
			continue
		}
		t.move(k, t.head[i], t.rel[i])
		t.move(i, k, "conj")
		for _, m := range t.KidsAs(i, "case") {
			t.move(m, k, "case")
		}
		t.move(k+1, i, "cc")
		t.move(c, i, "compound")
	}
}

// betweenTwo hangs the second of two on the first where it was hung on what
// the first is said to be against: "between students opposed to the president
// and soldiers".
func (t *Tree) betweenTwo() {
	for i := range t.Tokens {
		if !t.Nominal(i) || t.Prep(i) != "between" || len(t.KidsAs(i, "conj")) > 0 {
			continue
		}
		for _, a := range t.KidsAs(i, "acl", "amod", "nmod", "acl:relcl") {
			if a < i {
				continue
			}
			for _, o := range append(t.KidsAs(a, "obl", "obj", "nmod"), a) {
				if c := t.Kid(o, "conj"); o > i && t.Nominal(o) && c > o && t.Nominal(c) && t.Kid(c, "cc") >= 0 && t.Lemma(t.Kid(c, "cc")) == "and" && t.Kid(c, "case") < 0 {
					t.move(c, i, "conj")
				}
			}
		}
	}
}

// titledSecond joins two who do something where the title of the second was
// taken for him: "the Chadian premier and Saudi crown prince Ali Saud sign".
func (t *Tree) titledSecond() {
	for n := 2; n < len(t.Tokens); n++ {
		k, v := n-1, t.head[n]
		if v <= n || !t.UPOS(n, "PROPN") || !t.UPOS(k, "NOUN") || !t.Is(n, "nsubj", "nsubj:pass") || !t.Is(k, "conj") {
			continue
		}
		a := t.head[k]
		if a < 0 || a >= k || t.head[a] != v || !t.Is(a, "nsubj", "nsubj:pass") || t.Kid(k, "cc") < 0 {
			continue
		}
		t.move(n, a, "conj")
		for _, c := range t.KidsAs(k, "cc", "det", "amod", "compound") {
			if t.Is(c, "cc", "det") {
				t.move(c, n, t.rel[c])
			}
		}
		t.move(k, n, "nmod:desc")
	}
}

// asHeDid makes a clause of a name under "as" that does what the verb behind
// its apposition says: "as Cole, the bishop of Leeds, backed the plan".
func (t *Tree) asHeDid() {
	for s := 1; s < len(t.Tokens); s++ {
		c, _ := t.Reach(s)
		h := t.head[s]
		if h < 0 || h > s || !t.UPOS(s, "PROPN") || !t.Is(s, "obl") || c >= s || t.Lemma(c) != "as" || !t.UPOS(c, "ADP", "SCONJ") || t.Kid(s, "appos") < 0 || !t.UPOS(h, "VERB") {
			continue
		}
		for _, v := range t.KidsAs(h, "advcl") {
			if v < s || !t.UPOS(v, "VERB") || t.Kid(v, "nsubj", "mark") >= 0 {
				continue
			}
			if x := t.Tokens[v].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" && x != "VBN" {
				continue
			}
			t.move(s, v, "nsubj")
			t.move(c, v, "mark")
			if t.Tokens[v].XPOS == "VBN" {
				t.Tokens[v].XPOS = "VBD"
			}
			break
		}
	}
}

// lastOfList makes a noun of the last of several nouns that was taken for a
// verb: after "votes", "and shadow fleet" has no verb, for it would agree.
func (t *Tree) lastOfList() {
	for i := 3; i+1 < len(t.Tokens); i++ {
		h, n := t.head[i], i+1
		if !t.UPOS(i, "VERB") || t.Tokens[i].XPOS != "VBP" || !t.Is(i, "conj") || h < 0 || t.Tokens[h].XPOS != "VBZ" || t.Kid(i, "nsubj") >= 0 {
			continue
		}
		if t.head[n] != i || !t.Is(n, "obj") || !t.UPOS(n, "NOUN") || t.Tokens[i-1].Text != "and" || t.Tokens[i-2].Text != "," || !t.Is(i-3, "conj") || !t.UPOS(i-3, "NOUN") {
			continue
		}
		first := t.head[i-3]
		for _, k := range slices.Clone(t.Kids(i)) {
			if k == n {
				continue
			}
			if t.Is(k, "advcl", "obl", "parataxis") && k > n {
				t.move(k, h, t.rel[k])
			} else {
				t.move(k, n, t.rel[k])
			}
		}
		t.move(n, first, "conj")
		t.move(i, n, "compound")
		retag(&t.Tokens[i], "NOUN", "NN")
	}
}

// officeBehindBracket makes the head of a phrase who bears the office behind
// the short name of his body: "Home Guard (HG) commander Musa Keita".
func (t *Tree) officeBehindBracket() {
	for n := 4; n < len(t.Tokens); n++ {
		k := t.Kid(n, "nmod:desc")
		if k < 0 || k > n || !t.Is(n, "appos") || !t.UPOS(n, "PROPN") || !t.UPOS(k, "NOUN") {
			continue
		}
		first, _ := t.Reach(k)
		if first < 3 || t.Tokens[first-1].Text != ")" {
			continue
		}
		o := t.head[first-2]
		if o < 0 || o > first-4 || !t.UPOS(o, "PROPN") || t.head[o] < 0 || t.head[n] != o && t.head[n] != t.head[o] {
			continue
		}
		t.move(n, t.head[o], t.rel[o])
		for _, c := range slices.Clone(t.kids[o]) {
			if t.Is(c, "conj", "cc", "case", "mark") {
				t.move(c, n, t.rel[c])
			}
		}
		t.move(o, k, "compound")
	}
}
