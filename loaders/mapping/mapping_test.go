package mapping

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/dataset"
	"entente/loaders/dataset/datasettest"
	"entente/loaders/gazetteer"
)

func TestReady(t *testing.T) {
	if _, err := readSchemes(schemesYAML); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file, format string
		claims       []string
		reasons      []string
		warnings     []string
	}{
		{"contiguity.csv", "cow-contiguity", []string{
			"iran borders turkey 1920-01/..", // the end of the data is no end
			"iran borders kuwait 1961-06/..",
			"hanover borders kingdom-of-bavaria 1837-01/1866-09",
		}, nil, []string{
			"cow-contiguity: 1 left out: states with 25 to 400 miles of water between them, which is no border (the first in line 4)",
			`cow-contiguity: cow code: 1 not known: "999" (1)`,
		}},
		{"alliances.csv", "atop", []string{
			"russia allied-with china 1950/1951", // the gap told that this span is over
			"united-states allied-with japan 2016/..",
			"russia agrees-with china 1950/1951",
			"russia allied-with china 1953",
		}, nil, nil},
		{"disputes.csv", "cow-mid", []string{"iran at-war-with iraq 1980/1981", "united-states attacks iran 1988"}, nil, nil},
		{"igo.csv", "", nil, nil, nil},
		{"un_votes.csv", "unga", []string{"namibia supports un-general-assembly-roll-call-1", "iran rejects un-general-assembly-roll-call-1", "namibia supports un-general-assembly-roll-call-2"}, nil,
			[]string{"un_votes.csv: un_roll_calls.csv does not lie beside it: date, unres, short stay unknown", "unga: 1 left out: abstentions (the first in line 4)"}},
		{"treaties.csv", "desta", []string{"oman signs oman-iran-a-sample 2003", "iran signs oman-iran-a-sample 2003", "oman withdraws-from oman-iran-a-sample 2010"}, nil, nil},
		{"ged.csv", "ucdp-ged", []string{"syria clashes-with sample-front 2014-02-01 3 deaths", "sample-army attacks civilians-yemen-north-yemen 2015-03-01/2015-03-07 5 deaths"},
			[]string{`5: "1990-13-04" is no date: expected 2016, 201612, 2016-12-31, 12/31/2016, 31.12.2016 or 31 December 2016`}, nil},
		{"acled.csv", "acled", []string{
			"military-forces-of-mali clashes-with sample-front 2025-05-16 4 deaths",
			"sample-militia-mali cooperates-with military-forces-of-mali 2025-05-16",
			"police-forces-of-mali cooperates-with military-forces-of-mali 2025-05-16",
			"sample-front attacks civilians-mali 2025-05-18 2 deaths",
		}, nil, []string{"acled: 1 left out: events with one actor (the first in line 3)"}},
		{"comtrade.csv", "comtrade", []string{"oman imports-from iran 2018 1200 USD (H5 01)", "namibia exports-to oman 2018 5 USD (H5 01)"}, nil, []string{
			"comtrade: 1 left out: parts of a flow by mode of supply, counted in the whole (the first in line 4)",
			"comtrade: 1 left out: parts of a flow by second partner, counted in the whole (the first in line 3)",
			"comtrade: 1 left out: rows whose two sides are one actor (the first in line 6)",
			"comtrade: 1 left out: trade with the world as a whole (the first in line 5)",
		}},
		{"baci.csv", "baci", []string{"iran exports-to china 2022 12500 USD (HS 270900)", "taiwan exports-to united-states 2022 3000 USD (HS 854231)"}, nil, nil},
	} {
		t.Run(c.file, func(t *testing.T) {
			text := datasettest.Sample(t, c.file)
			f, ok := recognised(text)
			if !ok || c.format != "" && f.Name != c.format {
				t.Fatalf("recognised as %q", f.Name)
			}
			r := datasettest.Load(t, f, c.file, text)
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			if c.claims == nil {
				return
			}
			if diff := cmp.Diff(c.claims, r.Lines()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.reasons, r.Reasons()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.warnings, r.Warnings); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Columns of organizations become rows, years spans, the last year open.
func TestMelt(t *testing.T) {
	f, _ := recognised(datasettest.Sample(t, "igo.csv"))
	r := datasettest.Load(t, f, "igo.csv", datasettest.Sample(t, "igo.csv"))
	if diff := cmp.Diff([]string{
		"indonesia member-of asean 1967/1968",
		"iran member-of opec 1960/1962",
		"indonesia member-of opec 1967/1968",
		"indonesia member-of aaaid 1970/..",
		"indonesia member-of asean 1970/..",
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
}

func TestBadMappings(t *testing.T) {
	const good = "name: x\nclaims: [{subject: {id: 'actor:iran'}, relation: borders, object: {name: b, type: State}}]\n"
	if _, err := Parse("x.yaml", []byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"borders", "boarders", "did you mean borders"},
		{"type: State", "type: Sate", "did you mean State"},
		{"name: x", "name: X Y", "lower case letters"},
		{"name: b, type: State", "code: b, scheme: iso9", "there are comtrade"},
		{"{id: 'actor:iran'}", "{id: iran}", "must begin with actor:"},
		{"{id: 'actor:iran'}", "{}", "an actor needs one of"},
		{"name: x", "name: x\nshape: round", "unknown field"},
		{"relation: borders", "relation: borders, time: {day: a, year: b}", "time needs one of"},
		{"relation: borders", "relation: borders, confidence: 2", "from 0 to 1"},
	} {
		_, err := Parse("x.yaml", []byte(strings.Replace(good, c.from, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "x.yaml: ") {
			t.Errorf("%s: got %v", c.to, err)
		}
	}
}

func TestDate(t *testing.T) {
	for in, want := range map[string]string{
		"2016": "2016", "201612": "2016-12", "20161231": "2016-12-31", "2016-12-31": "2016-12-31", "12/31/2016": "2016-12-31",
		"31 December 2016": "2016-12-31", "1 May 2025": "2025-05-01", "2016-12-31T00:00:00": "2016-12-31", "31.12.2016": "2016-12-31", "1.2.2016": "2016-02-01", "": "",
	} {
		if got, err := date(in); err != nil || got.EDTF != want {
			t.Errorf("date(%q) is %q, %v", in, got.EDTF, err)
		}
	}
	for _, in := range []string{"soon", "31 Smarch 2016", "2016-13-01", "1/2/3", "00/00/1975", "2.02E+13", "31.12.16", "1.13.2016", "2016/2017"} {
		if got, err := date(in); err == nil {
			t.Errorf("date(%q) is %q", in, got.EDTF)
		}
	}
}

// A draft finds the actors; it can be loaded as it is where the relation is
// known, and is refused where somebody has yet to say it.
func TestSuggest(t *testing.T) {
	g, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string][]string{
		"alliances.csv": {"subject: {code: \"ccode1\", scheme: cow}", "object: {code: \"ccode2\", scheme: cow}", "time: {year: \"year\"}"},
		"baci.csv":      {"scheme: comtrade", "time: {year: \"t\"}"},
		"un_votes.csv":  {"scheme: iso2"},
		// One side's number, code and name stand before the other side's.
		"comtrade.csv": {"subject: {code: \"reporter_code\", scheme: m49}", "object: {code: \"partner_code\", scheme: comtrade}"},
	} {
		draft, err := Suggest(strings.NewReader(datasettest.Sample(t, file)), file, dataset.NewNames(g))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(draft, w) {
				t.Errorf("%s: the draft lacks %s:\n%s", file, w, draft)
			}
		}
		if _, err := Parse(file, []byte(draft)); err != nil && !strings.Contains(err.Error(), "CHECK") {
			t.Errorf("%v\n%s", err, draft)
		}
	}
}

// What a table does not say is not guessed.
func TestSuggestInventsNothing(t *testing.T) {
	g, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		table  string
		want   []string
		refuse string // "" if the draft can be loaded
	}{
		{"treaty,iso_a,iso_b,signed,kind\nT1,IRN,CHN,27.03.2021,trade\nT2,RUS,IRN,17.01.2025,Visits\n",
			[]string{`"trade": trades-with`, `"Visits": visits`, `time: {day: "signed"}`}, ""},
		{"treaty,iso_a,iso_b,signed,kind\nT1,IRN,CHN,27.03.2021,positional\nT2,RUS,IRN,17.01.2025,trade\n",
			[]string{`"positional": CHECK`, `"trade": trades-with`}, "relation is still CHECK"},
		{"rivalry,ccode1,ccode2,start,end\n1,630,645,1958,2003\n2,630,2,1979,2010\n",
			[]string{"relation: CHECK", "scheme: cow"}, "relation is still CHECK"},
		{"Name,Note\nZenda Bank,a bank\nStrelsau Shipping,\"ships, many\"\n",
			[]string{`subject: {name: "Name", type: Actor}`, `object: {id: "actor:CHECK"}`}, "is still"},
	} {
		draft, err := Suggest(strings.NewReader(c.table), "t.csv", dataset.NewNames(g))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range c.want {
			if !strings.Contains(draft, w) {
				t.Errorf("the draft lacks %s:\n%s", w, draft)
			}
		}
		if _, err := Parse("t.yaml", []byte(draft)); (err == nil) != (c.refuse == "") || err != nil && !strings.Contains(err.Error(), c.refuse) {
			t.Errorf("the draft is read with %v, want %q:\n%s", err, c.refuse, draft)
		}
	}
}

func FuzzMapping(f *testing.F) {
	for _, n := range []string{"contiguity.csv", "alliances.csv", "disputes.csv", "igo.csv", "un_votes.csv", "treaties.csv", "ged.csv", "acled.csv", "comtrade.csv", "baci.csv"} {
		f.Add([]byte(datasettest.Sample(f, n)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if format, ok := recognised(string(text)); ok {
			datasettest.Fuzz(t, format, "x", text)
		}
	})
}

// FuzzReady gives each ready mapping rows under a header of the columns that it
// reads, which a search by chance would not hit upon.
func FuzzReady(f *testing.F) {
	comma := func(m *Mapping) string {
		if m.Table.Comma != "" {
			return m.Table.Comma
		}
		return ","
	}
	columns := func(m *Mapping) []string {
		names := m.reads()
		if m.Melt != nil {
			names = append(names, m.Recognise...) // some of those that become rows
		}
		for _, n := range m.Recognise {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
		return names
	}
	for i, m := range ready() {
		n := len(columns(m))
		for _, cell := range []string{"1", "2005", "IRN", "-9", "2016-12-31", "1.5e3; 364", `"a ""b"", c` + "\n" + `d"`} {
			row := strings.Repeat(cell+comma(m), n-1) + cell
			f.Add(uint8(i), []byte(row+"\n"+strings.Repeat(comma(m), n-1)+"\n"+row+"\r\n"))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, rows []byte) {
		m := ready()[int(which)%len(ready())]
		text := []byte(strings.Join(columns(m), comma(m)) + "\n" + string(rows))
		datasettest.Load(t, m.Format(), "x", string(text)) // codes are known
	})
}

func FuzzParse(f *testing.F) {
	for _, n := range []string{"atop", "cow-igo", "acled"} {
		text, err := os.ReadFile("ready/" + n + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := Parse("x", text)
		if err == nil {
			m.Format().Recognise("x", []byte("a,b\n1,2\n"))
		}
	})
}

func BenchmarkMapping(b *testing.B) {
	states := []string{"2", "20", "200", "220", "255", "365", "630", "640", "710", "740"}
	for _, c := range []struct {
		name, header string
		row          func(i int) string
	}{
		{"atop", "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n", func(i int) string {
			return fmt.Sprintf("%s,%s,%d,1,0,0,%d,1\n", states[i/100%10], states[(i/100+i/1000+1)%10], 1900+i%100, i/50%2)
		}},
		{"ucdp-ged", datasettest.Sample(b, "ged.csv")[:strings.IndexByte(datasettest.Sample(b, "ged.csv"), '\n')+1], func(i int) string {
			return fmt.Sprintf("%d,SYR-1,2014,1,Clear,1,299,299,Syria: Government,1,1,Government of Syria - Front %d,118,118,Government of Syria,4456,4456,Front %d,1,\"\"\"Wire,2014-02-01,a \"\"\",Wire,2014-02-01,h,W,1,t,t,I,A,35.7,36.5,POINT (36.5 35.7),1,Syria,652,M,1,1,2014-02-%02d,2014-02-28,1,2,0,0,3,3,3,652,\n", i, i%500, i%500, i%28+1)
		}},
		{"baci", "t,i,j,k,v,q\n", func(i int) string {
			codes := []string{"364", "156", "842", "276", "251", "392"}
			return fmt.Sprintf("2022,%s,%s,%06d,%d.5,NA\n", codes[i%6], codes[(i+1+i/6%5)%6], i%5000, i)
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for _, f := range Ready() {
				if f.Name == c.name {
					datasettest.Bench(b, f, "x.csv", c.header, c.row)
				}
			}
		})
	}
}
