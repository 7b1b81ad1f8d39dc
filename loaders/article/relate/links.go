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

// answersTo are what is threatened of somebody who did something.
var answersTo = map[string]bool{"retaliation": true, "response": true, "consequence": true, "revenge": true, "vengeance": true, "reprisal": true, "retribution": true, "action": true, "sanction": true, "measure": true, "punishment": true}

// andThreatens gives a threat without a word for whom it is meant to him who
// is accused right before it: "accused Togo of the raid and vowed revenge".
func (x *pass) andThreatens() {
	t := x.s.Tree
	for v := range t.Tokens {
		h := t.Head(v)
		if !t.UPOS(v, "VERB") || !t.Is(v, "conj") || h < 0 || h > v || t.Passive(v) || t.Negated(v) || x.triggered(v) {
			continue
		}
		switch x.lemmas[v] {
		case "warn", "threaten", "vow", "promise", "swear", "pledge":
		default:
			continue
		}
		said := false
		for _, o := range t.KidsAs(v, "obj") {
			said = said || answersTo[x.lemmas[o]] && x.lemmas[v] != "warn"
		}
		for _, o := range t.Obliques(v) {
			said = said || o.Prep == "of" && answersTo[x.lemmas[o.Tok]]
		}
		if !said {
			continue
		}
		for _, c := range x.out[:len(x.out):len(x.out)] {
			if !c.dropped() && c.Trigger == h && (c.Relation == "accuses" || c.Relation == "criticises") {
				x.add(v, x.synthetic("threatens", x.lemmas[v]+"s"), c.Subject, c.Object, "who was accused before it", "")
			}
		}
	}
}
