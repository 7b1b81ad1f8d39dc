package qualify

import "entente/loaders/article/tree"

// done tells whether the clause of verb i is of what has been done: "told
// reporters that they had met".
func (c *climber) done(i int) bool {
	for _, k := range c.t.KidsAs(i, "aux") {
		if c.t.Lemma(k) != "have" || c.t.Tokens[k].XPOS == "VB" {
			return false
		}
	}
	return c.t.Kid(i, "aux") >= 0 && c.t.Tokens[i].XPOS == "VBN"
}

// infinitiveBefore is the infinitive on the word at token h that verb i, hung
// on h beside it, goes on from; or -1.
func infinitiveBefore(t *tree.Tree, h, i int) int {
	if !t.UPOS(i, "VERB") || t.Tokens[i].XPOS != "VB" || t.Tokens[h].XPOS == "VB" || t.Tokens[h].XPOS == "VBP" || t.Kid(i, "aux", "nsubj") >= 0 {
		return -1
	}
	under := t.KidsAs(h, "xcomp", "acl")
	if o := t.Kid(h, "obj"); o >= 0 && t.Tokens[h].XPOS == "VBG" {
		under = append(under, t.KidsAs(o, "acl")...) // "seeking approval to bar or expel"
	}
	for _, k := range under {
		if k > h && k < i && t.Tokens[k].XPOS == "VB" {
			return k
		}
	}
	return -1
}
