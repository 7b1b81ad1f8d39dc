package officials

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loaders/dataset"
)

// Archigos is the row of the table of loaders for Archigos, both its file of
// leaders (a row a leader) and its annual one (a row a leader and year).
func Archigos() dataset.Format {
	const known = "how leaders came and went is no relation"
	return dataset.Format{
		Name: "archigos", Title: "Archigos: a data set of political leaders, by leader or by leader and year",
		Publisher: "Henk Goemans, Kristian Skrede Gleditsch, Giacomo Chiozza", Licence: "free with citation", URL: "https://www.rochester.edu/college/faculty/hgoemans/data.htm",
		Recognise: func(_ string, head []byte) bool {
			line, _, _ := bytes.Cut(head, []byte("\n"))
			return bytes.HasPrefix(line, []byte("obsid")) && bytes.Contains(line, []byte("leadid")) && bytes.Contains(line, []byte("startdate"))
		},
		Columns: []dataset.Column{
			{Name: "obsid"}, {Name: "leadid"}, {Name: "ccode"}, {Name: "gwcode"}, {Name: "leader"}, {Name: "startdate"}, {Name: "enddate"}, {Name: "exit"}, {Name: "yrborn"}, {Name: "borndate"},
			{Name: "idacr", LeftOut: "ccode says it"}, {Name: "entry", LeftOut: known}, {Name: "exitcode", LeftOut: known}, {Name: "prevtimesinoffice", LeftOut: known}, {Name: "posttenurefate", LeftOut: known},
			{Name: "gender", LeftOut: "no relation"}, {Name: "yrdied", LeftOut: "no relation"}, {Name: "deathdate", LeftOut: "no relation"}, {Name: "ebirthdate", LeftOut: "borndate says it"}, {Name: "edeathdate", LeftOut: "no relation"}, {Name: "dbpedia.uri"},
			{Name: "num.entry", LeftOut: known}, {Name: "num.exit", LeftOut: known}, {Name: "num.exitcode", LeftOut: known}, {Name: "num.posttenurefate", LeftOut: known},
			{Name: "fties", LeftOut: "no relation"}, {Name: "ftcur", LeftOut: "no relation"},
		},
		Expect: []dataset.Count{{What: "leaders", Min: 3000}},
		Widens: true, Versioned: true, Load: loadArchigos,
	}
}

// REIGN is the row of the table of loaders for REIGN's list of leaders.
func REIGN() dataset.Format {
	return dataset.Format{
		Name: "reign", Title: "REIGN: rulers, elections and irregular governance, the list of leaders",
		Publisher: "One Earth Future Foundation", Licence: "free with citation", URL: "https://oefdatascience.github.io/REIGN.github.io/",
		Recognise: func(_ string, head []byte) bool {
			line, _, _ := bytes.Cut(head, []byte("\n"))
			return bytes.Contains(line, []byte("leadid")) && bytes.Contains(line, []byte("syear")) && bytes.Contains(line, []byte("eyear"))
		},
		Columns: []dataset.Column{
			{Name: "ccode"}, {Name: "leadid"}, {Name: "leader"}, {Name: "sdate"}, {Name: "smonth"}, {Name: "syear"}, {Name: "edate"}, {Name: "emonth"}, {Name: "eyear"}, {Name: "birthyear"},
			{Name: "stateabb", LeftOut: "ccode says it"}, {Name: "gender", LeftOut: "no relation"}, {Name: "militarycareer", LeftOut: "no relation"},
			{Name: "l_month", LeftOut: "month of the last election"}, {Name: "l_year", LeftOut: "year of the last election"}, {Name: "codedby", LeftOut: "the coder"}, {Name: "notes", LeftOut: "prose"},
			{Name: "", LeftOut: "empty columns without a name"},
		},
		Expect: []dataset.Count{{What: "leaders", Min: 2000}},
		Widens: true, Versioned: true, Load: loadREIGN,
	}
}

// nulls of both sets, and of what statistics programs write.
var nulls = []string{".", "NA", "-777", "-999", "-666"}

// reign is one leader's time in power.
type reign struct {
	dataset.Record
	leader, from, to string
	state            string // numeric code
	born             string
	uri              string
}

func loadArchigos(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	return loadTable(ctx, in, w, []string{"obsid", "leadid", "leader", "startdate", "enddate"}, func(t *dataset.Table) func(*dataset.Row) (reign, error) {
		col := t.Column
		obsid, leader, from, to, exit, born, day, uri := col("obsid"), col("leader"), col("startdate"), col("enddate"), col("exit"), col("yrborn"), col("borndate"), col("dbpedia.uri")
		code := max(col("ccode"), col("gwcode"))
		return func(row *dataset.Row) (reign, error) {
			r := reign{Record: row.Record, leader: row.At(leader), from: row.At(from), to: row.At(to), state: row.At(code), born: row.At(day), uri: row.At(uri)}
			r.ID = row.At(obsid)
			if r.born == "" {
				r.born = row.At(born)
			}
			if strings.EqualFold(row.At(exit), "Still in Office") {
				r.to += "?" // the day up to which it was coded
			}
			return r, nil
		}
	})
}

func loadREIGN(ctx context.Context, in *dataset.Input, w *dataset.Writer) error {
	return loadTable(ctx, in, w, []string{"ccode", "leadid", "leader", "syear", "eyear"}, func(t *dataset.Table) func(*dataset.Row) (reign, error) {
		col := t.Column
		code, id, leader, born := col("ccode"), col("leadid"), col("leader"), col("birthyear")
		from, to := [3]int{col("syear"), col("smonth"), col("sdate")}, [3]int{col("eyear"), col("emonth"), col("edate")}
		return func(row *dataset.Row) (reign, error) {
			r := reign{Record: row.Record, leader: row.At(leader), state: row.At(code), born: row.At(born)}
			r.ID = row.At(id)
			var err error
			if r.from, err = date(row.At(from[0]), row.At(from[1]), row.At(from[2])); err != nil {
				return r, err
			}
			r.to, err = date(row.At(to[0]), row.At(to[1]), row.At(to[2]))
			return r, err
		}
	})
}

// date writes year, month and day as far as they are given.
func date(year, month, day string) (string, error) {
	if year == "" {
		return "", nil
	}
	if !isYear(year) {
		return "", fmt.Errorf("%q is no year", year)
	}
	out := year
	for _, part := range []string{month, day} {
		n, err := strconv.Atoi(part)
		if part == "" || err != nil || n == 0 {
			break
		}
		out += fmt.Sprintf("-%02d", n)
	}
	if _, err := graph.ParseTime(out); err != nil {
		return "", fmt.Errorf("%s is no date", out)
	}
	return out, nil
}

// loadTable reads a table of leaders. Rows of one leader and term, as the
// annual file has them, are one claim that rests on all of them.
func loadTable(ctx context.Context, in *dataset.Input, w *dataset.Writer, need []string, columns func(*dataset.Table) func(*dataset.Row) (reign, error)) error {
	// REIGN's files are named by their month: leaderlist_3_21.csv.
	var said graph.Source
	if m := ofMonth.FindStringSubmatch(in.Base); m != nil && in.Date == "" {
		said.Published = "20" + m[2] + "-" + fmt.Sprintf("%02s", m[1])
	}
	text, err := w.Begin(ctx, in, said)
	if err != nil {
		return err
	}
	defer text.Close()
	coded := in.Date
	if coded == "" {
		coded = said.Published
	}
	comma := byte(',')
	if line, _, _ := bytes.Cut(in.Head, []byte("\n")); bytes.IndexByte(line, '\t') >= 0 {
		comma = '\t'
	}
	t := dataset.NewTable(text, dataset.Dialect{Comma: comma, Quotes: true, Nulls: nulls})
	if _, err := t.Header(w); err != nil {
		return err
	}
	if _, err := t.Need(need...); err != nil {
		return err
	}
	read := columns(t)
	l := &leaders{w: w}
	var last *reign
	for row, err := range t.Rows(ctx, w) {
		if err != nil {
			return err
		}
		r, err := read(row)
		if err == nil && r.to == "" && coded != "" && coded > r.from {
			r.to = coded + "?" // still in office, as far as was coded
		}
		if err != nil {
			w.Reject(row.Line, "%v", err)
			continue
		}
		if last != nil && r.ID != "" && r.ID == last.ID && r.leader == last.leader && r.from > last.from && r.Start-last.Start <= maxTerm {
			gap := map[int]string{1: "\n", 2: "\r\n"}[r.Start-last.Start-len(last.Text)]
			if gap != "" {
				last.Text += gap + r.Text
				last.to = r.to
				continue
			}
		}
		if last != nil {
			if err := l.claim(ctx, last); err != nil {
				return err
			}
		}
		last = &r
	}
	if last != nil {
		if err := l.claim(ctx, last); err != nil {
			return err
		}
	}
	return w.End(ctx)
}

var ofMonth = regexp.MustCompile(`_(\d{1,2})_(\d{2})\.`)

// maxTerm bounds the rows that become one claim, in bytes.
const maxTerm = 64 << 10

type leaders struct{ w *dataset.Writer }

func (l *leaders) claim(ctx context.Context, r *reign) error {
	w := l.w
	name := cleanName(r.leader)
	if name == "" {
		w.Reject(r.Line, "the leader has no name")
		return nil
	}
	state, ok := stateOf(w.Names, r.state)
	if !ok {
		w.Unknown("state codes", r.state)
		return nil
	}
	when, err := interval(r.from, r.to)
	if err != nil {
		w.Reject(r.Line, "from %q to %q: %v", r.from, r.to, err)
		return nil
	}
	w.Count("leaders", 1)
	person, role := who(w, name, state, when.Earliest)
	if role == "" {
		role = "leader"
	}
	d := graph.Description{Actor: graph.Actor{ID: person.ID, Label: person.Label, Type: "Person"}, Within: state.ID}
	if name != person.Label && strings.Contains(name, " ") {
		d.Aliases = []string{name}
	}
	if _, err := graph.ParseTime(r.born); err == nil && r.born != "" {
		d.Born = []string{r.born}
	}
	if r.uri != "" {
		d.SameAs = []string{r.uri}
	}
	if err := w.Describe(ctx, d); err != nil {
		return err
	}
	return w.Claim(ctx, &r.Record, graph.Claim{Subject: r.Mention(person, r.leader), Relation: "leads", Object: state, Time: when, Rule: dataset.OfficeRule(role)})
}

// stateOf finds a state by its number in Gleditsch and Ward's or the
// Correlates of War's list.
func stateOf(n *dataset.Names, code string) (graph.Actor, bool) {
	if c, ok := gleditschWard[code]; ok {
		code = c
	}
	return n.Code("cow", code)
}

// gleditschWard are the numbers that differ in the two lists, or stand for a
// state that another one goes on, as those of the Correlates of War.
var gleditschWard = map[string]string{
	"260": "255",               // Germany
	"340": "345",               // Serbia
	"678": "679",               // Yemen
	"816": "816",               // Vietnam
	"300": "305",               // Austria-Hungary: Austria
	"396": "372", "397": "372", // Abkhazia, South Ossetia: in Georgia
	"711": "710", // Tibet
	"815": "816", // Vietnam (Annam)
}
