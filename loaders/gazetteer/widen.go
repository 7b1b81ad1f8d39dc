package gazetteer

import (
	"slices"
	"strings"

	"entente/graph"
)

// Held is an office somebody held, as claims say it.
type Held struct {
	Person   string // ID
	Of, Role string // ID of the state or organization; ID of the role
	From, To string // YYYY, YYYY-MM or YYYY-MM-DD; "" where open
}

// Widen returns a copy of g with what a store knows: actors with their names,
// and dated offices. It never takes away, and what g says of an actor's kind,
// label and offices stays as it is.
//
// Names that a reader of English would take for words are left out: one-word
// names of states in other languages ("Island" is Iceland in German), and
// people known by one word alone who left office before 1945 (Grant, Hayes). What cannot be used (an
// office of a role or actor that nobody knows) is left out.
func (g *Gazetteer) Widen(actors []graph.Description, offices []Held) *Gazetteer {
	last := map[string]string{} // until when a person held an office, at least
	for _, h := range offices {
		to := h.To
		if to == "" {
			to = "9999"
		}
		last[h.Person] = max(last[h.Person], to)
	}
	add := &lexicon{}
	known := make(map[string]bool, len(g.byID)+len(actors))
	for id := range g.byID {
		known[id] = true
	}
	for _, d := range actors {
		if e := g.entryOf(d, last[d.Actor.ID]); e != nil {
			add.entries = append(add.entries, e) // two of one ID are joined
			known[e.ID] = true
		}
	}
	add.offices = g.officesOf(offices, known)
	merged, _ := g.lexicon.merge(add) // faults leave out a record, which is what is wanted
	return newGazetteer(compileLexicon(merged))
}

// entryOf makes an entry of a description; nil if it adds nothing.
func (g *Gazetteer) entryOf(d graph.Description, last string) *Entry {
	e := &Entry{ID: d.Actor.ID, Type: d.Actor.Type, Codes: map[string]string{}}
	old := g.byID[e.ID]
	if old != nil && old.Type != e.Type {
		return nil
	}
	state := e.Type == "State" || e.Type == "Territory"
	for _, name := range append([]string{d.Actor.Label}, d.Aliases...) {
		one := !strings.ContainsAny(strings.TrimSpace(name), " -")
		switch {
		case Fold(name) == "":
		case one && (state || old != nil) && name != d.Actor.Label:
		case one && len(name) < 4:
		case one && e.Type == "Person" && last < "1945":
		case e.Label == "" && old == nil:
			e.Label = name
		default:
			e.Names = append(e.Names, name)
		}
	}
	if old == nil && e.Label == "" {
		return nil
	}
	if e.Type == "Person" && old == nil {
		e.Surnames = surnames(e.Label, false)
	}
	if d.Within != "" {
		e.Within = []string{d.Within}
	}
	for _, code := range append(slices.Clone(d.Codes), d.SameAs...) {
		scheme, value, ok := strings.Cut(code, ":")
		if scheme == "wd" {
			scheme = "wikidata"
		}
		if ok && scheme != "http" && scheme != "https" && (old == nil || old.Codes[scheme] == "") && e.Codes[scheme] == "" {
			e.Codes[scheme] = value
		}
	}
	return e
}

// officesOf groups what was held by office. Terms that g knows of the same
// person at the same time are left out.
func (g *Gazetteer) officesOf(held []Held, known map[string]bool) []*office {
	var out []*office
	at := map[officeKey]*office{}
	for _, h := range held {
		if g.roles[h.Role] == nil || !known[h.Of] || !known[h.Person] {
			continue
		}
		key := officeKey{h.Of, h.Role}
		if old := g.offices[key]; old != nil && slices.ContainsFunc(old.holders, func(x holder) bool { return x.person == h.Person && meet(x.from, x.to, h.From, h.To) }) {
			continue
		}
		o := at[key]
		if o == nil {
			o = &office{of: h.Of, role: h.Role}
			at[key] = o
			out = append(out, o)
		}
		if !slices.ContainsFunc(o.holders, func(x holder) bool { return x.person == h.Person && meet(x.from, x.to, h.From, h.To) }) {
			o.holders = append(o.holders, holder{person: h.Person, from: h.From, to: h.To})
		}
	}
	return out
}

// meet tells whether two times have a day in common; open ends reach on.
func meet(from, to, from2, to2 string) bool {
	return (to == "" || from2 == "" || firstDay(from2) <= lastDay(to)) && (to2 == "" || from == "" || firstDay(from) <= lastDay(to2))
}
