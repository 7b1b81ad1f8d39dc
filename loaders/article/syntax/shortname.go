package syntax

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortNames finds the abbreviations that a text gives behind names, "World
// Health Organization (WHO)": each is a name of the same type wherever it
// stands.
func shortNames(sentences []*Sentence) {
	types := map[string]string{}
	for _, s := range sentences {
		t := s.Tokens
		for _, n := range s.Names {
			if n.Last == n.First || n.Last+3 >= len(t) || t[n.Last+1].Text != "(" || t[n.Last+3].Text != ")" {
				continue
			}
			if w := t[n.Last+2].Text; len(w) > 1 && strings.ToUpper(w) == w && shortens(w, t[n.First:n.Last+1]) {
				types[w] = n.Type
			}
		}
	}
	if len(types) == 0 {
		return
	}
	for _, s := range sentences {
		for i := range s.Tokens {
			kind := types[s.Tokens[i].Text]
			if kind == "" {
				continue
			}
			at := slices.IndexFunc(s.Names, func(n Span) bool { return n.Last >= i })
			switch {
			case at < 0:
				s.Names = append(s.Names, Span{First: i, Last: i, Type: kind})
			case s.Names[at].First > i:
				s.Names = slices.Insert(s.Names, at, Span{First: i, Last: i, Type: kind})
			case s.Names[at].First == s.Names[at].Last:
				s.Names[at].Type = kind
			}
		}
	}
}

// shortens reports whether a word is made of the first letters of a name's,
// of which those without a capital may be left out.
func shortens(word string, name []Token) bool {
	letters := []rune(strings.ReplaceAll(word, ".", ""))
	for _, t := range name {
		switch r, _ := utf8.DecodeRuneInString(t.Text); {
		case len(letters) > 0 && unicode.ToUpper(r) == letters[0]:
			letters = letters[1:]
		case unicode.IsUpper(r):
			return false
		}
	}
	return len(letters) == 0
}
