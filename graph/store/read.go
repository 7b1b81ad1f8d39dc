package store

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Filter chooses claims. The fields are joined by AND, the values of one by
// OR; empty fields choose nothing out. Actors, claims and sources may be given
// by IRI, relations by name ("trades-with").
type Filter struct {
	IDs               []string
	Actors            []string  // as subject or object
	Between           [2]string // as subject and object, either way
	Subjects, Objects []string
	Relations         []string
	Statuses          []graph.Status
	Sources           []string

	MinConfidence float64
	// NotAfter leaves out claims that are about later days only, NotBefore
	// those about earlier days only; claims without a date stay.
	NotAfter, NotBefore string

	Limit int // 0 means all

	// AnyOrder takes claims in the order of the index that finds them: nothing
	// is held and sorted first, so memory does not grow with their number, if
	// the filter names neither actors nor sources.
	AnyOrder bool
}

// Claims streams the claims that a filter chooses, sorted by ID if it does not
// say otherwise, with the labels and types of their actors and all that is
// known of their source.
func (s *Store) Claims(ctx context.Context, f Filter) iter.Seq2[graph.Claim, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(graph.Claim) bool) error {
		n, allows := 0, f.test()
		return snap.each(f, func(id quad.IRI) (bool, error) {
			c, err := snap.claim(id)
			if err != nil || !allows(&c) {
				return true, err
			}
			n++
			return yield(c) && n != f.Limit, nil
		})
	})
}

// Claim reads one claim; ErrNotFound if there is none of this ID.
func (s *Store) Claim(ctx context.Context, id string) (graph.Claim, error) {
	var c graph.Claim
	err := s.view(ctx, func(snap *snapshot) error {
		var err error
		c, err = snap.claim(quad.IRI(id))
		return err
	})
	return c, err
}

// test makes the test of whether a claim fits, for what the indexes were not
// asked for. A filter can name every actor of a graph.
func (f *Filter) test() func(*graph.Claim) bool {
	ids, actors, subjects, objects := among(f.IDs), among(f.Actors), among(f.Subjects), among(f.Objects)
	relations, statuses, sources := among(f.Relations), among(f.Statuses), among(f.Sources)
	return func(c *graph.Claim) bool {
		s, o := c.Subject.ID, c.Object.ID
		if f.Between[0] != "" && f.Between != [2]string{s, o} && f.Between != [2]string{o, s} {
			return false
		}
		if c.Confidence < f.MinConfidence || f.NotAfter != "" && c.Time.Earliest > f.NotAfter ||
			f.NotBefore != "" && c.Time.Latest != "" && c.Time.Latest < f.NotBefore {
			return false
		}
		return ids(c.ID) && (actors(s) || actors(o)) && subjects(s) && objects(o) && relations(c.Relation) && statuses(c.Status) &&
			(sources(c.Source.ID) || sources(string(graph.SourceIRI(c.Source.ID))))
	}
}

// among tells whether a value is in a list; everything is in the empty one.
func among[T comparable](list []T) func(T) bool {
	if len(list) == 0 {
		return func(T) bool { return true }
	}
	set := make(map[T]bool, len(list))
	for _, v := range list {
		set[v] = true
	}
	return func(v T) bool { return set[v] }
}

// each calls fn with the claims among which a filter's are, until it returns
// false or an error.
func (s *snapshot) each(f Filter, fn func(quad.IRI) (bool, error)) error {
	if !f.AnyOrder || len(f.IDs)+len(f.Subjects)+len(f.Objects)+len(f.Actors)+len(f.Sources) > 0 || f.Between[0] != "" {
		var failed error // of fn, which is no fault of looking
		err := s.inOrder(&f, func(id quad.IRI) (more bool, err error) {
			more, failed = fn(id)
			return more, failed
		})
		if err != nil && failed == nil {
			err = fmt.Errorf("looking for claims: %w", err)
		}
		return err
	}
	patterns := []pattern{{predicate: graph.RDFType, object: graph.ClaimType}}
	if len(f.Relations) > 0 {
		patterns = patterns[:0]
		for _, r := range slices.Compact(slices.Sorted(slices.Values(f.Relations))) {
			patterns = append(patterns, pattern{predicate: graph.RDFPredicate, object: quad.IRI(graph.RelationPrefix + r)})
		}
	}
	for _, p := range patterns {
		stopped := false
		err := s.scan(p, func(q ids) (bool, error) {
			v, err := s.value(q[subjectAt])
			if err != nil {
				return false, err
			}
			id, ok := v.(quad.IRI)
			if !ok {
				return true, nil
			}
			s.remember(id, q[subjectAt])
			more, err := fn(id)
			stopped = !more
			return more, err
		})
		if err != nil || stopped {
			return err
		}
	}
	return nil
}

// bareClaim reads a claim without what is known of its actors and its source
// but their IDs.
func (s *snapshot) bareClaim(id quad.IRI) (graph.Claim, error) {
	quads := make([]quad.Quad, 0, 24)
	err := s.scan(pattern{subject: id, label: id}, func(found ids) (bool, error) {
		q, err := s.quad(found)
		if err == nil {
			if _, isName := q.Object.(quad.IRI); isName {
				s.remember(q.Object, found[objectAt]) // of an actor or the source, who are asked for next
			}
		}
		quads = append(quads, q)
		return true, err
	})
	if err != nil {
		return graph.Claim{}, fmt.Errorf("reading %s: %w", id, err)
	}
	if len(quads) == 0 {
		return graph.Claim{}, fmt.Errorf("%s: %w", id, ErrNotFound)
	}
	return graph.ClaimFromQuads(quads)
}

// claim reads a claim whole.
func (s *snapshot) claim(id quad.IRI) (graph.Claim, error) {
	c, err := s.bareClaim(id)
	if err != nil {
		return c, err
	}
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a == nil {
			continue
		}
		known, err := s.actor(quad.IRI(a.ID), c.Source.ID)
		if err != nil {
			return c, err
		}
		a.Label, a.Type, a.Within = known.Label, known.Type, known.Within
	}
	source, err := s.source(c.Source.ID)
	if err == nil {
		c.Source = source
	}
	return c, s.ctx.Err()
}

// Sources streams the sources, sorted by ID.
func (s *Store) Sources(ctx context.Context) iter.Seq2[graph.Source, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(graph.Source) bool) error {
		nodes, err := snap.column(pattern{predicate: graph.RDFType, object: graph.SourceType}, subjectAt)
		if err != nil {
			return fmt.Errorf("looking for sources: %w", err)
		}
		ids := make([]string, len(nodes))
		for i, node := range nodes {
			ids[i] = graph.SourceID(node)
		}
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			source, err := snap.source(id)
			if err != nil {
				return err
			}
			if !yield(source) {
				return nil
			}
		}
		return nil
	})
}

// Source reads what is known of one source, given by ID or IRI; ErrNotFound
// if the store has none of this ID.
func (s *Store) Source(ctx context.Context, id string) (graph.Source, error) {
	var out graph.Source
	err := s.view(ctx, func(snap *snapshot) error {
		var err error
		out, err = snap.source(id)
		return err
	})
	return out, err
}

// sourceNode takes a source's ID or its IRI. IDs that begin with "source:"
// themselves must be given as IRIs.
func sourceNode(id string) quad.IRI {
	if strings.HasPrefix(id, graph.SourcePrefix) {
		return quad.IRI(id)
	}
	return graph.SourceIRI(id)
}

func (s *snapshot) source(id string) (graph.Source, error) {
	node := sourceNode(id)
	if known, ok := s.sources[node]; ok {
		return known, nil
	}
	out := graph.Source{ID: graph.SourceID(node)}
	quads, err := s.quads(pattern{subject: node, label: node})
	if err != nil {
		return out, fmt.Errorf("reading %s: %w", node, err)
	}
	if len(quads) == 0 {
		return out, fmt.Errorf("source %s: %w", out.ID, ErrNotFound)
	}
	slices.SortFunc(quads, graph.CompareQuads)
	for _, q := range quads {
		text, _ := q.Object.(quad.String)
		switch q.Predicate {
		case graph.Headline:
			out.Title = string(text)
		case graph.Publisher:
			out.Publisher = string(text)
		case graph.Published:
			out.Published = string(text)
		case graph.URL:
			out.URL = string(text)
		case graph.SHA256:
			out.SHA256 = string(text)
		case graph.Licence:
			out.Licence = string(text)
		case graph.Version:
			out.Version = string(text)
		case graph.Series:
			out.Series = string(text)
		case graph.RevisionOf:
			if iri, ok := q.Object.(quad.IRI); ok {
				out.Replaces = graph.SourceID(iri)
			}
		}
	}
	if len(s.sources) >= valuesKept {
		clear(s.sources)
	}
	s.sources[node] = out
	return out, nil
}

func iris(ids []string) []quad.IRI {
	out := make([]quad.IRI, len(ids))
	for i, id := range ids {
		out[i] = quad.IRI(id)
	}
	return out
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
