package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// struck reads of those who fall by the arms of a state or an armed group
// that they were attacked: "killed in an Israeli airstrike", "Chadian troops
// killed five rebels". What a gunman or a court does to people is no war.
func (x *pass) struck() {
	for _, c := range slices.Clone(x.out) {
		if c.dropped() || c.Relation != "kills" && c.Relation != "injures" || !casualty[x.lemmas[c.Trigger]] || x.crashed(c.Trigger) || !x.warring(c) {
			continue
		}
		if slices.ContainsFunc(x.out, func(o *Candidate) bool {
			return !o.dropped() && o.Relation == "attacks" && o.Subject.Entity == c.Subject.Entity && o.Object.Entity == c.Object.Entity
		}) {
			continue
		}
		x.add(c.Trigger, x.synthetic("attacks", x.lemmas[c.Trigger]+" in war"), c.Subject, c.Object, "", c.Slot)
	}
}

// warring tells whether those of a candidate fell by arms of war.
func (x *pass) warring(c *Candidate) bool {
	s := c.Subject
	typ := x.reading.NounType(x.s, s)
	if c.Relation == "injures" && !slices.Contains(c.Weak, inAttackOf) && !x.bombs(s.Entity) && !x.byArms(c.Trigger) {
		return false // the coast guard may have hurt a sailor without arms
	}
	if s.Kind == mention.Noun && s.Head > 0 && (x.lemmas[s.Head-1] == "security" || x.lemmas[s.Head-1] == "police") {
		return false // they shoot at home
	}
	switch s.Entity.Type {
	case "ArmedForce":
		return true
	case "ArmedGroup":
		if s.Kind == mention.Noun && robbing[s.Lemma] {
			return false
		}
		hurt := x.reading.NounType(x.s, c.Object)
		return hurt == "ArmedForce" || hurt == "ArmedGroup" || hurt == "Unit"
	case "State", "Territory":
		if typ == "Government" || typ == "Person" {
			return false // police, a minister
		}
		return typ == "ArmedForce" || x.strikes(s.Head) || slices.Contains(c.Weak, inAttackOf) || x.bombs(s.Entity) || x.byArms(c.Trigger)
	}
	return false
}

// crashed tells whether verb i tells of an accident of what flies: "a jet
// crashed, killing its pilot".
func (x *pass) crashed(i int) bool {
	for h := i; h >= 0; h = x.s.Tree.Head(h) {
		switch x.lemmas[h] {
		case "crash", "collide", "overturn", "explode", "malfunction":
			return true
		}
	}
	return false
}

// robbing are armed men of whom it is not said that they fight a war.
var robbing = map[string]bool{"gunman": true, "gunmen": true, "bandit": true, "attacker": true, "assailant": true, "robber": true, "kidnapper": true, "gang": true, "gangster": true, "suspect": true, "assassin": true, "shooter": true, "hitman": true}

// inAttackOf is why who did something is less sure that his attack is said to have done.
const inAttackOf = "in whose attack it was done"

// bombs tells whether somebody attacks by another word of the sentence.
func (x *pass) bombs(e *mention.Entity) bool {
	return slices.ContainsFunc(x.out, func(c *Candidate) bool {
		return !c.dropped() && c.Relation == "attacks" && c.Subject.Entity == e
	})
}

// byArms tells whether the subject of verb i is a strike or what is fired.
func (x *pass) byArms(i int) bool {
	for _, a := range x.s.Tree.Agents(i) {
		if volleys[x.lemmas[a]] || x.attackBy(a) != nil {
			return true
		}
	}
	return false
}

// strikes tells whether the name at token i stands before a strike or what is
// fired: "a Turkish airstrike".
func (x *pass) strikes(i int) bool {
	t := x.s.Tree
	for h := t.Head(i); h >= 0 && t.UPOS(h, "NOUN"); h = t.Head(h) {
		if volleys[x.lemmas[h]] || x.attackBy(h) != nil {
			return true
		}
		if !t.Is(h, "compound", "nmod", "conj") {
			break
		}
	}
	return false
}

// guarding verbs are of who keeps others from an attack.
var guarding = map[string]bool{"protect": true, "defend": true, "shield": true, "guard": true, "shelter": true, "safeguard": true, "rescue": true, "save": true, "spare": true, "evacuate": true, "flee": true}

// spared reads whom an attack hits that has no object of its own: those who
// are protected from it, and who strikes back after it.
func (x *pass) spared() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "NOUN") || x.triggered(i) || x.attackBy(i) == nil {
			continue
		}
		by := x.strikers(i)
		if len(by) == 0 {
			continue
		}
		top, prep := t.First(i), t.Prep(t.First(i))
		for h := t.Head(top); h >= 0 && t.Is(top, "nmod") && prep == "of" && transparent[t.Lemma(h)]; h = t.Head(top) {
			top = t.First(h)
			prep = t.Prep(top)
		}
		v := t.Head(top)
		if v < 0 {
			continue
		}
		var hit []*mention.Mention
		switch {
		case prep == "from" || prep == "against":
			if !t.UPOS(v, "VERB") || !guarding[x.lemmas[v]] {
				continue
			}
			for _, p := range t.Patients(v) {
				hit = append(hit, x.actorsAt(p, false, &frame{}, 0)...)
			}
		case prep == "after" || prep == "following" || prep == "to" && (x.lemmas[v] == "response" || x.lemmas[v] == "retaliation" || x.lemmas[v] == "answer") || t.Is(top, "obl") && t.Lemma(v) == "follow":
			if !t.UPOS(v, "VERB") || t.Lemma(v) == "follow" {
				v = x.s.Tree.Head(v)
			}
			for _, c := range x.out {
				if !c.dropped() && c.Relation == "attacks" && c.Part == 'v' && v >= 0 && (c.Trigger == v || t.Head(c.Trigger) == v) && !slices.ContainsFunc(hit, func(m *mention.Mention) bool { return m.Entity == c.Subject.Entity }) {
					hit = append(hit, c.Subject)
				}
			}
		}
		for _, s := range by {
			for _, o := range notAll(slices.Clone(hit), by) {
				if o.Entity.Type != "Event" && o.Entity.Type != "Goods" {
					x.add(i, x.synthetic("attacks", x.lemmas[i]), s, o, "whom it hit is told by what follows", "")
				}
			}
		}
	}
}

// strikers are who does the attack that the noun at token i names.
func (x *pass) strikers(i int) []*mention.Mention {
	t := x.s.Tree
	var out []*mention.Mention
	for _, o := range t.Obliques(i) {
		if o.Prep == "by" || o.Prep == "from" {
			out = append(out, x.actorsAt(o.Tok, true, &frame{}, 0)...)
		}
	}
	if len(out) == 0 {
		if k := t.Kid(i, "nmod:poss"); k >= 0 {
			out = x.actorsAt(k, true, &frame{}, 0)
		}
	}
	if m := x.s.At[i]; len(out) == 0 && m != nil && len(m.Owners) > 0 && m.Owners[0].Kind != mention.Pronoun {
		out = m.Owners
	}
	return slices.DeleteFunc(slices.Clone(out), func(m *mention.Mention) bool {
		return m.Entity == nil || m.Entity.Type == "Place" || m.Entity.Type == "Event" || m.Entity.Type == "Goods"
	})
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
		if tr.relation.Name == "attacks" && len(tr.rest) == 0 && x.nounIs(i, tr.head) {
			return tr
		}
	}
	return nil
}
