package relate

import (
	"slices"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// receiver gives those who get what a noun names from somebody: Chad in
// "Chad won the support of Mali", "Chad faces sanctions".
func (x *pass) receiver(i int) []*mention.Mention {
	t := x.s.Tree
	var thanked []*mention.Mention
	for _, a := range x.thankedFor(i) {
		thanked = append(thanked, x.actorsAt(a, false, nil, 0)...)
	}
	if len(thanked) > 0 {
		return thanked
	}
	j := t.First(i)
	h := t.Head(j)
	// "suffered a wave of attacks"
	for h >= 0 && t.Is(j, "nmod") && t.Prep(j) == "of" && waves[t.Lemma(h)] {
		j = t.First(h)
		h = t.Head(j)
	}
	// "The town is under rebel control"
	if t.Kid(i, "cop") >= 0 && t.Prep(i) == "under" {
		var out []*mention.Mention
		for _, a := range t.Subjects(i) {
			out = append(out, x.actorsAt(a, false, nil, 0)...)
		}
		return out
	}
	// "Tesla under investigation by": a headline
	if h >= 0 && h < j && t.Is(j, "nmod") && t.Prep(j) == "under" && x.doneBy(i) >= 0 && x.s.At[h] != nil && x.s.At[h].Entity != nil {
		return x.actorsAt(h, false, nil, 0)
	}
	if h < 0 || !t.UPOS(h, "VERB") || !x.r.gov.receive[x.phrasal(h)] && !x.holds(h, i) && !(dealing[x.lemmas[h]] && t.Passive(h) && t.Prep(j) == "with") || !t.Is(j, "obj") && !(t.Is(j, "obl") && (t.Prep(j) == "under" || t.Prep(j) == "from" || t.Prep(j) == "in" || t.Prep(j) == "with")) {
		return nil
	}
	var out []*mention.Mention
	gets := t.Agents(h)
	if t.Passive(h) && t.Is(j, "obl") && t.Prep(j) == "with" {
		gets = t.Subjects(h) // "faced with threats from Chad"
	}
	for _, a := range gets {
		for _, m := range x.actorsAt(a, false, nil, 0) {
			if m.Entity.Type != "Event" {
				out = append(out, m)
			}
		}
	}
	return out
}

// dealing verbs have whom a measure is taken against as the subject of their
// passive: "hit with tariffs".
var dealing = map[string]bool{"hit": true, "slap": true, "smack": true, "strike": true, "threaten": true, "serve": true}

// holds tells whether the verb at token h says that its subject has what the
// noun at token i names, which comes from others: "had support from Chad".
func (x *pass) holds(h, i int) bool {
	t := x.s.Tree
	if x.lemmas[h] != "have" || !t.Is(t.First(i), "obj") {
		return false
	}
	for _, o := range t.Obliques(i) {
		if o.Prep == "from" || o.Prep == "of" && given[x.lemmas[i]] {
			return true
		}
	}
	return given[x.lemmas[i]] && slices.ContainsFunc(t.Obliques(h), func(o tree.Oblique) bool { return o.Prep == "from" })
}

// given is what those give it whom it is said to be of: who has the backing
// of Chad is backed by Chad.
var given = map[string]bool{"support": true, "backing": true, "blessing": true, "endorsement": true, "help": true, "assistance": true, "approval": true, "confidence": true, "trust": true, "sympathy": true, "protection": true, "loyalty": true}

// handed is the relation that is meant where arms that could be fired at
// somebody are said to come into his hands, or to be sought; nil if they are fired.
func (x *pass) handed(i int, tr *trigger) *trigger {
	t := x.s.Tree
	h := t.Head(t.First(i))
	if tr.relation.Name != "attacks" || !arms[x.lemmas[i]] || h < 0 || !t.UPOS(h, "VERB") || !t.Is(t.First(i), "obj", "nsubj:pass") {
		return nil
	}
	switch x.lemmas[h] {
	case "receive", "get", "obtain", "secure", "win", "gain", "accept", "welcome", "enjoy", "see":
		return x.synthetic("arms", x.lemmas[h]+" "+x.lemmas[i])
	case "seek", "request", "want", "need":
		return x.synthetic("appeals-to", x.lemmas[h]+" "+x.lemmas[i])
	}
	return nil
}

// arms are what one has before one fires it.
var arms = map[string]bool{"drone": true, "missile": true, "rocket": true, "shell": true, "mortar": true, "bomb": true}

// waves are many deeds one after another.
var waves = map[string]bool{"wave": true, "series": true, "spate": true, "barrage": true, "string": true, "flurry": true, "raft": true, "round": true, "torrent": true, "storm": true, "spell": true}

// source gives those from whom it comes.
func (x *pass) source(i int, tr *trigger) []*mention.Mention {
	t := x.s.Tree
	var out []*mention.Mention
	for _, prep := range []string{"from", "by", "of"} {
		for _, o := range t.Obliques(i) {
			if o.Prep == prep {
				out = append(out, x.actorsAt(o.Tok, true, tr.frame, 0)...)
			}
		}
		if h := t.Head(t.First(i)); len(out) == 0 && h >= 0 && (prep == "from" || prep == "by" && !t.Passive(h) && t.Is(t.First(i), "obj")) && t.UPOS(h, "VERB") {
			for _, o := range t.Obliques(h) {
				if o.Prep == prep {
					out = append(out, x.actorsAt(o.Tok, true, tr.frame, 0)...)
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	for _, f := range x.modifiers(i) {
		out = append(out, x.actors(f, true, tr.frame)...)
	}
	return out
}

// reciprocal tells whether the object of a word is "each other".
func (x *pass) reciprocal(i int) bool {
	t := x.s.Tree
	for j := i + 1; j+1 < len(t.Tokens) && j <= i+4; j++ {
		a, b := t.Lemma(j), t.Lemma(j+1)
		if a == "each" && b == "other" || a == "one" && b == "another" {
			return true
		}
		if t.UPOS(j, "VERB", "NOUN", "PROPN") {
			return false
		}
	}
	return false
}

// around are prepositions of where something is, or without what: what is done
// near somebody is not done with him, nor what is done [meanwhile].
var around = map[string]bool{"near": true, "off": true, "along": true, "outside": true, "without": true, "ahead_of": true}

// anyOblique gives the actors of the first phrase of a verb that has some,
// whatever its preposition: the last resort for verbs whose object is
// somewhere else than usual.
func (x *pass) anyOblique(i int, tr *trigger, taken []int) []*mention.Mention {
	t := x.s.Tree
	toks := []int{}
	for _, k := range t.Patients(i) {
		for _, o := range t.Obliques(k) {
			if !around[o.Prep] && !meanwhile[o.Prep] && (o.Prep != "of" || tr.relation.Name != "severs-ties-with") && (o.Prep != "at" || tr.relation.Name != "mobilises-against") {
				toks = append(toks, o.Tok) // "put off the Summit of the Americas": not with them
			}
		}
	}
	spots := append([]int{i}, taken...)
	for _, at := range spots {
		for _, o := range t.Obliques(at) {
			switch o.Prep {
			case "with":
				if x.absolute(o.Tok) {
					continue
				}
				if m := x.s.At[o.Tok]; tr.relation.PLOVER == "ASSAULT" && m != nil && (m.Class == "act" || m.Class == "thing") {
					continue // what it is done with
				}
				toks = append(toks, o.Tok)
			case "against", "on", "over":
				switch tr.relation.PLOVER {
				case "CONSULT":
					continue // "gathered over a meeting": not with it
				case "SUPPORT", "AGREE", "COOPERATE", "AID":
					if o.Prep == "against" {
						continue // "voted against Chad": not for it
					}
				}
				toks = append(toks, o.Tok)
			case "to", "into", "toward", "towards":
				toks = append(toks, o.Tok)
			case "in":
				switch tr.relation.PLOVER {
				case "ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "AID":
				default:
					continue
				}
				if m := x.s.At[o.Tok]; m != nil && m.Entity.Land() {
					toks = append(toks, o.Tok)
				}
			}
		}
	}
	for _, k := range toks {
		if slices.ContainsFunc(taken, func(n int) bool { return n != k && t.Below(n, k) }) {
			continue // "thousands of drones" are the drones
		}
		var got []*mention.Mention
		for _, m := range x.actors(filler{tok: k}, false, nil) {
			if !m.Entity.Generic && m.Entity.Type != "Event" && x.isKind(m.Entity.Type, tr.frame.kinds) {
				got = append(got, m)
			}
		}
		if len(got) > 0 {
			return got
		}
	}
	return nil
}

// andAfter is the actor after "and" right behind one: the other party of
// "between A and B", however the tree reads it.
func (x *pass) andAfter(m *mention.Mention) *mention.Mention {
	t := x.s.Tree
	j := max(m.Last, m.Head) + 1
	if j >= len(t.Tokens) || t.Lemma(j) != "and" {
		return nil
	}
	for j++; j < len(t.Tokens) && j < m.Last+6; j++ {
		if o := x.s.At[j]; o != nil && o.Entity != nil && o.Kind != mention.Adjective {
			if x.before(o) {
				continue // "between Front lawmaker Ada Obi and League lawmaker Uma Rao"
			}
			return o
		}
		if !t.UPOS(j, "DET", "ADJ", "NOUN", "PROPN") {
			return nil
		}
	}
	return nil
}

// andBelow gives the actors after an "and" that was hung on a part of m:
// "between the government of Chad and the rebels".
func (x *pass) andBelow(m *mention.Mention) []*mention.Mention {
	t := x.s.Tree
	for j := max(m.Last, m.Head) + 1; j < len(t.Tokens) && j < m.Last+10 && !t.UPOS(j, "VERB", "PUNCT"); j++ {
		if t.UPOS(j, "CCONJ") && t.Lemma(j) == "and" {
			if h := t.Head(j); t.Is(h, "conj") && h > j && t.Below(h, m.Head) {
				return x.actorsAt(h, false, &frame{}, 0)
			}
			return nil
		}
	}
	return nil
}

// meals are had by people, not by their states.
var meals = map[string]bool{"dinner": true, "lunch": true, "breakfast": true, "banquet": true, "handshake": true, "embrace": true}

// speakers are the states or persons that speak in the clauses above, for an
// act of two of which one is not named: "he hopes talks with the US will resume".
func (x *pass) speakers(i int) []*mention.Mention {
	t := x.s.Tree
	for h := t.Head(i); h >= 0; h = t.Head(h) {
		if !t.UPOS(h, "VERB") {
			continue
		}
		for _, a := range t.Subjects(h) {
			m := x.s.At[a]
			if m == nil || m.Entity == nil || a == i {
				continue
			}
			c := *m
			if e := m.Entity; e.Type == "Person" && e.State != "" && !meals[x.lemmas[i]] {
				if st, ok := x.reading.Entities()[e.State]; ok {
					c.Entity = st
				}
			}
			if c.Entity.Type == "State" || c.Entity.Type == "Organization" || c.Entity.Type == "Person" && meals[x.lemmas[i]] {
				return []*mention.Mention{&c}
			}
		}
	}
	return nil
}
