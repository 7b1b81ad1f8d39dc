package events

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// gdeltColumns are the columns of GDELT's event files, which have no header.
// The files of 1979 to March 2013 end before SOURCEURL, those of version 2
// have an ADM2Code in each place.
var gdeltColumns = []string{
	"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
	"Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
	"Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
	"IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
	"Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
	"Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID",
	"ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID",
	"DATEADDED", "SOURCEURL",
}

// gdeltRead are the columns that are read; the others are left out on
// purpose.
var gdeltRead = []string{"GLOBALEVENTID", "SQLDATE", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
	"Actor2CountryCode", "Actor2KnownGroupCode", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent", "EventCode",
	"NumMentions", "NumSources", "ActionGeo_FullName", "ActionGeo_CountryCode", "DATEADDED", "SOURCEURL"}

// GDELT is the row of the table of loaders for GDELT's events.
func GDELT() dataset.Format {
	f := dataset.Format{
		Name: "gdelt", Title: "GDELT events, 1.0 and 2.0, with mentions and GKG counts beside them: what a program read in the news of the day",
		Publisher: "The GDELT Project", Licence: "unlimited and unrestricted use with citation", URL: "https://www.gdeltproject.org/",
		Recognise: isGDELT, Load: loadGDELT, Main: eventsOf,
		Parts: func(name string) []string {
			if m := besideEvents(name, mentionsEnd); m != "" {
				return []string{m, besideEvents(name, gkgEnd)}
			}
			return nil
		},
	}
	for _, c := range gdeltColumns {
		why := "repeats what the codes read say, or how they were made"
		switch {
		case slices.Contains(gdeltRead, c):
			why = ""
		case strings.HasPrefix(c, "Actor1Geo"), strings.HasPrefix(c, "Actor2Geo"):
			why = "where the text names the actor, not where the event is"
		case strings.HasSuffix(c, "Name"):
			why = "the words found, mostly a city for its state"
		}
		f.Columns = append(f.Columns, dataset.Column{Name: c, LeftOut: why})
	}
	f.Columns = slices.Concat(f.Columns, mentionsColumns, gkgColumns)
	return f
}

// isGDELT knows an event file by the width of its first row and the number
// and day in it; and a copy that a spreadsheet rewrote, so as to refuse it.
func isGDELT(_ string, head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if bytes.HasPrefix(line, []byte("GLOBALEVENTID")) {
		return true
	}
	f := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
	if isGKG(f) {
		return true // to say why it is not read
	}
	_, ok := gdeltLayout(len(f))
	return ok && digits(f[0]) && len(f[1]) == 8 && digits(f[1]) && len(f[4]) > 4 && f[4][4] == '.'
}

// gdeltAt are the places of the columns read, by number of columns.
type gdeltAt struct {
	id, date, root, code, mentions, sources, place, country, added, url int
	actor                                                               [2]gdeltActorAt
}

type gdeltActorAt struct{ country, group, types int }

func gdeltLayout(columns int) (gdeltAt, bool) {
	var names []string
	switch columns {
	case 61:
		names = gdeltColumns
	case 58, 57:
		names = slices.DeleteFunc(slices.Clone(gdeltColumns), func(c string) bool { return strings.HasSuffix(c, "ADM2Code") })[:columns]
	default:
		return gdeltAt{}, false
	}
	at := func(name string) int { return slices.Index(names, name) }
	return gdeltAt{
		id: at("GLOBALEVENTID"), date: at("SQLDATE"), root: at("IsRootEvent"), code: at("EventCode"), mentions: at("NumMentions"), sources: at("NumSources"),
		place: at("ActionGeo_FullName"), country: at("ActionGeo_CountryCode"), added: at("DATEADDED"), url: at("SOURCEURL"),
		actor: [2]gdeltActorAt{
			{at("Actor1CountryCode"), at("Actor1KnownGroupCode"), at("Actor1Type1Code")},
			{at("Actor2CountryCode"), at("Actor2KnownGroupCode"), at("Actor2Type1Code")},
		},
	}, true
}

// errSpreadsheet refuses what a spreadsheet has rewritten.
var errSpreadsheet = dataset.Errorf("this copy went through a spreadsheet: event codes have lost their leading zeros (012 and 12 are two) and dates are rounded; load the file as published")

func loadGDELT(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	mentions, err := readMentions(ctx, in, w)
	if err != nil {
		return err
	}
	articles, err := readGKG(ctx, in, w)
	if err != nil {
		return err
	}
	g := gdelt{mentions: mentions, articles: articles, w: w, least: in.Least, layouts: map[int]gdeltAt{}}
	for row, err := range dataset.NewTable(text, dataset.Dialect{Comma: '\t'}).Rows(ctx, w) {
		switch {
		case err != nil:
			return err
		case len(row.Fields) == 1 && strings.TrimSpace(row.Text) == "":
			continue
		case row.Line == 1 && strings.HasPrefix(row.Text, "GLOBALEVENTID"):
			if len(row.Fields) == 1 {
				return errSpreadsheet
			}
			continue
		case row.Line == 1 && isGKG(row.Fields):
			return errGKG
		}
		if err := g.row(ctx, row); err != nil {
			return err
		}
	}
	return w.End(ctx)
}

type gdelt struct {
	mentions map[string]mentioned // by event
	articles map[string]map[gkgCount]float64
	w        *dataset.Writer
	least    dataset.Least
	layouts  map[int]gdeltAt
	repeats  dataset.Recent
	halves   pair
}

func (g *gdelt) row(ctx context.Context, row *dataset.Row) error {
	w, f := g.w, row.Fields
	at, ok := g.layouts[len(f)]
	if !ok {
		if at, ok = gdeltLayout(len(f)); !ok {
			w.Reject(row.Line, "the row has %d columns: GDELT's events have 57, 58 or 61, parted by tabs", len(f))
			return nil
		}
		g.layouts[len(f)] = at
	}
	if !digits(f[at.id]) {
		w.Reject(row.Line, "GLOBALEVENTID is %q: expected a number", f[at.id])
		return nil
	}
	when, ok := day(f[at.date])
	if !ok {
		w.Reject(row.Line, "SQLDATE is %q: expected YYYYMMDD", f[at.date])
		return nil
	}
	m, ok := cameoCodes()[f[at.code]]
	if !ok {
		w.Unknown("event code", f[at.code])
		return nil
	}
	told := g.mentions[f[at.id]]
	if n, err := strconv.Atoi(f[at.mentions]); err == nil && max(n, told.n) < g.least.Mentions {
		w.LeftOut(row.Line, fmt.Sprintf("events with fewer than %d mentions", g.least.Mentions))
		return nil
	}
	if n, err := strconv.Atoi(f[at.sources]); err == nil && max(n, told.sources) < g.least.Sources {
		w.LeftOut(row.Line, fmt.Sprintf("events with fewer than %d sources", g.least.Sources))
		return nil
	}
	subject, object := g.actor(f, at.actor[0]), g.actor(f, at.actor[1])
	switch {
	case subject.ID == "" || object.ID == "":
		w.LeftOut(row.Line, noActor)
		return nil
	case subject.ID == object.ID:
		w.LeftOut(row.Line, sameActor)
		return nil
	}
	where := when.EDTF + "\x00" + f[at.place]
	if g.halves.mirrored(m, f[at.code], subject.ID, object.ID, where) {
		w.LeftOut(row.Line, otherHalf)
		return nil
	}
	if !g.repeats.Add(strings.Join([]string{where, f[at.code], subject.ID, object.ID}, "\x00")) {
		w.LeftOut(row.Line, repeated)
		return nil
	}
	c := graph.Claim{
		Subject: subject, Object: object, Relation: m.Relation, Status: m.Status, Time: vague(when, f[at.added]),
		Place: g.place(f[at.place], f[at.country]), Confidence: ConfidenceGDELT, Rule: f[at.code] + " " + m.Name,
	}
	if f[at.root] == "1" {
		c.Confidence = ConfidenceGDELTRoot
	}
	if told.n > 0 {
		c.Confidence = confidenceOf(told.percent)
	}
	if at.url >= 0 {
		c.Amount = g.amount(m.Relation, f[at.url], f[at.country])
	}
	row.ID = f[at.id]
	return w.Claim(ctx, &row.Record, c)
}

// actor finds whom the CAMEO codes of an actor mean. They are not those of
// places: CHN here is CH there, and CH here would be nobody.
func (g *gdelt) actor(f []string, at gdeltActorAt) graph.Actor {
	n := g.w.Names
	if code := f[at.group]; code != "" {
		if a, ok := knownGroup(n, code); ok {
			return a
		}
		g.w.Unknown("known group", code)
	}
	code := f[at.country]
	if code == "" {
		return graph.Actor{}
	}
	state, ok := cameoCountry(n, code)
	if !ok {
		g.w.Unknown("CAMEO country", code)
		return graph.Actor{}
	}
	if state.Type == "Place" {
		return state
	}
	return ofState(n, state, f[at.types], f[at.types+1], f[at.types+2])
}

// place finds where an event was, by GDELT's FIPS 10-4 code and full name:
// "Muscat, Masqat, Oman".
func (g *gdelt) place(full, code string) *graph.Actor {
	if code == "" {
		return nil
	}
	state, ok := g.w.Names.Code("fips", code)
	if !ok {
		g.w.Unknown("FIPS country of a place", code)
		return nil
	}
	city, _, more := strings.Cut(full, ",")
	if !more {
		return &state
	}
	return placeOf(g.w.Names, city, &state)
}

// vague widens days that GDELT made of words such as "last year": it sets
// them exactly 365, 30 or 7 days before the day the article was read.
func vague(when graph.Time, added string) graph.Time {
	if len(added) < 8 {
		return when
	}
	read, ok := day(added[:8])
	if !ok {
		return when
	}
	then, _ := when.Date()
	now, _ := read.Date()
	var t graph.Time
	switch int(now.Sub(then).Hours() / 24) {
	case 365:
		t = graph.Year(then.Year())
	case 30:
		t = graph.Month(then.Year(), then.Month())
	default:
		return when
	}
	if approximate, err := graph.ParseTime(t.EDTF + "~"); err == nil {
		return approximate
	}
	return when
}
