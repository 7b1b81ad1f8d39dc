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

// A list that is so large gives the same, its next version too: a statement
// that stands in it twice counts once, and its records are counted.
func TestLargeList(t *testing.T) {
	records := func(from, to int) (all []string) {
		for i := from; i < to; i++ {
			all = append(all, fmt.Sprintf("r%d: n%d meets m%d", i/2, i%700, i))
		}
		return append(all, all[0])
	}
	old, first := version("01", "2026-01-01", records(0, 6000)...)
	now, second := version("02", "2026-02-01", records(10, 6020)...)
	for _, claims := range [][]graph.Claim{first, second} { // the second time on another line
		last := &claims[len(claims)-1]
		last.Quote, last.End = claims[0].Quote, last.Start+len(claims[0].Quote)
	}
	var dumps [][]string
	for _, b := range []string{"memstore:", "entente:" + filepath.Join(t.TempDir(), "db")} {
		s := open(t, b)
		for i, v := range []struct {
			source graph.Source
			claims []graph.Claim
			want   string
		}{
			{old, first, "{Added:3000 Changed:0 Ended:0 Resolved:0 Unchanged:0 Newer:0} 6000 added, 0 ended"},
			{now, second, "{Added:10 Changed:0 Ended:5 Resolved:0 Unchanged:2995 Newer:0} 20 added, 10 ended"},
		} {
			l := s.Loader(store.LoadOptions{Gazetteer: gazetteer})
			must(t, l.Begin(ctx, v.source))
			must(t, l.Describe(ctx, graph.Description{Actor: actor("n1", "Company"), Aliases: []string{"Number One"}}))
			must(t, l.Describe(ctx, graph.Description{Actor: actor("silent", "Company"), Codes: []string{"x:1"}}))
			for _, c := range v.claims {
				must(t, l.Claim(ctx, c))
			}
			must(t, l.End(ctx))
			r := l.Results()[0]
			if got := fmt.Sprintf("%+v %d added, %d ended", r.Records, r.Added, r.Ended); got != v.want {
				t.Errorf("%s, version %d: %s, want %s", b, i+1, got, v.want)
			}
		}
		dumps = append(dumps, dump(t, s))
	}
	if diff := cmp.Diff(dumps[0], dumps[1]); diff != "" {
		t.Error(diff)
	}
}
