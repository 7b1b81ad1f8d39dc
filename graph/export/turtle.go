package export

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

var turtle = Format{
	Name:  "turtle",
	Ext:   ".ttl",
	MIME:  "text/turtle; charset=utf-8",
	Title: "Turtle: RDF that people can read, with every claim and its evidence; for rdflib, Jena, Protégé, rapper",
	Loses: "which source says what of an actor: Turtle has no named graphs",
	Write: byID(writeTurtle, again),
}

func writeTurtle(ctx context.Context, w io.Writer, in Input, o Options) error {
	return newTurtle(w, o.base()).all(ctx, in, o, false)
}

// turtleWriter writes pieces of Turtle and its kin. Errors of the writer below
// show at Flush.
type turtleWriter struct {
	*bufio.Writer
	base  string
	full  expander
	names *memory
	buf   []byte
}

func newTurtle(w io.Writer, base string) *turtleWriter {
	t := &turtleWriter{Writer: bufio.NewWriterSize(w, 64<<10), base: base, full: newExpander(base)}
	t.names = remember(t.term)
	t.names.predicates[graph.RDFType] = "a"
	return t
}

func (t *turtleWriter) head() {
	for _, ns := range graph.Namespaces(t.base) {
		fmt.Fprintf(t, "@prefix %s <%s> .\n", ns.Prefix, cleanIRI(ns.Full))
	}
}

// all writes everything, in graphs with names (TriG) or as one.
func (t *turtleWriter) all(ctx context.Context, in Input, o Options, named bool) error {
	t.head()
	var list []terms
	indent, end := "", ""
	for p, err := range statements(ctx, in, o, t.term) {
		if err == nil {
			list, err = t.group(list[:0], p.quads)
		}
		if err != nil {
			return err
		}
		if p.opens {
			t.WriteString(end)
			t.WriteByte('\n')
			if named && list[0].label != "" {
				indent, end = "  ", "}\n"
				t.WriteString(list[0].label)
				t.WriteString(" {\n")
			}
		}
		t.subjects(list, indent)
	}
	t.WriteString(end)
	return t.Flush()
}

// group adds quads as text and sorts.
func (t *turtleWriter) group(list []terms, quads []quad.Quad) ([]terms, error) {
	for _, q := range quads {
		x, err := t.names.of(q)
		if err == nil {
			x.object, err = t.term(q.Object)
		}
		if err != nil {
			return nil, fmt.Errorf("writing %v as Turtle: %w", q, err)
		}
		list = append(list, x)
	}
	return sortTerms(list), nil
}

// subjects writes sorted statements, one paragraph a subject.
func (t *turtleWriter) subjects(list []terms, indent string) {
	for i := 0; i < len(list); {
		subject := list[i].subject
		t.WriteString(indent)
		t.WriteString(subject)
		for first := true; i < len(list) && list[i].subject == subject; first = false {
			if !first {
				t.WriteString(" ;\n    ")
				t.WriteString(indent)
			} else {
				t.WriteByte(' ')
			}
			predicate := list[i].predicate
			t.WriteString(predicate)
			t.WriteByte(' ')
			t.WriteString(list[i].object)
			for i++; i < len(list) && list[i].subject == subject && list[i].predicate == predicate; i++ {
				t.WriteString(", ")
				t.WriteString(list[i].object)
			}
		}
		t.WriteString(" .\n")
	}
}

// term writes a value; IRIs under one of our prefixes are written short.
func (t *turtleWriter) term(v quad.Value) (string, error) {
	switch v := v.(type) {
	case quad.IRI:
		return t.iri(v), nil
	case quad.Int:
		// A literal of digits is an xsd:integer; quad has no other integers.
		return fmt.Sprint(int64(v)), nil
	case quad.TypedString:
		return string(appendLiteral(t.buf[:0], string(v.Value))) + "^^" + t.iri(v.Type), nil
	case quad.Float, quad.Bool, quad.Time:
		long := t.full.value(v).(quad.TypedString)
		return string(appendLiteral(t.buf[:0], string(long.Value))) + "^^" + t.iri(graph.Shorten(long.Type, t.base)), nil
	}
	var err error
	t.buf, err = appendTerm(t.buf[:0], v)
	return string(t.buf), err
}

func (t *turtleWriter) iri(iri quad.IRI) string {
	s := string(iri)
	for i := 0; i < len(s); i++ {
		if s[i] != ':' {
			continue
		}
		if _, ok := t.full[s[:i+1]]; ok && plainName(s[i+1:]) {
			return s
		}
		break
	}
	return "<" + string(t.full.iri(iri)) + ">"
}

// plainName tells whether a local name needs no escapes: a narrow part of
// Turtle's PN_LOCAL.
func plainName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_':
		case (c == '-' || c == '.') && i > 0 && i < len(s)-1:
		default:
			return false
		}
	}
	return s != ""
}
