package loaders_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/loaders"
)

// Faults that files in the world have, and what is said of each: none is
// passed over, and none costs what is good beside it.
func TestFaultsOfFiles(t *testing.T) {
	entry := `9101,"STRELSAU SHIPPING","-0- ","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Linked To: ZENDA BANK."` + "\n"
	leaders := "obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode\nIRN-1990,630,l1,D\x82\xc4\xf4Este,1956,M,1990-01-01,1991-01-01,Regular,Regular,Regular\n"
	long := `{"id":"Q900001","type":"item","labels":{"en":{"language":"en","value":"Republic of Ruritania"}},"descriptions":{"en":{"language":"en","value":"` + strings.Repeat("a state in a book; ", 40000) + `"}},"claims":{"P47":[{"mainsnak":{"snaktype":"value","property":"P47","datavalue":{"value":{"entity-type":"item","id":"Q794"},"type":"wikibase-entityid"}},"rank":"normal","type":"statement"}]}}` + "\n"
	ship := func(kind string) string {
		return "Report Date: 13-Feb-2026\nUnique ID,Name 6,Name type,Designation Type,Regime Name,IMO number,Current believed flag of ship,Date Designated\n" +
			"RUR0001,STRELSAU STAR,Primary Name," + kind + ",Ruritania,9074729,Panama,01/02/2024\n"
	}
	for _, c := range []struct {
		name, file, text string
		claims           int
		want             []string
		not              string
	}{
		{"a last row of bars", "sdn.csv", entry + "|||||||||||||\n", 2, []string{"rejected sdn.csv:2: the row has 1 columns, expected 12"}, ""},
		{"the end of file of DOS", "sdn.csv", entry + "\x1a", 2, nil, "rejected"},
		{"UTF-8 that was taken for MacRoman and saved as Windows-1252", "leaders.csv", leaders, 1, []string{"a line is not UTF-8 and was read as windows-1252", `"D‚ÄôEste"`}, "rejected"},
		{"a line of 700 kB", "dump.jsonl", long, 1, nil, "rejected"},
		{"a flag of what sails nowhere", "list.csv", ship("Entity"), 1, []string{"1 left out: flags of what is no vessel"}, "not known: \"Panama\""},
		{"a flag of a ship", "list.csv", ship("Ship"), 2, nil, "left out"},
		{"a file that macOS laid beside another", "states.csv", "\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        ", 0, []string{"AppleDouble"}, ""},
		{"the page of a server", "states.csv", "<html><body>Sign in</body></html>", 0, []string{"web page"}, ""},
		{"the screening list with 28 columns", "csl.csv", "source,entity_number,type,programs,name,federal_register_notice\nX,1,,P,N,F\nY,2,,P,N,F\n", 0, []string{"Consolidated Screening List"}, "columns, the first"},
		{"the screening list with _id before them", "csl.csv", "_id,source,entity_number,type,programs,name,federal_register_notice\na1,X,1,,P,N,F\na2,Y,2,,P,N,F\n", 0, []string{"Consolidated Screening List"}, "columns, the first"},
		{"a refused list is not also too short", "list.xml", `<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST></CONSOLIDATED_LIST>`, 0, []string{"document type"}, "a sample, or not all of it"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		got := read(t, loaders.Options{}, filepath.Join(dir, c.file))
		out := got.out.String()
		for _, w := range c.want {
			if !strings.Contains(out, w) {
				t.Errorf("%s: nothing says %q:\n%.900s", c.name, w, out)
			}
		}
		if got.claims != c.claims || c.not != "" && strings.Contains(out, c.not) {
			t.Errorf("%s: %d claims, want %d and no %q:\n%.900s", c.name, got.claims, c.claims, c.not, out)
		}
	}
}

// Among the files of a folder what is nobody's is passed over, but a page in
// the place of a file is a file that is missing.
func TestPageInAFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.csv": "<!DOCTYPE html><html><body>Not found</body></html>", "b.csv": "who,whom\nA,B\n", "c.nq": quads(sample(), graph.DefaultBase)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got := read(t, loaders.Options{}, dir)
	if out := got.out.String(); !strings.Contains(out, "rejected a.csv:0: this is a web page") || strings.Contains(out, "rejected b.csv") || got.claims == 0 {
		t.Errorf("%d claims:\n%s", got.claims, out)
	}
}
