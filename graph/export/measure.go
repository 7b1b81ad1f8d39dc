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
// is a tie of its own. Edges that are not asserted are no ties.
func (g *Graph) Measure(ctx context.Context, o Options) error {
	if o.Measures == MeasureNone || o.Measures == MeasureSmall && len(g.Nodes) > MeasuredNodes {
		return nil
	}
	all, err := analysis.New(len(g.Nodes), g.ties(o.vocabulary())).Measure(ctx, o.Seed)
	if err != nil {
		return err
	}
	for i := range all {
		m := &all[i]
		g.Nodes[i].Measures = m
		if m.BlocLead >= 0 {
			g.Nodes[i].BlocName = g.Nodes[m.BlocLead].Actor.Label
		}
	}
	return nil
}

// ties are the edges as analysis sees them.
func (g *Graph) ties(v *schema.Vocabulary) []analysis.Tie {
	ties := make([]analysis.Tie, 0, len(g.Edges))
	for i := range g.Edges {
		e := &g.Edges[i]
		if e.Status != graph.Asserted {
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
