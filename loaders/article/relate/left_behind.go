package relate

import "entente/loaders/article/mention"

// leftBehind gives the place that forces left according to what is told of it
// afterwards, where the clause that says that they left does not name it:
// "Shops reopen in Aden after the Houthis pull out".
func (x *pass) leftBehind(i int) []filler {
	t := x.s.Tree
	v := t.Head(i)
	if v < 0 || v > i {
		return nil
	}
	switch {
	case t.UPOS(i, "VERB") && t.Is(i, "advcl") && !t.Passive(i):
		m := t.Kid(i, "mark")
		if m < 0 || !thereafter[t.Lemma(m)] || t.Kid(i, "obj", "ccomp", "xcomp") >= 0 {
			return nil
		}
	case t.UPOS(i, "NOUN") && t.Is(i, "obl", "nmod") && thereafter[t.Prep(i)]:
	default:
		return nil
	}
	for _, k := range t.KidsAs(i, "obl", "nmod") {
		switch t.Prep(k) {
		case "on", "at", "after", "amid", "before", "under", "without", "with", "by", "for", "to", "":
		default:
			return nil // "from the front", "in the north": where it was is said
		}
	}
	whole := func(k int) []filler {
		if m := x.s.At[k]; k < i && m != nil && m.Kind == mention.Name && m.Entity != nil && m.Entity.Type == "Place" {
			return []filler{{tok: k, m: m, weak: "place of what follows"}}
		}
		return nil
	}
	for _, k := range t.KidsAs(v, "obl", "nmod", "obj") {
		switch t.Prep(k) {
		case "", "in", "into", "to", "at", "inside", "across", "around":
			if out := whole(k); len(out) > 0 {
				return out
			}
		}
		for _, in := range x.nounsUnder(k, "in") {
			if out := whole(in); len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// thereafter are words for what was before something else was.
var thereafter = map[string]bool{"after": true, "as": true, "since": true, "once": true, "following": true, "when": true}
