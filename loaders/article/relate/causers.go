package relate

// causers give who is said in a participle to have done what noun k names: "an
// explosion caused by the rebels".
func (x *pass) causers(k int) []filler {
	t := x.s.Tree
	if l := x.lemmas[k]; l != "explosion" && l != "blast" && l != "fire" && l != "massacre" && x.attackBy(k) == nil {
		return nil
	}
	var out []filler
	for _, v := range t.KidsAs(k, "acl") {
		if t.Tokens[v].XPOS != "VBN" || !causing[x.phrasal(v)] && !causing[x.lemmas[v]] {
			continue
		}
		for _, a := range t.Agents(v) {
			for _, by := range x.actorsAt(a, true, &frame{}, 0) {
				if by.Entity.Type != "Event" && by.Entity.Type != "Goods" && by.Entity.Type != "Place" {
					out = append(out, filler{tok: a, m: by, weak: inAttackOf})
				}
			}
		}
	}
	return out
}

// causing verbs are of who is behind a blow.
var causing = map[string]bool{"cause": true, "trigger": true, "detonate": true, "commit": true, "perpetrate": true, "conduct": true, "launch": true, "carry_out": true, "set_off": true, "stage": true, "orchestrate": true, "mount": true}

// firedAs gives the land from which what noun k names was fired: "a rocket
// fired from Gaza hit a house".
func (x *pass) firedAs(k int) []filler {
	for _, v := range x.s.Tree.KidsAs(k, "acl", "acl:relcl") {
		if !firing[x.lemmas[v]] {
			continue
		}
		for _, o := range x.s.Tree.Obliques(v) {
			if m := x.s.At[o.Tok]; o.Prep == "from" && m != nil && m.Entity != nil && (m.Entity.Land() || m.Entity.Type == "Place" && m.Entity.Entry != nil && m.Entity.Entry.Kind != "city") {
				return []filler{{tok: o.Tok, m: m, weak: "from where it was fired"}}
			}
		}
	}
	return nil
}
