package tree

import "slices"

// inserts are verbs of what is put between a verb and its object to say by
// whom or how surely it is said.
var inserts = wordSet(`
	say seem appear report claim believe think note add announce suggest argue allege insist confirm
	understand hear learn write state tell admit acknowledge
`)

// inserted gives a verb the object that was hung on what stands between the
// two: "has attacked, witnesses said, a village", "arrested, according to the
// ministry, nine men".
func (t *Tree) inserted() {
	for o := range t.Tokens {
		p := t.head[o]
		if p < 0 || p > o || !t.Is(o, "obj", "ccomp", "appos", "parataxis") || !t.UPOS(o, "NOUN", "PROPN", "NUM", "SYM") || t.Kid(o, "cop", "nsubj", "case", "mark") >= 0 {
			continue
		}
		start := t.insertion(o, p)
		first := t.behindComma(o)
		if start < 2 || first < 1 || t.Tokens[first-1].Text != "," || t.Tokens[start-1].Text != "," {
			continue
		}
		v := start - 2
		if t.Is(v, "compound:prt") {
			v = t.head[v]
		}
		if v < 0 || !t.UPOS(v, "VERB") || t.Kid(v, "obj", "aux:pass", "ccomp") >= 0 {
			continue
		}
		t.move(o, v, "obj")
	}
}

// insertion is where what stands between a verb and its object begins, if
// token o is the object, hung on token p; or -1.
func (t *Tree) insertion(o, p int) int {
	by := p
	if t.Is(o, "parataxis") {
		by = t.Kid(p, "obl")
	}
	switch s := t.Kid(p, "nsubj", "expl"); {
	case by > 0 && by < o && t.Prep(by) == "according_to" && t.Is(o, "appos", "parataxis") && t.Is(by, "obl", "parataxis"):
		return t.behindComma(by)
	case t.Is(o, "obj", "ccomp") && s > 1 && s < p && t.UPOS(p, "VERB") && inserts[t.Lemma(p)]:
		return t.behindComma(s)
	}
	return -1
}

// behindComma is the first token of a phrase without the comma that parts it.
func (t *Tree) behindComma(i int) int {
	first, _ := t.Reach(i)
	for first < i && t.Tokens[first].Text == "," {
		first++
	}
	return first
}

// insertedAfterAux puts together a verb and its auxiliary where who says so
// stands between them: "Togo was, officials said, attacked by rebels". Parsers
// take it for what both hang on, or its subject for theirs.
func (t *Tree) insertedAfterAux() {
	for aux := 1; aux+5 < len(t.Tokens); aux++ {
		if !t.UPOS(aux, "AUX", "VERB") || !auxiliary[t.Lemma(aux)] || t.Tokens[aux+1].Text != "," {
			continue
		}
		p := aux + 2
		for p < aux+8 && p+2 < len(t.Tokens) && t.Tokens[p].Text != "," {
			p++
		}
		v := p + 1
		p--
		by := p - 1
		if v >= len(t.Tokens) || t.Tokens[v-1].Text != "," || by < aux+2 || !t.UPOS(p, "VERB") || !inserts[t.Lemma(p)] || !t.Nominal(by) && !t.UPOS(by, "PRON") || !t.follows(v, aux) {
			continue
		}
		s := t.Kid(p, "nsubj", "nsubj:pass", "expl")
		if s < 0 || s > aux {
			s = t.Kid(v, "nsubj", "nsubj:pass", "expl")
		}
		if s < 0 || s > aux {
			continue
		}
		if t.Below(v, p) {
			t.move(v, t.head[p], t.rel[p])
		}
		t.move(p, v, "parataxis")
		t.move(by, p, "nsubj")
		subject, helps := "nsubj", "aux"
		if t.Lemma(aux) == "be" && t.Tokens[v].XPOS != "VBG" {
			subject, helps = "nsubj:pass", "aux:pass"
		}
		t.move(s, v, subject)
		for _, k := range slices.Clone(t.kids[aux]) {
			t.move(k, v, t.rel[k])
		}
		t.move(aux, v, helps)
		t.Tokens[aux].UPOS = "AUX"
		for _, k := range slices.Clone(t.kids[p]) {
			if k > v {
				t.move(k, v, t.rel[k])
			}
		}
	}
}

// auxiliary are verbs that another goes with.
var auxiliary = wordSet("be have will would can could may might shall should must do")

// follows tells whether the word at token v is a verb in the form that the
// auxiliary asks for; a bare one taken for a noun is made a verb.
func (t *Tree) follows(v, aux int) bool {
	switch tag := t.Tokens[v].XPOS; t.Lemma(aux) {
	case "be":
		return tag == "VBG" || tag == "VBN" || tag == "VBD" && t.UPOS(v, "VERB")
	case "have":
		return tag == "VBN" || tag == "VBD" && t.UPOS(v, "VERB")
	default:
		if tag == "NN" && t.Kid(v, "obj") > v && t.Kid(v, "det") < 0 {
			retag(&t.Tokens[v], "VERB", "VB")
		}
		return t.Tokens[v].XPOS == "VB"
	}
}

// offVerbs are verbs with "off" that do something to what stands behind it.
var offVerbs = wordSet("cordon seal fend ward stave rope wall block close call fence shut head")

// offParticles makes a particle of "off" between such a verb and its object,
// where it was taken for a preposition: "cordoned off the roads".
func (t *Tree) offParticles() {
	for i := 1; i < len(t.Tokens); i++ {
		v, o := i-1, t.head[i]
		if t.Lemma(i) != "off" || !t.Is(i, "case") || o < i || t.head[o] != v || !t.Is(o, "obl") || !t.UPOS(v, "VERB") || !offVerbs[t.Lemma(v)] || t.Passive(v) || t.Kid(v, "obj") >= 0 {
			continue
		}
		t.move(i, v, "compound:prt")
		t.Tokens[i].XPOS = "RP"
		t.rel[o] = "obj"
	}
}
