package store_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/postgres/postgrestest"
)

// model is what a store holds, told in the plainest way.
type model struct {
	sources map[string]*modelSource
}

type modelSource struct {
	source graph.Source
	claims map[string]graph.Claim
	actors map[string]graph.Description
}

func (m *model) load(s graph.Source, claims []graph.Claim, replace bool) {
	old := m.sources[s.ID]
	if old == nil || replace || old.source.SHA256 != s.SHA256 {
		old = &modelSource{claims: map[string]graph.Claim{}, actors: map[string]graph.Description{}}
		m.sources[s.ID] = old
	}
	old.source = s
	for _, c := range claims {
		old.claims[c.ID] = c
		for _, a := range []graph.Actor{c.Subject, c.Object} {
			if a.ID == "actor:iran" {
				continue // the gazetteer's
			}
			old.actors[a.ID] = graph.Description{Actor: graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type}}
		}
	}
}

// lines are the quads that the store should have. What the gazetteer once
// said of an actor stays.
func (m *model) lines(gazetteerUsed bool) []string {
	var quads []quad.Quad
	for _, s := range m.sources {
		quads = append(quads, s.source.Quads()...)
		for _, c := range s.claims {
			quads = append(quads, c.Quads()...)
		}
		for _, d := range s.actors {
			quads = append(quads, d.Quads(graph.SourceIRI(s.source.ID))...)
		}
	}
	if gazetteerUsed {
		d, _ := gazetteer("actor:iran")
		quads = append(quads, d.Quads(graph.Gazetteer)...)
	}
	var out []string
	for _, q := range graph.SortQuads(quads) {
		out = append(out, line(q))
	}
	return out
}

// Any sequence of loads, reloads, replacements, removals and reopenings gives
// what a plain model says.
func TestStoreIsItsModel(t *testing.T) {
	t.Parallel() // after all others: rapid's number of checks is the process's
	for _, b := range store.Backends() {
		t.Run(b.Name, func(t *testing.T) {
			dir := t.TempDir()
			runs := 0
			if b.Remote { // each sequence is some hundred statements in a schema of its own
				checks(t, often(3, 10, 20))
			} else {
				checks(t, often(10, 30, 50))
			}
			rapid.Check(t, func(rt *rapid.T) {
				runs++
				addr := b.Name + ":"
				if b.Remote {
					addr = postgrestest.New(t)
				} else if b.Persistent {
					addr += filepath.Join(dir, fmt.Sprint(runs))
				}
				checkModel(rt, addr, b.Persistent)
			})
		})
	}
}

func checkModel(t *rapid.T, addr string, persistent bool) {
	fatal := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(ctx, addr, store.Options{Create: true})
	fatal(err)
	defer func() { s.Close() }()
	held := rapid.SampledFrom([]int{5, 30, 1 << 20}).Draw(t, "quads held")
	s.HoldChanges(held)
	m := &model{sources: map[string]*modelSource{}}
	gazetteerUsed := false
	id := rapid.SampledFrom([]string{"a", "b", "c"})
	actors := rapid.SampledFrom([]string{"iran", "china", "russia", "india"})
	t.Repeat(map[string]func(*rapid.T){
		"load": func(t *rapid.T) {
			source := doc(id.Draw(t, "source"), rapid.SampledFrom([]string{"v1", "v2"}).Draw(t, "version"))
			var claims []graph.Claim
			for range rapid.IntRange(0, 5).Draw(t, "claims") {
				a, b := actors.Draw(t, "subject"), actors.Draw(t, "object")
				if a == b {
					continue
				}
				relation := rapid.SampledFrom([]string{"meets", "sanctions"}).Draw(t, "relation")
				claims = append(claims, claim(source.ID, a+" "+relation+" "+b,
					is(rapid.SampledFrom(graph.Statuses[:2]).Draw(t, "status")),
					sure(rapid.SampledFrom([]float64{0.5, 1}).Draw(t, "confidence"))))
			}
			replace := rapid.Bool().Draw(t, "replace")
			l := s.Loader(store.LoadOptions{Replace: replace, Gazetteer: gazetteer})
			fatal(l.Begin(ctx, source))
			for _, c := range claims {
				fatal(l.Claim(ctx, c))
			}
			if rapid.IntRange(0, 4).Draw(t, "abort") == 0 {
				l.Abort()
				return
			}
			fatal(l.End(ctx))
			m.load(source, claims, replace)
			gazetteerUsed = gazetteerUsed || slices.ContainsFunc(claims, func(c graph.Claim) bool {
				return c.Subject.ID == "actor:iran" || c.Object.ID == "actor:iran"
			})
		},
		"remove": func(t *rapid.T) {
			id := id.Draw(t, "source")
			_, err := s.RemoveSource(ctx, id)
			if (err == nil) != (m.sources[id] != nil) {
				t.Fatalf("removing %s: %v", id, err)
			}
			delete(m.sources, id)
		},
		"reopen": func(t *rapid.T) {
			if !persistent {
				t.Skip("nothing to reopen")
			}
			fatal(s.Close())
			s, err = store.Open(ctx, addr, store.Options{})
			fatal(err)
			s.HoldChanges(held)
		},
		"": func(t *rapid.T) {
			var got []string
			for q, err := range s.Quads(ctx) {
				fatal(err)
				got = append(got, line(q))
			}
			if diff := cmp.Diff(m.lines(gazetteerUsed), got); diff != "" {
				t.Fatal(diff)
			}
			st, err := s.Stats(ctx)
			fatal(err)
			if st.Quads != int64(len(got)) {
				t.Fatalf("%d quads, but the store counts %d", len(got), st.Quads)
			}
		},
	})
}
