package syntax

import "strings"

// mend makes tags agree with the tree where the tree leaves one choice: a
// word in -ed with a subject or an object of its own and no article is a
// verb, and one with a subject and no auxiliary is in the past tense. A base
// form with a capital that is a subject of something is a name.
func mend(tokens []Token) {
	type kin struct{ subject, object, auxiliary, nominal bool }
	var room [64]kin
	kids := room[:]
	if len(tokens) > len(kids) {
		kids = make([]kin, len(tokens))
	}
	for i := range tokens {
		t := &tokens[i]
		if t.Head < 0 {
			continue
		}
		k := &kids[t.Head]
		switch t.Rel {
		case "nsubj":
			k.subject = true
		case "obj":
			k.object = true
		case "aux", "aux:pass", "cop", "nsubj:pass":
			k.auxiliary = true
		case "det", "amod", "nmod:poss", "case", "nummod":
			k.nominal = true
		}
	}
	for i := range tokens {
		t, k := &tokens[i], &kids[i]
		switch {
		case t.XPOS == "NN" && k.subject && k.object && !k.nominal && !k.auxiliary && len(t.Text) > 4 && strings.HasSuffix(t.Text, "ed"),
			t.XPOS == "VBN" && t.UPOS == "VERB" && k.subject && !k.auxiliary && finite(t.Rel):
			t.UPOS, t.XPOS = "VERB", "VBD"
		case (t.XPOS == "VB" || t.XPOS == "VBP") && t.UPOS == "VERB" && (t.Rel == "nsubj" || t.Rel == "nsubj:pass") && *k == (kin{}) && capitalised(t.Text):
			t.UPOS, t.XPOS = "PROPN", "NNP"
		}
	}
}

// finite reports whether a verb with this relation and a subject is finite:
// as a conjunct or modifier it may share an auxiliary or be a participle.
func finite(rel string) bool {
	switch rel {
	case "root", "ccomp", "parataxis":
		return true
	}
	return false
}
