package store_test

import (
	"context"
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

// A load that is stopped while its source goes to the disk ends, and others
// write after it.
func TestStoppedWhileGrowing(t *testing.T) {
	s := open(t, "entente:"+filepath.Join(t.TempDir(), "db"))
	stopped, cancel := context.WithCancel(ctx)
	l := s.Loader(store.LoadOptions{})
	must(t, l.Begin(stopped, doc("large", "v1")))
	for i := range 4999 {
		must(t, l.Claim(stopped, claim("large", fmt.Sprintf("n%d meets m%d", i%700, i))))
	}
	cancel()
	if err := l.Claim(stopped, claim("large", "iran meets china")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	l.Abort()
	if r := load(t, s, store.LoadOptions{}, doc("small", "v1"), claim("small", "iran meets china")); r.Added != 1 {
		t.Errorf("%+v", r)
	}
	if found := all(t, s.Claims(ctx, store.Filter{})); len(found) != 1 {
		t.Errorf("%d claims, want 1", len(found))
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

// What a source changes and does not fit in memory gives what it gives where
// it does: a next version of a list, a text read anew, a source that goes. What
// is given up leaves nothing, and lets others write.
func TestLargeChanges(t *testing.T) {
	const n = 64 // of twenty quads each
	records := func(from, to int) (all []string) {
		for i := from; i < to; i++ {
			all = append(all, fmt.Sprintf("r%d: n%d meets m%d", i/2, i%7, i))
		}
		return all
	}
	old, first := version("01", "2026-01-01", records(0, n)...)
	now, second := version("02", "2026-02-01", records(n/2, 3*n/2)...)
	var text, changed []graph.Claim
	for i := range n {
		text = append(text, claim("text", fmt.Sprintf("n%d meets m%d", i%7, i)))
		if i%2 == 0 {
			changed = append(changed, claim("text", fmt.Sprintf("n%d meets m%d", i%7, i), sure(0.5)))
		}
	}
	count := func(s *store.Store) int64 {
		stats, err := s.Stats(ctx)
		must(t, err)
		return stats.Quads
	}
	var dumps [][]string
	for _, b := range []string{"memstore:", "entente:" + filepath.Join(t.TempDir(), "db")} {
		s := open(t, b)
		s.HoldChanges(50)
		try := func(what string, source graph.Source, claims []graph.Claim, want string) {
			t.Helper()
			before := count(s)
			stopped, cancel := context.WithCancel(ctx)
			defer cancel()
			l := s.Loader(store.LoadOptions{Gazetteer: gazetteer})
			for _, ctx := range []context.Context{stopped, ctx} {
				must(t, l.Begin(ctx, source))
				for _, c := range claims {
					must(t, l.Claim(ctx, c))
				}
				if ctx == stopped {
					cancel()
					if err := l.End(ctx); !errors.Is(err, context.Canceled) {
						t.Errorf("%s, %s: stopped: %v", b, what, err)
					}
					if after := count(s); after != before {
						t.Errorf("%s, %s: stopped, it left %d quads of %d", b, what, after, before)
					}
				}
			}
			must(t, l.End(ctx))
			r := l.Results()[0]
			if got := fmt.Sprintf("%+v; %d added, %d updated, %d removed, %d ended", r.Records, r.Added, r.Updated, r.Removed, r.Ended); got != want {
				t.Errorf("%s, %s: %s, want %s", b, what, got, want)
			}
			if more := count(s) - before; more != int64(r.QuadsAdded-r.QuadsRemoved) {
				t.Errorf("%s, %s: %d quads added, %d removed, and %d more", b, what, r.QuadsAdded, r.QuadsRemoved, more)
			}
		}
		try("a list", old, first, "{Added:32 Changed:0 Ended:0 Resolved:0 Unchanged:0 Newer:0}; 64 added, 0 updated, 0 removed, 0 ended")
		try("its next version", now, second, "{Added:16 Changed:0 Ended:16 Resolved:0 Unchanged:16 Newer:0}; 32 added, 0 updated, 0 removed, 32 ended")
		try("a text", doc("text", "v1"), text, "{Added:0 Changed:0 Ended:0 Resolved:0 Unchanged:0 Newer:0}; 64 added, 0 updated, 0 removed, 0 ended")
		dumps = append(dumps, dump(t, s))
		try("the text, changed", doc("text", "v2"), changed, "{Added:0 Changed:0 Ended:0 Resolved:0 Unchanged:0 Newer:0}; 0 added, 32 updated, 32 removed, 0 ended")
		dumps = append(dumps, dump(t, s))
		for _, id := range []string{"text", now.ID} {
			_, err := s.RemoveSource(ctx, id)
			must(t, err)
		}
		dumps = append(dumps, dump(t, s))
		wrong, err := s.Verify(ctx)
		must(t, err)
		if len(wrong.Findings) > 0 {
			t.Errorf("%s: %v", b, wrong.Findings)
		}
	}
	for i, was := range dumps[:len(dumps)/2] {
		if diff := cmp.Diff(was, dumps[len(dumps)/2+i]); diff != "" {
			t.Errorf("step %d: %s", i+1, diff)
		}
	}
}
