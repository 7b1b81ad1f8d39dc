package loaders

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"entente/graph"
	"entente/loaders/lines"
)

// N-Quads come in two kinds. What Entente exported holds claims, sources and
// descriptions, and is read back as they were. Of other files each quad whose
// predicate is a relation becomes a claim whose quote is the quad's own line,
// and labels, types and codes describe the actors.
//
// A source's claims stand anywhere in a file, and a source enters the store
// whole: what the file says is kept until its end, on the disk if it is much.

// isNQuads looks for a statement in the first line that is not a comment.
func isNQuads(head []byte) bool {
	for l := range bytes.Lines(bytes.TrimPrefix(head, []byte("\ufeff"))) {
		l = bytes.TrimSpace(l)
		if len(l) == 0 || l[0] == '#' {
			continue
		}
		_, err := nquads.Parse(string(l))
		return (l[0] == '<' || l[0] == '_') && err == nil
	}
	return false
}

func loadNQuads(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	f := newQuadFile(name, o, "nquads")
	defer f.close()
	for l, err := range lines.Read(io.TeeReader(r, f.sum)) {
		if err != nil {
			return &readError{err}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := f.read(l); err != nil {
			reject(sink, o.said(name), l.Number, err)
		}
		if err := f.shelf.Err(); err != nil {
			return err
		}
	}
	return f.end(ctx, sink)
}

func (f *quadFile) read(l lines.Line) error {
	text := bytes.TrimSpace(l.Text)
	switch {
	case l.Err != nil:
		return l.Err
	case len(text) == 0 || text[0] == '#':
		return nil
	case !utf8.Valid(text):
		return errors.New("the line is not valid UTF-8")
	}
	q, err := parseQuad(string(text))
	if err != nil || !q.IsValid() {
		return errors.New("not a quad: expected <subject> <predicate> <object> <label> . (or the same without a label)")
	}
	// The quote is the trimmed line; its offset counts the blanks before it.
	blanks := bytes.Index(l.Text, text)
	return f.take(q, quoted{line: l.Number, offset: l.Offset + int64(blanks), text: string(text)})
}

// take takes a quad; at is what it rests on.
func (f *quadFile) take(q quad.Quad, at quoted) error {
	q = f.shorten(q)
	p, ok := q.Predicate.(quad.IRI)
	if !ok {
		return errors.New("the predicate must be an IRI")
	}
	label, _ := q.Label.(quad.IRI)
	subject, ok := q.Subject.(quad.IRI)
	if !ok {
		return errors.New("the subject must be an IRI: a blank node has no name to find it by")
	}
	switch {
	case strings.HasPrefix(string(label), graph.ClaimPrefix):
		f.keepClaim(label, q, at.line)
		return nil
	case strings.HasPrefix(string(subject), graph.SourcePrefix):
		return f.readSource(subject, p, q.Object)
	}
	if known, err := f.readActor(subject, p, q.Object, label); known || err != nil {
		return err
	}
	relation, ok := f.relation(p)
	if !ok {
		return fmt.Errorf("the predicate %s is neither a relation of the vocabulary nor a name, type or code", p)
	}
	object, ok := q.Object.(quad.IRI)
	if !ok {
		return fmt.Errorf("%s joins two actors: the object must be an IRI", relation)
	}
	f.keepEdge(quadEdge{at, relation, string(subject), string(object)})
	return nil
}

// parseQuad is the parser of package quad, which panics on escapes that stand
// for no character.
func parseQuad(line string) (q quad.Quad, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return nquads.Parse(line)
}

func (f *quadFile) shorten(q quad.Quad) quad.Quad {
	short := func(v quad.Value) quad.Value {
		if iri, ok := v.(quad.IRI); ok {
			return graph.Shorten(iri, f.o.Base)
		}
		return v
	}
	return quad.Quad{Subject: short(q.Subject), Predicate: short(q.Predicate), Object: short(q.Object), Label: short(q.Label)}
}

// relation finds the relation that a predicate stands for: by its own IRI or
// by the Wikidata property that says the same.
func (f *quadFile) relation(p quad.IRI) (string, bool) {
	if name, ok := strings.CutPrefix(string(p), graph.RelationPrefix); ok {
		_, known := f.o.Vocabulary.Relation(name)
		return name, known
	}
	property, ok := strings.CutPrefix(string(p), "http://www.wikidata.org/prop/direct/")
	if !ok {
		return "", false
	}
	for _, r := range f.o.Vocabulary.Relations() {
		if r.Wikidata == property {
			return r.Name, true
		}
	}
	return "", false
}

func (f *quadFile) readSource(iri, p quad.IRI, v quad.Value) error {
	s, ok := f.sources.Get(string(iri))
	if !ok {
		s.ID = graph.SourceID(iri)
	}
	text := literal(v)
	switch p {
	case graph.Headline:
		s.Title = text
	case graph.Publisher:
		s.Publisher = text
	case graph.Published:
		s.Published = text
	case graph.URL:
		s.URL = text
	case graph.SHA256:
		s.SHA256 = text
	case graph.Licence:
		s.Licence = text
	case graph.Version:
		s.Version = text
	case graph.Series:
		s.Series = text
	case graph.RevisionOf:
		of, ok := v.(quad.IRI)
		if !ok {
			return fmt.Errorf("the object of %s must be an IRI", p)
		}
		s.Replaces = graph.SourceID(of)
	case graph.RDFType:
	default:
		return fmt.Errorf("%s is not known of a source", p)
	}
	f.sources.Set(string(iri), s)
	return nil
}

// describes are the predicates that say something of an actor alone.
var describes = map[quad.IRI]bool{graph.RDFType: true, graph.RDFSLabel: true, graph.AltLabel: true, graph.SameAs: true, graph.Identifier: true, graph.Within: true, graph.Born: true, graph.MergedInto: true, graph.Key: true}

// readActor takes a quad that describes an actor; false if it does not.
func (f *quadFile) readActor(iri, p quad.IRI, v quad.Value, label quad.IRI) (bool, error) {
	switch {
	case !describes[p]:
		return false, nil
	case p == graph.MergedInto: // follows from the decisions, which stand in a file of their own
		return true, nil
	}
	d, ok := f.actors.Get(string(iri))
	if !ok {
		d.Actor.ID = string(iri)
	}
	if err := f.describe(&d, p, v); err != nil {
		return true, err
	}
	d.Gazetteer = d.Gazetteer || label == graph.Gazetteer
	f.actors.Set(string(iri), d)
	if !strings.HasPrefix(string(label), graph.SourcePrefix) {
		return true, nil
	}
	// Who says so is known, too.
	key := saidKey(label, string(iri))
	if d, ok = f.said.Get(key); !ok {
		d = graph.Description{Actor: graph.Actor{ID: string(iri)}, Gazetteer: label == graph.Gazetteer}
		f.said.Set(saidKey("", string(iri)), graph.Description{}) // somebody says something
	}
	err := f.describe(&d, p, v)
	f.said.Set(key, d)
	return true, err
}

// describe adds what a quad says to a description.
func (f *quadFile) describe(d *graph.Description, p quad.IRI, v quad.Value) error {
	object, _ := v.(quad.IRI)
	add := func(list *[]string, text string) {
		if !slices.Contains(*list, text) { // ten thousand sources may say so
			*list = append(*list, text)
		}
	}
	switch p {
	case graph.RDFType:
		typ, ok := strings.CutPrefix(string(object), graph.TypePrefix)
		if !ok {
			return nil // a type of somebody else's vocabulary
		}
		if _, ok := f.o.Vocabulary.Type(typ); !ok {
			return f.o.Vocabulary.UnknownType(typ)
		}
		d.Actor.Type = typ
	case graph.RDFSLabel:
		if lang, ok := v.(quad.LangString); ok && lang.Lang != "en" {
			add(&d.Aliases, literal(v))
		} else {
			d.Actor.Label = literal(v)
		}
	case graph.AltLabel:
		add(&d.Aliases, literal(v))
	case graph.SameAs:
		if string(object) == d.Actor.ID {
			return errors.New("an actor is said to be the same as itself")
		}
		add(&d.SameAs, string(object))
	case graph.Identifier:
		add(&d.Codes, literal(v))
	case graph.Within:
		d.Within = string(object)
	case graph.Born:
		add(&d.Born, literal(v))
	case graph.Key: // worked out anew from the names
	}
	return nil
}

func literal(v quad.Value) string {
	switch v := v.(type) {
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	}
	return quad.ToString(v)
}
