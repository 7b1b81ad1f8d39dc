package article

import (
	"fmt"
	"strings"
	"unicode"
)

// InputError says why a text cannot be read as prose.
type InputError struct{ Reason string }

func (e *InputError) Error() string { return e.Reason }

// functionWords are words that English prose cannot do without. One word in
// three of a newspaper is one of them; in other languages hardly any.
var functionWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "in": true, "a": true, "is": true, "that": true, "for": true, "on": true,
	"with": true, "by": true, "was": true, "as": true, "at": true, "from": true, "has": true, "have": true, "it": true, "its": true,
	"are": true, "be": true, "an": true, "said": true, "will": true, "his": true, "after": true, "were": true, "which": true, "not": true,
	"this": true, "but": true, "over": true, "he": true, "they": true, "their": true, "had": true, "been": true, "who": true, "would": true,
}

// checkLanguage refuses a text that is long enough to tell and not English.
func checkLanguage(text string) error {
	words, function, foreign, letters := 0, 0, 0, 0
	for w := range strings.FieldsSeq(text) {
		if words++; words > 600 {
			break
		}
		w = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
		if functionWords[w] {
			function++
		}
		for _, r := range w {
			if unicode.IsLetter(r) {
				letters++
				if !unicode.Is(unicode.Latin, r) {
					foreign++
				}
			}
		}
	}
	switch {
	case letters >= 20 && foreign*2 > letters:
		return &InputError{"the text is not English: most of its letters are not Latin. Only English is read"}
	case words >= 40 && float64(function) < 0.08*float64(words):
		return &InputError{fmt.Sprintf("the text does not read as English: %d of its first %d words are common English ones. Only English is read", function, words)}
	}
	return nil
}
