package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"entente/graph"
)

// From the last day back, by ties of actors or of edges and claim by claim the same edges are the
// newest, whatever days their claims say: one, two, only a first, or none; and
// whether or not all of these are written as days.
func TestNewestEveryWay(t *testing.T) {
	t.Run("days", func(t *testing.T) { newestEveryWay(t, "2023-12-31") })
	t.Run("another", func(t *testing.T) { newestEveryWay(t, "-0044-03-15") })
}

func newestEveryWay(t *testing.T, someDay quad.String) {
	ctx := context.Background()
	s := newStore(t)
	var quads []quad.Quad
	iri := func(prefix string, n int) quad.IRI { return quad.IRI(fmt.Sprint(prefix, n)) }
	for i := range 400 {
		claim := iri("claim:", i*7919%1000)
		add := func(p quad.IRI, o quad.Value) {
			quads = append(quads, quad.Quad{Subject: claim, Predicate: p, Object: o, Label: claim})
		}
		from, relation, to := iri("actor:", i%7), iri("rel:r", i%3), iri("actor:", i%11)
		quads = append(quads, quad.Quad{Subject: from, Predicate: relation, Object: to, Label: claim})
		add(graph.RDFType, graph.ClaimType)
		add(graph.RDFSubject, from)
		add(graph.RDFPredicate, relation)
		add(graph.RDFObject, to)
		day := func(n int) quad.Value { return quad.String(fmt.Sprintf("2024-01-%02d", 1+n%28)) }
		switch i % 9 {
		case 0: // no day
		case 4:
			add(graph.Latest, someDay)
		case 1:
			add(graph.Earliest, day(i*5))
		case 2:
			add(graph.Latest, day(i*5))
			add(graph.Latest, day(i*3+1))
			add(graph.Earliest, day(i))
		default:
			add(graph.Latest, day(i*5))
			add(graph.Earliest, day(i*3))
		}
	}
	if _, _, err := s.AddQuads(ctx, each(quads)); err != nil {
		t.Fatal(err)
	}
	err := s.view(ctx, func(snap *snapshot) error {
		var all []edge
		for r := range 3 {
			relation, err := snap.number(iri("rel:r", r))
			if err != nil {
				return err
			}
			err = snap.follow(ids{predicateAt: relation}, func(at ids) (bool, error) {
				all = append(all, edge{source: at[subjectAt], relation: relation, target: at[objectAt], claim: at[labelAt]})
				return true, nil
			})
			if err != nil {
				return err
			}
		}
		rapid.Check(t, func(t *rapid.T) {
			edges := slices.DeleteFunc(slices.Clone(all), func(edge) bool { return rapid.IntRange(0, 3).Draw(t, "left out") == 0 })
			limit := rapid.IntRange(1, max(len(edges)-1, 1)).Draw(t, "limit")
			var answers []string
			for way := range 4 {
				q := &quick{snap: snap, view: snap.tied()}
				h, err := q.hear()
				for _, e := range edges {
					if way == 1 {
						h.of[e.claim] = 0
					} else if way == 0 {
						if _, err := h.claim(e.claim); err != nil {
							t.Fatal(err)
						}
					}
				}
				for a := range 11 {
					if actor, _ := snap.number(iri("actor:", a)); way == 1 {
						if err := h.ties(actor); err != nil {
							t.Fatal(err)
						}
					}
				}
				var found []edge
				if err == nil && way == 2 {
					found, err = h.byDay(slices.Clone(edges), limit)
				} else if err == nil {
					found, err = h.newest(slices.Clone(edges), limit)
				}
				if err != nil {
					t.Fatal(err)
				}
				var names []string
				for _, e := range found {
					names = append(names, fmt.Sprint(e.source, e.relation, e.target, e.claim))
				}
				slices.Sort(names)
				answers = append(answers, strings.Join(names, ", "))
			}
			for i, way := range []string{"claim by claim", "by all ties of the actors", "by days", "by ties of the edges"} {
				if answers[i] != answers[0] {
					t.Fatalf("claim by claim %s\n%s %s", answers[0], way, answers[i])
				}
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
