package store

import (
	"context"
	"fmt"
	"reflect"
	"unsafe"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// GizmoValues is [Store.GizmoEach] with the values as Cayley has them: the
// tags of a path, or else what the script emitted.
func (s *Store) GizmoValues(ctx context.Context, query string, lim Limits, fn func(tags map[string]quad.Value, emitted any) error) (truncated bool, err error) {
	return s.gizmoEach(ctx, query, lim, nil, func(run *run, r *gizmo.Result) error {
		if r.Tags == nil {
			return fn(nil, r.Val)
		}
		names := sortedKeys(r.Tags)
		refs := make([]cayley.Ref, len(names))
		for i, name := range names {
			refs[i] = r.Tags[name]
		}
		values, err := cayley.ValuesOf(run.ctx, run.qs, refs)
		if err != nil {
			return fmt.Errorf("gizmo: reading a row: %w", err)
		}
		tags := make(map[string]quad.Value, len(names))
		for i, name := range names {
			if values[i] != nil {
				tags[name] = values[i]
			}
		}
		return fn(tags, nil)
	})
}

// GizmoShape runs a query without answering it and gives its plan, as Cayley
// draws it: "nodes" and "links" of the last path that the script asks for.
// Unlike Cayley's own ShapeOf, which never ends where the script does not, it
// heeds ctx and the limits.
func (s *Store) GizmoShape(ctx context.Context, query string, lim Limits) (map[string]any, error) {
	shape := map[string]any{}
	run, err := s.startRun(ctx, query, lim, func(r *run) error { return r.drawInto(shape) })
	if err != nil {
		return nil, err
	}
	defer run.end()
	for {
		select {
		case <-run.rows: // emitted values are no part of the plan
		case end := <-run.done:
			if end.err != nil {
				return nil, run.why(end.err)
			}
			return shape, nil
		case <-run.ctx.Done():
			return nil, run.why(run.ctx.Err()) // shape is the script's until it notices
		}
	}
}

// drawInto makes a session draw its paths instead of following them.
func (r *run) drawInto(shape map[string]any) error {
	field := reflect.ValueOf(r.session).Elem().FieldByName("shape")
	if !field.IsValid() || field.Type() != reflect.TypeFor[map[string]any]() {
		return fmt.Errorf("gizmo: this Cayley's session has no field shape: Entente needs Cayley v0.7.7")
	}
	*(*map[string]any)(unsafe.Pointer(field.UnsafeAddr())) = shape
	r.draws = true
	return nil
}
