package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// Limits bound a query. Zero means none.
type Limits struct {
	Time time.Duration
	Rows int

	// Text bounds the query's own length in bytes, and with it what its form
	// may ask of the compiler (see checkText): for queries from outside.
	Text int
	// Memory bounds, in bytes, how much the process may grow while the query
	// runs, whoever else makes it grow. It is looked at a few hundred times a
	// second, so a query can go past it by what it takes in a moment.
	Memory int64
}

// IRI is a value that names something: "actor:iran", without the angle
// brackets that Gizmo wants around it.
type IRI string

// Row is one result of a query: the tags of a path, as .all() and .getLimit()
// give them, or a value that g.emit() or the last statement gave.
//
// Values are [IRI], string (a language tag is dropped), int64, float64, bool,
// time.Time and, in values that were emitted, []any, map[string]any and nil.
// Text in emitted values that stands in angle brackets is taken for an IRI:
// that is how Gizmo's own scripts see IRIs.
type Row struct {
	Tags  map[string]any // nil for an emitted value
	Value any
}

// Columns lists the names of a row's tags: "id" first, the others sorted.
func (r Row) Columns() []string {
	names := sortedKeys(r.Tags)
	if i := slices.Index(names, gizmo.TopResultTag); i > 0 {
		names = slices.Insert(slices.Delete(names, i, i+1), 0, gizmo.TopResultTag)
	}
	return names
}

// MarshalJSON gives the tags as an object, or the value.
func (r Row) MarshalJSON() ([]byte, error) {
	if r.Tags != nil {
		return json.Marshal(r.Tags)
	}
	return json.Marshal(r.Value)
}

// Answer is what a query gave.
type Answer struct {
	Rows      []Row
	Truncated bool // there were more rows than [Limits.Rows]
	Elapsed   time.Duration
}

// Gizmo runs a query in Cayley's Gizmo language, on a snapshot and without a
// way to write, and gathers its rows in the order in which they come. A script
// that gives no row, but whose last statement has a value, gives that.
func (s *Store) Gizmo(ctx context.Context, query string, lim Limits) (Answer, error) {
	var a Answer
	began := time.Now()
	truncated, err := s.GizmoEach(ctx, query, lim, func(r Row) error {
		a.Rows = append(a.Rows, r)
		return nil
	})
	a.Truncated, a.Elapsed = truncated, time.Since(began)
	return a, err
}

// GizmoError says what is wrong with a query. Line and Column count from 1
// and are 0 where the fault has no place, as with a wrong argument that only
// Cayley notices.
type GizmoError struct {
	Line, Column int
	Message      string
}

func (e *GizmoError) Error() string {
	if e.Line == 0 {
		return "gizmo: " + e.Message
	}
	return fmt.Sprintf("gizmo: line %d, column %d: %s", e.Line, e.Column, e.Message)
}

var errEnough = errors.New("enough rows")

// GizmoEach is [Store.Gizmo] row by row; an error of fn ends the query and is
// returned. It says whether rows were left out because of the limit.
func (s *Store) GizmoEach(ctx context.Context, query string, lim Limits, fn func(Row) error) (truncated bool, err error) {
	return s.gizmoEach(ctx, query, lim, nil, func(run *run, r *gizmo.Result) error {
		row, err := run.row(r)
		if err != nil {
			return err
		}
		return fn(row)
	})
}

// gizmoEach calls fn with the results of a query as Cayley's session gives
// them; for prepare see [Store.startRun].
func (s *Store) gizmoEach(ctx context.Context, query string, lim Limits, prepare func(*run) error, fn func(*run, *gizmo.Result) error) (truncated bool, err error) {
	run, err := s.startRun(ctx, query, lim, prepare)
	if err != nil {
		return false, err
	}
	defer run.end()
	n := 0
	take := func(r *gizmo.Result) error {
		if n++; lim.Rows > 0 && n > lim.Rows {
			truncated = true
			return errEnough
		}
		return fn(run, r)
	}
	for {
		select {
		case r := <-run.rows:
			if err := take(r); err != nil {
				if err == errEnough {
					return true, nil
				}
				return false, err
			}
		case end := <-run.done:
			if end.err != nil || end.value == nil || n > 0 {
				return false, run.why(end.err)
			}
			// A script that emits nothing and ends in g.V().count() means to
			// see the number.
			return false, take(&gizmo.Result{Val: end.value})
		case <-run.ctx.Done():
			return false, run.why(run.ctx.Err())
		}
	}
}

// Context gives a context that ends when a limit is reached; its cause then
// says which.
func (l Limits) Context(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	if l.Time > 0 {
		cancel()
		ctx, cancel = context.WithTimeoutCause(parent, l.Time, ErrTimeLimit)
	}
	if l.Memory <= 0 {
		return ctx, cancel
	}
	ctx, stop := watchMemory(ctx, l.Memory)
	return ctx, func() { stop(); cancel() }
}

// runError says why a query ended.
func runError(ctx, parent context.Context, lim Limits, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(parent.Err(), context.DeadlineExceeded) {
		// Who asks allows a time of his own, and that of the query begins later.
		return fmt.Errorf("gizmo: %w: the query was stopped; start it from fewer nodes, or allow more time", ErrTimeLimit)
	}
	if parent.Err() != nil {
		return fmt.Errorf("gizmo: %w", parent.Err())
	}
	if ctx.Err() != nil && context.Cause(ctx) == ErrTimeLimit {
		return fmt.Errorf("gizmo: %w: the query was stopped after %v; start it from fewer nodes, or allow more time", ErrTimeLimit, lim.Time)
	}
	if ctx.Err() != nil && context.Cause(ctx) == ErrMemoryLimit {
		return fmt.Errorf("gizmo: %w: the program grew by more than %d MB while the query ran; keep less in arrays, emit rows as they come", ErrMemoryLimit, lim.Memory>>20)
	}
	var deep *goja.StackOverflowError
	if errors.As(err, &deep) {
		return &GizmoError{Message: "functions call each other too deep"}
	}
	var thrown *goja.Exception
	if !errors.As(err, &thrown) {
		return &GizmoError{Message: err.Error()}
	}
	e := &GizmoError{Message: thrown.Value().String()}
	if inner, ok := thrown.Value().Export().(error); ok {
		e.Message = inner.Error()
	}
	e.Message = strings.TrimPrefix(e.Message, "GoError: ")
	for _, frame := range thrown.Stack() {
		if p := frame.Position(); p.Line > 0 && frame.SrcName() != fenceName {
			e.Line, e.Column = p.Line, p.Column
			break
		}
	}
	return e
}

// How errors of the parser and the compiler tell their place.
var (
	linePlace  = regexp.MustCompile(`Line (\d+):(\d+):? ?`)
	moreErrors = regexp.MustCompile(` \(and \d+ more errors\)$`)
	atPlace    = regexp.MustCompile(` at (?:\(anonymous\)|<eval>)?:?(\d+):(\d+)$`)
)

// syntaxError finds the place in an error of the compiler.
func syntaxError(err error) error {
	text := err.Error()
	e := &GizmoError{Message: text}
	// "SyntaxError: (anonymous): Line 1:7 Unexpected token (and 1 more
	// errors)" from the parser, "SyntaxError: … at 1:7" from the compiler.
	if p := linePlace.FindStringSubmatchIndex(text); p != nil {
		e.Line, _ = strconv.Atoi(text[p[2]:p[3]])
		e.Column, _ = strconv.Atoi(text[p[4]:p[5]])
		e.Message = text[p[1]:]
	} else if p := atPlace.FindStringSubmatchIndex(text); p != nil {
		e.Line, _ = strconv.Atoi(text[p[2]:p[3]])
		e.Column, _ = strconv.Atoi(text[p[4]:p[5]])
		e.Message = text[:p[0]]
	}
	// The parser counts what it stumbled over next: that is the first error's
	// doing, and nobody can look at it.
	e.Message = moreErrors.ReplaceAllString(strings.TrimPrefix(e.Message, "SyntaxError: "), "")
	return e
}

// plain turns a quad's value into Go's own.
func plain(v quad.Value) any {
	switch v := v.(type) {
	case nil:
		return nil
	case quad.IRI:
		return IRI(v)
	case quad.BNode:
		return IRI("_:" + string(v))
	}
	switch n := v.Native().(type) {
	case quad.Value:
		return textOf(n)
	default:
		return n
	}
}

// emitted turns a value that a script gave into one of those that [Row] names.
func emitted(v any) any {
	switch v := v.(type) {
	case string:
		if name, ok := strings.CutPrefix(v, "<"); ok {
			if name, ok := strings.CutSuffix(name, ">"); ok && !strings.ContainsAny(name, " <>\"") {
				return IRI(name)
			}
		}
		return v
	case quad.Value:
		return plain(v)
	case int:
		return int64(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = emitted(v[i])
		}
		return out
	case []map[string]any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = emitted(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = emitted(v[k])
		}
		return out
	}
	return v
}

// tags names what a path's tags refer to.
func tags(ctx context.Context, qs cayley.QuadStore, refs map[string]cayley.Ref) (map[string]any, error) {
	names := sortedKeys(refs)
	list := make([]cayley.Ref, len(names))
	for i, name := range names {
		list[i] = refs[name]
	}
	values, err := cayley.ValuesOf(ctx, qs, list)
	if err != nil {
		return nil, err
	}
	out := make(map[string]any, len(names))
	for i, name := range names {
		if values[i] != nil {
			out[name] = plain(values[i])
		}
	}
	return out, nil
}
