package dataset

import (
	"strings"
	"testing"

	"entente/loaders/gazetteer"
)

func names(t testing.TB) *Names {
	t.Helper()
	g, err := gazetteer.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return NewNames(g)
}

func TestStates(t *testing.T) {
	n := names(t)
	for name, want := range map[string]string{
		"Iran": "actor:iran", "Korea, North": "actor:north-korea", "Congo, Democratic Republic of the": "actor:dr-congo",
		"China, Hong Kong Special Administrative Region": "actor:hong-kong", "Rep. of Korea": "actor:south-korea", "Dominican Rep.": "actor:dominican-republic",
		"Fed. States of Micronesia": "actor:micronesia", "Bosnia Herzegovina": "actor:bosnia-and-herzegovina", "Lao People's Dem. Rep.": "actor:laos", "Dem. Rep. of the Congo": "actor:dr-congo",
		"Burma": "actor:myanmar", "Syrian Arab Republic": "actor:syria", "Namibia": "actor:namibia", "Paris": "", "Iranian": "", "": "",
	} {
		if got, ok := n.State(name); got.ID != want || ok != (want != "") {
			t.Errorf("state %q is %q, want %q", name, got.ID, want)
		}
	}
	// Namibia's code is no null.
	if got, ok := n.Code("iso2", "NA"); !ok || got.ID != "actor:namibia" {
		t.Errorf("iso2:NA is %q", got.ID)
	}
	// Codes of different schemes are told apart: CH is Switzerland by ISO, China by FIPS.
	if got, _ := n.Code("fips", "CH"); got.ID != "actor:china" {
		t.Errorf("fips:CH is %q", got.ID)
	}
	if got, _ := n.Code("iso2", "CH"); got.ID != "actor:switzerland" {
		t.Errorf("iso2:CH is %q", got.ID)
	}
}

func TestNationalities(t *testing.T) {
	n := names(t)
	for text, want := range map[string]string{
		"Russian, Cypriot": "russia cyprus", "(a) Tunisian (b) French": "tunisia france", "Syrian/Lebanese": "syria lebanon",
		"United Kingdom": "united-kingdom", "possibly Palestinian": "palestine", "Italian since 1990": "italy", "Possibly Ethiopian": "ethiopia",
		"unknown": "", "Bosnia and Herzegovina": "bosnia-and-herzegovina", "Iranian and Iraqi": "iran iraq",
	} {
		states, ok := n.Nationalities(text)
		var got []string
		for _, s := range states {
			got = append(got, strings.TrimPrefix(s.ID, "actor:"))
		}
		if strings.Join(got, " ") != want || ok != (want != "") {
			t.Errorf("%q means %v, want %s", text, got, want)
		}
	}
}

func TestNew(t *testing.T) {
	n := names(t)
	for _, c := range []struct{ label, key, want string }{
		{"MAR AZUL", "4238", "actor:mar-azul-ofac-4238"},
		{"", "1", "actor:ofac-1"},
		{"…", "1", "actor:ofac-1"},
		{strings.Repeat("long name ", 20), "QDe.001", "actor:long-name-long-name-long-name-long-name-long-name-long-name-ofac-qde001"},
	} {
		if got := n.New(c.label, "Vessel", "ofac", c.key); got.ID != c.want {
			t.Errorf("%q is %s, want %s", c.label, got.ID, c.want)
		}
	}
}

func TestIMO(t *testing.T) {
	w := NewWriter(&Format{}, nil, nil, nil)
	for _, c := range []struct {
		number string
		vessel bool
		want   string
	}{
		{"9074729", true, "imo:9074729"}, {"9074729", false, "imo:9074729"}, {"5000004", true, "imo-company:5000004"}, {"0310062", false, "imo-company:0310062"},
		{"9000053", true, "imo:9000053"}, {"9000053", false, "imo-company:9000053"}, {"9074728", true, ""},
	} {
		if got, ok := w.IMO(c.number, c.vessel); got != c.want || ok != (c.want != "") {
			t.Errorf("%s of a vessel %v: %q, want %q", c.number, c.vessel, got, c.want)
		}
	}
}
