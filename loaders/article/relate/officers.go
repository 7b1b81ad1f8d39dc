package relate

import "entente/loaders/article/mention"

// officers reads by whom somebody is arrested or freed where only the sentence
// before says who acts: "Police seize ten boats. Two men are detained."
func (x *pass) officers() {
	t := x.s.Tree
	for i := range t.Tokens {
		relation := custody[x.lemmas[i]]
		if relation == "" || !t.UPOS(i, "VERB") || !t.Passive(i) || t.Negated(i) || !t.Is(i, "root", "conj", "ccomp", "parataxis") || t.Kid(i, "aux:pass") < 0 || len(t.Agents(i)) > 0 || x.triggered(i) {
			continue
		}
		elsewhere := false
		for _, o := range t.Obliques(i) {
			if m := x.s.At[o.Tok]; m != nil && m.Entity != nil && (m.Entity.Type == "State" || m.Entity.Type == "Government") {
				elsewhere = true // he may be arrested by others
			}
		}
		if elsewhere {
			continue
		}
		who := x.reading.Officers(i)
		if who == nil || who.Entity == nil {
			continue
		}
		for _, k := range t.Patients(i) {
			for _, o := range notAll(x.actorsAt(k, false, &frame{things: "Group"}, 0), []*mention.Mention{who}) {
				if o.Entity.Type == "Person" || o.Entity.Type == "Group" {
					x.add(i, x.synthetic(relation, x.lemmas[i]+", by who acted before"), who, o, "who does it stands in the sentence before", "patient")
				}
			}
		}
	}
}

// custody are verbs of who takes or lets go, and what they tell of.
var custody = map[string]string{"arrest": "arrests", "detain": "arrests", "jail": "arrests", "release": "releases", "free": "releases"}
