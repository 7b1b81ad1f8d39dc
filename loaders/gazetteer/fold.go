package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings names that differ only in how they are written to one form: no
// accents, lower case, straight and without apostrophes and dots, hyphens as
// spaces, "&" as "and", single spaces, no leading "the". It is the one folding
// used everywhere, so that folded names can be compared between packages.
//
//	Fold("The U.S.")      = "us"
//	Fold("Côte d’Ivoire") = "cote divoire"
//	Fold("al-Qaeda")      = "al qaeda"
func Fold(s string) string {
	s = foldRunes(s)
	for strings.HasPrefix(s, "the ") {
		s = s[len("the "):]
	}
	return s
}

// foldRunes is Fold without the dropping of "the".
func foldRunes(s string) string {
	s = decompose(s)
	out := make([]byte, 0, len(s))
	gap := false
	for _, r := range s {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			if gap && len(out) > 0 {
				out = append(out, ' ')
			}
			gap = false
			out = append(out, byte(r))
			if r <= 'Z' && r >= 'A' {
				out[len(out)-1] += 'a' - 'A'
			}
			continue
		}
		switch {
		case isApostrophe(r), r == '.', unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsSpace(r), isHyphen(r):
			gap = true
			continue
		}
		and := isAmpersand(r)
		if (gap || and) && len(out) > 0 {
			out = append(out, ' ')
		}
		gap = and
		if and {
			out = append(out, "and"...)
			continue
		}
		out = appendFolded(out, r)
	}
	return string(out)
}

// decompose takes letters and their marks apart, and wide or stylised letters
// back to plain ones.
func decompose(s string) string {
	if isASCII(s) {
		return s
	}
	// Its decomposition is a space and a mark, which would part the word.
	s = strings.ReplaceAll(s, "´", "'")
	return norm.NFKD.String(s)
}

// appendFolded appends a letter in lower case; letters that Unicode does not
// take apart are written as English does without them.
func appendFolded(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(b, byte(r))
	}
	switch r {
	case 'ß', 'ẞ':
		return append(b, "ss"...)
	case 'æ', 'Æ':
		return append(b, "ae"...)
	case 'œ', 'Œ':
		return append(b, "oe"...)
	case 'þ', 'Þ':
		return append(b, "th"...)
	case 'ł', 'Ł':
		return append(b, 'l')
	case 'ø', 'Ø':
		return append(b, 'o')
	case 'đ', 'Đ', 'ð', 'Ð':
		return append(b, 'd')
	case 'ħ', 'Ħ':
		return append(b, 'h')
	case 'ı':
		return append(b, 'i')
	case 'ə', 'Ə':
		return append(b, 'a')
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

func isAmpersand(r rune) bool { return r == '&' || r == '＆' || r == '﹠' }

// isApostrophe covers the quotes, letters and marks that names in Latin script
// use for a glottal stop or an elision.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '´', '‘', '’', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', '′', '‛', 'ˈ', '＇':
		return true
	}
	return false
}

// isHyphen covers hyphens and the dashes that are written for them.
func isHyphen(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '−', '﹣', '－':
		return true
	}
	return false
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
