package officials

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
	"entente/loaders/lines"
)

// Territories is the row of the table of loaders for OpenSanctions' list of
// states and territories with their names in many scripts.
func Territories() dataset.Format {
	return dataset.Format{
		Name: "territories", Title: "OpenSanctions rigour territories: states and territories, their codes and names in many scripts, JSON Lines",
		Publisher: "OpenSanctions", Licence: "MIT", URL: "https://github.com/opensanctions/rigour",
		Recognise: func(_ string, head []byte) bool {
			line, _, _ := bytes.Cut(head, []byte("\n"))
			return bytes.HasPrefix(line, []byte("{")) && bytes.Contains(line, []byte(`"is_jurisdiction"`)) && bytes.Contains(line, []byte(`"names_weak"`))
		},
		Columns: []dataset.Column{
			{Name: "name"}, {Name: "full_name"}, {Name: "in_sentence"}, {Name: "code"}, {Name: "alpha3"}, {Name: "qid"}, {Name: "parent"}, {Name: "names_strong"}, {Name: "names_weak"}, {Name: "is_country"},
			{Name: "region", LeftOut: "the gazetteer says it"}, {Name: "subregion", LeftOut: "the gazetteer says it"}, {Name: "other_codes", LeftOut: "codes of no list"}, {Name: "other_qids", LeftOut: "items on parts and former states"},
			{Name: "is_ftm", LeftOut: "about other software"}, {Name: "is_jurisdiction", LeftOut: "no relation"}, {Name: "see", LeftOut: "no relation"}, {Name: "summary", LeftOut: "prose"}, {Name: "wikipedia_url", LeftOut: "qid says it"},
			{Name: "langs", LeftOut: "no relation"}, {Name: "is_historical", LeftOut: "no relation"}, {Name: "successors", LeftOut: "no relation"}, {Name: "claims", LeftOut: "no relation"},
		},
		Expect: []dataset.Count{{What: "territories", Min: 250}},
		Widens: true, Versioned: true, Load: loadTerritories,
	}
}

func loadTerritories(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	known := map[string]graph.Actor{} // by code
	type part struct {
		dataset.Record
		graph.Actor
		parent string
	}
	var parts []part
	for l, err := range lines.Read(text) {
		if err != nil {
			return &dataset.InputError{Err: err}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if l.Err == nil && len(bytes.TrimSpace(l.Text)) == 0 {
			continue
		}
		var t struct {
			Name, Code, Alpha3, QID, Parent string
			FullName                        string   `json:"full_name"`
			InSentence                      string   `json:"in_sentence"`
			Country                         bool     `json:"is_country"`
			Strong                          []string `json:"names_strong"`
			Weak                            []string `json:"names_weak"`
		}
		var fields map[string]json.RawMessage
		if l.Err == nil {
			if l.Err = json.Unmarshal(l.Text, &fields); l.Err == nil {
				l.Err = json.Unmarshal(l.Text, &t)
			}
		}
		if l.Err != nil {
			w.Reject(l.Number, "not a territory: %v", l.Err)
			continue
		}
		for name := range fields {
			w.Column(name)
		}
		if t.Name == "" || t.Code == "" {
			w.Reject(l.Number, "the territory has no name or no code")
			continue
		}
		w.Count("territories", 1)
		a, ok := w.Names.Code("wikidata", t.QID)
		if !ok && len(t.Code) == 2 {
			a, ok = w.Names.Code("iso2", strings.ToUpper(t.Code))
		}
		d := graph.Description{Aliases: append(append([]string{t.Name, t.FullName}, t.Strong...), t.Weak...)}
		if !ok {
			a = graph.Actor{ID: graph.ActorID(t.Name), Label: t.Name, Type: "Territory"}
			if t.Country {
				a.Type = "State"
			}
			if a.ID == "" {
				w.Reject(l.Number, "%q gives no id", t.Name)
				continue
			}
			if t.QID != "" {
				d.SameAs = []string{"wd:" + t.QID}
			}
			if t.Alpha3 != "" && len(t.Code) == 2 {
				d.Codes = []string{"iso2:" + strings.ToUpper(t.Code), "iso3:" + strings.ToUpper(t.Alpha3)}
			}
		}
		d.Actor = graph.Actor{ID: a.ID, Label: a.Label, Type: a.Type}
		known[t.Code] = a
		if err := w.Describe(ctx, d); err != nil {
			return err
		}
		if t.Parent != "" {
			parts = append(parts, part{dataset.Record{ID: t.Code, Line: l.Number, Start: int(l.Offset), Text: string(l.Text)}, a, t.Parent})
		}
	}
	for _, p := range parts {
		whole, ok := known[p.parent]
		if !ok {
			w.Unknown("parents", p.parent)
			continue
		}
		if err := w.Claim(ctx, &p.Record, graph.Claim{Subject: p.Actor, Relation: "part-of", Object: whole, Rule: "parent"}); err != nil {
			return err
		}
	}
	return w.End(ctx)
}

// CountryCodes is the row of the table of loaders for the table of country
// codes.
func CountryCodes() dataset.Format {
	var columns []dataset.Column
	for _, name := range append(append([]string{"Capital", "ISO3166-1-Alpha-2", "ISO3166-1-Alpha-3", "ISO3166-1-numeric", "FIPS", "wikidata_id", "CLDR display name", "is_independent"}, nameColumns...), codeColumns...) {
		columns = append(columns, dataset.Column{Name: name})
	}
	for reason, names := range map[string][]string{
		"one country's own":          {"Dial", "TLD", "Languages", "EDGAR", "ISO4217-currency_name", "ISO4217-currency_alphabetic_code", "ISO4217-currency_numeric_code", "ISO4217-currency_minor_unit", "ISO4217-currency_country_name"},
		"regions, no relation":       {"Region Code", "Region Name", "Sub-region Code", "Sub-region Name", "Intermediate Region Code", "Intermediate Region Name", "Global Code", "Global Name", "Continent", "Least Developed Countries (LDC)", "Land Locked Developing Countries (LLDC)", "Small Island Developing States (SIDS)", "Developed / Developing Countries"},
		"ISO3166-1-numeric says it":  {"M49"},
		"codes that no data set use": {"MARC", "GAUL", "WMO", "ITU", "DS", "Geoname ID", "UNTERM French Short", "UNTERM Spanish Short", "UNTERM Russian Short", "UNTERM Arabic Short", "UNTERM Chinese Short"},
	} {
		for _, name := range names {
			columns = append(columns, dataset.Column{Name: name, LeftOut: reason})
		}
	}
	return dataset.Format{
		Name: "country-codes", Title: "Comprehensive country codes: ISO, FIPS, UN names and more",
		Publisher: "Open Knowledge, datasets/country-codes", Licence: "PDDL", URL: "https://github.com/datasets/country-codes",
		Recognise: func(_ string, head []byte) bool {
			line, _, _ := bytes.Cut(head, []byte("\n"))
			return bytes.Contains(line, []byte("ISO3166-1-Alpha-3")) && bytes.Contains(line, []byte("FIPS")) && bytes.Contains(line, []byte("CLDR display name"))
		},
		Columns: columns,
		Expect:  []dataset.Count{{What: "countries", Min: 240}},
		Widens:  true, Versioned: true, Load: loadCountryCodes,
	}
}

var (
	nameColumns = []string{"official_name_en", "official_name_fr", "official_name_es", "official_name_ru", "official_name_ar", "official_name_cn", "UNTERM English Short", "UNTERM English Formal", "UNTERM French Formal", "UNTERM Spanish Formal", "UNTERM Russian Formal", "UNTERM Arabic Formal", "UNTERM Chinese Formal"}
	codeColumns = []string{"FIFA", "IOC"}
)

func loadCountryCodes(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	t := dataset.NewTable(text, dataset.Dialect{Comma: ',', Quotes: true}) // no nulls: NA is Namibia
	if _, err := t.Header(w); err != nil {
		return err
	}
	at, err := t.Need("ISO3166-1-Alpha-2", "ISO3166-1-Alpha-3", "CLDR display name")
	if err != nil {
		return err
	}
	for row, err := range t.Rows(ctx, w) {
		if err != nil {
			return err
		}
		iso2, iso3, name := row.At(at[0]), row.At(at[1]), row.At(at[2])
		qid := row.At(t.Column("wikidata_id"))
		qid = qid[strings.LastIndexByte(qid, '/')+1:]
		if name == "" || len(iso3) != 3 {
			w.Reject(row.Line, "a name and an ISO alpha-3 code are expected, not %q and %q", name, iso3)
			continue
		}
		w.Count("countries", 1)
		a, ok := w.Names.Code("iso3", iso3)
		if !ok {
			a, ok = w.Names.Code("wikidata", qid)
		}
		d := graph.Description{}
		if !ok {
			a = graph.Actor{ID: graph.ActorID(name), Label: name, Type: "Territory"}
			if row.At(t.Column("is_independent")) == "Yes" {
				a.Type = "State"
			}
			if strings.HasPrefix(qid, "Q") {
				d.SameAs = []string{"wd:" + qid}
			}
			for scheme, code := range map[string]string{"iso2": iso2, "iso3": iso3, "m49": row.At(t.Column("ISO3166-1-numeric")), "fips": row.At(t.Column("FIPS"))} {
				if code != "" && !strings.Contains(code, ",") {
					d.Codes = append(d.Codes, scheme+":"+code)
				}
			}
		}
		for _, scheme := range codeColumns {
			if code := row.At(t.Column(scheme)); code != "" && !strings.Contains(code, ",") {
				d.Codes = append(d.Codes, strings.ToLower(scheme)+":"+code)
			}
		}
		d.Actor = a
		d.Aliases = append(d.Aliases, name)
		for _, column := range nameColumns {
			d.Aliases = append(d.Aliases, row.At(t.Column(column)))
		}
		if err := w.Describe(ctx, d); err != nil {
			return err
		}
		capital := row.At(t.Column("Capital"))
		if capital == "" {
			continue
		}
		place, ok := w.Names.Find(capital, "Place")
		if !ok || w.Names.Within(place.ID) != a.ID {
			place = w.Names.New(capital, "Place", "capital", iso3)
			place.Within = a.ID
		}
		row.ID = iso3
		if err := w.Claim(ctx, &row.Record, graph.Claim{Subject: row.Mention(place, capital), Relation: "capital-of", Object: row.Mention(a, name), Rule: "Capital"}); err != nil {
			return err
		}
	}
	return w.End(ctx)
}
