package store

import (
	"fmt"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/graph"
)

// link is one edge of one asserted claim.
type link struct{ subject, relation, object, claim quad.IRI }

// relations reads the edges between actors among the quads that fit: those
// whose predicate is a relation and whose label is a claim. What hangs on
// claims and sources, and what describes actors, is no edge.
func (s *snapshot) relations(p pattern, fn func(link) bool) error {
	var failed error
	err := s.each(p, func(ref cayley.Ref) bool {
		var e link
		for _, end := range []struct {
			dir    quad.Direction
			to     *quad.IRI
			prefix string
		}{
			{quad.Predicate, &e.relation, graph.RelationPrefix},
			{quad.Label, &e.claim, graph.ClaimPrefix},
			{quad.Subject, &e.subject, ""},
			{quad.Object, &e.object, ""},
		} {
			var v quad.Value
			if v, failed = s.at(ref, end.dir); failed != nil {
				return false
			}
			iri, ok := v.(quad.IRI)
			if !ok || !strings.HasPrefix(string(iri), end.prefix) {
				return true
			}
			*end.to = iri
		}
		return fn(e)
	})
	if failed != nil {
		err = failed
	}
	return err
}

// types lists the types that actors can have.
func (s *snapshot) types() ([]quad.IRI, error) {
	var out []quad.IRI
	for _, t := range s.vocabulary.Types() {
		out = append(out, quad.IRI(graph.TypePrefix+t.Name))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the vocabulary has no types")
	}
	return out, nil
}
