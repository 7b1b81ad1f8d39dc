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

// bargained keeps of "signs a deal to supply missiles to Togo" what is to be
// done for Togo, and not that Togo signed it or that the deal is liked.
func (x *pass) bargained() {
	t := x.s.Tree
	for _, c := range x.out {
		if c.dropped() || c.Relation != "signs-agreement-with" && c.Relation != "agrees-with" && c.Relation != "supports" || c.Part != 'v' {
			continue
		}
		for _, d := range x.out {
			if d == c || d.dropped() || d.Part != 'v' || !suppliesBy[d.Relation] || d.Subject.Entity != c.Subject.Entity || !t.Below(d.Trigger, c.Trigger) {
				continue
			}
			o := t.Head(d.Trigger)
			if o < 0 || !t.Is(d.Trigger, "acl", "advcl", "xcomp") || !deals[x.lemmas[o]] && o != c.Trigger {
				continue
			}
			switch {
			case c.Relation == "supports" && c.Object.Entity.Generic && c.Object.Head == o:
				c.Dropped = "what it lets them do is said"
			case c.Relation != "supports" && d.Object.Entity == c.Object.Entity && c.Slot != "with" && d.Relation != "imports-from" && d.Relation != "trades-with":
				c.Dropped = "what is to be done for it is said"
			}
		}
	}
}

// suppliesBy are relations of what a deal has one do for another.
var suppliesBy = map[string]bool{"exports-to": true, "imports-from": true, "arms": true, "aids": true, "invests-in": true, "trades-with": true}

// deals are what is made to do so.
var deals = map[string]bool{"deal": true, "agreement": true, "contract": true, "accord": true, "pact": true, "memorandum": true, "plan": true, "arrangement": true, "order": true}
