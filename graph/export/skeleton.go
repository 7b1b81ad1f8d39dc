package export

import (
	"cmp"
	"context"

	"entente/graph"
)

// skeleton is a graph's actors and pairs and nothing else, up to a bound: enough
// for a layout.
type skeleton struct {
	nodes, pairs int // at most
	number       map[string]int32
	joined       map[[2]int32]int // how many edges a pair has
	actors       []graph.Actor    // sorted
	over         bool
}

func newSkeleton(o Options) *skeleton {
	return &skeleton{nodes: cmp.Or(o.limits.nodes, laidNodes), pairs: cmp.Or(o.limits.pairs, laidPairs), number: map[string]int32{}, joined: map[[2]int32]int{}}
}

// pair notes an edge.
func (s *skeleton) pair(from, to string) {
	if s.over {
		return
	}
	var p [2]int32
	for i, id := range []string{from, to} {
		n, ok := s.number[id]
		if !ok {
			n = int32(len(s.number))
			s.number[id] = n
		}
		p[i] = n
	}
	s.joined[p]++
	if len(s.number) > s.nodes || len(s.joined) > s.pairs {
		*s = skeleton{over: true}
	}
}

// node notes an actor; they come sorted by ID.
func (s *skeleton) node(e *end) {
	if !s.over {
		s.actors = append(s.actors, graph.Actor{ID: e.id, Label: e.label, Type: e.typ})
	}
}

// place gives the positions of the nodes, in their order; nil if there were
// too many.
func (s *skeleton) place(ctx context.Context, l *lookup, o Options) ([]Point, error) {
	if s.over {
		return nil, nil
	}
	g := &Graph{Nodes: make([]Node, len(s.actors))}
	at := make([]int, len(s.actors)) // by number
	for i, a := range s.actors {
		d, err := l.actor(ctx, a)
		if err != nil {
			return nil, err
		}
		g.Nodes[i].Description = d
		at[s.number[a.ID]] = i
	}
	for p, n := range s.joined {
		from, to := at[p[0]], at[p[1]]
		g.Edges = append(g.Edges, Edge{From: from, To: to})
		g.Nodes[from].Degree += n
		g.Nodes[to].Degree += n
	}
	if err := g.Place(ctx, o); err != nil {
		return nil, err
	}
	points := make([]Point, len(g.Nodes))
	for i := range g.Nodes {
		points[i] = Point{g.Nodes[i].X, g.Nodes[i].Y}
	}
	return points, nil
}
