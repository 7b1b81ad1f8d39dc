package loaders

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/piprate/json-gold/ld"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
)

// JSON-LD is read as the N-Quads it stands for: offsets and lines of what is
// said about it are those of the N-Quads, a statement a line, sorted.
//
// A file is not held: the nodes of its @graph, or of the list that it is, are
// taken some at a time, each time with what stands before them, the context
// above all. Where something stands behind the @graph, as an object may have
// it, the file is read whole, up to a size.

const (
	maxJSONLD     = 16 << 20 // bytes of a file, or a node, that must be held whole
	jsonLDAtATime = 256 << 10
)

func isJSONLD(head []byte) bool {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') && (bytes.Contains(head, []byte(`"@context"`)) || bytes.Contains(head, []byte(`"@graph"`)) || bytes.Contains(head, []byte(`"@id"`)))
}

func loadJSONLD(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	var shelf keep.Shelf
	defer func() { _ = shelf.Close() }()
	statements := keep.NewPile(&shelf)
	if err := readJSONLD(ctx, r, statements); err != nil {
		return &readError{err}
	}
	if err := shelf.Err(); err != nil {
		return err
	}
	text, stop := linesOf(statements)
	defer stop()
	if err := loadNQuads(ctx, text, name, sink, o); err != nil {
		return err
	}
	return shelf.Err()
}

// linesOf reads the keys of a pile, each once.
func linesOf(p *keep.Pile) (r io.Reader, stop func()) {
	next, stop := iter.Pull(p.Keys())
	return &pulled{next: next}, stop
}

type pulled struct {
	next func() (string, bool)
	rest string
}

func (p *pulled) Read(b []byte) (int, error) {
	if p.rest == "" {
		var ok bool
		if p.rest, ok = p.next(); !ok {
			return 0, io.EOF
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// readJSONLD puts the statements of a file on a pile, as its keys.
func readJSONLD(ctx context.Context, r io.Reader, statements *keep.Pile) error {
	in := bufio.NewReader(r)
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	var seen bytes.Buffer // the file so far, while it may have to be read whole
	ahead := &dataset.Ahead{R: io.TeeReader(in, &limited{&seen, maxJSONLD + 1}), Most: maxJSONLD}
	d := jsontext.NewDecoder(ahead, jsontext.AllowDuplicateNames(true))
	ahead.Taken = d.InputOffset
	nodes := jsonLDNodes{d: d, statements: statements}
	switch d.PeekKind() {
	case '[':
		return nodes.list(ctx, nil)
	case '{':
	default:
		if _, err := d.ReadToken(); err != nil && err != io.EOF {
			return notJSON(err)
		}
		return errors.New("not JSON-LD: expected an object or a list of them")
	}
	if _, err := d.ReadToken(); err != nil {
		return notJSON(err)
	}
	var before []byte // members of the object, up to @graph
	for d.PeekKind() == '"' {
		member, err := d.ReadToken()
		if err != nil {
			return notJSON(err)
		}
		key := member.String()
		if key == "@graph" && d.PeekKind() == '[' && !bytes.Contains(before, []byte(`"@graph":`)) {
			if err := nodes.list(ctx, before); err != nil {
				return err
			}
			if d.PeekKind() == '}' {
				_, err := d.ReadToken()
				return notJSON(err)
			}
			break // something stands behind it
		}
		value, err := d.ReadValue()
		if err != nil {
			return notJSON(err)
		}
		quotedKey, err := jsontext.AppendQuote(nil, key)
		if err != nil {
			return notJSON(err)
		}
		before = append(append(append(append(before, quotedKey...), ':'), value...), ',')
		if len(before) > maxJSONLD {
			break
		}
	}
	if nodes.count == 0 && d.PeekKind() == '}' {
		if _, err := d.ReadToken(); err != nil {
			return notJSON(err)
		}
		return nodes.add(append(append([]byte{'{'}, bytes.TrimSuffix(before, []byte(","))...), '}'))
	}
	if _, err := io.Copy(io.Discard, io.TeeReader(in, &limited{&seen, maxJSONLD + 1})); err != nil {
		return err
	}
	if seen.Len() > maxJSONLD {
		return fmt.Errorf("the file has more than %d bytes and something other than its @graph at its end: the @graph must come last; N-Quads are read at any size", maxJSONLD)
	}
	statements.Clear()
	return nodes.add(seen.Bytes())
}

func notJSON(err error) error {
	var long *dataset.TooLongError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &long):
		return fmt.Errorf("%w: N-Quads are read at any size", long)
	}
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("it is cut short")
	}
	return fmt.Errorf("not JSON: %w", err)
}

// limited takes no more than some bytes; the others are dropped.
type limited struct {
	to   *bytes.Buffer
	most int
}

func (l *limited) Write(b []byte) (int, error) {
	l.to.Write(b[:min(len(b), max(l.most-l.to.Len(), 0))])
	return len(b), nil
}

// jsonLDNodes makes statements of nodes, some at a time.
type jsonLDNodes struct {
	d          *jsontext.Decoder
	statements *keep.Pile
	count      int // times
}

// list takes the nodes of a list; before is what stands before them.
func (n *jsonLDNodes) list(ctx context.Context, before []byte) error {
	if _, err := n.d.ReadToken(); err != nil {
		return notJSON(err)
	}
	begin, end := "[", "]"
	if before != nil {
		begin, end = "{"+string(before)+`"@graph":[`, "]}"
	}
	some := []byte(begin)
	for {
		if n.d.PeekKind() == ']' || len(some) > len(begin)+jsonLDAtATime {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := n.add(append(bytes.TrimSuffix(some, []byte(",")), end...)); err != nil {
				return err
			}
			some = append(some[:0], begin...)
		}
		if n.d.PeekKind() == ']' {
			_, err := n.d.ReadToken()
			return notJSON(err)
		}
		node, err := n.d.ReadValue()
		if err != nil {
			return notJSON(err)
		}
		if len(node) > maxJSONLD {
			return notJSON(&dataset.TooLongError{From: n.d.InputOffset() - int64(len(node)), Most: maxJSONLD})
		}
		some = append(append(some, node...), ',')
	}
}

// add puts what a text stands for on the pile. Blank nodes of one time are not
// those of another.
func (n *jsonLDNodes) add(text []byte) error {
	n.count++
	return jsonLD(text, func(line string) {
		if n.count > 1 && strings.HasPrefix(line, "_:") {
			line = fmt.Sprintf("_:t%d%s", n.count, line[len("_:"):])
		}
		n.statements.Add(line, nil)
	})
}

// offline refuses contexts that stand elsewhere: reading a file asks nobody.
type offline struct{}

func (offline) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, fmt.Sprintf("the context %s stands elsewhere and is not fetched: write it into the file", url))
}
