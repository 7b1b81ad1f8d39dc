package tree

import (
	"slices"
	"strings"
)

// fightingBetween makes a noun of the fighting that a clause tells of: "As
// fighting between the army and the rebels continues", "Fighting between Chad
// and Sudan resumed".
func (t *Tree) fightingBetween() {
	for i := 0; i+3 < len(t.Tokens); i++ {
		if t.Tokens[i].XPOS != "VBG" || !ongoing[strings.ToLower(t.Tokens[i].Text)] || t.Lemma(i+1) != "between" || t.Kid(i, "obj", "nsubj", "aux") >= 0 {
			continue
		}
		p := t.head[i+1]
		if p < i || t.head[p] != i {
			continue
		}
		_, last := t.Reach(p)
		v := last + 1
		for v < len(t.Tokens) && t.UPOS(v, "AUX", "ADV") {
			v++
		}
		finite := v < len(t.Tokens) && t.UPOS(v, "VERB") && t.Kid(v, "nsubj", "nsubj:pass") < 0
		retag(&t.Tokens[i], "NOUN", "NN")
		t.Tokens[i].Lemma = strings.ToLower(t.Tokens[i].Text)
		t.rel[p] = "nmod"
		if t.Is(i, "csubj") {
			t.rel[i] = "nsubj"
		}
		if !finite || t.Below(v, i) || t.head[i] < 0 || t.Is(i, "nsubj", "obl", "nmod", "obj") {
			continue
		}
		if m := t.Kid(i, "mark"); m >= 0 && m < i {
			t.move(m, v, "mark")
		}
		t.move(i, v, "nsubj")
	}
}

// namesBehindRoles hangs the second of two names behind a role on the role:
// "envoys Lind and Berg", "carrier Sund Air and rival Nord Air". Parsers hang
// it on the first, which only says who the role's bearer is.
func (t *Tree) namesBehindRoles() {
	for i := range t.Tokens {
		h := t.head[i]
		if t.rel[i] != "appos" || h < 0 || h > i || !t.UPOS(h, "NOUN") || !t.UPOS(i, "PROPN") {
			continue
		}
		if first, _ := t.Reach(i); first != h+1 || t.UPOS(first, "PUNCT") && t.Tokens[first].Text != "-" {
			continue // behind a comma it only explains
		}
		for _, k := range t.KidsAs(i, "conj") {
			if cc := t.Kid(k, "cc"); t.UPOS(k, "PROPN") && (cc < 0 || t.Tokens[cc].Text != "&") {
				t.move(k, h, "conj")
			}
		}
	}
}

// targeting hangs on sanctions whom they target: "announced sanctions targeting
// Chadian banks" is sanctions on them.
func (t *Tree) targeting() {
	for i := 1; i < len(t.Tokens); i++ {
		h := t.head[i]
		if t.Tokens[i].XPOS != "VBG" || !t.Is(i, "acl") || h != i-1 || !penal[t.Lemma(h)] || !aiming[t.Lemma(i)] || t.Kid(i, "nsubj", "aux", "mark") >= 0 {
			continue
		}
		o := t.Kid(i, "obj")
		if o < i {
			continue
		}
		t.move(o, h, "nmod")
		for _, k := range slices.Clone(t.kids[i]) {
			t.move(k, o, t.rel[k])
		}
		t.move(i, o, "case")
		retag(&t.Tokens[i], "ADP", "IN")
		t.Tokens[i].Lemma = "on"
	}
}

var (
	penal  = wordSet("sanction tariff restriction embargo levy duty penalty curb ban blacklist measure surcharge")
	aiming = wordSet("target hit punish affect")
)

// spoils gives to those who break up a ring what a participle says they took:
// "police dismantle a ring that carries drugs to Togo, arresting five".
// Parsers hang it on what the ring does.
func (t *Tree) spoils() {
	for i := 2; i < len(t.Tokens); i++ {
		if t.Tokens[i].XPOS != "VBG" || !t.Is(i, "advcl") || !spoiling[t.Lemma(i)] || t.Tokens[i-1].Text != "," {
			continue
		}
		r := t.head[i]
		for r >= 0 && t.rel[r] != "acl:relcl" && t.UPOS(r, "VERB") && r < i {
			r = t.head[r]
		}
		if r < 0 || t.rel[r] != "acl:relcl" || t.head[r] < 0 {
			continue
		}
		ring := t.First(t.head[r])
		if v := t.head[ring]; v >= 0 && v < ring && t.Is(ring, "obj") && bustingUp[t.Lemma(v)] {
			t.move(i, v, "advcl")
		}
	}
}

var (
	spoiling  = wordSet("seize confiscate arrest detain capture rescue free recover impound kill injure wound destroy apprehend")
	bustingUp = wordSet("dismantle break bust raid storm smash disrupt uncover dismember search attack crack")
)

// waysFor lets those leave for whom a way is opened: "opens a corridor for
// civilians to leave the city" is no plan of who opens it.
func (t *Tree) waysFor() {
	for i := 2; i < len(t.Tokens); i++ {
		if t.Tokens[i].XPOS != "VB" || t.Lemma(i-1) != "to" || !t.Is(i, "advcl") || t.Kid(i, "nsubj") >= 0 {
			continue
		}
		for _, w := range t.KidsAs(t.head[i], "obl") {
			if _, last := t.Reach(w); t.Prep(w) == "for" && last == i-2 && t.UPOS(w, "NOUN", "PROPN") && t.opensWay(t.head[i]) {
				t.move(i, w, "acl")
			}
		}
	}
}

var ways = wordSet("corridor way passage route road path window door border crossing permission plan time deadline chance room call")

// opensWay tells whether what verb v is done to is a way or a time for others.
func (t *Tree) opensWay(v int) bool {
	o := t.Kid(v, "obj")
	return o > v && ways[t.Lemma(o)]
}
