package relate

import (
	"strings"

	"entente/loaders/article/mention"
)

// tried reads who tries somebody where a trial is said to take place in a body:
// "the impeachment trial of the governor began in the Senate".
func (x *pass) tried() {
	t := x.s.Tree
	for i := range t.Tokens {
		if x.lemmas[i] != "trial" || !t.UPOS(i, "NOUN") {
			continue
		}
		var whom []*mention.Mention
		at := t.Obliques(i)
		if k := t.Kid(i, "nmod:poss"); k >= 0 {
			whom = x.actorsAt(k, false, &frame{}, 0)
		}
		for _, o := range at {
			if o.Prep == "of" && len(whom) == 0 {
				whom = x.actorsAt(o.Tok, false, &frame{}, 0)
			}
		}
		if h := t.Head(t.First(i)); h >= 0 && t.Is(t.First(i), "nsubj", "nsubj:pass") && taking[x.lemmas[h]] {
			at = append(at, t.Obliques(h)...)
		}
		for _, o := range at {
			if o.Prep != "in" && o.Prep != "at" && o.Prep != "before" {
				continue
			}
			for _, s := range x.actorsAt(o.Tok, true, &frame{}, 0) {
				if !sits(s) {
					continue
				}
				for _, p := range notAll(whom, []*mention.Mention{s}) {
					if p.Entity.Type == "Person" {
						x.add(i, x.synthetic("arrests", "trial in"), s, p, "", "of")
					}
				}
			}
		}
	}
}

// sits tells whether a body hears cases.
func sits(m *mention.Mention) bool {
	for _, w := range []string{"court", "senate", "tribunal", "parliament", "assembly", "chamber"} {
		if strings.Contains(strings.ToLower(m.Text), w) && m.Entity.Type != "Place" && m.Entity.Type != "State" {
			return true
		}
	}
	return false
}

// designated reads who is made an ally: "designates Togo as a major ally", "the
// designation of Togo as its partner".
func (x *pass) designated() {
	t := x.s.Tree
	for i := range t.Tokens {
		verb := t.UPOS(i, "VERB") && naming[x.lemmas[i]]
		if !verb && x.lemmas[i] != "designation" && x.lemmas[i] != "naming" {
			continue
		}
		friend := false
		var whom []int
		for _, o := range t.Obliques(i) {
			switch {
			case o.Prep == "as" && friends[x.lemmas[o.Tok]]:
				friend = true
			case o.Prep == "of" && !verb:
				whom = t.Conjuncts(o.Tok)
			}
		}
		for _, k := range t.Patients(i) {
			for _, o := range t.Obliques(k) {
				friend = friend || verb && o.Prep == "as" && friends[x.lemmas[o.Tok]]
			}
		}
		if k := t.Kid(i, "xcomp"); verb && k >= 0 && friends[x.lemmas[k]] {
			friend = true
		}
		if !verb {
			for _, k := range whom {
				for _, o := range t.Obliques(k) {
					friend = friend || o.Prep == "as" && friends[x.lemmas[o.Tok]]
				}
			}
		}
		if !friend {
			continue
		}
		who := t.Agents(i)
		if verb {
			whom = t.Patients(i)
		} else if who = nil; true {
			for _, f := range x.owner(i, &trigger{frame: &frame{}}) {
				who = append(who, f.tok)
			}
		}
		tr := x.synthetic("supports", "designated an ally")
		for _, a := range who {
			for _, s := range x.actorsAt(a, true, &frame{}, 0) {
				for _, k := range whom {
					for _, o := range notAll(x.actorsAt(k, false, &frame{}, 0), []*mention.Mention{s}) {
						x.add(i, tr, s, o, "", "")
					}
				}
			}
		}
	}
}

// naming verbs say what somebody is from then on.
var naming = map[string]bool{"designate": true, "name": true, "declare": true, "recognise": true, "recognize": true}

// friends are what those are called whom one is with.
var friends = map[string]bool{"ally": true, "partner": true, "friend": true}
