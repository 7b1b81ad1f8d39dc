package relate

import (
	"slices"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
)

// inner gives those whom the clause or act below a word is done to: Iran in
// "threatened to strike Iran", "announced plans to strike Iran", "threatened
// sanctions against Iran".
func (x *pass) inner(i int) []filler {
	t := x.s.Tree
	agents := map[*mention.Entity]bool{}
	for _, a := range x.agentsOf(i) {
		for _, m := range x.actors(filler{tok: a}, true, nil) {
			agents[m.Entity] = true
			if m.Entity.State != "" {
				if st, ok := x.reading.Entities()[m.Entity.State]; ok {
					agents[st] = true
				}
			}
		}
	}
	side := func(e *mention.Entity) bool {
		if e == nil || agents[e] {
			return true
		}
		if st, ok := x.reading.Entities()[e.State]; ok && agents[st] {
			return true
		}
		return false
	}
	var out []filler
	if who, ok := t.Bidden(i); ok {
		for _, a := range who {
			for _, m := range x.actors(filler{tok: a}, false, nil) {
				if !side(m.Entity) {
					out = append(out, filler{tok: a, m: m})
				}
			}
		}
		return out // not whom they are to do it to
	}
	seen := map[*mention.Entity]bool{}
	add := func(m *mention.Mention, weak string) {
		if m != nil && m.Entity != nil && !seen[m.Entity] && !side(m.Entity) {
			seen[m.Entity] = true
			out = append(out, filler{tok: m.Head, m: m, weak: weak})
		}
	}
	below := func(k int) bool {
		for _, c := range t.KidsAs(i, "xcomp", "ccomp", "acl", "obj", "advcl", "obl", "nmod") {
			if t.Below(k, c) {
				return true
			}
		}
		return false
	}
	for _, c := range x.out {
		if c.Trigger == i || !below(c.Trigger) || c.dropped() || x.tie(c.Relation) {
			continue // whom Chad borders is not asked by an order at the border
		}
		if side(c.Subject.Entity) {
			add(c.Object, "")
		}
	}
	if len(out) > 0 {
		return out
	}
	// No relation found there: whoever stands in the clause as object.
	clauses := t.KidsAs(i, "xcomp", "acl", "ccomp")
	for _, k := range t.KidsAs(i, "obj") {
		if m := x.s.At[k]; m == nil || m.Class != "act" && m.Class != "thing" {
			continue
		}
		clauses = append(clauses, t.KidsAs(k, "acl")...) // "signed an accord to supply"
		for _, c := range t.KidsAs(i, "advcl") {
			if m := t.Kid(c, "mark"); m >= 0 && t.Lemma(m) == "to" {
				clauses = append(clauses, c) // "signed an accord on Friday to supply"
			}
		}
	}
	var own []int // those about what the same does
	for _, c := range clauses {
		if t.Is(c, "ccomp") {
			same := false
			for _, s := range t.Subjects(c) {
				if m := x.s.At[s]; m != nil && m.Entity != nil && side(m.Entity) {
					same = true
				}
			}
			if !same {
				continue
			}
		}
		own = append(own, c)
		var toks []int
		if k := t.Kid(c, "iobj"); k >= 0 {
			toks = append(toks, t.Conjuncts(k)...) // "an accord to lend Chad the money"
		}
		toks = append(toks, t.Patients(c)...)
		for _, o := range t.Obliques(c) {
			if k := t.Kid(c, "obj"); k >= 0 && t.UPOS(k, "PRON") {
				break // "failing to help them against rebels": them
			}
			switch o.Prep {
			case "to", "with", "against", "on", "from", "for", "at", "into", "over":
				toks = append(toks, o.Tok)
			}
		}
		for _, k := range toks {
			for _, m := range x.actors(filler{tok: k}, false, nil) {
				if m.Entity != nil && m.Entity.Generic && sends[t.Lemma(c)] && t.Is(t.First(k), "obj") {
					continue // "offered to send observers": not to them
				}
				add(m, "object of the clause")
			}
			if len(out) > 0 {
				return out
			}
		}
	}
	if threatening[x.lemmas[i]] {
		x.answered(i, own, add)
	}
	return out
}

// threatening are verbs of what one will do if another does something.
var threatening = map[string]bool{"threaten": true, "warn": true, "caution": true}

// answered adds those who are threatened by what they may do: "warns that it
// will retaliate if Chad closes the border".
func (x *pass) answered(i int, clauses []int, add func(*mention.Mention, string)) {
	t := x.s.Tree
	for _, c := range append([]int{i}, clauses...) {
		for _, k := range t.KidsAs(c, "advcl") {
			if m := t.Kid(k, "mark"); m < 0 || t.Lemma(m) != "if" && t.Lemma(m) != "unless" {
				continue
			}
			for _, s := range t.Subjects(k) {
				for _, m := range x.actors(filler{tok: s}, false, nil) {
					if !m.Entity.Generic {
						add(m, "what it does is answered")
					}
				}
			}
		}
	}
}

// sends are verbs whose object is not whom the deed is done to.
var sends = map[string]bool{"send": true, "dispatch": true, "deploy": true, "deliver": true, "provide": true, "supply": true, "contribute": true, "commit": true, "bring": true}

// agentsOf are those who do what a trigger says, whatever its part of speech.
func (x *pass) agentsOf(i int) []int {
	t := x.s.Tree
	if t.UPOS(i, "VERB") || t.Clausal(i) && !t.UPOS(i, "NOUN") {
		return t.Agents(i)
	}
	var out []int
	for _, f := range x.owner(i, &trigger{frame: &frame{}}) {
		out = append(out, f.tok)
	}
	return out
}

// complement gives who is to do what the clause below a word says: Israel in
// "urged that Israel stop", "ordered troops to leave". With a duty, "must" or
// "should", only if the clause says so.
func (x *pass) complement(i int, duty string) []filler {
	must := duty != ""
	t := x.s.Tree
	var out []filler
	for _, c := range t.KidsAs(i, "ccomp", "xcomp", "parataxis", "advcl", "acl") {
		mark := t.Kid(c, "mark")
		demanded := t.Is(c, "acl") && t.UPOS(i, "NOUN") && mark >= 0 && t.Lemma(mark) == "that" && !must // "rejected Chad's demand that it leave"
		if !demanded && t.Is(c, "advcl", "acl") && (mark < 0 || t.Lemma(mark) != "for" && (t.Lemma(mark) != "to" || !must || t.Kid(i, "iobj") < 0)) {
			continue // "calls for Chad to leave", "tells residents of the valley to leave"
		}
		if must && x.lemmas[i] == "tell" && t.Is(c, "xcomp", "advcl") && slices.ContainsFunc(t.Obliques(i), func(o tree.Oblique) bool { return (o.Prep == "of" || o.Prep == "about") && o.Tok < c }) {
			continue // "told him of his intention to leave"
		}
		if must {
			// "told residents to leave" is an order.
			ok := duty == "must" && t.Is(c, "xcomp", "advcl") && t.Kid(c, "mark") >= 0 && t.Lemma(t.Kid(c, "mark")) == "to" && t.Kid(i, "obj", "iobj") >= 0
			for _, a := range t.KidsAs(c, "aux") {
				switch t.Lemma(a) {
				case "must", "need":
					ok = ok || duty == "must"
				case "should", "ought":
					ok = ok || duty == "should"
				}
			}
			if l := t.Lemma(c); duty == "must" && (l == "need" || l == "have" && t.Tokens[c].XPOS != "VBG") {
				if t.Kid(c, "xcomp") >= 0 {
					ok = true
				}
			}
			if !ok {
				continue
			}
		}
		if t.Is(c, "parataxis") && !must {
			continue
		}
		if s := t.Kid(c, "nsubj:pass"); s >= 0 && t.Passive(c) && calledBack[x.lemmas[c]] && x.s.At[s] != nil && x.s.At[s].Entity != nil && x.s.At[s].Entity.Entry != nil && x.s.At[s].Kind != mention.Pronoun {
			out = append(out, filler{tok: s})
			continue // "demanded that Russian troops be withdrawn": of whom they are
		}
		if t.Passive(c) && t.Kid(c, "nsubj:pass") >= 0 {
			continue // "ordered the flag to be taken down": nobody it is asked of
		}
		if proposing[x.lemmas[i]] && !must && x.told(c) {
			continue // "suggests that Togo might leave": it asks for nothing
		}
		if x.lemmas[i] == "want" && (!t.UPOS(c, "VERB") || t.Passive(c) || t.Kid(i, "obj", "iobj") >= 0 && t.UPOS(t.Kid(i, "obj", "iobj"), "PRON")) {
			continue // "wants the men to be freed": not the men
		}
		agents := map[int]bool{}
		for _, a := range t.Agents(i) {
			agents[a] = true
		}
		who := t.Subjects(c)
		if o := t.Kid(i, "iobj"); must && t.Is(c, "advcl") && o >= 0 {
			who = t.Conjuncts(o)
		}
		for _, s := range who {
			if !agents[s] {
				out = append(out, filler{tok: s})
			}
		}
	}
	return out
}

// proposing verbs ask only by a clause of what should be.
var proposing = map[string]bool{"suggest": true, "propose": true, "recommend": true}

// told tells whether the clause at verb c says what is or may be, and not what
// somebody is to do.
func (x *pass) told(c int) bool {
	t := x.s.Tree
	if w := x.lemmas[c]; w == "need" || w == "have" && t.Kid(c, "xcomp") >= 0 {
		return false // "suggested that Chad needs to act"
	}
	for _, a := range t.KidsAs(c, "aux", "cop") {
		switch t.Lemma(a) {
		case "could", "might", "may", "would", "will", "can", "have":
			return true
		}
		if p := t.Tokens[a].XPOS; p == "VBD" || p == "VBZ" || p == "VBP" {
			return true
		}
	}
	p := t.Tokens[c].XPOS
	return p == "VBD" || p == "VBZ"
}

// tie tells whether a relation is a standing one, and no event.
func (x *pass) tie(relation string) bool {
	r, ok := x.r.lexicon.vocabulary.Relation(relation)
	return ok && r.PLOVER == ""
}

// calledBack are what those whose troops they are do with them.
var calledBack = map[string]bool{"withdraw": true, "pull_out": true, "pull_back": true, "remove": true, "recall": true}
