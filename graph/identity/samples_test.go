package identity

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The real lists lie beside the project, not in it. These readers take from
// them just what identity needs; the loaders read them in full.

const samples = "../../../shared/datasets"

func sampleFiles(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(samples, pattern))
	if err != nil || len(files) == 0 {
		t.Skipf("no samples at %s: this test measures on real lists and runs only where they are", filepath.Join(samples, pattern))
	}
	return files
}

func rows(t testing.TB, file string, comma rune) [][]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(bytes.TrimSuffix(text, []byte{0x1a}), []byte("\ufeff"))))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	all, err := r.ReadAll()
	if err != nil && err != io.EOF {
		t.Fatal(err)
	}
	return all
}

func tabled(t testing.TB, file string) []map[string]string {
	t.Helper()
	all := rows(t, file, ',')
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, v := range row {
			if i < len(all[0]) {
				m[all[0][i]] = strings.TrimSpace(v)
			}
		}
		out = append(out, m)
	}
	return out
}

func split(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var (
	ofacDOB    = regexp.MustCompile(`DOB (?:circa )?(\d{1,2} \w{3} )?(\w{3} )?(\d{4})`)
	ofacIMO    = regexp.MustCompile(`IMO (\d{7})`)
	ofacTaxes  = regexp.MustCompile(`(?:Tax ID No\.|Registration (?:ID|Number)|Identification Number|National ID No\.|Passport) ([A-Z0-9]+)`)
	ofacPapers = regexp.MustCompile(`(?:Passport|National ID No\.|Identification Number|Identification Card No\.|Cedula No\.) ([A-Z0-9-]{6,})`)
	ofacState  = regexp.MustCompile(`(?:nationality|citizen) ([A-Z][A-Za-z ]+)`)
	months     = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// identifiers makes codes of numbers: an IMO number, or what Russian registers give.
func identifier(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	if rest, ok := strings.CutPrefix(s, "IMO"); ok && KindOfIMO(rest) != NoIMO {
		return "imo:" + rest
	}
	if strings.Trim(s, "0123456789") == "" {
		switch len(s) {
		case 10, 12:
			return "inn:" + s
		case 13, 15:
			return "ogrn:" + s
		}
	}
	if len(s) == 20 {
		if v, err := checkLEI(s); err == nil {
			return "lei:" + v
		}
	}
	return ""
}

var (
	documentNumber = regexp.MustCompile(`[A-Z]{0,3}[ -]?[0-9][0-9A-Z]{5,}`)
	sixDigits      = regexp.MustCompile(`[0-9]{6}`)
	dateLike       = regexp.MustCompile(`^(19|20)[0-9]{6}$`)
)

// documents finds numbers of passports and identity cards, as codes of a
// scheme that identity does not know. Whoever has one of them in two lists is
// one and the same; they are used as the truth only.
func documents(text string) []string {
	var out []string
	for _, n := range documentNumber.FindAllString(strings.ToUpper(text), -1) {
		n = strings.NewReplacer(" ", "", "-", "").Replace(n)
		if len(n) >= 7 && sixDigits.MatchString(n) && !dateLike.MatchString(n) {
			out = append(out, "document:"+n)
		}
	}
	return out
}

func targets(t testing.TB) []Record {
	types := map[string]string{"Person": "Person", "Vessel": "Vessel", "Company": "Company", "Organization": "Organization", "LegalEntity": "Organization", "Airplane": "Vessel", "PublicBody": "Government"}
	var out []Record
	for _, m := range tabled(t, sampleFiles(t, "opensanctions_ftm/targets.simple.csv")[0]) {
		r := Record{ID: m["id"], Label: m["name"], Type: types[m["schema"]], Names: split(m["aliases"]), Dates: split(m["birth_date"]), States: split(m["countries"]), Source: "targets"}
		if r.Type == "" {
			continue // crypto wallets, securities
		}
		if strings.HasPrefix(r.ID, "Q") {
			r.Codes = append(r.Codes, "wd:"+r.ID)
		}
		for _, id := range split(m["identifiers"]) {
			if c := identifier(id); c != "" {
				r.Codes = append(r.Codes, c)
			}
		}
		out = append(out, r)
	}
	return out
}

func journal(t testing.TB) []Record {
	types := map[string]string{"Person": "Person", "Vessel": "Vessel", "LegalEntity": "Organization"}
	var out []Record
	for _, file := range sampleFiles(t, "eu_journal/consolidated_*.csv") {
		for _, m := range tabled(t, file) {
			r := Record{ID: m["celex"] + "/" + m["recordId"], Label: m["name"], Type: types[m["schema"]], Source: "journal/" + m["celex"]}
			if r.Type == "" {
				r.Type = "Organization"
			}
			for _, f := range []string{"alias", "previousName", "weakAlias"} {
				r.Names = append(r.Names, split(m[f])...)
			}
			for _, d := range split(m["birthDate"]) {
				r.Dates = append(r.Dates, days(d)...)
			}
			for _, f := range []string{"country", "nationality", "jurisdiction"} {
				for _, c := range split(m[f]) {
					if c = state(c); c != "" {
						r.States = append(r.States, c)
					}
				}
			}
			for _, f := range []string{"innCode", "ogrnCode", "taxNumber", "registrationNumber", "leiCode"} {
				for _, v := range split(m[f]) {
					if c := identifier(v); c != "" {
						r.Codes = append(r.Codes, c)
					}
				}
			}
			for _, v := range split(m["imoNumber"]) {
				if KindOfIMO(v) != NoIMO {
					r.Codes = append(r.Codes, "imo:"+v)
				}
			}
			if r.Type == "Person" {
				r.Codes = append(r.Codes, documents(m["passportNumber"]+"; "+m["idNumber"])...)
			}
			out = append(out, r)
		}
	}
	return out
}

// council reads the list of the United Nations.
func council(t testing.TB) []Record {
	text, err := os.ReadFile(sampleFiles(t, "un_sc/UN_consolidated.xml")[0])
	if err != nil {
		t.Fatal(err)
	}
	type alias struct {
		Name string `xml:"ALIAS_NAME"`
	}
	type entry struct {
		First         string   `xml:"FIRST_NAME"`
		Second        string   `xml:"SECOND_NAME"`
		Third         string   `xml:"THIRD_NAME"`
		Fourth        string   `xml:"FOURTH_NAME"`
		Original      string   `xml:"NAME_ORIGINAL_SCRIPT"`
		Reference     string   `xml:"REFERENCE_NUMBER"`
		Nationalities []string `xml:"NATIONALITY>VALUE"`
		Aliases       []alias  `xml:"INDIVIDUAL_ALIAS"`
		Others        []alias  `xml:"ENTITY_ALIAS"`
		Born          []struct {
			Date string `xml:"DATE"`
			Year string `xml:"YEAR"`
		} `xml:"INDIVIDUAL_DATE_OF_BIRTH"`
		Documents []struct {
			Number string `xml:"NUMBER"`
		} `xml:"INDIVIDUAL_DOCUMENT"`
	}
	var list struct {
		People   []entry `xml:"INDIVIDUALS>INDIVIDUAL"`
		Entities []entry `xml:"ENTITIES>ENTITY"`
	}
	if err := xml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	var out []Record
	add := func(e entry, typ string) {
		r := Record{ID: strings.TrimSpace(e.Reference), Type: typ, Source: "council"}
		r.Label = strings.Join(strings.Fields(e.First+" "+e.Second+" "+e.Third+" "+e.Fourth), " ")
		for _, a := range append(append(e.Aliases, e.Others...), alias{e.Original}) {
			if a.Name != "" {
				r.Names = append(r.Names, a.Name)
			}
		}
		for _, b := range e.Born {
			if d := cmp.Or(strings.TrimSpace(b.Date), strings.TrimSpace(b.Year)); d != "" {
				r.Dates = append(r.Dates, d)
			}
		}
		for _, n := range e.Nationalities {
			if n != "" {
				r.States = append(r.States, state(n))
			}
		}
		for _, d := range e.Documents {
			r.Codes = append(r.Codes, documents(d.Number)...)
		}
		out = append(out, r)
	}
	for _, e := range list.People {
		add(e, "Person")
	}
	for _, e := range list.Entities {
		add(e, "Organization")
	}
	return out
}

var (
	dayMonthYear = regexp.MustCompile(`\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b|\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]*\.? (\d{4})\b|\b(\d{4})(-\d\d-\d\d)?\b`)
	adjectives   = map[string]string{"russian": "ru", "iranian": "ir", "belarusian": "by", "syrian": "sy", "ukrainian": "ua", "dprk": "kp", "korea": "kp", "democratic people's republic of korea": "kp", "afghan": "af", "iraqi": "iq", "chinese": "cn", "turkish": "tr", "pakistani": "pk", "lebanese": "lb", "venezuelan": "ve", "saudi arabian": "sa", "tunisian": "tn", "algerian": "dz", "jordanian": "jo", "egyptian": "eg", "libyan": "ly", "somali": "so", "yemeni": "ye", "mauritanian": "mauritania", "malian": "mali", "kenyan": "kenya", "sudanese": "sudan", "congolese": "cd", "nicaraguan": "nicaragua", "possibly ethiopian": ""}
)

// days finds the dates in a field: D.M.YYYY, D Month YYYY, YYYY-MM-DD, YYYY.
func days(s string) []string {
	var out []string
	for _, m := range dayMonthYear.FindAllStringSubmatch(s, -1) {
		two := func(s string) string { return ("0" + s)[len(s)-1:] }
		switch {
		case m[3] != "":
			out = append(out, m[3]+"-"+two(m[2])+"-"+two(m[1]))
		case m[6] != "":
			if i := slices.Index(months, m[5]); i >= 0 {
				out = append(out, fmt.Sprintf("%s-%02d-%s", m[6], i+1, two(m[4])))
			} else {
				out = append(out, m[6])
			}
		default:
			out = append(out, m[7]+m[8])
		}
	}
	return out
}

// state brings names and codes of the states most lists name to one code.
func state(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if code, ok := adjectives[s]; ok {
		return code
	}
	for code, names := range map[string][]string{
		"ru": {"russia", "russian federation", "rus"}, "ir": {"iran"}, "by": {"belarus"}, "sy": {"syria"}, "ua": {"ukraine"}, "kp": {"north korea", "korea, north"},
		"af": {"afghanistan"}, "iq": {"iraq"}, "cn": {"china"}, "ae": {"united arab emirates"}, "tr": {"turkey"}, "pk": {"pakistan"}, "lb": {"lebanon"}, "ve": {"venezuela"},
		"sa": {"saudi arabia"}, "cu": {"cuba"}, "mx": {"mexico"}, "co": {"colombia"}, "ly": {"libya"}, "so": {"somalia"}, "ye": {"yemen"}, "hk": {"hong kong"}, "pa": {"panama"},
		"tn": {"tunisia"}, "dz": {"algeria"}, "jo": {"jordan"}, "eg": {"egypt"}, "cd": {"congo, democratic republic of the"}, "zw": {"zimbabwe"}, "mm": {"burma", "myanmar"},
	} {
		if slices.Contains(names, s) {
			return code
		}
	}
	return s
}

// ofac reads one year of OFAC's list.
func ofac(t testing.TB, folder, alt, source string) []Record {
	aliases := map[string][]string{}
	for _, row := range rows(t, sampleFiles(t, filepath.Join(folder, alt))[0], ',') {
		if len(row) > 3 {
			aliases[row[0]] = append(aliases[row[0]], row[3])
		}
	}
	types := map[string]string{"individual": "Person", "vessel": "Vessel", "aircraft": "Vessel"}
	var out []Record
	for _, row := range rows(t, sampleFiles(t, filepath.Join(folder, "sdn.csv"))[0], ',') {
		if len(row) < 12 {
			continue
		}
		r := Record{ID: row[0], Label: row[1], Type: types[strings.TrimSpace(row[2])], Names: aliases[row[0]], Source: source}
		if r.Type == "" {
			r.Type = "Organization"
		}
		if flag := strings.TrimSpace(row[9]); flag != "-0-" && flag != "None Identified" {
			r.States = append(r.States, state(flag))
		}
		for _, m := range ofacState.FindAllStringSubmatch(row[11], -1) {
			r.States = append(r.States, state(m[1]))
		}
		for _, m := range ofacDOB.FindAllStringSubmatch(row[11], -1) {
			d := m[3]
			if f := strings.Fields(m[1]); len(f) == 2 {
				if i := slices.Index(months, f[1]); i >= 0 {
					d += "-" + ("0" + string(rune('0'+(i+1)%10)))[:2]
					d = m[3] + "-" + []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}[i] + "-" + ("0" + f[0])[len(f[0])-1:]
				}
			}
			r.Dates = append(r.Dates, d)
		}
		for _, m := range ofacIMO.FindAllStringSubmatch(row[11], -1) {
			if KindOfIMO(m[1]) != NoIMO {
				r.Codes = append(r.Codes, "imo:"+m[1])
			}
		}
		if r.Type == "Person" {
			for _, m := range ofacPapers.FindAllStringSubmatch(row[11], -1) {
				r.Codes = append(r.Codes, documents(m[1])...)
			}
		}
		for _, m := range ofacTaxes.FindAllStringSubmatch(row[11], -1) {
			if c := identifier(m[1]); c != "" {
				r.Codes = append(r.Codes, c)
			}
		}
		out = append(out, r)
	}
	return out
}

// ftm reads FollowTheMoney entities.
func ftm(t testing.TB) []Record {
	types := map[string]string{"Person": "Person", "Vessel": "Vessel", "Company": "Company", "Organization": "Organization", "LegalEntity": "Organization", "PublicBody": "Government"}
	var out []Record
	seen := map[string]bool{}
	for _, file := range append(sampleFiles(t, "opensanctions_ftm/*_entities.ftm.json"), sampleFiles(t, "opensanctions_ftm/*delta.json")...) {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			type entity struct {
				ID, Caption, Schema string
				Properties          map[string][]string
			}
			var e struct {
				entity
				Entity *entity
			}
			if json.Unmarshal(lines.Bytes(), &e) != nil {
				continue
			}
			if e.Entity != nil {
				e.entity = *e.Entity
			}
			if types[e.Schema] == "" || seen[e.ID] {
				continue
			}
			seen[e.ID] = true
			p := e.Properties
			r := Record{ID: e.ID, Label: e.Caption, Type: types[e.Schema], Names: append(p["name"], p["alias"]...), Dates: p["birthDate"], Source: "ftm"}
			if r.Label == "" && len(r.Names) > 0 {
				r.Label = r.Names[0]
			}
			r.States = append(append(append(r.States, p["country"]...), p["nationality"]...), p["jurisdiction"]...)
			for _, q := range p["wikidataId"] {
				r.Codes = append(r.Codes, "wd:"+q)
			}
			for _, name := range []string{"innCode", "ogrnCode", "taxNumber", "registrationNumber", "leiCode"} {
				for _, v := range p[name] {
					if c := identifier(v); c != "" {
						r.Codes = append(r.Codes, c)
					}
				}
			}
			for _, v := range p["imoNumber"] {
				if KindOfIMO(v) != NoIMO {
					r.Codes = append(r.Codes, "imo:"+bareIMO(v))
				}
			}
			out = append(out, r)
		}
		f.Close()
	}
	return out
}

// parliaments reads EveryPolitician's Popolo files.
func parliaments(t testing.TB) []Record {
	var out []Record
	for _, file := range sampleFiles(t, "officials/*popolo*.json") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var p struct {
			Persons []struct {
				ID, Name    string
				BirthDate   string                  `json:"birth_date"`
				OtherNames  []struct{ Name string } `json:"other_names"`
				Identifiers []struct{ Scheme, Identifier string }
			}
		}
		if err := json.Unmarshal(text, &p); err != nil {
			t.Fatal(err)
		}
		for _, q := range p.Persons {
			r := Record{ID: q.ID, Label: q.Name, Type: "Person", Source: "popolo"}
			if q.BirthDate != "" {
				r.Dates = []string{q.BirthDate}
			}
			for _, n := range q.OtherNames {
				r.Names = append(r.Names, n.Name)
			}
			for _, id := range q.Identifiers {
				if id.Scheme == "wikidata" {
					r.Codes = append(r.Codes, "wd:"+id.Identifier)
				}
			}
			out = append(out, r)
		}
	}
	return out
}

// wikidata reads the sample of entities; its names are split in two records
// of half the languages each, the one with Latin letters from the other.
func wikidata(t testing.TB) []Record {
	f, err := os.Open(sampleFiles(t, "wikidata/entities.jsonl")[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	var out []Record
	for lines.Scan() {
		var e struct {
			ID      string
			Labels  map[string]struct{ Value string }
			Aliases map[string][]struct{ Value string }
			Claims  map[string][]struct {
				Mainsnak struct {
					Datavalue struct{ Value json.RawMessage }
				}
			}
		}
		if json.Unmarshal(lines.Bytes(), &e) != nil || !strings.HasPrefix(e.ID, "Q") {
			continue
		}
		human := false
		for _, c := range e.Claims["P31"] {
			human = human || bytes.Contains(c.Mainsnak.Datavalue.Value, []byte(`"Q5"`))
		}
		if !human {
			continue
		}
		r := Record{ID: e.ID, Label: e.Labels["en"].Value, Type: "Person", Codes: []string{"wd:" + e.ID}, Source: "wikidata"}
		for _, lang := range []string{"en", "ru", "uk", "ar", "fa", "zh", "de", "fr"} {
			if l := e.Labels[lang].Value; l != "" {
				r.Names = append(r.Names, l)
			}
			for _, a := range e.Aliases[lang] {
				r.Names = append(r.Names, a.Value)
			}
		}
		for _, c := range e.Claims["P569"] {
			var v struct {
				Time      string
				Precision int
			}
			if json.Unmarshal(c.Mainsnak.Datavalue.Value, &v) == nil && len(v.Time) > 11 {
				if n := map[int]int{11: 10, 10: 7, 9: 4}[v.Precision]; n > 0 {
					r.Dates = append(r.Dates, v.Time[1:1+n])
				}
			}
		}
		if r.Label != "" {
			out = append(out, r)
		}
	}
	return out
}

// territories reads names of states from two tables.
func territories(t testing.TB) []Record {
	var out []Record
	f, err := os.Open(sampleFiles(t, "gaz_countries/rigour_territories.jsonl")[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var e struct {
			Name, Code, QID string
			FullName        string   `json:"full_name"`
			Strong          []string `json:"names_strong"`
			Weak            []string `json:"names_weak"`
			Country         bool     `json:"is_country"`
		}
		if json.Unmarshal(lines.Bytes(), &e) == nil && e.QID != "" && !strings.Contains(e.Code, "-") {
			out = append(out, Record{ID: "rigour/" + e.Code, Label: e.Name, Type: "State", Names: append(append([]string{e.FullName}, e.Strong...), e.Weak...), Codes: []string{"wd:" + e.QID}, Source: "rigour"})
		}
	}
	for _, m := range tabled(t, sampleFiles(t, "gaz_countries/country-codes.csv")[0]) {
		q := m["wikidata_id"][strings.LastIndex(m["wikidata_id"], "/")+1:]
		r := Record{ID: "codes/" + m["ISO3166-1-Alpha-3"], Label: m["CLDR display name"], Type: "State", Names: []string{m["official_name_en"], m["official_name_fr"], m["official_name_ru"], m["official_name_es"]}, Source: "country-codes"}
		if strings.HasPrefix(q, "Q") {
			r.Codes = []string{"wd:" + q}
		}
		out = append(out, r)
	}
	return out
}
