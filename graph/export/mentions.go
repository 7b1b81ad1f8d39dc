package export

import (
	"cmp"
	"context"
	"iter"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// mentions reads claims for what sources say apart from them: what they are
// themselves, and which actors they name. The gazetteer is a source here.
//
// A source and an actor are a pair, and pairs grow with the claims: they are
// records to be sorted, of which only some are held.
type mentions struct {
	lookup *lookup
	text   func(quad.Value) (string, error) // as the format writes a subject, and sorts by it
	sorted bool                             // the claims that were read came by ID
}

// mention is what one source says of one subject.
type mention struct {
	label, subject string         // the subject as text
	sources        []graph.Source // itself, if it is the subject
	actors         []graph.Actor  // one, or several whose IDs become the same text
}

// all gives the mentions by label and subject.
func (m *mentions) all(ctx context.Context, l limits) iter.Seq2[*mention, error] {
	records := keep.Distinct(ctx, cmp.Or(l.mentions, heldMentions), l.chunk, m.records(ctx))
	return func(yield func(*mention, error) bool) {
		now := &mention{}
		for text, err := range records {
			if err != nil {
				yield(now, err)
				return
			}
			u := keep.Unpacker(text)
			label, subject := u.Key(), u.Key()
			if label != now.label || subject != now.subject {
				if now.label != "" && !yield(now, nil) {
					return
				}
				now = &mention{label: label, subject: subject}
			}
			now.take(u)
		}
		if now.label != "" {
			yield(now, nil)
		}
	}
}

// records makes one of each claim's source and one of each of its actors.
func (m *mentions) records(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		last := ""
		for c, err := range m.lookup.claims(ctx) {
			if err != nil {
				yield("", err)
				return
			}
			m.sorted, last = m.sorted && c.ID >= last, c.ID
			if !m.ofClaim(ctx, &c, yield) {
				return
			}
		}
	}
}

// ofClaim makes the records of one claim; false if no more are wanted.
func (m *mentions) ofClaim(ctx context.Context, c *graph.Claim, yield func(string, error) bool) bool {
	label := graph.SourceIRI(c.Source.ID)
	if !yield(m.record(label, label, sourceTexts(&c.Source))) || c.EndedBy != "" && !m.cited(ctx, graph.SourceIRI(c.EndedBy), yield) {
		return false
	}
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a == nil {
			continue
		}
		if m.lookup.in.Said != nil {
			if !m.ofActor(ctx, a, label, yield) {
				return false
			}
			continue
		}
		d, err := m.lookup.actor(ctx, *a)
		if err != nil {
			return yield("", err)
		}
		if !yield(m.record(d.Label(c.Source.ID), quad.IRI(a.ID), actorTexts(a))) {
			return false
		}
	}
	return true
}

// ofActor makes records of who says something of an actor that a claim names:
// the claim's source, and of what others say the first of each.
func (m *mentions) ofActor(ctx context.Context, a *graph.Actor, label quad.IRI, yield func(string, error) bool) bool {
	said, err := m.lookup.who(ctx, a.ID)
	if err != nil {
		return yield("", err)
	}
	said = append(said, saying{actor: quad.IRI(a.ID), by: label}, saying{actor: quad.IRI(a.Given()), by: label})
	for _, s := range said {
		if s.by != label && s.by != graph.Gazetteer && !m.cited(ctx, s.by, yield) {
			return false
		}
		if !yield(m.record(s.by, s.actor, actorTexts(&graph.Actor{ID: string(s.actor)}))) {
			return false
		}
	}
	return true
}

// cited makes the record of a source that is not that of a claim.
func (m *mentions) cited(ctx context.Context, label quad.IRI, yield func(string, error) bool) bool {
	s, err := m.lookup.source(ctx, graph.Source{ID: graph.SourceID(label)})
	if err != nil {
		return yield("", err)
	}
	return yield(m.record(label, label, sourceTexts(&s)))
}

func (m *mentions) record(label, subject quad.IRI, texts []*string) (string, error) {
	text, err := m.text(subject)
	if err != nil {
		return "", err
	}
	p := make(keep.Packer, 0, 200)
	p.Key(string(label))
	p.Key(text)
	p.Number(len(texts)) // tells actors and sources apart
	for _, s := range texts {
		p.Text(*s)
	}
	return string(p), nil
}

// actorTexts and sourceTexts are what is said, in the order in which it is
// packed.
func actorTexts(a *graph.Actor) []*string { return []*string{&a.ID, &a.Label, &a.Type} }

func sourceTexts(s *graph.Source) []*string {
	return []*string{&s.ID, &s.Title, &s.Publisher, &s.Published, &s.URL, &s.SHA256, &s.Licence, &s.Version, &s.Series, &s.Replaces}
}

// take adds what one record says. Of several that say it in other words the
// first is kept, whatever the order of the claims.
func (m *mention) take(u keep.Unpacker) {
	var a graph.Actor
	var s graph.Source
	texts := sourceTexts(&s)
	actor := u.Number() != len(texts)
	if actor {
		texts = actorTexts(&a)
	}
	for _, text := range texts {
		*text = u.Text()
	}
	if !actor {
		if len(m.sources) == 0 && s.ID != "" {
			m.sources = append(m.sources, s)
		}
		return
	}
	if n := len(m.actors); n > 0 && m.actors[n-1].ID == a.ID {
		known := &m.actors[n-1]
		known.Label, known.Type = cmp.Or(known.Label, a.Label), cmp.Or(known.Type, a.Type)
		return
	}
	m.actors = append(m.actors, a)
}

func (m *mentions) quads(ctx context.Context, of *mention) ([]quad.Quad, error) {
	var quads []quad.Quad
	for i := range of.sources {
		quads = of.sources[i].Quads()
	}
	for _, a := range of.actors {
		if said := m.lookup.in.Said; said != nil {
			all, err := said(ctx, a.ID, quad.IRI(of.label))
			if err != nil {
				return nil, err
			}
			quads = append(quads, all...)
			continue
		}
		d, err := m.lookup.actor(ctx, a)
		if err != nil {
			return nil, err
		}
		quads = append(quads, d.Quads(quad.IRI(of.label))...)
	}
	return quads, nil
}
