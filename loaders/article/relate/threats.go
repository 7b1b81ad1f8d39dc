package relate

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

// answersTo are what is threatened of somebody who did something.
var answersTo = map[string]bool{"retaliation": true, "response": true, "consequence": true, "revenge": true, "vengeance": true, "reprisal": true, "retribution": true, "action": true, "sanction": true, "measure": true, "punishment": true}
