package mention

// peopleTogether coordinates people with people where they were hung on a
// thing that stands nearer, "met farmers hit by the drought, nurses and the
// singer Kofi Adu", and deeds with deeds where they were hung on whose the
// first is: "faces raids from Chad and pressure from Mali".
func (r *Reading) peopleTogether(s *Sentence) {
	t := s.Tree
	for i := range t.Tokens {
		h := t.Head(i)
		if h < 0 || h > i || !t.Is(i, "conj") {
			continue
		}
		if n := r.deedAbove(s, i, h); n >= 0 {
			t.Beside(i, n)
			continue
		}
		if n := r.personAbove(s, i, h); n >= 0 {
			t.Beside(i, n)
			continue
		}
		if !r.personal(s, i) || !r.lifeless(s, h) {
			continue
		}
		if n := r.peopleAbove(s, h); n >= 0 {
			t.Beside(i, n)
		}
	}
}

// officesTogether coordinates offices of different states of which one was taken
// to explain the other: "the German chancellor, the British prime minister and
// the French president".
func (r *Reading) officesTogether(s *Sentence) {
	t := s.Tree
	for i := range t.Tokens {
		h := t.Head(i)
		if h < 0 || h > i || !t.Is(i, "appos") || !office(s.At[i]) || !office(s.At[h]) {
			continue
		}
		if a, b := stateBeside(s, i), stateBeside(s, h); a != nil && b != nil && a != b {
			t.Coordinate(i, h)
		}
	}
}

// office tells whether a mention is the title of one person, held by him.
func office(m *Mention) bool {
	return m != nil && m.Kind == Noun && m.Entity != nil && m.Entity.Type == "Person" && !m.Entity.Plural
}

// stateBeside is the state whose adjective or name stands before the noun at
// token i, nil if none does.
func stateBeside(s *Sentence, i int) *Entity {
	for _, k := range s.Tree.KidsAs(i, "amod", "compound", "nmod:poss") {
		if m := s.At[k]; m != nil && k < i && m.Entity != nil && m.Entity.Type == "State" {
			return m.Entity
		}
	}
	return nil
}

// peopleAbove is the noun for people that the phrase of the thing at token h
// hangs on, -1 if there is none or it is an office for such things.
func (r *Reading) peopleAbove(s *Sentence, h int) int {
	t := s.Tree
	for range 4 {
		f := t.First(h)
		if !t.Is(f, "nmod", "obl", "obj") || t.Is(f, "nmod:poss") {
			return -1
		}
		p := t.Prep(f)
		if h = t.Head(f); h < 0 {
			return -1
		}
		if t.UPOS(h, "VERB") {
			if t.Rel(h) != "acl" || t.Head(h) < 0 {
				return -1
			}
			h, p = t.Head(h), ""
		}
		switch {
		case r.personal(s, h):
			if s.At[h].Kind == Noun && s.At[h].Class == "stands" && (p == "of" || p == "for") || s.At[h].Kind == Name {
				return -1 // "the minister of health and veterans"
			}
			return h
		case !r.lifeless(s, h):
			return -1
		}
	}
	return -1
}

// deedAbove is the noun that has the same phrase as the noun at token i, which
// was coordinated with the name in that phrase at token h; -1 if there is none.
func (r *Reading) deedAbove(s *Sentence, i, h int) int {
	t := s.Tree
	f := t.First(h)
	n, p := t.Head(f), t.Prep(f)
	if n < 0 || p == "" || p == "of" || !t.Is(f, "nmod") || !t.UPOS(h, "PROPN") || !t.UPOS(n, "NOUN") || t.Prep(i) != "" || !(r.lifeless(s, i) && r.lifeless(s, n) || r.personal(s, i) && r.personal(s, n)) {
		return -1
	}
	for _, k := range t.KidsAs(i, "nmod") {
		if k > i && t.Prep(k) == p {
			return n
		}
	}
	return -1
}

// personAbove is the named person of whom an organization is said to be, at
// token h, with which a named person at token i was coordinated: "Obi of the
// Post and the sailor Lind"; -1 if there is none.
func (r *Reading) personAbove(s *Sentence, i, h int) int {
	t := s.Tree
	named := func(k int) bool {
		m := s.At[k]
		return m != nil && m.Kind == Name && m.Entity != nil && m.Entity.Type == "Person"
	}
	f := t.First(h)
	n := t.Head(f)
	if n < 0 || !t.Is(f, "nmod") || t.Prep(f) != "of" && t.Prep(f) != "from" || !named(i) || s.At[n] == nil || s.At[n].Entity == nil || s.At[n].Entity.Type != "Person" || named(h) || !t.UPOS(h, "PROPN") {
		return -1
	}
	return n
}

// personal tells whether token i heads the name of a person or a noun for people.
func (r *Reading) personal(s *Sentence, i int) bool {
	m := s.At[i]
	switch {
	case m == nil:
		return false
	case m.Kind == Name:
		return m.Entity != nil && m.Entity.Type == "Person"
	case m.Kind != Noun:
		return false
	}
	c, _ := r.classOf(s.Tree, i)
	return (m.Class == "own" || m.Class == "stands") && (c.typ == "Person" || c.typ == "Group" || c.single == "Person")
}

// lifeless tells whether token i heads a common noun that names nobody or a place or goods.
func (r *Reading) lifeless(s *Sentence, i int) bool {
	m := s.At[i]
	if m == nil || m.Kind != Noun || m.Entity != nil || !s.Tree.UPOS(i, "NOUN") {
		return false
	}
	c, _ := r.classOf(s.Tree, i)
	return m.Class == "" || m.Class == "never" || m.Class == "thing" || m.Class == "act" || c.typ == "Facility" || c.typ == "Goods"
}
