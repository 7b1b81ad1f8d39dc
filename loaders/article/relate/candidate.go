package relate

import (
	"fmt"
	"strings"

	"entente/loaders/article/mention"
	"entente/schema"
)

// add files a candidate, or says why it is none.
func (x *pass) add(i int, tr *trigger, s, o *mention.Mention, weak, slot string) {
	s, o = x.explained(s), x.explained(o)
	if tr.relation.PLOVER == "MOBILIZE" && s.Entity.Type == "ArmedForce" {
		state := *s
		state.Entity = x.reading.StateOf(s.Entity)
		s = &state
	}
	if (onBody(tr) || tr.relation.Name == "accuses" && judicial[x.lemmas[i]]) && o.Kind == mention.Noun && (o.Class == "stands" || strings.HasPrefix(o.Why, "those of")) && o.Entity != nil && o.Entity.Type != "Person" && !o.Entity.Generic {
		// Who kills Israeli soldiers does not kill Israel.
		if e := x.reading.Thing(x.s, o, o.Entity.Type); e != nil {
			person := *o
			person.Entity, person.Why = e, o.Why+"; themselves, not whom they act for"
			o = &person
		}
	}
	if tr.relation.Name == "at-war-with" && s.Entity.Type == "Person" && o.Entity.Type == "Person" && tr.frame.pos == 'v' {
		if other := x.synthetic("criticises", tr.text); other != nil {
			tr = other // "Obi declared war on Lind"
		}
	}
	if tr.relation.Name == "leads" && tr.frame.pos == 'n' && x.seconded(i) {
		if other := x.synthetic("holds-office", tr.text); other != nil {
			other.frame = tr.frame
			tr = other
		}
	}
	if tr.relation.Name == "leads" && o.Kind == mention.Noun && o.Class == "stands" && strings.HasPrefix(o.Why, "acts for") && x.reading.NounType(x.s, o) == "ArmedForce" {
		// Who commands a state's troops does not lead the state.
		if e := x.reading.Thing(x.s, o, "ArmedForce"); e != nil {
			force := *o
			force.Entity = e
			o = &force
		}
	}
	if diplomatic[tr.relation.Name] || spokenAt[tr.relation.Name] {
		o = x.seated(o) // "recalled its envoy from Oslo"
	}
	if tr.relation.Name == "represents" {
		o = x.reading.SpokenFor(o)
		if sentOut[x.lemmas[i]] {
			o = x.reading.SentBy(o)
		}
	}
	if tr.relation.PLOVER != "" && tr.relation.PLOVER != "ASSAULT" && tr.relation.Name != "hosts" && o.Entity.Type != "Place" {
		s = x.seated(s)
	}
	if tr.relation.PLOVER != "" {
		s, o = x.ministry(s, o), x.ministry(o, s)
	}
	c := &Candidate{
		Subject: s, Object: o, Relation: tr.relation.Name, Symmetric: tr.relation.Symmetric, Class: tr.relation.Class, Trigger: i, Part: tr.frame.pos, Slot: slot,
		Rule: fmt.Sprintf("%s: %s: %s", tr.relation.Name, tr.frame.text, tr.text), Elsewhere: weak == elsewhere,
	}
	if weak != "" {
		c.Weak = append(c.Weak, weak)
	}
	if tr.frame.weak {
		c.Weak = append(c.Weak, "weak trigger")
	}
	switch {
	case s.Entity == o.Entity || s.Entity.ID == o.Entity.ID:
		c.Dropped = "subject and object are the same actor"
	case tr.frame.pos == 'n' && len(tr.frame.subject) > 0 && tr.frame.subject[0] == "self" && x.formerly(i):
		c.Dropped = "held it once"
	case x.r.lexicon.vocabulary.Allows(c.Relation, s.Entity.Type, o.Entity.Type) != nil:
		c.Dropped = x.r.lexicon.vocabulary.Allows(c.Relation, s.Entity.Type, o.Entity.Type).Error()
	case tr.frame.pos == 'v' && s.Entity.Generic && s.Entity.Type != "Person" && x.s.Tree.Is(i, "acl", "advcl") && x.s.Tree.Tokens[i].XPOS == "VBG" && x.describes(i, s) && tr.relation.Name != "protests-against":
		c.Dropped = restrictive
	case c.Class == schema.Conflictual && o.Kind == mention.Noun && strings.Contains(o.Why, "owner of") && s.Entity.State == o.Entity.ID && tr.frame.pos == 'v':
		c.Dropped = "what is its own state's"
	case territorial[tr.relation.Name] && strings.Contains(o.Why, "owner of the act"):
		c.Dropped = "an act, and no land that could be held"
	case (inPerson[tr.relation.Name] || abducting[tr.text]) && strings.Contains(o.Why, "owner of the act"):
		c.Dropped = "an act, and nobody who could be met"
	case tr.relation.Name == "pledges-to" && slot == "inner" && x.hostile(i, o):
		c.Dropped = "to harm is no pledge"
	case tr.relation.Name == "supports" && o.Entity.Generic && o.Entity.Type == "Person" && mention.Chooses(x.lemmas[i]):
		c.Dropped = "an office that is voted on, nobody in it"
	case tr.relation.Name == "visits" && tr.frame.besides && s.Entity.State != "" && (s.Entity.State == o.Entity.ID || s.Entity.State == o.Entity.State):
		c.Dropped = "talks at home are no visit"
	default:
		c.Dropped = x.unlikely(&sense{i: i, tr: tr, s: s, o: o, slot: slot, weak: weak})
	}
	if c.Dropped == "" && s.Sentence != o.Sentence {
		c.Dropped = "subject and object stand in different sentences"
	}
	c.Given = tr.frame.pos == 'n' && attitudes[x.lemmas[i]] && x.s.Tree.Is(i, "obl") && x.s.Tree.Prep(i) == "in" || tr.frame.given || len(tr.frame.subject) > 0 && tr.frame.subject[0] == "self" && x.s.Tree.Kid(i, "cop") < 0
	x.out = append(x.out, c)
}

// ministry is the state for its ministry, which acts for it towards others: the
// Armenian defence ministry that accuses Baku. Among themselves and at home they
// are who they are.
func (x *pass) ministry(m, other *mention.Mention) *mention.Mention {
	state := x.reading.SpokenFor(m)
	if state == m || other.Entity.State == state.Entity.ID || other.Entity == state.Entity {
		return m
	}
	return state
}

// seated is the state for its capital, which stands for it in what is said: "a
// rebuke from Washington", "lashed out at Kyiv".
func (x *pass) seated(m *mention.Mention) *mention.Mention {
	if m.Entity.Type != "Place" {
		return m
	}
	state := x.reading.CapitalOf(m.Entity)
	if state == nil {
		return m
	}
	seat := *m
	seat.Entity, seat.Why = state, "state whose seat "+m.Text+" is"
	return &seat
}

// spokenAt are relations of words and measures, which no city is a party to.
var spokenAt = map[string]bool{"criticises": true, "accuses": true, "threatens": true, "demands-of": true, "appeals-to": true, "praises": true, "apologises-to": true, "sanctions": true, "imposes-tariffs-on": true, "agrees-with": true, "arms": true, "allied-with": true}

// explained is the name that a noun behind a comma explains, for whom the
// noun is meant: the heights in "the Golan Heights, a region that Israel holds".
func (x *pass) explained(m *mention.Mention) *mention.Mention {
	t := x.s.Tree
	if n := x.calledBy(m); n != nil {
		return n
	}
	stands := m.Kind == mention.Noun && m.Class == "stands" && x.reading.NounType(x.s, m) == "Person"
	if m.Kind != mention.Noun || !m.Entity.Generic && !stands || m.Head >= len(t.Tokens) || !t.Is(m.Head, "appos") || x.s.At[m.Head] == nil {
		return m
	}
	h := t.Head(m.Head)
	if h < 0 || h > m.Head {
		return m
	}
	n := x.s.At[h]
	if n == nil || n.Kind != mention.Name || n.Entity == nil || n.Entity.Generic {
		return m
	}
	end := n.Last + 1
	if end+3 < len(t.Tokens) && t.Tokens[end].Text == "(" && t.Tokens[end+2].Text == ")" {
		end += 3 // "the Front for Togo (FT), a militia"
	}
	if end >= len(t.Tokens) || t.Tokens[end].Text != "," {
		return m
	}
	first, _ := t.Reach(m.Head)
	if first < end || first > end+1 || !explains(m, n, stands) {
		return m
	}
	return n
}

// calledBy is the name that follows a noun without a comma, with an article of
// its own: "the newspaper The Times"; nil if none does.
func (x *pass) calledBy(m *mention.Mention) *mention.Mention {
	t := x.s.Tree
	if m.Kind != mention.Noun || !m.Entity.Generic || m.Last+2 >= len(t.Tokens) || t.Tokens[m.Last+1].Text != "The" {
		return nil
	}
	for k := m.Last + 2; k < len(t.Tokens) && k < m.Last+8; k++ {
		n := x.s.At[k]
		if n != nil && n.Kind == mention.Name && n.Entity != nil && n.First <= m.Last+2 && t.Is(k, "appos", "flat", "nmod:desc", "nmod:unmarked") && (t.Head(k) == m.Head || t.Head(k) == t.Head(m.Head)) {
			return n
		}
	}
	return nil
}

// explains tells whether what a noun says somebody is can be said of a name: both
// are of one type, or the noun says less, or of the name only its form is known.
func explains(noun, name *mention.Mention, person bool) bool {
	m, n := noun.Entity, name.Entity
	switch n.Type {
	case m.Type:
		return true
	case "Person":
		return person
	case "State":
		return standIns[noun.Lemma] || isPlace(n) && isPlace(m)
	case "IntergovernmentalOrganization":
		return m.Type == "Organization"
	}
	guessed := n.Entry == nil && (m.Type == "Company" || m.Type == "Organization" || m.Type == "NGO")
	return guessed || isPlace(n) && isPlace(m)
}

// standIns are nouns of what a state is to others: "Iran, the group's main backer".
var standIns = map[string]bool{"backer": true, "sponsor": true, "patron": true, "supplier": true, "ally": true, "rival": true, "power": true, "supporter": true, "benefactor": true, "partner": true}

// territorial relations are to land.
var territorial = map[string]bool{"occupies": true, "blockades": true}

// hostile tells whether what is to be done to o below the word at token i is
// no act of cooperation.
func (x *pass) hostile(i int, o *mention.Mention) bool {
	for _, c := range x.out {
		if c.Trigger != i && !c.dropped() && c.Object.Entity == o.Entity && x.s.Tree.Below(c.Trigger, i) && c.Class != schema.Cooperative {
			return true
		}
	}
	return false
}

// bodily relations are to persons and not to whom they act for.
var bodily = map[string]bool{"kills": true, "injures": true, "arrests": true}

// abducting triggers tell of force that takes persons.
var abducting = map[string]bool{"kidnap": true, "abduct": true, "hold_hostage": true, "take_hostage": true}

// onBody tells whether what a trigger tells of is done to persons.
func onBody(tr *trigger) bool { return bodily[tr.relation.Name] || abducting[tr.text] }

// judicial verbs are done to persons and not to whom they act for.
var judicial = map[string]bool{"find": true, "convict": true, "charge": true, "indict": true, "prosecute": true, "try": true, "sentence": true, "fine": true}

// sentOut are those who speak for who sent them.
var sentOut = map[string]bool{"envoy": true, "emissary": true, "representative": true, "spokesman": true, "spokeswoman": true, "spokesperson": true}

// diplomatic relations are to states, and not to their capitals.
var diplomatic = map[string]bool{"severs-ties-with": true, "negotiates-with": true, "agrees-with": true, "signs-agreement-with": true, "recognises": true}

// inPerson relations are to somebody, and not to what he does: who receives
// Israel's proposal is no host of Israel.
var inPerson = map[string]bool{"hosts": true, "meets": true, "summons": true, "kills": true, "injures": true, "arrests": true, "expels": true, "releases": true}

// fact makes a candidate of what a title says.
func (x *pass) fact(f mention.Fact) {
	relation := f.Relation
	if relation == "holds-office" && (strings.Contains(f.Rule, "candidate") || strings.Contains(f.Rule, "opposition-leader")) {
		// Who stands for an office or against who holds it has none.
		if isPlace(f.Object.Entity) {
			return
		}
		relation = "affiliated-with"
	}
	if relation == "holds-office" && f.Object.Entity.Type == "Party" {
		relation = "member-of" // its lawmaker
	}
	rel, ok := x.r.lexicon.vocabulary.Relation(relation)
	if !ok {
		return
	}
	x.add(f.Token, &trigger{relation: &rel, frame: &frame{pos: 'n', text: "title"}, text: strings.TrimPrefix(f.Rule, "title ")}, f.Subject, f.Object, "", "")
	c := x.out[len(x.out)-1]
	c.Title, c.Given = true, true
}

// restrictive is why a participle that only describes gives no claim.
const restrictive = "says of what kind they are, not what they did"

// describes tells whether participle i only says of what kind its subject
// is: "countries doing business with Iran".
func (x *pass) describes(i int, s *mention.Mention) bool {
	t := x.s.Tree
	for j := s.Head + 1; j < i; j++ {
		if !t.UPOS(j, "ADV") {
			return false
		}
	}
	return s.Head < i
}

// formerly tells whether a noun that says what somebody is says it of the past.
func (x *pass) formerly(i int) bool {
	t := x.s.Tree
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		switch t.Lemma(j) {
		case "former", "ex", "late", "onetime", "ousted", "deposed", "then", "erstwhile", "removed", "impeached", "toppled", "overthrown", "slain", "assassinated":
			return true
		}
		if t.UPOS(j, "VERB") && j > 0 && t.Tokens[j-1].Text == "-" {
			continue // "the former Russia-installed mayor"
		}
		if t.UPOS(j, "VERB", "PUNCT", "ADP") && t.Tokens[j].Text != "-" {
			return false
		}
	}
	return false
}

// seconded tells whether the office at token i is below the one that leads:
// "deputy commander", "a senior commander".
func (x *pass) seconded(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch x.lemmas[j] {
		case "deputy", "vice", "assistant", "senior", "junior":
			return x.s.Tree.UPOS(j, "ADJ", "NOUN", "PROPN")
		}
		if x.s.Tree.UPOS(j, "PUNCT", "VERB", "ADP") {
			return false
		}
	}
	return false
}
