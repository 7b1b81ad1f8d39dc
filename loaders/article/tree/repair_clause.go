package tree

import (
	"slices"
	"strings"
)

// attributions puts right "Ghana welcomed the talks, the agency said" where
// the subject of the first clause was hung on the verb of saying behind it.
func (t *Tree) attributions() {
	for r := range t.Tokens {
		if !t.UPOS(r, "VERB") {
			continue
		}
		subjects := t.KidsAs(r, "nsubj")
		if len(subjects) < 2 {
			continue
		}
		first, last := subjects[0], subjects[len(subjects)-1]
		if last >= r || last-first < 4 {
			continue
		}
		// The comma before the speaker, and the verb of the clause before it.
		comma := -1
		for j := last; j > first; j-- {
			if t.Tokens[j].Text == "," {
				comma = j
				break
			}
		}
		for v := first + 1; v < comma; v++ {
			if !t.UPOS(v, "VERB") && (!t.UPOS(v, "INTJ") || t.Kid(v, "obj") < 0) || t.Kid(v, "nsubj:pass", "mark") >= 0 || t.Tokens[v].XPOS == "VBG" {
				continue
			}
			own := t.Kid(v, "nsubj")
			if own >= 0 && (own < first || t.Kid(own, "cc") < 0) {
				continue
			}
			if t.head[v] != r && !(t.rel[v] == "conj" && t.Below(v, first)) {
				continue
			}
			t.move(v, r, "ccomp")
			t.move(first, v, "nsubj")
			if own >= 0 {
				t.move(own, first, "conj") // "Ghana and the proud Togo welcomed"
			}
			return
		}
	}
}

// subjectsAsClauses gives a clause its subject where that was hung as another
// clause on the verb of saying behind: "Ghana, the proud Togo, and Benin
// welcomed the accord, it said".
func (t *Tree) subjectsAsClauses() {
	for s := range t.Tokens {
		r := t.head[s]
		if r < s || !t.Is(s, "ccomp") || !t.UPOS(s, "NOUN", "PROPN") || !t.UPOS(r, "VERB") || t.Kid(s, "nsubj", "cop", "case", "mark", "aux") >= 0 {
			continue
		}
		_, last := t.Reach(s)
		for v := last + 1; v < r && v <= last+4; v++ {
			if t.UPOS(v, "AUX", "ADV", "PART") {
				continue
			}
			if t.head[v] == r && t.Is(v, "ccomp") && t.UPOS(v, "VERB") && t.Kid(v, "nsubj", "nsubj:pass", "mark") < 0 {
				if t.Kid(v, "aux:pass") >= 0 {
					t.move(s, v, "nsubj:pass")
				} else {
					t.move(s, v, "nsubj")
				}
			}
			break
		}
	}
}

// lists puts right "Ghana, the proud Togo, and Benin" where the second name
// was taken for an apposition to the first.
func (t *Tree) lists() {
	for i := range t.Tokens {
		a := t.head[i]
		if a < 0 || t.rel[i] != "appos" || !t.UPOS(i, "PROPN") || !t.UPOS(a, "PROPN") || t.Kid(i, "det", "amod") < 0 {
			continue
		}
		if i+2 < len(t.Tokens) && t.Tokens[i+1].Text == "," && t.UPOS(i+2, "CCONJ") && t.head[i+2] >= 0 && t.head[t.head[i+2]] == a && t.rel[t.head[i+2]] == "conj" {
			t.rel[i] = "conj"
		}
	}
}

// perfects puts right "has broken relations with Libya" where the participle
// was taken for an adjective: what somebody has with another is no thing
// that can be had broken.
func (t *Tree) perfects() {
	for i := 0; i+2 < len(t.Tokens); i++ {
		v := i + 1
		n := t.head[v]
		if t.Lemma(i) != "have" || t.Tokens[v].XPOS != "VBN" || !t.Is(v, "amod") || n != v+1 && n != v+2 && n != v+3 || t.head[n] != i || !t.Is(n, "obj") {
			continue
		}
		with := false
		for _, k := range t.KidsAs(n, "nmod") {
			with = with || t.Prep(k) == "with"
		}
		if !with {
			continue
		}
		t.move(v, t.head[i], t.rel[i])
		for _, k := range slices.Clone(t.kids[i]) {
			t.move(k, v, t.rel[k])
		}
		t.move(i, v, "aux")
		t.Tokens[i].UPOS, t.Tokens[v].UPOS = "AUX", "VERB"
	}
}

// verbsTakenForNouns puts right "If Sudan attacks Chad" where the verb was
// taken for a noun between two names: what has "if" before it is a clause.
func (t *Tree) verbsTakenForNouns() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		if t.Tokens[i].XPOS != "NNS" || t.Kid(i, "mark") < 0 || t.Kid(i, "cop") >= 0 {
			continue
		}
		s, o := t.Kid(i, "compound", "nmod:desc", "nmod"), t.Kid(i, "appos", "flat", "nsubj")
		if s < 0 || s > i || o < i || !t.UPOS(s, "PROPN") || !t.UPOS(o, "PROPN") || t.Tokens[i+1].Text == "," {
			continue
		}
		t.Tokens[i].UPOS, t.Tokens[i].XPOS = "VERB", "VBZ"
		t.rel[s], t.rel[o] = "nsubj", "obj"
	}
}

// nounsTakenForVerbs puts right "Talks between Serbia and Kosovo collapsed"
// where the noun was taken for the main verb.
func (t *Tree) nounsTakenForVerbs() {
	for i := range min(1, len(t.Tokens)) {
		if t.Tokens[i].XPOS != "VBZ" || t.Kid(i, "nsubj", "obj", "aux") >= 0 || i+1 >= len(t.Tokens) || t.Lemma(i+1) != "between" && t.Lemma(i+1) != "with" {
			continue
		}
		for _, v := range t.kids[i] {
			if !t.UPOS(v, "VERB") || !t.Is(v, "conj", "parataxis", "ccomp", "advcl") || t.Kid(v, "nsubj", "cc", "mark") >= 0 || t.Tokens[v].XPOS != "VBD" && t.Kid(v, "aux") < 0 {
				continue
			}
			t.Tokens[i].UPOS, t.Tokens[i].XPOS = "NOUN", "NNS"
			h, rel := t.head[i], t.rel[i]
			t.move(v, h, rel)
			t.move(i, v, "nsubj")
			break
		}
	}
}

// saidThatTalks puts right "told Reuters that talks with Togo had collapsed"
// where "that talks" was taken for a relative clause: the verb behind it has
// no other subject.
func (t *Tree) saidThatTalks() {
	for i := 2; i < len(t.Tokens); i++ {
		n, that := t.head[i], i-1
		if t.Tokens[i].XPOS != "VBZ" || t.rel[i] != "acl:relcl" || n != that-1 || t.head[n] < 0 || t.Lemma(that) != "that" || t.head[that] != i || t.Kid(i, "obj", "ccomp") >= 0 {
			continue
		}
		for _, v := range t.KidsAs(t.head[n], "ccomp") {
			if v < i || !t.UPOS(v, "VERB") || t.Kid(v, "nsubj", "nsubj:pass", "mark") >= 0 {
				continue
			}
			t.Tokens[i].UPOS, t.Tokens[i].XPOS = "NOUN", "NNS"
			t.move(i, v, "nsubj")
			t.move(that, v, "mark")
			for _, k := range t.KidsAs(i, "obl") {
				t.rel[k] = "nmod"
			}
			break
		}
	}
}

// mainAfterRelative puts right "Malaysia, which leads the bloc, criticised
// Togo" where the main verb was taken for a second relative clause and the
// sentence has no other.
func (t *Tree) mainAfterRelative() {
	n := t.root
	if n < 0 || !t.Nominal(n) || t.Kid(n, "cop", "nsubj") >= 0 {
		return
	}
	relative := -1
	for _, k := range t.kids[n] {
		if !t.Is(k, "acl", "conj", "parataxis") || !t.UPOS(k, "VERB") {
			continue
		}
		own := false
		for _, c := range t.kids[k] {
			own = own || t.Tokens[c].XPOS == "WDT" || t.Tokens[c].XPOS == "WP" || t.Is(c, "nsubj", "aux", "mark", "cc")
		}
		if own {
			if t.rel[k] == "acl:relcl" {
				relative = k
			}
			continue
		}
		x := t.Tokens[k].XPOS
		if relative < 0 || k < relative || x != "VBD" && x != "VBZ" && !(x == "VBN" && t.Kid(k, "obj") >= 0) {
			continue
		}
		if x == "VBN" {
			t.Tokens[k].XPOS = "VBD"
		}
		t.move(k, -1, "root")
		t.move(n, k, "nsubj")
		for _, c := range slices.Clone(t.kids[n]) {
			if c > k {
				t.move(c, k, t.rel[c])
			}
		}
		return
	}
}

// whomVerbs makes a verb of a plural noun that ends a clause with "whom":
// "Malawi, whom Uganda arms". What "whom" begins is a clause.
func (t *Tree) whomVerbs() {
	for i := range t.Tokens {
		if !strings.EqualFold(t.Tokens[i].Text, "whom") || i == 0 || i+2 >= len(t.Tokens) || t.UPOS(i-1, "ADP") {
			continue
		}
		j := i + 1
		for j < len(t.Tokens) && t.UPOS(j, "PROPN", "DET", "ADJ", "NOUN") && t.Tokens[j].XPOS != "NNS" {
			j++
		}
		if j == i+1 || j >= len(t.Tokens) || t.Tokens[j].XPOS != "NNS" || j+1 < len(t.Tokens) && !t.UPOS(j+1, "PUNCT", "ADP", "ADV") {
			continue
		}
		before := i - 1
		for before > 0 && !t.Nominal(before) {
			before--
		}
		if !t.Nominal(before) || t.Below(before, j) {
			continue
		}
		for t.Is(before, "flat", "compound", "appos") && t.head[before] >= 0 && t.head[before] < before {
			before = t.head[before]
		}
		subject := j - 1
		if t.Below(subject, j) {
			for t.head[subject] != j {
				subject = t.head[subject]
			}
		}
		k := &t.Tokens[j]
		retag(k, "VERB", "VBZ")
		t.move(j, before, "acl:relcl")
		t.move(subject, j, "nsubj")
		t.move(i, j, "obj")
	}
}

// claimsThat puts right "the court dismisses claims that it paid" where the
// noun was taken for the verb, and the verb for its subject.
func (t *Tree) claimsThat() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		v := i - 1
		if k := &t.Tokens[i]; k.XPOS == "VBZ" && t.rel[i] == "obj" && t.head[i] == v && t.Lemma(i+1) == "that" && t.Kid(i, "nsubj") < 0 {
			retag(k, "NOUN", "NNS")
			continue
		}
		t.claimsTo(i)
		if t.Tokens[i].XPOS != "VBZ" || !t.UPOS(v, "VERB") || t.head[v] != i || t.rel[v] != "nsubj" || t.Kid(v, "nsubj") < 0 || t.Lemma(i+1) != "that" {
			continue
		}
		k := &t.Tokens[i]
		retag(k, "NOUN", "NNS")
		h, rel := t.head[i], t.rel[i]
		t.move(v, h, rel)
		for _, c := range slices.Clone(t.kids[i]) {
			switch {
			case t.rel[c] == "ccomp":
				t.rel[c] = "acl"
			case t.Is(c, "punct", "advcl", "obl", "parataxis", "conj", "cc"):
				t.move(c, v, t.rel[c])
			}
		}
		t.move(i, v, "obj")
	}
}

// attributiveParticiples puts right "used banned parts" where the participle
// before its noun was taken for a clause.
func (t *Tree) attributiveParticiples() {
	for i := 1; i+1 < len(t.Tokens); i++ {
		v, n := t.head[i], i+1
		for n < i+6 && n+1 < len(t.Tokens) && t.Is(n, "compound", "amod") && t.head[n] > n {
			n++ // "used prohibited defeat devices"
		}
		if t.rel[i] != "xcomp" || t.Tokens[i].XPOS != "VBD" && t.Tokens[i].XPOS != "VBN" || v != i-1 || !t.UPOS(v, "VERB") || t.Kid(v, "obj") >= 0 || len(t.kids[i]) != 1 || t.head[n] != i || t.rel[n] != "obj" || !t.UPOS(n, "NOUN") {
			continue
		}
		t.Tokens[i].XPOS = "VBN"
		t.move(n, v, "obj")
		t.move(i, n, "amod")
	}
}

// personBefore is the named person right before a relative clause with "who"
// or "whom" that was hung on a deed or thing: "a warrant for Togbe, whom the
// king pardoned"; or -1.
func (t *Tree) personBefore(i, h int) int {
	if h < 0 || !t.UPOS(h, "NOUN") || !impersonal(t.Lemma(h)) {
		return -1
	}
	for _, k := range t.kids[i] {
		if l := t.Lemma(k); l != "who" && l != "whom" || k < h {
			continue
		}
		j := k - 1
		if j > h && t.Tokens[j].Text == "," {
			j--
		}
		for j > h && t.Is(j, "flat", "compound") && t.head[j] > h {
			j = t.head[j]
		}
		if j > h && t.UPOS(j, "PROPN") && t.Below(j, h) {
			return j
		}
	}
	return -1
}

// impersonal tells by its form whether a noun names a deed or thing and nobody.
func impersonal(lemma string) bool {
	for _, end := range []string{"tion", "sion", "ment", "ness", "ing"} {
		if strings.HasSuffix(lemma, end) {
			return true
		}
	}
	switch lemma {
	case "warrant", "order", "sentence", "appeal", "case", "trial", "campaign", "request", "visa", "ban", "arrest", "murder", "death", "release", "lawsuit", "charge", "attack", "decision", "plan", "support", "visit", "call", "letter", "bid":
		return true
	}
	return false
}

// claimsTo puts right "Mali's military claims to have killed" where the verb
// was taken for a noun and its subject for what stands before that.
func (t *Tree) claimsTo(i int) {
	v := i - 1
	if t.Tokens[i].XPOS != "NNS" || t.Lemma(i) != "claim" || t.head[v] != i || !t.Is(v, "amod", "compound") || !t.UPOS(v, "NOUN", "ADJ", "PROPN") {
		return
	}
	k := t.Kid(i, "acl")
	if k < i || !t.infinitive(k) || t.Kid(k, "aux") < 0 || t.Lemma(t.Kid(k, "aux")) != "have" {
		return
	}
	n := &t.Tokens[i]
	n.UPOS, n.XPOS, n.Lemma = "VERB", "VBZ", "claim"
	if t.UPOS(v, "ADJ") {
		t.Tokens[v].UPOS, t.Tokens[v].XPOS = "NOUN", "NN"
	}
	for _, c := range slices.Clone(t.kids[i]) {
		if c < v && t.Is(c, "nmod:poss", "amod", "compound", "det", "nummod", "nmod") {
			t.move(c, v, t.rel[c])
		}
	}
	t.rel[v], t.rel[k] = "nsubj", "xcomp"
}

// alliedForces puts right "Forces allied with the army took the town" where
// what stands under the preposition was taken for the subject of the verb.
func (t *Tree) alliedForces() {
	for u := range t.Tokens {
		if x := t.Tokens[u].XPOS; x != "VBD" && x != "VBN" || t.Kid(u, "obj", "aux", "aux:pass") >= 0 {
			continue
		}
		s := t.Kid(u, "nsubj", "nsubj:pass")
		if s < 0 || s > u {
			continue
		}
		for _, v := range t.kids[u] {
			if v < u || !t.Is(v, "advcl", "ccomp", "parataxis", "dep") || t.Kid(v, "mark") >= 0 || !t.UPOS(v, "VERB") {
				continue
			}
			n := t.Kid(v, "nsubj")
			if n < u || n > v {
				continue
			}
			c := t.Kid(n, "case")
			if c < 0 && t.UPOS(u+1, "ADP") && t.head[u+1] == n {
				c = u + 1
			}
			if c != u+1 {
				continue
			}
			switch t.Lemma(c) {
			case "with", "by", "to", "under", "from", "in", "at":
			default:
				continue // "people drown after floods hit": a conjunction
			}
			t.move(n, u, "obl")
			t.reduce(u, v, s)
			t.Tokens[u].XPOS = "VBN"
			return
		}
	}
}

// many stands before those who are counted.
var many = wordSet("several many dozen dozens hundred hundreds scores at more over about some nearly another other")

// andInjure puts right "kill two soldiers and injure 26 others" where the
// second verb was taken for a noun.
func (t *Tree) andInjure() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		k := &t.Tokens[i]
		base, third := strings.CutSuffix(k.Text, "s")
		if k.UPOS != "NOUN" || base != "injure" && base != "wound" && base != "displace" || !t.UPOS(i-1, "CCONJ") || !t.UPOS(i+1, "NUM", "DET", "ADJ", "ADV") || third && !t.UPOS(i+1, "NUM") && !many[t.Lemma(i+1)] {
			continue
		}
		h := t.head[i]
		for h >= 0 && !t.UPOS(h, "VERB") {
			h = t.head[h]
		}
		if h < 0 || h > i {
			continue
		}
		n := i + 1
		for n < len(t.Tokens) && n < i+6 && !(t.UPOS(n, "NOUN") && !t.Is(n, "compound")) {
			n++
		}
		if n >= len(t.Tokens) || !t.UPOS(n, "NOUN") || t.Below(i, n) {
			continue
		}
		k.UPOS, k.XPOS = "VERB", t.Tokens[h].XPOS
		t.move(i, h, "conj")
		t.move(n, i, "obj")
		t.move(i-1, i, "cc")
	}
}

// companies puts right "the energy and shipping company Nord" where the first
// word was taken for a party of its own and the company for another.
func (t *Tree) companies() {
	for b := 3; b < len(t.Tokens); b++ {
		a := t.head[b]
		if t.rel[b] != "conj" || a < 0 || a >= b || t.Tokens[b].XPOS != "NN" || t.Tokens[a].XPOS != "NN" || b != a+3 || !t.UPOS(a+1, "CCONJ") || t.head[a+2] != b || !t.Is(a+2, "compound", "amod") || !t.UPOS(a+2, "NOUN") {
			continue
		}
		name := t.Kid(b, "appos", "flat")
		if name != b+1 || !t.UPOS(name, "PROPN") {
			continue
		}
		t.move(b, t.head[a], t.rel[a])
		for _, c := range slices.Clone(t.kids[a]) {
			if t.Is(c, "det", "amod", "compound", "case", "nmod:poss", "nummod") && c < a {
				t.move(c, b, t.rel[c])
			}
		}
		t.move(a, b, "compound")
		t.move(a+2, a, "conj")
		t.move(a+1, a+2, "cc")
	}
}

// deedOver is the deed that a relative clause tells the outcome of, where it
// was hung on the place of the deed: "a strike in the Sahel that killed four";
// or -1.
func (t *Tree) deedOver(i, h int) int {
	switch t.Lemma(i) {
	case "kill", "injure", "wound", "destroy", "damage", "leave", "claim", "displace", "devastate", "hit", "target":
	default:
		return -1
	}
	for k := h; k >= 0 && t.Is(k, "nmod", "obl", "appos", "conj", "flat", "compound"); k = t.head[k] {
		if p := t.head[k]; p >= 0 && (t.Prep(k) == "in" || t.Prep(k) == "at" || t.Prep(k) == "on" || t.Prep(k) == "near" || t.Is(k, "appos", "flat", "conj", "compound")) {
			if deeds[t.Lemma(p)] || t.Lemma(p) == "stabbing" {
				return p
			}
			continue
		}
		return -1
	}
	return -1
}
