package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// Objects gives the items of a list in a JSON text that may be large: of the
// list that is the text, or of those that its members of these names lead to,
// "objects", "elements/nodes". Each comes as it stands there; the others are
// passed over. Path says in which list an item stands. The second value is an
// error of the text, the last then: what came before it was good.
func Objects(r io.Reader, paths ...string) iter.Seq2[Object, error] {
	return walk(r, objects{paths: paths})
}

// ObjectsOf is [Objects] of a text that must be an object whose members of
// these names are lists. It tells of each member that the text has, where
// somebody listens.
func ObjectsOf(r io.Reader, seen func(member string), names ...string) iter.Seq2[Object, error] {
	return walk(r, objects{paths: names, lists: true, seen: seen})
}

func walk(r io.Reader, o objects) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		k := &lineKeeper{line: 1}
		k.r = &Ahead{R: r, Most: maxRecord, Taken: func() int64 { return k.base }}
		o := o // each walk has its own
		o.d, o.k, o.yield = json.NewDecoder(k), k, yield
		if err := o.value(""); err != nil && err != errStopped {
			yield(Object{}, &InputError{fmt.Errorf("line %d: %w", k.line, err)})
		}
	}
}

// Object is an item of a list in a JSON text.
type Object struct {
	Record
	Path string // of the list
}

type objects struct {
	d     *json.Decoder
	k     *lineKeeper
	paths []string
	lists bool         // the text must be an object, what is at the paths lists
	seen  func(string) // nil where nobody listens
	yield func(Object, error) bool
}

var errStopped = fmt.Errorf("stopped")

// value reads the value at a path: goes into what leads to a list that is
// wanted, passes over the rest.
func (o *objects) value(path string) error {
	if !o.leads(path) {
		return o.pass()
	}
	t, err := o.d.Token()
	if err != nil {
		return o.cut(err)
	}
	switch {
	case !o.lists:
	case path == "" && t != json.Delim('{'):
		return errors.New("a JSON object is expected")
	case path != "" && t != json.Delim('['):
		return fmt.Errorf("%s is no list", path)
	}
	switch t {
	case json.Delim('{'):
		for o.d.More() {
			name, err := o.d.Token()
			if err != nil {
				return o.cut(err)
			}
			if s, ok := name.(string); ok && o.seen != nil {
				o.seen(s)
			}
			if err := o.value(strings.TrimPrefix(fmt.Sprintf("%s/%v", path, name), "/")); err != nil {
				return err
			}
		}
	case json.Delim('['):
		for o.d.More() {
			if err := o.item(path); err != nil {
				return err
			}
		}
	default:
		return nil
	}
	_, err = o.d.Token()
	return o.cut(err)
}

// deepest is how deep what is passed over may nest: as deep as what is decoded.
const deepest = 10_000

// pass passes over a value, however large.
func (o *objects) pass() error {
	for depth := 0; ; {
		t, err := o.d.Token()
		if err != nil {
			return o.cut(err)
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth > deepest {
			return fmt.Errorf("nested more than %d deep", deepest)
		}
		if at := o.d.InputOffset(); depth == 0 || at-o.k.base > blockSize {
			o.k.take(at)
		}
		if depth == 0 {
			return nil
		}
	}
}

func (o *objects) cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// leads tells whether a wanted list is at the path or below it.
func (o *objects) leads(path string) bool {
	if path == "" {
		return true
	}
	for _, p := range o.paths {
		if p == path || strings.HasPrefix(p, path+"/") {
			return true
		}
	}
	return false
}

func (o *objects) item(path string) error {
	var raw json.RawMessage
	if err := o.d.Decode(&raw); err != nil {
		return o.cut(err)
	}
	end := o.d.InputOffset()
	o.k.take(end - int64(len(raw)))
	r := Record{Line: o.k.line, Start: int(end) - len(raw), Text: string(raw)}
	o.k.take(end)
	if len(raw) > maxRecord {
		return fmt.Errorf("an object is %d bytes long: at most %d are read", len(raw), maxRecord)
	}
	if !o.yield(Object{r, path}, nil) {
		return errStopped
	}
	return nil
}

// lineKeeper counts the lines of what it hands on, up to where it is told.
type lineKeeper struct {
	r    io.Reader
	kept []byte
	base int64 // offset of kept
	line int
}

func (k *lineKeeper) Read(b []byte) (int, error) {
	n, err := k.r.Read(b)
	k.kept = append(k.kept, b[:n]...)
	return n, err
}

// take counts the lines up to an offset.
func (k *lineKeeper) take(offset int64) {
	n := int(offset - k.base)
	k.line += bytes.Count(k.kept[:n], []byte("\n"))
	k.kept = k.kept[:copy(k.kept, k.kept[n:])]
	k.base = offset
}
