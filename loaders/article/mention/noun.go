package mention

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/article/tree"
)

// findNouns makes a mention of every noun that is no name; who it means is
// settled by resolveOwners, when pronouns are known.
func (r *Reading) findNouns(s *Sentence) {
	t := s.Tree
	for i := range t.Tokens {
		if s.At[i] != nil || covering(s, i) != nil || t.Is(i, "compound", "flat", "fixed", "nmod:desc", "goeswith") && t.Head(i) >= 0 && t.Nominal(t.Head(i)) {
			continue
		}
		if !t.UPOS(i, "NOUN", "PROPN", "NUM", "SYM") && !(t.UPOS(i, "ADJ", "DET") && t.Is(t.First(i), "nsubj", "obj", "obl", "nmod") && (t.UPOS(i, "DET") || t.Kid(i, "det") >= 0)) {
			continue
		}
		c, ok := r.classOf(t, i)
		if !ok && !t.UPOS(i, "NOUN") && c.class != "part" {
			if t.UPOS(i, "NUM", "SYM", "DET") {
				c.class = "part"
			}
		}
		first, last := t.Phrase(i, nil)
		m := r.mention(s, i, first, last, Noun, nil, "noun")
		m.Class = c.class
		if n := named(s, i); n != nil && c.class != "never" && c.class != "part" && c.class != "act" && (c.typ != "Company" || n.Entity.Type != "Person" || n.First < n.Last) {
			// "the Islamist group al-Shabaab", "the president, Vladimir Putin,"; but
			// no "firm Paz" is a Paz.
			m.Entity, m.Why = n.Entity, "called "+n.Text
			if n.First == last+1 {
				m.Last, m.End = n.Last, n.End
				m.Text = r.text[m.Start:m.End]
			}
			// "old foes Ghana and Togo"
			if r.plural(t, i) {
				for _, k := range t.Conjuncts(n.Head)[1:] {
					if o := s.At[k]; o != nil && o.Entity != nil && o.Kind == Name {
						m.More = append(m.More, o)
					}
				}
				if len(m.More) > 0 {
					m.Last, m.Start, m.End, m.Text = n.Last, n.Start, n.End, n.Text
				}
			}
		}
	}
}

// eminent is what is said of figures that are people, and no numbers.
var eminent = map[string]bool{
	"senior": true, "leading": true, "key": true, "prominent": true, "public": true, "political": true, "religious": true, "military": true, "top": true,
	"opposition": true, "influential": true, "business": true, "government": true, "cabinet": true, "party": true, "establishment": true, "central": true,
	"controversial": true, "powerful": true, "cultural": true, "popular": true, "literary": true, "media": true, "underworld": true, "dissident": true, "historic": true,
}

// somebodyOfRank tells whether the words right before a noun say so: "senior
// union figures".
func somebodyOfRank(t *tree.Tree, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && t.UPOS(k, "ADJ", "NOUN", "PROPN"); k-- {
		if eminent[t.Lemma(k)] {
			return true
		}
	}
	return false
}

// classOf is the class of the noun at token i; a noun of no class is a person
// if the sentence treats it as one.
func (r *Reading) classOf(t *tree.Tree, i int) (nounClass, bool) {
	c, ok := r.f.nouns.at(t, i)
	if ok && t.Lemma(i) == "figure" && !somebodyOfRank(t, i) {
		return nounClass{class: "never"}, true
	}
	if !ok && t.UPOS(i, "NOUN") && r.somebody(t, i) {
		return nounClass{class: "own", typ: "Group", single: "Person"}, true
	}
	return c, ok
}

// somebody tells whether a noun of no class is a person by what the sentence
// says: "the clerk who fled".
func (r *Reading) somebody(t *tree.Tree, i int) bool {
	for _, k := range t.KidsAs(i, "acl:relcl") {
		for _, w := range t.KidsAs(k, "nsubj", "nsubj:pass", "obj") {
			if l := t.Lemma(w); l == "who" || l == "whom" {
				return true
			}
		}
	}
	return false
}

// named is the name that stands right behind a noun or in apposition to it.
func named(s *Sentence, i int) *Mention {
	t := s.Tree
	for _, k := range t.KidsAs(i, "flat", "appos", "nmod:desc", "compound") {
		if k < i {
			continue
		}
		m := s.At[k]
		if m == nil {
			m = covering(s, k)
		}
		if m != nil && m.Kind == Name && m.Entity != nil && m.Entity.Type != "Place" && (m.First == i+1 || m.First == i+2 && t.Tokens[i+1].Text == "," || m.First == i+3 && t.Tokens[i+1].Text == ",") {
			return m
		}
	}
	return nil
}

// resolveOwners finds whose each noun is, and so who it means.
func (r *Reading) resolveOwners(s *Sentence) {
	for _, m := range s.At {
		if m == nil || m.Kind != Noun || m.Entity != nil {
			continue
		}
		if k := s.Tree.Kid(m.Head, "nmod:poss"); k >= 0 && s.Tree.UPOS(k, "PRON") && s.At[k] == nil && !s.pronouns {
			continue
		}
		m.Owners = r.owners(s, m.Head)
		c, _ := r.classOf(s.Tree, m.Head)
		plural := r.plural(s.Tree, m.Head)
		if place := r.placeOf(s, m); place != nil {
			m.Entity, m.Why = place.Entity, "called "+place.Text
			if plural { // "the towns of Kara and Sokode"
				for _, k := range s.Tree.Conjuncts(place.Head)[1:] {
					if o := s.At[k]; o != nil && o.Kind == Name && o.Entity != nil && (o.Entity.Type == "Place" || o.Entity.Land()) {
						m.More = append(m.More, o)
					}
				}
			}
			continue
		}
		if e := r.sameAs(s, m, c, plural); e != nil {
			m.Entity, m.Why = e, "what he is beside"
			continue
		}
		switch m.Class {
		case "stands":
			if !r.counterpart(s, m) {
				r.stands(s, m, c, plural)
			}
		case "own":
			r.own(s, m, c, plural)
		}
	}
}

// Plural tells whether a noun is said of more than one.
func (r *Reading) Plural(s *Sentence, m *Mention) bool { return r.plural(s.Tree, m.Head) }

func (r *Reading) plural(t *tree.Tree, i int) bool {
	switch t.Tokens[i].XPOS {
	case "NNS", "NNPS":
		return true
	}
	switch t.Lemma(i) {
	case "people", "police", "personnel", "staff", "crew", "public", "population", "media", "press", "opposition", "youth", "minority", "majority", "mob", "diaspora", "civilians", "gunmen":
		return true
	}
	return false
}

// placeOf is the place a noun says to be one: Kherson in "the city of
// Kherson", or nil.
func (r *Reading) placeOf(s *Sentence, m *Mention) *Mention {
	switch m.Lemma {
	case "city", "town", "village", "province", "district", "region", "port", "island", "county", "governorate", "oblast", "state", "area", "capital", "enclave", "strip", "peninsula", "municipality":
	default:
		return nil
	}
	t := s.Tree
	if h := t.Head(m.Head); m.Lemma == "capital" && h >= 0 && h < m.Head && t.Is(m.Head, "appos") {
		if p := s.At[h]; p != nil && p.Kind == Name && p.Entity != nil && p.Entity.Type == "Place" {
			return p // "Kara, the capital of the north"
		}
	}
	for _, k := range t.KidsAs(m.Head, "nmod") {
		if p := s.At[k]; k > m.Head && t.Prep(k) == "of" && p != nil && p.Kind == Name && p.Entity != nil && p.Entity.Type == "Place" {
			return p
		}
	}
	return nil
}

// dwellIn are the states people are in: Chad and Niger in "activists in Chad
// and Niger".
func (r *Reading) dwellIn(s *Sentence, m *Mention) []*Entity {
	t := s.Tree
	if m.Class != "own" || len(m.Owners) > 0 {
		return nil
	}
	var out []*Entity
	for _, k := range phrases(t, m.Head) {
		if k < m.Head || t.Prep(k) != "in" {
			continue
		}
		for _, c := range t.Conjuncts(k) {
			if o := s.At[c]; o != nil && o.Kind == Name && o.Entity.Land() {
				out = append(out, o.Entity)
			}
		}
		break
	}
	return out
}

// sameAs is the person of whom two things are said without an article: "lawyer
// and former minister Ana Diatta" is one.
func (r *Reading) sameAs(s *Sentence, m *Mention, c nounClass, plural bool) *Entity {
	t := s.Tree
	if c.typeOf(false) != "Person" || plural || m.Class != "stands" && m.Class != "own" || t.Kid(m.Head, "det", "nmod:poss", "nummod") >= 0 || m.Head+1 >= len(t.Tokens) || t.Lemma(m.Head+1) != "and" {
		return nil
	}
	for _, k := range t.KidsAs(m.Head, "conj") {
		o := s.At[k]
		if o == nil || t.Kid(k, "det", "nmod:poss", "conj") >= 0 {
			continue
		}
		if o.Entity == nil {
			o = named(s, k)
		}
		if o != nil && o.Entity != nil && o.Entity.Type == "Person" && !o.Entity.Generic {
			return o.Entity
		}
	}
	return nil
}

// stands resolves a noun that acts for its owner.
func (r *Reading) stands(s *Sentence, m *Mention, c nounClass, plural bool) {
	if st, of := r.countryOf(s, m); st != nil && !plural {
		m.Entity, m.Why = st, "country of "+of
		return
	}
	if how := r.astray(s, m); how != "" {
		typ := c.typeOf(plural)
		if typ == "ArmedForce" && rebellious[how] {
			typ = "ArmedGroup"
		}
		if m.Entity = r.generic(s, m, typ, plural); m.Entity != nil {
			m.Why = "noun that names an actor, who acts for nobody"
			return
		}
	}
	if len(m.Owners) > 0 && m.Owners[0].Entity.Generic && m.Owners[0].Entity.Type == "Group" && c.typ == "Person" {
		// "their own leaders": residents are not whom they are led by.
		if m.Entity = r.generic(s, m, c.typeOf(plural), plural); m.Entity != nil {
			m.Why = "noun that names an actor"
			return
		}
	}
	if plural && m.Lemma == "state" && len(m.Owners) > 0 && m.Owners[0].Entity.Type == "State" {
		// "24 U.S. states": parts of it, which do not act for it.
		if m.Entity = r.generic(s, m, c.typeOf(plural), plural); m.Entity != nil {
			m.Why = "noun that names an actor"
			return
		}
	}
	if len(m.Owners) > 0 && c.typ == "Person" {
		if e, why := r.described(s, m, c); e != nil {
			m.Entity, m.Why = e, why
			return
		}
	}
	if plural && (m.Lemma == "country" || m.Lemma == "nation" || m.Lemma == "state" || m.Lemma == "neighbour" || m.Lemma == "neighbor") && len(m.Owners) > 0 && m.Owners[0].Entity.Type == "Place" {
		if r.pair(s, m) {
			return // "the two Caucasus neighbours"
		}
		// "three North American countries": some of those there.
		if m.Entity = r.generic(s, m, c.typeOf(plural), plural); m.Entity != nil {
			m.Why = "noun that names an actor"
			return
		}
	}
	if len(m.Owners) > 0 {
		m.Entity = r.actsFor(m.Owners[0])
		// "officials in Madrid" speak for Spain, "the mayor of Madrid" does not.
		if st := r.CapitalOf(m.Entity); st != nil && m.Entity.Type == "Place" && s.Tree.Prep(m.Owners[0].Head) == "in" && c.typ != "ArmedForce" && m.Lemma != "mayor" && m.Lemma != "governor" {
			m.Entity = st
		}
		m.Why = "acts for " + m.Owners[0].Text
		seen := map[*Entity]bool{m.Entity: true}
		for _, o := range m.Owners[1:] {
			if e := r.actsFor(o); e != nil && !seen[e] {
				seen[e] = true
				other := *m
				other.Entity, other.More = e, nil
				other.Why = "acts for " + o.Text
				if o.First > m.Head {
					// "leaders of Ghana and Togo": of the second only its name.
					other.First, other.Last, other.Start, other.End, other.Text = o.First, o.Last, o.Start, o.End, o.Text
				} else if o.First > m.First && o.Last < m.Head {
					// "Egyptian, Greek generals": from the second adjective on.
					other.First, other.Start = o.First, o.Start
					other.Text = r.text[other.Start:other.End]
				}
				m.More = append(m.More, &other)
			}
		}
		return
	}
	t := s.Tree
	if r.pair(s, m) {
		return
	}
	if e, why := r.described(s, m, c); e != nil {
		m.Entity, m.Why = e, why
		return
	}
	if m.Definite && !r.modified(t, m.Head) {
		if e, of, why := r.antecedentOf(s, m, c); e != nil {
			m.Entity, m.Why = e, why
			r.inWordsOf(m, of)
			return
		}
	}
	m.Entity = r.generic(s, m, c.typeOf(plural), plural)
	if m.Entity == nil {
		return
	}
	r.among(s, m)
}

// rebellious forces are no state's.
var rebellious = map[string]bool{"opposition": true, "rebel": true, "insurgent": true, "separatist": true, "breakaway": true, "dissident": true}

// astray is the word that says of a noun that it is of somebody who acts
// against or without whom he belongs to, "a rogue Russian soldier", or "";
// rebels that have a name are those of that name.
func (r *Reading) astray(s *Sentence, m *Mention) string {
	t := s.Tree
	if len(m.Owners) > 0 {
		switch m.Owners[0].Entity.Type {
		case "ArmedGroup", "Party", "Company", "ArmedForce":
			return ""
		}
	}
	for _, k := range t.KidsAs(m.Head, "amod", "compound") {
		switch w := t.Lemma(k); w {
		case "rogue", "renegade", "mutinous", "deserting", "off-duty", "retired", "defected", "defecting", "disgruntled", "fugitive", "runaway", "exiled":
			return w
		default:
			if rebellious[w] {
				return w
			}
		}
	}
	return ""
}

// own resolves a noun that is an actor by itself.
func (r *Reading) own(s *Sentence, m *Mention, c nounClass, plural bool) {
	t := s.Tree
	if (len(m.Owners) == 0 || m.Owners[0].Entity.Type == "Place") && r.pair(s, m) {
		return
	}
	if st, of := r.countryOf(s, m); st != nil && !plural {
		m.Entity, m.Why = st, "office of "+of
		return
	}
	if e := r.otherOfTwo(m, plural); e != nil {
		m.Entity, m.Why = e, "the other of the two whom the text is about"
		return
	}
	if e := r.ministryOf(s, m); e != nil {
		m.Entity, m.Why = e, "the ministry named before"
		return
	}
	if e, why := r.described(s, m, c); e != nil {
		m.Entity, m.Why = e, why
		return
	}
	if m.Definite && (len(m.Owners) == 0 && !r.modified(t, m.Head) || r.counted(s, m)) {
		if e, of, why := r.antecedentOf(s, m, c); e != nil {
			m.Entity, m.Why = e, why
			r.inWordsOf(m, of)
			return
		}
	}
	if n := namedBefore(s, m.Head); n != nil {
		m.Entity, m.Why = n.Entity, "called "+n.Text
		return
	}
	if c.typ == "ArmedGroup" && len(m.Owners) == 1 && m.Owners[0].Kind == Name && m.Owners[0].Entity.Type == "ArmedGroup" && !m.Owners[0].Entity.Generic && plural {
		m.Entity, m.Why = m.Owners[0].Entity, "those of "+m.Owners[0].Text // "ELN rebels"
		return
	}
	m.Entity = r.generic(s, m, c.typeOf(plural), plural)
	if m.Entity == nil {
		return
	}
	r.among(s, m)
	if plural {
		r.ofEach(s, m, c)
	}
}

// counted tells whether a noun for a body of states says only how many it has:
// "the 15-nation bloc".
func (r *Reading) counted(s *Sentence, m *Mention) bool {
	t := s.Tree
	if m.Lemma != "bloc" && m.Lemma != "grouping" && m.Lemma != "alliance" && m.Lemma != "group" && m.Lemma != "union" && m.Lemma != "body" {
		return false
	}
	number := false
	for _, k := range t.KidsAs(m.Head, "amod", "compound", "nummod", "nmod") {
		if k > m.Head {
			continue
		}
		if l := t.Lemma(k); l != "member" && l != "nation" && l != "country" && l != "state" && l != "strong" && l != "regional" && !t.UPOS(k, "NUM") {
			return false
		}
		number = true
	}
	return number
}

// ofEach makes an actor for each of several states whose a noun is: German and
// French companies are two.
func (r *Reading) ofEach(s *Sentence, m *Mention, c nounClass) {
	for n, o := range m.Owners[min(1, len(m.Owners)):] {
		if !o.Entity.Land() || !m.Owners[0].Entity.Land() || s.Tree.First(o.Head) != s.Tree.First(m.Owners[0].Head) && s.Tree.Lemma(o.First-1) != "and" || slices.ContainsFunc(m.Owners[:n+1], func(p *Mention) bool { return p.Entity == o.Entity }) {
			continue
		}
		other := *m
		other.Owners, other.More = []*Mention{o}, nil
		if other.Entity = r.generic(s, &other, c.typeOf(true), true); other.Entity != nil && other.Entity != m.Entity {
			if o.First > m.First && o.Last < m.Head {
				other.First, other.Start = o.First, o.Start
				other.Text = r.text[other.Start:other.End]
			}
			m.More = append(m.More, &other)
		}
	}
}

func (r *Reading) modified(t *tree.Tree, i int) bool {
	for _, k := range t.KidsAs(i, "amod", "compound", "nmod:poss", "nmod", "acl", "nummod") {
		if t.Lemma(k) == "part" && t.Prep(k) == "for" || t.Is(k, "acl") && k > i+1 && t.Tokens[i+1].Text == "," {
			continue // "the president, for his part", "the party, founded by"
		}
		return true
	}
	return false
}

// TypeOf is the entity type of a noun by its class, or "".
func (r *Reading) TypeOf(s *Sentence, m *Mention) string {
	if m.Entity != nil {
		return m.Entity.Type
	}
	c, _ := r.classOf(s.Tree, m.Head)
	return c.typeOf(r.plural(s.Tree, m.Head))
}

// NounType is the entity type of the noun a mention is made with, though it
// may stand for another actor: ArmedForce for "Russian troops".
func (r *Reading) NounType(s *Sentence, m *Mention) string {
	if c, ok := r.classOf(s.Tree, m.Head); ok && m.Kind == Noun && c.typ != "" {
		return c.typ
	}
	typ := r.TypeOf(s, m)
	if typ == "Organization" && m.Kind == Name {
		if c, ok := r.describing(s.Tree, m.Head); ok && establishments[c.typ] {
			return c.typ // "the carmaker Volvo"
		}
	}
	return typ
}

// vague are modifiers that do not belong into a label.
var vague = map[string]bool{
	"new": true, "numerous": true, "several": true, "many": true, "more": true, "other": true, "such": true, "first": true, "second": true,
	"latest": true, "own": true, "current": true, "former": true, "key": true, "major": true, "some": true, "few": true, "various": true,
	"last": true, "next": true, "recent": true, "additional": true, "further": true, "same": true, "entire": true, "whole": true, "certain": true,
	"different": true, "possible": true, "alleged": true, "suspected": true, "total": true, "potential": true, "so-called": true, "unprecedented": true,
	"senior": true, "top": true, "leading": true, "most": true, "big": true, "large": true, "small": true, "old": true, "long": true, "great": true,
}

// measures after a number say how old or large something is.
var measures = map[string]bool{"year": true, "month": true, "week": true, "day": true, "hour": true, "minute": true, "storey": true, "story": true, "mile": true, "metre": true, "meter": true, "kilometre": true, "kilometer": true, "point": true, "member": true, "man": true, "seat": true, "ton": true, "tonne": true, "strong": true}

// label is what a graph calls an actor named by a common noun: the noun with
// the modifiers that tell it from others, without its owner.
func (r *Reading) label(s *Sentence, m *Mention) string {
	t := s.Tree
	var words []string
	for i := m.First; i <= m.Last; i++ {
		if i == m.Head {
			w := t.Tokens[i].Text
			if !t.UPOS(i, "PROPN") {
				w = strings.ToLower(w)
			}
			words = append(words, w)
			continue
		}
		top := i
		for t.Head(top) >= 0 && t.Head(top) != m.Head {
			top = t.Head(top)
		}
		if t.Head(top) != m.Head || t.UPOS(i, "CCONJ", "ADP") || t.Is(top, "det", "nummod", "nmod:poss", "advmod", "case", "punct", "cc", "nmod") || vague[t.Lemma(i)] || t.UPOS(i, "DET", "PUNCT", "NUM", "SYM") && t.Tokens[i].Text != "-" {
			continue
		}
		if t.UPOS(i, "PROPN") && i+2 < len(t.Tokens) && t.Tokens[i+1].Text == "-" && t.UPOS(i+2, "NUM") || t.Tokens[i].Text == "-" && i > m.First && i < m.Last && t.UPOS(i+1, "NUM") {
			continue // "an AH-64 helicopter"
		}
		if measures[t.Lemma(i)] && (i > 1 && t.Tokens[i-1].Text == "-" && t.UPOS(i-2, "NUM") || i > 0 && t.UPOS(i-1, "NUM")) {
			continue // "11-year-old"
		}
		if n := covering(s, i); n != nil && t.Is(top, "amod", "compound", "nmod:desc", "nmod:unmarked") {
			continue // its owner
		}
		if i >= 2 && t.Tokens[i-1].Text == "-" && t.UPOS(i, "VERB") && covering(s, i-2) != nil {
			continue // "China-backed"
		}
		w := t.Tokens[i].Text
		if t.UPOS(i, "ADJ") && i > 0 && capital(w) && i < m.Head && capital(t.Tokens[i+1].Text) {
			words = append(words, w) // "Naval Aviation helicopter"
			continue
		}
		if !t.UPOS(i, "PROPN") || i == 0 && !t.UPOS(1, "PROPN") && covering(s, 0) == nil && strings.ToUpper(w) != w {
			w = strings.ToLower(w)
		}
		words = append(words, w)
	}
	out := strings.ReplaceAll(strings.Join(words, " "), " - ", "-")
	for strings.Contains(out, "- ") || strings.Contains(out, "--") {
		out = strings.ReplaceAll(strings.ReplaceAll(out, "--", "-"), "- ", " ") // "armed 21-year-old man"
	}
	return strings.Trim(out, " -")
}

// basedIn is the place that a noun's actor is said to be at home in, "a
// Lomé-based group"; or nil.
func basedIn(s *Sentence, m *Mention) *Mention {
	t := s.Tree
	for i := m.First; i+2 < m.Head; i++ {
		if t.Tokens[i+1].Text != "-" || t.Lemma(i+2) != "base" && t.Lemma(i+2) != "based" && t.Lemma(i+2) != "headquartered" {
			continue
		}
		of := s.At[i]
		if of == nil {
			of = covering(s, i)
		}
		if of != nil && of.Entity != nil && of.Last == i && (of.Entity.Land() || of.Entity.Type == "Place") {
			return of
		}
	}
	return nil
}

// among tells people by where they are: what a noun names becomes one actor
// for each place the text puts them in.
func (r *Reading) among(s *Sentence, m *Mention) {
	m.Why = "noun that names an actor"
	if where := basedIn(s, m); where != nil && len(m.Owners) == 0 {
		e, of := *m.Entity, where.Entity
		e.Label = where.Text + "-based " + e.Label
		e.ID, e.Within, e.State = graph.ActorID(e.Label), of.ID, cmp.Or(of.State, of.ID)
		m.Entity = r.entity(&e)
		return
	}
	switch m.Entity.Type {
	case "Group", "Person", "ArmedGroup", "Media", "Party":
	default:
		return
	}
	people := *m.Entity
	for n, of := range r.dwellIn(s, m) {
		e := people
		e.Label += " in " + of.Label
		e.ID, e.Within, e.State = graph.ActorID(e.Label), of.ID, cmp.Or(of.State, of.ID)
		if n == 0 {
			m.Entity = r.entity(&e)
			continue
		}
		other := *m
		other.Entity, other.More = r.entity(&e), nil
		m.More = append(m.More, &other)
	}
}
