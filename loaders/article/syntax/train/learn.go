package main

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"entente/loaders/article/syntax"
	"entente/loaders/article/syntax/internal/net"
)

// settings of a run; the defaults build the model in the tree.
type settings struct {
	dir, out string
	epochs   int
	again    int    // epochs of the second cycle, at half the rate
	from     string // model file to go on from, instead of a first cycle
	hidden   int
	layers   int
	batch    int // tokens
	rate     float64
	seed     uint64
}

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
		e.words = append(e.words, net.Word{ID: int32(c.row[string(form)]), Subs: net.Subs(nil, word, form, c.buckets)})
		e.tags = append(e.tags, class(c.tag, k.UPOS+" "+k.XPOS))
		e.heads = append(e.heads, k.Head+1)
		rel := class(c.rel, k.Rel)
		if k.Head < 0 {
			rel = -1
		}
		e.rels = append(e.rels, rel)
	}
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
	if n < 3 || slices.Contains(e.heads, n+1) || e.heads[n] == 0 {
		return e
	}
	s := &example{words: e.words[:n], tags: e.tags[:n], heads: e.heads[:n], rels: e.rels[:n]}
	if e.marks != nil {
		s.marks, s.kinds = e.marks[:n], e.kinds[:n]
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
	as := func(_ int, w string) string { return w }
	if t.named {
		if names := c.known.rename(t, rng); names != nil {
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

const (
	longest = 160 // words of a sentence to learn from
	buckets = 1 << 15
)

// learn trains in two cycles of a rising and falling rate. The second begins
// with what the model file of the first holds, so that it can also be run by
// itself; it learns from EWT's development set too, sees dashes between spaces
// as such, and reads names from the embeddings as well.
func learn(o settings) error {
	c, err := readCorpus(o.dir, buckets)
	if err != nil {
		return err
	}
	shape := net.Shape{Words: len(c.vocab) + 1, Buckets: buckets, Hidden: o.hidden, Layers: o.layers, Arc: 96, Lab: 128,
		Tags: len(c.classes.Tags), Rels: len(c.classes.Rels), Marks: len(c.classes.Marks), Kinds: len(mentionKinds), TagLayer: 1}
	fmt.Printf("%d sentences, %+v\n", len(c.trees), shape)
	r := &course{settings: o, corpus: c, shape: shape, shards: []*shard{newShard(shape), newShard(shape)}}
	r.examples()
	var data []byte
	if o.from != "" {
		if data, err = os.ReadFile(o.from); err != nil {
			return fmt.Errorf("reading the model to go on from: %w", err)
		}
	} else if data, err = r.cycle(nil, o.epochs, o.rate, o.seed); err != nil {
		return err
	}
	if o.again > 0 {
		more, err := readTreebank(o.dir, "ewt-dev")
		if err != nil {
			return err
		}
		c.trees, c.spaced = append(c.trees, more...), true
		r.shape.NameInputs = 1
		r.shards = []*shard{newShard(r.shape), newShard(r.shape)}
		r.examples()
		_, err = r.cycle(data, o.again, o.rate/2, o.seed+1000003)
		return err
	}
	return nil
}

// examples turns the corpus into numbers as it is now.
func (r *course) examples() {
	r.plain, r.tokens = nil, 0
	for i := range r.corpus.trees {
		e := r.corpus.example(&r.corpus.trees[i], nil)
		r.plain = append(r.plain, e)
		r.tokens += len(e.words)
	}
}

// course is what the cycles of a training share.
type course struct {
	settings
	corpus *corpus
	shape  net.Shape
	shards []*shard
	plain  []*example
	tokens int
}

// cycle trains for some epochs and returns the model file, which it also
// writes. begin is the model file to begin with, nil for weights by chance.
func (r *course) cycle(begin []byte, epochs int, rate float64, seed uint64) ([]byte, error) {
	w := newWeights(r.shape, r.corpus.counts, rand.New(rand.NewPCG(seed, 1)))
	if begin != nil {
		n, _, err := net.Decode(begin)
		if err != nil {
			return nil, err
		}
		had := n.Shape
		had.NameInputs = r.shape.NameInputs
		if had != r.shape {
			return nil, fmt.Errorf("going on from a model of shape %+v, expected %+v", n.Shape, r.shape)
		}
		n.Floats(w.words, w.subs, w.dense)
		w.pack()
	}
	rng := rand.New(rand.NewPCG(seed, 2))
	steps, total := 0, epochs*r.tokens/r.batch
	begun := time.Now()
	var data []byte
	for epoch := range epochs {
		order := rng.Perm(len(r.plain))
		for at := 0; at < len(order); {
			var halves [2][]*example
			n := 0
			for at < len(order) && n < r.batch {
				if e := r.corpus.vary(order[at], r.plain[order[at]], rng); len(e.words) <= longest {
					halves[at%2] = append(halves[at%2], e)
					n += len(e.words)
				}
				at++
			}
			var wg sync.WaitGroup
			for k, s := range r.shards {
				s.rng = rand.New(rand.NewPCG(seed+uint64(steps), uint64(10+k)))
				wg.Go(func() { s.pass(w, halves[k], 1/float32(n)) })
			}
			wg.Wait()
			w.step(r.shards, rate*schedule(float64(steps)/float64(total)))
			steps++
		}
		var loss [5]float64
		for _, s := range r.shards {
			for i := range loss {
				loss[i] += s.loss[i] / float64(r.tokens)
			}
			s.loss = [5]float64{}
		}
		fmt.Printf("epoch %d %v loss %.3f\n", epoch+1, time.Since(begun).Round(time.Second), loss)
		if (epoch+1)%2 != 0 && epoch+1 != epochs {
			continue
		}
		var err error
		if data, err = r.corpus.encode(w); err != nil {
			return nil, err
		}
		if err := os.WriteFile(r.out, data, 0o644); err != nil {
			return nil, fmt.Errorf("writing the model: %w", err)
		}
		m, err := syntax.Decode(data)
		if err != nil {
			return nil, err
		}
		if err := scores(m, r.dir, []string{"ewt-dev", "gum-dev"}, false); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// schedule is the learning rate at a share of the way: up for a fiftieth,
// then down along a cosine.
func schedule(t float64) float64 {
	if t < 0.02 {
		return t / 0.02
	}
	return 0.02 + 0.98*(1+math.Cos(math.Pi*min(1, (t-0.02)/0.98)))/2
}

func (c *corpus) encode(w *weights) ([]byte, error) {
	return net.Encode(w.shape, c.classes, c.vocab, w.words, w.subs, w.dense, map[string]string{"lemmas": c.lemmas()})
}

// lemmas lists the words whose lemma the rules get wrong, as lines of Penn
// tag, word and lemma.
func (c *corpus) lemmas() string {
	type key struct{ xpos, form string }
	seen := map[key]map[string]int{}
	for _, t := range c.trees {
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
