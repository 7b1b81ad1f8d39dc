package timex

import (
	"strings"

	"entente/graph"
	"entente/loaders/article/amount/numeral"
)

// weekday reads "Friday", "last Friday", "Friday morning", "Friday, 7
// February", "Friday of next week", "Friday week".
func (s *scan) weekday(i int) (found, bool) {
	j, which := i, ""
	if s.p.Is(i, "last", "next", "this", "past", "coming", "previous", "following", "same") {
		which = s.p.Word(i)
		j++
		if which == "this" && s.p.Is(j, "past", "coming") {
			which = s.p.Word(j)
			j++
		}
	}
	w := s.entry(j)
	if w.weekday == 0 || !s.weekdayName(j) {
		return found{}, false
	}
	f := found{first: i, end: j + 1, rule: "weekday", part: part{weekday: w.weekday}}
	if w.short && s.p.Is(f.end, ".") {
		f.end++
	}
	// "Friday (7 February)", "Friday, Feb. 7": the date counts, the weekday
	// helps to choose its year.
	k := s.p.Skip(f.end, ",", "(")
	for _, read := range [...]func(*scan, int) (found, bool){(*scan).numeric, (*scan).dayFirst, (*scan).monthFirst} {
		if date, ok := read(s, s.p.Skip(k, "the")); ok && date.part.day != 0 {
			date.first = i
			if date.part.lastDay == 0 {
				date.part.weekday = w.weekday
			}
			return date, true
		}
	}
	f.end = s.dayParts(f.end)
	if s.anchor.IsZero() {
		if which == "previous" || which == "following" || which == "same" {
			f.part = part{}
		}
		return f, true
	}
	if away, end, ok := s.ofWeek(f.end); ok {
		f.end = end
		monday := s.anchor.AddDate(0, 0, 1-isoWeekday(s.anchor)+7*away)
		f.time, f.part = graph.Day(monday.AddDate(0, 0, w.weekday-1)), part{}
		return f, true
	}
	switch which {
	case "last", "past":
		f.time, f.part = graph.Day(s.nearWeekday(w.weekday, Past)), part{}
		if isoWeekday(s.anchor) == w.weekday {
			f.time = graph.Day(s.anchor.AddDate(0, 0, -7))
		}
	case "next", "coming":
		f.time, f.part = graph.Day(s.nearWeekday(w.weekday, Future)), part{}
		if isoWeekday(s.anchor) == w.weekday {
			f.time = graph.Day(s.anchor.AddDate(0, 0, 7))
		}
	case "this":
		f.time, f.part = graph.Day(s.anchor.AddDate(0, 0, w.weekday-isoWeekday(s.anchor))), part{}
	case "previous", "following", "same":
		f.part, f.rule = part{}, "offset" // from another day in the text
	}
	if s.p.Is(f.end, "week") && which == "" && !s.p.Is(i-1, "the", "a") {
		f.time, f.part = graph.Day(s.nearWeekday(w.weekday, Future).AddDate(0, 0, 7)), part{}
		f.end++
	}
	return f, true
}

// weekdayName tells whether the word is the day here and no name.
func (s *scan) weekdayName(i int) bool {
	w := s.entry(i)
	if !s.p[i].Capital() {
		return false
	}
	if w.short && w.month == 0 {
		_, _, number := s.dayNumber(s.p.Skip(i+1, ",", "."))
		if !number && !strings.HasSuffix(s.p[i].Text, ".") {
			return false
		}
	}
	if s.entry(i-1).flags&namedWeekday != 0 && s.p.At(i-1).Capital() && !s.p.Is(i-1, "mid") {
		return false
	}
	return s.entry(i+1).flags&notAfterWeekday == 0 || !s.p.At(i+1).Capital()
}

// dayParts steps over "morning", "night"; "late", "early" stand before.
func (s *scan) dayParts(i int) int {
	if s.entry(i).flags&dayPart != 0 && !s.p.Is(i+1, "post", "mail") {
		return i + 1
	}
	return i
}

// ofWeek reads "last week", "of next week" behind a weekday: weeks from the
// anchor's.
func (s *scan) ofWeek(i int) (away, end int, ok bool) {
	j := s.p.Skip(i, "of")
	if !s.p.Is(j+1, "week") {
		return 0, 0, false
	}
	switch s.p.Word(j) {
	case "last":
		return -1, j + 2, true
	case "this":
		return 0, j + 2, true
	case "next":
		return 1, j + 2, true
	}
	return 0, 0, false
}

// deictic reads "today", "yesterday morning", "the day after tomorrow", "this
// evening", "last night".
func (s *scan) deictic(i int) (found, bool) {
	f := found{first: i, rule: "deictic"}
	away := 0
	switch w := s.entry(i); {
	case w.flags&deictic != 0:
		if s.p[i].Capital() && i > 0 && s.p.At(i-1).Capital() && s.p.At(i-1).Kind == numeral.Letters {
			return found{}, false // "USA Today"
		}
		away, f.end = w.days, s.dayParts(i+1)
	case s.p.Is(i, "day") && s.p.Is(i+1, "before") && s.p.Is(i+2, "yesterday"):
		away, f.end = -2, i+3
	case s.p.Is(i, "day") && s.p.Is(i+1, "after") && s.p.Is(i+2, "tomorrow"):
		away, f.end = 2, i+3
	case s.p.Is(i, "this") && s.p.Is(i+1, "morning", "afternoon", "evening"):
		f.end = i + 2
	case s.p.Is(i, "last") && s.p.Is(i+1, "night", "evening"):
		away, f.end = -1, i+2
	default:
		return found{}, false
	}
	if !s.anchor.IsZero() {
		f.time = graph.Day(s.anchor.AddDate(0, 0, away))
	}
	return f, true
}
