package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
)

// actors gives the actors a filler stands for: its entity; the thing that is
// counted ("dozens of ships"); for words and deeds and belongings, whose they
// are; for other nouns, if the frame takes them, the thing itself.
func (x *pass) actors(f filler, subject bool, fr *frame) []*mention.Mention {
	if f.m != nil {
		return []*mention.Mention{f.m}
	}
	out := x.actorsAt(f.tok, subject, fr, 0)
	// "leaders including the presidents of Mali and Chad"
	if m := x.s.At[f.tok]; len(out) > 0 && (m == nil || m.Class != "act") {
		for _, o := range x.s.Tree.Obliques(f.tok) {
			switch o.Prep {
			case "including", "include", "such_as", "like":
				for _, in := range x.actorsAt(o.Tok, subject, fr, 1) {
					if m == nil || m.Kind != mention.Name || isPlace(in.Entity) {
						out = append(out, in) // of "arms to Chad, including tanks" none goes to tanks
					}
				}
			}
		}
		if m != nil && m.Kind == mention.Noun {
			out = append(out, x.madeUpOf(f.tok, subject)...)
		}
	}
	return out
}

// madeUpOf are those whom a body is said to consist of: "a coalition made up of
// Chad and Niger", "a bloc comprising Chad and Niger".
func (x *pass) madeUpOf(tok int, subject bool) []*mention.Mention {
	t := x.s.Tree
	if !bodies[x.lemmas[tok]] {
		return nil
	}
	var out []*mention.Mention
	for _, v := range t.KidsAs(tok, "acl", "acl:relcl") {
		var of []int
		switch x.lemmas[v] {
		case "comprise", "include":
			of = t.KidsAs(v, "obj")
		case "consist", "make", "compose", "comprise_of", "form":
			for _, o := range t.Obliques(v) {
				if o.Prep == "of" || o.Prep == "up_of" || o.Prep == "by" {
					of = append(of, o.Tok)
				}
			}
		}
		for _, k := range of {
			for _, c := range t.Conjuncts(k) {
				if p := x.s.At[c]; p != nil && p.Entity != nil && p.Kind == mention.Name {
					out = append(out, x.actorsAt(c, subject, nil, 1)...)
				}
			}
		}
	}
	return out
}

// bodies are nouns of several who act as one.
var bodies = map[string]bool{"coalition": true, "alliance": true, "group": true, "bloc": true, "consortium": true, "quartet": true, "trio": true, "troika": true, "force": true, "mission": true, "team": true, "grouping": true, "axis": true}

// ownWords gives each of those who share a noun its own words of it: "US" and
// "Chinese leaders" of "US, Chinese leaders", "leaders from Chad" and "Niger" of
// "leaders from Chad and Niger".
func (x *pass) ownWords(m *mention.Mention) []*mention.Mention {
	out := append([]*mention.Mention{m}, m.More...)
	if m.Kind != mention.Noun || m.Class != "stands" || len(m.More) == 0 || len(m.Owners) < 2 {
		return out
	}
	t := x.s.Tree
	for n, o := range out[:len(out)-1] {
		c := *o
		if of := m.Owners[0]; n == 0 && of.First < c.First {
			c.First, c.Start = of.First, of.Start
		} else if n == 0 && of.Last > c.Last {
			c.Last = of.Last
		}
		end := out[n+1].First - 1
		for end > c.First && t.UPOS(end, "PUNCT", "CCONJ", "DET") {
			end--
		}
		if end < c.First || out[n+1].First <= c.First || end > c.Last && m.Owners[0].First > m.Head {
			continue
		}
		c.Last, c.End = end, t.Tokens[end].End
		c.Text = x.text[c.Start:c.End]
		out[n] = &c
	}
	return out
}

// some are words for a part of those behind "of" that the tagger takes for no noun.
var some = map[string]bool{"several": true, "many": true, "few": true, "some": true, "both": true, "most": true}

func (x *pass) actorsAt(tok int, subject bool, fr *frame, depth int) []*mention.Mention {
	if depth > 4 {
		return nil
	}
	t := x.s.Tree
	m := x.s.At[tok]
	if m == nil {
		m = x.s.Covering(tok)
	}
	if m == nil {
		// "several of its soldiers"
		for _, k := range t.KidsAs(tok, "nmod", "obl") {
			if !some[x.lemmas[tok]] || k != tok+1 && t.Prep(k) != "of" {
				continue
			}
			inner := x.actorsAt(k, subject, fr, depth+1)
			out := make([]*mention.Mention, 0, len(inner))
			for _, in := range inner {
				c := *in
				if in.First > tok && in.Kind == mention.Noun && in.Start == t.Tokens[in.First].Start {
					c.First, c.Start = tok, t.Tokens[tok].Start
					c.Text = x.text[c.Start:c.End]
				}
				out = append(out, &c)
			}
			return out
		}
		return nil
	}
	if m.Class == "part" && m.Entity == nil {
		// "dozens of ships", "one of the men": the noun after "of"; "60 injured": the number itself is nobody.
		for _, k := range t.KidsAs(tok, "nmod", "compound") {
			if p := t.Prep(k); p == "of" || p == "" && k > tok {
				inner := x.actorsAt(k, subject, fr, depth+1)
				out := make([]*mention.Mention, 0, len(inner))
				for _, in := range inner {
					c := *in
					if in.First > m.First && in.Kind == mention.Noun && in.Start == t.Tokens[in.First].Start {
						c.First, c.Start = m.First, m.Start
						c.Text = x.text[c.Start:c.End]
					}
					out = append(out, &c)
				}
				return out
			}
		}
		// "tens of thousands protested": people.
		if x.crowd(m) && !(subject && x.lemmas[m.Head] == "one") && (subject || fr != nil && fr.things == "Group") {
			c := *m
			c.Entity = x.reading.People()
			c.Why = "a number of people"
			return []*mention.Mention{&c}
		}
		return nil
	}
	if m.Entity != nil {
		return x.ownWords(m)
	}
	if m.Class == "never" {
		return nil
	}
	owners := func() []*mention.Mention {
		var out []*mention.Mention
		for _, o := range m.Owners {
			c := *o
			if m.Class == "holding" {
				c.Entity = x.reading.StateOf(o.Entity)
			}
			if c.Why != "" {
				c.Why += "; "
			}
			c.Why += "owner of "
			if m.Class == "act" {
				c.Why += "the act "
			}
			c.Why += "\"" + m.Text + "\""
			if c.Sentence == m.Sentence && m.Start <= c.Start && c.End <= m.End {
				c.Start, c.End, c.Text = m.Start, m.End, m.Text // whose deed it is, with the deed
			}
			out = append(out, &c)
		}
		return out
	}
	switch m.Class {
	case "act":
		if len(m.Owners) > 0 {
			return owners()
		}
		if by := x.doers(tok); subject && by != nil {
			return []*mention.Mention{by}
		}
		// "drones launched by the Houthis"
		for _, k := range t.KidsAs(tok, "acl") {
			if subject && t.UPOS(k, "VERB") && t.Passive(k) {
				var out []*mention.Mention
				for _, a := range t.Agents(k) {
					out = append(out, x.actorsAt(a, true, fr, depth+1)...)
				}
				return out
			}
		}
	case "holding":
		if len(m.Owners) > 0 && !subject {
			return owners()
		}
	}
	if subject {
		if m.Class == "" && len(m.Owners) > 0 && fr != nil && m.Owners[0].Kind != mention.Pronoun {
			return nil
		}
		// What can be an actor by its class but stands as a thing: "vessels".
		if m.Class == "thing" && fr != nil && x.reading.TypeOf(x.s, m) == "Vessel" {
			return x.thing(m, "Vessel")
		}
		// "signed an order that imposes sanctions": who makes the document acts.
		v := x.supporter(tok)
		if v < 0 && written[m.Lemma] {
			v = x.issuer(tok)
		}
		if v >= 0 && x.r.gov.Effect(x.lemmas[v]) != "denied" && (m.Class == "thing" || m.Class == "act") && (x.reading.TypeOf(x.s, m) != "Event" || written[m.Lemma]) && !movable[x.reading.TypeOf(x.s, m)] {
			var out []*mention.Mention
			for _, a := range t.Agents(v) {
				for _, o := range x.actorsAt(a, true, fr, depth+1) {
					c := *o
					c.Why += "; maker of \"" + m.Text + "\""
					out = append(out, &c)
				}
			}
			return out
		}
		return nil
	}
	if fr != nil && fr.parties {
		if out := x.parties(tok, fr, depth+1); len(out) > 0 {
			return out
		}
	}
	if fr == nil {
		return owners()
	}
	typ := x.reading.TypeOf(x.s, m)
	switch {
	case fr.things == "Group" && (lifeless[typ] || typ == "" && m.Class == "" && !x.reading.Plural(x.s, m)):
	case fr.things != "" && !(physical[fr.things] && x.isAct(m)):
		if typ == "" {
			typ = fr.things
		}
		return x.thing(m, typ)
	case typ != "" && m.Class != "act" && (len(fr.kinds) == 0 && actorlike[typ] || x.isKind(typ, fr.kinds)):
		return x.thing(m, typ)
	}
	return nil
}

// movable things are not what whoever does something to them says by them:
// who shells a truck heading to a town does not go there.
var movable = map[string]bool{"Goods": true, "Vessel": true, "Place": true, "Facility": true}

// actorlike types are taken as objects where a frame says nothing of kinds.
var actorlike = map[string]bool{"Vessel": true, "Unit": true, "Facility": true, "Company": true}

func (x *pass) thing(m *mention.Mention, typ string) []*mention.Mention {
	e := x.reading.Thing(x.s, m, typ)
	if e == nil {
		return nil
	}
	c := *m
	c.Entity = e
	c.Why = "thing that something is done to"
	return []*mention.Mention{&c}
}

func (x *pass) isKind(typ string, kinds []string) bool {
	return len(kinds) == 0 || slices.ContainsFunc(kinds, func(k string) bool { return x.r.lexicon.vocabulary.IsA(typ, k) })
}

// physical things are no acts: one shoots at a ship and not "in a barrage".
var physical = map[string]bool{"Goods": true, "Facility": true, "Group": true}

// isAct tells whether a noun names an act that is a trigger by itself.
func (x *pass) isAct(m *mention.Mention) bool {
	return m.Class == "act" || len(x.r.lexicon.nouns[x.lemmas[m.Head]]) > 0 && m.Class != "thing"
}

// crowd tells whether a number without a noun counts people: hundreds and
// thousands do, years and sums do not.
func (x *pass) crowd(m *mention.Mention) bool {
	t := x.s.Tree
	if t.UPOS(m.Head, "NUM") && t.Kid(m.Head, "compound") < 0 && !x.counts(m.Head) && t.Is(m.Head, "obj", "nsubj", "nsubj:pass") && !strings.ContainsAny(m.Text, "$€£%") {
		return true // "arrested 25"
	}
	switch x.lemmas[m.Head] {
	case "ten", "dozen", "hundred", "thousand", "score", "many", "several":
		return t.Kid(m.Head, "compound", "nmod:unmarked") < 0 && !strings.Contains(m.Text, "$")
	}
	return false
}

// counts tells whether a number says what it counts: "80 of the ships".
func (x *pass) counts(i int) bool {
	t := x.s.Tree
	return slices.ContainsFunc(t.KidsAs(i, "nmod"), func(k int) bool { p := t.Prep(k); return p == "of" || p == "" })
}

// lifeless types are no groups of people.
var lifeless = map[string]bool{"Facility": true, "Goods": true, "Agreement": true, "Programme": true}

// may tells whether a subject is of one of the types that a frame wants. A noun
// of people is of a person if it is of one: "a man".
func (x *pass) may(m *mention.Mention, types []string) bool {
	typ := x.reading.NounType(x.s, m)
	return x.isKind(typ, types) || typ == "Group" && x.reading.TypeOf(x.s, m) == "Person" && x.isKind("Person", types)
}
