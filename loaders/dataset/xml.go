package dataset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Elements gives the elements of an XML text that have one of some names, as
// records: their text is all from "<" to ">". seen, if not nil, is told of
// the path of every element and attribute within them ("INDIVIDUAL/ADDRESS",
// "INDIVIDUAL/ADDRESS@id") the first time it comes. The second value is an
// error of the text, the last then.
//
// A document type is refused, and with it every entity but XML's own five:
// lists have none, and attacks do.
func Elements(r io.Reader, seen func(path string), names ...string) iter.Seq2[Element, error] {
	return func(yield func(Element, error) bool) {
		e := &elements{kept: &keeper{r: r, line: 1}, seen: seen, paths: map[string]bool{}}
		e.d = xml.NewDecoder(e.kept)
		e.d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
		for {
			el, err := e.next(names)
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(el, &InputError{fmt.Errorf("line %d: %w", e.kept.line, err)})
				return
			}
			if !yield(el, nil) {
				return
			}
		}
	}
}

// Element is an element of an XML text.
type Element struct {
	Record
	Name string
}

// Decode reads the element into a struct with tags of encoding/xml.
func (e *Element) Decode(v any) error { return xml.Unmarshal([]byte(e.Text), v) }

type elements struct {
	d     *xml.Decoder
	kept  *keeper
	seen  func(string)
	paths map[string]bool
	path  []byte
	stack []int // lengths of path
	depth int   // of the text
}

func (e *elements) next(names []string) (Element, error) {
	var el Element
	inside := 0
	for {
		before := int(e.d.InputOffset())
		if inside == 0 {
			e.kept.forget(before)
		} else if before-el.Start > maxRecord {
			return el, fmt.Errorf("a <%s> is longer than %d bytes", el.Name, maxRecord)
		}
		token, err := e.d.RawToken()
		if err == io.EOF && (inside > 0 || e.depth > 0) {
			err = errors.New("the XML is cut short")
		}
		if err != nil {
			return el, err
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.HasPrefix(t, []byte("DOCTYPE")) {
				return el, errors.New("the XML has a document type (DOCTYPE), which is not read: entities can hide anything")
			}
		case xml.StartElement:
			if e.depth++; e.depth > maxDepth {
				return el, fmt.Errorf("the XML is nested deeper than %d", maxDepth)
			}
			switch {
			case inside > 0:
				inside++
			case isOneOf(t.Name.Local, names):
				inside = 1
				el = Element{Name: t.Name.Local, Record: Record{Start: before, Line: e.kept.line}}
				e.path, e.stack = e.path[:0], e.stack[:0]
			default:
				continue
			}
			e.note(t)
		case xml.EndElement:
			e.depth--
			if e.depth < 0 {
				return el, fmt.Errorf("</%s> closes nothing", t.Name.Local)
			}
			if inside == 0 {
				continue
			}
			if open := e.path[e.top():]; string(open) != t.Name.Local {
				return el, fmt.Errorf("<%s> is closed by </%s>", open, t.Name.Local)
			}
			inside--
			e.path = e.path[:e.stack[len(e.stack)-1]]
			e.stack = e.stack[:len(e.stack)-1]
			if inside == 0 {
				end := int(e.d.InputOffset())
				el.Text = e.kept.text(el.Start, end)
				return el, nil
			}
		}
	}
}

func isOneOf(name string, names []string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// top is where the name of the innermost element begins in the path.
func (e *elements) top() int { return bytes.LastIndexByte(e.path, '/') + 1 }

// note adds an element to the path, and tells of paths that are new.
func (e *elements) note(t xml.StartElement) {
	e.stack = append(e.stack, len(e.path))
	if len(e.path) > 0 {
		e.path = append(e.path, '/')
	}
	e.path = append(e.path, t.Name.Local...)
	if e.seen == nil {
		return
	}
	if !e.paths[string(e.path)] {
		e.paths[string(e.path)] = true
		e.seen(string(e.path))
	}
	for _, a := range t.Attr {
		at := len(e.path)
		e.path = append(append(e.path, '@'), a.Name.Local...)
		if !e.paths[string(e.path)] {
			e.paths[string(e.path)] = true
			e.seen(string(e.path))
		}
		e.path = e.path[:at]
	}
}

// keeper remembers what was read and may still be asked for.
type keeper struct {
	r     io.Reader
	buf   []byte
	start int // offset of buf
	line  int // of start
}

func (k *keeper) Read(b []byte) (int, error) {
	n, err := k.r.Read(b)
	k.buf = append(k.buf, b[:n]...)
	return n, err
}

// forget drops what stands before an offset.
func (k *keeper) forget(offset int) {
	n := offset - k.start
	if n <= 0 {
		return
	}
	k.line += bytes.Count(k.buf[:n], []byte("\n"))
	k.buf = k.buf[:copy(k.buf, k.buf[n:])]
	k.start = offset
}

func (k *keeper) text(from, to int) string { return string(k.buf[from-k.start : to-k.start]) }
