// Package uk reads the UK Sanctions List as CSV: a line with the date of the
// report, a header, and a row for each name and address of an entry. Columns
// are found by their names, for their order and number have changed before.
//
// An entry is told by its Unique ID (RUS0123). What each row adds (an
// address, a nationality, an owner) rests on that row.
//
// The consolidated list of the Office of Financial Sanctions Implementation
// (ConList.csv, to January 2026) is read too: its columns are called
// otherwise, and an entry is told by the Unique ID that its other information
// names, or else by its Group ID.
package uk

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"entente/graph"
	"entente/graph/keep"
	"entente/loaders/dataset"
	"entente/loaders/listing"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	return dataset.Format{
		Name:      "uk",
		Title:     "UK Sanctions List, and OFSI's consolidated list before it, CSV",
		Publisher: "Foreign, Commonwealth and Development Office",
		Licence:   "Open Government Licence v3.0",
		URL:       "https://www.gov.uk/government/publications/the-uk-sanctions-list",
		Recognise: func(_ string, head []byte) bool {
			return bytes.Contains(head, []byte("Unique ID,")) && bytes.Contains(head, []byte("Designation Type")) || isOFSI(head)
		},
		Columns:   columns,
		Expect:    []dataset.Count{{What: "entries", Min: 1000}},
		Versioned: true,
		Load:      load,
	}
}

var kingdom = graph.Actor{ID: "actor:united-kingdom", Label: "United Kingdom", Type: "State"}

var types = map[string]string{"individual": "Person", "entity": "Organization", "ship": "Vessel"}

var (
	dialect    = dataset.Dialect{Comma: ',', Quotes: true}
	reportDate = regexp.MustCompile(`(?i)(?:report date|last updated):? *"?,? *"?(\d{1,2}-[A-Za-z]{3}-\d{4}|\d{1,2}/\d{1,2}/\d{4})`)
)

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	said := graph.Source{Series: "uk/consolidated"}
	if m := reportDate.FindSubmatch(in.Head[:min(len(in.Head), 200)]); m != nil {
		if day, ok := dataset.Date(string(m[1])); ok {
			said.Published = day.EDTF
		}
	}
	if isOFSI(in.Head) {
		said.Series = "uk/ofsi"
	}
	l := &listing.List{W: w, Name: "uk", Sanctioner: kingdom}
	groups := keep.New[string](w.Shelf())
	entries, err := gather(in, w, groups)
	if err != nil {
		return err
	}
	text, err := w.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	listed := keep.New[bool](w.Shelf())
	err = rows(text, w, groups, func(row *dataset.Row, at func(string) string) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if row.Err != nil {
			w.Reject(row.Line, "%v", row.Err)
			return nil
		}
		e := entries.Value(at("Unique ID"))
		if e == nil || e.Name == "" {
			w.Reject(row.Line, "the row has no Unique ID, or the entry no name")
			return nil
		}
		row.ID = e.Key
		self := l.Actor(e)
		if !listed.Value(e.Key) {
			listed.Set(e.Key, true)
			if _, ok := types[strings.ToLower(at("Designation Type"))]; !ok {
				w.Unknown("designation types", at("Designation Type"))
			}
			if err := l.Enter(ctx, &row.Record, self, e); err != nil {
				return err
			}
		}
		return l.Say(ctx, &row.Record, self, saysOf(at, e.Type))
	})
	if err != nil {
		return err
	}
	return w.End(ctx)
}

// saysOf is what one row says beside that the entry is listed.
func saysOf(at func(string) string, typ string) *listing.Entry {
	list := func(column string) []string { return listing.Split(at(column), "|", ";", "\n") }
	return &listing.Entry{
		Type: typ, Nationalities: list("Nationality(/ies)"), Countries: list("Address Country"), Flags: list("Current believed flag of ship"),
		Owners: list("Current owner/operator (s)"), Parents: list("Parent company"), Subsidiaries: list("Subsidiaries"),
	}
}

// rows reads to the header, past the line with the date, and hands on what
// comes after. w may be nil; groups are the entries of OFSI's groups.
func rows(text *dataset.Text, w *dataset.Writer, groups *keep.Map[string], use func(row *dataset.Row, at func(string) string) error) error {
	t := dataset.NewTable(text, dialect)
	col := map[string]int{}
	var old *ofsi
	for row, err := range t.All() {
		if err != nil {
			return err
		}
		if len(col) == 0 {
			if row.Err == nil && !strings.Contains(row.Text, "Unique ID") && !isOFSI([]byte(row.Text)) {
				if row.Line > 10 {
					return dataset.Errorf("none of the first lines is a header with Unique ID")
				}
				continue
			}
			header := row.Fields
			if isOFSI([]byte(row.Text)) {
				old = &ofsi{keys: groups}
				header = old.header(header)
			}
			t.SetHeader(header)
			id := "Unique ID"
			if old != nil {
				id = "OFSI Group ID"
			}
			if _, err := t.Need(id, "Name 6", "Designation Type"); err != nil {
				return err
			}
			for _, name := range header {
				if w != nil {
					w.Column(name)
				}
			}
			for _, c := range columns {
				col[c.Name] = t.Column(c.Name)
			}
			continue
		}
		at := func(name string) string { return row.At(col[name]) }
		if old != nil {
			at = old.at(at)
		}
		if err := use(row, at); err != nil {
			return err
		}
	}
	return nil
}

// gather reads the names and numbers of each entry from all its rows. Its
// name is the primary one.
func gather(in *dataset.Input, w *dataset.Writer, groups *keep.Map[string]) (*keep.Map[*listing.Entry], error) {
	text, err := in.Text()
	if err != nil {
		return nil, &dataset.InputError{Err: err}
	}
	defer text.Close()
	entries := keep.New[*listing.Entry](w.Shelf())
	err = rows(text, nil, groups, func(row *dataset.Row, cell func(string) string) error {
		// What is kept of a row must not keep the row.
		at := func(column string) string { return strings.Clone(cell(column)) }
		id := at("Unique ID")
		if row.Err != nil || id == "" {
			return nil
		}
		e := entries.Value(id)
		if e == nil {
			typ, ok := types[strings.ToLower(at("Designation Type"))]
			if !ok {
				typ = "Organization"
			}
			e = &listing.Entry{Key: id, Other: strings.HasPrefix(id, ofsiKey), Type: typ, Measure: "entry", Since: at("Date Designated")}
			for _, c := range []struct{ scheme, column string }{{"uk-regime", "Regime Name"}, {"un", "UN Reference Number"}, {"ofsi", "OFSI Group ID"}} {
				if v := at(c.column); v != "" {
					e.Codes = append(e.Codes, c.scheme+":"+v)
				}
			}
		}
		var parts []string
		for _, c := range []string{"Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"} {
			if v := at(c); v != "" {
				parts = append(parts, v)
			}
		}
		name := strings.Join(parts, " ")
		switch primary := strings.HasPrefix(strings.ToLower(at("Name type")), "primary name") && !strings.Contains(strings.ToLower(at("Name type")), "variation"); {
		case name == "":
		case e.Name == "":
			e.Name = name
		case primary && name != e.Name:
			e.Aliases = append(e.Aliases, e.Name)
			e.Name = name
		default:
			e.Aliases = append(e.Aliases, name)
		}
		if v := at("Name non-latin script"); v != "" {
			e.Aliases = append(e.Aliases, v)
		}
		for _, imo := range listing.FindIMO(at("Other Information")) {
			if e.Type == "Vessel" && len(e.IMO) == 0 {
				e.IMO = append(e.IMO, imo)
			}
		}
		for _, imo := range sevenDigits.FindAllString(at("IMO number"), -1) {
			if len(e.IMO) == 0 || e.IMO[len(e.IMO)-1] != imo {
				e.IMO = append(e.IMO, imo)
			}
		}
		entries.Set(id, e)
		return nil
	})
	return entries, err
}

var sevenDigits = regexp.MustCompile(`\b\d{7}\b`)

var columns = func() []dataset.Column {
	var out []dataset.Column
	for _, n := range []string{"Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Name non-latin script",
		"Regime Name", "Designation Type", "Date Designated", "Address Country", "Nationality(/ies)", "Subsidiaries", "Parent company", "IMO number", "Current owner/operator (s)", "Current believed flag of ship", "Other Information"} {
		out = append(out, dataset.Column{Name: n})
	}
	for _, n := range []string{"Previous owner/operator (s)", "Previous flags"} {
		out = append(out, dataset.Column{Name: n, LeftOut: "the list does not say until when"})
	}
	for _, n := range []string{"Last Updated", "Alias strength", "Title", "Non-latin script type", "Non-latin script language", "Designation source", "Sanctions Imposed", "UK Statement of Reasons",
		"Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Address Line 6", "Address Postal Code", "Phone number", "Website", "Email address", "D.O.B",
		"National Identifier number", "National Identifier additional information", "Passport number", "Passport additional information", "Position", "Gender", "Town of birth", "Country of birth",
		"Type of entity", "Business registration number (s)", "Type of ship", "Tonnage of ship", "Length of ship", "Year Built", "Hull identification number (HIN)", "UK Sanctions List Date Designated"} {
		out = append(out, dataset.Column{Name: n, LeftOut: "stands in the quote; no relation says it"})
	}
	return out
}()
