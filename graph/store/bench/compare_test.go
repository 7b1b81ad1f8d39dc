package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	hkv "github.com/hidal-go/hidalgo/kv"

	"entente/graph/store"
	"entente/graph/store/bench/shape"
	"entente/graph/store/bolt"
)

// The benchmarks of this file set the backend entente beside stock Cayley's
// bolt backend, on the same made quads, in the same run.

func quads(b *testing.B) shape.Quads {
	n := 100_000
	if s := os.Getenv("ENTENTE_BENCH_QUADS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	return shape.QuadsOf(n)
}

// text is the made quads in a file; the reader of a load should not wait for
// them to be made.
func text(b *testing.B, q shape.Quads) string {
	name := filepath.Join(b.TempDir(), "made.nq")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := q.Write(f); err != nil {
		b.Fatal(err)
	}
	return name
}

// loadOurs fills a store of the backend entente and gives it as Cayley opens it.
func loadOurs(b *testing.B, dir, text string) int64 {
	s, err := store.Open(context.Background(), "entente:"+dir, store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	f, err := os.Open(text)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	n, err := s.BulkNQuads(context.Background(), f, store.TextLoad{})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// stockKV is the file as stock Cayley sees it, where a key that is not there
// is an error.
type stockKV struct{ *bolt.DB }

func (db stockKV) Tx(rw bool) (hkv.Tx, error) {
	tx, err := db.DB.Tx(rw)
	return stockTx{tx}, err
}

type stockTx struct{ hkv.Tx }

func (tx stockTx) Get(ctx context.Context, key hkv.Key) (hkv.Value, error) {
	values, err := tx.Tx.GetBatch(ctx, []hkv.Key{key})
	if err == nil && values[0] == nil {
		return nil, hkv.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return values[0], nil
}

func openStock(b *testing.B, dir string) graph.QuadStore {
	file, err := bolt.Open(dir, bolt.Options{Timeout: time.Second})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { file.Close() })
	qs, err := kv.New(stockKV{file}, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		b.Fatal(err)
	}
	return qs
}

// loadStock fills a file by Cayley's own writer, in batches as cayley load does.
func loadStock(b *testing.B, qs graph.QuadStore, text string) int64 {
	f, err := os.Open(text)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	r := nquads.NewReader(f, false)
	var batch []graph.Delta
	n := int64(0)
	for {
		q, err := r.ReadQuad()
		if err != nil && err != io.EOF {
			b.Fatal(err)
		}
		if err == nil {
			batch = append(batch, graph.Delta{Quad: q, Action: graph.Add})
			n++
		}
		if len(batch) == 10_000 || err == io.EOF {
			if err := qs.ApplyDeltas(batch, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
		if err == io.EOF {
			return n
		}
	}
}

func BenchmarkBulk(b *testing.B) {
	q := quads(b)
	file := text(b, q)
	b.Run("entente", func(b *testing.B) {
		n, size := int64(0), int64(0)
		for range b.N {
			dir := filepath.Join(b.TempDir(), "db")
			n += loadOurs(b, dir, file)
			size = diskOf(dir)
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
		b.ReportMetric(float64(size)/float64(q.N), "bytes/quad")
	})
	b.Run("stock-bolt", func(b *testing.B) {
		if q.N > 1_000_000 {
			b.Skip("takes minutes")
		}
		n, size := int64(0), int64(0)
		for range b.N {
			dir := filepath.Join(b.TempDir(), "db")
			if err := bolt.Create(dir); err != nil {
				b.Fatal(err)
			}
			n += loadStock(b, openStock(b, dir), file)
			size = diskOf(dir)
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
		b.ReportMetric(float64(size)/float64(q.N), "bytes/quad")
	})
}

func diskOf(dir string) (sum int64) {
	filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				sum += info.Size()
			}
		}
		return nil
	})
	return sum
}

// asked are the questions, by Cayley's path API.
func asked(q shape.Quads) []struct {
	name string
	ask  func(qs graph.QuadStore) (int64, error)
} {
	ctx := context.Background()
	actor := func(i int) quad.Value { return quad.IRI(q.Actor(i)) }
	relation := func(i int) quad.Value { return quad.IRI(q.Relation(i)) }
	each := func(p func(qs graph.QuadStore) *path.Path) func(graph.QuadStore) (int64, error) {
		return func(qs graph.QuadStore) (int64, error) {
			n := int64(0)
			err := p(qs).Iterate(ctx).Paths(false).EachValue(qs, func(quad.Value) { n++ })
			return n, err
		}
	}
	label := func(qs graph.QuadStore) (int64, error) {
		// The claims of one actor, and the quads of the first.
		ref, err := path.StartPath(qs, actor(7)).In(quad.IRI("rdf:subject")).Iterate(ctx).First()
		if err != nil {
			return 0, err
		}
		it := qs.QuadIterator(quad.Label, ref)
		defer it.Close()
		n := int64(0)
		for it.Next(ctx) {
			if qs.Quad(it.Result()).Predicate != nil {
				n++
			}
		}
		return n, it.Err()
	}
	return []struct {
		name string
		ask  func(qs graph.QuadStore) (int64, error)
	}{
		{"out", each(func(qs graph.QuadStore) *path.Path { return path.StartPath(qs, actor(5)).Out(relation(3)) })},
		{"both", each(func(qs graph.QuadStore) *path.Path { return path.StartPath(qs, actor(1)).Both() })},
		{"count", func(qs graph.QuadStore) (int64, error) {
			return path.StartPath(qs, actor(1)).Both().Iterate(ctx).Count()
		}},
		{"intersection", each(func(qs graph.QuadStore) *path.Path {
			return path.StartPath(qs, actor(2)).Out(relation(1)).And(path.StartPath(qs, actor(3)).Out(relation(1)))
		})},
		{"recursion", each(func(qs graph.QuadStore) *path.Path {
			return path.StartPath(qs, actor(90)).FollowRecursive(path.StartMorphism().Out(relation(20)), 3, nil)
		})},
		{"label", label},
		{"two-hops-type", each(func(qs graph.QuadStore) *path.Path {
			return path.StartPath(qs, actor(9)).Out(relation(5)).Out(relation(6)).Has(quad.IRI("rdf:type"), quad.IRI("type:Company"))
		})},
	}
}

func BenchmarkAsk(b *testing.B) {
	q := quads(b)
	file := text(b, q)
	ours := filepath.Join(b.TempDir(), "db")
	loadOurs(b, ours, file)
	qs, err := graph.NewQuadStore("entente", ours, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer qs.Close()
	stores := []struct {
		name string
		qs   graph.QuadStore
	}{{"entente", qs}}
	if q.N <= 1_000_000 && os.Getenv("ENTENTE_BENCH_STOCK") != "no" {
		dir := filepath.Join(b.TempDir(), "stock")
		if err := bolt.Create(dir); err != nil {
			b.Fatal(err)
		}
		stock := openStock(b, dir)
		loadStock(b, stock, file)
		stores = append(stores, struct {
			name string
			qs   graph.QuadStore
		}{"stock-bolt", stock})
	}
	for _, a := range asked(q) {
		for _, s := range stores {
			b.Run(a.name+"/"+s.name, func(b *testing.B) {
				n := int64(0)
				for range b.N {
					var err error
					if n, err = a.ask(s.qs); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(n), "results")
			})
		}
	}
}
