package store

import (
	"context"
	"fmt"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
)

// Counts that the store keeps are those that going through the quads gives.
func TestCountsAreWhatIsThere(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	hub, p, r := quad.IRI("hub"), quad.IRI("p"), quad.IRI("r")
	_, _, err := s.AddQuads(ctx, func(yield func(quad.Quad, error) bool) {
		for i := range 2000 {
			other, label := quad.IRI(fmt.Sprint("n", i%1500)), quad.IRI(fmt.Sprint("l", i%7))
			predicate := []quad.IRI{p, r}[i%2]
			q := quad.Quad{Subject: hub, Predicate: predicate, Object: other, Label: label}
			if i%3 == 0 {
				q.Subject, q.Object = other, hub
			}
			if i%100 == 0 {
				q.Label = nil
			}
			if !yield(q, nil) {
				return
			}
		}
		yield(quad.Quad{Subject: hub, Predicate: p, Object: hub, Label: quad.IRI("l1")}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Cayley(ctx, func(qs cayley.QuadStore) error {
		from := func() *path.Path { return path.StartPath(qs, hub) }
		for name, p := range map[string]*path.Path{
			"out": from().Out(), "in": from().In(), "both": from().Both(), "by one": from().Out(p), "by two": from().Both(p, r),
			"two hops": from().Out(p).In(p), "and": from().Out(p).And(from().In(p)), "of a label": from().LabelContext(quad.IRI("l1")).Both(),
			"labels": from().Labels(), "unique": from().Both().Unique(), "first": from().Both().Limit(10), "all but some": from().Both().Skip(10),
			"limited sum": from().Out().Or(from().In()).Limit(700), "tagged": from().Tag("x").Both().Save(p, "y"), "or": from().Out().Or(from().Out(p)),
			"is": from().Both().Is(hub), "except": from().Both().Except(from().Out(r)), "nobody": path.StartPath(qs, quad.IRI("nobody")).Both(),
			"followed": from().FollowRecursive(p, 2, nil),
		} {
			n := int64(0)
			if err := p.Clone().Iterate(ctx).Each(func(cayley.Ref) { n++ }); err != nil {
				return err
			}
			got, err := p.Clone().Iterate(ctx).Count()
			if err != nil {
				return err
			}
			if got != n {
				t.Errorf("%s: counted %d, there are %d", name, got, n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
