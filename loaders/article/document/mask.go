package document

import (
	"iter"
	"strings"
)

// mask is a text with everything covered but what is kept. Covered bytes are
// blanks; line breaks stay line breaks unless they are joined.
type mask struct {
	text string
	out  []byte
}

func newMask(text string) *mask {
	out := []byte(strings.Repeat(" ", len(text)))
	for i := range out {
		if text[i] == '\n' {
			out[i] = '\n'
		}
	}
	return &mask{text: text, out: out}
}

// String gives the prose. A dash between blanks becomes the long one, of as
// many bytes, which cannot be taken for a hyphen.
func (m *mask) String() string { return strings.ReplaceAll(string(m.out), " – ", " — ") }

// keep uncovers bytes start to end. Carriage returns and byte order marks
// stay covered.
func (m *mask) keep(start, end int) {
	copy(m.out[start:end], m.text[start:end])
	for _, mark := range []string{"\r", "\ufeff"} {
		for at := start; ; at += len(mark) {
			i := strings.Index(m.text[at:end], mark)
			if i < 0 {
				break
			}
			at += i
			m.cover(at, at+len(mark))
		}
	}
}

func (m *mask) cover(start, end int) {
	for i := start; i < end; i++ {
		if m.out[i] != '\n' {
			m.out[i] = ' '
		}
	}
}

// join turns the line breaks between start and end into blanks.
func (m *mask) join(start, end int) {
	for i := start; i < end; i++ {
		if m.out[i] == '\n' {
			m.out[i] = ' '
		}
	}
}

// paragraph is a run of lines without an empty one between.
type paragraph struct {
	start, end int  // end is before the last line break
	wrapped    bool // its lines are one text, broken to a width
}

// paragraphs cuts a text, from an offset on, at empty lines.
func paragraphs(text string, from int) iter.Seq[paragraph] {
	return func(yield func(paragraph) bool) {
		start, end := -1, 0
		var lines []string
		for at := from; at <= len(text); {
			stop := strings.IndexByte(text[at:], '\n')
			next := at + stop + 1
			if stop < 0 {
				stop, next = len(text)-at, len(text)+1
			}
			line := strings.TrimSpace(text[at : at+stop])
			if line != "" {
				if start < 0 {
					start = at
				}
				end = at + stop
				lines = append(lines, line)
			}
			if (line == "" || next > len(text)) && start >= 0 {
				if !yield(paragraph{start, end, wrapped(lines)}) {
					return
				}
				start, lines = -1, lines[:0]
			}
			at = next
		}
	}
}

// wrapped tells whether lines are one text broken to a width: all but the
// last end inside a sentence or near the width, and the next starts small or
// the line is long. Articles with a paragraph a line are not wrapped.
func wrapped(lines []string) bool {
	if len(lines) < 2 {
		return false
	}
	width, inside := 0, 0
	for _, l := range lines {
		width = max(width, len(l))
	}
	for _, l := range lines[:len(lines)-1] {
		if !strings.ContainsRune(".!?\"”’:", lastRune(l)) {
			inside++
		}
		// The next word would have fitted: a break on purpose.
		if len(l) < width*3/5 {
			return false
		}
	}
	return width <= 120 && inside > 0
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}
