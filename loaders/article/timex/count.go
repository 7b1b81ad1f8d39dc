package timex

import (
	"math"
	"strconv"
	"strings"
	"time"

	"entente/graph"
	"entente/loaders/article/amount/numeral"
)

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
		return num.Value, false, s.p.Skip(num.End, "-"), true
	}
	j := s.p.Skip(i, "a", "an")
	if w := s.p.Word(j); s.entry(j).flags&vagueCount != 0 || s.numbers.Vague(w) {
		j++
		for end := j + 4; j < end && (s.p.Is(j, "of", "more") || s.p.Is(j-1, "of") && s.numbers.Vague(s.p.Word(j))); {
			j++
		}
		return 0, true, j, true
	}
	if s.p.Is(i, "half") && s.p.Is(i+1, "a", "an") {
		return 0.5, false, i + 2, true
	}
	if s.p.Is(i, "a", "an") {
		return 1, false, i + 1, true
	}
	return 0, false, 0, false
}

// ago reads "two days ago", "a year and a half ago", "three weeks from now",
// "in two weeks' time"; and, left without dates, "days later", "a year
// after", "two months before".
func (s *scan) ago(i int) (found, bool) {
	if s.p.At(i).Kind == numeral.Sign || s.glued(i) && !s.p.Is(i-1, "(", "\"", "“") {
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
	if s.p.Is(k, "and") && s.p.Is(k+1, "a") && s.p.Is(k+2, "half") { // "a year and a half"
		n += 0.5
		k += 3
	}
	if s.p.Is(k, "-") {
		return found{}, false
	}
	direction := 0
	switch {
	case s.p.Is(k, "ago"):
		direction, f.end = -1, k+1
	case s.p.Is(k, "from") && s.p.Is(k+1, "now", "today"):
		direction, f.end = 1, k+2
	case s.p.Is(k, "'", "'s") && s.p.Is(k+1, "time"):
		direction, f.end = 1, k+2
	case s.p.Is(k, "later", "afterwards", "afterward", "earlier", "after", "before", "beforehand", "on"):
		if s.p.Is(k, "on") || s.p.Is(k, "before", "after") && s.p.Is(i-1, "for") {
			return found{}, false
		}
		f.end, f.kind, f.rule = k+1, Duration, "offset"
		if s.p.Is(k, "after", "before") {
			f.end = k // what follows is the reference
		}
		if !vague {
			f.length = s.length(n, one)
		}
		return f, f.end > i
	case s.p.Is(i-1, "in") && !vague && s.tenseAt(i) == Future && !s.p.Is(k, "of", "'", "'s"):
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
