package bolt

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	hkv "github.com/hidal-go/hidalgo/kv"
	"pgregory.net/rapid"
)

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func made(t testing.TB) *DB {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "db")
	must(t, Create(dir))
	db, err := Open(dir, Options{Timeout: time.Second})
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// The interface as hidalgo describes it.
func TestKV(t *testing.T) {
	db := made(t)
	must(t, hkv.Update(ctx, db, func(tx hkv.Tx) error {
		for _, k := range []string{"b", "a1", "a2", "c"} {
			if err := tx.Put(hkv.SKey("box", k), hkv.Value("value of "+k)); err != nil {
				return err
			}
		}
		if err := hkv.CreateBucket(ctx, tx, hkv.SKey("empty")); err != nil {
			return err
		}
		if err := tx.Del(hkv.SKey("box", "c")); err != nil {
			return err
		}
		return tx.Del(hkv.SKey("nowhere", "c"))
	}))
	scan := func(tx hkv.Tx, prefix hkv.Key) (out []string) {
		it := tx.Scan(prefix)
		defer it.Close()
		for it.Next(ctx) {
			key := it.Key()
			out = append(out, fmt.Sprintf("%s/%s=%s", key[0], key[1], it.Val()))
		}
		must(t, it.Err())
		return out
	}
	must(t, hkv.View(db, func(tx hkv.Tx) error {
		v, err := tx.Get(ctx, hkv.SKey("box", "b"))
		if string(v) != "value of b" || err != nil {
			t.Errorf("Get: %q %v", v, err)
		}
		for _, k := range []hkv.Key{hkv.SKey("box", "c"), hkv.SKey("nowhere", "x"), hkv.SKey("meta", "none"), nil} {
			if _, err := tx.Get(ctx, k); err != hkv.ErrNotFound {
				t.Errorf("Get of %q: %v", k, err)
			}
		}
		// What is counted is zero where there is nothing.
		for _, k := range []hkv.Key{hkv.SKey("sp", "x"), hkv.SKey("ops", "y"), hkv.SKey("meta", "size")} {
			if v, err := tx.Get(ctx, k); err != nil || v == nil {
				t.Errorf("Get of %q: %v %v", k, v, err)
			}
		}
		vals, err := tx.GetBatch(ctx, []hkv.Key{hkv.SKey("box", "a1"), hkv.SKey("box", "none")})
		if err != nil || string(vals[0]) != "value of a1" || vals[1] != nil {
			t.Errorf("GetBatch: %q %v", vals, err)
		}
		if diff := cmp.Diff([]string{"box/a1=value of a1", "box/a2=value of a2"}, scan(tx, hkv.SKey("box", "a"))); diff != "" {
			t.Error(diff)
		}
		if n := len(scan(tx, hkv.SKey("box"))); n != 3 {
			t.Errorf("scanning a bucket gives %d keys", n)
		}
		if n := len(scan(tx, hkv.SKey("nowhere", "a"))) + len(scan(tx, nil)) + len(scan(tx, hkv.SKey("empty"))); n != 0 {
			t.Errorf("scanning nothing gives %d keys", n)
		}
		if err := tx.Put(hkv.SKey("box", "x"), nil); err != hkv.ErrReadOnly {
			t.Errorf("Put: %v", err)
		}
		if err := tx.Del(hkv.SKey("box", "a1")); err != hkv.ErrReadOnly {
			t.Errorf("Del: %v", err)
		}
		return nil
	}))
	// A transaction that is not committed leaves nothing.
	tx, err := db.Tx(true)
	must(t, err)
	must(t, tx.Put(hkv.SKey("box", "never"), hkv.Value("x")))
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if err := tx.Commit(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("Commit with a cancelled context: %v", err)
	}
	must(t, tx.Close())
	must(t, hkv.View(db, func(tx hkv.Tx) error {
		if _, err := tx.Get(ctx, hkv.SKey("box", "never")); err != hkv.ErrNotFound {
			t.Errorf("kept: %v", err)
		}
		return nil
	}))
}

func TestSnapshotStopsWithItsContext(t *testing.T) {
	db := made(t)
	must(t, db.Write(ctx, []quad.Quad{quad.MakeIRI("a", "b", "c", "d")}, nil))
	stopped, cancel := context.WithCancel(ctx)
	s, err := db.Snapshot(stopped)
	must(t, err)
	defer s.Close()
	tx, err := s.Tx(false)
	must(t, err)
	it := tx.Scan(hkv.SKey("log"))
	if !it.Next(ctx) {
		t.Fatal("nothing in the log")
	}
	if _, err := s.Tx(true); err != hkv.ErrReadOnly {
		t.Errorf("writing to a snapshot: %v", err)
	}
	cancel()
	if it.Next(ctx) || !errors.Is(it.Err(), context.Canceled) {
		t.Errorf("a scan goes on: %v", it.Err())
	}
	for what, fail := range map[string]func() error{
		"Tx":    func() error { _, err := s.Tx(false); return err },
		"Get":   func() error { _, err := tx.Get(ctx, hkv.SKey("meta", "version")); return err },
		"Batch": func() error { _, err := tx.GetBatch(ctx, nil); return err },
		"ID":    func() error { _, err := s.ID(quad.IRI("a")); return err },
		"Value": func() error { _, err := s.Value(1); return err },
		"Cursor": func() error {
			c := s.Cursor(IDs{})
			for c.Next() {
			}
			return c.Err()
		},
		"Labels": func() error { return s.Labels(func(uint64) bool { return true }) },
	} {
		if err := fail(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// What we write is what Cayley's own kv store reads, and what it writes we
// read: any changes, by turns.
func TestCayleyReadsWhatWeWrite(t *testing.T) {
	dir, runs := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		path := filepath.Join(dir, fmt.Sprint(runs))
		if err := Create(path); err != nil {
			t.Fatal(err)
		}
		db, err := Open(path, Options{Timeout: time.Second})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		value := func(prefix string) quad.Value {
			return quad.IRI(prefix + rapid.SampledFrom([]string{"1", "2", "3", "4"}).Draw(t, prefix))
		}
		there := map[quad.Quad]bool{}
		for range rapid.IntRange(1, 6).Draw(t, "writes") {
			var add, del []quad.Quad
			touched := map[quad.Quad]bool{}
			for range rapid.IntRange(1, 8).Draw(t, "quads") {
				q := quad.Quad{Subject: value("n"), Predicate: value("p"), Object: value("n"), Label: value("l")}
				if rapid.IntRange(0, 5).Draw(t, "bare") == 0 {
					q.Label = nil
				}
				if touched[q] {
					continue
				}
				touched[q] = true
				if there[q] {
					del = append(del, q)
				} else {
					add = append(add, q)
				}
			}
			// Cayley adds and deletes in batches of one kind: in a batch of
			// both, a value that is used less often afterwards is left out of
			// the quads that are added.
			if rapid.Bool().Draw(t, "by Cayley") {
				if err = byCayley(db, add, nil); err == nil {
					err = byCayley(db, nil, del)
				}
			} else {
				err = db.Write(ctx, add, del)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range add {
				there[q] = true
			}
			for _, q := range del {
				delete(there, q)
			}
			var want []string
			for q := range there {
				want = append(want, q.String())
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, readByCayley(t, db)); diff != "" {
				t.Fatalf("Cayley reads: %s", diff)
			}
			if diff := cmp.Diff(want, readByUs(t, db)); diff != "" {
				t.Fatalf("we read: %s", diff)
			}
		}
	})
}

func byCayley(db *DB, add, del []quad.Quad) error {
	qs, err := kv.New(db, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		return err
	}
	var deltas []graph.Delta
	for _, q := range add {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
	}
	for _, q := range del {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
	}
	return qs.ApplyDeltas(deltas, graph.IgnoreOpts{})
}

func readByCayley(t *rapid.T, db *DB) []string {
	qs, err := kv.New(db, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	it := qs.QuadsAllIterator()
	defer it.Close()
	for it.Next(ctx) {
		out = append(out, qs.Quad(it.Result()).String())
	}
	// The indexes, too: the quads of every value by every direction.
	byIndex := map[quad.Direction]int{}
	for _, prefix := range []string{"n", "p", "l"} {
		for i := 1; i <= 4; i++ {
			ref := qs.ValueOf(quad.IRI(fmt.Sprint(prefix, i)))
			if ref == nil {
				continue
			}
			for _, d := range quad.Directions {
				it := qs.QuadIterator(d, ref)
				for it.Next(ctx) {
					byIndex[d]++
				}
				it.Close()
			}
		}
	}
	if n := byIndex[quad.Subject]; n != len(out) || byIndex[quad.Predicate] != n || byIndex[quad.Object] != n || byIndex[quad.Label] > n {
		t.Fatalf("%d quads, by direction %v", len(out), byIndex)
	}
	slices.Sort(out)
	return out
}

func readByUs(t *rapid.T, db *DB) []string {
	s, err := db.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out []string
	c := s.Cursor(IDs{})
	for c.Next() {
		var q quad.Quad
		for i, d := range quad.Directions {
			if id := c.Quad()[i]; id != 0 {
				v, err := s.Value(id)
				if err != nil {
					t.Fatal(err)
				}
				q.Set(d, v)
			}
		}
		out = append(out, q.String())
		// Every pattern that the quad fits finds it.
		for bits := range 16 {
			pattern := c.Quad()
			for i := range pattern {
				if bits&(1<<i) == 0 {
					pattern[i] = 0
				}
			}
			found := false
			for p := s.Cursor(pattern); p.Next(); {
				found = found || p.Quad() == c.Quad()
			}
			if n, _ := s.Count(pattern); !found || n == 0 {
				t.Fatalf("pattern %v finds %v not, and counts %d", pattern, c.Quad(), n)
			}
		}
	}
	if c.Err() != nil {
		t.Fatal(c.Err())
	}
	if int64(len(out)) != s.Quads() {
		t.Fatalf("%d quads, but the file counts %d", len(out), s.Quads())
	}
	slices.Sort(out)
	return out
}

func TestWriteRefuses(t *testing.T) {
	db := made(t)
	q := quad.MakeIRI("a", "b", "c", "d")
	must(t, db.Write(ctx, []quad.Quad{q}, nil))
	for _, missing := range []quad.Quad{quad.MakeIRI("a", "b", "c", "x"), quad.MakeIRI("c", "b", "a", "d"), quad.MakeIRI("a", "b", "c", "")} {
		if err := db.Write(ctx, nil, []quad.Quad{missing}); err == nil {
			t.Errorf("deleted %v, which is not there", missing)
		}
	}
	if err := db.Write(ctx, nil, []quad.Quad{q, q}); err == nil {
		t.Error("deleted one quad twice")
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if err := db.Write(stopped, []quad.Quad{quad.MakeIRI("a", "b", "e", "d")}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled write: %v", err)
	}
	s, err := db.Snapshot(ctx)
	must(t, err)
	defer s.Close()
	if s.Quads() != 1 {
		t.Errorf("%d quads after failures, want 1", s.Quads())
	}
}

func TestCreateRefusesWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	must(t, Create(dir))
	if err := Create(dir); err == nil {
		t.Error("made a store over another")
	}
}
