package store

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Who is the same. Actors are merged by decisions that stand in a file of the
// user's; the store keeps what follows from them:
//
//	<actor:b>   <ent:mergedInto>  <actor:a>  <source:decisions>
//	<actor:b>   <owl:sameAs>      <actor:a>  <source:decisions>
//	<claim:…>   <rdf:subject>     <actor:a>  <claim:…>
//	<claim:…>   <ent:subjectWas>  <actor:b>  <claim:…>
//
// Claims are rewritten when a decision comes, not when they are read: every
// query, path, export and the stock console then sees one actor without
// knowing of decisions, and at no cost, for there are far fewer decisions than
// readings. What the source said stays on the claim, so that taking a decision
// back rewrites the same claims again and leaves no trace. The ID of a claim
// is made of what the source said and does not change.

// mergedInto reads which actors are merged into which; nearly always few.
func (s *snapshot) mergedInto() (map[string]string, error) {
	if s.merged != nil {
		return s.merged, nil
	}
	merged := map[string]string{}
	quads, err := s.quads(pattern{predicate: graph.MergedInto})
	if err != nil {
		return nil, fmt.Errorf("reading who is the same: %w", err)
	}
	for _, q := range quads {
		from, _ := q.Subject.(quad.IRI)
		into, ok := q.Object.(quad.IRI)
		if ok && q.Label == quad.Value(graph.Decisions) {
			merged[string(from)] = string(into)
		}
	}
	s.merged = merged
	return merged, nil
}

// cluster gives the actor that an ID means and all that are merged into it,
// itself first.
func (s *snapshot) cluster(id quad.IRI) (quad.IRI, []quad.IRI, error) {
	merged, err := s.mergedInto()
	if err != nil {
		return id, nil, err
	}
	if into := merged[string(id)]; into != "" {
		id = quad.IRI(into)
	}
	members := []quad.IRI{}
	for _, from := range sortedKeys(merged) {
		if merged[from] == string(id) {
			members = append(members, quad.IRI(from))
		}
	}
	return id, append([]quad.IRI{id}, members...), nil
}

// merge gives the actors that IDs mean, each once.
func (s *snapshot) merge(ids []quad.IRI) ([]quad.IRI, error) {
	merged, err := s.mergedInto()
	if err != nil || len(merged) == 0 {
		return ids, err
	}
	out := make([]quad.IRI, len(ids))
	for i, id := range ids {
		out[i] = id
		if into := merged[string(id)]; into != "" {
			out[i] = quad.IRI(into)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// identify sets a claim's actors to those they are decided to be.
func identify(c *graph.Claim, merged map[string]string) {
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a == nil {
			continue
		}
		given := a.Given()
		a.ID, a.Was = given, ""
		if into := merged[given]; into != "" {
			a.ID, a.Was = into, given
		}
	}
}

// Merged tells which actors are merged into which others.
func (s *Store) Merged(ctx context.Context) (map[string]string, error) {
	var out map[string]string
	err := s.view(ctx, func(snap *snapshot) error {
		var err error
		out, err = snap.mergedInto()
		return err
	})
	return out, err
}

// MergeResult is what [Store.Merge] changed.
type MergeResult struct {
	Merged, Parted int // actors
	Claims         int // rewritten
}

// Merge makes actors one, and takes apart those that were and no longer are:
// merged gives for each actor that is another one the ID of that one, which
// must not be merged itself. source is what the decisions were read from; its
// ID is not looked at. All of it happens in one transaction, and giving the
// same map again changes nothing.
func (s *Store) Merge(ctx context.Context, merged map[string]string, source graph.Source) (MergeResult, error) {
	var r MergeResult
	for from, into := range merged {
		if merged[into] != "" || from == into {
			return r, fmt.Errorf("merging %s into %s, which is merged into %s", from, into, merged[into])
		}
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return r, err
	}
	c := s.newChanges(ctx)
	defer c.abort()
	if err := guard(nil, func() error { return s.mergeChanges(ctx, merged, source, c, &r) }); err != nil {
		return r, fmt.Errorf("reading store %s to merge actors: %w", s.addr.path, err)
	}
	if err := s.apply(ctx, c); err != nil {
		return r, fmt.Errorf("merging actors: %w", err)
	}
	return r, nil
}

func (s *Store) mergeChanges(ctx context.Context, merged map[string]string, source graph.Source, c *changes, r *MergeResult) error {
	snap, err := s.engine.current(ctx)
	if err != nil {
		return err
	}
	defer snap.release()
	old, err := snap.mergedInto()
	if err != nil {
		return err
	}
	changed := map[string]bool{}
	statements := func(from, into string) []quad.Quad {
		return []quad.Quad{
			{Subject: quad.IRI(from), Predicate: graph.MergedInto, Object: quad.IRI(into), Label: graph.Decisions},
			{Subject: quad.IRI(from), Predicate: graph.SameAs, Object: quad.IRI(into), Label: graph.Decisions},
		}
	}
	var had, want []quad.Quad
	for _, from := range sortedKeys(old) {
		had = append(had, statements(from, old[from])...)
		if merged[from] != old[from] {
			changed[from] = true
			r.Parted++
		}
	}
	for _, from := range sortedKeys(merged) {
		want = append(want, statements(from, merged[from])...)
		if merged[from] != old[from] {
			changed[from] = true
			r.Merged++
		}
	}
	there, err := snap.quads(pattern{subject: graph.Decisions, label: graph.Decisions})
	if err != nil {
		return err
	}
	had = append(had, there...)
	if len(merged) > 0 || source.SHA256 != "" {
		source.ID = graph.SourceID(graph.Decisions)
		want = append(want, source.Quads()...)
	}
	c.difference(had, want)

	claims := map[quad.IRI]bool{}
	for id := range changed {
		for _, p := range []quad.IRI{
			graph.RDFSubject, graph.RDFObject, graph.PlaceOf, graph.SpeakerOf,
			graph.SubjectWas, graph.ObjectWas, graph.PlaceWas, graph.SpeakerWas,
		} {
			found, err := snap.column(pattern{predicate: p, object: quad.IRI(id)}, subjectAt)
			if err != nil {
				return err
			}
			for _, claim := range found {
				claims[claim] = true
			}
		}
	}
	for _, id := range sortedKeys(claims) {
		quads, err := snap.labelled(id)
		if err != nil {
			return err
		}
		claim, err := graph.ClaimFromQuads(quads)
		if err != nil {
			return err
		}
		identify(&claim, merged)
		if c.difference(quads, claim.Quads()) {
			r.Claims++
		}
	}
	return nil
}

// Described reads what is said of an actor by itself, whatever it is merged
// with; ErrNotFound if nothing is.
func (s *Store) Described(ctx context.Context, id string) (graph.Description, error) {
	var d graph.Description
	err := s.view(ctx, func(snap *snapshot) error {
		snap.merged = map[string]string{}
		var err error
		d, err = snap.description(quad.IRI(id))
		return err
	})
	return d, err
}

// DescribedBy streams what one source says of actors, sorted by ID. Actors are
// those that they are decided to be.
func (s *Store) DescribedBy(ctx context.Context, source string) iter.Seq2[graph.Description, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(graph.Description) bool) error {
		merged, err := snap.mergedInto()
		if err != nil {
			return err
		}
		node := sourceNode(source)
		quads, err := snap.labelled(node)
		if err != nil {
			return fmt.Errorf("reading what %s says of actors: %w", source, err)
		}
		slices.SortFunc(quads, graph.CompareQuads)
		var d graph.Description
		for i, q := range quads {
			id, _ := q.Subject.(quad.IRI)
			if id != node {
				d.Actor.ID = string(id)
				if into := merged[d.Actor.ID]; into != "" {
					d.Actor.ID = into
				}
				describe(&d, q)
			}
			if i+1 == len(quads) || quads[i+1].Subject != q.Subject {
				if d.Actor.Type != "" && !yield(d) {
					return nil
				}
				d = graph.Description{}
			}
		}
		return nil
	})
}
