package main

import (
	_ "embed"
	"strings"

	"entente/loaders/article/syntax"
)

// knownNames lists names of states, cities, organisations and people in the
// news, a kind a line. The treebanks name few of them, so some of their names
// are written over with these while learning: how a name stands in its
// sentence is learnt from the treebank, what such names look like from here.
//
//go:embed known.txt
var knownNames string

// known holds the names by kind and number of words.
type known map[string][][]string

func readKnown() known {
	k := known{}
	for line := range strings.Lines(knownNames) {
		kind, list, _ := strings.Cut(strings.TrimSpace(line), " ")
		for name := range strings.SplitSeq(list, "|") {
			words := strings.Fields(name)
			key := kind + string(rune('0'+len(words)))
			k[key] = append(k[key], words)
		}
	}
	return k
}

// words lists every word of the names once, in order.
func (k known) words() []string {
	seen := map[string]bool{}
	var out []string
	for line := range strings.Lines(knownNames) {
		_, list, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, w := range strings.FieldsFunc(list, func(r rune) bool { return r == '|' || r == ' ' }) {
			if !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out
}

// plainName reports whether a name is capitalised proper nouns alone.
func plainName(tokens []syntax.Token) bool {
	for _, t := range tokens {
		if t.XPOS != "NNP" || !syntax.Capital(t.Text) || strings.HasSuffix(t.Text, ".") {
			return false
		}
	}
	return true
}
