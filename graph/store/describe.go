package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// actorChanges works out the quads that the source itself is the label of:
// its own and those that describe actors.
func (l *Loader) actorChanges(snap *snapshot, node quad.IRI, replace bool, list *series, c *changes) error {
	there, err := snap.quads(pattern{subject: node, label: node})
	if err != nil {
		return err
	}
	about := l.source.Quads()
	if list != nil && slices.Contains(list.sources, node) && !l.opts.Replace {
		about = there // a file that has not changed keeps the date of the version it first was
	}
	c.difference(there, about)
	mine := keep.New[bool](&l.shelf) // actors that the source describes itself
	for label, d := range l.descriptions(node) {
		if label == graph.Gazetteer && node != graph.Gazetteer {
			if err := l.gazetteerSays(snap, &d.Description, c); err != nil {
				return err
			}
			continue
		}
		if replace {
			mine.Set(d.Actor.ID, true)
		}
		there, err := snap.quads(pattern{subject: quad.IRI(d.Actor.ID), label: node})
		if err != nil {
			return err
		}
		if !d.explicit && !replace && len(there) > 0 {
			continue // a claim's few words on an actor do not undo a description
		}
		want := d.Quads(node)
		if list == nil {
			c.difference(there, want)
			continue
		}
		// What versions said before stays said; the new one adds to it.
		if want, err = list.unsaid(snap, want); err != nil {
			return err
		}
		c.difference(nil, want)
	}
	if !replace {
		return l.shelf.Err()
	}
	old, err := snap.labelled(node)
	if err != nil {
		return err
	}
	for _, q := range old {
		actor, _ := q.Subject.(quad.IRI)
		if _, said := mine.Get(string(actor)); !said && actor != node {
			c.remove(q)
		}
	}
	return l.shelf.Err()
}

// described is what a source says of an actor; explicit says that it does so
// itself, and not in a claim's few words.
type described struct {
	graph.Description
	explicit bool
}

// descriptions are what the source says of each actor, once, by their IDs, and
// under which label that is stored: what the gazetteer knows under its own. One
// description is enough, and of one that claims name the gazetteer knows better.
func (l *Loader) descriptions(node quad.IRI) iter.Seq2[quad.IRI, described] {
	return func(yield func(quad.IRI, described) bool) {
		next, stop := iter.Pull2(l.known.Sorted())
		defer stop()
		known, says, more := next()
		given := func() bool {
			ok := yield(says.Label(l.source.ID), described{says, true})
			known, says, more = next()
			return ok
		}
		for id, actor := range l.named.Sorted() {
			for more && known < id {
				if !given() {
					return
				}
			}
			explicit, ok := more && known == id, true
			switch d, knows := l.gazetteer(id); {
			case knows && (node != graph.Gazetteer || !explicit):
				if ok = yield(graph.Gazetteer, described{d, explicit}); explicit {
					known, says, more = next()
				}
			case explicit:
				ok = given()
			default:
				ok = yield(node, described{graph.Description{Actor: actor, Within: actor.Within}, false})
			}
			if !ok {
				return
			}
		}
		for more {
			if !given() {
				return
			}
		}
	}
}

// gazetteer is what the gazetteer knows of an actor.
func (l *Loader) gazetteer(id string) (graph.Description, bool) {
	if l.opts.Gazetteer == nil {
		return graph.Description{}, false
	}
	return l.opts.Gazetteer(id)
}

// gazetteerSays adds what the gazetteer says of an actor that was not compared
// with the store yet. It is little.
func (l *Loader) gazetteerSays(snap *snapshot, d *graph.Description, c *changes) error {
	id := d.Actor.ID
	if l.described[id] {
		return nil
	}
	l.described[id] = true
	there, err := snap.quads(pattern{subject: quad.IRI(id), label: graph.Gazetteer})
	if err != nil {
		return err
	}
	c.difference(there, d.Quads(graph.Gazetteer))
	return nil
}

// RemoveSource deletes a source: its claims, what it says of actors and what
// is known of it. The ID may be given as an IRI, "source:…".
func (s *Store) RemoveSource(ctx context.Context, id string) (Result, error) {
	var r Result
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.begin(); err != nil {
		return r, err
	}
	c := s.newChanges(ctx)
	defer c.abort()
	err := guard(nil, func() error { return s.removal(ctx, id, c, &r) })
	switch {
	case errors.Is(err, ErrNotFound):
		return r, err
	case err != nil:
		return r, fmt.Errorf("reading store %s to remove source %s: %w", s.addr.name(), id, err)
	}
	if err := s.apply(ctx, c); err != nil {
		return r, fmt.Errorf("removing source %s: %w", id, err)
	}
	r.QuadsRemoved = c.removed
	return r, nil
}

func (s *Store) removal(ctx context.Context, id string, c *changes, r *Result) error {
	snap, err := s.engine.current(ctx)
	if err != nil {
		return err
	}
	defer snap.release()
	r.Source, err = snap.source(id)
	if err != nil {
		return err
	}
	node := graph.SourceIRI(r.Source.ID)
	if err := reopen(snap, node, c); err != nil {
		return err
	}
	remove := func(label quad.IRI) error {
		quads, err := snap.labelled(label)
		c.remove(quads...)
		return err
	}
	err = snap.eachClaimOf(node, func(id quad.IRI) error {
		r.Removed++
		return remove(id)
	})
	if err != nil {
		return err
	}
	return remove(node)
}

// eachClaimOf tells of each claim derived from a source, in the store's order.
func (s *snapshot) eachClaimOf(source quad.IRI, fn func(quad.IRI) error) error {
	return s.scan(pattern{predicate: graph.DerivedFrom, object: source}, func(q ids) (bool, error) {
		if q[labelAt] != q[subjectAt] {
			return true, nil // somebody else says so
		}
		v, err := s.value(q[subjectAt])
		if id, ok := v.(quad.IRI); ok && err == nil {
			err = fn(id)
		}
		return true, err
	})
}

// labelled reads all quads under a label. In a store that stock Cayley made,
// which has no index of labels, a claim's are found from the claim itself;
// for a source the whole store is read.
func (s *snapshot) labelled(label quad.IRI) ([]quad.Quad, error) {
	if s.reader.HasLabels() || !strings.HasPrefix(string(label), graph.ClaimPrefix) {
		return s.quads(pattern{label: label})
	}
	out, err := s.quads(pattern{subject: label, label: label})
	if err != nil {
		return nil, err
	}
	var edge pattern
	for _, q := range out {
		switch q.Predicate {
		case graph.RDFSubject:
			edge.subject = q.Object
		case graph.RDFPredicate:
			edge.predicate = q.Object
		case graph.RDFObject:
			edge.object = q.Object
		}
	}
	if edge.subject == nil || edge.predicate == nil || edge.object == nil {
		return out, nil
	}
	edge.label = label
	direct, err := s.quads(edge)
	return append(out, direct...), err
}
