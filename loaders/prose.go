package loaders

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/article/document"
)

// Documents come in many forms; each row of the table gives them to the
// reader of prose one by one.

// isDocuments tells documents, one a line, from other JSON Lines.
func isDocuments(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"text"`))
}

func isHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimSpace(head))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

func isFeed(head []byte) bool {
	return bytes.Contains(head, []byte("<rss")) || bytes.Contains(head, []byte("<feed")) || bytes.Contains(head, []byte("<rdf:RDF"))
}

// isProse tells texts from tables that are called as texts are: read as prose,
// lines of codes would give claims that nobody made.
func isProse(head []byte) bool { return !isTabbed(head) }

func isBlank(head []byte) bool { return len(bytes.TrimSpace(head)) == 0 }

func isWARC(head []byte) bool { return bytes.HasPrefix(head, []byte("WARC/1.")) }

func loadArticle(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	d, err := document.Read(r, name, o.Given)
	return loadDocument(ctx, document.Line{Document: d, Err: err}, name, sink, o)
}

func loadHTML(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	d, err := document.ReadHTML(r, name, o.Given)
	return loadDocument(ctx, document.Line{Document: d, Err: err}, name, sink, o)
}

func loadDocuments(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	return loadEach(ctx, document.ReadLines(r, o.Given), name, sink, o)
}

func loadFeed(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	return loadEach(ctx, document.ReadFeed(r, o.Given), name, sink, o)
}

func loadWARC(ctx context.Context, r io.Reader, name string, sink graph.Sink, o Options) error {
	return loadEach(ctx, document.ReadWARC(r, o.Given), name, sink, o)
}

func loadEach(ctx context.Context, lines iter.Seq2[document.Line, error], name string, sink graph.Sink, o Options) error {
	for l, err := range lines {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return &readError{err}
		}
		if err := loadDocument(ctx, l, name, sink, o); err != nil {
			return err
		}
	}
	return nil
}

// loadDocument reads a document into the sink; one that cannot be read is
// rejected.
func loadDocument(ctx context.Context, l document.Line, name string, sink graph.Sink, o Options) error {
	name = o.said(name)
	if l.Err != nil {
		rejectDocument(sink, name, l.Number, l.Err)
		return nil
	}
	if o.Skip != nil {
		if skip, err := o.Skip(l.Document); skip || err != nil {
			return err
		}
	}
	if o.Explain != nil {
		return explain(ctx, l, name, sink, o)
	}
	q, ok := sink.(*queue)
	if !ok {
		q = newQueue(ctx, sink, 1, o.extractor())
		q.undated = o.Undated
		defer q.wait()
		if err := q.submit(l.Document, name, l.Number); err != nil {
			return err
		}
		return q.drain()
	}
	return q.submit(l.Document, name, l.Number)
}

// rejectDocument says of a document that it cannot be used: a row of a file,
// or, without a line, the file.
func rejectDocument(sink graph.Sink, name string, line int, err error) {
	if line == 0 {
		rejectInput(sink, name, err)
		return
	}
	reject(sink, name, line, err)
}

// extractor is what reads documents; the model is loaded with the first.
func (o Options) extractor() func(context.Context, document.Document) (article.Reading, error) {
	if o.Extract != nil {
		return o.Extract
	}
	return func(ctx context.Context, d document.Document) (article.Reading, error) {
		reader, err := o.Reader()
		if err != nil {
			return article.Reading{}, err
		}
		return reader.ReadAll(ctx, d)
	}
}

func explain(ctx context.Context, l document.Line, name string, sink graph.Sink, o Options) error {
	reader, err := o.Reader()
	if err != nil {
		return err
	}
	trace, err := reader.Explain(ctx, l.Document)
	var input *article.InputError
	if errors.As(err, &input) {
		rejectDocument(sink, name, l.Number, input)
		return nil
	}
	if err != nil {
		return err
	}
	return o.Explain(trace)
}
