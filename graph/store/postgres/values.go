package postgres

import (
	"database/sql"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
)

// valueColumns are Cayley's columns of a value, beside its hash.
const valueColumns = `value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time`

// row is a value in Cayley's columns.
type row struct {
	blob     []byte
	text     sql.NullString
	datatype sql.NullString
	language sql.NullString
	iri      sql.NullBool
	bnode    sql.NullBool
	integer  sql.NullInt64
	boolean  sql.NullBool
	float    sql.NullFloat64
	time     sql.NullTime
}

func (r *row) fields() []any {
	return []any{&r.blob, &r.text, &r.datatype, &r.language, &r.iri, &r.bnode, &r.integer, &r.boolean, &r.float, &r.time}
}

// plain says whether a text comes back from a text column as it was: Cayley
// writes NUL as \x00 there, and takes every \x00 for one.
func plain(texts ...string) bool {
	for _, s := range texts {
		if strings.IndexByte(s, 0) >= 0 || strings.Contains(s, `\x00`) || !utf8.ValidString(s) {
			return false
		}
	}
	return true
}

// columns gives a value in the order of valueColumns.
func columns(v quad.Value) ([]any, error) {
	out := make([]any, 10)
	switch v := v.(type) {
	case quad.IRI:
		if plain(string(v)) {
			out[1], out[4] = string(v), true
			return out, nil
		}
	case quad.BNode:
		if plain(string(v)) {
			out[1], out[5] = string(v), true
			return out, nil
		}
	case quad.String:
		if plain(string(v)) {
			out[1] = string(v)
			return out, nil
		}
	case quad.TypedString:
		if plain(string(v.Value), string(v.Type)) {
			out[1], out[2] = string(v.Value), string(v.Type)
			return out, nil
		}
	case quad.LangString:
		if plain(string(v.Value), v.Lang) {
			out[1], out[3] = string(v.Value), v.Lang
			return out, nil
		}
	case quad.Int:
		out[6] = int64(v)
		return out, nil
	case quad.Bool:
		out[7] = bool(v)
		return out, nil
	case quad.Float:
		out[8] = float64(v)
		return out, nil
	case quad.Time:
		out[9] = time.Time(v)
		return out, nil
	}
	data, err := pquads.MarshalValue(v)
	if err != nil {
		return nil, fmt.Errorf("writing %v: %w", v, err)
	}
	out[0] = data
	return out, nil
}

// value reads what [columns], or stock Cayley, wrote.
func (r *row) value() (quad.Value, error) {
	switch {
	case r.text.Valid:
		text := r.text.String
		if r.iri.Bool {
			return quad.IRI(text), nil
		}
		if r.bnode.Bool {
			return quad.BNode(text), nil
		}
		s := quad.String(strings.ReplaceAll(text, `\x00`, "\x00"))
		switch {
		case r.language.Valid:
			return quad.LangString{Value: s, Lang: r.language.String}, nil
		case r.datatype.Valid:
			return quad.TypedString{Value: s, Type: quad.IRI(r.datatype.String)}, nil
		}
		return s, nil
	case r.integer.Valid:
		return quad.Int(r.integer.Int64), nil
	case r.boolean.Valid:
		return quad.Bool(r.boolean.Bool), nil
	case r.float.Valid:
		return quad.Float(r.float.Float64), nil
	case r.time.Valid:
		return quad.Time(r.time.Time), nil
	}
	return pquads.UnmarshalValue(r.blob)
}

// hash is a value's hash as the database holds it.
type hash = graph.ValueHash

func hashArg(h hash) any {
	if !h.Valid() {
		return nil
	}
	return h[:]
}
