package store

import (
	"context"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"entente/graph/store/postgres/postgrestest"
)

// Stock Cayley's own postgres backend reads what is written here, by whichever
// way it came, writes beside it, and what it wrote reads here; where it leaves
// values behind or counts them too often, nothing is seen of it.
func TestStockPostgresReadsOurs(t *testing.T) {
	ctx := context.Background()
	url := postgrestest.New(t)
	s := opened(t, url)
	check(t, put(s, quad.MakeIRI("a", "knows", "b", "l"), quad.MakeIRI("a", "knows", "c", "")))
	_, err := s.Bulk(ctx, each([]quad.Quad{quad.MakeIRI("b", "knows", "d", "l"), quad.Make(quad.IRI("d"), quad.IRI("age"), quad.Int(7), quad.IRI("l"))}))
	check(t, err)

	stock, err := cayley.NewQuadStore("postgres", url, nil)
	check(t, err)
	defer stock.Close()
	n, err := path.StartPath(stock, quad.IRI("a")).Out(quad.IRI("knows")).Iterate(ctx).Count()
	if err != nil || n != 2 {
		t.Errorf("stock Cayley finds %d of 2, %v", n, err)
	}
	all, err := path.StartPath(stock, quad.IRI("a")).Out(quad.IRI("knows")).Out(quad.IRI("knows")).Out(quad.IRI("age")).Iterate(ctx).AllValues(stock)
	if err != nil || len(all) != 1 || all[0] != quad.Value(quad.Int(7)) {
		t.Errorf("stock Cayley finds %v, %v", all, err)
	}

	extra := []quad.Quad{quad.MakeIRI("x", "knows", "y", "m")}
	check(t, stock.ApplyDeltas(adds(extra...), cayley.IgnoreOpts{}))
	check(t, stock.ApplyDeltas(adds(extra...), cayley.IgnoreOpts{IgnoreDup: true}))
	check(t, stock.ApplyDeltas((&changes{del: extra}).deltas(), cayley.IgnoreOpts{}))
	left, err := stock.Stats(ctx, true)
	check(t, err)
	if left.Nodes.Size <= 8 {
		t.Errorf("stock Cayley now drops values that it added twice: %d values", left.Nodes.Size)
	}
	a, err := s.Gizmo(ctx, `g.V().count()`, Limits{})
	check(t, err)
	if a.Rows[0].Value != int64(8) {
		t.Errorf("%v values are seen, want 8", a.Rows[0].Value)
	}
	check(t, stock.ApplyDeltas(adds(quad.MakeIRI("a", "knows", "z", "m")), cayley.IgnoreOpts{}))
	a, err = s.Gizmo(ctx, `g.V("<a>").out("<knows>").count()`, Limits{})
	check(t, err)
	if a.Rows[0].Value != int64(3) {
		t.Errorf("%v neighbours, want 3", a.Rows[0].Value)
	}
	v, err := s.Verify(ctx)
	check(t, err)
	if len(v.Findings) > 0 {
		t.Error(v.Findings)
	}
}
