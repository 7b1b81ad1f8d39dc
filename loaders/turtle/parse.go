package turtle

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

type parser struct {
	scanner
	o        Options
	base     string
	prefixes map[string]string
	inGraph  bool
	graph    quad.Value // nil for the one without a name
	blank    int        // blank nodes that the text does not name
	made     Statement
}

const (
	rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsd = "http://www.w3.org/2001/XMLSchema#"
)

// statement reads a directive, a graph's beginning or end, or triples.
func (p *parser) statement() error {
	switch c := p.peek(0); {
	case c == '@':
		return p.directive()
	case c == '}' && p.inGraph:
		p.pos++
		p.inGraph, p.graph = false, nil
		return nil
	case c == '{' && p.o.Graphs && !p.inGraph:
		return p.open(nil)
	case p.inGraph:
		return p.triples()
	}
	at := p.pos
	switch word := p.word(); {
	case p.peek(0) == ':': // a prefix
	case strings.EqualFold(word, "prefix"):
		return p.prefix(false)
	case strings.EqualFold(word, "base"):
		return p.setBase(false)
	case p.o.Graphs && strings.EqualFold(word, "graph"):
		p.space()
		if p.peek(0) == '(' {
			return errNoName
		}
		name, some, err := p.subject(0)
		if _, quoted := name.(Quoted); err == nil && (some || quoted) {
			err = errNoName
		}
		if err != nil {
			return err
		}
		if p.space(); p.peek(0) != '{' {
			return p.found("{ after the name of a graph")
		}
		return p.open(name)
	}
	p.pos = at
	return p.triples()
}

var (
	errNoName  = errors.New("a graph's name is an IRI or a blank node")
	errTooDeep = fmt.Errorf("the statement is nested deeper than %d", maxDepth)
)

func (p *parser) open(name quad.Value) error {
	p.pos++
	p.inGraph, p.graph = true, name
	return nil
}

func (p *parser) directive() error {
	p.pos++
	switch p.word() {
	case "prefix":
		return p.prefix(true)
	case "base":
		return p.setBase(true)
	}
	return errors.New("expected @prefix or @base")
}

func (p *parser) prefix(stop bool) error {
	if p.inGraph {
		return errors.New("a prefix is set within a graph")
	}
	p.space()
	name := p.word()
	if !p.take(':') {
		return p.found("a prefix that ends with a colon")
	}
	p.space()
	iri, err := p.iriInFull()
	if err != nil {
		return err
	}
	if _, again := p.prefixes[name]; !again && len(p.prefixes) >= maxPrefixes {
		return fmt.Errorf("more than %d prefixes", maxPrefixes)
	}
	p.prefixes[name] = iri
	return p.end(stop)
}

func (p *parser) setBase(stop bool) error {
	if p.inGraph {
		return errors.New("a base is set within a graph")
	}
	p.space()
	iri, err := p.iriInFull()
	if err != nil {
		return err
	}
	p.base = iri
	return p.end(stop)
}

func (p *parser) end(stop bool) error {
	if !stop {
		return nil
	}
	if p.space(); !p.take('.') {
		return p.found("a full stop")
	}
	return nil
}

func (p *parser) iriInFull() (string, error) {
	if p.peek(0) != '<' {
		return "", p.found("an IRI")
	}
	ref, err := p.iriRef()
	if err != nil {
		return "", err
	}
	return resolve(p.base, ref)
}

// triples reads a subject and what is said of it.
func (p *parser) triples() error {
	list := p.peek(0) == '('
	s, alone, err := p.subject(0)
	if err != nil {
		return err
	}
	p.space()
	if p.o.Graphs && !p.inGraph && p.peek(0) == '{' {
		if _, quoted := s.(Quoted); alone || list || quoted {
			return errNoName
		}
		return p.open(s)
	}
	if !alone || p.peek(0) != '.' && p.peek(0) != '}' {
		if err := p.said(s, 0); err != nil {
			return err
		}
		p.space()
	}
	switch {
	case p.take('.'):
	case p.inGraph && p.peek(0) == '}': // the last needs no full stop
	default:
		return p.found("a full stop, a comma or a semicolon")
	}
	return nil
}

// said reads predicates and objects, up to what can be neither.
func (p *parser) said(s quad.Value, depth int) error {
	for {
		at := p.pos
		verb, err := p.verb()
		if err != nil {
			return err
		}
		for {
			p.space()
			o, err := p.object(depth)
			if err != nil {
				return err
			}
			p.emit(s, verb, o, at)
			if err := p.annotation(Quoted{s, verb, o}, depth); err != nil {
				return err
			}
			if p.space(); !p.take(',') {
				break
			}
			p.space()
			at = p.pos
		}
		if p.peek(0) != ';' {
			return nil
		}
		for p.take(';') {
			p.space()
		}
		switch p.peek(0) {
		case '.', ']', '}', '|', 0:
			return nil
		}
	}
}

// annotation reads what is said of a triple right after it: {| … |}.
func (p *parser) annotation(of Quoted, depth int) error {
	if p.space(); p.peek(0) != '{' || p.peek(1) != '|' {
		return nil
	}
	if depth > maxDepth {
		return errTooDeep
	}
	p.pos += 2
	p.space()
	if err := p.said(of, depth+1); err != nil {
		return err
	}
	if p.space(); p.peek(0) != '|' || p.peek(1) != '}' {
		return p.found("|}")
	}
	p.pos += 2
	return nil
}

func (p *parser) emit(s, verb, o quad.Value, from int) {
	p.made.Triples = append(p.made.Triples, Triple{quad.Quad{Subject: s, Predicate: verb, Object: o, Label: p.graph}, from, p.pos})
}

func (p *parser) verb() (quad.Value, error) {
	if p.peek(0) == '<' {
		iri, err := p.iriInFull()
		return quad.IRI(iri), err
	}
	word := p.word()
	if p.peek(0) == ':' {
		return p.name(word)
	}
	if word == "a" {
		return quad.IRI(rdf + "type"), nil
	}
	p.pos -= len(word)
	return nil, p.found("a predicate")
}

// subject reads a subject; alone says that it is a list of properties, which
// may stand without a predicate.
func (p *parser) subject(depth int) (s quad.Value, alone bool, err error) {
	switch c := p.peek(0); c {
	case '[':
		s, alone, err = p.properties(depth)
		return s, alone, err
	case '(':
		s, err = p.list(depth)
	case '"', '\'', '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		err = p.found("a subject")
	default:
		at := p.pos
		s, err = p.object(depth)
		if err == nil && isLiteral(s) {
			p.pos = at
			err = p.found("a subject")
		}
	}
	return s, false, err
}

func isLiteral(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode, Quoted:
		return false
	}
	return true
}

func (p *parser) object(depth int) (quad.Value, error) {
	if depth > maxDepth {
		return nil, errTooDeep
	}
	switch c := p.peek(0); {
	case c == '<' && p.peek(1) == '<':
		return p.quoted(depth)
	case c == '<':
		iri, err := p.iriInFull()
		return quad.IRI(iri), err
	case c == '_' && p.peek(1) == ':':
		p.pos += 2
		name, err := p.label()
		return quad.BNode("n" + name), err
	case c == '[':
		s, _, err := p.properties(depth)
		return s, err
	case c == '(':
		return p.list(depth)
	case c == '"' || c == '\'':
		return p.literal()
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return p.number()
	}
	word := p.word()
	switch {
	case p.peek(0) == ':':
		return p.name(word)
	case word == "true" || word == "false":
		return quad.TypedString{Value: quad.String(word), Type: xsd + "boolean"}, nil
	}
	p.pos -= len(word)
	return nil, p.found("an IRI, a blank node or a literal")
}

// name reads on after a prefix.
func (p *parser) name(prefix string) (quad.Value, error) {
	p.pos++
	full, ok := p.prefixes[prefix]
	if !ok {
		return nil, fmt.Errorf("the prefix %s: is not set", prefix)
	}
	local, err := p.local()
	return quad.IRI(full + local), err
}

func (p *parser) fresh() quad.BNode {
	p.blank++
	return quad.BNode("b" + strconv.Itoa(p.blank))
}

// properties reads [ … ]; some says that there are any.
func (p *parser) properties(depth int) (node quad.Value, some bool, err error) {
	if depth > maxDepth {
		return nil, false, errTooDeep
	}
	p.pos++
	node = p.fresh()
	if p.space(); p.take(']') {
		return node, false, nil
	}
	if err := p.said(node, depth+1); err != nil {
		return nil, false, err
	}
	if p.space(); !p.take(']') {
		return nil, false, p.found("]")
	}
	return node, true, nil
}

func (p *parser) list(depth int) (quad.Value, error) {
	p.pos++
	var first, last quad.Value
	for {
		p.space()
		at := p.pos
		if p.take(')') {
			if first == nil {
				return quad.IRI(rdf + "nil"), nil
			}
			p.emit(last, quad.IRI(rdf+"rest"), quad.IRI(rdf+"nil"), at)
			return first, nil
		}
		o, err := p.object(depth + 1)
		if err != nil {
			return nil, err
		}
		node := p.fresh()
		if first == nil {
			first = node
		} else {
			p.emit(last, quad.IRI(rdf+"rest"), node, at)
		}
		p.emit(node, quad.IRI(rdf+"first"), o, at)
		last = node
	}
}

func (p *parser) quoted(depth int) (quad.Value, error) {
	p.pos += 2
	p.space()
	said := len(p.made.Triples)
	s, _, err := p.subject(depth + 1)
	if err != nil {
		return nil, err
	}
	p.space()
	verb, err := p.verb()
	if err != nil {
		return nil, err
	}
	p.space()
	o, err := p.object(depth + 1)
	if err != nil {
		return nil, err
	}
	if p.space(); p.peek(0) != '>' || p.peek(1) != '>' {
		return nil, p.found(">>")
	}
	p.pos += 2
	if len(p.made.Triples) > said {
		return nil, errors.New("a quoted triple holds a list or properties")
	}
	return Quoted{s, verb, o}, nil
}

func (p *parser) literal() (quad.Value, error) {
	text, err := p.text()
	if err != nil {
		return nil, err
	}
	switch {
	case p.peek(0) == '@':
		return p.inLanguage(text)
	case p.peek(0) == '^' && p.peek(1) == '^':
		p.pos += 2
		p.space()
		typ, err := p.verb()
		if err != nil {
			return nil, err
		}
		if typ == quad.IRI(xsd+"string") {
			return quad.String(text), nil
		}
		return quad.TypedString{Value: quad.String(text), Type: typ.(quad.IRI)}, nil
	}
	return quad.String(text), nil
}

func (p *parser) inLanguage(text string) (quad.Value, error) {
	p.pos++
	at := p.pos
	for letters := 0; ; {
		c := p.peek(0)
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9' && strings.Contains(string(p.buf[at:p.pos]), "-"):
			letters++
		case c == '-' && letters > 0:
			letters = 0
		case letters == 0:
			return nil, p.found("a language")
		default:
			return quad.LangString{Value: quad.String(text), Lang: string(p.buf[at:p.pos])}, nil
		}
		p.pos++
	}
}

func (p *parser) number() (quad.Value, error) {
	at := p.pos
	digits := func() (n int) {
		for c := p.peek(0); c >= '0' && c <= '9'; c = p.peek(0) {
			p.pos++
			n++
		}
		return n
	}
	if c := p.peek(0); c == '+' || c == '-' {
		p.pos++
	}
	typ, n := "integer", digits()
	// A full stop that no digit or exponent follows ends the statement.
	if c := p.peek(1); p.peek(0) == '.' && (c >= '0' && c <= '9' || n > 0 && c|0x20 == 'e' && p.exponent(2) > 0) {
		p.pos++
		typ = "decimal"
		n += digits()
	}
	if n == 0 {
		p.pos = at
		return nil, p.found("a number")
	}
	if p.peek(0)|0x20 == 'e' {
		k := p.exponent(1)
		if k == 0 {
			return nil, p.found("an exponent")
		}
		p.pos += k
		digits()
		typ = "double"
	}
	return quad.TypedString{Value: quad.String(p.buf[at:p.pos]), Type: quad.IRI(xsd + typ)}, nil
}

// exponent tells whether digits with or without a sign stand so far ahead:
// where the first of them is.
func (p *parser) exponent(i int) int {
	if c := p.peek(i); c == '+' || c == '-' {
		i++
	}
	if c := p.peek(i); c >= '0' && c <= '9' {
		return i
	}
	return 0
}

// resume goes on after the next line that ends a statement, or a graph.
func (p *parser) resume() {
	p.drop()
	for {
		last := p.restOfLine()
		if last == '}' {
			p.inGraph, p.graph = false, nil
		}
		if last == '.' || last == '}' || !p.more(1) {
			return
		}
		p.pos++ // the line's end
		p.drop()
	}
}
