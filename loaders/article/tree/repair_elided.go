package tree

import "slices"

// saidWithoutSubject makes an active past of what follows a verb of saying
// without a subject, as headlines write it, where it was taken for a passive:
// "Lind says discussed with Obi possible truce".
func (t *Tree) saidWithoutSubject() {
	for i := range t.Tokens {
		h := t.head[i]
		if h < 0 || h > i || t.rel[i] != "ccomp" || t.Tokens[i].XPOS != "VBN" || !t.UPOS(i, "VERB") || t.Lemma(h) != "say" && t.Lemma(h) != "claim" && t.Lemma(h) != "admit" && t.Lemma(h) != "confirm" {
			continue
		}
		if t.Kid(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cop", "obl:agent", "expl") >= 0 || t.Kid(h, "nsubj") < 0 || t.Kid(h, "nsubj") > h {
			continue
		}
		o := t.Kid(i, "obj", "iobj", "xcomp", "ccomp")
		for _, k := range t.KidsAs(i, "obl") {
			if k > i && o < 0 && t.UPOS(k, "NOUN", "PROPN") && t.Prep(k) == "" && t.Kid(k, "det", "nummod") < 0 {
				t.rel[k], o = "obj", k
			}
		}
		if o > i {
			t.Tokens[i].XPOS = "VBD"
		}
	}
}

// inPerson makes an adjective of "in-person" before a noun where its second
// word was taken for the object: "hosted in-person talks".
func (t *Tree) inPerson() {
	for p := 0; p+3 < len(t.Tokens); p++ {
		k, n := p+2, p+3
		if t.Tokens[p+1].Text != "-" || t.Tokens[p].End != t.Tokens[p+1].Start || t.Tokens[p+1].End != t.Tokens[k].Start || !beforeNouns[t.Lemma(p)+"-"+t.Lemma(k)] || !t.UPOS(k, "NOUN") {
			continue
		}
		for t.head[n] > n && t.head[n] != k && t.Is(n, "compound", "amod", "nmod:desc") {
			n = t.head[n]
		}
		if !t.UPOS(n, "NOUN") || t.head[n] != k && (t.head[n] < 0 || t.head[n] != t.head[k]) || t.Kid(n, "case", "det") >= 0 {
			continue
		}
		h, rel := t.head[k], t.rel[k]
		t.move(n, h, rel)
		t.move(k, n, "amod")
		t.Tokens[k].UPOS, t.Tokens[k].XPOS = "ADJ", "JJ"
	}
}

// beforeNouns are words of a preposition and a noun that describe.
var beforeNouns = wordSet("in-person in-depth on-site off-site on-air on-camera in-house on-record off-record on-line on-stage at-sea")

// toldWhom gives a verb of telling whom it tells where he was taken for a
// second subject of what is told: "told Obi he should leave".
func (t *Tree) toldWhom() {
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !telling[t.Lemma(v)] || t.Passive(v) || t.Kid(v, "obj", "iobj") >= 0 {
			continue
		}
		c := t.Kid(v, "ccomp")
		if c < v {
			continue
		}
		s := t.KidsAs(c, "nsubj")
		if len(s) != 2 || s[0] < v || s[1] > c {
			continue
		}
		first, end := t.Reach(s[0])
		start, _ := t.Reach(s[1])
		if first == v+1 && end+1 == start {
			t.move(s[0], v, "iobj")
		}
	}
}

// telling verbs have whom they tell something before what they tell.
var telling = wordSet("tell remind assure warn inform notify convince persuade reassure advise")

// nounsInPhrases makes a noun of what looks like a verb and has a preposition:
// "praised Chad during Togo visit".
func (t *Tree) nounsInPhrases() {
	for i := 2; i < len(t.Tokens); i++ {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBP" && k.XPOS != "VB" || !t.Is(i, "xcomp", "advcl", "obl", "ccomp") || !occasion[t.Lemma(i)] {
			continue
		}
		c := t.Kid(i, "case", "mark")
		if n := t.Kid(i, "compound", "nmod"); c < 0 && n >= 0 && n < i {
			c = t.Kid(n, "case")
		}
		if c < 0 || c > i-1 || !t.UPOS(c, "ADP", "SCONJ") || t.Lemma(c) == "to" || t.Kid(i, "nsubj", "obj", "aux", "ccomp") >= 0 {
			continue
		}
		k.UPOS, k.XPOS = "NOUN", "NN"
		t.rel[i] = "obl"
		t.move(c, i, "case")
	}
}

// nounsBehindPrepositions makes a noun of a verb in -s that was taken for one
// though it stands under a preposition: "rallied in Houthi strongholds".
func (t *Tree) nounsBehindPrepositions() {
	for i := 2; i < len(t.Tokens); i++ {
		k := &t.Tokens[i]
		if k.UPOS != "VERB" || k.XPOS != "VBZ" || !t.Is(i, "obl", "nmod") || t.Kid(i, "nsubj", "obj", "aux", "mark") >= 0 {
			continue
		}
		c := t.Kid(i, "case")
		if n := t.Kid(i, "compound", "amod"); c < 0 && n >= 0 && n < i {
			c = t.Kid(n, "case")
		}
		if c < 0 || c > i || !t.UPOS(c, "ADP") || t.Lemma(c) == "to" {
			continue
		}
		t.move(c, i, "case")
		retag(k, "NOUN", "NNS")
	}
}

// reportsOf gives what is reported of somebody him as its subject: "denied reports
// of Chad leaving the bloc". No report is his.
func (t *Tree) reportsOf() {
	for v := 3; v < len(t.Tokens); v++ {
		n := t.head[v]
		if t.Tokens[v].XPOS != "VBG" || n < 0 || n > v || !t.Is(v, "acl", "nmod", "obl") || !reported[t.Lemma(n)] || t.Kid(v, "nsubj", "mark") >= 0 {
			continue
		}
		p := -1
		for _, k := range t.KidsAs(n, "nmod") {
			if _, last := t.Reach(k); k < v && last == v-1 && t.Prep(k) == "of" {
				p = k
			}
		}
		if p < 0 {
			continue
		}
		c := t.Kid(p, "case")
		t.rel[v] = "acl"
		t.move(p, v, "nsubj")
		if c >= 0 && c < p {
			t.move(c, v, "mark")
		}
	}
}

// reported are nouns of what is said or thought that somebody does.
var reported = wordSet("report claim rumour rumor suggestion speculation allegation accusation prospect possibility risk fear danger talk idea hope instance case")

// occasion are nouns of what somebody does something at that are verbs too.
var occasion = wordSet("visit trip tour talk summit meet call speech stop stopover vote march rally strike raid attack")

// demandedDeed makes a clause of what a verb of demanding was given as one name:
// "media demand Chad release reporter".
func (t *Tree) demandedDeed() {
	for v := 1; v+3 < len(t.Tokens); v++ {
		if !t.UPOS(v, "VERB") || !demanding[t.Lemma(v)] || !t.UPOS(v+1, "PROPN") {
			continue
		}
		n := t.Kid(v, "obj")
		if n < v+2 {
			continue
		}
		d := v + 1
		for d < n && t.UPOS(d, "PROPN") {
			d++
		}
		if d == n && t.UPOS(n, "VERB") && t.Kid(n, "obj") > n && t.head[n-1] == n && t.Is(n-1, "compound", "nmod") {
			t.rel[n], t.rel[n-1], t.Tokens[n].XPOS = "ccomp", "nsubj", "VB"
			continue
		}
		w := t.Tokens[d].Text
		if d >= n || !demanded[w] || t.head[d] != n || !t.Is(d, "compound", "amod") || t.head[d-1] != n && t.head[d-1] != d {
			continue
		}
		for _, k := range append(slices.Clone(t.kids[n]), t.kids[d]...) {
			if k < d-1 {
				t.move(k, d-1, "compound")
			}
		}
		t.move(d, v, "ccomp")
		t.move(n, d, "obj")
		t.move(d-1, d, "nsubj")
		retag(&t.Tokens[d], "VERB", "VB")
	}
}

// demanding verbs go on with what somebody is to do; demanded is what that is,
// in words that are nouns or adjectives as well.
var (
	demanding = wordSet("demand insist request propose")
	demanded  = wordSet("release free fire drop halt stop end cut lift return open close scrap ban probe hand pay remove raise double slow")
)

// firstTo gives what the first, last or highest of some does to who is said to be it:
// "Lind becomes the first leader to visit Togo".
func (t *Tree) firstTo() {
	for i := range t.Tokens {
		n := t.head[i]
		if t.rel[i] != "acl" || n < 0 || n > i || !t.UPOS(i, "VERB") || !t.infinitive(i) || !t.Nominal(n) || !slices.ContainsFunc(t.KidsAs(n, "amod", "nummod"), func(k int) bool {
			return ordinals[t.Lemma(k)] || t.Tokens[k].XPOS == "JJS" || slices.ContainsFunc(t.kids[k], func(j int) bool { return t.Tokens[j].XPOS == "JJS" || t.Tokens[j].XPOS == "RBS" })
		}) {
			continue
		}
		v := t.head[n]
		switch {
		case t.Is(n, "xcomp", "obj") && v >= 0 && v < n && t.Lemma(v) == "become" && (t.Kid(v, "nsubj") >= 0 || t.Is(v, "advcl") && t.Tokens[v].XPOS == "VBG"):
			t.move(i, v, "xcomp")
		case t.Kid(n, "cop") >= 0 && t.Kid(n, "nsubj") >= 0 && t.Kid(n, "nsubj") < n:
			t.rel[i] = "xcomp"
		}
	}
}

// ordinals tell one of some from the others.
var ordinals = wordSet("first second third fourth fifth last latest only next")
