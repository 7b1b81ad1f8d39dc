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

// otherWords are what other languages in Latin letters cannot do without.
var otherWords = map[string]bool{
	"der": true, "die": true, "das": true, "und": true, "ist": true, "nicht": true, "mit": true, "von": true, "den": true, "dem": true, "ein": true, "eine": true, "im": true, "für": true, "sich": true, "gegen": true, "zu": true, "auf": true, "wurde": true, "aus": true, "nach": true, "bei": true, "sei": true,
	"le": true, "la": true, "les": true, "des": true, "et": true, "est": true, "une": true, "un": true, "du": true, "que": true, "dans": true, "pour": true, "de": true, "au": true,
	"el": true, "los": true, "las": true, "una": true, "por": true, "con": true, "del": true, "en": true, "il": true, "di": true, "che": true, "non": true, "per": true, "della": true,
	"een": true, "het": true, "van": true, "dat": true, "och": true, "att": true, "som": true, "nie": true, "yang": true, "dengan": true, "dan": true, "ve": true, "bir": true,
	"da": true, "do": true, "os": true, "em": true, "uma": true, "para": true, "com": true, "w": true, "z": true, "na": true, "się": true,
}

// unmistakable words are of other languages only, and of no name or word that
// English prose has: one of them tells a short text.
var unmistakable = map[string]bool{
	"und": true, "ist": true, "nicht": true, "für": true, "sich": true, "gegen": true, "wurde": true, "wurden": true, "eine": true, "einen": true, "nach": true, "haben": true,
	"dans": true, "avec": true, "sont": true, "une": true, "cette": true, "selon": true, "según": true, "sobre": true, "también": true, "são": true, "não": true, "sono": true, "anche": true,
	"het": true, "een": true, "och": true, "się": true, "dengan": true,
}

// checkLanguage refuses a text that is long enough to tell and not English.
func checkLanguage(text string) error {
	words, function, other, sure, foreign, letters := 0, 0, 0, 0, 0, 0
	for w := range strings.FieldsSeq(text) {
		if words++; words > 600 {
			break
		}
		w = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
		if functionWords[w] {
			function++
		}
		if otherWords[w] {
			other++
		}
		if unmistakable[w] {
			sure++
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
	case words >= 12 && other*6 >= words && other > 2*function:
		return &InputError{fmt.Sprintf("the text does not read as English: %d of its first %d words are common ones of other languages. Only English is read", other, words)}
	case words >= 4 && words < 40 && sure > 0 && function*8 <= words:
		return &InputError{fmt.Sprintf("the text does not read as English: %d of its %d words are of other languages only. Only English is read", sure, words)}
	case words >= 40 && float64(function) < 0.08*float64(words):
		return &InputError{fmt.Sprintf("the text does not read as English: %d of its first %d words are common English ones. Only English is read", function, words)}
	}
	return nil
}
