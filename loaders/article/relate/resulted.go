package relate

import "entente/loaders/article/mention"

// hunts are deeds of police and the like that end with somebody held.
var hunts = map[string]bool{"operation": true, "raid": true, "investigation": true, "probe": true, "crackdown": true, "sweep": true, "sting": true, "inquiry": true, "search": true, "manhunt": true, "campaign": true, "clampdown": true, "swoop": true}

// ledToArrest reads who holds those whose arrest something led to: "a raid by
// Togolese police led to the arrest of ten men", "police ended a sweep,
// resulting in the detention of two".
func (x *pass) ledToArrest() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "NOUN") || x.triggered(i) {
			continue
		}
		switch x.lemmas[i] {
		case "arrest", "detention", "capture":
		default:
			continue
		}
		j := t.First(i)
		v := t.Head(j)
		if v < 0 || !t.UPOS(v, "VERB") || !t.Is(j, "obl", "obj") || t.Negated(v) {
			continue
		}
		if p, l := t.Prep(j), x.lemmas[v]; !(l == "lead" && p == "to" || l == "result" && p == "in") {
			continue
		}
		by := x.hunters(v)
		for _, o := range t.Obliques(i) {
			if o.Prep != "of" {
				continue
			}
			for _, whom := range x.actorsAt(o.Tok, false, &frame{things: "Group"}, 0) {
				for _, s := range by {
					if s.Entity != whom.Entity {
						x.add(i, x.synthetic("arrests", x.lemmas[v]+" to it"), s, whom, "whose deed led to it", "")
					}
				}
			}
		}
	}
}

// hunters are those whose hunt led to what verb v says, or who tell of it.
func (x *pass) hunters(v int) []*mention.Mention {
	t := x.s.Tree
	fit := func(toks []int) []*mention.Mention {
		var out []*mention.Mention
		for _, k := range toks {
			for _, m := range x.actorsAt(k, true, &frame{}, 0) {
				switch typ := x.reading.NounType(x.s, m); {
				case m.Entity == nil || m.Kind == mention.Pronoun:
				case m.Entity.Type == "Government" || m.Entity.Type == "ArmedForce" || m.Entity.Type == "State" && m.Kind != mention.Noun, typ == "Government" || typ == "ArmedForce":
					out = append(out, m)
				}
			}
		}
		return out
	}
	for _, s := range t.Subjects(v) {
		if !hunts[x.lemmas[s]] {
			continue
		}
		if by := x.doneBy(s); by >= 0 {
			return fit(t.Conjuncts(by))
		}
		if m := x.s.At[s]; m != nil && len(m.Owners) > 0 {
			var out []*mention.Mention
			for _, o := range m.Owners {
				if o.Kind != mention.Pronoun && o.Entity != nil && o.Entity.Type != "Place" {
					out = append(out, o)
				}
			}
			return out
		}
		if m := t.KidsAs(s, "compound", "amod"); len(m) > 0 {
			if by := fit(m); len(by) > 0 {
				return by
			}
		}
	}
	for h := t.Head(v); h >= 0; h = t.Head(h) {
		if t.UPOS(h, "VERB") && !t.Passive(h) && (t.Tokens[v].XPOS == "VBG" || x.r.gov.speech[x.lemmas[h]]) {
			if by := fit(t.Subjects(h)); len(by) > 0 {
				return by
			}
		}
	}
	return nil
}
