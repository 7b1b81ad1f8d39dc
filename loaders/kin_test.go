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
		"any table": {"mine.csv", "who;whom;when\nA;B;2020\n",
			[]string{"begins with who, whom, when", "entente map --suggest mine.csv"}},
		"years are no serials": {"mine.csv", "what,n\nFlood of 1927,1\nVersion 20301,2\n",
			[]string{"begins with what, n"}},
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

func FuzzStranger(f *testing.F) {
	f.Add("a.csv", []byte("a,b\n\"c\nd"))
	f.Add("a.tsv", []byte("a\tb\n1\t2\n"))
	f.Fuzz(func(t *testing.T, name string, head []byte) { _ = stranger(name, head) })
}
