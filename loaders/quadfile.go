package loaders

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
)

// quadFile is what a file in RDF says, until its end.
type quadFile struct {
	name    string
	rule    string // of the claims that edges make
	o       Options
	sum     hash.Hash
	shelf   keep.Shelf
	claims  *keep.Pile // quads of claims that Entente exported, by claim
	sources *keep.Map[graph.Source]
	actors  *keep.Map[graph.Description] // by IRI; what all say
	said    *keep.Map[graph.Description] // by who says it and IRI, where the file tells; by nobody: that somebody does
	edges   *keep.Pile                   // of a file that Entente did not write, in their order
	iris    *keep.Map[string]            // of actors that several IRIs make: which describes them
	checked int                          // edges, so that none is rejected twice
	derived int                          // claims, by the quads that name their sources
	given   int                          // claims handed over
	known   bool                         // what the gazetteer says was handed over
	// asserted are the edges of Turtle that a claim in the file asserts; nil
	// where edges say so themselves.
	asserted *keep.Map[bool]
}

func newQuadFile(name string, o Options, rule string) *quadFile {
	f := &quadFile{name: name, rule: rule, o: o, sum: sha256.New()}
	f.claims, f.edges = keep.NewPile(&f.shelf), keep.NewPile(&f.shelf)
	f.iris = keep.New[string](&f.shelf)
	f.sources, f.actors, f.said = keep.New[graph.Source](&f.shelf), keep.New[graph.Description](&f.shelf), keep.New[graph.Description](&f.shelf)
	return f
}

// close lets go of what was kept; that it is not needed any more is no matter
// for an error.
func (f *quadFile) close() { _ = f.shelf.Close() }

// end hands over what was read.
func (f *quadFile) end(ctx context.Context, sink graph.Sink) error {
	if err := f.emitOwn(ctx, sink); err != nil {
		return err
	}
	if err := f.emitForeign(ctx, sink); err != nil {
		return err
	}
	return f.shelf.Err()
}

// keepClaim keeps a quad of a claim that Entente exported, and its line.
func (f *quadFile) keepClaim(claim quad.IRI, q quad.Quad, line int) {
	if q.Predicate == graph.DerivedFrom {
		f.derived++
	}
	f.claims.Add(string(claim), appendQuad(binary.AppendUvarint(nil, uint64(line)), q))
}

// quadClaim is a claim that Entente exported: its quads and its first line.
type quadClaim struct {
	id    string
	line  int
	quads []quad.Quad
}

// own gives the claims that Entente exported by their IDs. One is valid until
// the next.
func (f *quadFile) own() iter.Seq2[*quadClaim, error] {
	return func(yield func(*quadClaim, error) bool) {
		var c quadClaim
		for id, text := range f.claims.Sorted() {
			line, n := binary.Uvarint(text)
			q, err := quadOf(text[max(n, 0):])
			if err != nil {
				yield(nil, err)
				return
			}
			q.Label = quad.IRI(id)
			if id != c.id {
				if len(c.quads) > 0 && !yield(&c, nil) {
					return
				}
				c = quadClaim{id, int(line), c.quads[:0]}
			}
			c.quads = append(c.quads, q)
		}
		if len(c.quads) > 0 {
			yield(&c, f.shelf.Err())
		}
	}
}

// emitOwn hands over the claims that Entente exported, source by source.
func (f *quadFile) emitOwn(ctx context.Context, sink graph.Sink) error {
	bySource := keep.NewPile(&f.shelf)
	checked := 0
	for group, err := range f.own() {
		if err != nil {
			return err
		}
		if checked%stageEvery == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			f.stage("checking claims", checked, f.derived)
		}
		checked++
		c, err := graph.ClaimFromQuads(group.quads)
		if err == nil {
			f.nameActors(&c)
			c.Source = f.source(c.Source)
			err = checkClaim(&c, f.o)
		}
		if err != nil {
			reject(sink, f.o.said(f.name), group.line, err)
			continue
		}
		id := c.Source.ID
		c.Source = graph.Source{ID: id} // once is enough
		text, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("keeping %s: %w", c.ID, err)
		}
		bySource.Add(string(graph.SourceIRI(id)), text)
	}
	if err := f.shelf.Err(); err != nil {
		return err
	}
	says, err := f.saidBySource(bySource)
	if err != nil {
		return err
	}
	for source := range bySource.Keys() {
		s := f.source(graph.Source{ID: graph.SourceID(quad.IRI(source))})
		if err := f.emit(ctx, sink, s, claimsUnder(bySource, source), says); err != nil {
			return err
		}
	}
	return f.shelf.Err()
}

// saidKey is where it is kept what a source says of an actor.
func saidKey(label quad.IRI, actor string) string { return string(label) + "\x01" + actor }

// saidBySource lays out what each source says of actors, by the source, and
// adds the sources that make no claim to those that do.
func (f *quadFile) saidBySource(sources *keep.Pile) (*keep.Pile, error) {
	says := keep.NewPile(&f.shelf)
	for key, d := range f.said.Sorted() {
		label, _, _ := strings.Cut(key, "\x01")
		if label == "" {
			continue
		}
		text, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		says.Add(label, text)
		if label != string(graph.Gazetteer) {
			sources.Add(label, nil)
		}
	}
	for source := range f.sources.Sorted() {
		sources.Add(source, nil)
	}
	return says, f.shelf.Err()
}

// describeAll hands over what a source says of actors.
func describeAll(ctx context.Context, sink graph.Sink, says *keep.Pile, source quad.IRI) error {
	for text := range says.Of(string(source)) {
		var d graph.Description
		err := json.Unmarshal(text, &d)
		if err == nil {
			d.Partial = d.Actor.Label == "" || d.Actor.Type == ""
			err = sink.Describe(ctx, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// claimsUnder gives the claims that lie under a key of a pile.
func claimsUnder(p *keep.Pile, key string) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for text := range p.Of(key) {
			if len(text) == 0 {
				continue // that the key is there
			}
			var c graph.Claim
			err := json.Unmarshal(text, &c)
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// source gives a source as the file describes it.
func (f *quadFile) source(s graph.Source) graph.Source {
	if described, ok := f.sources.Get(string(graph.SourceIRI(s.ID))); ok {
		return described
	}
	return s
}

// nameActors gives the actors of a claim their labels and types.
func (f *quadFile) nameActors(c *graph.Claim) {
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a == nil {
			continue
		}
		d, ok := f.said.Get(saidKey(graph.SourceIRI(c.Source.ID), a.ID))
		if !ok || d.Actor.Label == "" || d.Actor.Type == "" {
			d, ok = f.actors.Get(a.ID)
		}
		if ok {
			a.Label, a.Type = d.Actor.Label, d.Actor.Type
			if !d.Gazetteer {
				a.Within = d.Within
			}
		}
		a.Label = cmp.Or(a.Label, strings.TrimPrefix(a.ID, graph.ActorPrefix))
		a.Type = cmp.Or(a.Type, "Actor")
	}
}

// emit hands over one source of those that the file describes.
func (f *quadFile) emit(ctx context.Context, sink graph.Sink, source graph.Source, claims iter.Seq2[graph.Claim, error], says *keep.Pile) error {
	if held, err := f.held(source, claims); held || err != nil {
		return err
	}
	if err := f.begin(ctx, sink, source, says); err != nil {
		return err
	}
	node := graph.SourceIRI(source.ID)
	for c, err := range claims {
		if err != nil {
			return err
		}
		c.Source = source
		f.tellGiven()
		for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
			if a == nil {
				continue
			}
			if err := f.describeNamed(ctx, sink, a, node, func() (graph.Description, bool) { return f.actors.Get(a.ID) }); err != nil {
				return err
			}
		}
		if err := sink.Claim(ctx, c); err != nil {
			return err
		}
	}
	if err := f.shelf.Err(); err != nil {
		return err
	}
	return sink.End(ctx)
}

// begin begins a source, with what it says of actors and, once, what the
// gazetteer does.
func (f *quadFile) begin(ctx context.Context, sink graph.Sink, source graph.Source, says *keep.Pile) error {
	if err := sink.Begin(ctx, source); err != nil {
		return err
	}
	if !f.known {
		f.known = true
		if err := describeAll(ctx, sink, says, graph.Gazetteer); err != nil {
			return err
		}
	}
	return describeAll(ctx, sink, says, graph.SourceIRI(source.ID))
}

// tellGiven counts a claim that is handed over.
func (f *quadFile) tellGiven() {
	if f.given%stageEvery == 0 {
		f.stage("storing claims", f.given, f.derived+f.edges.Len())
	}
	f.given++
}

// describeNamed describes an actor that a source's claim names, unless the
// source did so; all is what the file says of it, whoever does.
func (f *quadFile) describeNamed(ctx context.Context, sink graph.Sink, a *graph.Actor, source quad.IRI, all func() (graph.Description, bool)) error {
	id := a.Given()
	if _, ok := f.said.Get(saidKey(source, id)); ok {
		return nil
	}
	d, ok := f.said.Get(saidKey(graph.Gazetteer, id))
	if !ok {
		d = describe(*a, f.o)
	}
	if !d.Gazetteer {
		if _, ok := f.said.Get(saidKey("", id)); ok {
			// Another says it: the version of the list before, mostly.
			d = graph.Description{Actor: graph.Actor{ID: id}, Partial: true}
		} else if given, ok := all(); ok {
			d = given
		}
	}
	return sink.Describe(ctx, d)
}

// stageEvery is after how many claims it is told how far it is.
const stageEvery = 100

// stage tells how far it is.
func (f *quadFile) stage(what string, done, total int) {
	if f.o.stage != nil {
		f.o.stage(what, done, total)
	}
}

// held says whether a source need not be handed over again.
func (f *quadFile) held(source graph.Source, claims iter.Seq2[graph.Claim, error]) (bool, error) {
	if f.o.Held == nil {
		return false, nil
	}
	var bad error
	n := 0
	held, err := f.o.Held(source, func(yield func(string) bool) {
		for c, err := range claims {
			if err != nil {
				bad = err
				return
			}
			n++
			if !yield(c.ID) {
				return
			}
		}
	})
	if err = cmp.Or(err, bad); err != nil || !held {
		return false, err
	}
	f.given += n
	return true, nil
}
