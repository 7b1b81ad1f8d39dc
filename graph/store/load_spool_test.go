package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

// A large source, which is not held in memory where the backend can do
// without, gives what it gives where it is held; given up, it leaves nothing.
func TestLargeSource(t *testing.T) {
	const claims = 6000
	fill := func(t *testing.T, l *store.Loader) {
		must(t, l.Begin(ctx, doc("large", "v1")))
		must(t, l.Describe(ctx, graph.Description{Actor: actor("n1", "Company"), Aliases: []string{"Number One"}}))
		for i := range claims {
			must(t, l.Claim(ctx, claim("large", fmt.Sprintf("n%d meets m%d", i%700, i))))
		}
		must(t, l.Claim(ctx, claim("large", "n0 meets m0")))
		must(t, l.Claim(ctx, claim("other", "n0 meets m1"))) // refused
	}
	var dumps [][]string
	for _, b := range []string{"memstore:", "entente:" + filepath.Join(t.TempDir(), "db")} {
		s := open(t, b)
		load(t, s, store.LoadOptions{Gazetteer: gazetteer}, doc("small", "v1"), claim("small", "iran meets n3"))
		before := dump(t, s)
		l := s.Loader(store.LoadOptions{Gazetteer: gazetteer})
		fill(t, l)
		l.Abort()
		if diff := cmp.Diff(before, dump(t, s)); diff != "" {
			t.Error(diff)
		}
		fill(t, l)
		must(t, l.End(ctx))
		if r := l.Results()[0]; r.Added != claims || r.Rejected != 1 {
			t.Errorf("%s: %+v", b, r)
		}
		fill(t, l) // again: now it is there
		must(t, l.End(ctx))
		if r := l.Results()[1]; r.Added != 0 || r.Unchanged != claims || r.QuadsAdded != 0 {
			t.Errorf("%s, again: %+v", b, r)
		}
		dumps = append(dumps, dump(t, s))
		st, err := s.Stats(ctx)
		must(t, err)
		if st.Claims != claims+1 || st.Quads != int64(len(dumps[len(dumps)-1])) {
			t.Errorf("%s: %+v", b, st)
		}
		must(t, l.Begin(ctx, doc("left", "v1")))
		for i := range claims {
			must(t, l.Claim(ctx, claim("left", fmt.Sprintf("n%d sanctions m%d", i%700, i))))
		}
		must(t, s.Close())
		if err := l.End(ctx); !errors.Is(err, store.ErrClosed) {
			t.Errorf("%s: ending after closing: %v", b, err)
		}
	}
	if diff := cmp.Diff(dumps[0], dumps[1]); diff != "" {
		t.Error(diff)
	}
}
