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
