package article

import (
	"strings"

	"entente/loaders/article/syntax"
)

// A headline is often two: "Rebels seize town as soldiers flee", "Chad:
// gunmen storm mine". Read as one, the parser finds the verb of one and takes
// that of the other for a noun. Here each is read by itself and the trees are
// joined.

// minPiece is the shortest clause that is read by itself, in tokens.
const minPiece = 3

// pieces reads a headline of several clauses clause by clause, if it is one.
func (r *Reader) pieces(s *syntax.Sentence) bool {
	t := s.Tokens
	if len(t) < 2*minPiece || len(t) > maxHeadline {
		return false
	}
	full, brackets := prose(s), 0
	for i := 1; i+minPiece < len(t); i++ {
		switch t[i].Text {
		case "(", "[":
			brackets++
		case ")", "]":
			brackets--
		case ":", "|":
			if brackets == 0 && r.topic(s, i) {
				return true
			}
		case ";":
			if i >= minPiece && !full && brackets == 0 {
				a, b := r.piece(s, 0, i), r.piece(s, i+1, len(t))
				join(s, a, b, i, "parataxis")
				return true
			}
		}
	}
	if full {
		return false
	}
	for i := minPiece; i+minPiece <= len(t); i++ {
		switch strings.ToLower(t[i].Text) {
		case "as", "after", "before", "while":
			if r.clause(s, i) {
				return true
			}
		}
	}
	return false
}

// prose tells whether a sentence has articles or verbs that headlines leave out.
func prose(s *syntax.Sentence) bool {
	for i := range s.Tokens {
		switch strings.ToLower(s.Tokens[i].Text) {
		case "\"", "“", "the", "a", "an", "was", "were", "had", "which", "who", "been", "that":
			return true
		}
	}
	return false
}

// topic reads a headline whose first words, up to token i, say of what or of
// whom it tells: "Chad: gunmen storm mine".
func (r *Reader) topic(s *syntax.Sentence, i int) bool {
	if i > 8 || s.Tokens[i+1].UPOS == "NUM" && s.Tokens[i-1].UPOS == "NUM" {
		return false
	}
	for _, k := range s.Tokens[:i] {
		if k.XPOS == "VBD" || k.XPOS == "VBZ" || k.UPOS == "PRON" {
			return false // "He said: …"
		}
	}
	a, b := r.piece(s, 0, i), r.piece(s, i+1, len(s.Tokens))
	if root := b.root(); root < 0 || b.Tokens[root].UPOS != "VERB" {
		return false // nothing a verb would be found in
	}
	join(s, a, b, i, "parataxis")
	return true
}

// clause reads a headline whose clause with the conjunction at token i has been
// taken for a noun phrase, or has taken the verb away from what is before it.
func (r *Reader) clause(s *syntax.Sentence, i int) bool {
	t := s.Tokens
	a, b := r.piece(s, 0, i), r.piece(s, i+1, len(t))
	ra, rb := a.root(), b.root()
	if ra < 0 || rb < 0 || !a.finite(ra) || !b.finite(rb) || a.kid(ra, "nsubj") < 0 || b.kid(rb, "nsubj") < 0 {
		return false
	}
	if t[ra].Head < 0 {
		if h := t[i].Head; t[i].Rel == "mark" && h > i && t[h].UPOS == "VERB" && (part{s}).kid(h, "nsubj") >= 0 {
			return false // it was read so
		}
		if x := b.Tokens[rb].XPOS; x == "VBD" || x == "VBN" {
			return false // "hands over town as part of a deal aimed at peace"
		}
	}
	for _, k := range b.Tokens[:rb] {
		if k.Rel == "mark" && k.UPOS == "SCONJ" {
			return false // "as minister after Vance breaks tie"
		}
	}
	switch t[i+rb].Text {
	case ",", "and", "or", "but":
		return false // "sworn in as president, pledges reform"
	}
	// "after raid on offices": what has no object may be a noun.
	if x := b.Tokens[rb].XPOS; x != "VBZ" && x != "VBD" && b.kid(rb, "obj") < 0 && !strings.EqualFold(t[i].Text, "as") {
		return false
	}
	join(s, a, b, i, "advcl")
	k := &s.Tokens[i]
	k.UPOS, k.XPOS, k.Lemma, k.Head, k.Rel = "SCONJ", "IN", strings.ToLower(k.Text), i+1+rb, "mark"
	return true
}

// part is a piece of a sentence.
type part struct{ *syntax.Sentence }

// piece reads the tokens from one to another as a sentence.
func (r *Reader) piece(s *syntax.Sentence, from, to int) part {
	p := &syntax.Sentence{Start: s.Start, End: s.End, Tokens: make([]syntax.Token, 0, to-from)}
	for _, k := range s.Tokens[from:to] {
		p.Tokens = append(p.Tokens, syntax.Token{Start: k.Start, End: k.End, Text: k.Text, Head: -1})
	}
	r.syntax.Parse([]*syntax.Sentence{p})
	r.complete(p)
	return part{p}
}

func (p part) root() int {
	for i := range p.Tokens {
		if p.Tokens[i].Head < 0 {
			return i
		}
	}
	return -1
}

func (p part) kid(i int, rel string) int {
	for j := range p.Tokens {
		if p.Tokens[j].Head == i && strings.HasPrefix(p.Tokens[j].Rel, rel) {
			return j
		}
	}
	return -1
}

// finite tells whether token i is a verb that a clause can have.
func (p part) finite(i int) bool {
	k := &p.Tokens[i]
	return k.UPOS == "VERB" && (k.XPOS != "VBG" && k.XPOS != "VB" || p.kid(i, "nsubj") >= 0)
}

// join writes the trees of two pieces of s, the second after token at, into s.
func join(s *syntax.Sentence, a, b part, at int, rel string) {
	ra := a.root()
	copy(s.Tokens, a.Tokens)
	for i, k := range b.Tokens {
		if k.Head < 0 {
			k.Head, k.Rel = ra, rel
		} else {
			k.Head += at + 1
		}
		s.Tokens[at+1+i] = k
	}
	k := &s.Tokens[at]
	k.UPOS, k.Head, k.Rel = "PUNCT", ra, "punct"
}
