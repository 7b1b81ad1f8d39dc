package export

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"iter"

	"entente/graph"
)

// sections is a graph format that is written from front to back. The writers
// are of the same file or, of edges, of a part that is put into it later; a
// fault of theirs shows at their Flush.
type sections struct {
	start   func(*bufio.Writer, summary)       // up to the first node
	node    func(*bufio.Writer, *Node)         // in the order of IDs
	between func(*bufio.Writer, summary)       // between nodes and edges
	edge    func(*bufio.Writer, *Graph, *Edge) // as in Graph.Edges; its ends may be the graph's only nodes
	end     func(*bufio.Writer)

	labels bool // edge names its ends by label, and looks up what claims do not say
}

// summary is what is known of a graph before it is written.
type summary struct {
	title        string
	nodes, edges int
}

func summarize(nodes, edges int, o Options) summary {
	return summary{cmp.Or(o.Title, "Claims about "+count(nodes, "actor")), nodes, edges}
}

// limits say up to where a graph is held in memory. A smaller one is built
// whole, measured and laid out; a larger one is sorted on the disk and never
// seen whole, so that memory does not grow with it. So is what RDF says of
// sources and of the actors that they name.
type limits struct {
	claims       int // 0: heldClaims
	nodes, pairs int // that a sorted graph is still laid out with; 0: laidNodes, laidPairs
	mentions     int // of sources that name actors; 0: heldMentions
	ordered      int // claims that are sorted by ID in memory; 0: fewClaims
	chunk        int // records sorted at once; 0: as many as package keep thinks fit
}

const (
	heldClaims   = 20_000
	laidNodes    = 20_000
	laidPairs    = 200_000
	heldMentions = 1 << 16
)

// flow writes a graph in sections.
func flow(ctx context.Context, w io.Writer, in Input, o Options, s sections) error {
	g, err := held(ctx, in, o)
	if errors.Is(err, errTooMany) {
		return sortedFlow(ctx, w, in, o, s)
	}
	if err != nil {
		return err
	}
	if err := g.Measure(ctx, o); err != nil {
		return err
	}
	if err := g.Place(ctx, o); err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	sum := summarize(len(g.Nodes), len(g.Edges), o)
	if g.Note != "" {
		sum.title = g.title(o)
	}
	s.start(out, sum)
	for i := range g.Nodes {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.node(out, &g.Nodes[i])
	}
	s.between(out, sum)
	for i := range g.Edges {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.edge(out, g, &g.Edges[i])
	}
	s.end(out)
	return out.Flush()
}

var errTooMany = errors.New("more claims than are held in memory")

// held groups claims, unless they are too many. Who wants all measures, or
// groups for actors, gets them at the price of memory.
func held(ctx context.Context, in Input, o Options) (*Graph, error) {
	most, n := cmp.Or(o.limits.claims, heldClaims), 0
	b := newBuilder(in, o)
	for c, err := range b.lookup.filled(ctx, loose(in)) {
		if err != nil {
			return nil, err
		}
		if n++; n > most && o.Measures != MeasureAll && !o.Simplify {
			return nil, errTooMany
		}
		if err := b.add(ctx, c); err != nil {
			return nil, err
		}
	}
	return b.graph, b.finish(ctx)
}

// loose gives the claims in whatever order costs least.
func loose(in Input) iter.Seq2[graph.Claim, error] {
	if in.AnyOrder != nil {
		return in.AnyOrder
	}
	return in.Claims
}
