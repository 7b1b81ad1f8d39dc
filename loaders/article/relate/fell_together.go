package relate

import (
	"slices"

	"entente/loaders/article/tree"
)

// fellInFight reads "two officers and a rebel were killed in a shootout" where
// it is not said with whom: those who fell on either side fought each other.
func (x *pass) fellInFight() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !casualty[x.lemmas[i]] || !t.Passive(i) || t.Negated(i) || len(t.Agents(i)) > 0 {
			continue
		}
		fight := -1
		for _, o := range t.Obliques(i) {
			if (o.Prep == "in" || o.Prep == "during" || o.Prep == "after") && x.fight(o.Tok) {
				fight = o.Tok
			}
		}
		if fight < 0 || slices.ContainsFunc(t.Obliques(fight), func(o tree.Oblique) bool { return o.Prep == "with" || o.Prep == "between" || o.Prep == "against" }) {
			continue
		}
		s := t.Subjects(i)
		for a := range s {
			for b := a + 1; b < len(s); b++ {
				if assailants[x.lemmas[s[a]]] == assailants[x.lemmas[s[b]]] {
					continue
				}
				for _, one := range x.actorsAt(s[a], true, &frame{things: "Group"}, 0) {
					for _, other := range x.actorsAt(s[b], true, &frame{things: "Group"}, 0) {
						x.add(i, x.synthetic("clashes-with", "fell in a "+x.lemmas[fight]), one, other, "with whom they fought is not said", "")
						x.out[len(x.out)-1].Symmetric = true
					}
				}
			}
		}
	}
}

// fight tells whether the noun at token i has two sides that shoot.
func (x *pass) fight(i int) bool {
	if fights[x.lemmas[i]] {
		return true
	}
	k := x.s.Tree.Kid(i, "compound")
	return k >= 0 && k == i-1 && fights[x.lemmas[k]+"-"+x.lemmas[i]]
}
