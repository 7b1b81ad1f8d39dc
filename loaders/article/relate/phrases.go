package relate

import (
	"entente/loaders/article/mention"
)

// phrases reads relations that no single word triggers.
func (x *pass) phrases() {
	x.located()
	x.ledBy()
	x.programmes()
	x.tradeShare()
}

// synthetic is a trigger for a relation that a phrase tells.
func (x *pass) synthetic(relation, text string) *trigger {
	rel, ok := x.r.lexicon.vocabulary.Relation(relation)
	if !ok {
		return nil
	}
	return &trigger{relation: &rel, frame: &frame{pos: 'n', text: "phrase"}, text: text}
}

// located reads "the Al Jazeera Forum in Doha": an event, facility or
// organization by name with a place under "in" or "at".
func (x *pass) located() {
	t := x.s.Tree
	for i, m := range x.s.At {
		if m == nil || m.Entity == nil || m.Kind != mention.Name || m.Entity.Generic {
			continue
		}
		switch m.Entity.Type {
		case "Event", "Facility", "University", "Place":
		default:
			continue
		}
		for _, o := range t.Obliques(i) {
			p := x.s.At[o.Tok]
			if o.Prep != "in" || p == nil || p.Entity == nil || p.Kind != mention.Name {
				// "in Qatar's capital Doha", "in the capital, Doha"
				if p != nil && p.Entity == nil && o.Prep == "in" && (p.Lemma == "capital" || p.Lemma == "city") {
					for _, k := range t.KidsAs(o.Tok, "appos", "flat", "nmod", "compound") {
						if q := x.s.At[k]; q != nil && q.Entity != nil && q.Entity.Type == "Place" {
							x.add(i, x.synthetic("located-in", "in"), m, q, "", "")
						}
					}
				}
				continue
			}
			if p.Entity.Type == "Place" || p.Entity.Type == "State" || p.Entity.Type == "Territory" {
				x.add(i, x.synthetic("located-in", "in"), m, p, "", "")
			}
		}
	}
}

// ledBy reads "US-led coalition", "Iran-backed militia", "Oman-mediated talks".
func (x *pass) ledBy() {
	t := x.s.Tree
	relations := map[string]string{"lead": "leads", "back": "supports", "support": "supports", "arm": "arms", "occupy": "occupies", "own": "owns", "fund": "aids", "sponsor": "supports", "control": "owns"}
	for i := range t.Tokens {
		rel := relations[t.Lemma(i)]
		if rel == "" || !t.UPOS(i, "VERB", "ADJ") || i < 2 || t.Tokens[i-1].Text != "-" {
			continue
		}
		by := x.s.At[i-2]
		if by == nil || by.Entity == nil {
			continue
		}
		h := t.Head(i)
		if h < 0 || h <= i {
			continue
		}
		for _, o := range x.actorsAt(h, false, &frame{}, 0) {
			if o.Entity != by.Entity && x.synthetic(rel, "") != nil {
				x.add(i, x.synthetic(rel, t.Tokens[i-2].Text+"-"+t.Tokens[i].Text), by, o, "", "")
			}
		}
	}
}

// programmes reads "Iran's missile programme": a programme is developed by
// whom it belongs to.
func (x *pass) programmes() {
	for _, m := range x.s.At {
		if m == nil || m.Kind != mention.Noun || m.Entity != nil || m.Class != "thing" || len(m.Owners) == 0 || x.reading.TypeOf(x.s, m) != "Programme" {
			continue
		}
		for _, th := range x.thing(m, "Programme") {
			x.add(m.Head, x.synthetic("develops", "programme of"), m.Owners[0], th, "", "")
		}
	}
}

// tradeShare reads trade said of its owner: "a quarter of Iran's trade is
// with China, including 18bn in imports and 14.5bn in exports".
func (x *pass) tradeShare() {
	t := x.s.Tree
	for i := range t.Tokens {
		if l := t.Lemma(i); l != "trade" && l != "commerce" || !t.UPOS(i, "NOUN") {
			continue
		}
		// The copula's predicate is the noun under "with".
		top := i
		for t.Head(top) >= 0 && t.Is(top, "nmod") {
			top = t.Head(top)
		}
		pred := t.Head(top)
		if pred < 0 || !t.Is(top, "nsubj") || t.Prep(pred) != "with" || t.Kid(pred, "cop") < 0 {
			continue
		}
		for _, o := range x.owner(i, &trigger{frame: &frame{}}) {
			for _, s := range x.actors(o, true, nil) {
				for _, c := range t.Conjuncts(pred) {
					for _, p := range x.actorsAt(c, false, &frame{}, 0) {
						if p.Entity != s.Entity {
							x.add(i, x.synthetic("trades-with", "trade is with"), s, p, "", "")
							x.flows(s, p, i)
						}
					}
				}
			}
		}
	}
}

// flows adds the imports and exports that a sentence on trade between two
// gives figures for.
func (x *pass) flows(s, p *mention.Mention, trade int) {
	t := x.s.Tree
	for j := trade + 1; j < len(t.Tokens); j++ {
		if !t.UPOS(j, "NOUN") || t.Kid(j, "nmod:poss") >= 0 {
			continue
		}
		switch t.Lemma(j) {
		case "import":
			x.add(j, x.synthetic("imports-from", "imports, of the trade"), s, p, "", "")
		case "export":
			x.add(j, x.synthetic("exports-to", "exports, of the trade"), s, p, "", "")
		}
	}
}
