package main

import (
	"fmt"

	"entente/loaders/article/syntax"
)

// score compares the model's reading of gold tokens with the treebank.
type score struct{ words, upos, xpos, lemma, uas, las, hit, found, want int }

func (s *score) add(gold tree, got syntax.Sentence) {
	for i, g := range gold.Tokens {
		p := got.Tokens[i]
		s.words++
		inc := func(n *int, ok bool) {
			if ok {
				*n++
			}
		}
		inc(&s.upos, g.UPOS == p.UPOS)
		inc(&s.xpos, g.XPOS == p.XPOS)
		inc(&s.lemma, g.Lemma == p.Lemma)
		inc(&s.uas, g.Head == p.Head)
		inc(&s.las, g.Head == p.Head && g.Rel == p.Rel)
	}
	got.Names = keepKinds(got.Names)
	want := keepKinds(gold.Names)
	s.found += len(got.Names)
	s.want += len(want)
	for _, a := range want {
		for _, b := range got.Names {
			if a == b {
				s.hit++
			}
		}
	}
}

func keepKinds(in []syntax.Span) []syntax.Span {
	var out []syntax.Span
	for _, s := range in {
		if s.Type == "Person" || s.Type == "Organization" || s.Type == "Place" {
			out = append(out, s)
		}
	}
	return out
}

func (s score) String() string {
	f := func(n int) float64 { return 100 * float64(n) / float64(max(1, s.words)) }
	trees := fmt.Sprintf("%6d words  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f", s.words, f(s.upos), f(s.xpos), f(s.lemma), f(s.uas), f(s.las))
	if s.want == 0 {
		return trees // EWT marks no names
	}
	return fmt.Sprintf("%s  NER P %.1f R %.1f F1 %.2f", trees, 100*float64(s.hit)/float64(max(1, s.found)), 100*float64(s.hit)/float64(max(1, s.want)), 200*float64(s.hit)/float64(max(1, s.found+s.want)))
}
