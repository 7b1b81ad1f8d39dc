package relate

import (
	"slices"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// owner gives those whose act a noun names.
func (x *pass) owner(i int, tr *trigger) []filler {
	t := x.s.Tree
	by := x.doneBy(i)
	if k := t.Kid(i, "nmod:poss"); k >= 0 && x.acts(k) && (by < 0 || !slices.Contains(tr.frame.object, "of") || t.Under(i, "of")) {
		return fillers(t.Conjuncts(k))
	}
	if by >= 0 {
		return fillers(t.Conjuncts(by))
	}
	// "an attack on a post by the rebels", "by" hung on the post.
	for _, k := range t.KidsAs(i, "nmod") {
		if p := t.Prep(k); p != "on" && p != "against" && p != "of" && p != "to" && p != "in" && p != "from" && p != "for" {
			continue
		}
		for _, kk := range t.KidsAs(k, "nmod", "appos", "obl") {
			if m := x.s.At[kk]; kk > k && t.Prep(kk) == "by" && m != nil && m.Entity != nil && m.Entity.Type != "Place" {
				return fillers(t.Conjuncts(kk))
			}
		}
	}
	if who := x.traveller(i, tr); len(who) > 0 {
		return who
	}
	if who := x.caller(i); len(who) > 0 {
		return who
	}
	if t.Prep(i) == "in" && attitudes[x.lemmas[i]] && t.Under(i, "of") {
		if h := x.clauseOver(i); h >= 0 && h != t.Head(i) {
			return fillers(t.Subjects(h))
		}
	}
	mods := x.modifiers(i)
	if len(mods) > 1 || len(mods) == 1 && !x.aimedBy(i, mods[0].tok, tr) {
		return mods
	}
	if v := x.supporter(i); v >= 0 && !(x.lemmas[v] == "face" && tr.relation != nil && tr.relation.PLOVER == "ACCUSE") {
		if a := t.Agents(v); len(a) > 0 {
			return fillers(a)
		}
	}
	if len(mods) > 0 {
		return mods
	}
	if by := x.doers(i); by != nil {
		return []filler{{tok: by.Head, m: by, weak: "said by the noun before it"}}
	}
	// "the attack that the rebels launched on"
	for _, k := range t.KidsAs(i, "acl:relcl") {
		if x.doneIn(i, k) {
			return fillers(t.Subjects(k))
		}
	}
	if tr.relation != nil && tr.relation.Name == "attacks" {
		if who := x.attackers(i); len(who) > 0 {
			return who
		}
		if who := x.raiders(i); len(who) > 0 {
			return who
		}
	}
	// "a drone attack originating from Chad"
	for _, k := range t.KidsAs(i, "acl") {
		if l := x.lemmas[k]; tr.relation != nil && tr.relation.Name == "attacks" && (l == "originate" || l == "launch" || l == "come" || l == "stage") {
			for _, o := range t.Obliques(k) {
				if m := x.s.At[o.Tok]; o.Prep == "from" && m != nil && m.Entity.Land() {
					return fillers(t.Conjuncts(o.Tok))
				}
			}
		}
	}
	// "stayed silent in support of the strikers": whose clause it is, though it may
	// hang on where they do.
	if h := x.clauseOver(i); h >= 0 && t.Is(i, "obl", "nmod") && t.Prep(i) == "in" && (t.UPOS(h, "VERB") && !t.Passive(h) || t.UPOS(h, "ADJ")) && attitudes[x.lemmas[i]] {
		return fillers(t.Subjects(h))
	}
	// "fired missiles in a barrage on Chad"
	if h := t.Head(i); tr.relation != nil && tr.relation.Name == "attacks" && h >= 0 && t.Is(i, "obl") && t.Prep(i) == "in" && t.UPOS(h, "VERB") && !t.Passive(h) && firing[x.lemmas[h]] {
		return fillers(t.Subjects(h))
	}
	// "claimed responsibility for an attack on"
	if h := t.Head(i); h >= 0 && (t.Is(i, "nmod", "obl")) && t.Prep(i) == "for" {
		v := h
		if x.lemmas[h] == "responsibility" {
			v = t.Head(h)
		} else if o := t.Kid(h, "obj"); o < 0 || x.lemmas[o] != "responsibility" {
			v = -1
		}
		if v >= 0 && owning[x.lemmas[v]] {
			return fillers(t.Agents(v))
		}
	}
	// "accused Russia of an attack on": whose act it is said to be.
	if h := t.Head(i); h >= 0 && t.UPOS(h, "VERB") && (t.Is(i, "obl") && t.Prep(i) == "of" || t.Is(i, "nmod") && t.Prep(i) == "of") && blaming[x.lemmas[h]] {
		return fillers(t.Patients(h))
	}
	if h := t.Head(i); h >= 0 && t.Is(i, "nmod") && t.Prep(i) == "of" {
		if v := t.Head(h); v >= 0 && t.Is(h, "obj") && blaming[x.lemmas[v]] {
			return []filler{{tok: h}}
		}
	}
	// "blamed Russia for an attack on", "sanctioned Iran over its supply of"
	if h := t.Head(i); h >= 0 && t.UPOS(h, "VERB") && t.Is(i, "obl") && (t.Prep(i) == "for" || t.Prep(i) == "over" || t.Prep(i) == "in" && (x.lemmas[h] == "convict" || x.lemmas[h] == "charge" || x.lemmas[h] == "indict")) && (tree.Judges(x.lemmas[h]) || blaming[x.lemmas[h]]) && (tr.relation == nil || tr.relation.PLOVER != "CONSULT") {
		return fillers(t.Patients(h))
	}
	for _, k := range t.KidsAs(i, "nmod") {
		if t.Prep(k) == "from" && !tr.symmetric() {
			return fillers(t.Conjuncts(k))
		}
	}
	if !slices.Contains(tr.frame.object, "of") {
		for _, k := range t.KidsAs(i, "nmod") {
			if t.Prep(k) == "of" && x.s.At[k] != nil && x.s.At[k].Entity != nil {
				return fillers(t.Conjuncts(k))
			}
		}
	}
	// "is inching closer to a deal with", "moved towards an accord with"
	if h := t.Head(i); h >= 0 && nearing[t.Lemma(h)] && t.Is(i, "obl", "nmod", "obj") && (t.Prep(i) == "to" || t.Prep(i) == "towards" || t.Prep(i) == "toward" || t.Lemma(h) == "near") {
		for h >= 0 && !t.UPOS(h, "VERB") && t.Kid(h, "nsubj") < 0 {
			h = t.Head(h)
		}
		if h >= 0 {
			if a := t.Subjects(h); len(a) > 0 {
				return fillers(a)
			}
		}
	}
	// "is at war with", "were in talks with"
	if p := t.Prep(i); t.Kid(i, "cop") >= 0 && (p == "at" || p == "in" || p == "on" || p == "under" || p == "behind") {
		return fillers(t.Subjects(i))
	}
	// "is locked in a dispute with", "became embroiled in a row with"
	if h := t.Head(t.First(i)); h >= 0 && t.Prep(t.First(i)) == "in" && t.Is(t.First(i), "obl") && t.UPOS(h, "VERB", "ADJ") && caught[x.lemmas[h]] {
		return fillers(t.Subjects(h))
	}
	// The same in a headline, or of who is described so: "Togo in talks with", "minister on visit to".
	if h := t.Head(i); h >= 0 && h < i && tr.relation != nil && busy[tr.relation.Name] && t.Is(i, "nmod") && states[t.Prep(i)] && x.isActor(h) {
		return fillers(t.Conjuncts(h))
	}
	return x.inCharge(i, tr)
}

// doers gives who did a deed by the common noun before it: "a militant attack".
func (x *pass) doers(i int) *mention.Mention {
	t := x.s.Tree
	m := x.s.At[i]
	if m == nil || m.Kind != mention.Noun || m.Class != "act" || len(m.Owners) > 0 || m.Entity != nil || t.Kid(i, "nmod:poss") >= 0 {
		return nil
	}
	for _, k := range t.KidsAs(i, "compound", "amod", "nmod:desc") {
		if k != i-1 || x.lemmas[i] == "strike" || x.s.At[k] != nil || !t.UPOS(k, "NOUN", "ADJ") {
			continue
		}
		if e := x.reading.Doers(x.s, k); e != nil {
			by := *m
			by.Head, by.Entity, by.Class, by.Why = k, e, "own", "who did it by the noun before the deed"
			return &by
		}
	}
	return nil
}

// doneIn tells whether the relative clause at verb k says who does the act that
// noun i names.
func (x *pass) doneIn(i, k int) bool {
	t := x.s.Tree
	if !t.Is(k, "acl:relcl") || !t.UPOS(k, "VERB") || t.Passive(k) || x.lemmas[k] == "have" || !x.r.gov.support[x.phrasal(k)] || x.r.gov.Effect(x.phrasal(k)) == "denied" {
		return false
	}
	s, o := t.Kid(k, "nsubj"), t.Kid(k, "obj")
	return s > i && !relatives[x.lemmas[s]] && (o < 0 || relatives[x.lemmas[o]])
}

// relatives are pronouns that begin a relative clause.
var relatives = map[string]bool{"that": true, "which": true, "who": true, "whom": true}

// doneBy is the noun under "by" that a noun's act is done by, or -1.
func (x *pass) doneBy(i int) int {
	t := x.s.Tree
	for _, k := range t.KidsAs(i, "nmod", "obl:agent") {
		if t.Prep(k) == "by" {
			return k
		}
	}
	return -1
}

// caught in something are those who take part in it.
var caught = map[string]bool{"lock": true, "embroil": true, "engage": true, "involve": true, "mire": true, "entangle": true, "enmesh": true}

// states are prepositions of the act somebody is busy with.
var states = map[string]bool{"in": true, "at": true, "on": true}

// busy are the relations that somebody may be said to be in: in talks, on a
// visit, in coordination with.
var busy = map[string]bool{"negotiates-with": true, "visits": true, "at-war-with": true, "cooperates-with": true, "criticises": true, "agrees-with": true, "signs-agreement-with": true}

// isActor tells whether the noun at a token is a state, a person or another
// that acts, and no place where something is.
func (x *pass) isActor(k int) bool {
	m := x.s.At[k]
	return m != nil && m.Entity != nil && (m.Class == "stands" || m.Entity.Type == "State" || m.Entity.Type == "Person" || m.Entity.Type == "Government" || m.Entity.Type == "ArmedGroup" || m.Entity.Type == "ArmedForce")
}

// clauseOver is the verb or adjective that the noun at token i hangs on, over
// words for where something is done: "rallied in the suburbs of Lomé in support
// of"; or -1.
func (x *pass) clauseOver(i int) int {
	t := x.s.Tree
	h := t.Head(i)
	for h >= 0 && h < i && t.UPOS(h, "NOUN", "PROPN") && t.Is(h, "obl", "nmod", "appos") {
		switch t.Prep(h) {
		case "in", "at", "across", "near", "outside", "of", "on", "around", "through":
		default:
			if !t.Is(h, "appos") {
				return h
			}
		}
		if m := x.s.At[h]; m != nil && m.Class == "act" {
			return h
		}
		h = t.Head(h)
	}
	return h
}

// attitudes are shown by what the subject of a clause does: "in solidarity with".
var attitudes = map[string]bool{"support": true, "solidarity": true, "sympathy": true, "opposition": true, "defiance": true, "protest": true}

// owning verbs make the act they take responsibility for their subject's.
var owning = map[string]bool{"claim": true, "take": true, "accept": true, "admit": true, "acknowledge": true, "assume": true}

// nearing words have their subject come close to what they lead to.
var nearing = map[string]bool{"close": true, "closer": true, "near": true, "nearer": true, "inch": true, "edge": true, "move": true, "come": true, "draw": true, "head": true, "step": true}

// blaming verbs have the act after "of" or "for" done by their object.
var blaming = map[string]bool{"accuse": true, "suspect": true, "convict": true, "charge": true, "acquit": true, "blame": true}

// acts tells whether a possessive is somebody, not a day: "Friday's talks".
func (x *pass) acts(k int) bool {
	m := x.s.At[k]
	return m != nil && (m.Entity != nil || len(m.Owners) > 0 || m.Class != "never" && m.Kind == mention.Noun && m.Class != "")
}

// aimedBy tells whether the only name before a noun is its target and not
// its owner: "the Iran sanctions", "Ukraine invasion", "announced Iran talks".
// An adjective ("Iranian attack") owns.
func (x *pass) aimedBy(i, mod int, tr *trigger) bool {
	t := x.s.Tree
	if !slices.Contains(tr.frame.object, "mod") || x.s.At[mod] == nil || x.s.At[mod].Kind == mention.Adjective && t.UPOS(mod, "ADJ") {
		return false
	}
	for _, slot := range tr.frame.object {
		if slot != "mod" && len(x.oblique(i, slot, tr, nil)) > 0 {
			return false
		}
	}
	v := x.supporter(i)
	return v >= 0 && len(t.Agents(v)) > 0
}

// modifiers are the names before a noun.
func (x *pass) modifiers(i int) []filler {
	t := x.s.Tree
	var out []filler
	for _, k := range t.Kids(i) {
		if x.s.At[k] != nil && x.s.At[k].Kind == mention.Noun && x.r.lexicon.known[x.lemmas[k]+"-"+x.lemmas[i]] {
			continue // "a prisoner swap"
		}
		if k > i || !t.Is(k, "amod", "compound", "nmod:desc", "nmod:unmarked", "nmod", "obl") || t.Prep(k) != "" || x.s.MadeBy(k) {
			continue
		}
		for _, c := range t.Conjuncts(k) {
			if m := x.s.At[c]; m != nil && m.Entity != nil && m.Kind != mention.Pronoun && !x.s.MakeOf(m) {
				out = append(out, filler{tok: c})
			} else if t.UPOS(c, "VERB") && t.Tokens[c].XPOS == "VBN" && !ofKind[t.Lemma(c)] {
				out = append(out, fillers(t.Agents(c))...) // "US-led", "Oman-mediated"
			}
		}
		// "US-Iran talks": one hangs on the other.
		for _, kk := range t.KidsAs(k, "compound", "nmod", "dep", "amod", "nmod:unmarked") {
			if m := x.s.At[kk]; m != nil && m.Entity != nil && kk != k && !t.UPOS(k, "VERB") {
				out = append(out, filler{tok: kk})
			}
		}
	}
	return out
}

// ofKind are participles behind a hyphen that say of what kind something is,
// and not who does it: "an intelligence-based raid".
var ofKind = map[string]bool{"base": true, "relate": true, "make": true, "build": true, "bear": true, "style": true, "produce": true, "occupy": true, "hold": true, "power": true, "orient": true, "fuel": true, "inspire": true}

// traveller gives who does what is done during a visit that is named by where
// it goes: "denounces China during Philippines visit".
func (x *pass) traveller(i int, tr *trigger) []filler {
	t := x.s.Tree
	h := t.Head(i)
	if tr.relation == nil || tr.relation.Name != "visits" || h < 0 || !t.UPOS(h, "VERB") || !t.Is(i, "obl") || t.Passive(h) {
		return nil
	}
	if p := t.Prep(i); p != "during" && p != "on" && p != "in" {
		return nil
	}
	k := t.Kid(i, "compound")
	if k < 0 || t.Kid(i, "nmod:poss", "nmod", "det") >= 0 || x.s.At[k] == nil || x.s.At[k].Entity == nil || !x.s.At[k].Entity.Land() {
		return nil
	}
	return fillers(t.Agents(h))
}

// caller gives who asks for something in the call that the noun at token i
// names: "urged him to leave in a call with Chad".
func (x *pass) caller(i int) []filler {
	t := x.s.Tree
	f := t.First(i)
	v := t.Head(f)
	if v < 0 || t.Prep(f) != "in" || !t.Is(f, "obl", "nmod") || !calls[x.lemmas[i]] {
		return nil
	}
	if !t.UPOS(v, "VERB") {
		v = t.Head(t.First(v)) // hung on the object
	}
	if v < 0 || !t.Is(v, "xcomp", "ccomp", "advcl") {
		return nil
	}
	u := t.Head(v)
	if u < 0 || !t.UPOS(u, "VERB") || t.Kid(u, "obj", "iobj") < 0 {
		return nil
	}
	switch x.lemmas[u] {
	case "urge", "ask", "press", "tell", "warn", "encourage", "beg", "implore", "persuade", "advise":
		return fillers(t.Agents(u))
	}
	return nil
}

// calls are what somebody asks for something in.
var calls = map[string]bool{"call": true, "conversation": true, "letter": true, "message": true, "telegram": true, "telephone-call": true, "phone-call": true, "talk": true}
