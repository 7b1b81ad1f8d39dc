package graph

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ParseTime reads an Extended Date/Time Format string (Library of Congress,
// 4 February 2019; ISO 8601-2) and works out the first and last day it allows.
//
// Read are levels 0 and 1 and the handy part of level 2:
//
//	2026  2026-03  2026-03-02     year, month, day
//	2026-21 … 2026-24             spring, summer, autumn, winter
//	2026-25 … 2026-41             seasons by hemisphere, quarters, thirds, halves
//	202X  2026-XX  2026-03-XX     unspecified digits, in any place
//	2026-03?  2026~  2026-03-02%  uncertain, approximate, both
//	2024/2026-03  2024/..  /2024  intervals; ".." is open, empty is unknown
//
// A qualifier does not widen the bounds: nobody says by how much. A season
// without hemisphere is the northern one, in whole months; winter runs from
// December of its year to the end of February. A time of day is checked and
// dropped. Years outside 0000–9999, sets in brackets and exponents are
// refused: nothing in the news needs them, and the bounds sort as strings.
func ParseTime(edtf string) (Time, error) {
	s := strings.TrimSpace(edtf)
	if s == "" {
		return Time{}, errors.New(`empty time: leave it out, or write "2026", "2026-03", "2026-03-02" or "2024/2026"`)
	}
	start, end, interval := strings.Cut(s, "/")
	if !interval {
		d, err := parseDate(s)
		if err != nil {
			return Time{}, inTime(s, err)
		}
		return Time{EDTF: d.text, Earliest: d.earliest, Latest: d.latest}, nil
	}
	if strings.Contains(end, "/") {
		return Time{}, inTime(s, errors.New(`more than one "/": a day is written 2026-03-02, an interval 2024/2026`))
	}
	from, err := parseEnd(start)
	if err != nil {
		return Time{}, inTime(s, err)
	}
	to, err := parseEnd(end)
	if err != nil {
		return Time{}, inTime(s, err)
	}
	if from.earliest == "" && to.latest == "" {
		return Time{}, inTime(s, errors.New("an interval needs at least one end with a date"))
	}
	if to.latest != "" && from.earliest > to.latest {
		return Time{}, inTime(s, fmt.Errorf("the interval ends (%s) before it starts (%s)", to.text, from.text))
	}
	return Time{EDTF: from.text + "/" + to.text, Earliest: from.earliest, Latest: to.latest}, nil
}

// TimeError is what is wrong with a time. It says in which string the fault
// is; short of nothing else the reader needs that to find it in a file.
type TimeError struct {
	Text string
	err  error
}

func inTime(s string, err error) error { return &TimeError{s, err} }

func (e *TimeError) Error() string {
	text := e.Text
	if len(text) > 60 {
		text = text[:60] + "…"
	}
	return fmt.Sprintf("time %q: %s", text, e.Why())
}

func (e *TimeError) Unwrap() error { return e.err }

// Why is the fault without the string.
func (e *TimeError) Why() string {
	var part *partError
	if errors.As(e.err, &part) && part.text == e.Text {
		return part.why
	}
	return e.err.Error()
}

// partError is what is wrong with a part of a time, which may be all of it.
type partError struct{ text, why string }

func inPart(text, format string, args ...any) error {
	return &partError{text, fmt.Sprintf(format, args...)}
}

func (e *partError) Error() string { return fmt.Sprintf("%q: %s", e.text, e.why) }

// Day is the calendar day t stands for in its own time zone.
func Day(t time.Time) Time {
	d := formatDay(t.Year(), int(t.Month()), t.Day())
	return Time{EDTF: d, Earliest: d, Latest: d}
}

// Month is a calendar month. A month outside 1–12 counts on into the years
// beside it, as with [time.Date].
func Month(year int, month time.Month) Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	y, m := first.Year(), int(first.Month())
	return Time{
		EDTF:     fmt.Sprintf("%04d-%02d", y, m),
		Earliest: formatDay(y, m, 1),
		Latest:   formatDay(y, m, daysIn(y, m)),
	}
}

// Year is a calendar year.
func Year(year int) Time {
	return Time{EDTF: fmt.Sprintf("%04d", year), Earliest: formatDay(year, 1, 1), Latest: formatDay(year, 12, 31)}
}

// Interval runs from the start of one time to the end of another. A zero
// Time stands for an unknown end; [Since] and [Until] make open ones.
func Interval(from, to Time) (Time, error) {
	start, _, _ := strings.Cut(from.EDTF, "/")
	end := to.EDTF
	if _, after, ok := strings.Cut(to.EDTF, "/"); ok {
		end = after
	}
	return ParseTime(start + "/" + end)
}

// Since is the open interval that starts with from: "2024-03/..". The zero
// Time and one without a known start give the zero Time.
func Since(from Time) Time {
	start, _, _ := strings.Cut(from.EDTF, "/")
	if from.Earliest == "" {
		return Time{}
	}
	return Time{EDTF: start + "/..", Earliest: from.Earliest}
}

// Until is the open interval that ends with to: "../2024-03". The zero Time
// and one without a known end give the zero Time.
func Until(to Time) Time {
	end := to.EDTF
	if _, after, ok := strings.Cut(end, "/"); ok {
		end = after
	}
	if to.Latest == "" {
		return Time{}
	}
	return Time{EDTF: "../" + end, Latest: to.Latest}
}

// IsZero tells whether nothing is said about the time.
func (t Time) IsZero() bool { return t == Time{} }

// Date is the one day t allows; ok is false if it allows more or none.
func (t Time) Date() (day time.Time, ok bool) {
	if t.Earliest == "" || t.Earliest != t.Latest {
		return time.Time{}, false
	}
	day, err := time.Parse(time.DateOnly, t.Earliest)
	return day, err == nil
}

// Valid tells whether the string is good EDTF and the bounds are the ones it
// gives. The zero Time is valid.
func (t Time) Valid() error {
	if t.IsZero() {
		return nil
	}
	if t.EDTF == "" {
		return fmt.Errorf("time has bounds (%s to %s) and no edtf string to take them from", orNone(t.Earliest), orNone(t.Latest))
	}
	want, err := ParseTime(t.EDTF)
	if err != nil {
		return err
	}
	switch {
	case t.EDTF != want.EDTF:
		return fmt.Errorf("time %q: write %q", t.EDTF, want.EDTF)
	case t.Earliest != want.Earliest:
		return fmt.Errorf("time %q: earliest is %s, the string gives %s", t.EDTF, orNone(t.Earliest), orNone(want.Earliest))
	case t.Latest != want.Latest:
		return fmt.Errorf("time %q: latest is %s, the string gives %s", t.EDTF, orNone(t.Latest), orNone(want.Latest))
	}
	return nil
}

func orNone(day string) string {
	if day == "" {
		return "not set"
	}
	return day
}

// Overlaps tells whether t allows a day between from and to, both included.
// Either may be empty (no limit) or coarser than a day ("2024" as from is its
// first day, as to its last). Open and unknown ends of t exclude nothing, so
// the zero Time overlaps everything; [Time.IsZero] tells it apart.
func (t Time) Overlaps(from, to string) bool {
	first, last := firstDay(from), lastDay(to)
	if first != "" && t.Latest != "" && t.Latest < first {
		return false
	}
	if last != "" && t.Earliest != "" && t.Earliest > last {
		return false
	}
	return first == "" || last == "" || first <= last
}

func firstDay(s string) string {
	if len(s) == len(time.DateOnly) || s == "" {
		return s
	}
	if t, err := ParseTime(s); err == nil {
		return t.Earliest
	}
	return s
}

func lastDay(s string) string {
	if len(s) == len(time.DateOnly) || s == "" {
		return s
	}
	if t, err := ParseTime(s); err == nil {
		return t.Latest
	}
	return s
}
