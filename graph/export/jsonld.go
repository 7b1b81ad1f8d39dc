package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

var jsonld = Format{
	Name:  "jsonld",
	Ext:   ".jsonld",
	MIME:  "application/ld+json",
	Title: "JSON-LD 1.1: the same as N-Quads, for programs that read JSON; one named graph a claim",
	Write: writeJSONLD,
}

// writeJSONLD writes one named graph a label and one line a subject. The
// writer of package quad would hold everything in memory first, write short
// datatypes that other readers take for relative IRIs, and floats in 16
// digits, which is one too few.
func writeJSONLD(ctx context.Context, w io.Writer, in Input, o Options) error {
	out := &jsonldWriter{w: bufio.NewWriter(w), base: o.base()}
	out.enc = json.NewEncoder(&out.buf)
	out.enc.SetEscapeHTML(false)
	out.context()
	for q, err := range statements(ctx, in, func(q quad.Quad) quad.Quad { return q }) {
		if err != nil {
			return err
		}
		if err := out.quad(q); err != nil {
			return fmt.Errorf("writing %v as JSON-LD: %w", q, err)
		}
	}
	out.end()
	return out.w.Flush()
}

// jsonldWriter writes sorted quads; what is open is told by label, subject
// and predicate of the last one. Errors of w show at Flush.
type jsonldWriter struct {
	w    *bufio.Writer
	buf  bytes.Buffer
	enc  *json.Encoder
	base string

	last quad.Quad
	many bool // the last predicate has more than one object
	held []byte
}

func (j *jsonldWriter) context() {
	j.w.WriteString("{\n\"@context\": {\n")
	for i, ns := range graph.Namespaces(j.base) {
		if i > 0 {
			j.w.WriteString(",\n")
		}
		// Said outright: JSON-LD 1.1 takes a term for a prefix only if its
		// IRI ends in a delimiter, and the user may have set another base.
		fmt.Fprintf(j.w, `  %s: {"@id": %s, "@prefix": true}`, j.string(strings.TrimSuffix(ns.Prefix, ":")), j.string(ns.Full))
	}
	j.w.WriteString("\n},\n\"@graph\": [")
}

func (j *jsonldWriter) quad(q quad.Quad) error {
	first := j.last.Subject == nil
	newLabel := first || q.Label != j.last.Label
	newSubject := newLabel || q.Subject != j.last.Subject
	newPredicate := newSubject || q.Predicate != j.last.Predicate
	if newPredicate {
		j.value()
		j.held = j.held[:0]
	}
	if newSubject && !first {
		j.w.WriteByte('}')
	}
	if newLabel {
		if !first {
			j.w.WriteString("\n]},")
		}
		fmt.Fprintf(j.w, "\n{\"@id\": %s, \"@graph\": [", j.iri(q.Label))
	}
	if newSubject {
		if !newLabel {
			j.w.WriteByte(',')
		}
		fmt.Fprintf(j.w, "\n  {\"@id\": %s", j.iri(q.Subject))
	}
	object, err := j.object(q)
	if err != nil {
		return err
	}
	if newPredicate {
		name := j.iri(q.Predicate)
		if q.Predicate == quad.Value(graph.RDFType) {
			name = `"@type"`
		}
		fmt.Fprintf(j.w, ", %s: ", name)
		j.many = false
	} else {
		j.many = true
		j.held = append(j.held, ", "...)
	}
	j.held = append(j.held, object...)
	j.last = q
	return nil
}

// value writes the objects held for the last predicate.
func (j *jsonldWriter) value() {
	if j.many {
		j.w.WriteByte('[')
	}
	j.w.Write(j.held)
	if j.many {
		j.w.WriteByte(']')
	}
}

func (j *jsonldWriter) end() {
	if j.last.Subject != nil {
		j.value()
		j.w.WriteString("}\n]}")
	}
	j.w.WriteString("\n]\n}\n")
}

func (j *jsonldWriter) object(q quad.Quad) (string, error) {
	switch v := q.Object.(type) {
	case quad.IRI:
		if q.Predicate == quad.Value(graph.RDFType) {
			return j.iri(v), nil
		}
		return `{"@id": ` + j.iri(v) + `}`, nil
	case quad.String:
		return j.string(string(v)), nil
	case quad.LangString:
		return `{"@value": ` + j.string(string(v.Value)) + `, "@language": ` + j.string(v.Lang) + `}`, nil
	case quad.Int:
		// A JSON number without a fraction is an xsd:integer, if it is small
		// enough for every reader's numbers.
		if v > -1<<53 && v < 1<<53 {
			return fmt.Sprint(int64(v)), nil
		}
	}
	if t, ok := fullValue(q.Object, j.base).(quad.TypedString); ok {
		short := graph.Shorten(t.Type, j.base)
		return `{"@value": ` + j.string(string(t.Value)) + `, "@type": ` + j.iri(short) + `}`, nil
	}
	return "", fmt.Errorf("%T has no form in JSON-LD", q.Object)
}

// iri writes an IRI, short as it is kept. What follows the prefix must not
// look like the two slashes of a scheme: then JSON-LD would not expand it.
func (j *jsonldWriter) iri(v quad.Value) string {
	iri, ok := v.(quad.IRI)
	if !ok {
		return j.string(quad.ToString(v))
	}
	if _, rest, _ := strings.Cut(string(iri), ":"); strings.HasPrefix(rest, "//") {
		iri = graph.Expand(iri, j.base)
	}
	return j.string(string(cleanIRI(iri)))
}

func (j *jsonldWriter) string(s string) string {
	j.buf.Reset()
	if err := j.enc.Encode(strings.ReplaceAll(s, "\x00", "\uFFFD")); err != nil {
		return `""` // a string always encodes
	}
	return strings.TrimSuffix(j.buf.String(), "\n")
}
