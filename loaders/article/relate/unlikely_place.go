package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
)

// placeRules are about where something is, which is neither who does it nor
// whom it is done to.
var placeRules = []rule{
	{"treaty's place", []string{"MOBILIZE", "located-in"}, "a treaty is nowhere", func(_ *pass, c *sense) bool {
		return c.s.Entity.Type == "Agreement" || c.s.Entity.Type == "Programme"
	}},
	{"storm", nil, "a storm does and has nothing", func(x *pass, c *sense) bool {
		return !c.is("kills", "injures") && c.s.Kind == mention.Name && x.storm(c.s) || c.o.Kind == mention.Name && x.storm(c.o)
	}},
	{"under a preposition", nil, "what stands behind a preposition does not act", func(x *pass, c *sense) bool {
		t := x.s.Tree
		k := c.s.First - 1
		if !c.verb() || c.tr.relation.PLOVER == "" || c.s.Kind != mention.Name || c.s.Head >= c.i || !t.Is(c.s.Head, "nsubj") || t.Head(c.s.Head) != c.i {
			return false
		}
		for k > 0 && (t.UPOS(k, "DET", "ADJ", "NOUN") || t.Tokens[k].XPOS == "VBN" || t.Tokens[k].Text == "-") {
			k-- // "on the Dutch-flagged cargo ship Volta"
		}
		return k > 0 && t.UPOS(k, "ADP") && x.r.doubts.Placing[t.Lemma(k)] && t.UPOS(k-1, "NOUN") && !t.Is(k-1, "obl", "obl:unmarked")
	}},
	{"where they sign", []string{"mediates"}, "where they met, nobody who did", func(x *pass, c *sense) bool {
		p := x.s.Tree.Prep(c.o.Head)
		return c.verb() && c.o.Kind == mention.Name && c.slot != "between" && (p == "in" || p == "at")
	}},
	{"address", nil, "where it is, not who does it", func(x *pass, c *sense) bool {
		return c.verb() && c.s.Kind == mention.Name && c.tr.relation.PLOVER != "" && x.s.Tree.UPOS(c.i, "VERB") && x.addressed(c.s)
	}},
	{"address behind", []string{"ASSAULT", "COERCE", "RETREAT"}, "where the place is that it is done to", func(x *pass, c *sense) bool {
		return !c.is("attacks") && c.o.Kind == mention.Name && x.placeBefore(c.o) != nil
	}},
	{"home", []string{"visits"}, "where the place is that it goes to", func(x *pass, c *sense) bool {
		return c.o.Kind == mention.Name && c.s.Entity.State == c.o.Entity.ID && x.placeBefore(c.o) != nil
	}},
	{"place struck", []string{"kills", "injures"}, "where the attack was, nobody who attacks", func(x *pass, c *sense) bool {
		t := x.s.Tree
		return c.verb() && c.s.Kind == mention.Name && c.s.Entity.Type == "Place" && t.Is(c.s.Head, "compound", "amod") && !slices.Contains(t.Agents(c.i), c.s.Head)
	}},
	{"zone", []string{"occupies"}, "is entered, not taken", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "enter" && c.o.Kind == mention.Noun && x.r.doubts.Zones[c.o.Lemma]
	}},
	{"taken on", []string{"occupies"}, "a post is taken on, not a place", func(x *pass, c *sense) bool {
		return c.verb() && (x.s.Tree.Particle(c.i) == "on" || x.s.Tree.Particle(c.i) == "up")
	}},
	{"kept safe", []string{"occupies"}, "a strait or a road is kept safe, and not taken", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "secure" && safe[strings.ToLower(strings.SplitN(c.o.Entity.Label, " ", 2)[0])]
	}},
	{"stormed there", []string{"occupies"}, "where what they storm is", func(x *pass, c *sense) bool {
		t := x.s.Tree
		if !c.verb() || c.weak != elsewhere {
			return false
		}
		for _, k := range t.Conjuncts(c.i) {
			if o := t.Kid(k, "obj"); o > k && o < c.o.Head {
				return true // "storm and seize a tanker in the Channel"
			}
		}
		return false
	}},
	{"which", nil, "people are who, not which", func(x *pass, c *sense) bool { return x.whichOf(c.i, c.s) || x.whichOf(c.i, c.o) }},
	{"searched there", []string{"investigates"}, "where something is looked for, of whom nobody thinks ill", func(_ *pass, c *sense) bool {
		return c.o.Entity.Type == "Place" && c.slot != "patient"
	}},
	{"protest in town", []string{"protests-against"}, "where they protest, not against whom", func(x *pass, c *sense) bool {
		return !c.tr.frame.weak && c.o.Entity.Type == "Place" && x.s.Tree.Prep(c.o.Head) == "in"
	}},
	{"entered", []string{"occupies"}, "who gets into it for a raid does not hold it", func(x *pass, c *sense) bool {
		return c.verb() && x.lemmas[c.i] == "enter" && c.o.Kind == mention.Noun && c.s.Kind == mention.Noun && c.s.Entity.Generic
	}},
	{"jailed", []string{"located-in"}, "where somebody is put, not where he is", func(_ *pass, c *sense) bool {
		return c.verb() && c.o.Kind == mention.Noun && c.o.Lemma == "prison"
	}},
}

// whichOf tells whether the clause of the word at token i says "which" of a
// person, and so means what stands before it: "crew of a ship which was hit".
func (x *pass) whichOf(i int, m *mention.Mention) bool {
	t := x.s.Tree
	if !t.Is(i, "acl:relcl") || t.Head(i) != m.Head || m.Kind != mention.Noun || m.Entity.Type != "Person" {
		return false
	}
	for j := m.Head + 1; j < i; j++ {
		if t.Lemma(j) == "which" && t.Head(j) == i {
			return true
		}
	}
	return false
}

// storm tells whether a name is that of a storm, or a part of it.
func (x *pass) storm(m *mention.Mention) bool {
	t := x.s.Tree
	for i := max(m.First-1, 0); i <= m.Last && i+1 < len(t.Tokens); i++ {
		if w := t.Tokens[i].Text; x.r.doubts.Storms[strings.ToLower(w)] && w[0] < 'a' && t.UPOS(i+1, "PROPN") {
			return true
		}
	}
	return false
}

// placeBefore is the place that m, behind a comma, says the whereabouts of:
// Deir Hanna in "in Deir Hanna, Galilee"; nil if m is no part of an address.
func (x *pass) placeBefore(m *mention.Mention) *mention.Mention {
	if !isPlace(m.Entity) || m.First < 2 || x.s.Tree.Tokens[m.First-1].Text != "," {
		return nil
	}
	b := x.s.Covering(m.First - 2)
	if b == nil || b == m || b.Entity == nil || !isPlace(b.Entity) || b.Entity.Type == "State" || b.Last != m.First-2 {
		return nil
	}
	if e := b.Entity.Entry; e != nil {
		for _, w := range e.Within {
			if w == m.Entity.ID {
				return b
			}
		}
		if b.Entity.State != m.Entity.ID && !x.inState(m, b.Entity.State) {
			return nil
		}
		return b
	}
	// Of places that nobody knows "A, B and C" may be three; a state or a word
	// for a part of one ends an address.
	if m.Entity.Type == "State" && !x.listed(m) {
		return b
	}
	if n := m.Last + 2; n < len(x.s.Tree.Tokens) {
		if s := x.s.Covering(n); s != nil && s.First == n && x.s.Tree.Tokens[n-1].Text == "," && s.Entity != nil && s.Entity.Type == "State" && s.Entity.ID == m.Entity.State {
			return b // "Deir Hanna, Galilee, Israel"
		}
	}
	switch lastWord(m.Entity.Label) {
	case "governorate", "province", "oblast", "county", "district", "region", "state", "department", "prefecture":
		if !x.listed(m) {
			return b
		}
	}
	return nil
}

// inState tells whether the state behind m, in which it is, is that one:
// "Kumasi, Ashanti Region, Ghana".
func (x *pass) inState(m *mention.Mention, state string) bool {
	n := m.Last + 2
	if state == "" || n >= len(x.s.Tree.Tokens) || x.s.Tree.Tokens[n-1].Text != "," {
		return false
	}
	s := x.s.Covering(n)
	return s != nil && s.First == n && s.Entity != nil && s.Entity.ID == state && !x.listed(s)
}

// listed tells whether a name is one of several that "and" joins.
func (x *pass) listed(m *mention.Mention) bool {
	t := x.s.Tree
	n := m.Last + 1
	return n < len(t.Tokens) && (t.Lemma(n) == "and" || t.Lemma(n) == "or") || n+1 < len(t.Tokens) && t.Tokens[n].Text == "," && t.UPOS(n+1, "CCONJ")
}

// addressed tells whether m ends an address that says where something is:
// "a crash in Deir Hanna, Israel injures ten".
func (x *pass) addressed(m *mention.Mention) bool {
	t := x.s.Tree
	b := x.placeBefore(m)
	for n := 0; b != nil && n < 4; n++ {
		if b.First > 0 && t.UPOS(b.First-1, "ADP") && t.Lemma(b.First-1) != "of" {
			return true
		}
		b = x.placeBefore(b)
	}
	return false
}

func isPlace(e *mention.Entity) bool {
	return e.Land() || e != nil && e.Type == "Place"
}

// safe begins the names of waters that ships pass.
var safe = map[string]bool{"strait": true, "gulf": true, "bay": true, "sea": true, "canal": true, "red": true, "black": true}
