package gazetteer

import (
	"slices"
	"sort"

	"entente/graph"
)

// Entry is an actor the gazetteer knows. Entries are shared: read them, never
// change them.
type Entry struct {
	ID    string // "actor:iran"
	Label string // usual English short name
	Type  string // an entity type of the vocabulary: State, Territory, Place, Person, …
	Kind  string // of a place: city, region, country-region, sea, strait, river, island, …

	Names      []string // other names that mean it by themselves, as written
	Adjectives []string // "Iranian", "NATO-led" is not one
	Demonyms   []string // its people: "Iranian", "Iranians"
	Nouns      []string // common nouns that can mean it once it was named: "alliance"
	Seats      []string // words that stand for its government or leadership: "Tehran", "Kremlin"
	Surnames   []string // of a person: the shorter names a text uses later

	Within  []string // IDs of the states or organizations it belongs to or lies in
	Capital string   // of a state: name of its capital
	Seat    string   // of an organization: name of the city it sits in

	// From and To bound the time it existed: YYYY, YYYY-MM or YYYY-MM-DD,
	// empty where open. They are not terms of office; see Gazetteer.Offices.
	From, To string

	// Codes by scheme, lower case: iso2, iso3, m49, fips, cow, wikidata, ….
	Codes map[string]string

	// Rank orders candidates of one name that the name alone cannot tell
	// apart: the higher, the more often the news means it. Mostly 0.
	Rank int

	at position
}

// Description is what the graph keeps of the entry: its other names sorted,
// its Wikidata item as sameAs, its other codes as "scheme:code".
func (e *Entry) Description() graph.Description {
	d := graph.Description{Actor: graph.Actor{ID: e.ID, Label: e.Label, Type: e.Type}}
	d.Aliases = slices.Clone(e.Names)
	sort.Strings(d.Aliases)
	d.Aliases = slices.Compact(d.Aliases)
	for _, scheme := range e.schemes() {
		if scheme == "wikidata" {
			d.SameAs = append(d.SameAs, "wd:"+e.Codes[scheme])
			continue
		}
		d.Codes = append(d.Codes, scheme+":"+e.Codes[scheme])
	}
	if len(e.Within) > 0 {
		d.Within = e.Within[0]
	}
	return d
}

// schemes returns the schemes of the entry's codes in order.
func (e *Entry) schemes() []string {
	out := make([]string, 0, len(e.Codes))
	for s := range e.Codes {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}

// ExistedOn tells whether the entry existed on the day (YYYY-MM-DD). Unknown
// bounds and an empty day count as yes.
func (e *Entry) ExistedOn(day string) bool {
	return day == "" || (firstDay(e.From) <= day && (e.To == "" || day <= lastDay(e.To)))
}

// As tells by what kind of name an entry was found. Smaller is stronger.
type As uint8

// The kinds of name, strongest first.
const (
	Name      As = iota // its label or another name of it
	Adjective           // "Iranian"
	Demonym             // "Iranians"
	Seat                // a capital or building that stands for its government: "Tehran", "the Kremlin"
	Capital             // a capital that seldom stands for the government: "Amsterdam"
	Surname             // a person's surname or a short name: "Araghchi", "MBS"
	Part                // a shortened full name: "Javad Zarif" for Mohammad Javad Zarif
	Code                // an ID or code; only Find gives it
)

var asNames = [...]string{"name", "adjective", "demonym", "seat", "capital", "surname", "part", "code"}

// String returns the kind in lower case: "name", "seat", ….
func (a As) String() string {
	if int(a) < len(asNames) {
		return asNames[a]
	}
	return "unknown"
}

// Hit is an entry a name can mean. Lists of hits are ordered best first: by
// kind of name, then by the entry's Rank, then states before territories
// before organizations before people before places, then by ID. No entry is
// in a list twice.
type Hit struct {
	Entry *Entry
	As    As
}

// typeOrder puts what the news names most first among equals.
func typeOrder(typ string) int {
	switch typ {
	case "State":
		return 0
	case "Territory":
		return 1
	case "Person":
		return 3
	case "Place":
		return 4
	}
	return 2
}

// compareHits orders hits as Hit promises.
func compareHits(a, b Hit) int {
	switch {
	case a.As != b.As:
		return int(a.As) - int(b.As)
	case a.Entry.Rank != b.Entry.Rank:
		return b.Entry.Rank - a.Entry.Rank
	}
	if x, y := typeOrder(a.Entry.Type), typeOrder(b.Entry.Type); x != y {
		return x - y
	}
	if a.Entry.ID < b.Entry.ID {
		return -1
	}
	if a.Entry.ID > b.Entry.ID {
		return 1
	}
	return 0
}
