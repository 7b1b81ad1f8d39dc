package mention

import (
	"slices"
	"strings"

	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// How much a mention tells of what state a text is about, by how it stands;
// what earlier sentences told counts less with each one.
const (
	homeSubject = 3.0 // who acts, and whose people act
	homePlace   = 2.0 // where it is
	homeOther   = 1.0
	homeFades   = 0.75 // from one sentence to the next
	// Least is a state's score that decides, and by how many times it has to
	// surpass the next.
	homeLeast = 2.0
	homeLead  = 1.6
)

// settle finds the state of bodies that are named without one, "the Supreme
// Court", "police", and of officials and forces of nobody in particular: that
// which the text is about. Without it all the world's supreme courts would be
// one actor.
func (r *Reading) settle(s *Sentence) {
	for _, m := range s.At {
		if m == nil || m.Entity == nil || !r.homeless(s, m) {
			continue
		}
		home, why := r.bodyAtHome(s, m), "of the state the text is written from and about"
		if home == nil {
			home, why = r.home(s, m)
		}
		if home == nil {
			continue
		}
		switch {
		case m.Kind == Name:
			m.Entity = r.bodyOf(home, m.Text, m.Entity.Type)
		case m.Class == "stands" && !r.official(s, m):
			m.Entity = home
		default:
			m.Entity = r.owned(s, m, home)
		}
		m.Why = why
	}
}

// official tells whether a noun that acts for a state is one person's.
func (r *Reading) official(s *Sentence, m *Mention) bool {
	c, _ := r.classOf(s.Tree, m.Head)
	return c.typ == "Person" && !r.plural(s.Tree, m.Head)
}

// homeless tells whether a mention is a body, an official or a force of some
// state that is not said.
func (r *Reading) homeless(s *Sentence, m *Mention) bool {
	t := s.Tree
	switch m.Kind {
	case Name:
		return m.Entity.Entry == nil && m.Entity.State == "" && r.f.context.isBody(m.Text)
	case Noun:
	default:
		return false
	}
	if len(m.Owners) > 0 || m.Entity.State != "" && m.Entity.Entry == nil || named(s, m.Head) != nil {
		return false
	}
	for _, k := range t.KidsAs(m.Head, "amod", "compound", "det") {
		if slices.Contains(r.f.context.OfAnother, t.Lemma(k)) {
			return false
		}
	}
	if k := t.Kid(m.Head, "nmod", "acl", "acl:relcl", "nummod", "nmod:poss"); k >= 0 && !(t.Is(k, "nmod") && t.Prep(k) != "of" && t.Prep(k) != "from" && t.Prep(k) != "for") && !t.Is(k, "acl:relcl") {
		return false
	}
	c := r.f.context
	switch {
	case slices.Contains(c.BodiesOfMany, r.compound(t, m.Head)):
		return t.Tokens[m.Head].XPOS == "NNS" && (m.Entity.Generic || m.Class == "stands")
	case slices.Contains(c.Bodies, r.compound(t, m.Head)):
		// "a court" is one of some state, "in government" none at all.
		return (t.Tokens[m.Head].XPOS != "NNS" || m.Lemma == "police") && (m.Definite || slices.Contains(c.Bare, m.Lemma) && t.Kid(m.Head, "det") < 0) && (m.Entity.Generic || m.Class == "stands")
	case r.official(s, m):
		return m.Entity.Generic && m.Definite && slices.Contains(c.Officials, m.Lemma)
	}
	return false
}

// compound is the lemma of the noun at token i, and of a longer body it ends.
func (r *Reading) compound(t *tree.Tree, i int) string {
	words := t.Lemma(i)
	if i > 0 && t.UPOS(i-1, "NOUN", "ADJ", "PROPN", "VERB") && t.Head(i-1) == i {
		if w := t.Lemma(i-1) + "-" + words; slices.Contains(r.f.context.Bodies, strings.ToLower(w)) || slices.Contains(r.f.context.BodiesOfMany, strings.ToLower(w)) {
			return strings.ToLower(w)
		}
	}
	return words
}

// owned is what a noun names if it is of a state: whoever holds the office, the
// body as the gazetteer has it, or else a new actor.
func (r *Reading) owned(s *Sentence, m *Mention, home *Entity) *Entity {
	t := s.Tree
	label := r.label(s, m)
	if r.official(s, m) {
		if holder := r.inOffice(home, strings.Fields(label)); holder != nil {
			return holder
		}
	} else if e := r.listed(home, label); e != nil {
		return e
	}
	owners := m.Owners
	m.Owners = []*Mention{{Entity: home, Kind: Adjective, Text: home.Label}}
	c, _ := r.classOf(t, m.Head)
	e := r.generic(s, m, c.typeOf(r.plural(t, m.Head)), r.plural(t, m.Head))
	m.Owners = owners
	if e == nil {
		return m.Entity
	}
	return e
}

// inOffice is who holds on the day of the text the office of a state that a
// title names, which may follow other words: "left-wing president". It is nil
// if nobody is known.
func (r *Reading) inOffice(home *Entity, words []string) *Entity {
	if r.day == "" {
		return nil
	}
	for i := range words {
		n, titles := r.f.gaz.RoleByTitle(words, i)
		if n == 0 || i+n < len(words) {
			continue
		}
		for _, h := range r.f.gaz.Holder(home.ID, titles[0].Role.ID, r.day) {
			if h.Standing == gazetteer.Holding && h.Person != nil {
				return r.known(h.Person)
			}
		}
		return nil
	}
	return nil
}

// listed is a state's body as the gazetteer has it, or nil.
func (r *Reading) listed(home *Entity, name string) *Entity {
	if home.Entry == nil {
		return nil
	}
	var full []string
	for _, a := range home.Entry.Adjectives {
		full = append(full, a+" "+name)
	}
	for _, n := range append([]string{home.Label}, home.Entry.Names...) {
		full = append(full, name+" of "+n, n+" "+name, n+"'s "+name)
	}
	for _, f := range full {
		words := strings.Fields(f)
		if n, hits := r.f.gaz.Match(words, 0); n == len(words) && hits[0].Entry.Type != "State" && hits[0].Entry.Type != "Person" && slices.Contains(hits[0].Entry.Within, home.ID) {
			return r.known(hits[0].Entry)
		}
	}
	return nil
}

// bodyOf is the body of a state that is called so.
func (r *Reading) bodyOf(home *Entity, name, typ string) *Entity {
	if e := r.listed(home, name); e != nil {
		return e
	}
	label := home.Label + "'s " + name
	if home.Entry != nil && len(home.Entry.Adjectives) > 0 {
		label = home.Entry.Adjectives[0] + " " + name
	}
	return r.entity(&Entity{ID: gazetteer.ID(label), Label: label, Type: typ, State: home.ID, Within: home.ID})
}

// home is the state that a mention without one belongs to, or nil if the text
// does not tell: where it is said to be, else what the text has been about.
func (r *Reading) home(s *Sentence, m *Mention) (*Entity, string) {
	t := s.Tree
	if c, _ := r.classOf(t, m.Head); c.typ == "ArmedForce" && c.class == "stands" {
		if st := r.speakersState(s, m.Head); st != nil {
			return st, "of the state of who speaks"
		}
	}
	score := map[string]float64{}
	for id, v := range r.about {
		score[id] = v
	}
	for _, o := range s.At {
		if o == nil || o.Entity == nil || o == m || o.Kind == Pronoun || o.Kind == Noun && o.Entity.Generic && o.Entity.State == "" {
			continue
		}
		st := r.stateOr(o.Entity)
		if !st.Land() {
			continue
		}
		f := t.First(o.Head)
		p := t.Prep(f)
		if p == "in" && slices.ContainsFunc(t.KidsAs(f, "nmod"), func(k int) bool { return k > f && t.Prep(k) == "for" }) {
			continue // "in Egypt for the summit, the president said": no Egyptian
		}
		switch {
		case (p == "in" || p == "at" || p == "near") && t.Is(f, "obl", "nmod") && (t.Head(f) == m.Head || t.Head(f) == t.Head(m.Head)):
			return st, "of " + st.Label + ", where it is"
		case o.Head > m.Head && o.Entity.Type == "Place" && t.Is(f, "nmod:poss", "nmod", "compound"):
			score[st.ID] += homePlace // "closed Lomé's airport"
		case o.Entity == st && o.Head > m.Head:
			// What a body does things to is mostly another state.
		case o.Head < m.Head:
			score[st.ID] += weigh(t, o)
		case o.Entity.Type == "Person":
			score[st.ID] += homeOther
		}
	}
	best, next := "", 0.0
	for id, v := range score {
		switch {
		case best == "" || v > score[best] || v == score[best] && id < best:
			if best != "" {
				next = max(next, score[best])
			}
			best = id
		default:
			next = max(next, v)
		}
	}
	if best == "" || score[best] < homeLeast || score[best] < homeLead*next {
		return nil, ""
	}
	e := r.stateOr(&Entity{ID: best, State: best})
	if e.ID != best {
		return nil, ""
	}
	return e, "of " + e.Label + ", which the text is about"
}

// weigh says how much a mention tells of what a text is about.
func weigh(t *tree.Tree, m *Mention) float64 {
	f := t.First(m.Head)
	switch {
	case m.Entity.Type == "ArmedGroup":
		return homeOther // it may strike abroad
	case t.Head(f) >= 0 && t.Lemma(t.Head(f)) == "border" && t.Is(f, "nmod"):
		return homeOther / 2 // "near the border with Togo"
	case t.Is(f, "nsubj"):
		return homeSubject
	case t.Is(f, "nmod:poss", "amod", "compound") && t.Head(f) >= 0 && t.Is(t.First(t.Head(f)), "nsubj"):
		return homeSubject
	case t.Is(f, "obl", "nmod") && (t.Prep(f) == "in" || t.Prep(f) == "at"):
		return homePlace
	}
	return homeOther
}

// dwell files what a sentence tells of what the text is about.
func (r *Reading) dwell(s *Sentence) {
	for id := range r.about {
		r.about[id] *= homeFades
	}
	seen := map[string]float64{}
	for _, m := range s.At {
		if m == nil || m.Entity == nil || m.Kind == Pronoun {
			continue
		}
		if st := r.stateOr(m.Entity); st.Land() {
			seen[st.ID] = max(seen[st.ID], weigh(s.Tree, m))
		}
	}
	for id, v := range seen {
		r.about[id] += v
	}
}
