package relate

import (
	"entente/loaders/article/mention"
)

// fallen reads who died or was left hurt in whose attack, where the verb is
// none of killing: "three died in a Russian strike", "five dead in an Israeli
// raid".
func (x *pass) fallen() {
	t := x.s.Tree
	for i := range t.Tokens {
		var dead []int
		at := i
		switch l := x.lemmas[i]; {
		case t.UPOS(i, "VERB") && (l == "die" || l == "perish") && !t.Negated(i):
			dead = t.Subjects(i)
		case l == "dead" && t.UPOS(i, "ADJ", "NOUN") && t.Kid(i, "cop") < 0 && !x.triggered(i):
			switch h := t.Head(i); {
			case h < 0 && t.Kid(i, "nsubj") >= 0:
				dead = t.Subjects(i) // "Five people dead in strike"
			case h < 0 || t.Is(i, "amod") && t.Is(h, "root"):
				dead = []int{t.Kid(i, "nummod")} // "Five dead in strike"
				if t.Is(i, "amod") && h >= 0 {
					dead, at = []int{h}, h
				}
			}
		}
		if len(dead) == 0 {
			continue
		}
		who := x.inAttack(at)
		if len(who) == 0 {
			who = x.ofWounds(at)
		}
		if len(who) == 0 {
			continue
		}
		tr := x.synthetic("kills", t.Lemma(i))
		if tr == nil {
			continue
		}
		for _, d := range dead {
			if d < 0 {
				continue
			}
			victims := x.actorsAt(d, false, &frame{things: "Group"}, 0)
			if len(victims) == 0 && t.UPOS(d, "NUM") && x.s.At[d] != nil {
				c := *x.s.At[d]
				c.Entity = x.reading.People()
				c.Why = "a number of people"
				victims = []*mention.Mention{&c}
			}
			for _, v := range victims {
				if v.Entity.Type == "Person" || v.Entity.Type == "Group" || v.Class == "own" || v.Class == "stands" || v.Kind == mention.Name {
					x.add(i, tr, who[0].m, v, who[0].weak, "")
				}
			}
		}
	}
}

// wounds are what somebody dies of who was hurt before.
var wounds = map[string]bool{"wound": true, "injury": true, "burn": true, "shrapnel-wound": true}

// ofWounds gives in whose attack somebody got the wounds he died of: "died of
// wounds sustained in a Houthi attack".
func (x *pass) ofWounds(i int) []filler {
	t := x.s.Tree
	for _, o := range t.Obliques(i) {
		if o.Prep != "of" && o.Prep != "from" || !wounds[x.lemmas[o.Tok]] {
			continue
		}
		at := append([]int{o.Tok}, t.KidsAs(o.Tok, "acl", "acl:relcl")...)
		for _, v := range at {
			for _, in := range t.Obliques(v) {
				switch in.Prep {
				case "in", "during", "after", "from", "following":
				default:
					continue
				}
				if who := x.doerOf(in.Tok); len(who) > 0 {
					return who
				}
				if who := x.foughtWith(in.Tok); len(who) > 0 {
					return who
				}
			}
		}
	}
	return nil
}
