package store

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"go.etcd.io/bbolt"

	"entente/graph"
	"entente/graph/store/postgres/postgrestest"
)

// The tests of this file show what stock Cayley v0.7.7 does, where that can be
// shown without ending the process or waiting for ever, and that the store
// does not. If Cayley ever did better, the first half of each would say so.

// A batch that fails leaves stock Cayley's cache of values ahead of the file,
// and quads that use those values are written without them.
func TestFailedBatchLosesNoValues(t *testing.T) {
	known := quad.MakeIRI("a", "knows", "b", "l")
	fresh := quad.MakeIRI("c", "likes", "d", "l")
	again := quad.MakeIRI("c", "likes", "a", "l")

	stock, file := stockStore(t)
	check(t, stock.ApplyDeltas(adds(known), cayley.IgnoreOpts{}))
	if err := stock.ApplyDeltas(adds(fresh, known), cayley.IgnoreOpts{}); err == nil {
		t.Error("stock Cayley now takes a quad that it has")
	}
	err := stock.ApplyDeltas(adds(again), cayley.IgnoreOpts{})
	reread, openErr := kv.New(stockKV{file}, cayley.Options{kv.OptNoBloom: true})
	check(t, openErr)
	if got := strings.Join(stockQuads(reread), "\n"); err == nil && strings.Contains(got, again.String()) {
		t.Errorf("stock Cayley now keeps all values after a failed batch: %s", got)
	}

	everywhere(t, func(t *testing.T, s *Store) {
		check(t, put(s, known))
		// The engine must fail here: the store never asks it for such a thing.
		err := s.engine.write(context.Background(), &changes{add: []quad.Quad{fresh}, del: []quad.Quad{quad.MakeIRI("x", "y", "z", "l")}})
		if err == nil {
			t.Fatal("deleting a quad that is not there is no error")
		}
		check(t, put(s, again))
		want := []string{again.String(), known.String()}
		if got := listed(t, s); strings.Join(got, "\n") != strings.Join([]string{known.String(), again.String()}, "\n") {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

// In a batch that adds and deletes, stock Cayley's kv store leaves a value that
// is used less often afterwards out of the quads that it adds.
func TestMixedBatchLosesNoValues(t *testing.T) {
	old := []quad.Quad{quad.MakeIRI("a", "knows", "b", "l"), quad.MakeIRI("a", "knows", "c", "l"), quad.MakeIRI("x", "knows", "c", "l")}
	mixed := &changes{add: []quad.Quad{quad.MakeIRI("a", "likes", "x", "m")}, del: old[:2]}
	stock, _ := stockStore(t)
	check(t, stock.ApplyDeltas(adds(old...), cayley.IgnoreOpts{}))
	check(t, stock.ApplyDeltas(mixed.deltas(), cayley.IgnoreOpts{}))
	if got := strings.Join(stockQuads(stock), "\n"); strings.Contains(got, mixed.add[0].String()) {
		t.Errorf("stock Cayley now keeps all values of a mixed batch: %s", got)
	}
	everywhere(t, func(t *testing.T, s *Store) {
		check(t, put(s, old...))
		check(t, s.engine.write(context.Background(), mixed))
		want := []string{old[2].String(), mixed.add[0].String()}
		if got := listed(t, s); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

// Stock Cayley's kv store fails to count edges that a node does not have.
func TestCountOfNothingIsZero(t *testing.T) {
	list := []quad.Quad{quad.MakeIRI("a", "knows", "b", "l"), quad.MakeIRI("b", "likes", "a", "l")}
	stock, _ := stockStore(t)
	check(t, stock.ApplyDeltas(adds(list...), cayley.IgnoreOpts{}))
	n, err := path.StartPath(stock, quad.IRI("a")).Out(quad.IRI("likes")).Iterate(context.Background()).Count()
	if err == nil {
		t.Errorf("stock Cayley now counts %d", n)
	}
	everywhere(t, func(t *testing.T, s *Store) {
		check(t, put(s, list...))
		for text, want := range map[string]int64{
			`g.V("<a>").out("<likes>").count()`: 0, `g.V("<b>").out("<likes>").count()`: 1, `g.V("<a>").out("<none>").count()`: 0,
			`g.V("<a>").both().count()`: 2, `g.V("<l>").in("<likes>").count()`: 0, `g.V().count()`: 5,
		} {
			a, err := s.Gizmo(context.Background(), text, Limits{})
			check(t, err)
			if len(a.Rows) != 1 || a.Rows[0].Value != want {
				t.Errorf("%s: %v, want %d", text, a.Rows, want)
			}
		}
	})
}

// Stock Cayley counts quads that were deleted, keeps values that no quad uses
// any more once a quad was added twice, and lets the file grow with every
// round of adding and deleting.
func TestDeletedIsGone(t *testing.T) {
	ctx := context.Background()
	list := []quad.Quad{quad.MakeIRI("a", "knows", "b", "l"), quad.MakeIRI("a", "knows", "c", "l")}
	drop := (&changes{del: list}).deltas()

	stock, _ := stockStore(t)
	check(t, stock.ApplyDeltas(adds(list...), cayley.IgnoreOpts{}))
	check(t, stock.ApplyDeltas(adds(list...), cayley.IgnoreOpts{IgnoreDup: true}))
	check(t, stock.ApplyDeltas(drop, cayley.IgnoreOpts{}))
	if st, err := stock.Stats(ctx, true); err != nil || st.Nodes.Size == 0 {
		t.Errorf("stock Cayley now drops values: %+v %v", st, err)
	}

	everywhere(t, func(t *testing.T, s *Store) {
		for range 3 {
			check(t, put(s, list...))
			check(t, put(s, list...))
			check(t, s.engine.write(ctx, &changes{del: list}))
		}
		check(t, put(s, list[0]))
		a, err := s.Gizmo(ctx, `g.emit(g.V("<a>").out("<knows>").count()); g.V().all()`, Limits{})
		check(t, err)
		if len(a.Rows) != 5 || a.Rows[0].Value != int64(1) {
			t.Errorf("after deleting: %v, want a count of 1 and 4 values", a.Rows)
		}
		snap, err := s.engine.snapshot(ctx)
		check(t, err)
		defer snap.release()
		if id, err := snap.reader.ID(quad.IRI("c")); id != 0 || err != nil {
			t.Errorf("a value without a quad has number %d, %v", id, err)
		}
	})
	s := opened(t, "bolt:"+filepath.Join(t.TempDir(), "db"))
	check(t, put(s, list...))
	check(t, s.engine.write(ctx, &changes{del: list}))
	left := map[string]int{}
	file := s.engine.(*boltEngine).file
	check(t, file.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			if n := b.Stats().KeyN; n > 0 && string(name) != "meta" {
				left[fmt.Sprintf("%q", name)] = n
			}
			return nil
		})
	}))
	if len(left) > 0 {
		t.Errorf("an emptied file still has entries: %v", left)
	}
}

// Stock Cayley takes a label that it does not know for none, and deletes the
// quad without a label.
func TestDeleteNeedsTheLabel(t *testing.T) {
	bare := quad.MakeIRI("a", "knows", "b", "")
	other := quad.MakeIRI("a", "knows", "b", "nowhere")
	drop := (&changes{del: []quad.Quad{other}}).deltas()
	stock, _ := stockStore(t)
	check(t, stock.ApplyDeltas(adds(bare), cayley.IgnoreOpts{}))
	err := stock.ApplyDeltas(drop, cayley.IgnoreOpts{})
	if left := stockQuads(stock); err != nil && len(left) == 1 {
		t.Errorf("stock Cayley now refuses: %v", err)
	}
	everywhere(t, func(t *testing.T, s *Store) {
		check(t, put(s, bare))
		if err := s.engine.write(context.Background(), &changes{del: []quad.Quad{other}}); err == nil {
			t.Error("deleted a quad that is not there")
		}
		if got := listed(t, s); len(got) != 1 {
			t.Errorf("left: %v", got)
		}
	})
}

// On bolt, a stock iterator that goes on while a writer waits for it, and
// opens another transaction, waits for that writer: for ever. On the memory
// store, reading while writing ends the process. Neither can be shown here.
// A writer inside a loop over results is the hardest case of both: it must
// finish, and what the loop sees must not change.
func TestWriteInsideRead(t *testing.T) {
	ctx := context.Background()
	everywhere(t, func(t *testing.T, s *Store) {
		const n, writes, each = 200, 40, 250
		var first []quad.Quad
		for i := range n {
			first = append(first, quad.MakeIRI(fmt.Sprint("s", i), "p", "hub", "l"))
		}
		check(t, put(s, first...))
		done := make(chan error, 1)
		go func() {
			seen := 0
			for q, err := range s.Quads(ctx) {
				if err != nil {
					done <- err
					return
				}
				if seen++; seen > writes {
					continue
				}
				// Enough to make the file grow many times over.
				var more []quad.Quad
				for i := range each {
					more = append(more, quad.Quad{Subject: q.Subject, Predicate: quad.IRI("says"), Object: quad.String(strings.Repeat(fmt.Sprint(seen, " ", i, " "), 50)), Label: quad.IRI("more")})
				}
				if err := put(s, more...); err != nil {
					done <- err
					return
				}
			}
			if seen != n {
				done <- fmt.Errorf("saw %d quads, want the %d there were at the start", seen, n)
				return
			}
			done <- nil
		}()
		select {
		case err := <-done:
			check(t, err)
		case <-time.After(3 * time.Minute):
			t.Fatal("a writer and the reader around it wait for each other")
		}
		if got := len(listed(t, s)); got != n+writes*each {
			t.Errorf("%d quads afterwards, want %d", got, n+writes*each)
		}
	})
}

// Readers of all kinds and a writer at once; run with -race.
func TestReadersAndWriterAtOnce(t *testing.T) {
	ctx := context.Background()
	everywhere(t, func(t *testing.T, s *Store) {
		var group sync.WaitGroup
		stop := make(chan struct{})
		fail := make(chan error, 10)
		group.Go(func() {
			defer close(stop)
			for i := range 30 {
				l := s.Loader(LoadOptions{})
				id := fmt.Sprint("source-", i%5)
				err := l.Begin(ctx, graph.Source{ID: id, SHA256: fmt.Sprint(i)})
				for k := 0; err == nil && k < 5; k++ {
					err = l.Claim(ctx, madeClaim(id, i, k))
				}
				if err == nil {
					err = l.End(ctx)
				}
				if err != nil {
					fail <- err
					return
				}
			}
		})
		// Every source is replaced as a whole, so readers always see five
		// claims of each.
		whole := func() error {
			count := map[string]int{}
			for c, err := range s.Claims(ctx, Filter{}) {
				if err != nil {
					return err
				}
				count[c.Source.ID+c.Source.SHA256]++
			}
			for id, n := range count {
				if n != 5 {
					return fmt.Errorf("source %s shows %d claims of 5", id, n)
				}
			}
			return nil
		}
		query := func() error {
			_, err := s.Gizmo(ctx, `g.V().both().both().unique().count()`, Limits{Time: time.Minute})
			return err
		}
		stats := func() error { _, err := s.Stats(ctx); return err }
		for _, read := range []func() error{whole, query, stats, whole} {
			group.Go(func() {
				for {
					if err := read(); err != nil {
						fail <- err
						return
					}
					select {
					case <-stop:
						return
					default:
					}
				}
			})
		}
		group.Wait()
		select {
		case err := <-fail:
			t.Error(err)
		default:
		}
	})
}

func madeClaim(source string, i, k int) graph.Claim {
	a := graph.Actor{ID: fmt.Sprint("actor:a", i%7), Label: fmt.Sprint("A", i%7), Type: "State"}
	b := graph.Actor{ID: fmt.Sprint("actor:b", k), Label: fmt.Sprint("B", k), Type: "State"}
	c := graph.Claim{Subject: a, Relation: "meets", Object: b, Status: graph.Asserted, Source: graph.Source{ID: source}, Quote: fmt.Sprint("quote ", i), Confidence: 1}
	c.End = len(c.Quote)
	c.ID = c.Hash()
	return c
}

// Stock Cayley ends the process where a query goes on both ways from nodes
// that turn out not to exist.
func TestUnionOfNothing(t *testing.T) {
	q := quad.MakeIRI("a", "knows", "b", "l")
	stock, _ := stockStore(t)
	check(t, stock.ApplyDeltas(adds(q), cayley.IgnoreOpts{}))
	func() {
		defer func() {
			if recover() == nil {
				t.Error("stock Cayley now survives a union of nothing")
			}
		}()
		path.StartPath(stock, quad.IRI("a")).Out(quad.IRI("none")).Both(quad.IRI("knows")).Iterate(context.Background()).All()
	}()
	everywhere(t, func(t *testing.T, s *Store) {
		check(t, put(s, q))
		a, err := s.Gizmo(context.Background(), `g.V("<a>").out("<none>").both("<knows>").all()`, Limits{})
		if err != nil || len(a.Rows) > 0 {
			t.Error(a.Rows, err)
		}
	})
}

// A hub with tens of thousands of edges is removed without waiting for ever.
func TestRemoveHub(t *testing.T) {
	ctx := context.Background()
	spokes := 20_000
	if testing.Short() { // with the race detector a store checks each row
		spokes = 4000
	}
	everywhere(t, func(t *testing.T, s *Store) {
		var list []quad.Quad
		for i := range spokes {
			list = append(list, quad.MakeIRI(fmt.Sprint("s", i), "p", "hub", "l"))
		}
		check(t, put(s, list...))
		s.write.Lock()
		err := s.apply(ctx, &changes{del: list[:spokes-1]})
		s.write.Unlock()
		check(t, err)
		if got := listed(t, s); len(got) != 1 {
			t.Errorf("%d quads left, want 1", len(got))
		}
	})
}

// The memory store's own references must be what [cayleyReader] takes them
// for.
func TestMemoryReferences(t *testing.T) {
	qs := memstore.New(quad.MakeIRI("a", "b", "c", "d"))
	r := &cayleyReader{ctx: context.Background(), qs: qs}
	for _, v := range []quad.IRI{"a", "b", "c", "d"} {
		id, err := r.ID(v)
		check(t, err)
		if got, err := r.Value(id); got != quad.Value(v) || err != nil {
			t.Errorf("%s became %v, %v", v, got, err)
		}
		if ref := r.reference(id); ref != qs.ValueOf(v) {
			t.Errorf("%v is not the reference %v", ref, qs.ValueOf(v))
		}
	}
}

// A session of another Cayley is refused, and not written into.
func TestBothEndsOfARegistry(t *testing.T) {
	registerAll()
	for _, b := range table() {
		if !cayley.IsRegistered(b.Name) {
			t.Errorf("%s is not registered with Cayley", b.Name)
		}
	}
	for _, b := range table() {
		if !b.Persistent {
			continue
		}
		dir := filepath.Join(t.TempDir(), b.Name)
		if b.Remote {
			dir = postgrestest.New(t)
		}
		check(t, cayley.InitQuadStore(b.Name, dir, nil))
		qs, err := cayley.NewQuadStore(b.Name, dir, nil)
		check(t, err)
		check(t, qs.ApplyDeltas(adds(quad.MakeIRI("a", "b", "c", "d")), cayley.IgnoreOpts{}))
		check(t, qs.Close())
		s := opened(t, dir)
		if got := listed(t, s); len(got) != 1 {
			t.Errorf("%s: what was written through Cayley's registry reads as %v", b.Name, got)
		}
	}
}

// Stock Cayley reads the whole store to open it, for a filter that it fills
// with all values. What it takes to open ours and to look something up does not
// grow with the store.
func TestOpeningReadsLittle(t *testing.T) {
	ctx := context.Background()
	for _, backend := range []string{"bolt:", "entente:"} {
		t.Run(backend, func(t *testing.T) {
			var took [2]float64
			for i, n := range [...]int{20, 4000} {
				addr := backend + filepath.Join(t.TempDir(), "db")
				s, err := Open(ctx, addr, Options{Create: true})
				check(t, err)
				var quads []quad.Quad
				for i := range n {
					quads = append(quads, quad.MakeIRI(fmt.Sprint("a", i), "knows", fmt.Sprint("b", i), "l"))
				}
				check(t, put(s, quads...))
				check(t, s.Close())
				took[i] = testing.AllocsPerRun(3, func() {
					s, err := Open(ctx, addr, Options{ReadOnly: true})
					check(t, err)
					check(t, s.view(ctx, func(snap *snapshot) error {
						if id, err := snap.number(quad.IRI("b7")); id == 0 || err != nil {
							t.Error(id, err)
						}
						return nil
					}))
					check(t, s.Close())
				})
			}
			if took[1] > 2*took[0] {
				t.Errorf("%.0f allocations with 20 quads, %.0f with 4000", took[0], took[1])
			}
		})
	}
}
