package export

import (
	"bufio"
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

var csv = Format{
	Name:  "csv",
	Ext:   ".csv",
	MIME:  "text/csv; charset=utf-8; header=present",
	Title: "CSV: one claim a row, for Excel, R and pandas",
	Loses: "other names and codes of actors, where in the quote they are mentioned; a cell that a spreadsheet would run gets a leading apostrophe",
	Write: byID(writeCSV, once),
}

// csvColumns are the columns in their order: what people read first, then
// what programs join by. A cell that is data of ours (a number, a date) is not
// guarded against formulas, so that it stays a number.
var csvColumns = []struct {
	name string
	ours bool
	cell func(*graph.Claim) string
}{
	{"subject", false, func(c *graph.Claim) string { return c.Subject.Label }},
	{"relation", false, func(c *graph.Claim) string { return c.Relation }},
	{"object", false, func(c *graph.Claim) string { return c.Object.Label }},
	{"status", false, func(c *graph.Claim) string { return string(c.Status) }},
	{"time", false, func(c *graph.Claim) string { return c.Time.EDTF }},
	{"earliest", false, func(c *graph.Claim) string { return c.Time.Earliest }},
	{"latest", false, func(c *graph.Claim) string { return c.Time.Latest }},
	{"amount", true, func(c *graph.Claim) string {
		if c.Amount == nil {
			return ""
		}
		return strconv.FormatFloat(c.Amount.Value, 'f', -1, 64)
	}},
	{"unit", false, func(c *graph.Claim) string {
		if c.Amount == nil {
			return ""
		}
		return c.Amount.Unit
	}},
	{"place", false, func(c *graph.Claim) string { return labelOf(c.Place) }},
	{"speaker", false, func(c *graph.Claim) string { return labelOf(c.Speaker) }},
	{"confidence", true, func(c *graph.Claim) string { return strconv.FormatFloat(c.Confidence, 'g', -1, 64) }},
	{"publisher", false, func(c *graph.Claim) string { return c.Source.Publisher }},
	{"published", false, func(c *graph.Claim) string { return c.Source.Published }},
	{"title", false, func(c *graph.Claim) string { return c.Source.Title }},
	{"url", false, func(c *graph.Claim) string { return c.Source.URL }},
	{"sentence", true, func(c *graph.Claim) string { return strconv.Itoa(c.Sentence) }},
	{"start", true, func(c *graph.Claim) string { return strconv.Itoa(c.Start) }},
	{"end", true, func(c *graph.Claim) string { return strconv.Itoa(c.End) }},
	{"quote", false, func(c *graph.Claim) string { return c.Quote }},
	{"rule", false, func(c *graph.Claim) string { return c.Rule }},
	{"subject_id", false, func(c *graph.Claim) string { return c.Subject.ID }},
	{"subject_type", false, func(c *graph.Claim) string { return c.Subject.Type }},
	{"object_id", false, func(c *graph.Claim) string { return c.Object.ID }},
	{"object_type", false, func(c *graph.Claim) string { return c.Object.Type }},
	{"source", false, func(c *graph.Claim) string { return c.Source.ID }},
	{"sha256", false, func(c *graph.Claim) string { return c.Source.SHA256 }},
	{"claim", false, func(c *graph.Claim) string { return c.ID }},
	{"ended", false, func(c *graph.Claim) string { return c.Ended }}, // since when a list no longer says it
}

func labelOf(a *graph.Actor) string {
	if a == nil {
		return ""
	}
	return a.Label
}

// writeCSV writes RFC 4180. encoding/csv would either end lines with a bare
// line feed or change those inside a quote, whose length the offsets give.
func writeCSV(ctx context.Context, w io.Writer, in Input, _ Options) error {
	out := bufio.NewWriter(w)
	row := AppendCSVHeader(nil)
	out.Write(row)
	for c, err := range newLookup(in).claims(ctx) {
		if err != nil {
			return err
		}
		row = AppendCSV(row[:0], &c)
		if _, err := out.Write(row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// AppendCSVHeader appends the names of the columns, with their line end.
func AppendCSVHeader(row []byte) []byte {
	for i, col := range csvColumns {
		row = appendCell(row, i, col.name)
	}
	return append(row, "\r\n"...)
}

// AppendCSV appends a claim as a row, with its line end.
func AppendCSV(row []byte, c *graph.Claim) []byte {
	for i, col := range csvColumns {
		cell := col.cell(c)
		if !col.ours {
			cell = guard(cell)
		}
		row = appendCell(row, i, cell)
	}
	return append(row, "\r\n"...)
}

// guard puts an apostrophe before what a spreadsheet would take for a formula
// (the OWASP list, with the full-width signs that some locales read alike).
func guard(cell string) string {
	r, _ := utf8.DecodeRuneInString(cell)
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
		return "'" + cell
	}
	return cell
}

func appendCell(row []byte, column int, cell string) []byte {
	if column > 0 {
		row = append(row, ',')
	}
	// Readers written in C stop at a null byte.
	cell = strings.ReplaceAll(strings.ToValidUTF8(cell, "\uFFFD"), "\x00", "\uFFFD")
	if !strings.ContainsAny(cell, "\",\r\n") && strings.TrimSpace(cell) == cell {
		return append(row, cell...)
	}
	row = append(row, '"')
	row = append(row, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(row, '"')
}
