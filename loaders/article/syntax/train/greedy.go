package main

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"fmt"
	"math/rand/v2"
	"os"
	"sort"

	"entente/loaders/article/syntax"
	"entente/loaders/article/syntax/internal/greedy"
)

func wordsOf(t tree) []greedy.Word {
	ws := make([]greedy.Word, len(t.Tokens))
	for i, k := range t.Tokens {
		ws[i] = greedy.Word{Text: k.Text, UPOS: k.UPOS, XPOS: k.XPOS, Rel: k.Rel, Head: k.Head, Name: "O"}
		ws[i].Prepare()
		ws[i].SetTags()
	}
	for _, n := range t.Names {
		for i := n.First; i <= n.Last; i++ {
			ws[i].Name = "I-" + n.Type
		}
		ws[n.First].Name = "B-" + n.Type
	}
	return ws
}

func index(set map[string]bool) ([]string, map[string]int) {
	var names []string
	for k := range set {
		names = append(names, k)
	}
	sort.Strings(names)
	m := map[string]int{}
	for i, k := range names {
		m[k] = i
	}
	return names, m
}

func trainTagger(trees []tree, tags []string, ix map[string]int, epochs, bits int) *greedy.Reader {
	r := &greedy.Reader{Tags: tags, Tagger: greedy.NewLinear(len(tags), bits)}
	rng := rand.New(rand.NewPCG(1, 2))
	for range epochs {
		for _, i := range rng.Perm(len(trees)) {
			r.LearnTag(wordsOf(trees[i]), ix)
		}
	}
	r.Tagger.Finish()
	return r
}

func trainGreedy(dir, out string) error {
	ewt, err := readTreebank(dir, "ewt-train")
	if err != nil {
		return err
	}
	gum, err := readTreebank(dir, "gum-train")
	if err != nil {
		return err
	}
	trees := append(append([]tree{}, ewt...), gum...)
	tagSet, relSet, nameSet := map[string]bool{}, map[string]bool{}, map[string]bool{"O": true}
	count := map[string]int{}
	for _, t := range trees {
		for _, k := range t.Tokens {
			count[k.UPOS+" "+k.XPOS]++
			relSet[k.Rel] = true
		}
		for _, n := range t.Names {
			nameSet["B-"+n.Type], nameSet["I-"+n.Type] = true, true
		}
	}
	for k, n := range count {
		if n > 3 {
			tagSet[k] = true
		}
	}
	tags, tagIx := index(tagSet)
	rels, relIx := index(relSet)
	marks, nameIx := index(nameSet)
	fmt.Println(len(tags), "tags", len(rels), "rels", len(marks), "marks")
	// Tags for the parser to learn on come from taggers that did not see
	// the sentence.
	auto := make([][]greedy.Word, len(trees))
	const folds = 4
	for f := range folds {
		var rest []tree
		for i, t := range trees {
			if i%folds != f {
				rest = append(rest, t)
			}
		}
		r := trainTagger(rest, tags, tagIx, 4, 16)
		for i, t := range trees {
			if i%folds == f {
				auto[i] = wordsOf(t)
				r.Tag(auto[i])
			}
		}
		fmt.Println("fold", f)
	}
	r := trainTagger(trees, tags, tagIx, 8, 16)
	r.Rels, r.Names = rels, marks
	r.Act, r.Lab, r.Ner = greedy.NewLinear(3, 20), greedy.NewLinear(len(rels), 16), greedy.NewLinear(len(marks), 16)
	rng := rand.New(rand.NewPCG(3, 4))
	for e := range 10 {
		for _, i := range rng.Perm(len(trees)) {
			gold := make([]int, len(trees[i].Tokens))
			for k, t := range trees[i].Tokens {
				gold[k] = t.Head
			}
			r.LearnParse(auto[i], gold, e > 0)
			if e < 6 {
				r.LearnLabel(auto[i], relIx)
			}
		}
		for _, i := range rng.Perm(len(gum)) {
			r.LearnName(auto[len(ewt)+i], nameIx)
		}
		fmt.Println("epoch", e)
	}
	r.Act.Finish()
	r.Lab.Finish()
	r.Ner.Finish()
	var b bytes.Buffer
	z, _ := flate.NewWriter(&b, 9)
	if err := gob.NewEncoder(z).Encode(r); err != nil {
		return fmt.Errorf("writing model: %w", err)
	}
	z.Close()
	fmt.Println("model", b.Len(), "bytes")
	return os.WriteFile(out, b.Bytes(), 0o644)
}

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
	return fmt.Sprintf("%6d words  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f  NER P %.1f R %.1f F1 %.2f", s.words, f(s.upos), f(s.xpos), f(s.lemma), f(s.uas), f(s.las),
		100*float64(s.hit)/float64(max(1, s.found)), 100*float64(s.hit)/float64(max(1, s.want)), 200*float64(s.hit)/float64(max(1, s.found+s.want)))
}
