package queries_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
	"entente/queries"
)

// A store that keeps ties chooses claims and finds paths by them; the others
// read the claims. Both give the same.
func TestTiesChooseWhatClaimsSay(t *testing.T) {
	ctx := context.Background()
	stores := worlds(t)
	filters := []store.Filter{
		{Actors: []string{"actor:iran"}},
		{Actors: []string{"actor:iran", "actor:oman"}, Statuses: []graph.Status{graph.Denied}},
		{Between: [2]string{"actor:united-states", "actor:iran"}},
		{Between: [2]string{"actor:iran", "actor:nobody"}},
		{Subjects: []string{"actor:oman"}, Objects: []string{"actor:iran"}},
		{Objects: []string{"actor:iran"}, Relations: []string{"sanctions", "attacks"}},
		{Relations: []string{"trades-with"}, Statuses: []graph.Status{graph.Asserted}},
		{Relations: []string{"no-such-thing"}, Actors: []string{"actor:iran"}},
		{MinConfidence: 0.8}, {MinConfidence: 0.81},
		{NotAfter: "2020-01-01"}, {NotBefore: "2026-01-01"},
		{NotAfter: "2026-02-06", NotBefore: "2024-01-01", Actors: []string{"actor:iran"}, Limit: 3},
	}
	for i, f := range filters {
		chosen := map[string][]string{}
		for backend, s := range stores {
			for c := range each(t, s.Claims(ctx, f)) {
				chosen[backend] = append(chosen[backend], c.ID)
			}
			if !slices.IsSorted(chosen[backend]) {
				t.Errorf("%s: filter %d: not sorted", backend, i)
			}
		}
		if diff := cmp.Diff(chosen["memstore"], chosen["entente"]); diff != "" {
			t.Errorf("filter %+v:\n%s", f, diff)
		}
	}
	for _, o := range []store.PathOptions{{K: 5}, {K: 5, AsOf: "2024-06-30"}, {K: 5, MinConfidence: 0.81}, {K: 3, Only: []string{"trades-with"}}, {K: 3, Except: []string{"trades-with"}}} {
		for _, to := range []string{"actor:china", "actor:m23", "actor:turkey"} {
			var routes []string
			for _, backend := range []string{"memstore", "entente"} {
				r, err := stores[backend].Path(ctx, "actor:oman", to, o)
				routes = append(routes, fmt.Sprint(r, err))
			}
			if diff := cmp.Diff(routes[0], routes[1]); diff != "" {
				t.Errorf("to %s, %+v:\n%s", to, o, diff)
			}
		}
	}
}

// Who has no name joins nobody: neither a ranking nor what stands around an
// actor goes through the soldiers of two texts, who need not be the same.
func TestTheNamelessJoinNobody(t *testing.T) {
	ctx := context.Background()
	s := open(t, "memstore:")
	l := s.Loader(store.LoadOptions{})
	who := map[string]graph.Actor{"Soldiers": {ID: "actor:_soldiers", Label: "soldiers", Type: "ArmedForce"}}
	for _, name := range []string{"Chad", "Mali", "Libya"} {
		who[name] = graph.Actor{ID: graph.ActorID(name), Label: name, Type: "State"}
	}
	for i, text := range []string{"Chad arrests Soldiers", "Mali arms Soldiers", "Chad borders Libya"} {
		src := graph.Source{ID: fmt.Sprint("source:", i), SHA256: fmt.Sprintf("%064d", i)}
		w := strings.Fields(text)
		c := graph.Claim{Subject: who[w[0]], Relation: w[1], Object: who[w[2]], Status: graph.Asserted, Source: src, Quote: text, End: len(text), Confidence: 0.9, Rule: "test"}
		c.Subject.Mention, c.Subject.End = w[0], len(w[0])
		c.Object.Mention, c.Object.Start, c.Object.End = w[2], len(text)-len(w[2]), len(text)
		c.ID = c.Hash()
		loadSource(t, l, src, []graph.Description{{Actor: who[w[0]]}, {Actor: who[w[2]]}}, c)
	}
	ranked, err := queries.RankActors(ctx, part(t, s, queries.Selection{}), queries.RankOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range ranked.Actors {
		got = append(got, fmt.Sprintf("%s %d", a.Label, a.Degree))
	}
	if diff := cmp.Diff([]string{"Chad 1", "Libya 1", "Mali 0"}, got); diff != "" {
		t.Error(diff)
	}
	if _, around, err := queries.Around(ctx, s, "Chad", 3, nil); err != nil || !slices.Equal(around, []string{"actor:chad", "actor:libya"}) {
		t.Error(around, err)
	}
	p, err := queries.Path(ctx, s, "Chad", "Mali", store.PathOptions{})
	if err != nil || len(p.Routes) > 0 {
		t.Error(p.Routes, err)
	}
}
