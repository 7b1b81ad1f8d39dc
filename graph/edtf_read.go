package graph

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dateBounds is one end of an interval, or a date that stands alone.
type dateBounds struct {
	text             string // as written, without time of day
	earliest, latest string // empty for an open or unknown end
}

func parseEnd(s string) (dateBounds, error) {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "", "..":
		return dateBounds{text: s}, nil
	case "open", "now", "present", "ongoing":
		return dateBounds{}, inPart(s, "write .. for an open end")
	case "unknown":
		return dateBounds{}, inPart(s, "leave an unknown end empty, as in 2024/")
	}
	return parseDate(s)
}

// parseDate reads a date without "/".
func parseDate(s string) (dateBounds, error) {
	text, clock, hasClock := cutClock(s)
	if err := refuse(text); err != nil {
		return dateBounds{}, err
	}
	parts := strings.Split(text, "-")
	if len(parts) > 3 {
		return dateBounds{}, fmt.Errorf("%q has %d parts: write year, year-month or year-month-day", text, len(parts))
	}
	var fields [3]string
	for i, part := range parts {
		digits, err := unqualified(part)
		if err != nil {
			return dateBounds{}, &partError{text, err.Error()}
		}
		fields[i] = digits
	}
	if hasClock {
		if len(parts) != 3 {
			return dateBounds{}, fmt.Errorf("%q has a time of day and no day", s)
		}
		if err := checkClock(clock); err != nil {
			return dateBounds{}, err
		}
	}
	if err := checkWidths(text, fields[:len(parts)]); err != nil {
		return dateBounds{}, err
	}
	b, err := boundsOf(text, fields[0], fields[1], fields[2])
	b.text = text
	return b, err
}

// refuse names the forms people write that are not the EDTF read here.
func refuse(s string) error {
	switch {
	case s == "":
		return errors.New("no date")
	case strings.ContainsAny(s[:1], "[{"):
		return inPart(s, "sets are not read; write the interval that holds them, as in 2024/2026")
	case s[0] == '-':
		return inPart(s, "years before 0000 are not read")
	case s[0] == '+' || (s[0] == 'Y' || s[0] == 'y') && len(s) > 1 && (s[1] >= '0' && s[1] <= '9' || s[1] == '-'):
		return inPart(s, "years beyond 9999 are not read")
	case s == "..":
		return errors.New(`".." alone says nothing; an open interval is written 2024/.. or ../2024`)
	}
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r == 'X', r == '-', r == '?', r == '~', r == '%':
		case (r == 'x' || r == 'u' || r == 'U') && strings.ContainsAny(s, "0123456789"):
			return inPart(s, "write X, in upper case, for an unspecified digit")
		case r == '–' || r == '—' || r == '‐' || r == '‑' || r == '−':
			return inPart(s, "write the plain hyphen - between year, month and day")
		case r == '.':
			return inPart(s, "write the day as 2026-03-02, year first")
		default:
			return inPart(s, "unexpected %q; write 2026, 2026-03, 2026-03-02 or an interval 2024/2026", r)
		}
	}
	return nil
}

// unqualified takes the level 1 and 2 qualifiers off one component: "2004?",
// "?06".
func unqualified(part string) (string, error) {
	const marks = "?~%"
	digits := part
	if digits != "" && strings.ContainsRune(marks, rune(digits[0])) {
		digits = digits[1:]
	}
	if n := len(digits); n > 0 && strings.ContainsRune(marks, rune(digits[n-1])) {
		digits = digits[:n-1]
	}
	if strings.ContainsAny(digits, marks) {
		return "", errors.New("one of ? ~ % is enough; % is uncertain and approximate at once")
	}
	return digits, nil
}

func checkWidths(text string, fields []string) error {
	if n := len(fields[0]); n != 4 {
		hint := "a year has four digits"
		switch {
		case n > 4 && len(fields) == 1 && n == 8:
			hint = "write hyphens: " + fields[0][:4] + "-" + fields[0][4:6] + "-" + fields[0][6:]
		case n > 4:
			hint = "years beyond 9999 are not read"
		case len(fields) == 3 && len(fields[2]) == 4:
			hint = "year first: " + fields[2] + "-" + fields[1] + "-" + fields[0] + " if " + fields[1] + " is the month"
		}
		return fmt.Errorf("year %s in %s: %s", orEmpty(fields[0]), text, hint)
	}
	for i, name := range []string{"month", "day"} {
		if i+1 < len(fields) && len(fields[i+1]) != 2 {
			hint := "write two digits"
			if len(fields[i+1]) == 1 {
				hint += ", 0" + fields[i+1]
			}
			return fmt.Errorf("%s %s in %s: %s", name, orEmpty(fields[i+1]), text, hint)
		}
	}
	return nil
}

func orEmpty(s string) string {
	if s == "" {
		return "(empty)"
	}
	return s
}

// boundsOf finds the first and last real day the three patterns match. month
// and day may be empty.
func boundsOf(text, year, month, day string) (dateBounds, error) {
	if month != "" && !strings.Contains(month, "X") {
		m, _ := strconv.Atoi(month)
		if m > 12 {
			return groupBounds(text, year, m, day)
		}
	}
	if month == "" {
		month, day = "XX", "XX"
	} else if day == "" {
		day = "XX"
	}
	if !anyMatch(month, 1, 12) {
		return dateBounds{}, fmt.Errorf("month %s in %s: months run from 01 to 12, seasons from 21 to 24", month, text)
	}
	if !anyMatch(day, 1, 31) {
		return dateBounds{}, fmt.Errorf("day %s in %s: days run from 01 to 31", day, text)
	}
	first := scanDays(year, month, day, 1)
	if first == "" {
		return dateBounds{}, noSuchDay(text, year, month, day)
	}
	return dateBounds{earliest: first, latest: scanDays(year, month, day, -1)}, nil
}

func noSuchDay(text, year, month, day string) error {
	y, errY := strconv.Atoi(year)
	m, errM := strconv.Atoi(month)
	if errY != nil || errM != nil {
		return fmt.Errorf("%s: no such day in any year", text)
	}
	return fmt.Errorf("day %s in %s: %s %d has %d days", day, text, time.Month(m), y, daysIn(y, m))
}

// scanDays gives the first (step 1) or last (step -1) existing day that
// matches, or "". It looks at 10,000 years at most (XXXX) and only at
// matching months, so the worst string costs some ten thousand steps.
func scanDays(year, month, day string, step int) string {
	first, _ := strconv.Atoi(strings.ReplaceAll(year, "X", "0"))
	last, _ := strconv.Atoi(strings.ReplaceAll(year, "X", "9"))
	for y := range inOrder(first, last, step) {
		if !matches(year, y, 4) {
			continue
		}
		for m := range inOrder(1, 12, step) {
			if !matches(month, m, 2) {
				continue
			}
			for d := range inOrder(1, daysIn(y, m), step) {
				if matches(day, d, 2) {
					return formatDay(y, m, d)
				}
			}
		}
	}
	return ""
}

// inOrder counts from lo to hi, or from hi down to lo.
func inOrder(lo, hi, step int) func(func(int) bool) {
	return func(yield func(int) bool) {
		n := lo
		if step < 0 {
			n = hi
		}
		for ; n >= lo && n <= hi; n += step {
			if !yield(n) {
				return
			}
		}
	}
}

// matches tells whether n, written with width digits, fits the pattern.
func matches(pattern string, n, width int) bool {
	for i := width - 1; i >= 0; i-- {
		if pattern[i] != 'X' && pattern[i] != byte('0'+n%10) {
			return false
		}
		n /= 10
	}
	return true
}

func anyMatch(pattern string, lo, hi int) bool {
	for n := lo; n <= hi; n++ {
		if matches(pattern, n, 2) {
			return true
		}
	}
	return false
}

// groupBounds reads the codes above 12: seasons, quarters, thirds, halves.
func groupBounds(text, year string, code int, day string) (dateBounds, error) {
	first, months := groupMonths(code)
	switch {
	case months == 0:
		return dateBounds{}, fmt.Errorf("month %02d in %s: months run from 01 to 12, seasons from 21 to 24", code, text)
	case day != "":
		return dateBounds{}, fmt.Errorf("%s: a season has no days; write the month", text)
	}
	last := first + months - 1
	b := dateBounds{earliest: scanDays(year, fmt.Sprintf("%02d", first), "01", 1)}
	if last <= 12 {
		b.latest = scanDays(year, fmt.Sprintf("%02d", last), "XX", -1)
		return b, nil
	}
	start := scanDays(year, fmt.Sprintf("%02d", first), "01", -1)
	y, err := strconv.Atoi(start[:4])
	if err != nil {
		return dateBounds{}, fmt.Errorf("%s: %w", text, err)
	}
	if y == 9999 {
		b.latest = "9999-12-31"
		return b, nil
	}
	b.latest = formatDay(y+1, last-12, daysIn(y+1, last-12))
	return b, nil
}

// groupMonths gives the first month and the number of months of an ISO 8601-2
// sub-year grouping, 0 for a code it does not have.
func groupMonths(code int) (first, months int) {
	switch {
	case code >= 21 && code <= 24: // spring, summer, autumn, winter
		return 3 + 3*(code-21), 3
	case code >= 25 && code <= 28: // the same, northern hemisphere
		return 3 + 3*(code-25), 3
	case code >= 29 && code <= 32: // southern: spring starts in September
		return [...]int{9, 12, 3, 6}[code-29], 3
	case code >= 33 && code <= 36: // quarters
		return 1 + 3*(code-33), 3
	case code >= 37 && code <= 39: // thirds
		return 1 + 4*(code-37), 4
	case code == 40 || code == 41: // halves
		return 1 + 6*(code-40), 6
	}
	return 0, 0
}

// cutClock splits a time of day off: "2026-03-02T10:30Z", also with the space
// many programs write.
func cutClock(s string) (date, clock string, ok bool) {
	if len(s) > 11 && (s[10] == 'T' || s[10] == 't' || s[10] == ' ') {
		return s[:10], s[11:], true
	}
	return s, "", false
}

func checkClock(clock string) error {
	for _, layout := range []string{
		"15:04:05Z07:00", "15:04:05Z0700", "15:04:05Z07", "15:04:05",
		"15:04Z07:00", "15:04Z0700", "15:04Z07", "15:04", "150405Z0700", "150405",
	} {
		if _, err := time.Parse(layout, clock); err == nil {
			return nil
		}
	}
	return fmt.Errorf("time of day %q: write it as 10:30, 10:30:00Z or 10:30:00+02:00, or leave it out", clock)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// formatDay writes YYYY-MM-DD. It is called for every bound of every claim,
// so the years EDTF knows go without fmt.
func formatDay(y, m, d int) string {
	if y < 0 || y > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	}
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{
		digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-',
		digit(m / 10), digit(m), '-', digit(d / 10), digit(d),
	})
}
