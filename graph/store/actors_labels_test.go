package store

import (
	"context"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Many actors are called what each of them is, whoever says so.
func TestLabelsOfMany(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	var quads []quad.Quad
	var actors []string
	add := func(id, label string, source quad.IRI) {
		quads = append(quads, quad.Quad{Subject: quad.IRI(id), Predicate: graph.RDFSLabel, Object: quad.String(label), Label: source})
	}
	for i := range 200 {
		id := fmt.Sprint("actor:", i)
		actors = append(actors, id)
		source := graph.SourceIRI(fmt.Sprint("s", i%5))
		switch i % 7 {
		case 0: // nobody says anything
		case 1:
			add(id, fmt.Sprint("known ", i), graph.Gazetteer)
			add(id, fmt.Sprint("a name ", i), source)
		case 2:
			add(id, fmt.Sprint("one ", i), source)
			add(id, fmt.Sprint("one ", i), graph.SourceIRI("other"))
		case 3:
			add(id, fmt.Sprint("z ", i), source)
			add(id, fmt.Sprint("b ", i), graph.SourceIRI("other"))
		case 4:
			add(id, fmt.Sprint("z known ", i), graph.Gazetteer)
			add(id, fmt.Sprint("known ", i), graph.Gazetteer)
		default:
			add(id, fmt.Sprint("one ", i), source)
		}
	}
	for _, there := range []bool{false, true} {
		if there {
			if _, _, err := s.AddQuads(ctx, each(quads)); err != nil {
				t.Fatal(err)
			}
		}
		known, err := s.Named(ctx, actors, false)
		if err != nil {
			t.Fatal(err)
		}
		err = s.view(ctx, func(snap *snapshot) error {
			for _, id := range actors {
				label, err := snap.labelOf(quad.IRI(id))
				if err != nil {
					return err
				}
				if known[id].Label != label {
					t.Errorf("%s is called %q among many, and %q alone", id, known[id].Label, label)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
