package mention

import (
	"slices"
	"strings"

	"entente/loaders/gazetteer"
)

// titlesBefore are what the words right before token i are titles of:
// "Foreign Minister" before "Bhutto".
func (r *Reading) titlesBefore(words []string, i int) []gazetteer.Title {
	var out []gazetteer.Title
	for j := max(0, i-4); j < i; j++ {
		if n, titles := r.f.gaz.RoleByTitle(words, j); n > 0 && j+n == i {
			out = append(out, titles...)
		}
	}
	return out
}

// fit is how well titles suit somebody on the document's day: who holds such
// an office before who held it, the last one first, and both before who is to
// take it; then those who have one that says as much, as a chancellor leads.
type fit struct {
	rank int    // 0 for none
	to   string // until when it was held
}

func (a fit) compare(b fit) int {
	if a.rank != b.rank {
		return a.rank - b.rank
	}
	return strings.Compare(a.to, b.to)
}

func (r *Reading) fit(titles []gazetteer.Title, e *gazetteer.Entry) fit {
	var best fit
	for _, o := range r.f.gaz.Offices(e.ID, r.day) {
		role, ok := r.f.gaz.Role(o.Role)
		if !ok {
			continue
		}
		var f fit
		for _, t := range titles {
			switch {
			case t.Role.ID == o.Role && (t.Of == "" || t.Of == o.Of):
				f.rank = 2
			case f.rank == 0 && role.Relation == "leads" && (t.Role.Relation == "leads" || t.Role.ID == "former-leader"):
				f.rank = 1
			}
		}
		if f.rank == 0 {
			continue
		}
		switch f.rank *= 3; o.Standing {
		case gazetteer.Former:
			f.rank, f.to = f.rank-1, o.To
		case gazetteer.Designate:
			f.rank -= 2
		}
		if f.compare(best) > 0 {
			best = f
		}
	}
	return best
}

// byTitle puts those first whom the title before a surname suits: "Prime
// Minister Johnson" is no mayor of that name. Of several whom it does not suit
// it is none: there are too many of that name.
func (r *Reading) byTitle(titles []gazetteer.Title, hits []gazetteer.Hit) []gazetteer.Hit {
	if len(titles) == 0 || len(hits) == 0 || hits[0].Entry.Type != "Person" || hits[0].As < gazetteer.Surname {
		return hits
	}
	fits := map[string]fit{}
	some := false
	for _, h := range hits {
		fits[h.Entry.ID] = r.fit(titles, h.Entry)
		some = some || fits[h.Entry.ID].rank > 0
	}
	if some {
		slices.SortStableFunc(hits, func(a, b gazetteer.Hit) int { return fits[b.Entry.ID].compare(fits[a.Entry.ID]) })
		return hits
	}
	if len(fits) > 1 && !slices.ContainsFunc(hits, func(h gazetteer.Hit) bool { _, ok := r.entities[h.Entry.ID]; return ok }) {
		return nil
	}
	return hits
}
