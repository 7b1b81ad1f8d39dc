package mapping

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/loaders/dataset"
)

// spans joins rows of years into claims about spans. What is held grows with
// the number of spans, not of rows.
type spans struct {
	open map[string]*span
	last int // the table's last year
}

// span is a claim that the rows of some years say.
type span struct {
	record   dataset.Record // of the first row
	claim    graph.Claim
	from, to int
	seq      int
	last     bool // spans that reach the last year last
}

// maxSpans bounds the spans that are held; the oldest are then given out.
const maxSpans = 200000

func (s *spans) add(key string, year int, r *dataset.Record, c *graph.Claim, last bool) (done *span) {
	s.last = max(s.last, year)
	if s.open == nil {
		s.open = map[string]*span{}
	}
	if have := s.open[key]; have != nil {
		switch {
		case year >= have.from && year <= have.to:
			return nil // another row of the same year
		case year == have.to+1:
			have.to = year
			return nil
		}
		done = have
	}
	s.open[key] = &span{record: *r, claim: *c, from: year, to: year, last: last, seq: r.Line}
	return done
}

// flush gives out all spans, by their first rows.
func (s *spans) flush(ctx context.Context, w *dataset.Writer) error {
	all := make([]*span, 0, len(s.open))
	for _, x := range s.open {
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b *span) int {
		return cmp.Or(cmp.Compare(a.record.Start, b.record.Start), cmp.Compare(a.claim.Subject.ID, b.claim.Subject.ID),
			cmp.Compare(a.claim.Object.ID, b.claim.Object.ID), cmp.Compare(a.claim.Relation, b.claim.Relation), cmp.Compare(a.claim.Rule, b.claim.Rule))
	})
	clear(s.open)
	for _, x := range all {
		if err := s.give(ctx, w, x); err != nil {
			return err
		}
	}
	return nil
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
