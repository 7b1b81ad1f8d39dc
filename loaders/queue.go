package loaders

import (
	"context"
	"errors"

	"entente/graph"
	"entente/loaders/article"
	"entente/loaders/article/document"
)

// queue reads documents on several goroutines and gives what they hold to the
// sink in the order in which they were submitted, so that the output is that
// of reading one after the other. Its methods, and the sink's, are called
// from one goroutine. As a sink it first gives out what was submitted before.
type queue struct {
	ctx     context.Context
	sink    graph.Sink
	extract func(context.Context, document.Document) (article.Reading, error)
	slots   chan struct{} // holds a token for each document being read
	pending []*queued     // in the order submitted
	undated func()        // see Options.Undated
}

var _ graph.Sink = (*queue)(nil)

// queued is a document that is being read.
type queued struct {
	name string
	line int
	done chan struct{}
	article.Reading
	err error

	rejected *graph.Rejection // in the place of a document
}

// newQueue makes a queue that reads jobs documents at once.
func newQueue(ctx context.Context, sink graph.Sink, jobs int, extract func(context.Context, document.Document) (article.Reading, error)) *queue {
	return &queue{ctx: ctx, sink: sink, extract: extract, slots: make(chan struct{}, jobs)}
}

// submit has a document read. It waits while twice as many as are read at
// once wait to be given out, so that memory stays bounded; where one is read
// at a time, until it is given out.
func (q *queue) submit(d document.Document, name string, line int) error {
	for len(q.pending) >= 2*cap(q.slots) {
		if err := q.next(); err != nil {
			return err
		}
	}
	item := &queued{name: name, line: line, done: make(chan struct{})}
	q.pending = append(q.pending, item)
	q.slots <- struct{}{}
	go func() {
		defer close(item.done)
		defer func() { <-q.slots }()
		item.Reading, item.err = q.extract(q.ctx, d)
	}()
	if cap(q.slots) == 1 {
		return q.drain() // the next document may be long in coming
	}
	return nil
}

// next gives the oldest document to the sink when it is read.
func (q *queue) next() error {
	item := q.pending[0]
	q.pending = q.pending[1:]
	<-item.done
	if item.rejected != nil {
		q.sink.Reject(*item.rejected)
		return nil
	}
	var input *article.InputError
	if errors.As(item.err, &input) {
		rejectDocument(q.sink, item.name, item.line, input)
		return nil
	}
	if item.err != nil {
		return item.err
	}
	if q.undated != nil && item.Source.Published == "" {
		q.undated()
	}
	for _, r := range item.Rejections {
		r.File, r.Line = item.name, item.line
		q.sink.Reject(r)
	}
	if err := q.sink.Begin(q.ctx, item.Source); err != nil {
		return err
	}
	for _, c := range item.Claims {
		if err := q.sink.Claim(q.ctx, c); err != nil {
			return err
		}
	}
	return q.sink.End(q.ctx)
}

// drain gives out all that was submitted.
func (q *queue) drain() error {
	for len(q.pending) > 0 {
		if err := q.next(); err != nil {
			return err
		}
	}
	return nil
}

// wait lets the readers end whose documents nobody wants any more.
func (q *queue) wait() {
	for _, item := range q.pending {
		<-item.done
	}
	q.pending = nil
}

// Begin implements [graph.Sink].
func (q *queue) Begin(ctx context.Context, s graph.Source) error {
	if err := q.drain(); err != nil {
		return err
	}
	return q.sink.Begin(ctx, s)
}

// Describe implements [graph.Sink].
func (q *queue) Describe(ctx context.Context, d graph.Description) error {
	if err := q.drain(); err != nil {
		return err
	}
	return q.sink.Describe(ctx, d)
}

// Claim implements [graph.Sink].
func (q *queue) Claim(ctx context.Context, c graph.Claim) error { return q.sink.Claim(ctx, c) }

// Touch implements [graph.Updater], if the sink does.
func (q *queue) Touch(ctx context.Context, record string) error {
	if u, ok := q.sink.(graph.Updater); ok {
		return u.Touch(ctx, record)
	}
	return nil
}

// Known implements [graph.Updater], if the sink does.
func (q *queue) Known(ctx context.Context, code string) (graph.Actor, bool, error) {
	if u, ok := q.sink.(graph.Updater); ok {
		return u.Known(ctx, code)
	}
	return graph.Actor{}, false, nil
}

// End implements [graph.Sink].
func (q *queue) End(ctx context.Context) error { return q.sink.End(ctx) }

// Reject implements [graph.Sink]. An error of the sink shows at the next document.
func (q *queue) Reject(r graph.Rejection) {
	if len(q.pending) > 0 {
		// A row that cannot be read is told in its place among the documents.
		done := make(chan struct{})
		close(done)
		q.pending = append(q.pending, &queued{done: done, rejected: &r})
		return
	}
	q.sink.Reject(r)
}
