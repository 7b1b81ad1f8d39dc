package loaders

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"path/filepath"
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
// whole: the file is held in memory until its end.

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
	for l, err := range lines.Read(io.TeeReader(r, f.sum)) {
		if err != nil {
			return &readError{err}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := f.read(l); err != nil {
			reject(sink, name, l.Number, err)
		}
	}
	return f.end(ctx, sink)
}

type quadFile struct {
	name    string
	rule    string // of the claims that edges make
	o       Options
	sum     hash.Hash
	claims  map[quad.IRI]*quadClaim
	sources map[quad.IRI]*graph.Source
	actors  map[quad.IRI]*graph.Description
	edges   []quadEdge
	given   int // claims handed over
}

func newQuadFile(name string, o Options, rule string) *quadFile {
	return &quadFile{name: name, rule: rule, o: o, sum: sha256.New(), claims: map[quad.IRI]*quadClaim{}, sources: map[quad.IRI]*graph.Source{}, actors: map[quad.IRI]*graph.Description{}}
}

// end hands over what was read.
func (f *quadFile) end(ctx context.Context, sink graph.Sink) error {
	if err := f.emitOwn(ctx, sink); err != nil {
		return err
	}
	return f.emitForeign(ctx, sink)
}

// quadClaim is a claim that Entente exported: its quads and its first line.
type quadClaim struct {
	line  int
	quads []quad.Quad
}

// quoted is a part of the file's text.
type quoted struct {
	line   int
	offset int64
	text   string
}

// quadEdge is an edge of a file that Entente did not write.
type quadEdge struct {
	quoted
	relation string
	from, to quad.IRI
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
		c := f.claims[label]
		if c == nil {
			c = &quadClaim{line: at.line}
			f.claims[label] = c
		}
		c.quads = append(c.quads, q)
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
	f.edges = append(f.edges, quadEdge{quoted: at, relation: relation, from: subject, to: object})
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
	s := f.sources[iri]
	if s == nil {
		s = &graph.Source{ID: graph.SourceID(iri)}
		f.sources[iri] = s
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
	return nil
}

// readActor takes a quad that describes an actor; false if it does not.
func (f *quadFile) readActor(iri, p quad.IRI, v quad.Value, label quad.IRI) (bool, error) {
	d := f.actors[iri]
	if d == nil {
		d = &graph.Description{Actor: graph.Actor{ID: string(iri)}}
	}
	object, _ := v.(quad.IRI)
	switch p {
	case graph.RDFType:
		typ, ok := strings.CutPrefix(string(object), graph.TypePrefix)
		if !ok {
			return true, nil // a type of somebody else's vocabulary
		}
		if _, ok := f.o.Vocabulary.Type(typ); !ok {
			return true, f.o.Vocabulary.UnknownType(typ)
		}
		d.Actor.Type = typ
	case graph.RDFSLabel:
		if lang, ok := v.(quad.LangString); ok && lang.Lang != "en" {
			d.Aliases = append(d.Aliases, literal(v))
		} else {
			d.Actor.Label = literal(v)
		}
	case graph.AltLabel:
		d.Aliases = append(d.Aliases, literal(v))
	case graph.SameAs:
		if object == iri {
			return true, errors.New("an actor is said to be the same as itself")
		}
		d.SameAs = append(d.SameAs, string(object))
	case graph.Identifier:
		d.Codes = append(d.Codes, literal(v))
	case graph.Within:
		d.Within = string(object)
	case graph.Born:
		d.Born = append(d.Born, literal(v))
	case graph.MergedInto: // follows from the decisions, which stand in a file of their own
	case graph.Key: // worked out anew from the names
	default:
		return false, nil
	}
	d.Gazetteer = d.Gazetteer || label == graph.Gazetteer
	f.actors[iri] = d
	return true, nil
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

// emitOwn hands over the claims that Entente exported, source by source.
func (f *quadFile) emitOwn(ctx context.Context, sink graph.Sink) error {
	bySource := map[string][]graph.Claim{}
	for i, iri := range slices.Sorted(maps.Keys(f.claims)) {
		if i%stageEvery == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			f.stage("checking claims", i, len(f.claims))
		}
		group := f.claims[iri]
		c, err := graph.ClaimFromQuads(group.quads)
		if err == nil {
			f.nameActors(&c)
			if s := f.sources[graph.SourceIRI(c.Source.ID)]; s != nil {
				c.Source = *s
			}
			err = checkClaim(&c, f.o)
		}
		if err != nil {
			reject(sink, f.name, group.line, err)
			continue
		}
		bySource[c.Source.ID] = append(bySource[c.Source.ID], c)
	}
	for _, id := range slices.Sorted(maps.Keys(bySource)) {
		claims := bySource[id]
		if err := f.emit(ctx, sink, claims[0].Source, claims); err != nil {
			return err
		}
	}
	return nil
}

// nameActors gives the actors of a claim their labels and types.
func (f *quadFile) nameActors(c *graph.Claim) {
	for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
		if a == nil {
			continue
		}
		if d := f.actors[quad.IRI(a.ID)]; d != nil {
			a.Label, a.Type = d.Actor.Label, d.Actor.Type
			if !d.Gazetteer {
				a.Within = d.Within
			}
		}
		a.Label = cmp.Or(a.Label, strings.TrimPrefix(a.ID, graph.ActorPrefix))
		a.Type = cmp.Or(a.Type, "Actor")
	}
}

// emitForeign hands over the edges of somebody else's quads as claims of one
// source, the file.
func (f *quadFile) emitForeign(ctx context.Context, sink graph.Sink) error {
	if len(f.edges) == 0 {
		return nil
	}
	source := graph.Source{ID: filepath.Base(f.name), Title: filepath.Base(f.name), SHA256: hex.EncodeToString(f.sum.Sum(nil))}
	if f.name == "-" {
		source.ID, source.Title = "quads-"+source.SHA256[:12], "RDF from standard input"
	}
	var claims []graph.Claim
	for _, e := range f.edges {
		c := graph.Claim{
			Subject: f.foreign(e.from), Relation: e.relation, Object: f.foreign(e.to), Status: graph.Asserted, Source: source,
			Sentence: e.line, Start: int(e.offset), End: int(e.offset) + len(e.text), Quote: e.text, Confidence: 1, Rule: f.rule,
		}
		c.ID = c.Hash()
		if err := checkClaim(&c, f.o); err != nil {
			reject(sink, f.name, e.line, err)
			continue
		}
		claims = append(claims, c)
	}
	return f.emit(ctx, sink, source, claims)
}

// foreign makes an actor of an IRI: Entente's own if it is one, else one named
// by its label or the last part of the IRI.
func (f *quadFile) foreign(iri quad.IRI) graph.Actor {
	a := graph.Actor{ID: string(iri)}
	d := f.actors[iri]
	if d == nil {
		d = &graph.Description{Actor: a}
		f.actors[iri] = d
	}
	a.Type = cmp.Or(d.Actor.Type, "Actor")
	own, isOwn := strings.CutPrefix(a.ID, graph.ActorPrefix)
	if isOwn {
		a.Label = cmp.Or(d.Actor.Label, own)
	} else {
		last := a.ID[strings.LastIndexAny(a.ID, "/#:")+1:]
		a.Label = cmp.Or(d.Actor.Label, last, a.ID)
		a.ID = cmp.Or(graph.ActorID(a.Label), graph.ActorID(a.ID))
		if !slices.Contains(d.SameAs, string(iri)) {
			d.SameAs = append(d.SameAs, string(iri))
		}
	}
	d.Actor.ID, d.Actor.Label, d.Actor.Type = a.ID, a.Label, a.Type
	f.actors[quad.IRI(a.ID)] = d
	return a
}

func (f *quadFile) emit(ctx context.Context, sink graph.Sink, source graph.Source, claims []graph.Claim) error {
	if held, err := f.held(source, claims); held || err != nil {
		return err
	}
	if err := sink.Begin(ctx, source); err != nil {
		return err
	}
	for _, c := range claims {
		if f.given%stageEvery == 0 {
			f.stage("storing claims", f.given, len(f.claims)+len(f.edges))
		}
		f.given++
		for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
			if a == nil {
				continue
			}
			d := describe(*a, f.o)
			if given := f.actors[quad.IRI(a.ID)]; given != nil && !d.Gazetteer {
				d = *given
			}
			if err := sink.Describe(ctx, d); err != nil {
				return err
			}
		}
		if err := sink.Claim(ctx, c); err != nil {
			return err
		}
	}
	return sink.End(ctx)
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
func (f *quadFile) held(source graph.Source, claims []graph.Claim) (bool, error) {
	if f.o.Held == nil {
		return false, nil
	}
	ids := make([]string, len(claims))
	for i := range claims {
		ids[i] = claims[i].ID
	}
	held, err := f.o.Held(source, ids)
	if held {
		f.given += len(claims)
	}
	return held, err
}
