package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"slices"

	"github.com/lanrat/extsort"
	"github.com/lanrat/extsort/tempfile"

	"entente/graph"
)

// sortedFlow writes a graph that is too large to be held: claims are sorted by
// the edge they belong to, edges are written to a part of their own as they
// come, and what each says of its two ends is sorted by actor. Then the nodes
// are written, and the edges put behind them. What is held is one edge with
// its claims, and for graphs of few actors their pairs, for the layout.
func sortedFlow(ctx context.Context, w io.Writer, in Input, o Options, s sections) (err error) {
	f := &sorting{options: o, builder: newBuilder(in, o), sections: s, skeleton: newSkeleton(o)}
	var parts [2]*aside // edges as they are written; nodes as they are known
	for i := range parts {
		if parts[i], err = newAside(); err != nil {
			return err
		}
		defer parts[i].close()
	}
	edges, nodes := parts[0], parts[1]
	chunk := cmp.Or(o.limits.chunk, sortChunk)
	byEdge := sortRecords(ctx, chunk, f.claims(ctx, loose(in)))
	ends := sortRecords(ctx, chunk, f.edges(ctx, byEdge, edges.Writer))
	n := 0
	for e, err := range merged(ends) {
		if err != nil {
			return err
		}
		n++
		f.skeleton.node(e)
		nodes.write(e.pack())
	}
	at, err := f.skeleton.place(ctx, f.builder.lookup, o)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	sum := summarize(n, f.count, o)
	s.start(out, sum)
	i := 0
	for text, err := range nodes.records() {
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
	if err := edges.copyTo(out); err != nil {
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
			if !yield(packClaim(from, to, &c), nil) {
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
			edge, key, claim := unpackClaim(text)
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

// sortRecords sorts records in the folder for temporary files. They are taken
// when the first is wanted, by another goroutine.
func sortRecords(ctx context.Context, chunk int, records iter.Seq2[string, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		var failed error
		in := make(chan string, 64)
		fed := make(chan struct{})
		go func() {
			defer close(fed)
			defer close(in)
			for r, err := range records {
				if err != nil {
					failed = err
					stop()
					return
				}
				select {
				case in <- r:
				case <-ctx.Done():
					return
				}
			}
		}()
		sorter, out, errs := extsort.Strings(in, &extsort.Config{ChunkSize: chunk, NumWorkers: 1, SortedChanBuffSize: 256, TempFilesDir: os.Getenv("TMPDIR")})
		sorter.Sort(ctx)
		<-fed
		going := failed == nil
		for r := range out {
			if going && !yield(r, nil) {
				going = false
				stop()
			}
		}
		if err := cmp.Or(failed, <-errs); err != nil && (going || failed != nil) {
			if failed == nil && ctx.Err() == nil {
				err = fmt.Errorf("sorting on the disk: %w", err)
			}
			yield("", err)
		}
	}
}

// sortDistinct sorts records and drops repeated ones. Fewer than most are held
// in memory; others go to the disk, as many at a time.
func sortDistinct(ctx context.Context, most, chunk int, records iter.Seq2[string, error]) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		next, stop := iter.Pull2(records)
		defer stop()
		held := map[string]struct{}{}
		fill := func() error {
			clear(held)
			for len(held) < most {
				r, err, more := next()
				if err != nil || !more {
					return err
				}
				held[r] = struct{}{}
			}
			return nil
		}
		if err := fill(); err != nil {
			yield("", err)
			return
		}
		if len(held) < most {
			for _, r := range slices.Sorted(maps.Keys(held)) {
				if !yield(r, nil) {
					return
				}
			}
			return
		}
		last := ""
		for r, err := range sortRecords(ctx, chunk, func(yield func(string, error) bool) {
			for len(held) > 0 {
				for r := range held {
					if !yield(r, nil) {
						return
					}
				}
				if err := fill(); err != nil {
					yield("", err)
					return
				}
			}
			held = nil
		}) {
			if err == nil && r == last {
				continue
			}
			last = r
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// aside is a part of a file that is kept on the disk until its place comes.
type aside struct {
	*bufio.Writer
	file *tempfile.FileWriter
	back tempfile.TempReader
}

func newAside() (*aside, error) {
	file, err := tempfile.New(os.Getenv("TMPDIR"), true)
	if err != nil {
		return nil, fmt.Errorf("making a temporary file: %w", err)
	}
	return &aside{Writer: bufio.NewWriterSize(file, 64<<10), file: file}, nil
}

func (a *aside) write(record string) {
	var p packer
	p.text(record)
	_, _ = a.Write(p) // shows at Flush
}

// read ends the writing.
func (a *aside) read() (*bufio.Reader, error) {
	err := a.Flush()
	if err == nil {
		a.back, err = a.file.Save()
	}
	if err != nil {
		return nil, fmt.Errorf("writing a temporary file: %w", err)
	}
	return a.back.Read(0), nil
}

func (a *aside) records() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		r, err := a.read()
		for err == nil {
			var text string
			if text, err = readRecord(r); err == nil && !yield(text, nil) {
				return
			}
		}
		if err != io.EOF {
			yield("", fmt.Errorf("reading a temporary file: %w", err))
		}
	}
}

func (a *aside) copyTo(w io.Writer) error {
	r, err := a.read()
	if err == nil {
		_, err = io.Copy(w, r)
	}
	return err
}

func (a *aside) close() {
	if a.back != nil {
		a.back.Close()
	} else {
		a.file.Close()
	}
}
