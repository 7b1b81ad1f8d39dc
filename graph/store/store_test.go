package store_test

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/postgres/postgrestest"
)

var ctx = context.Background()

// actor makes an actor of a test: "iran" is actor:iran, labelled Iran.
func actor(slug, typ string) graph.Actor {
	return graph.Actor{ID: "actor:" + slug, Label: strings.ToUpper(slug[:1]) + slug[1:], Type: typ}
}

// claim makes a sound claim between two states: "iran trades-with china".
func claim(source, fact string, more ...func(*graph.Claim)) graph.Claim {
	part := strings.Fields(fact)
	s, o := actor(part[0], "State"), actor(part[2], "State")
	c := graph.Claim{
		Subject: s, Relation: part[1], Object: o, Status: graph.Asserted,
		Source: graph.Source{ID: source}, Sentence: 1, Confidence: 0.9, Rule: "test",
	}
	c.Quote = fmt.Sprintf("%s %s %s.", s.Label, part[1], o.Label)
	c.End = len(c.Quote)
	c.Subject.Mention, c.Subject.End = s.Label, len(s.Label)
	for _, m := range more {
		m(&c)
	}
	c.ID = c.Hash()
	return c
}

func is(s graph.Status) func(*graph.Claim) { return func(c *graph.Claim) { c.Status = s } }

func on(day string) func(*graph.Claim) {
	return func(c *graph.Claim) { c.Time = graph.Time{EDTF: day, Earliest: day, Latest: day} }
}

func sure(confidence float64) func(*graph.Claim) {
	return func(c *graph.Claim) { c.Confidence = confidence }
}

// doc is a source whose text has some version.
func doc(id, version string) graph.Source {
	return graph.Source{ID: id, Title: "Title of " + id, Publisher: "Test News", Published: "2026-11-20", URL: "https://news.example/" + id, SHA256: version}
}

// load stores claims as one source and returns what became of it.
func load(t testing.TB, s *store.Store, opts store.LoadOptions, source graph.Source, claims ...graph.Claim) store.Result {
	t.Helper()
	l := s.Loader(opts)
	must(t, l.Begin(ctx, source))
	for _, c := range claims {
		must(t, l.Claim(ctx, c))
	}
	must(t, l.End(ctx))
	return l.Results()[0]
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// each runs a test on an empty store of every backend.
func each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	for _, b := range store.Backends() {
		t.Run(b.Name, func(t *testing.T) { test(t, open(t, address(t, b))) })
	}
}

func address(t testing.TB, b store.Backend) string {
	t.Helper()
	if b.Remote {
		return postgrestest.New(t)
	}
	if b.Persistent {
		return b.Name + ":" + filepath.Join(t.TempDir(), "db")
	}
	return b.Name + ":"
}

func open(t testing.TB, addr string) *store.Store {
	t.Helper()
	s, err := store.Open(ctx, addr, store.Options{Create: true})
	must(t, err)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// all gathers a stream.
func all[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		must(t, err)
		out = append(out, v)
	}
	return out
}

// dump writes every quad of a store, one a line.
func dump(t testing.TB, s *store.Store) []string {
	t.Helper()
	var out []string
	for _, q := range all(t, s.Quads(ctx)) {
		out = append(out, line(q))
	}
	return out
}

func line(q quad.Quad) string {
	return fmt.Sprintf("%v %v %v %v", q.Subject, q.Predicate, q.Object, q.Label)
}

// facts writes claims as "iran trades-with china".
func facts(claims []graph.Claim) []string {
	var out []string
	for _, c := range claims {
		out = append(out, strings.TrimPrefix(c.Subject.ID, "actor:")+" "+c.Relation+" "+strings.TrimPrefix(c.Object.ID, "actor:"))
	}
	return out
}

// contains fails if an error does not say all of some words.
func contains(t testing.TB, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want one that says %q", words)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q does not say %q", err, w)
		}
	}
}
