package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// agreedTo reads "Chad agreed to build a railway with Sudan": they agree.
func (x *pass) agreedTo() {
	t := x.s.Tree
	for i := range t.Tokens {
		v := t.Kid(i, "xcomp")
		if !t.UPOS(i, "VERB") || x.lemmas[i] != "agree" || v < i || t.Negated(i) || t.Passive(v) {
			continue
		}
		var with []*mention.Mention
		at := append([]int{v}, t.KidsAs(v, "obj")...)
		for _, k := range at {
			for _, o := range t.Obliques(k) {
				if o.Prep != "with" {
					continue
				}
				for _, c := range t.Conjuncts(o.Tok) {
					for _, m := range x.actorsAt(c, false, &frame{}, 0) {
						switch m.Entity.Type {
						case "State", "Territory", "Government", "Organization", "IntergovernmentalOrganization", "Company", "Person", "Party", "ArmedGroup":
							with = append(with, m)
						}
					}
				}
			}
		}
		for _, a := range t.Agents(i) {
			for _, s := range x.actorsAt(a, true, &frame{}, 0) {
				for _, o := range notAll(slices.Clone(with), []*mention.Mention{s}) {
					if slices.ContainsFunc(x.out, func(c *Candidate) bool {
						return !c.dropped() && c.Trigger >= i && c.Subject.Entity == s.Entity && c.Object.Entity == o.Entity
					}) {
						continue
					}
					x.add(i, x.synthetic("agrees-with", "agree to "+x.lemmas[v]+" with"), s, o, "", "with")
					x.out[len(x.out)-1].Symmetric = true
				}
			}
		}
	}
}

// asPartOf reads whose a land is that is recognised as a part of it: "as part
// of Morocco", "as Georgian territory", "Moroccan sovereignty over it". That
// is for whose it is to be, and recognises no land.
func (x *pass) asPartOf() {
	t := x.s.Tree
	for _, c := range slices.Clone(x.out) {
		if c.dropped() || c.Relation != "recognises" || c.Part != 'v' {
			continue
		}
		o := x.s.At[c.Object.Head]
		if o != nil && (o.Lemma == "sovereignty" || o.Lemma == "claim" || o.Lemma == "ownership") && len(o.Owners) > 0 {
			x.add(c.Trigger, x.synthetic("supports", "recognise "+o.Lemma), c.Subject, o.Owners[0], "", "")
			c.Dropped = "whose right it is is recognised"
			continue
		}
		if !isPlace(c.Object.Entity) {
			continue
		}
		for _, ob := range t.Obliques(c.Trigger) {
			if ob.Prep != "as" {
				continue
			}
			var whose []*mention.Mention
			switch x.lemmas[ob.Tok] {
			case "part":
				for _, of := range t.Obliques(ob.Tok) {
					if of.Prep != "of" {
						continue
					}
					if m := x.s.At[of.Tok]; m != nil && m.Entity == nil && len(m.Owners) > 0 {
						whose = append(whose, m.Owners[0])
						continue
					}
					whose = append(whose, x.actorsAt(of.Tok, false, &frame{}, 0)...)
				}
			case "territory", "land", "soil":
				if m := x.s.At[ob.Tok]; m != nil && len(m.Owners) > 0 {
					whose = append(whose, m.Owners[0])
				}
			}
			for _, w := range whose {
				x.add(c.Trigger, x.synthetic("supports", "recognise as part"), c.Subject, w, "", "")
				if !x.out[len(x.out)-1].dropped() {
					c.Dropped = "as whose it is recognised is said"
				}
			}
		}
	}
}
