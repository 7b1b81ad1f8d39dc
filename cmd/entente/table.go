package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"

	"entente/cmd/entente/internal/answer"
)

// sheet is tabular output; tables and Markdown are drawn here, what programs
// read is written there.
type sheet = answer.Sheet

// formats that a sheet can be written in.
const sheetFormats = "table, json, jsonl, csv or md"

// write writes a sheet as --format says, a table if it says nothing.
func (t *terminal) write(c *cli.Context, s sheet) error {
	w := bufio.NewWriter(t.out)
	var err error
	switch f := c.String("format"); f {
	case "", "table":
		drawTable(w, s, width(t.out))
	case "json":
		err = s.JSON(w)
	case "jsonl":
		err = s.JSONL(w)
	case "csv":
		err = s.CSV(w)
	case "md":
		drawMarkdown(w, s)
	default:
		return usageError(c.Command, "unknown format %q: there are %s", f, sheetFormats)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// drawTable draws columns for people. On a terminal the widest columns are
// wrapped so that a row fits.
func drawTable(w io.Writer, s sheet, width int) {
	if s.Rows == 0 {
		return
	}
	rows := s.All()
	t := table.NewWriter()
	t.SetStyle(table.Style{
		Name:    "entente",
		Box:     table.BoxStyle{PaddingRight: "  ", UnfinishedRow: "…"},
		Format:  table.FormatOptions{Header: text.FormatUpper},
		Options: table.OptionsNoBordersAndSeparators,
	})
	header := make(table.Row, len(s.Columns))
	for i, c := range s.Columns {
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
	t.SetColumnConfigs(fit(s.Columns, rows, width))
	for line := range strings.Lines(t.Render()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
}

// fit wraps columns of words so that a row fits the terminal's width: the
// widest first, all down to one width. Names and numbers, which are copied, are
// left whole.
func fit(columns []string, rows [][]string, width int) []table.ColumnConfig {
	if width == 0 {
		return nil
	}
	widths, words := make([]int, len(columns)), make([]bool, len(columns))
	total := 0
	for i, c := range columns {
		widths[i] = utf8.RuneCountInString(c)
		for _, r := range rows {
			widths[i] = max(widths[i], text.StringWidth(r[i]))
			words[i] = words[i] || strings.Contains(r[i], " ")
		}
		total += widths[i] + 2
	}
	if total <= width {
		return nil
	}
	const narrow = 12
	most := width
	for ; total > width && most > narrow; most-- {
		for i := range widths {
			if words[i] && widths[i] >= most {
				total -= widths[i] - (most - 1)
				widths[i] = most - 1
			}
		}
	}
	var out []table.ColumnConfig
	for i := range widths {
		if words[i] && widths[i] == most {
			out = append(out, table.ColumnConfig{Number: i + 1, WidthMax: most, WidthMaxEnforcer: text.WrapSoft})
		}
	}
	return out
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

func drawMarkdown(w io.Writer, s sheet) {
	escape := func(cell string) string {
		return strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", "\n", " ").Replace(printable(cell))
	}
	fmt.Fprintf(w, "| %s |\n|%s\n", strings.Join(s.Columns, " | "), strings.Repeat(" --- |", len(s.Columns)))
	for _, r := range s.All() {
		for i := range r {
			r[i] = escape(r[i])
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(r, " | "))
	}
}

// listSheet makes a sheet of rows that are known as text and as any values.
func listSheet(columns []string, rows [][]any) sheet { return answer.List(columns, rows) }

// print writes a line of data.
func (t *terminal) print(format string, args ...any) {
	fmt.Fprintf(t.out, format+"\n", args...)
}
