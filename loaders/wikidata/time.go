package wikidata

import (
	"fmt"
	"strconv"
	"strings"

	"entente/graph"
)

// julian is the item of the calendar in which old dates stand; they are
// marked as approximate, for they differ by days.
const julian = "Q1985786"

// edtf reads a time of Wikidata, "+2012-05-07T00:00:00Z" with precision 11, as
// EDTF: a day, a month, a year, a decade as 201X, a century as 20XX.
func edtf(t string, precision int, calendar string) (string, error) {
	bad := fmt.Errorf("the time %q with precision %d is not read: expected years 1 to 9999, day to century", t, precision)
	s, ok := strings.CutPrefix(t, "+")
	if !ok {
		return "", bad
	}
	date, _, _ := strings.Cut(s, "T")
	f := strings.Split(date, "-")
	if len(f) != 3 {
		return "", bad
	}
	year, err := strconv.Atoi(strings.TrimLeft(f[0], "0"))
	if err != nil || year < 1 || year > 9999 {
		return "", bad
	}
	var out string
	switch {
	case precision >= 11 && f[1] != "00" && f[2] != "00":
		out = fmt.Sprintf("%04d-%s-%s", year, f[1], f[2])
	case precision >= 10 && f[1] != "00":
		out = fmt.Sprintf("%04d-%s", year, f[1])
	case precision >= 9:
		out = fmt.Sprintf("%04d", year)
	case precision == 8:
		return fmt.Sprintf("%03dX", year/10), nil
	case precision == 7:
		return fmt.Sprintf("%02dXX", (year-1)/100), nil
	default:
		return "", bad
	}
	if strings.HasSuffix(calendar, julian) {
		out += "~"
	}
	return out, nil
}

// bound is what a statement's qualifiers say of one end of its time.
type bound struct {
	edtf string
	some bool // some value, nobody knows which
	said bool
}

// span makes the time of a statement. An end that is not said is open: what
// Wikidata does not end still holds; one of unknown value is unknown.
func span(start, end, point bound) (graph.Time, error) {
	if !start.said && !end.said {
		if point.edtf == "" {
			return graph.Time{}, nil
		}
		return graph.ParseTime(point.edtf)
	}
	from, to := start.edtf, end.edtf
	if !end.said || end.edtf == "" && !end.some {
		to = ".."
	}
	if !start.said {
		from = ".."
	}
	if (from == "" || from == "..") && (to == "" || to == "..") {
		return graph.Time{}, nil
	}
	return graph.ParseTime(from + "/" + to)
}
