package dataset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/orisano/gosax"
)

// Elements gives the elements of an XML text that have one of some names, as
// records: their text is all from "<" to ">". seen, if not nil, is told of
// the path of every element and attribute within them ("INDIVIDUAL/ADDRESS",
// "INDIVIDUAL/ADDRESS@id") the first time it comes. The second value is an
// error of the text, the last then.
//
// A document type is refused, and with it every entity but XML's own five:
// lists have none, and attacks do. So are depths, lengths and numbers of other
// names that no list has. Names are told without their name space.
func Elements(r io.Reader, seen func(path string), names ...string) iter.Seq2[Element, error] {
	return newElements(r, seen).all(names)
}

// Glimpses is [Elements] for a first reading, in which nothing rests on a
// record: the elements have no Text, which is most of what they take.
func Glimpses(r io.Reader, names ...string) iter.Seq2[Element, error] {
	e := newElements(r, nil)
	e.glimpses = true
	return e.all(names)
}

func (e *elements) all(names []string) iter.Seq2[Element, error] {
	return func(yield func(Element, error) bool) {
		for {
			el, err := e.next(names)
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(el, &InputError{fmt.Errorf("line %d: %w", e.line, err)})
				return
			}
			if !yield(el, nil) {
				return
			}
		}
	}
}

// Element is an element of an XML text. It and what was read of it are good
// until the next one is asked for.
type Element struct {
	Record
	Name       string
	raw        []byte // Text, of a glimpse too
	nodes      []xmlNode
	attributes []xmlAttribute
}

// Tokens come from gosax, several times as fast as encoding/xml, which does
// less: it cuts the text at "<" and ">". What makes a text well formed, as far
// as lists need it, is seen to here.
type elements struct {
	tokens *gosax.Reader
	in     *ahead
	offset int // of the next token
	line   int // of its first byte; within an element that is given, of that
	depth  int // of the text

	glimpses bool // without Text

	inside     *path // the innermost open element, within one that is given
	nodes      []xmlNode
	attributes []xmlAttribute // of the element so far
	open       []int32        // nodes that are open
	text       []byte         // of the element so far
	before     int            // how much of it, before the token at hand

	seen  func(string)
	root  path
	paths int
}

// path is a way down to an element, from the one that is given.
type path struct {
	name, full string
	up         *path
	down       byName[*path]
	attributes byName[struct{}]

	// What [Element.Decode] did here last: of this plan it took that one.
	of, took *plan
}

// byName is what was seen by name: mostly few names, which are found quickest
// one by one.
type byName[V any] struct {
	few  []valueOf[V]
	many map[string]V
}

type valueOf[V any] struct {
	name string
	v    V
}

func (k *byName[V]) get(name []byte) (v V, ok bool) {
	for i := range k.few {
		if k.few[i].name == string(name) {
			return k.few[i].v, true
		}
	}
	v, ok = k.many[string(name)]
	return v, ok
}

func (k *byName[V]) add(name string, v V) {
	if len(k.few) < 16 {
		k.few = append(k.few, valueOf[V]{name, v})
		return
	}
	if k.many == nil {
		k.many = map[string]V{}
	}
	k.many[name] = v
}

// xmlNode is an element within one that is given.
type xmlNode struct {
	path *path
	end  int32      // the node after its last descendant
	with [2]int32   // its attributes: from, to
	text [2]int32   // its character data, in the text, if it is in one piece
	more [][2]int32 // the other pieces
}

// xmlAttribute is an attribute's name, without its name space, and its value,
// in the text.
type xmlAttribute struct{ key, value [2]int32 }

// maxPaths is how many kinds of element and attribute a text may have.
const maxPaths = 10_000

// tokenBuffer is how much is read at once.
const tokenBuffer = 64 << 10

func newElements(r io.Reader, seen func(string)) *elements {
	in := &ahead{r: r}
	return &elements{tokens: gosax.NewReaderSize(in, tokenBuffer), in: in, line: 1, seen: seen}
}

// ahead is a reader that does not run further ahead of what was taken than the
// longest record is long.
type ahead struct {
	r io.Reader
	n int
}

func (a *ahead) Read(b []byte) (int, error) {
	if a.n > maxRecord+tokenBuffer {
		return 0, fmt.Errorf("a tag or a text is longer than %d bytes", maxRecord)
	}
	for range 100 {
		if n, err := a.r.Read(b); n > 0 || err != nil {
			a.n += n
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

func (e *elements) next(names []string) (Element, error) {
	el, err := e.read(names)
	if err != nil && e.inside != nil {
		e.line += bytes.Count(e.text[:e.before], newline)
	}
	return el, err
}

// read reads on to the end of the next element.
func (e *elements) read(names []string) (el Element, err error) {
	for {
		e.before = len(e.text)
		token, err := e.tokens.Event()
		if err == io.EOF || err == nil && token.Type() == gosax.EventEOF {
			if err == io.EOF || e.depth > 0 {
				return el, errors.New("the XML is cut short")
			}
			return el, io.EOF
		}
		if err != nil {
			return el, err
		}
		start, line := e.offset, e.line
		e.offset += len(token.Bytes)
		e.in.n -= len(token.Bytes)
		at := int32(len(e.text))
		if e.inside != nil {
			if e.text = append(e.text, token.Bytes...); len(e.text) > maxRecord {
				return el, fmt.Errorf("a <%s> is longer than %d bytes", el.Name, maxRecord)
			}
		}
		switch token.Type() {
		case gosax.EventStart:
			name, attributes, empty, err := startTag(token.Bytes)
			if err != nil {
				return el, err
			}
			if e.inside == nil {
				e.attributes = e.attributes[:0]
				if isOneOf(name, names) {
					e.text = append(e.text[:0], token.Bytes...)
					e.nodes, e.open, at, e.before = e.nodes[:0], e.open[:0], 0, 0
					e.inside = &e.root
					el = Element{Record: Record{Start: start, Line: line}}
				}
			}
			first := int32(len(e.attributes))
			// They end before ">" or "/>".
			to := int32(len(token.Bytes)) - 1
			if empty {
				to--
			}
			if e.attributes, err = appendAttributes(e.attributes, attributes, at+to-int32(len(attributes))); err != nil {
				return el, err
			}
			if e.depth++; e.depth > maxDepth {
				return el, fmt.Errorf("the XML is nested deeper than %d", maxDepth)
			}
			if e.inside != nil {
				if err := e.enter(name, first); err != nil {
					return el, err
				}
				if el.Name == "" {
					el.Name = e.nodes[0].path.name
				}
			}
			if empty {
				e.depth--
				if e.inside != nil && e.leave() {
					return e.done(el), nil
				}
			}
		case gosax.EventEnd:
			name := endTag(token.Bytes)
			if e.depth--; e.depth < 0 {
				return el, fmt.Errorf("</%s> closes nothing", name)
			}
			if e.inside != nil {
				if string(name) != e.inside.name {
					return el, fmt.Errorf("<%s> is closed by </%s>", e.inside.name, name)
				}
				if e.leave() {
					return e.done(el), nil
				}
			}
		case gosax.EventText:
			if err := checkText(token.Bytes); err != nil {
				return el, err
			}
			e.data(at, at+int32(len(token.Bytes)))
		case gosax.EventCData:
			if !bytes.HasPrefix(token.Bytes, cdata) {
				return el, errors.New(`"<![" begins nothing but "<![CDATA["`)
			}
			e.data(at, at+int32(len(token.Bytes)))
		case gosax.EventDocType:
			return el, errors.New("the XML has a document type (DOCTYPE), which is not read: entities can hide anything")
		}
		if e.inside == nil {
			e.line += bytes.Count(token.Bytes, newline)
		}
	}
}

var (
	newline = []byte("\n")
	cdata   = []byte("<![CDATA[")
)

// enter goes down into an element, whose attributes begin with the first of
// those that are new.
func (e *elements) enter(name []byte, first int32) error {
	p, ok := e.inside.down.get(name)
	if !ok {
		if e.paths++; e.paths > maxPaths {
			return fmt.Errorf("the XML has more than %d kinds of elements and attributes", maxPaths)
		}
		p = &path{name: string(name), up: e.inside}
		if p.full = p.name; e.inside.full != "" {
			p.full = e.inside.full + "/" + p.name
		}
		e.inside.down.add(p.name, p)
		if e.seen != nil {
			e.seen(p.full)
		}
	}
	e.inside = p
	e.open = append(e.open, int32(len(e.nodes)))
	e.nodes = append(e.nodes, xmlNode{path: p, with: [2]int32{first, int32(len(e.attributes))}})
	if e.seen == nil {
		return nil
	}
	for i, a := range e.attributes[first:] {
		key := e.text[a.key[0]:a.key[1]]
		if few := p.attributes.few; i < len(few) && few[i].name == string(key) {
			continue // they mostly come in one order
		}
		if _, ok := p.attributes.get(key); ok {
			continue
		}
		if e.paths++; e.paths > maxPaths {
			return fmt.Errorf("the XML has more than %d kinds of elements and attributes", maxPaths)
		}
		p.attributes.add(string(key), struct{}{})
		e.seen(p.full + "@" + string(key))
	}
	return nil
}

// leave goes up again; it tells whether that ends the element that is given.
func (e *elements) leave() bool {
	last := len(e.open) - 1
	e.nodes[e.open[last]].end = int32(len(e.nodes))
	e.open = e.open[:last]
	e.inside = e.inside.up
	if last == 0 {
		e.inside = nil
		return true
	}
	return false
}

// data notes character data of the innermost element.
func (e *elements) data(from, to int32) {
	if e.inside == nil || from == to {
		return
	}
	n := &e.nodes[e.open[len(e.open)-1]]
	if n.text == ([2]int32{}) {
		n.text = [2]int32{from, to}
	} else {
		n.more = append(n.more, [2]int32{from, to})
	}
}

func (e *elements) done(el Element) Element {
	e.line += bytes.Count(e.text, newline)
	el.raw, el.nodes, el.attributes = e.text, e.nodes, e.attributes
	if !e.glimpses {
		el.Text = string(e.text)
	}
	return el
}

func isOneOf(name []byte, names []string) bool {
	for _, n := range names {
		if n == string(name) {
			return true
		}
	}
	return false
}
