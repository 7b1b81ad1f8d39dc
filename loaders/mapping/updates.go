package mapping

import (
	"context"
	"strconv"
	"time"

	"entente/graph"
	"entente/loaders/dataset"
)

// updates gives what a table says of itself as an update: its series, and the
// day of its latest row.
func (m *Mapping) updates(ctx context.Context, in *dataset.Input) (graph.Source, error) {
	var said graph.Source
	if m.Updates == nil {
		return said, nil
	}
	said.Series = m.Updates.Series
	if m.Updates.Stamp == "" || in.Date != "" {
		return said, nil
	}
	text, err := in.Text()
	if err != nil {
		return said, &dataset.InputError{Err: err}
	}
	defer text.Close()
	rows, header, _, err := m.open(text)
	if err != nil {
		return said, err
	}
	c := newCells(header, m)
	at := c.at(m.Updates.Stamp)
	latest := int64(0)
	for r, err := range rows.All() {
		if err != nil {
			return said, err
		}
		if ctx.Err() != nil {
			return said, ctx.Err()
		}
		if at < 0 || r.Err != nil {
			continue // said when it counts
		}
		if n, err := strconv.ParseInt(r.At(at), 10, 64); err == nil && n < lastSecond {
			latest = max(latest, n)
		}
	}
	if latest > 0 {
		said.Published = time.Unix(latest, 0).UTC().Format(time.DateOnly)
	}
	return said, nil
}

const lastSecond = 253402300800 // of the year 9999, and one more

// update says of which record a row is; gone if that is all.
func (l *loading) update(ctx context.Context, r *dataset.Row) (gone bool, err error) {
	id := l.key.fill(l.cells)
	gone = l.m.Updates.Delete
	if id == "" {
		l.w.Reject(r.Line, "%s is empty: it tells which record the row is of", l.m.Key)
		return true, nil
	}
	if gone {
		l.w.Count("records gone", 1)
	}
	return gone, l.w.Touch(ctx, id)
}
