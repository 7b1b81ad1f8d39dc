package relate

import "entente/loaders/article/mention"

// links are what goes between two lands; resuming verbs bring it back.
var (
	links    = map[string]bool{"flight": true, "service": true, "train": true, "ferry": true, "route": true, "link": true, "trade": true, "traffic": true, "train-service": true, "crossing": true, "border-crossing": true, "railway": true, "air-link": true, "rail-link": true}
	resuming = map[string]bool{"resume": true, "restart": true, "restore": true, "reopen": true, "relaunch": true, "re-open": true, "reinstate": true}
)

// linksResumed reads "flights between Lomé and Accra resume": the two work
// together.
func (x *pass) linksResumed() {
	t := x.s.Tree
	for v := range t.Tokens {
		if !t.UPOS(v, "VERB") || !resuming[x.lemmas[v]] || t.Negated(v) {
			continue
		}
		for _, n := range append(t.Subjects(v), t.Patients(v)...) {
			if !t.UPOS(n, "NOUN") || !links[x.lemmas[n]] {
				continue
			}
			var two []*mention.Mention
			for _, o := range t.Obliques(n) {
				if o.Prep == "between" {
					if m := x.s.At[o.Tok]; m != nil && m.Entity != nil && m.Kind == mention.Name && isPlace(m.Entity) {
						two = append(two, m)
					}
				}
			}
			if len(two) == 2 && two[0].Entity != two[1].Entity && two[0].Entity.ID != two[1].Entity.State && two[1].Entity.ID != two[0].Entity.State && (two[0].Entity.State == "" || two[0].Entity.State != two[1].Entity.State) {
				x.add(v, x.synthetic("cooperates-with", x.lemmas[n]+" between them"), two[0], two[1], "", "pair")
				x.out[len(x.out)-1].Symmetric = true
				break
			}
		}
	}
}
