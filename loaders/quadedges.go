package loaders

import (
	"cmp"
	"context"
	"encoding/hex"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/keep"
)

// quoted is a part of the file's text.
type quoted struct {
	line   int
	offset int64
	text   string
}

// quadEdge is an edge of a file that Entente did not write, and what it rests
// on.
type quadEdge struct {
	at                 quoted
	relation, from, to string
}

func (e *quadEdge) triple() string { return tripleKey(e.from, e.relation, e.to) }

func tripleKey(from, relation, to string) string { return from + "\x01" + relation + "\x01" + to }

func (f *quadFile) keepEdge(e quadEdge) {
	p := make(keep.Packer, 0, len(e.at.text)+len(e.from)+len(e.to)+len(e.relation)+24)
	p.Number(e.at.line)
	p.Number(int(e.at.offset))
	for _, text := range []string{e.at.text, e.relation, e.from, e.to} {
		p.Text(text)
	}
	f.edges.Add("", p)
}

// foreignEdges gives the edges that no claim in the file asserts, with their
// numbers.
func (f *quadFile) foreignEdges() iter.Seq2[int, quadEdge] {
	return func(yield func(int, quadEdge) bool) {
		n := 0
		for _, text := range f.edges.Sorted() {
			u := keep.Unpacker(text)
			e := quadEdge{at: quoted{line: u.Number(), offset: int64(u.Number()), text: u.Text()}, relation: u.Text(), from: u.Text(), to: u.Text()}
			if f.asserted != nil {
				if _, ok := f.asserted.Get(e.triple()); ok {
					continue
				}
			}
			if n++; !yield(n, e) {
				return
			}
		}
	}
}

// emitForeign hands over the edges of somebody else's quads as claims of one
// source, the file.
func (f *quadFile) emitForeign(ctx context.Context, sink graph.Sink) error {
	if f.edges.Len() == 0 {
		return nil
	}
	source := graph.Source{Title: filepath.Base(f.name), SHA256: hex.EncodeToString(f.sum.Sum(nil))}
	if f.name == "-" {
		source.ID, source.Title = "quads-"+source.SHA256[:12], "RDF from standard input"
	} else {
		source.ID = f.o.Given.ID(f.name)
	}
	edges, err := f.nameForeign(ctx)
	if err != nil || edges == 0 {
		return err
	}
	claims := f.foreignClaims(ctx, source, sink)
	if held, err := f.held(source, func(yield func(graph.Claim, error) bool) {
		for c, err := range claims {
			if !yield(c.Claim, err) {
				return
			}
		}
	}); held || err != nil {
		return err
	}
	if err := f.begin(ctx, sink, source, keep.NewPile(&f.shelf)); err != nil {
		return err
	}
	node := graph.SourceIRI(source.ID)
	for c, err := range claims {
		if err != nil {
			return err
		}
		f.tellGiven()
		for _, end := range []struct {
			a   *graph.Actor
			iri string
		}{{&c.Subject, c.from}, {&c.Object, c.to}} {
			if err := f.describeNamed(ctx, sink, end.a, node, func() (graph.Description, bool) { return f.foreignDescription(end.a.ID, end.iri), true }); err != nil {
				return err
			}
		}
		if err := sink.Claim(ctx, c.Claim); err != nil {
			return err
		}
	}
	if err := f.shelf.Err(); err != nil {
		return err
	}
	return sink.End(ctx)
}

// foreignClaim is a claim that an edge makes, and the IRIs that its ends have
// in the file.
type foreignClaim struct {
	graph.Claim
	from, to string
}

// foreignClaims makes claims of the edges. Those that cannot be one are
// rejected the first time.
func (f *quadFile) foreignClaims(ctx context.Context, source graph.Source, sink graph.Sink) iter.Seq2[foreignClaim, error] {
	return func(yield func(foreignClaim, error) bool) {
		for n, e := range f.foreignEdges() {
			if err := ctx.Err(); err != nil {
				yield(foreignClaim{}, err)
				return
			}
			c := foreignClaim{graph.Claim{
				Subject: f.foreign(e.from), Relation: e.relation, Object: f.foreign(e.to), Status: graph.Asserted, Source: source,
				Sentence: e.at.line, Start: int(e.at.offset), End: int(e.at.offset) + len(e.at.text), Quote: e.at.text, Confidence: 1, Rule: f.rule,
			}, e.from, e.to}
			c.ID = c.Hash()
			if err := checkClaim(&c.Claim, f.o); err != nil {
				if n > f.checked {
					f.checked = n
					reject(sink, f.o.said(f.name), e.at.line, err)
				}
				continue
			}
			if !yield(c, nil) {
				return
			}
		}
		if err := f.shelf.Err(); err != nil {
			yield(foreignClaim{}, err)
		}
	}
}

// namesAtOnce is of how many actors it is known which IRI came last.
const namesAtOnce = 10_000

// nameForeign finds the actors that several IRIs make, when all labels are
// known: the last of those IRIs describes the actor, and one of Entente's own
// only where there is no other. It counts the edges.
func (f *quadFile) nameForeign(ctx context.Context) (edges int, err error) {
	made, last := keep.NewPile(&f.shelf), map[string]string{}
	for n, e := range f.foreignEdges() {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		edges = n
		for _, iri := range []string{e.from, e.to} {
			id := iri
			if !strings.HasPrefix(iri, graph.ActorPrefix) {
				id = f.foreign(iri).ID
			}
			if last[id] == iri {
				continue
			}
			if len(last) >= namesAtOnce {
				clear(last)
			}
			last[id] = iri
			made.Add(id, []byte(iri))
		}
	}
	var id, first, by string
	several := false
	for next, text := range made.Sorted() {
		iri := string(text)
		if next != id {
			id, first, by, several = next, iri, "", false
		}
		if !strings.HasPrefix(iri, graph.ActorPrefix) {
			by = iri
		}
		if several = several || iri != first; several && by != "" {
			f.iris.Set(id, by)
		}
	}
	return edges, f.shelf.Err()
}

// foreign makes an actor of an IRI: Entente's own if it is one, else one named
// by its label or the last part of the IRI.
func (f *quadFile) foreign(iri string) graph.Actor {
	if strings.HasPrefix(iri, graph.ActorPrefix) {
		return f.foreignDescription(iri, iri).Actor
	}
	d, _ := f.actors.Get(iri)
	return foreignActor(iri, d)
}

func foreignActor(iri string, d graph.Description) graph.Actor {
	a := graph.Actor{ID: iri, Type: cmp.Or(d.Actor.Type, "Actor")}
	if own, ok := strings.CutPrefix(iri, graph.ActorPrefix); ok {
		a.Label = cmp.Or(d.Actor.Label, own)
		return a
	}
	last := iri[strings.LastIndexAny(iri, "/#:")+1:]
	a.Label = cmp.Or(d.Actor.Label, last, iri)
	a.ID = cmp.Or(graph.ActorID(a.Label), graph.ActorID(iri))
	return a
}

// foreignDescription is what the file says of an actor that an IRI makes.
func (f *quadFile) foreignDescription(id, iri string) graph.Description {
	if by, ok := f.iris.Get(id); ok {
		iri = by
	}
	d, _ := f.actors.Get(iri)
	d.Actor = foreignActor(iri, d)
	if !strings.HasPrefix(iri, graph.ActorPrefix) && !slices.Contains(d.SameAs, iri) {
		d.SameAs = append(slices.Clip(d.SameAs), iri)
	}
	return d
}
