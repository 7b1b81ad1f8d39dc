package gazetteer

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	g := builtin(t)
	for name, want := range map[string]string{
		"Iran":              "name iran",
		"iran":              "name iran",
		"actor:iran":        "code iran",
		"us":                "name united-states",
		"US":                "name united-states",
		"U.S.":              "name united-states",
		"the United States": "name united-states",
		"  United  States ": "name united-states",
		"IRN":               "code iran",
		"wd:Q794":           "code iran",
		"Q794":              "code iran",
		"iso3:IRN":          "code iran",
		"cow:630":           "code iran",
		"FR":                "code france",
		"fr":                "",
		"in":                "", // not India
		"united-states":     "name united-states",
		"Tehran":            "name tehran, seat iran",
		"Georgia":           "name georgia, name georgia-us",
		"iranian":           "adjective iran",
		"Iranians":          "demonym iran",
		"araghchi":          "surname abbas-araghchi",
		"cote d'ivoire":     "name cote-d-ivoire",
		"Atlantis":          "",
		"":                  "",
	} {
		var got []string
		for _, h := range g.Find(name) {
			got = append(got, h.As.String()+" "+strings.TrimPrefix(h.Entry.ID, "actor:"))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("Find(%q) = %q, want %q", name, s, want)
		}
	}
}

func TestNear(t *testing.T) {
	g := builtin(t)
	for name, want := range map[string]string{
		"Irann":        "actor:iran",
		"Untied Sates": "actor:united-states",
		"Kazakstan":    "actor:kazakhstan",
		"Phillipines":  "actor:philippines",
		"Netanyaho":    "actor:benjamin-netanyahu",
		"Araqchi":      "actor:abbas-araghchi",
		"Abas Araqchi": "actor:abbas-araghchi",
	} {
		got := g.Near(name, 3)
		if len(got) > 3 {
			t.Errorf("Near(%q, 3) gave %d", name, len(got))
		}
		if want != "" && (len(got) == 0 || got[0].ID != want) {
			var ids []string
			for _, e := range got {
				ids = append(ids, e.ID)
			}
			t.Errorf("Near(%q) = %v, want %s first", name, ids, want)
		}
	}
	for _, name := range []string{"", "zzzzzzzzzzzz", strings.Repeat("x", 1000)} {
		if got := g.Near(name, 3); len(got) != 0 {
			t.Errorf("Near(%q) = %v", name, got[0])
		}
	}
	if got := g.Near("Iran", 0); got != nil {
		t.Errorf("Near(Iran, 0) = %v", got)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"iran", "iran", 0}, {"iran", "irna", 1}, {"iran", "iraq", 1}, {"iran", "irann", 1}, {"iran", "oman", 2}, {"", "ab", 2}, {"çe", "ce", 1},
	} {
		if got, _ := distance([]rune(c.a), c.b, 9, nil); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
