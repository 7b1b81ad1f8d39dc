package timex

import (
	"strings"
	"time"

	"entente/graph"
	"entente/loaders/article/amount/numeral"
)

// unitName gives the unit the word at i names.
func (s *scan) unitName(i int) (string, bool) {
	u := s.entry(i).unit
	if u == 0 || s.p.At(i).Kind != numeral.Letters {
		return "", false
	}
	return s.units[u-1].name, true
}

// relative reads "last week", "next March", "this summer", "the past five
// years", "recent months".
func (s *scan) relative(i int) (found, bool) {
	f := found{first: i, rule: "relative"}
	direction, strict := 0, false // strict: no article can make it a span
	switch s.p.Word(i) {
	case "last":
		direction = -1
	case "next":
		direction = 1
	case "this", "current":
		strict = true
	case "past":
		direction = -1
	case "coming":
		direction = 1
	case "recent":
		if !s.entry(i + 1).plural {
			return found{}, false
		}
		direction = -1
	case "previous", "preceding", "following", "same", "subsequent":
		return s.offsetPeriod(i)
	default:
		return found{}, false
	}
	j := i + 1
	if s.p.Is(i, "this") && s.p.Is(j, "coming", "past") {
		direction = 1
		if s.p.Is(j, "past") {
			direction = -1
		}
		j++
	}
	if f2, ok := s.relativeName(i, j, direction); ok {
		return f2, true
	}
	article := s.p.Is(i-1, "the", "these")
	if name, ok := s.unitName(j); ok && !s.entry(j).plural {
		if name == "second" || name == "minute" || name == "hour" || s.p.Is(j+1, "-") && s.glued(j+1) {
			return found{}, false
		}
		f.end = j + 1
		if s.p.Is(f.end, "end") && name == "week" {
			name, f.end = "weekend", f.end+1
		}
		span := s.p.Is(i, "past", "coming") || article && s.p.Is(i, "last", "next")
		if !strict && span && name != "weekend" {
			if article && s.p.Is(i, "next") && !s.p.Is(i-2, "over", "in", "within", "during", "for", "throughout") {
				f.rule = "offset" // "the next day": after another one
				f.kind, f.length = Duration, s.length(1, s.units[s.entry(j).unit-1])
				return f, true
			}
			if article && s.p.Is(i, "last") && s.p.Is(f.end, "of") {
				return found{}, false // "the last day of the war"
			}
			return s.spanOf(f, direction, 1, s.units[s.entry(j).unit-1]), true
		}
		if name == "night" || name == "day" {
			return found{}, false
		}
		if name == "weekend" && strict {
			return s.thisWeekend(f), true
		}
		return s.period(f, name, direction), true
	}
	if strict {
		return found{}, false
	}
	// "the past five years", "the next few months", "recent weeks".
	n, vague, k, ok := s.count(j)
	if !ok {
		if !s.entry(j).plural || !s.p.Is(i, "recent", "past", "coming") {
			return found{}, false
		}
		n, vague, k = 0, true, j
	}
	if _, ok := s.unitName(k); !ok {
		return found{}, false
	}
	f.end = k + 1
	if article && s.p.Is(i, "last") && s.p.Is(f.end, "of") {
		return found{}, false
	}
	if vague {
		n = 0
	}
	return s.spanOf(f, direction, n, s.units[s.entry(k).unit-1]), true
}

// thisWeekend is the one under way or behind; ahead if the verb says so.
func (s *scan) thisWeekend(f found) found {
	if s.anchor.IsZero() {
		return f
	}
	away := 0
	if isoWeekday(s.anchor) < 6 && s.tenseAt(f.first) == Past {
		away = -1
	}
	f.time = weekend(s.anchor, away)
	return f
}

// relativeName reads a month or season behind "last", "this" or "next".
func (s *scan) relativeName(i, j, direction int) (found, bool) {
	f := found{first: i, end: j + 1, rule: "relative"}
	w := s.entry(j)
	if w.season != 0 && w.month == 0 && !(s.p[j].Capital() && s.p.Is(i-1, "the")) {
		if s.anchor.IsZero() {
			return f, true
		}
		f.time = s.seasonAway(w.season, direction)
		return f, true
	}
	if w.month == 0 || !s.p[j].Capital() || w.short && !strings.HasSuffix(s.p[j].Text, ".") {
		return found{}, false
	}
	if _, _, isDay := s.dayNumber(j + 1); isDay {
		date, ok := s.monthFirst(j)
		date.first = i
		return date, ok
	}
	if s.anchor.IsZero() {
		return f, true
	}
	year, now := s.anchor.Year(), int(s.anchor.Month())
	switch {
	case direction < 0 && w.month >= now:
		year--
	case direction > 0 && w.month <= now:
		year++
	}
	f.time = graph.Month(year, time.Month(w.month))
	return f, true
}

// seasonAway is the season before the anchor, around it, or after it.
func (s *scan) seasonAway(code, direction int) graph.Time {
	now, year := graph.Day(s.anchor).Earliest, s.anchor.Year()
	switch direction {
	case -1:
		for y := year; ; y-- {
			if t := edtf("%04d-%02d", y, code); t.Latest < now {
				return t
			}
		}
	case 1:
		for y := year - 1; ; y++ {
			if t := edtf("%04d-%02d", y, code); t.Earliest > now || t.IsZero() {
				return t
			}
		}
	}
	if t := edtf("%04d-%02d", year-1, code); t.Latest >= now {
		return t // the winter that began last year
	}
	return edtf("%04d-%02d", year, code)
}

// offsetPeriod reads "the following day", "the previous week": next to a time
// named elsewhere.
func (s *scan) offsetPeriod(i int) (found, bool) {
	if _, ok := s.unitName(i + 1); !ok {
		if s.entry(i+1).flags&dayPart != 0 && s.p.Is(i, "following", "previous", "same") {
			return found{first: i, end: i + 2, kind: Duration, length: "P1D", rule: "offset"}, true
		}
		n, vague, k, ok := s.count(i + 1)
		if !ok || s.p.Is(i, "same") {
			return found{}, false
		}
		if _, ok := s.unitName(k); !ok {
			return found{}, false
		}
		f := found{first: i, end: k + 1, kind: Duration, rule: "offset"}
		if !vague {
			f.length = s.length(n, s.units[s.entry(k).unit-1])
		}
		return f, true
	}
	f := found{first: i, end: i + 2, kind: Duration, rule: "offset"}
	if !s.entry(i + 1).plural {
		f.length = s.length(1, s.units[s.entry(i+1).unit-1])
		if s.p.Is(i, "same") {
			f.length = ""
		}
	}
	return f, true
}
