// Package timex finds the time expressions of a sentence and works out which
// days they mean, seen from an anchor: the day the article was written.
//
// [Load] gives the reader, [Reader.Find] the expressions. [Dateline] finds
// the anchor itself in the head of an article.
//
// # What it decides
//
// A weekday without more is the nearest one: the last one up to the anchor
// day, or the coming one if the verb is in the future. "last", "this" and
// "next week" are ISO weeks, Monday to Sunday. A month without year is the
// last one up to the anchor, or the coming one; a day without year the
// nearest. "last Friday" is before the anchor, "next Friday" after it, however
// near. "the past five years" begins in the year five before the anchor's and
// ends on the anchor day. "early", "mid", "late" and "the end of" keep the
// whole period: nobody says where early ends, and a claim must not say more
// than its source.
//
// Times that hang on something else in the text ("two days later", "the
// following week") are found and left without dates.
package timex

import (
	"time"

	"entente/graph"
	"entente/loaders/article/amount/numeral"
	"entente/loaders/article/syntax"
)

// Kind tells what an expression stands for.
type Kind string

// The kinds of expressions.
const (
	Date     Kind = "date"     // a day, month, year or other named period
	Interval Kind = "interval" // from one to another, or open at an end
	Duration Kind = "duration" // a length of time, or a distance from something else
	Set      Kind = "set"      // again and again: "every year", "on Fridays"
	Clock    Kind = "clock"    // a time of day: "10:30 GMT"
)

// Tense is where a time lies, seen from the anchor. As a hint it is the tense
// of the verb the expression belongs to.
type Tense string

// The tenses. Present is a period that the anchor day falls into.
const (
	Unknown Tense = ""
	Past    Tense = "past"
	Present Tense = "present"
	Future  Tense = "future"
)

// Expression is a time expression: Tokens[First:Last+1].
//
// It includes a preposition that changes its meaning (since, until, by, from,
// between, before, after) and none that does not (in, on, at, during).
type Expression struct {
	First, Last int
	Kind        Kind
	Time        graph.Time // zero if the text does not say
	Tense       Tense      // of Time against the anchor; Unknown without either
	Length      string     // ISO 8601 duration of a Duration or an interval counted in units: "P3Y"
	Rule        string     // what found it: "weekday", "ago", …
}

// Find gives the time expressions of a sentence, in order, without overlaps.
//
// The anchor is the day the text was written; with a zero anchor everything
// relative is found and left without dates. tense, which may be nil, gives
// the tense of the verb that governs a token; where it says Unknown, Find
// guesses from the tags and words around.
//
// Tags and trees help and are not needed: a token may have nothing but Text.
func (r *Reader) Find(tokens []syntax.Token, anchor time.Time, tense func(token int) Tense) []Expression {
	s := scan{Reader: r, tokens: tokens, hint: tense, p: numeral.Split(tokens)}
	if !anchor.IsZero() {
		s.anchor = time.Date(anchor.Year(), anchor.Month(), anchor.Day(), 0, 0, 0, 0, time.UTC)
	}
	s.w = make([]word, len(s.p))
	for i, p := range s.p {
		s.w[i] = r.words[p.Word]
	}
	var found []Expression
	last := -1
	for i := 0; i < len(s.p); {
		f, ok := s.phrase(i)
		if !ok {
			i++
			continue
		}
		e := s.expression(f)
		if e.First > last {
			found = append(found, e)
			last = e.Last
		}
		i = max(f.end, i+1)
	}
	return found
}

// scan is one sentence being read.
type scan struct {
	*Reader
	tokens []syntax.Token
	p      numeral.Pieces
	w      []word // of each piece
	anchor time.Time
	hint   func(int) Tense
}

// found is an expression in pieces.
type found struct {
	first, end int // pieces [first, end)
	kind       Kind
	time       graph.Time
	part       part // while the year is open
	length     string
	rule       string
}

// part is a date that lacks its year, or a weekday: what it is depends on the
// tense, and on the other end of a range.
type part struct {
	year, month, day int // 0: not said
	lastDay          int // of a range inside the month
	weekday          int // from 1, Monday
}

func (p part) open() bool { return p.year == 0 && (p.month != 0 || p.weekday != 0) }

func (s *scan) expression(f found) Expression {
	e := Expression{
		First: s.p[f.first].Token, Last: s.p[f.end-1].Token,
		Kind: f.kind, Time: f.time, Length: f.length, Rule: f.rule,
	}
	if e.Kind == "" {
		e.Kind = Date
		if hasSlash(f.time.EDTF) {
			e.Kind = Interval
		}
	}
	e.Tense = s.tenseOf(e.Time)
	return e
}

func hasSlash(edtf string) bool {
	for i := range len(edtf) {
		if edtf[i] == '/' {
			return true
		}
	}
	return false
}

// tenseOf compares a time with the anchor day. A time that only touches the
// anchor from one side lies on that side.
func (s *scan) tenseOf(t graph.Time) Tense {
	if s.anchor.IsZero() || t.IsZero() {
		return Unknown
	}
	day := graph.Day(s.anchor).Earliest
	switch {
	case t.Latest != "" && (t.Latest < day || t.Latest == day && t.Earliest != day):
		return Past
	case t.Earliest != "" && (t.Earliest > day || t.Earliest == day && t.Latest != day):
		return Future
	}
	return Present
}

// entry gives what the vocabulary says of piece i.
func (s *scan) entry(i int) word {
	if i < 0 || i >= len(s.p) {
		return word{}
	}
	return s.w[i]
}

// glued tells whether piece i stands right behind the piece before it.
func (s *scan) glued(i int) bool { return s.p.At(i).Glued }

// phrase reads the expression that starts at piece i.
func (s *scan) phrase(i int) (found, bool) {
	if s.p[i].Kind == numeral.Sign && !s.p.Is(i, "'") {
		return found{}, false
	}
	for _, read := range [...]func(*scan, int) (found, bool){
		(*scan).prefixed, (*scan).ago, (*scan).set, (*scan).pointOrRange, (*scan).duration, (*scan).clock,
	} {
		if f, ok := read(s, i); ok && f.end > f.first {
			return f, true
		}
	}
	return found{}, false
}

// pointOrRange reads a date, and the second one of "March-June 2025".
func (s *scan) pointOrRange(i int) (found, bool) {
	f, ok := s.point(i)
	if !ok {
		return found{}, false
	}
	if f.part.month != 0 || f.part.year != 0 || f.part.weekday != 0 {
		if sep := s.p.Skip(f.end, "-", "to", "through"); sep > f.end {
			if other, ok := s.point(sep); ok && other.part != (part{}) {
				if both, ok := s.join(f, other); ok {
					return both, true
				}
			}
		}
	}
	s.settle(&f, Unknown)
	return f, true
}

// point reads one date or named period; its year may still be open.
func (s *scan) point(i int) (found, bool) {
	if f, ok := s.within(i); ok && f.end > i {
		return f, true
	}
	return s.plain(i)
}

// plain reads a date or period without "early" and the like before it.
func (s *scan) plain(i int) (found, bool) {
	if i >= len(s.p) {
		return found{}, false
	}
	for _, read := range [...]func(*scan, int) (found, bool){
		(*scan).fixedDay, (*scan).numeric, (*scan).dayFirst, (*scan).monthFirst, (*scan).weekday, (*scan).deictic,
		(*scan).relative, (*scan).quarter, (*scan).season, (*scan).fiscal, (*scan).century, (*scan).decade, (*scan).year,
	} {
		if f, ok := read(s, i); ok && f.end > i {
			return f, true
		}
	}
	return found{}, false
}
