package mention

import (
	"strings"

	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// rules are nouns of those who rule where they are: "the authorities in Goma";
// leaders who meet in Doha do not.
var rules = map[string]bool{"authority": true, "government": true, "administration": true, "official": true, "regime": true, "governor": true, "mayor": true, "junta": true}

// suffered are deeds that are done to whom "of" names.
var suffered = map[string]bool{
	"killing": true, "murder": true, "assassination": true, "arrest": true, "detention": true, "execution": true, "abduction": true, "kidnapping": true,
	"expulsion": true, "deportation": true, "imprisonment": true, "conviction": true, "appointment": true, "nomination": true, "invasion": true,
	"bombing": true, "bombardment": true, "shelling": true, "occupation": true, "annexation": true, "treatment": true, "capture": true, "poisoning": true,
}

// leftover is what is left of a weapon, and does what its owner did: "debris
// from a Ukrainian drone".
var leftover = map[string]bool{"debris": true, "shrapnel": true, "wreckage": true, "fragment": true}

// ways are the affair of who is at their end: "the road to Chad".
var ways = map[string]bool{"road": true, "highway": true, "motorway": true, "route": true, "crossing": true, "checkpoint": true, "passage": true, "bridge": true, "railway": true}

// Way tells whether a noun is a way to somewhere.
func Way(lemma string) bool { return ways[lemma] }

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
	// "a Sukhoi airstrike by the junta": who did it, not with what.
	if m := s.At[i]; m != nil && m.Class == "act" {
		for _, k := range t.KidsAs(i, "nmod") {
			if t.Prep(k) == "by" {
				add(k)
			}
		}
		for _, k := range r.attributed(s, i) {
			add(k)
		}
		if len(out) > 0 {
			return out
		}
	}
	for _, k := range t.Kids(i) {
		if !t.Is(k, "amod", "compound", "nmod:desc", "nmod:unmarked", "nmod") || t.Is(k, "nmod:poss") || k > i || s.MadeBy(k) || t.Is(k, "nmod") && t.Prep(k) != "" && !t.Is(k, "nmod:desc", "nmod:unmarked") {
			continue
		}
		if m := s.At[k]; m != nil && m.Entity != nil && m.Entity.Type != "Person" && m.Kind != Noun {
			if s.MakeOf(m) {
				continue
			}
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
					for _, c := range t.Conjuncts(kk)[1:] {
						if m := s.At[c]; m != nil && m.Entity != nil && m.Kind == Adjective {
							out = append(out, m) // "Togolese and Beninese coast guards"
						}
					}
				}
			}
		}
		// "Trump administration", "Obama officials"
		if m := s.At[k]; m != nil && m.Entity != nil && m.Entity.Type == "Person" && m.Kind == Name && t.Is(k, "compound") && (s.At[i] == nil || s.At[i].Class != "holding") {
			out = append(out, m)
		}
	}
	// "Israeli troops and tanks": what is said of the first holds of the second.
	if f := t.First(i); len(out) == 0 && f != i && t.Kid(i, "amod", "compound", "det", "nmod:poss", "nummod", "nmod") < 0 && s.At[i] != nil && (s.At[i].Class == "stands" || s.At[i].Class == "own") {
		if m := s.At[f]; m != nil && (m.Class == "stands" || m.Class == "own") && t.Kid(f, "amod", "compound") >= 0 {
			out = append(out, r.owners(s, f)...)
		}
	}
	if len(out) > 0 {
		return out
	}
	// "assets belonging to the general", "roads leading into Chad"
	way := ways[t.Lemma(i)]
	for _, a := range t.KidsAs(i, "acl", "acl:relcl") {
		if l := t.Lemma(a); l == "belong" || way && l == "lead" {
			for _, k := range t.KidsAs(a, "obl") {
				if p := t.Prep(k); p == "to" || p == "into" && way {
					add(k)
				}
			}
		}
	}
	if way {
		for _, k := range t.KidsAs(i, "nmod") {
			if p := t.Prep(k); p == "to" || p == "into" {
				add(k)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	after := phrases(t, i)
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
				m := s.At[c]
				switch {
				case m != nil && m.Entity == nil && m.Kind == Noun && (p == "of" || p == "from") && leftover[strings.ToLower(t.Lemma(i))]:
					out = append(out, r.owners(s, c)...)
				case m != nil && m.Entity != nil && (p == "of" || p == "by" || m.Kind != Noun) && !(p == "in" && m.Entity.Type == "Place" && !rules[t.Lemma(i)]):
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// phrases are the nominal phrases that noun i has: its own, or those behind it
// that hang on what it is coordinated with: "lawmakers and ministers in Chad".
func phrases(t *tree.Tree, i int) []int {
	own := t.KidsAs(i, "nmod")
	if f := t.First(i); len(own) == 0 && f != i {
		for _, k := range t.KidsAs(f, "nmod") {
			if p := t.Prep(k); k > i && (p == "in" || p == "from") {
				own = append(own, k)
			}
		}
	}
	return own
}

// nearer tells whether another than the possessive at token k says whom noun i
// acts for: "his Egyptian counterpart", "Colombia's ELN rebels".
func (r *Reading) nearer(s *Sentence, i, k int) bool {
	t := s.Tree
	for _, a := range t.KidsAs(i, "nmod") {
		if m := s.At[a]; t.Lemma(i) == "counterpart" && t.Prep(a) == "from" && m != nil && m.Entity.Land() {
			return true // "her counterparts from Chad and Niger"
		}
	}
	for _, a := range t.KidsAs(i, "amod", "compound") {
		m := s.At[a]
		if a < k || m == nil || m.Entity == nil {
			continue
		}
		switch c, _ := r.classOf(t, i); {
		case c.class == "stands" && t.UPOS(k, "PRON") && m.Kind != Noun && m.Entity.Land():
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

// MakeOf tells whether a name only says of what make a weapon behind it is: "a
// Tomahawk missile". States and armed groups own theirs.
func (s *Sentence) MakeOf(m *Mention) bool {
	t := s.Tree
	n := m.Last + 1
	if m.Kind != Name || n >= len(t.Tokens) || !t.UPOS(n, "NOUN") || m.Entity.Type != "Place" && m.Entity.Type != "Organization" && m.Entity.Type != "Person" || m.Entity.Entry != nil && m.Entity.Type != "Place" {
		return false
	}
	return makes[t.Lemma(n)]
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

// ownerByPlace tells whether "in X" after the noun says whose it is:
// "authorities in Pakistan", "the government in Kyiv".
func (r *Reading) ownerByPlace(s *Sentence, i int) bool {
	m := s.At[i]
	return m != nil && m.Class == "stands"
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

// actsFor is the actor an owner's officials and forces act for: a person's
// state, else the owner itself.
func (r *Reading) actsFor(o *Mention) *Entity {
	e := o.Entity
	if e.Type == "Person" && !e.Generic {
		return r.stateOr(e)
	}
	return e
}

// stateOr is the state of an entity, or the entity itself if none is known.
func (r *Reading) stateOr(e *Entity) *Entity {
	if st, ok := r.entities[e.State]; ok && e.State != "" {
		return st
	}
	if entry, ok := r.f.gaz.Entry(e.State); ok && e.State != "" {
		return r.known(entry)
	}
	return e
}

// StateIn is the state an entity is in or belongs to, else the entity itself.
func (r *Reading) StateIn(e *Entity) *Entity { return r.stateOr(e) }

// StateOf is the state that what belongs to an army or ministry belongs to,
// else the entity itself.
func (r *Reading) StateOf(e *Entity) *Entity {
	if e.Type == "ArmedForce" || e.Type == "Government" {
		return r.stateOr(e)
	}
	return e
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
