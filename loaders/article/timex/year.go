package timex

import (
	"entente/graph"
	"entente/loaders/article/amount/numeral"
)

// year reads "2024", "2018-20", "2018–2020" and "2023/24".
func (s *scan) year(i int) (found, bool) {
	y, ok := s.yearNumber(i)
	if !ok || !s.bareYear(i, y) {
		return found{}, false
	}
	f := found{first: i, end: i + 1, rule: "year", part: part{year: y}}
	mark := s.p.Word(i + 1)
	if mark != "-" && mark != "/" {
		return f, true
	}
	n, whole := s.p.At(i + 2).Whole()
	if !whole {
		// "2000-strong" counts; "2024-style" does not matter.
		return f, !s.glued(i+1) || !s.p.Is(i+2, "strong", "member", "mile", "km", "kilometre", "kilometer", "man", "foot", "page")
	}
	if !s.glued(i+1) && mark == "/" || s.glued(i+3) && s.p.At(i+3).Kind != numeral.Sign {
		return f, true
	}
	switch len(s.p[i+2].Text) {
	case 2:
		switch {
		case n > y%100 && n <= y%100+30:
			n += y - y%100
		case n >= 1 && n <= 12 && mark == "-" && s.glued(i+1) && s.glued(i+2):
			return found{first: i, end: i + 3, rule: "numeric", part: part{year: y, month: n}}, true
		case n == 0 && y%100 == 99:
			n = y + 1
		default:
			return f, true
		}
	case 4:
	default:
		return f, true
	}
	if n <= y || n > lastYear {
		return f, true
	}
	return found{first: i, end: i + 3, rule: "years", time: between(graph.Year(y), graph.Year(n))}, true
}

// bareYear tells whether four figures in this place are a year.
func (s *scan) bareYear(i, y int) bool {
	lead := i - 1
	if s.p.Is(lead, "-") && s.entry(lead-1).flags&early != 0 {
		return true
	}
	if s.glued(i) && !s.p.Is(lead, "(", "[", "'", "\"", "“", "-", "—") {
		return false
	}
	if s.p.Is(i+1, "-") && s.glued(i+1) && s.glued(i+2) && s.p.At(i+2).Kind == numeral.Letters && s.entry(i+2).unit != 0 {
		return false // "1000-day"
	}
	before := s.p.At(lead)
	if s.entry(lead).flags&notYearAfter != 0 {
		return false
	}
	if lead < 0 {
		return y >= 1800 && !s.pluralAfter(i)
	}
	if s.p.Is(lead, "of") {
		return y >= 1900 && y <= 2100 && s.entry(lead-1).flags&countNoun == 0
	}
	if s.p.Is(lead, "to", "from", "than", "by", "about", "around", "for", "as", "through", "and", "or", "between") && (y < 1900 || y > 2100) && !s.yearNear(i) {
		return false
	}
	if s.p.Is(lead, "about", "around") && y%100 == 0 && y != 2000 {
		return false
	}
	if s.p.Is(lead, "the", "a", "an", "'s", "'", "its", "his", "her", "their", "our") && (y < 1800 || y > 2100) {
		return false
	}
	if s.entry(lead).flags&(beforeYear|early) != 0 {
		return !s.pluralAfter(i) || s.p.Is(lead, "the", "'s", "its", "their", "his", "her") && !s.counts(i)
	}
	if s.entry(lead).season != 0 || s.p.Is(lead, "christmas") {
		return true
	}
	// "Tokyo 2020", "Resolution 1973": part of a name.
	return before.Kind == numeral.Sign && s.p.Is(lead, "/", "“", "\"") && y >= 1800 && y <= 2100 && !s.pluralAfter(i)
}

// yearNear tells whether another year stands two words off: "from 1648 to
// 1789".
func (s *scan) yearNear(i int) bool {
	_, before := s.yearNumber(i - 2)
	_, after := s.yearNumber(i + 2)
	return before || after
}

// pluralAfter tells whether the next word is a plural noun the number could
// count.
func (s *scan) pluralAfter(i int) bool {
	if s.glued(i + 1) {
		return false
	}
	return s.entry(i+1).flags&counted != 0 || s.p.Token(s.tokens, i+1).XPOS == "NNS"
}

// counts tells whether the number counts the noun after it although an
// article stands before: by what is counted, and by the roundness.
func (s *scan) counts(i int) bool {
	n, _ := s.p.At(i).Whole()
	return s.entry(i+1).flags&counted != 0 && n%10 == 0
}

// decade reads "1990s", "the '90s", "the nineties".
func (s *scan) decade(i int) (found, bool) {
	f := found{first: i, rule: "decade"}
	start := 0
	switch p := s.p.At(i); {
	case s.p.Is(i, "'") && s.glued(i+1):
		n, whole := s.p.At(i + 1).Whole()
		if !whole || n%10 != 0 || len(s.p[i+1].Text) != 2 || !s.p.Is(i+2, "s", "'s") || !s.glued(i+2) {
			return found{}, false
		}
		start, f.end = century2(n), i+3
	case p.Kind == numeral.Digits:
		n, whole := p.Whole()
		if !whole || n%10 != 0 || !s.p.Is(i+1, "s", "'s") || !s.glued(i+1) || s.glued(i) && !s.p.Is(i-1, "-", "(") {
			return found{}, false
		}
		if s.p.Is(i+1, "'s") && !(s.p.Is(i-1, "the", "in") || s.entry(i-1).flags&early != 0) {
			return found{}, false
		}
		switch {
		case len(p.Text) == 4 && n >= firstYear && n <= lastYear:
			start = n
		case len(p.Text) == 2 && (s.p.Is(i-1, "the") || s.entry(i-1).flags&early != 0 && !s.p.Is(i-2, "his", "her", "their", "my", "in")):
			start = century2(n)
		default:
			return found{}, false
		}
		f.end = i + 2
	case s.entry(i).decade != 0 && (s.p.Is(i-1, "the") || s.entry(i-1).flags&early != 0 && s.p.Is(i-2, "the")):
		start, f.end = century2(s.entry(i).decade), i+1
	default:
		return found{}, false
	}
	f.time = edtf("%03dX", start/10)
	return f, !f.time.IsZero()
}

// ordinal reads "first", "21st".
func (s *scan) ordinal(i int) (n, next int, ok bool) {
	if n := s.entry(i).ordinal; n != 0 {
		return n, i + 1, true
	}
	if s.p.Is(i, "twenty") && s.p.Is(i+1, "-") && s.entry(i+2).ordinal == 1 {
		return 21, i + 3, true
	}
	n, whole := s.p.At(i).Whole()
	if whole && s.glued(i+1) && s.p.Is(i+1, "st", "nd", "rd", "th") {
		return n, i + 2, true
	}
	return 0, 0, false
}

// century reads "the 19th century".
func (s *scan) century(i int) (found, bool) {
	n, j, ok := s.ordinal(i)
	if !ok || n < 1 || n > 22 {
		return found{}, false
	}
	j = s.p.Skip(j, "-")
	if !s.p.Is(j, "century") {
		return found{}, false
	}
	t := edtf("%02dXX", n-1)
	if s.p.Is(j+1, "bc", "bce") {
		return found{}, false
	}
	return found{first: i, end: j + 1, time: t, rule: "century"}, true
}
