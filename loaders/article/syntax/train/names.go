package main

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/loaders/article/syntax"
)

// kinds maps GUM's entity types to ours. Types left out are seldom names.
var kinds = map[string]string{"person": "Person", "organization": "Organization", "place": "Place", "event": "Event"}

// mentionKinds are what GUM tells apart among all things mentioned, named or
// not; 0 is no mention's head. The net learns them beside its tasks, for what
// they teach it of nouns, and its reader ignores them.
var mentionKinds = []string{"", "abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance", "time"}

func (n *names) kinds(tokens []syntax.Token) []int {
	out := make([]int, len(tokens))
	for _, m := range n.all {
		if h := headOf(tokens, m.first, m.last); h >= 0 {
			out[h] = max(0, slices.Index(mentionKinds, m.kind))
		}
	}
	return out
}

// done returns the named spans of a sentence: mentions of which a proper noun
// is head, or names what the head says it is, cut down to the name itself,
// the longest where they overlap. others are names of kinds that are not ours,
// where none of ours stands.
func (n *names) done(tokens []syntax.Token) (ours, others []syntax.Span) {
	var spans []syntax.Span
	for _, m := range n.all {
		kind := kinds[m.kind]
		if kind == "" {
			kind = "Other"
		}
		if h := namingHead(tokens, m); h >= 0 {
			s := nameAround(tokens, m, h, kind)
			if !generic(tokens, s, m) {
				spans = append(spans, s)
			}
		}
	}
	sort.SliceStable(spans, func(i, j int) bool {
		if a, b := spans[i].Type == "Other", spans[j].Type == "Other"; a != b {
			return b
		}
		li, lj := spans[i].Last-spans[i].First, spans[j].Last-spans[j].First
		if li != lj {
			return li > lj
		}
		return spans[i].First < spans[j].First
	})
	taken := make([]bool, len(tokens))
	for _, s := range spans {
		if slices.Contains(taken[s.First:s.Last+1], true) {
			continue
		}
		for i := s.First; i <= s.Last; i++ {
			taken[i] = true
		}
		if s.Type == "Other" {
			others = append(others, s)
		} else {
			ours = append(ours, s)
		}
	}
	sort.Slice(ours, func(i, j int) bool { return ours[i].First < ours[j].First })
	return ours, others
}

// namingHead is the proper noun that names what is mentioned, -1 if it is not
// named: the head of the mention; the name that follows a common noun,
// "researcher Mu Li"; or what follows "of" where that is the name of the thing
// itself, "the island of Busuanga", as the linked article's title tells.
func namingHead(tokens []syntax.Token, m mention) int {
	h := headOf(tokens, m.first, m.last)
	if h < 0 || tokens[h].UPOS == "PROPN" {
		return h
	}
	title, _, _ := strings.Cut(m.link, "_(")
	title, _, _ = strings.Cut(title, ",")
	title = strings.ReplaceAll(title, "_", " ")
	for i := h + 1; i <= m.last; i++ {
		t := tokens[i]
		if t.UPOS != "PROPN" || t.Head != h || tokens[h].UPOS != "NOUN" {
			continue
		}
		switch t.Rel {
		case "flat":
			return i
		case "appos":
			// One mention of both only if no comma parts them.
			if i == h+1 || tokens[i-1].UPOS == "PROPN" && tokens[i-1].Head == i {
				return i
			}
		case "nmod":
			if s := nameAround(tokens, m, i, "Place"); title != "" && strings.EqualFold(title, wordsOf(tokens, s)) {
				return i
			}
		}
	}
	return -1
}

func wordsOf(tokens []syntax.Token, s syntax.Span) string {
	var w []string
	for _, t := range tokens[s.First : s.Last+1] {
		w = append(w, t.Text)
	}
	return strings.Join(w, " ")
}

// nameAround is the name in a mention around its proper noun h.
func nameAround(tokens []syntax.Token, m mention, h int, kind string) syntax.Span {
	s := syntax.Span{First: h, Last: h, Type: kind}
	for s.First > m.first {
		i := s.First - 1
		if k := partBefore(tokens, m.first, i, h); k <= i {
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
	for s.Last < m.last {
		k := nameEnd(tokens, s.Last+1, m.last, kind)
		if k <= s.Last {
			break
		}
		s.Last = k
	}
	for kind == "Person" && s.First < s.Last && (office(tokens[s.First].Text) || tokens[s.First].UPOS == "PUNCT") {
		s.First++
	}
	return s
}

// partBefore returns where a conjoined or hyphenated part of a name that ends
// at i begins, "Newfoundland and Labrador" before "Court of Appeal"; more than
// i if there is none.
func partBefore(tokens []syntax.Token, first, i, h int) int {
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

// generic reports whether a span is capitalised but no name: an office or a
// people for a person, "Mr. President", "Senate Republicans"; or one word that
// is a common noun, of something no article is linked to.
func generic(tokens []syntax.Token, s syntax.Span, m mention) bool {
	name := tokens[s.First : s.Last+1]
	if s.Type == "Person" && noName(name) {
		return true
	}
	if s.First != s.Last || m.link != "" {
		return false
	}
	word := strings.ToLower(name[0].Text)
	return commonNouns()[word]
}

//go:embed nouns.txt
var nouns string

// commonNouns are nouns of the training text that are written in lower case
// more often than as proper nouns.
var commonNouns = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(nouns) {
		set[w] = true
	}
	return set
})

// noName reports whether a person's span is an office or a people, "Mr.
// President" or "Americans", rather than a name.
func noName(tokens []syntax.Token) bool {
	if tokens[len(tokens)-1].XPOS == "NNPS" {
		return true
	}
	for _, t := range tokens {
		if c := t.Text[0]; !office(t.Text) && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// office reports whether a word is capitalised in address and before names
// but names nobody.
func office(word string) bool {
	switch strings.TrimSuffix(strings.ToLower(word), ".") {
	case "president", "secretary", "director", "senator", "minister", "prime", "vice", "deputy", "foreign", "chairman", "chairwoman", "chair", "mr", "mrs", "ms", "madam",
		"sir", "judge", "justice", "chief", "general", "gen", "colonel", "captain", "king", "queen", "prince", "princess", "emperor", "pope", "bishop", "father", "mother",
		"dad", "mom", "mama", "papa", "mum", "grandma", "grandpa", "lord", "lady", "speaker", "governor", "mayor", "ambassador", "professor", "doctor", "dr", "congressman",
		"founders", "whip", "leader", "majority", "minority", "miss", "reverend", "rev", "col", "capt", "lt", "sgt", "sen", "rep", "gov", "hon", "prof", "saint", "admiral", "marshal", "sheikh", "imam", "rabbi", "baroness", "baron", "count", "countess", "chancellor", "premier", "solicitor", "inspector", "detective", "corporal", "private", "dame", "uncle", "aunt", "grandmother", "grandfather", "brother", "sister", "nurse", "coach", "of", "the", "state", "defense", "defence", "staff", "attorney", "commander", "officer", "executive", "congresswoman", "representative", "counsel", "major", "lieutenant", "sergeant", "earl", "duke":
		return true
	}
	return false
}

// headOf is the token of a span whose head lies outside it.
func headOf(tokens []syntax.Token, first, last int) int {
	for i := first; i <= last; i++ {
		if h := tokens[i].Head; h < first || h > last {
			return i
		}
	}
	return -1
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// namePart reports whether token t belongs to the name that begins with next.
func namePart(t, next syntax.Token) bool {
	switch t.UPOS {
	case "PROPN":
		return true
	case "ADJ", "NOUN", "NUM", "VERB":
		return capital(t.Text)
	case "PUNCT":
		return t.XPOS == "HYPH" || t.Text == "."
	case "X":
		return capital(t.Text)
	}
	return t.Text == "&"
}

// roman reports whether a word counts kings: II, XIV. The pronoun I does not
// follow a name inside a mention.
func roman(word string) bool { return word != "" && strings.Trim(word, "IVX") == "" }

// nameEnd returns the last token by which the name grows at i, or i-1.
func nameEnd(tokens []syntax.Token, i, last int, kind string) int {
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
		for k < last && (tokens[k].UPOS == "DET" || tokens[k].UPOS == "ADJ" && capital(tokens[k].Text)) {
			k++
		}
		if tokens[k].UPOS == "PROPN" || tokens[k].UPOS == "NOUN" && capital(tokens[k].Text) && strings.ToUpper(tokens[k].Text) != tokens[k].Text {
			return k
		}
	case (t.UPOS == "NOUN" || t.UPOS == "ADJ") && capital(t.Text):
		return i
	}
	return i - 1
}
