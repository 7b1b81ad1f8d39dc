package postgres

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"entente/graph/store/bench/shape"
	"entente/graph/store/postgres/postgrestest"
)

func TestMain(m *testing.M) {
	code := m.Run()
	postgrestest.Stop()
	os.Exit(code)
}

func made(t testing.TB, url string) *DB {
	t.Helper()
	if err := Create(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	db, err := Open(t.Context(), url, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func each(list []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range list {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// A load of more rows and values than are held or remembered, and of quads that
// come twice, counts the uses of each value as they are.
func TestUsesAreCounted(t *testing.T) {
	defer func(rows, known, bytes int) { rowsHeld, valuesKnown, bytesHeld = rows, known, bytes }(rowsHeld, valuesKnown, bytesHeld)
	for _, holds := range []struct{ rows, known, bytes int }{
		{rowsHeld, valuesKnown, bytesHeld}, {rowsHeld, 10, bytesHeld}, {rowsHeld, 5000, bytesHeld}, {900, valuesKnown, bytesHeld},
		{rowsHeld, valuesKnown, 20_000}, {900, valuesKnown, 20_000}, {900, 5000, 20_000},
	} {
		for _, twice := range []bool{false, true} {
			rowsHeld, valuesKnown, bytesHeld = holds.rows, holds.known, holds.bytes
			db := made(t, postgrestest.New(t))
			var list []quad.Quad
			for i := range 8000 {
				list = append(list, quad.MakeIRI(fmt.Sprint("n", i%3000), fmt.Sprint("p", i%5), fmt.Sprint("m", i), "l"))
			}
			want := int64(len(list))
			if twice {
				list = append(list, list[:500]...)
			}
			if n, err := db.Bulk(t.Context(), each(list)); err != nil || n != want {
				t.Fatalf("%d new quads, %v; want %d", n, err, want)
			}
			var wrong int64
			err := db.pool.QueryRow(`SELECT count(*) FROM nodes LEFT JOIN (SELECT h, count(*) AS n FROM (SELECT subject_hash AS h FROM quads UNION ALL SELECT predicate_hash FROM quads
				UNION ALL SELECT object_hash FROM quads UNION ALL SELECT label_hash FROM quads) every GROUP BY h) uses ON h = hash WHERE refs IS DISTINCT FROM n`).Scan(&wrong)
			if err != nil || wrong > 0 {
				t.Errorf("%+v held, quads twice: %v: %d values have a wrong count of uses, %v", holds, twice, wrong, err)
			}
			snap, err := db.Snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if err := snap.Verify(func(s string) bool { t.Error(s); return false }); err != nil {
				t.Error(err)
			}
			snap.Close()
			// What stock Cayley numbers next comes after all that there is.
			if _, err := db.pool.Exec(`INSERT INTO quads (subject_hash, predicate_hash, object_hash) SELECT hash, hash, hash FROM nodes LIMIT 1`); err != nil {
				t.Error(err)
			}
		}
	}
}

// BenchmarkBulk sets the load of an empty database beside stock Cayley's, on
// the same server and the same quads, read from the same text. Stock Cayley
// has fewer: it takes minutes for as many.
func BenchmarkBulk(b *testing.B) {
	const stockQuads = 20_000
	text := func(n int) string {
		var w strings.Builder
		if err := shape.QuadsOf(n).Write(&w); err != nil {
			b.Fatal(err)
		}
		return w.String()
	}
	read := func(text string) iter.Seq2[quad.Quad, error] {
		return func(yield func(quad.Quad, error) bool) {
			r := nquads.NewReader(strings.NewReader(text), false)
			for {
				q, err := r.ReadQuad()
				if err == io.EOF || !yield(q, err) {
					return
				}
			}
		}
	}
	for _, n := range []int{stockQuads, 300_000} {
		b.Run(fmt.Sprintf("entente/%d", n), func(b *testing.B) {
			input, total := text(n), int64(0)
			b.ResetTimer()
			for range b.N {
				b.StopTimer()
				db := made(b, postgrestest.New(b))
				b.StartTimer()
				added, err := db.Bulk(context.Background(), read(input))
				if err != nil {
					b.Fatal(err)
				}
				total += added
			}
			b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "quads/s")
		})
	}
	b.Run(fmt.Sprintf("stock/%d", stockQuads), func(b *testing.B) {
		input, total := text(stockQuads), 0
		b.ResetTimer()
		for range b.N {
			b.StopTimer()
			url := postgrestest.New(b)
			if err := graph.InitQuadStore("postgres", url, nil); err != nil {
				b.Fatal(err)
			}
			qs, err := graph.NewQuadStore("postgres", url, nil)
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			var all []graph.Delta
			for q, err := range read(input) {
				if err != nil {
					b.Fatal(err)
				}
				all = append(all, graph.Delta{Quad: q, Action: graph.Add})
			}
			for batch := range slices.Chunk(all, 10_000) { // as cayley load does
				if err := qs.ApplyDeltas(batch, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
					b.Fatal(err)
				}
			}
			total += len(all)
			b.StopTimer()
			qs.Close()
			b.StartTimer()
		}
		b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "quads/s")
	})
}
