package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// transports are what carries people, who are hit when it is.
var transports = map[string]bool{
	"convoy": true, "bus": true, "minibus": true, "boat": true, "ship": true, "ferry": true, "vessel": true, "vehicle": true, "truck": true, "lorry": true, "car": true, "van": true,
	"train": true, "plane": true, "aircraft": true, "helicopter": true, "ambulance": true, "motorcade": true, "jeep": true, "coach": true, "taxi": true, "carrier": true,
}

// carriage are verbs of what such a thing does with them.
var carriage = map[string]bool{"carry": true, "transport": true, "ferry": true, "take": true, "bring": true, "drive": true, "escort": true}

// carried reads of an attack on what carries somebody that it is one on those
// carried: "ambushed a bus carrying soldiers", "hit a convoy of Chadian troops".
func (x *pass) carried() {
	t := x.s.Tree
	for _, c := range slices.Clone(x.out) {
		if c.dropped() || c.Relation != "attacks" || c.Object.Kind != mention.Noun || !transports[x.lemmas[c.Object.Head]] {
			continue
		}
		var whom []int
		for _, v := range t.KidsAs(c.Object.Head, "acl", "acl:relcl") {
			if t.UPOS(v, "VERB") && carriage[x.lemmas[v]] && !t.Passive(v) && !t.Negated(v) {
				whom = append(whom, t.Patients(v)...)
			}
		}
		for _, k := range whom {
			for _, m := range x.actorsAt(k, false, &frame{}, 0) {
				if typ := x.reading.NounType(x.s, m); m.Entity == c.Subject.Entity || m.Kind == mention.Noun && typ != "Person" && typ != "Group" && typ != "ArmedForce" && typ != "ArmedGroup" && typ != "Unit" || m.Kind == mention.Pronoun {
					continue
				}
				x.add(c.Trigger, x.synthetic("attacks", "carried by what it hit"), c.Subject, m, "", c.Slot)
			}
		}
	}
}

// targeting reads whom an attack hits that a participle behind it says: "launched
// air strikes on the border targeting the rebels".
func (x *pass) targeting() {
	t := x.s.Tree
	for i := range t.Tokens {
		if x.lemmas[i] != "target" || t.Tokens[i].XPOS != "VBG" || !t.Is(i, "acl", "advcl") || t.Kid(i, "nsubj", "aux", "mark") >= 0 || t.Negated(i) || x.triggered(i) {
			continue
		}
		strike := x.strikeOver(i)
		if strike < 0 {
			continue
		}
		var by []*mention.Mention
		for _, c := range x.out {
			if !c.dropped() && c.Relation == "attacks" && c.Trigger == strike {
				by = append(by, c.Subject)
			}
		}
		if len(by) == 0 {
			for _, f := range x.owner(strike, x.attackBy(strike)) {
				by = append(by, x.actors(f, true, &frame{})...)
			}
		}
		for _, s := range by {
			if s.Entity == nil || s.Entity.Type == "Event" || s.Entity.Type == "Goods" {
				continue
			}
			for _, p := range t.Patients(i) {
				for _, o := range notAll(x.actorsAt(p, false, &frame{kinds: nil, things: "Facility"}, 0), by) {
					if o.Entity.Type != "Event" && o.Entity.Type != "Goods" && !x.sides([]*mention.Mention{s}, o) {
						x.add(i, x.synthetic("attacks", "what the "+x.lemmas[strike]+" targets"), s, o, "", "")
					}
				}
			}
		}
	}
}

// strikeOver is the attack whose participle token i is: the noun it hangs on,
// or what the verb over it does; -1 if there is none.
func (x *pass) strikeOver(i int) int {
	t := x.s.Tree
	for h := t.Head(i); h >= 0; h = t.Head(h) {
		if h < i && t.UPOS(h, "NOUN") && x.attackBy(h) != nil {
			return h
		}
		if t.UPOS(h, "VERB") {
			for _, o := range t.KidsAs(h, "obj", "nsubj:pass") {
				if o < i && x.attackBy(o) != nil {
					return o
				}
			}
			return -1
		}
	}
	return -1
}

// attackBy is a trigger by which the noun at token i names an attack, or nil.
func (x *pass) attackBy(i int) *trigger {
	for _, tr := range x.r.lexicon.nouns[x.lemmas[i]] {
		if tr.relation.Name == "attacks" && len(tr.rest) == 0 {
			return tr
		}
	}
	return nil
}

// strongholdTaken reads whom it is an attack on when what is theirs is taken:
// "captured Kara, the last stronghold of the rebels".
func (x *pass) strongholdTaken() {
	t := x.s.Tree
	for _, c := range slices.Clone(x.out) {
		if c.dropped() || c.Relation != "occupies" || c.Part != 'v' {
			continue
		}
		for _, a := range t.KidsAs(c.Object.Head, "appos") {
			if !bastions[x.lemmas[a]] {
				continue
			}
			var whose []*mention.Mention
			for _, o := range t.Obliques(a) {
				if o.Prep == "of" {
					whose = append(whose, x.actorsAt(o.Tok, false, &frame{}, 0)...)
				}
			}
			if m := x.s.At[a]; m != nil && len(whose) == 0 {
				whose = m.Owners
			}
			for _, o := range notAll(slices.Clone(whose), []*mention.Mention{c.Subject}) {
				if o.Kind != mention.Pronoun && o.Entity != nil && (o.Entity.Type == "ArmedForce" || o.Entity.Type == "ArmedGroup") {
					x.add(c.Trigger, x.synthetic("attacks", "takes what is theirs"), c.Subject, o, "", c.Slot)
				}
			}
		}
	}
}

// bastions are held by those who fight for them.
var bastions = map[string]bool{"stronghold": true, "bastion": true, "base": true, "holdout": true, "enclave": true, "headquarters": true, "outpost": true, "garrison": true, "foothold": true}
