package dataset

import (
	"strings"
	"unicode"
)

// Capitalised writes words in capitals as names are: "AL-ZAYDI" is
// "Al-Zaydi", "CHARLES III" is "Charles III". Words that have small letters
// stay as they are, but for their capitals after the first.
func Capitalised(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if !isRoman(w) {
			words[i] = capitalised(w)
		}
	}
	return strings.Join(words, " ")
}

func isRoman(w string) bool { return w != "" && strings.Trim(w, "IVX") == "" }

func capitalised(w string) string {
	var b strings.Builder
	inWord := false
	for _, r := range w {
		if inWord {
			b.WriteRune(unicode.ToLower(r))
		} else {
			b.WriteRune(r)
		}
		inWord = unicode.IsLetter(r) || (inWord && (r == '\'' || r == '’'))
	}
	return b.String()
}
