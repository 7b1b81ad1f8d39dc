package dataset

import (
	"regexp"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/gazetteer"
)

// Names finds who a code or a name of a data set means. Answers about codes,
// states and peoples are kept: the same few hundred come in every file.
type Names struct {
	g     *gazetteer.Gazetteer
	codes map[string]found
	names map[string]found

	persons  map[string]named    // names in words, by person
	inOffice map[string][]holder // by state or body, and day
}

// holder is who holds an office, and the words of the name.
type holder struct {
	actor graph.Actor
	words []string
}

type found struct {
	actor graph.Actor
	ok    bool
}

// namesKept bounds the answers that are kept.
const namesKept = 10_000

// NewNames asks a gazetteer; nil knows nobody.
func NewNames(g *gazetteer.Gazetteer) *Names {
	return &Names{g: g, codes: map[string]found{}, names: map[string]found{}}
}

// Code finds the actor with a code of a scheme: iso2, iso3, m49, fips, cow,
// wikidata. Case counts, blanks around it do not.
func (n *Names) Code(scheme, code string) (graph.Actor, bool) {
	code = strings.TrimSpace(code)
	if code == "" {
		return graph.Actor{}, false
	}
	return kept(n.codes, scheme+":"+code, func() found {
		if n.g == nil {
			return found{}
		}
		for _, h := range n.g.Find(scheme + ":" + code) {
			if h.As == gazetteer.Code {
				return found{actorOf(h.Entry), true}
			}
		}
		return found{}
	})
}

// ID finds the actor of the gazetteer with this ID.
func (n *Names) ID(id string) (graph.Actor, bool) {
	if n.g == nil {
		return graph.Actor{}, false
	}
	e, ok := n.g.Entry(id)
	if !ok {
		return graph.Actor{}, false
	}
	return actorOf(e), true
}

// Within is the state or organization that the gazetteer says an actor
// belongs to or lies in, or "".
func (n *Names) Within(id string) string {
	if n.g == nil {
		return ""
	}
	if e, ok := n.g.Entry(id); ok && len(e.Within) > 0 {
		return e.Within[0]
	}
	return ""
}

// State finds the state or territory that a name means by itself, as lists
// of countries write it: "Iran", "Korea, North", "Congo, Democratic Republic
// of the", "UAE". Cities and adjectives are no names of states.
func (n *Names) State(name string) (graph.Actor, bool) {
	return kept(n.names, "state\x00"+name, func() found {
		for _, form := range forms(name) {
			if f := n.find(form, "State", "Territory"); f.ok {
				return f
			}
		}
		return found{}
	})
}

// Nationalities finds the states that a text names as those of a person or
// thing: "Russian, Cypriot", "(a) Tunisian (b) French", "Syrian/Lebanese",
// "United Kingdom". What is no name of a state's or its people is left out;
// ok is false if nothing was found.
func (n *Names) Nationalities(text string) (states []graph.Actor, ok bool) {
	if a, found := n.State(text); found {
		return []graph.Actor{a}, true
	}
	for _, part := range nationalityCut.Split(text, -1) {
		part = strings.Trim(nationalityNote.ReplaceAllString(strings.Trim(part, "\"“” "), ""), " .;")
		a, found := n.State(part)
		if !found {
			a, found = n.people(part)
		}
		if found && !slices.ContainsFunc(states, func(s graph.Actor) bool { return s.ID == a.ID }) {
			states = append(states, a)
		}
	}
	return states, len(states) > 0
}

var (
	nationalityCut  = regexp.MustCompile(`\(?\b[a-z]\)|[,/;]| and(?:/or)? `)
	nationalityNote = regexp.MustCompile(`\(.*?\)|^(?i:possibly|formerly|former|allegedly|assumed) | (?i:since|by birth|passport|citizen|national).*|[.].*`)
)

// people finds a state by what its people are called: "Syrian", "Filipino".
func (n *Names) people(name string) (graph.Actor, bool) {
	return kept(n.names, "people\x00"+name, func() found {
		if n.g == nil {
			return found{}
		}
		for _, h := range n.g.Called(name) {
			if (h.As == gazetteer.Adjective || h.As == gazetteer.Demonym) && isA(h.Entry.Type, []string{"State"}) {
				return found{actorOf(h.Entry), true}
			}
		}
		return found{}
	})
}

// Holder finds who holds an office of a state or body on a day, by words of
// the name; false if nobody or several fit.
func (n *Names) Holder(of, day string, words []string) (graph.Actor, bool) {
	if n.g == nil || len(words) == 0 {
		return graph.Actor{}, false
	}
	var a graph.Actor
	for _, h := range n.holders(of, day) {
		if h.actor.ID == a.ID || slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(h.words, w) }) {
			continue
		}
		if a.ID != "" {
			return graph.Actor{}, false
		}
		a = h.actor
	}
	return a, a.ID != ""
}

// holders lists who holds any office of a state or body on a day.
func (n *Names) holders(of, day string) []holder {
	key := of + "\x00" + day
	out, ok := n.inOffice[key]
	if ok {
		return out
	}
	for _, t := range n.g.InOffice(of, day) {
		out = append(out, holder{actorOf(t.Person), strings.Fields(graph.Fold(t.Person.Label))})
	}
	if n.inOffice == nil || len(n.inOffice) >= namesKept {
		n.inOffice = map[string][]holder{}
	}
	n.inOffice[key] = out
	return out
}

// Find finds the actor of one of some types (and their kinds) that a full name
// means by itself: no surname, no adjective, no capital. Of several it takes
// none.
func (n *Names) Find(name string, types ...string) (graph.Actor, bool) {
	f := n.find(name, types...) // not kept: most who are asked for are not there
	return f.actor, f.ok
}

func (n *Names) find(name string, types ...string) found {
	if n.g == nil {
		return found{}
	}
	var f found
	for _, h := range n.g.Called(name) {
		if h.As != gazetteer.Name || !isA(h.Entry.Type, types) {
			continue
		}
		if f.ok {
			// The better of two is the first where it is ranked above.
			return f
		}
		f = found{actorOf(h.Entry), true}
	}
	return f
}

func kept(m map[string]found, key string, find func() found) (graph.Actor, bool) {
	f, ok := m[key]
	if !ok {
		f = find()
		if len(m) >= namesKept {
			clear(m)
		}
		m[key] = f
	}
	return f.actor, f.ok
}

func actorOf(e *gazetteer.Entry) graph.Actor {
	return graph.Actor{ID: e.ID, Label: e.Label, Type: e.Type}
}

// kinds are the types that are kinds of another.
var kinds = map[string]string{
	"Territory": "State", "Government": "Organization", "ArmedForce": "Organization", "ArmedGroup": "Organization",
	"IntergovernmentalOrganization": "Organization", "Party": "Organization", "Company": "Organization",
	"Media": "Organization", "University": "Organization", "NGO": "Organization", "Facility": "Place",
}

func isA(typ string, types []string) bool {
	for _, t := range types {
		if t == typ || kinds[typ] == t {
			return true
		}
	}
	return false
}

// forms gives a country's name as lists of countries write it, and as prose
// does: "Korea, North" and "North Korea".
func forms(name string) []string {
	name = strings.TrimSpace(name)
	out := []string{name}
	if last, first, ok := strings.Cut(name, ","); ok {
		out = append(out, strings.TrimSpace(first)+" "+strings.TrimSpace(last))
	}
	if before, _, ok := strings.Cut(name, "("); ok && strings.HasSuffix(name, ")") {
		out = append(out, strings.TrimSpace(before))
	}
	if known, ok := countryForms[graph.Fold(name)]; ok {
		out = append(out, known)
	}
	return out
}

// countryForms are names of states that official lists use and that no news
// text would. Folded.
var countryForms = map[string]string{
	"russian federation":                   "Russia",
	"syrian arab republic":                 "Syria",
	"iran islamic republic of":             "Iran",
	"islamic republic of iran":             "Iran",
	"korea democratic peoples republic of": "North Korea",
	"democratic peoples republic of korea": "North Korea",
	"dprk":                                 "North Korea",
	"korea republic of":                    "South Korea",
	"republic of korea":                    "South Korea",
	"burma":                                "Myanmar",
	"west bank":                            "Palestine",
	"gaza gaza strip":                      "Palestine",
	"gaza strip":                           "Palestine",
	"gaza":                                 "Palestine",
	"palestinian":                          "Palestine",
	"turkey turkiye":                       "Turkey",
	"congo republic of the":                "Republic of the Congo",
	"congo democratic republic of the":     "Democratic Republic of the Congo",
	"gambia the":                           "Gambia",
	"bahamas the":                          "Bahamas",
	"macedonia the former yugoslav republic of":            "North Macedonia",
	"north macedonia the republic of":                      "North Macedonia",
	"moldova republic of":                                  "Moldova",
	"tanzania united republic of":                          "Tanzania",
	"bolivia plurinational state of":                       "Bolivia",
	"venezuela bolivarian republic of":                     "Venezuela",
	"viet nam":                                             "Vietnam",
	"lao peoples democratic republic":                      "Laos",
	"libyan arab jamahiriya":                               "Libya",
	"hong kong china":                                      "Hong Kong",
	"china hong kong sar":                                  "Hong Kong",
	"china hong kong special administrative region":        "Hong Kong",
	"macau china":                                          "Macau",
	"china macao sar":                                      "Macau",
	"china macao special administrative region":            "Macau",
	"dem rep of the congo":                                 "Democratic Republic of the Congo",
	"lao peoples dem rep":                                  "Laos",
	"dem peoples rep of korea":                             "North Korea",
	"rep of korea":                                         "South Korea",
	"rep of moldova":                                       "Moldova",
	"united rep of tanzania":                               "Tanzania",
	"fed states of micronesia":                             "Micronesia",
	"central african rep":                                  "Central African Republic",
	"dominican rep":                                        "Dominican Republic",
	"bosnia herzegovina":                                   "Bosnia and Herzegovina",
	"taiwan province of china":                             "Taiwan",
	"united kingdom of great britain and northern ireland": "United Kingdom",
	"holy see vatican city":                                "Vatican City",
	"cote d ivoire":                                        "Ivory Coast",
	"cote divoire":                                         "Ivory Coast",
	"cape verde":                                           "Cabo Verde",
	"swaziland":                                            "Eswatini",
	"czech republic":                                       "Czechia",
	"east timor":                                           "Timor-Leste",
}

// maxSlug is how long the readable part of a new ID is, in bytes.
const maxSlug = 64

// New makes an actor that the gazetteer does not know, told by its key in a
// list: New("MAR AZUL", "Vessel", "ofac", "4238") is actor:mar-azul-ofac-4238.
func (n *Names) New(label, typ, list, key string) graph.Actor {
	id := graph.ActorPrefix
	if slug := strings.TrimPrefix(graph.ActorID(label), graph.ActorPrefix); slug != "" {
		if len(slug) > maxSlug {
			cut := strings.LastIndexByte(slug[:maxSlug], '-')
			if cut <= 0 {
				cut = len(strings.ToValidUTF8(slug[:maxSlug], ""))
			}
			slug = slug[:cut]
		}
		id += slug + "-"
	}
	id += list + "-" + strings.ReplaceAll(graph.Fold(key), " ", "-")
	return graph.Actor{ID: id, Label: label, Type: typ}
}

// Named makes an actor that is told by its name alone, as an article's are:
// for names that stand in a data set without any code.
func (n *Names) Named(label, typ string) (graph.Actor, bool) {
	id := graph.ActorID(label)
	return graph.Actor{ID: id, Label: label, Type: typ}, id != ""
}

// Vessel makes the actor of a ship with an IMO number, the same on every
// list; false if it is no number of a ship.
func (n *Names) Vessel(label, imo string) (graph.Actor, bool) {
	if !graph.IMOShip(imo) {
		return graph.Actor{}, false
	}
	return graph.Actor{ID: graph.ActorPrefix + "imo-" + imo, Label: label, Type: "Vessel"}, true
}

// IMO gives the code of an IMO number that a list gives a vessel or somebody
// else. One whose check digits are those of both kinds is the vessel's, or a
// company's; one whose check digit is wrong is told of.
func (w *Writer) IMO(number string, vessel bool) (code string, ok bool) {
	w.Count("IMO numbers", 1)
	switch ship := graph.IMOShip(number); {
	case ship && vessel:
		return "imo:" + number, true
	case graph.IMOCompany(number):
		return "imo-company:" + number, true
	case ship:
		return "imo:" + number, true
	}
	w.Odd("IMO numbers whose check digit is wrong", number)
	return "", false
}
