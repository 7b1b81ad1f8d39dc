// Package ofac reads the sanctions lists of the Office of Foreign Assets
// Control of the United States Treasury, as it publishes them: the list of
// Specially Designated Nationals (sdn.csv with add.csv, alt.csv and
// sdn_comments.csv) and the consolidated list of the others (cons_prim.csv
// with cons_add.csv, cons_alt.csv and cons_comments.csv).
package ofac

import (
	"bytes"
	"context"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	return dataset.Format{
		Name:      "ofac",
		Title:     "OFAC sanctions lists (SDN and consolidated), the CSV files",
		Publisher: "Office of Foreign Assets Control, US Department of the Treasury",
		Licence:   "public domain (work of the United States government)",
		URL:       "https://sanctionslist.ofac.treas.gov/",
		Recognise: func(name string, head []byte) bool {
			return (name == "sdn.csv" || name == "cons_prim.csv") && isEntry(head)
		},
		Columns:   columns,
		Expect:    []dataset.Count{{What: "entries", Min: 5000}},
		Versioned: true,
		Load:      load,
	}
}

var columns = []dataset.Column{
	{Name: "ent_num"}, {Name: "name"}, {Name: "type"}, {Name: "program"}, {Name: "title"}, {Name: "call sign"},
	{Name: "vessel type", LeftOut: "no relation says it"}, {Name: "tonnage", LeftOut: "no relation says it"},
	{Name: "grt", LeftOut: "no relation says it"}, {Name: "flag"}, {Name: "owner"}, {Name: "remarks"},
}

// isEntry tells whether a file begins with a row of twelve columns, the first
// a number.
func isEntry(head []byte) bool {
	t := dataset.NewTable(bytes.NewReader(head), dialect)
	for row, err := range t.All() {
		return err == nil && len(row.Fields) == len(columns) && isNumber(row.At(0))
	}
	return false
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// dialect: the null of the lists is "-0- ", and the last row of the files as
// published is one byte, the end of file of DOS.
var dialect = dataset.Dialect{Comma: ',', Quotes: true, Nulls: []string{"-0-"}}

const endOfFile = "\x1a"

var unitedStates = graph.Actor{ID: "actor:united-states", Label: "United States", Type: "State"}

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	text, err := w.Begin(ctx, in, graph.Source{})
	if err != nil {
		return err
	}
	defer text.Close()
	t := dataset.NewTable(text, dialect)
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	t.SetHeader(names)
	for row, err := range t.All() {
		if err != nil {
			return err
		}
		if row.Text == endOfFile {
			continue
		}
		if row.Err != nil {
			w.Reject(row.Line, "%v", row.Err)
			continue
		}
		row.ID = row.At(0)
		w.Count("entries", 1)
		name := row.At(1)
		typ := map[string]string{"individual": "Person", "vessel": "Vessel", "aircraft": "Vessel"}[row.At(2)]
		if typ == "" {
			typ = "Organization"
		}
		subject := w.Names.New(name, typ, "ofac", row.ID)
		if err := w.Claim(ctx, &row.Record, graph.Claim{Subject: unitedStates, Relation: "sanctions", Object: row.Mention(subject, name), Rule: "entry"}); err != nil {
			return err
		}
	}
	return w.End(ctx)
}
