package loaders

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/turtle"
)

// Turtle and TriG are read as N-Quads are; what an edge rests on is its
// statement as it stands in the file.
//
// In Turtle and RDF-star a claim has no graph of its own: its node says which
// it is, and the edge that it asserts is told by its ends.

func isTurtle(head []byte) bool { return startsLikeTurtle(head) && !isTriG(head) }

// isTriG looks for a graph: a brace that opens after a name, at the head of a
// line.
func isTriG(head []byte) bool {
	if !startsLikeTurtle(head) {
		return false
	}
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		name, rest, found := bytes.Cut(line, []byte("{"))
		if found && len(rest) == 0 && !bytes.ContainsAny(name, `"'`) && len(bytes.Fields(name)) <= 2 {
			return true
		}
	}
	return false
}

// startsLikeTurtle looks for a directive in the first line that is not a
// comment.
func startsLikeTurtle(head []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(head, []byte("\ufeff"))) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		word, rest, _ := strings.Cut(string(line), " ")
		word = strings.ToLower(strings.TrimPrefix(word, "@"))
		return (word == "prefix" || word == "base") && strings.Contains(rest, "<")
	}
	return false
}

func loadTurtle(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	return loadStatements(ctx, r, name, sink, o, turtle.Options{})
}

func loadTriG(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	return loadStatements(ctx, r, name, sink, o, turtle.Options{Graphs: true})
}

func loadStatements(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options, form turtle.Options) error {
	f := newQuadFile(name, o, "turtle")
	defer f.close()
	for s, err := range turtle.Read(io.TeeReader(r, f.sum), form) {
		if err != nil {
			return &readError{err}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if s.Err != nil {
			reject(sink, o.said(name), s.Line, s.Err)
		}
		for _, t := range s.Triples {
			text, line, start := s.Quote(t)
			if err := f.takeTriple(t.Quad, quoted{line, start, text}); err != nil {
				reject(sink, o.said(name), line, err)
			}
		}
		if err := f.shelf.Err(); err != nil {
			return err
		}
	}
	if err := f.dropAsserted(); err != nil {
		return err
	}
	return f.end(ctx, sink)
}

// takeTriple takes a quad that may be a triple: what is said of a claim is
// then labelled with it.
func (f *quadFile) takeTriple(q quad.Quad, at quoted) error {
	of, isQuoted := q.Subject.(turtle.Quoted)
	if !isQuoted {
		if _, isQuoted = q.Object.(turtle.Quoted); isQuoted {
			return errors.New("a quoted triple is nobody: the object must be an IRI or a text")
		}
		if iri, ok := q.Subject.(quad.IRI); ok && q.Label == nil {
			if iri = graph.Shorten(iri, f.o.Base); strings.HasPrefix(string(iri), graph.ClaimPrefix) {
				q.Label = iri
			}
		}
		return f.take(q, at)
	}
	p, _ := q.Predicate.(quad.IRI)
	by, ok := q.Object.(quad.IRI)
	says, _ := of.Predicate.(quad.IRI)
	switch by = graph.Shorten(by, f.o.Base); {
	case ok && graph.Shorten(p, f.o.Base) == graph.DerivedFrom && strings.HasPrefix(string(by), graph.SourcePrefix) && describes[graph.Shorten(says, f.o.Base)]:
		return f.take(quad.Quad{Subject: of.Subject, Predicate: of.Predicate, Object: of.Object, Label: by}, at)
	case !ok || graph.Shorten(p, f.o.Base) != graph.SaidIn:
		return errors.New("of a quoted triple it is read which claim says it, or which source says so of an actor, nothing else")
	}
	claim := by
	for _, part := range []struct {
		p quad.IRI
		v quad.Value
	}{{graph.RDFSubject, of.Subject}, {graph.RDFPredicate, of.Predicate}, {graph.RDFObject, of.Object}} {
		if err := f.take(quad.Quad{Subject: claim, Predicate: part.p, Object: part.v, Label: claim}, at); err != nil {
			return err
		}
	}
	return nil
}

// dropAsserted has the edges dropped that a claim in the file asserts.
func (f *quadFile) dropAsserted() error {
	f.asserted = keep.New[bool](&f.shelf)
	if f.edges.Len() == 0 {
		return nil
	}
	for c, err := range f.own() {
		if err != nil {
			return err
		}
		var from, relation, to quad.IRI
		for _, q := range c.quads {
			object, _ := q.Object.(quad.IRI)
			switch q.Predicate {
			case graph.RDFSubject:
				from = object
			case graph.RDFPredicate:
				relation = object
			case graph.RDFObject:
				to = object
			}
		}
		f.asserted.Set(tripleKey(string(from), strings.TrimPrefix(string(relation), graph.RelationPrefix), string(to)), true)
	}
	return nil
}
