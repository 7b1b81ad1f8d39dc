package main

import (
	"slices"
	"sort"
	"strings"
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
		if h := headOf(tokens, m.First, m.Last); h >= 0 {
			out[h] = max(0, slices.Index(mentionKinds, m.Type))
		}
	}
	return out
}

// done returns the named spans of a sentence: mentions whose head is a proper
// noun, cut down to the name itself, the longest where they overlap.
func (n *names) done(tokens []syntax.Token) []syntax.Span {
	var spans []syntax.Span
	for _, m := range n.all {
		kind := kinds[m.Type]
		h := headOf(tokens, m.First, m.Last)
		if kind == "" || h < 0 || tokens[h].UPOS != "PROPN" {
			continue
		}
		s := syntax.Span{First: h, Last: h, Type: kind}
		for s.First > m.First && namePart(tokens[s.First-1], tokens[s.First]) {
			s.First--
		}
		for tokens[s.First].XPOS == "HYPH" {
			s.First++
		}
		for s.Last < m.Last {
			k := nameEnd(tokens, s.Last+1, m.Last, kind)
			if k <= s.Last {
				break
			}
			s.Last = k
		}
		for kind == "Person" && s.First < s.Last && office(tokens[s.First].Text) {
			s.First++
		}
		if kind == "Person" && noName(tokens[s.First:s.Last+1]) {
			continue
		}
		spans = append(spans, s)
	}
	sort.SliceStable(spans, func(i, j int) bool {
		li, lj := spans[i].Last-spans[i].First, spans[j].Last-spans[j].First
		if li != lj {
			return li > lj
		}
		return spans[i].First < spans[j].First
	})
	taken := make([]bool, len(tokens))
	var out []syntax.Span
next:
	for _, s := range spans {
		for i := s.First; i <= s.Last; i++ {
			if taken[i] {
				continue next
			}
		}
		for i := s.First; i <= s.Last; i++ {
			taken[i] = true
		}
		out = append(out, s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].First < out[j].First })
	return out
}

// noName reports whether a person's span is an office or a people, "Mr.
// President" or "Americans", rather than a name.
func noName(tokens []syntax.Token) bool {
	if len(tokens) == 1 && tokens[0].XPOS == "NNPS" {
		return true
	}
	for _, t := range tokens {
		if !office(t.Text) {
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
		"founders", "whip", "leader", "majority", "minority", "of", "the", "state", "defense", "defence", "staff", "attorney", "commander", "officer", "executive", "congresswoman", "representative", "counsel", "major", "lieutenant", "sergeant", "earl", "duke":
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

// nameEnd returns the last token by which the name grows at i, or i-1.
func nameEnd(tokens []syntax.Token, i, last int, kind string) int {
	t := tokens[i]
	switch {
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
