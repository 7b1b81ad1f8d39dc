package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// withoutSubject tells whether verb i has no subject of its own but "that",
// which taggers take for a pronoun where it begins a clause.
func (t *Tree) withoutSubject(i int) bool {
	for _, k := range t.KidsAs(i, "nsubj", "nsubj:pass", "csubj", "expl") {
		if t.Lemma(k) != "that" || !t.Is(i, "ccomp") {
			return false
		}
	}
	return true
}

// daysBefore parts "on Monday rebels attacked", where the day was taken for
// part of who attacked.
func (t *Tree) daysBefore() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		n := i + 1
		if !strings.HasSuffix(t.Tokens[i].Text, "day") || !t.UPOS(i, "PROPN") || t.head[i] != n || t.Lemma(i-1) != "on" || t.Tokens[n].XPOS != "NNS" && t.Lemma(n) != "police" || isUpper(t.Tokens[n].Text) {
			continue
		}
		v := n + 1
		for v < len(t.Tokens) && t.UPOS(v, "AUX", "ADV") {
			v++
		}
		if v == len(t.Tokens) || !t.UPOS(v, "VERB") || t.Tokens[v].XPOS == "VBG" && v == n+1 || t.Tokens[v].XPOS == "VBN" && v == n+1 || t.head[n] != v && !t.withoutSubject(v) {
			continue
		}
		for _, k := range t.KidsAs(v, "nsubj") {
			if t.Lemma(k) == "that" {
				t.rel[k] = "mark"
				t.Tokens[k].UPOS, t.Tokens[k].XPOS = "SCONJ", "IN"
			}
		}
		t.move(i, v, "obl")
		t.move(i-1, i, "case")
		t.move(n, v, t.subjectRel(v))
	}
}

// addressed are words that stand before a name and after no place's.
var addressed = wordSet("President Prime Minister Foreign Defence Defense Chancellor King Queen Pope Premier Secretary Ambassador General Senator Vice")

// placesBefore parts "In Ghana President Park met", where the place was taken
// for part of the title: no subject stands under "in".
func (t *Tree) placesBefore() {
	for c := 0; c+4 < len(t.Tokens); c++ {
		n := t.head[c]
		if n >= 0 && addressed[t.Tokens[n].Text] && t.Is(n, "nmod:desc") {
			n = t.head[n]
		}
		if t.rel[c] != "case" || t.Lemma(c) != "in" || n < 0 || !t.Is(n, "nsubj", "nsubj:pass") || !t.UPOS(c+1, "PROPN") || c > 0 && !t.UPOS(c-1, "PUNCT", "CCONJ", "SCONJ") {
			continue
		}
		v, p := t.head[n], c+1
		for p+1 < n && p < c+3 && !addressed[t.Tokens[p+1].Text] && t.UPOS(p+1, "PROPN") {
			p++
		}
		if p+1 >= n || !addressed[t.Tokens[p+1].Text] || v < n || !t.UPOS(v, "VERB") || addressed[t.Tokens[p].Text] {
			continue
		}
		for k := c + 1; k < p; k++ {
			if t.head[k] > p {
				t.move(k, p, "compound")
			}
		}
		t.move(p, v, "obl")
		t.move(c, p, "case")
	}
}

// subjectsApart gives a clause its subject where that was hung on the verb of saying
// behind it: "The men who fled are trying to return, Obi said".
func (t *Tree) subjectsApart() {
	for i := range t.Tokens {
		v := t.head[i]
		if v <= i || t.rel[i] != "ccomp" || !t.UPOS(i, "VERB") || !t.UPOS(v, "VERB") || t.Kid(i, "nsubj", "nsubj:pass", "csubj", "expl", "mark") >= 0 {
			continue
		}
		s := t.KidsAs(v, "nsubj")
		if len(s) != 2 || s[0] > i || s[1] < i {
			continue
		}
		finite := i
		if a := t.Kid(i, "aux", "aux:pass"); a >= 0 && a < i {
			finite = a
		} else if x := t.Tokens[i].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" {
			continue
		}
		_, end := t.Reach(s[0])
		if end >= finite || slices.ContainsFunc(t.Tokens[end+1:finite], func(k syntax.Token) bool { return k.UPOS == "VERB" || k.UPOS == "PUNCT" && k.Text != "," }) {
			continue
		}
		t.move(s[0], i, t.subjectRel(i))
	}
}

// speakerBehind has who stands right before the last verb say what comes before,
// where that was taken for one more of those it is about: "The men who fled
// have returned, Togo said".
func (t *Tree) speakerBehind() {
	v := t.root
	if v < 6 || !t.UPOS(v, "VERB") || t.Tokens[v].XPOS != "VBD" {
		return
	}
	n := v - 1
	s := t.head[n]
	if s < 0 || t.rel[n] != "conj" || t.head[s] != v || t.rel[s] != "nsubj" || t.Kid(n, "cc") >= 0 || t.Kid(v, "obj") >= 0 {
		return
	}
	first, _ := t.Reach(n)
	if first < 1 || t.Tokens[first-1].Text != "," {
		return
	}
	relative := false
	for _, k := range t.kids[s] {
		if !t.Is(k, "acl") || !t.UPOS(k, "VERB") || k > n {
			continue
		}
		if r := t.Kid(k, "nsubj", "nsubj:pass", "obj"); r >= 0 && (t.Tokens[r].XPOS == "WP" || t.Tokens[r].XPOS == "WDT") || !relative && t.Tokens[k].XPOS == "VBN" && t.Kid(k, "aux") < 0 {
			relative = true
			continue
		}
		if x := t.Tokens[k].XPOS; !relative || t.Kid(k, "nsubj", "mark") >= 0 || t.Kid(k, "aux") < 0 && x != "VBD" && x != "VBZ" && x != "VBP" {
			continue
		}
		t.move(n, v, "nsubj")
		t.move(k, v, "ccomp")
		t.move(s, k, t.subjectRel(k))
		return
	}
}

// groupGenitives has "the Bank of Ghana's decision" be a decision, and the
// bank's, where it was taken for the bank.
func (t *Tree) groupGenitives() {
	for s := 4; s+1 < len(t.Tokens); s++ {
		p := t.head[s]
		if t.Tokens[s].XPOS != "POS" || p < 0 || p >= s || !t.UPOS(p, "PROPN") {
			continue
		}
		first, _ := t.Reach(p)
		of := -1
		for k := min(first, p); k >= 2 && k >= p-4; k-- {
			if t.Lemma(k) == "of" && t.UPOS(k, "ADP") {
				of = k
				break
			}
		}
		if of < 2 || !t.UPOS(of-1, "PROPN") || !isUpper(t.Tokens[of-1].Text) || addressed[t.Tokens[of-1].Text] || seated[t.Tokens[of-1].Text] {
			continue
		}
		n := of - 1
		for k := n + 1; k < p; k++ {
			if k != of && !t.UPOS(k, "PROPN", "DET", "ADJ") {
				n = -1
				break
			}
		}
		if n < 0 {
			continue
		}
		m := t.head[p]
		if !t.Is(p, "nmod:poss") {
			m = -1
			for _, k := range t.kids[n] {
				if k > s && t.rel[k] == "nmod" && t.head[p] == n && t.Prep(k) == "" {
					m = k
				}
			}
			if v := t.head[n]; m < 0 && t.head[p] == n && t.Is(n, "obj", "iobj") {
				for _, k := range t.KidsAs(v, "obl", "obj") {
					if k > s && m < 0 && t.Prep(k) == "" {
						m = k
					}
				}
			}
		}
		if m < s || !t.UPOS(m, "NOUN") || isUpper(t.Tokens[m].Text) || m > s+5 {
			continue
		}
		switch h := t.head[n]; {
		case h >= 0 && h == t.head[m] && m != n && t.UPOS(h, "VERB"):
			// "welcomes the Bank of Ghana's decision", where it was taken for two objects.
			t.move(m, h, "obj")
		case t.head[m] == n && h >= 0 && h != m:
			t.move(m, h, t.rel[n])
			for _, k := range t.KidsAs(n, "case") {
				t.move(k, m, "case")
			}
		case h == m:
			if v := t.head[m]; v >= 0 && t.Is(m, "obl") && t.Prep(m) == "" && t.UPOS(v, "VERB") && t.Kid(v, "obj") < 0 {
				t.rel[m] = "obj"
			}
		default:
			continue
		}
		t.move(n, m, "nmod:poss")
		t.move(p, n, "nmod")
		t.move(of, p, "case")
		t.move(s, n, "case")
	}
}

// seated are offices: whose "the Speaker of Ghana's parliament" is, is another question.
var seated = wordSet("Speaker Governor Head Leader Chief Mayor Director Prince Princess Duke Commander Chairman Member Members")

// handsOf makes the doer of whom something is suffered "at the hands of".
func (t *Tree) handsOf() {
	for i := 2; i+1 < len(t.Tokens); i++ {
		v := t.head[i]
		if !strings.EqualFold(t.Tokens[i].Text, "hands") || v < 0 || v > i || !t.Is(i, "obl", "nmod") || t.Prep(i) != "at" || !t.UPOS(v, "VERB") || !t.Passive(v) || t.Kid(v, "obl:agent") >= 0 {
			continue
		}
		for _, k := range t.KidsAs(i, "nmod") {
			if k > i && t.Prep(k) == "of" {
				t.move(k, v, "obl:agent")
				t.move(i, k, "case")
				break
			}
		}
	}
}

// doersOfDeeds hangs on a deed its own doer where that was taken for a second
// one of the verb: "was angered by a visit to Togo this week by Obi".
func (t *Tree) doersOfDeeds() {
	for v := range t.Tokens {
		if by := t.KidsAs(v, "obl:agent"); len(by) == 2 && t.UPOS(by[0], "NOUN") && t.Kid(by[0], "det", "amod") >= 0 && t.Prep(by[1]) == "by" && t.Kid(by[1], "cc") < 0 {
			t.move(by[1], by[0], "nmod")
		}
	}
}

// sideBySide makes one phrase of "shoulder to shoulder", whose second word is
// taken for a verb or a place.
func (t *Tree) sideBySide() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		n, w := i+2, strings.ToLower(t.Tokens[i].Text)
		if strings.ToLower(t.Tokens[n].Text) != w || t.Lemma(i+1) != "to" && t.Lemma(i+1) != "by" || !t.UPOS(i, "NOUN") || t.head[n] == i {
			continue
		}
		h := t.head[i]
		if h < 0 || !t.UPOS(h, "VERB") || !t.Below(n, h) || h == n {
			continue
		}
		for _, k := range slices.Clone(t.kids[n]) {
			if k > n {
				t.move(k, h, t.rel[k])
			}
		}
		t.Tokens[n].UPOS, t.Tokens[n].XPOS, t.Tokens[n].Lemma = "NOUN", "NN", w
		t.Tokens[i+1].UPOS, t.Tokens[i+1].XPOS = "ADP", "IN"
		t.move(n, i, "nmod")
		t.move(i+1, n, "case")
	}
}

// holding are verbs whose participle behind a hyphen tells who has a place.
var holding = wordSet("hold occupy control capture seize annex besiege rule run administer govern")

// heldNames puts right "in rebel-held Goma" where what the hyphen joins was
// taken for the verb of a clause.
func (t *Tree) heldNames() {
	for v := 2; v+1 < len(t.Tokens); v++ {
		i, n := v-2, v+1
		if t.Tokens[v-1].Text != "-" || t.Tokens[v-1].Start != t.Tokens[i].End || t.Tokens[v].Start != t.Tokens[v-1].End || !t.UPOS(v, "VERB") || !t.UPOS(n, "PROPN") {
			continue
		}
		if h := t.head[i]; h >= 0 && h < i && t.head[v] == h && t.rel[i] == "obj" && t.rel[v] == "xcomp" {
			t.move(i, v, "nsubj") // "entered IS-held Tikrit"
		}
		if t.head[i] != v {
			continue
		}
		held := holding[t.Lemma(v)]
		if !held && t.Tokens[v].XPOS != "VBN" || t.Kid(v, "aux") >= 0 {
			continue
		}
		if s := t.Kid(v, "nsubj"); s >= 0 && s != i {
			continue
		}
		c := t.Kid(i, "case")
		if c < 0 {
			c = t.Kid(v, "case", "mark")
		}
		if c >= 0 && (c > i || !t.UPOS(c, "ADP")) {
			continue
		}
		h := t.head[v]
		if k := t.Kid(v, "ccomp"); h < 0 && held && k >= 0 && k < i && t.UPOS(k, "VERB") {
			// "Rebels recaptured army-held Kati": the main verb was hung below.
			h = k
			t.move(k, -1, "root")
			t.move(v, k, "xcomp")
		}
		if h < 0 || h > v || !t.Is(v, "advcl", "acl", "xcomp", "obj", "obl", "ccomp") {
			continue
		}
		switch {
		case t.head[n] == h && held && t.Is(n, "obj", "obl"):
		case t.head[n] != v || !t.Is(n, "obj") && (!held || !t.Is(n, "xcomp", "obl", "nsubj")):
			continue
		case c >= 0 && t.UPOS(h, "VERB"):
			t.move(n, h, "obl")
		case c >= 0:
			t.move(n, h, "nmod")
		case t.UPOS(h, "VERB") && t.Kid(h, "obj") < 0:
			t.move(n, h, "obj")
		default:
			continue
		}
		if c >= 0 {
			t.move(c, n, "case")
		}
		t.move(v, n, "amod")
		t.rel[i] = "compound"
		t.Tokens[v].XPOS = "VBN"
		for _, k := range slices.Clone(t.kids[v]) {
			if k > n {
				t.move(k, h, t.rel[k])
			}
		}
	}
}

// subjectRel is the relation of a subject to verb v.
func (t *Tree) subjectRel(v int) string {
	if t.Kid(v, "aux:pass") >= 0 {
		return "nsubj:pass"
	}
	return "nsubj"
}
