package mention

import (
	"slices"
	"strings"

	"entente/loaders/gazetteer"
)

// How many sentences back somebody may have been named who is then said by
// what he is: "the German carmaker", "the ousted leader".
const describedFor = 6

// fates are said of somebody who was named, and do not make him another.
var fates = map[string]bool{"ousted": true, "deposed": true, "toppled": true, "embattled": true, "veteran": true, "outgoing": true, "detained": true, "jailed": true, "long-serving": true, "longtime": true, "overthrown": true, "state-owned": true, "state-run": true, "listed": true}

// described finds who a definite noun means that is said to be of a state, or
// what befell him: "the Palestinian group" after Hamas, "the ousted leader".
func (r *Reading) described(s *Sentence, m *Mention, c nounClass) (*Entity, string) {
	t := s.Tree
	if !m.Definite || r.plural(t, m.Head) || t.Kid(m.Head, "nmod", "nummod", "nmod:poss") >= 0 || len(t.KidsAs(m.Head, "acl")) > len(t.KidsAs(m.Head, "acl:relcl")) || named(s, m.Head) != nil || t.Is(m.Head, "appos", "nmod:desc") {
		return nil, ""
	}
	var of *Entity
	switch {
	case len(m.Owners) == 1 && m.Owners[0].Kind == Adjective && m.Owners[0].Entity.Land():
		of = m.Owners[0].Entity
	case len(m.Owners) > 0:
		return nil, ""
	}
	said := of != nil
	for _, k := range t.KidsAs(m.Head, "amod", "compound") {
		switch {
		case fates[t.Lemma(k)] || fates[strings.ToLower(t.Tokens[k].Text)]:
			said = true
		case of != nil && (s.At[k] != nil && s.At[k].Entity == of || covering(s, k) != nil && covering(s, k).Entity == of):
		default:
			return nil, ""
		}
	}
	if !said {
		return nil, ""
	}
	fits := func(e *Entity) bool {
		if e.Generic || e.Plural || of != nil && e.State != of.ID && r.stateOr(e) != of && (e.State != "" || e.Entry != nil) {
			return false
		}
		switch {
		case c.typ == "Person" && c.class == "stands":
			return e.Type == "Person" && r.holds(e, m.Lemma)
		case c.class != "own":
			return false
		case c.typ == "Company":
			return e.Type == "Company" || e.Entry == nil && e.Type == "Organization"
		case c.typ == "Organization" && groups[m.Lemma]:
			return e.Type == "ArmedGroup" || e.Type == "Party" || e.Type == "Organization"
		case c.typ == "ArmedGroup":
			return e.Type == "ArmedGroup"
		}
		return false
	}
	for k := len(r.recent) - 1; k >= 0 && r.count-r.recent[k].Sentence <= describedFor; k-- {
		if o := r.recent[k]; fits(o.Entity) && (o.Main || o.Entity.Type == c.typ || o.Entity.Type != "Organization" || o.Entity.Entry != nil) {
			return o.Entity, "means " + o.Text + ", named before"
		}
	}
	return nil, ""
}

// groups are nouns for those who act together, armed or not.
var groups = map[string]bool{"group": true, "movement": true, "organisation": true, "organization": true, "faction": true, "party": true}

// ministryOf is the ministry that "the ministry" means: the last one named, or
// that of the minister named last. It is nil if there is neither.
func (r *Reading) ministryOf(s *Sentence, m *Mention) *Entity {
	if m.Lemma != "ministry" || !m.Definite || len(m.Owners) > 0 || r.modified(s.Tree, m.Head) {
		return nil
	}
	for k := len(r.recent) - 1; k >= 0 && r.count-r.recent[k].Sentence <= 3; k-- {
		o := r.recent[k]
		switch e := o.Entity; e.Type {
		case "Government":
			if l := strings.ToLower(e.Label); strings.Contains(l, "ministry") {
				return e
			}
		case "Person":
			if st := r.stateOr(e); st.Land() {
				if body := r.ministryBy(e, st); body != nil {
					return body
				}
			}
		}
	}
	return nil
}

// ministryBy is the ministry of the state that somebody heads, or nil.
func (r *Reading) ministryBy(e, st *Entity) *Entity {
	role := r.titles[e.ID]
	if e.Entry != nil {
		for _, o := range r.f.gaz.Offices(e.ID, r.day) {
			if strings.HasSuffix(o.Role, "-minister") && o.Role != "prime-minister" {
				role = o.Role
			}
		}
	}
	name, ok := strings.CutSuffix(role, "-minister")
	if !ok || name == "prime" {
		return nil
	}
	return r.bodyOf(st, name+" ministry", "Government")
}

// titleAtHome makes somebody of whom nothing is known and who is named with an
// office and no state an official of the state the text is written from and
// about: "Foreign Minister Jan Kos said".
func (r *Reading) titleAtHome(s *Sentence, person *Mention, role *gazetteer.Role, first, last, noun int, former bool) {
	t := s.Tree
	if r.topic.at == "" || former || person.Entity.Entry != nil || person.Entity.State != "" || person.First > first || !capital(t.Tokens[noun].Text) || first > 0 && t.UPOS(first-1, "ADJ", "PROPN", "NOUN") {
		return
	}
	if role.Relation != "leads" && role.Relation != "represents" || !singleOffices[lastWord(role.ID)] {
		return
	}
	home := r.stateOr(&Entity{ID: r.topic.at, State: r.topic.at})
	if home.ID != r.topic.at {
		return
	}
	person.Entity.State = home.ID
	of := *person
	of.Entity, of.Kind, of.Why = home, Noun, "state the text is written from and about"
	of.Start, of.End = t.Tokens[first].Start, t.Tokens[last].End
	of.Text = r.text[of.Start:of.End]
	s.Facts = append(s.Facts, Fact{Subject: person, Object: &of, Relation: role.Relation, Token: noun, Rule: "title " + role.ID})
}

// singleOffices are offices of a state that has one of each.
var singleOffices = map[string]bool{"president": true, "minister": true, "premier": true, "chancellor": true}

// speakersState is the state of the person who says the clause of token i, if
// no other stands between the two: "Ali said the country would"; or nil.
func (r *Reading) speakersState(s *Sentence, i int) *Entity {
	t := s.Tree
	c, _ := r.classOf(t, i)
	forces := c.typ == "ArmedForce" // "Chad says the army took it"
	v := clause(t, i)
	for v >= 0 && !t.Is(v, "ccomp") {
		v = clause(t, v)
	}
	if v < 0 {
		return nil
	}
	h := t.Head(v)
	if h < 0 || !slices.Contains(speech, t.Lemma(h)) {
		return nil
	}
	for _, k := range t.Subjects(h) {
		m := s.At[k]
		if m == nil || m.Entity == nil || m.Kind == Pronoun || k > i || m.Entity.Type != "Person" && !(forces && speaking[m.Entity.Type]) {
			continue
		}
		for _, o := range s.At {
			if o != nil && o.Entity.Land() && o.Head > h && o.Head < i {
				return nil
			}
		}
		if st := r.stateOr(m.Entity); st.Land() {
			return st
		}
	}
	return nil
}

// speaking are types of those who speak of their army as "the army".
var speaking = map[string]bool{"State": true, "Government": true, "ArmedForce": true}
