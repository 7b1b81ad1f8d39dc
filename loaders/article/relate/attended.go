package relate

import (
	"slices"
	"strings"

	"entente/loaders/article/mention"
)

// attended reads "Chad's president spoke at the summit", "leaders at the
// summit agreed" and "flew to Lomé for the summit": who does something at a
// summit, or goes where it is for it, attends it.
func (x *pass) attended() {
	for i, m := range x.s.At {
		if m == nil || m.Kind == mention.Adjective || m.Kind == mention.Pronoun || !x.summit(m) && !(m.Kind == mention.Name && m.Lemma == "assembly" && x.s.Tree.Prep(i) == "for") {
			continue
		}
		who, v := x.present(i)
		for _, a := range who {
			for _, s := range x.actorsAt(a, true, &frame{}, 0) {
				switch s.Entity.Type {
				case "Person", "Group", "State", "Government":
				default:
					if s.Class != "stands" || x.reading.NounType(x.s, s) != "Person" && x.reading.NounType(x.s, s) != "Group" {
						continue // but "European leaders at the summit"
					}
				}
				if slices.ContainsFunc(x.out, func(c *Candidate) bool {
					return !c.dropped() && c.Subject.Entity == s.Entity && (c.Relation == "attends" || c.Relation == "hosts") && (c.Object.Head == i)
				}) {
					continue
				}
				o := m
				if o.Entity == nil || o.Kind != mention.Name || x.r.lexicon.vocabulary.Allows("attends", s.Entity.Type, o.Entity.Type) != nil {
					th := x.thing(m, "Event")
					if len(th) == 0 {
						continue
					}
					o = th[0]
				}
				x.add(v, x.synthetic("attends", x.s.Tree.Prep(i)), s, o, "", "")
			}
		}
	}
}

// present are the heads of the phrases of those who are at what the noun at
// token i names, and the word that says so.
func (x *pass) present(i int) (who []int, by int) {
	t := x.s.Tree
	j := t.First(i)
	h := t.Head(j)
	if h < 0 {
		return nil, i
	}
	switch p := t.Prep(i); p {
	case "at", "during", "on_of":
		if t.UPOS(h, "VERB") && t.Is(j, "obl") && !t.Passive(h) && !harmed[x.lemmas[h]] && !seizing[x.lemmas[h]] {
			if x.ahead(h) {
				return t.Subjects(h), h
			}
			return t.Subjects(h), i // also of what was not done there
		}
		if t.Is(j, "nmod") && p != "on_of" && x.s.At[h] != nil && x.s.At[h].Entity != nil {
			return []int{h}, i
		}
	case "for":
		return x.goneFor(j)
	}
	return nil, i
}

// ahead tells whether verb h says what is or may be to come: "will speak at the
// summit", "Lind to speak at summit".
func (x *pass) ahead(h int) bool {
	t := x.s.Tree
	if t.Negated(h) {
		return false
	}
	if m := t.Kid(h, "mark"); t.Head(h) < 0 && m >= 0 && t.Lemma(m) == "to" {
		return true
	}
	return slices.ContainsFunc(t.KidsAs(h, "aux"), func(k int) bool {
		switch t.Lemma(k) {
		case "will", "would", "may", "might", "could", "should", "shall":
			return true
		}
		return false
	})
}

// goneFor are those who are or go somewhere for the meeting at token j: "In
// Lomé for the summit, Lind said", "Lind flies to Lomé for the summit".
func (x *pass) goneFor(j int) (who []int, by int) {
	t := x.s.Tree
	h, place := t.Head(j), -1
	if m := x.s.At[h]; t.Is(j, "nmod") && m != nil && m.Kind == mention.Name && isPlace(m.Entity) && t.Prep(h) != "" {
		place = h
		if t.Kid(h, "cop") < 0 {
			h = t.Head(t.First(h))
		}
	}
	if h < 0 {
		return nil, j
	}
	if first, _ := t.Reach(j); place < 0 && t.Is(j, "obl") && first > 1 && t.Head(first-1) == h && t.Is(first-1, "obl") && first-1 < t.Kid(h, "nsubj") && x.placeAt(first-1) {
		place = first - 1
	}
	if t.Kid(h, "cop") >= 0 {
		if m := x.s.At[h]; place == h || m != nil && isPlace(m.Entity) && t.Prep(h) != "" || t.Lemma(h) == "due" {
			return t.Subjects(h), h
		}
		return nil, j
	}
	if !t.UPOS(h, "VERB") {
		// "Premier in Lomé for summit"
		if m := x.s.At[h]; m == nil || m.Entity == nil || t.Head(h) >= 0 || place < 0 && !slices.ContainsFunc(t.KidsAs(h, "nmod"), x.placeAt) {
			return nil, j
		}
		return []int{h}, j
	}
	if t.Passive(h) || !t.Is(j, "obl", "nmod") {
		return nil, j
	}
	l := t.Lemma(h)
	switch {
	case place >= 0 && place < h && x.s.At[place].First <= 2 && (t.Prep(place) == "in" || t.Prep(place) == "at"):
		return t.Subjects(h), j
	case welcoming[l]:
		return t.Patients(h), h
	case journeys[l] && (place >= 0 || l == "visit" || slices.ContainsFunc(t.KidsAs(h, "obl"), x.placeAt)):
		return t.Subjects(h), h
	case (l == "gather" || l == "arrive" || l == "convene" || l == "assemble") && place < 0:
		return t.Subjects(h), h
	}
	return nil, j
}

// placeAt tells whether the phrase at token k names a place where somebody is or goes.
func (x *pass) placeAt(k int) bool {
	switch x.s.Tree.Prep(k) {
	case "to", "in", "at", "on", "for", "into":
	default:
		return false
	}
	m := x.s.At[k]
	return m != nil && m.Kind == mention.Name && isPlace(m.Entity)
}

// journeys are verbs of who goes or has come somewhere.
var journeys = map[string]bool{
	"fly": true, "travel": true, "go": true, "head": true, "come": true, "arrive": true, "gather": true, "convene": true, "meet": true, "descend": true, "converge": true, "jet": true,
	"return": true, "sail": true, "depart": true, "leave": true, "land": true, "touch": true, "assemble": true, "visit": true, "journey": true, "set": true, "flock": true, "bind": true, "stay": true,
}

// welcoming are verbs of who has others come.
var welcoming = map[string]bool{"host": true, "welcome": true, "receive": true}

// summit tells whether a mention names a meeting of many.
func (x *pass) summit(m *mention.Mention) bool {
	if m.Entity != nil && m.Entity.Type == "Event" && m.Kind == mention.Name {
		return !x.s.Tree.Is(m.Head, "compound") && !slices.ContainsFunc(strings.Fields(strings.ToLower(m.Text)), func(w string) bool { return struck[w] })
	}
	return gathering[strings.TrimRight(m.Lemma, "0123456789")] || gathering[m.Lemma]
}

// struck are words in names of events that nobody attends.
var struck = map[string]bool{
	"war": true, "wars": true, "conflict": true, "crisis": true, "attack": true, "attacks": true, "uprising": true, "revolution": true, "protests": true, "massacre": true,
	"genocide": true, "pandemic": true, "earthquake": true, "storm": true, "hurricane": true, "typhoon": true, "invasion": true, "riots": true, "outbreak": true, "strikes": true,
}

var gathering = map[string]bool{
	"summit": true, "conference": true, "forum": true, "ceremony": true, "funeral": true, "congress": true, "g20": true, "g7": true, "g8": true, "cop": true,
	"coronation": true, "inauguration": true, "wedding": true, "expo": true,
}

// seizing verbs are of what the police do at a ceremony that others attend.
var seizing = map[string]bool{"arrest": true, "detain": true, "seize": true, "apprehend": true, "capture": true, "catch": true, "raid": true, "nab": true, "round_up": true, "round": true, "pick": true, "abduct": true, "kidnap": true, "disperse": true, "attack": true, "beat": true, "stab": true, "bomb": true}
