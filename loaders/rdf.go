package loaders

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/knakk/rdf"
	"github.com/piprate/json-gold/ld"

	"entente/graph"
)

// Turtle and JSON-LD are read as the N-Quads they stand for: offsets and
// lines of what is said about them are those of the N-Quads, a statement a line.

// maxRDF is the largest Turtle or JSON-LD file that is read, in bytes: both
// are held whole; N-Quads stream.
const maxRDF = 64 << 20

func isTurtle(head []byte) bool {
	for l := range bytes.Lines(bytes.TrimPrefix(head, []byte("\ufeff"))) {
		l = bytes.ToLower(bytes.TrimSpace(l))
		if len(l) == 0 || l[0] == '#' {
			continue
		}
		return bytes.IndexByte(l, '<') > 0 && (bytes.HasPrefix(l, []byte("@prefix")) || bytes.HasPrefix(l, []byte("@base")) || bytes.HasPrefix(l, []byte("prefix ")) || bytes.HasPrefix(l, []byte("base ")))
	}
	return false
}

func isJSONLD(head []byte) bool {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') && (bytes.Contains(head, []byte(`"@context"`)) || bytes.Contains(head, []byte(`"@graph"`)) || bytes.Contains(head, []byte(`"@id"`)))
}

func readWhole(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxRDF+1))
	switch {
	case err != nil:
		return nil, &readError{err}
	case len(text) > maxRDF:
		return nil, &readError{fmt.Errorf("the file has more than %d bytes: N-Quads are read at any size", maxRDF)}
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

func loadTurtle(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	text, err := readWhole(r)
	if err != nil {
		return err
	}
	var quads strings.Builder
	if err := turtle(ctx, text, &quads); err != nil {
		return err
	}
	return loadNQuads(ctx, strings.NewReader(quads.String()), name, sink, o)
}

// turtle writes Turtle as N-Triples. The parser's panics on broken input are
// errors here.
func turtle(ctx context.Context, text []byte, to *strings.Builder) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &readError{fmt.Errorf("not Turtle: %v", p)}
		}
	}()
	d := rdf.NewTripleDecoder(bytes.NewReader(text), rdf.Turtle)
	for ctx.Err() == nil {
		t, err := d.Decode()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &readError{fmt.Errorf("not Turtle: %w", err)}
		}
		to.WriteString(t.Serialize(rdf.NTriples))
	}
	return ctx.Err()
}

func loadJSONLD(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	text, err := readWhole(r)
	if err != nil {
		return err
	}
	quads, err := jsonLD(text)
	if err != nil {
		return &readError{err}
	}
	return loadNQuads(ctx, strings.NewReader(quads), name, sink, o)
}

// offline refuses contexts that stand elsewhere: reading a file asks nobody.
type offline struct{}

func (offline) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, fmt.Sprintf("the context %s stands elsewhere and is not fetched: write it into the file", url))
}

// jsonLD writes JSON-LD as N-Quads, sorted.
func jsonLD(text []byte) (quads string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("not JSON-LD: %v", p)
		}
	}()
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		return "", fmt.Errorf("not JSON: %w", err)
	}
	opts := ld.NewJsonLdOptions("")
	opts.DocumentLoader = offline{}
	opts.Format = "application/n-quads"
	out, err := ld.NewJsonLdProcessor().ToRDF(doc, opts)
	if err != nil {
		return "", fmt.Errorf("not JSON-LD: %w", err)
	}
	s, ok := out.(string)
	if !ok {
		return "", fmt.Errorf("not JSON-LD: it stands for no statements")
	}
	lines := strings.SplitAfter(s, "\n")
	slices.Sort(lines)
	return strings.Join(lines, ""), nil
}
