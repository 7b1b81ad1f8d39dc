package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/store"
)

// The limits that hold where the caller sets none.
const (
	DefaultTime = 10 * time.Second
	DefaultRows = 1000
)

// Limits bounds an answer: 0 means the default, below 0 no limit.
type Limits struct {
	Time time.Duration
	Rows int

	// Of free Gizmo from outside; see [store.Limits].
	Text   int
	Memory int64
}

func (l Limits) time() time.Duration { return max(0, cmp.Or(l.Time, DefaultTime)) }
func (l Limits) rows() int           { return max(0, cmp.Or(l.Rows, DefaultRows)) }

// unlimited stands for "no limit" in Gizmo text, which needs a number.
const unlimited = 1 << 30

// Run answers a canned query. Its rows come sorted as the query says and
// without repeated ones, so the same graph gives the same answer whatever
// order it was loaded in.
func Run(ctx context.Context, s *store.Store, name string, args []string, lim Limits) (Result, error) {
	start := time.Now()
	q, err := Find(name)
	if err != nil {
		return Result{}, err
	}
	// One row more than asked for shows that there are more.
	rows, ask := lim.rows(), unlimited
	if rows > 0 {
		ask = rows + 1
	}
	text, err := q.fill(ctx, s, args, ask)
	if err != nil {
		return Result{}, err
	}
	answer, err := s.Canned(ctx, text, store.Limits{Time: lim.time()})
	if err != nil {
		return Result{}, fmt.Errorf("query %s: %w", name, err)
	}
	r := Result{Columns: q.Columns}
	for _, row := range answer.Rows {
		cells, err := q.cells(row)
		if err != nil {
			return Result{}, fmt.Errorf("query %s: %w", name, err)
		}
		r.Rows = append(r.Rows, cells)
	}
	q.sort(r.Rows)
	r.Rows = slices.CompactFunc(r.Rows, func(a, b []any) bool {
		return slices.EqualFunc(a, b, func(x, y any) bool { return compareCells(x, y) == 0 })
	})
	if rows > 0 && len(r.Rows) > rows {
		r.Rows, r.Truncated = r.Rows[:rows], true
	}
	if err := r.label(ctx, s); err != nil {
		return Result{}, fmt.Errorf("query %s: %w", name, err)
	}
	r.Elapsed = time.Since(start)
	return r, nil
}

// cells brings an emitted row into the order of the columns. Within Gizmo's
// objects IRIs are strings in angle brackets, so the column's type decides.
func (q Query) cells(row store.Row) ([]any, error) {
	values, ok := row.Value.(map[string]any)
	if !ok {
		values = row.Tags
	}
	if values == nil {
		return nil, fmt.Errorf("the query emitted %v, which is no row", row.Value)
	}
	cells := make([]any, len(q.Columns))
	for i, c := range q.Columns {
		v := values[c.Name]
		if s, ok := v.(string); ok {
			switch c.Type {
			case ActorColumn, RelationColumn, ClaimColumn, SourceColumn:
				v = store.IRI(strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">"))
			}
		}
		cells[i] = v
	}
	return cells, nil
}

// sort puts rows in the query's order; the remaining columns settle ties.
func (q Query) sort(rows [][]any) {
	first, last := map[string]string{}, map[string]string{}
	slices.SortFunc(rows, func(a, b []any) int {
		for _, key := range q.order {
			x, y := a[key.column], b[key.column]
			if q.Columns[key.column].Type == DateColumn {
				if key.descending {
					x, y = dayOf(x, last, true), dayOf(y, last, true)
				} else {
					x, y = dayOf(x, first, false), dayOf(y, first, false)
				}
			}
			// What is not known comes last, whichever way the rest goes.
			if (x == nil) != (y == nil) {
				if x == nil {
					return 1
				}
				return -1
			}
			if c := compareCells(x, y); c != 0 {
				if key.descending {
					return -c
				}
				return c
			}
		}
		return slices.CompareFunc(a, b, compareCells)
	})
}

// dayOf is the last day that a date can mean, or the first one: what an
// order from the newest down and one from the oldest up go by. known keeps
// what was worked out; nil stands for no date.
func dayOf(cell any, known map[string]string, last bool) any {
	edtf, ok := cell.(string)
	if !ok {
		return nil
	}
	day, ok := known[edtf]
	if !ok {
		if t, err := graph.ParseTime(edtf); err == nil && last {
			day = cmp.Or(t.Latest, t.Earliest)
		} else if err == nil {
			day = cmp.Or(t.Earliest, t.Latest)
		}
		known[edtf] = day
	}
	if day == "" {
		return nil
	}
	return day
}

func compareCells(a, b any) int {
	x, xok := number(a)
	y, yok := number(b)
	switch {
	case xok && yok:
		return cmp.Compare(x, y)
	case xok != yok:
		if xok {
			return -1
		}
		return 1
	}
	return cmp.Compare(plain(a), plain(b))
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case int:
		return float64(v), true
	}
	return 0, false
}

// Gizmo runs any Gizmo text. Rows keep Cayley's order; the columns are those
// of all rows together.
func Gizmo(ctx context.Context, s *store.Store, text string, lim Limits) (Result, error) {
	answer, err := s.Gizmo(ctx, text, store.Limits{Time: lim.time(), Rows: lim.rows(), Text: lim.Text, Memory: lim.Memory})
	if err != nil {
		return Result{}, err
	}
	names := map[string]bool{}
	objects := make([]map[string]any, len(answer.Rows))
	for i, row := range answer.Rows {
		object, ok := row.Value.(map[string]any)
		if row.Tags != nil {
			object = row.Tags
		} else if !ok {
			object = map[string]any{"value": row.Value}
		}
		objects[i] = object
		for name := range object {
			names[name] = true
		}
	}
	r := Result{Truncated: answer.Truncated}
	for _, name := range columnOrder(names) {
		r.Columns = append(r.Columns, Column{Name: name, Type: AnyColumn})
	}
	for _, object := range objects {
		cells := make([]any, len(r.Columns))
		for i, c := range r.Columns {
			cells[i] = object[c.Name]
		}
		r.Rows = append(r.Rows, cells)
	}
	if err := r.label(ctx, s); err != nil {
		return Result{}, err
	}
	r.Elapsed = answer.Elapsed
	return r, nil
}

// columnOrder puts "id" first, as [store.Row.Columns] does, then what the
// visualizer draws, then the rest by name.
func columnOrder(names map[string]bool) []string {
	var ordered []string
	for _, first := range []string{"id", "source", "target"} {
		if names[first] {
			ordered = append(ordered, first)
			delete(names, first)
		}
	}
	return append(ordered, slices.Sorted(maps.Keys(names))...)
}
