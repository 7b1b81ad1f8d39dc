package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/loaders/article/syntax"
	"entente/loaders/article/syntax/internal/net"
)

// The namer's size and how it is learnt.
const (
	nameUnits  = 96
	nameLayers = 2
	nameParts  = 1 << 13
	dropState  = 0.4
	dropNamed  = 0.4
	nameBatch  = 1200
	renamed    = 0.5  // share of the names written over
	meanShare  = 0.01 // of the newest weights in the running mean
)

// namer learns to read names beside a net whose weights stay as they are: from
// the vectors of words and their parts alone. Given what the net knows of the
// training text by heart, it would lean on that.
type namer struct {
	settings
	shape   net.Shape
	vectors *wordVectors
	dense   *net.Dense
	table   []float32
	gold    []namedSentence
	lists   *lists
	marks   map[string]int
	m, v    [2][]float32
	kept    [2][]float32 // running means
	steps   int
	halves  [2]*nameShard
}

// namedSentence is a sentence with its marks.
type namedSentence struct {
	tree  *tree
	marks []int
}

// learnNames adds a namer to a model file and writes it.
func learnNames(o settings, data []byte) error {
	trees, err := readTreebank(o.dir, "gum-train")
	if err != nil {
		return err
	}
	more, _, err := moreTrees(o.dir)
	if err != nil {
		return err
	}
	ours, err := namerTrees()
	if err != nil {
		return err
	}
	out, err := nameTrees(o, data, slices.Concat(trees, more, ours))
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.out, out, 0o644); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	m, err := syntax.Decode(out)
	if err != nil {
		return err
	}
	return scores(m, o.dir, []string{"gum-dev"}, false)
}

// nameTrees is a model file with a namer learnt from the names of trees.
func nameTrees(o settings, data []byte, trees []tree) ([]byte, error) {
	below, extra, err := net.Decode(data)
	if err != nil {
		return nil, err
	}
	vectors := vectorsOf(below)
	s := below.Shape
	s.NameUnits, s.NameParts, s.NameMarks, s.NameLayers = nameUnits, nameParts, s.Marks+2, nameLayers
	s.Vectors, s.VectorWidth = len(vectors.words), vectorWidth
	n := &namer{settings: o, shape: s, dense: net.NewDense(s), table: make([]float32, nameParts*2*nameUnits), vectors: vectors, lists: readLists(), marks: map[string]int{}}
	t := net.Tables{Words: make([]float32, s.Words*s.Hidden), Subs: make([]float32, s.Buckets*s.Hidden), Namer: n.table, Vectors: vectors.rows, Vocab: make([]string, len(below.Vocab)), VectorWords: vectors.words}
	for w, row := range below.Vocab {
		t.Vocab[row-1] = w
	}
	below.Floats(t.Words, t.Subs, n.dense)
	names := below.Names
	names.Marks = append(slices.Clone(names.Marks[:s.Marks]), "B-Other", "I-Other")
	for i, k := range names.Marks {
		n.marks[k] = i
	}
	n.take(trees)
	n.begin()
	n.learn()
	dense := net.NewDense(s)
	copy(dense.Flat, n.dense.Flat)
	t.Namer = n.mean(dense)
	return net.Encode(s, names, t, dense, extra)
}

// learn passes over the sentences taken.
func (n *namer) learn() {
	rng := rand.New(rand.NewPCG(n.seed, 77))
	tokens := 0
	for _, g := range n.gold {
		tokens += len(g.marks)
	}
	total := n.nameEpochs * tokens / nameBatch
	begun := time.Now()
	for epoch := range n.nameEpochs {
		order := rng.Perm(len(n.gold))
		loss := 0.0
		for at := 0; at < len(order); {
			var halves [2][]namedSentence
			var written [2][]string
			k := 0
			for at < len(order) && k < nameBatch {
				g := n.gold[order[at]]
				at++
				if len(g.marks) > longest {
					continue
				}
				halves[at%2] = append(halves[at%2], g)
				written[at%2] = append(written[at%2], n.write(g.tree, rng)...)
				k += len(g.marks)
			}
			var wg sync.WaitGroup
			for i, h := range n.halves {
				h.rng = rand.New(rand.NewPCG(n.seed+uint64(n.steps), uint64(90+i)))
				wg.Go(func() { h.pass(n, halves[i], written[i], 1/float32(k)) })
			}
			wg.Wait()
			for _, h := range n.halves {
				loss += h.loss / float64(tokens)
				h.loss = 0
			}
			n.step(n.nameRate * schedule(float64(n.steps)/float64(total)))
			n.remember()
		}
		fmt.Printf("names epoch %d %v loss %.4f\n", epoch+1, time.Since(begun).Round(time.Second), loss)
	}
}

// take adds trees with the marks of their names.
func (n *namer) take(trees []tree) {
	for i := range trees {
		t := &trees[i]
		g := namedSentence{tree: t, marks: make([]int, len(t.Tokens))}
		for _, s := range slices.Concat(t.Names, t.others) {
			for i := s.First; i <= s.Last; i++ {
				g.marks[i] = n.marks["I-"+s.Type]
			}
			g.marks[s.First] = n.marks["B-"+s.Type]
		}
		n.gold = append(n.gold, g)
	}
}

// write gives a sentence's words as they are to be read this time: with other
// names, sometimes in capitals.
func (n *namer) write(t *tree, rng *rand.Rand) []string {
	names := n.lists.rename(t, renamed, rng)
	upper := rng.Float64() < 0.03
	words := make([]string, len(t.Tokens))
	for i, k := range t.Tokens {
		w := k.Text
		if other, ok := names[i]; ok {
			w = other
		}
		if upper {
			w = strings.ToUpper(w)
		}
		if dash(t, i) {
			w = "--"
		}
		words[i] = w
	}
	return words
}

func (n *namer) begin() {
	rng := rand.New(rand.NewPCG(n.seed, 76))
	uniform := func(v []float32, a float64) {
		for i := range v {
			v[i] = float32((2*rng.Float64() - 1) * a)
		}
	}
	d, u := n.dense, n.shape.NameUnits
	clear(d.Namer)
	uniform(d.NameIn, math.Sqrt(1/float64(2*n.shape.Hidden)))
	for _, l := range d.NameRec {
		uniform(l.W, math.Sqrt(3/float64(2*u)))
		for dir := range 2 {
			for j := range u {
				l.B[dir*2*u+j] = -1 + 3*float32(j)/float32(u)
				l.B[dir*2*u+u+j] = -0.5
			}
		}
		uniform(l.V, 0.1)
	}
	uniform(d.NameOut, math.Sqrt(6/float64(2*u+n.shape.NameMarks)))
	uniform(n.table, 0.2)
	n.m, n.v = [2][]float32{make([]float32, len(d.Namer)), make([]float32, len(n.table))}, [2][]float32{make([]float32, len(d.Namer)), make([]float32, len(n.table))}
	for i := range n.halves {
		n.halves[i] = &nameShard{shard: shard{shape: n.shape, buf: map[string][]float32{}, packed: map[string]*net.Packed{}, traces: make([]net.Trace, len(d.NameRec))}, dense: net.NewDense(n.shape), table: newTable(n.shape.NameParts, 2*u)}
	}
}
