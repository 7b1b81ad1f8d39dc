package export

import (
	"strings"
	"unicode"
)

// plain is text as a picture can show it: one line, no control characters, and
// none of the marks that turn the direction of what stands beside them.
func plain(s string) string {
	fine := true
	for i := 0; i < len(s) && fine; i++ {
		fine = s[i] > ' ' && s[i] < 0x7f || s[i] == ' ' && i > 0 && s[i-1] != ' ' && i < len(s)-1
	}
	if fine {
		return s
	}
	s = strings.Map(visible, s)
	return strings.Join(strings.Fields(s), " ")
}

// visible is a sign as a line of text can show it; -1 for none.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r == unicode.ReplacementChar, unicode.IsControl(r):
		return unicode.ReplacementChar
	case unicode.Is(unicode.Bidi_Control, r):
		return -1
	}
	return r
}

// textWidth is about how wide text is in pixels at a font size. There is no
// font here to ask; the widths lie between those of Helvetica and the wider
// ones of DejaVu Sans.
func textWidth(s string, size float64) float64 {
	w := 0
	for _, r := range s {
		w += runeWidth(r)
	}
	return mul(float64(w), size) / 1000
}

// runeWidth is in thousandths of the font size.
func runeWidth(r rune) int {
	switch {
	case strings.ContainsRune("iIjl.,:;'|!()[]-“”‘’·", r):
		return 330
	case strings.ContainsRune("mwMW@%—…", r):
		return 900
	case r == ' ':
		return 300
	case r < 0x80 && unicode.IsUpper(r):
		return 690
	case r < 0x80:
		return 570
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana), r > 0xFFFF:
		return 1050
	}
	return 690
}

// cut shortens text to about n characters and says so with an ellipsis. It
// does not leave half of a joined character at the end.
func cut(s string, n int) string {
	if len(s) <= n {
		return s // no more characters than bytes
	}
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	end := n - 1
	for end > 0 && (unicode.In(runes[end], unicode.Mn, unicode.Me, unicode.Cf) || runes[end-1] == '\u200d') {
		end--
	}
	return strings.TrimRight(string(runes[:end]), " ,;·") + "…"
}

// lineLength is how many characters a line of a node's label holds.
const lineLength = 20

// wrap breaks a label into at most two lines, at the space that makes them
// most alike.
func wrap(label string) []string {
	label = plain(label)
	if len([]rune(label)) <= lineLength {
		return []string{label}
	}
	best, at := 1<<30, -1
	for i, r := range label {
		if r != ' ' {
			continue
		}
		a, b := len([]rune(label[:i])), len([]rune(label[i+1:]))
		if longer := max(a, b); longer < best {
			best, at = longer, i
		}
	}
	if at < 0 || best > 2*lineLength {
		return []string{cut(label, lineLength+4)}
	}
	return []string{cut(label[:at], lineLength+4), cut(label[at+1:], lineLength+4)}
}
