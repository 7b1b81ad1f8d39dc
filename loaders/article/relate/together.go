package relate

import "entente/loaders/article/mention"

// together reads what two do jointly, whatever it is: "Ghana and Togo jointly
// develop a field", "Ghanaian and Togolese ships patrol together", "Ghana and
// Togo open a joint plant".
func (x *pass) together() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || t.Passive(i) || !x.jointly(i) {
			continue
		}
		var who []*mention.Mention
		add := func(m *mention.Mention) {
			for k, w := range who {
				if w.Last+1 >= m.First && m.Kind == mention.Name && w.Kind == mention.Noun {
					who[k] = m // "the miner Ada Copper" is one
				}
				if w.Entity.ID == m.Entity.ID || who[k] == m {
					return
				}
			}
			who = append(who, m)
		}
		for _, a := range t.Agents(i) {
			if m := x.s.At[a]; m != nil && m.Entity == nil && m.Class == "thing" && len(m.Owners) > 1 {
				for _, o := range m.Owners {
					add(o)
				}
				continue
			}
			for _, m := range x.actorsAt(a, true, &frame{}, 0) {
				add(m)
			}
		}
		if len(who) < 2 || len(who) > 4 || x.joinedAlready(who[0], who[1]) {
			continue
		}
		x.each(i, x.synthetic("cooperates-with", "jointly"), who, "")
	}
}

// jointly tells whether a verb says that its subjects do it as one.
func (x *pass) jointly(i int) bool {
	t := x.s.Tree
	for _, k := range t.KidsAs(i, "advmod") {
		if l := t.Lemma(k); l == "jointly" || l == "together" && (k+1 >= len(t.Tokens) || t.Lemma(k+1) != "with") {
			return true
		}
	}
	o := t.Kid(i, "obj")
	if o < 0 || t.Kid(o, "nummod") >= 0 {
		return false // "a joint 200 prisoners"
	}
	for _, k := range t.KidsAs(o, "amod") {
		if t.Lemma(k) == "joint" {
			return true
		}
	}
	return false
}
