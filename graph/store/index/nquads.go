package index

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"sync"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// Reading says how [Bulk.ReadNQuads] goes.
type Reading struct {
	// Rejected is told of every line that is no quad; an error it returns ends
	// the reading. Nil means that the first such line does.
	Rejected func(line int, err error) error
	// Progress is told now and then how much was read.
	Progress func(quads int64, bytes int64)
}

// blockSize of input is parsed at once.
const blockOfLines = 512 << 10

// input is lines to be parsed on some core.
type input struct {
	data []byte
	out  chan *chunk
}

// ReadNQuads takes quads from N-Quads text, parsing it on all cores. It gives
// what package nquads gives, which reads the lines that are not of the plain
// kind.
func (b *Bulk) ReadNQuads(r io.Reader, how Reading) error {
	if err := b.flush(); err != nil {
		return err
	}
	return readChunks(r, how, b.take)
}

// NQuads gives the quads of N-Quads text, which it parses on all cores.
func NQuads(r io.Reader, how Reading) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		stopped := errors.New("stopped")
		err := readChunks(r, how, func(c *chunk) error {
			values := make([]quad.Value, 1, len(c.ends)+1)
			for i := range c.ends {
				v, err := readValue(c.value(i))
				if err != nil {
					return err
				}
				values = append(values, v)
			}
			for _, r := range c.rows {
				if !yield(quad.Quad{Subject: values[r[0]], Predicate: values[r[1]], Object: values[r[2]], Label: values[r[3]]}, nil) {
					return stopped
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, stopped) {
			yield(quad.Quad{}, err)
		}
	}
}

// readChunks parses N-Quads text on all cores and gives what it parsed in the
// order of the text.
func readChunks(r io.Reader, how Reading, take func(*chunk) error) (err error) {
	n := runtime.GOMAXPROCS(0)
	work, order := make(chan input), make(chan input, n+1)
	stop := make(chan struct{})
	var free sync.Pool
	var group sync.WaitGroup
	for range n {
		group.Go(func() {
			for w := range work {
				c, _ := free.Get().(*chunk)
				if c == nil {
					c = &chunk{}
				}
				c.reset()
				c.parse(w.data)
				w.out <- c
			}
		})
	}
	var failed error
	group.Go(func() {
		defer close(order)
		defer close(work)
		failed = cut(r, func(data []byte) bool {
			w := input{data, make(chan *chunk, 1)}
			select {
			case order <- w:
			case <-stop:
				return false
			}
			work <- w
			return true
		})
	})
	defer func() { // also where take panics
		close(stop)
		for range order {
		}
		group.Wait()
		err = errors.Join(err, failed)
	}()
	line, quads, size := 1, int64(0), int64(0)
	for w := range order {
		c := <-w.out
		if err := refuse(c, line, how); err != nil {
			return err
		}
		if err := take(c); err != nil {
			return err
		}
		line += c.lines
		quads += int64(len(c.rows))
		size += int64(len(w.data))
		recycle(w.data)
		if how.Progress != nil {
			how.Progress(quads, size)
		}
		free.Put(c)
	}
	return nil
}

func refuse(c *chunk, line int, how Reading) error {
	for _, bad := range c.bad {
		err := fmt.Errorf("line %d: %w", line+bad.line, bad.err)
		if how.Rejected == nil {
			return err
		}
		if err := how.Rejected(line+bad.line, bad.err); err != nil {
			return err
		}
	}
	return nil
}

var blocks sync.Pool

func recycle(data []byte) { blocks.Put(&data) }

// cut divides input into blocks that end with a line.
func cut(r io.Reader, emit func([]byte) bool) error {
	var rest []byte
	for {
		var data []byte
		if old, _ := blocks.Get().(*[]byte); old != nil {
			data = (*old)[:0]
		}
		if cap(data) < blockOfLines+len(rest) {
			data = make([]byte, 0, 2*len(rest)+blockOfLines)
		}
		data = append(data, rest...)
		n, err := io.ReadFull(r, data[len(data):cap(data)])
		data = data[:len(data)+n]
		end := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !end {
			return err
		}
		at := len(data)
		if !end {
			at = bytes.LastIndexByte(data, '\n') + 1 // 0: a line longer than a block
		}
		rest = append(rest[:0], data[at:]...)
		if at > 0 && !emit(data[:at]) || end {
			return nil
		}
	}
}

// badLine is a line that is no quad, counted from the chunk's first.
type badLine struct {
	line int
	err  error
}

// parse reads lines of N-Quads. It writes into data.
func (c *chunk) parse(data []byte) {
	c.bytes = int64(len(data))
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n')
		line := data
		if end >= 0 {
			line, data = data[:end], data[end+1:]
		} else {
			data = nil
		}
		if !c.plain(line) {
			if err := c.other(line); err != nil {
				c.bad = append(c.bad, badLine{c.lines, err})
			}
		}
		c.lines++
	}
}

// other reads a line by package nquads, which panics where an escape stands
// for no character.
func (c *chunk) other(line []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("it is not a quad: %v", p)
		}
	}()
	line = bytes.TrimSpace(line)
	if len(line) == 0 || line[0] == '#' {
		return nil
	}
	q, err := nquads.Parse(string(line))
	if err != nil {
		return err
	}
	if !q.IsValid() {
		return errors.New("it is not a quad: expected <subject> <predicate> <object> <label> and a full stop")
	}
	return c.add(&q)
}

// inIRI are the bytes of an IRI for which nothing has to be thought of.
var inIRI = func() (ok [256]bool) {
	for b := 0x21; b < 0x7f; b++ {
		ok[b] = !bytes.ContainsRune([]byte("<>\"{}|^`\\"), rune(b))
	}
	return ok
}()

var inName = func() (ok [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") {
		ok[b] = true
	}
	return ok
}()

// plain reads a line as most are: terms without escapes, one blank between
// them. It declines everything else, and leaves such a line as it was.
func (c *chunk) plain(line []byte) bool {
	var at [4][2]int // where the terms stand
	n, i := 0, 0
	for {
		if i >= len(line) {
			return false
		}
		from := i
		switch line[i] {
		case '<':
			for i++; i < len(line) && inIRI[line[i]]; i++ {
			}
			if i >= len(line) || line[i] != '>' || i == from+1 {
				return false
			}
			i++
		case '_':
			if i+2 >= len(line) || line[i+1] != ':' || n == predicateAt {
				return false
			}
			for i += 2; i < len(line) && inName[line[i]]; i++ {
			}
			if i == from+2 {
				return false
			}
		case '"':
			if n != objectAt {
				return false
			}
			end := bytes.IndexByte(line[i+1:], '"')
			if end < 0 || bytes.ContainsAny(line[i+1:i+1+end], "\\\r") || !utf8.Valid(line[i+1:i+1+end]) {
				return false
			}
			i += end + 2
			if i < len(line) && line[i] == '@' {
				if i = tagEnd(line, i+1); i < 0 {
					return false
				}
			} else if i+2 < len(line) && line[i] == '^' {
				if line[i+1] != '^' || line[i+2] != '<' {
					return false
				}
				for i += 3; i < len(line) && inIRI[line[i]]; i++ {
				}
				if i >= len(line) || line[i] != '>' {
					return false
				}
				i++
			}
		case '.':
			if n < 3 || i != len(line)-1 {
				return false
			}
			return c.terms(line, at[:n])
		default:
			return false
		}
		if n == 4 || i >= len(line) || line[i] != ' ' {
			return false
		}
		at[n] = [2]int{from, i}
		n++
		i++
	}
}

// tagEnd is where the language tag that begins at from ends: letters, then
// parts of letters and digits behind hyphens; -1 when no tag begins there.
func tagEnd(line []byte, from int) int {
	i := from
	for ; i < len(line) && inName[line[i]] && line[i] > '9'; i++ {
	}
	if i == from {
		return -1
	}
	for i < len(line) && line[i] == '-' {
		part := i + 1
		for i = part; i < len(line) && inName[line[i]]; i++ {
		}
		if i == part {
			return -1
		}
	}
	return i
}

// terms adds the quad that stands at these places.
func (c *chunk) terms(line []byte, at [][2]int) bool {
	var r row
	for i, p := range at {
		term := line[p[0]:p[1]]
		switch term[0] {
		case '<':
			term[0] = kindIRI
			r[i] = c.intern(term[:len(term)-1])
		case '_':
			term[1] = kindBNode
			r[i] = c.intern(term[1:])
		default:
			r[i] = c.literal(term)
		}
	}
	c.rows = append(c.rows, r)
	return true
}

func (c *chunk) literal(term []byte) uint32 {
	switch end := bytes.LastIndexByte(term, '"'); {
	case end == len(term)-1:
		term[0] = kindString
		return c.intern(term[:end])
	case term[end+1] == '@':
		lang := term[end+2:]
		c.buf = binary.AppendUvarint(append(c.buf[:0], kindLang), uint64(len(lang)))
		c.buf = append(append(c.buf, lang...), term[1:end]...)
	default:
		typed := quad.TypedString{Value: quad.String(term[1:end]), Type: quad.IRI(term[end+4 : len(term)-1])}
		v, err := typed.ParseValue()
		if err != nil {
			v = typed
		}
		// A typed string is always of a kind that can be written.
		c.buf, _ = appendValue(c.buf[:0], v)
	}
	return c.intern(c.buf)
}
