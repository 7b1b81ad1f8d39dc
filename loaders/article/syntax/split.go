package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is the longest sentence kept whole, in tokens: parsing costs
// the square of the length, and prose beyond this is a list or a lost full
// stop. Longer runs are cut, at a clause mark where there is one.
const maxSentence = 160

// gap says what stands between a word and the one before it.
type gap uint8

const (
	gapNone  gap = iota // nothing: they touch
	gapSpace            // white space, or a line break inside a wrapped paragraph
	gapBreak            // a paragraph, heading, list item or the text's start
)

// piece is a token before it has any reading: text[start:end].
type piece struct {
	start, end int
	gap        gap // before it
	// final marks a full stop or an abbreviation point that ends a sentence
	// if what follows allows.
	final finality
}

// finality is how strongly a token suggests the end of its sentence.
type finality uint8

const (
	notFinal   finality = iota
	maybeFinal          // U.S., Inc., a.m.: ends a sentence before The, not before President
	softFinal           // … or a stop after an unknown word
	final               // . ! ?
)

// splitter walks a text once and hands out sentences as runs of pieces.
type splitter struct {
	text    string
	pos     int     // next byte to read
	chunk   chunk   // the chunk at pos, already measured
	wrapped int     // end of the hard-wrapped paragraph pos is in, or 0
	pieces  []piece // read and not yet handed out, and before that the last sentence
	buffer  []piece // what pieces lies in
	given   int     // how many of them the last call handed out
	ended   bool    // a sentence ends after pieces
}

// chunk is a run of text without white space.
type chunk struct {
	start, end int
	gap        gap
}

func newSplitter(text string) *splitter {
	s := &splitter{text: text}
	s.chunk = s.nextChunk()
	return s
}

// next returns the pieces of the next sentence, nil at the end of the text.
// The slice is valid until the next call.
func (s *splitter) next() []piece {
	s.pieces = s.pieces[s.given:]
	if len(s.pieces) == 0 {
		s.pieces, s.ended = s.buffer[:0], false
	}
	for !s.ended && len(s.pieces) < maxSentence && s.chunk.start < s.chunk.end {
		c := s.chunk
		s.chunk = s.nextChunk()
		following := ""
		if s.chunk.gap == gapSpace {
			following = s.text[s.chunk.start:s.chunk.end]
		}
		s.pieces = tokenize(s.pieces, s.text, c, following)
		s.ended = s.chunk.gap == gapBreak || s.chunk.start >= s.chunk.end || s.ends(following)
		s.buffer = s.pieces
	}
	if len(s.pieces) == 0 {
		return nil
	}
	s.given = len(s.pieces)
	if s.given > maxSentence || s.given == maxSentence && !s.ended {
		s.given = s.cut()
	}
	return s.pieces[:s.given]
}

// cut finds where to part a run of too many pieces: after the last clause
// mark of its second half, else anywhere.
func (s *splitter) cut() int {
	for i := maxSentence - 1; i > maxSentence/2; i-- {
		switch s.text[s.pieces[i].start] {
		case ',', ';', ':', '|':
			return i + 1
		}
	}
	return maxSentence
}

// ends reports whether the pieces so far are a whole sentence, given the
// chunk that follows them after a space.
func (s *splitter) ends(following string) bool {
	i := len(s.pieces) - 1
	for i > 0 && isCloser(s.text[s.pieces[i].start:s.pieces[i].end]) {
		// A note mark after the stop, "ended.[12]", belongs to the sentence.
		if i > 2 && s.text[s.pieces[i].start] == ']' && isNumber(s.text[s.pieces[i-1].start:s.pieces[i-1].end]) {
			i -= 2
		}
		i--
	}
	first, size := utf8.DecodeRuneInString(following)
	second, _ := utf8.DecodeRuneInString(following[size:])
	lower := unicode.IsLower(first) && !unicode.IsUpper(second) // iPhone may begin one
	if isOpener(first) && size < len(following) {
		lower = unicode.IsLower(second)
		first = second
	}
	switch s.pieces[i].final {
	case final:
		if lower {
			return false
		}
		// "Stop!" (he) is settled above; a dash or comma goes on.
		return first != ',' && first != ';' && first != '-' && first != '–' && first != '—'
	case softFinal:
		return unicode.IsUpper(first)
	case maybeFinal:
		return startsSentence(following)
	}
	return false
}

func isCloser(t string) bool {
	switch t {
	case `"`, "'", "''", "”", "’", "»", "’’", ")", "]", "}":
		return true
	}
	return false
}

func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '“', '‘', '«', '(', '[', '`', '¿', '¡', '„':
		return true
	}
	return false
}

// startsSentence reports whether a chunk is a word that seldom follows an
// abbreviation inside a sentence when capitalised.
func startsSentence(c string) bool {
	c = strings.TrimLeft(c, "\"'“‘«([")
	end := strings.IndexFunc(c, func(r rune) bool { return !unicode.IsLetter(r) })
	if end >= 0 {
		c = c[:end]
	}
	return starters[c]
}

// nextChunk measures the white space at pos and the chunk after it.
func (s *splitter) nextChunk() chunk {
	c := chunk{gap: gapSpace}
	if s.pos == 0 {
		c.gap = gapBreak
	}
	breaks, lineEnd := 0, s.pos
	i := s.pos
	for i < len(s.text) {
		r, n := decode(s.text, i)
		if !isSpace(r) {
			break
		}
		if r == '\n' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029' || r == '\u0085' ||
			r == '\r' && !(i+1 < len(s.text) && s.text[i+1] == '\n') {
			if breaks == 0 {
				lineEnd = i
			}
			breaks++
			if r == '\u2029' || r == '\f' {
				breaks++
			}
		}
		i += n
	}
	c.start = i
	for i < len(s.text) {
		r, n := decode(s.text, i)
		if isSpace(r) {
			break
		}
		i += n
	}
	c.end = i
	switch {
	case breaks >= 2:
		c.gap = gapBreak
	case breaks == 1 && s.pos > 0 && !s.joins(lineEnd, c):
		c.gap = gapBreak
	}
	if c.gap == gapBreak && c.start >= s.wrapped {
		s.wrapped = s.wrappedUntil(c.start)
	}
	s.pos = i
	return c
}

// joins reports whether the line that ends at lineEnd goes on with chunk c.
func (s *splitter) joins(lineEnd int, c chunk) bool {
	if c.start >= len(s.text) || isBullet(s.text[c.start:c.end]) {
		return false
	}
	if c.start < s.wrapped {
		return true
	}
	lineStart := strings.LastIndexByte(s.text[max(0, lineEnd-wrapWidth):lineEnd], '\n') + 1 + max(0, lineEnd-wrapWidth)
	r, _ := utf8.DecodeRuneInString(s.text[c.start:])
	return lineEnd-lineStart >= 30 && unicode.IsLower(r) && !endsLine(s.text[lineStart:lineEnd])
}

func endsLine(line string) bool {
	line = strings.TrimRight(line, " \t\r\"'”’)]")
	return line == "" || strings.ContainsAny(line[len(line)-1:], ".!?:;")
}

// wrapWidth is the widest line taken for one broken by a typewriter, e-mail
// program or wire service rather than by its author.
const wrapWidth = 130

// wrapLines bounds how far a paragraph is looked through, for it is looked
// through again from the next line if it was broken by hand.
const wrapLines = 60

// wrappedUntil returns where the paragraph at start ends if its lines were
// broken to fit a width, that is if no line had room for the first word of
// the next, and 0 if they were broken by hand, as headings and lists are.
func (s *splitter) wrappedUntil(start int) int {
	type line struct{ length, word int }
	var lines []line
	width, i := 0, start
	for i < len(s.text) && len(lines) < wrapLines {
		end := strings.IndexByte(s.text[i:min(len(s.text), i+wrapWidth+2)], '\n')
		stop := false
		if end < 0 {
			if len(s.text)-i > wrapWidth+1 {
				return 0
			}
			end, stop = len(s.text)-i, true
		}
		raw := s.text[i : i+end]
		trimmed := strings.TrimSpace(raw)
		if trimmed == "" {
			break
		}
		word := strings.IndexAny(trimmed, " \t")
		if word < 0 {
			word = len(trimmed)
		}
		if len(lines) > 0 && (isBullet(trimmed[:word]) || lines[len(lines)-1].length < 35) {
			return 0
		}
		lines = append(lines, line{len(trimmed), word})
		width = max(width, len(trimmed))
		i = min(len(s.text), i+end+1)
		if stop {
			break
		}
	}
	if len(lines) < 3 || width < 50 {
		return 0
	}
	for k := range lines[:len(lines)-1] {
		if lines[k].length+1+lines[k+1].word <= width-2 {
			return 0
		}
	}
	return i
}

func isBullet(c string) bool {
	switch c {
	case "•", "*", "-", "–", "—", "·", "●", "▪", "◦", "‣", "►", "■", "+", "#", "##", "###":
		return true
	}
	return false
}

// decode is utf8.DecodeRuneInString with a fast path for ASCII.
func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// isSpace takes in what is invisible as well: byte order and direction marks
// and the zero-width space, which would otherwise stick to words.
func isSpace(r rune) bool {
	switch {
	case r == ' ' || r >= '\t' && r <= '\r':
		return true
	case r < 0x80:
		return r < 0x20 || r == 0x7f
	case r >= 0x200b && r <= 0x200f && r != 0x200d, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == 0x2060:
		return true
	}
	return unicode.IsSpace(r)
}
