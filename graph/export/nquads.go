package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"strconv"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

var nquads = Format{
	Name:        "nquads",
	Ext:         ".nq",
	MIME:        "application/n-quads",
	Title:       "N-Quads: RDF with full IRIs, one named graph a claim; for Cayley, Jena, Oxigraph, GraphDB and load",
	LosesOfPart: losesOfPart,
	Write:       byID(writeNQuads, again),
}

// losesOfPart is what the formats lose that have a named graph for every
// source.
const losesOfPart = "of a part of the graph: which sources outside it say the same of an actor as another; the whole is as the store has it"

func writeNQuads(ctx context.Context, w io.Writer, in Input, o Options) error {
	if in.Quads != nil {
		return WriteStored(w, in.Quads, o.base())
	}
	out := bufio.NewWriterSize(w, 64<<10)
	e := newExpander(o.base())
	var buf []byte
	text := func(v quad.Value) (string, error) {
		var err error
		buf, err = appendTerm(buf[:0], e.value(v))
		return string(buf), err
	}
	names := remember(text)
	var list []terms
	for p, err := range statements(ctx, in, o, text) {
		if err != nil {
			return err
		}
		list = list[:0]
		for _, q := range p.quads {
			t, err := names.of(q)
			if err == nil {
				t.object, err = text(q.Object)
			}
			if err != nil {
				return fmt.Errorf("writing %v as N-Quads: %w", q, err)
			}
			list = append(list, t)
		}
		for _, t := range sortTerms(list) {
			buf = append(append(buf[:0], t.subject...), ' ')
			buf = append(append(buf, t.predicate...), ' ')
			buf = append(append(buf, t.object...), ' ')
			buf = append(append(buf, t.label...), " .\n"...)
			if _, err := out.Write(buf); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// WriteQuads writes quads of any kind as N-Quads in the order in which they
// come; IRIs should be in full ([Full]). The writer of package quad leaves
// control characters as they are, which readers other than its own refuse.
func WriteQuads(w io.Writer, quads iter.Seq2[quad.Quad, error]) error {
	out := bufio.NewWriter(w)
	var line []byte
	for q, err := range quads {
		if err != nil {
			return err
		}
		line = line[:0]
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v == nil {
				continue // no label: the default graph
			}
			if line, err = appendTerm(line, v); err != nil {
				return fmt.Errorf("writing %v as N-Quads: %w", q, err)
			}
			line = append(line, ' ')
		}
		if _, err := out.Write(append(line, ".\n"...)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// WriteStored writes the quads of a store as they come, in full under base:
// everything that it holds, claims or not, without holding any of it.
func WriteStored(w io.Writer, quads iter.Seq2[quad.Quad, error], base string) error {
	out := bufio.NewWriterSize(w, 64<<10)
	e := newExpander(cmp.Or(base, graph.DefaultBase))
	var term, line []byte
	text := func(v quad.Value) (string, error) {
		if v == nil {
			return "", nil
		}
		var err error
		term, err = appendTerm(term[:0], e.value(v))
		return string(term), err
	}
	names := remember(text)
	for q, err := range quads {
		if err != nil {
			return err
		}
		t, err := names.of(q)
		if err == nil {
			line = append(append(append(append(line[:0], t.subject...), ' '), t.predicate...), ' ')
			line, err = appendTerm(line, e.value(q.Object))
		}
		if err != nil {
			return fmt.Errorf("writing %v as N-Quads: %w", q, err)
		}
		if line = append(line, ' '); t.label != "" { // else the default graph
			line = append(append(line, t.label...), ' ')
		}
		if _, err := out.Write(append(line, ".\n"...)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Full makes quads what other RDF tools need: IRIs and datatypes in full under
// base ("" is graph.DefaultBase), values of Go's types as typed strings.
func Full(base string) func(quad.Quad) quad.Quad {
	e := newExpander(cmp.Or(base, graph.DefaultBase))
	return func(q quad.Quad) quad.Quad {
		return quad.Quad{Subject: e.value(q.Subject), Predicate: e.value(q.Predicate), Object: e.value(q.Object), Label: e.value(q.Label)}
	}
}

func (e expander) value(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return e.iri(v)
	case quad.Bool: // quad writes "True", which is no xsd:boolean
		return quad.TypedString{Value: quad.String(strconv.FormatBool(bool(v))), Type: e.iri("xsd:boolean")}
	case quad.TypedString:
		return quad.TypedString{Value: v.Value, Type: e.iri(v.Type)}
	case quad.TypedStringer:
		return e.value(v.TypedString())
	}
	return v
}

func appendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(append(b, '<'), v...), '>'), nil
	case quad.BNode:
		return append(append(b, "_:"...), v...), nil
	case quad.String:
		return appendLiteral(b, string(v)), nil
	case quad.LangString:
		return append(append(appendLiteral(b, string(v.Value)), '@'), v.Lang...), nil
	case quad.TypedString:
		return append(append(append(appendLiteral(b, string(v.Value)), "^^<"...), v.Type...), '>'), nil
	}
	return b, fmt.Errorf("%T has no form in RDF", v)
}

// appendLiteral escapes as canonical N-Quads does, control characters too.
// Null bytes and broken UTF-8 become U+FFFD.
func appendLiteral(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s { // broken UTF-8 reads as U+FFFD
		switch {
		case r == '"', r == '\\':
			b = append(b, '\\', byte(r))
		case r >= ' ' && r < 0x7f:
			b = append(b, byte(r))
		case r > 0x7f:
			b = utf8.AppendRune(b, r)
		case r == 0:
			b = append(b, "\uFFFD"...)
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, '\\', 'u', '0', '0', upperHex[r>>4], upperHex[r&15])
		}
	}
	return append(b, '"')
}
