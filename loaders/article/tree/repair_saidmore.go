package tree

import "strings"

// addressing verbs in -ing go on with what a speaker says to or of others.
var addressing = wordSet("reject deny dismiss refute accuse blame urge warn thank praise condemn denounce criticise criticize call ask demand vow threaten apologise apologize welcome describe label cite hail slam order dismiss overturn annul uphold clear acquit sentence convict fine")

// saidMore hangs on the word for saying what the speaker goes on with, where it
// was hung on what he said of something that says nothing: "said that two ships
// had crossed, rejecting Chad's claim".
func (t *Tree) saidMore() {
	for i := 2; i < len(t.Tokens); i++ {
		h := t.head[i]
		if t.Tokens[i].XPOS != "VBG" || !t.Is(i, "advcl") || h < 0 || h > i || t.Tokens[i-1].Text != "," || !addressing[t.Lemma(i)] || t.Kid(i, "mark", "nsubj", "aux") >= 0 {
			continue
		}
		s := t.Kid(h, "nsubj", "nsubj:pass")
		if s < 0 || t.speaks(s) && !t.opinion(h) {
			continue
		}
		for n := 0; n < 3 && h >= 0 && t.Is(h, "conj", "xcomp"); n++ {
			h = t.head[h]
		}
		if h < 0 || !t.Is(h, "ccomp") || t.head[h] < 0 {
			continue
		}
		if v := t.head[h]; v < h && saysThat[t.Lemma(v)] && t.Kid(v, "nsubj") >= 0 && t.Kid(v, "nsubj") < v {
			t.move(i, v, "advcl")
		}
	}
}

// saysMore tells whether the participle at token i goes on with what a speaker
// says, after the clause of verb c whose subject says nothing.
func (t *Tree) saysMore(i, c int) bool {
	s := t.Kid(c, "nsubj", "nsubj:pass")
	return addressing[t.Lemma(i)] && s >= 0 && (!t.speaks(s) || t.opinion(c))
}

// saysThat are verbs of those who say what a clause tells.
var saysThat = wordSet("say announce claim insist declare state tell warn report confirm add argue maintain note stress believe write deny reveal rule find decide hold")

// speaks tells whether the subject at token s may itself say something.
func (t *Tree) speaks(s int) bool {
	switch {
	case t.UPOS(s, "PROPN"):
		return true
	case t.UPOS(s, "PRON"):
		l := t.Lemma(s)
		return l != "it" && l != "this" && l != "that" && l != "there"
	}
	if namingDeeds[t.Lemma(s)] {
		return false
	}
	return speakers[t.Lemma(s)] || !strings.HasSuffix(t.Tokens[s].XPOS, "S") && (strings.HasSuffix(t.Lemma(s), "er") || strings.HasSuffix(t.Lemma(s), "or"))
}

// namingDeeds end like nouns of those who do something.
var namingDeeds = wordSet("order war power murder letter number matter offer river water border danger error terror tower paper computer centre center quarter corner disorder disaster winter summer october november december september former")

// speakers are common nouns of those who say things.
var speakers = wordSet("government ministry minister president official spokesman spokeswoman army military police group court parliament country nation state leader party opposition union company authority administration regime junta militant rebel protester lawmaker senator governor mayor ambassador envoy diplomat commander general council commission committee agency body man woman people resident activist lawyer family victim ally side force premier chancellor king prince pope bishop judge prosecutor chief head secretary member organisation organization bloc alliance team coalition")

// opinion tells whether the clause of verb h says what ought to be, which is
// what the speaker thinks.
func (t *Tree) opinion(h int) bool {
	for _, k := range t.KidsAs(h, "aux") {
		switch t.Lemma(k) {
		case "must", "should", "ought":
			return true
		}
	}
	return false
}
