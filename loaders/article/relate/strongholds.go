package relate

// strongholds reads whom somebody attacks who takes what is theirs: "captured
// Humera, the last stronghold of the rebels".
func (x *pass) strongholds() {
	t := x.s.Tree
	for _, c := range x.out {
		if c.dropped() || c.Relation != "occupies" && c.Relation != "attacks" || c.Part != 'v' || c.Object.Head >= len(t.Tokens) {
			continue
		}
		at := []int{c.Object.Head}
		for _, k := range t.KidsAs(c.Object.Head, "appos") {
			at = append(at, t.Conjuncts(k)...)
		}
		for _, k := range at {
			if !holds[x.lemmas[k]] {
				continue
			}
			var of []int
			for _, o := range t.Obliques(k) {
				if o.Prep == "of" {
					of = append(of, t.Conjuncts(o.Tok)...)
				}
			}
			if p := t.Kid(k, "nmod:poss"); p >= 0 {
				of = append(of, p)
			}
			for _, o := range of {
				for _, m := range x.actorsAt(o, false, &frame{}, 0) {
					switch m.Entity.Type {
					case "ArmedForce", "ArmedGroup", "Unit":
						if m.Entity != c.Subject.Entity && m.Entity != c.Object.Entity {
							x.add(c.Trigger, x.synthetic("attacks", "took a "+x.lemmas[k]), c.Subject, m, "whose it was", "of")
							x.out[len(x.out)-1].Part = c.Part
						}
					}
				}
			}
		}
	}
}

// holds are what forces have and lose.
var holds = map[string]bool{"stronghold": true, "bastion": true, "redoubt": true, "base": true, "headquarters": true, "holdout": true, "position": true, "camp": true, "outpost": true, "hideout": true, "garrison": true, "centre": true, "center": true, "enclave": true, "foothold": true}
