package relate

import "entente/loaders/article/mention"

// wronging verbs have as object what two agreed on, and wrong the other.
var wronging = map[string]bool{"violate": true, "breach": true, "break": true, "contravene": true, "infringe": true, "flout": true}

// violated keeps of "Chad says Togo violated the truce" that Chad accuses Togo
// of it: whose word it is that the truce was broken is no matter of fact.
func (x *pass) violated() {
	t := x.s.Tree
	for _, c := range x.out {
		if c.dropped() || c.Relation != "rejects" || c.Part != 'v' || !wronging[x.lemmas[c.Trigger]] || c.Object.Kind != mention.Noun || !c.Object.Entity.Generic || t.Negated(c.Trigger) {
			continue
		}
		v := c.Trigger
		for t.Is(v, "conj") && t.Head(v) >= 0 {
			v = t.Head(v)
		}
		h := t.Head(v)
		if h < 0 || !t.UPOS(h, "VERB") {
			continue
		}
		m := t.Kid(v, "mark")
		of := m >= 0 && (t.Lemma(m) == "of" || t.Lemma(m) == "for")
		switch {
		case t.Is(v, "ccomp", "parataxis") && x.r.gov.speech[x.lemmas[h]] && !x.r.gov.Denies(x.lemmas[h]):
		case t.Is(v, "advcl", "xcomp") && of && t.Tokens[v].XPOS == "VBG" && (x.lemmas[h] == "accuse" || x.lemmas[h] == "blame"):
		default:
			continue
		}
		c.Dropped = "others say so, who accuse it"
	}
}
