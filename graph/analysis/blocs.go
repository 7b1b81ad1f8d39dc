package analysis

import (
	"cmp"
	"context"
	"slices"
)

// Blocs are nodes that cooperate with each other more than with others.
type Blocs struct {
	Of   []int // the bloc of every node: 1 the largest; 0 for nodes without a cooperative tie
	Size []int // by bloc, from 1 on; Size[0] counts those in none
	Lead []int // by bloc, its node with most cooperation inside; Lead[0] is -1

	// Modularity is the share of cooperation inside blocs above that which
	// chance would put there: 0 is none, above 0.3 are blocs one can see.
	Modularity float64
}

// tries is how often a small graph is searched: chance decides little then.
const (
	tries    = 8
	manyTies = 200_000
)

// Blocs searches for the blocs with the greatest modularity over cooperative
// ties, by the method of Louvain (Blondel and others 2008), with sources as
// weights. A bloc that hangs together only through others is taken apart.
func (g *Graph) Blocs(ctx context.Context, seed uint64) (*Blocs, error) {
	base := level{start: make([]int32, 1, g.n+1), own: make([]int64, g.n)}
	for i := range g.n {
		for s := g.start[i]; s < g.start[i+1]; s++ {
			if g.good[s] > 0 {
				base.next, base.weight = append(base.next, g.next[s]), append(base.weight, g.good[s])
			}
		}
		base.start = append(base.start, int32(len(base.next)))
	}
	r := random(seed)
	var best []int32
	most := 0.0
	for range tries {
		of, err := base.louvain(ctx, &r)
		if err != nil {
			return nil, err
		}
		if q := base.modularity(of); best == nil || q > most {
			best, most = of, q
		}
		if len(base.next) > manyTies {
			break
		}
	}
	best = base.together(best)
	return base.number(best), nil
}

// level is the graph at one level of the search: at first the nodes, then the
// groups found, as nodes.
type level struct {
	start  []int32
	next   []int32
	weight []int64
	own    []int64 // weight inside each node, counted from both ends
}

func (l *level) n() int { return len(l.own) }

// louvain gives a group to every node.
func (l *level) louvain(ctx context.Context, r *random) ([]int32, error) {
	of := make([]int32, l.n())
	for i := range of {
		of[i] = int32(i)
	}
	for at := l; ; {
		group, moved, err := at.move(ctx, r)
		if err != nil || !moved {
			return of, err
		}
		n := renumber(group)
		for i := range of {
			of[i] = group[of[i]]
		}
		at = at.merge(group, n)
	}
}

// move puts node after node into the neighbouring group where it adds most,
// until none moves. Gains are compared in whole numbers: m·in − k·sum, with m
// all weight, in the node's weight to the group, k that of the node and sum
// that of the group.
func (l *level) move(ctx context.Context, r *random) (group []int32, moved bool, err error) {
	n := l.n()
	group = make([]int32, n)
	k, sum, all := make([]int64, n), make([]int64, n), int64(0)
	for i := range n {
		group[i] = int32(i)
		k[i] = l.own[i]
		for s := l.start[i]; s < l.start[i+1]; s++ {
			k[i] += l.weight[s]
		}
		sum[i] = k[i]
		all += k[i]
	}
	to := make([]int64, n) // weight from the node in hand to each group
	var near []int32
	order := shuffled(n, r)
	const rounds = 100 // one more never came near it
	for range rounds {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		again := false
		for _, i := range order {
			near = near[:0]
			for s := l.start[i]; s < l.start[i+1]; s++ {
				c := group[l.next[s]]
				if to[c] == 0 {
					near = append(near, c)
				}
				to[c] += l.weight[s]
			}
			home := group[i]
			sum[home] -= k[i]
			best, gain := home, all*to[home]-k[i]*sum[home]
			for _, c := range near {
				if d := all*to[c] - k[i]*sum[c]; d > gain || d == gain && best != home && c < best {
					best, gain = c, d
				}
			}
			sum[best] += k[i]
			if best != home {
				group[i], again, moved = best, true, true
			}
			for _, c := range near {
				to[c] = 0
			}
		}
		if !again {
			break
		}
	}
	return group, moved, nil
}

// renumber makes group numbers follow each other, in the order in which they
// first occur, and gives their number.
func renumber(group []int32) int {
	names := map[int32]int32{}
	for i, c := range group {
		name, ok := names[c]
		if !ok {
			name = int32(len(names))
			names[c] = name
		}
		group[i] = name
	}
	return len(names)
}

// merge makes a node of every group.
func (l *level) merge(group []int32, n int) *level {
	up := &level{start: make([]int32, 1, n+1), own: make([]int64, n)}
	members := make([][]int32, n)
	for i, c := range group {
		members[c] = append(members[c], int32(i))
		up.own[c] += l.own[i]
	}
	to := make([]int64, n)
	for c := range n {
		var near []int32
		for _, i := range members[c] {
			for s := l.start[i]; s < l.start[i+1]; s++ {
				d := group[l.next[s]]
				if d == int32(c) {
					up.own[c] += l.weight[s]
					continue
				}
				if to[d] == 0 {
					near = append(near, d)
				}
				to[d] += l.weight[s]
			}
		}
		slices.Sort(near)
		for _, d := range near {
			up.next, up.weight = append(up.next, d), append(up.weight, to[d])
			to[d] = 0
		}
		up.start = append(up.start, int32(len(up.next)))
	}
	return up
}

// modularity of the nodes in groups.
func (l *level) modularity(of []int32) float64 {
	in, sum, all := make([]float64, l.n()), make([]float64, l.n()), 0.0
	for i := range l.n() {
		for s := l.start[i]; s < l.start[i+1]; s++ {
			w := float64(l.weight[s])
			sum[of[i]] += w
			all += w
			if of[l.next[s]] == of[i] {
				in[of[i]] += w
			}
		}
	}
	q := 0.0
	for c := range in {
		if all > 0 {
			q += in[c]/all - mul(sum[c]/all, sum[c]/all)
		}
	}
	return digits(q)
}

// together splits groups into parts that hang together by themselves.
func (l *level) together(of []int32) []int32 {
	parts := make([]int32, l.n())
	for i := range parts {
		parts[i] = -1
	}
	for i := range parts {
		if parts[i] >= 0 {
			continue
		}
		parts[i] = int32(i)
		queue := []int32{int32(i)}
		for at := 0; at < len(queue); at++ {
			a := queue[at]
			for _, b := range l.next[l.start[a]:l.start[a+1]] {
				if parts[b] < 0 && of[b] == of[a] {
					parts[b] = int32(i)
					queue = append(queue, b)
				}
			}
		}
	}
	return parts
}

// number makes blocs of groups: by size, then by their first node.
func (l *level) number(of []int32) *Blocs {
	b := &Blocs{Of: make([]int, l.n()), Size: []int{0}, Modularity: l.modularity(of)}
	size := make([]int, l.n())
	for i, c := range of {
		if l.start[i+1] > l.start[i] {
			size[c]++
		} else {
			b.Size[0]++
		}
	}
	var order []int32
	for c, n := range size { // a group is called by its first node
		if n > 0 {
			order = append(order, int32(c))
		}
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(size[y], size[x]) })
	number := make([]int, l.n())
	for k, c := range order {
		number[c] = k + 1
		b.Size = append(b.Size, size[c])
	}
	b.Lead = make([]int, len(b.Size))
	most := make([]int64, len(b.Size))
	for c := range b.Lead {
		b.Lead[c] = -1
	}
	for i, c := range of {
		b.Of[i] = number[c]
		inside := int64(0)
		for s := l.start[i]; s < l.start[i+1]; s++ {
			if of[l.next[s]] == c {
				inside += l.weight[s]
			}
		}
		if n := b.Of[i]; n > 0 && (b.Lead[n] < 0 || inside > most[n]) {
			b.Lead[n], most[n] = i, inside
		}
	}
	return b
}
