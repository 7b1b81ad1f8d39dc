package queries_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/store"
	"entente/queries"
)

// What the scripts read from the indexes directly is what they mean without:
// every query answers alike on a store that lends them such functions and on
// one that does not, about a hub and about somebody else, whole and cut.
func TestCatalogAnswersAlikeWithoutIndexes(t *testing.T) {
	ctx := context.Background()
	claims := 3000
	if testing.Short() {
		claims = 600
	}
	var stores []*store.Store
	for _, addr := range []string{"memstore:", "entente:" + filepath.Join(t.TempDir(), "made")} {
		s, err := store.Open(ctx, addr, store.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		madeGraph(t, s, claims)
		stores = append(stores, s)
	}
	args := map[queries.ParamType][]string{}
	args[queries.ActorParam] = []string{"Actor 0", "Actor 3"}
	args[queries.DateParam] = []string{"2020-01-01"}
	args[queries.RelationParam] = []string{"sanctions"}
	for _, q := range queries.Catalog() {
		for _, turned := range []bool{false, true} {
			var given []string
			actors := slices.Clone(args[queries.ActorParam])
			if turned {
				slices.Reverse(actors)
			}
			for _, p := range q.Params {
				if p.Type == queries.ActorParam {
					given, actors = append(given, actors[0]), actors[1:]
				} else {
					given = append(given, args[p.Type][0])
				}
			}
			for _, rows := range []int{1, 7, 40, -1} {
				var answers []string
				for _, s := range stores {
					r, err := queries.Run(ctx, s, q.Name, given, queries.Limits{Rows: rows, Time: -1})
					if err != nil {
						t.Fatalf("%s %q: %v", q.Name, given, err)
					}
					answers = append(answers, render(t, r))
				}
				if diff := cmp.Diff(answers[0], answers[1]); diff != "" {
					t.Errorf("%s %q, at most %d rows (-without +with):\n%s", q.Name, given, rows, diff)
				}
			}
		}
	}
}
