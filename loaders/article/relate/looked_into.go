package relate

import "entente/loaders/article/mention"

// foundOut verbs say what an inquiry came to.
var foundOut = map[string]bool{"find": true, "conclude": true, "establish": true, "determine": true, "reveal": true, "accuse": true, "allege": true, "discover": true, "uncover": true}

// lookedInto reads whom an inquiry was about by what it found: "a probe by the
// bishops finds that the school beat its pupils".
func (x *pass) lookedInto() {
	t := x.s.Tree
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !foundOut[x.lemmas[v]] || t.Passive(v) || t.Negated(v) {
			continue
		}
		n := t.Kid(v, "nsubj")
		if n < 0 || !inquiries[x.lemmas[n]] || x.lemmas[n] == "report" || x.s.At[n] == nil {
			continue
		}
		var about []int
		if c := t.Kid(v, "ccomp"); c >= 0 && t.UPOS(c, "VERB") {
			about = t.Agents(c)
		} else if x.lemmas[v] == "accuse" {
			about = t.Patients(v)
		}
		for _, by := range x.s.At[n].Owners {
			if by.Kind == mention.Pronoun || by.Entity == nil || by.Entity.Type == "Place" {
				continue
			}
			for _, a := range about {
				for _, o := range notAll(x.actorsAt(a, true, &frame{}, 0), []*mention.Mention{by}) {
					switch o.Entity.Type {
					case "Event", "Goods", "Place", "Programme", "Agreement":
						continue
					}
					x.add(v, x.synthetic("investigates", "what an inquiry found"), by, o, "", "")
				}
			}
		}
	}
}
