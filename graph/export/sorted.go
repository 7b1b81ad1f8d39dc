package export

import (
	"bufio"
	"context"
	"io"
	"iter"

	"entente/graph"
	"entente/graph/keep"
)

// sortedFlow writes a graph that is too large to be held: claims are sorted by
// the edge they belong to, edges are written to a part of their own as they
// come, and what each says of its two ends is sorted by actor. Then the nodes
// are written, and the edges put behind them. What is held is one edge with
// its claims, and for graphs of few actors their pairs, for the layout.
func sortedFlow(ctx context.Context, w io.Writer, in Input, o Options, s sections) (err error) {
	f := &sorting{options: o, builder: newBuilder(in, o), sections: s, skeleton: newSkeleton(o)}
	var parts [2]*keep.Aside // edges as they are written; nodes as they are known
	for i := range parts {
		if parts[i], err = keep.NewAside(); err != nil {
			return err
		}
		defer parts[i].Close()
	}
	edges, nodes := parts[0], parts[1]
	byEdge := keep.Sorted(ctx, o.limits.chunk, f.claims(ctx, loose(in)))
	ends := keep.Sorted(ctx, o.limits.chunk, f.edges(ctx, byEdge, edges.Writer))
	n := 0
	for e, err := range merged(ends) {
		if err != nil {
			return err
		}
		n++
		f.skeleton.node(e)
		nodes.Add(e.pack())
	}
	at, err := f.skeleton.place(ctx, f.builder.lookup, o)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	sum := summarize(n, f.count, o)
	s.start(out, sum)
	i := 0
	for text, err := range nodes.Records() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		node, err := f.node(ctx, unpackEnd(text), n)
		if err != nil {
			return err
		}
		if at != nil {
			node.X, node.Y = at[i].X, at[i].Y
		}
		s.node(out, node)
		i++
	}
	s.between(out, sum)
	if err := edges.CopyTo(out); err != nil {
		return err
	}
	s.end(out)
	return out.Flush()
}

type sorting struct {
	options  Options
	builder  *builder
	sections sections
	skeleton *skeleton
	count    int // edges
}

// claims makes a record of every claim that becomes an edge or part of one:
// first what it is sorted by, as [Graph.Edges] are, then the claim.
func (f *sorting) claims(ctx context.Context, claims iter.Seq2[graph.Claim, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for c, err := range f.builder.lookup.filled(ctx, claims) {
			if err != nil {
				yield("", err)
				return
			}
			if !f.builder.shown(&c) {
				continue
			}
			from, to := c.Subject.ID, c.Object.ID
			if f.builder.relation(c.Relation).Symmetric && to < from {
				from, to = to, from
			}
			if !yield(packClaim(&c, from, c.Relation, to, string(c.Status), c.ID), nil) {
				return
			}
		}
	}
}

// edges folds sorted claims into edges, writes these, and makes a record of
// each of their ends.
func (f *sorting) edges(ctx context.Context, records iter.Seq2[string, error], w *bufio.Writer) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var now *folding
		finish := func() bool {
			if now == nil {
				return true
			}
			ends, err := f.finish(ctx, now, w)
			if err != nil {
				yield("", err)
				return false
			}
			return yield(ends[0].record(), nil) && yield(ends[1].record(), nil)
		}
		last := ""
		for text, err := range records {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield("", err)
				return
			}
			key, claim := unpackClaim(text, 5)
			u := keep.Unpacker(key)
			edge := u.Keys(4)
			if f.options.PerClaim {
				edge = key
			}
			if key == last {
				continue // the same claim again
			}
			last = key
			if now == nil || now.key != edge {
				if !finish() {
					return
				}
				now = f.begin(edge, claim)
			}
			now.edge.take(claim)
			now.publishers[publisher(claim)] = true
		}
		finish()
	}
}

// folding is an edge that is being made.
type folding struct {
	key        string
	edge       Edge
	ends       [2]graph.Actor // from, to
	publishers map[string]bool
}

func (f *sorting) begin(key string, c *graph.Claim) *folding {
	r := f.builder.relation(c.Relation)
	n := &folding{key: key, publishers: map[string]bool{}, ends: [2]graph.Actor{c.Subject, c.Object}}
	n.edge = Edge{From: 0, To: 1, Relation: r, Status: c.Status, Best: c}
	if r.Symmetric && c.Object.ID < c.Subject.ID {
		n.ends[0], n.ends[1] = n.ends[1], n.ends[0]
	}
	return n
}

func (f *sorting) finish(ctx context.Context, n *folding, w *bufio.Writer) ([2]end, error) {
	var ends [2]end
	e := &n.edge
	e.sum(len(n.publishers))
	e.ID = edgeID(n.ends[0].ID, n.ends[1].ID, e, f.options.PerClaim)
	g := &Graph{Nodes: make([]Node, 2)}
	for i, a := range n.ends {
		ends[i] = end{id: a.ID, label: a.Label, typ: a.Type, degree: 1, claims: len(e.Claims), earliest: e.Earliest, latest: e.Latest}
		g.Nodes[i].Actor = a
		if f.sections.labels {
			d, err := f.builder.lookup.actor(ctx, a)
			if err != nil {
				return ends, err
			}
			g.Nodes[i].Description = d
		}
	}
	f.sections.edge(w, g, e)
	f.count++
	f.skeleton.pair(n.ends[0].ID, n.ends[1].ID)
	return ends, nil
}

func (f *sorting) node(ctx context.Context, e end, nodes int) (*Node, error) {
	d, err := f.builder.lookup.actor(ctx, graph.Actor{ID: e.id, Label: e.label, Type: e.typ})
	if err != nil {
		return nil, err
	}
	n := &Node{Description: d, Degree: e.degree, Claims: e.claims, Earliest: e.earliest, Latest: e.latest}
	p := afar(start(e.id, f.options.Seed), nodes)
	n.X, n.Y = round(p.x), round(p.y)
	if fixed, ok := f.options.fixed(e.id); ok {
		n.X, n.Y = fixed.X, fixed.Y
	}
	return n, nil
}
