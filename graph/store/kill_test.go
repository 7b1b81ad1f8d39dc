package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
)

// perSource is how many claims each source of [loadForever] has.
const perSource = 30

// loadForever stores one source after another and says the name of each when
// it is stored.
func loadForever(args []string) error {
	s, err := store.Open(ctx, args[0], store.Options{Create: true})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	for n := 0; ; n++ {
		id := fmt.Sprintf("%s-%d", args[1], n)
		l := s.Loader(store.LoadOptions{Gazetteer: gazetteer})
		if err := l.Begin(ctx, doc(id, "v1")); err != nil {
			return err
		}
		for i := range perSource {
			if err := l.Claim(ctx, claim(id, fmt.Sprintf("n%d meets iran", i+n))); err != nil {
				return err
			}
		}
		if err := l.End(ctx); err != nil {
			return err
		}
		fmt.Fprintln(out, id)
		if err := out.Flush(); err != nil {
			return err
		}
	}
}

// A process that is killed in the middle of a load loses at most the source
// that it was storing; that one is there whole or not at all.
func TestKilledLoad(t *testing.T) {
	persistent(t, func(t *testing.T, at func(string) string) { killedLoad(t, at(filepath.Join(t.TempDir(), "db"))) })
}

func killedLoad(t *testing.T, dir string) {
	rounds := often(2, 4, 6)
	said := map[string]bool{}
	random := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	for round := range rounds {
		p := child(t, "load", dir, fmt.Sprintf("round-%d", round))
		said[p.says(t)] = true
		kill := time.AfterFunc(time.Duration(random.IntN(300))*time.Millisecond, func() { p.Process.Kill() })
		for p.lines.Scan() {
			said[p.lines.Text()] = true
		}
		p.Wait()
		kill.Stop()
		s, err := store.Open(ctx, dir, store.Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		checkSources(t, s, said)
		must(t, s.Close())
	}
}

func checkSources(t *testing.T, s *store.Store, said map[string]bool) {
	t.Helper()
	claims := map[string]int{}
	for _, c := range all(t, s.Claims(ctx, store.Filter{})) {
		claims[c.Source.ID]++
	}
	there := map[string]bool{}
	for _, src := range all(t, s.Sources(ctx)) {
		there[src.ID] = true
	}
	for id := range said {
		if !there[id] {
			t.Errorf("%s was stored and is gone", id)
		}
	}
	for id, n := range claims {
		if n != perSource || !there[id] {
			t.Errorf("%s is there with %d claims of %d", id, n, perSource)
		}
	}
	// Every quad hangs on a source or claim that is there.
	for _, q := range all(t, s.Quads(ctx)) {
		label := strings.Trim(q.Label.String(), "<>")
		if label != string(graph.Gazetteer) && !strings.HasPrefix(label, graph.ClaimPrefix) && !there[strings.TrimPrefix(label, graph.SourcePrefix)] {
			t.Errorf("left behind: %v", q)
		}
	}
	st, err := s.Stats(ctx)
	must(t, err)
	if n := len(all(t, s.Quads(ctx))); int64(n) != st.Quads {
		t.Errorf("%d quads, but the store counts %d", n, st.Quads)
	}
}
