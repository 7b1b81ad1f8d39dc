package wikidata

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/dataset/datasettest"
)

func TestTables(t *testing.T) {
	if _, err := readTables(propertiesYAML, typesYAML); err != nil {
		t.Error(err)
	}
}

func TestJSON(t *testing.T) {
	text := datasettest.Sample(t, "wikidata.json")
	if !recognise("wikidata.json", []byte(text)) {
		t.Error("not recognised")
	}
	r := datasettest.Load(t, Format(), "wikidata.json", text)
	if diff := cmp.Diff([]string{
		"wikidata-q3616 capital-of iran",
		"wikidata-q999000001 leads iran 2011-05/2015-08-03",
		"wikidata-q999000001 holds-office wikidata-q999000002 2012-05-07/..",
		"wikidata-q999000001 holds-office wikidata-q999000003 201X/",
		"wikidata-q999000001 affiliated-with iran",
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		`3: Q999000001 P39: the time "-0044-03-15T00:00:00Z" with precision 11 is not read: expected years 1 to 9999, day to century`,
		"5: not JSON as the dumps have it",
	}, r.Reasons()); diff != "" {
		t.Error(diff)
	}
	if c := r.Claims[1]; c.Subject.Label != "Sample Person" || !strings.HasPrefix(c.Quote, `{"mainsnak"`) || strings.Contains(c.Quote, "references") || c.Confidence != preferred {
		t.Errorf("got %+v", c)
	}
	var told []string
	for _, d := range r.Descriptions {
		told = append(told, d.Actor.ID+" "+d.Actor.Type+" "+strings.Join(d.SameAs, " ")+" "+strings.Join(d.Aliases, "|"))
	}
	if diff := cmp.Diff([]string{
		"actor:wikidata-q3616 Place wd:Q3616 ",
		"actor:wikidata-q999000001 Person wd:Q999000001 ",
		"actor:wikidata-q999000002 Office wd:Q999000002 ",
		"actor:wikidata-q999000003 Office wd:Q999000003 ",
	}, told); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{"1 left out: deprecated statements", "1 left out: statements with some value that nobody knows", "1 left out: statements that there is no value", "1 left out: entities that are no items"} {
		if !strings.Contains(strings.Join(r.Warnings, "\n"), want) {
			t.Errorf("nobody said %q: %q", want, r.Warnings)
		}
	}
}

func TestTriples(t *testing.T) {
	text := datasettest.Sample(t, "truthy.nt")
	if !recognise("truthy.nt", []byte(text)) {
		t.Error("not recognised")
	}
	r := datasettest.Load(t, Format(), "truthy.nt", text)
	if diff := cmp.Diff([]string{"wikidata-q3616 capital-of iran", "wikidata-q999000001 member-of wikidata-q999000009"}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if r.Claims[1].Subject.Label != "Sample \"Person\"" {
		t.Errorf("the label is %q", r.Claims[1].Subject.Label)
	}
}

func TestRows(t *testing.T) {
	r := datasettest.Load(t, Format(), "x.txt", "Q794\tP36\tQ3616\nQ999\tP39\tQ998\toccurSince\t2005\nQ999\tP39\tQ998\toccurUntil\t\"2009-01-01\"\nQ1\tP1087\t2276\toccurSince\t2017\n")
	if diff := cmp.Diff([]string{"wikidata-q3616 capital-of iran", "wikidata-q999 holds-office wikidata-q998 2005/..", "wikidata-q999 holds-office wikidata-q998 ../2009"}, r.Lines()); diff != "" {
		t.Error(diff)
	}
}

func TestTime(t *testing.T) {
	for _, c := range []struct {
		time      string
		precision int
		calendar  string
		want      string
	}{
		{"+2012-05-07T00:00:00Z", 11, "", "2012-05-07"},
		{"+2012-05-00T00:00:00Z", 10, "", "2012-05"},
		{"+2012-00-00T00:00:00Z", 11, "", "2012"},
		{"+2012-00-00T00:00:00Z", 9, "", "2012"},
		{"+2010-00-00T00:00:00Z", 8, "", "201X"},
		{"+2000-00-00T00:00:00Z", 7, "", "19XX"},
		{"+1582-03-01T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786", "1582-03-01~"},
		{"-0044-03-15T00:00:00Z", 11, "", ""},
		{"+13798000000-00-00T00:00:00Z", 3, "", ""},
		{"2012", 9, "", ""},
	} {
		got, err := edtf(c.time, c.precision, c.calendar)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s, %d: got %q, %v", c.time, c.precision, got, err)
		}
	}
}

// JSON nested 10^5 deep is refused.
func TestDeep(t *testing.T) {
	deep := `{"type":"item","id":"Q1","labels":{},"claims":{"P36":` + strings.Repeat("[", 100000) + strings.Repeat("]", 100000) + "}}\n"
	r := datasettest.Load(t, Format(), "x.json", deep)
	if len(r.Claims) != 0 || len(r.Rejected) != 1 || !strings.Contains(r.Rejected[0].Reason, "too deep") {
		t.Errorf("got %v", r.Reasons())
	}
}

func TestSamples(t *testing.T) {
	for _, c := range []struct {
		file   string
		claims int
	}{
		{"wikidata/entities.jsonl", 200}, {"wikidata/mock-dump-with-bugs.json", 0}, {"wikidata/mock-dump-for-long-testing.json", 0}, {"bad/wikidata_dump_bugs.json", 0},
		{"wikidata_codex/triples_codex-m_test.txt", 1000}, {"wikidata_codex/triples_codex-m_train.txt", 10000}, {"wikidata_temporal/wiki_test.txt", 100},
	} {
		t.Run(c.file, func(t *testing.T) {
			text := datasettest.Shared(t, c.file)
			if !recognise(c.file, []byte(text[:min(len(text), 64<<10)])) {
				t.Error("not recognised")
			}
			r := datasettest.Load(t, Format(), c.file, text)
			reasons := r.Reasons()
			if r.Err != nil || len(r.Claims) < c.claims {
				t.Errorf("%v: %d claims", r.Err, len(r.Claims))
			}
			t.Logf("%d claims, %d rejected %q\n%s", len(r.Claims), len(reasons), reasons[:min(len(reasons), 5)], strings.Join(r.Warnings, "\n"))
		})
	}
}

func FuzzWikidata(f *testing.F) {
	f.Add([]byte(datasettest.Sample(f, "wikidata.json")))
	f.Add([]byte(datasettest.Sample(f, "truthy.nt")))
	f.Add([]byte("Q794\tP36\tQ3616\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		recognise("x", text)
		datasettest.Fuzz(t, Format(), "x", text)
	})
}

func BenchmarkWikidata(b *testing.B) {
	b.Run("json", func(b *testing.B) {
		other := `,"P569":[` + strings.Repeat(`{"mainsnak":{"snaktype":"value","property":"P569","datavalue":{"value":{"time":"+1960-05-07T00:00:00Z","precision":11},"type":"time"}},"type":"statement","rank":"normal"},`, 8) + `{}]`
		datasettest.Bench(b, Format(), "x.json", "[\n", func(i int) string {
			return fmt.Sprintf(`{"type":"item","id":"Q%d","labels":{"en":{"language":"en","value":"Item %d"}},"claims":{"P463":[{"mainsnak":{"snaktype":"value","property":"P463","datavalue":{"value":{"entity-type":"item","numeric-id":%d,"id":"Q%d"},"type":"wikibase-entityid"}},"type":"statement","id":"Q%d$1","rank":"normal"}]%s}},`+"\n", 900000000+i, i, i%500, 800000000+i%500, i, other)
		})
	})
	b.Run("triples", func(b *testing.B) {
		datasettest.Bench(b, Format(), "x.nt", "", func(i int) string {
			return fmt.Sprintf("<http://www.wikidata.org/entity/Q%d> <http://www.wikidata.org/prop/direct/P463> <http://www.wikidata.org/entity/Q%d> .\n", 900000000+i, 800000000+i%500)
		})
	})
}
