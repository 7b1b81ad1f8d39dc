package queries_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
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
