package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// people are adjectives that stand as nouns for somebody: taggers that learnt
// from prose take "Serbian official calls" for a quality.
var people = wordSet(`
	official chief executive military rebel opposition rival separatist militant islamist extremist conservative liberal democrat republican dissident
	civilian criminal native veteran moderate nationalist communist socialist hopeful fugitive captive teen ally expert regular migrant activist loyalist
	faithful elite paramilitary jihadist local
`)

// nounsOfPeople makes nouns of adjectives and adverbs that are the subject or
// object of a verb and name somebody: "Serbian official calls on Europe",
// "after ally clashes with police".
func (t *Tree) nounsOfPeople() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.UPOS != "ADJ" && k.UPOS != "ADV" || !people[strings.ToLower(k.Text)] || t.head[i] < 0 || !t.UPOS(t.head[i], "VERB") || !t.Is(i, "nsubj", "nsubj:pass", "obj", "iobj") || t.Kid(i, "cop") >= 0 {
			continue
		}
		k.UPOS, k.XPOS = "NOUN", "NN"
	}
}

// ownSubjects gives a clause the subject that stands in it and was hung on the
// verb of saying before it: "alleged that the clerk robbed her", where the
// clerk was taken for a second subject of "alleged".
func (t *Tree) ownSubjects() {
	for h := range t.Tokens {
		if !t.UPOS(h, "VERB") {
			continue
		}
		c := t.Kid(h, "ccomp")
		if c <= h || !t.UPOS(c, "VERB") || t.Kid(c, "nsubj", "nsubj:pass", "csubj", "expl") >= 0 || t.Kid(h, "nsubj") > h || t.Kid(h, "nsubj") < 0 {
			continue
		}
		for _, k := range t.KidsAs(h, "nsubj") {
			if k > h && k < c {
				t.move(k, c, "nsubj")
				break
			}
		}
	}
}

// purposes hangs "to honour the troops" on the verb it is the purpose of, where
// it was hung on the place or day before it: "travelled to the city to honour".
func (t *Tree) purposes() {
	for i := range t.Tokens {
		n := t.head[i]
		if !t.UPOS(i, "VERB") || t.rel[i] != "acl" || n < 0 || n > i || !t.infinitive(i) || !t.Is(n, "obl", "obl:unmarked", "nmod", "nmod:unmarked") {
			continue
		}
		if !(t.UPOS(n, "PROPN") && t.where(n) || t.UPOS(n, "PROPN") && t.Prep(n) == "to" || spots[t.Lemma(n)] || strings.HasSuffix(t.Tokens[n].Text, "day")) {
			continue
		}
		for h := t.head[n]; h >= 0; h = t.head[h] {
			if t.UPOS(h, "VERB") {
				if !objectControl[t.Lemma(h)] {
					t.move(i, h, "advcl")
				}
				break
			}
			if !t.Is(h, "obl", "nmod", "obl:unmarked") {
				break
			}
		}
	}
}

// spots are places and times, which have no purpose.
var spots = wordSet(`
	east west north south region city town village capital country area province week month year headquarters front border airport palace hospital island
	street square district port sidelines weekend night morning
`)

// toCourt makes a noun of "court" in "took Poland to court", and of what else
// looks like a verb there.
func (t *Tree) toCourt() {
	for i := 3; i < len(t.Tokens); i++ {
		l := strings.ToLower(t.Tokens[i].Text)
		if l != "court" && l != "task" || !t.UPOS(i, "VERB") || t.Lemma(i-1) != "to" || t.head[i] < 0 || t.Lemma(t.head[i]) != "take" {
			continue
		}
		v := t.head[i]
		t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Lemma = "NOUN", "NN", l
		t.Tokens[i-1].UPOS, t.Tokens[i-1].XPOS = "ADP", "IN"
		t.rel[i], t.rel[i-1] = "obl", "case"
		if o := t.Kid(v, "iobj"); o >= 0 && t.Kid(v, "obj") < 0 {
			t.rel[o] = "obj"
		}
		for _, c := range slices.Clone(t.kids[i]) {
			if c > i && t.Is(c, "obl", "advcl", "obj") {
				t.move(c, v, t.rel[c])
			}
		}
	}
}

// homes makes an object of "home" in "raids home of minister".
func (t *Tree) homes() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		if strings.ToLower(t.Tokens[i].Text) == "home" && t.UPOS(i, "ADV") && t.head[i] == i-1 && t.UPOS(i-1, "VERB") && t.Lemma(i+1) == "of" && t.Kid(i-1, "obj") < 0 {
			t.Tokens[i].UPOS, t.Tokens[i].XPOS = "NOUN", "NN"
			t.rel[i] = "obj"
		}
	}
}

// givenSums puts right "sending Ukraine $400 million more", where who gets it
// was taken for part of the sum.
func (t *Tree) givenSums() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		n := t.head[i]
		if !t.UPOS(i, "PROPN") || n != i+1 || !t.Is(i, "compound", "nmod", "nummod") || !t.UPOS(n, "SYM", "NUM") && !leaves[t.Lemma(n)] {
			continue
		}
		first, _ := t.Reach(i)
		v := first - 1
		if v < 0 || !t.UPOS(v, "VERB") || !giving[t.Lemma(v)] && !fining[t.Lemma(v)] {
			continue
		}
		t.move(i, v, "iobj")
		if t.head[n] != v && t.Kid(v, "obj") != n {
			t.move(n, v, "obj")
		} else {
			t.rel[n] = "obj"
		}
	}
}

// fining verbs are of who takes a sum from somebody.
var fining = wordSet("fine dock charge bill sue cost owe")

// givenLeave parts "gave President Ada Obi permission to leave", where who gets
// it was taken for part of what is given.
func (t *Tree) givenLeave() {
	for n := 3; n < len(t.Tokens); n++ {
		v := t.head[n]
		if !leaves[t.Lemma(n)] || t.rel[n] != "obj" || v < 0 || v > n-2 || !giving[t.Lemma(v)] || t.Kid(v, "iobj") >= 0 {
			continue
		}
		k := -1
		for _, c := range t.KidsAs(n, "compound", "nmod", "nmod:desc", "nmod:unmarked") {
			if c < n && t.UPOS(c, "PROPN") && t.Prep(c) == "" && !t.genitive(c) {
				k = c
			}
		}
		if k < 0 {
			continue
		}
		if _, last := t.Reach(k); last != n-1 {
			continue
		}
		for _, c := range slices.Clone(t.kids[n]) {
			if c < k && t.Is(c, "det", "amod", "compound", "nmod:desc") {
				t.move(c, k, t.rel[c])
			}
		}
		t.move(k, v, "iobj")
	}
}

// leaves are what only those can be given who are named before it: "granted
// Togo permission".
var leaves = wordSet("permission access clearance leave consent asylum immunity independence autonomy notice")

// giving verbs have somebody who gets something right behind them.
var giving = wordSet("refuse send give lend pay offer grant promise pledge award hand provide loan owe deny cost guarantee allow")

// Gives tells whether a verb names him who gets something before what he gets.
func Gives(lemma string) bool { return giving[lemma] }

// suffered makes a passive of a past that has a doer and no object but a sum or
// how it left somebody: "Two men shot dead by police", "Firm fined $2m by court".
func (t *Tree) suffered() {
	for i := range t.Tokens {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBD" && k.XPOS != "VBN" && k.XPOS != "VBP" || t.Kid(i, "aux", "aux:pass", "ccomp", "iobj") >= 0 {
			continue
		}
		low := strings.ToLower(k.Text)
		if l := syntax.Lemma(low, "VERB", "VBD"); l == low || !victim[l] && !struck[l] {
			continue
		}
		s := t.Kid(i, "nsubj")
		if s < 0 || s > i {
			continue
		}
		if x := t.Kid(i, "xcomp"); x >= 0 && (!t.UPOS(x, "ADJ") || t.Lemma(x) != "dead") {
			continue
		}
		o := t.Kid(i, "obj")
		if o >= 0 && !(t.Lemma(i) == "fine" && t.UPOS(o, "SYM", "NUM")) {
			continue
		}
		for _, d := range t.KidsAs(i, "obl", "obl:agent") {
			if t.Prep(d) != "by" || d < i || !t.UPOS(d, "NOUN", "PROPN") || t.Kid(d, "nummod") >= 0 && t.Tokens[d].XPOS != "NNS" || strings.HasSuffix(t.Tokens[d].Text, "day") || !agentive(t.Lemma(d)) {
				continue
			}
			t.rel[s], t.rel[d] = "nsubj:pass", "obl:agent"
			k.XPOS, k.Lemma = "VBN", syntax.Lemma(low, "VERB", "VBD")
			if o >= 0 {
				t.rel[o] = "obl:unmarked"
			}
			break
		}
	}
}

// struck verbs have somebody who suffers them, too.
var struck = wordSet("shoot fine hit strike beat raid shell bomb force block bar criticise criticize condemn praise mob charge question summon grill slam urge warn fire")

// offices are nouns of those who speak for somebody or lead him.
var offices = wordSet(`
	spokesman spokeswoman spokesperson head leader chief director president chairman chairwoman chair commander ambassador envoy minister secretary
	secretary-general governor mayor representative founder premier prosecutor negotiator adviser advisor lawyer
`)

// namesOfOfficials hangs a name between commas on the office before it: in "a
// spokesman for the army, Peter Mwangi, said" the army is not called so, and
// it is he who speaks.
func (t *Tree) namesOfOfficials() {
	for i := 3; i+2 < len(t.Tokens); i++ {
		if !t.UPOS(i, "PROPN") || t.Tokens[i-1].Text != "," || !t.Is(i, "nsubj", "appos", "conj", "dep", "flat", "parataxis") || t.Kid(i, "case", "cc", "det", "conj", "amod", "nmod", "nmod:poss") >= 0 {
			continue
		}
		_, last := t.Reach(i)
		if last == i || last > i+3 || last+1 >= len(t.Tokens) {
			continue // one word is a name of anything
		}
		named := true
		for k := i; k <= last; k++ {
			named = named && (t.UPOS(k, "PROPN") || k == last && t.Tokens[k].Text == ",")
		}
		behind := last + 1
		if t.Tokens[last].Text != "," {
			behind++
		}
		if !named || behind >= len(t.Tokens) || t.Tokens[behind-1].Text != "," || t.UPOS(behind, "PROPN", "CCONJ") {
			continue // one of a list
		}
		for n := i - 3; n >= 0 && n >= i-10; n-- {
			if !t.UPOS(n, "NOUN") || !offices[t.Lemma(n)] {
				continue
			}
			of := -1
			for _, k := range t.KidsAs(n, "nmod") {
				if p := t.Prep(k); k > n && (p == "of" || p == "for" || p == "to" || p == "at" || p == "in") {
					of = k
				}
			}
			if of >= 0 && t.Below(i-2, of) && t.Kid(of, "conj") < 0 && !t.Below(n, i) && t.head[i] != n {
				t.move(i, n, "appos")
			}
			break
		}
	}
}

// helpedNames makes an object of a name between "help" and what it is helped to
// do, where it was taken for part of that verb: "pledged to help Malawi rebuild".
func (t *Tree) helpedNames() {
	for v := 2; v < len(t.Tokens); v++ {
		h, n := t.head[v], v-1
		if h < 0 || h >= n || t.Tokens[v].XPOS != "VB" || !t.UPOS(v, "VERB") || t.rel[v] != "xcomp" || !helpers[t.Lemma(h)] || !t.UPOS(n, "PROPN") || t.head[n] != v || !t.Is(n, "compound", "nmod", "nsubj", "obl") || t.Kid(h, "obj") >= 0 {
			continue
		}
		t.move(n, h, "obj")
	}
}

// helpers are verbs of what others do, without "to" before it.
var helpers = wordSet("help let make have see watch")
