package timex

import (
	"strings"
	"time"

	"entente/graph"
	"entente/loaders/article/amount/numeral"
)

// prefixed reads an expression whose preposition changes its meaning.
func (s *scan) prefixed(i int) (found, bool) {
	switch s.p.Word(i) {
	case "from", "between":
		return s.fromTo(i)
	case "since":
		return s.open(i, i+1, Past, func(t graph.Time) graph.Time { return graph.Since(t) })
	case "until", "till", "til":
		return s.open(i, i+1, Unknown, func(t graph.Time) graph.Time { return graph.Until(t) })
	case "up":
		if s.p.Is(i+1, "to", "until") {
			return s.open(i, i+2, Unknown, func(t graph.Time) graph.Time { return graph.Until(t) })
		}
	case "through":
		if !s.p.Is(i-1, "halfway", "midway") {
			return s.open(i, i+1, Unknown, func(t graph.Time) graph.Time { return graph.Until(t) })
		}
	case "by":
		return s.open(i, i+1, Unknown, s.deadline)
	case "before":
		return s.open(i, i+1, Unknown, earlierThan)
	case "after":
		return s.open(i, i+1, Unknown, laterThan)
	case "within":
		return s.withinSpan(i)
	}
	return found{}, false
}

// open reads a date behind a preposition and turns it into an interval.
func (s *scan) open(i, at int, otherwise Tense, turn func(graph.Time) graph.Time) (found, bool) {
	j := s.p.Skip(at, "at")
	j = s.p.Skip(j, "least", "about", "around")
	j = s.p.Skip(j, "the")
	f, ok := s.point(j)
	if !ok {
		if f, ok = s.ago(j); !ok || f.kind == Duration {
			return found{}, false
		}
	}
	if s.p.Is(i, "by", "before", "after", "through") && s.modifies(f.end) {
		// "after Friday's talks": the preposition belongs to the talks.
		return found{}, false
	}
	if s.p.Is(i, "by") && f.rule == "month" && f.part.day == 0 && strings.HasPrefix(s.p.Token(s.tokens, i-1).XPOS, "VBN") {
		return found{}, false
	}
	if s.p.Is(i, "through") && f.rule != "year" && f.rule != "month" && f.rule != "day" {
		return found{}, false // "through the summer" is all of it
	}
	f.first = i
	if s.p.Is(i, "by", "until", "till") && f.part.open() && s.hinted(i) != Past {
		otherwise = Future
	}
	s.settle(&f, otherwise)
	if f.time.IsZero() {
		f.kind = Interval
		f.rule = s.p.Word(i)
		return f, s.anchor.IsZero()
	}
	t := turn(f.time)
	if t.IsZero() {
		return found{}, false
	}
	f.time, f.rule, f.kind = t, s.p.Word(i), ""
	return f, true
}

// modifies tells whether the date before piece i is the adjective of a noun
// that follows.
func (s *scan) modifies(i int) bool {
	p := s.p.At(i)
	if p.Kind != numeral.Letters {
		return false
	}
	if p.Word == "'s" {
		return true
	}
	switch s.p.Token(s.tokens, i).UPOS {
	case "NOUN", "PROPN", "ADJ":
		return true
	}
	return false
}

// deadline is "by …": between the anchor and then, or some time before a date
// that is past.
func (s *scan) deadline(t graph.Time) graph.Time {
	today := graph.Day(s.anchor)
	if s.anchor.IsZero() || t.Latest == "" || t.Latest <= today.Latest {
		return graph.Until(t)
	}
	return between(today, t)
}

// earlierThan is the open interval that ends before t starts, in its
// precision.
func earlierThan(t graph.Time) graph.Time {
	first, err := time.Parse(time.DateOnly, t.Earliest)
	if err != nil {
		return graph.Time{}
	}
	switch len(t.EDTF) {
	case 4:
		return graph.Until(graph.Year(first.Year() - 1))
	case 7:
		return graph.Until(graph.Month(first.Year(), first.Month()-1))
	}
	return graph.Until(graph.Day(first.AddDate(0, 0, -1)))
}

// laterThan is the open interval that starts after t ends.
func laterThan(t graph.Time) graph.Time {
	last, err := time.Parse(time.DateOnly, t.Latest)
	if err != nil {
		return graph.Time{}
	}
	switch next := last.AddDate(0, 0, 1); len(t.EDTF) {
	case 4:
		return graph.Since(graph.Year(next.Year()))
	case 7:
		return graph.Since(graph.Month(next.Year(), next.Month()))
	default:
		return graph.Since(graph.Day(next))
	}
}

// fromTo reads "from March to June 2025", "between 2018 and 2020", "from 2025
// onwards".
func (s *scan) fromTo(i int) (found, bool) {
	first, ok := s.point(s.p.Skip(i+1, "the"))
	if !ok || first.first != s.p.Skip(i+1, "the") {
		return found{}, false
	}
	if first.part.lastDay != 0 || first.rule == "years" || first.rule == "range" { // "between 3 and 7 March"
		s.settle(&first, Unknown)
		first.first, first.rule = i, "range"
		return first, true
	}
	if s.p.Is(i, "from") && s.p.Is(first.end, "on", "onward", "onwards", "forward", "forwards") {
		s.settle(&first, Unknown)
		first.first, first.rule = i, "since"
		first.end++
		if first.time.IsZero() {
			first.kind = Interval
			return first, true
		}
		first.time = graph.Since(first.time)
		return first, !first.time.IsZero()
	}
	sep := s.p.Skip(first.end, ",")
	sep2 := sep
	if s.p.Is(i, "between") {
		sep2 = s.p.Skip(sep, "and", "to")
	} else {
		sep2 = s.p.Skip(sep, "to", "until", "till", "through", "-")
		if sep2 > sep && s.p.Is(sep2-1, "through") {
			sep2 = s.p.Skip(sep2, "to")
		}
	}
	if sep2 == sep {
		return found{}, false
	}
	if s.p.Is(i, "from") && s.p.Is(sep2, "present", "now") || s.p.Is(sep2, "the") && s.p.Is(sep2+1, "present") {
		s.settle(&first, Past)
		first.first, first.rule, first.end = i, "since", s.p.Skip(sep2, "the")+1
		if s.p.Is(first.end, "day") {
			first.end++
		}
		first.time = graph.Since(first.time)
		return first, !first.time.IsZero() || s.anchor.IsZero()
	}
	second, ok := s.point(s.p.Skip(sep2, "the"))
	if !ok {
		return found{}, false
	}
	f, ok := s.join(first, second)
	f.first = i
	return f, ok
}

// withinSpan reads "within two weeks": between now and then.
func (s *scan) withinSpan(i int) (found, bool) {
	n, vague, j, ok := s.count(i + 1)
	if !ok {
		if !s.entry(i + 1).plural {
			return found{}, false
		}
		vague, j = true, i+1
	}
	u := s.entry(j).unit
	if u == 0 || s.p.Is(j+1, "-") {
		return found{}, false
	}
	f := found{first: i, end: j + 1, rule: "within-span", kind: Duration}
	if !vague {
		f.length = s.length(n, s.units[u-1])
	}
	if s.p.Is(j+1, "of", "after") || s.tenseAt(i) != Future || vague {
		return f, true
	}
	f.kind = Interval
	return s.spanOf(f, 1, n, s.units[u-1]), true
}

// duration reads "12-day", "three years", "24 hours", "three to five weeks",
// "decades-long", "for a year", "for months".
func (s *scan) duration(i int) (found, bool) {
	p := s.p.At(i)
	if p.Kind == numeral.Sign || s.glued(i) && !s.p.Is(i-1, "(", "\"", "“", "—") {
		return found{}, false
	}
	if s.p.Is(i-1, "aged", "age", "ages") {
		return found{}, false
	}
	f := found{first: i, kind: Duration, rule: "duration"}
	n, vague, j, ok := s.count(i)
	if !ok || s.entry(j).unit == 0 {
		if ok && !vague { // "three to five years", "3-5 years"
			if k := s.p.Skip(s.p.Skip(j, "to", "or"), "-"); k > i+1 {
				if m, vague2, l, ok := s.count(k); ok && !vague2 && m > n && s.entry(l).unit != 0 && !s.old(l) {
					u := s.units[s.entry(l).unit-1]
					f.end, f.length = l+1, s.length(n, u)+"/"+s.length(m, u)
					return f, true
				}
			}
		}
		return s.bareUnits(f, i)
	}
	u := s.units[s.entry(j).unit-1]
	plural := s.entry(j).plural
	hyphen := s.p.Is(j-1, "-") || s.p.Is(j+1, "-") && s.p.Is(j+2, "long")
	switch {
	case s.p.Is(i, "a", "an") && (plural && !vague || hyphen):
		return found{}, false // the unit itself comes next
	case s.old(j), u.name == "quarter", u.name == "second" && !plural, u.name == "weekend":
		return found{}, false
	case !plural && !hyphen && !vague && !s.singular(i, j, n):
		return found{}, false
	}
	f.end = j + 1
	if s.p.Is(f.end, "-") && s.p.Is(f.end+1, "long") {
		f.end += 2
	} else if s.p.Is(f.end, "and") && s.p.Is(f.end+1, "a") && s.p.Is(f.end+2, "half") {
		n += 0.5
		f.end += 3
	}
	if !vague {
		f.length = s.length(n, u)
	}
	return f, true
}

// singular tells whether a count with a unit in the singular is a length:
// "for a year", "one month", "half a century", but not "5 million barrels a
// day" or "one day".
func (s *scan) singular(i, j int, n float64) bool {
	if n != 1 {
		return n == 0.5 || s.p.Is(j-1, "-")
	}
	if s.p.Is(i, "one") {
		return !s.p.Is(j, "day", "night")
	}
	return s.p.Is(i-1, "for", "over", "about", "around", "nearly", "almost", "than", "after", "under", "least", "within", "lasted", "took", "takes", "take", "last", "roughly", "another", "exactly", "only", "of", "quarter") && !s.p.Is(i-1, "of")
}

// old tells whether the unit at j counts an age: "23-year-old", "45 years of
// age".
func (s *scan) old(j int) bool {
	k := s.p.Skip(j+1, "-")
	return s.p.Is(k, "old", "olds") || s.p.Is(k, "of") && s.p.Is(k+1, "age")
}

// bareUnits reads "for months", "decades of war", "decades-long".
func (s *scan) bareUnits(f found, i int) (found, bool) {
	name, ok := s.unitName(i)
	if !ok {
		return found{}, false
	}
	switch {
	case s.p.Is(i+1, "-") && s.p.Is(i+2, "long"):
		f.end = i + 3
		if !s.entry(i).plural {
			f.length = s.length(1, s.units[s.entry(i).unit-1])
		}
		return f, true
	case !s.entry(i).plural || name == "second" || name == "minute" || name == "quarter" || name == "weekend":
		return found{}, false
	case s.p.Is(i-1, "for", "over", "through", "in", "after"), s.p.Is(i+1, "of") && (s.p.Is(i+2, "war", "conflict", "talks", "negotiations", "fighting", "violence", "tension", "tensions", "unrest", "sanctions", "isolation", "rule", "occupation", "deadlock", "hostility", "diplomacy", "protests") || s.p.Token(s.tokens, i+2).UPOS == "NOUN"):
		f.end = i + 1
		return f, true
	}
	return found{}, false
}

// set reads "every year", "each Friday", "on Mondays", "daily", "twice a
// month".
func (s *scan) set(i int) (found, bool) {
	f := found{first: i, kind: Set, rule: "set"}
	switch w := s.entry(i); {
	case s.p.Is(i, "every", "each"):
		j := s.p.Skip(i+1, "other", "single", "few")
		if _, vague, k, ok := s.count(j); ok && !vague {
			j = k
		}
		e := s.entry(j)
		if e.unit == 0 && (e.weekday == 0 || !s.weekdayName(j)) && (e.month == 0 || !s.p[j].Capital()) && e.season == 0 && e.flags&dayPart == 0 {
			return found{}, false
		}
		f.end = s.dayParts(j + 1)
		return f, true
	case w.flags&repeated != 0:
		if s.p[i].Capital() && i > 0 || s.p.Is(i, "nightly", "hourly") && s.p.Token(s.tokens, i).UPOS == "NOUN" {
			return found{}, false // "the Daily Mail"
		}
		f.end = i + 1
		return f, true
	case s.p.Is(i, "once", "twice") || s.p.Is(i+1, "times"):
		j := i + 1
		if !s.p.Is(i, "once", "twice") {
			if _, vague, k, ok := s.count(i); !ok || vague || k != i+1 {
				return found{}, false
			}
			j++
		}
		if s.p.Is(j, "a", "per", "each", "every") && s.entry(j+1).unit != 0 {
			f.end = j + 2
			return f, true
		}
		return found{}, false
	}
	// "on Fridays"
	if name, ok := strings.CutSuffix(s.p.Word(i), "s"); ok && s.words[name].weekday != 0 && !s.words[name].short && s.p[i].Capital() {
		f.end = i + 1
		return f, true
	}
	return found{}, false
}

// clock reads "10:30", "10 a.m.", "3pm GMT", "0900 GMT", "noon".
func (s *scan) clock(i int) (found, bool) {
	f := found{first: i, kind: Clock, rule: "clock"}
	if s.p.Is(i, "noon", "midnight") && s.p.Is(i-1, "at", "by", "before", "after", "since", "around", "until", "from") {
		f.end = i + 1
		return f, true
	}
	n, whole := s.p.At(i).Whole()
	if !whole || n > 2400 || s.glued(i) && !s.p.Is(i-1, "(") {
		return found{}, false
	}
	minute, isMinute := s.p.At(i + 2).Whole()
	switch {
	case s.p.Is(i+1, ":", ".") && s.glued(i+1) && s.glued(i+2) && isMinute && minute < 60 && len(s.p[i+2].Text) == 2 && n < 25:
		f.end = i + 3
		if s.p.Is(i+3, ":") && s.glued(i+3) && s.p.At(i+4).Kind == numeral.Digits {
			f.end = i + 5
		}
		f.end = s.p.Skip(f.end, "am", "pm", "a.m", "p.m")
	case n <= 12 && s.p.Is(i+1, "am", "pm", "a.m", "p.m"):
		f.end = i + 2
	case n <= 12 && s.p.Is(i+1, "o") && s.p.Is(i+2, "'clock"):
		f.end = i + 3
	case len(s.p[i].Text) == 4 && s.p.Is(i+1, "gmt", "utc", "hours") && (s.p.Is(i+1, "gmt", "utc") || s.p.Is(i-1, "at")):
		f.end = i + 1
	default:
		return found{}, false
	}
	f.end = s.p.Skip(f.end, "gmt", "utc", "bst", "cet", "cest", "est", "edt", "et", "msk", "ist")
	return f, true
}
