package mapping

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"entente/graph/keep"
	"entente/loaders/dataset"
)

// cells are the values of a row by column: those of the table, then those
// looked up in the joined table, then "$column" and "$value".
type cells struct {
	names []string
	index map[string]int
	row   *dataset.Row
	whole []bool // a null is a value there
	more  []string
	width int // of the table itself
}

func newCells(header []string, m *Mapping) *cells {
	c := &cells{index: map[string]int{}, width: len(header)}
	add := func(name string) {
		if _, again := c.index[key(name)]; !again {
			c.index[key(name)] = len(c.names)
		}
		c.names = append(c.names, name)
	}
	for _, n := range header {
		add(n)
		c.whole = append(c.whole, slices.ContainsFunc(m.Table.Whole, func(w string) bool { return key(w) == key(n) }))
	}
	if m.Join != nil {
		for _, n := range m.Join.Columns {
			add(n)
		}
	}
	add("$column")
	add("$value")
	c.more = make([]string, len(c.names)-c.width)
	return c
}

func key(name string) string {
	return strings.ToLower(strings.TrimSpace(strings.Trim(name, "\ufeff\"")))
}

// at gives the index of a column; -1 if the table does not have it.
func (c *cells) at(name string) int {
	if i, ok := c.index[key(name)]; ok {
		return i
	}
	return -1
}

func (c *cells) get(i int) string {
	switch {
	case i < 0:
		return ""
	case i >= c.width:
		return c.more[i-c.width]
	case c.whole[i]:
		return strings.TrimSpace(c.row.Fields[i])
	}
	return c.row.At(i)
}

// text is a template or a column: parts between columns.
type text struct {
	parts   []string // one more than columns
	columns []int
}

// compileText reads "Resolution {unres}". Where bare is set, one word without
// braces is a column; several are words, as they are where it is not.
func (c *cells) compileText(s string, bare bool) (text, error) {
	if bare && !strings.Contains(s, "{") {
		i := c.at(s)
		if i < 0 && strings.Contains(s, " ") {
			return text{parts: []string{s}}, nil
		}
		if i < 0 {
			return text{}, c.missing(s)
		}
		return text{parts: []string{"", ""}, columns: []int{i}}, nil
	}
	var t text
	for {
		before, rest, ok := strings.Cut(s, "{")
		if !ok {
			t.parts = append(t.parts, s)
			return t, nil
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return t, fmt.Errorf("%q has a { without }", s)
		}
		i := c.at(name)
		if i < 0 {
			return t, c.missing(name)
		}
		t.parts, t.columns = append(t.parts, before), append(t.columns, i)
		s = after
	}
}

func (c *cells) missing(name string) error {
	return fmt.Errorf("the table has no column %q", name)
}

// fill gives the words; "" if a column of it is empty.
func (t *text) fill(c *cells) string {
	if len(t.columns) == 1 && t.parts[0] == "" && t.parts[1] == "" {
		return c.get(t.columns[0])
	}
	if len(t.columns) == 0 {
		if len(t.parts) == 0 {
			return ""
		}
		return t.parts[0]
	}
	var b strings.Builder
	for i, at := range t.columns {
		v := c.get(at)
		if v == "" {
			return ""
		}
		b.WriteString(t.parts[i])
		b.WriteString(v)
	}
	b.WriteString(t.parts[len(t.columns)])
	return b.String()
}

// condition holds of a row if each column has one of its values.
type condition []struct {
	at     int
	values []string
}

func (c *cells) compileCondition(when map[string][]string) (condition, error) {
	var out condition
	for name, values := range when {
		i := c.at(name)
		if i < 0 {
			return nil, c.missing(name)
		}
		out = append(out, struct {
			at     int
			values []string
		}{i, values})
	}
	return out, nil
}

func (w condition) all(c *cells) bool {
	for _, t := range w {
		if !slices.Contains(t.values, c.get(t.at)) {
			return false
		}
	}
	return true
}

func (w condition) any(c *cells) bool {
	for _, t := range w {
		if slices.Contains(t.values, c.get(t.at)) {
			return true
		}
	}
	return false
}

// joined is a table beside the one being read, by key.
type joined struct {
	key  int
	rows *keep.Map[[]string]
}

// join reads the table that m.Join names; without it the columns are empty.
func (m *Mapping) join(ctx context.Context, in *dataset.Input, w *dataset.Writer, c *cells) (*joined, error) {
	if m.Join == nil {
		return nil, nil
	}
	j := &joined{key: c.at(m.Join.Key), rows: keep.New[[]string](w.Shelf())}
	if j.key < 0 {
		return nil, c.missing(m.Join.Key)
	}
	beside, ok := in.Beside(path.Base(m.Join.File))
	if !ok {
		w.Warn("%s: %s does not lie beside it: %s stay unknown", in.Name, m.Join.File, strings.Join(m.Join.Columns, ", "))
		return j, nil
	}
	text, err := beside.Text()
	if err != nil {
		return nil, err
	}
	defer text.Close()
	rows, header, _, err := m.open(text)
	if err != nil {
		return nil, err
	}
	jc := newCells(header, &Mapping{})
	columns := []int{jc.at(m.Join.Key)}
	for _, n := range m.Join.Columns {
		columns = append(columns, jc.at(n))
	}
	for r, err := range rows.All() {
		switch {
		case err != nil:
			return nil, err
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case r.Err != nil:
			w.Reject(r.Line, "%s: %v", m.Join.File, r.Err)
			continue
		}
		jc.row = r
		values := make([]string, len(columns)-1)
		for i, at := range columns[1:] {
			values[i] = strings.Clone(jc.get(at))
		}
		j.rows.Set(strings.Clone(jc.get(columns[0])), values)
	}
	return j, nil
}

// open begins a table and reads its header.
func (m *Mapping) open(r io.Reader) (*dataset.Table, []string, int, error) {
	d := dataset.Dialect{Comma: ',', Quotes: true, Nulls: m.Table.Nulls}
	switch m.Table.Comma {
	case "":
	case "tab":
		d.Comma = '\t'
	default:
		d.Comma = m.Table.Comma[0]
	}
	if m.Table.Quotes != nil {
		d.Quotes = *m.Table.Quotes
	}
	t := dataset.NewTable(r, d)
	for row, err := range t.All() {
		switch {
		case err != nil:
			return nil, nil, 0, err
		case row.Err != nil:
			return nil, nil, 0, dataset.Errorf("line %d: %w", row.Line, row.Err)
		case strings.TrimSpace(row.Text) == "":
			continue
		}
		header := slices.Clone(row.Fields)
		t.SetHeader(header)
		return t, header, row.Line, nil
	}
	return nil, nil, 0, dataset.Errorf("the file is empty")
}
