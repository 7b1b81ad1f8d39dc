package threats

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loaders/dataset"
	"entente/loaders/dataset/datasettest"
)

func TestSTIX(t *testing.T) {
	text := datasettest.Sample(t, "bundle.json")
	if !STIX().Recognise("bundle.json", []byte(text)) || MISP().Recognise("bundle.json", []byte(text)) {
		t.Error("not recognised")
	}
	r := datasettest.Load(t, STIX(), "bundle.json", text)
	if diff := cmp.Diff([]string{
		"operation-sample part-of sample-bear 2020-03-01/2020-05-01",
		"operation-sample attacks oman 2020-03-01/2020-05-01",
		"operation-sample attacks india 2020-03-01/2020-05-01",
		"sample-bear affiliated-with iran",
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"17: relationship--6 points to identity--9, which is not in the bundle"}, r.Reasons()); diff != "" {
		t.Error(diff)
	}
	if c := r.Claims[3]; c.Confidence != 0.6 || c.Record != "relationship--4" || c.Sentence != 14 {
		t.Errorf("got %+v", c)
	}
	if d := r.Descriptions[0]; d.Actor.ID != "actor:sample-bear" || len(d.Aliases) != 1 || d.Codes[0] != "mitre:G9999" {
		t.Errorf("got %+v", d)
	}
}

func TestMISP(t *testing.T) {
	text := datasettest.Sample(t, "galaxy.json")
	if !MISP().Recognise("galaxy.json", []byte(text)) {
		t.Error("not recognised")
	}
	r := datasettest.Load(t, MISP(), "galaxy.json", text)
	if diff := cmp.Diff([]string{
		"sample-kitten affiliated-with iran",
		"iran supports sample-kitten",
		"sample-kitten attacks namibia",
		"sample-kitten attacks sample-pictures-entertainment",
		"sample-kitten attacks iranian-internet-activists",
		"north-korea supports sample-chollima",
		"sample-chollima affiliated-with sample-kitten",
	}, r.Lines()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"misp: 1 left out: links that no relation says: similar (the first in line 10)",
		"misp: 1 left out: links to values of other galaxies (the first in line 10)",
		"misp: 1 left out: values without a country, a sponsor, victims or relations (the first in line 11)",
		"misp: 1 left out: victims that are everybody (the first in line 9)",
		`misp: column "mood" is not known and was not read (once)`,
		`misp: country: 1 not known: "XX" (1)`,
	}, r.Warnings); diff != "" {
		t.Error(diff)
	}
}

// JSON nested 10^5 deep and JSON that is cut short are refused.
func TestBroken(t *testing.T) {
	for _, in := range []string{
		`{"type":"bundle","id":"bundle--1","objects":[` + strings.Repeat("[", 100000) + strings.Repeat("]", 100000) + "]}",
		`{"type":"bundle","id":"bundle--1","objects":[{"type":`,
		`{"type":"bundle","id":"bundle--1","objects":[`,
	} {
		if r := datasettest.Load(t, STIX(), "x", in); r.Err == nil || len(r.Claims) > 0 {
			t.Errorf("%.60s: %v", in, r.Err)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, c := range []struct {
		format dataset.Format
		file   string
		claims int
	}{
		{STIX(), "stix/mitre_groups_bundle.json", 20}, {STIX(), "stix/agedlibra.json", 5}, {STIX(), "stix/nascentursa.json", 1}, {STIX(), "stix/statelytaurus.json", 15},
		{MISP(), "misp/threat-actor.json", 1000}, {MISP(), "misp/microsoft-activity-group.json", 100}, {MISP(), "misp/mitre-intrusion-set.json", 0},
		{MISP(), "misp/target-information.json", 200}, {MISP(), "misp/country.json", 200}, {MISP(), "misp/region.json", 0}, {MISP(), "misp/sector.json", 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			text := datasettest.Shared(t, c.file)
			if !c.format.Recognise("x", []byte(text[:min(len(text), 64<<10)])) {
				t.Error("not recognised")
			}
			r := datasettest.Load(t, c.format, c.file, text)
			reasons := r.Reasons()
			if r.Err != nil || len(r.Claims) < c.claims {
				t.Errorf("%v: %d claims", r.Err, len(r.Claims))
			}
			t.Logf("%d claims, %d rejected %q\n%s", len(r.Claims), len(reasons), reasons[:min(len(reasons), 5)], strings.Join(r.Warnings, "\n"))
		})
	}
}

func FuzzThreats(f *testing.F) {
	f.Add([]byte(datasettest.Sample(f, "bundle.json")))
	f.Add([]byte(datasettest.Sample(f, "galaxy.json")))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, format := range []dataset.Format{STIX(), MISP()} {
			format.Recognise("x", text)
			datasettest.Fuzz(t, format, "x", text)
		}
	})
}

func BenchmarkThreats(b *testing.B) {
	b.Run("stix", func(b *testing.B) {
		datasettest.Bench(b, STIX(), "x", `{"type":"bundle","id":"bundle--1","objects":[{"type":"identity","id":"identity--1","name":"A","x_cta_country":["OM"]},{"type":"intrusion-set","id":"intrusion-set--1","name":"B"}`, func(i int) string {
			end := ""
			if i == 19999 {
				end = "]}"
			}
			return fmt.Sprintf(",\n"+`{"type":"relationship","id":"relationship--%d","created":"2020-01-01T00:00:00Z","modified":"2020-01-01T00:00:00Z","relationship_type":"targets","source_ref":"intrusion-set--1","target_ref":"identity--1"}%s`, i, end)
		})
	})
}
