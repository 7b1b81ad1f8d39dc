package export

import (
	"context"
	"math"
	"strconv"

	"entente/graph"
	"entente/graph/analysis"
	"entente/schema"
)

// Measuring says of which graphs the nodes get figures.
type Measuring int

// When nodes are measured.
const (
	MeasureSmall Measuring = iota // up to MeasuredNodes, where it costs little beside the layout
	MeasureAll
	MeasureNone
)

// MeasuredNodes is up to how many actors a graph is measured unasked.
const MeasuredNodes = 2000

// Measure gives every node its Measures: the same figures that the tables of
// ranks and blocs show of the same claims. With Options.PerClaim every claim
// is a tie of its own. Edges that are not asserted are no ties, nor are those
// with what has no name ([graph.Unnamed]), which gets no figures.
func (g *Graph) Measure(ctx context.Context, o Options) error {
	if o.Measures == MeasureNone || o.Measures == MeasureSmall && len(g.Nodes) > MeasuredNodes {
		return nil
	}
	// Who has no name is not there: PageRank counts who is.
	var named []int
	at := make([]int, len(g.Nodes))
	for i := range g.Nodes {
		at[i] = len(named)
		if !graph.Unnamed(g.Nodes[i].Actor.ID) {
			named = append(named, i)
		}
	}
	ties := g.ties(o.vocabulary())
	for i := range ties {
		ties[i].From, ties[i].To = at[ties[i].From], at[ties[i].To]
	}
	all, err := analysis.New(len(named), ties).Measure(ctx, o.Seed)
	if err != nil {
		return err
	}
	for i := range all {
		m, n := &all[i], &g.Nodes[named[i]]
		if m.BlocLead >= 0 {
			m.BlocLead = named[m.BlocLead]
			n.BlocName = g.Nodes[m.BlocLead].Actor.Label
		}
		n.Measures = m
	}
	return nil
}

// ties are the edges as analysis sees them, between who has a name.
func (g *Graph) ties(v *schema.Vocabulary) []analysis.Tie {
	ties := make([]analysis.Tie, 0, len(g.Edges))
	for i := range g.Edges {
		e := &g.Edges[i]
		if e.Status != graph.Asserted || graph.Unnamed(g.Nodes[e.From].Actor.ID) || graph.Unnamed(g.Nodes[e.To].Actor.ID) {
			continue
		}
		sign := v.Sign(e.Relation.Name, g.Nodes[e.From].Actor.Type, g.Nodes[e.To].Actor.Type)
		ties = append(ties, analysis.Tie{From: e.From, To: e.To, Weight: e.Sources, Symmetric: e.Relation.Symmetric, Sign: analysis.Sign(sign)})
	}
	return ties
}

// measured are the attributes of nodes that have been measured; of others they
// are left out.
var measured = []attribute[Node]{
	figure("in_degree", "int", func(m *analysis.Measures) float64 { return float64(m.In) }),
	figure("out_degree", "int", func(m *analysis.Measures) float64 { return float64(m.Out) }),
	figure("weighted_degree", "int", func(m *analysis.Measures) float64 { return float64(m.Weight) }),
	figure("pagerank", "double", func(m *analysis.Measures) float64 { return m.PageRank }),
	figure("betweenness", "double", func(m *analysis.Measures) float64 { return m.Betweenness }),
	figure("effective_size", "double", func(m *analysis.Measures) float64 { return m.EffectiveSize }),
	figure("constraint", "double", func(m *analysis.Measures) float64 { return m.Constraint }),
	{"bloc", "int", func(n *Node) string {
		if n.Measures == nil || n.Measures.Bloc == 0 {
			return ""
		}
		return strconv.Itoa(n.Measures.Bloc)
	}},
	{"bloc_name", "string", func(n *Node) string { return n.BlocName }},
}

// figure is an attribute in six places, left out where there is none.
func figure(name, typ string, of func(*analysis.Measures) float64) attribute[Node] {
	return attribute[Node]{name, typ, func(n *Node) string {
		if n.Measures == nil {
			return ""
		}
		f := of(n.Measures)
		if math.IsNaN(f) {
			return ""
		}
		return double(math.Round(mul(f, 1e6)) / 1e6)
	}}
}
