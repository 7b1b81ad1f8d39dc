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
	if h := t.Head(v); t.Is(v, "acl", "acl:relcl") && h >= 0 && penalties[t.Lemma(h)] && fined(t, h, m) {
		return true // "the sanctions on Togo that were imposed over its purchase"
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

// harmed tells whether the possessive at token i is of what the verb at token v
// does harm to, as the one at token m says of another: "Togo says Ghana has
// detained its soldiers".
func harmed(t *tree.Tree, i, v, m int) bool {
	if v < 0 || !t.Is(v, "ccomp") || !harming[t.Lemma(v)] {
		return false
	}
	n := t.Head(i)
	for n >= 0 && n != v && (t.Is(n, "nmod", "conj") || t.Is(n, "obl") && t.Prep(n) == "of") {
		n = t.Head(n) // "several of its soldiers"
	}
	if n < 0 || !t.Is(n, "obj", "nsubj:pass") && n != v {
		return false
	}
	for _, k := range append(t.Subjects(v), t.Agents(v)...) {
		if k == m {
			return false
		}
	}
	for h := t.Head(v); h >= 0; h = t.Head(h) {
		if t.UPOS(h, "VERB") {
			return slices.Contains(t.Subjects(h), m)
		}
	}
	return false
}

// harming verbs are of what nobody does to his own.
var harming = map[string]bool{
	"detain": true, "arrest": true, "kill": true, "seize": true, "attack": true, "capture": true, "abduct": true, "kidnap": true, "shell": true, "bomb": true, "sink": true, "hijack": true, "violate": true, "invade": true, "occupy": true, "hack": true, "expel": true, "torture": true, "wound": true, "injure": true, "blockade": true, "raid": true, "ram": true, "harass": true, "confiscate": true, "shoot": true, "jail": true,
}
