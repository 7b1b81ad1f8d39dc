package timex

import (
	"fmt"
	"time"

	"entente/graph"
)

// settle gives a date with an open year its year. otherwise is the tense to
// assume when neither the caller nor the words tell.
func (s *scan) settle(f *found, otherwise Tense) {
	switch p := f.part; {
	case !f.time.IsZero():
	case p.year != 0:
		f.time = p.in(p.year)
	case s.anchor.IsZero():
	case p.open():
		tense := s.tenseAt(f.first)
		switch {
		case s.p.Is(f.first-1, "for") && (p.day != 0 || p.weekday != 0) && s.hinted(f.first) == Unknown:
			tense = Future // "calls an election for 24 March"
		case tense == Unknown:
			tense = otherwise
		}
		f.time = s.nearest(p, tense)
	}
}

// in is the date in a year; zero if that year has no such day.
func (p part) in(year int) graph.Time {
	switch {
	case p.month == 0:
		return graph.Year(year)
	case p.day == 0:
		return graph.Month(year, time.Month(p.month))
	case p.day > daysIn(year, p.month) || p.lastDay > daysIn(year, p.month):
		return graph.Time{}
	}
	first := graph.Day(day(year, p.month, p.day))
	if p.lastDay == 0 {
		return first
	}
	both, err := graph.Interval(first, graph.Day(day(year, p.month, p.lastDay)))
	if err != nil {
		return graph.Time{}
	}
	return both
}

// nearest chooses the year, or the week, of an open part.
func (s *scan) nearest(p part, tense Tense) graph.Time {
	if p.month == 0 {
		return graph.Day(s.nearWeekday(p.weekday, tense))
	}
	if p.day == 0 {
		year := s.anchor.Year()
		switch now := int(s.anchor.Month()); {
		case tense == Future && p.month < now:
			year++
		case tense != Future && p.month > now:
			year--
		}
		return p.in(year)
	}
	// A day: the nearest year that has it and agrees with the tense and, if
	// one is said, the weekday.
	var best graph.Time
	distance := time.Duration(1<<63 - 1)
	for _, wantWeekday := range []bool{p.weekday != 0, false} {
		for year := s.anchor.Year() - 4; year <= s.anchor.Year()+4; year++ {
			if p.day > daysIn(year, p.month) {
				continue
			}
			d := day(year, p.month, p.day)
			if wantWeekday && (isoWeekday(d) != p.weekday || year < s.anchor.Year()-1 || year > s.anchor.Year()+1) {
				continue
			}
			away := d.Sub(s.anchor)
			if tense == Past && away > 0 || tense == Future && away < 0 {
				continue
			}
			if away.Abs() < distance {
				distance = away.Abs()
				best = p.in(year)
			}
		}
		if !best.IsZero() {
			break
		}
	}
	return best
}

// nearWeekday is the last such day up to the anchor, or the coming one.
func (s *scan) nearWeekday(weekday int, tense Tense) time.Time {
	back := (isoWeekday(s.anchor) - weekday + 7) % 7
	if tense == Future && back > 0 {
		return s.anchor.AddDate(0, 0, 7-back)
	}
	return s.anchor.AddDate(0, 0, -back)
}

// join makes one interval of two dates, each of which may lend the other its
// year.
func (s *scan) join(from, to found) (found, bool) {
	a, b := &from.part, &to.part
	switch {
	case a.open() && a.month != 0 && b.year != 0 && b.month != 0:
		a.year = b.year
		if a.month > b.month || a.month == b.month && b.day != 0 && a.day > b.day {
			a.year--
		}
	case b.open() && b.month != 0 && a.year != 0:
		b.year = a.year
		if b.month < a.month {
			b.year++
		}
	}
	switch {
	case a.open() && b.open() && a.month != 0 && b.month != 0 && !s.anchor.IsZero():
		// The second end by tense, the first one before it.
		s.settle(&to, Unknown)
		for year := s.anchor.Year() + 1; year > s.anchor.Year()-3; year-- {
			if from.time = a.in(year); !from.time.IsZero() && from.time.Earliest <= to.time.Latest {
				break
			}
		}
	case a.open() && b.open() && a.month == 0 && b.month == 0 && !s.anchor.IsZero():
		s.settle(&from, Unknown)
		start, ok := from.time.Date()
		if !ok {
			return found{}, false
		}
		ahead := (b.weekday - isoWeekday(start) + 7) % 7
		to.time = graph.Day(start.AddDate(0, 0, ahead))
	}
	s.settle(&from, Unknown)
	s.settle(&to, Unknown)
	f := found{first: from.first, end: to.end, kind: Interval, rule: "range"}
	if from.time.IsZero() || to.time.IsZero() {
		return f, s.anchor.IsZero()
	}
	t, err := graph.Interval(from.time, to.time)
	if err != nil {
		return found{}, false
	}
	f.time = t
	return f, true
}

// between is the interval of two times, zero if they run backwards.
func between(from, to graph.Time) graph.Time {
	t, err := graph.Interval(from, to)
	if err != nil {
		return graph.Time{}
	}
	return t
}

// edtf builds a time from a format that cannot go wrong but for years beyond
// four digits.
func edtf(format string, args ...any) graph.Time {
	t, err := graph.ParseTime(fmt.Sprintf(format, args...))
	if err != nil {
		return graph.Time{}
	}
	return t
}

func day(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

func daysIn(year, month int) int { return day(year, month+1, 0).Day() }

// isoWeekday counts from 1, Monday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// week is the ISO week so many weeks from the one t is in.
func week(t time.Time, away int) graph.Time {
	monday := t.AddDate(0, 0, 1-isoWeekday(t)+7*away)
	return between(graph.Day(monday), graph.Day(monday.AddDate(0, 0, 6)))
}

// weekend is Saturday and Sunday of that week.
func weekend(t time.Time, away int) graph.Time {
	monday := t.AddDate(0, 0, 1-isoWeekday(t)+7*away)
	return between(graph.Day(monday.AddDate(0, 0, 5)), graph.Day(monday.AddDate(0, 0, 6)))
}

// easter is Easter Sunday of the Gregorian calendar (Meeus's rule).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return day(year, month, (h+l-7*m+33*month+19)%32)
}

// on is the day of the feast in a year.
func (n namedDay) on(year int) time.Time {
	switch {
	case n.moves:
		return easter(year).AddDate(0, 0, n.easter)
	case n.nth > 0:
		first := day(year, n.month, 1)
		return first.AddDate(0, 0, (n.weekday-isoWeekday(first)+7)%7+7*(n.nth-1))
	}
	return day(year, n.month, n.day)
}
