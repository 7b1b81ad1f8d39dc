package tree

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
