package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store"
)

// Backups are made while a reader and a writer go on. Each is a sound store
// that holds whole sources, and all of those that were stored when it began.
func TestBackupWhileWriting(t *testing.T) {
	persistent(t, func(t *testing.T, at func(string) string) {
		dir := t.TempDir()
		s := open(t, at(filepath.Join(dir, "db")))
		rounds := 8
		if testing.Short() {
			rounds = 3
		}
		stop := make(chan struct{})
		// The writer has so many sources a round: one that runs free makes a
		// store that no round ends with.
		const perRound = 25
		turns, reads := make(chan struct{}, rounds*perRound), make(chan struct{}, rounds*perRound)
		var mu sync.Mutex
		said := map[string]bool{}
		var wait sync.WaitGroup
		wait.Add(2)
		go func() {
			defer wait.Done()
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				case <-turns:
				}
				id := fmt.Sprint("s", n)
				l := s.Loader(store.LoadOptions{Gazetteer: gazetteer})
				err := l.Begin(ctx, doc(id, "v1"))
				for i := 0; i < perSource && err == nil; i++ {
					err = l.Claim(ctx, claim(id, fmt.Sprintf("n%d meets iran", i+n)))
				}
				if err == nil {
					err = l.End(ctx)
				}
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				said[id] = true
				mu.Unlock()
			}
		}()
		go func() {
			defer wait.Done()
			for {
				select {
				case <-stop:
					return
				case <-reads: // as many as there are sources: one that runs free takes the machine from the others
					if _, err := s.Stats(ctx); err != nil {
						t.Error(err)
						return
					}
				}
			}
		}()
		for round := range rounds {
			for range perRound {
				turns <- struct{}{}
				reads <- struct{}{}
			}
			mu.Lock()
			before := map[string]bool{}
			for id := range said {
				before[id] = true
			}
			mu.Unlock()
			backup := filepath.Join(dir, fmt.Sprint("backup", round))
			must(t, s.Backup(ctx, backup))
			restored := filepath.Join(dir, fmt.Sprint("restored", round))
			_, err := store.Restore(ctx, backup, restored)
			must(t, err)
			r := open(t, restored)
			checkSources(t, r, before)
		}
		close(stop)
		wait.Wait()
		sound(t, s)
	})
}

// sound fails if a store is not.
func sound(t testing.TB, s *store.Store) {
	t.Helper()
	v, err := s.Verify(ctx)
	must(t, err)
	if len(v.Findings) > 0 {
		t.Fatalf("%s: %s", s.Address(), strings.Join(v.Findings, "\n"))
	}
}

// Every claim is held against its id, its quote and its quads.
func TestVerifyClaims(t *testing.T) {
	c := claim("one", "iran trades-with china")
	id := quad.IRI(c.ID)
	for name, change := range map[string]struct {
		del, add *quad.Quad
		words    []string
	}{
		"another object":  {words: []string{"has the hash"}, del: find(c, graph.RDFObject), add: &quad.Quad{Subject: id, Predicate: graph.RDFObject, Object: quad.IRI("actor:russia"), Label: id}},
		"another quote":   {words: []string{c.ID}, del: find(c, graph.QuoteText), add: &quad.Quad{Subject: id, Predicate: graph.QuoteText, Object: quad.String("Iran does not trade."), Label: id}},
		"no edge":         {words: []string{"is missing"}, del: &quad.Quad{Subject: quad.IRI("actor:iran"), Predicate: quad.IRI("rel:trades-with"), Object: quad.IRI("actor:china"), Label: id}},
		"somebody's edge": {words: []string{"none of its own"}, add: &quad.Quad{Subject: quad.IRI("actor:iran"), Predicate: quad.IRI("rel:meets"), Object: quad.IRI("actor:china"), Label: id}},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *store.Store) {
				load(t, s, store.LoadOptions{}, doc("one", "v1"), c)
				sound(t, s)
				// Past the loader, which would not let it in.
				rest := all(t, s.Quads(ctx))
				other := open(t, "memstore:")
				var list []quad.Quad
				for _, q := range rest {
					if change.del == nil || q != *change.del {
						list = append(list, q)
					}
				}
				if change.del != nil && len(list) == len(rest) {
					t.Fatalf("there is no %v", change.del)
				}
				if change.add != nil {
					list = append(list, *change.add)
				}
				_, _, err := other.AddQuads(ctx, listOf(list))
				must(t, err)
				v, err := other.Verify(ctx)
				must(t, err)
				if len(v.Findings) == 0 {
					t.Fatal("nothing was found")
				}
				contains(t, fmt.Errorf("%s", strings.Join(v.Findings, "\n")), change.words...)
			})
		})
	}
}

func find(c graph.Claim, predicate quad.IRI) *quad.Quad {
	for _, q := range c.Quads() {
		if q.Predicate == predicate && q.Subject == quad.Value(quad.IRI(c.ID)) {
			return &q
		}
	}
	return nil
}

// After much was removed, a compacted store is smaller and holds the same.
func TestCompact(t *testing.T) {
	persistent(t, func(t *testing.T, at func(string) string) {
		addr := at(filepath.Join(t.TempDir(), "db"))
		s := open(t, addr)
		for n := range 40 {
			id := fmt.Sprint("s", n)
			var list []graph.Claim
			for i := range 40 {
				list = append(list, claim(id, fmt.Sprintf("n%d meets m%d", n*40+i, i)))
			}
			load(t, s, store.LoadOptions{}, doc(id, "v1"), list...)
		}
		for n := range 38 {
			_, err := s.RemoveSource(ctx, fmt.Sprint("s", n))
			must(t, err)
		}
		want := dump(t, s)
		must(t, s.Close())
		before, after, err := store.Compact(ctx, addr)
		must(t, err)
		if after >= before {
			t.Errorf("%d bytes before, %d after", before, after)
		}
		r := open(t, addr)
		sound(t, r)
		if got := dump(t, r); !equalLines(want, got) {
			t.Errorf("%d quads before, %d after", len(want), len(got))
		}
	})
}

// A store of another format says so, in a backup too.
func TestBackupOfAnotherFormat(t *testing.T) {
	dir := t.TempDir()
	s := open(t, "entente:"+filepath.Join(dir, "db"))
	world(t, s)
	must(t, s.Backup(ctx, filepath.Join(dir, "backup")))
	must(t, os.WriteFile(filepath.Join(dir, "backup", "entente.store"), []byte("entente store, format 99\n"), 0o644))
	_, err := store.Restore(ctx, filepath.Join(dir, "backup"), filepath.Join(dir, "new"))
	contains(t, err, "format 99", "use the program that made it")
}
