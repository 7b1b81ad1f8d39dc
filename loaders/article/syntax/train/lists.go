package main

import (
	_ "embed"
	"math/rand/v2"
	"strings"
	"sync"

	"entente/loaders/article/syntax"
)

// Long lists of given names and surnames of many countries and of cities, one
// a line; CARD.md says where they are from. The namer alone learns from them.
var (
	//go:embed given.txt
	givenText string
	//go:embed surnames.txt
	surnameText string
	//go:embed cities.txt
	cityText string
)

// lists are the names to write over those of the treebanks, and what they say
// of names in text that has no types.
type lists struct {
	known                     known
	given, surnames, cities   []string
	isGiven, isSurname, place map[string]bool
	organization              map[string]bool
}

var readLists = sync.OnceValue(func() *lists {
	l := &lists{known: readKnown(), isGiven: map[string]bool{}, isSurname: map[string]bool{}, place: map[string]bool{}, organization: map[string]bool{}}
	read := func(text string, set map[string]bool) (out []string) {
		for line := range strings.Lines(text) {
			w := strings.TrimSpace(line)
			out = append(out, w)
			set[w] = true
		}
		return out
	}
	l.given, l.surnames, l.cities = read(givenText, l.isGiven), read(surnameText, l.isSurname), read(cityText, l.place)
	for key, names := range l.known {
		for _, words := range names {
			switch name := strings.Join(words, " "); {
			case strings.HasPrefix(key, "Place"):
				l.place[name] = true
			case strings.HasPrefix(key, "Organization"):
				l.organization[name] = true
			}
		}
	}
	return l
})

// kindOf is the kind a name most likely has by the lists, "" if they do not
// tell.
func (l *lists) kindOf(tokens []syntax.Token) string {
	var words []string
	for _, t := range tokens {
		words = append(words, t.Text)
	}
	name, first, last := strings.Join(words, " "), words[0], words[len(words)-1]
	switch {
	case l.organization[name]:
		return "Organization"
	case len(words) > 1 && organizationEnd[last]:
		return "Organization"
	case l.place[name] && (len(words) > 1 || !l.isGiven[name] && !l.isSurname[name]):
		return "Place"
	case len(words) > 1 && len(words) < 4 && l.isGiven[first] && !l.place[first] && !commonNouns()[strings.ToLower(last)] && !l.place[last]:
		return "Person"
	}
	return ""
}

// Words that end names of organisations, and such as come before them.
var (
	ends = strings.Fields(`University Institute Foundation Corporation Corp. Inc. Ltd. Group Company Bank Times Post Herald Tribune Observer Party Ministry Agency Council Committee
		Commission Association Society Union Federation League Club Academy College Court Airlines Airways Motors Energy Pharmaceuticals Industries Holdings Systems Technologies
		Records Press Books Museum Library Hospital School Church Police Army Parliament Senate Department Office Authority Bureau Network Alliance Coalition Movement Front Fund Trust Team`)
	middles         = strings.Fields(`National International General Medical Research State Central Public United Democratic Global Royal Federal People's Technical Development Human Rights Defense Health Science`)
	organizationEnd = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range ends[:41] {
			m[w] = true
		}
		return m
	}()
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
