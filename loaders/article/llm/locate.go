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

// fold brings a part of prose to one form, letter by letter as as says, runs
// of blanks as one. Markup that prose covers is left out: "**Iran**, too" is
// "Iran, too". Where that would join two words there is a blank.
func fold(text, prose string, part span, as func(rune) rune) folded {
	var b strings.Builder
	f := folded{from: make([]int, 0, part.end-part.start), to: make([]int, 0, part.end-part.start)}
	put := func(s string, from, to int) {
		b.WriteString(s)
		for range len(s) {
			f.from, f.to = append(f.from, from), append(f.to, to)
		}
	}
	last, covered := ' ', -1
	for i := part.start; i < part.end; {
		r, size := utf8.DecodeRuneInString(prose[i:part.end])
		if r == ' ' && text[i] != ' ' && !strings.ContainsRune("\t\r\n\v\f", rune(text[i])) {
			covered = i
			i++
			continue
		}
		if covered >= 0 && inWord(last) && inWord(r) {
			put(" ", covered, i)
		}
		covered = -1
		switch c := as(r); {
		case c == ' ' && last == ' ':
		case c == utf8.RuneError:
			put(prose[i:i+size], i, i+size)
			last = c
		default:
			put(string(c), i, i+size)
			last = c
		}
		i += size
	}
	f.text = b.String()
	return f
}

// shown is a part of a document as the model is shown it.
func shown(text, prose string, part span) string {
	return squeeze(fold(text, prose, part, func(r rune) rune { return r }).text)
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

// locate finds words in a part of a document's prose: on word borders, letter by letter.
// If they stand there in other white space or other quotation marks only,
// they must do so once. many tells how often they were found then.
func locate(text, prose string, part span, words string) (at []span, many int) {
	words = strings.TrimSpace(words)
	if words == "" {
		return nil, 0
	}
	for _, i := range occurrences(prose[part.start:part.end], words) {
		at = append(at, span{part.start + i, part.start + i + len(words)})
	}
	if len(at) > 0 {
		return at, len(at)
	}
	f := fold(text, prose, part, foldRune)
	sought := fold(words, words, span{0, len(words)}, foldRune).text
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
