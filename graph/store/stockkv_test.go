package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"

	"entente/graph/store/bolt"
	"entente/graph/store/postgres/postgrestest"
)

// stockKV opens a file as stock Cayley does: one transaction for every read,
// and no guard on keys that are not there.
type stockKV struct{ *bolt.DB }

func (db stockKV) Tx(rw bool) (hkv.Tx, error) {
	tx, err := db.DB.Tx(rw)
	if err != nil {
		return nil, err
	}
	return stockTx{tx}, nil
}

type stockTx struct{ hkv.Tx }

func (tx stockTx) Get(ctx context.Context, key hkv.Key) (hkv.Value, error) {
	values, err := tx.Tx.GetBatch(ctx, []hkv.Key{key})
	if err == nil && values[0] == nil {
		return nil, hkv.ErrNotFound
	}
	return values[0], err
}

// stockStore is stock Cayley's kv store over a new file.
func stockStore(t *testing.T) (*kv.QuadStore, *bolt.DB) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "stock")
	check(t, bolt.Create(dir))
	file, err := bolt.Open(dir, bolt.Options{Timeout: time.Second})
	check(t, err)
	t.Cleanup(func() { file.Close() })
	qs, err := kv.New(stockKV{file}, cayley.Options{kv.OptNoBloom: true})
	check(t, err)
	return qs.(*kv.QuadStore), file
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// opened is a new store of ours.
func opened(t testing.TB, addr string) *Store {
	t.Helper()
	s, err := Open(context.Background(), addr, Options{Create: true})
	check(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// everywhere runs a test on every backend.
func everywhere(t *testing.T, test func(t *testing.T, s *Store)) {
	for _, b := range table() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel() // they wait for the disk, and for a server
			addr := b.Name + ":"
			if b.Remote {
				addr = postgrestest.New(t)
			} else if b.Persistent {
				addr += filepath.Join(t.TempDir(), "db")
			}
			test(t, opened(t, addr))
		})
	}
}

func put(s *Store, quads ...quad.Quad) error {
	_, _, err := s.AddQuads(context.Background(), each(quads))
	return err
}

func each(quads []quad.Quad) func(yield func(quad.Quad, error) bool) {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func listed(t *testing.T, s *Store) []string {
	t.Helper()
	var out []string
	for q, err := range s.Quads(context.Background()) {
		check(t, err)
		out = append(out, q.String())
	}
	return out
}

func adds(quads ...quad.Quad) []cayley.Delta {
	return (&changes{add: quads}).deltas()
}

func stockQuads(qs cayley.QuadStore) []string {
	var out []string
	it := qs.QuadsAllIterator()
	defer it.Close()
	for it.Next(context.Background()) {
		out = append(out, qs.Quad(it.Result()).String())
	}
	return out
}
