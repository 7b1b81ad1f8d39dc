// Package ofac reads the sanctions lists of the Office of Foreign Assets
// Control of the United States Treasury, as it publishes them: the list of
// Specially Designated Nationals (sdn.csv with add.csv, alt.csv and
// sdn_comments.csv, or sdn.xml) and the consolidated list of the others
// (cons_prim.csv with cons_add.csv, cons_alt.csv and cons_comments.csv, or
// consolidated.xml), each also in the advanced form (SDN_ADVANCED.XML,
// CONS_ADVANCED.XML).
//
// An entry becomes the claim that the United States sanctions somebody; its
// columns and remarks become claims of who owns, is linked to, is a national
// of, sails under the flag of, or sits where. Other names and identifiers
// describe the actor. An entry is the record of a version of the list: it is
// told by OFAC's number (ent_num, uid), and has changed where its row has.
//
// "Linked To" names an entry by its name: as it stands, without the full stop
// that ends the remarks, among the other names, and on the other list where
// it lies beside this one. A name that several entries have, or none, is an
// actor of its own, and counted.
package ofac

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// Format is the row of the table of loaders.
func Format() dataset.Format {
	return dataset.Format{
		Name:      "ofac",
		Title:     "OFAC sanctions lists (SDN and consolidated): the CSV set, the XML file or the advanced XML file",
		Publisher: "Office of Foreign Assets Control, US Department of the Treasury",
		Licence:   "public domain (work of the United States government)",
		URL:       "https://sanctionslist.ofac.treas.gov/",
		Recognise: recognise,
		Main:      mainOf,
		Columns:   allColumns(),
		Expect:    []dataset.Count{{What: "entries", Min: 400}},
		Versioned: true,
		Load:      load,
	}
}

// set is how the files of a list are called.
type set struct{ main, addresses, names, comments string }

var sets = []set{
	{"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"},
	{"cons_prim.csv", "cons_add.csv", "cons_alt.csv", "cons_comments.csv"},
}

func recognise(name string, head []byte) bool {
	if isXML(head) || isAdvanced(head) {
		return true
	}
	return strings.HasSuffix(name, ".csv") && beginsLike(head, len(columns), 0) && isKind(head)
}

// mainOf knows the parts of a set by their names, where they look like them.
func mainOf(name string, head []byte) string {
	for _, s := range sets {
		switch {
		case name == s.addresses && beginsLike(head, len(addressColumns), 1),
			name == s.names && beginsLike(head, len(nameColumns), 1),
			name == s.comments && beginsLike(head, len(commentColumns), 0):
			return s.main
		}
	}
	return ""
}

// beginsLike tells whether the first row has so many columns, and numbers up
// to a column.
func beginsLike(head []byte, width, numbers int) bool {
	t := dataset.NewTable(bytes.NewReader(head), dialect)
	for row, err := range t.All() {
		if err != nil || row.Err != nil || len(row.Fields) != width {
			return false
		}
		for i := 0; i <= numbers; i++ {
			if !isNumber(row.At(i)) {
				return false
			}
		}
		return true
	}
	return false
}

// isKind tells whether the third column of the first row is a kind of entry.
func isKind(head []byte) bool {
	t := dataset.NewTable(bytes.NewReader(head), dialect)
	for row := range t.All() {
		_, ok := kinds[row.At(2)]
		return ok
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

// kinds are the kinds of entry, and the types of their actors.
var kinds = map[string]string{"": "Organization", "individual": "Person", "vessel": "Vessel", "aircraft": "Vessel"}

// The files have no header; these are the columns by OFAC's own description.
var (
	columns        = []string{"ent_num", "sdn_name", "sdn_type", "program", "title", "call_sign", "vess_type", "tonnage", "grt", "vess_flag", "vess_owner", "remarks"}
	addressColumns = []string{"ent_num", "add_num", "address", "city", "country", "add_remarks"}
	nameColumns    = []string{"ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"}
	commentColumns = []string{"ent_num", "comment"}
)

func allColumns() []dataset.Column {
	leftOut := map[string]string{
		"vess_type": "no relation says it", "tonnage": "no relation says it", "grt": "no relation says it",
		"address": "stands in the quote; only the country is resolved", "city": "stands in the quote; only the country is resolved",
		"add_remarks": "always empty", "alt_remarks": "always empty",
	}
	seen := map[string]bool{}
	var out []dataset.Column
	for _, names := range [][]string{columns, addressColumns, nameColumns, commentColumns} {
		for _, n := range names {
			if !seen[n] {
				out = append(out, dataset.Column{Name: n, LeftOut: leftOut[n]})
			}
			seen[n] = true
		}
	}
	return slices.Concat(out, xmlColumns, advancedColumns)
}

func load(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	switch {
	case isXML(in.Head):
		return loadXML(ctx, in, w)
	case isAdvanced(in.Head):
		return loadAdvanced(ctx, in, w)
	}
	s := sets[0]
	if strings.HasPrefix(strings.ToLower(in.Base), "cons_") {
		s = sets[1]
	}
	l := newList(w)
	if err := l.readNames(ctx, in, s); err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		load func(context.Context, *dataset.Input) error
	}{{"", l.loadEntries}, {s.addresses, l.loadAddresses}, {s.comments, l.loadComments}} {
		file := in
		if f.name != "" {
			var ok bool
			if file, ok = in.Beside(f.name); !ok {
				w.Warn("ofac: %s does not lie beside %s: what it says is missing", f.name, in.Name)
				continue
			}
		}
		if err := f.load(ctx, file); err != nil {
			return err
		}
	}
	l.report()
	return nil
}

// rows hands each row of one of the files to use; rows of another width are
// rejected if this is the reading that counts.
func rows(ctx context.Context, w *dataset.Writer, text *dataset.Text, names []string, counts bool, use func(*dataset.Row) error) error {
	t := dataset.NewTable(text, dialect)
	t.SetHeader(names)
	for row, err := range t.All() {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case row.Text == endOfFile:
			continue
		case row.Err == nil && !isNumber(row.At(0)):
			row.Err = errNumber
		}
		if row.Err != nil {
			if counts {
				w.Reject(row.Line, "%v", row.Err)
			}
			continue
		}
		if err := use(row); err != nil {
			return err
		}
	}
	return nil
}
