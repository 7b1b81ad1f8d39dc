package llm

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a part of a document: text[start:end], in bytes.
type span struct{ start, end int }

// cutter cuts prose where it may be cut.
type cutter struct {
	prose     string
	sentences []int // where sentences start, in order
}

// cut parts a span into pieces of at most size bytes, without the white space
// around them: after a paragraph, else after a sentence, else at a blank, else
// between two letters. Pieces without a letter or figure are left out.
func (c *cutter) cut(s span, size int) []span {
	var out []span
	for s = c.trim(s); s.start < s.end; s = c.trim(s) {
		piece := s
		if s.end-s.start > size {
			piece.end = c.border(s.start, s.start+size)
		}
		s.start = piece.end
		piece = c.trim(piece)
		if strings.ContainsFunc(c.prose[piece.start:piece.end], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			out = append(out, piece)
		}
	}
	return out
}

// halve cuts a span in two near its middle; one too short to cut is given
// back whole.
func (c *cutter) halve(s span) []span {
	if s.end-s.start < minChunk {
		return []span{s}
	}
	// A little more than half, so that the border before it is near the middle
	// and what is left behind it is no third piece.
	at := c.border(s.start, s.start+(s.end-s.start)*5/8)
	return append(c.cut(span{s.start, at}, s.end-s.start), c.cut(span{at, s.end}, s.end-s.start)...)
}

// border is the best place to cut in the second half of start to limit.
func (c *cutter) border(start, limit int) int {
	half := start + (limit-start)/2
	if i := strings.LastIndexByte(c.prose[half:limit], '\n'); i >= 0 {
		return half + i + 1
	}
	if i, _ := slices.BinarySearch(c.sentences, limit+1); i > 0 && c.sentences[i-1] > half {
		return c.sentences[i-1]
	}
	if i := strings.LastIndexFunc(c.prose[half:limit], unicode.IsSpace); i >= 0 {
		return half + i
	}
	for limit > start+1 && !utf8.RuneStart(c.prose[limit]) {
		limit--
	}
	return limit
}

func (c *cutter) trim(s span) span {
	part := c.prose[s.start:s.end]
	s.start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.end -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	return span{s.start, max(s.start, s.end)}
}

// squeeze makes one blank of white space, or one line break if there is one
// in it.
func squeeze(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if i > 0 && b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Join(words, " "))
	}
	return b.String()
}
