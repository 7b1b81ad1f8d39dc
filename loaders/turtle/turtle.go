// Package turtle reads Turtle and TriG 1.1, with the quoted triples of
// RDF-star, statement by statement: terms are those of package quad, and every
// triple has its place in the text.
//
// It is our own because no library that this module can have reads TriG: of
// those for Go, one takes lines for statements, one needs another version of
// package quad than Cayley can live with, the others end with Turtle and none
// says where in the text a triple stands. The suites of the W3C for Turtle and
// TriG were passed when this was written.
//
// What is held in memory is a statement and the prefixes. Statements, their
// nesting and the number of prefixes are bounded.
package turtle

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
)

const (
	maxStatement = 4 << 20 // bytes
	maxDepth     = 200     // of lists, property lists and quoted triples
	maxPrefixes  = 10000
	maxQuote     = 1000 // bytes
)

// Options say what is read.
type Options struct {
	Graphs bool   // TriG: statements may stand in graphs
	Base   string // relative IRIs are resolved against it; "" if there is none
}

// Statement is a subject and all that is said of it up to the full stop.
type Statement struct {
	Line    int   // of its first byte, from 1
	Start   int64 // offset of its first byte in the input
	Text    string
	Triples []Triple
	// Err says why it could not be read; what follows the next line that ends
	// with a full stop or a brace is still read.
	Err error
}

// Triple is a triple, and where in the statement its predicate begins and its
// object ends.
type Triple struct {
	Quad     quad.Quad // full IRIs; the label is the graph, nil if it has no name
	From, To int
}

// Quote is what the triple rests on: the statement, or of a long one predicate
// and object, or the object alone, or its beginning.
func (s *Statement) Quote(t Triple) (text string, line int, start int64) {
	from, to := 0, len(s.Text)
	if to-from > maxQuote {
		from, to = t.From, t.To
	}
	if to-from > maxQuote {
		from = to - maxQuote
		for from < to && s.Text[from]&0xc0 == 0x80 { // within a character
			from++
		}
	}
	return s.Text[from:to], s.Line + strings.Count(s.Text[:from], "\n"), s.Start + int64(from)
}

// Quoted is a triple that is spoken of: << subject predicate object >>.
type Quoted struct{ Subject, Predicate, Object quad.Value }

func (q Quoted) String() string {
	return "<< " + quad.StringOf(q.Subject) + " " + quad.StringOf(q.Predicate) + " " + quad.StringOf(q.Object) + " >>"
}

// Native is the triple itself.
func (q Quoted) Native() any { return q }

// Read gives the statements that say something; directives take effect. A
// statement is valid until the next. The second value is an error of the
// input, the last then.
func Read(r io.Reader, o Options) iter.Seq2[*Statement, error] {
	return func(yield func(*Statement, error) bool) {
		p := &parser{scanner: scanner{r: r, line: 1}, o: o, base: o.Base, prefixes: map[string]string{}}
		p.byteOrderMark()
		for {
			more := p.between()
			if p.failed != nil {
				yield(nil, fmt.Errorf("after line %d: %w", p.line, p.failed))
				return
			}
			if !more {
				if p.inGraph {
					yield(&Statement{Line: p.line, Err: fmt.Errorf("the graph is not closed: expected }")}, nil)
				}
				return
			}
			p.made.Line, p.made.Start, p.made.Triples, p.made.Err = p.line, p.start, p.made.Triples[:0], nil
			err := p.statement()
			if p.failed != nil {
				continue // said above
			}
			if err != nil {
				p.made.Line, p.made.Text, p.made.Triples, p.made.Err = p.here(), "", nil, err
				p.resume()
			} else {
				p.made.Text = string(p.buf[:p.pos])
			}
			if (err != nil || len(p.made.Triples) > 0) && !yield(&p.made, nil) {
				return
			}
		}
	}
}
