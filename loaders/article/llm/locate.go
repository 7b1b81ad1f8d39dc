package llm

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a part of a text with its white space and quotation marks brought
// to one form, and where each byte of it comes from.
type folded struct {
	text string
	from []int // of each byte, where the letter it stands for starts in the text
	to   []int // and where it ends
}

func fold(text string, part span) folded {
	var b strings.Builder
	f := folded{from: make([]int, 0, part.end-part.start), to: make([]int, 0, part.end-part.start)}
	blank := false
	for i := part.start; i < part.end; {
		r, size := utf8.DecodeRuneInString(text[i:part.end])
		before := b.Len()
		switch c := foldRune(r); {
		case c == ' ' && blank:
		case c == utf8.RuneError:
			b.WriteString(text[i : i+size])
		default:
			b.WriteRune(c)
		}
		blank = unicode.IsSpace(r)
		for range b.Len() - before {
			f.from, f.to = append(f.from, i), append(f.to, i+size)
		}
		i += size
	}
	f.text = b.String()
	return f
}

func foldRune(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '′':
		return '\''
	case '“', '”', '„', '‟', '″':
		return '"'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// locate finds words in a part of a text: on word borders, letter by letter.
// If they stand there in other white space or other quotation marks only,
// they must do so once. many tells how often they were found then.
func locate(text string, part span, words string) (at []span, many int) {
	words = strings.TrimSpace(words)
	if words == "" {
		return nil, 0
	}
	for _, i := range occurrences(text[part.start:part.end], words) {
		at = append(at, span{part.start + i, part.start + i + len(words)})
	}
	if len(at) > 0 {
		return at, len(at)
	}
	f := fold(text, part)
	sought := fold(words, span{0, len(words)}).text
	found := occurrences(f.text, sought)
	if len(found) != 1 {
		return nil, len(found)
	}
	i := found[0]
	return []span{{f.from[i], f.to[i+len(sought)-1]}}, 1
}

// occurrences finds words on word borders. One that begins inside another is
// left out.
func occurrences(text, words string) (at []int) {
	first, _ := utf8.DecodeRuneInString(words)
	last, _ := utf8.DecodeLastRuneInString(words)
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return at
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(words):])
		if inWord(before) && inWord(first) || inWord(last) && inWord(after) {
			from = i + 1
			continue
		}
		at = append(at, i)
		from = i + len(words)
	}
}

// inWord tells letters of words that are set apart by blanks.
func inWord(r rune) bool {
	if r == utf8.RuneError || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
