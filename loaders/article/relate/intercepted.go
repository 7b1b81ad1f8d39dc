package relate

import "entente/loaders/article/mention"

// intercepted reads whose missiles somebody brings down: "Oman intercepted
// missiles from Iran", "drones fired by the Houthis". They were sent at him, or
// at the land over which he did.
func (x *pass) intercepted() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || t.Negated(i) || t.Tokens[i].XPOS == "VB" || !x.r.doubts.Warding[x.phrasal(i)] && !x.r.doubts.Warding[x.lemmas[i]] && x.phrasal(i) != "shoot_down" {
			continue
		}
		var whose []*mention.Mention
		for _, p := range t.Patients(i) {
			if x.r.doubts.Flying[x.lemmas[p]] || x.attackBy(p) != nil {
				from := x.launchers(p)
				if len(from) == 0 {
					from = x.sentFrom(i, i)
				}
				whose = append(whose, from...)
			}
			for _, o := range t.Obliques(p) {
				if o.Prep == "of" && transparent[x.lemmas[p]] && x.r.doubts.Flying[x.lemmas[o.Tok]] {
					whose = append(whose, x.launchers(o.Tok)...)
				}
			}
		}
		if len(whose) == 0 {
			continue
		}
		var at []*mention.Mention
		for _, o := range t.Obliques(i) {
			if m := x.s.At[o.Tok]; (o.Prep == "over" || o.Prep == "above" || o.Prep == "in" || o.Prep == "near") && m != nil && m.Entity != nil && m.Kind == mention.Name && m.Entity.Type == "State" {
				at = append(at, m)
			}
		}
		for _, a := range t.Agents(i) {
			for _, m := range x.actorsAt(a, true, &frame{}, 0) {
				if m.Entity.Land() || m.Entity.Type == "ArmedForce" || m.Entity.Type == "Government" {
					for _, s := range whose {
						if s.Entity.Land() || s.Entity.Type == "ArmedForce" || s.Entity.Type == "ArmedGroup" {
							x.wards(i, m, s)
						}
					}
				}
				if len(at) == 0 && (m.Entity.Type == "State" || m.Entity.State != "" && m.Entity.Type != "Person" && m.Entity.Type != "Place") {
					at = append(at, m)
				}
			}
		}
		// One drone may only have strayed.
		relation := "attacks"
		if len(t.Patients(i)) == 1 && stray[x.lemmas[t.Patients(i)[0]]] && t.Tokens[t.Patients(i)[0]].XPOS == "NN" {
			relation = "mobilises-against"
		}
		for _, s := range whose {
			for _, o := range notAll(at, whose) {
				if s.Entity.State == "" || s.Entity.State != o.Entity.State {
					x.add(i, x.synthetic(relation, "sent what "+x.lemmas[i]+"s"), s, o, "whose missiles they were", "")
					x.out[len(x.out)-1].Given = true // who says so accuses nobody by it
				}
			}
		}
	}
}

// wards adds that who brings down what somebody sent fights with him, unless
// it strayed.
func (x *pass) wards(i int, by, sender *mention.Mention) {
	if len(x.s.Tree.Patients(i)) == 1 && x.s.Tree.Tokens[x.s.Tree.Patients(i)[0]].XPOS == "NN" || by.Entity == sender.Entity || by.Entity.State != "" && by.Entity.State == sender.Entity.State {
		return
	}
	x.add(i, x.synthetic("clashes-with", "brings down what it sent"), by, sender, "whose missiles they were", "")
	x.out[len(x.out)-1].Given = true
}

// stray are what may be flown where somebody else is without a blow.
var stray = map[string]bool{"drone": true, "uav": true, "balloon": true, "quadcopter": true}

// launchers are who sent the missiles or drones of the noun at token k.
func (x *pass) launchers(k int) []*mention.Mention {
	t := x.s.Tree
	if m := x.s.At[k]; m != nil && len(m.Owners) > 0 {
		return m.Owners[:1]
	}
	at := []int{k}
	for _, v := range t.KidsAs(k, "acl", "acl:relcl") {
		switch x.lemmas[v] {
		case "fire", "launch", "send", "come", "shoot", "originate", "coming", "fly":
			at = append(at, v)
		}
	}
	for _, h := range at {
		if from := x.sentFrom(h, -1); len(from) > 0 {
			return from
		}
	}
	return nil
}

// sentFrom is the land or force from or by which the word at token h is said to
// be; not by whom the verb at token warder is done.
func (x *pass) sentFrom(h, warder int) []*mention.Mention {
	for _, o := range x.s.Tree.Obliques(h) {
		if m := x.s.At[o.Tok]; (o.Prep == "from" || o.Prep == "by" && h != warder) && m != nil && m.Entity != nil && m.Kind != mention.Pronoun && (m.Entity.Land() || m.Entity.Type == "ArmedGroup" || m.Entity.Type == "ArmedForce") {
			return []*mention.Mention{m}
		}
	}
	return nil
}
