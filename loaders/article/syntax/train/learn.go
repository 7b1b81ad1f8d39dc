package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"time"

	"entente/loaders/article/syntax"
	"entente/loaders/article/syntax/internal/net"
)

// settings of a run; CARD.md says with which the model in the tree was made.
type settings struct {
	dir, out string
	text     []string // files of unlabelled text
	epochs   int
	again    int    // epochs of the second cycle, at half the rate
	from     string // model file to go on from, instead of a first cycle
	hidden   int
	layers   int
	batch    int // tokens
	rate     float64
	seed     uint64

	nameEpochs int
	nameRate   float64
}

const (
	longest = 160 // words of a sentence to learn from
	buckets = 1 << 15
)

// learn trains in two cycles of a rising and falling rate. The second begins
// with what the model file of the first holds, so that it can also be run by
// itself; it learns from EWT's development set and our own sentences too, sees
// dashes between spaces as such, and reads names from the embeddings as well.
// Last, the namer learns upon what is settled then.
func learn(o settings) error {
	c, err := readCorpus(o.dir, buckets)
	if err != nil {
		return err
	}
	var data []byte
	if o.from != "" {
		if data, err = os.ReadFile(o.from); err != nil {
			return fmt.Errorf("reading the model to go on from: %w", err)
		}
	}
	if c.vectors, err = vectorsFor(o, data); err != nil {
		return err
	}
	shape := net.Shape{Words: len(c.vocab) + 1, Buckets: buckets, Hidden: o.hidden, Layers: o.layers, Arc: 96, Lab: 128,
		Tags: len(c.classes.Tags), Rels: len(c.classes.Rels), Marks: len(c.classes.Marks), Kinds: len(mentionKinds), TagLayer: 1,
		Vectors: len(c.vectors.words), VectorWidth: vectorWidth}
	fmt.Printf("%d sentences, %+v\n", len(c.trees), shape)
	r := &course{settings: o, corpus: c, shape: shape, shards: []*shard{newShard(shape), newShard(shape)}}
	r.examples()
	if data == nil {
		if data, err = r.cycle(nil, o.epochs, o.rate, o.seed); err != nil {
			return err
		}
		// On from what the file holds, as a second cycle by itself goes.
		if c.vectors, err = vectorsFor(o, data); err != nil {
			return err
		}
	}
	if o.again > 0 {
		more, err := readTreebank(o.dir, "ewt-dev")
		if err != nil {
			return err
		}
		named, unnamed, err := moreTrees(o.dir)
		if err != nil {
			return err
		}
		c.trees, c.spaced = slices.Concat(c.trees, more, named, unnamed), true
		c.finite = finiteForms(c.trees)
		r.shape.NameInputs = 1
		r.shards = []*shard{newShard(r.shape), newShard(r.shape)}
		r.examples()
		if data, err = r.cycle(data, o.again, o.rate/2, o.seed+1000003); err != nil {
			return err
		}
	}
	if o.nameEpochs > 0 {
		return learnNames(o, data)
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
	w.vectors = r.corpus.vectors
	if begin != nil {
		n, _, err := net.Decode(begin)
		if err != nil {
			return nil, err
		}
		had := n.Shape
		had.NameInputs = r.shape.NameInputs
		had.NameUnits, had.NameParts, had.NameMarks, had.NameLayers = 0, 0, 0, 0
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
		if data, err = r.corpus.encode(w, r.corpus.spaced); err != nil {
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

// vectorsFor are the vectors of the model to go on from, or else learnt from
// the files of text.
func vectorsFor(o settings, from []byte) (*wordVectors, error) {
	if from == nil {
		return learnVectors(o.text, o.seed)
	}
	n, _, err := net.Decode(from)
	if err != nil {
		return nil, err
	}
	return vectorsOf(n), nil
}
