package events

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/dataset"
	"entente/loaders/dataset/datasettest"
)

func TestTables(t *testing.T) {
	if _, err := readCAMEO(cameoYAML); err != nil {
		t.Error(err)
	}
	if _, err := readPLOVER(ploverYAML); err != nil {
		t.Error(err)
	}
	if _, err := readSectors(sectorsYAML); err != nil {
		t.Error(err)
	}
	if _, err := readGroups(groupsYAML); err != nil {
		t.Error(err)
	}
	for code, m := range cameoCodes() {
		if m.Mirror == "" {
			continue
		}
		if back := cameoCodes()[m.Mirror]; back.Mirror != code {
			t.Errorf("the other half of %s is %s, whose other half is %q", code, m.Mirror, back.Mirror)
		}
	}
}

func TestICEWS(t *testing.T) {
	r := datasettest.Load(t, ICEWS(), "icews.tab", datasettest.Sample(t, "icews.tab"))
	if diff := cmp.Diff([]string{
		"oman consults iran 2019-03-04",
		"mohammad-javad-zarif visits oman 2019-03-04",
		"police-bahrain arrests protester-bahrain 2019-03-05",
		"namibia praises brazil 2019-03-05",
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		`9: Event Date is "2019-13-05": expected 2018-06-01 or 6/1/2018`,
		"11: the row has 6 columns, expected 20",
	}, r.Reasons()); diff != "" {
		t.Error(diff)
	}
	if c := r.Claims[2]; c.Subject.Within != "actor:bahrain" || c.Confidence != ConfidenceICEWS || c.Record != "9100005 2019-03-05" {
		t.Errorf("got %+v", c)
	}
	if c := r.Claims[3]; c.Place == nil || c.Place.ID != "actor:sao-paulo" {
		t.Errorf("the place, in Latin-1, is %+v", c.Place)
	}
	if diff := cmp.Diff([]string{
		"icews.tab: a line is not UTF-8 and was read as windows-1252",
		"icews: 1 left out: events with a side that has neither a country nor a known group nor a name (the first in line 12)",
		"icews: 1 left out: rows that repeat an event of the same day, actors, code and place (the first in line 7)",
		"icews: 2 left out: the other halves of reciprocal events (the first in line 3)",
		`icews: event code: 1 not known: "999" (1)`,
	}, r.Warnings); diff != "" {
		t.Error(diff)
	}
}

func TestPOLECAT(t *testing.T) {
	r := datasettest.Load(t, POLECAT(), "polecat.tsv", datasettest.Sample(t, "polecat.tsv"))
	if diff := cmp.Diff([]string{
		"hossein-amir-abdollahian visits china 2023-03-02",
		"israel attacks syria 2023-03-02",
		"united-states sanctions myanmar 2023-03-02",
		"united-kingdom sanctions myanmar 2023-03-02",
		"frances-civilians protests-against france 2023-03-02",
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if len(r.Rejected)+len(r.Warnings) > 0 {
		t.Errorf("got %v, %v", r.Reasons(), r.Warnings)
	}
}

// A column that nobody has accounted for is a warning.
func TestNewColumn(t *testing.T) {
	text := datasettest.Sample(t, "icews.tab")
	header, _, _ := strings.Cut(text, "\n")
	r := datasettest.Load(t, ICEWS(), "icews.tab", header+"\tTone\n")
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], `"tone"`) && !strings.Contains(r.Warnings[0], `"Tone"`) {
		t.Errorf("got %q", r.Warnings)
	}
}

func TestGDELT(t *testing.T) {
	r := datasettest.Load(t, GDELT(), "x.export.CSV", datasettest.Sample(t, "20190305120000.export.CSV"))
	if diff := cmp.Diff([]string{
		"iran consults oman 2019-03-04",
		"china cooperates-with iran 2018~", // 365 days before: "last year"
		"irans-police arrests iran 2019-03-04",
		"nato criticises china 2019-03-04",
		"romania demands-of china 2019-03-04", // 10 is not 010, ROM is CAMEO's Romania
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"11: the row has 12 columns: GDELT's events have 57, 58 or 61, parted by tabs"}, r.Reasons()); diff != "" {
		t.Error(diff)
	}
	if c := r.Claims[3]; c.Place == nil || c.Place.ID != "actor:china" { // CH is China in FIPS, Switzerland in ISO
		t.Errorf("got the place %+v", c.Place)
	}
	if a, b := r.Claims[0].Confidence, r.Claims[1].Confidence; a != ConfidenceGDELTRoot || b != ConfidenceGDELT {
		t.Errorf("got confidences %v, %v", a, b)
	}
}

func TestGDELTVersions(t *testing.T) {
	text := datasettest.Sample(t, "20130305.export.CSV")
	if !isGDELT("", []byte(text)) {
		t.Error("a file of 58 columns is not recognised")
	}
	r := datasettest.Load(t, GDELT(), "20130305.export.CSV", text)
	if diff := cmp.Diff([]string{"iran consults oman 2013-03-04", "china releases iran 2012-03-04"}, r.Lines()); diff != "" {
		t.Error(diff)
	}
}

func TestSpreadsheet(t *testing.T) {
	r := datasettest.Load(t, GDELT(), "x.CSV", strings.Join(gdeltColumns, ";")+"\r\n1;2\r\n")
	if r.Err == nil || !strings.Contains(r.Err.Error(), "spreadsheet") {
		t.Errorf("got %v", r.Err)
	}
}

// Mentions beside the events say how sure the coder was; GKG says no relations.
func TestMentions(t *testing.T) {
	if got := eventsOf("20190305120000.mentions.csv", nil); got != "20190305120000.export.csv" || besideEvents("20190305120000.export.CSV", mentionsEnd) != "20190305120000.mentions.csv" {
		t.Errorf("got %q", got)
	}
	if a, b := confidenceOf(20), confidenceOf(100); a != 0.18 || b != 0.5 {
		t.Errorf("got %v, %v", a, b)
	}
	record := "20190305120000-1" + strings.Repeat("\t", 26) + "\n"
	if !isGDELT("", []byte(record)) {
		t.Error("GKG is not recognised")
	}
	if r := datasettest.Load(t, GDELT(), "x.gkg.csv", record); r.Err == nil || !strings.Contains(r.Err.Error(), "Global Knowledge Graph") {
		t.Errorf("got %v", r.Err)
	}
}

// Counts of the knowledge graph beside the events are amounts: of the same
// article, kind and country, and if they do not contradict each other.
func TestCounts(t *testing.T) {
	record := func(url, counts string) string {
		f := make([]string, gkgWidth)
		f[0], f[gkgDocument], f[gkgCounts] = "20190305120000-1", url, counts
		return strings.Join(f, "\t") + "\n"
	}
	events := datasettest.Sample(t, "20190305120000.export.CSV")
	for _, c := range []struct{ counts, want string }{
		{"KILL#3##1#Iran#IR#IR#32#53#IR;ARREST#12#protesters#1#Iran#IR#IR#32#53#IR;ARREST#12##4#Tehran, Tehran, Iran#IR#IR26#35#51#-1;", "irans-police arrests iran 2019-03-04 12 arrested"},
		{"ARREST#12##1#Iran#IR#IR#32#53#IR;ARREST#40##1#Iran#IR#IR#32#53#IR", "irans-police arrests iran 2019-03-04"},
		{"ARREST#12##1#Oman#MU#MU#21#57#MU", "irans-police arrests iran 2019-03-04"},
		{"ARREST#-4##1#Iran#IR#IR;ARREST#x##1#Iran#IR#IR;ARREST#1;;#", "irans-police arrests iran 2019-03-04"},
	} {
		r := datasettest.LoadSet(t, GDELT(), "a.export.csv", map[string]string{"a.export.csv": events, "a.gkg.csv": record("http://news.example/1", c.counts) + record("http://news.example/9", "ARREST#7##1#Iran#IR#IR") + "short\trow\n"})
		if len(r.Claims) != 5 || r.Lines()[2] != c.want {
			t.Errorf("%s: got %q", c.counts, r.Lines())
		}
		if got := r.Reasons(); len(got) != 2 || got[0] != "3: a.gkg.csv: the row has 2 columns: GDELT's knowledge graph has 27" {
			t.Errorf("got %q", got)
		}
	}
}

func FuzzBesideEvents(f *testing.F) {
	f.Add([]byte("900000001\t20190304120000\t20190305120000\t1\tnews.example\thttp://news.example/1\t2\t-1\t142\t158\t1\t20\t5402\t-0.1\t\t\n"), []byte(strings.Repeat("\t", 4)+"http://news.example/1\tKILL#3##1#Iran#IR#IR"+strings.Repeat("\t", 21)+"\n"))
	events := datasettest.Sample(f, "20190305120000.export.CSV")
	f.Fuzz(func(t *testing.T, mentions, gkg []byte) {
		datasettest.FuzzSet(t, GDELT(), "a.export.csv", map[string]string{"a.export.csv": events, "a.mentions.csv": string(mentions), "a.gkg.csv": string(gkg)})
	})
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"2018-06-01": "2018-06-01", "20180601": "2018-06-01", "6/1/2018": "2018-06-01", "2018-06-01 00:00:00": "2018-06-01",
		"": "", "2018": "", "20181301": "", "//2018": "", "1/2/18": "", "2018-6-1": "",
	} {
		if got, ok := day(in); got.EDTF != want || ok != (want != "") {
			t.Errorf("day(%q) is %q, %v", in, got.EDTF, ok)
		}
	}
}

// The shared samples load, and what they lose is told: no row goes unsaid.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		format dataset.Format
		file   string
		claims int
	}{
		{ICEWS(), "icews/events.2018.sample.tab", 2600},
		{GDELT(), "gdelt/20180101000000.export.CSV", 300},
		{GDELT(), "gdelt/events.csv", 300},
		{GDELT(), "gdelt/gdelt1_daily_50.export.CSV", 5},
		{GDELT(), "gdelt/gdelt2_translingual_50.export.CSV", 3},
	} {
		t.Run(c.file, func(t *testing.T) {
			text := datasettest.Shared(t, c.file)
			if !c.format.Recognise(c.file, []byte(text)) {
				t.Error("not recognised")
			}
			r := datasettest.Load(t, c.format, c.file, text)
			if r.Err != nil || len(r.Claims) < c.claims || len(r.Rejected) > 0 {
				t.Errorf("%v: %d claims, %d rejected: %v", r.Err, len(r.Claims), len(r.Rejected), r.Reasons())
			}
			t.Logf("%d claims; %s", len(r.Claims), strings.Join(r.Warnings, "\n"))
		})
	}
}

func FuzzEvents(f *testing.F) {
	for _, n := range []string{"icews.tab", "polecat.tsv", "20190305120000.export.CSV", "20130305.export.CSV"} {
		f.Add([]byte(datasettest.Sample(f, n)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, format := range []dataset.Format{ICEWS(), POLECAT(), GDELT()} {
			format.Recognise("x", text)
			datasettest.Fuzz(t, format, "x", text)
		}
	})
}

var codes = []string{"010", "020", "036", "040", "042", "051", "112", "173", "190"}

func BenchmarkGDELT(b *testing.B) {
	states := []string{"IRN", "CHN", "USA", "RUS", "FRA", "OMN", "IND"}
	datasettest.Bench(b, GDELT(), "x", "", func(i int) string {
		f := make([]string, 61)
		f[0], f[1], f[4] = fmt.Sprint(900000000+i), fmt.Sprintf("2019%02d%02d", i%12+1, i%28+1), "2019.1"
		f[7], f[17], f[25], f[26], f[31], f[32] = states[i%7], states[(i/7+i+1)%7], "1", codes[i%len(codes)], "5", "2"
		f[52], f[53], f[59], f[60] = fmt.Sprintf("Town %d, Masqat, Oman", i%500), "MU", "20200101000000", "http://news.example/a/long/enough/address/of/an/article-"+f[0]
		return strings.Join(f, "\t") + "\n"
	})
}

func BenchmarkICEWS(b *testing.B) {
	header, _, _ := strings.Cut(datasettest.Sample(b, "icews.tab"), "\n")
	datasettest.Bench(b, ICEWS(), "x", header+"\n", func(i int) string {
		return fmt.Sprintf("%d\t2019-%02d-%02d\tMinister %d (Oman)\tExecutive,Government\tOman\tConsult\t%s\t1\tIran\tNA\tIran\t%d\t2\tSample\tMuscat\tNA\tNA\tOman\t23\t58\n", i, i%12+1, i%28+1, i%3000, codes[i%len(codes)], i/2)
	})
}
