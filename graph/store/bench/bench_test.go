package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"entente/graph/store"
)

func claims() int {
	if n, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH_CLAIMS")); err == nil {
		return n
	}
	return 100_000
}

func open(b *testing.B, addr string) *store.Store {
	b.Helper()
	s, err := store.Open(context.Background(), addr, store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// backends runs a benchmark on each backend, in a fresh store. A database
// elsewhere is measured by nobody but its own server: it is left out.
func backends(b *testing.B, fn func(b *testing.B, addr string)) {
	for _, k := range store.Backends() {
		if k.Remote {
			continue
		}
		b.Run(k.Name, func(b *testing.B) {
			addr := k.Name + ":"
			if k.Persistent {
				addr += filepath.Join(b.TempDir(), "db")
			}
			fn(b, addr)
		})
	}
}

// loaded runs a benchmark on a loaded store of each backend.
func loaded(b *testing.B, fn func(b *testing.B, s *store.Store)) {
	backends(b, func(b *testing.B, addr string) {
		s := open(b, addr)
		defer s.Close()
		if _, err := Size(claims()).Load(context.Background(), s); err != nil {
			b.Fatal(err)
		}
		b.ResetTimer()
		fn(b, s)
	})
}

func BenchmarkLoad(b *testing.B) {
	for _, per := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("%d-a-source", per), func(b *testing.B) {
			g := Size(claims())
			g.PerSource = per
			backends(b, func(b *testing.B, addr string) {
				quads := 0
				for i := range b.N {
					at := addr
					if filepath.Base(addr) == "db" {
						at += strconv.Itoa(i)
					}
					s := open(b, at)
					n, err := g.Load(context.Background(), s)
					if err != nil {
						b.Fatal(err)
					}
					quads += n
					if err := s.Close(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
				if info, err := os.Stat(filepath.Join(addr[len("bolt:"):]+"0", "indexes.bolt")); err == nil {
					b.ReportMetric(float64(info.Size())/float64(quads/b.N), "bytes/quad")
				}
			})
		})
	}
}

// BenchmarkReload loads what is there already.
func BenchmarkReload(b *testing.B) {
	loaded(b, func(b *testing.B, s *store.Store) {
		for range b.N {
			n, err := Size(claims()).Load(context.Background(), s)
			if err != nil || n != 0 {
				b.Fatal(n, err)
			}
		}
		b.ReportMetric(float64(b.N*claims())/b.Elapsed().Seconds(), "claims/s")
	})
}

func BenchmarkOpen(b *testing.B) {
	addr := filepath.Join(b.TempDir(), "db")
	s := open(b, addr)
	if _, err := Size(claims()).Load(context.Background(), s); err != nil {
		b.Fatal(err)
	}
	s.Close()
	b.ResetTimer()
	for range b.N {
		open(b, addr).Close()
	}
}

// there gives n actors from the i-th on that a claim names: of those seldom
// drawn some are never.
func there(b *testing.B, s *store.Store, i, n int) []string {
	b.Helper()
	var out []string
	for ; len(out) < n; i++ {
		d, err := s.Actor(context.Background(), Actor(i))
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, d.Actor.ID)
	}
	return out
}

func BenchmarkPath(b *testing.B) {
	loaded(b, func(b *testing.B, s *store.Store) {
		g := Size(claims())
		froms, tos := there(b, s, g.Actors/3, 50), there(b, s, g.Actors/2, 70)
		b.ResetTimer()
		for i := range b.N {
			from, to := froms[i%len(froms)], tos[i%len(tos)]
			if _, err := s.Path(context.Background(), from, to, store.PathOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// queries are Gizmo texts of the shapes that the catalogue uses.
var queries = []struct{ name, text string }{
	{"neighbours", `g.V("<actor:made-5>").out("<rel:trades-with>").all()`},
	{"back", `g.V("<actor:made-5>").in("<rel:trades-with>").all()`},
	{"two-hops", `g.V("<actor:made-5>").out("<rel:sanctions>").both("<rel:trades-with>").unique().all()`},
	{"two-hops-type", `g.V("<actor:made-5>").out("<rel:trades-with>").out("<rel:trades-with>").has("<rdf:type>", "<type:State>").unique().all()`},
	{"intersect", `g.V("<actor:made-2>").out("<rel:trades-with>").and(g.V("<actor:made-3>").out("<rel:trades-with>")).all()`},
	{"evidence", `g.V("<actor:made-5>").in("<rdf:subject>").has("<rdf:predicate>", "<rel:trades-with>").save("<ent:quote>", "quote").save("<ent:time>", "date").all()`},
	{"count", `g.V("<actor:made-5>").both().count()`},
}

func BenchmarkGizmo(b *testing.B) {
	loaded(b, func(b *testing.B, s *store.Store) {
		for _, q := range queries {
			b.Run(q.name, func(b *testing.B) {
				rows := 0
				for range b.N {
					a, err := s.Gizmo(context.Background(), q.text, store.Limits{Time: 2 * time.Minute})
					if err != nil {
						b.Fatal(err)
					}
					rows = len(a.Rows)
				}
				b.ReportMetric(float64(rows), "rows")
			})
		}
	})
}
