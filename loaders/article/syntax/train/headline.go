package main

import (
	"math/rand/v2"
	"slices"
	"strings"

	"entente/loaders/article/syntax"
)

// headlined is the share of sentences that are read as headlines say them.
const headlined = 0.12

// finite keeps, of each verb of the training text, the forms that headlines
// use for the past: "signs" for signed after a singular, "sign" after a plural.
type finite map[string][2]string

func finiteForms(trees []tree) finite {
	f := finite{}
	for _, t := range trees {
		for _, k := range t.Tokens {
			if k.UPOS != "VERB" || k.Text != strings.ToLower(k.Text) {
				continue
			}
			forms := f[k.Lemma]
			switch k.XPOS {
			case "VBZ":
				forms[0] = k.Text
			case "VBP", "VB":
				forms[1] = k.Text
			}
			f[k.Lemma] = forms
		}
	}
	return f
}

// headline is the sentence as a headline would say it, or nil if it is none
// that could be one: without articles, forms of be and "that", the past as the
// present, "will" as "to" and, of two nouns, the comma for "and". Its tree is
// what is left of the sentence's.
func (f finite) headline(t *tree, rng *rand.Rand) *tree {
	n := len(t.Tokens)
	if t.flat || n < 5 || n > 40 || !slices.ContainsFunc(t.Tokens, func(k syntax.Token) bool { return k.Head < 0 && k.UPOS == "VERB" }) {
		return nil
	}
	h := f.look(t)
	terse, commas, present, bare := rng.Float64() < 0.9, rng.Float64() < 0.5, rng.Float64() < 0.7, rng.Float64() < 0.6
	drop := make([]bool, n)
	out := *t
	out.Tokens = slices.Clone(t.Tokens)
	changed := false
	for i := range out.Tokens {
		k := &out.Tokens[i]
		low := strings.ToLower(k.Text)
		switch {
		case h.inner[i]:
			if form, tag := h.present(i); present && form != "" {
				k.Text, k.XPOS, changed = form, tag, true
			}
		case k.Rel == "det" && (low == "the" || low == "a" || low == "an"):
			drop[i] = terse
		case dropped(k, low):
			drop[i] = terse && (t.Tokens[k.Head].Head < 0 || rng.Float64() < 0.5)
		case k.Rel == "mark" && low == "that" && k.Head >= 0 && t.Tokens[k.Head].Rel == "ccomp":
			drop[i] = bare
		case k.XPOS == "MD" && low == "will" && k.Rel == "aux":
			if terse {
				k.Text, k.Lemma, k.UPOS, k.XPOS, k.Rel, changed = "to", "to", "PART", "TO", "mark", true
			}
		case commas && low == "and" && h.ofTwo(i):
			k.Text, k.Lemma, k.UPOS, k.XPOS, k.Rel, changed = ",", ",", "PUNCT", ",", "punct", true
		case i == n-1 && low == ".":
			drop[i] = true
		}
		changed = changed || drop[i]
	}
	if !changed {
		return nil
	}
	return out.without(drop)
}

// dropped are the forms of be that headlines leave out.
func dropped(k *syntax.Token, low string) bool {
	if k.Rel != "aux:pass" && k.Rel != "cop" && (k.Rel != "aux" || k.Lemma != "be") {
		return false
	}
	return low == "is" || low == "are" || low == "was" || low == "were" || low == "been"
}

// view is what a headline has to know of a sentence's tokens.
type view struct {
	finite
	tokens                []syntax.Token
	inner, helped, plural []bool // something hangs on it; it has an auxiliary; many do it
	joined                []int  // how many are joined to it
}

func (f finite) look(t *tree) *view {
	n := len(t.Tokens)
	v := &view{finite: f, tokens: t.Tokens, inner: make([]bool, n), helped: make([]bool, n), plural: make([]bool, n), joined: make([]int, n)}
	for _, k := range t.Tokens {
		if k.Head < 0 {
			continue
		}
		v.inner[k.Head] = true
		switch k.Rel {
		case "aux", "aux:pass", "cop":
			v.helped[k.Head] = true
		case "conj":
			v.joined[k.Head]++
		}
	}
	for i, k := range t.Tokens {
		if k.Rel == "nsubj" && k.Head >= 0 {
			low := strings.ToLower(k.Text)
			v.plural[k.Head] = k.XPOS == "NNS" || k.XPOS == "NNPS" || v.joined[i] > 0 || low == "they" || low == "we" || low == "i" || low == "you"
		}
	}
	return v
}

// present is the form and tag that stand for a past, "" if it is none.
func (v *view) present(i int) (form, tag string) {
	k := v.tokens[i]
	if k.XPOS != "VBD" || k.UPOS != "VERB" || v.helped[i] {
		return "", ""
	}
	if v.plural[i] {
		return v.finite[k.Lemma][1], "VBP"
	}
	return v.finite[k.Lemma][0], "VBZ"
}

// ofTwo tells whether the conjunction at token i joins two nouns and no more.
func (v *view) ofTwo(i int) bool {
	k := v.tokens[i]
	if k.Rel != "cc" || i == 0 || k.Head <= i || v.tokens[k.Head].Rel != "conj" || v.joined[v.tokens[k.Head].Head] != 1 {
		return false
	}
	u := v.tokens[k.Head].UPOS
	return u == "NOUN" || u == "PROPN"
}

// without is the tree less some tokens, on which nothing hangs.
func (t *tree) without(drop []bool) *tree {
	at := make([]int, len(drop)+1) // the index of what is kept from there on
	for i, d := range drop {
		at[i+1] = at[i]
		if !d {
			at[i+1]++
		}
	}
	out := *t
	out.Tokens, out.glued, out.kinds = nil, nil, nil
	for i, k := range t.Tokens {
		if drop[i] {
			continue
		}
		if k.Head >= 0 {
			k.Head = at[k.Head]
		}
		out.Tokens, out.glued = append(out.Tokens, k), append(out.glued, t.glued[i])
		if t.kinds != nil {
			out.kinds = append(out.kinds, t.kinds[i])
		}
	}
	if len(out.Tokens) < 2 {
		return nil
	}
	out.Tokens[0].Text = title(out.Tokens[0].Text)
	cut := func(spans []syntax.Span) (kept []syntax.Span) {
		for _, s := range spans {
			if s.First, s.Last = at[s.First], at[s.Last+1]-1; s.First <= s.Last {
				kept = append(kept, s)
			}
		}
		return kept
	}
	out.Names, out.others = cut(t.Names), cut(t.others)
	return &out
}
