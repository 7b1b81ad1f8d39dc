package tree

import "slices"

// clausesAfter makes a clause of what follows "after" where its subject was
// taken for when it was and its verb hung on the main one: "The agency ends
// its search after a landslide at a dump in Lomé killed seven".
func (t *Tree) clausesAfter() {
	for v := range t.Tokens {
		h := t.head[v]
		if h < 0 || h > v || !t.UPOS(v, "VERB") || !t.Is(v, "advcl", "conj", "ccomp") || t.Tokens[v-1].Text == "," || t.Kid(v, "nsubj", "mark", "cc", "aux", "case") >= 0 {
			continue
		}
		switch t.Tokens[v].XPOS {
		case "VBD", "VBZ", "VBP":
		default:
			continue
		}
		for n := v - 1; n > h; n-- {
			c := t.Kid(n, "case")
			if c < 0 || c > n || !t.UPOS(n, "NOUN") || !t.Is(n, "obl", "nmod") || t.head[n] > n {
				continue
			}
			switch t.Lemma(c) {
			case "after", "before", "since", "until", "as":
			default:
				continue
			}
			if !t.reachesTo(n, v) || t.Below(v, n) || !t.Below(n, h) {
				break
			}
			t.move(v, h, "advcl")
			t.move(n, v, "nsubj")
			t.move(c, v, "mark")
			break
		}
	}
}

// reachesTo tells whether between what hangs on n and verb v nothing stands
// but what hangs on v: "a landslide in Lomé on Monday killed".
func (t *Tree) reachesTo(n, v int) bool {
	_, last := t.Reach(n)
	for j := last + 1; j < v; j++ {
		if !t.UPOS(j, "PUNCT") && !t.Below(j, v) {
			return false
		}
	}
	return true
}

// namesInBrackets hangs a name and its short form on the noun behind them:
// "killing twenty Popular Liberation Front (PLF) fighters", where the name was
// taken for whom it is done to.
func (t *Tree) namesInBrackets() {
	for i := 1; i+3 < len(t.Tokens); i++ {
		n := i + 3
		if t.Tokens[i].Text != "(" || t.Tokens[i+2].Text != ")" || !t.UPOS(i+1, "PROPN") || !t.UPOS(n, "NOUN") || t.Tokens[n].XPOS != "NNS" {
			continue
		}
		a := i - 1
		if h := t.head[a]; !t.UPOS(a, "PROPN") || h < 0 || h != t.head[n] || t.Base(a) != t.Base(n) || !t.Is(a, "obj", "nsubj", "obl", "nmod", "conj") {
			continue
		}
		for _, k := range slices.Clone(t.kids[a]) {
			if k < a && t.Is(k, "nummod", "det", "case", "cc", "advmod") {
				t.move(k, n, t.rel[k])
			}
		}
		t.move(a, n, "compound")
	}
}

// titlesBehindBrackets puts between a body and who has an office in it the body's
// short name: "sanctions on World Coal Council (WCC) president Ada Moyo" are on
// her.
func (t *Tree) titlesBehindBrackets() {
	for i := 1; i+4 < len(t.Tokens); i++ {
		a, n := i-1, i+3
		if t.Tokens[i].Text != "(" || t.Tokens[i+2].Text != ")" || !t.UPOS(i+1, "PROPN") || !t.UPOS(a, "PROPN") || !t.UPOS(n, "NOUN") || t.Tokens[n].XPOS != "NN" {
			continue
		}
		for t.Is(a, "flat") && t.head[a] >= 0 {
			a = t.head[a]
		}
		p, h := t.head[n], t.head[a]
		if p < n || p > n+3 || !t.UPOS(p, "PROPN") || !t.Is(n, "nmod:desc", "compound") || h < 0 || h == n || h == p || !t.Is(a, "obj", "nsubj", "obl", "nmod", "conj") || t.head[p] != h && t.head[p] != a && t.head[p] != t.head[h] {
			continue
		}
		t.move(p, h, t.rel[a])
		for _, k := range slices.Clone(t.kids[a]) {
			if k < a && t.Is(k, "det", "case", "cc", "advmod") {
				t.move(k, p, t.rel[k])
			}
			if k > p {
				t.move(k, p, t.rel[k])
			}
		}
		t.move(a, n, "compound")
	}
}

// accusedBy hangs on "accused" what parsers hang on those who accuse: "accused
// by rights groups of torture". A name behind "of" may belong to them.
func (t *Tree) accusedBy() {
	for i := range t.head {
		h := t.head[i]
		if h < 0 || !t.Is(i, "nmod", "acl") || i < h || !t.Is(h, "obl", "obl:agent") || t.Prep(h) != "by" || t.UPOS(i, "PROPN", "PRON") {
			continue
		}
		v := t.head[h]
		if v < 0 || t.Lemma(v) != "accuse" && t.Lemma(v) != "suspect" || t.Kid(i, "case", "mark") < 0 || t.Lemma(t.Kid(i, "case", "mark")) != "of" {
			continue
		}
		if !t.UPOS(h, "PROPN") && t.Lemma(h) != "group" && t.Lemma(h) != "organisation" && t.Lemma(h) != "organization" {
			continue
		}
		if t.rel[i] == "acl" {
			t.move(i, v, "advcl")
		} else {
			t.move(i, v, "obl")
		}
	}
}
