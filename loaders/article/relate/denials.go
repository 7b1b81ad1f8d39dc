package relate

import (
	"entente/loaders/article/mention"
	"slices"
)

// denials reads who denies what another accuses him of: "Ghana accuses Togo of
// arming rebels, which Togo denies", "a charge Lomé rejects".
func (x *pass) denials() {
	t := x.s.Tree
	for _, c := range slices.Clone(x.out) {
		if c.dropped() || c.Relation != "accuses" && c.Relation != "criticises" || !t.UPOS(c.Trigger, "VERB") || t.Passive(c.Trigger) {
			continue
		}
		for v := c.Trigger + 1; v < len(t.Tokens); v++ {
			if !t.UPOS(v, "VERB") || !x.r.gov.deny[t.Lemma(v)] || t.Negated(v) || t.Tokens[v].XPOS == "VBG" || !x.ofCharge(v) {
				continue
			}
			for _, a := range t.KidsAs(v, "nsubj") {
				if t.UPOS(a, "PRON", "DET") && x.s.At[a] == nil {
					continue
				}
				for _, by := range x.actorsAt(a, true, nil, 0) {
					if by.Entity == c.Subject.Entity || x.sides([]*mention.Mention{by}, c.Subject) {
						continue
					}
					x.add(v, x.synthetic("rejects", t.Lemma(v)+" what it is accused of"), by, c.Subject, "", "")
					x.out[len(x.out)-1].Given = true
					for _, o := range x.out {
						if !o.dropped() && o.Trigger == v && o.Relation == "rejects" && o.Object.Entity.Generic {
							o.Dropped = "said of who accuses"
						}
					}
				}
			}
		}
	}
}

// ofCharge tells whether what verb v denies is the charge told before it: its
// clause says it of "which", or of a noun that names the charge.
func (x *pass) ofCharge(v int) bool {
	t := x.s.Tree
	if o := t.Kid(v, "obj"); o >= 0 {
		if t.Lemma(o) == "which" {
			return true
		}
		return (charging[x.lemmas[o]] || t.UPOS(o, "PRON") && (t.Lemma(o) == "it" || t.Lemma(o) == "this")) && t.Is(v, "conj", "advcl", "parataxis") && t.Kid(o, "nmod:poss", "nmod") < 0
	}
	h := t.Head(v)
	return t.Is(v, "acl:relcl", "acl") && h >= 0 && charging[x.lemmas[h]]
}

// charging nouns name what somebody is accused of.
var charging = map[string]bool{"charge": true, "allegation": true, "accusation": true, "claim": true, "assertion": true}
