package relate

import (
	"slices"

	"entente/loaders/article/mention"
	"entente/schema"
)

// biddings are nouns of what somebody asks another to do, by the relation of
// who asks to who does it.
var biddings = map[string]string{
	"request": "appeals-to", "behest": "appeals-to", "urging": "appeals-to", "insistence": "appeals-to", "prompting": "appeals-to", "suggestion": "appeals-to", "plea": "appeals-to",
	"invitation": "hosts", "command": "demands-of", "instruction": "demands-of", "order": "demands-of", "demand": "demands-of",
}

// bidden reads "Chad closed the border at the request of Niger": who does
// what a clause says was asked to.
func (x *pass) bidden() {
	t := x.s.Tree
	for i := range t.Tokens {
		relation := biddings[x.lemmas[i]]
		if relation == "" || !t.UPOS(i, "NOUN") {
			continue
		}
		if p := t.Prep(i); p != "at" && p != "on" && p != "upon" || p != "at" && relation == "hosts" {
			continue
		}
		v := x.clauseOf(i)
		if v < 0 {
			continue
		}
		var from []int
		if k := t.Kid(i, "nmod:poss"); k >= 0 {
			from = t.Conjuncts(k)
		}
		for _, k := range t.KidsAs(i, "nmod") {
			if p := t.Prep(k); k > i && (p == "of" || p == "from" || p == "by") && len(from) == 0 {
				from = t.Conjuncts(k)
			}
		}
		if len(from) == 0 {
			for _, f := range x.modifiers(i) {
				from = append(from, f.tok)
			}
		}
		tr := x.synthetic(relation, "at the "+x.lemmas[i]+" of")
		for _, a := range from {
			for _, s := range x.actorsAt(a, true, &frame{}, 0) {
				if s.Entity.Type == "Place" || s.Entity.Type == "Event" {
					continue
				}
				for _, d := range t.Agents(v) {
					for _, o := range notAll(x.actorsAt(d, true, &frame{}, 0), []*mention.Mention{s}) {
						if relation == "demands-of" && (o.Entity.Type == "ArmedForce" || o.Kind == mention.Noun && armsOf[o.Lemma]) && (o.Entity.State == s.Entity.State || o.Entity.ID == s.Entity.State) && s.Entity.Type == "Person" {
							for _, c := range slices.Clone(x.out) {
								if !c.dropped() && c.Class == schema.Conflictual && c.Subject.Entity == o.Entity && (c.Trigger == v || t.Below(c.Trigger, v)) {
									x.doesToo(s, c, "at the "+x.lemmas[i]+" of")
								}
							}
							continue // what one has one's own forces do one does
						}
						x.add(i, tr, s, o, "", "")
						x.out[len(x.out)-1].Given = true // whatever came of it
					}
				}
			}
		}
	}
}

// clauseOf is the verb that a phrase at token i hangs on, or on whose object
// it does; -1 if there is none.
func (x *pass) clauseOf(i int) int {
	t := x.s.Tree
	j := t.First(i)
	for range 3 {
		h := t.Head(j)
		if h < 0 || !t.Is(j, "obl", "nmod", "obj") {
			return -1
		}
		if t.UPOS(h, "VERB") {
			return h
		}
		j = t.First(h)
	}
	return -1
}

// duty is the relation of who tells somebody what he, or whom he acts for, is
// to do: "told Obi that Togo should leave", "told Lomé it must open the
// border"; "" where what is told is something else.
func (x *pass) duty(i int, to *mention.Mention) string {
	t := x.s.Tree
	if to.Entity.Type == "Media" {
		return "" // what journalists are told is for others
	}
	clauses := t.KidsAs(i, "ccomp")
	for _, k := range t.KidsAs(i, "obj", "iobj") {
		clauses = append(clauses, t.KidsAs(k, "acl")...)
	}
	for _, c := range clauses {
		if c < to.Head {
			continue
		}
		relation := ""
		for _, a := range t.KidsAs(c, "aux") {
			switch t.Lemma(a) {
			case "should", "ought":
				relation = "appeals-to"
			case "must":
				relation = "demands-of"
			}
		}
		if l := t.Lemma(c); relation == "" && (l == "need" || l == "have") && t.Kid(c, "xcomp") >= 0 {
			relation = "demands-of"
		}
		if relation == "" || t.Passive(c) {
			continue
		}
		for _, s := range t.Subjects(c) {
			for _, m := range x.actorsAt(s, true, &frame{}, 0) {
				if m.Entity == to.Entity || m.Entity.ID == to.Entity.State || m.Entity.State != "" && m.Entity.State == to.Entity.ID {
					return relation
				}
			}
			if t.UPOS(s, "PRON") && addressed[t.Lemma(s)] {
				return relation
			}
		}
	}
	return ""
}

// addressed are words for whom one speaks to, where he is to do something.
var addressed = map[string]bool{"it": true, "they": true, "you": true, "he": true, "she": true}
