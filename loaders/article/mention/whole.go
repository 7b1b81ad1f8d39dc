package mention

import (
	"slices"

	"entente/loaders/article/tree"
	"entente/loaders/gazetteer"
)

// cutToKnown cuts a recognised name down to the actor in it that the
// gazetteer knows, where the rest only says whose or where it is.
func (r *Reading) cutToKnown(t *tree.Tree, words []string, sp *span) {
	if n, _ := r.f.gaz.Match(words, sp.first); n > sp.last-sp.first {
		return // it knows the whole
	}
	r.beforePlace(words, sp)
	r.besideState(words, sp)
	r.behindTitle(t, words, sp)
}

// beforePlace cuts a name before "in" and a place, which is where it is and no
// part of it: "Rapid Support Forces in West Darfur". A place that is not known
// is none only behind a name that is.
func (r *Reading) beforePlace(words []string, sp *span) {
	for i := sp.first + 1; i < sp.last; i++ {
		if words[i] != "in" {
			continue
		}
		if n, hits := r.f.gaz.Match(words, sp.first); sp.first+n == i && isBody(hits[0]) {
			sp.last = i - 1
			return
		}
		n, hits := r.f.gaz.Match(words, i+1)
		if n == 0 || i+n < sp.last || !isLand(hits[0]) {
			return
		}
		sp.last = i - 1
		return
	}
}

// besideState knows a body by its name where that of its state stands beside
// it, or of a place there: "U.S. | Central Intelligence Agency", "National
// Police of Colombia".
func (r *Reading) besideState(words []string, sp *span) {
	n, hits := r.f.gaz.Match(words, sp.first)
	if n == 0 || sp.typ == "Person" {
		return
	}
	next := sp.first + n
	if isLand(hits[0]) && hits[0].As <= gazetteer.Demonym {
		if hits[0].Entry.Type == "Place" {
			return // a party's branch in a region is another body
		}
		if next < sp.last && (words[next] == "'s" || words[next] == "’s") {
			next++
		}
		if m, bodies := r.f.gaz.Match(words, next); m > 0 && next+m == sp.last+1 && isBody(bodies[0]) && r.sameState(bodies[0].Entry, hits[0].Entry) {
			sp.hits = bodies // the state is no mention of its own: it does nothing here
		}
		return
	}
	if next >= sp.last || words[next] != "of" || !isBody(hits[0]) {
		return
	}
	if m, lands := r.f.gaz.Match(words, next+1); next+m == sp.last && isLand(lands[0]) && r.sameState(hits[0].Entry, lands[0].Entry) {
		sp.hits = hits
	}
}

// behindTitle cuts off titles and bodies before the name of a person: "White
// House Press Secretary | Ann Lee".
func (r *Reading) behindTitle(t *tree.Tree, words []string, sp *span) {
	for j := sp.first + 1; j < sp.last; j++ {
		n, hits := r.f.gaz.Match(words, j)
		if n < 2 || j+n-1 != sp.last || hits[0].Entry.Type != "Person" || hits[0].As != gazetteer.Name {
			continue
		}
		k, before := r.f.gaz.Match(words, sp.first)
		if r.endsTitle(words, j) || offices[t.Lemma(j-1)+"s"] || k > 0 && sp.first+k == j && isBody(before[0]) {
			sp.first, sp.typ = j, "Person"
			return
		}
	}
	// Nor need the person be known where it is said whose office he holds:
	// "Ghana Foreign Minister | Tandawa".
	n, hits := r.f.gaz.Match(words, sp.first)
	if n == 0 || !isLand(hits[0]) {
		return
	}
	k, titles := r.f.gaz.RoleByTitle(words, sp.first+n)
	if rest := sp.last + 1 - (sp.first + n + k); k > 0 && rest >= 1 && rest <= 3 && !titles[0].Plural && t.UPOS(sp.last, "PROPN") {
		sp.first, sp.typ = sp.first+n+k, "Person"
	}
}

// sameState tells whether a body belongs to the land beside its name, or to
// the state the land lies in.
func (r *Reading) sameState(body, land *gazetteer.Entry) bool {
	own := r.entityOf(body).State
	return own != "" && (own == land.ID || own == r.entityOf(land).State || slices.Contains(body.Within, land.ID))
}

func isLand(h gazetteer.Hit) bool {
	return h.Entry.Type == "State" || h.Entry.Type == "Territory" || h.Entry.Type == "Place"
}

// isBody tells whether a name is that of a body: a force, a party, a firm.
func isBody(h gazetteer.Hit) bool {
	return h.As == gazetteer.Name && !isLand(h) && h.Entry.Type != "Person"
}

// joinedNames tells whether a name is several known ones with dashes between
// them: "US-Israel".
func (r *Reading) joinedNames(words []string, sp span) bool {
	i := sp.first
	for names := 1; ; names++ {
		n, _ := r.f.gaz.Match(words, i)
		i += n
		switch {
		case n == 0 || i > sp.last+1:
			return false
		case i == sp.last+1:
			return names > 1
		case words[i] != "-" && words[i] != "–":
			return false
		}
		i++
	}
}

// occasionsApart are the names that the recogniser found, with those taken for
// one that are a place and what somebody is there for: "in Egypt for COP27".
func (r *Reading) occasionsApart(t *tree.Tree, words []string) []span {
	out := make([]span, 0, len(t.Names))
	for _, name := range t.Names {
		sp := span{first: name.First, last: name.Last, typ: name.Type}
		if n, hits := r.f.gaz.Match(words, sp.first); n > 0 && sp.first > 0 && t.UPOS(sp.first-1, "ADP") && sp.first+n < sp.last && words[sp.first+n] == "for" {
			if isLand(hits[0]) {
				out = append(out, span{first: sp.first, last: sp.first + n - 1, typ: "Place"})
				sp.first, sp.typ = sp.first+n+1, "Event"
			}
		}
		out = append(out, sp)
	}
	return out
}
