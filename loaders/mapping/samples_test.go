package mapping

import (
	"compress/gzip"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"entente/loaders/dataset"
	"entente/loaders/dataset/datasettest"
)

// The shared samples are recognised and load; what they lose is told.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		format, file string
		claims       int
	}{
		{"cow-states", "cow/cow_states.csv", 240},
		{"cow-states", "cow/original_states2016.csv", 240},
		{"cow-contiguity", "cow/original_contdir.csv", 400},
		{"cow-contiguity-years", "cow/original_contdird.csv", 400},
		{"cow-contiguity-dates", "cow/cow_contdir.csv", 400},
		{"cow-mid", "cow/cow_mid_dirdisps.csv", 4000},
		{"cow-mid", "cow/cow_mid_ddydisps.csv", 4000},
		{"cow-mid", "cow/gml_dirdisp.csv", 4000},
		{"cow-war", "cow/cow_war_inter.csv", 300},
		{"cow-igo", "cow_igo/state_year_format3.csv.gz", 10000},
		{"atop", "cow/atop_alliance.csv.gz", 5000},
		{"unga", "unga/un_votes.csv.gz", 600000},
		{"desta", "treaties/DESTA.csv", 3000},
		{"ucdp-ged", "ucdp/ucdpged_sample_v23.csv", 900},
		{"ucdp-ged", "ucdp/ged_syria.csv.gz", 16000},
		{"ucdp-acd", "cow/ucdp_acd.csv", 20},
		{"comtrade", "trade/comtrade_1.csv", 5},
		{"comtrade", "trade/comtrade_3.csv", 10},
		{"comtrade", "trade/comtrade_5.csv", 0},
		{"comtrade-brief", "trade/comtrade_4.csv.gz", 1000},
		{"agtpa", "trade/agtpa_agtpa_applications.csv.gz", 80000},
	} {
		t.Run(c.format+" "+filepath.Base(c.file), func(t *testing.T) {
			if testing.Short() && c.claims > 10000 {
				t.Skip("large")
			}
			text := datasettest.Shared(t, c.file)
			if strings.HasSuffix(c.file, ".gz") {
				z, err := gzip.NewReader(strings.NewReader(text))
				if err != nil {
					t.Fatal(err)
				}
				plain, err := io.ReadAll(z)
				if err != nil {
					t.Fatal(err)
				}
				text = string(plain)
			}
			f, ok := recognised(text)
			if !ok || f.Name != c.format {
				t.Fatalf("recognised as %q", f.Name)
			}
			r := datasettest.Load(t, f, c.file, text)
			if r.Err != nil || len(r.Claims) < c.claims {
				t.Errorf("%v: %d claims", r.Err, len(r.Claims))
			}
			reasons := r.Reasons()
			t.Logf("%d claims, %d rejected %q\n%s", len(r.Claims), len(r.Rejected), reasons[:min(len(reasons), 5)], strings.Join(r.Warnings, "\n"))
			lines := r.Lines()
			for i := 0; i < len(lines); i += len(lines)/4 + 1 {
				t.Log(lines[i])
			}
		})
	}
}

func recognised(text string) (dataset.Format, bool) {
	for _, f := range Ready() {
		if f.Recognise("x", []byte(text[:min(len(text), 64<<10)])) {
			return f, true
		}
	}
	return dataset.Format{}, false
}
