package analysis

import (
	"context"
	"math"
)

// Measures are the figures of one node.
type Measures struct {
	Degree     int // ties that touch it
	In, Out    int // of these, those that come and go; symmetric ones do both
	Neighbours int
	Weight     int // summed over its ties: by how many independent sources each is said

	// PageRank is the share of a reader's time who follows ties from node to
	// node, heavier ones more often, and now and then starts anew (damping
	// 0.85). All nodes together have 1.
	PageRank float64
	// Betweenness is the share of the shortest ways between any two others
	// that lead through it, whatever the ties' directions, from 0 to 1.
	Betweenness float64

	// Constraint is how much its neighbours are tied to each other, after Burt
	// (1992): low where it stands between groups that have nothing else in
	// common. It is NaN for a node without a tie.
	Constraint float64
	// EffectiveSize is how many neighbours it has that it alone brings
	// together: their number less the mean number of ties among them.
	EffectiveSize float64

	// Bloc is the number of its bloc, 1 the largest; 0 if it has no
	// cooperative tie. BlocLead is its node with most cooperation inside.
	Bloc, BlocLead int
}

// Measure measures every node. The seed orders what is a matter of chance: the
// search for blocs, and of which nodes betweenness is sampled in a large graph.
func (g *Graph) Measure(ctx context.Context, seed uint64) ([]Measures, error) {
	all := make([]Measures, g.n)
	g.degrees(all)
	ranks, err := g.PageRank(ctx)
	if err != nil {
		return nil, err
	}
	between, err := g.Betweenness(ctx, seed)
	if err != nil {
		return nil, err
	}
	constraint, size := g.Brokers()
	blocs, err := g.Blocs(ctx, seed)
	if err != nil {
		return nil, err
	}
	for i := range all {
		m := &all[i]
		m.PageRank, m.Betweenness, m.Constraint, m.EffectiveSize = ranks[i], between[i], constraint[i], size[i]
		m.Bloc = blocs.Of[i]
		m.BlocLead = blocs.Lead[m.Bloc]
	}
	return all, nil
}

func (g *Graph) degrees(all []Measures) {
	for i := range all {
		all[i].Neighbours = int(g.start[i+1] - g.start[i])
	}
	for _, t := range g.ties {
		from, to := &all[t.From], &all[t.To]
		from.Degree++
		to.Degree++
		from.Out++
		to.In++
		if t.Symmetric {
			from.In++
			to.Out++
		}
		from.Weight += t.Weight
		to.Weight += t.Weight
	}
}

// PageRank gives every node's, by the power method.
func (g *Graph) PageRank(ctx context.Context) ([]float64, error) {
	const damping, enough, rounds = 0.85, 1e-12, 500
	n := float64(g.n)
	out := make([]float64, g.n)
	for _, t := range g.ties {
		out[t.From] += float64(t.Weight)
		if t.Symmetric {
			out[t.To] += float64(t.Weight)
		}
	}
	rank, last := make([]float64, g.n), make([]float64, g.n)
	for i := range rank {
		rank[i] = 1 / n
	}
	for range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rank, last = last, rank
		stuck := 0.0 // where nothing leads on, the reader starts anew
		for i := range last {
			rank[i] = 0
			if out[i] == 0 {
				stuck += last[i]
			}
		}
		for _, t := range g.ties {
			w := float64(t.Weight)
			rank[t.To] += mul(last[t.From], w) / out[t.From]
			if t.Symmetric {
				rank[t.From] += mul(last[t.To], w) / out[t.To]
			}
		}
		base := (1 - damping + mul(damping, stuck)) / n
		moved := 0.0
		for i := range rank {
			rank[i] = base + mul(damping, rank[i])
			moved += math.Abs(rank[i] - last[i])
		}
		if moved < enough {
			break
		}
	}
	for i := range rank {
		rank[i] = digits(rank[i])
	}
	return rank, nil
}

// Brokers gives every node's constraint and effective size.
func (g *Graph) Brokers() (constraint, size []float64) {
	share := make([]float64, len(g.next)) // of a node's weight that goes to the neighbour
	for i := range g.n {
		sum := int64(0)
		for s := g.start[i]; s < g.start[i+1]; s++ {
			sum += g.weight[s]
		}
		for s := g.start[i]; s < g.start[i+1]; s++ {
			share[s] = float64(g.weight[s]) / float64(sum)
		}
	}
	indirect := make([]float64, len(g.next))
	among := make([]int, g.n) // ties among the neighbours
	g.triangles(func(a, b, c, ab, ac, bc int32) {
		ba, ca, cb := g.twin[ab], g.twin[ac], g.twin[bc]
		indirect[ab] += mul(share[ac], share[cb])
		indirect[ba] += mul(share[bc], share[ca])
		indirect[ac] += mul(share[ab], share[bc])
		indirect[ca] += mul(share[cb], share[ba])
		indirect[bc] += mul(share[ba], share[ac])
		indirect[cb] += mul(share[ca], share[ab])
		among[a]++
		among[b]++
		among[c]++
	})
	constraint, size = make([]float64, g.n), make([]float64, g.n)
	for i := range g.n {
		n := float64(g.start[i+1] - g.start[i])
		if n == 0 {
			constraint[i] = math.NaN()
			continue
		}
		sum := 0.0
		for s := g.start[i]; s < g.start[i+1]; s++ {
			p := share[s] + indirect[s]
			sum += mul(p, p)
		}
		constraint[i] = digits(sum)
		size[i] = digits(n - 2*float64(among[i])/n)
	}
	return constraint, size
}
