package gazetteer

import "slices"

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
// A name is never cut out of a longer word: "US" does not match in "US-led"
// given as one word.
func (g *Gazetteer) Match(words []string, i int) (n int, hits []Hit) {
	var best reach
	g.names.walk(words, i, func(r reach) {
		if g.names.accepts(r) {
			best = r
		}
	})
	if best.words == 0 {
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
	return best.words, hits
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
	var best reach
	t := &g.titles.trie
	t.walk(words, i, func(r reach) {
		if t.accepts(r) {
			best = r
		}
	})
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
