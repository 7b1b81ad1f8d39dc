package dataset

import (
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
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

// Strings gives the strings of a JSON text, in order, but for those below the
// paths that wanted, if it is not nil, says no to. The second value is an
// error of the text, the last then.
func Strings(text string, wanted func(path []string) bool) iter.Seq2[Field, error] {
	return func(yield func(Field, error) bool) {
		s := stringsOf{d: jsontext.NewDecoder(strings.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)), wanted: wanted, yield: yield}
		for {
			switch err := s.value(); {
			case err == io.EOF || err == errStopped:
				return
			case err != nil:
				switch {
				case errors.Is(err, io.ErrUnexpectedEOF):
					err = errors.New("the JSON is cut short")
				case strings.Contains(err.Error(), "max depth"):
					err = errTooDeep // passed over without looking, it may be deeper
				}
				yield(Field{}, err)
				return
			}
		}
	}
}

var errTooDeep = errors.New("the JSON is nested too deep")

type stringsOf struct {
	d      *jsontext.Decoder
	path   []string
	names  map[string]string // one copy of each
	wanted func([]string) bool
	yield  func(Field, error) bool
}

// value reads a value: gives the strings in it. io.EOF is the end of the text.
func (s *stringsOf) value() error {
	switch kind := s.d.PeekKind(); kind {
	case '"':
		raw, err := s.d.ReadValue()
		if err != nil {
			return err
		}
		end := int(s.d.InputOffset()) - 1
		value, err := jsontext.AppendUnquote(nil, raw)
		if err != nil && value == nil {
			return err
		}
		if !s.yield(Field{Path: s.path, Value: string(value), Start: end - len(raw) + 2, End: end}, nil) {
			return errStopped
		}
		return nil
	case '{', '[':
		if s.d.StackDepth() >= maxDepth {
			return errTooDeep
		}
		if _, err := s.d.ReadToken(); err != nil {
			return err
		}
		return s.members(kind == '{')
	default:
		err := s.d.SkipValue()
		return err
	}
}

// members reads what stands in an object or a list, and its end.
func (s *stringsOf) members(object bool) error {
	s.path = append(s.path, "")
	top := len(s.path) - 1
	for {
		switch s.d.PeekKind() {
		case '}', ']':
			s.path = s.path[:top]
			_, err := s.d.ReadToken()
			return err
		case 0:
			_, err := s.d.ReadToken()
			if err == nil || err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
		if object {
			raw, err := s.d.ReadValue()
			if err != nil {
				return err
			}
			s.path[top] = s.name(raw)
			if s.wanted != nil && !s.wanted(s.path) {
				if err := s.d.SkipValue(); err != nil {
					return err
				}
				continue
			}
		}
		if err := s.value(); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
	}
}

// maxNames is how many names of members are kept.
const maxNames = 10_000

func (s *stringsOf) name(raw jsontext.Value) string {
	if name, ok := s.names[string(raw)]; ok {
		return name
	}
	name, _ := jsontext.AppendUnquote(nil, raw) // it was read
	if s.names == nil || len(s.names) >= maxNames {
		s.names = map[string]string{}
	}
	s.names[string(raw)] = string(name)
	return string(name)
}
