package relate

import "entente/loaders/article/mention"

// assisting are nouns of what others give to who does something "with" it.
var assisting = map[string]string{
	"help": "aids", "assistance": "aids", "aid": "aids", "funding": "aids", "financing": "aids", "sponsorship": "aids", "protection": "aids",
	"support": "supports", "backing": "supports", "blessing": "supports", "endorsement": "supports", "encouragement": "supports", "approval": "supports", "consent": "supports",
	"cooperation": "cooperates-with", "collaboration": "cooperates-with", "participation": "cooperates-with", "complicity": "aids",
	"mediation": "mediates",
}

// withHelp tells whether the noun at token i says with whose help the clause
// above it is done: "Chad took the town with the help of Togo".
func (x *pass) withHelp(i int) bool {
	t := x.s.Tree
	if assisting[x.lemmas[i]] == "" || t.Prep(i) != "with" || x.doneWith(i) < 0 {
		return false
	}
	for _, o := range t.Obliques(i) {
		if o.Prep == "of" || o.Prep == "from" {
			return true
		}
	}
	return t.Kid(i, "nmod:poss", "compound", "amod") >= 0
}

// doneWith is the verb of what is done with what the noun at token i names, -1
// for none.
func (x *pass) doneWith(i int) int {
	t := x.s.Tree
	h := t.Head(i)
	if h >= 0 && t.Is(i, "nmod") && t.Is(t.First(h), "obj") && h < i {
		h = t.Head(t.First(h)) // "carried out a survey with the help of"
	}
	if h < 0 || !t.UPOS(h, "VERB") || !t.Is(i, "obl", "nmod") {
		return -1
	}
	return h
}

// assisted reads with whose help something is done.
func (x *pass) assisted() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !x.withHelp(i) {
			continue
		}
		tr := x.synthetic(assisting[x.lemmas[i]], "with "+x.lemmas[i])
		var givers []*mention.Mention
		for _, f := range x.givers(i) {
			givers = append(givers, x.actors(f, true, tr.frame)...)
		}
		h := x.doneWith(i)
		var takers []*mention.Mention
		for _, a := range t.Agents(h) {
			for _, m := range x.actorsAt(a, false, tr.frame, 0) {
				if m.Entity.Type != "Event" && m.Entity.Type != "Goods" {
					takers = append(takers, m)
				}
			}
		}
		for _, g := range givers {
			for _, k := range notAll(takers, givers) {
				if g.Entity.Type != "Event" && g.Entity.Type != "Place" {
					x.add(i, tr, g, k, "", "")
				}
			}
		}
	}
}

// givers are who gives what the noun at token i names: "help from Togo", "the
// support of Togo", "Togo's backing", "French support".
func (x *pass) givers(i int) []filler {
	t := x.s.Tree
	for _, prep := range []string{"from", "of"} {
		for _, o := range t.Obliques(i) {
			if o.Prep == prep {
				return fillers(t.Conjuncts(o.Tok))
			}
		}
	}
	if k := t.Kid(i, "nmod:poss"); k >= 0 {
		return fillers(t.Conjuncts(k))
	}
	return x.modifiers(i)
}
