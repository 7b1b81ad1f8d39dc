// Package amount finds money, shares, measures and counts in a sentence:
// "$18bn", "2 billion euros", "35 percent", "1.2 million barrels a day",
// "12,000 troops".
//
// [Load] gives the reader, [Reader.Find] the amounts.
//
// # What it decides
//
// The unit of money is its ISO 4217 code, of a measure the plural name in
// units.yaml, of a count the lemma of the noun counted. A rate in time
// belongs to the unit of a measure (barrels-per-day) and stands beside money
// ([Quantity].Per). The value of a range is its lower end, the part that is
// sure. A fraction is a percentage: two thirds are 66.6667 percent.
//
// Numbers too vague to keep ("dozens of", "several hundred") are left, and so
// are times, ages, ordinals, scores, numbers of laws and flights, and small
// counts of something already known ("the two sides").
package amount

import (
	"math"
	"strings"

	"entente/graph"
	"entente/loaders/article/amount/numeral"
	"entente/loaders/article/syntax"
	"entente/loaders/article/timex"
)

// Kind tells what is measured.
type Kind string

// The kinds of quantities.
const (
	Money   Kind = "money"
	Share   Kind = "share"   // percent and parts of a whole
	Measure Kind = "measure" // tonnes, barrels, kilometres
	Count   Kind = "count"   // things and people
)

// Bound tells how the value is meant.
type Bound string

// The bounds. A number said without more is Exact.
const (
	Exact   Bound = ""
	About   Bound = "about"
	AtLeast Bound = "at-least"
	AtMost  Bound = "at-most"
)

// Quantity is an amount in a sentence: Tokens[First:Last+1] are its figures
// and unit, for a count up to the noun, without the words of its bound.
type Quantity struct {
	First, Last int
	Amount      graph.Amount
	Low, High   float64 // of a range; both the value if it is none
	Bound       Bound
	Kind        Kind
	Noun        int    // token of the noun counted or the unit, -1 for none
	Per         string // "day", "year", "barrel": what it is for each of; "" for none
	Rule        string // what found it: "sign", "currency", "percent", …
}

// Find gives the amounts of a sentence, in order. times are the time
// expressions of the same tokens; their numbers are no amounts.
//
// Tags and trees help and are not needed: a token may have nothing but Text.
func (r *Reader) Find(tokens []syntax.Token, times []timex.Expression) []Quantity {
	s := scan{Reader: r, tokens: tokens, p: numeral.Split(tokens), taken: make([]bool, len(tokens))}
	for _, e := range times {
		for t := max(e.First, 0); t <= e.Last && t < len(tokens); t++ {
			s.taken[t] = true
		}
	}
	var quantities []Quantity
	last := -1
	for i := 0; i < len(s.p); {
		q, end, ok := s.quantity(i)
		if !ok || q.First <= last || !sane(q) {
			i++
			continue
		}
		quantities = append(quantities, q)
		last = q.Last
		i = max(end, i+1)
	}
	return quantities
}

// sane refuses what overflows: no amount in the world has 19 digits.
func sane(q Quantity) bool {
	for _, v := range []float64{q.Amount.Value, q.Low, q.High} {
		if math.IsNaN(v) || v < 0 || v > 1e18 {
			return false
		}
	}
	return true
}

// scan is one sentence being read.
type scan struct {
	*Reader
	tokens []syntax.Token
	p      numeral.Pieces
	taken  []bool // tokens of times
}

// number is one number or a range of two.
type number struct {
	numeral.Number
	first     int // piece
	low, high float64
}

func (s *scan) quantity(i int) (Quantity, int, bool) {
	if s.taken[s.p[i].Token] {
		return Quantity{}, 0, false
	}
	for _, read := range [...]func(*scan, int) (Quantity, int, bool){
		(*scan).sign, (*scan).share, (*scan).plain,
	} {
		if q, end, ok := read(s, i); ok && end > i {
			return q, end, true
		}
	}
	return Quantity{}, 0, false
}

// made builds the quantity of pieces [first, end) with its bound and rate.
func (s *scan) made(n number, first, end int, kind Kind, unit string, factor float64, rule string) (Quantity, int, bool) {
	q := Quantity{
		First: s.p[first].Token, Last: s.p[end-1].Token,
		Low: n.low * factor, High: n.high * factor,
		Kind: kind, Noun: -1, Rule: rule,
	}
	q.Amount = graph.Amount{Value: q.Low, Unit: unit}
	if n.low == n.high {
		q.Bound = s.boundAt(first, end)
	}
	return q, end, true
}

// boundAt reads the words around the pieces [first, end) that bound them.
func (s *scan) boundAt(first, end int) Bound {
	b, _ := s.boundBefore(first)
	if b != Exact {
		return b
	}
	for _, candidate := range s.boundsBehind[s.p.Word(end)] {
		if s.starts(end, candidate.words) {
			return candidate.bound
		}
	}
	return Exact
}

// boundBefore gives the bound whose words end before piece i and where they
// start.
func (s *scan) boundBefore(i int) (Bound, int) {
	best, start := Exact, i
	last := i - 1
	if s.p.Is(last, "a", "an", "the") && !s.p.Is(i, "a") {
		last--
	}
	for _, candidate := range s.bounds[s.p.Word(last)] {
		at := last - len(candidate.words) + 1
		if at < start && at >= 0 && s.starts(at, candidate.words) {
			best, start = candidate.bound, at
		}
	}
	return best, start
}

func (s *scan) starts(i int, words []string) bool {
	for k, w := range words {
		if s.p.Word(i+k) != w {
			return false
		}
	}
	return true
}

// perAt reads "a day", "per year", "annually" at piece i; end is i if it is
// not there.
func (s *scan) perAt(i int) (per string, end int) {
	if s.p.Is(i, "a", "an", "per", "each", "every", "/") {
		if per := s.per[s.p.Word(i+1)]; per != "" && !(s.p.Is(i, "a", "an") && s.p.Is(i+2, "ago", "earlier", "later", "before", "after", "from")) {
			return per, i + 2
		}
	}
	if s.p.Is(i, "-") && s.p.Is(i+1, "a", "per") && s.p.Is(i+2, "-") {
		if per := s.per[s.p.Word(i+3)]; per != "" {
			return per, i + 4
		}
	}
	if per := s.adverbs[s.p.Word(i)]; per != "" {
		return per, i + 1
	}
	return "", i
}

// singular takes the plural ending off where there is no lemma.
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "xes"):
		return word[:len(word)-2]
	case strings.HasSuffix(word, "men") && len(word) > 3:
		return word[:len(word)-2] + "an"
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us"):
		return word[:len(word)-1]
	}
	return word
}
