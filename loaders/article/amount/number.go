package amount

import "entente/loaders/article/amount/numeral"

// free tells whether a number may start at piece i: not inside F-16, 7.2.,
// 555-1234, "Resolution 2231".
func (s *scan) free(i int) bool {
	p, before := s.p.At(i), s.p.At(i-1)
	if p.Glued {
		switch before.Kind {
		case numeral.Letters, numeral.Digits:
			return false
		}
		switch before.Word {
		case "-", ".", ",", "/", ":", "#", "_", "@", "\\", "+", "=":
			if before.Glued || before.Word == "#" || before.Word == "@" {
				return false
			}
		}
	}
	return p.Kind != numeral.Digits || !s.labels[before.Word] && !(before.Word == "." && s.labels[s.p.Word(i-2)])
}

// read reads a number or a range at piece i. money lets a currency sign stand
// before the second number.
func (s *scan) read(i int, money bool) (number, bool) {
	n, ok := s.partOfScale(i)
	if !ok {
		n, ok = s.numbers.Read(s.p, i)
	}
	if !ok || s.taken[s.p[n.End-1].Token] {
		return number{}, false
	}
	if money {
		n = s.spacedScale(n)
	}
	one := number{Number: n, first: i, low: n.Value, high: n.Value}
	sep := n.End
	switch {
	case s.p.Is(sep, "-"):
	case s.p.Is(sep, "to") && !s.changed(i):
	case s.p.Is(sep, "or") && !n.Figures:
	case s.p.Is(sep, "and") && s.inBetween(i):
	default:
		return one, s.whole(n)
	}
	j := sep + 1
	if money {
		if _, end := s.signAt(j); end > j {
			j = end
		}
	}
	if j >= len(s.p) || s.taken[s.p[j].Token] {
		return one, s.whole(n)
	}
	m, ok := s.numbers.Read(s.p, j)
	if !ok {
		return one, s.whole(n)
	}
	if money {
		m = s.spacedScale(m)
	}
	low := n.Value
	if n.Scale == 1 && m.Scale > 1 && n.Value < m.Value/m.Scale {
		low *= m.Scale // "3 to 5 billion"
	}
	if low >= m.Value {
		// "3-1" is a score, "555-1234" a telephone.
		return one, !s.p.Is(sep, "-") && s.whole(n)
	}
	both := number{Number: m, first: i, low: low, high: m.Value}
	return both, s.whole(m)
}

// changed tells whether a verb of change stands before the number: "rose $2
// to $47" is no range.
func (s *scan) changed(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.changes[s.p.Word(j)] {
			return true
		}
	}
	return false
}

// inBetween tells whether "between" stands before the number or its sign.
func (s *scan) inBetween(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if s.p.Is(j, "between") {
			return true
		}
	}
	return false
}

// whole refuses a number that runs on into something else: 1st, 3D, 10:30,
// 24/7, 1-2-3.
func (s *scan) whole(n numeral.Number) bool {
	after, next := s.p.At(n.End), s.p.At(n.End+1)
	if !after.Glued {
		return true
	}
	switch after.Word {
	case "st", "nd", "rd", "th", "x":
		return false
	case ":", "/", ".", ",", "-":
		return !next.Glued || next.Kind != numeral.Digits
	}
	return true
}

// partOfScale reads "a quarter of a million", "three quarters of a billion".
func (s *scan) partOfScale(i int) (numeral.Number, bool) {
	part, ok := s.numbers.Fraction(s.p, i)
	if !ok || !s.p.Is(part.End, "of") || !s.p.Is(part.End+1, "a") || !s.numbers.IsScale(s.p.Word(part.End+2)) {
		return numeral.Number{}, false
	}
	scale, ok := s.numbers.Read(s.p, part.End+1)
	if !ok {
		return numeral.Number{}, false
	}
	scale.Value *= part.Value
	return scale, true
}

// spacedScale reads the letter of "$ 5 m".
func (s *scan) spacedScale(n numeral.Number) numeral.Number {
	j := n.End
	if n.Scale != 1 || !n.Figures || s.p.At(j).Kind != numeral.Letters || s.p.At(j+1).Glued && s.p.At(j+1).Kind != numeral.Sign {
		return n
	}
	if scale := s.numbers.ShortScale(s.p.Word(j)); scale != 0 {
		n.Value *= scale
		n.Scale = scale
		n.Short = s.p.Word(j)
		n.End++
	}
	return n
}
