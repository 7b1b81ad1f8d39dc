package mention

// paired are nouns by which two states or two people named before are called
// together: "the two countries", "both leaders". What they are is the type
// of who is meant.
var paired = map[string]string{
	"country": "State", "nation": "State", "state": "State", "side": "State", "government": "State", "neighbour": "State", "neighbor": "State",
	"power": "State", "rival": "State", "ally": "State", "foe": "State", "adversary": "State", "republic": "State", "army": "State", "military": "State",
	"leader": "Person", "president": "Person", "minister": "Person", "premier": "Person", "man": "Person", "woman": "Person",
}

// opposed are those of the paired that are two without saying so, where a text
// is about two: "mediate between the neighbours".
var opposed = map[string]bool{"side": true, "neighbour": true, "neighbor": true, "rival": true, "foe": true, "adversary": true}

// backFor is how many sentences back the two may have been named.
const backFor = 3

// pair resolves "the two countries" and "both leaders" to the two that were
// named before, if the nearest sentences name two and no third.
func (r *Reading) pair(s *Sentence, m *Mention) bool {
	t := s.Tree
	typ := paired[m.Lemma]
	about := typ == "State" && r.topic.two != nil && m.Lemma != "military" && m.Lemma != "army"
	if typ == "" || !r.plural(t, m.Head) || !two(s, m) && !(about && m.Definite && opposed[m.Lemma] && !r.modified(t, m.Head)) {
		return false
	}
	fits := func(e *Entity) bool {
		if e == nil || e.Plural {
			return false
		}
		return e.Type == typ || typ == "State" && e.Land()
	}
	var met []*Mention
	add := func(o *Mention) {
		for _, p := range met {
			if p.Entity == o.Entity {
				return
			}
		}
		met = append(met, o)
	}
	for _, o := range s.At {
		if o != nil && o.Head < m.Head && fits(o.Entity) && !(o.Subject && !m.Subject && clause(t, t.First(o.Head)) == clause(t, t.First(m.Head))) {
			add(o)
		}
	}
	if typ == "State" && len(met) == 1 && m.Lemma != "side" {
		// "the Ghanaian parliament approved a pact with Togo that lets the two states"
		for _, o := range s.At {
			if o == nil || o.Entity == nil || o.Head > m.Head || o.Kind == Pronoun || o.Entity.Type != "Government" && o.Entity.Type != "ArmedForce" {
				continue
			}
			if st := r.stateOr(o.Entity); st.Type == "State" && st != met[0].Entity {
				c := *o
				c.Entity, c.More = st, nil
				add(&c)
			}
		}
	}
	if len(met) < 2 && about {
		met = []*Mention{r.topic.two[0], r.topic.two[1]}
	}
	if len(met) < 2 {
		met = nil // who is about to speak to the two is neither
		for k, at := len(r.recent)-1, -1; k >= 0 && r.count-r.recent[k].Sentence <= backFor; k-- {
			o := r.recent[k]
			if len(met) >= 2 && o.Sentence != at {
				break
			}
			if fits(o.Entity) && !(m.Lemma == "side" && r.opens(s)) {
				add(o)
				at = o.Sentence
			}
		}
		if len(met) == 2 {
			met[0], met[1] = met[1], met[0] // in the order of the text
		}
	}
	if len(met) != 2 {
		return false
	}
	other := *m
	m.Entity, m.Why = met[0].Entity, "means "+met[0].Text+" and "+met[1].Text+", named before"
	other.Entity, other.Why, other.More = met[1].Entity, m.Why, nil
	r.inWordsOf(m, met[0])
	r.inWordsOf(&other, met[1])
	m.More = append(m.More, &other)
	return true
}

// inWordsOf shows a noun by the name that it stands for, if that stands in the
// same sentence: it says more than "the group" or "both countries".
func (r *Reading) inWordsOf(m, of *Mention) {
	if of != nil && of.Sentence == r.count && of.Kind != Noun {
		m.Start, m.End, m.Text = of.Start, of.End, of.Text
	}
}

// two tells whether a noun is said of two: "both sides", "the two countries".
func two(s *Sentence, m *Mention) bool {
	t := s.Tree
	for k := m.Head - 1; k >= 0 && k >= m.Head-3; k-- {
		switch t.Lemma(k) {
		case "both":
			return true
		case "two":
			// "two countries", any two, are nobody
			return k > 0 && (t.Lemma(k-1) == "the" || t.Lemma(k-1) == "these" || t.Lemma(k-1) == "those")
		}
		if !t.UPOS(k, "ADJ", "NOUN", "DET", "PROPN") {
			return false
		}
	}
	return false
}
