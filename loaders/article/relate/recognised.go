package relate

import (
	"entente/loaders/article/mention"
	"slices"
)

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

// designated reads who is made an ally: "designates Togo as a major ally", "the
// designation of Togo as its partner".
func (x *pass) designated() {
	t := x.s.Tree
	for i := range t.Tokens {
		verb := t.UPOS(i, "VERB") && naming[x.lemmas[i]]
		if !verb && x.lemmas[i] != "designation" && x.lemmas[i] != "naming" {
			continue
		}
		friend := false
		var whom []int
		for _, o := range t.Obliques(i) {
			switch {
			case o.Prep == "as" && friends[x.lemmas[o.Tok]]:
				friend = true
			case o.Prep == "of" && !verb:
				whom = t.Conjuncts(o.Tok)
			}
		}
		for _, k := range t.Patients(i) {
			for _, o := range t.Obliques(k) {
				friend = friend || verb && o.Prep == "as" && friends[x.lemmas[o.Tok]]
			}
		}
		if k := t.Kid(i, "xcomp"); verb && k >= 0 && friends[x.lemmas[k]] {
			friend = true
		}
		if !verb {
			for _, k := range whom {
				for _, o := range t.Obliques(k) {
					friend = friend || o.Prep == "as" && friends[x.lemmas[o.Tok]]
				}
			}
		}
		if !friend {
			continue
		}
		who := t.Agents(i)
		if verb {
			whom = t.Patients(i)
		} else if who = nil; true {
			for _, f := range x.owner(i, &trigger{frame: &frame{}}) {
				who = append(who, f.tok)
			}
		}
		tr := x.synthetic("supports", "designated an ally")
		for _, a := range who {
			for _, s := range x.actorsAt(a, true, &frame{}, 0) {
				for _, k := range whom {
					for _, o := range notAll(x.actorsAt(k, false, &frame{}, 0), []*mention.Mention{s}) {
						x.add(i, tr, s, o, "", "")
					}
				}
			}
		}
	}
}

// naming verbs say what somebody is from then on.
var naming = map[string]bool{"designate": true, "name": true, "declare": true, "recognise": true, "recognize": true}

// friends are what those are called whom one is with.
var friends = map[string]bool{"ally": true, "partner": true, "friend": true}
