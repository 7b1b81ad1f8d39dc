package timex

import (
	"entente/graph"
	"entente/loaders/article/amount/numeral"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// quarter reads "the first quarter of 2025", "Q3 2024", "H1", "the second
// half of the year".
func (s *scan) quarter(i int) (found, bool) {
	n, j, months := 0, 0, 3
	if w := s.p.Word(i); (w == "q" || w == "h") && s.p.At(i).Capital() && s.glued(i+1) {
		n, _ = s.p.At(i + 1).Whole()
		j = i + 2
		if w == "h" {
			months = 6
		}
	} else {
		ok := false
		if n, j, ok = s.ordinal(i); !ok {
			if !s.p.Is(i, "last", "final") || !s.p.Is(i+2, "of") {
				return found{}, false
			}
			n, j = -1, i+1
		}
		j = s.p.Skip(j, "-")
		switch {
		case s.p.Is(j, "quarter"):
		case s.p.Is(j, "half") && (s.p.Is(j+1, "of") || s.yearHere(j+1)):
			months = 6
		default:
			return found{}, false
		}
		j++
	}
	most := 12 / months
	if n == -1 {
		n = most
	}
	if n < 1 || n > most {
		return found{}, false
	}
	f := found{first: i, end: j, rule: "quarter"}
	year := 0
	switch k := s.p.Skip(j, "of"); {
	case s.p.Is(k, "the") && s.p.Is(k+1, "year"):
		f.end = k + 2
		if !s.anchor.IsZero() {
			year = s.anchor.Year()
		}
	case s.p.Is(k, "fiscal", "the"):
		if months == 6 {
			return found{}, false // "the first half of the match"
		}
	default:
		y, end, ok := s.yearAfter(j)
		if ok {
			year, f.end = y, end
		} else if months == 6 && s.p.Is(j, "of") {
			return found{}, false
		}
	}
	if year == 0 && !s.anchor.IsZero() && f.end == j {
		year = s.anchor.Year()
		first := part{month: months*(n-1) + 1}
		if t := s.nearest(first, s.tenseAt(i)); len(t.EDTF) >= 4 {
			year = atoi4(t.EDTF)
		}
	}
	if year != 0 {
		f.time = between(graph.Month(year, time.Month(months*(n-1)+1)), graph.Month(year, time.Month(months*n)))
	}
	return f, true
}

func (s *scan) yearHere(i int) bool { _, ok := s.yearNumber(i); return ok }

func atoi4(s string) int {
	n := 0
	for i := range 4 {
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// season reads "spring 2024", "the winter of 2023-24", "in the summer".
func (s *scan) season(i int) (found, bool) {
	code := s.entry(i).season
	if code == 0 {
		return found{}, false
	}
	if tag := s.p.Token(s.tokens, i); strings.HasPrefix(tag.XPOS, "V") || tag.UPOS == "VERB" {
		return found{}, false
	}
	f := found{first: i, end: i + 1, rule: "season"}
	year := 0
	if y, j, ok := s.yearAfter(i + 1); ok && !s.p.Is(i+1, "in") {
		year, f.end = y, j
		if n, whole := s.p.At(j + 1).Whole(); whole && s.p.Is(j, "-", "/") && s.glued(j) && n%100 == (y+1)%100 {
			f.end = j + 2
		}
	}
	if year == 0 {
		if !s.bareSeason(i) {
			return found{}, false
		}
		if s.anchor.IsZero() {
			return f, true
		}
		f.time = s.nearSeason(code, s.tenseAt(i))
		return f, true
	}
	f.time = edtf("%04d-%02d", year, code)
	return f, true
}

func (s *scan) bareSeason(i int) bool {
	prev := s.p.At(i - 1)
	if s.p.Is(i, "fall") {
		return false
	}
	if s.p[i].Capital() && !allCaps(s.p[i].Text) { // "the Arab Spring"
		return false
	}
	if s.p.Is(i-1, "the") {
		return s.p.Is(i-2, "in", "by", "since", "until", "during", "over", "for", "before", "after", "of", "through", "throughout", "from") &&
			s.p.Word(i+1) != "of"
	}
	return prev.Kind == numeral.Letters && (s.p.Is(i-1, "in", "by", "since", "until", "during", "before", "after") || s.entry(i-1).flags&early != 0 && !s.p.Is(i-1, "end", "close"))
}

func allCaps(s string) bool {
	return utf8.RuneCountInString(s) > 1 && strings.IndexFunc(s, unicode.IsLower) < 0
}

// nearSeason is the season under way, the last one, or the coming one.
func (s *scan) nearSeason(code int, tense Tense) graph.Time {
	now := graph.Day(s.anchor).Earliest
	step, year := -1, s.anchor.Year()+1
	if tense == Future {
		step, year = 1, s.anchor.Year()-1
	}
	for ; year >= s.anchor.Year()-2 && year <= s.anchor.Year()+2; year += step {
		t := edtf("%04d-%02d", year, code)
		if tense == Future && t.Latest >= now || tense != Future && t.Earliest <= now {
			return t
		}
	}
	return graph.Time{}
}

// fiscal reads "fiscal year 2023", "FY2023-24". States begin it in different
// months, so the year is approximate.
func (s *scan) fiscal(i int) (found, bool) {
	j := i
	switch {
	case s.p.Is(i, "fiscal", "financial"):
		j = s.p.Skip(i+1, "year")
		if s.p.Is(i, "financial") && j == i+1 {
			return found{}, false
		}
	case s.p.Is(i, "fy") && s.p.At(i).Text == "FY":
		j = s.p.Skip(i+1, "-")
	default:
		return found{}, false
	}
	y, ok := s.yearNumber(j)
	if !ok {
		n, whole := s.p.At(j).Whole()
		if !whole || len(s.p[j].Text) != 2 || !s.p.Is(i, "fy") {
			return found{}, false
		}
		y = 2000 + n
	}
	f := found{first: i, end: j + 1, rule: "fiscal"}
	if n, whole := s.p.At(j + 2).Whole(); whole && s.p.Is(j+1, "-", "/") && s.glued(j+1) && n%100 == (y+1)%100 {
		f.end = j + 3
		f.time = edtf("%04d~/%04d~", y, y+1)
		return f, true
	}
	f.time = edtf("%04d~", y)
	return f, true
}

// fixedDay reads days with names: "Christmas Eve", "Easter Monday 2025",
// "9/11".
func (s *scan) fixedDay(i int) (found, bool) {
	var best namedDay
	length := 0
	for _, day := range s.named[s.p.Word(i)] {
		if len(day.words) > length && s.starts(i, day.words) {
			best, length = day, len(day.words)
		}
	}
	if length == 0 {
		return found{}, false
	}
	if best.year == 0 && !s.p[i].Capital() {
		return found{}, false
	}
	if s.p.At(i).Kind == numeral.Digits && (s.glued(i) || s.glued(i+length) && s.p.Is(i+length, "/", "-", ".")) {
		return found{}, false
	}
	f := found{first: i, end: i + length, rule: "named-day"}
	if best.year != 0 {
		f.time = graph.Day(best.on(best.year))
		return f, true
	}
	if s.p.At(i+length).Capital() && s.p.Is(i+length, "island", "islands", "accords", "rising", "agreement") {
		return found{}, false
	}
	if y, j, ok := s.yearAfter(f.end); ok {
		f.end = j
		f.time = graph.Day(best.on(y))
		return f, true
	}
	if s.anchor.IsZero() {
		return f, true
	}
	tense := s.tenseAt(i)
	strict := false
	switch {
	case s.p.Is(i-1, "last"):
		tense, strict, f.first = Past, true, i-1
	case s.p.Is(i-1, "next"):
		tense, strict, f.first = Future, true, i-1
	}
	f.time = s.nearFeast(best, tense, strict)
	return f, true
}

func (s *scan) starts(i int, words []string) bool {
	for k, w := range words {
		if s.p.Word(i+k) != w {
			return false
		}
	}
	return true
}

// nearFeast is the nearest such day; strict leaves out the anchor day.
func (s *scan) nearFeast(n namedDay, tense Tense, strict bool) graph.Time {
	var best time.Time
	for year := s.anchor.Year() - 1; year <= s.anchor.Year()+1; year++ {
		d := n.on(year)
		away := d.Sub(s.anchor)
		if tense == Past && away > 0 || tense == Future && away < 0 || strict && away == 0 {
			continue
		}
		if best.IsZero() || away.Abs() < best.Sub(s.anchor).Abs() {
			best = d
		}
	}
	return graph.Day(best)
}
