package syntax

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// byTree lets names end where the tree says that they do. What reads names
// finds words that name; how far a name reaches, and which of the words before
// it are a title, shows in the tree. A name whose words the tree parts stays as
// it was found: one of the two is wrong, and it is as often the tree.
func byTree(s *Sentence) {
	for i, n := range s.Names {
		h := HeadOf(s.Tokens, n.First, n.Last)
		if h < 0 || n.Type == event || s.Tokens[h].UPOS != "PROPN" || parted(s.Tokens, n, h) {
			continue
		}
		first, last := mentioned(s.Tokens, h)
		s.Names[i] = NameAround(s.Tokens, first, last, h, n.Type)
	}
	s.Names = Longest(s.Names, len(s.Tokens))
}

// parted reports whether a proper noun of a name beside its head h hangs on a
// word outside the name.
func parted(tokens []Token, n Span, h int) bool {
	for i := h + 1; i <= n.Last; i++ {
		if t := &tokens[i]; t.UPOS == "PROPN" && (t.Head < n.First || t.Head > n.Last) {
			return true
		}
	}
	return false
}

// storms takes out of the persons of a text what is the name of a storm
// somewhere in it: "Cyclone Nora" is called Nora alone later on.
func storms(sentences []*Sentence) {
	named := map[string]bool{}
	for _, s := range sentences {
		for i := 1; i < len(s.Tokens); i++ {
			if w := s.Tokens[i].Text; isStorm(s.Tokens[i-1].Text) && capitalised(w) {
				named[w] = true
			}
		}
	}
	if len(named) == 0 {
		return
	}
	for _, s := range sentences {
		s.Names = slices.DeleteFunc(s.Names, func(n Span) bool {
			return n.Type == "Person" && named[s.Tokens[n.Last].Text] && (n.First == n.Last || isStorm(s.Tokens[n.First].Text))
		})
	}
}

func isStorm(word string) bool {
	return word == "Cyclone" || word == "Hurricane" || word == "Typhoon" || word == "Storm"
}

// event is the kind of names whose ends the tree does not tell: "2022 World
// Cup" begins with what is no proper noun.
const event = "Event"

// mentioned is the stretch of words around h that hang on it, without what is
// only set beside it: others that do the same, another name for it.
func mentioned(tokens []Token, h int) (first, last int) {
	within := func(i int) bool {
		if strings.Contains(tokens[i].Text, "@") {
			return false // an address after a name
		}
		for i >= 0 && i != h {
			if t := &tokens[i]; t.Head == h {
				switch t.Rel {
				case "conj", "parataxis", "appos", "list", "dep":
					return false
				case "punct":
					return t.XPOS == "HYPH" || t.XPOS == "NNP"
				}
				return true
			}
			i = tokens[i].Head
		}
		return i == h
	}
	first, last = h, h
	for first > 0 && within(first-1) {
		first--
	}
	for last < len(tokens)-1 && within(last+1) {
		last++
	}
	return first, last
}

// Longest keeps of the spans of a sentence of so many tokens those that
// overlap with no longer one, in order.
func Longest(spans []Span, tokens int) []Span {
	if len(spans) < 2 {
		return spans
	}
	slices.SortStableFunc(spans, func(a, b Span) int {
		return cmp.Or((b.Last-b.First)-(a.Last-a.First), a.First-b.First)
	})
	taken := make([]bool, tokens)
	kept := spans[:0]
	for _, s := range spans {
		if slices.Contains(taken[s.First:s.Last+1], true) {
			continue
		}
		for i := s.First; i <= s.Last; i++ {
			taken[i] = true
		}
		kept = append(kept, s)
	}
	slices.SortFunc(kept, func(a, b Span) int { return a.First - b.First })
	return kept
}

// NameAround is the name of a kind around the proper noun h, within what is
// mentioned, tokens first to last. Learning takes names from the treebank by it
// and reading from the tree that was read, so that both end names alike.
func NameAround(tokens []Token, first, last, h int, kind string) Span {
	s := Span{First: h, Last: h, Type: kind}
	for s.First > first {
		i := s.First - 1
		if k := partBefore(tokens, first, i, h); k <= i {
			s.First = k
			continue
		}
		if !namePart(tokens[i], tokens[s.First]) {
			break
		}
		s.First = i
	}
	for s.First < h && (tokens[s.First].UPOS == "PUNCT" || tokens[s.First].Text == "&") {
		s.First++
	}
	for s.Last < last {
		k := nameEnd(tokens, s.Last+1, last, kind)
		if k <= s.Last {
			break
		}
		s.Last = k
	}
	for kind == "Person" && s.First < s.Last && (Office(tokens[s.First].Text) || tokens[s.First].UPOS == "PUNCT") {
		s.First++
	}
	return s
}

// partBefore returns where a conjoined or hyphenated part of a name that ends
// at i begins, "Newfoundland and Labrador" before "Court of Appeal"; more than
// i if there is none.
func partBefore(tokens []Token, first, i, h int) int {
	if tokens[i].UPOS != "PROPN" {
		return i + 1
	}
	for c := first; c < i; c++ {
		if tokens[c].UPOS != "PROPN" || tokens[c].Head != h || tokens[c].Rel != "compound" {
			continue
		}
		whole, joined := true, false
		for k := c + 1; k <= i; k++ {
			under := false
			for a := k; a >= first && !under; a = tokens[a].Head {
				under = a == c
			}
			t := tokens[k]
			joined = joined || t.Rel == "conj"
			whole = whole && under && (t.UPOS == "PROPN" || t.UPOS == "CCONJ" || t.UPOS == "SYM" || t.XPOS == "HYPH" || t.Text == "–")
		}
		if whole && joined {
			return c
		}
	}
	return i + 1
}

// Office reports whether a word is capitalised in address and before names
// but names nobody.
func Office(word string) bool {
	switch strings.TrimSuffix(strings.ToLower(word), ".") {
	case "president", "secretary", "director", "senator", "minister", "prime", "vice", "deputy", "foreign", "chairman", "chairwoman", "chair", "mr", "mrs", "ms", "madam",
		"sir", "judge", "justice", "chief", "general", "gen", "colonel", "captain", "king", "queen", "prince", "princess", "emperor", "pope", "bishop", "father", "mother",
		"dad", "mom", "mama", "papa", "mum", "grandma", "grandpa", "lord", "lady", "speaker", "governor", "mayor", "ambassador", "professor", "doctor", "dr", "congressman",
		"founders", "whip", "leader", "majority", "minority", "miss", "reverend", "rev", "col", "capt", "lt", "sgt", "sen", "rep", "gov", "hon", "prof", "saint", "admiral", "marshal", "sheikh", "imam", "rabbi", "baroness", "baron", "count", "countess", "chancellor", "premier", "solicitor", "inspector", "detective", "corporal", "private", "dame", "uncle", "aunt", "grandmother", "grandfather", "brother", "sister", "nurse", "coach", "of", "the", "state", "defense", "defence", "staff", "attorney", "commander", "officer", "executive", "congresswoman", "representative", "counsel", "major", "lieutenant", "sergeant", "earl", "duke":
		return true
	}
	return false
}

// HeadOf is the token of a span whose head lies outside it, the first of
// several; -1 if there is none.
func HeadOf(tokens []Token, first, last int) int {
	for i := first; i <= last; i++ {
		if h := tokens[i].Head; h < first || h > last {
			return i
		}
	}
	return -1
}

// Capital reports whether a word begins with a capital letter or a digit.
func Capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// namePart reports whether token t belongs to the name that begins with next.
func namePart(t, next Token) bool {
	switch t.UPOS {
	case "PROPN":
		return true
	case "ADJ", "NOUN", "NUM", "VERB":
		return Capital(t.Text)
	case "PUNCT":
		return t.XPOS == "HYPH" || t.Text == "."
	case "X":
		return Capital(t.Text)
	}
	return t.Text == "&"
}

// roman reports whether a word counts kings: II, XIV. The pronoun I does not
// follow a name inside a mention.
func roman(word string) bool { return word != "" && strings.Trim(word, "IVX") == "" }

// nameEnd returns the last token by which the name grows at i, or i-1.
func nameEnd(tokens []Token, i, last int, kind string) int {
	t := tokens[i]
	switch {
	case kind == "Person" && roman(t.Text):
		return i
	case t.UPOS == "PROPN", t.UPOS == "NUM" && t.Rel == "nummod" && t.Head < i, t.Text == "&":
		return i
	case t.XPOS == "HYPH" && i < last && tokens[i+1].UPOS == "PROPN":
		return i + 1
	case (t.Text == "of" || t.Text == "for" || t.Text == "on" || t.Text == "and" || t.Text == "in") && kind != "Person" && i < last:
		if t.Text == "in" && kind == "Place" {
			return i - 1
		}
		k := i + 1
		for k < last && (tokens[k].UPOS == "DET" || tokens[k].UPOS == "ADJ" && Capital(tokens[k].Text)) {
			k++
		}
		if tokens[k].UPOS == "PROPN" || tokens[k].UPOS == "NOUN" && Capital(tokens[k].Text) && strings.ToUpper(tokens[k].Text) != tokens[k].Text {
			return k
		}
	case (t.UPOS == "NOUN" || t.UPOS == "ADJ") && Capital(t.Text):
		return i
	}
	return i - 1
}
