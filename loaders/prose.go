package loaders

import (
	"bytes"
	"context"
	"io"

	"entente/graph"
)

// Articles and documents are read by package article; these are its rows in
// the table of loaders.

// isDocuments tells documents, one a line, from other JSON Lines.
func isDocuments(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"text"`))
}

func loadArticle(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	reader, err := o.Reader()
	if err != nil {
		return err
	}
	return reader.Load(ctx, r, name, sink)
}

func loadDocuments(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	reader, err := o.Reader()
	if err != nil {
		return err
	}
	return reader.LoadLines(ctx, r, name, sink)
}
