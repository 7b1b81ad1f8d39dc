package relate

import (
	"strings"

	"entente/loaders/article/mention"
)

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

// toldIn reads "Farmers to Lomé: scrap fuel tax": who stands before the colon
// asks the other.
func (x *pass) toldIn() {
	t := x.s.Tree
	colon := -1
	for i := 2; i < len(t.Tokens)-1 && i < 12; i++ {
		if t.Tokens[i].Text == ":" {
			colon = i
			break
		}
		if t.UPOS(i, "VERB", "AUX") && x.s.At[i] == nil {
			return
		}
	}
	if colon < 0 {
		return
	}
	at := func(i int) *mention.Mention {
		for j := i; j >= 0 && j >= i-4; j-- {
			if m := x.s.At[j]; m != nil && m.Last == i {
				return m
			}
		}
		return nil
	}
	whom := at(colon - 1)
	if whom == nil || whom.Entity == nil || whom.First < 2 || t.Lemma(whom.First-1) != "to" {
		return
	}
	before := whom.First - 2
	switch t.Lemma(before) {
	case "message", "appeal", "plea", "call", "warning":
		before--
		if before > 0 && t.Tokens[before].XPOS == "POS" {
			before--
		}
	}
	v := colon + 1
	for v < len(t.Tokens)-1 && (strings.ContainsAny(t.Tokens[v].Text, "\"'‘’“”") || t.Lemma(v) == "do" || t.Lemma(v) == "not" || t.Lemma(v) == "please") {
		v++
	}
	bare := t.Tokens[v].XPOS == "NN" && v+1 < len(t.Tokens) && t.UPOS(v+1, "NOUN", "DET", "ADJ", "PROPN") && len(x.r.lexicon.verbs[x.lemmas[v]]) > 0 // "scrap fuel tax"
	if before < 0 || !bare && (!t.UPOS(v, "VERB") || t.Tokens[v].XPOS != "VB" && t.Tokens[v].XPOS != "VBP") || t.Kid(v, "nsubj") >= 0 && t.Kid(v, "nsubj") > colon {
		return
	}
	who := at(before)
	if who == nil || who.First != 0 || who.Entity == nil || who.Entity.ID == whom.Entity.ID {
		return
	}
	x.add(v, x.synthetic("appeals-to", "to"), who, whom, "", "")
}
