package tree

import "strings"

// Oblique is a noun that hangs on a verb or a noun by a preposition.
type Oblique struct {
	Prep string // "on", "according_to"; "" for a bare one ("Friday")
	Tok  int
}

// Obliques are the nouns that hang on token i by a preposition, one for each
// conjunct; relative pronouns give the noun they stand for.
func (t *Tree) Obliques(i int) []Oblique {
	var out []Oblique
	for _, k := range t.kids[i] {
		if !t.Is(k, "obl", "nmod", "iobj") || t.Is(k, "nmod:poss") {
			continue
		}
		if t.rel[k] == "iobj" {
			continue
		}
		p := t.Prep(k)
		if t.rel[k] == "obl:agent" {
			p = "by"
		}
		toks := t.Conjuncts(k)
		if t.relativePronoun(k) {
			a := t.antecedent(i)
			if a < 0 {
				continue
			}
			toks = t.Conjuncts(a)
		}
		for _, c := range toks {
			cp := p
			// "with Iran and on Syria" keeps its own preposition.
			if own := t.Prep(c); own != "" && c != k {
				cp = own
			}
			out = append(out, Oblique{cp, c})
		}
	}
	return out
}

// Particle is the particle of a phrasal verb: "out" in "carry out", or "".
func (t *Tree) Particle(i int) string {
	if k := t.Kid(i, "compound:prt"); k >= 0 {
		return t.Lemma(k)
	}
	if i+1 < len(t.Tokens) && t.Tokens[i+1].XPOS == "RP" {
		return t.Lemma(i + 1)
	}
	return ""
}

// Phrase is the noun phrase of token i as readers mark it: its determiner,
// modifiers and the parts of its name, without relative clauses,
// appositions, conjuncts or what follows by a preposition. stop tells
// dependents of i to leave out with all below them.
func (t *Tree) Phrase(i int, stop func(int) bool) (first, last int) {
	first, last = i, i
	for j := i - 1; j >= 0 && j >= i-20; j-- {
		if !t.UPOS(j, "DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADV", "PUNCT", "SYM", "VERB", "X", "CCONJ", "ADP") {
			break
		}
		top, ok := j, false
		for n := 0; n < 6 && top >= 0; n++ {
			if t.Head(top) == i {
				ok = t.Is(top, "det", "amod", "compound", "nmod:desc", "nummod", "nmod:poss", "flat", "nmod:unmarked", "advmod", "nmod", "punct", "cc:preconj", "obl:unmarked") && (stop == nil || !stop(top))
				break
			}
			top = t.Head(top)
		}
		if !ok || t.UPOS(j, "ADP") && !t.Is(top, "nmod:poss") && t.Base(j) != "compound" || t.Is(top, "nmod") && t.Prep(top) != "" {
			break
		}
		if t.UPOS(j, "PUNCT") && t.Tokens[j].Text == "," && !t.Is(j-min(j, 1), "amod") {
			break
		}
		first = j
	}
	for first < i && (t.UPOS(first, "PUNCT", "CCONJ", "ADP", "ADV") || t.Tokens[first].XPOS == "VBG" && first == 0) {
		first++
	}
	for j := i + 1; j < len(t.Tokens) && j <= i+12; j++ {
		top, ok := j, false
		for n := 0; n < 4 && top >= 0; n++ {
			if t.Head(top) == i {
				ok = t.Is(top, "flat", "goeswith", "fixed", "compound", "nummod") && (stop == nil || !stop(top))
				break
			}
			top = t.Head(top)
		}
		if !ok {
			if t.UPOS(j, "PUNCT") && strings.Trim(t.Tokens[j].Text, "-–.'’") == "" && t.Head(j) >= 0 && t.Head(j) != i {
				continue // inside a name: "al-Shayji"
			}
			break
		}
		last = j
	}
	return first, last
}

// Under tells whether token i has a phrase with a preposition of its own.
func (t *Tree) Under(i int, prep string) bool {
	for _, k := range t.KidsAs(i, "nmod") {
		if k > i && t.Prep(k) == prep {
			return true
		}
	}
	return false
}
