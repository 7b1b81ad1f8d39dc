package gazetteer

import (
	"slices"
	"strings"
)

// Match finds the longest name that starts at words[i] and tells who it can
// mean; n is the number of words it takes, 0 if none starts there. words are
// as a tokenizer gives them: "U.S." is one word, the possessive "'s" a word of
// its own, "Al-Qaeda" one word or three.
//
// Accents, apostrophes and hyphens do not count. Capitals do, as far as they
// tell a name from a word: acronyms match only in capitals or with dots ("us"
// is not the US, "Who" not the WHO, but "Nato" is NATO), other names when
// their first capital is one in the text too. A longer name that fails this
// leaves the way to a shorter one.
//
// A noun such as "Province" after the name of a region belongs to the name and
// leaves out the other candidates: "Georgia state" is not the state Georgia.
//
// A name is never cut out of a longer word: "US" does not match in "US-led"
// given as one word.
func (g *Gazetteer) Match(words []string, i int) (n int, hits []Hit) {
	best := g.names.longest(words, i)
	if best.words == 0 {
		return 0, nil
	}
	// "The Gulf" is a name, but in "the Gulf states" the next word starts a
	// longer one.
	if strings.EqualFold(words[i], "the") && g.names.longest(words, i+1).words >= best.words {
		return 0, nil
	}
	for _, m := range g.names.marksAt(best.node) {
		if !m.fits(best) {
			continue
		}
		// Marks are ordered as hits are, so the first of an entry is its best.
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry == g.sorted[m.ref] }) {
			hits = append(hits, Hit{Entry: g.sorted[m.ref], As: m.as})
		}
	}
	if next := i + best.words; next < len(words) && regionNoun(words[next]) {
		if regions := onlyRegions(hits); len(regions) > 0 {
			return best.words + 1, regions
		}
	}
	return best.words, hits
}

// regionNoun tells the nouns that say of a name that a region is meant.
func regionNoun(word string) bool {
	switch word {
	case "Province", "province", "Governorate", "governorate", "Oblast", "oblast", "Department", "department", "District", "district",
		"Prefecture", "prefecture", "County", "county", "Region", "region", "State", "state", "Canton", "canton", "Voivodeship", "voivodeship":
		return true
	}
	return false
}

func onlyRegions(hits []Hit) []Hit {
	var out []Hit
	for _, h := range hits {
		if h.As == Name && h.Entry.Kind == "region" {
			out = append(out, h)
		}
	}
	return out
}

// Title is what a title can mean: a role, of one state or organization only if
// no other uses the title ("Taoiseach"), and whether it stands in the plural.
type Title struct {
	Role   *Role
	Of     string // ID, or "" for a title used everywhere
	Plural bool
}

// RoleByTitle finds the longest title that starts at words[i], in any case:
// "foreign minister", "Secretary of State", "prime ministers". A title can be
// of several offices: "Chancellor" is one of Germany and one of Austria, and
// "Secretary of State" the foreign minister of the United States and something
// else elsewhere. Titles of one office come after the one used everywhere.
func (g *Gazetteer) RoleByTitle(words []string, i int) (n int, titles []Title) {
	t := &g.titles.trie
	best := t.longest(words, i)
	if best.words == 0 {
		return 0, nil
	}
	for _, m := range t.marksAt(best.node) {
		if m.fits(best) {
			titles = append(titles, g.titles.titles[m.ref])
		}
	}
	return best.words, titles
}
