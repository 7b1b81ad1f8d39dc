package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

// Actors streams what is known of every actor, sorted by ID.
func (s *Store) Actors(ctx context.Context) iter.Seq2[graph.Description, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(graph.Description) bool) error {
		ids, err := snap.actors()
		if err != nil {
			return fmt.Errorf("looking for actors: %w", err)
		}
		for _, id := range ids {
			d, err := snap.description(id)
			if err != nil {
				return err
			}
			if !yield(d) {
				return nil
			}
		}
		return nil
	})
}

// Actor reads what is known of one actor; ErrNotFound if the store does not
// know its ID.
func (s *Store) Actor(ctx context.Context, id string) (graph.Description, error) {
	var d graph.Description
	err := s.view(ctx, func(snap *snapshot) error {
		var err error
		d, err = snap.description(quad.IRI(id))
		return err
	})
	return d, err
}

// Named reads the labels of actors, by ID, and with typed their types. One
// that nobody describes has neither.
func (s *Store) Named(ctx context.Context, ids []string, typed bool) (map[string]graph.Actor, error) {
	out := make(map[string]graph.Actor, len(ids))
	err := s.view(ctx, func(snap *snapshot) error {
		// In the order of the store's keys, so that what stands together is
		// read together.
		ids := slices.Compact(slices.Sorted(slices.Values(ids)))
		if !typed {
			labels, err := snap.labels(ids)
			for i := range labels {
				out[ids[i]] = graph.Actor{ID: ids[i], Label: labels[i]}
			}
			return errors.Join(err, snap.ctx.Err())
		}
		for _, id := range ids {
			a, err := snap.actor(quad.IRI(id), "")
			if err != nil {
				return err
			}
			out[id] = graph.Actor{ID: id, Label: a.Label, Type: a.Type}
		}
		return snap.ctx.Err()
	})
	return out, err
}

// labelOf reads what an actor is called: by the gazetteer, or else by the
// first by name of those who call it something.
func (s *snapshot) labelOf(id quad.IRI) (string, error) {
	quads, err := s.said(id, graph.RDFSLabel)
	if err != nil || len(quads) == 0 {
		return "", err
	}
	first := slices.MinFunc(quads, func(a, b quad.Quad) int {
		return cmp.Or(cmp.Compare(rank(a.Label), rank(b.Label)), graph.CompareQuads(a, b))
	})
	return textOf(first.Object), nil
}

// actors lists the actors that have a name.
func (s *snapshot) actors() ([]quad.IRI, error) {
	var out []quad.IRI
	for _, t := range s.vocabulary.Types() {
		ids, err := s.column(pattern{predicate: graph.RDFType, object: quad.IRI(graph.TypePrefix + t.Name)}, subjectAt)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	merged, err := s.mergedInto()
	if err != nil {
		return nil, err
	}
	out = slices.DeleteFunc(out, func(id quad.IRI) bool { return merged[string(id)] != "" })
	slices.Sort(out)
	return slices.Compact(out), nil
}

// description gathers what all sources say of an actor, and of those that are
// decided to be the same. Where they differ on what an actor has one of, the
// gazetteer decides, then what is said of this one, then the first by name.
func (s *snapshot) description(id quad.IRI) (graph.Description, error) {
	id, members, err := s.cluster(id)
	d := graph.Description{Actor: graph.Actor{ID: string(id)}}
	if err != nil {
		return d, err
	}
	// Predicate by predicate: an actor's edges have it as subject too, and a
	// hub has ten thousand.
	var quads []quad.Quad
	for _, member := range members {
		for _, p := range describing {
			found, err := s.said(member, p)
			if err != nil {
				return d, fmt.Errorf("reading %s: %w", member, err)
			}
			quads = append(quads, found...)
		}
	}
	other := func(q quad.Quad) int {
		if q.Subject == quad.Value(id) {
			return 0
		}
		return 1
	}
	slices.SortFunc(quads, func(a, b quad.Quad) int {
		return cmp.Or(cmp.Compare(rank(a.Label), rank(b.Label)), cmp.Compare(other(a), other(b)), graph.CompareQuads(a, b))
	})
	found := false
	for _, q := range quads {
		found = describe(&d, q) || found
	}
	if !found {
		return d, fmt.Errorf("actor %s: %w", id, ErrNotFound)
	}
	d.Aliases = graph.Aliases(d.Actor.Label, d.Aliases)
	d.SameAs = slices.DeleteFunc(graph.Aliases("", d.SameAs), func(iri string) bool { return iri == string(id) })
	d.Born = graph.Aliases("", d.Born)
	d.Codes = graph.Aliases("", d.Codes)
	return d, nil
}

// said reads what is said of an actor under a predicate, each thing once: by
// the gazetteer, if it says so, or else by the first by name of those who do
// wherever that decides anything. Ten thousand sources may say the same.
func (s *snapshot) said(actor, predicate quad.IRI) ([]quad.Quad, error) {
	about := pattern{subject: actor, predicate: predicate}
	r, ok := s.reader.(indexReader)
	if !ok {
		return s.quads(about)
	}
	want, ok, err := s.numbered(about)
	if !ok || err != nil {
		return nil, err
	}
	gazetteer, err := s.number(graph.Gazetteer)
	if err != nil {
		return nil, err
	}
	known, alone, err := eachSaid(r, want[subjectAt], want[predicateAt], gazetteer)
	if err != nil {
		return nil, err
	}
	several := predicate == graph.RDFSLabel || predicate == graph.RDFType || predicate == graph.Within
	if several && len(known) == 0 && len(alone) > 1 {
		return s.quads(about)
	}
	var quads []quad.Quad
	for _, q := range append(known, alone...) {
		one, err := s.quad(q)
		if err != nil {
			return nil, err
		}
		quads = append(quads, one)
	}
	return quads, nil
}

// eachSaid lists a quad for everything that is said of an actor under a
// predicate: what the gazetteer says, too, and what others say alone.
func eachSaid(r indexReader, actor, predicate, gazetteer uint64) (known, alone []ids, err error) {
	err = r.Objects(actor, predicate, func(q ids) error {
		if gazetteer != 0 && q[labelAt] != gazetteer {
			by := q
			by[labelAt] = gazetteer
			there, err := r.HasIDs(by)
			if err != nil {
				return err
			}
			if there {
				q = by
			}
		}
		if q[labelAt] != gazetteer || gazetteer == 0 {
			alone = append(alone, q)
		} else {
			known = append(known, q)
		}
		return nil
	})
	return known, alone, err
}

// describe adds what a quad says of an actor; false if it says nothing.
func describe(d *graph.Description, q quad.Quad) bool {
	p, _ := q.Predicate.(quad.IRI)
	iri, _ := q.Object.(quad.IRI)
	text := textOf(q.Object)
	switch p {
	case graph.RDFType:
		if t, ok := strings.CutPrefix(string(iri), graph.TypePrefix); ok && d.Actor.Type == "" {
			d.Actor.Type = t
		}
	case graph.RDFSLabel:
		if d.Actor.Label == "" {
			d.Actor.Label = text
		} else {
			d.Aliases = append(d.Aliases, text)
		}
	case graph.AltLabel:
		d.Aliases = append(d.Aliases, text)
	case graph.SameAs:
		d.SameAs = append(d.SameAs, string(iri))
	case graph.Identifier:
		d.Codes = append(d.Codes, text)
	case graph.Born:
		d.Born = append(d.Born, text)
	case graph.Within:
		if d.Within == "" {
			d.Within = string(iri)
		}
	default:
		return false
	}
	return true
}

// describing are the predicates that a description is made of.
var describing = []quad.IRI{graph.RDFType, graph.RDFSLabel, graph.AltLabel, graph.SameAs, graph.Identifier, graph.Within, graph.Born}

// rank puts the gazetteer before other sources.
func rank(label quad.Value) int {
	if label == quad.Value(graph.Gazetteer) {
		return 0
	}
	return 1
}

// actor reads an actor's label and type: what this source calls it, or else
// what the gazetteer or others do.
func (s *snapshot) actor(id quad.IRI, source string) (graph.Actor, error) {
	key := actorKey{id, source}
	if a, ok := s.named[key]; ok {
		return a, nil
	}
	a := graph.Actor{ID: string(id)}
	node := quad.Value(graph.SourceIRI(source))
	// What this source says comes first; only if it says nothing are the
	// others asked, who may be many.
	said, err := s.saidBy(id, node)
	for i, p := range naming {
		if err == nil && len(said[i]) == 0 && p != graph.Within {
			said[i], err = s.said(id, p)
		}
	}
	if err != nil {
		return a, fmt.Errorf("reading %s: %w", id, err)
	}
	quads, types, within := said[0], said[1], said[2]
	for _, q := range within {
		if iri, ok := q.Object.(quad.IRI); ok && q.Label == node {
			a.Within = string(iri)
		}
	}
	quads = append(quads, types...)
	slices.SortFunc(quads, func(a, b quad.Quad) int {
		own := func(q quad.Quad) int {
			if q.Label == node {
				return 0
			}
			return 1 + rank(q.Label)
		}
		return cmp.Or(cmp.Compare(own(a), own(b)), graph.CompareQuads(a, b))
	})
	for _, q := range quads {
		if q.Predicate == quad.Value(graph.RDFSLabel) {
			if a.Label == "" {
				a.Label = textOf(q.Object)
			}
			continue
		}
		iri, _ := q.Object.(quad.IRI)
		if t, ok := strings.CutPrefix(string(iri), graph.TypePrefix); ok && a.Type == "" {
			a.Type = t
		}
	}
	if len(s.named) >= valuesKept {
		clear(s.named)
	}
	s.named[key] = a
	return a, nil
}

// naming are the predicates that a claim's actors are named by.
var naming = [...]quad.IRI{graph.RDFSLabel, graph.RDFType, graph.Within}

// saidBy reads what one label says of an actor under each of them. Where a
// label's quads are found by subject, all of them are gone through at once.
func (s *snapshot) saidBy(actor quad.IRI, label quad.Value) (said [len(naming)][]quad.Quad, err error) {
	if _, ok := s.reader.(indexReader); !ok {
		for i, p := range naming {
			if said[i], err = s.quads(pattern{subject: actor, predicate: p, label: label}); err != nil {
				return said, err
			}
		}
		return said, nil
	}
	want, ok, err := s.numbered(pattern{subject: actor, label: label})
	if !ok || err != nil {
		return said, err
	}
	var predicates [len(naming)]uint64
	for i, p := range naming {
		if predicates[i], err = s.number(p); err != nil {
			return said, err
		}
	}
	err = s.follow(want, func(found ids) (bool, error) {
		i := slices.Index(predicates[:], found[predicateAt])
		if i < 0 {
			return true, nil
		}
		q, err := s.quad(found)
		said[i] = append(said[i], q)
		return true, err
	})
	return said, err
}

// actorKey is an actor as one source knows it.
type actorKey struct {
	id     quad.IRI
	source string
}

func textOf(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	}
	return ""
}

// Lookup finds the actors that a name may mean: one whose ID it is, or else
// those whose label or other name it is, letter for letter, or else those
// whose names fold alike (see [graph.Fold]). Sorted by ID; none is no error.
func (s *Store) Lookup(ctx context.Context, name string) ([]graph.Actor, error) {
	var out []graph.Actor
	err := s.view(ctx, func(snap *snapshot) error {
		ids, err := snap.lookup(name)
		if err == nil {
			ids, err = snap.merge(ids)
		}
		if err != nil {
			return fmt.Errorf("looking up %q: %w", name, err)
		}
		for _, id := range ids {
			d, err := snap.description(id)
			if err != nil {
				return err
			}
			out = append(out, d.Actor)
		}
		return nil
	})
	return out, err
}

func (s *snapshot) lookup(name string) ([]quad.IRI, error) {
	if name == "" {
		return nil, nil
	}
	if id := quad.IRI(name); strings.HasPrefix(name, graph.ActorPrefix) {
		label, err := s.first(pattern{subject: id, predicate: graph.RDFSLabel})
		if err != nil || label != nil {
			return []quad.IRI{id}, err
		}
	}
	english := quad.LangString{Value: quad.String(name), Lang: "en"}
	for _, p := range []pattern{
		{predicate: graph.RDFSLabel, object: english},
		{predicate: graph.AltLabel, object: english},
		{predicate: graph.Key, object: quad.String(graph.Fold(name))},
		{predicate: graph.Identifier, object: quad.String(name)},
	} {
		ids, err := s.column(p, subjectAt)
		if err != nil {
			return nil, err
		}
		if len(ids) > 0 {
			slices.Sort(ids)
			return slices.Compact(ids), nil
		}
	}
	return nil, nil
}

// NameKind says what kind of name a [Name] is.
type NameKind string

// The kinds of name.
const (
	Label NameKind = "label"
	Alias NameKind = "alias"
	Code  NameKind = "code"
)

// Name is one name of an actor.
type Name struct {
	Actor string // ID
	Text  string
	Kind  NameKind
}

// Names streams every name of every actor, sorted by actor, labels first: for
// finding the nearest ones and for completion.
func (s *Store) Names(ctx context.Context) iter.Seq2[Name, error] {
	return stream(ctx, s, func(snap *snapshot, yield func(Name) bool) error {
		ids, err := snap.actors()
		if err != nil {
			return fmt.Errorf("looking for actors: %w", err)
		}
		for _, id := range ids {
			d, err := snap.description(id)
			if err != nil {
				return err
			}
			names := []Name{{d.Actor.ID, d.Actor.Label, Label}}
			for _, a := range d.Aliases {
				names = append(names, Name{d.Actor.ID, a, Alias})
			}
			for _, c := range d.Codes {
				names = append(names, Name{d.Actor.ID, c, Code})
			}
			for _, n := range names {
				if n.Text != "" && !yield(n) {
					return nil
				}
			}
		}
		return nil
	})
}
