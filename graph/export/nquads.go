package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

var nquads = Format{
	Name:  "nquads",
	Ext:   ".nq",
	MIME:  "application/n-quads",
	Title: "N-Quads: RDF with full IRIs, one named graph a claim; for Cayley, Jena, Oxigraph, GraphDB and load",
	Write: writeNQuads,
}

func writeNQuads(ctx context.Context, w io.Writer, in Input, o Options) error {
	return WriteQuads(w, statements(ctx, in, func(q quad.Quad) quad.Quad { return full(q, o.base()) }))
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

// Full gives a quad as other RDF tools need it: IRIs and datatypes in full
// under base, values of Go's types as typed strings.
func Full(q quad.Quad, base string) quad.Quad { return full(q, base) }

func full(q quad.Quad, base string) quad.Quad {
	return quad.Quad{
		Subject:   fullValue(q.Subject, base),
		Predicate: fullValue(q.Predicate, base),
		Object:    fullValue(q.Object, base),
		Label:     fullValue(q.Label, base),
	}
}

func fullValue(v quad.Value, base string) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return cleanIRI(graph.Expand(v, base))
	case quad.Bool: // quad writes "True", which is no xsd:boolean
		return quad.TypedString{Value: quad.String(fmt.Sprint(bool(v))), Type: graph.Expand("xsd:boolean", base)}
	case quad.TypedString:
		return quad.TypedString{Value: v.Value, Type: cleanIRI(graph.Expand(v.Type, base))}
	case quad.TypedStringer:
		return fullValue(v.TypedString(), base)
	}
	return v
}

func appendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI, quad.BNode:
		return append(b, v.String()...), nil
	case quad.String:
		return appendLiteral(b, string(v)), nil
	case quad.LangString:
		return append(append(appendLiteral(b, string(v.Value)), '@'), v.Lang...), nil
	case quad.TypedString:
		return append(append(appendLiteral(b, string(v.Value)), "^^"...), v.Type.String()...), nil
	}
	return b, fmt.Errorf("%T has no form in RDF", v)
}

// appendLiteral escapes as canonical N-Quads does, control characters too.
// Null bytes and broken UTF-8 become U+FFFD.
func appendLiteral(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s { // broken UTF-8 reads as U+FFFD
		switch i := strings.IndexRune("\"\\\n\r\t\b\f", r); {
		case i >= 0:
			b = append(b, '\\', `"\nrtbf`[i])
		case r == 0:
			b = append(b, "\uFFFD"...)
		case r < ' ' || r == 0x7f:
			b = append(b, '\\', 'u', '0', '0', upperHex[r>>4], upperHex[r&15])
		default:
			b = append(b, string(r)...)
		}
	}
	return append(b, '"')
}
