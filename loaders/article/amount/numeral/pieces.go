package numeral

import (
	"slices"

	"entente/loaders/article/syntax"
)

// Pieces are those of a sentence. What lies before the first and behind the
// last has no word and is an empty sign, so that readers may look around.
type Pieces []Piece

// At gives piece i, an empty sign outside the sentence.
func (p Pieces) At(i int) Piece {
	if i < 0 || i >= len(p) {
		return Piece{Token: -1}
	}
	return p[i]
}

// Word gives piece i in lower case, "" outside the sentence.
func (p Pieces) Word(i int) string {
	if i < 0 || i >= len(p) {
		return ""
	}
	return p[i].Word
}

// Is tells whether piece i is one of the words; none is outside the sentence.
func (p Pieces) Is(i int, words ...string) bool {
	at := p.Word(i)
	return at != "" && slices.Contains(words, at)
}

// Skip steps over piece i if it is one of the words.
func (p Pieces) Skip(i int, words ...string) int {
	if p.Is(i, words...) {
		return i + 1
	}
	return i
}

// Token gives the token that piece i is of, an empty one outside the sentence.
func (p Pieces) Token(tokens []syntax.Token, i int) syntax.Token {
	if t := p.At(i).Token; t >= 0 && t < len(tokens) {
		return tokens[t]
	}
	return syntax.Token{}
}
