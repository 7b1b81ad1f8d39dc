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
	"unicode"

	"entente/loaders/article/syntax"
	"entente/loaders/article/syntax/internal/net"
)

// The namer's size and how it is learnt.
const (
	nameUnits  = 64
	nameParts  = 1 << 14
	dropState  = 0.4
	dropNamed  = 0.4
	nameBatch  = 1200
	renamed    = 0.5 // share of the names written over
	silver     = 0.4 // weight of text whose names were found by lists
	unknowable = -1  // the mark of a token that may be a name of any kind or none
)

// namer learns to read names upon a net whose other weights stay as they are.
type namer struct {
	settings
	shape  net.Shape
	below  *net.Net
	dense  *net.Dense
	table  []float32
	gold   []namedSentence
	lists  *lists
	marks  map[string]int
	m, v   [2][]float32
	steps  int
	halves [2]*nameShard
}

// namedSentence is a sentence with its marks, and how much it counts.
type namedSentence struct {
	tree   *tree
	marks  []int
	weight float32
}

// nameShard is the memory of half a batch.
type nameShard struct {
	shard
	dense *net.Dense
	table table
	loss  float64
}

func learnNames(o settings, data []byte) ([]byte, error) {
	below, extra, err := net.Decode(data)
	if err != nil {
		return nil, err
	}
	s := below.Shape
	s.NameUnits, s.NameParts, s.NameMarks = nameUnits, nameParts, s.Marks+2
	n := &namer{settings: o, shape: s, below: below, dense: net.NewDense(s), table: make([]float32, nameParts*2*nameUnits), lists: readLists(), marks: map[string]int{}}
	words, subs := make([]float32, s.Words*s.Hidden), make([]float32, s.Buckets*s.Hidden)
	below.Floats(words, subs, n.dense)
	below.Names.Marks = append(slices.Clone(below.Names.Marks[:s.Marks]), "B-Other", "I-Other")
	for i, k := range below.Names.Marks {
		n.marks[k] = i
	}
	for _, set := range []string{"gum-train", "ewt-train"} {
		trees, err := readTreebank(o.dir, set)
		if err != nil {
			return nil, err
		}
		n.take(trees)
	}
	n.begin()
	vocab := make([]string, len(below.Vocab))
	for w, row := range below.Vocab {
		vocab[row-1] = w
	}
	rng := rand.New(rand.NewPCG(o.seed, 77))
	tokens := 0
	for _, g := range n.gold {
		tokens += len(g.marks)
	}
	total := o.nameEpochs * tokens / nameBatch
	begun := time.Now()
	var out []byte
	for epoch := range o.nameEpochs {
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
				h.rng = rand.New(rand.NewPCG(o.seed+uint64(n.steps), uint64(90+i)))
				wg.Go(func() { h.pass(n, halves[i], written[i], 1/float32(k)) })
			}
			wg.Wait()
			for _, h := range n.halves {
				loss += h.loss / float64(tokens)
				h.loss = 0
			}
			n.step(o.nameRate * schedule(float64(n.steps)/float64(total)))
		}
		fmt.Printf("names epoch %d %v loss %.4f\n", epoch+1, time.Since(begun).Round(time.Second), loss)
		if (epoch+1)%4 != 0 && epoch+1 != o.nameEpochs {
			continue
		}
		if out, err = net.Encode(s, below.Names, vocab, words, subs, n.table, n.dense, extra); err != nil {
			return nil, err
		}
		if err := os.WriteFile(o.out, out, 0o644); err != nil {
			return nil, fmt.Errorf("writing the model: %w", err)
		}
		m, err := syntax.Decode(out)
		if err != nil {
			return nil, err
		}
		if err := scores(m, o.dir, []string{"gum-dev"}, false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// take adds trees with what is known of their names: all of it in GUM, in EWT
// that other words than proper nouns are none, and what the lists tell.
func (n *namer) take(trees []tree) {
	for i := range trees {
		t := &trees[i]
		g := namedSentence{tree: t, marks: make([]int, len(t.Tokens)), weight: 1}
		put := func(s syntax.Span) {
			for i := s.First; i <= s.Last; i++ {
				g.marks[i] = n.marks["I-"+s.Type]
			}
			g.marks[s.First] = n.marks["B-"+s.Type]
		}
		if !t.named {
			g.weight = silver
			t.Names, t.others = n.guess(t), nil
			for i, k := range t.Tokens {
				if k.UPOS == "PROPN" || i > 0 && capital(k.Text) && unicode.IsLetter(rune(k.Text[0])) && k.Text != "I" || between(t.Tokens, i) {
					g.marks[i] = unknowable
				}
			}
		}
		for _, s := range t.Names {
			put(s)
		}
		for _, s := range t.others {
			put(s)
		}
		n.gold = append(n.gold, g)
	}
}

// between reports whether a token stands between two proper nouns and may
// join them to one name.
func between(tokens []syntax.Token, i int) bool {
	before, after := false, false
	for k := max(0, i-2); k < i; k++ {
		before = before || tokens[k].UPOS == "PROPN"
	}
	for k := i + 1; k < min(len(tokens), i+3); k++ {
		after = after || tokens[k].UPOS == "PROPN"
	}
	switch tokens[i].UPOS {
	case "ADP", "DET", "CCONJ", "PUNCT", "SYM", "NUM", "PART":
		return before && after
	}
	return false
}

// guess finds names of known kind among runs of proper nouns.
func (n *namer) guess(t *tree) []syntax.Span {
	var out []syntax.Span
	for i := 0; i < len(t.Tokens); i++ {
		if t.Tokens[i].UPOS != "PROPN" {
			continue
		}
		k := i
		for k+1 < len(t.Tokens) && t.Tokens[k+1].UPOS == "PROPN" {
			k++
		}
		if kind := n.lists.kindOf(t.Tokens[i : k+1]); kind != "" {
			out = append(out, syntax.Span{First: i, Last: k, Type: kind})
		}
		i = k
	}
	return out
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
	d, h, u := n.dense, n.shape.Hidden, n.shape.NameUnits
	clear(d.Namer)
	uniform(d.NameIn, math.Sqrt(1/float64(h)))
	uniform(d.NameRec.W, math.Sqrt(3/float64(2*u)))
	for dir := range 2 {
		for j := range u {
			d.NameRec.B[dir*2*u+j] = -1 + 3*float32(j)/float32(u)
			d.NameRec.B[dir*2*u+u+j] = -0.5
		}
	}
	uniform(d.NameRec.V, 0.1)
	uniform(d.NameOut, math.Sqrt(6/float64(2*u+n.shape.NameMarks)))
	uniform(n.table, 0.2)
	n.m, n.v = [2][]float32{make([]float32, len(d.Namer)), make([]float32, len(n.table))}, [2][]float32{make([]float32, len(d.Namer)), make([]float32, len(n.table))}
	for i := range n.halves {
		n.halves[i] = &nameShard{shard: shard{shape: n.shape, buf: map[string][]float32{}, packed: map[string]*net.Packed{}}, dense: net.NewDense(n.shape), table: newTable(n.shape.NameParts, 2*u)}
	}
}

// pass reads sentences written in some way and adds the gradients of their
// losses.
func (sh *nameShard) pass(n *namer, sentences []namedSentence, words []string, scale float32) {
	if len(words) == 0 {
		return
	}
	s, d, g := n.shape, n.dense, sh.dense
	m, h, w := len(words), 2*s.Hidden, 2*s.NameUnits
	sh.lengths = sh.lengths[:0]
	for _, e := range sentences {
		sh.lengths = append(sh.lengths, len(e.marks))
	}
	x, mask, z := sh.get("embeddings", m*h), sh.get("mask", m*h), sh.get("z", m*w)
	n.below.Embeddings(words, x)
	sh.drop(mask, h, sh.lengths, dropState)
	times(x, x, mask)
	addBias(z, d.NameInB)
	net.Gemm(m, x, sh.pack("in", d.NameIn, h, w), z)
	kept := make([][]int32, m)
	for i, word := range words {
		form := net.Form(nil, word)
		for j, b := range net.NameSubs(nil, word, form, s.NameParts) {
			// The word itself is left out more often than its parts.
			if p := float32(dropPart); sh.rng.Float32() >= p && (j > 1 || sh.rng.Float32() < 0.5) {
				kept[i] = append(kept[i], b)
			}
		}
		if len(kept[i]) == 0 {
			continue
		}
		f := float32(1 / math.Sqrt(float64(len(kept[i]))))
		row := z[i*w : (i+1)*w]
		for _, b := range kept[i] {
			for j, v := range n.table[int(b)*w : (int(b)+1)*w] {
				row[j] += f * v
			}
		}
	}
	slope := sh.get("slope", m*w)
	sh.drop(slope, w, nil, dropNamed)
	for i := range z {
		if z[i] < 0 {
			slope[i] *= leak
		}
		z[i] *= slope[i]
	}
	u := sh.get("u", m*3*w)
	net.Gemm(m, z, sh.pack("rec", d.NameRec.W, w, 3*w), u)
	var tr net.Trace
	for i, v := range []*[]float32{&tr.C, &tr.F, &tr.R, &tr.T} {
		*v = sh.get("trace"+string(rune('0'+i)), m*w)
	}
	y := sh.get("y", m*w)
	net.Forward(&d.NameRec, s.NameUnits, sh.lengths, z, u, y, &tr)
	top := sh.get("top", m*w)
	sh.drop(top, w, nil, dropNamed)
	times(y, y, top)
	e := sh.get("marks", m*s.NameMarks)
	addBias(e, d.NameOutB)
	net.Gemm(m, y, sh.pack("out", d.NameOut, w, s.NameMarks), e)
	at := 0
	follow := net.Follows(s, d)
	for _, k := range sentences {
		part := e[at*s.NameMarks : (at+len(k.marks))*s.NameMarks]
		sh.loss += float64(k.weight) * chain(s.NameMarks, part, follow, k.marks, scale*k.weight, g.Follow)
		at += len(k.marks)
	}
	sumRows(g.NameOutB, e)
	sh.addProduct(g.NameOut, y, e, m, w, s.NameMarks)
	dy := sh.get("dy", m*w)
	sh.through(dy, e, d.NameOut, m, w, s.NameMarks)
	times(dy, dy, top)
	du, dz := sh.get("du", m*3*w), sh.get("dz", m*w)
	net.Backward(&d.NameRec, &g.NameRec, s.NameUnits, sh.lengths, z, u, dy, &tr, du, dz)
	sh.addProduct(g.NameRec.W, z, du, m, w, 3*w)
	sh.through(dz, du, d.NameRec.W, m, w, 3*w)
	times(dz, dz, slope)
	sumRows(g.NameInB, dz)
	sh.addProduct(g.NameIn, x, dz, m, h, w)
	for i, bs := range kept {
		f := float32(1 / math.Sqrt(float64(max(1, len(bs)))))
		for _, b := range bs {
			row := sh.table.row(b)
			for j, v := range dz[i*w : (i+1)*w] {
				row[j] += f * v
			}
		}
	}
}

// step moves the weights against the gradients of both halves.
func (n *namer) step(rate float64) {
	n.steps++
	g := n.halves[0].dense.Namer
	sum := 0.0
	for i, v := range n.halves[1].dense.Namer {
		g[i] += v
		sum += float64(g[i]) * float64(g[i])
	}
	factor := float32(1)
	if norm := math.Sqrt(sum); norm > clip {
		factor = float32(clip / norm)
	}
	c1, c2 := 1-math.Pow(beta1, float64(n.steps)), 1-math.Pow(beta2, float64(n.steps))
	lr := float32(rate / c1 * math.Sqrt(c2))
	net.Adam(n.dense.Namer, g, n.m[0], n.v[0], factor, beta1, beta2, lr, 1e-8)
	a, b := &n.halves[0].table, &n.halves[1].table
	for _, r := range b.touched {
		dst := a.row(r)
		for j, x := range b.v[int(r)*b.width : (int(r)+1)*b.width] {
			dst[j] += x
		}
	}
	for _, r := range a.touched {
		i, k := int(r)*a.width, (int(r)+1)*a.width
		net.Adam(n.table[i:k], a.v[i:k], n.m[1][i:k], n.v[1][i:k], 1, beta1, beta2, lr, 1e-8)
	}
	for _, h := range n.halves {
		clear(h.dense.Namer)
		h.table.reset()
	}
}
