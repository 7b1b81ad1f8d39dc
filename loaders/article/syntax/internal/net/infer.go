package net

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"
)

// Net is a trained net, ready to read. It is never changed after it is made.
type Net struct {
	Shape
	Names    Classes
	Vocab    map[string]int32
	words    table
	subs     table
	names    table
	vectors  table
	vectored map[string]int32 // rows of vectors
	dense    *Dense

	layers                        []Packed
	headW, arcU, labW, tagW, nerW Packed
	nerX                          Packed
	vecW, nameIn, nameOut         Packed
	nameRec                       []Packed
	follow                        []float32             // what a mark after another adds, row by row; see Follows
	far                           [2*maxFar + 1]float32 // score of a head so many words after
	scratch                       sync.Pool
}

// maxFar is the longest sentence the net finds heads for, in words.
const maxFar = 512

// Classes are the names of what the net tells apart.
type Classes struct {
	Tags  []string // "UPOS XPOS"
	Rels  []string
	Marks []string // O, B-Person, I-Person, …
}

// table is an embedding table in bytes, with a unit for each row.
type table struct {
	width int
	unit  []float32
	data  []int8
}

// prepare lays out the weights for Gemm.
func (n *Net) prepare() {
	h, d := n.Hidden, n.dense
	n.layers = make([]Packed, n.Layers)
	for i := range n.layers {
		n.layers[i].Pack(d.Layers[i].W, 2*h, 6*h)
	}
	n.headW.Pack(d.HeadW, 2*h, n.HeadWidth())
	n.arcU.Pack(d.ArcU, n.Arc, n.Arc)
	n.labW.Pack(d.LabW, n.Lab, n.Rels)
	n.tagW.Pack(d.TagW, 2*h, n.Tags)
	n.nerW.Pack(d.NerW, 2*h, n.Marks)
	if len(d.NerX) > 0 {
		n.nerX.Pack(d.NerX, 2*h, n.Marks)
	}
	if u := n.NameUnits; u > 0 {
		n.nameIn.Pack(d.NameIn, n.VectorWidth, 2*u)
		n.nameRec = make([]Packed, len(d.NameRec))
		for i, l := range d.NameRec {
			n.nameRec[i].Pack(l.W, 2*u, 6*u)
		}
		n.nameOut.Pack(d.NameOut, 2*u, n.NameMarks)
	}
	n.vecW.Pack(d.VecW, n.VectorWidth, 2*h)
	n.follow = Follows(n.Shape, d)
	for i := range n.far {
		n.far[i] = d.Dist[Distance(0, i-maxFar)]
	}
}

// Reading is what the net says of some sentences, word by word.
type Reading struct {
	Tag, Rel []int     // classes
	Head     []int     // in the sentence, -1 for the root
	Marks    []float32 // scores of the classes of name marks, for Name
	// By how much the class or the head taken scores above the next best;
	// below zero where a better head would have made no tree.
	TagLead, RelLead, HeadLead []float32
}

type scratch struct {
	x, y, u, z, t, p, l []float32
	arcs, heads, kept   []float32
	packed              Packed
	form                []byte
	subs                []int32
	cache               []remembered
	missing             []int
	nx, nu, ny, nv, old []float32
}

func grow(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n+n/2)
	}
	return (*s)[:n]
}

func zeros(s *[]float32, n int) []float32 {
	v := grow(s, n)
	clear(v)
	return v
}

// Read reads sentences: words holds them end to end, lengths how many words
// each has.
func (n *Net) Read(words []string, lengths []int, r *Reading) {
	s, _ := n.scratch.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	defer n.scratch.Put(s)
	m, h := len(words), n.Hidden
	r.Tag, r.Rel, r.Head, r.Marks = ints(r.Tag, m), ints(r.Rel, m), ints(r.Head, m), grow(&r.Marks, m*len(n.Names.Marks))
	r.TagLead, r.RelLead, r.HeadLead = grow(&r.TagLead, m), grow(&r.RelLead, m), grow(&r.HeadLead, m)
	if m == 0 {
		return
	}
	x, y := grow(&s.x, m*2*h), grow(&s.y, m*2*h)
	named, old := grow(&s.nx, m*2*n.NameUnits), r.Marks
	if n.NameUnits > 0 {
		old = grow(&s.old, m*n.Marks)
	}
	for l := range n.layers {
		var u []float32
		if l == 0 {
			u = grow(&s.u, m*6*h)
			n.first(s, words, x, u, named)
			for i := range m {
				copy(old[i*n.Marks:(i+1)*n.Marks], n.dense.NerB)
			}
			Gemm(m, x, &n.nerX, old)
		} else {
			u = zeros(&s.u, m*6*h)
			Gemm(m, x, &n.layers[l], u)
		}
		recurEach(&n.dense.Layers[l], h, x, u, y, lengths)
		x, y = y, x
		if l == n.TagLayer {
			n.classify(m, x, &n.tagW, n.dense.TagB, zeros(&s.t, m*n.Tags), r.Tag, r.TagLead)
			for i, t := range r.Tag {
				row := x[i*2*h : (i+1)*2*h]
				for j, v := range n.dense.TagE[t*2*h : (t+1)*2*h] {
					row[j] += v
				}
			}
		}
	}
	Gemm(m, x, &n.nerW, old)
	if n.NameUnits > 0 {
		n.mark(s, old, named, lengths, r.Marks)
	}
	z := zeros(&s.z, m*n.HeadWidth())
	score(m, x, &n.headW, n.dense.HeadB, z)
	at := 0
	for _, k := range lengths {
		n.attach(s, z[at*n.HeadWidth():], k, r.Head[at:at+k], r.HeadLead[at:at+k])
		at += k
	}
	n.label(s, z, lengths, r)
}

// recurEach runs a recurrent layer of h units each way over sentences that
// stand end to end.
func recurEach(l *Layer, h int, x, u, y []float32, lengths []int) {
	at := 0
	for _, k := range lengths {
		recur(l, h, x[at*2*h:], u[at*6*h:], y[at*2*h:], k)
		at += k
	}
}

func ints(s []int, n int) []int {
	if cap(s) < n {
		return make([]int, n)
	}
	return s[:n]
}

func score(m int, x []float32, w *Packed, bias, out []float32) {
	for i := range m {
		copy(out[i*w.N:(i+1)*w.N], bias)
	}
	Gemm(m, x, w, out)
}

func (n *Net) classify(m int, x []float32, w *Packed, bias, out []float32, best []int, lead []float32) {
	score(m, x, w, bias, out)
	for i := range best {
		row := out[i*w.N : (i+1)*w.N]
		best[i] = argmax(row)
		lead[i] = leadOf(row, best[i])
	}
}

// leadOf is by how much the score at place b is above the best of the others.
func leadOf(v []float32, b int) float32 {
	next := float32(math.Inf(-1))
	for i, x := range v {
		if i != b && x > next {
			next = x
		}
	}
	return v[b] - next
}

func argmax(v []float32) int {
	b := 0
	for i := range v {
		if v[i] > v[b] {
			b = i
		}
	}
	return b
}

// cacheSize is how many words a scratch remembers the first layer of: what
// enters it depends on the word alone, and text repeats its words.
const (
	cacheSize = 2048
	cacheWord = 20 // bytes of the longest word kept
)

type remembered struct {
	word string
	x, u []float32
	name []float32
}

// How much the scores of the namer and of the layers count.
const namerShare, layersShare = 0.4, 0.8

// mark scores the marks of names by two readers, of which one errs where the
// other does not; old holds the scores of the one upon the layers, z what the
// words give to the other.
func (n *Net) mark(s *scratch, old, z []float32, lengths []int, marks []float32) {
	u, m, c := n.NameUnits, len(z)/(2*n.NameUnits), n.NameMarks
	for i, v := range z {
		if v < 0 {
			z[i] = v * leak
		}
	}
	y := grow(&s.ny, m*2*u)
	for l := range n.nameRec {
		gates := zeros(&s.nu, m*6*u)
		Gemm(m, z, &n.nameRec[l], gates)
		recurEach(&n.dense.NameRec[l], u, z, gates, y, lengths)
		z, y = y, z
	}
	score(m, z, &n.nameOut, n.dense.NameOutB, marks)
	for i := range m {
		row, was := marks[i*c:(i+1)*c], old[i*n.Marks:(i+1)*n.Marks]
		for k := range row {
			v := was[0] // other kinds are no names to it
			if k < len(was) {
				v = was[k]
			}
			row[k] = float32(row[k]*namerShare) + float32(v*layersShare)
		}
	}
}

// first fills x with the embeddings of words, u with their products with the
// first layer's weights, and named with what they give to the marks of names.
func (n *Net) first(s *scratch, words []string, x, u, named []float32) {
	d, g, w := 2*n.Hidden, 6*n.Hidden, 2*n.NameUnits
	if s.cache == nil {
		s.cache = make([]remembered, cacheSize)
	}
	s.missing = s.missing[:0]
	for i, word := range words {
		if c := &s.cache[slot(word)]; c.word == word && c.x != nil {
			copy(x[i*d:(i+1)*d], c.x)
			copy(u[i*g:(i+1)*g], c.u)
			copy(named[i*w:(i+1)*w], c.name)
		} else {
			s.missing = append(s.missing, i)
		}
	}
	k := len(s.missing)
	in, out, name, vec := zeros(&s.z, k*d), zeros(&s.t, k*g), zeros(&s.ny, k*w), zeros(&s.nv, k*n.VectorWidth)
	for j, i := range s.missing {
		n.embed(s, words[i], in[j*d:(j+1)*d], name[j*w:(j+1)*w], vec[j*n.VectorWidth:(j+1)*n.VectorWidth])
	}
	if n.VectorWidth > 0 {
		Gemm(k, vec, &n.vecW, in)
		if w > 0 {
			Gemm(k, vec, &n.nameIn, name)
		}
	}
	Gemm(k, in, &n.layers[0], out)
	for j, i := range s.missing {
		a, b, e := in[j*d:(j+1)*d], out[j*g:(j+1)*g], name[j*w:(j+1)*w]
		copy(x[i*d:], a)
		copy(u[i*g:], b)
		copy(named[i*w:(i+1)*w], e)
		if word := words[i]; len(word) <= cacheWord {
			c := &s.cache[slot(word)]
			c.word = strings.Clone(word)
			c.x, c.u, c.name = append(c.x[:0], a...), append(c.u[:0], b...), append(c.name[:0], e...)
		}
	}
}

func slot(w string) uint32 {
	h := uint32(2166136261)
	for i := range min(len(w), cacheWord) {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return (h ^ h>>15) % cacheSize
}

func (n *Net) embed(s *scratch, word string, x, name, vector []float32) {
	s.form = Form(s.form[:0], word)
	if row, ok := n.vectored[string(s.form)]; ok {
		n.vectors.add(vector, row, 1)
	}
	n.words.add(x[:n.Hidden], n.Vocab[string(s.form)], 1)
	s.subs = Subs(s.subs[:0], word, s.form, n.Buckets)
	scale := float32(1 / math.Sqrt(float64(len(s.subs))))
	for _, b := range s.subs {
		n.subs.add(x[n.Hidden:], b, scale)
	}
	if len(name) == 0 {
		return
	}
	copy(name, n.dense.NameInB)
	s.subs = NameSubs(s.subs[:0], word, s.form, n.NameParts)
	scale = float32(1 / math.Sqrt(float64(len(s.subs))))
	for _, b := range s.subs {
		n.names.add(name, b, scale)
	}
}

// Knows tells whether the net has learnt anything of a word but how it is
// spelt.
func (n *Net) Knows(word string) bool {
	var room [maxForm + utf8.UTFMax]byte
	form := Form(room[:0], word)
	if _, ok := n.Vocab[string(form)]; ok {
		return true
	}
	_, ok := n.vectored[string(form)]
	return ok
}

// leak is the slope of the arc projections below zero.
const leak = 0.1

func (n *Net) attach(s *scratch, z []float32, k int, heads []int, lead []float32) {
	a, w := n.Arc, n.HeadWidth()
	if k > maxFar {
		// Nothing this long is read as one sentence; a chain will do.
		for i := range heads {
			heads[i], lead[i] = i-1, 0
		}
		return
	}
	dep, head := grow(&s.l, k*a), grow(&s.heads, a*(k+1))
	for i := range k {
		row := z[i*w : i*w+2*a]
		for j := range row {
			if row[j] < 0 {
				row[j] *= leak
			}
		}
		copy(dep[i*a:(i+1)*a], row[:a])
		for j, v := range row[a:] {
			head[j*(k+1)+i+1] = v
		}
	}
	for j, v := range n.dense.Root {
		head[j*(k+1)] = v
	}
	p := grow(&s.p, k*a)
	score(k, dep, &n.arcU, n.dense.ArcB, p)
	s.packed.Pack(head, a, k+1)
	arcs := zeros(&s.arcs, k*(k+1))
	for i := range k {
		row := arcs[i*(k+1)+1 : (i+1)*(k+1)]
		for j := range row {
			row[j] = n.far[j-i+maxFar]
		}
	}
	Gemm(k, p, &s.packed, arcs)
	// The search changes the scores.
	s.kept = append(s.kept[:0], arcs...)
	bestTree(k, arcs, heads)
	for i, h := range heads {
		row := s.kept[i*(k+1) : (i+1)*(k+1)]
		row[i+1] = float32(math.Inf(-1)) // nothing hangs on itself
		lead[i] = leadOf(row, h+1)
	}
}

func (n *Net) label(s *scratch, z []float32, lengths []int, r *Reading) {
	w, a, m := n.HeadWidth(), n.Arc, len(r.Head)
	in := grow(&s.l, m*n.Lab)
	at := 0
	for _, k := range lengths {
		for i := at; i < at+k; i++ {
			h := at + max(0, r.Head[i])
			d, g := z[i*w+2*a:][:n.Lab], z[h*w+2*a+n.Lab:][:n.Lab]
			row := in[i*n.Lab:][:n.Lab]
			for j := range row {
				v := d[j] + g[j]
				if v < 0 {
					v *= leak
				}
				row[j] = v
			}
		}
		at += k
	}
	n.classify(m, in, &n.labW, n.dense.LabB, zeros(&s.p, m*n.Rels), r.Rel, r.RelLead)
	for i, h := range r.Head {
		if h < 0 {
			r.Rel[i] = 0 // Rels[0] is root; nothing else has it
		}
	}
}

// Name finds the best sequence of marks for a sentence in which an inside
// mark follows its like.
func (n *Net) Name(scores []float32, marks []int) {
	c := len(n.Names.Marks)
	var prev, next [32]float32
	trail := make([]int8, 0, len(marks)*c)
	for i := range marks {
		for to := range c {
			best, from := float32(math.Inf(-1)), 0
			for f := range c {
				if i == 0 && f != 0 {
					continue
				}
				if v := prev[f] + n.follow[f*c+to]; v > best {
					best, from = v, f
				}
			}
			next[to] = best + scores[i*c+to]
			trail = append(trail, int8(from))
		}
		prev = next
	}
	b := argmax(prev[:c])
	for i := len(marks) - 1; i >= 0; i-- {
		marks[i] = b
		b = int(trail[i*c+b])
	}
}

// Follows is what each mark adds that follows another, row by row: what was
// learnt, zero without a namer, and very little where it may not follow.
func Follows(s Shape, d *Dense) []float32 {
	c := max(s.Marks, s.NameMarks)
	out := make([]float32, c*c)
	copy(out, d.Follow)
	for f := range c {
		for t := range c {
			if !follows(f, t) {
				out[f*c+t] = -1e4
			}
		}
	}
	return out
}

// follows reports whether mark "to" may follow mark "from". Marks[0] is O,
// then B and I of each kind in turn.
func follows(from, to int) bool {
	if to == 0 || to%2 == 1 {
		return true
	}
	return from == to || from == to-1
}
