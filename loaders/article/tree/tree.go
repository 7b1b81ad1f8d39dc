// Package tree walks the dependency tree of a sentence: who is the subject of
// a verb that names none itself, which words a noun owns, what a preposition
// hangs on. It knows grammar (Universal Dependencies, version 2) and no
// meaning.
//
// Start with [New]; then ask for [Tree.Agents], [Tree.Patients] and
// [Tree.Obliques] of a verb, or [Tree.Conjuncts] and [Tree.Phrase] of a noun.
package tree

import (
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// Tree is a sentence with its dependents at hand. Token indexes are those of
// the sentence.
type Tree struct {
	*syntax.Sentence
	kids [][]int
	head []int
	rel  []string
	root int
}

// New makes the tree of s. Heads out of range and cycles, which a trained
// parser can give on rubbish, are cut and hung on the root, so that every
// walk over the tree ends.
func New(s *syntax.Sentence) *Tree {
	n := len(s.Tokens)
	t := &Tree{Sentence: s, kids: make([][]int, n), head: make([]int, n), rel: make([]string, n), root: -1}
	for i := range s.Tokens {
		h := s.Tokens[i].Head
		if h < 0 || h >= n || h == i {
			h = -1
			if t.root < 0 {
				t.root = i
			}
		}
		t.head[i], t.rel[i] = h, s.Tokens[i].Rel
	}
	if n > 0 && t.root < 0 {
		t.root = 0
		t.head[0] = -1
	}
	t.cutCycles()
	if t.root >= 0 {
		t.rel[t.root] = "root"
	}
	for i := range n {
		if h := t.head[i]; h >= 0 {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	for _, put := range rules {
		put(t)
		t.mendCircles()
	}
	return t
}

// activeSubjects takes the passive from verbs that have no "be" or "get": in
// "after Oman mediated between the two" taggers take the past for a
// participle. Headlines drop the "be" ("Three soldiers killed in raid"), so
// a verb that takes an object and has none, or an agent, is left.
func (t *Tree) activeSubjects() {
	for i := range t.Tokens {
		if t.rel[i] != "nsubj:pass" || t.head[i] < 0 {
			continue
		}
		h := t.head[i]
		if t.Tokens[h].XPOS == "VBD" && t.Kid(h, "aux:pass") < 0 {
			// The tag and the subject disagree.
			if alone[t.Lemma(h)] && t.Kid(h, "obl:agent") < 0 {
				t.rel[i] = "nsubj"
				continue
			}
			if t.Kid(h, "obj", "ccomp") < 0 {
				t.Tokens[h].XPOS = "VBN"
			}
		}
		if doneByNobody[t.Lemma(h)] && t.rel[h] == "root" && t.Kid(h, "aux", "obl:agent", "obj") < 0 {
			t.rel[i], t.Tokens[h].XPOS = "nsubj", "VBD" // "hundreds protested in Lomé"
			continue
		}
		if t.Kid(h, "aux:pass", "obl:agent") >= 0 || t.Kid(h, "obj", "ccomp") < 0 && (t.Kid(h, "mark") < 0 || !alone[t.Lemma(h)]) || t.granted(h) {
			continue
		}
		t.rel[i] = "nsubj"
		if t.Tokens[h].XPOS == "VBN" && t.Kid(h, "aux") < 0 {
			t.Tokens[h].XPOS = "VBD"
		}
	}
}

// granted tells whether a participle says what somebody gets or does not:
// "Togo trust fined $3bn", "leader denied bail".
func (t *Tree) granted(v int) bool {
	o := t.Kid(v, "obj")
	return o > v && t.Tokens[v].XPOS == "VBN" && granting[t.Lemma(v)] && (t.UPOS(o, "SYM", "NUM") || grants[t.Lemma(o)])
}

var (
	granting = wordSet("deny grant refuse give hand award offer fine pay allow charge owe send promise guarantee")
	grants   = wordSet("permission bail entry visa access asylum release leave refuge arrest parole citizenship protection status term sentence medal prize immunity amnesty clemency pardon passport licence license right residency passage chance")
)

// doneByNobody are verbs of what is not done to anybody.
var doneByNobody = wordSet("protest march rally demonstrate clash riot die resign retaliate surrender defect arrive")

// alone are verbs that say enough without an object.
var alone = wordSet("mediate intervene meet agree clash fight collapse end begin start stop vote return retreat advance attack strike win lose speak talk call appeal ask refuse decline fail resign quit leave " +
	"depart arrive land crash explode erupt break escalate deteriorate worsen improve rise fall drop grow increase decrease protest march rally demonstrate gather flee escape surrender defect disappear vanish die survive " +
	"live stay remain work act react respond retaliate apologise apologize campaign compete invest trade negotiate cooperate pledge promise vow threaten warn intercede broker step pull back visit travel fly move " +
	"recover resume open close change happen occur emerge appear settle side join abstain complain object comply cheat lie swear testify decide rule invade pull change")

// Root is the index of the root, -1 in an empty sentence.
func (t *Tree) Root() int { return t.root }

// Head is the head of token i, -1 for the root.
func (t *Tree) Head(i int) int { return t.head[i] }

// Rel is the relation of token i to its head, with its subtype.
func (t *Tree) Rel(i int) string { return t.rel[i] }

// Mended are the tokens of the sentence with heads and relations as they are
// after mending, for readers that take a sentence and no tree.
func (t *Tree) Mended() []syntax.Token {
	out := slices.Clone(t.Tokens)
	for i := range out {
		out[i].Head, out[i].Rel = t.head[i], t.rel[i]
	}
	return out
}

// Base is the relation of token i without its subtype: "nsubj" for "nsubj:pass".
func (t *Tree) Base(i int) string {
	r, _, _ := strings.Cut(t.rel[i], ":")
	return r
}

// Lemma is the lemma of token i in lower case.
func (t *Tree) Lemma(i int) string {
	k := &t.Tokens[i]
	l := strings.ToLower(k.Lemma)
	if l == "" || l == "_" {
		l = strings.ToLower(k.Text)
	}
	// Treebanks keep the plural of some nouns: "troops", "arms".
	if (k.XPOS == "NNS" || k.XPOS == "NNPS") && len(l) > 3 && l[len(l)-1] == 's' && !plurals[l] && !strings.HasSuffix(l, "ss") && !strings.HasSuffix(l, "us") && !strings.HasSuffix(l, "is") {
		l = l[:len(l)-1]
	}
	return l
}

// plurals are nouns whose s is no ending.
var plurals = wordSet("series species means headquarters news politics economics olympics barracks crossroads mathematics physics logistics ethics athletics")

// Kids are the dependents of token i, in the order of the sentence.
func (t *Tree) Kids(i int) []int { return t.kids[i] }

// Kid is the first dependent of i with one of the relations, or -1. A
// relation without a subtype stands for all its subtypes.
func (t *Tree) Kid(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if t.Is(k, rels...) {
			return k
		}
	}
	return -1
}

// KidsAs are all dependents of i with one of the relations.
func (t *Tree) KidsAs(i int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.Is(k, rels...) {
			out = append(out, k)
		}
	}
	return out
}

// Is tells whether token i stands in one of the relations to its head.
func (t *Tree) Is(i int, rels ...string) bool {
	r := t.rel[i]
	for _, want := range rels {
		if r == want || len(r) > len(want) && r[len(want)] == ':' && r[:len(want)] == want {
			return true
		}
	}
	return false
}

// UPOS tells whether token i has one of the universal tags.
func (t *Tree) UPOS(i int, tags ...string) bool {
	for _, tag := range tags {
		if t.Tokens[i].UPOS == tag {
			return true
		}
	}
	return false
}

// Nominal tells whether token i can name something.
func (t *Tree) Nominal(i int) bool { return t.UPOS(i, "NOUN", "PROPN", "PRON", "NUM", "SYM") }

// Prep is the preposition token i hangs under, parts of a fixed one joined
// by "_" ("according_to"), or "".
func (t *Tree) Prep(i int) string {
	for _, k := range t.kids[i] {
		if t.rel[k] != "case" || t.Tokens[k].XPOS == "POS" || t.Tokens[k].XPOS == "RP" || t.titled(i, k) {
			continue
		}
		p := t.Lemma(k)
		if t.UPOS(k, "VERB") {
			p = strings.ToLower(t.Tokens[k].Text) // "following", "including", "according"
		}
		if p == "'s" || p == "’s" || p == "'" || p == "’" {
			continue
		}
		for _, f := range t.kids[k] {
			if t.rel[f] == "fixed" {
				p += "_" + t.Lemma(f)
			}
		}
		// "back from", "out of", "up to": a second case child says more.
		for _, k2 := range t.kids[i] {
			if k2 > k && t.rel[k2] == "case" && t.Tokens[k2].XPOS != "POS" {
				return p + "_" + t.Lemma(k2)
			}
		}
		return p
	}
	// "by US and Kenyan forces": the preposition may hang on the first word.
	for _, k := range t.kids[i] {
		if k < i && t.Is(k, "amod", "compound", "nmod:desc", "nummod", "nmod:unmarked") {
			for _, c := range t.kids[k] {
				if t.rel[c] == "case" && t.Tokens[c].XPOS != "POS" && c < k {
					return t.Lemma(c)
				}
			}
		}
	}
	return ""
}

// titled tells whether the preposition k stands inside a title before the
// name i: "Ambassador to the UN Linda Park".
func (t *Tree) titled(i, k int) bool {
	for _, j := range t.kids[i] {
		if j < k && t.Is(j, "nmod:desc", "compound") && t.UPOS(j, "PROPN", "NOUN") {
			return true
		}
	}
	return false
}

// Conjuncts are token i and everything coordinated with it below it: "A" of
// "A, B and C" gives all three. A part under "not" or "but not" is left out.
func (t *Tree) Conjuncts(i int) []int {
	out := []int{i}
	for n := 0; n < len(out); n++ {
		for _, k := range t.kids[out[n]] {
			if t.rel[k] == "conj" && (!t.Negated(k) || t.neither(i)) && !t.insteadOf(k) && (t.Nominal(k) == t.Nominal(i) || t.Is(i, "amod", "compound") && t.UPOS(i, "ADJ", "PROPN") && t.UPOS(k, "ADJ", "PROPN")) {
				out = append(out, k)
			}
		}
	}
	return out
}

// insteadOf tells whether a conjunct is what was not chosen: "from France
// rather than Spain".
func (t *Tree) insteadOf(i int) bool {
	k := t.Kid(i, "cc")
	return k >= 0 && k < i && (t.Lemma(k) == "rather" || t.Lemma(k) == "instead")
}

// neither tells whether "neither" stands before token i.
func (t *Tree) neither(i int) bool {
	for _, k := range t.kids[i] {
		if k < i && t.Is(k, "cc:preconj", "cc", "det") && t.Lemma(k) == "neither" {
			return true
		}
	}
	return false
}

// First is the first conjunct of the chain token i belongs to.
func (t *Tree) First(i int) int {
	for t.rel[i] == "conj" && t.head[i] >= 0 {
		i = t.head[i]
	}
	return i
}

// Negated tells whether token i has a negating word of its own.
func (t *Tree) Negated(i int) bool {
	for _, k := range t.kids[i] {
		// "Neither Oman nor Kuwait attacked"
		if k < i && t.Is(k, "nsubj", "nsubj:pass") && t.neither(k) {
			return true
		}
		if k < i || t.Is(k, "advmod") {
			switch t.Lemma(k) {
			case "never":
				if t.better(i) {
					continue // "have never been closer"
				}
				return true
			case "not", "n't", "n’t":
				if k+1 < len(t.Tokens) && k+1 != i && moreThan[t.Lemma(k+1)] {
					continue // "not only attacked but looted"
				}
				return true
			case "long", "longer":
				if n := t.Kid(k, "advmod", "det"); n >= 0 && t.Lemma(n) == "no" {
					return true // "no longer"
				}
			case "no", "neither", "nor":
				if t.Is(k, "det", "advmod", "cc") && (k+1 >= len(t.Tokens) || t.Tokens[k+1].Text != "-") {
					return true // but a "no-confidence motion" is one
				}
			}
		}
	}
	return false
}

// moreThan are adverbs by which "not" says that something is so and more is.
var moreThan = wordSet("just only simply merely solely")

// better tells whether the predicate at token i compares: "closer", "closer
// allies".
func (t *Tree) better(i int) bool {
	if t.Kid(i, "cop") < 0 {
		return false
	}
	if k := t.Kid(i, "amod"); k >= 0 && t.Tokens[k].XPOS == "JJR" {
		return true
	}
	return t.Tokens[i].XPOS == "JJR"
}

// Below tells whether token i is token top or lies under it.
func (t *Tree) Below(i, top int) bool {
	for ; i >= 0; i = t.head[i] {
		if i == top {
			return true
		}
	}
	return false
}

// Reach is the first and the last token under i, i included.
func (t *Tree) Reach(i int) (first, last int) {
	first, last = i, i
	stack := []int{i}
	for len(stack) > 0 {
		j := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		first, last = min(first, j), max(last, j)
		stack = append(stack, t.kids[j]...)
	}
	return first, last
}

// Path gives the tokens on the way from a up to where the ways of a and b to
// the root meet, without that token, and those on the way from b.
func (t *Tree) Path(a, b int) (fromA, fromB []int) {
	for i := a; i >= 0; i = t.head[i] {
		fromA = append(fromA, i)
	}
	for i := b; i >= 0; i = t.head[i] {
		for k, j := range fromA {
			if i == j {
				return fromA[:k], fromB
			}
		}
		fromB = append(fromB, i)
	}
	return fromA, fromB
}
