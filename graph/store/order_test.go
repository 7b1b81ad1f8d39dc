package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// However few hashes are held at once, and whatever other IDs stand between
// them, the claims of a store come by ID, each once, and stop when told to.
func TestOrderOfClaims(t *testing.T) {
	var want []quad.IRI
	var quads []quad.Quad
	add := func(id quad.IRI, labels ...quad.Value) {
		want = append(want, id)
		for _, l := range labels {
			quads = append(quads, quad.Quad{Subject: id, Predicate: graph.RDFType, Object: graph.ClaimType, Label: l})
		}
	}
	for i := range 500 {
		sum := sha256.Sum256(fmt.Append(nil, i))
		id := quad.IRI(graph.ClaimPrefix + hex.EncodeToString(sum[:hashSize]))
		add(id, id)
	}
	twice := want[7]
	quads = append(quads, quad.Quad{Subject: twice, Predicate: graph.RDFType, Object: graph.ClaimType, Label: quad.IRI("source:other")})
	for _, id := range []quad.IRI{"claim:", "claim:7", "claim:7F7f7f7f7f7f7f7f7f7f7f7f", "claim:7f7f7f7f7f7f7f7f7f7f7f7f7f", "another:7", "zebra:7"} {
		add(id, id)
	}
	quads = append(quads, quad.Quad{Subject: quad.BNode("nobody"), Predicate: graph.RDFType, Object: graph.ClaimType, Label: quad.IRI("source:other")})
	slices.Sort(want)
	for _, addr := range []string{"entente:" + t.TempDir() + "/order.db", "memstore:"} {
		s, err := Open(t.Context(), addr, Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if _, _, err := s.AddQuads(t.Context(), withoutErrors(quads)); err != nil {
			t.Fatal(err)
		}
		err = s.view(t.Context(), func(snap *snapshot) error {
			numbers := func(fn func(uint64) error) error { return snap.numbersOf(&Filter{}, fn) }
			for _, most := range []int{1, 7, 100, 499, 500, 501, sortedAtOnce} {
				if most == 1 && addr != "memstore:" {
					continue // 500 rounds are enough once
				}
				for _, stop := range []int{1, 250, len(want) + 1} {
					var got []quad.IRI
					err := snap.sorted(numbers, most, func(id quad.IRI) (bool, error) {
						got = append(got, id)
						return len(got) < stop, nil
					})
					if wanted := want[:min(stop, len(want))]; err != nil || !slices.Equal(got, wanted) {
						t.Errorf("%s, %d at once, stopped at %d: %d of %d, %v", addr, most, stop, len(got), len(wanted), err)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func withoutErrors(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}
