package timex

import (
	"math"
	"strconv"
	"strings"
	"time"

	"entente/graph"
	"entente/loaders/article/amount/numeral"
)

// weekday reads "Friday", "last Friday", "Friday morning", "Friday, 7
// February", "Friday of next week", "Friday week".
func (s *scan) weekday(i int) (found, bool) {
	j, which := i, ""
	if s.is(i, "last", "next", "this", "past", "coming", "previous", "following", "same") {
		which = s.word(i)
		j++
		if which == "this" && s.is(j, "past", "coming") {
			which = s.word(j)
			j++
		}
	}
	w := s.entry(j)
	if w.weekday == 0 || !s.weekdayName(j) {
		return found{}, false
	}
	f := found{first: i, end: j + 1, rule: "weekday", part: part{weekday: w.weekday}}
	if w.short && s.is(f.end, ".") {
		f.end++
	}
	// "Friday (7 February)", "Friday, Feb. 7": the date counts, the weekday
	// helps to choose its year.
	k := s.skip(f.end, ",", "(")
	for _, read := range [...]func(*scan, int) (found, bool){(*scan).numeric, (*scan).dayFirst, (*scan).monthFirst} {
		if date, ok := read(s, s.skip(k, "the")); ok && date.part.day != 0 {
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
	if s.is(f.end, "week") && which == "" && !s.is(i-1, "the", "a") {
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
		_, _, number := s.dayNumber(s.skip(i+1, ",", "."))
		if !number && !strings.HasSuffix(s.p[i].Text, ".") {
			return false
		}
	}
	if s.entry(i-1).flags&namedWeekday != 0 && s.piece(i-1).Capital() && !s.is(i-1, "mid") {
		return false
	}
	return s.entry(i+1).flags&notAfterWeekday == 0 || !s.piece(i+1).Capital()
}

// dayParts steps over "morning", "night"; "late", "early" stand before.
func (s *scan) dayParts(i int) int {
	if s.entry(i).flags&dayPart != 0 && !s.is(i+1, "post", "mail") {
		return i + 1
	}
	return i
}

// ofWeek reads "last week", "of next week" behind a weekday: weeks from the
// anchor's.
func (s *scan) ofWeek(i int) (away, end int, ok bool) {
	j := s.skip(i, "of")
	if !s.is(j+1, "week") {
		return 0, 0, false
	}
	switch s.word(j) {
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
		if s.p[i].Capital() && i > 0 && s.piece(i-1).Capital() && s.piece(i-1).Kind == numeral.Letters {
			return found{}, false // "USA Today"
		}
		away, f.end = w.days, s.dayParts(i+1)
	case s.is(i, "day") && s.is(i+1, "before") && s.is(i+2, "yesterday"):
		away, f.end = -2, i+3
	case s.is(i, "day") && s.is(i+1, "after") && s.is(i+2, "tomorrow"):
		away, f.end = 2, i+3
	case s.is(i, "this") && s.is(i+1, "morning", "afternoon", "evening"):
		f.end = i + 2
	case s.is(i, "last") && s.is(i+1, "night", "evening"):
		away, f.end = -1, i+2
	default:
		return found{}, false
	}
	if !s.anchor.IsZero() {
		f.time = graph.Day(s.anchor.AddDate(0, 0, away))
	}
	return f, true
}

// within reads what keeps the whole period: "early June", "mid-2024", "the
// end of last year", "late on Friday"; and what cuts it at the anchor:
// "earlier this month", "later this year", "so far this year".
func (s *scan) within(i int) (found, bool) {
	if s.is(i, "earlier", "later", "so") {
		return s.cut(i)
	}
	if s.is(i, "year") && (s.is(i+1, "-") && s.is(i+2, "end") || s.is(i+1, "'s") && s.is(i+2, "end")) {
		return s.period(found{first: i, end: i + 3, rule: "within"}, "year", 0), true
	}
	if s.entry(i).flags&early == 0 {
		return found{}, false
	}
	j := s.skip(i+1, "-", "of")
	if s.is(i, "early", "late", "mid") {
		j = s.skip(i+1, "-", "on", "in", "to") // "early to mid June"
	} else if j == i+1 {
		return found{}, false // "to end in 2026"
	}
	if s.entry(j).flags&early != 0 {
		j = s.skip(j+1, "-", "of")
	}
	k := s.skip(j, "the")
	if s.is(i, "early", "late", "mid", "end", "beginning", "start", "middle", "close") {
		if name, ok := s.unitName(k); ok && k > j && !s.entry(k).plural && name != "night" {
			if s.is(k+1, "of") && !s.is(k+2, "last", "this", "next") {
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
	if !ok || f.rule == "deictic" && !s.is(i, "early", "late") {
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
	case s.is(i, "so"):
		if !s.is(j, "far") {
			return found{}, false
		}
		j++
	case s.is(i, "later"):
		before = false
	}
	f := found{first: i, rule: "within"}
	switch name, ok := s.unitName(j + 1); {
	case s.is(j, "this") && ok, (s.is(j, "in", "on") && s.is(j+1, "the") || s.is(j, "the")) && s.timeOfPeriod(j):
		if s.is(j, "in", "on") {
			j++
		}
		if name, ok = s.unitName(j + 1); !ok || s.entry(j+1).plural {
			return found{}, false
		}
		f.end = j + 2
		if s.anchor.IsZero() {
			return f, true
		}
		whole := s.period(f, name, 0)
		if whole.time.IsZero() {
			return found{}, false
		}
		f.time = s.cutAt(whole.time, before)
		return f, true
	}
	p, ok := s.plain(s.skip(j, "on", "in"))
	if !ok || s.is(i, "so") {
		return found{}, false
	}
	switch p.rule {
	case "weekday", "deictic", "relative", "month", "season":
		p.first = i
		return p, true
	}
	return found{}, false
}

// timeOfPeriod tells whether "in the" is followed by a unit that "earlier in
// the …" can mean.
func (s *scan) timeOfPeriod(j int) bool {
	if s.is(j, "in", "on") {
		j++
	}
	name, ok := s.unitName(j + 1)
	return ok && (name == "day" || name == "week" || name == "month" || name == "year")
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

// unitName gives the unit the word at i names.
func (s *scan) unitName(i int) (string, bool) {
	u := s.entry(i).unit
	if u == 0 || s.piece(i).Kind != numeral.Letters {
		return "", false
	}
	return s.units[u-1].name, true
}

// relative reads "last week", "next March", "this summer", "the past five
// years", "recent months".
func (s *scan) relative(i int) (found, bool) {
	f := found{first: i, rule: "relative"}
	direction, strict := 0, false // strict: no article can make it a span
	switch s.word(i) {
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
	if s.is(i, "this") && s.is(j, "coming", "past") {
		direction = 1
		if s.is(j, "past") {
			direction = -1
		}
		j++
	}
	if f2, ok := s.relativeName(i, j, direction); ok {
		return f2, true
	}
	article := s.is(i-1, "the", "these")
	if name, ok := s.unitName(j); ok && !s.entry(j).plural {
		if name == "second" || name == "minute" || name == "hour" || s.is(j+1, "-") && s.glued(j+1) {
			return found{}, false
		}
		f.end = j + 1
		if s.is(f.end, "end") && name == "week" {
			name, f.end = "weekend", f.end+1
		}
		span := s.is(i, "past", "coming") || article && s.is(i, "last", "next")
		if !strict && span && name != "weekend" {
			if article && s.is(i, "next") && !s.is(i-2, "over", "in", "within", "during", "for", "throughout") {
				f.rule = "offset" // "the next day": after another one
				f.kind, f.length = Duration, s.length(1, s.units[s.entry(j).unit-1])
				return f, true
			}
			if article && s.is(i, "last") && s.is(f.end, "of") {
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
		if !s.entry(j).plural || !s.is(i, "recent", "past", "coming") {
			return found{}, false
		}
		n, vague, k = 0, true, j
	}
	if _, ok := s.unitName(k); !ok {
		return found{}, false
	}
	f.end = k + 1
	if article && s.is(i, "last") && s.is(f.end, "of") {
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
	if w.season != 0 && w.month == 0 && !(s.p[j].Capital() && s.is(i-1, "the")) {
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
		if s.entry(i+1).flags&dayPart != 0 && s.is(i, "following", "previous", "same") {
			return found{first: i, end: i + 2, kind: Duration, length: "P1D", rule: "offset"}, true
		}
		n, vague, k, ok := s.count(i + 1)
		if !ok || s.is(i, "same") {
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
		if s.is(i, "same") {
			f.length = ""
		}
	}
	return f, true
}

// spanOf is the stretch of n units before the anchor or after it. Its far end
// has the precision of the unit, its near end is the anchor day. n 0 leaves
// the far end unknown.
func (s *scan) spanOf(f found, direction int, n float64, u unit) found {
	f.kind = Interval
	if n > 0 {
		f.length = s.length(n, u)
	}
	if s.anchor.IsZero() {
		return f
	}
	today := graph.Day(s.anchor)
	if n == 0 {
		if direction < 0 {
			f.time = edtf("/%s", today.EDTF)
		} else {
			f.time = edtf("%s/", today.EDTF)
		}
		return f
	}
	far := s.away(float64(direction)*n, u, true)
	switch {
	case far.IsZero():
	case far == today:
		f.time, f.kind = today, Date
	case direction < 0:
		f.time = between(far, today)
	default:
		f.time = between(today, far)
	}
	return f
}

// away is the time n units from the anchor: a day for days, a year for years.
// exact gives the day for weeks too, where else it is the whole week.
func (s *scan) away(n float64, u unit, exact bool) graph.Time {
	if s.anchor.IsZero() || math.Abs(n) > 3000 {
		return graph.Time{}
	}
	n *= float64(u.count)
	whole := n == math.Trunc(n)
	switch u.code {
	case "D":
		return graph.Day(s.anchor.AddDate(0, 0, int(math.Round(n))))
	case "W":
		d := s.anchor.AddDate(0, 0, int(math.Round(7*n)))
		if exact {
			return graph.Day(d)
		}
		return week(d, 0)
	case "M":
		return graph.Month(s.anchor.Year(), s.anchor.Month()+time.Month(math.Round(n)))
	case "Y":
		if !whole { // "two and a half years ago"
			return graph.Month(s.anchor.Year(), s.anchor.Month()+time.Month(math.Round(12*n)))
		}
		y := s.anchor.Year() + int(n)
		if y < 0 || y > 9999 {
			return graph.Time{}
		}
		if math.Abs(n) >= 100 && u.name == "century" {
			return edtf("%02dXX", y/100)
		}
		return graph.Year(y)
	case "TH":
		return graph.Day(s.anchor.Add(time.Duration(n * float64(time.Hour))))
	case "TM", "TS":
		return graph.Day(s.anchor)
	}
	return graph.Time{}
}

// length is an ISO 8601 duration.
func (s *scan) length(n float64, u unit) string {
	if u.code == "" {
		return ""
	}
	number := strconv.FormatFloat(n*float64(u.count), 'f', -1, 64)
	if rest, ok := strings.CutPrefix(u.code, "T"); ok {
		return "PT" + number + rest
	}
	return "P" + number + u.code
}

// count reads how many units: "three", "12", "a", "two and a half", "a few",
// "several", "a couple of", "dozens of".
func (s *scan) count(i int) (n float64, vague bool, next int, ok bool) {
	if num, ok := s.numbers.Read(s.p, i); ok {
		if num.Short != "" || num.Value > 1e6 || num.Value < 0 {
			return 0, false, 0, false
		}
		return num.Value, false, s.skip(num.End, "-"), true
	}
	j := s.skip(i, "a", "an")
	if w := s.word(j); s.entry(j).flags&vagueCount != 0 || s.numbers.Vague(w) {
		j++
		for end := j + 4; j < end && (s.is(j, "of", "more") || s.is(j-1, "of") && s.numbers.Vague(s.word(j))); {
			j++
		}
		return 0, true, j, true
	}
	if s.is(i, "half") && s.is(i+1, "a", "an") {
		return 0.5, false, i + 2, true
	}
	if s.is(i, "a", "an") {
		return 1, false, i + 1, true
	}
	return 0, false, 0, false
}

// ago reads "two days ago", "a year and a half ago", "three weeks from now",
// "in two weeks' time"; and, left without dates, "days later", "a year
// after", "two months before".
func (s *scan) ago(i int) (found, bool) {
	if s.piece(i).Kind == numeral.Sign || s.glued(i) && !s.is(i-1, "(", "\"", "“") {
		return found{}, false
	}
	n, vague, j, ok := s.count(i)
	if !ok {
		if !s.entry(i).plural {
			return found{}, false
		}
		vague, j = true, i
	}
	u := s.entry(j).unit
	if u == 0 {
		return found{}, false
	}
	one, f := s.units[u-1], found{first: i}
	k := j + 1
	if s.is(k, "and") && s.is(k+1, "a") && s.is(k+2, "half") { // "a year and a half"
		n += 0.5
		k += 3
	}
	if s.is(k, "-") {
		return found{}, false
	}
	direction := 0
	switch {
	case s.is(k, "ago"):
		direction, f.end = -1, k+1
	case s.is(k, "from") && s.is(k+1, "now", "today"):
		direction, f.end = 1, k+2
	case s.is(k, "'", "'s") && s.is(k+1, "time"):
		direction, f.end = 1, k+2
	case s.is(k, "later", "afterwards", "afterward", "earlier", "after", "before", "beforehand", "on"):
		if s.is(k, "on") || s.is(k, "before", "after") && s.is(i-1, "for") {
			return found{}, false
		}
		f.end, f.kind, f.rule = k+1, Duration, "offset"
		if s.is(k, "after", "before") {
			f.end = k // what follows is the reference
		}
		if !vague {
			f.length = s.length(n, one)
		}
		return f, f.end > i
	case s.is(i-1, "in") && !vague && s.tenseAt(i) == Future && !s.is(k, "of", "'", "'s"):
		direction, f.end = 1, k
	default:
		return found{}, false
	}
	f.rule = "ago"
	if direction > 0 {
		f.rule = "ahead"
	}
	switch {
	case s.anchor.IsZero():
	case vague && direction < 0:
		f.time = edtf("/%s", graph.Day(s.anchor).EDTF)
	case vague:
		f.time = edtf("%s/", graph.Day(s.anchor).EDTF)
	default:
		f.time = s.away(float64(direction)*n, one, false)
	}
	return f, true
}
