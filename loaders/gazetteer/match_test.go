package gazetteer

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var wordPattern = regexp.MustCompile(`(?:\pL\.){2,}|['’]s\b|[\pL\pM\pN]+(?:['’]\pL+)*|\S`)

// words splits as an English tokenizer does: hyphens and "'s" by themselves.
func words(text string) []string {
	text = strings.NewReplacer("'s ", " 's ", "’s ", " ’s ").Replace(text)
	return wordPattern.FindAllString(text, -1)
}

// found writes what Match says of the start of a text: the words, then each
// candidate.
func found(g *Gazetteer, w []string) string {
	n, hits := g.Match(w, 0)
	out := []string{strings.Join(w[:n], " ")}
	for _, h := range hits {
		out = append(out, h.As.String()+" "+strings.TrimPrefix(h.Entry.ID, "actor:"))
	}
	return strings.Join(out, " | ")
}

func TestMatch(t *testing.T) {
	g := builtin(t)
	for _, c := range []struct{ text, want string }{
		// Acronyms count in capitals or with dots.
		{"US says", "US | name united-states"},
		{"U.S. said", "U.S. | name united-states"},
		{"us and them", ""},
		{"Us and them", ""},
		{"USA won", "USA | name united-states"},
		{"UK said", "UK | name united-kingdom"},
		{"UN said", "UN | name united-nations"},
		{"un mot", ""},
		{"WHO said", "WHO | name world-health-organization"},
		{"Who said", ""},
		{"NATO said", "NATO | name nato"},
		{"Nato said", "Nato | name nato"},
		{"nato said", ""},
		{"AU said", "AU | name african-union"},
		{"Au pair", ""},

		// A capital stands for its government and is a city.
		{"Tehran said", "Tehran | name tehran | seat iran"},
		{"Amsterdam was", "Amsterdam | name amsterdam | capital netherlands"},
		{"The Hague ruled", "The Hague | name the-hague | seat netherlands"},

		// One name, several actors: all of them.
		{"Georgia votes", "Georgia | name georgia | name georgia-us"},
		{"Georgia state senate", "Georgia state | name georgia-us"},
		{"Congolese troops", "Congolese | adjective dr-congo | adjective republic-of-the-congo"},
		{"Dominican police", "Dominican | adjective dominican-republic | adjective dominica"},
		{"Hyderabad police", "Hyderabad | name hyderabad | name hyderabad-pakistan"},

		// The longest name wins, and a name inside a longer one does not.
		{"People's Republic of China", "People 's Republic of China | name china"},
		{"People’s Republic of China", "People ’s Republic of China | name china"},
		{"Republic of China", "Republic of China | name taiwan"},
		{"Republic of the Congo", "Republic of the Congo | name republic-of-the-congo"},
		{"Democratic Republic of the Congo", "Democratic Republic of the Congo | name dr-congo"},
		{"Republic of Korea", "Republic of Korea | name south-korea"},
		{"South Sudan said", "South Sudan | name south-sudan"},
		{"Guinea - Bissau", "Guinea - Bissau | name guinea-bissau"},
		{"Guinea-Bissau", "Guinea - Bissau | name guinea-bissau"},
		{"New York Stock", "New York | name new-york-city | name new-york-state"},

		// However it is written.
		{"Côte d'Ivoire", "Côte d'Ivoire | name cote-d-ivoire"},
		{"Cote d’Ivoire", "Cote d’Ivoire | name cote-d-ivoire"},
		{"Sana'a fell", "Sana'a | name sanaa | seat yemen"},
		{"Türkiye said", "Türkiye | name turkey"},
		{"TÜRKIYE SAID", "TÜRKIYE | name turkey"},
		{"São Tomé and Príncipe", "São Tomé and Príncipe | name sao-tome-and-principe"},
		{"Trinidad & Tobago", "Trinidad & Tobago | name trinidad-and-tobago"},
		{"Viktor Orban said", "Viktor Orban | name viktor-orban"},

		// Names need their capital, ordinary words are left alone.
		{"turkey and chips", ""},
		{"china plates", ""},
		{"the states of matter", ""},
		{"the States", "the States | name united-states"},
		{"the Gulf states", ""}, // starts at the next word
		{"Gulf states said", "Gulf states | name gulf-states"},
		{"the Gulf is", "the Gulf | name persian-gulf"},
		{"the West Bank", ""},
		{"west of here", ""},

		// People by full name and by surname.
		{"Abbas Araghchi told", "Abbas Araghchi | name abbas-araghchi"},
		{"Araghchi told", "Araghchi | surname abbas-araghchi"},
		{"Putin said", "Putin | surname vladimir-putin"},
		{"Zelensky said", "Zelensky | surname volodymyr-zelenskyy"},
		{"Zelenskyy said", "Zelenskyy | surname volodymyr-zelenskyy"},
		{"Xi said", "Xi | surname xi-jinping"},
		{"Iranian", "Iranian | adjective iran"},
		{"Iranians", "Iranians | demonym iran"},

		{"", ""},
		{"-", ""},
		{"' s", ""},
	} {
		if got := found(g, words(c.text)); got != c.want {
			t.Errorf("Match(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestSeats: buildings and streets stand for governments, whatever else they
// are.
func TestSeats(t *testing.T) {
	g := builtin(t)
	for text, state := range map[string]string{
		"Kremlin": "russia", "Downing Street": "united-kingdom", "Whitehall": "united-kingdom", "White House": "united-states",
		"Washington": "united-states", "Élysée": "france", "Elysee Palace": "france", "Blue House": "south-korea",
		"Zhongnanhai": "china", "Beijing": "china", "Kyiv": "ukraine", "Kiev": "ukraine", "New Delhi": "india", "Vatican": "vatican-city",
		"Casa Rosada": "argentina", "Sublime Porte": "ottoman-empire", "Moncloa": "spain", "Aso Rock": "nigeria",
	} {
		n, hits := g.Match(words(text), 0)
		if n != len(words(text)) || !slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.ID == "actor:"+state }) {
			t.Errorf("%s does not stand for %s but is %s", text, state, found(g, words(text)))
		}
	}
}

// TestMatchHyphens takes hyphenated names as one word and as several, and
// never a name out of a longer word.
func TestMatchHyphens(t *testing.T) {
	g := builtin(t)
	for _, w := range [][]string{{"Guinea-Bissau"}, {"Guinea", "-", "Bissau"}, {"Guinea", "-Bissau"}, {"Guinea–Bissau"}} {
		n, hits := g.Match(w, 0)
		if n != len(w) || len(hits) == 0 || hits[0].Entry.ID != "actor:guinea-bissau" {
			t.Errorf("Match(%q) = %d %v", w, n, hits)
		}
	}
	if n, hits := g.Match([]string{"US-led"}, 0); n != 0 {
		t.Errorf("Match cut %v out of US-led", hits)
	}
	if n, _ := g.Match([]string{"US", "-", "led"}, 0); n != 1 {
		t.Errorf("Match(US - led) takes %d words, want 1", n)
	}
	// A hyphen after a name is not part of it.
	if n, _ := g.Match([]string{"Guinea", "-"}, 0); n != 1 {
		t.Errorf("Match(Guinea -) takes %d words, want 1", n)
	}
}

// TestMatchAnywhere starts in the middle of a sentence, as a reader does.
func TestMatchAnywhere(t *testing.T) {
	g := builtin(t)
	w := words("On Friday US President Donald Trump praised Oman's foreign minister in Muscat, the Omani capital.")
	var got []string
	for i := 0; i < len(w); {
		n, hits := g.Match(w, i)
		if n > 0 {
			got = append(got, strings.Join(w[i:i+n], " ")+" = "+hits[0].Entry.Label)
		}
		i += max(n, 1)
	}
	want := []string{"US = United States", "Donald Trump = Donald Trump", "Oman = Oman", "Muscat = Muscat", "Omani = Oman"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestRoleByTitle(t *testing.T) {
	g := builtin(t)
	for _, c := range []struct {
		text string
		n    int
		want string // "role of [plural]", the first that is asked for
	}{
		{"foreign minister Wang Yi", 2, "foreign-minister"},
		{"Foreign Minister", 2, "foreign-minister"},
		{"foreign ministers of", 2, "foreign-minister plural"},
		{"prime minister", 2, "prime-minister"},
		{"Prime Ministers", 2, "prime-minister plural"},
		{"supreme leader", 2, "supreme-leader"},
		{"secretary of state", 3, "foreign-minister united-states"},
		{"Secretary-General António", 3, "secretary-general"},
		{"secretaries general", 2, "secretary-general plural"},
		{"chancellor", 1, "chancellor"},
		{"king", 1, "monarch"},
		{"PM said", 1, "prime-minister"},
		{"pm said", 0, ""},
		{"presidents", 1, "president plural"},
		{"table", 0, ""},
	} {
		n, titles := g.RoleByTitle(words(c.text), 0)
		var all []string
		for _, x := range titles {
			s := x.Role.ID
			if x.Of != "" {
				s += " " + strings.TrimPrefix(x.Of, "actor:")
			}
			if x.Plural {
				s += " plural"
			}
			all = append(all, s)
		}
		ok := c.want == "" && len(all) == 0
		for _, s := range all {
			ok = ok || s == c.want
		}
		if n != c.n || !ok {
			t.Errorf("RoleByTitle(%q) = %d %q, want %d with %q", c.text, n, all, c.n, c.want)
		}
	}
}
