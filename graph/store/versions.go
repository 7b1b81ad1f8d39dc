package store

import (
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// A list comes in versions, each a source, all of one series. A version says
// all that the list says; the store keeps each statement once, with the
// evidence of the version that said it first:
//
//   - what the new version says too, word for word, stays as it is;
//   - what it no longer says ends: the claim is kept and marked, its edge goes;
//   - what is new is added, with the new version as its source.
//
// Versions form a chain (prov:wasRevisionOf), whose end is the one that holds.

// RecordChanges counts the records of a list by what a version did to them.
// Changed ones read differently; Resolved ones read the same, but mean
// somebody else, as other records have it. Newer ones were left as they are:
// what the store holds of them is of a later day than the update.
type RecordChanges struct{ Added, Changed, Ended, Resolved, Unchanged, Newer int }

// series is what the store holds of a list.
type series struct {
	sources   []quad.IRI
	current   quad.IRI // the version that holds; "" if there is none
	published string   // the last day of any version
}

// series reads of which versions the loader's list is.
func (l *Loader) series(snap *snapshot) (*series, error) {
	s := &series{}
	var err error
	if s.sources, err = snap.column(pattern{predicate: graph.Series, object: quad.String(l.source.Series)}, subjectAt); err != nil {
		return nil, err
	}
	slices.Sort(s.sources)
	s.sources = slices.Compact(s.sources)
	for _, node := range s.sources {
		next, err := snap.first(pattern{predicate: graph.RevisionOf, object: node})
		if err != nil {
			return nil, err
		}
		if next == nil {
			s.current = node
		}
		version, err := snap.source(string(node))
		if err != nil {
			return nil, err
		}
		s.published = max(s.published, version.Published)
	}
	return s, nil
}

// each tells of each claim that the versions made, in the store's order, with
// the days of those versions.
func (s *series) each(snap *snapshot, fn func(id quad.IRI, published string) error) error {
	for _, node := range s.sources {
		version, err := snap.source(string(node))
		if err != nil {
			return err
		}
		if err := snap.eachClaimOf(node, func(id quad.IRI) error { return fn(id, version.Published) }); err != nil {
			return err
		}
	}
	return nil
}

// versionChanges works out what a version of a list changes. It says false if
// the version changes nothing because a newer one was loaded before.
func (l *Loader) versionChanges(snap *snapshot, s *series, node quad.IRI, merged map[string]string, c *changes, r *Result) (bool, error) {
	again := slices.Contains(s.sources, node)
	if again && node != s.current {
		r.Unchanged, r.Superseded = l.claims.count(), true
		return false, nil
	}
	if !again && l.touched == nil && l.source.Published != "" && s.published > l.source.Published {
		l.refuse(graph.Rejection{File: l.source.ID, Reason: fmt.Sprintf("the store holds a newer version of %s, of %s; this one is of %s: versions are loaded in the order of their dates", l.source.Series, s.published, l.source.Published)})
		r.Rejected++
		return false, nil
	}
	if again {
		stored, err := snap.source(string(node))
		if err != nil {
			return false, err
		}
		l.source.Replaces = stored.Replaces
	}
	v := &comparison{l: l, snap: snap, list: s, whole: !again || l.opts.Replace, r: r}
	if !again && l.touched != nil && l.source.Published != "" {
		v.newest = keep.New[string](&l.shelf)
	}
	if err := v.statements(merged); err != nil {
		return false, err
	}
	if err := l.claims.some(merged, v.added.has, func(claim *graph.Claim) error {
		c.difference(nil, claim.Quads())
		return nil
	}); err != nil {
		return false, err
	}
	at := 0
	if err := s.each(snap, func(id quad.IRI, _ string) error {
		at++
		if !v.ended.has(at - 1) {
			return nil
		}
		return l.end(snap, id, again, node, c)
	}); err != nil {
		return false, err
	}
	if !again && s.current != "" {
		l.source.Replaces = graph.SourceID(s.current)
		r.Ended, r.Removed = r.Removed, 0
	}
	return true, l.shelf.Err()
}

// end marks a claim that the list no longer makes. One that the very same
// version made goes: the reader has changed its mind, not the list.
func (l *Loader) end(snap *snapshot, id quad.IRI, again bool, node quad.IRI, c *changes) error {
	quads, err := snap.labelled(id)
	if err != nil {
		return err
	}
	claim, err := graph.ClaimFromQuads(quads)
	if err != nil {
		return err
	}
	if again && graph.SourceIRI(claim.Source.ID) == node {
		c.remove(quads...)
		return nil
	}
	claim.EndedBy, claim.Ended = l.source.ID, l.source.Published
	if claim.Ended == "" {
		claim.Ended = graph.EndUnknown
	}
	c.difference(quads, claim.Quads())
	return nil
}

// unsaid leaves out what an earlier version said of an actor already; all
// quads are about one.
func (s *series) unsaid(snap *snapshot, quads []quad.Quad) ([]quad.Quad, error) {
	type fact struct{ predicate, object quad.Value }
	said := map[fact]bool{}
	asked := map[quad.Value]bool{}
	for _, q := range quads {
		if asked[q.Predicate] {
			continue
		}
		asked[q.Predicate] = true
		there, err := snap.quads(pattern{subject: q.Subject, predicate: q.Predicate})
		if err != nil {
			return nil, err
		}
		for _, t := range there {
			if source, ok := t.Label.(quad.IRI); ok && slices.Contains(s.sources, source) {
				said[fact{t.Predicate, t.Object}] = true
			}
		}
	}
	// A name that is spelled anew may have the folded form of one that was
	// there. It brings that form along all the same: what a source says can be
	// found by itself, and goes with it.
	folded := map[quad.Value]bool{}
	for _, q := range quads {
		if (q.Predicate == graph.RDFSLabel || q.Predicate == graph.AltLabel) && !said[fact{q.Predicate, q.Object}] {
			folded[quad.String(graph.Fold(textOf(q.Object)))] = true
		}
	}
	return slices.DeleteFunc(quads, func(q quad.Quad) bool {
		return said[fact{q.Predicate, q.Object}] && !(q.Predicate == graph.Key && folded[q.Object])
	}), nil
}

// reopen undoes the ends that a version set, when the version goes.
func reopen(snap *snapshot, node quad.IRI, c *changes) error {
	ids, err := snap.column(pattern{predicate: graph.EndedBy, object: node}, subjectAt)
	if err != nil {
		return err
	}
	for _, id := range ids {
		quads, err := snap.labelled(id)
		if err != nil {
			return err
		}
		claim, err := graph.ClaimFromQuads(quads)
		if err != nil {
			return err
		}
		if graph.SourceIRI(claim.Source.ID) == node {
			continue
		}
		claim.Ended, claim.EndedBy = "", ""
		c.difference(quads, claim.Quads())
	}
	return nil
}
