package greedy

const (
	shift = iota
	left
	right
)

// config is an arc-hybrid configuration; the root stands after the last word.
type config struct {
	ws       []Word
	stack    []int
	b        int
	head     []int
	lc, rc   []int // outermost children so far
	lc2, rc2 []int
	nl, nr   []int
}

func newConfig(ws []Word) *config {
	n := len(ws) + 1
	buf := make([]int, 7*n)
	for i := range buf {
		buf[i] = -1
	}
	c := &config{ws: ws, stack: make([]int, 0, n), head: buf[:n], lc: buf[n : 2*n], rc: buf[2*n : 3*n], lc2: buf[3*n : 4*n], rc2: buf[4*n : 5*n], nl: buf[5*n : 6*n], nr: buf[6*n : 7*n]}
	for i := range c.nl {
		c.nl[i], c.nr[i] = 0, 0
	}
	return c
}

func (c *config) attach(d, h int) {
	c.head[d] = h
	if d < h {
		c.lc2[h], c.lc[h] = c.lc[h], d
		c.nl[h]++
	} else {
		c.rc2[h], c.rc[h] = c.rc[h], d
		c.nr[h]++
	}
}

func (c *config) do(a int) {
	n := len(c.stack)
	switch a {
	case shift:
		c.stack = append(c.stack, c.b)
		c.b++
	case left:
		c.attach(c.stack[n-1], c.b)
		c.stack = c.stack[:n-1]
	case right:
		c.attach(c.stack[n-1], c.stack[n-2])
		c.stack = c.stack[:n-1]
	}
}

func (c *config) done() bool { return len(c.stack) == 0 && c.b == len(c.ws) }

func (c *config) legal(a int) bool {
	n, end := len(c.stack), c.b == len(c.ws)
	switch a {
	case shift:
		return !end
	case left:
		return n > 0 && (!end || n == 1)
	}
	return n > 1
}

func (c *config) feats(f []uint32) []uint32 {
	ws, n := c.ws, len(c.stack)
	s := func(i int) int {
		if n-1-i >= 0 {
			return c.stack[n-1-i]
		}
		return -1
	}
	i0, i1 := s(0), s(1)
	kid := func(k []int, i int) *Word {
		if i < 0 || i >= len(ws) {
			return &edge
		}
		return at(ws, k[i])
	}
	cnt := func(k []int, i int) uint32 {
		if i < 0 {
			return 9
		}
		return uint32(min(k[i], 3))
	}
	s0, s1, s2 := at(ws, i0), at(ws, i1), at(ws, s(2))
	b0, b1, b2 := at(ws, c.b), at(ws, c.b+1), at(ws, c.b+2)
	if c.b == len(ws) {
		b0 = &Word{low: 77, tag: 77, upos: 77}
	}
	s0l, s0r, s1l, s1r, b0l := kid(c.lc, i0), kid(c.rc, i0), kid(c.lc, i1), kid(c.rc, i1), kid(c.lc, c.b)
	s0l2, s0r2, s1r2, b0l2 := kid(c.lc2, i0), kid(c.rc2, i0), kid(c.rc2, i1), kid(c.lc2, c.b)
	d, d1 := uint32(9), uint32(9)
	if i0 >= 0 {
		d = uint32(min(c.b-i0, 7))
	}
	if i1 >= 0 {
		d1 = uint32(min(i0-i1, 7))
	}
	return append(f,
		comb(201), comb(202, s0.low), comb(203, s0.tag), comb(204, s0.low, s0.tag), comb(205, s1.low), comb(206, s1.tag), comb(207, s1.low, s1.tag),
		comb(208, b0.low), comb(209, b0.tag), comb(210, b0.low, b0.tag), comb(211, b1.low), comb(212, b1.tag), comb(213, b2.tag), comb(214, s2.tag), comb(280, b2.low),
		comb(215, s0.low, b0.low), comb(216, s0.tag, b0.tag), comb(217, s0.low, b0.tag), comb(218, s0.tag, b0.low), comb(219, s0.low, s0.tag, b0.tag), comb(220, s0.tag, b0.low, b0.tag),
		comb(221, s1.tag, s0.tag), comb(222, s1.low, s0.low), comb(223, s1.low, s0.tag), comb(224, s1.tag, s0.low), comb(225, s1.tag, s0.tag, b0.tag), comb(226, s0.tag, b0.tag, b1.tag),
		comb(227, s0.tag, b0.tag, b1.tag, b2.tag), comb(228, s2.tag, s1.tag, s0.tag), comb(229, s1.low, s0.low, b0.low), comb(230, s1.upos, s0.low, b0.tag), comb(231, s1.low, s0.upos, b0.tag), comb(281, s1.tag, s0.tag, b0.low), comb(282, b0.tag, b1.low), comb(283, b0.low, b1.tag), comb(284, s0.tag, b1.tag),
		comb(232, s0.tag, b0.tag, d), comb(233, s1.tag, s0.tag, d1), comb(234, s0.low, b0.tag, d), comb(235, s0.tag, b0.low, d),
		comb(236, s0.tag, s0l.tag, b0.tag), comb(237, s0.tag, s0r.tag, b0.tag), comb(238, s1.tag, s1r.tag, s0.tag), comb(239, s1.tag, s1l.tag, s0.tag), comb(240, b0.tag, b0l.tag, s0.tag),
		comb(241, s0.tag, s0l.upos, s0l2.upos), comb(242, s0.tag, s0r.upos, s0r2.upos), comb(243, s1.tag, s1r.upos, s1r2.upos), comb(244, b0.tag, b0l.upos, b0l2.upos),
		comb(245, s0.low, cnt(c.nl, i0), cnt(c.nr, i0)), comb(246, s0.tag, cnt(c.nl, i0), cnt(c.nr, i0), b0.tag), comb(247, s1.tag, cnt(c.nl, i1), cnt(c.nr, i1)), comb(248, b0.tag, cnt(c.nl, c.b), s0.tag),
		comb(249, s0l.low, s0.tag), comb(250, s0r.low, s0.tag), comb(251, s1r.low, s1.tag), comb(252, b0l.low, b0.tag), comb(253, s0.suf3, b0.upos), comb(254, b0.suf3, s0.upos),
		comb(255, s1.tag, s1l.tag, s1r.tag, s0.tag), comb(256, s0.tag, s0l.tag, s0r.tag, b0.tag), comb(257, s1.low, s1r.low, s0.tag), comb(258, s0r.low, b0.tag, s0.upos), comb(259, s0.low, s0r.upos, b0.upos), comb(260, s1.low, s1r.upos, s0.upos), comb(261, s2.upos, s1.low, s0.upos))
}

func (r *Reader) Parse(ws []Word) {
	c := newConfig(ws)
	var buf [96]uint32
	var out [3]float32
	for !c.done() {
		r.Act.Score(c.feats(buf[:0]), out[:])
		best := -1
		for a := range out {
			if c.legal(a) && (best < 0 || out[a] > out[best]) {
				best = a
			}
		}
		c.do(best)
	}
	for i := range ws {
		ws[i].Head = c.head[i]
		if ws[i].Head == len(ws) {
			ws[i].Head = -1
		}
	}
	r.label(ws)
}

func (r *Reader) label(ws []Word) {
	k := kids(ws)
	var buf [64]uint32
	sc := make([]float32, len(r.Rels))
	for i := range ws {
		if ws[i].Head < 0 {
			ws[i].Rel = "root"
			continue
		}
		r.Lab.Score(labelFeats(ws, k, i, buf[:0]), sc)
		ws[i].Rel = r.Rels[Best(sc)]
	}
}

func kids(ws []Word) [][4]int {
	k := make([][4]int, len(ws)) // first, last child; sibling before and after
	for i := range k {
		k[i] = [4]int{-1, -1, -1, -1}
	}
	for i := range ws {
		h := ws[i].Head
		if h < 0 {
			continue
		}
		if k[h][0] < 0 {
			k[h][0] = i
		}
		if p := k[h][1]; p >= 0 {
			k[i][2], k[p][3] = p, i
		}
		k[h][1] = i
	}
	return k
}

func labelFeats(ws []Word, k [][4]int, i int, f []uint32) []uint32 {
	d := &ws[i]
	h := at(ws, d.Head)
	g := at(ws, h.Head)
	dist := uint32(min(max(i-d.Head, -6), 6) + 8)
	lk, rk := at(ws, k[i][0]), at(ws, k[i][1])
	ps, ns := at(ws, k[i][2]), at(ws, k[i][3])
	p, n, hp, hn := at(ws, i-1), at(ws, i+1), at(ws, d.Head-1), at(ws, d.Head+1)
	dir := uint32(0)
	if i < d.Head {
		dir = 1
	}
	return append(f, comb(301, d.tag, h.tag, dir), comb(302, d.low, h.low), comb(303, d.low, h.tag, dir), comb(304, d.tag, h.low, dir), comb(305, d.tag, h.tag, dist), comb(306, d.low), comb(307, h.low), comb(308, d.tag), comb(309, h.tag),
		comb(310, d.tag, lk.tag, h.tag, dir), comb(311, d.tag, lk.low, h.tag), comb(312, d.tag, lk.low, h.low), comb(313, d.tag, rk.tag, h.tag), comb(314, d.tag, rk.low, h.tag),
		comb(315, ps.tag, d.tag, h.tag), comb(316, ns.tag, d.tag, h.tag), comb(317, ps.low, d.tag, dir), comb(318, ns.low, d.tag, dir), comb(319, p.tag, d.tag, h.tag, dir), comb(320, n.tag, d.tag, h.tag, dir), comb(321, p.low, d.tag), comb(322, n.low, d.tag),
		comb(323, g.tag, h.tag, d.tag, dir), comb(324, hp.tag, h.tag, d.tag), comb(325, hn.tag, h.tag, d.tag), comb(326, d.suf3, h.tag, dir), comb(327, h.suf3, d.tag, dir), comb(328, lk.low, d.low), comb(329, p.low, d.tag, h.tag, dir), comb(330, h.tag, at(ws, k[max(0, d.Head)][0]).tag, d.tag, dir), comb(331, h.tag, at(ws, k[max(0, d.Head)][1]).tag, d.tag, dir))
}
