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
	named   int // trees[named:] have names
	classes net.Classes
	vocab   []string
	counts  []int
	buckets int

	row, tag, rel, mark map[string]int
}

func readCorpus(dir string, buckets int) (*corpus, error) {
	c := &corpus{buckets: buckets, row: map[string]int{}, tag: map[string]int{}, rel: map[string]int{}, mark: map[string]int{}}
	for _, set := range []string{"ewt-train", "gum-train"} {
		trees, err := readTreebank(dir, set)
		if err != nil {
			return nil, err
		}
		c.named = len(c.trees)
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
func (c *corpus) example(t *tree, named bool, respell func(i int, word string) string) *example {
	e := &example{}
	n := len(t.Tokens)
	for i, k := range t.Tokens {
		word := k.Text
		if respell != nil {
			word = respell(i, word)
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
	if named {
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

// shorten leaves out the last word, which nothing may hang on.
func (e *example) shorten() *example {
	n := len(e.words) - 1
	if n < 3 || slices.Contains(e.heads, n+1) || e.heads[n] == 0 {
		return e
	}
	s := &example{words: e.words[:n], tags: e.tags[:n], heads: e.heads[:n], rels: e.rels[:n]}
	if e.marks != nil {
		s.marks = e.marks[:n]
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
	t, named := &c.trees[i], i >= c.named
	e := plain
	switch x := rng.Float64(); {
	case x < 0.04:
		e = c.example(t, named, func(_ int, w string) string { return strings.ToUpper(w) })
	case x < 0.06:
		e = c.example(t, named, func(_ int, w string) string { return strings.ToLower(w) })
	case x < 0.08:
		e = c.example(t, named, func(_ int, w string) string {
			if len(w) > 3 {
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

const longest = 160 // words of a sentence to learn from

func learn(o settings) error {
	const buckets = 1 << 15
	c, err := readCorpus(o.dir, buckets)
	if err != nil {
		return err
	}
	shape := net.Shape{Words: len(c.vocab) + 1, Buckets: buckets, Hidden: o.hidden, Layers: o.layers, Arc: 96, Lab: 128,
		Tags: len(c.classes.Tags), Rels: len(c.classes.Rels), Marks: len(c.classes.Marks), TagLayer: o.layers - 2}
	fmt.Printf("%d sentences, %+v\n", len(c.trees), shape)
	w := newWeights(shape, c.counts, rand.New(rand.NewPCG(o.seed, 1)))
	plain := make([]*example, len(c.trees))
	tokens := 0
	for i := range c.trees {
		plain[i] = c.example(&c.trees[i], i >= c.named, nil)
		tokens += len(plain[i].words)
	}
	shards := []*shard{newShard(shape), newShard(shape)}
	rng := rand.New(rand.NewPCG(o.seed, 2))
	steps, total := 0, o.epochs*tokens/o.batch
	begun := time.Now()
	for epoch := range o.epochs {
		order := rng.Perm(len(plain))
		for at := 0; at < len(order); {
			var halves [2][]*example
			n := 0
			for at < len(order) && n < o.batch {
				if e := c.vary(order[at], plain[order[at]], rng); len(e.words) <= longest {
					halves[at%2] = append(halves[at%2], e)
					n += len(e.words)
				}
				at++
			}
			var wg sync.WaitGroup
			for k, s := range shards {
				s.rng = rand.New(rand.NewPCG(o.seed+uint64(steps), uint64(10+k)))
				wg.Go(func() { s.pass(w, halves[k], 1/float32(n)) })
			}
			wg.Wait()
			w.step(shards, o.rate*schedule(float64(steps)/float64(total)))
			steps++
		}
		var loss [4]float64
		for _, s := range shards {
			for i := range loss {
				loss[i] += s.loss[i] / float64(tokens)
			}
			s.loss = [4]float64{}
		}
		fmt.Printf("epoch %d %v loss %.3f\n", epoch+1, time.Since(begun).Round(time.Second), loss)
		if (epoch+1)%2 == 0 || epoch+1 == o.epochs {
			data, err := c.encode(w)
			if err != nil {
				return err
			}
			if err := os.WriteFile(o.out, data, 0o644); err != nil {
				return fmt.Errorf("writing the model: %w", err)
			}
			m, err := syntax.Decode(data)
			if err != nil {
				return err
			}
			if err := scores(m, o.dir, []string{"ewt-dev", "gum-dev"}, false); err != nil {
				return err
			}
		}
	}
	return nil
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
