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
			if n := s.named(i, kind); n.First == n.Last {
				n.Type = kind
			}
		}
	}
}

// cited takes those who are cited for persons: the names before "et al.", and
// in brackets before a year, "(Lind & Marsh, 2010; Ode 1999)".
func cited(s *Sentence) {
	t := s.Tokens
	open := 0
	person := func(i int) bool {
		if i < 0 || t[i].UPOS != "PROPN" || !capitalised(t[i].Text) || strings.ToUpper(t[i].Text) == t[i].Text || strings.HasSuffix(t[i].Text, ".") || months[strings.ToLower(t[i].Text)] {
			return false
		}
		s.named(i, "Person").Type = "Person"
		return true
	}
	for i := range t {
		switch w := t[i].Text; {
		case w == "(":
			open++
		case w == ")":
			open = max(0, open-1)
		case w == "et" && i+1 < len(t) && strings.HasPrefix(t[i+1].Text, "al"):
			person(i - 1)
		case open > 0 && isYear(w):
			k := i - 1
			if k >= 0 && t[k].Text == "," {
				k--
			}
			for person(k) {
				for k > 0 && t[k-1].UPOS == "PROPN" && capitalised(t[k-1].Text) {
					k--
				}
				k--
				for k >= 0 && (t[k].Text == "," || t[k].Text == "&" || t[k].Text == "and") {
					k--
				}
			}
		}
	}
}

// isYear reports whether a word is a year of our times, perhaps with a letter:
// 2014b.
func isYear(w string) bool {
	w = strings.TrimRight(w, "abcd")
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}

// titled takes the one word behind a person's title for a person's name, if it
// is in none: "General Brandt".
func titled(s *Sentence) {
	t := s.Tokens
	for i := 1; i < len(t); i++ {
		if t[i].UPOS != "PROPN" || !capitalised(t[i].Text) || Office(t[i].Text) || i+1 < len(t) && t[i+1].UPOS == "PROPN" || t[i-1].Head != i && t[i].Head != i-1 {
			continue
		}
		switch strings.TrimSuffix(t[i-1].Text, ".") {
		case "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "General", "Gen", "Justice", "Judge", "Senator", "Sen", "Colonel", "Col", "Captain", "Capt", "Governor", "Gov",
			"Sir", "Ambassador", "Congressman", "Congresswoman", "Lieutenant", "Sergeant", "Admiral", "Rabbi", "Imam", "Sheikh", "Reverend", "Rev", "Chancellor", "Secretary":
			s.named(i, "Person")
		}
	}
}

// named returns the name that token i is in, a new one of a kind if it is in
// none.
func (s *Sentence) named(i int, kind string) *Span {
	at := slices.IndexFunc(s.Names, func(n Span) bool { return n.Last >= i })
	if at < 0 {
		at = len(s.Names)
	}
	if at == len(s.Names) || s.Names[at].First > i {
		s.Names = slices.Insert(s.Names, at, Span{First: i, Last: i, Type: kind})
	}
	return &s.Names[at]
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
