package gazetteer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// holders writes what Holder says: "Joe Biden; former Donald Trump".
func holders(ts []Tenure) string {
	var out []string
	for _, t := range ts {
		s := t.Person.Label
		if t.Acting {
			s = "acting " + s
		}
		if t.Standing != Holding {
			s = t.Standing.String() + " " + s
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestHolderOfTheUSPresidency(t *testing.T) {
	g := builtin(t)
	for day, want := range map[string]string{
		"2010-06-01": "Barack Obama; former George W. Bush; designate Donald Trump",
		"2019-06-01": "Donald Trump; former Barack Obama; designate Joe Biden",
		"2021-01-19": "Donald Trump; former Barack Obama; designate Joe Biden",
		"2021-01-20": "Joe Biden; former Donald Trump; designate Donald Trump", // the day of the handover
		"2022":       "Joe Biden; former Donald Trump; designate Donald Trump",
		"2024-12-01": "Joe Biden; former Donald Trump; designate Donald Trump",
		"2026-11-23": "Donald Trump; former Joe Biden",
		"":           "Donald Trump; former Joe Biden",
		"2021-01":    "Joe Biden; Donald Trump; former Barack Obama; designate Donald Trump", // both in that month
	} {
		if got := holders(g.Holder("actor:united-states", "president", day)); got != want {
			t.Errorf("on %q\n got %s\nwant %s", day, got, want)
		}
	}
	if got := g.Holder("actor:united-states", "monarch", "2020-01-01"); got != nil {
		t.Errorf("the United States has the monarch %v", got)
	}
	if got := g.Holder("actor:nowhere", "president", "2020-01-01"); got != nil {
		t.Errorf("nowhere has the president %v", got)
	}
}

// A small world: two people of one name, an acting holder, a gap, a handover
// known to the month only.
const world = `
states:
  - {label: Ruritania, adjectives: [Ruritanian], capital: Strelsau}
roles:
  - {role: regent, titles: [Regent], relation: leads, gov: true}
offices:
  - of: actor:ruritania
    offices:
      - role: president
        titles: [Elphberg]
        holders:
          - {name: Rudolf Ferdinand Elphberg, from: 1965-12-30, to: 1986-02-25, id: actor:rudolf-elphberg-sr, also: [Rudolf Elphberg]}
          - {name: Fritz von Tarlenheim, from: 1986-02-25, to: 1987-03, acting: true}
          - {name: Flavia Strofzin, from: 1987-03, to: 1990-05-01}
          - {name: Rudolf Elphberg Jr., from: 2022-06-30, also: [Rudolf Elphberg]}
      - role: regent
        holders:
          - {name: Rudolf Elphberg Jr., from: 2000, to: 2010}
`

func ruritania(t *testing.T) *Gazetteer {
	t.Helper()
	g, err := builtin(t).With("world.yaml", strings.NewReader(world))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestHolder(t *testing.T) {
	g := ruritania(t)
	for day, want := range map[string]string{
		"1960-01-01": "designate Rudolf Ferdinand Elphberg",
		"1986-02-24": "Rudolf Ferdinand Elphberg; designate acting Fritz von Tarlenheim",
		"1986-02-25": "acting Fritz von Tarlenheim; former Rudolf Ferdinand Elphberg; designate Flavia Strofzin",
		"1987-03-15": "Flavia Strofzin; former acting Fritz von Tarlenheim; designate Rudolf Elphberg Jr.",
		"1990-05-01": "Flavia Strofzin; former acting Fritz von Tarlenheim; designate Rudolf Elphberg Jr.", // her last day
		"1995-01-01": "former Flavia Strofzin; designate Rudolf Elphberg Jr.",
		"2022-06-30": "Rudolf Elphberg Jr.; former Flavia Strofzin",
	} {
		if got := holders(g.Holder("actor:ruritania", "president", day)); got != want {
			t.Errorf("on %q\n got %s\nwant %s", day, got, want)
		}
	}
}

func TestOffices(t *testing.T) {
	g := ruritania(t)
	offices := func(person, day string) []string {
		var out []string
		for _, x := range g.Offices(person, day) {
			out = append(out, x.Standing.String()+" "+x.Role+" from "+x.From)
		}
		return out
	}
	for _, c := range []struct {
		day  string
		want []string
	}{
		{"2005-01-01", []string{"holding regent from 2000", "designate president from 2022-06-30"}},
		{"2015-01-01", []string{"former regent from 2000", "designate president from 2022-06-30"}},
		{"2024-01-01", []string{"holding president from 2022-06-30", "former regent from 2000"}},
		{"", []string{"holding president from 2022-06-30", "former regent from 2000"}},
	} {
		if d := cmp.Diff(c.want, offices("actor:rudolf-elphberg-jr", c.day)); d != "" {
			t.Errorf("on %q: %s", c.day, d)
		}
	}
	if got := g.Offices("actor:iran", ""); got != nil {
		t.Errorf("Iran holds %v", got)
	}
	e, _ := g.Entry("actor:rudolf-elphberg-jr")
	if len(e.Within) != 1 || e.Within[0] != "actor:ruritania" {
		t.Errorf("within %v", e.Within)
	}

	var in []string
	for _, x := range g.InOffice("actor:ruritania", "2005-06-01") {
		in = append(in, x.Role+" "+x.Person.Label)
	}
	if d := cmp.Diff([]string{"regent Rudolf Elphberg Jr."}, in); d != "" {
		t.Error(d)
	}
	if r, ok := g.Role("regent"); !ok || r.Sector != "GOV" || r.Relation != "leads" {
		t.Errorf("role regent is %+v", r)
	}
	if n, titles := g.RoleByTitle([]string{"elphbergs"}, 0); n != 1 || titles[0].Of != "actor:ruritania" || !titles[0].Plural {
		t.Errorf("a title of one office: %d %+v", n, titles)
	}
}

// TestOneNameTwoPeople keeps father and son apart.
func TestOneNameTwoPeople(t *testing.T) {
	r := ruritania(t)
	for _, c := range []struct{ text, want string }{
		{"Rudolf Elphberg", "Rudolf Elphberg | name rudolf-elphberg-jr | name rudolf-elphberg-sr"},
		{"Rudolf Elphberg Jr.", "Rudolf Elphberg Jr | name rudolf-elphberg-jr"},
		{"Elphberg said", "Elphberg | surname rudolf-elphberg-jr | surname rudolf-elphberg-sr"},
		{"von Tarlenheim", "von Tarlenheim | surname fritz-von-tarlenheim"},
	} {
		if got := found(r, words(c.text)); got != c.want {
			t.Errorf("Match(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	g := builtin(t)
	if got := found(g, []string{"Ferdinand", "Marcos", "Jr."}); !strings.HasPrefix(got, "Ferdinand Marcos Jr. | name ") ||
		strings.Count(got, "|") != 1 {
		t.Errorf("Ferdinand Marcos Jr.: %s", got)
	}
	// In 2024 "Ferdinand Marcos" is the son, so he must be among those meant.
	if got := found(g, []string{"Ferdinand", "Marcos"}); !strings.Contains(got, "ferdinand-marcos-jr") {
		t.Errorf("Ferdinand Marcos: %s", got)
	}
}

func TestSurnames(t *testing.T) {
	for _, c := range []struct {
		name    string
		eastern bool
		want    string
	}{
		{"Abbas Araghchi", false, "Araghchi"},
		{"Xi Jinping", true, "Xi"},
		{"William Lai", true, "Lai"},
		{"Lai Ching-te", false, "Lai"},
		{"Ban Ki-moon", false, "Ban"},
		{"Kim Jong Un", true, "Kim"},
		{"Lee Zeldin", false, "Zeldin"},
		{"Itamar Ben-Gvir", false, "Ben-Gvir"},
		{"Ursula von der Leyen", false, "von der Leyen, Leyen"},
		{"Mohammed bin Salman", false, "bin Salman"},
		{"Luiz Inácio da Silva", false, "da Silva"},
		{"Ahmed al-Sharaa", false, "al-Sharaa, Sharaa"},
		{"Abdel Fattah el-Sisi", false, "el-Sisi, Sisi"},
		{"Ferdinand Marcos Jr.", false, "Marcos"},
		{"Charles III", false, "Charles"},
		{"Lula", false, "Lula"},
		{"", false, ""},
	} {
		if got := strings.Join(surnames(c.name, c.eastern), ", "); got != c.want {
			t.Errorf("surnames(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestShortened(t *testing.T) {
	for name, want := range map[string]string{
		"Mohammad Javad Zarif": "Mohammad Zarif, Javad Zarif",
		"Abbas Araghchi":       "",
		"Ursula von der Leyen": "",
		"Kim Jong Un":          "",
		"Ferdinand Marcos Jr.": "Ferdinand Marcos",
		"Charles III":          "",
	} {
		if got := strings.Join(shortened(name), ", "); got != want {
			t.Errorf("shortened(%q) = %q, want %q", name, got, want)
		}
	}
}
