package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
)

var jsonld = Format{
	Name:        "jsonld",
	Ext:         ".jsonld",
	MIME:        "application/ld+json",
	Title:       "JSON-LD 1.1: RDF for programs that read JSON; one named graph a claim",
	LosesOfPart: losesOfPart,
	Write:       byID(writeJSONLD, again),
}

// writeJSONLD writes one named graph a label and one line a subject. The
// writer of package quad would hold everything in memory first, write short
// datatypes that other readers take for relative IRIs, and floats in 16
// digits, which is one too few.
func writeJSONLD(ctx context.Context, w io.Writer, in Input, o Options) error {
	out := &jsonldWriter{w: bufio.NewWriterSize(w, 64<<10), full: newExpander(o.base())}
	out.enc = json.NewEncoder(&out.buf)
	out.enc.SetEscapeHTML(false)
	out.head(o.base())
	names := remember(func(v quad.Value) (string, error) { return out.iri(v), nil })
	names.predicates[graph.RDFType] = `"@type"`
	var list []terms
	first, end := true, ""
	for p, err := range statements(ctx, in, o, names.text) {
		if err != nil {
			return err
		}
		list = list[:0]
		for _, q := range p.quads {
			t, err := names.of(q)
			if err == nil {
				t.object, err = out.object(q)
			}
			if err != nil {
				return fmt.Errorf("writing %v as JSON-LD: %w", q, err)
			}
			list = append(list, t)
		}
		if p.opens {
			out.w.WriteString(end)
		}
		if !first {
			out.w.WriteByte(',')
		}
		if label := list[0].label; p.opens && label != "" {
			out.open(label)
			end = "\n]}"
		}
		first = false
		out.subjects(sortTerms(list))
	}
	out.w.WriteString(end)
	out.w.WriteString("\n]\n}\n")
	return out.w.Flush()
}

// jsonldWriter writes pieces of JSON-LD. Errors of w show at Flush.
type jsonldWriter struct {
	w    *bufio.Writer
	buf  bytes.Buffer
	enc  *json.Encoder
	full expander
}

func (j *jsonldWriter) head(base string) {
	j.w.WriteString("{\n\"@context\": {\n")
	for i, ns := range graph.Namespaces(base) {
		if i > 0 {
			j.w.WriteString(",\n")
		}
		// Said outright: JSON-LD 1.1 takes a term for a prefix only if its
		// IRI ends in a delimiter, and the user may have set another base.
		fmt.Fprintf(j.w, `  %s: {"@id": %s, "@prefix": true}`, j.string(strings.TrimSuffix(ns.Prefix, ":")), j.string(ns.Full))
	}
	j.w.WriteString("\n},\n\"@graph\": [")
}

// open begins a named graph.
func (j *jsonldWriter) open(label string) {
	fmt.Fprintf(j.w, "\n{\"@id\": %s, \"@graph\": [", label)
}

// subjects writes sorted quads of one label.
func (j *jsonldWriter) subjects(list []terms) {
	for i := 0; i < len(list); {
		if i > 0 {
			j.w.WriteByte(',')
		}
		subject := list[i].subject
		fmt.Fprintf(j.w, "\n  {\"@id\": %s", subject)
		for i < len(list) && list[i].subject == subject {
			end := i + 1
			for end < len(list) && list[end].subject == subject && list[end].predicate == list[i].predicate {
				end++
			}
			fmt.Fprintf(j.w, ", %s: ", list[i].predicate)
			if end-i > 1 {
				j.w.WriteByte('[')
			}
			for k := i; k < end; k++ {
				if k > i {
					j.w.WriteString(", ")
				}
				j.w.WriteString(list[k].object)
			}
			if end-i > 1 {
				j.w.WriteByte(']')
			}
			i = end
		}
		j.w.WriteByte('}')
	}
}

func (j *jsonldWriter) object(q quad.Quad) (string, error) {
	switch v := q.Object.(type) {
	case quad.IRI:
		if q.Predicate == quad.Value(graph.RDFType) {
			return j.iri(v), nil
		}
		return `{"@id": ` + j.iri(v) + `}`, nil
	case quad.BNode:
		return `{"@id": ` + j.iri(v) + `}`, nil
	case quad.String:
		return j.string(string(v)), nil
	case quad.LangString:
		return `{"@value": ` + j.string(string(v.Value)) + `, "@language": ` + j.string(v.Lang) + `}`, nil
	case quad.Int:
		// A JSON number without a fraction is an xsd:integer, if it is small
		// enough for every reader's numbers.
		if v > -1<<53 && v < 1<<53 {
			return strconv.FormatInt(int64(v), 10), nil
		}
	}
	// Floats stand as strings: JSON-LD readers round numbers to 16 digits.
	if t, ok := q.Object.(quad.TypedStringer); ok {
		typed := t.TypedString()
		return `{"@value": ` + j.string(string(typed.Value)) + `, "@type": ` + j.iri(typed.Type) + `}`, nil
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
		return j.string(string(j.full.iri(iri)))
	}
	return j.string(cleanIRI(string(iri)))
}

func (j *jsonldWriter) string(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < 0x7f && s[i] != '"' && s[i] != '\\'
	}
	if plain {
		return `"` + s + `"`
	}
	j.buf.Reset()
	if err := j.enc.Encode(strings.ReplaceAll(s, "\x00", "\uFFFD")); err != nil {
		return `""` // a string always encodes
	}
	return strings.TrimSuffix(j.buf.String(), "\n")
}
