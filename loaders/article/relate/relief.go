package relate

import "entente/loaders/article/mention"

// deliveries are what brings relief; reliefs are words before or below them
// that say so.
var (
	deliveries = map[string]bool{"convoy": true, "shipment": true, "flight": true, "plane": true, "ship": true, "truck": true, "aid": true, "consignment": true, "cargo": true, "lorry": true, "vessel": true, "boat": true, "airlift": true, "flotilla": true, "tonne": true, "ton": true, "supply": true, "team": true, "package": true, "delivery": true}
	reliefs    = map[string]bool{"aid": true, "relief": true, "humanitarian": true, "rescue": true, "medical": true, "food": true, "emergency": true, "supply": true, "assistance": true, "medicine": true}
	comings    = map[string]bool{"arrive": true, "enter": true, "reach": true, "land": true, "dock": true, "cross": true}
)

// reliefCame reads "aid ships from Chad arrived in Togo": Chad helps Togo.
func (x *pass) reliefCame() {
	t := x.s.Tree
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !comings[x.lemmas[v]] || t.Negated(v) || t.Passive(v) {
			continue
		}
		s := t.Kid(v, "nsubj")
		if s < 0 || s > v {
			continue
		}
		n := s
		for _, o := range t.Obliques(s) {
			if o.Prep == "of" && deliveries[x.lemmas[o.Tok]] {
				n = o.Tok // "tonnes of aid"
			}
		}
		if !deliveries[x.lemmas[n]] || !x.relief(n) && !x.relief(s) {
			continue
		}
		var from []*mention.Mention
		for _, at := range []int{n, s, v} {
			for _, o := range t.Obliques(at) {
				if (o.Prep == "from" || o.Prep == "by") && len(from) == 0 {
					from = append(from, x.actorsAt(o.Tok, true, &frame{}, 0)...)
				}
			}
			if m := x.s.At[at]; len(from) == 0 && m != nil && m.Entity == nil {
				from = append(from, m.Owners...)
			}
		}
		var to []*mention.Mention
		for _, o := range t.Obliques(v) {
			if o.Prep == "in" || o.Prep == "at" || o.Prep == "into" || o.Prep == "to" {
				if m := x.s.At[o.Tok]; m != nil && m.Entity != nil && isPlace(m.Entity) {
					to = append(to, m)
				}
			}
		}
		for _, k := range t.KidsAs(v, "obj") {
			if m := x.s.At[k]; m != nil && m.Entity != nil && isPlace(m.Entity) {
				to = append(to, m)
			}
		}
		if len(to) == 0 {
			continue
		}
		for _, a := range from {
			if a.Entity == nil || a.Kind == mention.Pronoun || a.Entity.Type == "Place" || a.Entity.Type == "Event" || a.Entity.Type == "Goods" {
				continue
			}
			x.add(v, x.synthetic("aids", "relief from it came"), a, to[0], "", "")
		}
	}
}

// relief tells whether the noun at token n is relief, or brings it.
func (x *pass) relief(n int) bool {
	t := x.s.Tree
	if reliefs[x.lemmas[n]] {
		return true
	}
	for _, k := range t.KidsAs(n, "compound", "amod", "nmod:desc") {
		if reliefs[x.lemmas[k]] {
			return true
		}
	}
	for _, o := range t.Obliques(n) {
		if o.Prep == "of" && x.relief(o.Tok) && o.Tok > n {
			return true
		}
	}
	for _, v := range t.KidsAs(n, "acl", "acl:relcl") {
		if !carriage[x.lemmas[v]] && x.lemmas[v] != "deliver" {
			continue
		}
		for _, p := range t.Patients(v) {
			if p > n && x.relief(p) {
				return true
			}
		}
	}
	return false
}
