package mention

// attributing verbs say behind their preposition whose deed a deed is thought to be.
var attributing = map[string]string{"attribute": "to", "ascribe": "to", "impute": "to", "blame": "on", "pin": "on"}

// avowing verbs say the same behind "by".
var avowing = map[string]bool{"claim": true, "carry": true, "conduct": true, "launch": true, "perpetrate": true, "commit": true, "mount": true, "stage": true, "orchestrate": true, "mastermind": true}

// attributed are the heads of the phrases of those to whom the deed that the
// noun at token i names is laid: "a strike attributed to Chad", "an attack
// claimed by the rebels".
func (r *Reading) attributed(s *Sentence, i int) []int {
	t := s.Tree
	var out []int
	for _, v := range t.KidsAs(i, "acl") {
		if t.Tokens[v].XPOS != "VBN" && t.Tokens[v].XPOS != "VBD" {
			continue
		}
		p := attributing[t.Lemma(v)]
		if avowing[t.Lemma(v)] {
			p = "by"
		}
		for _, o := range t.Obliques(v) {
			if p != "" && o.Prep == p {
				out = append(out, o.Tok)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	// "claimed responsibility for a bombing that killed ten"
	for f, n := t.First(i), 0; n < 2 && t.Is(f, "nmod", "obl") && t.Head(f) >= 0; f, n = t.Head(f), n+1 {
		h := t.Head(f)
		v := h
		if t.Lemma(h) == "responsibility" {
			v = t.Head(h)
		} else if o := t.Kid(h, "obj"); o < 0 || t.Lemma(o) != "responsibility" {
			continue
		}
		if t.Prep(f) == "for" && v >= 0 && t.UPOS(v, "VERB") && !t.Negated(v) && assuming[t.Lemma(v)] {
			return t.Agents(v)
		}
	}
	return nil
}

// assuming verbs take responsibility for a deed.
var assuming = map[string]bool{"claim": true, "take": true, "accept": true, "admit": true, "acknowledge": true, "assume": true}
