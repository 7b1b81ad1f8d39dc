package mention

import (
	"cmp"
	"strings"

	"entente/graph"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
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
		if n := named(s, i); n != nil && c.class != "never" && c.class != "part" && c.class != "act" {
			// "the Islamist group al-Shabaab", "the president, Vladimir Putin,"
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

// classOf is the class of the noun at token i; a noun of no class is a person
// if the sentence treats it as one.
func (r *Reading) classOf(t *tree.Tree, i int) (nounClass, bool) {
	c, ok := r.f.nouns.at(t, i)
	if !ok && t.UPOS(i, "NOUN") && r.somebody(t, i) {
		return nounClass{class: "own", typ: "Group", single: "Person"}, true
	}
	return c, ok
}

// rules are nouns of those who rule where they are: "the authorities in Goma";
// leaders who meet in Doha do not.
var rules = map[string]bool{"authority": true, "government": true, "administration": true, "official": true, "regime": true, "governor": true, "mayor": true, "junta": true}

// suffered are deeds that are done to whom "of" names.
var suffered = map[string]bool{
	"killing": true, "murder": true, "assassination": true, "arrest": true, "detention": true, "execution": true, "abduction": true, "kidnapping": true,
	"expulsion": true, "deportation": true, "imprisonment": true, "conviction": true, "appointment": true, "nomination": true, "invasion": true,
	"bombing": true, "bombardment": true, "shelling": true, "occupation": true, "annexation": true, "treatment": true, "capture": true, "poisoning": true,
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

// owners are the actors a noun belongs to: "Iran's", "Russian and
// Belarusian", "of France", "their".
func (r *Reading) owners(s *Sentence, i int) []*Mention {
	t := s.Tree
	var out []*Mention
	// "Iran's programme and its support": what belongs to the first belongs to the second.
	if k := t.Kid(i, "nmod:poss"); k >= 0 && t.Is(i, "conj") && t.UPOS(k, "PRON") && t.Lemma(k) == "its" {
		if first := t.Kid(t.First(i), "nmod:poss"); first >= 0 && s.At[first] != nil && s.At[first].Entity != nil && s.At[k] != nil {
			m, of := s.At[k], s.At[first]
			m.Entity, m.Why = of.Entity, "owner of what it is coordinated with"
			m.Start, m.End, m.Text = of.Start, of.End, of.Text
		}
	}
	add := func(k int) {
		for _, c := range t.Conjuncts(k) {
			if m := s.At[c]; m != nil && m.Entity != nil {
				out = append(out, m)
			} else if m != nil && m.Class == "stands" {
				out = append(out, r.owners(s, c)...)
			}
		}
		// "Russian and Belarusian troops": the second adjective may hang on the noun.
	}
	for _, k := range t.Kids(i) {
		if t.Is(k, "nmod:poss") && !r.nearer(s, i, k) {
			add(k)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, k := range t.Kids(i) {
		if !t.Is(k, "amod", "compound", "nmod:desc", "nmod:unmarked", "nmod") || t.Is(k, "nmod:poss") || k > i || s.MadeBy(k) || t.Is(k, "nmod") && t.Prep(k) != "" && !t.Is(k, "nmod:desc", "nmod:unmarked") {
			continue
		}
		if m := s.At[k]; m != nil && m.Entity != nil && m.Entity.Type != "Person" && m.Kind != Noun {
			out = append(out, m)
			for _, c := range t.Conjuncts(k)[1:] {
				if m := s.At[c]; m != nil && m.Entity != nil {
					out = append(out, m)
				}
			}
			continue
		}
		// "White House security officials": the name before what is before
		if s.At[k] == nil && t.Is(k, "compound") && t.UPOS(k, "NOUN") {
			for _, kk := range t.KidsAs(k, "compound", "amod") {
				m := s.At[kk]
				if m == nil {
					m = covering(s, kk)
				}
				if m != nil && m.Entity != nil && m.Entity.Type != "Person" && (m.Kind == Name || m.Kind == Adjective) {
					out = append(out, m)
				}
			}
		}
		// "Trump administration", "Obama officials"
		if m := s.At[k]; m != nil && m.Entity != nil && m.Entity.Type == "Person" && m.Kind == Name && t.Is(k, "compound") {
			out = append(out, m)
		}
	}
	// "Israeli troops and tanks": what is said of the first holds of the second.
	if f := t.First(i); len(out) == 0 && f != i && t.Kid(i, "amod", "compound", "det", "nmod:poss", "nummod", "nmod") < 0 && s.At[i] != nil && s.At[i].Class == "stands" {
		if m := s.At[f]; m != nil && m.Class == "stands" && t.Kid(f, "amod", "compound") >= 0 {
			out = append(out, r.owners(s, f)...)
		}
	}
	if len(out) > 0 {
		return out
	}
	// "assets belonging to the general"
	for _, a := range t.KidsAs(i, "acl") {
		if t.Lemma(a) == "belong" {
			for _, k := range t.KidsAs(a, "obl") {
				if t.Prep(k) == "to" {
					add(k)
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	after := t.KidsAs(i, "nmod")
	// "a meeting with leaders from Chad", hung on the meeting.
	if h := t.Head(i); len(after) == 0 && h >= 0 && h < i && t.UPOS(h, "NOUN", "VERB") && s.At[i] != nil && s.At[i].Class == "stands" && i+2 < len(t.Tokens) && t.Lemma(i+1) == "from" {
		for _, k := range t.KidsAs(h, "nmod", "obl") {
			if a, _ := t.Reach(k); a == i+1 {
				after = []int{k}
			}
		}
	}
	for _, k := range after {
		p := t.Prep(k)
		if p == "of" && suffered[t.Lemma(i)] {
			continue // "the killing of the general" is not his
		}
		if k > i && (p == "of" || p == "from" || (p == "in" || p == "by" || p == "for") && r.ownerByPlace(s, i) || p == "by" && s.At[i] != nil && s.At[i].Class == "act") {
			for _, c := range t.Conjuncts(k) {
				if m := s.At[c]; m != nil && m.Entity != nil && (p == "of" || p == "by" || m.Kind != Noun) && !(p == "in" && m.Entity.Type == "Place" && !rules[t.Lemma(i)]) {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// nearer tells whether another than the possessive at token k says whom noun i
// acts for: "his Egyptian counterpart", "Colombia's ELN rebels".
func (r *Reading) nearer(s *Sentence, i, k int) bool {
	t := s.Tree
	for _, a := range t.KidsAs(i, "amod", "compound") {
		m := s.At[a]
		if a < k || m == nil || m.Entity == nil {
			continue
		}
		switch c, _ := r.classOf(t, i); {
		case c.class == "stands" && t.UPOS(k, "PRON") && m.Kind != Noun && (m.Entity.Type == "State" || m.Entity.Type == "Territory"):
			return true
		case c.typ == "ArmedGroup" && m.Kind == Name && m.Entity.Type == "ArmedGroup":
			return true
		case namedBefore(s, i) == m:
			return true
		}
	}
	return false
}

// kinds of organizations are said behind their names: "the Wagner group".
var kinds = map[string]bool{"group": true, "movement": true, "militia": true, "party": true, "bloc": true, "alliance": true, "network": true, "cartel": true, "gang": true, "militant-group": true, "rebel-group": true, "armed-group": true, "terror-group": true}

// namedBefore is the name right before noun i that says of what kind it is:
// al-Shabaab in "Somalia's al-Shabaab group", or nil.
func namedBefore(s *Sentence, i int) *Mention {
	t := s.Tree
	if !kinds[t.Lemma(i)] || t.Tokens[i].XPOS != "NN" {
		return nil
	}
	for _, k := range t.KidsAs(i, "compound") {
		m := s.At[k]
		if m != nil && m.Kind == Name && m.Entity != nil && m.Last == i-1 && (m.Entity.Type == "ArmedGroup" || m.Entity.Type == "Organization" || m.Entity.Type == "Party" || m.Entity.Type == "Company" || m.Entity.Type == "IntergovernmentalOrganization") {
			return m
		}
	}
	return nil
}

// MadeBy tells whether the name at token k says who made something and not
// whose it is: "a Chinese-made drone".
func (s *Sentence) MadeBy(k int) bool {
	t := s.Tree
	if k+2 >= len(t.Tokens) || t.Tokens[k+1].Text != "-" {
		return false
	}
	switch t.Lemma(k + 2) {
	case "make", "made", "build", "built", "born", "flag", "flagged", "register", "base", "based", "supply", "supplied", "produce", "style", "speak", "speaking", "language":
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
	for _, k := range t.KidsAs(m.Head, "nmod") {
		if p := s.At[k]; k > m.Head && t.Prep(k) == "of" && p != nil && p.Kind == Name && p.Entity != nil && p.Entity.Type == "Place" {
			return p
		}
	}
	return nil
}

// ownerByPlace tells whether "in X" after the noun says whose it is:
// "authorities in Pakistan", "the government in Kyiv".
func (r *Reading) ownerByPlace(s *Sentence, i int) bool {
	m := s.At[i]
	return m != nil && m.Class == "stands"
}

// dwellIn are the states people are in: Chad and Niger in "activists in Chad
// and Niger".
func (r *Reading) dwellIn(s *Sentence, m *Mention) []*Entity {
	t := s.Tree
	if m.Class != "own" || len(m.Owners) > 0 {
		return nil
	}
	var out []*Entity
	for _, k := range t.KidsAs(m.Head, "nmod") {
		if k < m.Head || t.Prep(k) != "in" {
			continue
		}
		for _, c := range t.Conjuncts(k) {
			if o := s.At[c]; o != nil && o.Entity != nil && o.Kind == Name && (o.Entity.Type == "State" || o.Entity.Type == "Territory") {
				out = append(out, o.Entity)
			}
		}
		break
	}
	return out
}

// counterpart resolves "his Egyptian counterpart": who holds, on the day of
// the text, the office in Egypt that he holds elsewhere.
func (r *Reading) counterpart(s *Sentence, m *Mention) bool {
	k := s.Tree.Kid(m.Head, "nmod:poss")
	if m.Lemma != "counterpart" || r.day == "" || k < 0 || s.At[k] == nil || s.At[k].Entity == nil || len(m.Owners) != 1 {
		return false
	}
	he, of := s.At[k].Entity, m.Owners[0].Entity
	if he.Type != "Person" || of.Type != "State" {
		return false
	}
	for _, own := range r.f.gaz.Offices(he.ID, r.day) {
		if own.Standing != gazetteer.Holding {
			continue
		}
		for _, other := range r.f.gaz.Holder(of.ID, own.Role, r.day) {
			if other.Standing == gazetteer.Holding && other.Person != nil {
				m.Entity, m.Why = r.known(other.Person), "held the office of "+own.Role+" on "+r.day+", as "+he.Label+" did elsewhere"
				return true
			}
		}
	}
	return false
}

// stands resolves a noun that acts for its owner.
func (r *Reading) stands(s *Sentence, m *Mention, c nounClass, plural bool) {
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
				}
				m.More = append(m.More, &other)
			}
		}
		return
	}
	t := s.Tree
	if m.Definite && !r.modified(t, m.Head) {
		if e, why := r.antecedentOf(s, m, c); e != nil {
			m.Entity, m.Why = e, why
			return
		}
	}
	m.Entity = r.generic(s, m, c.typeOf(plural), plural)
	if m.Entity == nil {
		return
	}
	r.among(s, m)
}

// actsFor is the actor an owner's officials and forces act for: a person's
// state, else the owner itself.
func (r *Reading) actsFor(o *Mention) *Entity {
	e := o.Entity
	if e.Type == "Person" && !e.Generic && e.State != "" {
		if st, ok := r.entities[e.State]; ok {
			return st
		}
		if entry, ok := r.f.gaz.Entry(e.State); ok {
			return r.known(entry)
		}
	}
	if e.Type == "Place" && e.State != "" {
		return e
	}
	return e
}

// StateOf is the state that what belongs to an army or ministry belongs to,
// else the entity itself.
func (r *Reading) StateOf(e *Entity) *Entity {
	if (e.Type == "ArmedForce" || e.Type == "Government") && e.State != "" {
		if st, ok := r.entities[e.State]; ok {
			return st
		}
		if entry, ok := r.f.gaz.Entry(e.State); ok {
			return r.known(entry)
		}
	}
	return e
}

// own resolves a noun that is an actor by itself.
func (r *Reading) own(s *Sentence, m *Mention, c nounClass, plural bool) {
	t := s.Tree
	if m.Definite && len(m.Owners) == 0 && !r.modified(t, m.Head) {
		if e, why := r.antecedentOf(s, m, c); e != nil {
			m.Entity, m.Why = e, why
			return
		}
	}
	if n := namedBefore(s, m.Head); n != nil {
		m.Entity, m.Why = n.Entity, "called "+n.Text
		return
	}
	if c.typ == "ArmedGroup" && len(m.Owners) == 1 && m.Owners[0].Kind == Name && m.Owners[0].Entity.Type == "ArmedGroup" && s.Tree.Is(m.Owners[0].Head, "compound") && plural {
		m.Entity, m.Why = m.Owners[0].Entity, "those of "+m.Owners[0].Text // "ELN rebels"
		return
	}
	m.Entity = r.generic(s, m, c.typeOf(plural), plural)
	if m.Entity == nil {
		return
	}
	r.among(s, m)
}

func (r *Reading) modified(t *tree.Tree, i int) bool {
	return t.Kid(i, "amod", "compound", "nmod:poss", "nmod", "acl", "nummod") >= 0
}

// generic is the actor a common noun names: "Turkish court", "vessels".
func (r *Reading) generic(s *Sentence, m *Mention, typ string, plural bool) *Entity {
	label := r.label(s, m)
	if label == "" {
		return nil
	}
	e := &Entity{Label: label, Type: typ, Generic: true, Plural: plural}
	full := label
	if len(m.Owners) > 0 {
		o := m.Owners[0].Entity
		e.State, e.Within = o.State, o.ID
		if o.State == "" {
			e.State = o.ID
		}
		if m.Class == "own" || m.Class == "stands" {
			adjective := o.Label + "'s"
			if o.Entry != nil && len(o.Entry.Adjectives) > 0 {
				adjective = o.Entry.Adjectives[0]
			}
			full = adjective + " " + label
			e.Label = full
		} else {
			full = o.Label + " " + label
		}
	}
	e.ID = graph.ActorID(full)
	if e.ID == "" {
		return nil
	}
	return r.entity(e)
}

// Thing is the actor a noun of no actor class becomes when something is done
// to it: a treaty that is signed, a ship that is seized. typ is the type if
// the noun's class says none.
func (r *Reading) Thing(s *Sentence, m *Mention, typ string) *Entity {
	c, ok := r.classOf(s.Tree, m.Head)
	if ok && c.typ != "" && c.class != "part" {
		typ = c.typeOf(r.plural(s.Tree, m.Head))
	}
	return r.generic(s, m, typ, r.plural(s.Tree, m.Head))
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
	return r.TypeOf(s, m)
}

// vague are modifiers that do not belong into a label.
var vague = map[string]bool{
	"new": true, "numerous": true, "several": true, "many": true, "more": true, "other": true, "such": true, "first": true, "second": true,
	"latest": true, "own": true, "current": true, "former": true, "key": true, "major": true, "some": true, "few": true, "various": true,
	"last": true, "next": true, "recent": true, "additional": true, "further": true, "same": true, "entire": true, "whole": true, "certain": true,
	"different": true, "possible": true, "alleged": true, "suspected": true, "total": true, "potential": true, "so-called": true, "unprecedented": true,
	"senior": true, "top": true, "leading": true, "most": true, "big": true, "large": true, "small": true, "old": true, "long": true, "great": true,
}

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
		if n := covering(s, i); n != nil && t.Is(top, "amod", "compound", "nmod:desc", "nmod:unmarked") {
			continue // its owner
		}
		if i >= 2 && t.Tokens[i-1].Text == "-" && t.UPOS(i, "VERB") && covering(s, i-2) != nil {
			continue // "China-backed"
		}
		w := t.Tokens[i].Text
		if !t.UPOS(i, "PROPN") {
			w = strings.ToLower(w)
		}
		words = append(words, w)
	}
	return strings.Trim(strings.ReplaceAll(strings.Join(words, " "), " - ", "-"), " -")
}

// CapitalOf is the state whose capital a place is, or nil.
func (r *Reading) CapitalOf(e *Entity) *Entity {
	if e.State == "" {
		return nil
	}
	st, ok := r.f.gaz.Entry(e.State)
	if !ok || gazetteer.Fold(st.Capital) != gazetteer.Fold(e.Label) {
		return nil
	}
	return r.known(st)
}

// Crowd is a group of people known only by what they do and where.
func (r *Reading) Crowd(noun string, where *Mention) *Entity {
	label := noun
	if e := where.Entity; e.Entry != nil && len(e.Entry.Adjectives) > 0 {
		label = e.Entry.Adjectives[0] + " " + noun
	}
	return r.entity(&Entity{ID: graph.ActorID(label), Label: label, Type: "Group", State: where.Entity.State, Within: where.Entity.ID, Generic: true, Plural: true})
}

// People is who is meant by a number that counts nobody named.
func (r *Reading) People() *Entity {
	return r.entity(&Entity{ID: graph.ActorID("people"), Label: "people", Type: "Group", Generic: true, Plural: true})
}

// among tells people by where they are: what a noun names becomes one actor
// for each place the text puts them in.
func (r *Reading) among(s *Sentence, m *Mention) {
	m.Why = "noun that names an actor"
	if m.Entity.Type != "Group" && m.Entity.Type != "Person" {
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
