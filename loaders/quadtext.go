package loaders

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/cayleygraph/quad"
)

// Quads that wait for the end of their file lie as texts: of each value a
// letter that says what it is, and its parts with their lengths.

// appendQuad writes a quad without its label.
func appendQuad(b []byte, q quad.Quad) []byte {
	return appendTerm(appendTerm(appendTerm(b, q.Subject), q.Predicate), q.Object)
}

func appendTerm(b []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendPart(append(b, 'i'), string(v))
	case quad.String:
		return appendPart(append(b, 's'), string(v))
	case quad.LangString:
		return appendPart(appendPart(append(b, 'l'), string(v.Value)), v.Lang)
	case quad.TypedString:
		return appendPart(appendPart(append(b, 't'), string(v.Value)), string(v.Type))
	case quad.BNode:
		return appendPart(append(b, '_'), string(v))
	case quad.Int:
		return binary.AppendVarint(append(b, 'n'), int64(v))
	case quad.Float:
		return binary.BigEndian.AppendUint64(append(b, 'f'), math.Float64bits(float64(v)))
	case quad.Bool:
		if v {
			return append(b, 'y')
		}
		return append(b, 'z')
	}
	return appendPart(append(b, 'o'), quad.StringOf(v)) // a time, which no claim has
}

func appendPart(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// quadOf reads what appendQuad wrote.
func quadOf(b []byte) (q quad.Quad, err error) {
	r := termReader{b: b}
	q = quad.Quad{Subject: r.term(), Predicate: r.term(), Object: r.term()}
	if r.bad || len(r.b) > 0 {
		return q, errors.New("a quad that was kept is damaged")
	}
	return q, nil
}

type termReader struct {
	b   []byte
	bad bool
}

func (r *termReader) term() quad.Value {
	if len(r.b) == 0 {
		r.bad = true
		return nil
	}
	kind := r.b[0]
	r.b = r.b[1:]
	switch kind {
	case 'i':
		return quad.IRI(r.part())
	case 's':
		return quad.String(r.part())
	case 'l':
		return quad.LangString{Value: quad.String(r.part()), Lang: r.part()}
	case 't':
		return quad.TypedString{Value: quad.String(r.part()), Type: quad.IRI(r.part())}
	case '_':
		return quad.BNode(r.part())
	case 'n':
		v, n := binary.Varint(r.b)
		r.skip(n)
		return quad.Int(v)
	case 'f':
		if len(r.b) < 8 {
			r.bad = true
			return nil
		}
		v := binary.BigEndian.Uint64(r.b)
		r.skip(8)
		return quad.Float(math.Float64frombits(v))
	case 'y', 'z':
		return quad.Bool(kind == 'y')
	case 'o':
		q, err := parseQuad("<a> <b> " + r.part() + " .")
		r.bad = r.bad || err != nil
		return q.Object
	}
	r.bad = true
	return nil
}

func (r *termReader) part() string {
	n, used := binary.Uvarint(r.b)
	if used <= 0 || n > uint64(len(r.b)-used) {
		r.bad = true
		return ""
	}
	s := string(r.b[used : used+int(n)])
	r.b = r.b[used+int(n):]
	return s
}

func (r *termReader) skip(n int) {
	if n <= 0 {
		r.bad = true
		return
	}
	r.b = r.b[n:]
}
