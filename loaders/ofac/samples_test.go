package ofac

import (
	"cmp"
	"encoding/csv"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/loaders/dataset/datasettest"
)

var imoInText = regexp.MustCompile(`(?:\bIMO|International Maritime Organization No\.) \(?(\d+)`)

// Of the shared lists every record is read, and every IMO number that stands
// in one is a code of it, a ship's or a company's as its check digit has it;
// the others are told of.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		name                    string
		files                   map[string]string // as what they lie beside each other
		records, ships, of, bad int
	}{
		{"2019", map[string]string{"sdn.csv": "ofac/sdn.csv", "add.csv": "ofac/add.csv", "alt.csv": "ofac/alt.csv", "sdn_comments.csv": "ofac/sdn_comments.csv", "cons_prim.csv": "ofac/cons_prim.csv"}, 7379, 316, 52, 3},
		{"2021", map[string]string{"sdn.csv": "ofac/v2021/sdn.csv", "add.csv": "ofac/v2021/add.csv", "alt.csv": "ofac/v2021/alt.csv", "sdn_comments.csv": "ofac/sdn_comments_newer.csv"}, 8976, 399, 82, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{}
			for name, from := range c.files {
				files[name] = datasettest.Shared(t, from)
			}
			r := datasettest.LoadSet(t, Format(), "sdn.csv", files)
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			codes := map[string]string{} // of an entry
			for _, d := range r.Descriptions {
				for _, code := range d.Codes {
					if number, ok := strings.CutPrefix(code, "ofac:"); ok {
						codes[number] = strings.Join(d.Codes, " ") + " "
					}
				}
			}
			records, ships, companies, bad := 0, 0, 0, 0
			rows := csv.NewReader(strings.NewReader(strings.TrimSuffix(files["sdn.csv"], "\x1a")))
			for {
				row, err := rows.Read()
				if err == io.EOF {
					break
				}
				if err != nil || len(row) != len(columns) {
					t.Fatal(err, row)
				}
				records++
				if codes[row[0]] == "" {
					t.Errorf("entry %s is not described", row[0])
				}
				for _, m := range imoInText.FindAllStringSubmatch(row[11], -1) {
					want := ""
					switch vessel := row[2] == "vessel"; {
					case vessel && graph.IMOShip(m[1]):
						want = "imo:"
						ships++
					case !vessel && graph.IMOCompany(m[1]):
						want = "imo-company:"
						companies++
					default:
						bad++
						if !slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.Contains(w, `"`+m[1]+`"`) }) {
							t.Errorf("nothing is said of %s", m[1])
						}
						continue
					}
					if !strings.Contains(codes[row[0]], " "+want+m[1]+" ") {
						t.Errorf("entry %s has %s%s: %s", row[0], want, m[1], codes[row[0]])
					}
				}
			}
			if got := [...]int{records, ships, companies, bad}; got != [...]int{c.records, c.ships, c.of, c.bad} {
				t.Errorf("records, ships, companies, others: %d", got)
			}
			for _, reason := range r.Reasons() {
				// The comments are of a later list than the entries.
				if !strings.Contains(reason, "that this goes on with") {
					t.Error(reason)
				}
			}
		})
	}
}

// A number of the IMO is one in each form, of whatever kind the document is
// said to be; others are none.
func TestIMONumbers(t *testing.T) {
	for text, want := range map[string]string{
		"Vessel Registration Identification IMO 9210012.": "9210012", "Identification Number IMO 0310062 (Iran)": "0310062", "Company Number IMO 0310062": "0310062",
		"International Maritime Organization No. (0310062); Gender Male": "0310062", "alt. Identification Number IMO 0310062": "0310062",
		"Identification Number 0310062 (Iran)": "", "Passport IMO12345": "",
	} {
		got := ""
		for _, r := range parseRemarks(text) {
			if r.kind == imoNumber {
				got = r.value
			}
		}
		if got != want {
			t.Errorf("%q has the number %q, want %q", text, got, want)
		}
	}
	for id, want := range map[sdnID]string{
		{"Vessel Registration Identification", "IMO 9210012"}: "9210012", {"Vessel Registration Identification", "IMO9210012"}: "9210012", {"Identification Number", "IMO 0310062"}: "0310062",
		{"International Maritime Organization No.", "0310062"}: "0310062", {"Vessel Registration Identification", "9210012"}: "", {"Passport", "IMO1234567"}: "", {"Registration Number", "0310062"}: "",
	} {
		got := ""
		for _, r := range idRemarks([]sdnID{id}) {
			got = cmp.Or(got, r.value)
		}
		if got != want {
			t.Errorf("%v has the number %q, want %q", id, got, want)
		}
	}
}
