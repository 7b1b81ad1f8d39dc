package officials

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/dataset"
	"entente/loaders/dataset/datasettest"
)

func TestSamples(t *testing.T) {
	for _, c := range []struct {
		format   dataset.Format
		file     string
		claims   []string
		rejected []string
		warned   []string
	}{
		{Territories(), "rigour_territories.jsonl",
			[]string{"zenda-island part-of ruritania"},
			[]string{"4: the territory has no name or no code", "6: not a territory: "},
			[]string{`column "shape" is not known`, `parents: 1 not known: "yy" (1)`}},
		{CountryCodes(), "country-codes.csv",
			[]string{"windhoek capital-of namibia", "strelsau-capital-zzr capital-of ruritania"},
			[]string{`4: a name and an ISO alpha-3 code are expected, not "" and ""`}, nil},
		{Archigos(), "archigos.csv",
			[]string{"mahmoud-ahmadinejad leads iran 2005-08-03/2013-08-03", "hassan-rouhani leads iran 2013-08-03/2015-12-31?", "testsultan-of-oman leads oman 1970-07-23/2014-12-31"},
			[]string{`6: from "1971-07-23" to "1960-01-01": `}, []string{`state codes: 1 not known: "9999" (1)`}},
		{Archigos(), "archigos_annual.txt",
			[]string{"testsultan-of-oman leads oman 1970-07-23/1972-06-30", "nunez-of-panama leads panama 1999-09-01/1999-12-31"},
			nil, []string{"a line is not UTF-8"}},
		{REIGN(), "leaderlist_3_21.csv",
			[]string{"mahmoud-ahmadinejad leads iran 2005-08-03/2013-08", "hassan-rouhani leads iran 2013-08-03/2021-03?", "testsultan-of-oman leads oman 1970-07-23/2014-12"},
			[]string{`5: "seventy" is no year`}, nil},
		{Speakers(), "speakers.csv",
			[]string{"hassan-rouhani leads iran 2013", "testwali-of-oman represents oman 1953", "anna-testname-of-namibia represents namibia 2001"},
			[]string{`7: Year is "199O": expected a year`}, []string{`countries: 1 not known: "QQQ" (1)`, `speeches without a speaker's name, once: "OMN" (1)`}},
		{Popolo(), "popolo.json",
			[]string{"mira-testova-wd-q998877003 member-of chamber-of-ruritania-popolo-chamber 2010/2014", "mira-testova-wd-q998877003 member-of ruritanian-greens-popolo-greens 2010/2014", "mira-testova-wd-q998877003 represents treasury-of-ruritania-popolo-treasury 2015-02-03/2016"},
			[]string{"4: p2 has no name", `15: from "2015-02-31" to "": `}, []string{`column "colours"`, "memberships of people who are not in the file"}},
	} {
		r := datasettest.Load(t, c.format, c.file, datasettest.Sample(t, c.file))
		if r.Err != nil {
			t.Errorf("%s: %v", c.file, r.Err)
		}
		if diff := cmp.Diff(c.claims, r.Lines()); diff != "" {
			t.Errorf("%s: %s", c.file, diff)
		}
		begin := func(what string, want, got []string) {
			if len(got) < len(want) || what == "rejected" && len(got) != len(want) {
				t.Errorf("%s: %s: %q, want %q", c.file, what, got, want)
				return
			}
			for _, w := range want {
				if !strings.Contains(strings.Join(got, "\n"), w) {
					t.Errorf("%s: %s: %q, want %q", c.file, what, got, w)
				}
			}
		}
		begin("rejected", c.rejected, r.Reasons())
		begin("warned", c.warned, r.Warnings)
		head := datasettest.Sample(t, c.file)
		if !c.format.Recognise(c.file, []byte(head)) {
			t.Errorf("%s is not recognised", c.file)
		}
	}
}

// Names in many scripts and codes are kept; Namibia is not null.
func TestDescriptions(t *testing.T) {
	r := datasettest.Load(t, Territories(), "x", datasettest.Sample(t, "rigour_territories.jsonl"))
	if d := r.Descriptions[0]; d.Actor.ID != "actor:iran" || !strings.Contains(strings.Join(d.Aliases, " "), "伊朗") {
		t.Errorf("%+v", d)
	}
	if d := r.Descriptions[1]; d.Actor.ID != "actor:ruritania" || d.Actor.Type != "State" || d.SameAs[0] != "wd:Q998877001" {
		t.Errorf("%+v", d)
	}
	r = datasettest.Load(t, CountryCodes(), "x", datasettest.Sample(t, "country-codes.csv"))
	if d := r.Descriptions[0]; d.Actor.ID != "actor:namibia" {
		t.Errorf("%+v", d)
	}
	r = datasettest.Load(t, Archigos(), "x", datasettest.Sample(t, "archigos_annual.txt"))
	if d := r.Descriptions[0]; d.Born[0] != "1940-11-18" || d.Within != "actor:oman" {
		t.Errorf("%+v", d)
	}
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"Mr. ENTEZAM ": "Entezam", "H.E. Dr. Anna  TEST-NAME": "Anna Test-Name", "Canada11668": "Canada", "U Thant": "U Thant", "Mr.": "Mr.", "General Test": "Test", "A. B. DE LA VEGA": "A. B. DE LA Vega",
	} {
		if got := cleanName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// What stands for nothing in Archigos is no year, and no day.
func TestArchigosNulls(t *testing.T) {
	text := "obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode\n"
	for i, null := range []string{"-777", "-999", ".", "NA", ""} {
		text += fmt.Sprintf("OMN-%d,698,l%d,Testsultan %c,%s,M,1970-07-23,1971-06-%02d,Regular,Regular,Regular\n", i, i, 'A'+i, null, i+1)
	}
	r := datasettest.Load(t, Archigos(), "archigos.csv", text)
	if r.Err != nil || len(r.Claims) != 5 || len(r.Rejected) > 0 {
		t.Fatalf("%v: %q, rejected %q", r.Err, r.Lines(), r.Reasons())
	}
	for _, d := range r.Descriptions {
		if len(d.Born) > 0 {
			t.Errorf("%s is born %q", d.Actor.Label, d.Born)
		}
	}
}

var formats = []func() dataset.Format{Territories, CountryCodes, Archigos, REIGN, Speakers, Popolo}

func FuzzFormats(f *testing.F) {
	for i, name := range []string{"rigour_territories.jsonl", "country-codes.csv", "archigos.csv", "leaderlist_3_21.csv", "speakers.csv", "popolo.json"} {
		f.Add(uint8(i), []byte(datasettest.Sample(f, name)))
	}
	f.Add(uint8(2), []byte(datasettest.Sample(f, "archigos_annual.txt")))
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		datasettest.Fuzz(t, formats[int(which)%len(formats)](), "leaderlist_3_21.csv", text)
	})
}

func BenchmarkArchigos(b *testing.B) {
	datasettest.Bench(b, Archigos(), "x", "obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode\n", func(i int) string {
		return fmt.Sprintf("IRN-%d,630,l%d,Leader %d,1940,M,19%02d-01-01,19%02d-12-31,Regular,Regular,Regular\n", i, i, i%3000, i%90, i%90+2)
	})
}

func BenchmarkREIGN(b *testing.B) {
	datasettest.Bench(b, REIGN(), "x", "stateabb,ccode,leadid,leader,sdate,smonth,syear,emonth,eyear,birthyear\n", func(i int) string {
		return fmt.Sprintf("IRN,630,l%d,Leader %d,1,1,19%02d,12,19%02d,1940\n", i, i%3000, 50+i%30, 52+i%30)
	})
}

func BenchmarkSpeakers(b *testing.B) {
	datasettest.Bench(b, Speakers(), "x", "Year,Session,ISO Code,Country,Name of Person Speaking,Post\n", func(i int) string {
		return fmt.Sprintf("%d,45,OMN,Oman,Mr. Speaker %d,Minister for Foreign Affairs\n", 1950+i%70, i%3000)
	})
}

func BenchmarkTerritories(b *testing.B) {
	row := strings.SplitAfter(datasettest.Sample(b, "rigour_territories.jsonl"), "\n")[1]
	datasettest.Bench(b, Territories(), "x", `{"name":"Iran","code":"ir"}`+"\n"+`{"name":"Zenda Island","code":"zi","parent":"ir"}`+"\n", func(i int) string { return strings.ReplaceAll(row, "Ruritania", fmt.Sprint("Ruritania ", i)) })
}

func BenchmarkCountryCodes(b *testing.B) {
	rows := strings.SplitAfter(datasettest.Sample(b, "country-codes.csv"), "\n")
	datasettest.Bench(b, CountryCodes(), "x", rows[0], func(i int) string { return rows[2] })
}

func BenchmarkPopolo(b *testing.B) {
	datasettest.Bench(b, Popolo(), "x", `{"persons":[{"id":"p","name":"Mira Testova","other_names":[]}],"organizations":[{"id":"o","name":"Chamber","classification":"legislature"}],"memberships":[`, func(i int) string {
		end := ","
		if i == 19999 {
			end = "]}"
		}
		return fmt.Sprintf(`{"person_id":"p","organization_id":"o","role":"member","start_date":"%d","end_date":"2020"}%s`+"\n", 1900+i%100, end)
	})
}
