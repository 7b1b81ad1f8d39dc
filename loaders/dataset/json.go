package dataset

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
)

// Field is a string somewhere in a JSON value.
type Field struct {
	Path  []string // names of the members that lead to it; "" for a list. Valid until the next.
	Value string
	// Start and End say where what stands between its quotes stands, escaped
	// as it is there.
	Start, End int
}

// maxDepth is how deep JSON and XML may be nested.
const maxDepth = 200

// Strings gives the strings of a JSON text, in order. The second value is an
// error of the text, the last then.
func Strings(text string) iter.Seq2[Field, error] {
	return func(yield func(Field, error) bool) {
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		var path []string
		var object []bool // of each level: a member's name comes next
		for {
			before := int(d.InputOffset())
			token, err := d.Token()
			if err == io.EOF && len(object) == 0 {
				return
			}
			if err == io.EOF {
				err = errors.New("the JSON is cut short")
			}
			if err != nil {
				yield(Field{}, err)
				return
			}
			top := len(object) - 1
			switch t := token.(type) {
			case json.Delim:
				switch t {
				case '{', '[':
					if len(object) >= maxDepth {
						yield(Field{}, errors.New("the JSON is nested too deep"))
						return
					}
					path = append(path, "")
					object = append(object, t == '{')
				default:
					path, object = path[:top], object[:top]
				}
				if len(object) > 0 && (t == '}' || t == ']') {
					value(path, object)
				}
				continue
			case string:
				if top >= 0 && object[top] && path[top] == "" {
					path[top] = "\x00" + t // the value comes next
					continue
				}
				end := int(d.InputOffset()) - 1
				start := before + strings.IndexByte(text[before:], '"') + 1
				f := Field{Path: memberNames(path), Value: t, Start: start, End: end}
				if !yield(f, nil) {
					return
				}
			}
			if top >= 0 {
				value(path, object)
			}
		}
	}
}

// value notes that the value of a member was read.
func value(path []string, object []bool) {
	if top := len(object) - 1; object[top] {
		path[top] = ""
	}
}

func memberNames(path []string) []string {
	out := make([]string, len(path))
	for i, p := range path {
		out[i] = strings.TrimPrefix(p, "\x00")
	}
	return out
}
