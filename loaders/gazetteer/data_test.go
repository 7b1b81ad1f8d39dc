package gazetteer

import (
	"flag"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml/ast"
)

var update = flag.Bool("update", false, "rewrite builtin.bin")

// shared spares each test reading the gazetteer anew.
var shared = sync.OnceValues(Builtin)

func builtin(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestBinaryIsCurrent keeps builtin.bin in step with the YAML files.
func TestBinaryIsCurrent(t *testing.T) {
	lex, err := readDataFiles()
	if err != nil {
		t.Fatal(err)
	}
	want := encodeCompiled(compileLexicon(lex), digest())
	if *update {
		if err := os.WriteFile("builtin.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if builtinBinary != string(want) {
		t.Fatal("builtin.bin is not what the YAML files say; run: go generate ./loaders/gazetteer")
	}
}

// TestBuiltinIsSound runs the checks of a user's lexicon on our own files.
func TestBuiltinIsSound(t *testing.T) {
	lex, err := readDataFiles()
	if err != nil {
		t.Fatal(err)
	}
	if err := lex.check(lex); err != nil {
		t.Error(err)
	}
}

// iso3166 is every code of ISO 3166-1 alpha-2 as of 2026.
const iso3166 = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE
GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP
KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF
NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN
SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA
ZM ZW`

func TestEveryISOCode(t *testing.T) {
	codes := strings.Fields(iso3166)
	if len(codes) != 249 {
		t.Fatalf("the list has %d codes, ISO 3166-1 has 249", len(codes))
	}
	have := make(map[string]*Entry)
	for e := range builtin(t).All() {
		if c := e.Codes["iso2"]; c != "" {
			have[c] = e
		}
	}
	for _, c := range append(codes, "XK") {
		e := have[c]
		if e == nil {
			t.Errorf("no state or territory has the ISO code %s", c)
			continue
		}
		if e.Type != "State" && e.Type != "Territory" {
			t.Errorf("%s is a %s", e.ID, e.Type)
		}
		for _, scheme := range []string{"iso3", "wikidata"} {
			if e.Codes[scheme] == "" {
				t.Errorf("%s has no %s", e.ID, scheme)
			}
		}
	}
	if n := len(have); n != 250 {
		t.Errorf("%d entries have an ISO code, want 250", n)
	}
}

// TestStatesAreWhole checks that a state can be met under its adjective, its
// people and its capital, or that the file says why not.
func TestStatesAreWhole(t *testing.T) {
	r := &reader{yamlReader: yamlReader{file: "states.yaml"}}
	body, err := parseYAML("states.yaml", []byte(statesYAML))
	if err != nil {
		t.Fatal(err)
	}
	items := 0
	r.list(body, "states", func(n ast.Node) {
		rec, ok := r.record(n, "state", entryKeys)
		if !ok {
			return
		}
		items++
		without := rec.pairs("without")
		for _, key := range []string{"adjectives", "demonyms", "capital"} {
			switch {
			case !rec.has(key) && without[key] == "":
				t.Errorf("%s has no %s and does not say why (without:)", rec.text("id"), key)
			case rec.has(key) && without[key] != "":
				t.Errorf("%s has %s and says it has none", rec.text("id"), key)
			}
		}
	})
	if items < 270 {
		t.Errorf("states.yaml has %d entries, want at least 270", items)
	}
}

// TestCapitalsArePlaces checks that the capital of every state can be found as
// a place in it.
func TestCapitalsArePlaces(t *testing.T) {
	g := builtin(t)
	for e := range g.All() {
		if e.Type != "State" && e.Type != "Territory" || e.Capital == "" || e.To != "" {
			continue
		}
		if !slices.ContainsFunc(g.Find(e.Capital), func(h Hit) bool {
			return h.As == Name && (h.Entry.Type == "Place" || h.Entry == e)
		}) {
			t.Errorf("the capital of %s, %s, is not among the places", e.ID, e.Capital)
		}
	}
}

// TestEnoughOfEach notices a file that was cut or lost.
func TestEnoughOfEach(t *testing.T) {
	count := make(map[string]int)
	for e := range builtin(t).All() {
		count[e.Type]++
	}
	t.Log(count)
	for typ, least := range map[string]int{"State": 200, "Territory": 45, "Place": 1500, "Person": 500} {
		if count[typ] < least {
			t.Errorf("%d entries of type %s, want at least %d", count[typ], typ, least)
		}
	}
}
