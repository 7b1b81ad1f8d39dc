package store_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

func TestLoadAgain(t *testing.T) {
	trade, ally, deny := claim("a", "iran trades-with china"), claim("a", "china allied-with russia"), claim("a", "iran sanctions russia", is(graph.Denied))
	steps := []struct {
		name   string
		opts   store.LoadOptions
		source graph.Source
		claims []graph.Claim
		want   store.Result // counts only
		facts  []string     // of the store afterwards
	}{
		{"new", store.LoadOptions{}, doc("a", "v1"), []graph.Claim{trade, ally}, store.Result{Added: 2}, []string{"china allied-with russia", "iran trades-with china"}},
		{"the same again", store.LoadOptions{}, doc("a", "v1"), []graph.Claim{trade, ally}, store.Result{Unchanged: 2}, []string{"china allied-with russia", "iran trades-with china"}},
		{"part of it again", store.LoadOptions{}, doc("a", "v1"), []graph.Claim{trade}, store.Result{Unchanged: 1}, []string{"china allied-with russia", "iran trades-with china"}},
		{"more of the same text", store.LoadOptions{}, doc("a", "v1"), []graph.Claim{trade, deny}, store.Result{Added: 1, Unchanged: 1}, []string{"china allied-with russia", "iran sanctions russia", "iran trades-with china"}},
		{"another confidence", store.LoadOptions{}, doc("a", "v1"), []graph.Claim{claim("a", "iran trades-with china", sure(0.5))}, store.Result{Updated: 1}, []string{"china allied-with russia", "iran sanctions russia", "iran trades-with china"}},
		{"a changed text", store.LoadOptions{}, doc("a", "v2"), []graph.Claim{trade}, store.Result{Updated: 1, Removed: 2}, []string{"iran trades-with china"}},
		{"replaced", store.LoadOptions{Replace: true}, doc("a", "v2"), []graph.Claim{deny}, store.Result{Added: 1, Removed: 1}, []string{"iran sanctions russia"}},
		{"nothing left", store.LoadOptions{Replace: true}, doc("a", "v2"), nil, store.Result{Removed: 1}, nil},
	}
	each(t, func(t *testing.T, s *store.Store) {
		for _, step := range steps {
			before := dump(t, s)
			got := load(t, s, step.opts, step.source, step.claims...)
			counts := store.Result{Added: got.Added, Updated: got.Updated, Removed: got.Removed, Unchanged: got.Unchanged, Rejected: got.Rejected}
			if diff := cmp.Diff(step.want, counts); diff != "" {
				t.Errorf("%s: %s", step.name, diff)
			}
			found := facts(all(t, s.Claims(ctx, store.Filter{})))
			slices.Sort(found)
			if diff := cmp.Diff(step.facts, found); diff != "" {
				t.Errorf("%s: claims afterwards: %s", step.name, diff)
			}
			if step.want.Added+step.want.Updated+step.want.Removed == 0 {
				if diff := cmp.Diff(before, dump(t, s)); diff != "" || got.QuadsAdded+got.QuadsRemoved != 0 {
					t.Errorf("%s: changed the store (%d quads added, %d removed): %s", step.name, got.QuadsAdded, got.QuadsRemoved, diff)
				}
			}
		}
	})
}

// What comes back is what went in, whole.
func TestClaimRoundTrip(t *testing.T) {
	place, speaker := actor("vienna", "State"), actor("araghchi", "Person")
	c := claim("a/b ü", "iran imports-from china", on("2024"), func(c *graph.Claim) {
		c.Amount = &graph.Amount{Value: 18e9, Unit: "USD"}
		c.Place, c.Speaker = &place, &speaker
		c.Source = doc("a/b ü", "v1")
		c.Time = graph.Time{EDTF: "2024", Earliest: "2024-01-01", Latest: "2024-12-31"}
		c.Quote += " \"Quoted\" \\ <b>\n\tünïcode 中 "
		c.End = len(c.Quote)
		c.Status = graph.Planned
	})
	each(t, func(t *testing.T, s *store.Store) {
		load(t, s, store.LoadOptions{}, c.Source, c)
		got, err := s.Claim(ctx, c.ID)
		must(t, err)
		if diff := cmp.Diff(c, got); diff != "" {
			t.Error(diff)
		}
		source, err := s.Source(ctx, "a/b ü")
		must(t, err)
		if diff := cmp.Diff(c.Source, source); diff != "" {
			t.Error(diff)
		}
		if _, err := s.Claim(ctx, "claim:000000000000000000000000"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a claim that is not there: %v", err)
		}
	})
}

func TestUnsoundClaimsAreCountedAndTheRestIsKept(t *testing.T) {
	offset := claim("a", "iran trades-with china")
	offset.Start++
	unknown := claim("a", "iran befriends china")
	stranger := claim("b", "iran trades-with china")
	changed := claim("a", "iran trades-with china")
	changed.Object = actor("russia", "State")
	each(t, func(t *testing.T, s *store.Store) {
		var told []graph.Rejection
		l := s.Loader(store.LoadOptions{
			Rejected: func(r graph.Rejection) { told = append(told, r) },
			Check: func(c graph.Claim) error {
				if c.Relation == "sanctions" {
					return errors.New("not of interest")
				}
				return nil
			},
		})
		must(t, l.Begin(ctx, doc("a", "v1")))
		for _, c := range []graph.Claim{offset, claim("a", "iran trades-with china"), unknown, stranger, changed, claim("a", "iran sanctions china")} {
			must(t, l.Claim(ctx, c))
		}
		must(t, l.Describe(ctx, graph.Description{Actor: graph.Actor{ID: "actor:x", Label: "X", Type: "Planet"}}))
		l.Reject(graph.Rejection{File: "a.jsonl", Line: 7, Reason: "no JSON"})
		must(t, l.End(ctx))
		if r := l.Results()[0]; r.Added != 1 || r.Rejected != 7 {
			t.Errorf("%d added, %d rejected; want 1 and 7", r.Added, r.Rejected)
		}
		if l.RejectedCount() != 7 || len(told) != 7 || len(l.Rejections()) != 7 {
			t.Errorf("told of %d, kept %d, counted %d rejections; want 7 each", len(told), len(l.Rejections()), l.RejectedCount())
		}
		for i, words := range []string{"start and end", "befriends", `came with source "a"`, "content gives", "not of interest", "Planet", "no JSON"} {
			contains(t, errors.New(told[i].Reason), words)
		}
	})
}

// Nothing is seen of a source before its End, or if it has none.
func TestSourceIsAtomic(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		load(t, s, store.LoadOptions{}, doc("kept", "v1"), claim("kept", "iran trades-with china"))
		before := dump(t, s)
		same := func(when string) {
			t.Helper()
			if diff := cmp.Diff(before, dump(t, s)); diff != "" {
				t.Errorf("%s: %s", when, diff)
			}
		}
		l := s.Loader(store.LoadOptions{})
		must(t, l.Begin(ctx, doc("b", "v1")))
		must(t, l.Claim(ctx, claim("b", "iran sanctions russia")))
		same("before its End")
		must(t, l.Begin(ctx, doc("c", "v1"))) // drops b
		must(t, l.Claim(ctx, claim("c", "iran sanctions china")))
		l.Abort()
		same("after Abort")
		if err := l.End(ctx); err == nil {
			t.Error("End without Begin is no error")
		}
		if err := l.Claim(ctx, claim("c", "iran sanctions china")); err == nil {
			t.Error("Claim without Begin is no error")
		}
		must(t, l.Begin(ctx, doc("d", "v1")))
		must(t, l.Claim(ctx, claim("d", "iran sanctions russia")))
		stopped, cancel := context.WithCancel(ctx)
		cancel()
		if err := l.End(stopped); !errors.Is(err, context.Canceled) {
			t.Errorf("End of a cancelled load: %v", err)
		}
		same("after a cancelled End")
		if err := l.Begin(ctx, graph.Source{}); err == nil {
			t.Error("a source without ID was taken")
		}
	})
}

func TestRemoveSource(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		load(t, s, store.LoadOptions{}, doc("a", "v1"), claim("a", "iran trades-with china"), claim("a", "iran sanctions russia", is(graph.Denied)))
		kept := dump(t, s)
		load(t, s, store.LoadOptions{}, doc("b?", "v1"), claim("b?", "iran trades-with china"), claim("b?", "iran trades-with india"))
		r, err := s.RemoveSource(ctx, "b?")
		must(t, err)
		if r.Removed != 2 || r.Source.Title != "Title of b?" {
			t.Errorf("removed %d claims of %q", r.Removed, r.Source.Title)
		}
		if diff := cmp.Diff(kept, dump(t, s)); diff != "" {
			t.Errorf("removing b leaves another store than there was before it: %s", diff)
		}
		if _, err := s.RemoveSource(ctx, "b?"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("removing it twice: %v", err)
		}
		if _, err := s.RemoveSource(ctx, "source:a"); err != nil {
			t.Error(err)
		}
		if left := dump(t, s); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
		if names := all(t, s.Names(ctx)); len(names) != 0 {
			t.Errorf("names left behind: %v", names)
		}
	})
}

// The order in which sources come does not matter.
func TestOrderDoesNotMatter(t *testing.T) {
	sources := [][]graph.Claim{
		{claim("a", "iran trades-with china"), claim("a", "iran sanctions russia")},
		{claim("b", "iran trades-with china")},
		{claim("c", "india allied-with russia"), claim("c", "china sanctions india", is(graph.Conditional))},
	}
	each(t, func(t *testing.T, s *store.Store) {
		var want []string
		for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2, 1}} {
			for _, i := range order {
				claims := slices.Clone(sources[i])
				if order[0] == 2 {
					slices.Reverse(claims)
				}
				load(t, s, store.LoadOptions{Gazetteer: gazetteer}, doc(claims[0].Source.ID, "v1"), claims...)
			}
			if want == nil {
				want = dump(t, s)
			} else if diff := cmp.Diff(want, dump(t, s)); diff != "" {
				t.Errorf("order %v: %s", order, diff)
			}
			for _, id := range []string{"a", "b", "c", "gazetteer"} {
				if _, err := s.RemoveSource(ctx, id); err != nil && id != "gazetteer" {
					t.Fatal(err)
				}
			}
			for _, q := range all(t, s.Quads(ctx)) {
				if q.Label != quad.Value(graph.Gazetteer) {
					t.Fatalf("left behind: %v", q)
				}
			}
		}
	})
}

// gazetteer knows Iran.
func gazetteer(id string) (graph.Description, bool) {
	if id != "actor:iran" {
		return graph.Description{}, false
	}
	return graph.Description{
		Actor:   graph.Actor{ID: id, Label: "Iran", Type: "State"},
		Aliases: []string{"Islamic Republic of Iran", "Persia"}, SameAs: []string{"wd:Q794"}, Codes: []string{"iso3:IRN"},
	}, true
}

// However many sources name an actor that the gazetteer knows, it is
// described once; others once a source.
func TestActorsAreDescribedOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, id := range []string{"a", "b", "c"} {
			load(t, s, store.LoadOptions{Gazetteer: gazetteer}, doc(id, "v1"), claim(id, "iran trades-with china"))
		}
		for query, want := range map[string]int{
			`g.V("<actor:iran>").out("<rdfs:label>").count()`:  1,
			`g.V("<actor:china>").out("<rdfs:label>").count()`: 3,
		} {
			a, err := s.Gizmo(ctx, query, store.Limits{})
			must(t, err)
			if len(a.Rows) != 1 || a.Rows[0].Value != int64(want) {
				t.Errorf("%s: %v, want %d", query, a.Rows, want)
			}
		}
		// A gazetteer that has learnt since replaces what it said.
		load(t, s, store.LoadOptions{Gazetteer: func(id string) (graph.Description, bool) {
			d, ok := gazetteer(id)
			d.Aliases = []string{"Persia", "IRI"}
			return d, ok
		}}, doc("d", "v1"), claim("d", "iran trades-with china"))
		d, err := s.Actor(ctx, "actor:iran")
		must(t, err)
		if diff := cmp.Diff([]string{"IRI", "Persia"}, d.Aliases); diff != "" {
			t.Error(diff)
		}
	})
}

func TestDescribe(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		say := func(id string, d graph.Description, claims ...graph.Claim) {
			t.Helper()
			l := s.Loader(store.LoadOptions{})
			must(t, l.Begin(ctx, doc(id, "v1")))
			must(t, l.Describe(ctx, d))
			for _, c := range claims {
				must(t, l.Claim(ctx, c))
			}
			must(t, l.End(ctx))
		}
		full := graph.Description{Actor: actor("china", "State"), Aliases: []string{"PRC"}, Codes: []string{"iso3:CHN"}, Within: "actor:asia"}
		say("a", full)
		// A claim that only names the actor takes nothing away.
		load(t, s, store.LoadOptions{}, doc("a", "v1"), claim("a", "iran trades-with china"))
		got, err := s.Actor(ctx, "actor:china")
		must(t, err)
		if diff := cmp.Diff(full, got); diff != "" {
			t.Error(diff)
		}
		// Another source adds names.
		say("b", graph.Description{Actor: actor("china", "State"), Aliases: []string{"Zhongguo"}})
		got, err = s.Actor(ctx, "actor:china")
		must(t, err)
		if diff := cmp.Diff([]string{"PRC", "Zhongguo"}, got.Aliases); diff != "" {
			t.Error(diff)
		}
		// What the same source says anew replaces what it said.
		say("b", graph.Description{Actor: actor("china", "State"), Aliases: []string{"Middle Kingdom"}})
		got, err = s.Actor(ctx, "actor:china")
		must(t, err)
		if diff := cmp.Diff([]string{"Middle Kingdom", "PRC"}, got.Aliases); diff != "" {
			t.Error(diff)
		}
		if _, err := s.Actor(ctx, "actor:nobody"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an actor that is not there: %v", err)
		}
	})
}

func quads(list ...quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range list {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func TestAddQuads(t *testing.T) {
	a := quad.MakeIRI("actor:a", "rel:meets", "actor:b", "claim:1")
	b := quad.MakeIRI("actor:a", "rel:meets", "actor:b", "claim:2")
	bare := quad.MakeIRI("actor:a", "rel:meets", "actor:b", "")
	each(t, func(t *testing.T, s *store.Store) {
		added, unchanged, err := s.AddQuads(ctx, quads(a, a))
		if added != 1 || unchanged != 0 || err != nil {
			t.Error(added, unchanged, err)
		}
		added, unchanged, err = s.AddQuads(ctx, quads(a, b, bare))
		if added != 2 || unchanged != 1 || err != nil {
			t.Error(added, unchanged, err)
		}
		if diff := cmp.Diff([]string{line(bare), line(a), line(b)}, dump(t, s)); diff != "" {
			t.Error(diff)
		}
		for _, bad := range []quad.Quad{
			{Subject: quad.IRI("a"), Predicate: quad.IRI("b")},
			{Subject: quad.IRI("a"), Predicate: quad.String("b"), Object: quad.IRI("c")},
			{Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: quad.Time{}},
			{Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: quad.TypedString{Value: "7", Type: "xsd:integer"}},
			{Subject: quad.IRI(""), Predicate: quad.IRI("b"), Object: quad.IRI("c")},
		} {
			if _, _, err := s.AddQuads(ctx, quads(b, bad)); err == nil {
				t.Errorf("stored %v", bad)
			}
		}
		broken := errors.New("broken")
		if _, _, err := s.AddQuads(ctx, func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, broken) }); !errors.Is(err, broken) {
			t.Error(err)
		}
		if n := len(dump(t, s)); n != 3 {
			t.Errorf("%d quads after failures, want 3", n)
		}
	})
}
