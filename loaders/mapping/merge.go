package mapping

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
)

// spans joins rows of years into claims about spans. What a span's first row
// says lies in a ledger, in the order of the rows; by its key, only where.
type spans struct {
	said *keep.Ledger
	open *keep.Map[stretch]
	long int // of those that are open, how many years were added
	last int // the table's last year
}

// stretch is the years of a span that may go on, and where in the ledger it
// stands.
type stretch struct{ from, to, at int }

func newSpans(s *keep.Shelf) spans {
	return spans{
		said: keep.NewLedger(s),
		open: keep.NewPacked(s, func(p *keep.Packer, x stretch) {
			p.Number(x.from)
			p.Number(x.to)
			p.Number(x.at)
		}, func(u *keep.Unpacker) stretch { return stretch{u.Number(), u.Number(), u.Number()} }),
	}
}

// span is a claim that the rows of some years say.
type span struct {
	record   dataset.Record // of the first row
	claim    graph.Claim
	from, to int
	last     bool // spans that reach the last year last
}

func (s *spans) add(key string, year int, r *dataset.Record, c *graph.Claim, last bool) (done *span) {
	s.last = max(s.last, year)
	if have, ok := s.open.Get(key); ok {
		switch {
		case year >= have.from && year <= have.to:
			return nil // another row of the same year
		case year == have.to+1:
			have.to++
			s.long++
			s.open.Set(key, have)
			return nil
		}
		if text := s.said.Record(have.at); text != "" {
			done = unpackSpan(text, have.from, have.to)
		}
		s.said.Set(have.at, 1, 0) // it was given
	}
	at := s.said.Add(year, year, packSpan(&span{record: *r, claim: *c, last: last}))
	s.open.Set(key, stretch{year, year, at})
	return done
}

// flush gives out all spans, by their first rows.
func (s *spans) flush(ctx context.Context, w *dataset.Writer) error {
	if s.long > 0 {
		for _, x := range s.open.Sorted() {
			if x.to > x.from {
				s.said.Set(x.at, x.from, x.to)
			}
		}
	}
	var ofRow []*span // its spans
	give := func() error {
		if len(ofRow) > 1 {
			slices.SortStableFunc(ofRow, func(a, b *span) int { return strings.Compare(a.place(), b.place()) })
		}
		for _, x := range ofRow {
			if err := s.give(ctx, w, x); err != nil {
				return err
			}
		}
		ofRow = ofRow[:0]
		return nil
	}
	for years, text := range s.said.All() {
		if years[0] > years[1] {
			continue
		}
		x := unpackSpan(text, years[0], years[1])
		if len(ofRow) > 0 && ofRow[0].record.Start != x.record.Start {
			if err := give(); err != nil {
				return err
			}
		}
		ofRow = append(ofRow, x)
	}
	return give()
}

// place is where a span comes among those of its row.
func (x *span) place() string {
	c := &x.claim
	return c.Subject.ID + "\x01" + c.Object.ID + "\x01" + c.Relation + "\x01" + c.Rule
}

func (s *spans) give(ctx context.Context, w *dataset.Writer, x *span) error {
	from, to := graph.Year(x.from), graph.Year(x.to)
	switch {
	case x.last && x.to == s.last:
		x.claim.Time = graph.Since(from)
	case x.from == x.to:
		x.claim.Time = from
	default:
		t, err := graph.Interval(from, to)
		if err != nil {
			w.Reject(x.record.Line, "%v", err)
			return nil
		}
		x.claim.Time = t
	}
	return w.Claim(ctx, &x.record, x.claim)
}

// packSpan writes what a mapping says of a claim.
func packSpan(x *span) keep.Packer {
	c := &x.claim
	p := make(keep.Packer, 0, 512)
	for _, text := range [...]string{x.record.ID, x.record.Text, c.Relation, string(c.Status), c.Rule} {
		p.Text(text)
	}
	p.Float(c.Confidence)
	p.Number(x.record.Line)
	p.Number(x.record.Start)
	packActor(&p, &c.Subject)
	packActor(&p, &c.Object)
	var more []byte
	if c.Amount != nil || c.Place != nil {
		more, _ = json.Marshal(graph.Claim{Amount: c.Amount, Place: c.Place}) // texts and numbers
	}
	p.Bytes(more)
	if x.last {
		p.Number(1)
	} else {
		p.Number(0)
	}
	return p
}

func unpackSpan(text string, from, to int) *span {
	u := keep.Unpacker(text)
	x := &span{from: from, to: to}
	c := &x.claim
	x.record.ID, x.record.Text, c.Relation, c.Status, c.Rule = u.Text(), u.Text(), u.Text(), graph.Status(u.Text()), u.Text()
	c.Confidence = u.Float()
	x.record.Line, x.record.Start = u.Number(), u.Number()
	unpackActor(&u, &c.Subject)
	unpackActor(&u, &c.Object)
	if more := u.Text(); more != "" {
		var said graph.Claim
		_ = json.Unmarshal([]byte(more), &said) // as it was written
		c.Amount, c.Place = said.Amount, said.Place
	}
	x.last = u.Number() == 1
	return x
}

func packActor(p *keep.Packer, a *graph.Actor) {
	for _, text := range [...]string{a.ID, a.Label, a.Type, a.Mention, a.Within, a.Was} {
		p.Text(text)
	}
	p.Number(a.Start)
	p.Number(a.End)
}

func unpackActor(u *keep.Unpacker, a *graph.Actor) {
	for _, text := range [...]*string{&a.ID, &a.Label, &a.Type, &a.Mention, &a.Within, &a.Was} {
		*text = u.Text()
	}
	a.Start, a.End = u.Number(), u.Number()
}
