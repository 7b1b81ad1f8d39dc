package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// unwilling reads what somebody says he does not do where that is an answer:
// who does not accept another's claim rejects it, who is not seeking talks with
// him turns him down, who will not resume flights to his city has cut them.
func (x *pass) unwilling() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !t.Negated(i) || t.Passive(i) || t.Is(i, "advcl", "acl", "acl:relcl") {
			continue
		}
		relation := ""
		var objects []*mention.Mention
		switch l := x.lemmas[i]; {
		case l == "accept" || l == "tolerate" || l == "recognise" || l == "heed" || l == "bow":
			relation = "rejects"
			for _, k := range append(t.Patients(i), x.obliqueOf(i, "to")...) {
				if m := x.s.At[k]; m == nil || m.Entity != nil && !m.Entity.Generic && m.Class != "act" && l == "accept" {
					continue
				}
				objects = append(objects, x.rebuffed(k)...)
			}
		case l == "seek" || l == "want" || l == "plan" || l == "hold" || l == "enter" || l == "conduct":
			relation = "rejects"
			for _, k := range t.Patients(i) {
				if !talking[x.lemmas[k]] {
					continue
				}
				for _, o := range x.obliqueOf(k, "with") {
					objects = append(objects, x.actorsAt(o, false, nil, 0)...)
				}
			}
		case l == "resume" || l == "restart" || l == "renew" || l == "restore":
			relation = "severs-ties-with"
			for _, k := range t.Patients(i) {
				if !resumed[x.lemmas[k]] {
					continue
				}
				for _, p := range []string{"to", "with", "from"} {
					for _, o := range append(x.obliqueOf(k, p), x.obliqueOf(i, p)...) {
						objects = append(objects, x.actorsAt(o, false, nil, 0)...)
					}
				}
			}
		}
		tr := x.synthetic(relation, "not "+x.lemmas[i])
		if tr == nil || len(objects) == 0 {
			continue
		}
		for _, a := range t.Agents(i) {
			for _, s := range x.actorsAt(a, true, nil, 0) {
				for _, o := range objects {
					if o.Entity == s.Entity || x.sides([]*mention.Mention{s}, o) {
						continue
					}
					x.add(i, tr, s, o, "", "")
					x.out[len(x.out)-1].Given = true // the negation is the answer
				}
			}
		}
	}
}

// obliqueOf gives the nouns under a preposition on the word at token i.
func (x *pass) obliqueOf(i int, prep string) []int {
	var out []int
	for _, o := range x.s.Tree.Obliques(i) {
		if o.Prep == prep {
			out = append(out, o.Tok)
		}
	}
	return out
}

// rebuffed are those whose claim, offer or rule is refused.
func (x *pass) rebuffed(k int) []*mention.Mention {
	m := x.s.At[k]
	if m != nil && m.Entity != nil && !m.Entity.Generic {
		return []*mention.Mention{m}
	}
	return slices.DeleteFunc(x.within(k, true), func(o *mention.Mention) bool { return o.Entity == nil || o.Kind == mention.Pronoun })
}

// talking nouns are of what two have with each other.
var talking = map[string]bool{"talk": true, "negotiation": true, "dialogue": true, "ceasefire": true, "truce": true, "deal": true, "agreement": true, "meeting": true, "discussion": true, "compromise": true, "peace": true, "reconciliation": true, "contact": true}

// resumed is what goes on between two or does not.
var resumed = map[string]bool{"flight": true, "service": true, "talk": true, "negotiation": true, "dialogue": true, "aid": true, "supply": true, "import": true, "export": true, "trade": true, "relation": true, "tie": true, "cooperation": true, "delivery": true, "shipment": true, "contact": true, "funding": true, "operation": true}
