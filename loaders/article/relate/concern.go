package relate

import (
	"slices"

	"entente/loaders/article/mention"
	"entente/loaders/article/tree"
	"entente/schema"
)

// concerns begins why whom something concerns stands for it.
const concerns = "concerned by "

// concerned gives whom an object that is no actor concerns: France in
// "denied statements by France", officials in "opposed contacts with officials". They
// take the place of the noun; the noun alone is kept if it is one that can be
// signed, held or announced, and dropped if it names nothing but a notion.
func (x *pass) concerned(objects, subjects []*mention.Mention, tr *trigger) ([]*mention.Mention, string) {
	var out []*mention.Mention
	weak := ""
	for _, o := range objects {
		if o.Kind != mention.Noun || !o.Entity.Generic || o.Class != "" && o.Class != "act" {
			out = append(out, o)
			continue
		}
		if o.Class == "" && x.reading.TypeOf(x.s, &mention.Mention{Head: o.Head}) != "" && !(tr.relation.PLOVER == "REQUEST" && o.Entity.Type == "Event") {
			out = append(out, o)
			continue
		}
		blame := tr.relation.PLOVER == "REQUEST" || tr.relation.PLOVER == "ACCUSE" || tr.relation.PLOVER == "PROTEST" || tr.relation.PLOVER == "SUPPORT" && o.Class == "act"
		got := slices.DeleteFunc(x.within(o.Head, blame), func(m *mention.Mention) bool {
			return m.Kind == mention.Pronoun || m.Entity.Type == "Event" || x.sides(subjects, m) || x.r.lexicon.vocabulary.Allows(tr.relation.Name, subjects[0].Entity.Type, m.Entity.Type) != nil
		})
		if tr.relation.Name == "investigates" && complained[x.lemmas[o.Head]] {
			got = x.against(o.Head) // never who complains
		}
		switch {
		case len(got) > 0:
			weak = concerns + "\"" + o.Text + "\""
			out = append(out, notAll(got, subjects)...)
		case tr.relation.Name == "accuses" || tr.relation.PLOVER == "REQUEST":
			// Asked, ordered and accused is somebody.
		case o.Class == "act" || tr.relation.PLOVER != "REJECT":
			out = append(out, o)
		}
	}
	return out, weak
}

// complained are nouns of what somebody says against another.
var complained = map[string]bool{"complaint": true, "allegation": true, "accusation": true, "claim": true, "report": true, "concern": true, "tip": true, "tip-off": true}

// against gives whom a complaint is against.
func (x *pass) against(k int) []*mention.Mention {
	var out []*mention.Mention
	for _, o := range x.s.Tree.Obliques(k) {
		if o.Prep == "against" {
			out = append(out, x.actorsAt(o.Tok, false, nil, 1)...)
		}
	}
	return out
}

// sides tells whether a mention belongs to one of the subjects.
func (x *pass) sides(subjects []*mention.Mention, m *mention.Mention) bool {
	return slices.ContainsFunc(subjects, func(s *mention.Mention) bool {
		return s.Entity == m.Entity || s.Entity.State != "" && (s.Entity.State == m.Entity.ID || s.Entity.State == m.Entity.State && m.Entity.State != "")
	})
}

// within are the actors a noun phrase names beside its head: its owners, the
// names before it, and who stands under its prepositions.
//
// done leaves out whom an act is done to: who condemns "the raid on Kyiv"
// does not condemn Kyiv.
func (x *pass) within(k int, done bool) []*mention.Mention {
	t := x.s.Tree
	var out []*mention.Mention
	for _, p := range t.KidsAs(k, "nmod:poss") {
		for _, c := range t.Conjuncts(p) {
			out = append(out, x.actorsAt(c, false, nil, 1)...)
		}
	}
	for _, f := range x.modifiers(k) {
		if f.tok+2 < len(t.Tokens) && t.Tokens[f.tok+1].Text == "-" && t.UPOS(f.tok+2, "VERB", "ADJ") {
			continue // "UN-backed routes" are not the UN's
		}
		out = append(out, x.actors(f, false, nil)...)
	}
	// "the roles played by the mill"
	for _, a := range t.KidsAs(k, "acl") {
		if t.UPOS(a, "VERB") && t.Kid(a, "obl:agent") >= 0 && t.Kid(a, "mark", "nsubj", "nsubj:pass") < 0 {
			for _, c := range t.Conjuncts(t.Kid(a, "obl:agent")) {
				out = append(out, x.actorsAt(c, false, nil, 1)...)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	preps := []string{"by", "from", "of", "between", "against", "on", "with", "to"}
	if done {
		preps = []string{"by", "from", "between"}
		if repressing[x.lemmas[k]] {
			preps = append(preps, "in") // who condemns "the repression in Chad" condemns Chad
		}
	}
	for _, prep := range preps {
		for _, o := range t.Obliques(k) {
			if o.Prep == prep {
				out = append(out, x.actorsAt(o.Tok, false, nil, 1)...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// violent gives the deed itself as who did it where nobody is named: "the
// bombing killed six people".
func (x *pass) violent(i int, tr *trigger) []*mention.Mention {
	if tr.relation.PLOVER != "ASSAULT" || tr.frame.pos != 'v' {
		return nil
	}
	var out []*mention.Mention
	for _, a := range x.s.Tree.Agents(i) {
		m := x.s.At[a]
		if m == nil || m.Kind != mention.Noun || m.Entity != nil || len(m.Owners) > 0 {
			continue
		}
		deed := m.Lemma == "explosion" || m.Lemma == "blast" || m.Lemma == "shooting" || m.Lemma == "projectile"
		for _, n := range x.r.lexicon.nouns[x.lemmas[a]] {
			deed = deed || n.relation.Name == "attacks" && n.frame.pos == 'n' && len(n.rest) == 0 && x.nounIs(a, n.head)
		}
		if deed {
			// "carried out airstrikes that killed": who carried them out.
			if v := x.supporter(a); v >= 0 && carries[x.lemmas[v]] {
				var who []*mention.Mention
				for _, k := range x.s.Tree.Agents(v) {
					who = append(who, x.actorsAt(k, true, tr.frame, 1)...)
				}
				if len(who) > 0 {
					out = append(out, who...)
					continue
				}
			}
			if m.Lemma == "projectile" {
				continue // anything that flies
			}
			out = append(out, x.thing(m, "Event")...)
		}
	}
	return out
}

// carries are verbs of those who do what their object names themselves.
var carries = map[string]bool{"launch": true, "conduct": true, "carry": true, "stage": true, "mount": true, "perpetrate": true, "execute": true, "commit": true, "unleash": true, "perform": true, "begin": true, "resume": true, "continue": true, "fire": true, "shoot": true, "lob": true, "send": true, "hurl": true}

// reproached reads what somebody says another does as a reproach if it is
// one, though whom he does it to is not said: "Kyiv said Moscow was planning
// to detonate a bomb".
func (x *pass) reproached() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !x.r.gov.speech[x.lemmas[i]] || x.r.gov.Denies(x.lemmas[i]) || t.Negated(i) {
			continue
		}
		c := t.Kid(i, "ccomp", "parataxis")
		if c < 0 || t.Kid(c, "nsubj") < 0 || !t.UPOS(c, "VERB") && !x.culpable(c) || t.Negated(c) || !t.States(c) {
			continue // "should take its share" is advice
		}
		harm := -1
		if x.culpable(c) {
			harm = c
		}
		for _, v := range append([]int{c}, t.KidsAs(c, "xcomp")...) {
			if t.UPOS(v, "VERB") && (x.harms(v) || misdeeds[x.lemmas[v]]) && !x.r.doubts.Warding[x.phrasal(v)] && !x.r.doubts.Warding[x.lemmas[v]] && !t.Negated(v) && !t.Passive(v) {
				harm = v
			}
		}
		if harm < 0 || slices.ContainsFunc(x.out, func(o *Candidate) bool {
			return !o.dropped() && (o.Trigger == harm || o.Trigger == c || t.Below(o.Trigger, harm))
		}) {
			continue
		}
		for _, a := range t.Agents(i) {
			for _, s := range x.actorsAt(a, true, &frame{}, 0) {
				for _, b := range t.Conjuncts(t.Kid(c, "nsubj")) {
					for _, o := range x.actorsAt(b, true, &frame{}, 0) {
						if s.Entity.Generic || o.Entity.Generic || o.Kind == mention.Pronoun || s.Entity.Type == "Media" || x.sides([]*mention.Mention{s}, o) || o.Entity.Type == "Place" || o.Entity.Type == "Event" {
							continue
						}
						if tr := x.synthetic("accuses", "says that it "+x.lemmas[harm]+"s"); tr != nil {
							x.add(i, tr, s, o, "whom it did it to is not said", "")
						}
					}
				}
			}
		}
	}
}

// misdeeds are done by nobody who admits them.
var misdeeds = map[string]bool{
	"meddle": true, "interfere": true, "orchestrate": true, "mastermind": true, "plot": true, "sabotage": true, "hack": true, "spy": true, "rig": true, "lie": true, "cheat": true,
	"falsify": true, "fabricate": true, "collude": true, "conspire": true, "incite": true, "stoke": true, "foment": true, "instigate": true, "destabilise": true, "destabilize": true,
	"mislead": true, "deceive": true, "misuse": true, "abuse": true, "defraud": true, "smuggle": true, "plunder": true, "loot": true, "exploit": true, "weaponise": true, "weaponize": true,
	"violate": true, "breach": true, "contravene": true, "infringe": true, "flout": true,
}

// culpable tells whether a predicate says that its subject did a deed: "was
// behind the blast", "is responsible for the deaths".
func (x *pass) culpable(c int) bool {
	t := x.s.Tree
	if t.Kid(c, "cop") < 0 {
		return false
	}
	deed := func(k int) bool {
		return x.lemmas[k] == "death" || x.s.At[k] != nil && x.s.At[k].Class == "act"
	}
	switch x.lemmas[c] {
	case "responsible":
		return slices.ContainsFunc(t.Obliques(c), func(o tree.Oblique) bool { return o.Prep == "for" && deed(o.Tok) })
	case "complicit", "guilty", "culpable":
		return true
	}
	return t.UPOS(c, "NOUN") && t.Prep(c) == "behind" && deed(c)
}

// harms tells whether a verb is one of violence, force or threat.
func (x *pass) harms(v int) bool {
	for _, tr := range x.r.lexicon.verbs[x.lemmas[v]] {
		if tr.frame.pos != 'v' || tr.frame.only || tr.relation.Class != schema.Conflictual || tr.frame.subject[0] != "agent" {
			continue
		}
		switch tr.relation.PLOVER {
		case "ASSAULT", "THREATEN":
			if _, ok := x.match(v, tr); ok {
				return true
			}
		}
	}
	return false
}

// repressing are deeds that are done in a state by who rules it.
var repressing = map[string]bool{"repression": true, "crackdown": true, "oppression": true, "persecution": true, "impunity": true, "censorship": true, "mistreatment": true, "abuse": true, "execution": true, "law": true, "legislation": true}
