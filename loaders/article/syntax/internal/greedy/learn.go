package greedy

// Learn* train on gold words; sentences come in the order to learn them.

// LearnTag takes one pass.
func (r *Reader) LearnTag(ws []Word, index map[string]int) {
	var buf [40]uint32
	out := make([]float32, len(r.Tags))
	for i := range ws {
		gold := index[ws[i].UPOS+" "+ws[i].XPOS]
		f := tagFeats(ws, i, buf[:0])
		r.Tagger.Score(f, out)
		b := Best(out)
		r.Tagger.Update(f, gold, b)
		ws[i].setTag(r.Tags[b])
	}
}

func (r *Reader) LearnName(ws []Word, index map[string]int) {
	var buf [48]uint32
	out := make([]float32, len(r.Names))
	p, q := uint32(0), uint32(0)
	for i := range ws {
		f := nerFeats(ws, i, p, q, buf[:0])
		r.Ner.Score(f, out)
		b := Best(out)
		r.Ner.Update(f, index[ws[i].Name], b)
		p, q = hash(r.Names[b]), p
	}
}

func (r *Reader) LearnLabel(ws []Word, index map[string]int) {
	k := kids(ws)
	var buf [64]uint32
	sc := make([]float32, len(r.Rels))
	for i := range ws {
		if ws[i].Head < 0 {
			continue
		}
		f := labelFeats(ws, k, i, buf[:0])
		r.Lab.Score(f, sc)
		r.Lab.Update(f, index[ws[i].Rel], Best(sc))
	}
}

// LearnParse explores with a dynamic oracle; gold heads of -1 are the root.
func (r *Reader) LearnParse(ws []Word, gold []int, explore bool) {
	c := newConfig(ws)
	n := len(ws)
	g := make([]int, n+1)
	for i, h := range gold {
		g[i] = h
		if h < 0 {
			g[i] = n
		}
	}
	g[n] = -2
	var buf [96]uint32
	var out [3]float32
	for !c.done() {
		f := c.feats(buf[:0])
		r.Act.Score(f, out[:])
		best, right := -1, -1
		low := 1 << 30
		var cost [3]int
		for a := range out {
			if !c.legal(a) {
				continue
			}
			if best < 0 || out[a] > out[best] {
				best = a
			}
			cost[a] = c.cost(a, g)
			low = min(low, cost[a])
		}
		for a := range out {
			if c.legal(a) && cost[a] == low && (right < 0 || out[a] > out[right]) {
				right = a
			}
		}
		if cost[best] > low {
			r.Act.Update(f, right, best)
		} else {
			r.Act.Update(f, best, best)
		}
		if explore {
			c.do(best)
		} else {
			c.do(right)
		}
	}
}

func (c *config) cost(a int, g []int) int {
	n, k := len(c.ws), 0
	top := len(c.stack) - 1
	switch a {
	case shift:
		for i, s := range c.stack {
			if g[s] == c.b {
				k++
			}
			if i < top && g[c.b] == s {
				k++
			}
		}
	case left, right:
		s0 := c.stack[top]
		for d := c.b; d < n; d++ {
			if g[d] == s0 {
				k++
			}
		}
		if a == left {
			if top > 0 && g[s0] == c.stack[top-1] || g[s0] > c.b {
				k++
			}
		} else if g[s0] >= c.b {
			k++
		}
	}
	return k
}
