package main

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

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
		if h := syntax.HeadOf(tokens, m.first, m.last); h >= 0 {
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
	for _, m := range n.all {
		kind := kinds[m.kind]
		if kind == "" {
			kind = "Other"
		}
		if h := namingHead(tokens, m); h >= 0 {
			s := syntax.NameAround(tokens, m.first, m.last, h, kind)
			switch {
			case generic(tokens, s, m):
			case s.Type == "Other":
				others = append(others, s)
			default:
				ours = append(ours, s)
			}
		}
	}
	ours = syntax.Longest(ours, len(tokens))
	beside := slices.DeleteFunc(others, func(o syntax.Span) bool {
		return slices.ContainsFunc(ours, func(s syntax.Span) bool { return s.First <= o.Last && o.First <= s.Last })
	})
	return ours, syntax.Longest(beside, len(tokens))
}

// given returns the spans of a sentence of ours, where what is marked are names
// as they are, Shell and Hunt too.
func (n *names) given(tokens int) (ours, others []syntax.Span) {
	for _, m := range n.all {
		if kind := kinds[m.kind]; kind != "" {
			ours = append(ours, syntax.Span{First: m.first, Last: m.last, Type: kind})
		} else {
			others = append(others, syntax.Span{First: m.first, Last: m.last, Type: "Other"})
		}
	}
	return syntax.Longest(ours, tokens), syntax.Longest(others, tokens)
}

// namingHead is the proper noun that names what is mentioned, -1 if it is not
// named: the head of the mention; the name that follows a common noun,
// "researcher Mu Li"; or what follows "of" where that is the name of the thing
// itself, "the island of Busuanga", as the linked article's title tells.
func namingHead(tokens []syntax.Token, m mention) int {
	h := syntax.HeadOf(tokens, m.first, m.last)
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
			if s := syntax.NameAround(tokens, m.first, m.last, i, "Place"); title != "" && strings.EqualFold(title, wordsOf(tokens, s)) {
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
		if c := t.Text[0]; !syntax.Office(t.Text) && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
