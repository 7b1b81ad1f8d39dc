package wikidata

import (
	"errors"
	"strconv"
)

// JSON of the dumps is large and little of it is read: a scanner gives the
// fields of an object as they stand, so that the others cost a pass over
// their bytes. It does not recurse; what is nested deeper than maxDepth is refused.
const maxDepth = 1000

var (
	errJSON = errors.New("not JSON as the dumps have it")
	errDeep = errors.New("the JSON is nested too deep")
)

// fields gives each field of an object: its name and where its value stands
// in b. An empty list stands for an empty object, as some dumps have it.
func fields(b []byte, from int, f func(name []byte, from, to int) error) (end int, err error) {
	i := space(b, from)
	if i < len(b) && b[i] == '[' {
		if j := space(b, i+1); j < len(b) && b[j] == ']' {
			return j + 1, nil
		}
	}
	if i >= len(b) || b[i] != '{' {
		return i, errJSON
	}
	i = space(b, i+1)
	if i < len(b) && b[i] == '}' {
		return i + 1, nil
	}
	for {
		k, err := skip(b, i)
		if err != nil || b[i] != '"' {
			return i, errors.Join(err, errJSON)
		}
		name := b[i+1 : k-1]
		i = space(b, k)
		if i >= len(b) || b[i] != ':' {
			return i, errJSON
		}
		from := space(b, i+1)
		to, err := skip(b, from)
		if err != nil {
			return from, err
		}
		if err := f(name, from, to); err != nil {
			return to, err
		}
		i = space(b, to)
		switch {
		case i >= len(b):
			return i, errJSON
		case b[i] == '}':
			return i + 1, nil
		case b[i] != ',':
			return i, errJSON
		}
		i = space(b, i+1)
	}
}

// items gives each item of a list.
func items(b []byte, from int, f func(from, to int) error) error {
	i := space(b, from)
	if i >= len(b) || b[i] != '[' {
		return errJSON
	}
	i = space(b, i+1)
	if i < len(b) && b[i] == ']' {
		return nil
	}
	for {
		to, err := skip(b, i)
		if err != nil {
			return err
		}
		if err := f(i, to); err != nil {
			return err
		}
		i = space(b, to)
		switch {
		case i >= len(b):
			return errJSON
		case b[i] == ']':
			return nil
		case b[i] != ',':
			return errJSON
		}
		i = space(b, i+1)
	}
}

// skip gives the end of the value that begins at i.
func skip(b []byte, i int) (int, error) {
	depth := 0
	for i < len(b) {
		switch c := b[i]; c {
		case '"':
			i++
			for i < len(b) && b[i] != '"' {
				if b[i] == '\\' {
					i++
				}
				i++
			}
			if i >= len(b) {
				return i, errJSON
			}
			i++
		case '{', '[':
			if depth++; depth > maxDepth {
				return i, errDeep
			}
			i++
			continue
		case '}', ']':
			if depth--; depth < 0 {
				return i, errJSON
			}
			i++
		case ' ', '\t', '\n', '\r', ',', ':':
			if depth == 0 {
				return i, errJSON
			}
			i++
			continue
		default:
			for i < len(b) && !isEnd(b[i]) {
				i++
			}
		}
		if depth == 0 {
			return i, nil
		}
	}
	return i, errJSON
}

func isEnd(c byte) bool {
	switch c {
	case ' ', '\t', '\n', '\r', ',', ':', '}', ']', '{', '[', '"':
		return true
	}
	return false
}

func space(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i
}

// str is the text of a JSON string; "" for anything else.
func str(b []byte) string {
	if len(b) < 2 || b[0] != '"' {
		return ""
	}
	plain := b[1 : len(b)-1]
	for _, c := range plain {
		if c == '\\' {
			return unescape(b)
		}
	}
	return string(plain)
}

// number is a JSON number that is an integer.
func number(b []byte) (int, bool) {
	n, err := strconv.Atoi(string(b))
	return n, err == nil
}
