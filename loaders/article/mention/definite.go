package mention

import (
	"slices"
	"strings"
)

// antecedentOf finds who a definite noun without a name means: "the
// alliance", "the country", "the president", "the government", and the mention
// of it, if it is one.
func (r *Reading) antecedentOf(s *Sentence, m *Mention, c nounClass) (*Entity, *Mention, string) {
	var fits func(*Entity) bool
	lemma := m.Lemma
	switch {
	case lemma == "country" || lemma == "nation" || lemma == "state" || lemma == "republic" || lemma == "kingdom":
		fits = (*Entity).Land
	case c.typ == "Government" && c.class == "stands" || c.typ == "ArmedForce" && (lemma == "army" || lemma == "military" || lemma == "navy"):
		fits = func(e *Entity) bool {
			return e.Type == "State" || e.Type == "ArmedForce" && (strings.HasSuffix(strings.ToLower(e.Label), " "+lemma) || e.Entry != nil && slices.Contains(e.Entry.Nouns, lemma))
		}
	case c.typ == "Person" && c.class == "stands" && r.plural(s.Tree, m.Head):
		return nil, nil, "" // "the leaders" are no one of them
	case c.typ == "Person" && c.class == "stands":
		fits = func(e *Entity) bool { return e.Type == "Person" && r.holds(e, lemma) }
	case c.typ == "ArmedForce":
		return nil, nil, ""
	case c.class == "own" && r.plural(s.Tree, m.Head):
		word := " " + strings.ToLower(s.Tree.Tokens[m.Head].Text)
		fits = func(e *Entity) bool {
			if e.Entry != nil {
				return slices.Contains(e.Entry.Nouns, lemma) || slices.Contains(e.Entry.Nouns, word[1:])
			}
			// "the gangs" after "Haitian gangs"; but "the people" are all of them
			return lemma != "people" && lemma != "person" && lemma != "public" && e.Generic && e.Plural && strings.HasSuffix(strings.ToLower(e.Label), word)
		}
	case c.class == "own" && c.typ != "Group":
		fits = func(e *Entity) bool {
			if e.Entry != nil && slices.Contains(e.Entry.Nouns, lemma) {
				return true
			}
			return !e.Generic && e.Entry == nil && (e.Type == c.typ || c.typ == "Company" && lemma != "industry" && e.Type == "Organization" && e.Label != strings.ToUpper(e.Label))
		}
	default:
		return nil, nil, ""
	}
	if lemma == "country" {
		if e, why := r.barring(s, m.Head); e != nil {
			return e, nil, why
		}
	}
	if c.typ == "Government" && c.class == "stands" && m.Subject {
		if home := r.bodyAtHome(s, m); home != nil {
			return home, nil, "of the state the text is written from and about"
		}
	}
	if lemma == "country" || lemma == "nation" || c.typ == "ArmedForce" && c.class == "stands" {
		if st := r.speakersState(s, m.Head); st != nil {
			return st, nil, "state of who speaks"
		}
	}
	if lemma == "country" || lemma == "nation" {
		if st := r.ruledState(s, m.Head); st != nil {
			return st, nil, "state of who is something there"
		}
	}
	var best *Mention
	score := -1
	for _, o := range s.At {
		if o != nil && o.Entity != nil && o.Head < m.Head && o.Kind != Noun && !s.MadeBy(o.Last) && !s.inName(o) && fits(o.Entity) {
			n := 20
			if o.Subject {
				n += 2
			}
			// What acts on the noun is not the noun: "Iran accused the country".
			if s.Tree.Head(o.Head) == s.Tree.Head(m.Head) && o.Subject {
				continue
			}
			// Whose an act is it is not done to: "Iran's attacks on the country".
			if n := s.Tree.Head(s.Tree.First(m.Head)); n == s.Tree.Head(o.Head) && s.Tree.UPOS(n, "NOUN") && s.Tree.Is(o.Head, "nmod:poss", "amod", "compound") && s.Tree.Is(s.Tree.First(m.Head), "nmod", "obl") {
				continue
			}
			// "Chad lifts the sanctions against the country": not Chad.
			if v := clause(s.Tree, m.Head); s.Tree.Prep(m.Head) == "against" && v >= 0 && slices.Contains(s.Tree.Subjects(v), o.Head) {
				continue
			}
			if n >= score {
				best, score = o, n
			}
		}
	}
	for k := len(r.recent) - 1; k >= 0 && best == nil && r.count-r.recent[k].Sentence <= 6; k-- {
		o := r.recent[k]
		if lemma == "country" && o.Kind == Noun && o.Class == "stands" && o.Lemma != "country" && o.Lemma != "government" {
			continue // of a US envoy the US is not spoken
		}
		if fits(o.Entity) && (o.Main || o.Entity.Type == c.typ || o.Entity.Type != "Organization" || o.Entity.Entry != nil) {
			n := 10 - (r.count - o.Sentence)
			if o.Subject {
				n += 2
			}
			if o.Modifier && lemma == "country" {
				n -= 3 // of a US envoy the US is not spoken
			}
			if c.typ == "ArmedForce" && o.Entity.Type == "ArmedForce" {
				n += 6 // the army that was named, and not that of whom was
			}
			if o.Main {
				n++
			}
			if n > score {
				best, score = o, n
			}
		}
	}
	if best == nil && lemma == "country" {
		// "Niger's junta … the country": the state of who was named.
		for _, o := range s.At {
			if o != nil && o.Entity != nil && o.Head < m.Head && !o.Subject && o.Entity.State != "" {
				if e := r.StateOf(o.Entity); e != o.Entity {
					return e, nil, "state of " + o.Text
				}
			}
		}
	}
	if c.typ == "ArmedForce" && (best == nil || best.Sentence < r.count-1 || best.Sentence < r.count && best.Entity.Type == "State" && !best.Main) {
		if home, why := r.home(s, m); home != nil {
			return home, nil, why // of whom the text has been about, not of whom it spoke long ago
		}
	}
	if best == nil && lemma == "bloc" {
		for k := len(r.recent) - 1; k >= 0 && r.count-r.recent[k].Sentence <= 3; k-- {
			if e := r.stateOr(r.recent[k].Entity); e.Type == "IntergovernmentalOrganization" {
				return e, nil, "means that of " + r.recent[k].Text + ", named before"
			}
		}
	}
	if best == nil && c.class == "own" && c.typ != "Group" && c.typ != "Person" {
		// "the court", long after the one court the text is about was named
		for k := len(r.recent) - 1; k >= 0; k-- {
			if e := r.recent[k].Entity; e.Entry != nil && slices.Contains(e.Entry.Nouns, lemma) {
				return e, nil, "means " + r.recent[k].Text + ", named before"
			}
		}
	}
	if best == nil {
		return nil, nil, ""
	}
	return best.Entity, best, "means " + best.Text + ", named before"
}

// barring gives the state of who keeps somebody out of "the country" at token i:
// "Biden bans citizens of Chad from entering the country".
func (r *Reading) barring(s *Sentence, i int) (*Entity, string) {
	t := s.Tree
	v := clause(t, i)
	if v < 0 || t.Tokens[v].XPOS != "VBG" || t.Head(v) < 0 {
		return nil, ""
	}
	if k := t.Kid(v, "mark"); k < 0 || t.Lemma(k) != "from" {
		return nil, ""
	}
	for _, a := range t.Agents(t.Head(v)) {
		m := s.At[a]
		if m == nil || m.Entity == nil {
			continue
		}
		if e := r.actsFor(m); e.Land() {
			return e, "state of " + m.Text + ", who bars them"
		}
	}
	return nil, ""
}

// holds tells whether a person holds an office called so.
func (r *Reading) holds(e *Entity, lemma string) bool {
	if e.Entry == nil {
		return false
	}
	for _, o := range r.f.gaz.Offices(e.ID, r.day) {
		role, ok := r.f.gaz.Role(o.Role)
		if ok && (role.ID == lemma || lastWord(role.ID) == lemma || lemma == "leader" && role.Relation == "leads") {
			return true
		}
	}
	return false
}

func lastWord(id string) string {
	for i := len(id) - 1; i >= 0; i-- {
		if id[i] == '-' {
			return id[i+1:]
		}
	}
	return id
}

// inName tells whether a mention is a word of a longer name: Vienna of "the
// Vienna Mechanism", but not Togo of "Togo airport operator Savana".
func (s *Sentence) inName(m *Mention) bool {
	h := s.Tree.Head(m.Head)
	if h <= m.Last || s.At[h] == nil || s.At[h].Kind != Name || s.At[h].First > m.First || s.At[h].Entity == nil || s.At[h].Entity.Type == "Person" {
		return false
	}
	for j := m.Last + 1; j < h; j++ {
		if !s.Tree.UPOS(j, "PROPN", "PUNCT") {
			return false
		}
	}
	return true
}
