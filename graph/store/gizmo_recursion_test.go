package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// recursionText draws a query that ends in a recursion, or goes on after one.
func recursionText(t *rapid.T) string {
	draw := func(name string, options ...string) string { return rapid.SampledFrom(options).Draw(t, name) }
	return draw("from", `g.V("<n0>")`, `g.V("<n1>","<n2>")`, `g.V("<n3>").out("<p1>")`, `g.V()`, `g.V("<n0>").tag("start")`) +
		draw("recursion", `.followRecursive("<p0>")`, `.followRecursive("<p0>", 2)`, `.followRecursive(g.M().out("<p0>").in("<p1>"), 3, "depth")`,
			`.followRecursive(g.M().in("<p2>"), 1, ["depth", "deep"])`, `.followRecursive(g.V().out("<p0>"))`) +
		draw("end", ".all()", ".all()", ".all()", `.tag("here").all()`, `.out("<p1>").all()`, `.has("<p1>").all()`, `.unique().all()`, `.toArray().sort().forEach(function (v) { g.emit(v); })`)
}

// In Gizmo a recursion as the last step gives what Cayley's own session gives.
func TestGizmoRecursionIsCayleys(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		s := drawnStore(t)
		for range 6 {
			text := recursionText(t)
			var want, got []string
			err := s.Cayley(ctx, func(qs cayley.QuadStore) error {
				it, err := gizmo.NewSession(unplanned{qs}).Execute(ctx, text, query.Options{Collation: query.JSON, Limit: -1})
				if err != nil {
					return err
				}
				defer it.Close()
				for it.Next(ctx) {
					want = append(want, bare(it.Result()))
				}
				slices.Sort(want)
				want = slices.Compact(want)
				return it.Err()
			})
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			for _, memory := range []int64{0, 1 << 30} { // with a fence, and without
				got = nil
				_, err = s.gizmoEach(ctx, text, Limits{Memory: memory}, nil, func(r *run, result *gizmo.Result) error {
					row := result.Val
					if result.Tags != nil {
						named := map[string]any{}
						for tag, ref := range result.Tags {
							named[tag] = quad.NativeOf(r.qs.NameOf(ref))
						}
						row = named
					}
					got = append(got, bare(row))
					return nil
				})
				if err != nil {
					t.Fatalf("%s: %v", text, err)
				}
				slices.Sort(got) // nodes come in another order
				if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
					t.Fatalf("%s, memory %d (-Cayley's +here):\n%s", text, memory, diff)
				}
			}
		}
	})
}

// bare is a row without what tells IRIs from text.
func bare(row any) string { return strings.NewReplacer("<", "", ">", "").Replace(fmt.Sprint(row)) }

// It is planned, as with a step after it, and faults are told as before.
func TestGizmoRecursionIsPlanned(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	if _, _, err := s.AddQuads(ctx, each([]quad.Quad{quad.MakeIRI("a", "p", "b", "")})); err != nil {
		t.Fatal(err)
	}
	err := s.Cayley(ctx, func(qs cayley.QuadStore) error {
		r, err := newRun(ctx, qs, Limits{})
		if err != nil {
			return err
		}
		v, err := r.vm.RunString(`g.V("<a>").followRecursive("<p>")`)
		if err != nil {
			return err
		}
		field := reflect.ValueOf(v.Export()).Elem().FieldByName("path")
		p := *(**path.Path)(unsafe.Pointer(field.UnsafeAddr()))
		if it := cayley.AsShape(p.BuildIteratorOn(qs)); fmt.Sprintf("%T", it) != "*store.recursionPlan" {
			t.Errorf("%T is no plan", it)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, words := range map[string]string{
		"g.V()\n .followRecursive()":  "line 2, column 18",
		"({}).followRecursive('<p>')": "line 1, column 21",
	} {
		if _, err := s.Gizmo(ctx, text, Limits{}); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", text, err)
		}
	}
	a, err := s.Gizmo(ctx, `for (var name in {}) g.emit(name); g.V("<a>").followRecursive("<p>").all()`, Limits{})
	if err != nil || len(a.Rows) != 1 {
		t.Errorf("%v, %v", a.Rows, err)
	}
}
