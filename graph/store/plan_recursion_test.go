package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// unplanned hides that a store plans: Cayley runs its own iterators on it.
type unplanned struct{ cayley.QuadStore }

// recursionOf draws a path with a recursion and a step after it, for which the
// recursion is planned (Cayley's own iterators refuse to follow both ways,
// and panic at a recursion in a recursion and where nodes are added); exact says that every node is reached once only, so
// that results can be counted. With last there is no step after it.
func recursionOf(t *rapid.T, last bool) (build func(cayley.QuadStore) *path.Path, text string, exact bool) {
	draw := func(options ...string) string { return rapid.SampledFrom(options).Draw(t, "choice") }
	iri := func(name string) quad.Value { return quad.IRI(name) }
	start, before, follow := draw("n0", "n1", "n2 n3", "all"), draw("", "", "out", "has", "both", "label"), draw("out", "in", "two", "out has", "label", "any", "list", "tagged", "and")
	after, depth := draw("nothing", "nothing", "has", "out", "and", "except", "save", "unique", "again"), rapid.SampledFrom([]int{1, 2, 3, 0, -1}).Draw(t, "depth")
	if last {
		after = "nothing"
	}
	tags := rapid.SliceOfN(rapid.SampledFrom([]string{"depth", "deep"}), 0, 2).Draw(t, "tags")
	text = fmt.Sprintf("from %s, %q, follow %q to depth %d (%v), then %q", start, before, follow, depth, tags, after)
	via := func() *path.Path {
		m := path.StartMorphism()
		switch follow {
		case "in":
			return m.In(iri("p0"))
		case "two":
			return m.Out(iri("p0")).In(iri("p1"))
		case "out has":
			return m.Out(iri("p0")).Has(iri("p1"), iri("n2"), iri("n3"))
		case "label":
			return m.LabelContext(iri("l1")).Out(iri("p0"))
		case "any":
			return m.Out()
		case "list":
			return m.Out(iri("p0"), iri("p2"))
		case "tagged":
			return m.Out(iri("p0")).Tag("step")
		case "and":
			return m.Out(iri("p0")).And(path.StartMorphism(iri("n1"), iri("n2")).Out(iri("p1")))
		}
		return m.Out(iri("p0"))
	}
	return func(qs cayley.QuadStore) *path.Path {
		var p *path.Path
		switch start {
		case "all":
			p = path.StartPath(qs)
		case "n2 n3":
			p = path.StartPath(qs, iri("n2"), iri("n3"))
		default:
			p = path.StartPath(qs, iri(start))
		}
		switch before {
		case "out":
			p = p.Out(iri("p1"))
		case "has":
			p = p.Has(iri("p0"))
		case "both":
			p = p.Both(iri("p1"))
		case "label":
			p = p.LabelContext(iri("l0")).Out(iri("p0"))
		}
		p = p.FollowRecursive(via(), depth, tags)
		if last {
			return p
		}
		switch after {
		case "has":
			p = p.Has(iri("p1"), iri("n1"), iri("n2"))
		case "out":
			p = p.Out(iri("p1"))
		case "and":
			p = p.And(path.StartPath(qs, iri("n1"), iri("n0")).Out(iri("p0")))
		case "except":
			p = p.Except(path.StartPath(qs).Out(iri("p2")))
		case "save":
			p = p.Save(iri("p2"), "saved")
		case "unique":
			p = p.Unique()
		case "again":
			p = p.FollowRecursive(path.StartMorphism().In(iri("p0")), 1, nil)
		}
		return p.Filters(shape.Wildcard{Pattern: "%"}).Tag("id")
	}, text, before == "" && after == "nothing"
}

// A recursion that is the last step of a path reaches by [Iterate] what it does
// by the path's own.
func TestIterate(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		s := drawnStore(t)
		err := s.Cayley(ctx, func(qs cayley.QuadStore) error {
			build, text, exact := recursionOf(t, true)
			read := func(chain func() *cayley.IterateChain) (rows []string) {
				err := chain().EachValue(qs, func(v quad.Value) { rows = append(rows, fmt.Sprint(v)) })
				if err == nil {
					err = chain().TagValues(qs, func(row map[string]quad.Value) {
						rows = append(rows, fmt.Sprint("tags ", row["depth"], " ", row["deep"], " ", row["step"]))
					})
				}
				if err != nil {
					t.Fatal(err)
				}
				slices.Sort(rows)
				if !exact {
					rows = slices.Compact(rows)
				}
				return rows
			}
			planned := read(func() *cayley.IterateChain { return Iterate(ctx, qs, build(qs)) })
			stock := read(func() *cayley.IterateChain { return build(unplanned{qs}).Iterate(ctx).UnOptimized() })
			other := read(func() *cayley.IterateChain { return Iterate(ctx, unplanned{qs}, build(unplanned{qs})).UnOptimized() })
			if diff := cmp.Diff(stock, planned); diff != "" {
				t.Fatalf("%s (-Cayley's +planned):\n%s", text, diff)
			}
			if diff := cmp.Diff(stock, other); diff != "" {
				t.Fatalf("%s, on another store:\n%s", text, diff)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// Planned recursions reach what Cayley's own reach, at the same depth.
func TestRecursionIsCayleys(t *testing.T) {
	ctx := context.Background()
	root, runs := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		addr := "memstore:"
		if runs++; runs%8 == 0 { // each waits for the disk
			addr = "entente:" + filepath.Join(root, fmt.Sprint(runs))
		}
		s, err := Open(ctx, addr, Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if _, _, err := s.AddQuads(ctx, each(quadsOf(t))); err != nil {
			t.Fatal(err)
		}
		err = s.Cayley(ctx, func(qs cayley.QuadStore) error {
			for range 8 {
				build, text, exact := recursionOf(t, false)
				var answers [2][]string
				var looked []string
				read := func(qs cayley.QuadStore, chain *cayley.IterateChain) (rows []string, err error) {
					err = chain.TagValues(qs, func(row map[string]quad.Value) {
						rows = append(rows, fmt.Sprint(row["id"], " ", row["depth"], " ", row["deep"], " ", row["saved"]))
					})
					slices.Sort(rows)
					if !exact {
						rows = slices.Compact(rows)
					}
					return rows, err
				}
				if answers[0], err = read(qs, build(qs).Iterate(ctx)); err != nil {
					return err
				}
				// Unoptimized, for Cayley's optimizer has recursions looked into,
				// which gives wrong tags, and panics where they are unions.
				if answers[1], err = read(qs, build(unplanned{qs}).Iterate(ctx).UnOptimized()); err != nil {
					return err
				}
				if diff := cmp.Diff(answers[1], answers[0]); diff != "" {
					t.Fatalf("%s (-Cayley's +planned):\n%s", text, diff)
				}
				// Asked node by node it is the same.
				it := cayley.AsShape(build(qs).BuildIterator()).Lookup()
				err := path.StartPath(qs).Iterate(ctx).Each(func(ref cayley.Ref) {
					for more := it.Contains(ctx, ref); more; more = it.NextPath(ctx) {
						tags := map[string]cayley.Ref{}
						it.TagResults(tags)
						named := func(tag string) quad.Value {
							if tags[tag] == nil {
								return nil
							}
							return qs.NameOf(tags[tag])
						}
						looked = append(looked, fmt.Sprint(named("id"), " ", named("depth"), " ", named("deep"), " ", named("saved")))
					}
				})
				if err != nil {
					return err
				}
				slices.Sort(looked)
				if diff := cmp.Diff(slices.Compact(answers[0]), slices.Compact(looked)); diff != "" {
					t.Fatalf("%s (-listed +looked up):\n%s", text, diff)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func isPlan(it cayley.IteratorShape) bool {
	_, ok := it.(*recursionPlan)
	return ok
}

// A recursion is planned, by [Iterate] and with a step after it: what it costs is what it
// reaches, and not what stands around.
func TestRecursionIsPlanned(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	if _, _, err := s.AddQuads(ctx, each([]quad.Quad{quad.MakeIRI("a", "p", "b", ""), quad.MakeIRI("b", "p", "c", "")})); err != nil {
		t.Fatal(err)
	}
	err := s.Cayley(ctx, func(qs cayley.QuadStore) error {
		p := path.StartPath(qs, quad.IRI("a")).FollowRecursive(quad.IRI("p"), 0, nil).Filters(shape.Wildcard{Pattern: "%"})
		plan, ok := cayley.AsShape(p.BuildIterator()).(*recursionPlan)
		if !ok {
			t.Fatalf("%T is no plan", cayley.AsShape(p.BuildIterator()))
		}
		last := path.StartPath(qs, quad.IRI("a")).FollowRecursive(quad.IRI("p"), 0, nil)
		if it := cayley.AsShape(shape.BuildIterator(qs, planLast(qs, last.Shape()))); !isPlan(it) {
			t.Errorf("as the last step %T is no plan", it)
		}
		step := plan.plans.planned(plan.follow(&frontier{refs: []cayley.Ref{qs.ValueOf(quad.IRI("a"))}}))
		if _, ok := step.(*stepPlan); !ok {
			t.Errorf("what is followed is a %T", step)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
