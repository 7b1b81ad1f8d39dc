package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"
)

// sheet is tabular output: a header and rows. cell gives a cell's text for
// people, object a row as one JSON object; both by row number.
type sheet struct {
	columns []string
	rows    int
	cell    func(row, column int) string
	object  func(row int) ([]byte, error)
}

// formats that a sheet can be written in.
const sheetFormats = "table, json, jsonl, csv or md"

// write writes a sheet as --format says, a table if it says nothing.
func (t *terminal) write(c *cli.Context, s sheet) error {
	w := bufio.NewWriter(t.out)
	var err error
	switch f := c.String("format"); f {
	case "", "table":
		s.table(w, width(t.out))
	case "json":
		err = s.json(w)
	case "jsonl":
		err = s.jsonl(w)
	case "csv":
		err = s.csv(w)
	case "md":
		s.markdown(w)
	default:
		return usageError(c.Command, "unknown format %q: there are %s", f, sheetFormats)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

func (s sheet) all() [][]string {
	rows := make([][]string, s.rows)
	for i := range rows {
		rows[i] = make([]string, len(s.columns))
		for j := range s.columns {
			rows[i][j] = s.cell(i, j)
		}
	}
	return rows
}

// table draws columns for people. On a terminal the widest columns are
// wrapped so that a row fits.
func (s sheet) table(w io.Writer, width int) {
	if s.rows == 0 {
		return
	}
	rows := s.all()
	t := table.NewWriter()
	t.SetStyle(table.Style{
		Name:    "entente",
		Box:     table.BoxStyle{PaddingRight: "  ", UnfinishedRow: "…"},
		Format:  table.FormatOptions{Header: text.FormatUpper},
		Options: table.OptionsNoBordersAndSeparators,
	})
	header := make(table.Row, len(s.columns))
	for i, c := range s.columns {
		header[i] = c
	}
	t.AppendHeader(header)
	for _, r := range rows {
		row := make(table.Row, len(r))
		for i, cell := range r {
			row[i] = printable(cell)
		}
		t.AppendRow(row)
	}
	t.SetColumnConfigs(fit(s.columns, rows, width))
	for line := range strings.Lines(t.Render()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
}

// fit gives the widest column what the others leave of the terminal's width.
func fit(columns []string, rows [][]string, width int) []table.ColumnConfig {
	if width == 0 {
		return nil
	}
	widths := make([]int, len(columns))
	total, widest := 0, 0
	for i, c := range columns {
		widths[i] = utf8.RuneCountInString(c)
		for _, r := range rows {
			widths[i] = max(widths[i], text.StringWidth(r[i]))
		}
		total += widths[i] + 2
		if widths[i] > widths[widest] {
			widest = i
		}
	}
	if total <= width {
		return nil
	}
	return []table.ColumnConfig{{Number: widest + 1, WidthMax: max(24, width-(total-widths[widest])), WidthMaxEnforcer: text.WrapSoft}}
}

// printable keeps what comes from documents from steering a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return '\ufffd'
		}
		return r
	}, s)
}

func (s sheet) json(w io.Writer) error {
	fmt.Fprint(w, "[")
	for i := range s.rows {
		row, err := s.object(i)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprint(w, ",")
		}
		fmt.Fprintf(w, "\n%s", row)
	}
	if s.rows > 0 {
		fmt.Fprintln(w)
	}
	_, err := fmt.Fprintln(w, "]")
	return err
}

func (s sheet) jsonl(w io.Writer) error {
	for i := range s.rows {
		row, err := s.object(i)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n", row); err != nil {
			return err
		}
	}
	return nil
}

func (s sheet) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(s.columns); err != nil {
		return err
	}
	for _, r := range s.all() {
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

func (s sheet) markdown(w io.Writer) {
	escape := func(cell string) string {
		return strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", "\n", " ").Replace(printable(cell))
	}
	fmt.Fprintf(w, "| %s |\n|%s\n", strings.Join(s.columns, " | "), strings.Repeat(" --- |", len(s.columns)))
	for _, r := range s.all() {
		for i := range r {
			r[i] = escape(r[i])
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(r, " | "))
	}
}

// object writes a JSON object with its keys in the given order, leaving out
// nil values.
func object(keys []string, values []any) ([]byte, error) {
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
			text, err := encode(part)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// encode is json.Marshal without the escaping of <, > and &, which people
// read.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// listSheet makes a sheet of rows that are known as text and as any values.
func listSheet(columns []string, rows [][]any) sheet {
	return sheet{
		columns: columns,
		rows:    len(rows),
		cell: func(i, j int) string {
			switch v := rows[i][j].(type) {
			case nil:
				return ""
			case []string:
				return strings.Join(v, ", ")
			default:
				return fmt.Sprint(v)
			}
		},
		object: func(i int) ([]byte, error) { return object(slices.Clone(columns), rows[i]) },
	}
}

// rawJSON is JSON that is already written.
type rawJSON []byte

// MarshalJSON gives the bytes as they are.
func (r rawJSON) MarshalJSON() ([]byte, error) { return r, nil }

// print writes a line of data.
func (t *terminal) print(format string, args ...any) {
	fmt.Fprintf(t.out, format+"\n", args...)
}
