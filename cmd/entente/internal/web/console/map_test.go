package console

import (
	"strings"
	"testing"

	"entente/cmd/entente/internal/web/console/atlas"
	"entente/graph"
)

func placed(t *testing.T, id, label, typ string, claims int, ties ...mapTie) mapRow {
	t.Helper()
	at, ok := atlas.Find("actor:" + id)
	if !ok {
		t.Fatalf("%s is not in the atlas", id)
	}
	return mapRow{Actor: graph.Actor{ID: "actor:" + id, Label: label, Type: typ}, Place: at.City, Claims: claims, Ties: ties, at: at, placed: true}
}

func TestDrawMap(t *testing.T) {
	iran := placed(t, "iran", "Iran", "State", 9)
	tie := func(class string, sources int) mapTie {
		return mapTie{From: iran.Actor, To: graph.Actor{Label: "X"}, Label: "meets", Class: class, Claims: 2, Sources: sources}
	}
	m := drawMap(&iran, []mapRow{
		placed(t, "china", "China", "State", 5, tie("cooperative", 2), tie("conflictual", 1)),
		placed(t, "beijing", "Beijing", "Place", 1, tie("cooperative", 1)),
		placed(t, "tehran", "Tehran", "Place", 1, tie("neutral", 1)),
	}, "claim")
	if len(m.Dots) != 2 {
		t.Errorf("%d dots, want one for Beijing and one for the middle: %+v", len(m.Dots), m.Dots)
	}
	if len(m.Arcs) != 2 || m.Arcs[0].Class != "cooperative" || m.Arcs[0].Dashed || !m.Arcs[1].Dashed {
		t.Errorf("arcs to one place, one of each class: %+v", m.Arcs)
	}
	names := ""
	for _, l := range m.Labels {
		names += l.Text + " "
	}
	if names != "Iran China " {
		t.Errorf("labels %q: the state stands for its capital", names)
	}
	for _, d := range m.Dots {
		if strings.HasPrefix(d.Title, "Beijing") && d.Title != "Beijing: China, Beijing, 6 claims" {
			t.Errorf("%q", d.Title)
		}
	}
}

func TestPeriod(t *testing.T) {
	for days, want := range map[[2]string]string{
		{"", ""}: "", {"2024-02-06", ""}: "2024-02-06", {"", "2024-02-06"}: "2024-02-06", {"2024-02-06", "2024-02-06"}: "2024-02-06", {"2024-02-06", "2024-03-01"}: "2024-02-06 to 2024-03-01",
		{"2024-01-01", "2024-12-31"}: "2024", {"2023-01-01", "2024-12-31"}: "2023 to 2024", {"2024-02-01", "2024-02-29"}: "2024-02", {"2024-02-01", "2024-04-30"}: "2024-02 to 2024-04",
		{"2024-02-01", "2024-02-28"}: "2024-02-01 to 2024-02-28", {"2024-02-02", "2024-02-29"}: "2024-02-02 to 2024-02-29",
	} {
		if got := period(days[0], days[1]); got != want {
			t.Errorf("%v: %q, want %q", days, got, want)
		}
	}
}
