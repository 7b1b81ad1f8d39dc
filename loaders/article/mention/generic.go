package mention

import "entente/graph"

// collective are nouns of people of whom a state has one lot: "the Togolese
// opposition".
var collective = map[string]bool{"police": true, "public": true, "population": true, "media": true, "press": true, "opposition": true, "diaspora": true, "minority": true, "majority": true, "youth": true}

// one are the types of which a singular noun means one among many, even with
// an owner: "an Israeli soldier", "a Greek tanker".
var one = map[string]bool{"Person": true, "Group": true, "ArmedGroup": true, "ArmedForce": true, "Company": true, "Vessel": true, "Unit": true}

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
		e.Sole = collective[m.Lemma] || !plural && !one[typ]
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

// Doers are those whom a noun before a deed says to have done it: "a militant
// attack", "union criticism"; nil if it is none of people who do so.
func (r *Reading) Doers(s *Sentence, k int) *Entity {
	lemma := s.Tree.Lemma(k)
	label := lemma
	switch {
	case doing[lemma] == "":
		return nil
	case doing[lemma] == "s":
		label += "s"
	case doing[lemma] != "-":
		label = doing[lemma]
	}
	c, ok := r.classOf(s.Tree, k)
	if !ok || c.typ == "" {
		return nil
	}
	return r.entity(&Entity{ID: graph.ActorID(label), Label: label, Type: c.typeOf(true), Generic: true, Plural: true})
}

// doing are nouns of people who do what the noun behind them names, with the
// ending of more of them: "-" if they are called so together.
var doing = map[string]string{
	"rebel": "s", "militant": "s", "insurgent": "s", "militia": "s", "jihadist": "s", "islamist": "s", "guerrilla": "s", "separatist": "s", "paramilitary": "paramilitaries", "bandit": "s",
	"gang": "s", "cartel": "s", "mob": "-", "police": "-", "army": "-", "union": "s", "opposition": "-", "government": "-", "student": "s", "farmer": "s", "settler": "s", "worker": "s", "teacher": "s", "nurse": "s",
	"doctor": "s", "villager": "s", "resident": "s", "terrorist": "s", "gunman": "gunmen", "pirate": "s", "backbench": "backbenchers",
}

// Crowd is a group of people known only by what they do and where; nil where
// that is not said.
func (r *Reading) Crowd(noun string, where *Entity) *Entity {
	e := &Entity{Label: noun, Type: "Group", Generic: true, Plural: true}
	if where != nil {
		e.State, e.Within = where.State, where.ID
		if where.Entry != nil && len(where.Entry.Adjectives) > 0 {
			e.Label = where.Entry.Adjectives[0] + " " + noun
		}
	}
	e.ID = graph.ActorID(e.Label)
	return r.entity(e)
}

// People is who is meant by a number that counts nobody named.
func (r *Reading) People() *Entity {
	return r.entity(&Entity{ID: graph.ActorID("people"), Label: "people", Type: "Group", Generic: true, Plural: true})
}
