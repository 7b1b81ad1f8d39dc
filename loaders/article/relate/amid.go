package relate

import "entente/loaders/article/mention"

// reproaches are nouns of what others say against who does something.
var reproaches = map[string]bool{
	"criticism": true, "condemnation": true, "outcry": true, "concern": true, "anger": true, "outrage": true, "opposition": true, "objection": true, "protest": true, "backlash": true, "fury": true, "uproar": true, "alarm": true, "complaint": true, "warning": true, "dismay": true,
}

// amidReproach reads by whom somebody is criticised as he does something:
// "Togo deported him amid concerns from rights groups", "despite objections by
// Ghana".
func (x *pass) amidReproach() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "NOUN") || !reproaches[x.lemmas[i]] || x.triggered(i) {
			continue
		}
		switch t.Prep(i) {
		case "amid", "amidst", "despite", "over", "in_spite", "notwithstanding":
		default:
			continue
		}
		v := t.Head(i)
		for v >= 0 && !t.UPOS(v, "VERB") && v < i && t.Is(v, "obl", "nmod", "obj", "flat", "appos") {
			v = t.Head(v)
		}
		if v < 0 || v > i || !t.UPOS(v, "VERB") {
			continue
		}
		var who []*mention.Mention
		for _, o := range t.Obliques(i) {
			if o.Prep != "from" && o.Prep != "by" {
				continue
			}
			for _, m := range x.actorsAt(o.Tok, true, &frame{}, 0) {
				if m.Entity.Type != "Event" && m.Entity.Type != "Goods" {
					who = append(who, m)
				}
			}
		}
		for _, a := range t.Agents(v) {
			for _, o := range notAll(x.actorsAt(a, false, &frame{}, 0), who) {
				for _, s := range who {
					if o.Entity.Type != "Event" && o.Entity.Type != "Goods" {
						x.add(i, x.synthetic("criticises", "amid "+x.lemmas[i]), s, o, "", "from")
						x.out[len(x.out)-1].Given = true
					}
				}
			}
		}
	}
}
