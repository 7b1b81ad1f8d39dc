package mapping

import (
	"context"
	"encoding/json"
	"fmt"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
)

// spans joins rows of years into claims about spans. Each lies as a record:
// its years, its place among all, and what the claim rests on and says.
type spans struct {
	shelf *keep.Shelf
	open  *keep.Map[string]
	last  int // the table's last year
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
		u := keep.Unpacker(have)
		switch from, to := u.Number(), u.Number(); {
		case year >= from && year <= to:
			return nil // another row of the same year
		case year == to+1:
			s.open.Set(key, string(years(from, year))+string(u))
			return nil
		}
		done = unpackSpan(have)
	}
	s.open.Set(key, string(packSpan(&span{record: *r, claim: *c, from: year, to: year, last: last})))
	return done
}

// flush gives out all spans, by their first rows.
func (s *spans) flush(ctx context.Context, w *dataset.Writer) error {
	inOrder := keep.NewPile(s.shelf)
	for _, text := range s.open.Sorted() {
		u := keep.Unpacker(text)
		u.Number()
		u.Number()
		inOrder.Add(u.Text(), []byte(text))
	}
	for _, text := range inOrder.Sorted() {
		if err := s.give(ctx, w, unpackSpan(string(text))); err != nil {
			return err
		}
	}
	return s.shelf.Err()
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

func years(from, to int) keep.Packer {
	p := make(keep.Packer, 0, 512)
	p.Number(from)
	p.Number(to)
	return p
}

// packSpan writes what a mapping says of a claim.
func packSpan(x *span) keep.Packer {
	c := &x.claim
	p := years(x.from, x.to)
	p.Text(fmt.Sprintf("%016x%s\x01%s\x01%s\x01%s", x.record.Start, c.Subject.ID, c.Object.ID, c.Relation, c.Rule))
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

func unpackSpan(text string) *span {
	u := keep.Unpacker(text)
	x := &span{from: u.Number(), to: u.Number()}
	u.Text() // its place
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
