package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// checkKinds compares the kinds of a store with what a set of quads says.
func checkKinds(t tester, db *DB, there map[quad.Quad]bool) {
	t.Helper()
	types := map[quad.Value][]string{}
	for q := range there {
		if q.Predicate == quad.Value(graph.RDFType) && isType(q.Object) && !slices.Contains(types[q.Subject], q.Object.String()) {
			types[q.Subject] = append(types[q.Subject], q.Object.String())
		}
	}
	want := map[string]int64{}
	for _, list := range types {
		slices.Sort(list)
		want[fmt.Sprint(list)]++
	}
	v, err := db.Snapshot(background)
	must(t, err)
	defer v.Close()
	kinds, ok, err := v.Kinds()
	must(t, err)
	if !ok {
		t.Fatal("kinds are not counted")
	}
	got := map[string]int64{}
	for _, k := range kinds {
		var list []string
		for _, id := range k.Types {
			value, err := v.Value(id)
			must(t, err)
			list = append(list, value.String())
		}
		slices.Sort(list)
		got[fmt.Sprint(list)] = k.Values
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("kinds: %s", diff)
	}
}

func TestVerifyFindsKinds(t *testing.T) {
	for name, c := range map[string]struct {
		n     int64
		types []string
		words string
	}{
		"too many":  {1, []string{"type:2"}, "kinds: 2 values are counted that have the types <type:2> and no others, and there are 1"},
		"too few":   {-1, []string{"type:2"}, "kinds: 1 values have the types <type:2> and no others, and none is counted"},
		"of others": {1, []string{"type:0", "type:2"}, "kinds: 1 values are counted that have the types <type:2> <type:0> and no others, and there are 0"},
	} {
		t.Run(name, func(t *testing.T) {
			db := twoClaims(t)
			var types []uint64
			for _, name := range c.types {
				id, err := db.Live().ID(quad.IRI(name))
				must(t, err)
				types = append(types, id)
			}
			must(t, db.pebble.Merge([]byte(kindKey(types)), (&counts{c.n}).append(nil), nil))
			if found := strings.Join(findings(t, db), "\n"); !strings.Contains(found, c.words) {
				t.Errorf("%q does not say %q", found, c.words)
			}
		})
	}
}

// Where values have too many types kinds are given up, whichever way the
// quads come.
func TestKindsGivenUp(t *testing.T) {
	var quads []quad.Quad
	for i := range typesKept + 1 {
		quads = append(quads, quad.Make(quad.IRI("a"), graph.RDFType, quad.IRI(fmt.Sprint(graph.TypePrefix, i)), nil))
	}
	for name, write := range map[string]func(*DB) error{
		"write": func(db *DB) error { return db.Write(background, quads, nil) },
		"load": func(db *DB) error {
			b, err := db.Bulk(background, 0)
			if err != nil {
				return err
			}
			if err := b.Add(quads...); err != nil {
				return err
			}
			_, err = b.Commit()
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			db, _ := made(t)
			defer db.Close()
			must(t, write(db))
			must(t, db.Write(background, claimQuads(2), quads[:9]))
			if _, ok, err := db.Live().Kinds(); ok || err != nil {
				t.Errorf("kinds: %v, %v", ok, err)
			}
			if found := findings(t, db); len(found) > 0 {
				t.Error(found)
			}
		})
	}
}
