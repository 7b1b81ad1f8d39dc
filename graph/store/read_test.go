package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

// world is a small graph with one claim of each status, two sources for one
// edge and an actor named in claims only.
func world(t testing.TB, s *store.Store) {
	t.Helper()
	load(t, s, store.LoadOptions{Gazetteer: gazetteer}, doc("one", "v1"),
		claim("one", "iran trades-with china", on("2024-01-02")),
		claim("one", "united-states sanctions iran", on("2025-05-01")),
		claim("one", "united-states trades-with china"),
		claim("one", "iran sanctions russia", is(graph.Denied)),
	)
	load(t, s, store.LoadOptions{Gazetteer: gazetteer}, doc("two", "v1"),
		claim("two", "iran trades-with china"),
		claim("two", "china allied-with russia"),
		claim("two", "russia arms iran", is(graph.Planned)),
		claim("two", "russia meets iran", is(graph.Conditional)),
	)
}

func TestFilter(t *testing.T) {
	id := claim("one", "iran trades-with china", on("2024-01-02")).ID
	cases := []struct {
		name   string
		filter store.Filter
		want   []string
	}{
		{"all", store.Filter{}, []string{"china allied-with russia", "iran sanctions russia", "iran trades-with china", "iran trades-with china", "russia arms iran", "russia meets iran", "united-states sanctions iran", "united-states trades-with china"}},
		{"by ID", store.Filter{IDs: []string{id, "claim:none"}}, []string{"iran trades-with china"}},
		{"by actor", store.Filter{Actors: []string{"actor:united-states", "actor:nobody"}}, []string{"united-states sanctions iran", "united-states trades-with china"}},
		{"by subject", store.Filter{Subjects: []string{"actor:iran"}}, []string{"iran sanctions russia", "iran trades-with china", "iran trades-with china"}},
		{"by object", store.Filter{Objects: []string{"actor:iran"}}, []string{"russia arms iran", "russia meets iran", "united-states sanctions iran"}},
		{"between", store.Filter{Between: [2]string{"actor:iran", "actor:russia"}}, []string{"iran sanctions russia", "russia arms iran", "russia meets iran"}},
		{"between, the other way round", store.Filter{Between: [2]string{"actor:russia", "actor:iran"}, Statuses: []graph.Status{graph.Planned}}, []string{"russia arms iran"}},
		{"by relation", store.Filter{Relations: []string{"sanctions", "meets"}}, []string{"iran sanctions russia", "russia meets iran", "united-states sanctions iran"}},
		{"by status", store.Filter{Statuses: []graph.Status{graph.Denied, graph.Conditional}}, []string{"iran sanctions russia", "russia meets iran"}},
		{"by source", store.Filter{Sources: []string{"two"}}, []string{"china allied-with russia", "iran trades-with china", "russia arms iran", "russia meets iran"}},
		{"by source's IRI", store.Filter{Sources: []string{"source:one"}, Statuses: []graph.Status{graph.Denied}}, []string{"iran sanctions russia"}},
		{"by several", store.Filter{Actors: []string{"actor:iran"}, Relations: []string{"trades-with"}, Sources: []string{"one"}}, []string{"iran trades-with china"}},
		{"none", store.Filter{Subjects: []string{"actor:russia"}, Relations: []string{"sanctions"}}, nil},
	}
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		for _, c := range cases {
			claims := all(t, s.Claims(ctx, c.filter))
			if !slices.IsSortedFunc(claims, func(a, b graph.Claim) int { return cmpString(a.ID, b.ID) }) {
				t.Errorf("%s: not sorted by ID", c.name)
			}
			c.filter.AnyOrder = true
			loose := all(t, s.Claims(ctx, c.filter))
			slices.SortFunc(loose, func(a, b graph.Claim) int { return cmpString(a.ID, b.ID) })
			if diff := cmp.Diff(claims, loose); diff != "" {
				t.Errorf("%s, in any order: %s", c.name, diff)
			}
			c.filter.Limit = 1
			if n := len(all(t, s.Claims(ctx, c.filter))); n != min(1, len(claims)) {
				t.Errorf("%s, in any order: %d claims of at most one", c.name, n)
			}
			got := facts(claims)
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
			for _, claim := range claims {
				if claim.Subject.Label == "" || claim.Object.Type != "State" || claim.Source.Publisher != "Test News" {
					t.Errorf("%s: %+v has no labels, types or source", c.name, claim)
				}
			}
		}
		if got := all(t, s.Claims(ctx, store.Filter{Limit: 3})); len(got) != 3 {
			t.Errorf("limit 3 gives %d", len(got))
		}
	})
}

func cmpString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestEdges(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		var got []string
		for _, e := range all(t, s.Edges(ctx)) {
			got = append(got, e.Subject+" "+e.Relation+" "+e.Object)
			if e.Relation == "trades-with" && e.Subject == "actor:iran" && len(e.Claims) != 2 {
				t.Errorf("%v: want two claims", e)
			}
		}
		want := []string{"actor:china allied-with actor:russia", "actor:iran trades-with actor:china", "actor:united-states sanctions actor:iran", "actor:united-states trades-with actor:china"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		got = nil
		for _, e := range all(t, s.Edges(ctx, "actor:iran", "actor:nobody")) {
			got = append(got, e.Subject+" "+e.Relation+" "+e.Object)
		}
		if diff := cmp.Diff(want[1:3], got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestLookup(t *testing.T) {
	cases := map[string][]string{
		"actor:iran": {"actor:iran"}, "Iran": {"actor:iran"}, "Persia": {"actor:iran"},
		"the ISLAMIC republic of iran": {"actor:iran"}, "iso3:IRN": {"actor:iran"},
		"united-states": {"actor:united-states"}, "Nobody": nil, "": nil, "actor:nobody": nil,
		"Twin": {"actor:twin-1", "actor:twin-2"},
	}
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		l := s.Loader(store.LoadOptions{})
		must(t, l.Begin(ctx, doc("twins", "v1")))
		for _, id := range []string{"actor:twin-2", "actor:twin-1"} {
			must(t, l.Describe(ctx, graph.Description{Actor: graph.Actor{ID: id, Label: id[6:], Type: "Person"}, Aliases: []string{"Twin"}}))
		}
		must(t, l.End(ctx))
		for name, want := range cases {
			found, err := s.Lookup(ctx, name)
			must(t, err)
			var got []string
			for _, a := range found {
				got = append(got, a.ID)
				if a.Label == "" || a.Type == "" {
					t.Errorf("%q: %+v", name, a)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q: %s", name, diff)
			}
		}
		names := all(t, s.Names(ctx))
		for _, want := range []store.Name{{"actor:iran", "Iran", store.Label}, {"actor:iran", "Persia", store.Alias}, {"actor:iran", "iso3:IRN", store.Code}, {"actor:twin-1", "Twin", store.Alias}} {
			if !slices.Contains(names, want) {
				t.Errorf("%v is missing", want)
			}
		}
	})
}

func TestStats(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		empty, err := s.Stats(ctx)
		must(t, err)
		if diff := cmp.Diff(store.Stats{}, empty); diff != "" {
			t.Errorf("empty: %s", diff)
		}
		world(t, s)
		got, err := s.Stats(ctx)
		must(t, err)
		want := store.Stats{
			Quads: int64(len(dump(t, s))), Claims: 8, Sources: 2, Actors: 4,
			Relations: []store.Count{{"trades-with", 3}, {"sanctions", 2}, {"allied-with", 1}, {"arms", 1}, {"meets", 1}},
			Statuses:  []store.Count{{"asserted", 5}, {"conditional", 1}, {"denied", 1}, {"planned", 1}},
			Types:     []store.Count{{"State", 4}},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		var ids []string
		for _, d := range all(t, s.Actors(ctx)) {
			ids = append(ids, d.Actor.ID)
		}
		if diff := cmp.Diff([]string{"actor:china", "actor:iran", "actor:russia", "actor:united-states"}, ids); diff != "" {
			t.Error(diff)
		}
		if got := all(t, s.Sources(ctx)); len(got) != 2 || got[0].ID != "one" || got[1].SHA256 != "v1" {
			t.Errorf("sources: %+v", got)
		}
	})
}

func TestQuadsAreSorted(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		quads := all(t, s.Quads(ctx))
		if !slices.IsSortedFunc(quads, graph.CompareQuads) {
			t.Error("not sorted")
		}
		st, err := s.Stats(ctx)
		must(t, err)
		if int64(len(quads)) != st.Quads {
			t.Errorf("%d quads, but the store counts %d", len(quads), st.Quads)
		}
	})
}

// A stream that is left early, or whose context ends, gives the store back.
func TestStreamsEnd(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		for range s.Claims(ctx, store.Filter{}) {
			break
		}
		stopped, cancel := context.WithCancel(ctx)
		defer cancel()
		n := 0
		var failed error
		for _, err := range s.Quads(stopped) {
			if n++; n == 3 {
				cancel()
			}
			failed = err
		}
		// Quads of one label come from one read, so some more may follow.
		if !errors.Is(failed, context.Canceled) {
			t.Errorf("a cancelled stream ended with %v after %d quads", failed, n)
		}
		if _, err := s.Stats(stopped); !errors.Is(err, context.Canceled) {
			t.Errorf("reading with a cancelled context: %v", err)
		}
	})
}
