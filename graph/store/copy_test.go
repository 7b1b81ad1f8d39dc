package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"

	"entente/graph/store"
	"entente/graph/store/postgres/postgrestest"
)

// Between any two kinds of store, there and back again: the same quads, the
// same tally, and the claims read the same.
func TestCopyBetweenBackends(t *testing.T) {
	target := func(t *testing.T, b store.Backend) string {
		if b.Remote {
			return postgrestest.New(t)
		}
		return b.Name + ":" + filepath.Join(t.TempDir(), "copy")
	}
	for _, from := range store.Backends() {
		for _, to := range store.Backends() {
			if !to.Persistent {
				continue // gone as soon as it is made
			}
			t.Run(from.Name+" to "+to.Name, func(t *testing.T) {
				s := open(t, address(t, from))
				world(t, s)
				_, _, err := s.AddQuads(ctx, listOf([]quad.Quad{
					{Subject: quad.IRI("x"), Predicate: quad.IRI("p"), Object: quad.Int(7)}, // no label
					{Subject: quad.BNode("b"), Predicate: quad.IRI("p"), Object: quad.LangString{Value: "a", Lang: "fa"}, Label: quad.IRI("l")},
				}))
				must(t, err)
				addr := target(t, to)
				done, err := store.Fill(ctx, addr, store.Origin{Quads: s.Quads(ctx), Distinct: true})
				must(t, err)
				want, err := s.Tally(ctx, nil)
				must(t, err)
				if done != want || int(done.Quads) != len(dump(t, s)) {
					t.Errorf("copied %+v, want %+v", done, want)
				}
				c := open(t, addr)
				if a, b := dump(t, s), dump(t, c); !equalLines(a, b) {
					t.Errorf("the copy differs: %d and %d quads", len(a), len(b))
				}
				v, err := c.Verify(ctx)
				must(t, err)
				if len(v.Findings) > 0 || v.Claims != 8 {
					t.Errorf("%+v", v)
				}
				_, err = store.Fill(ctx, addr, store.Origin{Quads: s.Quads(ctx)})
				if err == nil {
					t.Error("a copy over what is there already was made")
				}
			})
		}
	}
}

func equalLines(a, b []string) bool {
	in := map[string]int{}
	for _, l := range a {
		in[l]++
	}
	for _, l := range b {
		in[l]--
	}
	for _, n := range in {
		if n != 0 {
			return false
		}
	}
	return len(a) == len(b)
}

// What fails in the middle leaves nothing behind.
func TestCopyFailsWhole(t *testing.T) {
	for _, b := range store.Backends() {
		if !b.Persistent {
			continue
		}
		t.Run(b.Name, func(t *testing.T) {
			dir := t.TempDir()
			addr := b.Name + ":" + filepath.Join(dir, "copy")
			if b.Remote {
				addr = postgrestest.New(t)
			}
			broken := errors.New("the source broke")
			_, err := store.Fill(ctx, addr, store.Origin{Quads: func(yield func(quad.Quad, error) bool) {
				for _, q := range []quad.Quad{quad.MakeIRI("a", "b", "c", "d"), quad.MakeIRI("a", "b", "e", "d")} {
					if !yield(q, nil) {
						return
					}
				}
				yield(quad.Quad{}, broken)
			}})
			if !errors.Is(err, broken) {
				t.Fatal(err)
			}
			if b.Remote {
				s := open(t, addr)
				if got := dump(t, s); len(got) != 0 {
					t.Errorf("left behind: %v", got)
				}
				return
			}
			entries, err := os.ReadDir(dir)
			must(t, err)
			if len(entries) != 0 {
				t.Errorf("left behind: %v", entries)
			}
			if _, err := store.Open(ctx, addr, store.Options{}); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%v", err)
			}
		})
	}
}
