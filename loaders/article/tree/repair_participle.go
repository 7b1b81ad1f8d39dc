package tree

import (
	"slices"
	"strings"
)

// going are, besides the intransitive, participles of what people are doing
// where a noun for them follows: "killed protesting miners".
var going = wordSet("demonstrate strike riot return march approach withdraw sleep pass loot desert escape revolt mutiny " +
	"rebel picket worship mourn vote celebrate wander roam cheer chant boo heckle jeer quarrel bicker compete survive remain incoming")

// lasting are verbs that tell of a participle behind them that it goes on.
var lasting = wordSet("keep go be")

// coming are participles that take an object too; what stands behind them is
// one if the verb before them takes an act: "denied invading troops".
var coming = wordSet("invade occupy visit attack oppose besiege encroach pursue raid rule govern")

// ofActs are verbs that are followed by what is done.
var ofActs = wordSet("admit advocate allow avoid ban begin cease celebrate commence condemn consider continue contemplate criticize criticise defend delay deny describe detest discourage discuss dislike encourage end " +
	"enjoy envisage finish forbid go halt hate imagine include involve justify keep like love mean mention mind miss necessitate oppose permit plan postpone practise practice prevent prohibit propose quit recall recommend " +
	"regret reject remember report resent resist resume risk start stop suggest support threaten tolerate try urge be come spend face")

// peopleBehind puts right the participle before a noun for people that was
// taken for a clause whose object they are.
func (t *Tree) peopleBehind() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		v := i - 1
		if t.Tokens[i].XPOS != "VBG" || !t.UPOS(v, "VERB") || t.head[i] != v || !t.Is(i, "xcomp", "advcl", "ccomp", "obj") || t.Kid(v, "obj") >= 0 {
			continue
		}
		verb, above := t.Lemma(i), t.Lemma(v)
		if !((intransitive[verb] || going[verb]) && !lasting[above] || coming[verb] && !ofActs[above]) {
			continue
		}
		n := t.Kid(i, "obj")
		if n < i || !t.UPOS(n, "NOUN") || t.Kid(n, "det", "nmod:poss") >= 0 || !strings.HasSuffix(t.Tokens[n].XPOS, "S") || impersonal(t.Lemma(n)) || plight[t.Lemma(n)] {
			continue
		}
		whole := true
		for k := i + 1; k < n; k++ {
			whole = whole && t.Below(k, n)
		}
		if !whole {
			continue
		}
		for _, k := range slices.Clone(t.kids[i]) {
			if k != n {
				t.move(k, v, t.rel[k])
			}
		}
		t.move(n, v, "obj")
		t.move(i, n, "amod")
	}
}

// progressives puts right "police are mocking students" where the participle
// was taken for what kind of people the police are.
func (t *Tree) progressives() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		n, be := t.head[i], i-1
		if t.Tokens[i].XPOS != "VBG" || n <= i || !t.Is(i, "amod", "compound") || !(t.head[be] == n && t.rel[be] == "cop" || t.head[be] == i && t.rel[be] == "aux") || t.Tokens[n].XPOS != "NNS" || intransitive[t.Lemma(i)] || going[t.Lemma(i)] || t.Kid(n, "det", "nmod:poss") >= 0 || len(t.KidsAs(i, "aux")) < len(t.kids[i]) {
			continue
		}
		s := t.Kid(n, "nsubj")
		if s < 0 || s > be {
			continue
		}
		h, rel := t.head[n], t.rel[n]
		for _, k := range append([]int(nil), t.kids[n]...) {
			if k < i || t.Is(k, "punct", "advcl", "obl", "conj", "parataxis", "ccomp") {
				t.move(k, i, t.rel[k])
			}
		}
		t.rel[be] = "aux"
		t.move(i, h, rel)
		t.move(n, i, "obj")
	}
}

// plight is what people flee from.
var plight = wordSet("attack strike airstrike clash battle fire flame hostility bomb shell bullet flood threat gang taliban raid killing fighting riot wildfire quake hardship condition")

// given nouns end like participles and name what one gets from others.
var given = wordSet("backing funding financing training blessing briefing hearing warning beating")

// getting are verbs of who has, gets or gives such a thing.
var getting = wordSet("win get gain secure receive earn draw need seek enjoy lose give offer withdraw have lack attract want request pledge promise provide face suffer issue deliver")

// backings makes nouns of what was taken for an act where somebody gets it
// from others: "won backing from the army".
func (t *Tree) backings() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		v := t.head[i]
		if t.Tokens[i].XPOS != "VBG" || v < 0 || v >= i || i-v > 3 || !given[strings.ToLower(t.Tokens[i].Text)] || !getting[t.Lemma(v)] || !t.Is(i, "xcomp", "obj", "advcl", "ccomp") || t.Kid(i, "obj", "nsubj") >= 0 || !t.UPOS(i+1, "ADP", "PUNCT", "SCONJ") {
			continue
		}
		retag(&t.Tokens[i], "NOUN", "NN")
		t.rel[i] = "obj"
	}
}

// opposedTo makes an adjective of "opposed" before "to", which says what
// somebody is and not what is done to him: "Chad is opposed to a strike by Togo".
func (t *Tree) opposedTo() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		be := t.Kid(i, "aux:pass")
		if t.Lemma(i) != "oppose" || t.Tokens[i].XPOS != "VBN" && t.Tokens[i].XPOS != "VBD" || t.Lemma(i+1) != "to" || be > i || be < 0 && !(t.Is(i, "acl") && t.Kid(i, "nsubj", "obj") < 0) {
			continue
		}
		retag(&t.Tokens[i], "ADJ", "JJ")
		t.Tokens[i].Lemma = "opposed"
		if be >= 0 {
			t.rel[be] = "cop"
		}
		for _, s := range t.KidsAs(i, "nsubj:pass") {
			t.rel[s] = "nsubj"
		}
	}
}
