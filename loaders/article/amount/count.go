package amount

import (
	"strings"

	"entente/loaders/article/amount/numeral"
)

// known tells whether a small number only takes up what was named before:
// "the two sides", "both three".
func (s *scan) known(n number) bool {
	return !n.Figures && n.high < 20 && s.p.Is(n.first-1, "the", "these", "those", "both", "all", "its", "their", "his", "her", "our", "other", "'s", "last", "next", "first", "past")
}

// count reads a number with the noun it counts.
func (s *scan) count(n number) (Quantity, int, bool) {
	if n.low < 2 || s.known(n) {
		return Quantity{}, 0, false
	}
	if after := s.p.At(n.End); after.Glued && (after.Kind == numeral.Letters || after.Word == "-" || after.Word == "'" || after.Word == "%") {
		return Quantity{}, 0, false
	}
	at, ok := s.noun(n)
	if !ok {
		return s.casualty(n)
	}
	token := s.tokens[at]
	name := strings.ToLower(strings.TrimSuffix(token.Text, "."))
	if token.Lemma != "" {
		name = token.Lemma
	} else {
		name = singular(name)
	}
	end := n.End
	for end < len(s.p) && s.p[end].Token <= at {
		end++
	}
	factor, kind := 1.0, Count
	if s.casualties[strings.ToLower(token.Text)] {
		name = "people"
	}
	if s.notCounted[name] || token.UPOS == "PROPN" && s.labels[strings.ToLower(name)] {
		return Quantity{}, 0, false
	}
	for _, u := range s.units[strings.ToLower(token.Text)] {
		if len(u.words) == 1 && !u.cased {
			name, factor = u.name, u.factor
			if name != "troops" && name != "people" {
				kind = Measure
			}
		}
	}
	q, _, _ := s.made(n, n.first, end, kind, name, factor, "count")
	q.Noun = at
	if kind == Count {
		return q, end, true
	}
	q.Per, end = s.rate(unit{rate: true}, end)
	if q.Per != "" {
		q.Amount.Unit += "-per-" + q.Per
	}
	return q, end, true
}

// casualty reads a number of people whom nobody names: "killed at least 12",
// "12 dead".
func (s *scan) casualty(n number) (Quantity, int, bool) {
	if behind := s.p.Skip(n.End, "more", "others"); s.casualties[s.p.Word(behind)] {
		return s.made(n, n.first, behind+1, Count, "people", 1, "casualties")
	}
	_, start := s.boundBefore(n.first)
	if !s.casualtyVerbs[s.p.Word(start-1)] {
		return Quantity{}, 0, false
	}
	if after := s.p.At(n.End); after.Kind == numeral.Letters && !s.p.Is(n.End, "and", "in", "on", "at", "near", "during", "as", "when", "before", "after", "others", "more", "this", "last", "since", "while", "by", "across", "outside", "overnight") {
		return Quantity{}, 0, false
	}
	return s.made(n, n.first, n.End, Count, "people", 1, "casualties")
}

// noun gives the token a number counts: its head in the tree, or the next
// noun.
func (s *scan) noun(n number) (int, bool) {
	first, last := s.p[n.first].Token, s.p[n.End-1].Token
	for t := first; t <= last; t++ {
		token := s.tokens[t]
		if strings.HasPrefix(token.Rel, "nummod") && token.Head > last && token.Head < len(s.tokens) && token.Head <= last+8 && !s.taken[token.Head] && s.joined(last+1, token.Head) {
			if head := s.tokens[token.Head]; head.UPOS == "NOUN" || head.UPOS == "PROPN" && strings.HasSuffix(head.XPOS, "S") {
				return token.Head, true
			}
		}
	}
	for t := last + 1; t < len(s.tokens) && t <= last+5; t++ {
		if s.taken[t] {
			return 0, false
		}
		switch {
		case s.tokens[t].UPOS != "":
			switch s.tokens[t].UPOS {
			case "NOUN":
				for t+1 < len(s.tokens) && s.tokens[t+1].UPOS == "NOUN" && !s.taken[t+1] && s.tokens[t].XPOS != "NNS" {
					t++
				}
				if s.tokens[t].XPOS == "NN" && n.low >= 2 && s.units[strings.ToLower(s.tokens[t].Text)] == nil && !s.plurals[strings.ToLower(s.tokens[t].Text)] {
					return 0, false
				}
				return t, true
			case "ADJ", "PROPN", "ADV":
				continue
			case "ADP": // "121 of the 210 members"
				if strings.EqualFold(s.tokens[t].Text, "of") && t+2 < len(s.tokens) && (s.tokens[t+1].UPOS == "DET" || s.tokens[t+1].XPOS == "PRP$") {
					t++
					if s.tokens[t+1].UPOS == "NUM" {
						t++
					}
					continue
				}
			case "VERB":
				if s.tokens[t].XPOS == "VBN" || s.tokens[t].XPOS == "VBG" {
					continue
				}
			case "PUNCT":
				if s.tokens[t].Text == "-" {
					continue
				}
			}
			return 0, false
		default:
			if noun, more := s.untagged(t); noun {
				return t, true
			} else if !more {
				return 0, false
			}
		}
	}
	return 0, false
}

// joined tells whether nothing between a number and a noun parts them.
func (s *scan) joined(from, to int) bool {
	for t := from; t < to; t++ {
		switch s.tokens[t].Text {
		case "(", ")", ":", ";", "–", "—", "\"", "“", "”":
			return false
		case "-":
			if s.tokens[t].Start > 0 && s.tokens[t-1].End < s.tokens[t].Start {
				return false
			}
		}
		switch s.tokens[t].XPOS {
		case "VBZ", "VBP", "VBD", "MD":
			return false
		}
	}
	return true
}

// untagged guesses whether a word without tags is the noun counted, or may
// stand before it.
func (s *scan) untagged(t int) (noun, more bool) {
	text := s.tokens[t].Text
	low := strings.ToLower(text)
	switch {
	case s.notCounted[low] || s.notCounted[singular(low)]:
		return false, false
	case s.between[low]:
		return false, true
	case s.units[low] != nil, s.plurals[low]:
		return true, false
	case len(low) > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "us") && !strings.HasSuffix(low, "is"):
		return true, false
	case text != low:
		return false, true // "1,500 Russian soldiers"
	}
	return false, false
}
