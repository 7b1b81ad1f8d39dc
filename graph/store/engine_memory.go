package store

import (
	"context"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// memoryEngine keeps Cayley's memory store from being read while it is
// written, without making either wait for the other for long: a writer that
// finds readers leaves them the generation they hold and goes on with a copy.
type memoryEngine struct {
	mu  sync.Mutex // held over a write in place: new readers wait, there are no old ones
	now *generation
}

// generation is a memory store and the number of snapshots that hold it.
type generation struct {
	qs      *memstore.QuadStore
	readers int
	// Iterators over everything mark the store as being read, by a plain
	// write: two readers at once race for it.
	all sync.Mutex
}

func openMemory(context.Context, string, Options) (engine, error) {
	qs, err := cayley.NewQuadStore("memstore", "", nil)
	if err != nil {
		return nil, err
	}
	return &memoryEngine{now: &generation{qs: qs.(*memstore.QuadStore)}}, nil
}

func (e *memoryEngine) snapshot(ctx context.Context) (*snapshot, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	g := e.now
	g.readers++
	return g.snapshot(ctx, func() error {
		e.mu.Lock()
		defer e.mu.Unlock()
		g.readers--
		return nil
	}), nil
}

func (g *generation) snapshot(ctx context.Context, release func() error) *snapshot {
	view := memoryView{g.qs, &g.all}
	r := &cayleyReader{ctx: ctx, qs: view}
	return newSnapshot(ctx, planner{view, r}, r, release)
}

// current does not count as a reader: only the writer itself changes what it
// sees.
func (e *memoryEngine) current(ctx context.Context) (*snapshot, error) {
	return e.now.snapshot(ctx, func() error { return nil }), nil
}

// slowDeletes is the number of quads from which copying the store is taken to
// be faster than deleting from it: every deletion looks through the list of
// all quads and values.
const slowDeletes = 2000

func (e *memoryEngine) write(ctx context.Context, c *changes) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.Lock()
	g := e.now
	if g.readers == 0 && len(c.del) < slowDeletes {
		defer e.mu.Unlock()
		return g.qs.ApplyDeltas(c.deltas(), cayley.IgnoreOpts{})
	}
	// Readers take and leave the old generation while the copy is made.
	g.readers++ // so that nobody changes it: this writer holds the store's lock anyway
	e.mu.Unlock()
	next, err := e.copyOf(ctx, g, c)
	e.mu.Lock()
	defer e.mu.Unlock()
	g.readers--
	if err == nil {
		e.now = next
	}
	return err
}

func (e *memoryEngine) copyOf(ctx context.Context, g *generation, c *changes) (*generation, error) {
	gone := make(map[quad.Quad]bool, len(c.del))
	for _, q := range c.del {
		gone[q] = true
	}
	next := memstore.New()
	view := memoryView{g.qs, &g.all}
	it := view.QuadsAllIterator()
	defer it.Close()
	for n := 0; it.Next(ctx); n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if q := g.qs.Quad(it.Result()); !gone[q] {
			next.AddQuad(q)
		}
	}
	if err := it.Err(); err != nil {
		return nil, err
	}
	for _, q := range c.add {
		next.AddQuad(q)
	}
	return &generation{qs: next}, nil
}

func (e *memoryEngine) close() error { return nil }

// memoryView is a generation as a snapshot hands it out.
type memoryView struct {
	*memstore.QuadStore
	all *sync.Mutex
}

func (v memoryView) NodesAllIterator() cayley.Iterator {
	v.all.Lock()
	defer v.all.Unlock()
	return cayley.AsLegacy(allNodes{cayley.AsShape(v.QuadStore.NodesAllIterator())})
}

// allNodes goes over all values. The memory store gives the number of values
// and quads together for the exact number of values, and g.V().count()
// believes it.
type allNodes struct{ cayley.IteratorShape }

func (n allNodes) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	c, err := n.IteratorShape.Stats(ctx)
	c.Size.Exact = false
	return c, err
}

func (n allNodes) Optimize(context.Context) (cayley.IteratorShape, bool) { return n, false }

func (v memoryView) QuadsAllIterator() cayley.Iterator {
	v.all.Lock()
	defer v.all.Unlock()
	return v.QuadStore.QuadsAllIterator()
}

func (v memoryView) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return ErrReadOnly }

func (v memoryView) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }
