package relate

import (
	"slices"

	"entente/loaders/article/mention"
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

// killerAmongDead reads "four were killed, including the gunman, and six others
// injured in a mass shooting": he did it to the others.
func (x *pass) killerAmongDead() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !casualty[x.lemmas[i]] || !t.Passive(i) || t.Negated(i) || len(t.Agents(i)) > 0 || t.Is(i, "conj") {
			continue
		}
		verbs := []int{i}
		for _, k := range t.KidsAs(i, "conj") {
			if t.UPOS(k, "VERB") && casualty[x.lemmas[k]] && len(t.Agents(k)) == 0 {
				verbs = append(verbs, k)
			}
		}
		spree := false
		for _, v := range verbs {
			for _, o := range t.Obliques(v) {
				spree = spree || (o.Prep == "in" || o.Prep == "during" || o.Prep == "after" || o.Prep == "at") && sprees[x.lemmas[o.Tok]]
			}
		}
		killer := x.amongDead(i)
		if !spree || killer < 0 {
			continue
		}
		for _, who := range x.actorsAt(killer, true, &frame{}, 0) {
			for _, v := range verbs {
				relation := "injures"
				if x.lemmas[v] == "kill" {
					relation = "kills"
				}
				for _, p := range t.Subjects(v) {
					if p == killer {
						continue
					}
					for _, o := range notAll(x.actorsAt(p, false, &frame{things: "Group"}, 0), []*mention.Mention{who}) {
						x.add(v, x.synthetic(relation, "died with them"), who, o, "", "")
					}
				}
			}
		}
	}
}

// sprees are what one kills many in, who may die too.
var sprees = map[string]bool{"shooting": true, "stabbing": true, "mass-shooting": true, "bombing": true, "massacre": true, "rampage": true, "attack": true, "spree": true, "murder-suicide": true, "ramming": true, "shooting-spree": true}

// amongDead is the one of those killed, by verb i, that did it: "including the
// attacker"; -1 if none is said.
func (x *pass) amongDead(i int) int {
	t := x.s.Tree
	one := func(k int) bool {
		return assailants[x.lemmas[k]] && t.Tokens[k].XPOS == "NN" && t.Kid(k, "det") >= 0 && t.Lemma(t.Kid(k, "det")) == "the"
	}
	s := t.Subjects(i)
	for n, k := range s {
		if n > 0 && one(k) {
			return k
		}
	}
	at := t.Obliques(i)
	for _, k := range s {
		at = append(at, t.Obliques(k)...)
	}
	for _, o := range at {
		if o.Prep == "including" && one(o.Tok) {
			return o.Tok
		}
	}
	return -1
}
