package relate

import "entente/loaders/article/mention"

// goings are what protesters want of those who rule.
var goings = map[string]bool{"resignation": true, "ouster": true, "removal": true, "impeachment": true, "departure": true, "dismissal": true, "overthrow": true, "exit": true, "sacking": true, "downfall": true, "abdication": true}

// wanting verbs say what a protest is for.
var wanting = map[string]bool{"demand": true, "call": true, "seek": true, "urge": true, "ask": true, "want": true, "press": true, "push": true}

// wantedOut gives against whom a protest is by whose going it is for: "protests
// demanding the president's resignation", "protests spread, calling for the
// removal of the judge".
func (x *pass) wantedOut(i int) *mention.Mention {
	t := x.s.Tree
	at := t.KidsAs(i, "acl", "acl:relcl")
	if f := t.First(i); t.Is(f, "nsubj") && t.Head(f) >= 0 && t.UPOS(t.Head(f), "VERB") {
		h := t.Head(f)
		at = append(append(at, h), t.KidsAs(h, "advcl", "conj", "parataxis")...)
		for _, c := range t.KidsAs(h, "conj") {
			at = append(at, t.KidsAs(c, "advcl")...)
		}
	}
	for _, v := range at {
		if !t.UPOS(v, "VERB") || !wanting[x.lemmas[v]] || t.Negated(v) {
			continue
		}
		for _, k := range t.KidsAs(v, "obj", "obl") {
			if !goings[x.lemmas[k]] || x.s.At[k] == nil {
				continue
			}
			if p := t.Kid(k, "nmod:poss"); p >= 0 && x.s.At[p] != nil && x.s.At[p].Entity != nil && x.s.At[p].Kind != mention.Pronoun {
				return x.s.At[p]
			}
			for _, o := range t.Obliques(k) {
				if o.Prep != "of" {
					continue
				}
				for _, m := range x.actorsAt(o.Tok, false, nil, 0) {
					return m
				}
			}
		}
	}
	return nil
}
