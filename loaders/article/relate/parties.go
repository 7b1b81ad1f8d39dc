package relate

import "entente/loaders/article/mention"

// inCharge gives the subjects of the clause a meeting or journey is told in:
// who flies home "after talks with Togo" had them.
func (x *pass) inCharge(i int, tr *trigger) []filler {
	t := x.s.Tree
	if tr.relation == nil || tr.relation.PLOVER != "CONSULT" || tr.frame.pair || tr.relation.Name == "hosts" || tr.relation.Name == "mediates" {
		return nil
	}
	for k := range t.Tokens {
		if t.Lemma(k) == "by" && t.UPOS(k, "ADP") && t.Below(k, i) {
			return nil // "a visit to Togo by the president"
		}
	}
	j := t.First(i)
	for range 3 {
		h := t.Head(j)
		if h < 0 {
			return nil
		}
		switch {
		case t.Is(j, "obl") && (undergone[t.Prep(j)] || t.Prep(j) == "to" && t.Lemma(h) == "open"), t.Is(j, "obj") && t.UPOS(h, "VERB") && x.r.gov.support[x.phrasal(h)]:
		case t.Is(j, "nmod") && undergone[t.Prep(j)]:
		default:
			return nil
		}
		if t.Kid(h, "cop") >= 0 && t.Kid(h, "nsubj") >= 0 && x.s.At[h] != nil && t.Prep(j) == "for" {
			out := fillers(t.Subjects(h)) // "was in Lomé for talks with"
			for n := range out {
				out[n].weak = "who is where it happens"
			}
			return out
		}
		if l := t.Lemma(h); t.UPOS(h, "ADJ") && (t.Prep(j) == "for" && l == "ready" || t.Prep(j) == "to" && l == "open") {
			return fillers(t.Subjects(h)) // "open to talks with Chad"
		}
		if t.UPOS(h, "VERB") {
			if t.Passive(h) {
				return nil
			}
			var out []filler
			for _, f := range fillers(t.Subjects(h)) {
				f.weak = "who does what the clause says"
				out = append(out, f)
			}
			return out
		}
		j = t.First(h)
	}
	return nil
}

// undergone are prepositions before what the subject of a clause went through
// or goes to.
var undergone = map[string]bool{"after": true, "before": true, "during": true, "for": true, "on": true, "ahead_of": true, "with": true, "following": true, "at": true, "in": true, "from": true, "since": true, "amid": true}

// mediated gives a mediator's deal to its parties: in "Chad and Togo signed a
// US-brokered deal" the US mediates between Chad and Togo.
func (x *pass) mediated() {
	t := x.s.Tree
	for _, c := range x.out {
		if c.dropped() || c.Relation != "mediates" || !c.Object.Entity.Generic {
			continue
		}
		tok := c.Object.Head
		var parties []*mention.Mention
		for _, o := range t.Obliques(tok) {
			if o.Prep == "between" || o.Prep == "with" || o.Prep == "among" {
				parties = append(parties, x.actorsAt(o.Tok, false, nil, 0)...)
			}
		}
		if h := t.Head(t.First(tok)); len(parties) < 2 && h >= 0 && t.UPOS(h, "VERB") && t.Is(t.First(tok), "obj") && !t.Passive(h) {
			for _, a := range t.Agents(h) {
				parties = append(parties, x.actorsAt(a, true, nil, 0)...)
			}
		}
		// "Omani-brokered talks brought Chad and Togo together"
		if h := t.Head(t.First(tok)); h >= 0 && t.Is(t.First(tok), "nsubj") && x.lemmas[h] == "bring" && !t.Negated(h) {
			for _, p := range t.Patients(h) {
				parties = append(parties, x.actorsAt(p, false, nil, 0)...)
			}
			if len(parties) == 2 && !parties[0].Entity.Generic && !parties[1].Entity.Generic {
				x.add(h, x.synthetic("negotiates-with", "brought together"), parties[0], parties[1], "", "")
			}
		}
		n := 0
		for _, p := range parties {
			if p.Entity != nil && p.Entity != c.Subject.Entity && (p.Entity.Land() || p.Entity.Type == "Organization" || p.Entity.Type == "ArmedGroup" || p.Entity.Type == "Party" || p.Entity.Type == "Company") {
				x.add(c.Trigger, x.synthetic("mediates", "parties to \""+t.Tokens[tok].Text+"\""), c.Subject, p, "", "")
				n++
			}
		}
		if n > 1 {
			c.Dropped = "its parties are whom it mediates between"
		}
	}
}

// happening is the verb that only says that what a noun names takes place:
// "clashes erupted", "a rally was held"; or -1.
func (x *pass) happening(i int) int {
	t := x.s.Tree
	i = t.First(i)
	h := t.Head(i)
	if h < 0 || !t.Is(i, "nsubj", "nsubj:pass") || !t.UPOS(h, "VERB") {
		return -1
	}
	if o := t.Kid(h, "obj"); o >= 0 && t.Lemma(o) != "place" {
		return -1
	}
	if happens[x.lemmas[h]] {
		return h
	}
	return -1
}

// happens are verbs whose subject takes place, begins, goes on or ends.
var happens = map[string]bool{
	"erupt": true, "break": true, "begin": true, "start": true, "continue": true, "resume": true, "take": true, "occur": true, "happen": true, "flare": true,
	"rage": true, "open": true, "end": true, "stall": true, "collapse": true, "hold": true, "go": true, "intensify": true, "escalate": true, "spread": true,
	"grow": true, "mount": true, "rise": true, "deepen": true, "conclude": true, "fail": true, "stage": true, "organise": true, "organize": true, "schedule": true, "sweep": true,
}

// drawnIn are those something happened to in the course of what two do to
// each other: the soldiers in "soldiers were killed during clashes with rebels".
func (x *pass) drawnIn(i int, tr *trigger) []*mention.Mention {
	t := x.s.Tree
	h := t.Head(t.First(i))
	name := tr.relation.Name
	whose := name == "at-war-with" || name == "criticises"
	if h < 0 || !t.UPOS(h, "VERB") || !t.Is(t.First(i), "obl") || tr.relation.PLOVER != "CONSULT" && name != "clashes-with" && !whose {
		return nil
	}
	switch t.Prep(t.First(i)) {
	case "in", "during", "after", "amid":
	default:
		return nil
	}
	var out []*mention.Mention
	who := t.Subjects(h)
	if t.Is(h, "conj") && len(who) == 1 && t.Tokens[who[0]].Text == "more" && t.Head(h) >= 0 {
		who = t.Subjects(t.Head(h)) // "two soldiers were killed and nine more injured in clashes with"
	}
	if t.Passive(h) && len(t.Agents(h)) > 0 {
		who = t.Agents(h) // "killed by soldiers in a battle with rebels"
	}
	for _, a := range who {
		// "Chad's losses grow in the war with"
		if m := x.s.At[a]; m != nil && m.Entity == nil && len(m.Owners) > 0 && (whose || name == "clashes-with") && (t.Prep(t.First(i)) == "in" || t.Prep(t.First(i)) == "during") {
			for _, o := range m.Owners {
				if o.Entity.Land() {
					out = append(out, o)
				}
			}
			continue
		}
		if whose {
			continue
		}
		for _, m := range x.actorsAt(a, true, tr.frame, 0) {
			if tr.relation.Name == "clashes-with" && t.Prep(t.First(i)) == "amid" && x.bystander(m) {
				continue
			}
			out = append(out, m)
		}
	}
	return out
}

// suffers tells whether the noun at token i says in what something was done
// to somebody: "was killed amid clashes with".
func (x *pass) suffers(i int) bool {
	t := x.s.Tree
	h := t.Head(t.First(i))
	return h >= 0 && t.UPOS(h, "VERB") && t.Passive(h) && t.Is(t.First(i), "obl")
}

// bystander tells whether somebody is one of those who need not have fought
// in the battle they were killed in.
func (x *pass) bystander(m *mention.Mention) bool {
	typ := m.Entity.Type
	if m.Kind == mention.Noun {
		typ = x.reading.NounType(x.s, m)
	}
	return typ == "Group" || typ == "Person" || typ == ""
}

// joinedIn reads "Japan joined Canada in condemning the raid": both condemn.
func (x *pass) joinedIn() {
	t := x.s.Tree
	for _, c := range x.out {
		if c.dropped() || c.Relation != "joins" || !t.UPOS(c.Trigger, "VERB") || t.Negated(c.Trigger) {
			continue
		}
		backed := false
		for _, k := range t.KidsAs(c.Trigger, "advcl", "xcomp", "ccomp", "acl") {
			if m := t.Kid(k, "mark", "case"); t.Tokens[k].XPOS != "VBG" || m < 0 || t.Lemma(m) != "in" {
				continue
			}
			for _, d := range x.out {
				if d.Trigger == k && !d.dropped() && d.Subject.Entity == c.Subject.Entity && d.Object.Entity != c.Object.Entity {
					x.add(k, x.synthetic(d.Relation, "joined in it"), c.Object, d.Object, "", "")
					if rel, ok := x.r.lexicon.vocabulary.Relation(d.Relation); ok && voiced[rel.PLOVER] && (c.Object.Entity.Land() || c.Object.Entity.Type == "Person") {
						backed = true
					}
				}
			}
		}
		if backed {
			other := x.synthetic("supports", "joined in what is said")
			c.Relation, c.Class, c.Rule = "supports", other.relation.Class, "supports: phrase: joined in what is said"
		}
	}
}

// voiced are the PLOVER classes of what is said and not done: who joins another
// in it speaks up for the same.
var voiced = map[string]bool{"REQUEST": true, "DEMAND": true, "ACCUSE": true, "REJECT": true, "SUPPORT": true}

// thankedFor gives what somebody is thanked for to who thanks: Cuba supports
// Peru in "Peru thanked Cuba for its support".
func (x *pass) thankedFor(i int) []int {
	t := x.s.Tree
	j := t.First(i)
	h := t.Head(j)
	if h < 0 || !t.UPOS(h, "VERB") || !t.Is(j, "obl") || t.Prep(j) != "for" || x.lemmas[h] != "thank" {
		return nil
	}
	return t.Agents(h)
}
