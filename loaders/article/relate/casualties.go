package relate

import (
	"slices"

	"entente/loaders/article/mention"
)

// casualty verbs count those who suffered in one deed: "five were killed and
// six others wounded by gunmen".
var casualty = map[string]bool{"kill": true, "injure": true, "wound": true, "hurt": true}

// whoHurt gives who killed those of a verb of casualties that has no doer: he
// who hurt the others that are counted beside them, "two were killed and
// several others injured by gunmen", or who attacked when they were killed,
// "two were killed when police opened fire".
func (x *pass) whoHurt(i int) []filler {
	t := x.s.Tree
	if !casualty[x.lemmas[i]] {
		return nil
	}
	for _, k := range t.KidsAs(i, "conj") {
		if !casualty[x.lemmas[k]] || !t.UPOS(k, "VERB") || !t.Passive(k) || x.lemmas[k] == x.lemmas[i] || !x.othersToo(k) {
			continue
		}
		for _, a := range t.Agents(k) {
			if who := x.doerOf(a); len(who) > 0 {
				return who
			}
			if x.isActor(a) {
				return []filler{{tok: a, weak: "who hurt others too"}}
			}
		}
	}
	at := []int{i}
	for _, k := range t.KidsAs(i, "conj") {
		if casualty[x.lemmas[k]] {
			at = append(at, k)
		}
	}
	if h := t.Head(i); t.Is(i, "conj") && h >= 0 && casualty[x.lemmas[h]] {
		at = append(at, h)
	}
	for _, v := range at {
		when := t.KidsAs(v, "advcl")
		for _, o := range t.KidsAs(v, "obl") {
			when = append(when, t.KidsAs(o, "advcl", "acl:relcl")...) // "in a shooting when gunmen opened fire"
		}
		for _, k := range when {
			if who := x.attackedWhen(k, i); len(who) > 0 {
				return who
			}
		}
	}
	return nil
}

// othersToo tells whether those who suffer what the verb at token k says are
// more of the same: "six others", "13 more", "several", "ten people"; not the
// attackers.
func (x *pass) othersToo(k int) bool {
	t := x.s.Tree
	s := t.Kid(k, "nsubj:pass", "nsubj")
	if s < 0 {
		return k > 0 && (t.UPOS(k-1, "NUM") || t.Lemma(k-1) == "more" || t.Lemma(k-1) == "other")
	}
	return !assailants[x.lemmas[s]]
}

// assailants are those who attack: who wounds them is another than who killed.
var assailants = map[string]bool{
	"attacker": true, "assailant": true, "gunman": true, "militant": true, "insurgent": true, "rebel": true, "terrorist": true, "suspect": true, "perpetrator": true, "bandit": true, "bomber": true, "raider": true, "fighter": true, "shooter": true, "intruder": true, "robber": true, "hijacker": true, "jihadist": true,
}

// attackedWhen gives who does what the clause of verb k says if it is a time
// clause of an attack: "when gunmen open fire", "after a tank shells a camp".
func (x *pass) attackedWhen(k, i int) []filler {
	t := x.s.Tree
	if !t.UPOS(k, "VERB") || t.Passive(k) || t.Negated(k) || t.Tokens[k].XPOS == "VBG" {
		return nil
	}
	if m := t.Kid(k, "advmod", "mark"); m < 0 || m > k || t.Lemma(m) != "when" && t.Lemma(m) != "after" {
		return nil
	}
	fires := x.lemmas[k] == "fire" || x.lemmas[k] == "open" && slices.ContainsFunc(t.KidsAs(k, "obj", "obl", "xcomp"), func(o int) bool { return x.lemmas[o] == "fire" })
	if !fires && !slices.ContainsFunc(x.out, func(c *Candidate) bool {
		return !c.dropped() && c.Relation == "attacks" && c.Trigger == k && c.Part == 'v'
	}) {
		return nil
	}
	var out []filler
	for _, a := range t.Agents(k) {
		switch m := x.s.At[a]; {
		case m != nil && volleys[x.lemmas[a]]:
			out = append(out, x.ownersOf(a)...) // "when a Turkish drone struck"
			if len(out) == 0 {
				out = x.firedAs(a)
			}
		case m != nil && m.Kind == mention.Pronoun || !x.isActor(a) && len(x.actorsAt(a, true, &frame{}, 0)) == 0:
			return nil
		default:
			out = append(out, filler{tok: a, weak: "who attacked when it was done"})
		}
	}
	for _, p := range t.Patients(i) {
		if assailants[x.lemmas[p]] {
			return nil // "five rebels were killed when rebels attacked"
		}
		if slices.ContainsFunc(t.Agents(k), func(a int) bool { return x.lemmas[a] == x.lemmas[p] }) {
			return nil // "a soldier was injured when soldiers opened fire"
		}
	}
	return out
}
