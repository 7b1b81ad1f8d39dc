package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"unsafe"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dop251/goja"
)

// run is one execution of a script in a session of Cayley's.
//
// Cayley's own way to execute a script is a goroutine of its own, in which a
// wrong argument to some methods (g.V().out({}), say) panics with a plain
// error: nothing can recover there, and the process dies. It also loses the
// place of an error, and its interrupt comes only when the caller asks for
// the next row. So the script runs here, in the session's own virtual
// machine, reached through the session's unexported fields. Cayley v0.7.7 is
// the last release and does not change; [newRun] checks that the fields are
// what they were.
type run struct {
	ctx     context.Context
	session *gizmo.Session
	qs      cayley.QuadStore
	snap    *snapshot // the script's: see [quick]
	vm      *goja.Runtime
	rows    chan *gizmo.Result
	done    chan ending // one value, when the script has ended

	fence *fence // with Limits.Memory; else nil
	draws bool   // see drawInto

	end func()                // gives the run up; set by startRun, as why is
	why func(err error) error // says why the query ended: see runError
}

// ending is how a script ended: with the value of its last statement, if that
// is data, or with an error.
type ending struct {
	value any
	err   error
}

// startRun starts a query on a snapshot of its own, which ends with ctx or at a
// limit; prepare, which may be nil, sees the session before the script does.
// The caller takes rows until done says that the script has ended, and calls
// end.
func (s *Store) startRun(ctx context.Context, query string, lim Limits, prepare func(*run) error) (*run, error) {
	if err := checkText(query, lim); err != nil {
		return nil, err
	}
	parent := ctx
	ctx, cancel := lim.Context(ctx)
	why := func(err error) error { return runError(ctx, parent, lim, err) }
	fail := func(err error) error {
		defer cancel()
		if ctx.Err() != nil {
			return why(err)
		}
		return err
	}
	program, err := compile(ctx, query)
	if err != nil {
		return nil, fail(err)
	}
	snap, err := s.open(ctx)
	if err != nil {
		return nil, fail(err)
	}
	r, err := newRun(ctx, snap.qs, lim)
	if err == nil && prepare != nil {
		r.snap = snap
		err = prepare(r)
	}
	if err != nil {
		cancel()
		return nil, errors.Join(err, snap.release())
	}
	// The script may outlive the call by the time it needs to notice, and the
	// rows that it gave are read by the caller: the snapshot is kept for both.
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.start(program)
	}()
	r.why = why
	r.end = func() {
		cancel()
		go func() {
			<-ended
			snap.release()
		}()
	}
	return r, nil
}

func newRun(ctx context.Context, qs cayley.QuadStore, lim Limits) (*run, error) {
	session := gizmo.NewSession(qs)
	r := &run{ctx: ctx, session: session, qs: qs, rows: make(chan *gizmo.Result), done: make(chan ending, 1)}
	for _, f := range []struct {
		name string
		set  func(p unsafe.Pointer)
		typ  reflect.Type
	}{
		{"vm", func(p unsafe.Pointer) { r.vm = *(**goja.Runtime)(p) }, reflect.TypeFor[*goja.Runtime]()},
		{"out", func(p unsafe.Pointer) { *(*chan *gizmo.Result)(p) = r.rows }, reflect.TypeFor[chan *gizmo.Result]()},
		{"ctx", func(p unsafe.Pointer) { *(*context.Context)(p) = ctx }, reflect.TypeFor[context.Context]()},
		{"col", func(p unsafe.Pointer) { *(*query.Collation)(p) = query.JSON }, reflect.TypeFor[query.Collation]()},
		{"limit", func(p unsafe.Pointer) { *(*int)(p) = -1 }, reflect.TypeFor[int]()},
	} {
		field := reflect.ValueOf(session).Elem().FieldByName(f.name)
		if !field.IsValid() || field.Type() != f.typ {
			return nil, fmt.Errorf("gizmo: this Cayley's session has no field %s of type %v: Entente needs Cayley v0.7.7", f.name, f.typ)
		}
		f.set(unsafe.Pointer(field.UnsafeAddr()))
	}
	r.vm.SetMaxCallStackSize(2000)
	if err := r.planRecursions(); err != nil {
		return nil, err
	}
	if lim.Memory > 0 {
		var err error
		if r.fence, err = newFence(r.vm); err != nil {
			return nil, fmt.Errorf("gizmo: %w", err)
		}
	}
	return r, nil
}

// start runs a script to its end.
func (r *run) start(program *goja.Program) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			r.done <- ending{err: fmt.Errorf("%v", p)}
		}
	}()
	release := context.AfterFunc(r.ctx, func() { r.vm.Interrupt(r.ctx.Err()) })
	defer release()
	v, err := r.vm.RunProgram(program)
	if err == nil && r.fence != nil {
		v, err = r.fence.last(v)
	}
	end := ending{err: err}
	if err == nil && v != nil {
		switch v := v.Export().(type) {
		case string, bool, int64, float64, []any, []map[string]any, map[string]any:
			end.value = v
		}
	}
	r.done <- end
}

// row turns a result into plain values.
func (r *run) row(result *gizmo.Result) (Row, error) {
	if result.Tags == nil {
		return Row{Value: emitted(result.Val)}, nil
	}
	t, err := tags(r.ctx, r.qs, result.Tags)
	if err != nil {
		return Row{}, fmt.Errorf("gizmo: reading a row: %w", err)
	}
	return Row{Tags: t}, nil
}
