package main

import (
	_ "embed"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
)

// Long lists of given names and surnames of many countries and of cities, one
// a line; CARD.md says where they are from.
var (
	//go:embed given.txt
	givenText string
	//go:embed surnames.txt
	surnameText string
	//go:embed cities.txt
	cityText string
)

// lists are the names to write over those of the treebanks.
type lists struct {
	known                   known
	given, surnames, cities []string
}

var readLists = sync.OnceValue(func() *lists {
	read := func(text string) []string { return strings.Split(strings.TrimSpace(text), "\n") }
	return &lists{known: readKnown(), given: read(givenText), surnames: read(surnameText), cities: read(cityText)}
})

// words lists the words of which names are made.
func (l *lists) words() []string {
	out := slices.Concat(l.given, l.surnames, ends, middles)
	for _, c := range l.cities {
		out = append(out, strings.Fields(c)...)
	}
	return out
}

// Words that end names of organisations, and such as come before them.
var (
	ends = strings.Fields(`University Institute Foundation Corporation Corp. Inc. Ltd. Group Company Bank Times Post Herald Tribune Observer Party Ministry Agency Council Committee
		Commission Association Society Union Federation League Club Academy College Court Airlines Airways Motors Energy Pharmaceuticals Industries Holdings Systems Technologies
		Records Press Books Museum Library Hospital School Church Police Army Parliament Senate Department Office Authority Bureau Network Alliance Coalition Movement Front Fund Trust Team`)
	middles = strings.Fields(`National International General Medical Research State Central Public United Democratic Global Royal Federal People's Technical Development Human Rights Defense Health Science`)
)

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

// name makes a name of a kind and so many words, nil if it knows none.
func (l *lists) name(kind string, n int, rng *rand.Rand) []string {
	if short := l.known[kind+string(rune('0'+n))]; len(short) > 0 && rng.Float64() < 0.4 {
		return pick(rng, short)
	}
	switch kind {
	case "Person":
		given, last := l.given, l.surnames
		var words []string
		for i := range n {
			switch {
			case i == n-1 && (n > 1 || rng.Float64() < 0.6):
				if rng.Float64() < 0.3 {
					words = append(words, pick(rng, l.known["Surname1"])[0])
				} else {
					words = append(words, pick(rng, last))
				}
			case i > 0 && rng.Float64() < 0.3:
				words = append(words, string(rune('A'+rng.IntN(26)))+".")
			case rng.Float64() < 0.3:
				words = append(words, pick(rng, l.known["Given1"])[0])
			default:
				words = append(words, pick(rng, given))
			}
		}
		return words
	case "Place":
		for range 8 {
			if words := strings.Fields(pick(rng, l.cities)); len(words) == n {
				return words
			}
		}
	case "Organization":
		front := func() string {
			switch rng.IntN(3) {
			case 0:
				return pick(rng, l.surnames)
			case 1:
				return pick(rng, l.known["Place1"])[0]
			}
			for range 9 {
				if w := pick(rng, l.cities); !strings.Contains(w, " ") {
					return w
				}
			}
			return pick(rng, l.surnames)
		}
		switch n {
		case 1:
			b := make([]byte, 3+rng.IntN(2))
			for i := range b {
				b[i] = byte('A' + rng.IntN(26))
			}
			return []string{string(b)}
		case 2:
			return []string{front(), pick(rng, ends)}
		case 3:
			if rng.IntN(4) == 0 {
				return []string{pick(rng, ends[:41]), "of", front()}
			}
			return []string{front(), pick(rng, middles), pick(rng, ends)}
		}
	}
	return nil
}

// rename returns other names for a share of a sentence's, by token.
func (l *lists) rename(t *tree, share float64, rng *rand.Rand) map[int]string {
	var out map[int]string
	for _, s := range t.Names {
		if rng.Float64() > share {
			continue
		}
		n := s.Last - s.First + 1
		if n > 3 || s.First > 0 && strings.EqualFold(t.Tokens[s.First-1].Text, "the") && s.Type != "Organization" || !plainName(t.Tokens[s.First:s.Last+1]) {
			continue
		}
		words := l.name(s.Type, n, rng)
		if len(words) != n {
			continue
		}
		if out == nil {
			out = map[int]string{}
		}
		for i, w := range words {
			out[s.First+i] = w
		}
	}
	return out
}
