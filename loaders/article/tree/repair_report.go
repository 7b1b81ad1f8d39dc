package tree

import "slices"

// utterances are verbs of what somebody says about somebody, which go on from
// the report and not from what is reported.
var utterances = wordSet(`
	praise condemn call urge thank accuse warn criticise criticize reject vow pledge promise denounce blame demand hail welcome threaten deny appeal
	express deplore slam commend congratulate reiterate reaffirm stress
`)

// reports hangs what somebody said next on the verb of saying: in "he said that
// the West had begun the war, and praised Ghana" parsers coordinate "praised"
// with what he said.
func (t *Tree) reports() {
	for i := range t.head {
		h := t.head[i]
		if t.rel[i] != "conj" || h < 0 || h > i || t.Tokens[i].XPOS != "VBD" || !utterances[t.Lemma(i)] || t.Kid(i, "nsubj", "nsubj:pass", "aux", "aux:pass") >= 0 || !t.UPOS(h, "VERB") {
			continue
		}
		cc := t.Kid(i, "cc")
		if cc < 1 || t.Tokens[cc-1].Text != "," || t.Kid(h, "nsubj", "nsubj:pass") < 0 {
			continue
		}
		g := t.head[h]
		if g >= 0 && t.rel[h] == "acl" && t.Kid(h, "mark") >= 0 && (t.rel[g] == "iobj" || t.rel[g] == "obj" && t.head[g] >= 0 && t.Lemma(t.head[g]) == "tell") {
			g = t.head[g] // "told the summit that"
		} else if t.rel[h] != "ccomp" {
			continue
		}
		if g < 0 || g > h || t.Tokens[g].XPOS != "VBD" {
			continue
		}
		t.move(i, g, "conj")
	}
}

// sharedObliques hangs on the verb what parsers hang on the second of its
// objects: "fired shells and tear gas at crowds".
func (t *Tree) sharedObliques() {
	for i := range t.head {
		h := t.head[i]
		if h < 0 || t.rel[i] != "obl" || !t.UPOS(h, "NOUN") || t.rel[h] != "conj" || t.Kid(h, "cop", "nsubj", "aux") >= 0 {
			continue
		}
		f := t.First(h)
		if v := t.head[f]; v >= 0 && t.Is(f, "obj") && t.UPOS(v, "VERB") && v < i {
			t.move(i, v, "obl")
		}
	}
}

// tearGas puts together what was fired where "tear" was taken for a verb:
// "fired shells and tear gas at crowds".
func (t *Tree) tearGas() {
	for i := 0; i+1 < len(t.Tokens); i++ {
		gas := i + 1
		if t.Lemma(i) != "tear" || t.Lemma(gas) != "gas" || t.head[gas] != i {
			continue
		}
		h, rel := t.head[i], t.rel[i]
		if rel == "conj" && h >= 0 && t.UPOS(h, "VERB") {
			if o := t.Kid(h, "obj"); o >= 0 && o < i {
				h = o
			}
		}
		for _, k := range slices.Clone(t.kids[i]) {
			switch v := t.head[t.First(h)]; {
			case k == gas:
			case t.rel[k] == "obl" && v >= 0:
				t.move(k, v, "obl")
			default:
				t.move(k, gas, t.rel[k])
			}
		}
		t.move(gas, h, rel)
		t.move(i, gas, "compound")
		t.Tokens[i].UPOS, t.Tokens[i].XPOS = "NOUN", "NN"
	}
}

// asClauses gives a clause behind "as" its subject where "as" was taken for a
// preposition: "fired at crowds as the main party, UPD, rejected the results".
func (t *Tree) asClauses() {
	for i := 1; i+2 < len(t.Tokens); i++ {
		n := t.head[i]
		if t.Lemma(i) != "as" || t.rel[i] != "case" || n < i || !t.UPOS(n, "NOUN", "PROPN") || !t.Is(n, "obl", "nmod") {
			continue
		}
		v := t.head[n]
		if v < n || !t.UPOS(v, "VERB") || t.head[v] < 0 || t.head[v] > i || t.Kid(v, "nsubj", "nsubj:pass") >= 0 {
			continue
		}
		switch t.Tokens[v].XPOS {
		case "VBD", "VBZ", "VBP":
		default:
			continue
		}
		t.rel[n] = "nsubj"
		t.move(i, v, "mark")
		t.rel[v] = "advcl"
		t.Tokens[i].UPOS, t.Tokens[i].XPOS = "SCONJ", "IN"
	}
}

// saidByIt makes "it" the subject where it was taken for an empty word: "It
// demanded that Togo leave".
func (t *Tree) saidByIt() {
	for i := range t.Tokens {
		h := t.head[i]
		if t.rel[i] == "expl" && h > i && t.Lemma(i) == "it" && t.UPOS(h, "VERB") && utterances[t.Lemma(h)] && t.Kid(h, "aux:pass", "cop", "nsubj") < 0 {
			t.rel[i] = "nsubj"
		}
	}
}

// whileOthers hangs on the verb of saying the clause with "while" of what others
// said: in "Chad warned that rebels would come, while Togo welcomed the truce"
// parsers hang it on what the first said.
func (t *Tree) whileOthers() {
	for v := range t.head {
		c, m := t.head[v], t.Kid(v, "mark")
		if c < 0 || c > v || t.rel[v] != "advcl" || m < 1 || t.Tokens[m-1].Text != "," || t.Lemma(m) != "while" && t.Lemma(m) != "whereas" {
			continue
		}
		if !utterances[t.Lemma(v)] && t.Lemma(v) != "say" || t.Kid(v, "nsubj") < 0 || t.rel[c] != "ccomp" {
			continue
		}
		if h := t.head[c]; h >= 0 && h < c && t.UPOS(h, "VERB") && t.Tokens[h].XPOS == t.Tokens[v].XPOS {
			t.move(v, h, "advcl")
		}
	}
}
