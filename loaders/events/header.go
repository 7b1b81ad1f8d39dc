package events

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// icewsColumns are those of the yearly and weekly files on Dataverse.
var icewsColumns = []dataset.Column{
	{Name: "Event ID"}, {Name: "Event Date"}, {Name: "Source Name"}, {Name: "Source Sectors"}, {Name: "Source Country"},
	{Name: "Event Text", LeftOut: "says what the code says"}, {Name: "CAMEO Code"}, {Name: "Intensity", LeftOut: "follows from the code"},
	{Name: "Target Name"}, {Name: "Target Sectors"}, {Name: "Target Country"}, {Name: "Story ID"}, {Name: "Sentence Number"},
	{Name: "Publisher", LeftOut: "stands in the quote, which is the whole row"}, {Name: "City"}, {Name: "District", LeftOut: "the city is finer"},
	{Name: "Province", LeftOut: "the city is finer"}, {Name: "Country"}, {Name: "Latitude", LeftOut: "of the place named"}, {Name: "Longitude", LeftOut: "of the place named"},
}

// polecatColumns are those of POLECAT's weekly files on Dataverse.
var polecatColumns = []dataset.Column{
	{Name: "Event ID"}, {Name: "Event Date"}, {Name: "Event Type"}, {Name: "Event Mode"}, {Name: "Intensity", LeftOut: "follows from type and mode"},
	{Name: "Quad Code", LeftOut: "follows from the type"}, {Name: "Contexts", LeftOut: "no relation says it"},
	{Name: "Actor Name"}, {Name: "Actor Country"}, {Name: "Actor COW", LeftOut: "says what the country says"}, {Name: "Primary Actor Sector"}, {Name: "Actor Sectors", LeftOut: "the primary one decides"},
	{Name: "Actor Title", LeftOut: "offices are dated in the gazetteer"}, {Name: "Actor Name Raw", LeftOut: "the resolved name is read"}, {Name: "Wikipedia Actor ID"},
	{Name: "Recipient Name"}, {Name: "Recipient Country"}, {Name: "Recipient COW", LeftOut: "says what the country says"}, {Name: "Primary Recipient Sector"}, {Name: "Recipient Sectors", LeftOut: "the primary one decides"},
	{Name: "Recipient Title", LeftOut: "offices are dated in the gazetteer"}, {Name: "Recipient Name Raw", LeftOut: "the resolved name is read"}, {Name: "Wikipedia Recipient ID"},
	{Name: "Placename", LeftOut: "the city is read"}, {Name: "City"}, {Name: "District", LeftOut: "the city is finer"}, {Name: "Province", LeftOut: "the city is finer"}, {Name: "Country"},
	{Name: "Latitude", LeftOut: "of the place named"}, {Name: "Longitude", LeftOut: "of the place named"}, {Name: "GeoNames ID", LeftOut: "of the place named"}, {Name: "Raw Placename", LeftOut: "the city is read"}, {Name: "Feature Type", LeftOut: "of the place named"},
	{Name: "Source"}, {Name: "Publication Date", LeftOut: "the event has its own"}, {Name: "Story People", LeftOut: "named in the story, not in the event"}, {Name: "Story Organizations", LeftOut: "named in the story, not in the event"},
	{Name: "Story Locations", LeftOut: "named in the story, not in the event"}, {Name: "Language", LeftOut: "no relation says it"}, {Name: "Version", LeftOut: "of the coder"},
}

// ICEWS is the row of the table of loaders for the Integrated Crisis Early
// Warning System.
func ICEWS() dataset.Format {
	return dataset.Format{
		Name: "icews", Title: "ICEWS coded event data, 1995 to 2023", Publisher: "Lockheed Martin, Harvard Dataverse", Licence: "CC0 as on Dataverse; see doi:10.7910/DVN/28075",
		URL: "https://doi.org/10.7910/DVN/28075", Columns: icewsColumns, Load: icews.load,
		Recognise: func(_ string, head []byte) bool { return hasHeader(head, "CAMEO Code", "Source Sectors") },
	}
}

// POLECAT is the row of the table of loaders for the Political Event
// Classification, Attributes and Types.
func POLECAT() dataset.Format {
	return dataset.Format{
		Name: "polecat", Title: "POLECAT events, coded by PLOVER, 2018 on", Publisher: "Halterman et al., Harvard Dataverse", Licence: "as on Dataverse; see doi:10.7910/DVN/AJGVIT",
		URL: "https://doi.org/10.7910/DVN/AJGVIT", Columns: polecatColumns, Load: polecat.load,
		Recognise: func(_ string, head []byte) bool { return hasHeader(head, "Event Mode", "Recipient Name") },
	}
}

// hasHeader tells whether the first line names these columns, parted by tabs.
func hasHeader(head []byte, columns ...string) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	names := strings.Split(strings.ReplaceAll(string(line), `"`, ""), "\t")
	for _, c := range columns {
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(strings.TrimSpace(n), c) }) {
			return false
		}
	}
	return true
}

// headed is an event data set with a header row.
type headed struct {
	needed     []string // columns without which there is no event
	confidence float64
	lists      string // separates several actors in a field; "" if there is one
	meaning    func(r *headedRow) (m Meaning, code string, known bool)
	// The columns of the two sides: name, country, sectors, Wikipedia title.
	source, target [4]string
	story          []string // with the day and place, what halves of one event share
	columns        []dataset.Column
}

var icews = headed{
	confidence: ConfidenceICEWS, columns: icewsColumns,
	needed: []string{"Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name"},
	meaning: func(r *headedRow) (Meaning, string, bool) {
		code := r.get("CAMEO Code")
		m, ok := cameoCodes()[code]
		return m, code, ok
	},
	source: [4]string{"Source Name", "Source Country", "Source Sectors"},
	target: [4]string{"Target Name", "Target Country", "Target Sectors"},
	story:  []string{"Story ID", "Sentence Number"},
}

var polecat = headed{
	confidence: ConfidencePOLECAT, columns: polecatColumns, lists: ";",
	needed: []string{"Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name", "Recipient Country"},
	meaning: func(r *headedRow) (Meaning, string, bool) {
		code, mode := strings.ToUpper(r.get("Event Type")), strings.ToLower(r.get("Event Mode"))
		if m, ok := ploverCodes()[code+" "+mode]; ok {
			return m, code + " " + mode, true
		}
		m, ok := ploverCodes()[code]
		return m, code, ok
	},
	source: [4]string{"Actor Name", "Actor Country", "Primary Actor Sector", "Wikipedia Actor ID"},
	target: [4]string{"Recipient Name", "Recipient Country", "Primary Recipient Sector", "Wikipedia Recipient ID"},
	story:  []string{"Source"},
}

// headedRow is a row under a header.
type headedRow struct {
	*dataset.Row
	at map[string]int
}

// get gives a column's value, "" if there is none or it is null. R writes NA,
// Python None; states stand in words or by three letters, so that NA is never
// Namibia here.
func (r *headedRow) get(name string) string {
	i, ok := r.at[name]
	if !ok {
		return ""
	}
	return null(r.At(i))
}

func null(s string) string {
	s = strings.Trim(s, ` "`)
	switch s {
	case "NA", "None", "NULL", "nan", "---":
		return ""
	}
	return s
}

func (h *headed) load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	rows := dataset.NewTable(text, dataset.Dialect{Comma: '\t'})
	names, err := rows.Header(w)
	if err != nil {
		return err
	}
	unquoted := make([]string, len(names))
	for i, n := range names {
		unquoted[i] = strings.Trim(n, `"`)
	}
	rows.SetHeader(unquoted)
	if _, err := rows.Need(h.needed...); err != nil {
		return err
	}
	row := headedRow{at: map[string]int{}}
	for _, c := range h.columns {
		row.at[c.Name] = rows.Column(c.Name)
	}
	var seen seenEvents
	for r, err := range rows.Rows(ctx, w) {
		if err != nil {
			return err
		}
		row.Row = r
		if err := h.row(ctx, &row, w, &seen); err != nil {
			return err
		}
	}
	return w.End(ctx)
}

// seenEvents are the events of a file that were taken.
type seenEvents struct {
	halves  pair
	repeats dataset.Recent
}

func (h *headed) row(ctx context.Context, row *headedRow, w *dataset.Writer, seen *seenEvents) error {
	when, ok := day(row.get("Event Date"))
	if !ok {
		w.Reject(row.Line, "Event Date is %q: expected 2018-06-01 or 6/1/2018", row.get("Event Date"))
		return nil
	}
	m, code, ok := h.meaning(row)
	if !ok {
		w.Unknown("event code", code)
		return nil
	}
	sources, targets := h.side(row, w, h.source), h.side(row, w, h.target)
	if len(sources) == 0 || len(targets) == 0 {
		w.LeftOut(row.Line, noActor)
		return nil
	}
	if len(sources) == 1 && len(targets) == 1 && sources[0].ID == targets[0].ID {
		w.LeftOut(row.Line, sameActor)
		return nil
	}
	city, country := row.get("City"), row.get("Country")
	where := when.EDTF + "\x00" + city + "\x00" + country
	story := where
	for _, s := range h.story {
		story += "\x00" + row.get(s)
	}
	names := [2]string{row.get(h.source[0]) + "|" + row.get(h.source[1]), row.get(h.target[0]) + "|" + row.get(h.target[1])}
	if seen.halves.mirrored(m, code, names[0], names[1], story) {
		w.LeftOut(row.Line, otherHalf)
		return nil
	}
	if !seen.repeats.Add(strings.Join([]string{where, code, names[0], names[1]}, "\x00")) {
		w.LeftOut(row.Line, repeated)
		return nil
	}
	c := graph.Claim{Relation: m.Relation, Status: m.Status, Time: when, Confidence: h.confidence, Rule: code + " " + m.Name}
	if state, ok := stateNamed(w.Names, country); ok {
		c.Place = placeOf(w.Names, city, &state)
	}
	row.ID = row.get("Event ID") + " " + when.EDTF // the number alone comes again in other files
	for _, c.Subject = range sources {
		for _, c.Object = range targets {
			if err := w.Claim(ctx, &row.Record, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// side gives the actors of one side of a row.
func (h *headed) side(row *headedRow, w *dataset.Writer, columns [4]string) []graph.Actor {
	name, country, sectors, wikipedia := row.get(columns[0]), row.get(columns[1]), row.get(columns[2]), row.get(columns[3])
	if h.lists == "" || !strings.Contains(name+country, h.lists) {
		return add(nil, actor(w.Names, name, country, strings.Split(sectors, ","), wikipedia))
	}
	// Several actors in one field: the nth name goes with the nth country.
	at := func(list string, i int) string {
		f := strings.Split(list, h.lists)
		if i < len(f) {
			return null(f[i])
		}
		if len(f) == 1 {
			return null(f[0])
		}
		return ""
	}
	var all []graph.Actor
	for i := range min(max(strings.Count(name, h.lists), strings.Count(country, h.lists))+1, mostActors) {
		all = add(all, actor(w.Names, at(name, i), at(country, i), []string{at(sectors, i)}, at(wikipedia, i)))
	}
	return all
}

// mostActors bounds the actors of one side: more is no event but a broken row.
const mostActors = 20

func add(all []graph.Actor, a graph.Actor) []graph.Actor {
	if a.ID == "" || slices.ContainsFunc(all, func(b graph.Actor) bool { return b.ID == a.ID }) {
		return all
	}
	return append(all, a)
}

// actor finds whom a row names: the state if the name is its own, an actor of
// the gazetteer, or one that the data alone know, within the state.
func actor(n *dataset.Names, name, country string, sectors []string, wikipedia string) graph.Actor {
	state, ok := stateNamed(n, country)
	if wikipedia != "" {
		if a, ok := n.Find(strings.ReplaceAll(wikipedia, "_", " "), anyType...); ok {
			return a
		}
	}
	if code, _, more := strings.Cut(name, " "); more && code == country && len(code) == 3 {
		name = "" // "CHN GOV": who it is stands in the other columns
	}
	if name == "" || name == country {
		if !ok {
			return graph.Actor{}
		}
		return ofState(n, state, sectors...)
	}
	if base, _, of := strings.Cut(name, " ("); of && ok && strings.HasSuffix(name, ")") {
		// "Government (India)" is India, "Congress (India)" a body of it.
		if base == "Government" {
			return state
		}
		return newActor(n, name, sectorType(sectors), state.ID)
	}
	if a, ok := n.Find(name, anyType...); ok {
		return a
	}
	return newActor(n, name, sectorType(sectors), state.ID)
}

func sectorType(sectors []string) string {
	if s, ok := sectorOf(sectors...); ok {
		return s.typ
	}
	return "Actor"
}

// stateNamed finds the state that a column names in words or by three
// letters; one that the gazetteer does not know is made.
func stateNamed(n *dataset.Names, country string) (graph.Actor, bool) {
	if country == "" {
		return graph.Actor{}, false
	}
	if len(country) == 3 {
		if a, ok := n.Code("iso3", country); ok {
			return a, true
		}
	}
	if a, ok := n.State(country); ok {
		return a, true
	}
	return n.Named(country, "State")
}

// placeOf is where an event happened: the city if the gazetteer knows it in
// that state, else the state.
func placeOf(n *dataset.Names, city string, state *graph.Actor) *graph.Actor {
	if city == "" {
		return state
	}
	if a, ok := n.Find(city, "Place"); ok && n.Within(a.ID) == state.ID {
		return &a
	}
	return state
}
