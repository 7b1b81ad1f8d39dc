package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWord cuts what no word can be: encoded data and text without spaces.
const maxWord = 120

// tokenize appends the tokens of a chunk in the conventions of the English
// treebanks: clitics and hyphens part words, numbers and abbreviations keep
// their points. following is the chunk after a space, "" at a break.
func tokenize(out []piece, text string, c chunk, following string) []piece {
	t := chunker{text: text, i: c.start, end: c.end, following: following, gap: c.gap, out: out}
	if stop := t.address(); stop > t.i {
		t.emit(stop, notFinal)
	}
	for t.i < t.end {
		t.step()
	}
	return t.out
}

type chunker struct {
	text      string
	i, end    int
	following string
	gap       gap
	out       []piece
}

func (t *chunker) emit(end int, f finality) {
	t.out = append(t.out, piece{t.i, end, t.gap, f})
	t.i, t.gap = end, gapNone
}

// at returns the rune at i, 0 past the end.
func (t *chunker) at(i int) (rune, int) {
	if i >= t.end {
		return 0, 0
	}
	return decode(t.text, i)
}

func (t *chunker) step() {
	r, n := t.at(t.i)
	switch {
	case isWordRune(r):
		t.word()
	case r == '.':
		t.dots()
	case r == '!' || r == '?':
		t.run(func(r rune) bool { return r == '!' || r == '?' }, final)
	case r == '…' || r == '。' || r == '！' || r == '？':
		f := final
		if r == '…' {
			f = softFinal
		}
		t.emit(t.i+n, f)
	case r == '-' || r == '*' || r == '=' || r == '_' || r == '~' || r == '—' || r == '<' || r == '>' || r == '$' || r == '\\' || r == '#' && t.i+1 < t.end && t.text[t.i+1] == '#':
		t.run(func(q rune) bool { return q == r }, notFinal)
	case isApostrophe(r):
		t.apostrophe(r, n)
	case r == '`':
		t.run(func(q rune) bool { return q == '`' }, notFinal)
	case (r == '#' || r == '@') && t.startsWord(t.i+n):
		t.tag(n)
	case (r == ':' || r == ';') && t.emoticon() > 0:
		t.emit(t.i+t.emoticon(), notFinal)
	case r >= 0x2190:
		t.symbol(n)
	default:
		t.emit(t.i+n, notFinal)
	}
}

func (t *chunker) run(in func(rune) bool, f finality) {
	j := t.i
	for j < t.end && j < t.i+maxWord {
		r, n := t.at(j)
		if !in(r) {
			break
		}
		j += n
	}
	t.emit(j, f)
}

func (t *chunker) dots() {
	j := t.i
	for j < t.end && j < t.i+maxWord && t.text[j] == '.' {
		j++
	}
	if j-t.i > 1 {
		t.emit(j, softFinal)
		return
	}
	t.emit(j, final)
}

func (t *chunker) startsWord(i int) bool {
	r, _ := t.at(i)
	return unicode.IsLetter(r)
}

// tag reads a #hashtag or @handle.
func (t *chunker) tag(n int) {
	j := t.i + n
	for j < t.end && j < t.i+maxWord {
		r, n := t.at(j)
		if !isWordRune(r) && r != '_' {
			break
		}
		j += n
	}
	t.emit(j, notFinal)
}

func (t *chunker) emoticon() int {
	for _, e := range []string{":-)", ":)", ":-(", ":(", ";-)", ";)", ":D", ":-D", ":P", ":/"} {
		if t.text[t.i:t.end] == e {
			return len(e)
		}
	}
	return 0
}

// symbol reads an emoji with what modifies it, or any other single sign.
func (t *chunker) symbol(n int) {
	j := t.i + n
	for j < t.end && j < t.i+maxWord {
		r, n := t.at(j)
		switch {
		case r == 0x200d: // joins the next sign to this one
			_, m := t.at(j + n)
			n += m
		case r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f3fb && r <= 0x1f3ff, r == 0x20e3, unicode.Is(unicode.Mn, r):
		default:
			t.emit(j, notFinal)
			return
		}
		j += n
	}
	t.emit(min(j, t.end), notFinal)
}

// apostrophe reads a quotation mark, a clitic that stands alone, or an
// elision: 'em, ’90s.
func (t *chunker) apostrophe(r rune, n int) {
	rest := t.text[t.i+n : t.end]
	if q, m := t.at(t.i + n); q == r && r != '‘' {
		t.emit(t.i+n+m, notFinal) // '' as a double quotation mark
		return
	}
	word := rest
	if end := strings.IndexFunc(rest, func(q rune) bool { return !isWordRune(q) }); end >= 0 {
		word = rest[:end]
	}
	low := strings.ToLower(word)
	if r != '‘' {
		switch low {
		case "s", "re", "ve", "ll", "d", "m", "em", "til", "tis", "twas", "cause", "n":
			t.emit(t.i+n+len(word), notFinal)
			return
		}
	}
	if w := strings.TrimSuffix(low, "s"); len(w) == 2 && isNumber(w) {
		t.emit(t.i+n+len(word), notFinal)
		return
	}
	t.emit(t.i+n, notFinal)
}

// address returns the end of a web or mail address that begins the chunk,
// without the punctuation of the sentence around it; 0 if there is none.
func (t *chunker) address() int {
	s := t.text[t.i:t.end]
	at := strings.IndexByte(s, '@')
	isURL := strings.Contains(s, "://") || strings.HasPrefix(s, "www.")
	isMail := at > 0 && at < len(s)-1 && strings.IndexByte(s[at:], '.') > 1
	if !isURL && !isMail {
		return 0
	}
	for t.i < t.end && strings.IndexByte("(<[\"'", t.text[t.i]) >= 0 {
		t.emit(t.i+1, notFinal)
	}
	s = strings.TrimRight(t.text[t.i:t.end], ".,;:!?)>]\"'”’")
	if len(s) > 400 || len(s) == 0 {
		return 0
	}
	return t.i + len(s)
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) && r < 0xfe00 || unicode.IsDigit(r) || r == 0xad)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isNumber reports whether s is digits only.
func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
