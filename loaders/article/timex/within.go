package timex

import (
	"time"

	"entente/graph"
)

// within reads what keeps the whole period: "early June", "mid-2024", "the
// end of last year", "late on Friday"; and what cuts it at the anchor:
// "earlier this month", "later this year", "so far this year".
func (s *scan) within(i int) (found, bool) {
	if s.p.Is(i, "earlier", "later", "so") {
		return s.cut(i)
	}
	if s.p.Is(i, "year") && (s.p.Is(i+1, "-") && s.p.Is(i+2, "end") || s.p.Is(i+1, "'s") && s.p.Is(i+2, "end")) {
		return s.period(found{first: i, end: i + 3, rule: "within"}, "year", 0), true
	}
	if s.entry(i).flags&early == 0 {
		return found{}, false
	}
	j := s.p.Skip(i+1, "-", "of")
	if s.p.Is(i, "early", "late", "mid") {
		j = s.p.Skip(i+1, "-", "on", "in", "to") // "early to mid June"
	} else if j == i+1 {
		return found{}, false // "to end in 2026"
	}
	if s.entry(j).flags&early != 0 {
		j = s.p.Skip(j+1, "-", "of")
	}
	k := s.p.Skip(j, "the")
	if s.p.Is(i, "early", "late", "mid", "end", "beginning", "start", "middle", "close") {
		if name, ok := s.unitName(k); ok && k > j && !s.entry(k).plural && name != "night" {
			if s.p.Is(k+1, "of") && !s.p.Is(k+2, "last", "this", "next") {
				return found{}, false // "the end of the day of"
			}
			switch name {
			case "day", "week", "month", "year", "decade", "century", "weekend", "quarter":
				if name == "day" || name == "quarter" {
					return found{}, false
				}
				return s.period(found{first: i, end: k + 1, rule: "within"}, name, 0), true
			}
		}
	}
	f, ok := s.plain(k)
	if !ok || f.rule == "deictic" && !s.p.Is(i, "early", "late") {
		return found{}, false
	}
	f.first = i
	return f, true
}

// period is the anchor's year, month, week …, so many of them away.
func (s *scan) period(f found, name string, away int) found {
	if s.anchor.IsZero() {
		return f
	}
	year, month := s.anchor.Year(), s.anchor.Month()
	switch name {
	case "day":
		f.time = graph.Day(s.anchor.AddDate(0, 0, away))
	case "week":
		f.time = week(s.anchor, away)
	case "fortnight":
		f.time = between(week(s.anchor, 2*away), week(s.anchor, 2*away+1))
	case "weekend":
		f.time = weekend(s.anchor, away)
	case "month":
		f.time = graph.Month(year, month+time.Month(away))
	case "quarter":
		first := (month-1)/3*3 + 1 + time.Month(3*away)
		f.time = between(graph.Month(year, first), graph.Month(year, first+2))
	case "year":
		f.time = graph.Year(year + away)
	case "decade":
		f.time = edtf("%03dX", (year/10 + away))
	case "century":
		f.time = edtf("%02dXX", (year/100 + away))
	}
	return f
}

// cut reads a period up to the anchor or from it on.
func (s *scan) cut(i int) (found, bool) {
	j, before := i+1, true
	switch {
	case s.p.Is(i, "so"):
		if !s.p.Is(j, "far") {
			return found{}, false
		}
		j++
	case s.p.Is(i, "later"):
		before = false
	}
	if u := s.periodAt(j); u > 0 {
		f := found{first: i, end: u + 1, rule: "within"}
		if s.anchor.IsZero() {
			return f, true
		}
		name, _ := s.unitName(u)
		whole := s.period(f, name, 0)
		if whole.time.IsZero() {
			return found{}, false
		}
		f.time = s.cutAt(whole.time, before)
		return f, true
	}
	p, ok := s.plain(s.p.Skip(j, "on", "in"))
	if !ok || s.p.Is(i, "so") {
		return found{}, false
	}
	switch p.rule {
	case "weekday", "deictic", "relative", "month", "season":
		p.first = i
		return p, true
	}
	return found{}, false
}

// periodAt reads "this week", "in the year", "in the day" and gives the piece
// of the unit, 0 if it is not there.
func (s *scan) periodAt(i int) int {
	this := s.p.Is(i, "this")
	if !this {
		if i = s.p.Skip(i, "in", "on"); !s.p.Is(i, "the") {
			return 0
		}
	}
	name, ok := s.unitName(i + 1)
	switch {
	case !ok || s.entry(i+1).plural:
		return 0
	case !this && name != "day" && name != "week" && name != "month" && name != "year":
		return 0
	}
	return i + 1
}

// cutAt keeps the part of a period up to the anchor day, or from it on.
func (s *scan) cutAt(whole graph.Time, before bool) graph.Time {
	today := graph.Day(s.anchor)
	edge := whole.Earliest
	if !before {
		edge = whole.Latest
	}
	if edge == today.Earliest {
		return today
	}
	if before {
		return edtf("%s/%s", edge, today.EDTF)
	}
	return edtf("%s/%s", today.EDTF, edge)
}
