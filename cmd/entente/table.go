package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
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
		room := width(t.out)
		shown, left := roomFor(s, room)
		drawTable(w, shown, room)
		if len(left) > 0 {
			defer t.say("no room for %s: --format csv or a wider terminal shows it all", strings.Join(left, " and "))
		}
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

// roomFor leaves out what programs need more than people, the ids of documents
// and claims, where a terminal has no room even for narrow columns: lines that
// it breaks are hard to read. It gives what is left, and the names of the rest.
func roomFor(s sheet, width int) (sheet, []string) {
	if width == 0 || s.Rows == 0 {
		return s, nil
	}
	var keep []int
	var left []string
	total := 0
	for i := range s.Columns {
		keep = append(keep, i)
		total += narrowest(s, i) + 2
	}
	for k := len(keep) - 1; k >= 0 && total > width; k-- {
		if c := s.Columns[keep[k]]; c == "document" || c == "claim" {
			total -= narrowest(s, keep[k]) + 2
			left = slices.Insert(left, 0, c)
			keep = slices.Delete(keep, k, k+1)
		}
	}
	if len(left) == 0 {
		return s, nil
	}
	columns := make([]string, len(keep))
	for i, k := range keep {
		columns[i] = s.Columns[k]
	}
	return sheet{Columns: columns, Rows: s.Rows, Cell: func(i, j int) string { return s.Cell(i, keep[j]) }}, left
}

// narrowest is the least width that column j can be drawn in.
func narrowest(s sheet, j int) int {
	widest, words := utf8.RuneCountInString(s.Columns[j]), false
	for i := range s.Rows {
		cell := s.Cell(i, j)
		widest = max(widest, text.StringWidth(cell))
		words = words || strings.Contains(cell, " ")
	}
	if words {
		return min(widest, narrow)
	}
	return widest
}

// narrow is the width that columns of words are wrapped to at the least.
const narrow = 12

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
