package amount

import (
	"math"
	"strings"

	"entente/loaders/article/amount/numeral"
)

// signAt reads a currency before the figures: "$", "US$", "Rs", "EUR"; end is
// i if there is none.
func (s *scan) signAt(i int) (code string, end int) {
	p, next := s.p.At(i), s.p.At(i+1)
	switch p.Kind {
	case numeral.Sign:
		if code := s.signs[p.Text]; code != "" && p.Text != "" {
			return code, i + 1
		}
	case numeral.Letters:
		if next.Kind == numeral.Sign && s.signs[next.Text] != "" {
			if code := s.signs[p.Text+next.Text]; code != "" && (next.Glued || s.p.Is(i, "us", "u.s")) {
				return code, i + 2
			}
			return "", i
		}
		if code := s.before[p.Text]; code != "" {
			return code, s.p.Skip(i+1, ".")
		}
		if s.codes[p.Text] {
			return p.Text, i + 1
		}
	}
	return "", i
}

// sign reads money with its currency before the figures.
func (s *scan) sign(i int) (Quantity, int, bool) {
	code, j := s.signAt(i)
	if j == i || j >= len(s.p) || s.p[j].Kind != numeral.Digits || s.taken[s.p[j].Token] {
		return Quantity{}, 0, false
	}
	if before := s.p.At(i - 1); s.p[i].Glued && before.Kind != numeral.Sign {
		return Quantity{}, 0, false
	}
	n, ok := s.read(j, true)
	if !ok {
		return Quantity{}, 0, false
	}
	end := n.End
	// "$5bn US", "$3-billion"
	q, _, _ := s.made(n, i, end, Money, code, 1, "sign")
	per, perEnd := s.perAt(end)
	q.Per = per
	return q, max(end, perEnd), true
}

// plain reads a number and what stands behind it: a currency, a unit, or a
// noun.
func (s *scan) plain(i int) (Quantity, int, bool) {
	if !s.free(i) {
		return Quantity{}, 0, false
	}
	n, ok := s.read(i, false)
	if !ok {
		return Quantity{}, 0, false
	}
	if n.Short == "t" || n.Short == "m" || n.Short == "b" || n.Short == "k" {
		return s.shortScale(n)
	}
	if q, end, ok := s.currency(n); ok {
		return q, end, true
	}
	if q, end, ok := s.measure(n); ok {
		return q, end, true
	}
	return s.count(n)
}

// shortScale reads "5m people", where a bare "5m" could be metres.
func (s *scan) shortScale(n number) (Quantity, int, bool) {
	if q, end, ok := s.currency(n); ok {
		return q, end, true
	}
	if q, end, ok := s.measure(n); ok {
		return q, end, true
	}
	if n.Short == "t" {
		plain := number{Number: n.Number, first: n.first, low: n.low / n.Scale, high: n.high / n.Scale}
		return s.made(plain, n.first, n.End, Measure, "tonnes", 1, "unit")
	}
	if w := s.p.Word(n.End); s.p.Token(s.tokens, n.End).XPOS == "NNS" || s.plurals[w] || strings.HasSuffix(w, "s") {
		return s.count(n)
	}
	return Quantity{}, 0, false
}

// currency reads "2 billion euros", "500 million Australian dollars", "5bn
// USD".
func (s *scan) currency(n number) (Quantity, int, bool) {
	j := n.End
	if s.p.Is(j, "-") {
		j++
	}
	if j >= len(s.p) || s.taken[s.p[j].Token] {
		return Quantity{}, 0, false
	}
	if s.codes[s.p[j].Text] {
		return s.money(n, j+1, s.p[j].Text)
	}
	for words := range 3 { // of the adjective
		at := j + words
		named, ok := s.currencies[s.p.Word(at)]
		if !ok {
			continue
		}
		name := s.p.Word(at)
		code := named.code
		if words > 0 {
			adjective := s.p.Word(j)
			if words == 2 {
				adjective += " " + s.p.Word(j+1)
			}
			if code = named.of[adjective]; code == "" {
				return Quantity{}, 0, false
			}
		} else if s.doubtful[name] && (n.low < 100 || strings.HasPrefix(s.p.Token(s.tokens, at).XPOS, "VB") || s.p.Token(s.tokens, at).XPOS == "JJ") {
			return Quantity{}, 0, false
		}
		if strings.HasPrefix(name, "pound") && words == 0 && (s.p.Is(at+1, "of") || s.p.Is(at-1, "-") || s.p.Is(at+1, "bomb", "bombs", "warhead")) {
			return Quantity{}, 0, false // weight
		}
		if code == "" {
			code = singular(name)
		}
		end := at + 1
		if strings.HasPrefix(name, "pound") {
			end = s.p.Skip(end, "sterling")
		}
		return s.money(n, end, code)
	}
	return Quantity{}, 0, false
}

func (s *scan) money(n number, end int, code string) (Quantity, int, bool) {
	q, _, _ := s.made(n, n.first, end, Money, code, 1, "currency")
	q.Noun = s.p[end-1].Token
	per, perEnd := s.perAt(end)
	q.Per = per
	return q, max(end, perEnd), true
}

// measure reads percentages and units.
func (s *scan) measure(n number) (Quantity, int, bool) {
	j := n.End
	if s.p.Is(j, "-") {
		j++
	}
	if j >= len(s.p) || s.taken[s.p[j].Token] {
		return Quantity{}, 0, false
	}
	var best unit
	length := 0
	for _, u := range s.units[s.p.Word(j)] {
		if u.cased && s.p[j].Text != u.words[0] || len(u.words) <= length {
			continue
		}
		if u.cased || s.starts(j, u.words) {
			best, length = u, len(u.words)
		}
	}
	if length == 0 {
		return Quantity{}, 0, false
	}
	end := j + length
	if after := s.p.At(end); after.Glued && after.Kind == numeral.Letters && s.p.At(end-1).Kind == numeral.Letters {
		return Quantity{}, 0, false
	}
	kind, rule := Measure, "unit"
	switch best.name {
	case "percent", "percentage-points", "basis-points":
		kind, rule = Share, "percent"
	case "troops", "people":
		kind, rule = Count, "count"
		if s.known(n) {
			return Quantity{}, 0, false
		}
	}
	q, _, _ := s.made(n, n.first, end, kind, best.name, best.factor, rule)
	q.Noun = s.p[end-1].Token
	q.Per, end = s.rate(best, end)
	if q.Per != "" && best.rate {
		q.Amount.Unit += "-per-" + q.Per
	}
	return q, end, true
}

// rate reads "a day" behind a unit, also over what is measured: "barrels of
// crude oil a day".
func (s *scan) rate(u unit, end int) (string, int) {
	per, perEnd := s.perAt(end)
	if per == "" && u.rate && s.p.Is(end, "of") {
		for j := end + 2; j <= end+4 && per == ""; j++ {
			per, perEnd = s.perAt(j)
		}
	}
	if per == "" {
		return "", end
	}
	return per, perEnd
}

// share reads parts of a whole: "two thirds", "more than one-quarter of",
// "half of its exports".
func (s *scan) share(i int) (Quantity, int, bool) {
	if !s.free(i) {
		return Quantity{}, 0, false
	}
	part, ok := s.numbers.Fraction(s.p, i)
	if !ok || s.taken[s.p[part.End-1].Token] {
		return Quantity{}, 0, false
	}
	last := s.p.Word(part.End - 1)
	if s.p.Is(i+1, "in", "of") && !s.p.Is(i, "half") { // "one in five"
		if s.casualtyVerbs[s.p.Word(i-1)] {
			return Quantity{}, 0, false
		}
		n := number{Number: part, first: i, low: percent(part), high: percent(part)}
		return s.made(n, i, part.End, Share, "percent", 1, "fraction")
	}
	plural := strings.HasSuffix(last, "s") && last != "halves"
	behind := s.p.Is(part.End, "of") && !s.p.Is(part.End+1, "a", "an") || s.p.Is(part.End, "the", "its", "their", "his", "her", "our", "all") && last == "half"
	lead := s.p.Is(i-1, "by", "about", "nearly", "almost", "than", "over", "roughly", "around", "under", "just", "only", "least", "up")
	switch {
	case s.p.Is(part.End, "of") && s.p.Is(part.End+1, "a") && s.numbers.IsScale(s.p.Word(part.End+2)):
		return Quantity{}, 0, false // a number: "a quarter of a million"
	case s.p.Is(part.End, "-") && s.p.At(part.End).Glued, s.p.Is(part.End, "an", "a") && last == "half":
		return Quantity{}, 0, false // "half-hour", "half a day"
	case s.p.Is(i-1, "first", "second", "other", "latter", "and", "the", "a") && s.p.Is(i, "half"):
		return Quantity{}, 0, false
	case !plural && !behind && !(lead && (part.End >= len(s.p) || s.p.At(part.End).Kind == numeral.Sign || s.p.Is(part.End, "in", "to", "since", "from", "over", "and", "this", "last"))):
		return Quantity{}, 0, false
	case plural && s.p.Is(part.End-1, "quarters") && !s.p.Is(i, "three", "3"):
		return Quantity{}, 0, false
	}
	n := number{Number: part, first: i, low: percent(part), high: percent(part)}
	return s.made(n, i, part.End, Share, "percent", 1, "fraction")
}

// percent gives a part of one in percent, to four decimals.
func percent(part numeral.Number) float64 { return math.Round(part.Value*1e6) / 1e4 }
