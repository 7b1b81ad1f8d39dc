package main

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"entente/loaders/article/syntax"
	"entente/loaders/article/syntax/internal/net"
)

// corpus is the training text with the classes and the vocabulary drawn from
// it.
type corpus struct {
	trees   []tree
	spaced  bool // show dashes between spaces as the reader does, --
	classes net.Classes
	vocab   []string
	counts  []int
	buckets int

	row, tag, rel, mark map[string]int
	known               known
	finite              finite // nil where no sentence is read as a headline
	vectors             *wordVectors
}

func readCorpus(dir string, buckets int) (*corpus, error) {
	c := &corpus{buckets: buckets, row: map[string]int{}, tag: map[string]int{}, rel: map[string]int{}, mark: map[string]int{}, known: readKnown()}
	for _, set := range []string{"ewt-train", "gum-train"} {
		trees, err := readTreebank(dir, set)
		if err != nil {
			return nil, err
		}
		c.trees = append(c.trees, trees...)
	}
	tags, rels, kinds, forms := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, t := range c.trees {
		for _, k := range t.Tokens {
			tags[k.UPOS+" "+k.XPOS]++
			rels[k.Rel]++
			forms[string(net.Form(nil, k.Text))]++
		}
		for _, n := range t.Names {
			kinds[n.Type]++
		}
	}
	for _, w := range c.known.words() {
		forms[string(net.Form(nil, w))] += 3
	}
	for _, k := range slices.Sorted(maps.Keys(tags)) {
		if tags[k] > 3 {
			c.classes.Tags = append(c.classes.Tags, k)
		}
	}
	delete(rels, "root")
	c.classes.Rels = []string{"root"}
	for _, k := range slices.Sorted(maps.Keys(rels)) {
		if rels[k] > 3 {
			c.classes.Rels = append(c.classes.Rels, k)
		}
	}
	c.classes.Marks = []string{"O"}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		c.classes.Marks = append(c.classes.Marks, "B-"+k, "I-"+k)
	}
	c.counts = []int{0}
	for _, k := range slices.Sorted(maps.Keys(forms)) {
		if forms[k] > 1 && !strings.ContainsAny(k, "\n") {
			c.vocab = append(c.vocab, k)
			c.row[k] = len(c.vocab)
			c.counts = append(c.counts, forms[k])
		}
	}
	for i, k := range c.classes.Tags {
		c.tag[k] = i
	}
	for i, k := range c.classes.Rels {
		c.rel[k] = i
	}
	for i, k := range c.classes.Marks {
		c.mark[k] = i
	}
	return c, nil
}

func class(ix map[string]int, k string) int {
	if i, ok := ix[k]; ok {
		return i
	}
	return -1
}

// example turns a tree into numbers, its words written as respell says.
func (c *corpus) example(t *tree, respell func(i int, word string) string) *example {
	e := &example{}
	n := len(t.Tokens)
	for i, k := range t.Tokens {
		word := k.Text
		if respell != nil {
			word = respell(i, word)
		}
		if c.spaced && dash(t, i) {
			word = "--"
		}
		form := net.Form(nil, word)
		vector := int32(-1)
		if row, ok := c.vectors.rowOf(form); ok {
			vector = row
		}
		e.words = append(e.words, net.Word{ID: int32(c.row[string(form)]), Subs: net.Subs(nil, word, form, c.buckets), Vector: vector})
		tag, rel := class(c.tag, k.UPOS+" "+k.XPOS), class(c.rel, k.Rel)
		if k.Head < 0 {
			rel = unknowable
		}
		if t.flat {
			tag, rel = unknowable, unknowable
		}
		e.tags, e.rels = append(e.tags, tag), append(e.rels, rel)
		e.heads = append(e.heads, k.Head+1)
	}
	e.flat = t.flat
	if t.named {
		e.kinds = t.kinds
		e.marks = make([]int, n)
		for _, s := range t.Names {
			for i := s.First; i <= s.Last; i++ {
				e.marks[i] = c.mark["I-"+s.Type]
			}
			e.marks[s.First] = c.mark["B-"+s.Type]
		}
	}
	return e
}

// dash reports whether token i is a dash between spaces.
func dash(t *tree, i int) bool {
	w := t.Tokens[i].Text
	return (w == "-" || w == "–" || w == "—") && (i == 0 || !t.glued[i-1]) && (i == len(t.Tokens)-1 || !t.glued[i])
}

// shorten leaves out the last word, which nothing may hang on.
func (e *example) shorten() *example {
	n := len(e.words) - 1
	if e.flat || n < 3 || slices.Contains(e.heads, n+1) || e.heads[n] == 0 {
		return e
	}
	s := &example{words: e.words[:n], tags: e.tags[:n], heads: e.heads[:n], rels: e.rels[:n]}
	if e.marks != nil {
		s.marks = e.marks[:n]
	}
	if e.kinds != nil {
		s.kinds = e.kinds[:n]
	}
	return s
}

func title(w string) string {
	for i, r := range w {
		return w[:i] + string(unicode.ToUpper(r)) + w[i+len(string(r)):]
	}
	return w
}

// vary writes a few sentences as headlines are: in capitals, in title case,
// in lower case, without the full stop.
func (c *corpus) vary(i int, plain *example, rng *rand.Rand) *example {
	t := &c.trees[i]
	e := plain
	if c.finite != nil && rng.Float64() < headlined {
		if h := c.finite.headline(t, rng); h != nil {
			t, e = h, c.example(h, nil)
		}
	}
	as := func(_ int, w string) string { return w }
	if t.named {
		if names := readLists().rename(t, rewritten, rng); names != nil {
			as = func(i int, w string) string {
				if n, ok := names[i]; ok {
					return n
				}
				return w
			}
			e = c.example(t, as)
		}
	}
	switch x := rng.Float64(); {
	case x < 0.04:
		e = c.example(t, func(i int, w string) string { return strings.ToUpper(as(i, w)) })
	case x < 0.06:
		e = c.example(t, func(i int, w string) string { return strings.ToLower(as(i, w)) })
	case x < 0.08:
		e = c.example(t, func(i int, w string) string {
			if w = as(i, w); len(w) > 3 {
				return title(w)
			}
			return w
		})
	}
	last := t.Tokens[len(t.Tokens)-1]
	if last.UPOS == "PUNCT" && rng.Float64() < 0.08 {
		e = e.shorten()
	}
	return e
}

// encode makes a model file. In the last one of a training, parts of words
// that the training never saw weigh nothing; until then they are as chance
// made them, and would disturb words that have them.
func (c *corpus) encode(w *weights, last bool) ([]byte, error) {
	subs := w.subs
	if last {
		subs = slices.Clone(subs)
		h := w.shape.Hidden
		for b, seen := range c.parts() {
			if !seen {
				clear(subs[b*h : (b+1)*h])
			}
		}
	}
	t := net.Tables{Words: w.words, Subs: subs, Vocab: c.vocab, Vectors: c.vectors.rows, VectorWords: c.vectors.words}
	return net.Encode(w.shape, c.classes, t, w.dense, map[string]string{"lemmas": c.lemmas()})
}

// parts reports which buckets hold a part of a word of the training text, in
// any of its spellings.
func (c *corpus) parts() []bool {
	seen := make([]bool, c.buckets)
	add := func(word string) {
		for _, b := range net.Subs(nil, word, net.Form(nil, word), c.buckets) {
			seen[b] = true
		}
	}
	for i := range c.trees {
		for _, t := range c.trees[i].Tokens {
			for _, w := range []string{t.Text, strings.ToUpper(t.Text), strings.ToLower(t.Text), title(t.Text)} {
				add(w)
			}
		}
	}
	for _, w := range slices.Concat(c.known.words(), readLists().words()) {
		for _, w := range []string{w, strings.ToUpper(w), strings.ToLower(w)} {
			add(w)
		}
	}
	return seen
}

// lemmas lists the words whose lemma the rules get wrong, as lines of Penn
// tag, word and lemma.
func (c *corpus) lemmas() string {
	type key struct{ xpos, form string }
	seen := map[key]map[string]int{}
	for _, t := range c.trees {
		if t.flat {
			continue
		}
		for _, k := range t.Tokens {
			form := k.Text
			if k.UPOS != "PROPN" {
				form = strings.ToLower(form)
			}
			x := key{k.XPOS, form}
			if seen[x] == nil {
				seen[x] = map[string]int{}
			}
			seen[x][k.UPOS+"\t"+k.Lemma]++
		}
	}
	var lines []string
	for x, all := range seen {
		best, n, sum := "", 0, 0
		for k, v := range all {
			sum += v
			if v > n || v == n && k < best {
				best, n = k, v
			}
		}
		upos, lemma, _ := strings.Cut(best, "\t")
		if n > 1 && n*2 > sum && syntax.Lemma(x.form, upos, x.xpos) != lemma && !strings.ContainsAny(x.form+lemma, " \n\t") && upos != "PUNCT" && upos != "X" {
			lines = append(lines, x.xpos+" "+x.form+" "+lemma)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
