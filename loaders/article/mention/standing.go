package mention

import (
	"cmp"
	"slices"
	"strconv"

	"entente/loaders/gazetteer"
)

// inNews tells whether somebody holds an office on the document's day.
func (r *Reading) inNews(e *gazetteer.Entry) bool {
	for _, o := range r.f.gaz.Offices(e.ID, r.day) {
		if o.Standing == gazetteer.Holding {
			return true
		}
	}
	return false
}

// ruled tells whether a surname stands before such a noun and somebody of it
// leads or led a state.
func (r *Reading) ruled(words []string, sp span, e *gazetteer.Entry) bool {
	return sp.last+1 < len(words) && ruling[words[sp.last+1]] && slices.ContainsFunc(r.f.gaz.Offices(e.ID, r.day), func(o gazetteer.Tenure) bool {
		return o.Standing != gazetteer.Designate && r.leadsState(o)
	})
}

// leadsState tells whether an office is that of who leads a state.
func (r *Reading) leadsState(o gazetteer.Tenure) bool {
	role, ok := r.f.gaz.Role(o.Role)
	if !ok || role.Relation != "leads" {
		return false
	}
	of, ok := r.f.gaz.Entry(o.Of)
	return ok && of.Type == "State"
}

// lately is for how many years after leaving office who led a state is meant
// by the surname rather than others of it in lesser offices.
const lately = 4

// standing ranks a person by the offices held around the document's day, and
// above those of the same rank by whether the text is about the state: who
// leads a state or an organization of states, who led one lately ("Biden" is
// the former president before his wife, "Bolsonaro" before his son), ministers
// and the like, other offices, who led a state long ago, who held another
// office.
func (r *Reading) standing(e *gazetteer.Entry) int {
	n := 0
	for _, o := range r.f.gaz.Offices(e.ID, r.day) {
		role, _ := r.f.gaz.Role(o.Role)
		of, ok := r.f.gaz.Entry(o.Of)
		state := ok && of.Type == "State"
		rank := 0
		switch led := r.leadsState(o); {
		case o.Standing == gazetteer.Holding && led:
			rank = 12
		case o.Standing == gazetteer.Holding && role != nil && role.Relation == "leads" && ok && of.Type == "IntergovernmentalOrganization":
			rank = 11
		case o.Standing == gazetteer.Former && led && r.yearsSince(o.To) <= lately:
			rank = 10
		case o.Standing == gazetteer.Holding && state && role != nil && (role.Relation == "represents" || role.ID == "speaker") && role.ID != "first-lady":
			rank = 8
		case o.Standing == gazetteer.Holding:
			rank = 6
		case o.Standing == gazetteer.Former && led:
			rank = 4
		case o.Standing == gazetteer.Former:
			rank = 2
		}
		n = max(n, rank)
	}
	if st := r.entityOf(e).State; st != "" && n > 0 {
		if _, about := r.entities[st]; about {
			n++
		}
	}
	return n
}

// anybody tells whether the surname at words[i] is one of many, and nothing in
// the text so far says that the one in office is meant.
func (r *Reading) anybody(words []string, i int, e *gazetteer.Entry) bool {
	if len(words) < 3 || !slices.Contains(r.f.context.CommonSurnames, words[i]) {
		return false // a name that is looked up is no text
	}
	about := map[string]bool{}
	for _, o := range r.f.gaz.Offices(e.ID, r.day) {
		if o.Standing == gazetteer.Holding && r.leadsState(o) && slices.Contains(r.f.context.WeightyStates, o.Of) {
			return false
		}
		about[o.Of] = true
		if st, ok := r.f.gaz.State(o.Of); ok {
			about[st.ID] = true
		}
	}
	for id := range about {
		if _, named := r.entities[id]; named {
			return false
		}
	}
	for j := 0; j < len(words); {
		n, hits := r.f.gaz.Match(words, j)
		for _, h := range hits {
			if about[h.Entry.ID] {
				return false
			}
		}
		j += max(n, 1)
	}
	return true
}

// yearsSince is how many years before the document's day a date lies, by the
// calendar; many if either is not known.
func (r *Reading) yearsSince(date string) int {
	if len(date) < 4 || len(r.day) < 4 {
		return 1 << 10
	}
	a, err := strconv.Atoi(date[:4])
	b, err2 := strconv.Atoi(r.day[:4])
	if err != nil || err2 != nil {
		return 1 << 10
	}
	return b - a
}

// bestPerson puts those already named and those in office first; of equals who
// held theirs last.
func (r *Reading) bestPerson(hits []gazetteer.Hit) []gazetteer.Hit {
	type rank struct {
		n  int
		to string
	}
	ranks := map[string]rank{}
	for _, h := range hits {
		var k rank
		if _, ok := r.entities[h.Entry.ID]; ok {
			k.n += 20
		}
		if h.Entry.Type == "Person" {
			k.n += r.standing(h.Entry)
			for _, o := range r.f.gaz.Offices(h.Entry.ID, r.day) {
				if o.Standing == gazetteer.Former && r.leadsState(o) {
					k.to = max(k.to, o.To)
				}
			}
		}
		ranks[h.Entry.ID] = k
	}
	slices.SortStableFunc(hits, func(a, b gazetteer.Hit) int {
		x, y := ranks[a.Entry.ID], ranks[b.Entry.ID]
		return cmp.Or(cmp.Compare(y.n, x.n), cmp.Compare(y.to, x.to))
	})
	return hits
}
