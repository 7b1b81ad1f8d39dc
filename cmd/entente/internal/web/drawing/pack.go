package drawing

import "math"

// fewEdges is up to how many edges a page carries quotes for its tooltips: of
// more, most lie so close together that nobody points at one, and a click
// opens the sentence all the same.
const fewEdges = 300

// Packed is a drawing as a page carries it within itself, where every byte is
// waited for: of a hub's surroundings the identifiers of edges, and those of
// actors said again by each of their edges, are as much as all the rest, for
// nothing compresses them. graph-model.js unpacks it.
type Packed struct {
	Drawing
	Edges  []packedEdge `json:"edges"`
	Packed bool         `json:"packed"`
}

// packedEdge names its ends by their place among the nodes.
type packedEdge struct {
	Edge
	ID     string `json:"id,omitempty"` // follows from the rest
	Source int    `json:"source"`
	Target int    `json:"target"`
	Quote  string `json:"quote,omitempty"`
}

// Pack packs a drawing of relations between actors.
func (d *Drawing) Pack() Packed {
	p := Packed{Drawing: *d, Edges: make([]packedEdge, len(d.Edges)), Packed: true}
	places := make(map[string]int, len(d.Nodes))
	p.Nodes = make([]Node, len(d.Nodes))
	for i, n := range d.Nodes {
		places[n.ID] = i
		if len(d.Edges) > fewEdges {
			n.X, n.Y = math.Round(n.X), math.Round(n.Y)
		}
		p.Nodes[i] = n
	}
	for i, e := range d.Edges {
		p.Edges[i] = packedEdge{Edge: e, Source: places[e.Source], Target: places[e.Target]}
		if len(d.Edges) <= fewEdges {
			p.Edges[i].Quote = e.Quote
		}
	}
	return p
}
