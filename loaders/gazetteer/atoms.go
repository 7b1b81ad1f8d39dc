package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner takes a word apart into atoms, the pieces that names are compared
// by: runs of folded letters and digits, the possessive "'s", and any other
// sign by itself. Hyphens and slashes part atoms and are none; apostrophes and
// dots inside a word vanish ("Sana'a" is "sanaa", "U.S." is "us").
type scanner struct {
	word string // what is left of it
	buf  []byte

	atom  []byte // valid until the next call of next
	caps  bool   // all its letters are capitals
	upper bool   // its first letter is a capital

	decomposed bool
}

// next finds the next atom.
func (s *scanner) next() bool {
	if !s.decomposed {
		if s.word == "." { // the end of a sentence, not of an abbreviation
			s.word, s.atom, s.decomposed = "", append(s.buf[:0], '.'), true
			return true
		}
		s.word, s.decomposed = decompose(s.word), true
	}
	s.atom, s.caps, s.upper = s.buf[:0], false, false
	letters, capitals := 0, 0
	for len(s.word) > 0 {
		r, size := utf8.DecodeRuneInString(s.word)
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '+':
			s.atom = append(s.atom, byte(r))
			if r >= 'a' {
				letters++
			}
		case 'A' <= r && r <= 'Z':
			s.upper = s.upper || letters == 0
			s.atom = append(s.atom, byte(r)+'a'-'A')
			letters++
			capitals++
		case r == '.' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case isApostrophe(r):
			if rest := s.word[size:]; rest == "s" || rest == "S" {
				if len(s.atom) > 0 {
					s.caps = capitals > 0 && capitals == letters
					return true
				}
				s.word = ""
				s.atom = append(s.atom, '\'', 's')
				return true
			}
		case isHyphen(r), r == '/', unicode.IsSpace(r):
			s.word = s.word[size:]
			if len(s.atom) > 0 {
				s.caps = capitals > 0 && capitals == letters
				return true
			}
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if unicode.IsUpper(r) {
				s.upper = s.upper || letters == 0
				capitals++
			}
			letters++
			s.atom = appendFolded(s.atom, r)
		default: // a sign
			if len(s.atom) > 0 {
				s.caps = capitals > 0 && capitals == letters
				return true
			}
			s.word = s.word[size:]
			if isAmpersand(r) {
				s.atom = append(s.atom, "and"...)
			} else {
				s.atom = utf8.AppendRune(s.atom, r)
			}
			return true
		}
		s.word = s.word[size:]
	}
	s.caps = capitals > 0 && capitals == letters
	return len(s.atom) > 0
}

// atom is a piece of a name in the data, with how it is written there.
type atom struct {
	text        string
	caps, upper bool
}

// atomsOf takes a whole name apart.
func atomsOf(name string) []atom {
	var out []atom
	buf := make([]byte, 0, 64)
	for _, word := range strings.Fields(name) {
		s := scanner{word: word, buf: buf}
		for s.next() {
			out = append(out, atom{text: string(s.atom), caps: s.caps, upper: s.upper})
		}
	}
	return out
}
