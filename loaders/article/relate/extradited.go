package relate

import "entente/loaders/article/mention"

// granting verbs are of who lets or makes somebody be sent away.
var granting = map[string]bool{"approve": true, "order": true, "authorise": true, "authorize": true, "grant": true, "allow": true, "permit": true, "clear": true, "uphold": true, "confirm": true, "sanction": true, "greenlight": true, "back": true, "sign": true}

// extraditions reads "the court approved the extradition of a Togolese man to
// Chad": it hands him over, for the sake of Chad.
func (x *pass) extraditions() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "NOUN") || x.lemmas[i] != "extradition" {
			continue
		}
		v := t.Head(t.First(i))
		if v < 0 || !t.UPOS(v, "VERB") || !granting[x.lemmas[v]] || t.Negated(v) {
			continue
		}
		var by, whom, to []*mention.Mention
		for _, a := range t.Agents(v) {
			by = append(by, x.actorsAt(a, true, &frame{}, 0)...)
		}
		if k := t.Kid(i, "nmod:poss"); k >= 0 {
			whom = append(whom, x.actorsAt(k, false, &frame{}, 0)...)
		}
		for _, o := range t.Obliques(i) {
			switch o.Prep {
			case "of":
				whom = append(whom, x.actorsAt(o.Tok, false, &frame{things: "Group"}, 0)...)
				for _, in := range t.Obliques(o.Tok) {
					if in.Prep == "to" {
						to = append(to, x.actorsAt(in.Tok, false, &frame{}, 0)...)
					}
				}
			case "to":
				to = append(to, x.actorsAt(o.Tok, false, &frame{}, 0)...)
			}
		}
		for _, o := range t.Obliques(v) {
			if o.Prep == "to" && len(to) == 0 {
				to = append(to, x.actorsAt(o.Tok, false, &frame{}, 0)...)
			}
		}
		for _, s := range by {
			found := false
			for _, o := range notAll(whom, by) {
				if o.Entity.Type == "Person" || o.Entity.Type == "Group" {
					x.add(i, x.synthetic("arrests", "extradition"), s, o, "", "")
					found = true
				}
			}
			for _, o := range notAll(to, by) {
				if o.Entity.Land() && s.Entity.ID != o.Entity.ID {
					x.add(i, x.synthetic("cooperates-with", "extradition to it"), s, o, "", "")
					found = true
				}
			}
			for _, c := range x.out {
				if found && c.Trigger == v && c.Relation == "supports" && c.Subject.Entity == s.Entity && !c.dropped() {
					c.Dropped = "who is sent where is said"
				}
			}
		}
	}
}
