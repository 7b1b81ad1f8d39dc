package relate

import "entente/loaders/article/mention"

// attackers gives whose an attack is that has no word of its own about that:
// the second of two joined nouns ("a Russian missile and drone attack"), or
// one before the "by" of its verb ("killed in strikes on a ship by the rebels").
func (x *pass) attackers(i int) []filler {
	t := x.s.Tree
	h := t.Head(i)
	switch {
	case h < 0:
		return nil
	case h < i && t.Is(i, "conj") && t.UPOS(h, "NOUN"):
		for j := h + 1; j < i; j++ {
			if !t.UPOS(j, "CCONJ", "NOUN", "ADJ", "PUNCT") || t.Tokens[j].Text == "," || x.s.At[j] != nil && x.s.At[j].Kind != mention.Noun {
				return nil
			}
		}
		if k := t.Kid(h, "nmod:poss"); k >= 0 && x.acts(k) {
			return fillers(t.Conjuncts(k))
		}
		return x.modifiers(h)
	case t.Is(i, "obl") && t.UPOS(h, "VERB") && t.Passive(h) && x.harms(h):
		for _, k := range t.KidsAs(h, "obl:agent") {
			if k > i && x.acts(k) {
				return fillers(t.Conjuncts(k))
			}
		}
	}
	return nil
}
