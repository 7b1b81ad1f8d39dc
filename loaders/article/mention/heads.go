package mention

import (
	"slices"
	"strings"

	"entente/loaders/gazetteer"
)

// titleHeld reads a title without a word for whose it is, before the name of
// somebody who is known to have held that office on the day: "President Xi".
func (r *Reading) titleHeld(s *Sentence, person *Mention, titles []gazetteer.Title, first, last, noun int, former bool) {
	t := s.Tree
	if former || person.Entity.Entry == nil || r.day == "" || person.First != last+1 && !(person.First <= first && person.Head > last) && !t.Is(person.Head, "appos") && !t.Is(noun, "appos") {
		return
	}
	var held *gazetteer.Tenure
	for _, o := range r.f.gaz.Offices(person.Entity.ID, r.day) {
		if o.Standing != gazetteer.Holding || o.Role == "first-lady" || !slices.ContainsFunc(titles, func(x gazetteer.Title) bool { return x.Role.ID == o.Role || x.Role.ID == "leader" && r.leadsState(o) }) {
			continue
		}
		if held != nil && held.Of != o.Of {
			return // a king of several realms
		}
		held = &o
	}
	if held == nil {
		return
	}
	role, ok := r.f.gaz.Role(held.Role)
	entry, known := r.f.gaz.Entry(held.Of)
	if !ok || !known || role.Relation != "leads" && role.Relation != "represents" && role.Relation != "holds-office" {
		return
	}
	of := *person
	of.Entity, of.Kind, of.Why = r.known(entry), Noun, "whose "+held.Role+" "+person.Text+" was on "+r.day
	of.Start, of.End = t.Tokens[first].Start, t.Tokens[last].End
	of.Text = r.text[of.Start:of.End]
	s.Facts = append(s.Facts, Fact{Subject: person, Object: &of, Relation: role.Relation, Token: noun, Rule: "title " + role.ID})
}

// rules tells whether a person leads a state on the day of the document.
func (r *Reading) rules(e *Entity, state string) bool {
	for _, o := range r.f.gaz.Offices(e.ID, r.day) {
		if role, ok := r.f.gaz.Role(o.Role); ok && o.Standing == gazetteer.Holding && role.Relation == "leads" && o.Of == state {
			return true
		}
	}
	return false
}

// ruling nouns behind a surname are of who led a state, then or before: "the
// Obama administration".
var ruling = map[string]bool{"administration": true, "Administration": true, "government": true, "Government": true, "presidency": true, "cabinet": true, "era": true}

// ruledWords are what is named for who leads a state.
var ruledWords = map[string]bool{"regime": true, "government": true, "administration": true, "presidency": true}

// SpokenFor is the state for its ministry: who speaks for the foreign ministry
// of a state speaks for the state.
func (r *Reading) SpokenFor(m *Mention) *Mention {
	if m.Entity.Type != "Government" || !strings.Contains(strings.ToLower(m.Entity.Label), "ministry") && !strings.Contains(m.Entity.Label, "Department of ") && !strings.HasSuffix(m.Entity.Label, "Foreign Office") {
		return m
	}
	st := r.stateOr(m.Entity)
	if st.Type != "State" {
		return m
	}
	state := *m
	state.Entity, state.Why = st, "state whose ministry "+m.Text+" is"
	return &state
}

// SentBy is the state for who leads it: the special envoy of Emmanuel Macron
// speaks for France.
func (r *Reading) SentBy(m *Mention) *Mention {
	if m.Entity.Type != "Person" || m.Entity.Entry == nil || r.day == "" {
		return m
	}
	st := r.stateOr(m.Entity)
	if st.Type != "State" || !r.rules(m.Entity, st.ID) {
		return m
	}
	state := *m
	state.Entity, state.Why = st, "state that "+m.Text+" led on "+r.day
	return &state
}

// countryOf is the state of the person whose "country" a noun is: "Lind, whose
// country buys oil", "she said her country"; nil if it is none.
func (r *Reading) countryOf(s *Sentence, m *Mention) (*Entity, string) {
	t := s.Tree
	if m.Lemma != "country" && m.Lemma != "nation" && m.Lemma != "homeland" && m.Lemma != "government" && m.Lemma != "office" && m.Lemma != "administration" {
		return nil, ""
	}
	var of *Mention
	if len(m.Owners) == 1 {
		of = m.Owners[0]
	} else if k := t.Kid(m.Head, "nmod:poss"); k >= 0 && t.Tokens[k].XPOS == "WP$" {
		for v := clause(t, m.Head); v >= 0; v = clause(t, v) {
			if t.Is(v, "acl:relcl") && t.Head(v) >= 0 {
				if of = s.At[t.Head(v)]; of == nil {
					of = covering(s, t.Head(v))
				}
				break
			}
		}
	}
	if of == nil || of.Entity == nil || of.Entity.Type != "Person" || of.Entity.Generic {
		return nil, ""
	}
	st := r.stateOr(of.Entity)
	if !st.Land() || (m.Lemma == "office" || m.Lemma == "administration") && !r.rules(of.Entity, st.ID) {
		return nil, ""
	}
	return st, of.Text
}

// ruledState is the state of the person who is said to be something of "the
// country" at token i: "Lind, who is the country's ruler"; nil if none is.
func (r *Reading) ruledState(s *Sentence, i int) *Entity {
	t := s.Tree
	h := t.Head(i)
	if h < 0 || !t.Is(i, "nmod:poss") || !t.UPOS(h, "NOUN") {
		return nil
	}
	who := -1
	for k := h; k >= 0; k = t.Head(k) {
		if t.Is(k, "acl:relcl", "appos") && t.Head(k) >= 0 {
			who = t.Head(k)
			break
		}
		if m := s.At[k]; m != nil && m.Kind == Name && m.Entity != nil && m.Entity.Type == "Person" {
			who = k // hung on him
			break
		}
		if !t.Is(k, "conj") {
			if sub := t.Kid(k, "nsubj"); sub >= 0 && t.Kid(k, "cop") >= 0 {
				who = sub
			}
			break
		}
	}
	if who < 0 {
		return nil
	}
	m := s.At[who]
	if m == nil {
		m = covering(s, who)
	}
	if m == nil || m.Entity == nil || m.Entity.Type != "Person" || m.Entity.Generic {
		return nil
	}
	if e := r.stateOr(m.Entity); e != m.Entity && e.Land() {
		return e
	}
	return nil
}
