package relate

import "entente/loaders/article/mention"

// crowding nouns are of people who protest, whatever they are said to do.
var crowding = map[string]bool{"protester": true, "protestor": true, "demonstrator": true, "striker": true, "picketer": true, "marcher": true, "rioter": true}

// massing verbs are of those who come together.
var massing = map[string]bool{"gather": true, "assemble": true, "mass": true, "converge": true, "march": true, "rally": true, "throng": true, "flock": true, "pour": true, "flood": true, "camp": true, "congregate": true, "turn": true, "descend": true, "block": true, "take": true}

// crowds reads "demonstrators gathered in Tunis": against the state there.
func (x *pass) crowds() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !massing[x.lemmas[i]] || x.triggered(i) {
			continue
		}
		var who []*mention.Mention
		for _, a := range t.Subjects(i) {
			if crowding[x.lemmas[a]] {
				who = append(who, x.actorsAt(a, false, &frame{}, 0)...)
				continue
			}
			for _, o := range t.Obliques(a) {
				if o.Prep == "of" && crowding[x.lemmas[o.Tok]] {
					who = append(who, x.actorsAt(o.Tok, false, &frame{}, 0)...)
				}
			}
		}
		if len(who) == 0 {
			continue
		}
		var where []*mention.Mention
		for _, o := range t.Obliques(i) {
			switch o.Prep {
			case "in", "at", "on", "outside", "near", "across", "throughout", "through", "around", "into":
			default:
				continue
			}
			spots := []int{o.Tok}
			for _, of := range t.Obliques(o.Tok) {
				if of.Prep == "in" || of.Prep == "of" {
					spots = append(spots, of.Tok)
				}
			}
			for _, k := range spots {
				if p := x.s.At[k]; len(where) == 0 && p != nil && isPlace(p.Entity) {
					where = append(where, p)
				}
			}
		}
		for _, w := range who {
			for _, o := range x.ruling(where) {
				if o.Entity != nil {
					x.add(i, x.synthetic("protests-against", x.lemmas[i]), w, o, "against whom is not said", "in")
				}
			}
		}
	}
}
