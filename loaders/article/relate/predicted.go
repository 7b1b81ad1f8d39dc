package relate

import (
	"entente/schema"
	"slices"
)

// ills are what somebody says that another's plans would bring.
var ills = map[string]bool{
	"chaos": true, "disaster": true, "ruin": true, "failure": true, "collapse": true, "war": true, "recession": true, "harm": true, "damage": true, "misery": true, "poverty": true, "unemployment": true, "suffering": true,
	"instability": true, "bloodshed": true, "catastrophe": true, "crisis": true, "hardship": true, "hunger": true, "confusion": true, "inflation": true, "escalation": true, "violence": true, "death": true, "job-loss": true, "loss": true, "shortage": true, "misfortune": true,
}

// worsening verbs say that their subject does harm; bringing verbs do with ills.
var (
	worsening = map[string]bool{"harm": true, "damage": true, "hurt": true, "undermine": true, "ruin": true, "wreck": true, "destroy": true, "devastate": true, "cripple": true, "weaken": true, "endanger": true, "jeopardise": true, "jeopardize": true, "backfire": true, "fail": true, "worsen": true, "betray": true, "penalise": true, "bankrupt": true, "sabotage": true, "destabilise": true, "destabilize": true, "violate": true}
	bringing  = map[string]bool{"cause": true, "bring": true, "lead": true, "mean": true, "create": true, "spell": true, "trigger": true, "produce": true, "provoke": true, "fuel": true, "inflame": true, "risk": true, "invite": true}
)

// schemes are what somebody plans or does that others speak of.
var schemes = map[string]bool{"policy": true, "plan": true, "proposal": true, "move": true, "decision": true, "action": true, "reform": true, "bill": true, "law": true, "strategy": true, "budget": true, "measure": true, "tariff": true, "sanction": true, "approach": true, "stance": true, "scheme": true, "programme": true, "cut": true, "manifesto": true, "idea": true, "offer": true, "step": true, "behaviour": true, "ban": true}

// predicted reads "said Tory plans would lead to ruin": who says that another's
// plans do harm criticises him.
func (x *pass) predicted() {
	t := x.s.Tree
	for i := range t.Tokens {
		v := t.Head(i)
		if v < 0 || !t.UPOS(i, "VERB") || !t.Is(i, "ccomp") || t.Passive(i) || t.Negated(i) || !t.UPOS(v, "VERB") || !x.r.gov.speech[x.lemmas[v]] || x.r.gov.deny[x.lemmas[v]] || t.Negated(v) {
			continue
		}
		bad := worsening[x.lemmas[i]]
		if bringing[x.lemmas[i]] {
			for _, k := range append(t.KidsAs(i, "obj"), t.KidsAs(i, "obl")...) {
				bad = bad || ills[x.lemmas[k]]
			}
		}
		if !bad {
			continue
		}
		var of []int
		for _, s := range t.Subjects(i) {
			if schemes[x.lemmas[s]] && x.s.At[s] != nil {
				of = append(of, s)
			}
		}
		if len(of) > 0 && !slices.ContainsFunc(x.out, func(c *Candidate) bool {
			return !c.dropped() && (c.Trigger == v && c.Relation == "criticises" || c.Trigger == i && c.Class == schema.Conflictual)
		}) {
			x.judged(i, v, of, "criticises", "would "+x.lemmas[i])
		}
	}
}
