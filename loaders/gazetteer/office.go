package gazetteer

import (
	"slices"
	"strings"
)

// Role is what an office is called, whatever state or organization it is of:
// president, foreign-minister.
type Role struct {
	ID       string   // "foreign-minister"
	Titles   []string // as the news writes them: "Foreign Minister", "top diplomat"
	Relation string   // what holding it says of person and state: leads, represents, holds-office, affiliated-with
	Sector   string   // PLOVER sector of who is named by the role alone: GOV, MIL, …

	at position
}

// Standing tells how a person stands to an office on a day.
type Standing uint8

// The standings.
const (
	Holding   Standing = iota // in office
	Former                    // has left it
	Designate                 // is to take it
)

// String returns "holding", "former" or "designate".
func (s Standing) String() string {
	return [...]string{"holding", "former", "designate"}[min(s, Designate)]
}

// Tenure is one person's time in one office.
type Tenure struct {
	Person   *Entry
	Of       string   // ID of the state or organization
	Role     string   // ID of the role
	Titles   []string // titles of this office only: "Taoiseach"
	From, To string   // YYYY, YYYY-MM or YYYY-MM-DD; To is empty while in office
	Acting   bool
	Standing Standing // on the day that was asked for
}

type officeKey struct{ of, role string }

// office is one office with everybody known to have held it, ordered by From.
type office struct {
	of, role string
	titles   []string
	holders  []holder
	at       position
}

type holder struct {
	person   string // ID
	from, to string
	acting   bool
	at       position

	entry *Entry
}

func (g *Gazetteer) indexOffices() {
	g.offices = make(map[officeKey]*office, len(g.lexicon.offices))
	g.ofActor = make(map[string][]*office)
	g.held = make(map[string][]*office)
	for _, o := range g.lexicon.offices {
		own := &office{of: o.of, role: o.role, titles: o.titles, at: o.at, holders: slices.Clone(o.holders)}
		for i := range own.holders {
			own.holders[i].entry = g.byID[own.holders[i].person]
		}
		slices.SortStableFunc(own.holders, func(a, b holder) int {
			return strings.Compare(firstDay(a.from), firstDay(b.from))
		})
		g.offices[officeKey{o.of, o.role}] = own
		g.ofActor[o.of] = append(g.ofActor[o.of], own)
		for _, h := range own.holders {
			if !slices.Contains(g.held[h.person], own) {
				g.held[h.person] = append(g.held[h.person], own)
			}
		}
	}
	for _, list := range g.ofActor {
		slices.SortFunc(list, func(a, b *office) int { return strings.Compare(a.role, b.role) })
	}
}

// Holder tells who held an office on a day: those in office first (the one who
// took it last, and acting holders after others), then the last one before,
// then the next one to come. day is YYYY-MM-DD; a month or a year
// ("2024-07", "2024") asks for everybody who held it then; "" asks for now, as
// far as the gazetteer knows. On the day of a handover the new holder holds
// it and the old one is former.
//
// role is a role's ID; the result is empty if the gazetteer knows nobody.
func (g *Gazetteer) Holder(of, role, day string) []Tenure {
	o := g.offices[officeKey{of, role}]
	if o == nil {
		return nil
	}
	all := o.tenures(day)
	var out []Tenure
	for _, acting := range []bool{false, true} {
		for _, t := range slices.Backward(all) {
			if t.Standing == Holding && t.Acting == acting {
				out = append(out, t)
			}
		}
	}
	last, next := -1, -1
	for i, t := range all {
		switch {
		case t.Standing == Former && (last < 0 || lastDay(all[last].To) <= lastDay(t.To)):
			last = i
		case t.Standing == Designate && next < 0:
			next = i
		}
	}
	if last >= 0 {
		out = append(out, all[last])
	}
	if next >= 0 {
		out = append(out, all[next])
	}
	return out
}

// Offices tells which offices a person held, holds or is to take as of a day
// (as for [Gazetteer.Holder]): those held on the day first, then former ones,
// the latest first, then those to come.
func (g *Gazetteer) Offices(person, day string) []Tenure {
	var out []Tenure
	for _, o := range g.held[person] {
		for _, t := range o.tenures(day) {
			if t.Person != nil && t.Person.ID == person {
				out = append(out, t)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Tenure) int {
		if a.Standing != b.Standing {
			return int(a.Standing) - int(b.Standing)
		}
		c := strings.Compare(firstDay(b.From), firstDay(a.From))
		if a.Standing == Designate {
			c = -c
		}
		if c == 0 {
			c = strings.Compare(a.Of+" "+a.Role, b.Of+" "+b.Role)
		}
		return c
	})
	return out
}

// InOffice returns everybody who held any office of a state or organization on
// a day, ordered by role.
func (g *Gazetteer) InOffice(of, day string) []Tenure {
	var out []Tenure
	for _, o := range g.ofActor[of] {
		for _, t := range o.tenures(day) {
			if t.Standing == Holding {
				out = append(out, t)
			}
		}
	}
	return out
}

// Role returns the role of an ID such as "foreign-minister".
func (g *Gazetteer) Role(id string) (*Role, bool) {
	r, ok := g.roles[id]
	return r, ok
}

// tenures returns all holders, ordered by From, with their standing on the day.
func (o *office) tenures(day string) []Tenure {
	first, last := firstDay(day), lastDay(day)
	out := make([]Tenure, 0, len(o.holders))
	for _, h := range o.holders {
		t := Tenure{Person: h.entry, Of: o.of, Role: o.role, Titles: o.titles, From: h.from, To: h.to, Acting: h.acting}
		switch {
		case day == "":
			if h.to != "" {
				t.Standing = Former
			}
		case firstDay(h.from) > last:
			t.Standing = Designate
		case h.to != "" && lastDay(h.to) < first:
			t.Standing = Former
		}
		out = append(out, t)
	}
	if len(day) < len("2006-01-02") {
		return out
	}
	// The day of a handover belongs to the new holder.
	for i := range out {
		for j := range out {
			if i != j && out[i].Standing == Holding && out[j].Standing == Holding && out[i].To != "" &&
				firstDay(out[j].From) >= firstDay(out[i].To) && firstDay(out[j].From) > firstDay(out[i].From) {
				out[i].Standing = Former
			}
		}
	}
	return out
}

// firstDay is the first day a date may mean: 2024 → 2024-01-01. Days compare
// as strings.
func firstDay(d string) string {
	switch len(d) {
	case 4:
		return d + "-01-01"
	case 7:
		return d + "-01"
	}
	return d
}

// lastDay is the last day a date may mean. The 31st of every month will do: it
// is only ever compared.
func lastDay(d string) string {
	switch len(d) {
	case 4:
		return d + "-12-31"
	case 7:
		return d + "-31"
	}
	return d
}
