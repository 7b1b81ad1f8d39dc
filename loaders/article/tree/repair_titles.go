package tree

import "strings"

// headlines puts right what is peculiar to titles: no "and", no articles, a
// name as the first word.
func (t *Tree) headlines() {
	t.firstName()
	t.commaPairs()
	t.twoDeeds()
	t.doersInIng()
	t.fleeingFrom()
	t.toPast()
	t.particlesOfPairs()
	t.remainsReturned()
	t.setFree()
}

// firstName makes a name of a first word that was taken for a verb though it
// is the subject of the next: "Odinga meets".
func (t *Tree) firstName() {
	if len(t.Tokens) > 2 && t.UPOS(0, "VERB") && t.rel[0] == "nsubj" && t.head[0] == 1 && t.Tokens[1].XPOS == "VBZ" && len(t.kids[0]) == 0 {
		t.Tokens[0].UPOS, t.Tokens[0].XPOS, t.Tokens[0].Lemma = "PROPN", "NNP", t.Tokens[0].Text
	}
}

// commaPairs joins two that a comma parts right before the verb: "Togo,
// Benin sign pact", "Togolese premier, Beninese leader meet". Who explains
// another has a comma behind, too.
func (t *Tree) commaPairs() {
	for i := 1; i+2 < len(t.Tokens) && i < 8; i++ {
		if t.Tokens[i].Text != "," {
			continue
		}
		for b := i + 1; b+1 < len(t.Tokens) && b < i+6; b++ {
			if t.UPOS(b, "VERB", "AUX", "PUNCT", "CCONJ", "ADP") {
				break
			}
			a, v := t.head[b], t.head[b]
			if t.Is(b, "appos", "nmod:unmarked") && a >= 0 && a < i && t.Is(a, "nsubj", "nsubj:pass") {
				v = t.head[a]
			} else if t.rel[b] == "nsubj" && v > b {
				a = t.Kid(v, "nsubj")
			} else {
				continue
			}
			first := b
			for _, k := range t.kids[b] {
				first = min(first, k)
			}
			if a < 0 || a >= i || !t.Nominal(a) || t.UPOS(a, "PROPN") != t.UPOS(b, "PROPN") || first != i+1 && t.Tokens[first].Text != "," || v < b {
				continue
			}
			if n := t.Tokens[b+1]; n.XPOS == "TO" && t.head[b+1] == v || v == b+1 || t.UPOS(b+1, "AUX", "ADV") && t.head[b+1] == v {
				t.move(b, a, "conj")
			}
		}
		return
	}
}

// twoDeeds puts right "Premier flees capital, agrees to quit" where the first
// clause was taken for the subject of the second.
func (t *Tree) twoDeeds() {
	v := t.root
	if v < 3 || !t.UPOS(v, "VERB") {
		return
	}
	s := t.Kid(v, "nsubj", "nsubj:pass")
	if s < 0 || s > v || !t.UPOS(s, "VERB") || t.Kid(s, "nsubj", "nsubj:pass") < 0 || t.Kid(s, "mark") >= 0 {
		return
	}
	switch t.Tokens[s].XPOS {
	case "VBZ", "VBD", "VBP":
	default:
		return
	}
	comma := false
	for j := s + 1; j < v; j++ {
		comma = comma || t.Tokens[j].Text == ","
	}
	if !comma {
		return
	}
	t.move(s, -1, "root")
	t.move(v, s, "conj")
}

// fleeingFrom has those who flee something stand before what they flee:
// "opens doors to Sudanese fleeing war".
func (t *Tree) fleeingFrom() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		n := i + 1
		if l := t.Lemma(i); t.Tokens[i].XPOS != "VBG" || l != "flee" && l != "escape" && l != "seek" || t.head[i] != n || !t.UPOS(n, "NOUN") || !OfNation(t.Tokens[i-1].Text) || t.head[i-1] != i && t.head[i-1] != n || t.head[n] < 0 {
			continue
		}
		who := i - 1
		t.move(who, t.head[n], t.rel[n])
		if c := t.Kid(n, "case"); c >= 0 && c < who {
			t.move(c, who, "case")
		}
		t.move(i, who, "acl")
		t.move(n, i, "obj")
		t.Tokens[who].UPOS, t.Tokens[who].XPOS = "PROPN", "NNPS"
	}
}

// toPast has a participle behind "to" describe the noun behind it: "brings aid
// to stranded pensioners". No infinitive is one.
func (t *Tree) toPast() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		c := i - 1
		h := t.head[i]
		if t.Lemma(c) != "to" || t.head[c] != i || !t.UPOS(i, "VERB") || h < 0 || h > c || t.Kid(i, "nsubj", "aux") >= 0 || t.Tokens[i].XPOS != "VBN" && t.Tokens[i].Text != "slain" {
			continue
		}
		o := t.Kid(i, "obj")
		if o < i || o > i+4 {
			continue
		}
		for _, k := range append([]int(nil), t.kids[i]...) {
			if k > o {
				t.move(k, h, t.rel[k])
			}
		}
		rel := "obl"
		if !t.UPOS(h, "VERB") {
			rel = "nmod"
		}
		t.move(o, h, rel)
		t.move(i, o, "amod")
		t.move(c, o, "case")
		t.Tokens[c].UPOS, t.Tokens[c].XPOS, t.Tokens[i].XPOS = "ADP", "IN", "VBN"
	}
}

// remainsReturned makes a noun of "remains" that are returned.
func (t *Tree) remainsReturned() {
	for i := 1; i < len(t.Tokens); i++ {
		v := t.head[i]
		if t.Tokens[i].Text != "remains" || !t.UPOS(i, "VERB") || t.rel[i] != "obj" || v < 0 || v > i {
			continue
		}
		t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Lemma = "NOUN", "NNS", "remains"
		for _, k := range append([]int(nil), t.kids[v]...) {
			if k > i && t.rel[k] == "obl" && t.Prep(k) == "of" {
				t.move(k, i, "nmod")
			}
		}
	}
}

// intransitive verbs have as participles before a noun what that noun does:
// "a sinking boat".
var intransitive = wordSet("flee sink age ail die drown retreat advance arrive depart protest starve war defect crumble struggle feud migrate surrender suffer")

// doersInIng has a participle in -ing behind a preposition say what the noun
// behind it does: "gives refuge to fleeing opposition leader".
func (t *Tree) doersInIng() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		p := i - 1
		v := t.head[i]
		if t.Tokens[i].XPOS != "VBG" || !intransitive[t.Lemma(i)] || t.head[p] != i || !t.Is(p, "mark", "case") || v < 0 || v > p || t.Kid(i, "nsubj", "aux") >= 0 {
			continue
		}
		o := t.Kid(i, "obj", "obl:unmarked", "nmod:unmarked")
		if o < i || o > i+5 {
			continue
		}
		plain := true
		for j := i + 1; j < o; j++ {
			plain = plain && t.UPOS(j, "ADJ", "NOUN", "PROPN", "NUM")
		}
		if !plain {
			continue
		}
		rel := "obl"
		if t.UPOS(v, "NOUN", "PROPN") {
			rel = "nmod"
		}
		t.move(o, v, rel)
		t.move(i, o, "amod")
		t.move(p, o, "case")
		t.Tokens[p].UPOS = "ADP"
	}
}

// pairedParticles are verbs with the particle that may stand before another
// preposition.
var pairedParticles = wordSet("hand_over turn_over sign_off hand_back give_back hand_in sell_off send_off give_up turn_in sign_over pass_on hand_down")

// particlesOfPairs gives a verb the particle that was taken for the first of
// two prepositions: "hands suspect over to marshals", "signs off on reform".
func (t *Tree) particlesOfPairs() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		n := t.head[i]
		// "hands suspect over" with "over" on the suspect
		if t.rel[i] == "compound:prt" && n == i-1 && t.UPOS(n, "NOUN") && t.head[n] >= 0 && pairedParticles[t.Lemma(t.head[n])+"_"+t.Lemma(i)] {
			v := t.head[n]
			t.move(i, v, "compound:prt")
			for _, k := range append([]int(nil), t.kids[n]...) {
				if k > i {
					t.move(k, v, "obl")
				}
			}
			continue
		}
		if !t.UPOS(i, "ADP") || t.rel[i] != "case" || n < i+2 || t.head[i+1] != n || t.rel[i+1] != "case" || t.head[n] < 0 {
			continue
		}
		v := t.head[n]
		if !t.UPOS(v, "VERB") || v > i || !pairedParticles[t.Lemma(v)+"_"+t.Lemma(i)] {
			continue
		}
		t.move(i, v, "compound:prt")
	}
}

// setFree takes "free" from the noun beside it: "sets dozens of prisoners
// free", "sets free player's father".
func (t *Tree) setFree() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		if t.Tokens[i].Text == "free" && t.Lemma(i-1) == "set" && t.UPOS(i-1, "VERB") && t.head[i] > i && t.Is(i, "amod") {
			t.move(i, i-1, "xcomp")
		}
	}
	for i := 2; i < len(t.Tokens); i++ {
		n := t.head[i]
		if strings.ToLower(t.Tokens[i].Text) != "free" || n != i-1 || !t.Is(i, "amod") {
			continue
		}
		for n >= 0 && !t.UPOS(n, "VERB") {
			n = t.head[n]
		}
		if n >= 0 && t.Lemma(n) == "set" && i+1 >= len(t.Tokens) || n >= 0 && t.Lemma(n) == "set" && !t.UPOS(i+1, "NOUN") {
			t.move(i, n, "xcomp")
		}
	}
}

// objectsBeforeTitles gives a verb its object back where it was taken for a
// title of the name behind the preposition: "granted bail to former minister Ada Obi".
func (t *Tree) objectsBeforeTitles() {
	for n := range t.Tokens {
		v := t.head[n]
		if v < 0 || v > n || !t.Is(n, "obj") || !t.UPOS(v, "VERB") || !t.UPOS(n, "PROPN") {
			continue
		}
		titles := t.KidsAs(n, "nmod:desc")
		if len(titles) < 2 {
			continue
		}
		k, m := titles[0], titles[len(titles)-1]
		if p := t.Kid(m, "case"); k > v && k < m && m < n && p > k && p < m && t.UPOS(k, "NOUN") {
			t.move(k, v, "obj")
			t.move(n, v, "obl")
			t.move(p, n, "case")
		}
	}
}
