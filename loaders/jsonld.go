package loaders

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"

	"entente/graph"
)

// JSON-LD is read as the N-Quads it stands for: offsets and lines of what is
// said about it are those of the N-Quads, a statement a line.

// maxJSONLD is the largest file that is read, in bytes: it is held whole;
// N-Quads stream.
const maxJSONLD = 64 << 20

func isJSONLD(head []byte) bool {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') && (bytes.Contains(head, []byte(`"@context"`)) || bytes.Contains(head, []byte(`"@graph"`)) || bytes.Contains(head, []byte(`"@id"`)))
}

func loadJSONLD(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	text, err := io.ReadAll(io.LimitReader(r, maxJSONLD+1))
	switch {
	case err != nil:
		return &readError{err}
	case len(text) > maxJSONLD:
		return &readError{fmt.Errorf("the file has more than %d bytes: N-Quads are read at any size", maxJSONLD)}
	}
	quads, err := jsonLD(bytes.TrimPrefix(text, []byte("\ufeff")))
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
