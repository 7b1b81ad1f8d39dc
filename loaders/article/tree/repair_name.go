package tree

import "slices"

// units are what time is counted in.
var units = wordSet("moment second minute hour day week month year decade century")

// namesBeforeTimes parts "with Togo almost five years after", "attacked Togo
// two days ago", where the name was taken for part of how long: no name stands
// before the number that counts what it describes.
func (t *Tree) namesBeforeTimes() {
	for i := 1; i < len(t.Tokens); i++ {
		n := t.head[i]
		if !t.UPOS(i, "PROPN") || n < i+2 || !t.Is(i, "compound", "nmod:desc", "nmod:unmarked", "nmod") || !t.UPOS(n, "NOUN") || t.Tokens[i+1].Text == "-" {
			continue
		}
		between := slices.ContainsFunc(t.kids[n], func(k int) bool {
			return k > i && k < n && (t.rel[k] == "advmod" && t.Kid(n, "cc") < 0 || t.rel[k] == "nummod" && units[t.Lemma(n)] && t.Tokens[n].XPOS == "NNS")
		})
		if !between {
			continue
		}
		first, last := t.Reach(i)
		c := t.Kid(i, "case")
		if c < 0 {
			if c = t.Kid(n, "case"); c == first-1 {
				first = c
			} else {
				c = -1
			}
		}
		if first == 0 || last >= n || t.Kid(i, "det", "amod", "conj") >= 0 {
			continue
		}
		b := first - 1 // what the name hangs on: the word before it
		switch {
		case c >= 0 && t.UPOS(b, "NOUN", "VERB") && (t.head[n] < 0 || t.head[n] >= b || t.Below(b, t.head[n]) || b == t.head[n]):
			rel := "nmod"
			if t.UPOS(b, "VERB") {
				rel = "obl"
			}
			if t.Below(b, n) {
				continue
			}
			t.move(c, i, "case")
			t.move(i, b, rel)
		case c < 0 && t.UPOS(b, "VERB") && t.head[n] == b && t.Is(n, "obj", "obl", "obl:unmarked"):
			t.move(i, b, "obj")
		default:
			continue
		}
		if v := t.verbAbove(n); v >= 0 && units[t.Lemma(n)] && t.Is(n, "obj", "obl", "nmod", "nmod:unmarked") {
			t.move(n, v, "obl:unmarked")
		}
	}
}

// verbAbove is the nearest verb that token i hangs under, or -1.
func (t *Tree) verbAbove(i int) int {
	for h := t.head[i]; h >= 0; h = t.head[h] {
		if t.UPOS(h, "VERB") {
			return h
		}
	}
	return -1
}

// companions coordinates with a subject those who act along with it: "Ghana,
// together with Togo and Benin, signed".
func (t *Tree) companions() {
	for k := 3; k < len(t.Tokens); k++ {
		if !t.UPOS(k, "NOUN", "PROPN") || !t.Is(k, "nmod", "obl") {
			continue
		}
		if p := t.Prep(k); p != "along_with" && p != "together_with" {
			continue
		}
		s := t.head[k]
		if s >= 0 && t.UPOS(s, "VERB") {
			v := s
			if s = t.Kid(v, "nsubj", "nsubj:pass"); k > v {
				continue
			}
		}
		if first, _ := t.Reach(k); s < 0 || s >= first || !t.UPOS(s, "NOUN", "PROPN") || !t.Is(s, "nsubj", "nsubj:pass") || first > 0 && first-1 != s && t.Tokens[first-1].Text != "," && !t.Below(first-1, s) {
			continue
		}
		for _, c := range t.KidsAs(k, "case") {
			t.rel[c] = "cc"
		}
		t.move(k, s, "conj")
	}
}

// deedsBy hangs on a deed who did it, where it was taken for who does what the
// verb says: "rebuked an attack by soldiers".
func (t *Tree) deedsBy() {
	for a := range t.Tokens {
		v := t.head[a]
		if !t.Is(a, "obl:agent", "obl") || v < 0 || v > a || !t.UPOS(v, "VERB") || t.Kid(v, "nsubj") < 0 || t.Kid(v, "nsubj:pass", "aux:pass") >= 0 || t.Prep(a) != "by" {
			continue
		}
		o := t.Kid(v, "obj")
		if o < v || o > a || !t.UPOS(o, "NOUN") || t.rel[a] == "obl" && !condemned[t.Lemma(o)] {
			continue
		}
		first, _ := t.Reach(a)
		if _, last := t.Reach(o); last == first-1 {
			t.move(a, o, "nmod")
		}
	}
}

// condemned is what somebody condemns, and says by whom it was done.
var condemned = wordSet(`
	attack raid strike airstrike assault bombing bombardment shelling ambush offensive invasion incursion killing murder kidnapping abduction seizure
	arrest detention execution violation decision statement remark comment call proposal offer attempt visit announcement crackdown blockade
`)

// bidding are nouns of what somebody wants others to do; answers are what
// those do with it.
var (
	bidding = wordSet("call order ultimatum pressure instruction invitation warning")
	answers = wordSet("reject refuse ignore dismiss rebuff defy resist spurn disregard heed accept obey decline follow answer face shrug_off")
)

// Bidden are those from whom is wanted what noun n names, "Mali's calls to
// leave"; false if it names no such thing.
func (t *Tree) Bidden(n int) ([]int, bool) {
	if !t.UPOS(n, "NOUN") || !bidding[t.Lemma(n)] || !t.callers(n) {
		return nil, false
	}
	for _, c := range t.KidsAs(n, "acl") {
		if t.infinitive(c) {
			return t.Subjects(c), true
		}
	}
	return nil, false
}

// callers tells whether it is said who wants what noun n names.
func (t *Tree) callers(n int) bool {
	if t.Kid(n, "nmod:poss") >= 0 {
		return true
	}
	for _, k := range t.KidsAs(n, "nmod", "amod", "compound") {
		if p := t.Prep(k); p == "by" || p == "from" || k < n && t.UPOS(k, "PROPN", "ADJ") && t.Tokens[k].Text[0] >= 'A' && t.Tokens[k].Text[0] <= 'Z' {
			return true
		}
	}
	return false
}

// callsTo hangs on a call what it is for, where it was taken for what the verb
// makes somebody do: "ignored Mali's calls to leave".
func (t *Tree) callsTo() {
	for i := range t.Tokens {
		v := t.head[i]
		if t.rel[i] != "xcomp" || v < 0 || !answers[t.Lemma(v)] || !t.infinitive(i) {
			continue
		}
		if n := t.Kid(v, "obj"); n > v && n < i && bidding[t.Lemma(n)] {
			t.move(i, n, "acl")
		}
	}
}

// nearAccords makes a noun of "accord" in "is edging closer to accord with Togo".
func (t *Tree) nearAccords() {
	for i := 2; i < len(t.Tokens); i++ {
		if k := &t.Tokens[i]; k.Text != "accord" || k.UPOS != "VERB" || t.Lemma(i-1) != "to" {
			continue
		}
		lemma := map[string]string{"near": "near", "nearer": "near", "close": "close", "closer": "close"}[t.Tokens[i-2].Text]
		if lemma == "" {
			continue
		}
		t.Tokens[i-2].Lemma = lemma
		t.Tokens[i].UPOS, t.Tokens[i].XPOS, t.Tokens[i].Lemma = "NOUN", "NN", "accord"
		t.Tokens[i-1].UPOS, t.Tokens[i-1].XPOS = "ADP", "IN"
		t.move(i-1, i, "case")
		t.move(i, i-2, "obl")
		for _, k := range t.KidsAs(i, "obl") {
			t.rel[k] = "nmod"
		}
		for _, k := range t.KidsAs(i, "advcl", "obl:unmarked") {
			if v := t.verbAbove(i); v >= 0 {
				t.move(k, v, t.rel[k])
			}
		}
	}
}

// qualities puts right "Mighty Ghana and Togo signed" where the quality that
// begins the sentence was taken for who signed.
func (t *Tree) qualities() {
	if len(t.Tokens) < 3 || !t.UPOS(0, "ADJ") || !t.UPOS(1, "PROPN") || t.head[1] != 0 || !t.Is(0, "nsubj", "nsubj:pass") {
		return
	}
	t.move(1, t.head[0], t.rel[0])
	for _, k := range slices.Clone(t.kids[0]) {
		t.move(k, 1, t.rel[k])
	}
	t.move(0, 1, "amod")
}

// theWest makes a name of "West" where it stands for states and was taken for
// a direction: "attacks West in speech".
func (t *Tree) theWest() {
	for i := 1; i < len(t.Tokens); i++ {
		if t.Tokens[i].Text != "West" || t.UPOS(i, "PROPN") || i+1 < len(t.Tokens) && t.UPOS(i+1, "PROPN", "NOUN", "ADJ") || len(t.kids[i]) > 0 {
			continue
		}
		v := i - 1
		if t.head[i] != v || t.rel[i] != "advmod" || !t.UPOS(v, "VERB") || t.Kid(v, "obj") >= 0 || motion[t.Lemma(v)] {
			continue
		}
		retag(&t.Tokens[i], "PROPN", "NNP")
		t.rel[i] = "obj"
	}
}

// motion are verbs that take a direction.
var motion = wordSet("go move head travel turn march sail fly drive face look push advance flee drift migrate")

// toldNames hangs a name on the noun before it where both were taken for whom
// something is told or given: "told the Argentine newspaper Clarín", or one of
// them for what is: "fined the grocer Aldi 2 million euros".
func (t *Tree) toldNames() {
	for i := 1; i < len(t.Tokens); i++ {
		n := i - 1
		if !t.UPOS(i, "PROPN") || !t.UPOS(n, "NOUN") || t.rel[i] != "iobj" || t.rel[n] != "iobj" && t.rel[n] != "obj" || t.head[i] != t.head[n] || t.head[i] < 0 {
			continue
		}
		if t.rel[n] == "obj" && len(t.KidsAs(t.head[i], "obj")) > 1 {
			t.rel[n] = "iobj"
		}
		t.move(i, n, "appos")
	}
}
