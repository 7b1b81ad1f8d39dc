package timex

import (
	"strings"

	"entente/loaders/article/amount/numeral"
)

// Years in prose lie here; other numbers of four figures count something.
const firstYear, lastYear = 1000, 2199

// dayNumber reads the day of a month: "7", "7th".
func (s *scan) dayNumber(i int) (day, next int, ok bool) {
	p := s.p.At(i)
	n, whole := p.Whole()
	if !whole || n < 1 || n > 31 || len(p.Text) > 2 {
		return 0, 0, false
	}
	next = i + 1
	if s.glued(next) && s.p.Is(next, "st", "nd", "rd", "th") {
		return n, next + 1, true
	}
	after := s.p.At(next)
	switch {
	case after.Glued && after.Kind == numeral.Letters && !strings.HasPrefix(after.Word, "'"),
		after.Glued && (after.Word == ":" || after.Word == "/" || after.Word == ".") && s.glued(next+1) && s.p.At(next+1).Kind == numeral.Digits,
		after.Word == "%", s.numbers.IsScale(after.Word), s.p.Is(next, "percent", "am", "pm", "a.m", "p.m", "bn", "years", "people"):
		return 0, 0, false
	}
	return n, next, true
}

// monthName reads a month; licensed tells that a number beside it makes it
// one whatever else the word means.
func (s *scan) monthName(i int, licensed bool) (month, next int, ok bool) {
	w := s.entry(i)
	if w.month == 0 {
		return 0, 0, false
	}
	next = i + 1
	if w.short && s.p.Is(next, ".") && s.p.At(next+1).Kind == numeral.Digits {
		next++
	}
	if !licensed {
		if _, _, isDay := s.dayNumber(next); isDay {
			licensed = true
		} else if _, isYear := s.yearNumber(next); isYear {
			licensed = true
		} else if s.p.Is(next, ",") {
			_, licensed = s.yearNumber(next + 1)
		}
	}
	if w.flags&ambiguousMonth != 0 && !s.p[i].Capital() {
		return 0, 0, false
	}
	if licensed {
		return w.month, next, true
	}
	return w.month, next, s.bareMonth(i)
}

// bareMonth tells whether a month's name without a number is the month.
func (s *scan) bareMonth(i int) bool {
	before, after, token := s.entry(i-1), s.p.At(i+1), s.p.Token(s.tokens, i)
	if strings.HasPrefix(token.XPOS, "V") || token.XPOS == "MD" || token.UPOS == "AUX" || token.UPOS == "VERB" {
		return false
	}
	if s.p.Is(i-1, "by") && s.p.Token(s.tokens, i-2).XPOS == "VBN" && s.entry(i).flags&ambiguousMonth != 0 {
		return false // "criticised by May"
	}
	lead := before.flags&(beforeMonth|early) != 0 || s.p.Is(i-1, "-") && s.entry(i-2).flags&early != 0 ||
		s.p.Is(i-1, "of") && (s.entry(i-2).flags&early != 0 || s.p.Is(i-2, "month", "week", "weeks", "first", "half", "days"))
	lead = lead || s.p.Is(i-1, "and", "or", "-", "to") && s.entry(i-2).month != 0
	if s.entry(i).flags&ambiguousMonth != 0 || s.entry(i).short {
		return lead
	}
	if lead {
		return true
	}
	// "Black September", "January Jones": part of a name.
	if prev := s.p.At(i - 1); prev.Kind == numeral.Letters && prev.Capital() && s.entry(i-1).weekday == 0 && !s.glued(i) {
		// The first word of a sentence has a capital whatever it is.
		if tag := s.p.Token(s.tokens, i-1).XPOS; i > 1 || tag == "" || tag == "JJ" || strings.HasPrefix(tag, "NN") {
			return false
		}
	}
	return after.Kind != numeral.Letters || !after.Capital() || after.Token != s.p[i].Token+1 || s.entry(i+1).month != 0
}

// yearNumber reads four figures that can be a year.
func (s *scan) yearNumber(i int) (year int, ok bool) {
	p := s.p.At(i)
	n, whole := p.Whole()
	if !whole || len(p.Text) != 4 || n < firstYear || n > lastYear {
		return 0, false
	}
	after := s.p.At(i + 1)
	switch {
	case after.Glued && after.Kind == numeral.Letters && !strings.HasPrefix(after.Word, "'"),
		after.Glued && after.Kind == numeral.Digits,
		after.Word == "%", s.numbers.IsScale(after.Word), s.entry(i+1).flags&counted != 0 && !s.nounFollows(i):
		return 0, false
	}
	return n, true
}

// nounFollows tells whether the piece after i is glued on and so no thing
// counted.
func (s *scan) nounFollows(i int) bool { return s.glued(i + 1) }

// yearAfter reads the year behind a month or day: "2026", ", 2026", "'26",
// "of 2026", "last year".
func (s *scan) yearAfter(i int) (year, next int, ok bool) {
	if y, ok := s.yearNumber(i); ok && y >= 1500 {
		return y, i + 1, true
	}
	if j := s.p.Skip(i, ",", "of", "in"); j > i {
		if y, ok := s.yearNumber(j); ok && y >= 1500 {
			return y, j + 1, true
		}
	}
	if s.p.Is(i, "'") && s.glued(i+1) {
		if n, whole := s.p.At(i + 1).Whole(); whole && len(s.p[i+1].Text) == 2 {
			return century2(n), i + 2, true
		}
	}
	j := s.p.Skip(i, "of")
	if !s.anchor.IsZero() && s.p.Is(j+1, "year") && !s.p.Is(j+2, "'s") {
		switch s.p.Word(j) {
		case "last":
			return s.anchor.Year() - 1, j + 2, true
		case "this":
			return s.anchor.Year(), j + 2, true
		case "next":
			return s.anchor.Year() + 1, j + 2, true
		}
	}
	return 0, 0, false
}

// century2 puts a year of two figures into this century or the last.
func century2(n int) int {
	if n < 50 {
		return 2000 + n
	}
	return 1900 + n
}

// monthFirst reads "February 7, 2026", "Feb. 7", "March 3-7", "June 2025" and
// a month alone.
func (s *scan) monthFirst(i int) (found, bool) {
	month, next, ok := s.monthName(i, false)
	if !ok {
		return found{}, false
	}
	if _, end, ok := s.dayNumber(i - 1); ok && end == i {
		return found{}, false // "29 February 2026": no such day, then no such month either
	}
	f := found{first: i, end: next, rule: "month", part: part{month: month}}
	if d, j, isDay := s.dayNumber(next); isDay {
		f.part.day, f.end, f.rule = d, j, "day"
		if sep := s.rangeMark(j); sep > j {
			if d2, k, ok := s.dayNumber(sep); ok && d2 > d && s.entry(k).month == 0 && !s.p.Is(k, "of") {
				f.part.lastDay, f.end, f.rule = d2, k, "days"
			}
		}
	} else if j := s.p.Skip(next, "the"); j > next && s.entry(i).flags&ambiguousMonth == 0 {
		// "February the 7th"
		if d, k, ok := s.dayNumber(j); ok && k > j+1 {
			f.part.day, f.end, f.rule = d, k, "day"
		}
	}
	if y, j, ok := s.yearAfter(f.end); ok {
		f.part.year, f.end = y, j
	}
	return s.checked(f)
}

// rangeMark steps over what joins two days of one month.
func (s *scan) rangeMark(i int) int {
	if j := s.p.Skip(i, "-", "to", "through"); j > i {
		return j
	}
	if s.p.Is(i, "and") && (s.p.Is(i-3, "between") || s.p.Is(i-2, "between")) {
		return i + 1
	}
	return i
}

// dayFirst reads "7 February 2026", "7th of February", "3-7 March", "the
// first of May".
func (s *scan) dayFirst(i int) (found, bool) {
	f := found{first: i, rule: "day"}
	d, next, ok := s.dayNumber(i)
	if !ok {
		if n := s.entry(i).ordinal; n > 0 && s.p.Is(i+1, "of") {
			d, next, ok = n, i+1, true
		}
	}
	if !ok || s.glued(i) && !s.p.Is(i-1, "(", "-", "\"", "“") {
		return found{}, false
	}
	f.part.day = d
	if sep := s.rangeMark(next); sep > next {
		if d2, k, ok := s.dayNumber(sep); ok && d2 > d {
			f.part.lastDay, next, f.rule = d2, k, "days"
		}
	}
	month, end, ok := s.monthName(s.p.Skip(next, "of", "-"), true)
	if !ok {
		return found{}, false
	}
	f.part.month, f.end = month, end
	if y, j, ok := s.yearAfter(end); ok {
		f.part.year, f.end = y, j
	} else if s.p.Is(end, "-") && s.glued(end) { // 7-Feb-2026
		if y, ok := s.yearNumber(end + 1); ok {
			f.part.year, f.end = y, end+2
		}
	}
	return s.checked(f)
}

// checked refuses days no month has, and dates that are part of a name.
func (s *scan) checked(f found) (found, bool) {
	most := 29
	if f.part.month != 2 {
		most = daysIn(2024, f.part.month)
	}
	if f.part.day > most || f.part.lastDay > most {
		return found{}, false
	}
	if f.part.year != 0 && f.part.day != 0 && f.part.in(f.part.year).IsZero() {
		return found{}, false
	}
	if s.entry(f.end).flags&nameAfterDate != 0 && s.p.At(f.end).Capital() {
		return found{}, false
	}
	return f, true
}

// numeric reads 2026-02-07, 2026/02/07, 7.2.2026, and 7/2/2026 where it can
// mean one day only.
func (s *scan) numeric(i int) (found, bool) {
	if s.glued(i) && !s.p.Is(i-1, "(", "[", "\"", "“", ",") {
		return found{}, false
	}
	mark := s.p.Word(i + 1)
	if mark != "-" && mark != "/" && mark != "." || !s.glued(i+1) || !s.glued(i+2) || s.p.Word(i+3) != mark || !s.glued(i+3) || !s.glued(i+4) {
		return found{}, false
	}
	a, okA := s.p.At(i).Whole()
	b, okB := s.p.At(i + 2).Whole()
	c, okC := s.p.At(i + 4).Whole()
	if !okA || !okB || !okC || s.glued(i+5) && s.p.Is(i+5, mark) {
		return found{}, false
	}
	f := found{first: i, end: i + 5, rule: "numeric"}
	switch {
	case len(s.p[i].Text) == 4:
		f.part = part{year: a, month: b, day: c}
	case len(s.p[i+4].Text) != 4:
		return found{}, false
	case mark == ".", a > 12, a == b:
		f.part = part{year: c, month: b, day: a}
	case b > 12 && mark == "/":
		f.part = part{year: c, month: a, day: b}
	default:
		return found{}, false
	}
	if p := f.part; p.month < 1 || p.month > 12 || p.day < 1 || p.year < firstYear || p.year > lastYear {
		return found{}, false
	}
	return s.checked(f)
}
