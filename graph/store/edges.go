package store

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Edge is what asserted claims say together: one subject, relation and
// object, and who says so.
type Edge struct {
	Subject, Relation, Object string
	Claims                    []string // IDs, sorted
}

// Edges streams the edges that touch one of the actors, or, if none is given,
// all edges, sorted by subject, relation and object.
func (s *Store) Edges(ctx context.Context, actors ...string) iter.Seq2[Edge, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(Edge) bool) error {
		edges := map[[3]string][]string{}
		if len(actors) > 0 {
			for _, a := range iris(actors) {
				if err := snap.edges(a, edges, pattern{subject: a}, pattern{object: a}); err != nil {
					return err
				}
			}
			yieldEdges(edges, yield)
			return nil
		}
		all, err := snap.actors()
		if err != nil {
			return fmt.Errorf("looking for actors: %w", err)
		}
		for _, a := range all {
			if err := snap.edges(a, edges, pattern{subject: a}); err != nil {
				return err
			}
			if !yieldEdges(edges, yield) {
				return nil
			}
			clear(edges)
		}
		return nil
	})
}

func yieldEdges(edges map[[3]string][]string, yield func(Edge) bool) bool {
	for _, k := range slices.SortedFunc(maps.Keys(edges), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		claims := edges[k]
		slices.Sort(claims)
		if !yield(Edge{k[0], k[1], k[2], slices.Compact(claims)}) {
			return false
		}
	}
	return true
}

// edges gathers the edges of an actor among the quads that fit one of the
// patterns.
func (s *snapshot) edges(actor quad.IRI, into map[[3]string][]string, patterns ...pattern) error {
	for _, p := range patterns {
		err := s.relations(p, func(e link) error {
			k := [3]string{string(e.subject), e.relation, string(e.object)}
			into[k] = append(into[k], string(e.claim))
			return nil
		})
		if err != nil {
			return fmt.Errorf("reading the edges of %s: %w", actor, err)
		}
	}
	return nil
}

// link is one edge of one asserted claim.
type link struct {
	subject, object, claim quad.IRI
	relation               string // a name of the vocabulary, without prefix
}

// relations reads the edges between actors among the quads that fit: those
// whose predicate is a relation and whose label is a claim. What hangs on
// claims and sources, and what describes actors, is no edge.
func (s *snapshot) relations(p pattern, fn func(link) error) error {
	return s.scan(p, func(q ids) (bool, error) {
		relation, err := s.value(q[predicateAt])
		if err != nil {
			return false, err
		}
		iri, _ := relation.(quad.IRI)
		name, ok := strings.CutPrefix(string(iri), graph.RelationPrefix)
		if !ok {
			return true, nil
		}
		var e link
		e.relation = name
		for i, to := range map[int]*quad.IRI{subjectAt: &e.subject, objectAt: &e.object, labelAt: &e.claim} {
			v, err := s.value(q[i])
			if err != nil {
				return false, err
			}
			if *to, ok = v.(quad.IRI); !ok {
				return true, nil
			}
		}
		if !strings.HasPrefix(string(e.claim), graph.ClaimPrefix) {
			return true, nil
		}
		return true, fn(e)
	})
}
