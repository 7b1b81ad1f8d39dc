package dataset

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// Dialect says how a table is written.
type Dialect struct {
	Comma byte // between fields
	// Quotes says that fields may stand in double quotes, with quotes doubled
	// and line ends within. Otherwise a quote is a character as any other.
	Quotes bool
	// Nulls are the values that say nothing, beside "".
	Nulls []string
}

// Row is a row of a table.
type Row struct {
	Record
	// Fields are the values as they stand, unquoted; the slice is valid until
	// the next row.
	Fields []string
	Err    error // why the row could not be read; the rows after it are still good

	t *Table
}

// At gives the value of a column, without blanks around it; "" for a null, a
// missing one, or a column that is not there (-1).
func (r *Row) At(i int) string {
	if i < 0 || i >= len(r.Fields) {
		return ""
	}
	v := strings.TrimSpace(r.Fields[i])
	for _, null := range r.t.d.Nulls {
		if v == null {
			return ""
		}
	}
	return v
}

// Table reads rows with their place in the text.
type Table struct {
	d        Dialect
	r        *bufio.Reader
	buf      []byte // read, from the current row on
	offset   int    // of buf in the text
	line     int    // of buf
	err      error
	header   []string
	index    map[string]int
	spans    []span
	unclosed span // of the row so far, the quoted field that does not end in it
	fields   []string
}

// A row whose quotes do not close within these bounds is refused, and the
// next line is a row again.
const (
	maxRowLines = 1000
	maxRowBytes = 1 << 20
)

const byteOrderMark = "\ufeff"

// NewTable reads a table.
func NewTable(r io.Reader, d Dialect) *Table {
	t := &Table{d: d, r: bufio.NewReaderSize(r, 64<<10), line: 1}
	if mark, _ := t.r.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		t.offset, _ = t.r.Discard(len(byteOrderMark))
	}
	return t
}

// Header reads the first row as the names of the columns, and has the writer
// note each.
func (t *Table) Header(w *Writer) ([]string, error) {
	var row Row
	for {
		if err := t.next(&row); err != nil {
			if err == io.EOF {
				return nil, Errorf("the file is empty")
			}
			return nil, err
		}
		if row.Err != nil {
			return nil, Errorf("line %d: %w", row.Line, row.Err)
		}
		if strings.TrimSpace(row.Text) != "" {
			break
		}
	}
	t.SetHeader(row.Fields)
	for _, name := range t.header {
		w.Column(name)
	}
	return t.header, nil
}

// SetHeader gives the names of the columns of a table without a header.
func (t *Table) SetHeader(names []string) {
	t.header = nil
	t.index = map[string]int{}
	for i, name := range names {
		name = strings.TrimSpace(name)
		t.header = append(t.header, name)
		if _, again := t.index[columnKey(name)]; !again {
			t.index[columnKey(name)] = i
		}
	}
}

// Column is the index of a column by its name; -1 if the table has none.
func (t *Table) Column(name string) int {
	if i, ok := t.index[columnKey(name)]; ok {
		return i
	}
	return -1
}

// Need gives the indexes of columns that must be there.
func (t *Table) Need(names ...string) ([]int, error) {
	var out []int
	var missing []string
	for _, n := range names {
		i := t.Column(n)
		if i < 0 {
			missing = append(missing, n)
		}
		out = append(out, i)
	}
	if len(missing) > 0 {
		return nil, Errorf("the header has no column %s; it has %s", strings.Join(missing, ", "), strings.Join(t.header, ", "))
	}
	return out, nil
}

// All gives the rows that are left; blank lines are left out. A row of
// another width than the header comes with an error. The second value is an
// error of the input, the last then.
func (t *Table) All() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		var row Row
		for {
			err := t.next(&row)
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if row.Err == nil && len(t.header) > 0 && len(row.Fields) != len(t.header) {
				if strings.TrimSpace(row.Text) == "" {
					continue
				}
				row.Err = fmt.Errorf("the row has %d columns, expected %d", len(row.Fields), len(t.header))
			}
			if !yield(&row, nil) {
				return
			}
		}
	}
}

// Rows gives the rows that are left and can be read; it rejects the others,
// and ends with the context.
func (t *Table) Rows(ctx context.Context, w *Writer) iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		for row, err := range t.All() {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if row.Err != nil {
				w.Reject(row.Line, "%v", row.Err)
				continue
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// next reads one row.
func (t *Table) next(row *Row) error {
	*row = Row{t: t, Record: Record{Line: t.line, Start: t.offset}}
	end, lines := 0, 0 // of the row in buf
	for {
		more, err := t.readLine(end)
		if err != nil && !(err == io.EOF && (more > 0 || end > 0)) {
			return err
		}
		if more == 0 && end > 0 { // the quote never closes
			return t.broken(row, "a quote is not closed")
		}
		end, lines = end+more, lines+1
		if end > maxRecord {
			return t.tooLong(row, end)
		}
		if t.parse(bytes.TrimSuffix(bytes.TrimSuffix(t.buf[:end], []byte("\n")), []byte("\r")), lines > 1) {
			break
		}
		if lines >= maxRowLines || end >= maxRowBytes {
			return t.broken(row, fmt.Sprintf("a quote is not closed within %d lines", lines))
		}
	}
	t.take(row, end)
	return nil
}

// readLine sees to it that a whole line stands in buf at a place, and gives
// its length, 0 at the end of the text.
func (t *Table) readLine(at int) (int, error) {
	if i := bytes.IndexByte(t.buf[at:], '\n'); i >= 0 {
		return i + 1, nil
	}
	for {
		if t.err != nil {
			return len(t.buf) - at, t.err
		}
		part, err := t.r.ReadSlice('\n')
		t.buf = append(t.buf, part...)
		if err == nil {
			return len(t.buf) - at, nil
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			if len(t.buf)-at > maxRecord {
				return len(t.buf) - at, nil // too long, said by the caller
			}
			continue
		}
		t.fail(err)
	}
}

// fail notes why the input gives no more, its end or an error.
func (t *Table) fail(err error) {
	if err != io.EOF {
		err = &InputError{fmt.Errorf("after line %d: %w", t.line, err)}
	}
	t.err = err
}

// take moves past the row's bytes.
func (t *Table) take(row *Row, n int) {
	text := t.buf[:n]
	trimmed := bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
	row.Text = string(trimmed)
	t.split(row)
	t.line += max(bytes.Count(text, []byte("\n")), 1)
	t.offset += n
	t.buf = t.buf[:copy(t.buf, t.buf[n:])]
}

// broken gives the first line of a row that cannot be read.
func (t *Table) broken(row *Row, why string) error {
	n, _ := t.readLine(0)
	t.spans = t.spans[:0]
	t.take(row, n)
	row.Fields, row.Err = nil, errors.New(why)
	return nil
}

// tooLong drops a line that is longer than any record.
func (t *Table) tooLong(row *Row, size int) error {
	if t.buf[size-1] == '\n' {
		t.buf = t.buf[:copy(t.buf, t.buf[size:])]
	} else {
		t.buf = t.buf[:0]
		for more := true; more; {
			part, err := t.r.ReadSlice('\n')
			size += len(part)
			more = errors.Is(err, bufio.ErrBufferFull)
			if err != nil && !more {
				t.fail(err)
			}
		}
	}
	t.offset += size
	t.line++
	row.Err = fmt.Errorf("the line is %d bytes long: at most %d are read", size, maxRecord)
	return nil
}

// span is where a field's value stands in its row; doubled says that quotes
// in it are doubled.
type span struct {
	from, to int
	doubled  bool
}

// parse cuts a row into fields; false if a quote does not close in it. With
// longer it is the row of before with more lines: it goes on where it was.
func (t *Table) parse(raw []byte, longer bool) bool {
	i := 0
	if longer {
		i = t.unclosed.from
	} else {
		t.spans = t.spans[:0]
	}
	for {
		if t.d.Quotes && i < len(raw) && raw[i] == '"' {
			at, doubled := i+1, false
			if longer {
				at, doubled, longer = t.unclosed.to, t.unclosed.doubled, false
			}
			end, doubled := t.endOfQuoted(raw, at, doubled)
			if end < 0 {
				t.unclosed = span{i, len(raw), doubled}
				return false
			}
			t.spans = append(t.spans, span{i + 1, end - 1, doubled})
			for end < len(raw) && raw[end] == ' ' {
				end++
			}
			if end == len(raw) {
				return true
			}
			i = end + 1
			continue
		}
		j := bytes.IndexByte(raw[i:], t.d.Comma)
		if j < 0 {
			t.spans = append(t.spans, span{i, len(raw), false})
			return true
		}
		t.spans = append(t.spans, span{i, i + j, false})
		i += j + 1
	}
}

// endOfQuoted is the index after the quote that closes one before a place: the
// first that a comma or the row's end follows. Quotes that stand alone within
// (as careless writers leave them) are part of the value.
func (t *Table) endOfQuoted(raw []byte, from int, doubled bool) (int, bool) {
	for j := from; j < len(raw); j++ {
		k := bytes.IndexByte(raw[j:], '"')
		if k < 0 {
			return -1, doubled
		}
		j += k
		rest := raw[j+1:]
		if len(rest) > 0 && rest[0] == '"' {
			doubled = true
			j++
			continue
		}
		if rest = bytes.TrimLeft(rest, " "); len(rest) == 0 || rest[0] == t.d.Comma {
			return j + 1, doubled
		}
	}
	return -1, doubled
}

// split gives the fields of the row that was parsed; they share its text.
func (t *Table) split(row *Row) {
	t.fields = t.fields[:0]
	for _, s := range t.spans {
		v := row.Text[s.from:s.to]
		if s.doubled {
			v = strings.ReplaceAll(v, `""`, `"`)
		}
		t.fields = append(t.fields, v)
	}
	row.Fields = t.fields
}
