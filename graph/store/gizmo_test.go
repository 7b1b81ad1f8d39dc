package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/store"
)

// answer runs a query and writes its rows as JSON, in order.
func answer(t testing.TB, s *store.Store, query string) []string {
	t.Helper()
	a, err := s.Gizmo(ctx, query, store.Limits{Time: time.Minute})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	var out []string
	for _, r := range a.Rows {
		b, err := json.Marshal(r)
		must(t, err)
		out = append(out, string(b))
	}
	return out
}

func TestGizmo(t *testing.T) {
	cases := []struct {
		query string
		want  []string // sorted
	}{
		{`g.V("<actor:iran>").out("<rel:trades-with>").unique().all()`, []string{`{"id":"actor:china"}`}},
		{`g.V("<actor:iran>").in("<rel:sanctions>").tag("who").out("<rel:trades-with>").all()`, []string{`{"id":"actor:china","who":"actor:united-states"}`}},
		{`g.V("<actor:iran>").save("<rdfs:label>", "name").all()`, []string{`{"id":"actor:iran","name":"Iran"}`}},
		{`g.V("<actor:iran>").out("<rel:arms>").count()`, []string{`0`}},
		{`g.V("<actor:iran>").both("<rel:trades-with>").unique().count()`, []string{`1`}},
		{`g.V().has("<rdf:type>", "<type:State>").unique().getLimit(-1)`, []string{`{"id":"actor:china"}`, `{"id":"actor:iran"}`, `{"id":"actor:russia"}`, `{"id":"actor:united-states"}`}},
		{`g.emit({n: 1, f: 1.5, s: "x", b: true, l: ["<actor:iran>", null], o: {iri: "<a:b>"}})`, []string{`{"b":true,"f":1.5,"l":["actor:iran",null],"n":1,"o":{"iri":"a:b"},"s":"x"}`}},
		{`g.V("<actor:iran>").out("<rel:trades-with>").forEach(1, function(d) { g.emit(d.id) })`, []string{`"actor:china"`}},
		{"const x = () => `${1+1}`; let y = x(); g.emit(y)", []string{`"2"`}},
		{`g.V("<actor:nobody>").all()`, nil},
		{`var unused = g.V("<actor:iran>")`, nil},
		{``, nil},
		{`g.V("<actor:iran>").labelContext("<claim:none>").out("<rel:trades-with>").all()`, nil},
	}
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		for _, c := range cases {
			got := answer(t, s, c.query)
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", c.query, diff)
			}
		}
	})
}

func TestGizmoValues(t *testing.T) {
	c := claim("a", "iran trades-with china", on("2024-01-02"), sure(0.25))
	each(t, func(t *testing.T, s *store.Store) {
		load(t, s, store.LoadOptions{}, doc("a", "v1"), c)
		a, err := s.Gizmo(ctx, `g.V("<`+c.ID+`>").save("<rdf:subject>", "who").save("<ent:quote>", "quote").save("<oa:end>", "end").save("<ent:confidence>", "sure").all()`, store.Limits{})
		must(t, err)
		want := []store.Row{{Tags: map[string]any{
			"id": store.IRI(c.ID), "who": store.IRI("actor:iran"), "quote": "Iran trades-with China.", "end": int64(23), "sure": 0.25,
		}}}
		if diff := cmp.Diff(want, a.Rows); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"id", "end", "quote", "sure", "who"}, a.Rows[0].Columns()); diff != "" {
			t.Error(diff)
		}
		a, err = s.Gizmo(ctx, `g.V("<actor:iran>").out("<rdfs:label>").all()`, store.Limits{})
		must(t, err)
		if got := a.Rows[0].Tags["id"]; got != "Iran" {
			t.Errorf("a label with a language: %#v", got)
		}
	})
}

func TestGizmoErrors(t *testing.T) {
	cases := []struct {
		query        string
		line, column int
		says         string
	}{
		{"g.V(", 1, 5, "Unexpected end of input"},
		{"g.V()\n  .all(\n  }", 3, 3, "Unexpected token }"},
		{"g.V(\n)\n)) foo bar (", 3, 1, "Unexpected token )"},
		{"var a = 1;\ng.V(nobody)", 2, 5, "nobody is not defined"},
		{"g.V().fly()", 1, 10, "no member 'fly'"},
		{"\n\nthrow new Error('mine')", 3, 7, "mine"},
		{"let a; let a", 1, 12, "already been declared"},
		// Stock Cayley panics at these in a goroutine of its own, which ends
		// the process: nothing can recover there.
		{"g.V().out({})", 0, 0, "unsupported type"},
		{"iri({})", 0, 0, "expected string"},
		{"(function f() { f() })()", 0, 0, "too deep"},
		{"g.V().has()", 0, 0, ""},
	}
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		for _, c := range cases {
			_, err := s.Gizmo(ctx, c.query, store.Limits{Time: time.Minute})
			var e *store.GizmoError
			if !errors.As(err, &e) {
				t.Errorf("%q: %v is no GizmoError", c.query, err)
				continue
			}
			if strings.Contains(e.Message, "more errors") {
				t.Errorf("%q: %v counts what the first error brought about", c.query, e)
			}
			if c.line > 0 && (e.Line != c.line || e.Column != c.column) {
				t.Errorf("%q: at %d:%d, want %d:%d (%v)", c.query, e.Line, e.Column, c.line, c.column, e)
			}
			if !strings.Contains(e.Message, c.says) {
				t.Errorf("%q: %q does not say %q", c.query, e.Message, c.says)
			}
		}
	})
}

func TestGizmoRowLimit(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		for _, c := range []struct {
			query     string
			rows      int
			want      int
			truncated bool
		}{
			{`for (var i = 0; i < 5; i++) g.emit(i)`, 3, 3, true},
			{`for (var i = 0; i < 5; i++) g.emit(i)`, 5, 5, false},
			{`for (var i = 0; i < 5; i++) g.emit(i)`, 0, 5, false},
			{`while (true) g.emit(1)`, 100, 100, true},
			{`g.V().all()`, 2, 2, true},
			{`g.V().getLimit(2)`, 2, 2, false},
			{`g.V("<actor:iran>").all()`, 100, 1, false},
		} {
			a, err := s.Gizmo(ctx, c.query, store.Limits{Rows: c.rows})
			must(t, err)
			if len(a.Rows) != c.want || a.Truncated != c.truncated {
				t.Errorf("%s with at most %d rows: %d rows, truncated %v", c.query, c.rows, len(a.Rows), a.Truncated)
			}
		}
	})
}

// A time limit stops what never ends: scripts, and iterators that look for
// what is not there.
func TestGizmoTimeLimit(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		before := runtime.NumGoroutine()
		for _, query := range []string{
			`while (true) {}`,
			`for (;;) { g.V().toArray() }`,
			`for (;;) { g.V().out().out().out().count() }`,
			`g.V().forEach(function() { while (true) {} })`,
		} {
			_, err := s.Gizmo(ctx, query, store.Limits{Time: 20 * time.Millisecond})
			if !errors.Is(err, store.ErrTimeLimit) {
				t.Errorf("%s: %v", query, err)
			}
		}
		stopped, cancel := context.WithCancel(ctx)
		time.AfterFunc(20*time.Millisecond, cancel)
		if _, err := s.Gizmo(stopped, `while (true) {}`, store.Limits{Time: time.Minute}); !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled query: %v", err)
		}
		// Nothing goes on behind the scenes.
		for range 100 {
			if runtime.NumGoroutine() <= before {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
	})
}

func TestGizmoEachStops(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		enough := errors.New("enough")
		n := 0
		truncated, err := s.GizmoEach(ctx, `while (true) g.emit(1)`, store.Limits{}, func(store.Row) error {
			if n++; n == 3 {
				return enough
			}
			return nil
		})
		if err != enough || truncated || n != 3 {
			t.Error(n, truncated, err)
		}
	})
}

// A query cannot write, whatever it tries.
func TestGizmoReadsOnly(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		before := dump(t, s)
		for _, query := range []string{`g.addQuad("a", "b", "c")`, `g.V("<actor:iran>").remove()`, `require("fs")`, `graph.s.qs.close()`} {
			if _, err := s.Gizmo(ctx, query, store.Limits{}); err == nil {
				t.Errorf("%s ran", query)
			}
		}
		if diff := cmp.Diff(before, dump(t, s)); diff != "" {
			t.Error(diff)
		}
	})
}

// Writing while the rows of a query are read neither waits nor shows.
func TestGizmoSeesOneMoment(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		world(t, s)
		n := 0
		_, err := s.GizmoEach(ctx, `g.V("<ent:Claim>").in("<rdf:type>").all()`, store.Limits{}, func(store.Row) error {
			if n++; n == 1 {
				load(t, s, store.LoadOptions{}, doc("late", "v1"), claim("late", "iran meets china"))
			}
			return nil
		})
		must(t, err)
		if n != 8 {
			t.Errorf("%d claims, want the 8 there were at the start", n)
		}
		if got := all(t, s.Claims(ctx, store.Filter{Sources: []string{"late"}, Statuses: []graph.Status{graph.Asserted}})); len(got) != 1 {
			t.Errorf("%d claims of the late source", len(got))
		}
	})
}
