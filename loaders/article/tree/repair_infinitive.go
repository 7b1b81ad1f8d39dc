package tree

import (
	"slices"
	"strings"
)

// impending puts right "Sudan is due to visit Chad" where "due to" was taken
// for the preposition, and "Sudan is set to sanction Chad" where the verb was
// taken for a noun: what is due is the infinitive.
func (t *Tree) impending() {
	for i := 0; i+2 < len(t.Tokens); i++ {
		if !strings.EqualFold(t.Tokens[i+1].Text, "to") {
			continue
		}
		if t.Lemma(i) == "due" && t.Is(i, "mark", "case") && t.Tokens[t.head[i]].XPOS == "VB" && t.head[i] > i {
			t.due(i, t.head[i])
		} else if t.UPOS(i, "ADJ", "VERB") && impends[t.Lemma(i)] {
			t.bareInfinitive(i, i+2)
		}
	}
}

// impends are words behind which "to" begins an infinitive.
var impends = wordSet("set ready poised about likely unlikely willing unwilling prepared determined eager reluctant")

// due takes the place of verb v, which hangs on it with what is its own.
func (t *Tree) due(i, v int) {
	to := i + 1
	t.Tokens[to].UPOS, t.Tokens[to].XPOS = "PART", "TO"
	t.move(i, t.head[v], t.rel[v])
	for _, k := range slices.Clone(t.kids[v]) {
		switch {
		case k == to:
		case k < i && t.Is(k, "nsubj"):
			t.move(k, i, "nsubj")
		case k < i && t.Is(k, "nsubj:pass", "aux", "cop", "advmod", "punct", "cc", "mark", "obl", "advcl", "discourse"):
			t.move(k, i, t.rel[k])
		}
	}
	t.move(to, v, "mark")
	t.move(v, i, "xcomp")
}

// bareInfinitive makes a verb of noun k, which stands bare behind "to" and
// before a name or an article.
func (t *Tree) bareInfinitive(i, k int) {
	if k+1 >= len(t.Tokens) || t.Tokens[k].XPOS != "NN" || t.head[k] != i || !t.Is(k, "obl") || t.head[k-1] != k || !t.UPOS(k+1, "PROPN", "DET") || t.Kid(k, "det", "amod", "compound", "nmod:poss") >= 0 && t.Kid(k, "det", "amod", "compound", "nmod:poss") < k {
		return
	}
	w := &t.Tokens[k]
	retag(w, "VERB", "VB")
	t.Tokens[k-1].UPOS, t.Tokens[k-1].XPOS = "PART", "TO"
	t.rel[k], t.rel[k-1] = "xcomp", "mark"
	for _, c := range t.kids[k] {
		if c > k && t.Is(c, "flat", "nmod", "compound", "dep", "appos") && t.Prep(c) == "" {
			t.rel[c] = "obj"
			break
		}
	}
}

// foiling verbs have as object an attempt of others, and not one of their own.
var foiling = wordSet("foil thwart prevent stop uncover disrupt avert frustrate condemn denounce expose reveal unravel repel defeat")

// attempts are nouns with an infinitive of what is tried.
var attempts = wordSet("attempt plot bid plan conspiracy scheme effort")

// ofAttempts hangs an infinitive on the attempt of others that a verb foils:
// "foiled a Chadian plot to kill the envoy" kills nobody.
func (t *Tree) ofAttempts() {
	for i := range t.Tokens {
		v := t.head[i]
		if t.Tokens[i].XPOS != "VB" || !t.Is(i, "advcl", "xcomp") || v < 0 || !foiling[t.Lemma(v)] {
			continue
		}
		if m := t.Kid(i, "mark"); m < 0 || t.Lemma(m) != "to" {
			continue
		}
		o := t.Kid(v, "obj", "nsubj:pass")
		if o >= 0 && o < i && attempts[t.Lemma(o)] && (o > v || t.Passive(v)) {
			t.move(i, o, "acl")
		}
	}
}

// subjectedTo makes a noun of what somebody is subjected to, which has the form
// of a verb: "subjected the detainees to torture".
func (t *Tree) subjectedTo() {
	for i := range t.Tokens {
		v := t.head[i]
		if t.Tokens[i].XPOS != "VB" || !t.Is(i, "advcl", "xcomp") || v < 0 || t.Lemma(v) != "subject" || t.Kid(i, "obj", "ccomp", "xcomp") >= 0 {
			continue
		}
		if m := t.Kid(i, "mark"); m >= 0 && t.Lemma(m) == "to" {
			t.rel[i], t.rel[m] = "obl", "case"
			retag(&t.Tokens[m], "ADP", "IN")
			retag(&t.Tokens[i], "NOUN", "NN")
		}
	}
}
