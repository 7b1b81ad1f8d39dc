package loaders

import (
	"strings"
	"testing"
)

func TestStrangers(t *testing.T) {
	for what, c := range map[string]struct {
		name, text string
		want       []string // "" for nothing to say
	}{
		"regimes": {"regimes.csv", "cowcode,gwf_country,gwf_casename,gwf_startdate,gwf_enddate\n1,Ruritania,Ruritania 46-62,1/2/1946,3/4/1962\n",
			[]string{"list of regimes"}},
		"regimes through a spreadsheet": {"regimes.csv", "cowcode,gwf_country,gwf_casename,gwf_startdate,gwf_enddate\n1,Ruritania,Ruritania11668,1/2/1946,3/4/1962\n2,Strelsau,Strelsau12298,1/2/1946,3/4/1962\n",
			[]string{"list of regimes", "spreadsheet", "Ruritania11668"}},
		"the screening list, broken": {"csl.csv", "source,entity_number,type,programs,name,federal_register_notice\n/,1\nEntity List (\n",
			[]string{"Consolidated Screening List", "line 2 has 2 columns, the first 6"}},
		"remarks alone": {"comments-of-2021.csv", "77,\"DOB 1 Jan 1950; Linked To: RURITANIAN TIMBER CO.\"\n78,\"a.k.a. 'RASSENDYLL'.\"\n",
			[]string{"remarks of an OFAC list", "sdn_comments.csv"}},
		"codes": {"codes.csv", `"1",1,"Say no","012","Say in so many words that one will not do it, whatever others ask."` + "\n" + `"2",2,"Say yes","014","Say in so many words that one will do what the others ask."` + "\n",
			[]string{"CAMEO's codes"}},
		"claims as a table": {"claims.csv", "subject,relation,object,status,quote,subject_id,object_id\nRuritania,meets,Strelsau,asserted,They met.,actor:ruritania,actor:strelsau\n",
			[]string{"claims as a table", "entente extract --format yaml"}},
		"any table": {"mine.csv", "who;whom;when\nA;B;2020\n",
			[]string{"begins with who, whom, when", "entente map --suggest mine.csv"}},
		"years are no serials": {"mine.csv", "what,n\nFlood of 1927,1\nVersion 20301,2\n",
			[]string{"begins with what, n"}},
		"postal codes and orders are no serials": {"mine.csv", "place,order\nStrelsau E-28036,RURITANIA-EO13662\nZenda E-28040,RURITANIA-EO13685\n",
			[]string{"begins with place, order"}},
		"through a spreadsheet": {"mine.csv", "what,n\nRuritania11668,1\nStrelsau12298,2\n",
			[]string{"spreadsheet", "entente map --suggest mine.csv"}},
		"addresses alone": {"add-of-2021.csv", "77,12,\"1 Castle Street\",\"Strelsau\",\"Ruritania\",-0- \n78,13,-0- ,\"Zenda E-28036\",\"Ruritania\",-0- \n\x1a\n",
			[]string{"addresses or other names of an OFAC list", "add.csv"}},
		"other names alone": {"alt-of-2021.csv", "77,12,\"aka\",\"RURITANIAN TIMBER\",-0- \n77,13,\"fka\",\"ZENDA TIMBER\",-0- \n",
			[]string{"addresses or other names of an OFAC list", "alt.csv"}},
		"a byte order mark": {"mine.csv", "\ufeffwho,whom\nA,B\n", []string{"begins with who, whom;"}},
		"a long cell":       {"mine.csv", "who," + strings.Repeat("0", 1000) + "\nA,B\n", []string{"begins with who, " + strings.Repeat("0", 60) + "…;"}},
		"a table that is called as a text": {"codes.txt", "CODE\tLABEL\n01\tSay no\n02\tSay yes\n",
			[]string{"begins with CODE, LABEL", "entente map --suggest codes.txt"}},
		"no table":   {"mine.dat", "x\x00y\n", nil},
		"one column": {"list.csv", "a\nb\n", nil},
	} {
		err := stranger(c.name, []byte(c.text))
		if (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v", what, err)
		}
		for _, w := range c.want {
			if err != nil && !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v lacks %q", what, err, w)
			}
		}
	}
}

// Lines of codes are not read as sentences, nor indented sentences as lines of
// codes.
func TestProseOrTable(t *testing.T) {
	for text, want := range map[string]bool{
		"RUR\tRuritania\nSTR\tStrelsau\nZEN\tZenda\n":            false,
		"CODE\tLABEL\tNOTE\n01\tMeets\t\n02\tVisits\t":           false,
		"\tIran met Oman.\n\n\tOman met Iran.\n\tThey talked.\n": true,
		"Iran met Oman.\nOman\tmet Iran.\nThey talked.\n":        true,
		"Iran\tOman\n": true,
		"":             true,
	} {
		if got := isProse([]byte(text)); got != want {
			t.Errorf("%q: prose %v", text, got)
		}
	}
}

func FuzzStranger(f *testing.F) {
	f.Add("a.csv", []byte("a,b\n\"c\nd"))
	f.Add("a.tsv", []byte("a\tb\n1\t2\n"))
	f.Fuzz(func(t *testing.T, name string, head []byte) { _ = stranger(name, head) })
}
