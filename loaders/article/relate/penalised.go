package relate

import (
	"strings"

	"entente/loaders/article/mention"
)

// penalised reads by whom somebody is fined who pays: "agreed to pay $30m in
// penalties imposed by the regulator", "paid a fine to the city".
func (x *pass) penalised() {
	t := x.s.Tree
	for i := range t.Tokens {
		if l := x.lemmas[i]; !t.UPOS(i, "NOUN") && !t.Is(i, "obj") || l != "fine" && l != "penalty" {
			continue
		}
		v := t.Head(t.First(i))
		for n := 0; v >= 0 && !t.UPOS(v, "VERB") && n < 3; n++ {
			v = t.Head(v) // "$30m in penalties"
		}
		if v < 0 || v > i || t.Negated(v) || !paying[x.lemmas[v]] {
			continue
		}
		var by []*mention.Mention
		take := func(at int, preps ...string) {
			for _, o := range t.Obliques(at) {
				if strings.Contains(strings.Join(preps, " "), o.Prep) && o.Prep != "" && len(by) == 0 {
					for _, m := range x.actorsAt(o.Tok, true, &frame{}, 0) {
						if m.Entity.Type != "Event" && m.Entity.Type != "Goods" && m.Entity.Type != "Place" {
							by = append(by, m)
						}
					}
				}
			}
		}
		for _, k := range t.KidsAs(i, "acl", "acl:relcl") {
			if t.Passive(k) || t.Tokens[k].XPOS == "VBN" {
				take(k, "by")
			}
		}
		take(i, "from", "by")
		if x.lemmas[v] == "pay" {
			take(v, "to")
			take(i, "to")
		}
		for _, a := range t.Agents(v) {
			for _, o := range notAll(x.actorsAt(a, false, &frame{}, 0), by) {
				for _, s := range by {
					x.add(i, x.synthetic("restricts", "has to pay a "+x.lemmas[i]), s, o, "", "")
					x.out[len(x.out)-1].Given = true // whether it is paid or not
				}
			}
		}
	}
}

// paying verbs are of who has been fined.
var paying = map[string]bool{"pay": true, "face": true, "receive": true, "get": true, "accept": true, "appeal": true, "settle": true, "contest": true}
