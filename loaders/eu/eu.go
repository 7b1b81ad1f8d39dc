// Package eu reads the restrictive measures of the European Union in three
// forms: transcriptions of the Official Journal (a CSV file of one framework
// act as it stands, or of what one act amends), and the consolidated list of
// the Financial Sanctions Files, as XML and as CSV of version 1.1.
//
// An entry of the Journal is told by its act, annex and number in the annex,
// so that an amendment and the consolidated text speak of one actor; an entry
// of the consolidated list by its logical ID.
package eu

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/loaders/listing"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	return dataset.Format{
		Name:      "eu",
		Title:     "EU sanctions: Official Journal transcriptions (CSV), consolidated list (XML and CSV 1.1)",
		Publisher: "European Union",
		Licence:   "reuse permitted with attribution (Decision 2011/833/EU)",
		URL:       "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
		Recognise: func(_ string, head []byte) bool { return formOf(head) != unknown },
		Columns:   columns,
		Expect:    []dataset.Count{{What: "entries", Max: 20000}},
		Versioned: true,
		Load:      load,
	}
}

type form int

const (
	unknown form = iota
	journal
	consolidatedXML
	consolidatedCSV
)

func formOf(head []byte) form {
	first, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("\n"))
	switch {
	case bytes.HasPrefix(first, []byte("celex,")) || bytes.HasPrefix(first, []byte("amendedCelex,")):
		return journal
	case bytes.Contains(first, []byte("Entity_LogicalId;")):
		return consolidatedCSV
	case bytes.Contains(head, []byte("<sanctionEntity")) || bytes.Contains(head, []byte("fsd/fsf")) && bytes.Contains(head, []byte("<export")):
		return consolidatedXML
	}
	return unknown
}

var union = graph.Actor{ID: "actor:european-union", Label: "European Union", Type: "IntergovernmentalOrganization"}

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	l := &listing.List{W: w, Name: "eu", Sanctioner: union}
	switch formOf(in.Head) {
	case journal:
		return loadJournal(ctx, in, l)
	case consolidatedXML:
		return loadXML(ctx, in, l)
	case consolidatedCSV:
		return loadCSV(ctx, in, l)
	}
	return dataset.Errorf("this is neither a transcription of the Official Journal (its header begins with celex), nor the consolidated list as XML or CSV 1.1")
}

// schemas are the kinds of entry in the Journal's transcriptions. An asset is
// an aircraft, a vessel or money: only its measure tells.
var schemas = map[string]string{"Person": "Person", "LegalEntity": "Organization", "Organization": "Organization", "Company": "Company", "Vessel": "Vessel", "Asset": "Facility"}

func loadJournal(ctx context.Context, in *dataset.Input, l *listing.List) error {
	text, err := l.W.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	t := dataset.NewTable(text, dataset.Dialect{Comma: ',', Quotes: true, Nulls: []string{"n/a", "na"}})
	if _, err := t.Header(l.W); err != nil {
		return err
	}
	if _, err := t.Need("programKey", "measure", "schema", "name"); err != nil {
		return err
	}
	act := t.Column("celex")
	if act < 0 {
		act = t.Column("amendedCelex")
	}
	col := map[string]int{}
	for _, c := range columns {
		col[c.Name] = t.Column(c.Name)
	}
	for row, err := range t.Rows(ctx, l.W) {
		if err != nil {
			return err
		}
		at := func(name string) string { return row.At(col[name]) }
		if at("name") == "" {
			l.W.Reject(row.Line, "the entry has no name")
			continue
		}
		e, place := journalEntry(l, at, row.At(act))
		row.ID = place
		self := l.Actor(e)
		if err := l.Enter(ctx, &row.Record, self, e); err != nil {
			return err
		}
		if err := l.Say(ctx, &row.Record, self, e); err != nil {
			return err
		}
	}
	return l.W.End(ctx)
}

// journalEntry reads a row, and where it stands: act, annex and number. An
// entry that the act does not number is told by its name.
func journalEntry(l *listing.List, at func(string) string, act string) (*listing.Entry, string) {
	typ, ok := schemas[at("schema")]
	if !ok {
		l.W.Unknown("schema", at("schema"))
		typ = "Organization"
	}
	number := at("recordId")
	if number == "" {
		number = at("name") + " " + at("birthDate")
	}
	place := act + "/" + at("annex") + "/" + number
	key := act + " " + at("annex")
	if at("recordId") != "" {
		key += " " + at("recordId")
	}
	e := &listing.Entry{Key: key, Type: typ, Name: at("name"), Measure: at("measure"), Since: at("startDate")}
	e.Codes = append(e.Codes, "eu-program:"+at("programKey"))
	for _, c := range []string{"alias", "weakAlias", "previousName"} {
		e.Aliases = append(e.Aliases, listing.Split(at(c), ";")...)
	}
	for _, c := range codeColumns {
		for _, v := range listing.Split(at(c.name), ";") {
			e.Codes = append(e.Codes, c.scheme+":"+v)
		}
	}
	for _, v := range listing.Split(at("imoNumber"), ";") {
		if m := sevenDigits.FindString(v); m != "" {
			e.IMO = append(e.IMO, m)
		} else {
			l.W.Odd("IMO numbers that are none", v)
		}
	}
	e.Nationalities = listing.Split(at("nationality"), ";")
	e.Countries = append(listing.Split(at("country"), ";"), listing.Split(at("jurisdiction"), ";")...)
	if len(e.Countries) == 0 {
		e.Countries = l.Addressed(at("address"))
	}
	e.Flags = listing.Split(at("flag"), ";")
	return e, place
}

var sevenDigits = regexp.MustCompile(`\b\d{7}\b`)

var codeColumns = []struct{ name, scheme string }{{"mmsi", "mmsi"}, {"leiCode", "lei"}, {"innCode", "inn"}, {"ogrnCode", "ogrn"}, {"okpoCode", "okpo"}, {"swiftBic", "bic"}, {"ticker", "ticker"}}

var columns = func() []dataset.Column {
	var out []dataset.Column
	for n := range strings.FieldsSeq("celex amendedCelex recordId programKey annex measure startDate schema name alias weakAlias previousName country nationality jurisdiction leiCode innCode ogrnCode okpoCode swiftBic ticker imoNumber mmsi flag address") {
		out = append(out, dataset.Column{Name: n})
	}
	leave := func(why, names string) {
		for n := range strings.FieldsSeq(names) {
			out = append(out, dataset.Column{Name: n, LeftOut: why})
		}
	}
	leave("the amending act is the file's own name", "amendmentCelex")
	leave("prose; it stands in the quote", "reason position notes appearance sector")
	leave("no relation says it", "birthDate birthPlace gender ethnicity fatherName motherName incorporationDate legalForm phone email website")
	leave("numbers of documents and registers whose issuer the cell does not name", "passportNumber registrationNumber taxNumber idNumber kppCode")
	return append(append(out, csvColumns...), xmlColumns...)
}()
