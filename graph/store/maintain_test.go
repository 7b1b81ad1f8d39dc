package store_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

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
			if round%2 == 0 {
				must(t, s.Backup(ctx, backup))
			} else {
				must(t, sent(s, backup))
			}
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

// sent is a backup that goes through a pipe.
func sent(s *store.Store, dir string) error {
	r, w := io.Pipe()
	go func() { w.CloseWithError(s.SendBackup(ctx, w)) }()
	return store.ReceiveBackup(ctx, r, dir)
}

// A backup that was cut off anywhere, that holds what no backup does, or that
// would write beside its folder, leaves nothing.
func TestReceivedBackups(t *testing.T) {
	path := filepath.Join(t.TempDir(), "db")
	s := open(t, path)
	load(t, s, store.LoadOptions{}, doc("one", "v1"), claim("one", "iran meets iraq"))
	var whole bytes.Buffer
	must(t, s.SendBackup(ctx, &whole))
	if left, err := filepath.Glob(path + "*"); err != nil || len(left) != 1 {
		t.Errorf("beside the store lies %v (%v)", left, err)
	}
	archive := func(h tar.Header, text string) *bytes.Buffer {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		h.Size = int64(len(text))
		must(t, w.WriteHeader(&h))
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		must(t, w.Close())
		return &b
	}
	cut := io.MultiReader(bytes.NewReader(whole.Bytes()[:whole.Len()-700]), iotest.ErrReader(io.ErrUnexpectedEOF))
	for name, c := range map[string]struct {
		r    io.Reader
		said string
	}{
		"cut off in a file":     {bytes.NewReader(whole.Bytes()[:whole.Len()/2]), "unexpected EOF"},
		"cut off near the end":  {cut, "unexpected EOF"},
		"nothing":               {strings.NewReader(""), "no backup of a store"},
		"a page":                {strings.NewReader("<html>" + strings.Repeat(" ", 1000)), "invalid tar header"},
		"a file above":          {archive(tar.Header{Name: "../escaped", Typeflag: tar.TypeReg}, "x"), `"../escaped" is no file of one`},
		"a file of the system":  {archive(tar.Header{Name: "/tmp/escaped", Typeflag: tar.TypeReg}, "x"), "is no file of one"},
		"a link":                {archive(tar.Header{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}, ""), `"link" is no file of one`},
		"a file of another one": {archive(tar.Header{Name: "notes.txt", Typeflag: tar.TypeReg}, "x"), "no backup of a store"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			contains(t, store.ReceiveBackup(ctx, c.r, filepath.Join(dir, "backup")), c.said)
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("it left %v (%v)", left, err)
			}
		})
	}
	must(t, store.ReceiveBackup(ctx, &whole, t.TempDir())) // an empty folder will do
	memory := open(t, "memstore:")
	if err := memory.SendBackup(ctx, io.Discard); !errors.Is(err, store.ErrNotHere) {
		t.Errorf("a store in memory: %v", err)
	}
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
	documents := 40
	if testing.Short() { // with the race detector a store checks each row that it moves
		documents = 12
	}
	persistent(t, func(t *testing.T, at func(string) string) {
		addr := at(filepath.Join(t.TempDir(), "db"))
		s := open(t, addr)
		for n := range documents {
			id := fmt.Sprint("s", n)
			var list []graph.Claim
			for i := range 40 {
				list = append(list, claim(id, fmt.Sprintf("n%d meets m%d", n*40+i, i)))
			}
			load(t, s, store.LoadOptions{}, doc(id, "v1"), list...)
		}
		for n := range documents - 2 {
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
