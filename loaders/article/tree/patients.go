package tree

// Patients are those it is done to: the object of an active verb, the
// subject of a passive one, the noun a relative clause with a gap hangs on.
func (t *Tree) Patients(i int) []int {
	if !t.UPOS(i, "VERB") {
		return nil
	}
	if t.Passive(i) {
		s := t.Subjects(i)
		if len(s) == 0 && t.rel[i] == "amod" && t.head[i] >= 0 {
			return t.Conjuncts(t.head[i])
		}
		return s
	}
	if o := t.Kid(i, "obj"); o >= 0 {
		if c := t.Kid(i, "ccomp"); c > o && t.Kid(c, "nsubj", "csubj") < 0 && t.Kid(c, "aux") >= 0 {
			return nil // it is the subject of the clause
		}
		if t.relativePronoun(o) {
			if t.remark(i, o) {
				return nil
			}
			if a := t.antecedent(i); a >= 0 {
				return t.Conjuncts(a)
			}
			return nil
		}
		return t.Conjuncts(o)
	}
	// "warned Chad against leaving": a receiver without a gift.
	if o := t.Kid(i, "iobj"); o >= 0 && !t.relativePronoun(o) {
		return t.Conjuncts(o)
	}
	if s := t.Kid(i, "nsubj"); t.rel[i] == "acl:relcl" && s >= 0 && !t.relativePronoun(s) && !t.whose(s) && t.Kid(i, "ccomp", "xcomp") < 0 && !t.strandedOblique(i) {
		return t.Conjuncts(t.head[i])
	}
	if o := t.bareAfter(i); o >= 0 {
		return t.Conjuncts(o)
	}
	return t.sharedObject(i)
}

// where tells whether token i stands under a preposition of place.
func (t *Tree) where(i int) bool {
	switch t.Prep(i) {
	case "in", "at", "near", "on", "off", "across", "inside", "outside":
		return true
	}
	return false
}

// remark tells whether verb i with the relative pronoun o is about the whole
// clause before it: "accused it of sheltering rebels, which Kigali denies".
func (t *Tree) remark(i, o int) bool {
	switch t.Lemma(i) {
	case "deny", "confirm", "dispute", "reject", "call", "describe", "say":
		return o > 0 && t.Tokens[o-1].Text == "," && t.Lemma(o) == "which"
	}
	return false
}

// judged is the object of verb h if it does what the gerund i under it says:
// Chad in "warned Chad against leaving", "sanctioned Chad for jailing". In a
// passive it is the subject; -1 if the subject of h does it.
func (t *Tree) judged(h, i int) int {
	if t.Tokens[i].XPOS != "VBG" {
		return -1
	}
	k := t.Kid(i, "mark", "case")
	if k < 0 {
		return -1
	}
	switch t.Lemma(k) {
	case "against", "from", "into":
	case "for", "over":
		if !judging[t.Lemma(h)] {
			return -1
		}
	default:
		return -1
	}
	if t.Passive(h) {
		return t.Kid(h, "nsubj:pass", "nsubj")
	}
	if o := t.Kid(h, "obj", "iobj"); o >= 0 && o < i {
		return o
	}
	return -1
}

// judging verbs have what their object did behind "for".
var judging = wordSet(`
	criticise criticize condemn denounce blame slam thank praise commend punish sanction fine arrest detain jail sue rebuke censure prosecute chide
	applaud convict expel fault blast charge indict hail sentence congratulate laud honour honor reward accuse attack reproach credit forgive
`)

// Judges tells whether a verb does something to its object for what that did.
func Judges(lemma string) bool { return judging[lemma] }

func (t *Tree) strandedOblique(i int) bool {
	for _, k := range t.KidsAs(i, "obl", "advmod") {
		if t.relativePronoun(k) || t.Tokens[k].XPOS == "WRB" {
			return true
		}
	}
	return false
}

// sharedObject is the object that verb i shares with the verb it is
// coordinated with and that stands next to it: "attacked and occupied Kyiv".
func (t *Tree) sharedObject(i int) []int {
	next := func(a, b int) bool {
		for j := a + 1; j < b; j++ {
			if !t.UPOS(j, "CCONJ", "PUNCT", "ADV", "AUX") {
				return false
			}
		}
		return true
	}
	for _, k := range t.KidsAs(i, "conj") {
		// "Chad condemned and Niger praised the plan"
		own := t.Kid(k, "nsubj")
		both := own > i && t.UPOS(i+1, "CCONJ") && t.Head(i+1) == k && t.Kid(i, "nsubj") >= 0 && t.Kid(i, "iobj", "ccomp", "xcomp", "obl") < 0 && t.Tokens[i].XPOS == t.Tokens[k].XPOS
		if t.UPOS(k, "VERB") && (next(i, k) || both) && !t.Passive(k) {
			if o := t.Kid(k, "obj"); o >= 0 {
				return t.Conjuncts(o)
			}
		}
	}
	if t.rel[i] == "conj" && t.head[i] >= 0 && t.UPOS(t.head[i], "VERB") && next(t.head[i], i) && !t.Passive(t.head[i]) {
		if o := t.Kid(t.head[i], "obj"); o > i {
			return t.Conjuncts(o)
		}
	}
	return nil
}

// whose tells whether noun i is that of the antecedent of its clause, to whom
// then nothing is done there: "Chad, whose soldiers fight alongside rebels". A
// name between the two may be the doer: "Chad, whose soldiers Togo attacked".
func (t *Tree) whose(i int) bool {
	p := t.Kid(i, "nmod:poss")
	if p < 0 || t.Lemma(p) != "whose" {
		return false
	}
	for j := p + 1; j < t.head[i]; j++ {
		if t.UPOS(j, "PROPN") {
			return false
		}
	}
	return true
}
