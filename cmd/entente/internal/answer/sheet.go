// Package answer gives answers their form: which columns they have, what they
// are called, how they are written as JSON, JSON Lines and CSV. The command
// line and the server both write answers by it, so that what one prints the
// other sends, and a thing has one name.
package answer

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Sheet is tabular output: a header and rows. Cell gives a cell's text for
// people, Object a row as one JSON object; both by row number.
type Sheet struct {
	Columns []string
	Rows    int
	Cell    func(row, column int) string
	Object  func(row int) ([]byte, error)
}

// List makes a sheet of rows that are known as text and as any values. A nil
// value is an empty cell, and no key.
func List(columns []string, rows [][]any) Sheet {
	return ListWith(columns, rows, nil, nil)
}

// ListWith is List with keys that only the JSON objects have: what programs
// need and people do not read. more gives their values for each row.
func ListWith(columns []string, rows [][]any, keys []string, more [][]any) Sheet {
	return Sheet{
		Columns: columns,
		Rows:    len(rows),
		Cell: func(i, j int) string {
			switch v := rows[i][j].(type) {
			case nil:
				return ""
			case []string:
				return strings.Join(v, ", ")
			case float64:
				return strconv.FormatFloat(v, 'f', -1, 64)
			default:
				return fmt.Sprint(v)
			}
		},
		Object: func(i int) ([]byte, error) {
			if keys == nil {
				return Object(columns, rows[i])
			}
			return Object(slices.Concat(columns, keys), slices.Concat(rows[i], more[i]))
		},
	}
}

// All gives every cell as text.
func (s Sheet) All() [][]string {
	rows := make([][]string, s.Rows)
	for i := range rows {
		rows[i] = make([]string, len(s.Columns))
		for j := range s.Columns {
			rows[i][j] = s.Cell(i, j)
		}
	}
	return rows
}

// JSON writes the rows as an array, a row a line.
func (s Sheet) JSON(w io.Writer) error {
	if err := s.Array(w); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// Array is JSON without the newline at its end: it may stand in something
// larger.
func (s Sheet) Array(w io.Writer) error {
	fmt.Fprint(w, "[")
	for i := range s.Rows {
		row, err := s.Object(i)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprint(w, ",")
		}
		fmt.Fprintf(w, "\n%s", row)
	}
	if s.Rows > 0 {
		fmt.Fprintln(w)
	}
	_, err := fmt.Fprint(w, "]")
	return err
}

// JSONL writes the rows as JSON Lines.
func (s Sheet) JSONL(w io.Writer) error {
	for i := range s.Rows {
		row, err := s.Object(i)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n", row); err != nil {
			return err
		}
	}
	return nil
}

// CSV writes the rows for spreadsheets.
func (s Sheet) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(s.Columns); err != nil {
		return err
	}
	for _, r := range s.All() {
		for i := range r {
			r[i] = guardCell(r[i])
		}
		if err := out.Write(r); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guardCell keeps a spreadsheet from running what a document says: cells that
// start as a formula does get an apostrophe (OWASP, CSV injection). Numbers
// are left as they are.
func guardCell(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if s[0] == '-' && strings.Trim(s[1:], "0123456789.eE+-") == "" {
		return s
	}
	return "'" + s
}

// Unguarded takes away the apostrophe that [Sheet.CSV] puts before a cell.
func Unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && guardCell(rest) == s {
		return rest
	}
	return s
}

// Object writes a JSON object with its keys in the given order, leaving out
// nil values.
func Object(keys []string, values []any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range keys {
		if values[i] == nil {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		for j, part := range []any{k, values[i]} {
			if j > 0 {
				b.WriteByte(':')
			}
			text, err := Encode(part)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Encode is json.Marshal without the escaping of <, > and &, which people
// read.
func Encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Strings is a list, or nil if it is empty: an empty key is left out of JSON.
func Strings(words []string) any {
	if len(words) == 0 {
		return nil
	}
	return words
}

// Some is a text, or nil if it is empty.
func Some(text string) any {
	if text == "" {
		return nil
	}
	return text
}
