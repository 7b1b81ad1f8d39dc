package numeral

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/loaders/article/syntax"
)

// Kind tells the three sorts of pieces apart.
type Kind uint8

// The kinds of [Piece].
const (
	Sign    Kind = iota // one character of punctuation, or a currency sign
	Letters             // a run of letters, with the apostrophe of "'s"
	Digits              // a number in figures: 12, 12,000, 14.5, ½
)

// Piece is a stretch of a token that is all letters, all figures or one sign.
// Tokenizers differ on "$18bn", "12-day" and "mid-June"; the pieces of all
// their answers are the same.
type Piece struct {
	Kind       Kind
	Text       string  // as written
	Word       string  // lower case, straight apostrophes, "-" for every hyphen and en dash, no final full stop
	Value      float64 // of Digits
	Token      int     // index of the token it comes from
	Start, End int     // byte offsets, as the token's
	Glued      bool    // nothing stands between it and the piece before
}

// Split cuts tokens into pieces.
func Split(tokens []syntax.Token) Pieces {
	pieces := make([]Piece, 0, len(tokens)+len(tokens)/4)
	for i, token := range tokens {
		first := len(pieces)
		pieces = splitToken(pieces, i, token)
		if first > 0 && first < len(pieces) {
			before := pieces[first-1]
			pieces[first].Glued = before.End == token.Start && before.End > before.Start
		}
	}
	return pieces
}

func splitToken(pieces []Piece, index int, token syntax.Token) []Piece {
	text := token.Text
	for at := 0; at < len(text); {
		kind, size := next(text[at:])
		if n := len(pieces); kind == Digits && at > 1 && text[at-1] == '.' && text[at-2] >= '0' && text[at-2] <= '9' && n > 0 && pieces[n-1].Text == "." {
			size = plainDigits(text[at:]) // 7.2.2026: the marks divide
		}
		written := text[at : at+size]
		p := Piece{
			Kind: kind, Text: written, Token: index,
			Start: token.Start + at, End: token.Start + at + size,
			Glued: at > 0,
		}
		switch kind {
		case Letters:
			p.Word = foldWord(written)
		case Digits:
			p.Word = written
			p.Value = figure(written)
		default:
			p.Word = foldSign(written)
		}
		pieces = append(pieces, p)
		at += size
	}
	return pieces
}

// next tells the kind and the length in bytes of the piece at the start of a
// text that is not empty.
func next(s string) (Kind, int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r >= '0' && r <= '9':
		return Digits, digitRun(s)
	case vulgar(r) != 0:
		return Digits, size
	case unicode.IsLetter(r):
		return Letters, letterRun(s)
	case apostrophe(r):
		// "'s", "'ll": the rest of a contraction, not an opening quote of a
		// longer word.
		if n := letterRun(s[size:]); n > 0 && n <= 2 && size+n == len(s) {
			return Letters, size + n
		}
	}
	return Sign, size
}

// digitRun reads 12, 12,000, 14.5 and 1,234.56; in 7.2.2026 and 1,2,3 it
// stops before the first mark.
func digitRun(s string) int {
	n := plainDigits(s)
	grouped := n
	if n <= 3 {
		for len(s) > grouped+3 && s[grouped] == ',' && plainDigits(s[grouped+1:]) == 3 {
			grouped += 4
		}
	}
	end := grouped
	if len(s) > end+1 && s[end] == '.' {
		if d := plainDigits(s[end+1:]); d > 0 {
			end += 1 + d
		}
	}
	if len(s) > end+1 && (s[end] == '.' || s[end] == ',') && s[end+1] >= '0' && s[end+1] <= '9' {
		return n
	}
	return end
}

func plainDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// letterRun reads letters, the full stops of "a.m." and "U.S.", and one that
// ends the token ("Feb.").
func letterRun(s string) int {
	n, letters := 0, 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if unicode.IsLetter(r) || unicode.IsMark(r) && n > 0 {
			n += size
			letters++
			continue
		}
		if r != '.' || letters == 0 {
			break
		}
		after, _ := utf8.DecodeRuneInString(s[n+1:])
		if n+1 == len(s) || letters == 1 && unicode.IsLetter(after) {
			n++
			letters = 0
			continue
		}
		break
	}
	return n
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

func foldWord(s string) string {
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	if strings.ContainsRune(s, '’') {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return s
}

func foldSign(s string) string {
	switch s {
	case "‐", "‑", "–", "−", "‒":
		return "-"
	case "’", "‘", "ʼ":
		return "'"
	}
	return s
}

// vulgar gives the value of a fraction sign, 0 for another character.
func vulgar(r rune) float64 {
	switch r {
	case '½':
		return 0.5
	case '¼':
		return 0.25
	case '¾':
		return 0.75
	case '⅓':
		return 1.0 / 3
	case '⅔':
		return 2.0 / 3
	case '⅕':
		return 0.2
	case '⅛':
		return 0.125
	}
	return 0
}

func figure(s string) float64 {
	if r, _ := utf8.DecodeRuneInString(s); vulgar(r) != 0 {
		return vulgar(r)
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	if err != nil {
		return 0 // more digits than a float holds: no quantity anybody counts
	}
	return v
}

// Whole gives the number of a Digits piece written in plain figures, without
// comma or point, of at most nine digits.
func (p Piece) Whole() (n int, ok bool) {
	if p.Kind != Digits || len(p.Text) > 9 || plainDigits(p.Text) != len(p.Text) {
		return 0, false
	}
	n, err := strconv.Atoi(p.Text)
	return n, err == nil
}

// Capital tells whether the piece starts with an upper-case letter.
func (p Piece) Capital() bool {
	r, _ := utf8.DecodeRuneInString(p.Text)
	return unicode.IsUpper(r)
}
