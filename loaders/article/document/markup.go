package document

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// rubbish covers what is no prose in a text that should be some: remains of
// markup, character references, pictures. Everything stays where it is, so
// that offsets hold: a reference becomes blanks and, last, its character; a
// tag that ends a line on a page ends one here.
func (m *mask) rubbish() {
	if strings.ContainsRune(m.text, '<') {
		m.tags()
	}
	if strings.ContainsRune(m.text, '&') {
		m.references()
	}
	if strings.Contains(m.text, "#") {
		m.bareReferences()
	}
	m.pictures()
}

var (
	htmlTag   = regexp.MustCompile(`(?i)<(?:!--|!doctype\b[^<>]*>|/?(a|abbr|article|aside|b|blockquote|body|br|button|caption|cite|code|dd|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|label|li|link|main|meta|nav|noscript|ol|p|pre|q|s|script|section|small|source|span|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|time|title|tr|u|ul|video)(?:[\s/][^<>]*)?>)`)
	reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)
)

// bareReference is one that lost its ampersand, as in many collections of news:
// of quotation marks, dashes, $ and & only, since #1; may be a number.
var bareReference = regexp.MustCompile(`(?:^|[\s(])(#(?:34|36|38|39|821[1-7]|822[01]);)`)

// inline tags stand inside a line.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "cite": true, "code": true, "em": true, "font": true, "i": true, "q": true, "s": true, "small": true, "span": true,
	"strong": true, "sub": true, "sup": true, "time": true, "u": true,
}

func (m *mask) tags() {
	until := 0
	for _, at := range htmlTag.FindAllStringSubmatchIndex(m.text, -1) {
		start, end := at[0], at[1]
		if start < until {
			continue
		}
		name := ""
		if at[2] >= 0 {
			name = strings.ToLower(m.text[at[2]:at[3]])
		}
		closing := ""
		switch {
		case strings.HasPrefix(m.text[start:], "<!--"):
			closing = "-->"
		case (name == "script" || name == "style" || name == "noscript") && m.text[start+1] != '/':
			closing = "</" + name
		}
		if closing != "" {
			// Remains that are never closed are covered to the end of the line.
			if i := indexFold(m.text[end:], closing); i >= 0 {
				end += i
				if closing == "-->" {
					end += len(closing)
				}
			} else if i := strings.IndexByte(m.text[end:], '\n'); i >= 0 {
				end += i
			} else {
				end = len(m.text)
			}
		}
		m.cover(start, end)
		if at[2] >= 0 && !inline[name] {
			m.out[start] = '\n'
		}
		until = end
	}
}

func indexFold(s, lower string) int {
	if i := strings.Index(s, lower); i >= 0 {
		return i
	}
	return strings.Index(s, strings.ToUpper(lower))
}

func (m *mask) references() {
	for _, at := range reference.FindAllStringIndex(m.text, -1) {
		ref := m.text[at[0]:at[1]]
		r := html.UnescapeString(ref)
		if r == ref || len(r) > len(ref) || !utf8.ValidString(r) || m.out[at[0]] != '&' {
			continue
		}
		m.cover(at[0], at[1])
		if r != "\u00a0" && r != "\x00" {
			copy(m.out[at[1]-len(r):], r)
		}
	}
}

func (m *mask) bareReferences() {
	for _, at := range bareReference.FindAllStringSubmatchIndex(m.text, -1) {
		start, end := at[2], at[3]
		r := html.UnescapeString("&" + m.text[start:end])
		if m.out[start] == '#' {
			m.cover(start, end)
			copy(m.out[end-len(r):], r)
		}
	}
}

// pictures covers emoji, flags and what joins them.
func (m *mask) pictures() {
	for i := 0; i < len(m.out); {
		if m.out[i] < 0xe2 {
			i++
			continue
		}
		r, n := utf8.DecodeRune(m.out[i:])
		if pictorial(r) {
			m.cover(i, i+n)
		}
		i += n
	}
}

func pictorial(r rune) bool {
	switch {
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf, r >= 0x2b00 && r <= 0x2bff, r >= 0xe0020 && r <= 0xe007f:
		return true
	}
	return r == 0xfe0f || r == 0x200d || r == 0x20e3
}
