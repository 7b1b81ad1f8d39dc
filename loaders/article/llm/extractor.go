package llm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"entente/graph"
	"entente/loaders/article/amount"
	"entente/loaders/article/document"
	"entente/loaders/article/syntax"
)

// Extractor reads documents by asking a language model. It is safe for use by
// several goroutines at once.
type Extractor struct {
	o       Options
	client  *openai.Client
	syntax  *syntax.Model
	amounts *amount.Reader
	system  string
	schema  []byte
	cache   *cache
	pace    *pace
	clock   clock
	slots   chan struct{} // holds a token for each request under way
	heard   atomic.Bool   // the endpoint has answered
	mu      sync.Mutex
	usage   Usage
}

// clock is the time, so that tests need not wait for it.
type clock struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// New makes an extractor. It connects to nothing.
func New(o Options) (*Extractor, error) {
	if err := o.complete(); err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	e := &Extractor{o: o, clock: clock{time.Now, sleep}, slots: make(chan struct{}, o.Parallel), usage: Usage{priceIn: o.PriceIn, priceOut: o.PriceOut}}
	var err error
	if e.syntax, err = syntax.Load(); err != nil {
		return nil, err
	}
	if e.amounts, err = amount.Load(); err != nil {
		return nil, err
	}
	if e.schema, err = answerSchema(o.Vocabulary); err != nil {
		return nil, err
	}
	e.system = instructions(o.Vocabulary)
	if o.Cache != "" {
		if e.cache, err = openCache(o.Cache); err != nil {
			return nil, err
		}
	}
	e.pace = newPace(o.RequestsPerMinute)
	config := openai.DefaultConfig(string(o.Key))
	config.BaseURL = strings.TrimRight(o.URL, "/")
	config.HTTPClient = newDoer(o.HTTPClient, takesTemperature(o.Model))
	e.client = openai.NewClientWithConfig(config)
	return e, nil
}

// Reading is what was read in a document.
type Reading struct {
	Claims []graph.Claim // in the order of the text
	// Rejections say what the model gave and was refused or left out, in the
	// order of the text. File is the document's ID.
	Rejections []graph.Rejection
}

// Read gives the document's claims in the order of the text. An error says
// that the endpoint could not be asked; a chunk whose answer cannot be used is
// a rejection.
func (e *Extractor) Read(ctx context.Context, d document.Document) ([]graph.Claim, error) {
	r, err := e.ReadAll(ctx, d)
	if err != nil {
		return nil, err
	}
	if e.o.Reject != nil {
		for _, x := range r.Rejections {
			e.o.Reject(x)
		}
	}
	return r.Claims, nil
}

// ReadAll is [Extractor.Read] that gives the rejections too and does not call
// Options.Reject.
func (e *Extractor) ReadAll(ctx context.Context, d document.Document) (Reading, error) {
	if len(d.Prose) != len(d.Text) {
		return Reading{}, fmt.Errorf("document %s: its prose is %d bytes long and its text %d", d.ID, len(d.Prose), len(d.Text))
	}
	var sentences []int
	for s := range e.syntax.Sentences(d.Prose) {
		if err := ctx.Err(); err != nil {
			return Reading{}, err
		}
		sentences = append(sentences, s.Start)
	}
	c := &cutter{prose: d.Prose, sentences: sentences}
	answered, err := e.askAll(ctx, &d, c)
	if err != nil {
		return Reading{}, fmt.Errorf("reading %s by the model %s: %w", d.ID, e.o.Model, err)
	}
	v := newVerifier(e, &d, sentences)
	for _, a := range answered {
		v.chunk(a)
	}
	e.count(func(u *Usage) { u.add(v) })
	return v.reading(), nil
}

// answered is a chunk with what the model found in it.
type answered struct {
	span
	answer
}

// askAll asks about every chunk of a document, several at once, and gives the
// answers in the order of the text.
func (e *Extractor) askAll(ctx context.Context, d *document.Document, c *cutter) ([]answered, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	chunks := c.cut(span{0, len(d.Prose)}, e.o.ChunkBytes)
	parts := make([][]answered, len(chunks))
	errs := make([]error, len(chunks))
	// As many as may ask at once, not one a chunk: a book has thousands.
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(e.o.Parallel, len(chunks)) {
		wg.Go(func() {
			for i := range next {
				if parts[i], errs[i] = e.askChunk(ctx, d, c, chunks[i]); errs[i] != nil {
					cancel()
				}
			}
		})
	}
	for i := range chunks {
		next <- i
	}
	close(next)
	wg.Wait()
	return slices.Concat(parts...), firstError(errs)
}

// firstError prefers what went wrong to what was cancelled because of it.
func firstError(errs []error) error {
	var cancelled error
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
		cancelled = cmp.Or(cancelled, err)
	}
	return cancelled
}

// askChunk asks about one chunk; one that has too much in it for one answer
// is split.
func (e *Extractor) askChunk(ctx context.Context, d *document.Document, c *cutter, s span) ([]answered, error) {
	a, err := e.ask(ctx, e.question(d, s))
	if err != nil {
		return nil, fmt.Errorf("bytes %d to %d: %w", s.start, s.end, err)
	}
	if a.Finish != finishLength {
		return []answered{{s, a}}, nil
	}
	e.count(func(u *Usage) { u.Truncated++ })
	halves := c.halve(s)
	if len(halves) < 2 {
		a.why = "the answer is cut off, and the text is too short to split: allow more tokens"
		return []answered{{s, a}}, nil
	}
	var out []answered
	for _, h := range halves {
		part, err := e.askChunk(ctx, d, c, h)
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

// Load reads a document into a sink, as one source.
func (e *Extractor) Load(ctx context.Context, d document.Document, sink graph.Sink) error {
	r, err := e.ReadAll(ctx, d)
	if err != nil {
		return err
	}
	if err := sink.Begin(ctx, d.Source()); err != nil {
		return err
	}
	known := map[string]bool{}
	for _, c := range r.Claims {
		for _, a := range []*graph.Actor{&c.Subject, &c.Object, c.Place, c.Speaker} {
			if a == nil || known[a.ID] {
				continue
			}
			known[a.ID] = true
			entry, ok := e.o.Gazetteer.Entry(a.ID)
			if !ok {
				continue
			}
			described := entry.Description()
			described.Gazetteer = true
			if err := sink.Describe(ctx, described); err != nil {
				return err
			}
		}
	}
	for _, c := range r.Claims {
		if err := sink.Claim(ctx, c); err != nil {
			return err
		}
	}
	for _, x := range r.Rejections {
		sink.Reject(x)
	}
	return sink.End(ctx)
}

// Usage is what was asked and what it cost so far.
func (e *Extractor) Usage() Usage {
	e.mu.Lock()
	defer e.mu.Unlock()
	u := e.usage
	u.Refused = slices.Clone(u.Refused)
	return u
}

func (e *Extractor) count(f func(*Usage)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	f(&e.usage)
}
