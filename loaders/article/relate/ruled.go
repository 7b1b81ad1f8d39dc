package relate

import "entente/loaders/article/mention"

// ruled reads what a court decides of somebody: "rules that Lind may run for
// president" lets her, "rules that he must stay in jail" does not.
func (x *pass) ruled() {
	t := x.s.Tree
	for i := range t.Tokens {
		if !t.UPOS(i, "VERB") || !ruling[x.lemmas[i]] || t.Negated(i) {
			continue
		}
		c := t.Kid(i, "ccomp")
		if c < 0 {
			continue
		}
		relation := ""
		no := t.Negated(c)
		for _, k := range t.KidsAs(c, "aux") {
			switch l := t.Lemma(k); {
			case (l == "may" || l == "can" || l == "could" || l == "might") && !no && !x.harms(c):
				relation = "yields-to"
			case (l == "may" || l == "can" || l == "could") && no:
				relation = "restricts"
			case (l == "must" || l == "should" || l == "shall") && !no && x.jailed(c):
				relation = "arrests"
			case (l == "must" || l == "should") && !no && freed[x.lemmas[c]]:
				relation = "releases"
			}
		}
		if relation == "" {
			continue
		}
		for _, a := range t.Agents(i) {
			for _, s := range x.actorsAt(a, true, &frame{}, 0) {
				if !sits(s) && x.lemmas[s.Head] != "judge" && x.lemmas[s.Head] != "commission" {
					continue
				}
				for _, k := range t.KidsAs(c, "nsubj", "nsubj:pass") {
					for _, b := range t.Conjuncts(k) {
						for _, o := range notAll(x.actorsAt(b, false, &frame{}, 0), []*mention.Mention{s}) {
							switch o.Entity.Type {
							case "Event", "Goods", "Agreement", "Place", "Programme":
								continue
							}
							if len(o.Owners) > 0 && o.Class == "act" || relation != "yields-to" && relation != "restricts" && o.Entity.Type != "Person" && o.Entity.Type != "Group" {
								continue
							}
							x.add(i, x.synthetic(relation, x.lemmas[i]+" that he "+x.lemmas[c]+"s"), s, o, "", "comp")
							x.out[len(x.out)-1].Given = true
						}
					}
				}
			}
		}
	}
}

// ruling verbs are of who decides what is lawful.
var ruling = map[string]bool{"rule": true, "decide": true, "find": true, "determine": true, "conclude": true, "declare": true}

// freed are verbs of what becomes of whom a court lets go.
var freed = map[string]bool{"release": true, "free": true, "acquit": true}

// jailed tells whether a clause says that somebody stays in or goes to prison.
func (x *pass) jailed(c int) bool {
	t := x.s.Tree
	switch x.lemmas[c] {
	case "prison", "jail", "custody", "detention", "arrest":
		return t.UPOS(c, "NOUN")
	}
	for _, o := range t.Obliques(c) {
		switch x.lemmas[o.Tok] {
		case "prison", "jail", "custody", "detention", "bar", "sentence", "term":
			return true
		}
	}
	return x.lemmas[c] == "jail" || x.lemmas[c] == "imprison" || x.lemmas[c] == "extradite"
}

// rulers are who rules that something is so and does besides what the
// participle behind says: "the judge ruled that the ban was illegal, freeing
// the two".
func (x *pass) rulers(i int) []filler {
	t := x.s.Tree
	h := t.Head(i)
	if t.Tokens[i].XPOS != "VBG" || !t.Is(i, "advcl") || h < 0 || h > i || i == 0 || t.Tokens[i-1].Text != "," || t.Kid(h, "cop") < 0 || !t.UPOS(h, "ADJ", "NOUN") || t.Kid(i, "nsubj", "mark") >= 0 {
		return nil
	}
	v := t.Head(h)
	if v < 0 || v > h || !t.Is(h, "ccomp", "advcl") || !t.UPOS(v, "VERB") || !ruling[x.lemmas[v]] || t.Passive(v) {
		return nil
	}
	return fillers(t.Subjects(v))
}

// mildly tells whether the verb at token i sentences somebody to what leaves
// him free: a fine, disqualification.
func (x *pass) mildly(i int) bool {
	t := x.s.Tree
	free := false
	for _, o := range t.Obliques(i) {
		if o.Prep != "to" {
			continue
		}
		first, last := t.Reach(o.Tok)
		for k := first; k <= last; k++ {
			switch t.Lemma(k) {
			case "fine", "disqualification", "probation", "ban", "service":
				free = true
			case "prison", "jail", "imprisonment", "custody", "detention", "arrest", "death", "labour", "labor", "sentence", "bar":
				return false
			}
		}
	}
	return free
}
