package main

import (
	"math"
	"math/rand/v2"

	"entente/loaders/article/syntax/internal/net"
)

// example is a sentence as the net learns it. Heads count from 1; 0 is the
// root. Marks and kinds are nil where the treebank has no names.
type example struct {
	words             []net.Word
	tags, heads, rels []int
	marks, kinds      []int
	flat              bool // only marks and kinds are known
}

// The shares of words, features and units left out while learning.
const (
	dropPart   = 0.15
	dropVector = 0.1 // of the vectors of words, whole
	dropLayer  = 0.25
	dropTop    = 0.33
	dropMiddle = 0.3
	wordAlpha  = 1.0 // a word seen n times is unknown with wordAlpha/(wordAlpha+n)
	rewritten  = 0.4 // of the names written over
	tagWeight  = 0.6
	nameWeight = 1.0
	kindWeight = 0.3
	leak       = 0.1
)

// gradient is the sum of gradients of one shard of a batch. Rows of the
// tables that have one are listed.
type gradient struct {
	dense       *net.Dense
	words, subs table
}

type table struct {
	width   int
	v       []float32
	seen    []bool
	touched []int32
}

func newTable(rows, width int) table {
	return table{width: width, v: make([]float32, rows*width), seen: make([]bool, rows)}
}

func (t *table) row(i int32) []float32 {
	if !t.seen[i] {
		t.seen[i] = true
		t.touched = append(t.touched, i)
	}
	return t.v[int(i)*t.width : (int(i)+1)*t.width]
}

func (t *table) reset() {
	for _, i := range t.touched {
		t.seen[i] = false
		clear(t.v[int(i)*t.width : (int(i)+1)*t.width])
	}
	t.touched = t.touched[:0]
}

// shard is the memory in which a part of a batch is read and learnt.
type shard struct {
	shape   net.Shape
	grad    gradient
	rng     *rand.Rand
	loss    [5]float64 // heads, labels, tags, names, kinds
	lengths []int
	ids     []int32
	subs    [][]int32
	x       [][]float32 // inputs of each layer, and the last output
	xm      [][]float32 // the same with units dropped
	mask    [][]float32
	u       [][]float32
	traces  []net.Trace
	buf     map[string][]float32
	packed  map[string]*net.Packed
	guess   []int // tags as predicted
}

func newShard(s net.Shape) *shard {
	sh := &shard{shape: s, buf: map[string][]float32{}, packed: map[string]*net.Packed{}, traces: make([]net.Trace, s.Layers)}
	sh.grad = gradient{dense: net.NewDense(s), words: newTable(s.Words, s.Hidden), subs: newTable(s.Buckets, s.Hidden)}
	n := s.Layers + 1
	sh.x, sh.xm, sh.mask, sh.u = make([][]float32, n), make([][]float32, n), make([][]float32, n), make([][]float32, n)
	return sh
}

func (sh *shard) get(name string, n int) []float32 {
	b := zeroed(sh.buf[name], n)
	sh.buf[name] = b
	return b
}

func (sh *shard) pack(name string, b []float32, k, n int) *net.Packed {
	p := sh.packed[name]
	if p == nil {
		p = &net.Packed{}
		sh.packed[name] = p
	}
	p.Pack(b, k, n)
	return p
}

// addProduct adds aᵀ·d to g: a is m×k, d m×n, g k×n.
func (sh *shard) addProduct(g, a, d []float32, m, k, n int) {
	t := sh.get("transposed", m*k)
	transpose(t, a, m, k)
	net.Gemm(k, t, sh.pack("right", d, m, n), g)
}

// through adds d·wᵀ to dx: d is m×n, w k×n, dx m×k.
func (sh *shard) through(dx, d, w []float32, m, k, n int) {
	t := sh.get("weights", k*n)
	transpose(t, w, k, n)
	net.Gemm(m, d, sh.pack("back", t, n, k), dx)
}

func transpose(dst, src []float32, m, n int) {
	for i := range m {
		for j, v := range src[i*n : i*n+n] {
			dst[j*m+i] = v
		}
	}
}

// dropped fills mask with 0 or 1/(1-p), one draw for each of groups rows of
// a column when lengths are given, else one for each cell.
func (sh *shard) drop(mask []float32, width int, lengths []int, p float32) {
	values := [2]float32{1 / (1 - p), 0}
	least := uint64(p * (1 << 16))
	fill := func(v []float32) {
		var bits uint64
		for i := range v {
			if i%4 == 0 {
				bits = sh.rng.Uint64()
			}
			v[i] = values[(bits&0xffff-least)>>63]
			bits >>= 16
		}
	}
	if lengths == nil {
		fill(mask)
		return
	}
	at := 0
	for _, k := range lengths {
		first := mask[at*width : (at+1)*width]
		fill(first)
		for i := 1; i < k; i++ {
			copy(mask[(at+i)*width:(at+i+1)*width], first)
		}
		at += k
	}
}

func times(dst, a, b []float32) {
	for i := range dst {
		dst[i] = a[i] * b[i]
	}
}

func addBias(out, bias []float32) {
	n := len(bias)
	for i := 0; i < len(out); i += n {
		copy(out[i:i+n], bias)
	}
}

func sumRows(g, d []float32) {
	n := len(g)
	for i := 0; i < len(d); i += n {
		for j, v := range d[i : i+n] {
			g[j] += v
		}
	}
}

// softmax turns scores into probabilities less the truth and returns the
// loss.
func softmax(v []float32, gold int) float64 {
	top := v[0]
	for _, x := range v {
		top = max(top, x)
	}
	sum := 0.0
	for i, x := range v {
		e := math.Exp(float64(x - top))
		sum += e
		v[i] = float32(e)
	}
	p := float64(v[gold]) / sum
	for i := range v {
		v[i] /= float32(sum)
	}
	v[gold]--
	return -math.Log(p + 1e-12)
}

// sized returns a slice of n floats, in s's memory if it is large enough,
// with any content.
func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n+n/4)[:n]
	}
	return s[:n]
}

func zeroed(s []float32, n int) []float32 {
	s = sized(s, n)
	clear(s)
	return s
}
