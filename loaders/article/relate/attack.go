package relate

import (
	"slices"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

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
			if x.acts(k) && (k > i || x.raidOn(i)) {
				return fillers(t.Conjuncts(k))
			}
		}
	}
	return nil
}

// raidOn tells whether the attack that noun i names is the one somebody fell in
// and says what it was on: "killed by gunmen in a raid on a market".
func (x *pass) raidOn(i int) bool {
	t := x.s.Tree
	if p := t.Prep(i); p != "in" && p != "during" {
		return false
	}
	return slices.ContainsFunc(t.Obliques(i), func(o tree.Oblique) bool { return o.Prep == "on" || o.Prep == "against" || o.Prep == "at" })
}

// raiders gives who attacks where the attack is in what he did to somebody:
// "killed two commanders in a strike on a house", "abducted ten villagers
// during raids on farms". Where he only searches his own land it is no attack
// on it.
func (x *pass) raiders(i int) []filler {
	t := x.s.Tree
	k := t.First(i)
	h := t.Head(k)
	if h >= 0 && t.Is(k, "nmod") && t.Is(h, "obj") {
		h = t.Head(h) // hung on whom it is done to
	}
	if p := t.Prep(k); h < 0 || h > i || p != "in" && p != "during" || !t.UPOS(h, "VERB") || t.Passive(h) || !raiding[x.lemmas[h]] || t.Kid(h, "obj") < 0 {
		return nil
	}
	var at []*mention.Mention
	for _, o := range t.Obliques(i) {
		switch o.Prep {
		case "on", "against", "at":
			return fillers(t.Agents(h))
		case "in", "across", "near", "around":
			if p := x.s.At[o.Tok]; p != nil && isPlace(p.Entity) {
				at = append(at, p)
			}
		}
	}
	return slices.DeleteFunc(fillers(t.Agents(h)), func(f filler) bool {
		return slices.ContainsFunc(x.actors(f, true, &frame{}), func(m *mention.Mention) bool {
			return m.Entity.State == "" && !m.Entity.Land() || slices.ContainsFunc(at, func(p *mention.Mention) bool {
				return p.Entity.State == m.Entity.State || p.Entity.ID == m.Entity.State || p.Entity.State == m.Entity.ID
			})
		})
	})
}

// struckThere adds the state whose targets another state strikes: "hit 40 sites
// in Chad", "attacks on power plants across Chad".
func (x *pass) struckThere() {
	t := x.s.Tree
	for _, c := range x.out {
		if c.dropped() || c.Relation != "attacks" || c.Subject.Entity.State == "" && c.Subject.Entity.Type != "State" || c.Object.Kind != mention.Noun || !targets[x.lemmas[c.Object.Head]] || len(c.Object.Owners) > 0 {
			continue
		}
		at := t.Obliques(c.Object.Head)
		if c.Part == 'n' || t.UPOS(c.Trigger, "VERB") {
			at = append(at, t.Obliques(c.Trigger)...)
		}
		for _, o := range at {
			if o.Prep != "in" && o.Prep != "across" && o.Prep != "inside" && o.Prep != "throughout" {
				continue
			}
			for _, k := range t.Conjuncts(o.Tok) {
				m := x.s.At[k]
				if m == nil || m.Entity == nil || m.Kind != mention.Name || m.Entity.Type != "State" || m.Entity.ID == c.Subject.Entity.State || m.Entity.ID == c.Subject.Entity.ID {
					continue
				}
				if !slices.ContainsFunc(x.out, func(d *Candidate) bool {
					return !d.dropped() && d.Relation == "attacks" && d.Subject.Entity == c.Subject.Entity && d.Object.Entity == m.Entity
				}) {
					x.add(c.Trigger, x.synthetic("attacks", "targets in"), c.Subject, m, "where its targets are", "in")
					x.out[len(x.out)-1].Part = c.Part
				}
			}
		}
	}
}

// targets are nouns of what of a state is struck.
var targets = map[string]bool{"target": true, "site": true, "infrastructure": true, "building": true, "facility": true, "plant": true, "installation": true, "airbase": true, "airfield": true, "depot": true, "refinery": true, "port": true, "power-plant": true, "warehouse": true, "factory": true}

// raiding verbs are of what is done to people in an attack.
var raiding = map[string]bool{
	"kill": true, "injure": true, "wound": true, "assassinate": true, "slay": true, "murder": true, "massacre": true, "abduct": true, "kidnap": true, "capture": true, "eliminate": true, "behead": true, "shoot": true,
}
