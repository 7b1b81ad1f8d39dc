package relate

import "entente/loaders/article/mention"

// self gives who a noun says somebody is.
func (x *pass) self(i int, tr *trigger) []filler {
	t := x.s.Tree
	if t.Kid(i, "cop") >= 0 {
		if s := t.Subjects(i); len(s) > 0 {
			return fillers(s)
		}
	}
	if m := x.s.At[i]; m != nil && m.Kind == mention.Name && m.Head == i {
		return nil
	}
	for _, k := range t.KidsAs(i, "appos", "flat") {
		if m := x.s.At[k]; m != nil && m.Entity != nil {
			return []filler{{tok: k}}
		}
	}
	j := t.First(i)
	if h := t.Head(j); h >= 0 && t.Is(j, "appos", "nmod:desc", "compound", "flat") {
		if m := x.s.At[h]; m != nil && m.Entity != nil && m.Kind != mention.Noun {
			return []filler{{tok: h}}
		}
	}
	// "its ally Belarus" read as a name after a noun
	if i+1 < len(t.Tokens) {
		if m := x.s.At[i+1]; m != nil && m.Kind == mention.Name && m.Entity != nil && (t.Head(i+1) == i || t.Head(i) == i+1) {
			return []filler{{tok: i + 1}}
		}
	}
	// "became its largest supplier", "stays an ally"
	if h := t.Head(i); h >= 0 && t.Is(i, "xcomp") && becoming[t.Lemma(h)] && t.Prep(i) == "" && !t.Passive(h) {
		return fillers(t.Subjects(h))
	}
	// "charged as spies for Chad"
	if h := t.Head(i); h >= 0 && t.Is(i, "obl", "xcomp", "advcl") && t.Prep(i) == "as" && unmasking[t.Lemma(h)] {
		return fillers(t.Patients(h))
	}
	// "elected president", "appointed as ambassador"
	office := tr.relation.Name == "leads" || tr.relation.Name == "represents" || tr.relation.Name == "holds-office"
	if h := t.Head(i); h >= 0 && office && t.Is(i, "xcomp", "obl") && t.UPOS(h, "VERB") && (t.Prep(i) == "as" || t.Is(i, "xcomp")) {
		if succeeding[t.Lemma(h)] && !t.Passive(h) {
			return fillers(t.Subjects(h)) // "succeeds him as president"
		}
		return fillers(t.Patients(h))
	}
	return nil
}

// becoming verbs say what their subject is.
var becoming = map[string]bool{"become": true, "remain": true, "stay": true}

// unmasking verbs say what somebody is found out to be.
var unmasking = map[string]bool{"charge": true, "accuse": true, "arrest": true, "detain": true, "jail": true, "convict": true, "try": true, "expel": true, "unmask": true, "expose": true, "identify": true, "execute": true, "hang": true}

// succeeding verbs have their subject in the office, and not their object.
var succeeding = map[string]bool{"succeed": true, "replace": true, "follow": true, "serve": true, "act": true, "return": true}
