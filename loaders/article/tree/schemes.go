package tree

// schemes are what somebody is accused of by what he meant to do.
var schemes = wordSet("plot plan attempt conspiracy scheme bid plotting effort campaign intent intention")

// accuser is the verb that accuses somebody of what the noun at token h names,
// -1 if there is none: "accused Chad of a plot to".
func (t *Tree) accuser(h int) int {
	v := t.head[h]
	if t.Prep(h) != "of" && t.Prep(h) != "over" && t.Prep(h) != "for" && t.Prep(h) != "in" {
		return -1
	}
	if v >= 0 && !t.UPOS(v, "VERB") {
		v = t.head[v] // hung on whom it accuses
	}
	if v < 0 || !t.UPOS(v, "VERB") {
		return -1
	}
	switch t.Lemma(v) {
	case "accuse", "suspect", "convict", "charge", "blame", "sanction", "arrest", "indict", "jail", "sentence", "denounce", "condemn", "criticise", "criticize":
		return v
	}
	return -1
}
