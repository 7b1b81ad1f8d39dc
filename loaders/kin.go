package loaders

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// kin are tables that no loader reads by themselves, but that people hand in:
// parts and relatives of data sets that are read. Saying what they are helps
// more than not knowing them.
var kin = []struct {
	is   func(rows [][]string) bool
	says string
}{
	{hasColumns("gwf_casename", "gwf_startdate"),
		"this is the list of regimes that goes with REIGN and Archigos; leaders are in REIGN's own table (leader, country, month)"},
	{hasColumns("source", "entity_number", "programs", "federal_register_notice"),
		"this is the US Consolidated Screening List, made of several lists; take those it is made of, such as OFAC's (the format ofac)"},
	{remarks, "this holds the remarks of an OFAC list, cut off from its entries: load sdn.csv with sdn_comments.csv (or cons_prim.csv with cons_comments.csv) beside it, under these names"},
	{partOfOFAC, "this holds addresses or other names of an OFAC list, cut off from its entries: load sdn.csv with add.csv and alt.csv (or cons_prim.csv with cons_add.csv and cons_alt.csv) beside it, under these names"},
	{hasColumns("subject_id", "relation", "object_id", "status", "quote"),
		"these are claims as a table, which leaves out where the two are mentioned: edit them as JSON Lines, JSON or YAML (entente extract --format yaml), which are loaded"},
	{codebook, "this is a table of CAMEO's codes and what they mean, no events: the program has the codes; load the events"},
}

// nameFormat says how a file's format is named, at both doors.
const nameFormat = "name its format: --from FORMAT, over HTTP from=FORMAT (entente schema loaders lists them)"

// stranger says what is wrong with a table that no loader knows: what it is,
// if it is kin, and that rows are not whole, if they are not.
func stranger(name string, head []byte) error {
	rows, width := firstRows(name, head)
	if len(rows) == 0 || len(rows[0]) < 2 {
		return nil
	}
	faults := []string{unknownTable(name, rows[0])}
	for _, k := range kin {
		if k.is(rows) {
			faults[0] = k.says
			break
		}
	}
	if width > 0 {
		faults = append(faults, fmt.Sprintf("line %d has %d columns, the first %d", width, len(rows[width-1]), len(rows[0])))
	}
	if cell := serialDate(rows); cell != "" {
		faults = append(faults, fmt.Sprintf("it went through a spreadsheet, which made numbers of dates (%s)", cell))
	}
	return errors.New(strings.Join(faults, "; "))
}

// unknownTable says what people can do about a table that is nobody's.
func unknownTable(name string, columns []string) string {
	var first []string
	for _, c := range columns[:min(len(columns), 6)] {
		if r := []rune(c); len(r) > 60 {
			c = string(r[:60]) + "…"
		}
		first = append(first, c)
	}
	shown := strings.Join(first, ", ")
	if len(columns) > 6 {
		shown += ", …"
	}
	return fmt.Sprintf("no loader knows a table that begins with %s; %s, or describe it by a mapping: entente map --suggest %s", shown, nameFormat, filepath.Base(name))
}

// firstRows reads the first rows of a table; width is the number, from 1, of
// the first row that has another number of columns than the first, or 0.
func firstRows(name string, head []byte) (rows [][]string, width int) {
	ext := strings.ToLower(filepath.Ext(name))
	text := strings.ToValidUTF8(strings.TrimPrefix(string(head), "\ufeff"), "\uFFFD")
	switch {
	case ext == ".tsv", ext == ".tab", ext == ".txt" && isTabbed(head):
		return cutRows(text, '\t', len(head) >= headSize)
	case ext != ".csv":
		return nil, 0
	}
	rows, width = cutRows(text, ',', len(head) >= headSize)
	// A semicolon divides where it makes rows of one width and a comma does not.
	if other, odd := cutRows(text, ';', len(head) >= headSize); len(other) > 0 && len(other[0]) > 1 && odd == 0 && (width > 0 || len(rows[0]) < 2) {
		return other, 0
	}
	return rows, width
}

// isTabbed tells a table from prose: its lines, three at least, are all divided
// by tabs, each as often as the first. Those that a line is indented by do not
// count.
func isTabbed(head []byte) bool {
	tabs, n := 0, 0
	for l := range bytes.Lines(head) {
		if !bytes.HasSuffix(l, []byte("\n")) && len(head) >= headSize {
			break // cut off
		}
		if len(bytes.TrimSpace(l)) == 0 {
			continue
		}
		l = bytes.TrimLeft(l, " \t")
		if n++; n == 1 {
			tabs = bytes.Count(l, []byte("\t"))
		}
		if tabs == 0 || bytes.Count(l, []byte("\t")) != tabs {
			return false
		}
	}
	return n >= 3
}

// cutRows reads the first rows of a text; the last may have been cut off.
func cutRows(text string, comma rune, more bool) (rows [][]string, width int) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, comma
	for len(rows) < 20 {
		row, err := r.Read()
		if err == io.EOF && len(rows) > 1 && more {
			rows = rows[:len(rows)-1]
		}
		if err != nil {
			break
		}
		if len(rows) > 0 && len(row) != len(rows[0]) && width == 0 {
			width = len(rows) + 1
		}
		rows = append(rows, row)
	}
	if width > len(rows) {
		width = 0
	}
	return rows, width
}

func hasColumns(names ...string) func([][]string) bool {
	return func(rows [][]string) bool {
		for _, n := range names {
			if !slices.ContainsFunc(rows[0], func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), n) }) {
				return false
			}
		}
		return true
	}
}

var (
	number    = regexp.MustCompile(`^\d+$`)
	cameoCode = regexp.MustCompile(`^0[1-9]\d{0,2}$`) // of those with 0 before them: 14 may be any number
	nameKind  = regexp.MustCompile(`^(aka|fka|nka)$`)
	// A name, in small letters where the number follows: E-28036 is a postal
	// code, EO13662 an order.
	withSerial = regexp.MustCompile(`^\p{Lu}[\p{L} .'-]*\p{Ll}(1\d|2\d|3\d|4\d)\d{3}$`)
)

// remarks are a number and a remark of OFAC's grammar, or what a remark is cut
// into.
func remarks(rows [][]string) bool {
	return len(rows[0]) == 2 && number.MatchString(strings.TrimSpace(rows[0][0])) &&
		slices.ContainsFunc(rows, func(row []string) bool {
			return len(row) == 2 && (strings.Contains(row[1], "Linked To:") || strings.Contains(row[1], "a.k.a. ") || strings.Contains(row[1], "DOB "))
		})
}

// partOfOFAC are two numbers, of the entry and of its address or name, in rows
// of the width of either, with OFAC's null or its word for a kind of name.
func partOfOFAC(rows [][]string) bool {
	for _, row := range rows {
		if len(row) == 1 && strings.Trim(row[0], "\x1a ") == "" {
			continue
		}
		if len(row) < 5 || len(row) > 6 || !number.MatchString(row[0]) || !number.MatchString(row[1]) {
			return false
		}
		if len(row) == 5 && !nameKind.MatchString(strings.TrimSpace(row[2])) {
			return false
		}
		if strings.TrimSpace(row[len(row)-1]) != "-0-" {
			return false
		}
	}
	return true
}

// codebook is a code in every row, each another, and words that explain it.
func codebook(rows [][]string) bool {
	seen := map[string]bool{}
	for _, row := range rows[:min(len(rows), 5)] {
		code, words := "", 0
		for _, cell := range row {
			if cell = strings.TrimSpace(cell); cameoCode.MatchString(cell) {
				code += cell + " "
			}
			if strings.Count(cell, " ") >= 6 {
				words++
			}
		}
		if code == "" || words == 0 || seen[code] {
			return false
		}
		seen[code] = true
	}
	return len(seen) > 1
}

// serialDate finds a name that ends in a spreadsheet's number of a day.
func serialDate(rows [][]string) string {
	found := ""
	n := 0
	for _, row := range rows {
		for _, cell := range row {
			if withSerial.MatchString(strings.TrimSpace(cell)) {
				if n++; found == "" {
					found = strings.TrimSpace(cell)
				}
			}
		}
	}
	if n < 2 {
		return ""
	}
	return found
}
