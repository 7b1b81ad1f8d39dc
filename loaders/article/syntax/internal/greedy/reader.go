package greedy

import (
	"strings"
	"unicode"
)

// Word is a token with what its features need.
type Word struct {
	Text, UPOS, XPOS, Rel string
	Head                  int // -1 root
	Name                  string

	low, shape, tag, upos, suf2, suf3, suf1, pre, full uint32
}

type Reader struct {
	Tags, Rels, Names     []string // "UPOS XPOS"
	Tagger, Act, Lab, Ner *Linear
}

func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return mix(h)
}

func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

func comb(id uint32, xs ...uint32) uint32 {
	h := id*0x9e3779b1 + 1
	for _, x := range xs {
		h = mix(h*31 + x)
	}
	return mix(h)
}

func (w *Word) Prepare() {
	t := strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"", "—", "-", "–", "-").Replace(w.Text)
	if len(t) > 40 {
		t = t[:40]
	}
	low := strings.ToLower(t)
	var sh []byte
	for _, r := range t {
		c := byte('o')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '9'
		case r < 128:
			c = byte(r)
		}
		if n := len(sh); n > 1 && sh[n-1] == c && sh[n-2] == c {
			continue
		}
		sh = append(sh, c)
	}
	norm := []byte(low)
	for i, c := range norm {
		if c >= '0' && c <= '9' {
			norm[i] = '0'
		}
	}
	low = string(norm)
	w.low, w.shape, w.full = hash(low), hash(string(sh)), hash(t)
	w.suf1, w.suf2, w.suf3 = hash(low[max(0, len(low)-1):]), hash(low[max(0, len(low)-2):]), hash(low[max(0, len(low)-3):])
	w.pre = hash(low[:min(len(low), 3)])
}

var edge = Word{low: 1, shape: 2, tag: 3, upos: 4, suf2: 5, suf3: 6, suf1: 7, pre: 8, full: 9}

func at(ws []Word, i int) *Word {
	if i < 0 || i >= len(ws) {
		return &edge
	}
	return &ws[i]
}

func tagFeats(ws []Word, i int, f []uint32) []uint32 {
	w, p, q, n, o := at(ws, i), at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	return append(f, comb(1), comb(2, w.low), comb(3, w.suf3), comb(4, w.suf2), comb(5, w.suf1), comb(6, w.pre), comb(7, w.shape), comb(8, w.shape, first),
		comb(9, p.tag), comb(10, p.tag, q.tag), comb(11, p.tag, w.low), comb(12, p.low), comb(13, q.low), comb(14, n.low), comb(15, o.low),
		comb(16, n.suf3), comb(17, p.suf3), comb(18, n.shape), comb(19, p.shape, w.shape), comb(20, p.low, w.low), comb(21, w.low, n.low), comb(22, w.full),
		comb(23, p.tag, n.low), comb(24, w.suf3, p.tag), comb(25, w.suf3, n.suf2), comb(26, w.shape, n.shape, p.shape))
}

func nerFeats(ws []Word, i int, prev, prev2 uint32, f []uint32) []uint32 {
	w, p, q, n, o := at(ws, i), at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	f = append(f, comb(101, prev), comb(102, prev, prev2), comb(103, w.low), comb(104, w.suf3), comb(105, w.pre), comb(106, w.shape), comb(107, w.tag), comb(108, p.tag, w.tag),
		comb(109, w.tag, n.tag), comb(110, p.low), comb(111, n.low), comb(112, prev, w.tag), comb(113, prev, w.low), comb(114, prev, w.shape), comb(115, q.low), comb(116, o.low),
		comb(117, p.low, w.tag), comb(118, n.low, w.tag), comb(119, w.suf2), comb(120, p.low, w.low), comb(121, w.low, n.low), comb(122, n.shape, w.shape, prev), comb(123, p.shape, w.shape),
		comb(124, prev, n.tag), comb(125, q.tag, p.tag, w.tag), comb(126, n.tag, o.tag, w.tag), comb(127, n.suf3), comb(128, p.suf3), comb(129, prev, p.low))
	if w.Head >= -1 {
		h := at(ws, w.Head)
		f = append(f, comb(130, h.low), comb(131, h.low, hash(w.Rel)), comb(132, hash(w.Rel), w.tag))
	}
	return f
}

func Best(s []float32) int {
	b := 0
	for i, v := range s {
		if v > s[b] {
			b = i
		}
	}
	return b
}

func (w *Word) setTag(tag string) {
	w.UPOS, w.XPOS, _ = strings.Cut(tag, " ")
	w.SetTags()
}

// SetTags refreshes the hashes of tags set from outside.
func (w *Word) SetTags() { w.tag, w.upos = hash(w.XPOS+w.UPOS), hash(w.UPOS) }

func (r *Reader) Tag(ws []Word) {
	var buf [40]uint32
	out := make([]float32, len(r.Tags))
	for i := range ws {
		r.Tagger.Score(tagFeats(ws, i, buf[:0]), out)
		ws[i].setTag(r.Tags[Best(out)])
	}
}

// Name fills in the BIO marks.
func (r *Reader) Name(ws []Word) {
	var buf [48]uint32
	out := make([]float32, len(r.Names))
	p, q := uint32(0), uint32(0)
	for i := range ws {
		r.Ner.Score(nerFeats(ws, i, p, q, buf[:0]), out)
		ws[i].Name = r.Names[Best(out)]
		p, q = hash(ws[i].Name), p
	}
}
