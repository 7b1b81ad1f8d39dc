package tree

import "strings"

// headlines puts right what is peculiar to titles: no "and", no articles, a
// name as the first word.
func (t *Tree) headlines() {
	t.firstName()
	t.commaPairs()
	t.doersInIng()
	t.setFree()
}

// firstName makes a name of a first word that was taken for a verb though it
// is the subject of the next: "Odinga meets".
func (t *Tree) firstName() {
	if len(t.Tokens) > 2 && t.UPOS(0, "VERB") && t.rel[0] == "nsubj" && t.head[0] == 1 && t.Tokens[1].XPOS == "VBZ" && len(t.kids[0]) == 0 {
		t.Tokens[0].UPOS, t.Tokens[0].XPOS, t.Tokens[0].Lemma = "PROPN", "NNP", t.Tokens[0].Text
	}
}

// commaPairs joins two names that a comma parts right before the verb: "Togo,
// Benin sign pact". Who explains a name has a comma behind, too.
func (t *Tree) commaPairs() {
	for i := 1; i+2 < len(t.Tokens) && i < 5; i++ {
		b := i + 1
		if t.Tokens[i].Text != "," || !t.UPOS(b, "PROPN") {
			continue
		}
		for b+1 < len(t.Tokens) && t.UPOS(b+1, "PROPN") && t.head[b] == b+1 && t.rel[b] == "compound" {
			b++
		}
		a := t.head[b]
		if a < 0 || a >= i || t.rel[b] != "appos" || !t.UPOS(a, "PROPN") || !t.Is(a, "nsubj", "nsubj:pass") || b+1 >= len(t.Tokens) {
			continue
		}
		if v := t.head[a]; v > b && (t.Tokens[b+1].XPOS == "TO" || t.UPOS(b+1, "VERB", "AUX")) && t.head[b+1] == v || v == b+1 {
			t.rel[b] = "conj"
		}
		return
	}
}

// intransitive verbs have as participles before a noun what that noun does:
// "a sinking boat".
var intransitive = map[string]bool{"flee": true, "sink": true, "age": true, "ail": true, "die": true, "drown": true, "retreat": true, "advance": true, "arrive": true, "depart": true,
	"protest": true, "starve": true, "war": true, "defect": true, "crumble": true, "struggle": true, "feud": true, "migrate": true, "surrender": true, "suffer": true}

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

// setFree takes "free" from the noun before it: "sets dozens of prisoners free".
func (t *Tree) setFree() {
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
