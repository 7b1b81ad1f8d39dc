package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestHeadline: what a sentence becomes is what a headline says, and its tree
// what is left of the sentence's.
func TestHeadline(t *testing.T) {
	const conllu = `# newdoc id = GUM_own_test
1	The	the	DET	DT	_	2	det	_	_
2	minister	minister	NOUN	NN	_	7	nsubj	_	_
3	and	and	CCONJ	CC	_	5	cc	_	_
4	the	the	DET	DT	_	5	det	_	_
5	envoy	envoy	NOUN	NN	_	2	conj	_	_
6	also	also	ADV	RB	_	7	advmod	_	_
7	signed	sign	VERB	VBD	_	0	root	_	_
8	a	a	DET	DT	_	9	det	_	_
9	pact	pact	NOUN	NN	_	7	obj	_	_
10	with	with	ADP	IN	_	11	case	_	_
11	Norvik	Norvik	PROPN	NNP	_	9	nmod	_	Entity=(1-place-new)
12	.	.	PUNCT	.	_	7	punct	_	_

1	They	they	PRON	PRP	_	2	nsubj	_	_
2	sign	sign	VERB	VBP	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	_

1	The	the	DET	DT	_	2	det	_	_
2	port	port	NOUN	NN	_	4	nsubj:pass	_	_
3	was	be	AUX	VBD	_	4	aux:pass	_	_
4	closed	close	VERB	VBN	_	0	root	_	_
5	on	on	ADP	IN	_	6	case	_	_
6	Monday	Monday	PROPN	NNP	_	4	obl	_	_
7	.	.	PUNCT	.	_	4	punct	_	_

`
	trees, err := readTrees(strings.NewReader(conllu), "test.conllu", ownSet)
	if err != nil {
		t.Fatal(err)
	}
	f := finiteForms(trees)
	seen := map[string]bool{}
	for seed := range uint64(40) {
		for i := range trees {
			before := slices.Clone(trees[i].Tokens)
			h := f.headline(&trees[i], rand.New(rand.NewPCG(seed, 1)))
			if !slices.Equal(before, trees[i].Tokens) {
				t.Fatal("the sentence itself was changed")
			}
			if h == nil {
				continue
			}
			words, roots := []string{}, 0
			for _, k := range h.Tokens {
				words = append(words, k.Text)
				if k.Head < 0 {
					roots++
				} else if k.Head >= len(h.Tokens) {
					t.Fatalf("%v: head %d", words, k.Head)
				}
			}
			if roots != 1 {
				t.Errorf("%v has %d roots", words, roots)
			}
			for _, s := range h.Names {
				if got := wordsOf(h.Tokens, s); got != "Norvik" {
					t.Errorf("%v: the name is now %q", words, got)
				}
			}
			seen[strings.Join(words, " ")] = true
		}
	}
	for _, want := range []string{"Minister , envoy also sign pact with Norvik", "Minister and envoy also signed pact with Norvik", "Port closed on Monday"} {
		if !seen[want] {
			t.Errorf("%q never came of it, but %v", want, seen)
		}
	}
}
