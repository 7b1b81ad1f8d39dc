package article

import (
	"context"
	"fmt"
	"strings"
	"time"

	"entente/graph"
	"entente/loaders/article/confidence"
	"entente/loaders/article/document"
	"entente/loaders/article/mention"
	"entente/loaders/article/qualify"
	"entente/loaders/article/relate"
	"entente/loaders/article/syntax"
	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
	"entente/schema"
)

// Extractor reads a document as claims. [Reader] is one, by rules over trees;
// another may ask a language model.
type Extractor interface {
	// Read gives the document's claims in the order of the text. An
	// [InputError] says that the document is not prose it can read.
	Read(ctx context.Context, d document.Document) ([]graph.Claim, error)
}

// Options are what a reader works with.
type Options struct {
	Gazetteer  *gazetteer.Gazetteer // nil for the built-in one
	Vocabulary *schema.Vocabulary   // nil for the built-in one
	// MinConfidence is the least confidence of a claim that is given; 0 for
	// the usual one, less for all claims.
	MinConfidence float64
}

// Reader reads prose as claims, by rules over dependency trees. It is safe
// for use by several goroutines at once.
type Reader struct {
	o         Options
	gaz       *gazetteer.Gazetteer
	syntax    *syntax.Model
	mentions  *mention.Finder
	relations *relate.Relater
	qualifier *qualify.Qualifier
	sure      *confidence.Table
}

var _ Extractor = (*Reader)(nil)

// New makes a reader.
func New(o Options) (*Reader, error) {
	if o.Vocabulary == nil {
		o.Vocabulary = schema.Builtin()
	}
	r := &Reader{o: o, gaz: o.Gazetteer}
	var err error
	if r.gaz == nil {
		if r.gaz, err = gazetteer.Builtin(); err != nil {
			return nil, err
		}
	}
	if r.syntax, err = syntax.Load(); err != nil {
		return nil, err
	}
	r.syntax = r.syntax.Like(r.likeState)
	if r.mentions, err = mention.New(r.gaz); err != nil {
		return nil, err
	}
	if r.relations, err = relate.New(o.Vocabulary); err != nil {
		return nil, err
	}
	if r.qualifier, err = qualify.New(r.relations.Governors()); err != nil {
		return nil, err
	}
	if r.sure, err = confidence.Load(); err != nil {
		return nil, err
	}
	if r.o.MinConfidence == 0 {
		r.o.MinConfidence = r.sure.Floor
	}
	return r, nil
}

// likeState is a well-known state's name for one that the gazetteer knows and
// the reader of syntax may not, in the same form: a lexicon's "Ruritanians"
// are read as Syrians are.
func (r *Reader) likeState(word string) string {
	n, hits := r.gaz.Match([]string{word}, 0)
	if n != 1 {
		return ""
	}
	for _, h := range hits {
		if h.Entry.Type != "State" {
			return ""
		}
	}
	switch hits[0].As {
	case gazetteer.Name:
		return "Syria"
	case gazetteer.Adjective, gazetteer.Demonym:
		if strings.HasSuffix(word, "s") && hits[0].As == gazetteer.Demonym {
			return "Syrians"
		}
		return "Syrian"
	}
	return ""
}

// Gazetteer is the gazetteer the reader knows names by.
func (r *Reader) Gazetteer() *gazetteer.Gazetteer { return r.gaz }

// Read gives a document's claims in the order of the text.
func (r *Reader) Read(ctx context.Context, d document.Document) ([]graph.Claim, error) {
	return r.read(ctx, &d, nil)
}

// Reading is what an extractor read in a document.
type Reading struct {
	Source graph.Source  // the document, with the date found in it if it gave none
	Claims []graph.Claim // in the order of the text
	// Rejections are findings that were refused; their File and Line are empty.
	Rejections []graph.Rejection
}

// ReadAll is [Reader.Read] that gives the source too.
func (r *Reader) ReadAll(ctx context.Context, d document.Document) (Reading, error) {
	claims, err := r.read(ctx, &d, nil)
	return Reading{Source: d.Source(), Claims: claims}, err
}

// Load reads a document into a sink, as one source. An [InputError] says that
// the document is not prose that can be read; the sink has heard nothing then.
func (r *Reader) Load(ctx context.Context, d document.Document, sink graph.Sink) error {
	claims, err := r.read(ctx, &d, nil)
	if err != nil {
		return err
	}
	if err := sink.Begin(ctx, d.Source()); err != nil {
		return err
	}
	for _, c := range claims {
		if err := sink.Claim(ctx, c); err != nil {
			return err
		}
	}
	return sink.End(ctx)
}

// read runs the steps over a document. trace, if not nil, is told what each
// step did.
func (r *Reader) read(ctx context.Context, d *document.Document, trace *Trace) ([]graph.Claim, error) {
	if len(d.Prose) != len(d.Text) {
		return nil, fmt.Errorf("document %s: its prose is %d bytes long and its text %d", d.ID, len(d.Prose), len(d.Text))
	}
	if d.Date == "" {
		if t, _, ok := r.qualifier.Times().Dateline(d.Prose, time.Time{}); ok {
			d.Date = t.EDTF
		}
	}
	body := r.lowerHeadlines(coverFeedTails(coverDatelines(d.Prose)))
	if err := checkLanguage(body); err != nil {
		return nil, err
	}
	anchor, day := anchorOf(d.Date)
	c := newCollector(*d, r)
	reading := r.mentions.Open(d.Text, day)
	if _, place, ok := r.qualifier.Times().Dateline(d.Prose, anchor); ok {
		reading.WrittenFrom(place)
	}
	n := 0
	for sentence := range r.syntax.Sentences(body) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n++
		if len(sentence.Tokens) == 0 {
			continue
		}
		r.complete(&sentence)
		t := tree.New(&sentence)
		s := reading.Read(t)
		var candidates []*relate.Candidate
		if len(sentence.Tokens) <= maxTokens {
			candidates = r.relations.Find(d.Text, reading, s)
		}
		qualified := r.qualifier.Sentence(s, candidates, anchor)
		qualified = append(qualified, derive(r.o.Vocabulary, reading, s, qualified)...)
		r.weigh(s, qualified)
		c.sentence(n, s, qualified)
		if trace != nil {
			trace.add(r, *d, n, s, qualified)
		}
	}
	return c.claims, nil
}

// weigh says how sure each claim is and drops those nobody should rely on.
func (r *Reader) weigh(s *mention.Sentence, qs []*qualify.Qualified) {
	for _, q := range qs {
		if q.Dropped != "" {
			continue
		}
		q.Signs = r.sure.SignsOf(s, q)
		q.Confidence, q.Doubts = r.sure.Of(q.Signs)
		if q.Confidence < r.o.MinConfidence {
			q.Dropped = fmt.Sprintf("too unsure: confidence %.2f is under %.2f: %s", q.Confidence, r.o.MinConfidence, strings.Join(q.Doubts, "; "))
		}
	}
}

// maxTokens is the longest sentence read for relations. Longer ones are lists
// and tables, in which no tree is right.
const maxTokens = 300

// anchorOf is the day relative times are counted from; zero for a date that
// is no day.
func anchorOf(date string) (time.Time, string) {
	if date == "" {
		return time.Time{}, ""
	}
	t, err := graph.ParseTime(date)
	if err != nil {
		return time.Time{}, ""
	}
	if day, ok := t.Date(); ok {
		return day, day.Format(time.DateOnly)
	}
	return time.Time{}, t.Latest
}
