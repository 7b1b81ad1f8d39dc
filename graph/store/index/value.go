package index

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"

	"entente/graph/store/fault"
)

// The first byte of a value in the dictionary says its kind.
const (
	kindIRI    = 'i'
	kindBNode  = 'b'
	kindString = 's'
	kindLang   = 'l' // length of the language, language, text
	kindTyped  = 't' // length of the type, type, text
	kindInt    = 'n' // 8 bytes, in order
	kindFloat  = 'f' // 8 bytes of IEEE 754
	kindBool   = 'o'
	kindTime   = 'd' // seconds since 1970 (8 bytes, in order), nanoseconds (4 bytes)
)

// appendValue writes a value as the dictionary keeps it. Values that Cayley
// holds to be one, such as "5"^^<xsd:integer> and the number 5, are written
// alike; a time is kept to the nanosecond, in UTC.
func appendValue(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(b, kindIRI), v...), nil
	case quad.String:
		return append(append(b, kindString), v...), nil
	case quad.BNode:
		return append(append(b, kindBNode), v...), nil
	case quad.LangString:
		b = binary.AppendUvarint(append(b, kindLang), uint64(len(v.Lang)))
		return append(append(b, v.Lang...), v.Value...), nil
	case quad.TypedString:
		if quad.HasStringConversion(v.Type) {
			if native, err := v.ParseValue(); err == nil && native.String() == v.String() {
				if _, same := native.(quad.TypedString); !same {
					return appendValue(b, native)
				}
			}
		}
		b = binary.AppendUvarint(append(b, kindTyped), uint64(len(v.Type)))
		return append(append(b, v.Type...), v.Value...), nil
	case quad.Int:
		return binary.BigEndian.AppendUint64(append(b, kindInt), uint64(v)^1<<63), nil
	case quad.Float:
		return binary.BigEndian.AppendUint64(append(b, kindFloat), math.Float64bits(float64(v))), nil
	case quad.Bool:
		if v {
			return append(b, kindBool, 1), nil
		}
		return append(b, kindBool, 0), nil
	case quad.Time:
		t := time.Time(v)
		b = binary.BigEndian.AppendUint64(append(b, kindTime), uint64(t.Unix())^1<<63)
		return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())), nil
	}
	return b, fmt.Errorf("a value of type %T cannot be stored: %v", v, v)
}

// readValue undoes appendValue.
func readValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("%w: a value is empty", fault.ErrDamaged)
	}
	kind, rest := b[0], b[1:]
	wrong := func() (quad.Value, error) {
		return nil, fmt.Errorf("%w: %q is no value", fault.ErrDamaged, b)
	}
	switch kind {
	case kindIRI:
		return quad.IRI(rest), nil
	case kindString:
		return quad.String(rest), nil
	case kindBNode:
		return quad.BNode(rest), nil
	case kindLang, kindTyped:
		n, size := binary.Uvarint(rest)
		if size <= 0 || n > uint64(len(rest)-size) {
			return wrong()
		}
		head, text := string(rest[size:size+int(n)]), quad.String(rest[size+int(n):])
		if kind == kindLang {
			return quad.LangString{Value: text, Lang: head}, nil
		}
		return quad.TypedString{Value: text, Type: quad.IRI(head)}, nil
	case kindInt:
		if len(rest) != 8 {
			return wrong()
		}
		return quad.Int(binary.BigEndian.Uint64(rest) ^ 1<<63), nil
	case kindFloat:
		if len(rest) != 8 {
			return wrong()
		}
		return quad.Float(math.Float64frombits(binary.BigEndian.Uint64(rest))), nil
	case kindBool:
		if len(rest) != 1 || rest[0] > 1 {
			return wrong()
		}
		return quad.Bool(rest[0] == 1), nil
	case kindTime:
		if len(rest) != 12 {
			return wrong()
		}
		seconds := int64(binary.BigEndian.Uint64(rest) ^ 1<<63)
		return quad.Time(time.Unix(seconds, int64(binary.BigEndian.Uint32(rest[8:]))).UTC()), nil
	}
	return wrong()
}

// Values up to a size are keys themselves, so that they stand in order; longer
// ones are found by a hash that nobody can make two values share. It follows a
// byte that begins no value.
const (
	longest   = 24
	hashed    = 0
	digestLen = 12
)

// appendLookup writes the key by which an encoded value is found.
func appendLookup(b, value []byte) []byte {
	b = append(b, keyTag)
	if len(value) <= longest {
		return append(b, value...)
	}
	sum := sha256.Sum256(value)
	return append(append(b, hashed), sum[:digestLen]...)
}
