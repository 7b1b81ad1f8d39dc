package mention

import (
	"slices"

	"entente/loaders/article/tree"
)

// requited tells whether the possessive at token i is of what the one at token
// m is thanked, praised or punished for: his own, not the subject's.
func requited(t *tree.Tree, i, m int) bool {
	n := t.Head(i)
	if n < 0 || !t.Is(n, "obl", "nmod") || !slices.Contains([]string{"for", "over", "of", "because_of", "due_to"}, t.Prep(n)) {
		return false
	}
	// What it is for may hang on the verb, on what is imposed or on whom.
	v := t.Head(n)
	for v >= 0 && !t.UPOS(v, "VERB") && t.Prep(n) != "of" {
		if penalties[t.Lemma(v)] && fined(t, v, m) {
			return true
		}
		if v != m && !penalties[t.Lemma(v)] {
			return false
		}
		v = t.Head(v)
	}
	if v < 0 || !t.UPOS(v, "VERB") {
		return false
	}
	if tree.Judges(t.Lemma(v)) {
		return slices.Contains(t.Patients(v), m)
	}
	for _, k := range t.KidsAs(v, "obj", "nsubj:pass") {
		if penalties[t.Lemma(k)] && (fined(t, k, m) || fined(t, v, m)) {
			return true
		}
	}
	return false
}

// fined tells whether token m is whom a penalty, or a verb that imposes one,
// is said to be on.
func fined(t *tree.Tree, on, m int) bool {
	switch t.Prep(m) {
	case "on", "upon", "against":
		return t.Head(t.First(m)) == on
	}
	return false
}

// penalties are what is imposed on somebody for what he did.
var penalties = map[string]bool{
	"sanction": true, "tariff": true, "duty": true, "levy": true, "restriction": true, "penalty": true, "ban": true, "embargo": true, "fine": true, "curb": true,
	"pressure": true, "blockade": true, "surcharge": true, "boycott": true, "measure": true, "strike": true, "airstrike": true, "attack": true,
}
